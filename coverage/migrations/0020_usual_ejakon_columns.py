from django.db import migrations

USUAL = (
    ("No", "serial"),
    ("NIK", "nik"),
    ("Nama", "name"),
    ("Tempat lahir", "born_at"),
    ("Tanggal lahir", "born_on"),
    ("Jenis kelamin", "sex"),
    ("Nama ibu kandung", "mother"),
    ("Alamat", "address"),
    ("No. telepon", "phone"),
    ("Jabatan", "job"),
    ("Mulai", "starts_on"),
    ("Selesai", "ends_on"),
    ("Upah", "wage"),
)


def write_down(apps, schema_editor):
    """Let the administrator change the usual columns instead of writing all of them down first."""
    columns = apps.get_model("coverage", "EjakonColumn").objects
    if not columns.exists():
        for position, (title, source) in enumerate(USUAL, 1):
            columns.create(position=position, title=title, source=source)


class Migration(migrations.Migration):
    dependencies = [("coverage", "0019_bare_changes")]

    operations = [migrations.RunPython(write_down, migrations.RunPython.noop)]

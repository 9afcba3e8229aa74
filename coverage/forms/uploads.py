"""What comes with an uploaded file."""

import uuid

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from coverage.forms.disclosing import purpose
from coverage.forms.fields import CellField
from coverage.importing import cells

ENDINGS = (".xlsx", ".csv")


class UploadForm(forms.Form):
    """One file, and the key that makes a second sending of the same form find what the first one made."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    berkas = forms.FileField(
        label="Berkas daftar tenaga kerja",
        max_length=255,
        error_messages={
            "required": "Pilih berkasnya dahulu.",
            "empty": "Berkas ini kosong (0 bita).",
            "invalid": "Berkas tidak sampai; coba unggah lagi.",
            "missing": "Pilih berkasnya dahulu.",
        },
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["berkas"].widget.attrs["accept"] = ",".join(ENDINGS)

    def clean_berkas(self):
        file = self.cleaned_data["berkas"]
        most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        if file.size > most:
            raise ValidationError(f"Paling besar {most // 1024**2} MB; bagi menjadi beberapa berkas.")
        if not file.name.lower().endswith(ENDINGS):
            raise ValidationError(f"Simpan sebagai {' atau '.join(ENDINGS)}, lalu unggah lagi.")
        return file


class TemplateUploadForm(UploadForm):
    """A file of one of the `templates` ((name, title) pairs) for more than one contract."""

    templat = forms.ChoiceField(label="Templat", error_messages={"required": "Pilih templatnya dahulu."})
    field_order = ("key", "templat", "berkas")

    def __init__(self, *args, templates, **options):
        super().__init__(*args, **options)
        self.fields["berkas"].label = "Berkas"
        self.fields["templat"].choices = [("", "pilih templat"), *templates]


class ApplyForm(forms.Form):
    """Why what the branch has verified changes; `asked` where a file changes such a fact."""

    alasan = CellField(
        cells.text(1000),
        longest=1000,
        empty="",
        label="Alasan",
        help_text="Berkas ini mengubah yang sudah diverifikasi BPJS; verifikasinya gugur. Tersimpan di riwayat.",
        error_messages={"required": "Isi alasannya: ada yang sudah diverifikasi BPJS."},
    )

    def __init__(self, *args, asked, **options):
        super().__init__(*args, **options)
        self.fields["alasan"].required = asked
        self.fields["alasan"].widget.attrs["form"] = "putusan"


class FilledTemplateForm(forms.Form):
    """What a roster with its NIKs is wanted for; it is recorded with the reader's name."""

    keperluan = CellField(
        purpose,
        longest=300,
        strict=True,
        label="Keperluan",
        help_text="Berkas ini berisi NIK, tanggal lahir dan upah. Pengunduhannya dicatat.",
    )

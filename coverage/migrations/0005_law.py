"""Rates, targets and the working calendar as rows, with their sources."""

from datetime import date, timedelta

from django.db import migrations

from coverage.calendar import is_working_day
from coverage.rules.tariff import LEGAL_TARIFFS, LEGAL_WAGE_RATES

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2050, 12, 31)


def write_rates(apps, schema_editor):
    apps.get_model("coverage", "TariffSlice").objects.bulk_create(
        apps.get_model("coverage", "TariffSlice")(
            valid_from=tariff.valid_from,
            above=rate.above,
            up_to=rate.up_to,
            jkk_percent=rate.jkk_percent,
            jkm_percent=rate.jkm_percent,
            source=tariff.source,
        )
        for tariff in LEGAL_TARIFFS
        for rate in tariff.slices
    )
    apps.get_model("coverage", "WageRate").objects.bulk_create(
        apps.get_model("coverage", "WageRate")(
            valid_from=rate.valid_from,
            jkk_percent=rate.jkk_percent,
            jkm_percent=rate.jkm_percent,
            source=rate.source,
        )
        for rate in LEGAL_WAGE_RATES
    )


def write_targets(apps, schema_editor):
    Target = apps.get_model("coverage", "Target")
    Target.objects.create(
        measure="workers",
        year=2025,
        percent=50,
        set_by="Pemilik aplikasi",
        source="Permintaan pemilik aplikasi: tingkat kepesertaan pekerja konstruksi APBD terhadap 50 %",
    )
    Target.objects.create(
        measure="ucj",
        year=2025,
        percent=50,
        set_by="Pemerintah Kota Bogor",
        source="Sosialisasi Pemkot Bogor dan BPJS Ketenagakerjaan, 25 Juli 2025: di atas 50 % pada akhir 2025 (berita)",
    )


def write_workdays(apps, schema_editor):
    rows, number = [], 0
    for offset in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=offset)
        working = is_working_day(day)
        number += working
        rows.append(apps.get_model("coverage", "Workday")(day=day, working=working, number=number))
    apps.get_model("coverage", "Workday").objects.bulk_create(rows, batch_size=5000)


class Migration(migrations.Migration):
    dependencies = [("coverage", "0004_marks")]

    operations = [
        migrations.RunPython(write_rates, migrations.RunPython.noop),
        migrations.RunPython(write_targets, migrations.RunPython.noop),
        migrations.RunPython(write_workdays, migrations.RunPython.noop),
    ]

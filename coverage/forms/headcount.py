"""The planned headcount, declared anew: from which day, how many."""

from django.core.exceptions import ValidationError

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.fields import CountField, DayField
from coverage.forms.guarded import GuardedForm
from coverage.rules.spans import first_day

MOST_WORKERS = 100_000


class HeadcountForm(GuardedForm):
    """How many work on `contract` from a day on; an empty day means from its first day. `today` is the last day."""

    COLUMNS = {"jumlah": "headcount"}

    jumlah = CountField(
        label="Jumlah tenaga kerja",
        help_text="0 berarti sedang tidak ada pekerja; itu pernyataan, bukan kosong.",
    )
    sejak = DayField(
        FIRST_DAY, LAST_DAY, label="Berlaku sejak", required=False, help_text="Kosong: sejak hari pertama kontrak."
    )
    field_order = ["jumlah", "sejak", "alasan"]

    def __init__(self, *args, contract, today, **options):
        super().__init__(*args, **options)
        self.contract, self.today = contract, today

    def clean_jumlah(self):
        if self.cleaned_data["jumlah"] > MOST_WORKERS:
            raise ValidationError("Lebih dari seratus ribu orang; periksa angkanya.")
        return self.cleaned_data["jumlah"]

    def clean_sejak(self):
        since = self.cleaned_data["sejak"]
        if since and since > self.today:
            raise ValidationError("Sesudah hari ini; nyatakan saat jumlahnya berubah.")
        if since and since < min(self.contract.signed_on, first_day(self.contract.starts_on, self.contract.signed_on)):
            raise ValidationError("Mendahului kontrak; kosongkan bila berlaku sejak hari pertamanya.")
        return since

"""What a history can be narrowed by."""

from django import forms

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.changes import PART_NAMES
from coverage.forms.fields import DayField


class HistoryForm(forms.Form):
    """Part of the contract, whose deed, from and until which day; every field may be empty."""

    bagian = forms.ChoiceField(label="Bagian", required=False, choices=[("", "Semua"), *PART_NAMES.items()])
    oleh = forms.CharField(label="Oleh", required=False, max_length=150)
    dari = DayField(FIRST_DAY, LAST_DAY, label="Dari tanggal", required=False)
    sampai = DayField(FIRST_DAY, LAST_DAY, label="Sampai tanggal", required=False)

    @property
    def asked(self):
        """The narrowing as keywords of coverage.changes.changes_of; what cannot be read narrows nothing."""
        self.is_valid()
        told = self.cleaned_data
        return {
            "part": told.get("bagian", ""),
            "who": told.get("oleh", ""),
            "since": told.get("dari"),
            "until": told.get("sampai"),
        }

"""A gang of an earlier contract as a person picks it: who comes again, and from which day."""

from django import forms

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.fields import DayField


class GangForm(forms.Form):
    """`people` are the assignments (with worker) from which one ticks; each person stands there once."""

    mulai = DayField(FIRST_DAY, LAST_DAY, label="Mulai bertugas di sini")
    selesai = DayField(
        FIRST_DAY, LAST_DAY, required=False, label="Selesai bertugas", help_text="Kosong: sampai pekerjaan berakhir."
    )
    orang = forms.MultipleChoiceField(
        label="Siapa saja",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Centang sedikitnya satu orang."},
    )

    def __init__(self, *args, people, **options):
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in people}
        named = [(key, " · ".join(filter(None, self._told(one)))) for key, one in self.people.items()]
        self.fields["orang"].choices = named

    @staticmethod
    def _told(one):
        return str(one.worker), str(one.worker.nik), one.job

    def clean(self):
        said = super().clean()
        first, last = said.get("mulai"), said.get("selesai")
        if first and last and last < first:
            self.add_error("selesai", "Mendahului hari mulainya.")
        return said

    @property
    def chosen(self):
        """The assignments that were ticked."""
        return [self.people[key] for key in self.cleaned_data["orang"]]

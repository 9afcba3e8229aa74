"""How a contract leaves its state: the moves that are possible, the day, the paper, the reason."""

from django import forms
from django.core.exceptions import ValidationError

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.fields import CellField, DayField
from coverage.forms.guarded import GuardedForm
from coverage.importing import cells
from coverage.moves import MOVE_HELP, MOVE_WORDS, refused
from coverage.rules import states
from coverage.rules.spans import first_day

PAPER = {"complete": "BAST I", "terminate": "Surat pemutusan"}


class StatusForm(GuardedForm):
    """A move of `contract`, which may be replaced by the locked row until the form is cleaned; `today` is the last day."""

    langkah = forms.ChoiceField(
        label="Yang terjadi",
        choices=list(MOVE_WORDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih yang terjadi.", "invalid_choice": "Langkah ini tidak dikenal."},
    )
    pada = DayField(FIRST_DAY, LAST_DAY, label="Tanggal BAST I atau pemutusan", required=False)
    surat = CellField(
        cells.text(200), longest=200, strict=True, empty="", label="Nomor BAST I atau surat pemutusan", required=False
    )
    field_order = ["langkah", "pada", "surat", "alasan"]

    def __init__(self, *args, contract, today, **options):
        super().__init__(*args, **options)
        self.contract, self.today = contract, today
        offered = [(one.code, MOVE_WORDS[one.code]) for one in states.moves_from(contract.status)]
        self.fields["langkah"].widget.choices = offered
        for name in ("pada", "surat"):
            self.fields[name].expected = True
        self.fields["alasan"].help_text = "Wajib untuk batal dan pembetulan, dan bila angka yang sudah lewat bergeser."

    @property
    def explained(self):
        """The moves that are offered, each with what it does: (label, text)."""
        return [(label, MOVE_HELP[code]) for code, label in self.fields["langkah"].widget.choices]

    @property
    def move(self):
        """The move that was chosen."""
        return states.MOVES[self.data["langkah"]]

    @property
    def reason(self):
        """The paper and the reason in one text, for the history."""
        said = self.cleaned_data
        paper = f"{PAPER.get(said['langkah'], 'Surat')} nomor {said['surat']}" if said["surat"] else ""
        return ". ".join(filter(None, [paper, said["alasan"]]))

    def repeats(self):
        """Whether the contract already stands exactly where this move leads: sent twice, or from a page of before."""
        one = states.MOVES.get(self.data.get("langkah", ""))
        if one is None or one.code == "redate" or self.contract.status != one.target:
            return False
        try:
            on = self.fields["pada"].clean(self.data.get("pada", ""))
        except ValidationError:
            return False
        return not one.dated or on == self.contract.actual_end_on

    def clean(self):
        said = super().clean()
        one = states.MOVES.get(said.get("langkah", ""))
        if one is None:
            return said
        if no := states.refusal(one.code, self.contract.status):
            self.add_error("langkah", refused(no))
            return said
        if one.dated and "pada" in said:
            self._check_day(one, said["pada"])
        if one.paper and not said.get("surat"):
            self.add_error("surat", "Nomornya wajib: tanpa surat kontrak tidak berakhir.")
        if not one.paper and not said.get("alasan"):
            self.add_error("alasan", "Alasannya wajib.")
        return said

    def _check_day(self, one, on):
        row = self.contract
        if on is None:
            self.add_error("pada", "Tanggalnya wajib.")
            return
        # A corrected day keeps the rule of the state that it corrects.
        code = one.code if one.code != "redate" else "complete" if row.status == states.DONE else "terminate"
        first = first_day(row.starts_on, row.signed_on)
        if no := states.day_refusal(code, on, first_day=first, signed_on=row.signed_on, today=self.today):
            self.add_error("pada", refused(no))

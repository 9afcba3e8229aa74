"""Fields that read what people type as the importer reads a cell, and refuse it with the same words."""

from django import forms
from django.core.exceptions import ValidationError

from cakupan.numbers import day_name
from cakupan.remarks import remark
from coverage.importing import cells

DROPPED = "aksara pengatur arah tulisan dibuang"
"""What a parser notes of bidi controls: they are gone from the value, so nothing is left to refuse."""


class CellField(forms.CharField):
    """Text that one of the parsers of coverage/importing/cells.py reads; its refusals become messages at the field.

    `strict` refuses also what a file of the past may hold and an importer only notes. An empty field gives `empty`.
    The look may be told: `prefix` and `suffix` stand beside the control, `origin` ("paste", "auto") above it.
    """

    prefix = suffix = origin = ""
    expected = False

    def __init__(self, parse, *, strict=False, empty=None, longest=100, prefix="", suffix="", **options):
        super().__init__(max_length=longest, **options)
        self.parse, self.strict, self.empty = parse, strict, empty
        self.prefix, self.suffix = prefix, suffix
        self.widget.attrs["class"] = "form-control"

    def widget_attrs(self, widget):
        """None: `maxlength` would cut what is pasted without a word."""
        return {}

    def to_python(self, value):
        try:
            return super().to_python(cells.clean(value or "", []))
        except cells.Unreadable as error:
            raise ValidationError(sentence(error)) from None

    def clean(self, value):
        written = super().clean(value)
        if not written:
            return self.empty
        notes: list[str] = []
        try:
            if self.strict and len(written.splitlines()) > 1:
                raise cells.Unreadable("tulis dalam satu baris")
            cells.clean(value, notes)
            found = self.parse(written, notes)
        except cells.Unreadable as error:
            raise ValidationError(sentence(error)) from None
        if self.strict and (doubts := [note for note in notes if note != DROPPED]):
            raise ValidationError(sentence(doubts[0]))
        if DROPPED in notes:
            remark(self.label, DROPPED)
        return found


class MoneyField(CellField):
    """Rupiah as people write them, dots while one types; at most one thousand trillion. Gives a Decimal."""

    def __init__(self, **options):
        super().__init__(cells.rupiah, **{"strict": True, "prefix": "Rp"} | options)
        self.widget.attrs |= {"data-money": "", "inputmode": "decimal", "autocomplete": "off"}


class CountField(CellField):
    """How many persons, dots while one types; what a parser of coverage/importing/cells.py calls a count. Gives an int."""

    def __init__(self, **options):
        super().__init__(cells.count, **{"strict": True, "suffix": "orang"} | options)
        self.widget.attrs |= {"data-count": "", "inputmode": "numeric", "autocomplete": "off"}


class DayField(CellField):
    """A date, day first (31/12/2025) or as 2025-12-31, between the years of the calendar (`first`, `last`).

    The page says it in words; `usual` stands there as long as nothing is typed.
    """

    def __init__(self, first, last, usual="", **options):
        super().__init__(cells.day, **{"strict": True} | options)
        self.first, self.last, self.usual = first, last, usual
        self.widget.attrs |= {"data-day": "", "inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else value

    def in_words(self, typed):
        """The day that was typed, as it is read: Kamis, 3 April 2025; "" where it is none."""
        try:
            return day_name(cells.day(typed.strip(), []))
        except cells.Unreadable:
            return ""

    def clean(self, value):
        found = super().clean(value)
        if found and not self.first <= found <= self.last:
            raise ValidationError(f"Tahunnya harus antara {self.first.year} dan {self.last.year}.")
        return found


def npwp(written, notes):
    """An NPWP as cells.npwp reads it; what it would keep as it stands is refused."""
    doubts = []
    found = cells.npwp(written, doubts)
    if doubts:
        raise cells.Unreadable("bukan 15 atau 16 angka 0-9")
    return found


class NPWPField(CellField):
    """An NPWP, kept as its 16 digits; an empty one is ""."""

    def __init__(self, **options):
        super().__init__(
            npwp, **{"strict": True, "empty": "", "longest": 40, "label": "NPWP", "required": False} | options
        )


class RowField(forms.ModelChoiceField):
    """One row of a queryset, looked up by `ask` (coverage/querysets/asking.py)."""

    ask = staticmethod(list)

    def to_python(self, value):
        if self.ask is list or value in self.empty_values:
            return super().to_python(value)
        try:
            return self.ask(self.queryset.filter(pk=value))[0]
        except (ValueError, IndexError):
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value}) from None


def sentence(refusal):
    """The reason of a refusal as a sentence, with both readings where it is ambiguous."""
    reason, readings = str(refusal), getattr(refusal, "readings", "")
    return f"{reason[0].upper()}{reason[1:]}.{f' Bisa berarti {readings}.' if readings else ''}"

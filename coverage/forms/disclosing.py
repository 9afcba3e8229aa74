"""What masked facts are wanted for: the purpose, and which fact of one person."""

import re

from django import forms

from coverage.forms.fields import CellField
from coverage.importing import cells

LEAST = 10
MANY_DIGITS = re.compile(r"[0-9](?:[ .-]?[0-9]){9,}")


def purpose(written, notes):
    """A purpose in a few words; no number of a person, because it stands in a log that others read."""
    if len(written) < LEAST:
        raise cells.Unreadable(f"terlalu pendek; sebutkan keperluannya, paling sedikit {LEAST} aksara")
    if MANY_DIGITS.search(written):
        raise cells.Unreadable("berisi nomor panjang; jangan tulis NIK atau nomor orang di sini")
    return cells.text(300)(written, notes)


class PurposeForm(forms.Form):
    """The purpose for which masked facts are given."""

    keperluan = CellField(
        purpose,
        longest=300,
        strict=True,
        label="Keperluan",
        help_text="Tercatat bersama nama Anda; Inspektorat dapat membacanya.",
    )


class RevealForm(PurposeForm):
    """One fact of one person; the wage is on offer with `wages` alone."""

    FACTS = {"nik": "NIK", "lahir": "Tanggal lahir", "upah": "Upah sebulan"}

    isi = forms.ChoiceField(label="Yang dibuka", widget=forms.RadioSelect)
    field_order = ["isi", "keperluan"]

    def __init__(self, *args, wages, **options):
        super().__init__(*args, **options)
        self.fields["isi"].choices = [one for one in self.FACTS.items() if wages or one[0] != "upah"]

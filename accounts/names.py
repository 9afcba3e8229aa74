"""The name of a person as somebody typed it."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from cakupan.remarks import remark

INVISIBLE = "Cf"
REFUSED = {"Cc": "aksara kendali", "Cs": "aksara rusak", "Co": "aksara rusak", "Cn": "aksara rusak", "So": "gambar"}
"""Unicode categories that no name holds, and what to call them; letters, digits and signs of any script are names."""


class NameField(forms.CharField):
    """A name in NFC on one line, without the invisible signs that turn or join letters; at least two signs."""

    def __init__(self, *, max_length=150, **options):
        super().__init__(min_length=2, max_length=max_length, **options)
        self.widget.attrs |= {"class": "form-control", "autocomplete": "off"}

    def to_python(self, value):
        text = unicodedata.normalize("NFC", super().to_python(value))
        return "".join(sign for sign in text if unicodedata.category(sign) != INVISIBLE).strip()

    def clean(self, value):
        name = super().clean(value)
        if any(unicodedata.category(sign) == INVISIBLE for sign in value or ""):
            remark(self.label, "aksara yang tidak terlihat dibuang")
        if any(map(str.isdigit, name)):
            remark(self.label, "berisi angka; periksa")
        return name

    def validate(self, value):
        super().validate(value)
        for sign in value:
            if word := REFUSED.get(unicodedata.category(sign)):
                raise ValidationError(f"Nama tidak memuat {word}; tulis huruf saja, dalam satu baris.")

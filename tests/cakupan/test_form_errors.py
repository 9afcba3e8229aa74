"""The summary on top of a form that was refused."""

from bs4 import BeautifulSoup
from django import forms
from django.template.loader import render_to_string

from cakupan.templatetags.forms import errors


class Order(forms.Form):
    number = forms.CharField(label="Nomor")
    day = forms.CharField(label="Tanggal")


def heading(form):
    found = BeautifulSoup(render_to_string("parts/_errors.html", errors(form)), "html.parser")
    return found.h2.get_text() if found.h2 else None, [one.get_text() for one in found.select("li")]


def test_it_counts_fields_and_what_is_of_no_field_stands_beside_them():
    form = Order({"number": "7"})
    form.add_error(None, "Baris ini berubah.")
    title, lines = heading(form)
    assert title == "Satu isian perlu diperbaiki"
    assert lines[0] == "Baris ini berubah."
    assert len(lines) == 2
    alone = Order({"number": "7", "day": "8"})
    alone.add_error(None, "Baris ini berubah.")
    assert heading(alone) == ("Belum disimpan", ["Baris ini berubah."])
    assert heading(Order({"number": "7", "day": "8"})) == (None, [])

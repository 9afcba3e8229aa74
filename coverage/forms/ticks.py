"""Boxes ticked in a list that a page drew itself."""

from django import forms


class TickedField(forms.MultipleChoiceField):
    """The ids of what was ticked, whatever they are: the query that uses them knows which exist for the reader."""

    def __init__(self, **options):
        super().__init__(required=False, widget=forms.SelectMultiple, **options)

    def valid_value(self, value):
        return value.isascii() and value.isdigit() and len(value) < 19

    def clean(self, value):
        return {int(one) for one in super().clean(value)}

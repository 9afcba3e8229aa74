"""Boxes ticked in a list that a page drew itself."""

from django import forms

from cakupan.pages import id_in


class TickedField(forms.MultipleChoiceField):
    """The ids of what was ticked, whatever they are: the query that uses them knows which exist for the reader."""

    def __init__(self, **options):
        super().__init__(required=False, widget=forms.SelectMultiple, **options)

    def valid_value(self, value):
        return id_in(value) > 0

    def clean(self, value):
        return {id_in(one) for one in super().clean(value)}

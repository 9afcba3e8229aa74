"""A form of a stored row that knows how it read it: what somebody else wrote since then is said at its field."""

from datetime import date

from django import forms

FIELD = "versi"


class ReadForm(forms.ModelForm):
    """Carries, for a row that exists, the id of its newest event in the history."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk is None:
            del self.fields[FIELD]
        else:
            self.initial[FIELD] = self.instance.recorded_events.order_by("pgh_id").values_list("pgh_id").last()[0]

    def is_current(self):
        """Whether a valid form may be saved: nobody wrote anything else since it was opened. Call it with the row held.

        Else every field that moved says so; one that was not typed anew shows what stands there now, and whoever sends
        the form once more knows both.
        """
        version = self.cleaned_data.get(FIELD)
        if version is None:
            return True
        events = self.instance.recorded_events.order_by("pgh_id")
        read, newest = events.filter(pgh_id=version).first(), events.last()
        stored = type(self.instance)._base_manager.get(pk=self.instance.pk)
        for name in [one for one in self.fields if one != FIELD]:
            now, before, mine = getattr(stored, name), getattr(read, name, None), self.cleaned_data[name]
            if now not in (before, mine):
                self._say(name, now, untouched=mine == before)
        if self.errors:
            self._retype(FIELD, str(newest.pgh_id))
        return not self.errors

    def _say(self, name, now, untouched):
        field = self.fields[name]
        chosen = next((key for key, _ in getattr(field, "choices", ()) if field.coerce(key) == now), None)
        text = f"{now:%d/%m/%Y}" if isinstance(now, date) else str("" if now is None else now)
        if untouched:
            on = {True: "on", False: ""}.get(now, text) if chosen is None else chosen
            self._retype(name, on)
        word = {True: "ya", False: "tidak"}.get(now, text) if chosen is None else dict(field.choices)[chosen]
        self.add_error(name, f"Sementara itu diubah orang lain: {word or 'kosong'}. Periksa, lalu simpan sekali lagi.")

    def _retype(self, name, text):
        self.data = self.data.copy()
        self.data[self.add_prefix(name)] = text
        if not text and isinstance(self.fields[name], forms.BooleanField):
            del self.data[self.add_prefix(name)]

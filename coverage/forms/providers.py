"""Which provider a form means: a recorded one, one of several of like name, or one that is to be made."""

import re

from contractors.models import Contractor

WHOSE = re.compile(r"\A(?P<name>.*?)[ (·]*(?P<npwp>[0-9]{15,16})\)?\Z")


class FindsProvider:
    """For a form with the fields `penyedia`, `npwp_penyedia`, `penyedia_id` and `penyedia_baru`.

    `contractor` is the recorded one that is meant, `twins` those of like name between which a person must choose.
    `ask` is how rows are looked up (coverage/querysets/asking.py).
    """

    ask = staticmethod(list)

    contractor = None
    twins = ()
    needs_no_provider = False

    def _find_contractor(self, name, npwp):
        """Set `contractor`, or `twins` with an error, or neither: then one of this name is to be made."""
        if found := WHOSE.match(name):
            name, npwp = found["name"], npwp or found["npwp"].rjust(16, "0")
        self.cleaned_data |= {"penyedia": name, "npwp_penyedia": npwp}
        if not name and not npwp:
            if not self.needs_no_provider:
                self.add_error("penyedia", "Pilih penyedia, atau tulis namanya untuk dibuat baru.")
            return
        if npwp:
            self._find_by_npwp(name, npwp)
            return
        named = self.ask(Contractor.objects.called(name))
        chosen = [one for one in named if str(one.pk) == self.cleaned_data.get("penyedia_id")]
        if len(named) == 1 or chosen:
            self.contractor = (chosen or named)[0]
        elif self.cleaned_data.get("penyedia_baru") != name or named:
            self._offer(named or self.ask(Contractor.objects.near(name)[:4]))

    def _find_by_npwp(self, name, npwp):
        owner = next(iter(self.ask(Contractor.objects.likened(name).filter(npwp=npwp)[:1])), None)
        if owner is None:
            if not name:
                self.add_error("penyedia", "NPWP ini belum tercatat; tulis juga nama penyedianya.")
            elif self.cleaned_data.get("penyedia_baru") != name:
                self._offer(self.ask(Contractor.objects.near(name)[:4]))
            return
        if name and owner.likeness < 0.3 and str(owner.pk) != self.cleaned_data.get("penyedia_id"):
            self.twins = [owner]
            self.add_error("npwp_penyedia", f"NPWP ini tercatat milik {owner.name}.")
            return
        kept = self.ask(Contractor.objects.filter(pk=owner.merged_into_id)) if owner.merged_into_id else []
        self.contractor = (kept or [owner])[0]

    def _offer(self, twins):
        self.twins = twins
        if twins:
            self.add_error("penyedia", "Pilih penyedia yang sudah tercatat, atau buat baru.")

    def take(self, act):
        """Answer the question about near-twins in a GuardedForm: `act` is "pakai-<id>" of one of them, or "baru"."""
        word, _, number = act.partition("-")
        if word == "baru":
            self.retype({"penyedia_baru": self.data.get("penyedia", "").strip()})
        elif word == "pakai" and number.isascii() and number.isdigit():
            self.full_clean()
            for twin in self.twins:
                if str(twin.pk) == number:
                    self.retype({"penyedia": twin.name, "npwp_penyedia": twin.npwp, "penyedia_id": number})
        self._errors, self.contractor, self.twins = None, None, []

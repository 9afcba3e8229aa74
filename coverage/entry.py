"""The form of a new contract while it is filled in: its key, its texts, where they came from, and what follows from them."""

import difflib
import json
import uuid
from functools import cached_property

from contractors.models import Contractor
from coverage.forms.contract import METHODS, PRESET, ContractForm
from coverage.importing.templates import FUNDS, KINDS
from coverage.models import Draft
from coverage.reckoning import duplicates_of, reckon_draft
from projects.models import Agency

LONGEST = 5_000
"""Letters of one field that a draft keeps: more than any field takes."""
ASKED = (
    "nama_paket",
    "nomor_kontrak",
    "nilai_kontrak",
    "tanggal_kontrak",
    "selesai",
    "penyedia",
    "kelurahan",
    "rencana_tenaga_kerja",
)
FIELDS = tuple(ContractForm.base_fields)


class Entry:
    """One form in progress of `user`; `texts` maps names of fields to what stands in them, as typed.

    `pasted` maps names to what a paste brought: a field that still says the same is marked. `checked` says that the
    form was sent, so that its errors are shown. `ask` is how rows are looked up (coverage/querysets/asking.py).
    """

    def __init__(self, user, today, *, key=None, version=0, texts=None, pasted=None, checked=False, ask=list):
        self.user, self.today, self.checked, self.ask = user, today, checked, ask
        self.key = key or uuid.uuid4()
        self.version, self.pasted = version, pasted or {}
        self.derived, self.asks = frozenset(), False
        self.texts = self.usual | (texts or {})

    @classmethod
    def resumed(cls, user, draft, today):
        """The entry that `draft` keeps for `user`, whose it is."""
        texts = {name: text for name, text in draft.data.items() if name in FIELDS}
        pasted = read_pasted(draft.data.get("tempelan", ""))
        return cls(user, today, key=draft.pk, version=draft.version, texts=texts, pasted=pasted)

    @classmethod
    def posted(cls, user, today, post, checked=False):
        """The entry that a form sent; what cannot be a key or a version counts as a new form's."""
        texts = {name: post[name][:LONGEST] for name in FIELDS if name in post}
        try:
            key = uuid.UUID(post.get("kunci", ""))
        except ValueError:
            key = None
        version = post.get("versi", "")
        number = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
        pasted = read_pasted(post.get("tempelan", ""))
        return cls(user, today, key=key, version=number, texts=texts, pasted=pasted, checked=checked)

    @property
    def usual(self):
        """What stands in the fields before anybody types."""
        agencies = self.ask(Agency.objects.visible_to(self.user)[:2])
        officer = getattr(self.user, "officer", None) if not self.user.sees_all else None
        return {
            "opd": str(agencies[0].pk) if len(agencies) == 1 else "",
            "ppk": str(officer.pk) if officer else "",
            "tahun": str(self.today.year),
            "jenis": KINDS[0],
            "metode": METHODS[0],
            "sumber_dana": FUNDS[0],
            "ppn_persen": "11",
            "kode_paket": self.made_code,
        }

    @property
    def made_code(self):
        """The package code that we make where LKPP's is not known; as good as unique, and the form tells if not."""
        return f"CKP-{self.today.year}-{self.key.hex[:6].upper()}"

    @cached_property
    def bound(self):
        """The form with its texts, cleaned as far as they can be read."""
        form = ContractForm(self.texts, user=self.user, today=self.today, ask=self.ask)
        form.is_valid()
        return form

    @cached_property
    def form(self):
        """The form as it is shown: with its errors only where it was sent."""
        shown = self.bound
        if not self.checked:
            shown = ContractForm(initial=self.texts, user=self.user, today=self.today)
        usual = self.usual
        for name, field in shown.fields.items():
            text = self.texts.get(name, "")
            if text and self.pasted.get(name) == text:
                field.origin = "paste"
            elif name in self.derived or (text and name in ("kode_paket", "ppn_persen") and usual[name] == text):
                field.origin = "auto"
            if name == self.missing:
                field.widget.attrs["data-focus"] = ""
        return shown

    @cached_property
    def reckoning(self):
        """What the system answers to what could be read."""
        return reckon_draft(self.bound.cleaned_data, self.today)

    @cached_property
    def duplicates(self):
        """The contracts of the register that this one may be a second copy of."""
        return duplicates_of(self.bound.cleaned_data, self.bound.contractor, self.user, self.ask)

    @property
    def twins(self):
        """Providers of like name between which the reader still has to choose, each with its name in `pieces`:
        (text, whether what was typed differs there).
        """
        for twin in self.bound.twins:
            twin.pieces = pieces(self.texts.get("penyedia", ""), twin.name)
        return self.bound.twins

    @property
    def unanswered(self):
        """Its duplicates, as long as nobody said that it is another contract."""
        denied = self.texts.get("bukan_ganda", "").split(",")
        return [one for one in self.duplicates if str(one.pk) not in denied]

    @property
    def waits(self):
        """Whether saving waits for an answer about its duplicates, and for nothing else."""
        return bool(self.checked and not self.bound.errors and self.unanswered)

    @property
    def duplicate_ids(self):
        return ",".join(str(one.pk) for one in self.duplicates)

    @property
    def preset(self):
        """(label, text as people read it, where from) of what was filled in before anybody typed."""
        found = []
        for name in PRESET:
            value = self.texts.get(name, "")
            field = self.form.fields[name]
            if value and hasattr(field, "queryset"):
                chosen = self.bound.cleaned_data.get(name)
                value = str(chosen) if chosen else ""
            found.append((field.label, value, getattr(field, "origin", "")))
        return found

    @property
    def open_preset(self):
        """Whether those fields have to be looked at: one of them is wrong or has no value."""
        wrong = self.checked and any(name in self.bound.errors for name in PRESET)
        return wrong or any(not self.texts.get(name) for name in PRESET if name != "kode_rup")

    @property
    def pasted_text(self):
        return json.dumps(self.pasted, ensure_ascii=False) if self.pasted else ""

    @property
    def data(self):
        """What a draft keeps of it; JSON in PostgreSQL holds no NUL."""
        texts = self.texts | ({"tempelan": self.pasted_text} if self.pasted else {})
        return {name: text.replace("\0", "") for name, text in texts.items()}

    def is_valid(self):
        """Whether it can be saved: no field is wrong, and nothing in the register looks like it unanswered."""
        return self.bound.is_valid() and not self.unanswered

    def take(self, act):
        """Answer a question of the form: `act` is "pakai-<id>" of a provider, "baru" to make one, "bukan-ganda"."""
        word, _, number = act.partition("-")
        if word == "pakai" and number.isascii() and number.isdigit() and len(number) < 19:
            chosen = Contractor.objects.filter(pk=int(number)).first()
            if chosen:
                answer = {"penyedia": chosen.name, "npwp_penyedia": chosen.npwp, "penyedia_id": str(chosen.pk)}
                return self.answered(answer)
        if word == "baru":
            return self.answered({"penyedia_baru": self.texts.get("penyedia", "").strip()})
        return self.answered({})

    def answered(self, texts):
        """The same entry with other texts, not yet checked."""
        return Entry(
            self.user, self.today, key=self.key, version=self.version, texts=self.texts | texts, pasted=self.pasted
        )

    def filled(self, pasted):
        """The same entry with what a paste says (a coverage.pasting.Pasted); the first field still empty is asked for."""
        found = self.answered(pasted.texts)
        found.pasted, found.derived, found.asks = pasted.brought, pasted.derived, True
        return found

    @property
    def missing(self):
        """The first field that should be looked at after a paste, or ""."""
        return next((name for name in ASKED if not self.texts.get(name)), "") if self.asks else ""

    def again(self):
        """The same entry as another form, with a key of its own, to be checked again."""
        texts = {name: text for name, text in self.texts.items() if name != "kode_paket" or text != self.made_code}
        return Entry(self.user, self.today, texts=texts, pasted=self.pasted, checked=self.checked)

    def keep(self):
        """Save it as a draft of its user; the Draft, which has another key where a second window was quicker."""
        kept = Draft.objects.keep(self.user, Draft.Kind.CONTRACT, self.key, self.version, self.data)
        self.key, self.version = kept.pk, kept.version
        return kept


def pieces(typed, name):
    """`name` cut into (text, whether it differs from `typed`), letter case ignored."""
    cuts = difflib.SequenceMatcher(None, typed.casefold(), name.casefold(), autojunk=False).get_opcodes()
    return [(name[start:end], kind != "equal") for kind, _, _, start, end in cuts if end > start]


def read_pasted(text):
    """What a paste brought, from the hidden field that carries it: names of fields to texts; empty where unreadable."""
    try:
        found = json.loads(text[:20_000]) if text else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: value for name, value in found.items() if name in FIELDS and isinstance(value, str) and _is_text(value)
    }


def _is_text(value):
    """Whether it can be written down at all: half a pair of UTF-16, which JSON can spell, cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)

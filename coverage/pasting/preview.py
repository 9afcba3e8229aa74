"""Many pasted contracts before they are saved, and the saving of them."""

import uuid
from functools import cached_property

from coverage.entry import Entry
from coverage.querysets.asking import together
from coverage.registering import register_contract
from projects.models import Contract
from projects.querysets import plain_number


class Preview:
    """What would become of each line: an Entry of its own, whose key follows from `key` and its place in the paste.

    Its rows look at the register one after another as they are asked, or by `ask` (coverage/querysets/asking.py).
    """

    def __init__(self, user, today, key, lines, ask=list):
        self.user, self.key, self.lines = user, key, lines
        self.rows = [
            PreviewRow(Entry(user, today, key=uuid.uuid5(key, str(number)), **_said(line), ask=ask), number, line)
            for number, line in enumerate(lines, 1)
        ]
        seen = set()
        for row in self.rows:
            row.repeats = bool(seen & row.signs)
            seen |= row.signs

    @classmethod
    def at_once(cls, *lines):
        """The Preview of the same arguments that has looked at the register, with few questions however many lines."""

        def looked(ask):
            found = cls(*lines, ask)
            for row in found.rows:
                row.entry.duplicates  # noqa: B018 all that a row asks is asked for these
            return found

        return together(looked)

    @property
    def ready(self):
        """How many could be saved as they are."""
        return sum(row.ready for row in self.rows)

    @property
    def unready(self):
        """How many would become drafts."""
        return len(self.rows) - self.ready


class PreviewRow:
    """One line of the paste as the form sees it; `number` counts from 1, `pasted` is what it says."""

    def __init__(self, entry, number, pasted):
        self.number, self.pasted = number, pasted
        self.entry, self.repeats = entry, False
        entry.derived = pasted.derived

    @cached_property
    def ready(self):
        return not self.repeats and self.entry.is_valid()

    @property
    def signs(self):
        """What no two contracts of one paste share: the code, the number in a year, or provider, value and date."""
        texts = self.entry.texts
        number, content = texts.get("nomor_kontrak"), ("penyedia", "nilai_kontrak", "tanggal_kontrak")
        found = {("code", texts["kode_paket"].upper())}
        found |= {("number", plain_number(number), texts["tahun"])} if number else set()
        return found | ({tuple(texts[name] for name in content)} if all(map(texts.get, content)) else set())

    @property
    def problems(self):
        """(label, reason) of each field that still has to be filled or mended."""
        form = self.entry.bound
        return [(form.fields[name].label, " ".join(errors)) for name, errors in form.errors.items()]


def _said(line):
    return {"texts": line.texts, "pasted": line.brought, "checked": True}


def save_lines(preview):
    """Save each line of `preview` that is complete, keep the others as drafts: how many (made, kept, known before).

    Lines are looked at one after another, so that the second of two like ones waits as a draft. To be called in a
    transaction; raises Taken as `register_contract` does.
    """
    made = kept = known = 0
    for row in preview.rows:
        if Contract.objects.visible_to(preview.user).filter(uid=row.entry.key).exists():
            known += 1
        elif row.ready:
            register_contract(row.entry)
            made += 1
        else:
            row.entry.keep()
            kept += 1
    return made, kept, known

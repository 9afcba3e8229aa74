"""Named cells as the texts of the form, each as a person would type it, and what no field could take."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from cakupan.numbers import amount
from contractors.models import Contractor
from coverage.forms.contract import LAST_DAY, ContractForm, place_name
from coverage.forms.fields import DROPPED
from coverage.importing import cells
from coverage.importing.report import shown
from coverage.importing.templates import FUNDS, KINDS, KONTRAK
from coverage.pasting.days import pasted_day
from coverage.pasting.guessing import DURATION
from coverage.pasting.rows import rows_of
from coverage.querysets.asking import together
from projects.models import Agency, Officer, Region

PARSERS = {column.name: column.parse for column in KONTRAK.columns}
DAYS = ("tanggal_kontrak", "mulai", "selesai")
LONGEST_NAME = 200
EXPONENT = re.compile(r"\A[0-9.]+e\+?[0-9]+\Z", re.IGNORECASE)
"""How LKPP writes some amounts, and no person."""
FIELD = {"nama_penyedia": "penyedia", "kode_kelurahan": "kelurahan"}
IN_THE_TITLE = re.compile(r"\b(?:kel\.?|kelurahan)\s+(.+)", re.IGNORECASE)


@dataclass
class Pasted:
    """What one line says: `texts` of the form's fields, `derived` the names of those that were worked out, and `unread`:
    (label, text, reason) of each cell that no field could take; `unused` are headings that a contract has no field for,
    `dropped` the labels of cells without the signs in them that turn the direction of writing.
    """

    texts: dict = field(default_factory=dict)
    derived: set = field(default_factory=set)
    unread: list = field(default_factory=list)
    unused: list = field(default_factory=list)
    dropped: list = field(default_factory=list)

    @property
    def brought(self):
        """The texts that stood in the paste, by field."""
        return {name: text for name, text in self.texts.items() if name not in self.derived}


def read_lines(text, user):
    """A list of Pasted, one for each contract in `text`; agencies and officers only those that `user` may see.

    Raises UnreadablePaste where the text as a whole cannot be read.
    """
    agencies = {agency.name.casefold(): agency for agency in Agency.objects.visible_to(user)}
    officers = {officer.name.casefold(): officer for officer in Officer.objects.visible_to(user)}
    places = list(Region.objects.villages())
    rows = rows_of(text)
    return together(lambda ask: [_Line(agencies, officers, places, ask).read(*row) for row in rows])


class _Line:
    def __init__(self, agencies, officers, places, ask):
        self.rows = {"opd": agencies, "ppk": officers}
        self.places, self.ask = places, ask
        self.pasted = Pasted()

    def read(self, named, others):
        for name, cell in named.items():
            try:
                notes = []
                self._take(name, cells.clean(cell, notes))
                if DROPPED in notes:
                    self.pasted.dropped.append(name.replace("_", " "))
            except cells.Unreadable as reason:
                self._leave(name, cell, str(reason))
        for heading, cell in others:
            if heading:
                self.pasted.unused.append(shown(heading))
            elif not self._recognised(cell):
                self._leave("", cell, "tidak dikenali")
        self._derive(named)
        return self.pasted

    def _recognised(self, cell):
        """Whether a cell that looks like nothing is the name of an agency, an officer or a recorded provider."""
        try:
            cell = cells.text(LONGEST_NAME)(cells.clean(cell, []), [])
        except cells.Unreadable:
            return False
        texts, name = self.pasted.texts, cell.casefold()
        for column, rows in self.rows.items():
            if name in rows and column not in texts:
                texts[column] = str(rows[name].pk)
                return True
        if "penyedia" not in texts and self.ask(Contractor.objects.called(cell)):
            texts["penyedia"] = cell
            return True
        return False

    def _take(self, name, cell):
        if name in ("lama", "status"):
            if name == "status" and "jalan" not in cell.casefold():
                raise cells.Unreadable("kontrak baru dicatat sebagai Berjalan; ubah sesudah tersimpan")
            return
        if name in self.rows:
            self.pasted.texts[name] = str(_known(self.rows[name], cell).pk)
        elif name == "kode_kelurahan":
            self._take_place(cell)
        elif name in ("jenis", "sumber_dana"):
            self.pasted.texts[name] = cells.one_of(*(KINDS if name == "jenis" else (*FUNDS, "BLUD")))(cell, [])
        elif name in PARSERS:
            column = FIELD.get(name, name)
            if column in ContractForm.base_fields:
                self.pasted.texts[column] = _written(_parsed(name, cell))

    def _take_place(self, cell):
        found = [place for place in self.places if cell.casefold() in (place.code, place.name.casefold())]
        if len(found) != 1:
            raise cells.Unreadable("bukan kelurahan Kota Bogor")
        self.pasted.texts["kelurahan"] = place_name(found[0])

    def _derive(self, named):
        """Fill what follows from the rest: the end from a duration, the kelurahan and the provider's name."""
        texts = self.pasted.texts
        if lasts := DURATION.match(named.get("lama", "")):
            first = texts.get("mulai") or texts.get("tanggal_kontrak")
            if first and not texts.get("selesai") and cells.day(first, []).year < LAST_DAY.year:
                last = cells.day(first, []) + timedelta(days=max(int(lasts[1]), 1) - 1)
                self._follow("selesai", f"{last:%d/%m/%Y}")
        elif named.get("lama"):
            self._leave("lama", named["lama"], "lamanya tidak terbaca")
        if not texts.get("kelurahan") and (said := IN_THE_TITLE.search(texts.get("nama_paket", ""))):
            here = [place for place in self.places if said[1].casefold().startswith(place.name.casefold())]
            longest = max(here, key=lambda place: len(place.name), default=None)
            if longest and sum(place.name == longest.name for place in here) == 1:
                self._follow("kelurahan", place_name(longest))
        if texts.get("npwp_penyedia") and not texts.get("penyedia"):
            for owner in self.ask(Contractor.objects.filter(npwp=texts["npwp_penyedia"])):
                self._follow("penyedia", owner.name)

    def _follow(self, name, text):
        self.pasted.texts[name] = text
        self.pasted.derived.add(name)

    def _leave(self, name, cell, reason):
        self.pasted.unread.append((name.replace("_", " "), shown(cell), reason))


def _known(rows, cell):
    try:
        return rows[cell.casefold()]
    except KeyError:
        raise cells.Unreadable("tidak ada di antara yang dapat Anda pilih") from None


def _parsed(name, cell):
    """What a cell says, as LKPP writes it or as people do; of an NPWP the digits."""
    if name == "npwp_penyedia":
        cell = re.sub("[ .-]", "", cell)
    if name in DAYS:
        return pasted_day(cell, [])
    try:
        return PARSERS[name](cell, [])
    except cells.Unreadable:
        if name == "nilai_kontrak" and EXPONENT.match(cell):
            return cells.source_rupiah(cell, [])
        raise


def _written(value):
    """A value as a person types it into the form."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal):
        return amount(value)
    return str(value)

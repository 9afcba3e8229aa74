"""Whose row an id names: each table has ids of its own, and beside the desk stand rows that are none of its business."""

import re
from datetime import timedelta
from functools import cached_property

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models

from accounts.models import User
from contractors.models import Worker
from coverage.filing import Place, file_document
from coverage.models import Document, Draft, Replacement, Slot, Upload
from projects.models import Agency, Contract, Officer, Subcontract
from tests import cast, factories
from tests.coverage.uploading.rosters import bring_and_apply, person
from tests.desk import PDF

ROOMS = ("accounts", "contractors", "projects", "coverage")
FIRST, STEP = 1_000_000_000, 10_000_000
"""Ten digits, as no other number of the tests has, and still fit for a column of four bytes."""
UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NAMED = re.compile(rf"(?<![0-9])1[0-9]{{9}}(?![0-9])|{UID.pattern}")


MAIN = (Contract,)


def tables():
    """The models of all tables of ours, those of the history among them, in one order."""
    ours = [one for one in apps.get_models() if one._meta.app_label in ROOMS]
    return [one for one in ours if one._meta.managed and not one._meta.proxy]


def counted():
    """Those whose key counts up."""
    return [one for one in tables() if isinstance(one._meta.pk, models.AutoField)]


def set_apart():
    """From now on the id of a new row tells of which table it is."""
    with connection.cursor() as cursor:
        for place, model in enumerate(counted()):
            table, column = model._meta.db_table, model._meta.pk.column
            cursor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" RESTART WITH {FIRST + place * STEP}')


class Elsewhere:
    """One row of each kind that a form can be about, of `user` and on a contract of theirs; `word` stands in all that
    may be read of them, `secret` in what is the user's alone. Where somebody else `shares_agency`, that is no row here.
    """

    def __init__(self, user, word, secret, serial, today, *, shares_agency=False):
        self.user, self.word, self.secret, self.today = user, word, secret, today
        self.shares_agency = shares_agency
        self.agency, self.officer = cast.agency_of(user), user.officer
        days = {"signed_on": today - timedelta(1), "starts_on": today, "ends_on": today + timedelta(60)}
        self.contract = factories.contract(
            agency=self.agency, officer=self.officer, contractor="CV Lain", title=f"Gedung {word}", year=today.year,
            number=f"602/{word}", package_code=f"{word.upper()}-1", rup_code=f"RUP-{word}", **days,
        )  # fmt: skip
        self.crew = [
            factories.assignment(
                self.contract, factories.worker(serial + n, f"Tukang {word}"), starts_on=today, job=f"Kerja {word}"
            )
            for n in range(3)
        ]
        self.worker = self.crew[0].worker
        self._file()

    def _file(self):
        contract, word, today = self.contract, self.word, self.today
        factories.registration(contract, f"SERT-{word}", today, valid_to=contract.ends_on)
        factories.instalment(contract, 1, today, amount=100_000, receipt=f"TRX-{word}")
        factories.amendment(contract, f"ADD-{word}", today, new_price=contract.price + 1, reason=f"Sebab {word}")
        factories.declaration(contract, 9)
        factories.membership(self.worker, starts_on=today)
        factories.suspension(contract, today, reason=f"Banjir {word}")
        factories.provider_change(contract, "PT Lain", today, paper=f"SURAT-{word}")
        factories.handover(contract, self.officer, today)
        firm = factories.contractor("PT Besi Lain")
        Subcontract.objects.create(contract=contract, contractor=firm, work=f"Baja {word}", number=f"SUB-{word}")
        _, left, came = self.crew
        Replacement.objects.create(contract=contract, left=left, came=came, changed_on=today)
        file_document(contract, Place(Slot.SPK, "SPK"), SimpleUploadedFile(f"{word}.pdf", PDF), self.user)
        row = person(90, nama=f"Tukang {word}", mulai=f"{today:%d/%m/%Y}", nik=self.free_nik)
        wrong = person(91, nama=f"Tukang {self.secret}", nik="12")
        bring_and_apply(self.user, contract, row, wrong, day=today, good_only=True)
        texts = {"nama_paket": f"Draf {self.secret}"}
        Draft.objects.create(user=self.user, kind=Draft.Kind.CONTRACT, data=texts)

    @property
    def free_nik(self):
        """Of somebody whom the upload brings."""
        return self.worker.nik.reveal()[:-4] + f"{int(self.worker.nik.reveal()[-4:]) + 7:04}"

    @cached_property
    def own(self):
        """{model: keys of the rows} of all that belongs to this contract, its people and its user."""
        workers = [one.worker_id for one in self.crew]
        whose = {
            "contract": self.contract.pk, "worker": workers, "officer": self.officer.pk, "user": self.user.pk,
            "filed_by": self.user.pk,
        }  # fmt: skip
        rows = {
            Contract: [self.contract.pk], Agency: [self.agency.pk], Officer: [self.officer.pk],
            User: [self.user.pk], Worker: workers,
        }  # fmt: skip
        for model in tables():
            if model in rows or hasattr(model, "pgh_obj"):
                continue
            links = [one.name for one in model._meta.fields if one.is_relation and one.name in whose]
            for link in links[:1]:
                wanted = whose[link] if isinstance(whose[link], list) else [whose[link]]
                rows[model] = list(model._base_manager.filter(**{f"{link}__in": wanted}).values_list("pk", flat=True))
        if self.shares_agency:
            del rows[Agency]
        return {model: found for model, found in rows.items() if found}

    def instead_of(self, model):
        """The keys here that could stand where one of `model` stands: of an event of the history the newest."""
        if hasattr(model, "pgh_obj"):
            events = model._base_manager.filter(pgh_obj_id__in=self.own.get(model.pgh_tracked_model, []))
            return list(events.order_by("-pgh_id").values_list("pk", flat=True)[:1])
        return self.own.get(model, [])[:1]

    @cached_property
    def _entangled(self):
        parts = [
            f"SELECT count(*)::text, md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {_table(model)} t "  # noqa: S608
            f"WHERE {_key(model)} IN ({_listed(keys)})"
            for model, keys in self.own.items()
            if model is not Worker
        ]
        links = [(model, one) for model in tables() for one in model._meta.fields if one.is_relation]
        parts += [
            f"SELECT count(*)::text, '' FROM {_table(model)} WHERE \"{one.column}\" IN ({_listed(self.own[one.related_model])})"  # noqa: S608
            for model, one in links
            if one.related_model in self.own.keys() - {Worker, User}
        ]
        return " UNION ALL ".join(parts)

    def entangled(self):
        """What tells whether a row here was changed, or named by a row that is none of these; people may work anywhere."""
        with connection.cursor() as cursor:
            cursor.execute(self._entangled)
            return [*cursor.fetchall(), Draft.objects.of(self.user).count()]

    @property
    def natural(self):
        """What people know the rows by, as they would type it."""
        return [
            self.worker.nik.reveal(), self.contract.number, self.contract.package_code, self.contract.title,
            f"SERT-{self.word}", f"TRX-{self.word}", f"Tukang {self.word}", self.officer.name,
        ]  # fmt: skip


def _table(model):
    return f'"{model._meta.db_table}"'


def _key(model):
    return f'"{model._meta.pk.column}"'


def _listed(keys):
    return ", ".join(f"'{one}'" for one in keys)


class Ids:
    """Every key and uid that stands in the tables: of which model, and whose."""

    def __init__(self, others):
        self.others, self._models, self._uids = others, counted(), {}
        self.look()

    def look(self):
        """Learn the uids that were made meanwhile."""
        for model in (Contract, Document, Draft, Upload, Subcontract):
            column = "pk" if model is Draft else "uid"
            self._uids |= {str(value): (model, column) for value in model._base_manager.values_list(column, flat=True)}
        self._uids |= {str(one): (Upload, "key") for one in Upload.objects.values_list("key", flat=True)}

    def named(self, text):
        """(as it stands in the text, its model, its column) of each id that a text holds."""
        for found in NAMED.findall(text):
            place = (int(found) - FIRST) // STEP if found.isdigit() else len(self._models)
            if found in self._uids:
                yield found, *self._uids[found]
            elif place < len(self._models):
                yield found, self._models[place], "pk"

    def foreign(self, model, column="pk"):
        """[(whose, a key of theirs as text)] of the others' rows of a model; of events those of the first alone."""
        found = []
        for other in self.others[:1] if hasattr(model, "pgh_obj") else self.others:
            values = model._base_manager.filter(pk__in=other.instead_of(model)).values_list(column, flat=True)
            found += [(other, str(value)) for value in values]
        return found

    def everything(self, other, control):
        """What a hidden field could be given of `other`: every uid where it holds one, else the keys of the main rows."""
        if control.holds_a_uid:
            found = [
                value
                for model, column in dict.fromkeys(self._uids.values())
                for value in model._base_manager.filter(pk__in=other.instead_of(model)).values_list(column, flat=True)
            ]
        else:
            found = [one for model in MAIN for one in other.instead_of(model)]
        return list(map(str, found))

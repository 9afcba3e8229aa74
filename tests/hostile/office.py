"""An office with one of everything that a form can be about, and every form as whoever may use it has it open."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve, reverse

from coverage.filing import Place, file_document
from coverage.models import Replacement, Slot
from projects.models import Region, Subcontract
from tests import cast, factories
from tests.addresses import addresses
from tests.coverage.uploading.rosters import bring, bring_and_apply, person
from tests.pages import read
from tests.rights import WRITTEN, WRITTEN_OF_A_PERSON, WRITTEN_OF_AN_AGENCY

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SPARE = "Alasan yang cukup panjang untuk diterima."
TYPED = {
    "nama_paket": "Perbaikan saluran", "nomor_kontrak": "602/99/SPK", "nilai_kontrak": "111.000.000",
    "tanggal_kontrak": "01/07/2025", "selesai": "31/10/2025", "penyedia": "CV Uji", "nomor": "7", "tanggal": "01/09/2025",
    "nilai_baru": "120.000.000", "uraian": "Tambah volume", "jumlah": "12", "sejak": "01/09/2025", "nik": "3271010101908888",
    "nama": "Wawan Setiawan", "mulai": "01/08/2025", "pekerjaan": "Galian", "nilai": "10.000.000",
    "tanggal_daftar": "10/07/2025", "tanggal_bayar": "11/07/2025", "nomor_bukti": "TRX-1", "segmen": "PU",
    "langkah": "void", "isi": "nik", "keperluan": SPARE, "alasan": SPARE, "reason": SPARE, "bulan": "2025-09", "pu": "300",
    "bpu": "100", "jakon": "80", "pmi": "10", "bekerja": "1000", "tahun_bekerja": "2024", "oleh": "Cabang", "sumber": "Surat",
    "dilaporkan": "05/08/2025", "cari": "Uji", "tempelan_baru": "602/1/SPK\tGalian\t10.000.000", "name": "Nama Baru",
    "email": "baru@bogor.test", "login": "budi@bogor.test", "password": "salah-sekali-1", "code": "123456",
    "oldpassword": cast.PASSWORD, "password1": "jembatan-biru-1746", "password2": "jembatan-biru-1746",
    "dari": "", "kepada": "", "templat": "tenaga_kerja", "kpj": "12345678901",
}  # fmt: skip
"""What a person would type into a field of that name that stands empty; all forms together."""
ALIKE = dict.fromkeys(("contract_draft", "contract_reckoning", "contract_paste"), "contract_new")
"""What is asked of a form while one types takes the fields of that form."""
ASKED = {"gang_reuse": "?dari={}", "handover_withdraw": "?sejak=2025-09-01"}
"""What a form is opened with, where it needs more than its address."""
READ_ONLY = {
    *("user_list", "appointment_list", "user_detail", "contractor_search", "village_search"),
    *("upload_template", "upload_detail", "upload_wrong"),
}
"""Among what tests/rights.py calls written: opened by GET alone."""


@dataclass
class Form:
    """One form: the `name` of where it is sent, by whose `client`, and its `values` as a browser would send them.

    `kinds` tells of each field what it takes: "text", "day", "money", "count", "choice", "tick", "file" or "hidden".
    """

    name: str
    path: str
    client: object
    values: dict
    kinds: dict
    takes: dict = field(default_factory=dict)

    def __str__(self):
        return f"{self.name} ({', '.join(self.kinds)})"

    @cached_property
    def has_files(self):
        return "file" in self.kinds.values()


def furnish():
    """One of everything, in an office of Budi's, with the clients of whoever may use the forms about it."""
    budi, citra = cast.make_budi(cast.PASSWORD), cast.make_citra()
    ani, sari, fitri = cast.make_ani(), cast.make_sari(), cast.make_fitri()
    mine = factories.contract(agency=cast.agency_of(budi), officer=budi.officer.name, package_code="K1")
    gone = factories.contract(agency=cast.agency_of(budi), officer=budi.officer.name, number="602/GANG")
    factories.contract(agency=cast.agency_of(citra), officer=citra.officer.name, contractor="CV Lain")
    successor = factories.officer("PPK Pengganti")
    cast.appoint(successor, cast.agency_of(budi))
    crew = [factories.assignment(mine, factories.worker(serial)) for serial in (1, 2, 3)]
    factories.assignment(gone, factories.worker(4))
    left = factories.assignment(mine, factories.worker(5), ends_on=date(2025, 7, 31))
    came = factories.assignment(mine, factories.worker(6), starts_on=date(2025, 8, 1))
    paid = factories.instalment(mine, amount=1000, entered_by=budi)
    document, _ = file_document(mine, Place(Slot.SPK, "SPK"), SimpleUploadedFile("spk.pdf", PDF), budi)
    ready = bring(budi, gone, person(7), person(8, nik="12"))
    _, applied = bring_and_apply(budi, gone, person(9))
    rows = {
        "uid": mine.uid,
        "amendment_edit": factories.amendment(mine, new_price=112_000_000).pk,
        "subcontract_edit": Subcontract.objects.create(contract=mine, contractor=factories.contractor("CV Sub"), work="X").pk,
        "registration_edit": factories.registration(mine, "SERT-1", entered_by=budi).pk,
        "number": paid.number,
        "document": document.uid,
        "assignment": crew[0].pk,
        "replacement": Replacement.objects.create(contract=mine, left=left, came=came, changed_on=came.starts_on).pk,
        "upload": ready.uid,
        "upload_undo": applied.uid,
        "suspension_edit": factories.suspension(mine, ends_on=date(2025, 9, 5)).pk,
        "provider_change_withdraw": factories.provider_change(mine).pk,
        "contractor_merge": factories.contractor("CV Ujji").pk,
        "appointment_change": budi.officer.appointments.get().pk,
        "user": budi.pk,
        "officer": successor.pk,
        "giver": budi.officer.pk,
    }  # fmt: skip
    rows["registration_verify"] = rows["registration_edit"]
    for fact in ("amendment", "registration", "suspension"):
        rows[f"{fact}_withdraw"] = rows[f"{fact}_edit"]
    rows["instalment_withdraw"] = paid.pk
    rows["headcount_withdraw"] = factories.declaration(mine, 9).pk
    rows["membership_withdraw"] = factories.membership(crew[0].worker, starts_on=date(2025, 7, 1)).pk
    rows["contractor_detail"] = rows["contractor_edit"] = rows["contractor_merge"]
    factories.handover(gone, successor, starts_on=date(2025, 9, 1))
    clients = {name: cast.signed_in(one) for name, one in
               {"Ani": ani, "Budi": budi, "Sari": sari, "Fitri": fitri}.items()}  # fmt: skip
    village = Region.objects.villages().first()
    return SimpleNamespace(rows=rows, clients=clients, contract=mine, other=gone, successor=successor, village=village)


def written():
    """The names of all addresses that take a form."""
    names = {*WRITTEN, *WRITTEN_OF_AN_AGENCY, *WRITTEN_OF_A_PERSON, "contract_documents"} - READ_ONLY
    return sorted(names - {"mfa_reauthenticate", "account_reauthenticate", "link_password", "account_set_password"})


def address_of(office, name):
    """The path of what `name` is about in the office. Fails for a parameter that no row stands for."""
    parameters = next(one.parameters for one in addresses() if one.name == name)
    rows = office.rows
    own = name if name in rows else "user" if name in WRITTEN_OF_A_PERSON or name == "user_detail" else ""
    assert own or not parameters & {"pk"}, f"{name}: which row of the office is it about?"
    given = {
        one: rows[own] if one == "pk" or (one == "upload" and name in rows) else rows.get(one) for one in parameters
    }
    assert all(given.values()), f"{name}: which row of the office is it about?"
    return reverse(name, kwargs=given)


def whose(office, name):
    """The client of whoever uses the form `name`: Budi where he may, else Ani, Sari or Fitri."""
    may = (
        WRITTEN.get(name) or WRITTEN_OF_AN_AGENCY.get(name) or ({"Fitri"} if name in WRITTEN_OF_A_PERSON else {"Budi"})
    )
    return office.clients[next(one for one in ("Budi", "Ani", "Sari", "Fitri") if one in may)]


def forms_of(office):
    """Every Form of the application, each once; fails where an address takes one and no page shows it."""
    found = {}
    for name in [*written(), "contract_detail", "roster", "upload_detail", "user_detail", "appointment_list"]:
        path, client = address_of(office, name), whose(office, name)
        path += ASKED.get(name, "").format(office.other.uid)
        if name in ("user_detail", "appointment_list"):
            client = office.clients["Fitri"]
        for one in _shown(office, client, path):
            found.setdefault((one.name, tuple(one.kinds)), one)
    for path in (address_of(office, "contract_detail"), reverse("upload_detail", args=[office.rows["upload_undo"]])):
        for one in _shown(office, office.clients["Budi" if "impor" in path else "Sari"], path):
            found.setdefault((one.name, tuple(one.kinds)), one)
    for name, like in ALIKE.items():
        one = next(form for form in found.values() if form.name == like)
        found[name, ()] = Form(name, reverse(name), one.client, dict(one.values), dict(one.kinds), one.takes)
    for name in sorted(set(written()) - {one.name for one in found.values()}):
        found[name, ()] = Form(name, address_of(office, name), whose(office, name), {"versi": "1"}, {"versi": "hidden"})
    return list(found.values())


def _shown(office, client, path):
    answer = client.get(path)
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        return
    page = read(answer)
    for form in page.select("main form[method=post]"):
        where = form.get("action") or path
        values, kinds, takes = {}, {}, {}
        for control in form.select("input[name], select[name], textarea[name]"):
            _take(control, values, kinds, takes)
        kinds.pop("csrfmiddlewaretoken", None)
        values.pop("csrfmiddlewaretoken", None)
        for name in kinds.keys() & TYPED.keys():
            values[name] = values.get(name) or TYPED[name]
        _choose(office, values, kinds, takes)
        yield Form(resolve(where.partition("?")[0]).url_name, where, client, values, kinds, takes)


def _take(control, values, kinds, takes):
    name, kind = control["name"], control.get("type", control.name)
    if control.name == "select":
        options = [one.get("value", "") for one in control.select("option")]
        kinds[name], takes[name] = "choice", options
        chosen = control.select_one("option[selected]")
        values[name] = chosen.get("value", "") if chosen else ""
    elif kind in ("radio", "checkbox"):
        kinds[name] = "tick" if kind == "checkbox" and not control.has_attr("value") else "choice"
        takes.setdefault(name, []).append(control.get("value", "on"))
        if control.has_attr("checked") or kind == "radio":
            values.setdefault(name, control.get("value", "on"))
    else:
        numeric = "count" if control.get("inputmode") == "numeric" else "text"
        kind = kind if kind in ("hidden", "file") else numeric
        kinds[name] = "day" if control.has_attr("data-day") else "money" if control.has_attr("data-money") else kind
        values[name] = control.get("value", "") if control.name == "input" else control.text.lstrip("\n")


def _choose(office, values, kinds, takes):
    for name, options in takes.items():
        if not values.get(name):
            values[name] = next((one for one in options if one), "")
    if "kepada" in kinds:
        values |= {"dari": str(office.rows["giver"]), "kepada": str(office.successor.pk)}
    if "kelurahan" in kinds:
        values["kelurahan"] = ""
    if "key" in kinds:
        values["key"] = str(uuid.uuid4())
    if "orang" in kinds:
        values["orang"] = takes["orang"][0]

"""One register in which every form of the application has something to do, and what a person types into each."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from coverage.models import Document, HeadcountDeclaration, Membership, Replacement
from coverage.uploading.applying import apply_or_queue
from projects.models import ProviderChange, Subcontract, Suspension
from tests import cast, factories
from tests.coverage.test_contract_new import filled
from tests.coverage.test_paste import LINE
from tests.coverage.uploading.rosters import bring, person, roster
from tests.pages import read

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


class Desk:
    """Budi's contract that runs today, with a row of each kind in it, and the people who work on it by first name."""

    def __init__(self):
        self.today = timezone.localdate()
        self.people = {"Ani": cast.make_ani(), "Sari": cast.make_sari(), "Fitri": cast.make_fitri()}
        self.budi = self.people["Budi"] = cast.make_budi()
        self.eko = cast.make_eko()
        User.objects.filter(pk=self.eko.pk).update(second_factor_at=timezone.localtime())
        self.agency = cast.agency_of(self.budi)
        self.firm = factories.contractor("CV Uji", npwp="0123456789012345")
        self.variant = factories.contractor("CV. UJI")
        self.contract, self.earlier = self._contract("K1"), self._contract("K2")
        self.successor = factories.officer("PPK Pengganti")
        self.appointment = cast.appoint(self.successor, self.agency)
        self.imported = cast.appoint(factories.officer("PPK Impor"), self.agency, confirmed=False)
        self._fill()

    def _contract(self, code):
        days = {"signed_on": self.today - timedelta(1), "starts_on": self.today, "ends_on": self.today + timedelta(60)}
        given = {"agency": self.agency, "officer": self.budi.officer, "contractor": self.firm, "year": self.today.year}
        return factories.contract(package_code=code, **given, **days)

    def _fill(self):
        contract, today = self.contract, self.today
        self.listed, self.left, self.came = (
            factories.assignment(contract, factories.worker(serial), starts_on=today) for serial in (1, 2, 3)
        )
        factories.assignment(self.earlier, factories.worker(4), starts_on=today)
        self.replacement = Replacement.objects.create(
            contract=contract, left=self.left, came=self.came, changed_on=today
        )
        self.registration = factories.registration(contract, "SERT-1", today, valid_to=contract.ends_on)
        self.instalment = factories.instalment(contract, 1, today, amount=100_000)
        self.amendment = factories.amendment(contract, "9", today, new_price=contract.price + 1)
        other = factories.contractor("PT Besi Kujang")
        self.share = Subcontract.objects.create(contract=contract, contractor=other, work="Baja")
        of_earlier = {"contract": self.earlier, "starts_on": today, "reason": "Banjir"}
        self.stop = Suspension.objects.create(**of_earlier)
        self.change = ProviderChange.objects.create(contractor=other, **of_earlier)
        factories.handover(self.earlier, self.successor, today)
        told = {"slot": "spk", "form": "pdf", "name": "spk.pdf", "size": 1, "sha256": "0" * 64}
        self.document = Document.objects.create(contract=contract, filed_by=self.budi, **told)

    def member(self):
        """The own membership of who is listed."""
        return Membership.objects.get_or_create(worker=self.listed.worker, segment="BPU", starts_on=self.today)[0]

    def declared(self):
        """The headcount of the contract's first day."""
        return HeadcountDeclaration.objects.get_or_create(contract=self.contract, defaults={"headcount": 9})[0]

    def brought(self, serial, apply=False):
        """An upload of Budi's with one new person in it, applied or waiting for a decision."""
        row = person(serial, mulai=f"{self.today:%d/%m/%Y}")
        upload = bring(self.budi, self.contract, row, day=self.today)
        if apply:
            apply_or_queue(upload, self.budi, self.today, good_only=False)
        return upload.uid

    @property
    def day(self):
        return f"{self.today:%d/%m/%Y}"


@dataclass(frozen=True)
class Sending:
    """A form as `who` sends it: `args` and `query` make its address, `typed` is what is typed, each of a Desk.

    It is sent with what stands in its page already, or `bare`; where it is `looked` at first, as it stands then.
    """

    who: str
    args: object = lambda desk: ()
    typed: object = lambda desk: {}
    bare: bool = False
    query: object = lambda desk: ""
    looked: bool = False

    def prepared(self, name, desk):
        """(client, address, fields) of the sending, ready to be posted."""
        client = cast.signed_in(desk.people[self.who])
        path = reverse(name, args=self.args(desk))
        address = path + self.query(desk)
        found = {} if self.bare else fields_of(client.get(address), path)
        fields = found | self.typed(desk)
        if self.looked:
            fields = fields_of(client.post(address, fields), path, status=422)
        return client, address, fields


def fields_of(answer, path, status=200):
    """What the form for `path` on a page would send as it stands: name to values."""
    assert answer.status_code == status, answer.status_code
    forms = [one for one in read(answer).select('form[method="post"]') if one.get("action", path).split("?")[0] == path]
    found = {}
    for field in forms[-1].select("input[name], select[name], textarea[name]"):
        if field.name == "select":
            chosen = [one.get("value", "") for one in field.select("option[selected]")]
        elif field.get("type") in ("radio", "checkbox"):
            chosen = [field.get("value", "on")] if field.has_attr("checked") else []
        else:
            chosen = [field.get("value", "") if field.name == "input" else field.text.removeprefix("\n")]
        found.setdefault(field["name"], []).extend(chosen)
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


def _of(*names):
    """The address of a row of the contract: its uid, then the key of each row so named."""

    def args(desk):
        return (desk.contract.uid, *(getattr(desk, name).pk for name in names))

    return args


def _of_earlier(name):
    return lambda desk: (desk.earlier.uid, getattr(desk, name).pk)


def _person(desk, serial=77):
    return {"nik": factories.invented_nik(serial).reveal(), "nama": "Tukang Baru", "tanggal_lahir": "01/01/1990"}


def _file(name="bukti.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def _handover(desk):
    return {"dari": desk.budi.officer.pk, "kepada": desk.successor.pk, "sejak": desk.day}


SENDINGS = {
    "contract_new": Sending("Budi", typed=lambda desk: filled(desk.budi), bare=True),
    "contract_draft": Sending("Budi", typed=lambda desk: filled(desk.budi), bare=True),
    "contract_paste": Sending(
        "Budi",
        typed=lambda desk: {"kunci": str(uuid.UUID(int=7)), "tempelan_baru": f"{LINE}\n{LINE}", "aksi": "simpan-semua"},
        bare=True,
    ),
    "amendment_new": Sending(
        "Budi", _of(), lambda desk: {"nomor": "1", "tanggal": desk.day, "nilai_baru": "120.000.000", "uraian": "Tambah"}
    ),
    "amendment_edit": Sending("Budi", _of("amendment"), lambda desk: {"uraian": "Tambah volume", "alasan": "Salah"}),
    "amendment_withdraw": Sending("Budi", _of("amendment"), lambda desk: {"alasan": "Keliru"}),
    "assignment_withdraw": Sending(
        "Budi", lambda desk: (desk.earlier.uid, desk.earlier.assignments.all()[0].pk), lambda desk: {"alasan": "Keliru"}
    ),
    "registration_withdraw": Sending("Sari", _of("registration"), lambda desk: {"alasan": "Keliru"}),
    "instalment_withdraw": Sending("Sari", _of("instalment"), lambda desk: {"alasan": "Keliru"}),
    "headcount_withdraw": Sending(
        "Budi", lambda desk: (desk.contract.uid, desk.declared().pk), lambda desk: {"alasan": "Keliru"}
    ),
    "membership_withdraw": Sending(
        "Sari",
        lambda desk: (desk.contract.uid, desk.listed.pk, desk.member().pk),
        lambda desk: {"alasan": "Keliru"},
    ),
    "headcount_declare": Sending("Budi", _of(), lambda desk: {"jumlah": "17"}),
    "contract_edit": Sending("Budi", _of(), lambda desk: {"nomor_kontrak": "602/9/BARU"}),
    "contract_status": Sending(
        "Budi",
        _of(),
        lambda desk: {"langkah": "complete", "pada": desk.day, "surat": "BAST/1"},
    ),
    "subcontract_new": Sending("Budi", _of(), lambda desk: {"pekerjaan": "Cat", "penyedia": "PT Besi Kujang"}),
    "subcontract_edit": Sending("Budi", _of("share"), lambda desk: {"pekerjaan": "Pekerjaan baja"}),
    "suspension_new": Sending("Budi", _of(), lambda desk: {"mulai": desk.day, "uraian": "Hujan"}),
    "suspension_edit": Sending(
        "Budi",
        _of_earlier("stop"),
        lambda desk: {"sampai": desk.day, "alasan": "Dilanjutkan", "uraian": "Banjir besar"},
    ),
    "suspension_withdraw": Sending("Budi", _of_earlier("stop"), lambda desk: {"alasan": "Keliru"}),
    "provider_change_new": Sending(
        "Budi",
        _of(),
        lambda desk: {"mulai": desk.day, "penyedia": "PT Besi Kujang", "uraian": "Pailit"},
    ),
    "provider_change_withdraw": Sending("Budi", _of_earlier("change"), lambda desk: {"alasan": "Keliru"}),
    "registration_new": Sending(
        "Sari", _of(), lambda desk: {"nomor_sertifikat": "SERT-2", "tanggal_daftar": desk.day, "alasan": "Baru"}
    ),
    "registration_edit": Sending("Sari", _of("registration"), lambda desk: {"nomor_sertifikat": "SERT-9"}),
    "registration_verify": Sending(
        "Sari",
        _of("registration"),
        lambda desk: {"versi": desk.registration.recorded_events.latest("pgh_id").pgh_id},
        bare=True,
    ),
    "instalment": Sending(
        "Sari", lambda desk: (desk.contract.uid, 2), lambda desk: {"jumlah": "50.000", "tanggal_bayar": desk.day}
    ),
    "instalment_verify": Sending(
        "Sari",
        lambda desk: (desk.contract.uid, 1),
        lambda desk: {"versi": desk.instalment.recorded_events.latest("pgh_id").pgh_id},
        bare=True,
    ),
    "membership": Sending("Sari", _of("listed"), lambda desk: {"segmen": "PU", "mulai": desk.day}),
    "assignment_new": Sending("Budi", _of(), lambda desk: _person(desk) | {"mulai": desk.day}),
    "assignment_edit": Sending("Budi", _of("listed"), lambda desk: {"jabatan": "Mandor"}),
    "assignment_end": Sending("Budi", _of("listed"), lambda desk: {"selesai": desk.day}),
    "assignment_replace": Sending(
        "Budi",
        _of("listed"),
        lambda desk: _person(desk) | {"mulai": f"{desk.today + timedelta(1):%d/%m/%Y}"},
    ),
    "replacement_report": Sending("Budi", _of("replacement"), lambda desk: {"dilaporkan": desk.day}),
    "gang_reuse": Sending(
        "Budi",
        _of(),
        lambda desk: {"orang": [str(one.pk) for one in desk.earlier.assignments.all()], "mulai": desk.day},
        query=lambda desk: f"?dari={desk.earlier.uid}",
    ),
    "contractor_edit": Sending(
        "Ani", lambda desk: (desk.firm.pk,), lambda desk: {"nama": "CV Uji Betul", "nib": "9120001234567"}
    ),
    "contractor_merge": Sending(
        "Ani",
        lambda desk: (desk.variant.pk,),
        lambda desk: {"penyedia": "CV Uji", "npwp_penyedia": desk.firm.npwp, "alasan": "Ejaan lain"},
        looked=True,
    ),
    "ucj_statements": Sending(
        "Sari",
        typed=lambda desk: (
            dict.fromkeys(("pu", "bpu", "jakon", "pmi"), "10")
            | {"bulan": "2026-10", "bekerja": "100", "tahun_bekerja": "2025", "sumber": "Surat 1"}
        ),
    ),
    "handover": Sending(
        "Budi",
        query=lambda desk: "?" + "&".join(f"{name}={value}" for name, value in _handover(desk).items()),
    ),
    "handover_withdraw": Sending(
        "Budi",
        lambda desk: (desk.successor.pk,),
        lambda desk: {"alasan": "Salah tanggal"},
        query=lambda desk: f"?sejak={desk.today.isoformat()}",
    ),
    "contract_documents": Sending("Budi", _of(), lambda desk: {"tempat": "spmk", "berkas": _file()}, bare=True),
    "document_withdraw": Sending("Budi", lambda desk: (desk.document.uid,), lambda desk: {"alasan": "Salah berkas"}),
    "roster_upload": Sending("Budi", _of(), lambda desk: {"berkas": roster(desk.contract, person(20))}),
    "upload_new": Sending(
        "Ani", typed=lambda desk: {"templat": "tenaga_kerja", "berkas": roster(desk.contract, person(20))}
    ),
    "upload_apply": Sending("Budi", lambda desk: (desk.brought(21),), bare=True),
    "upload_drop": Sending("Budi", lambda desk: (desk.brought(22),), bare=True),
    "upload_undo": Sending("Budi", lambda desk: (desk.brought(23, apply=True),), bare=True),
    "user_add": Sending(
        "Fitri",
        typed=lambda desk: {"name": "Gita Lestari", "email": "gita@bogor.test", "role": Role.PPK, "is_active": "on"},
    ),
    "user_change": Sending("Fitri", lambda desk: (desk.budi.pk,), lambda desk: {"name": "Budi Santosa"}),
    "user_factor": Sending("Fitri", lambda desk: (desk.eko.pk,), lambda desk: {"reason": "Ponsel hilang"}),
    "user_officer": Sending(
        "Fitri", lambda desk: (desk.budi.pk,), lambda desk: {"officer": "", "new_name": "Budi Santoso, S.T."}
    ),
    "appointment_add": Sending(
        "Fitri", lambda desk: (desk.budi.pk,), lambda desk: {"agency": factories.agency("Dinas Baru").pk}
    ),
    "appointment_change": Sending("Fitri", lambda desk: (desk.appointment.pk,), lambda desk: {"ends_on": "31/12/2030"}),
    "appointment_confirm": Sending("Fitri", typed=lambda desk: {"penunjukan": desk.imported.pk}, bare=True),
}
"""By the name of the address."""

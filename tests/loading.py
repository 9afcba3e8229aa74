"""Template tables into the database by the shortest way: for tests of the figures, not of the importer."""

from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from contractors.models import Contractor, Worker
from contractors.nik import NIK
from coverage.models import HeadcountDeclaration, Instalment, Membership, Registration
from projects.models import Agency, Amendment, Assignment, Contract, Handover, Officer
from tests.oracle_tables import day_of, npwp_of, text


@dataclass(frozen=True)
class Loaded:
    """Contracts by kode_paket, and the names behind the keys of the breakdowns."""

    contracts: dict
    agencies: dict
    officers: dict
    providers: dict

    def oracle_key(self, by, key):
        """The key that tests/oracle.py uses for the key of a breakdown in the database."""
        if by in ("agency", "officer", "provider", "contract"):
            names = {"agency": self.agencies, "officer": self.officers, "provider": self.providers}
            known = names.get(by) or {contract.pk: code for code, contract in self.contracts.items()}
            return known[int(key)] if key else None
        if by == "band":
            return int(key)
        return key.lower() if by == "kind" else key or None


def number(row, column):
    """The number in a cell as Decimal, or None."""
    return Decimal(text(row, column)) if text(row, column) else None


@contextmanager
def stored(tables, declarations=(), hps=None):
    """`load` up to a savepoint that is rolled back: no atomic block, for the job insists on being outermost."""
    savepoint = transaction.savepoint()
    try:
        yield load(tables, declarations, hps)
    finally:
        transaction.set_rollback(False)
        transaction.savepoint_rollback(savepoint)


def load(tables, declarations=(), hps=None):
    """Write the tables; texts that the measures compare stay as typed, spaces included."""
    rows = tables["kontrak"]
    agencies = _named(Agency, (text(row, "opd") for row in rows))
    handovers = tables.get("serah_terima", [])
    officers = _named(Officer, (text(row, "ppk") for row in [*rows, *handovers]))
    providers = {}
    for row in rows:
        key = npwp_of(row) or text(row, "nama_penyedia")
        if key and key not in providers:
            providers[key] = Contractor(npwp=npwp_of(row), name=text(row, "nama_penyedia") or key)
    Contractor.objects.bulk_create(providers.values())
    contracts = {}
    for row in rows:
        ppn = number(row, "ppn_persen")
        contracts[text(row, "kode_paket")] = Contract(
            package_code=text(row, "kode_paket"),
            year=int(text(row, "tahun")),
            agency=agencies[text(row, "opd")],
            officer=officers.get(text(row, "ppk")),
            kind=row.get("jenis", ""),
            method=row.get("metode", ""),
            fund=row.get("sumber_dana", ""),
            title=text(row, "nama_paket"),
            number=text(row, "nomor_kontrak"),
            signed_on=day_of(row, "tanggal_kontrak"),
            price=number(row, "nilai_kontrak"),
            ppn_percent=Decimal(11) if ppn is None else ppn,
            starts_on=day_of(row, "mulai"),
            ends_on=day_of(row, "selesai"),
            contractor=providers.get(npwp_of(row) or text(row, "nama_penyedia")),
            village_code=text(row, "kode_kelurahan"),
            status=text(row, "status"),
            actual_end_on=day_of(row, "tanggal_selesai_nyata"),
            hps=(hps or {}).get(text(row, "kode_paket")),
        )
    Contract.objects.bulk_create(contracts.values())
    Handover.objects.bulk_create(
        Handover(contract=contracts[row["kode_paket"]], officer=officers[row["ppk"]], starts_on=day_of(row, "tanggal"))
        for row in handovers
    )
    _load_parts(tables, contracts, declarations)
    return Loaded(
        contracts,
        {agency.pk: name for name, agency in agencies.items()},
        {officer.pk: name for name, officer in officers.items()},
        {provider.pk: key for key, provider in providers.items()},
    )


def _named(model, names):
    found = {name: model(name=name) for name in dict.fromkeys(names) if name}
    model.objects.bulk_create(found.values())
    return found


def _load_parts(tables, contracts, declarations):
    def of(row):
        return contracts[text(row, "kode_paket")]

    Amendment.objects.bulk_create(
        Amendment(
            contract=of(row),
            number=row["nomor"],
            signed_on=day_of(row, "tanggal"),
            new_price=number(row, "nilai_baru"),
            new_ends_on=day_of(row, "selesai_baru"),
        )
        for row in tables["adendum"]
    )
    Registration.objects.bulk_create(
        Registration(
            contract=of(row),
            certificate_number=text(row, "nomor_sertifikat"),
            registered_on=day_of(row, "tanggal_daftar"),
            valid_from=day_of(row, "berlaku_dari"),
            valid_to=day_of(row, "berlaku_sampai"),
        )
        for row in tables["pendaftaran"]
    )
    Instalment.objects.bulk_create(
        Instalment(
            contract=of(row),
            number=int(text(row, "termin")),
            amount=number(row, "jumlah"),
            due_on=day_of(row, "jatuh_tempo"),
            paid_on=day_of(row, "tanggal_bayar"),
        )
        for row in tables["pembayaran"]
    )
    planned = [(row, None, text(row, "rencana_tenaga_kerja")) for row in tables["kontrak"]]
    later = [(row, day_of(row, "tanggal"), text(row, "jumlah")) for row in declarations]
    HeadcountDeclaration.objects.bulk_create(
        HeadcountDeclaration(contract=of(row), declared_on=day, headcount=int(headcount))
        for row, day, headcount in planned + later
        if headcount
    )
    _load_people(tables, of)


def _load_people(tables, of):
    workers = {}
    for row in [*tables["tenaga_kerja"], *tables["kepesertaan"]]:
        nik = NIK(text(row, "nik"))
        if nik not in workers:
            workers[nik] = Worker(nik=nik, nik_index=nik.index(), name=text(row, "nama"))
    Worker.objects.bulk_create(workers.values())
    Assignment.objects.bulk_create(
        Assignment(
            contract=of(row),
            worker=workers[NIK(text(row, "nik"))],
            starts_on=day_of(row, "mulai"),
            ends_on=day_of(row, "selesai"),
            employment=row.get("status_kerja", ""),
            domicile_code=row.get("kode_domisili", ""),
        )
        for row in tables["tenaga_kerja"]
    )
    Membership.objects.bulk_create(
        Membership(
            worker=workers[NIK(text(row, "nik"))],
            segment=text(row, "segmen"),
            starts_on=day_of(row, "mulai"),
            ends_on=day_of(row, "selesai"),
        )
        for row in tables["kepesertaan"]
    )

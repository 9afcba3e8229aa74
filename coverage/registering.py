"""A contract typed by hand into the register: one transaction, and once however often the form is sent."""

from django.db import IntegrityError, transaction

from accounts.history import because
from contractors.models import Contractor
from coverage.models import Draft, HeadcountDeclaration
from coverage.recomputing import wake
from projects.models import Contract
from projects.turns import by_hand


class Taken(ValueError):
    """Somebody else was quicker: the package code, or this very form, stands in the register already."""


def register_contract(entry):
    """The Contract that is made of a valid Entry, with its provider and declared headcount; the draft is gone.

    Its uid is the key of the form, so that the form makes one contract. Raises Taken where another connection
    wrote the same key or package code first, or where the key is that of somebody else's draft; nothing is written then.
    """
    if Draft.objects.exclude(user=entry.user).filter(pk=entry.key).exists():
        raise Taken
    said = entry.bound.cleaned_data
    try:
        with by_hand(), because(""):
            contract = Contract.objects.create(
                uid=entry.key,
                package_code=said["kode_paket"],
                rup_code=said["kode_rup"],
                spse_code=said["kode_paket"] if said["kode_paket"].isdigit() else "",
                year=said["tahun"],
                agency=said["opd"],
                officer=said["ppk"],
                kind=said["jenis"],
                method=said["metode"],
                fund=said["sumber_dana"],
                title=said["nama_paket"],
                number=said["nomor_kontrak"],
                signed_on=said["tanggal_kontrak"],
                price=said["nilai_kontrak"],
                ppn_percent=said["ppn_persen"],
                starts_on=said["mulai"],
                ends_on=said["selesai"],
                contractor=_as_of_now(entry.bound.contractor) or provider_named(said),
                village_code=said["kelurahan"].code if said["kelurahan"] else "",
                status=Contract.Status.RUNNING,
            )
            if said["rencana_tenaga_kerja"] is not None:
                HeadcountDeclaration.objects.create(contract=contract, headcount=said["rencana_tenaga_kerja"])
            Draft.objects.filter(user=entry.user, pk=entry.key).delete()
            transaction.on_commit(wake, robust=True)
            return contract
    except IntegrityError as error:
        raise Taken from error


def _as_of_now(firm):
    """The provider that the form found, or what it was merged into since; None without one."""
    return firm and Contractor.objects.select_related("merged_into").get(pk=firm.pk).in_its_own_right


def provider_named(said):
    """The provider that the cleaned form `said` names, made on the spot where there is none; None without a name."""
    if not said["penyedia"]:
        return None
    if said["npwp_penyedia"]:
        found = Contractor.objects.get_or_create(npwp=said["npwp_penyedia"], defaults={"name": said["penyedia"]})[0]
    else:
        found = Contractor.objects.get_or_create(name=said["penyedia"], npwp="")[0]
    return found.in_its_own_right


def says_the_same(entry, contract):
    """Whether `contract`, made of this form before, still says what the form says now."""
    said = entry.bound.cleaned_data
    village = said.get("kelurahan")
    now = {
        "title": said.get("nama_paket"),
        "number": said.get("nomor_kontrak"),
        "package_code": entry.texts.get("kode_paket", "").strip(),
        "price": said.get("nilai_kontrak"),
        "ppn_percent": said.get("ppn_persen"),
        "signed_on": said.get("tanggal_kontrak"),
        "starts_on": said.get("mulai"),
        "ends_on": said.get("selesai"),
        "agency": said.get("opd"),
        "officer": said.get("ppk"),
        "contractor": entry.bound.contractor,
        "village_code": village.code if village else "",
    }
    return all(getattr(contract, name) == value for name, value in now.items())

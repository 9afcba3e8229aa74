"""Small rows for tests: plain functions, each makes one row with everything that it needs.

Every person and number is invented. A NIK comes from its serial alone: `worker(7)` is the same person in every test.
"""

import itertools
from datetime import date
from decimal import Decimal

from contractors.models import Contractor, Worker
from contractors.nik import NIK
from coverage.models import HeadcountDeclaration, Instalment, Membership, Registration
from projects.models import Agency, Amendment, Assignment, Contract, Handover, Officer, ProviderChange, Suspension

_serial = itertools.count(1)


def invented_nik(serial):
    """The NIK of nobody with the serial 1 to 9999: born on 1 January 1990 in a place that is used for tests."""
    return NIK(f"327101010190{serial:04}")


def agency(name="Dinas Uji", **fields):
    return Agency.objects.get_or_create(name=name, defaults=fields)[0]


def officer(name="PPK Uji", **fields):
    return Officer.objects.get_or_create(name=name, defaults=fields)[0]


def contractor(name="CV Uji", **fields):
    return Contractor.objects.get_or_create(name=name, defaults=fields)[0]


def contract(**fields):
    """A counting contract of Dinas Uji: signed 1 July 2025, running 1 July to 31 December, Rp 111 million with PPN."""
    serial = next(_serial)
    given = {
        "package_code": f"UJI-{serial:05}",
        "year": 2025,
        "kind": "Pekerjaan Konstruksi",
        "method": "Pengadaan Langsung",
        "fund": "APBD",
        "title": f"Paket Uji {serial}",
        "number": f"602.1/{serial}/SPK/UJI/2025",
        "signed_on": date(2025, 7, 1),
        "price": Decimal(111_000_000),
        "starts_on": date(2025, 7, 1),
        "ends_on": date(2025, 12, 31),
        "status": Contract.Status.RUNNING,
    } | fields
    for name, make in (("agency", agency), ("officer", officer), ("contractor", contractor)):
        if name not in given:
            given[name] = make()
        elif isinstance(given[name], str):
            given[name] = make(given[name])
    return Contract.objects.create(**given)


def amendment(of, number="1", signed_on=date(2025, 9, 1), **fields):
    return Amendment.objects.create(contract=of, number=number, signed_on=signed_on, **fields)


def handover(of, to="PPK Pengganti", starts_on=date(2025, 9, 1)):
    """`of` handed over to the officer so named, or given, from a day on."""
    return Handover.objects.create(contract=of, officer=officer(to) if isinstance(to, str) else to, starts_on=starts_on)


def suspension(of, starts_on=date(2025, 9, 1), ends_on=None, **fields):
    """A stop of the work of `of` from a day on."""
    return Suspension.objects.create(contract=of, starts_on=starts_on, ends_on=ends_on, **{"reason": "Banjir"} | fields)


def provider_change(of, to="PT Pengganti", starts_on=date(2025, 9, 1), **fields):
    """`of` carried out by the firm so named, or given, from a day on."""
    firm = contractor(to) if isinstance(to, str) else to
    given = {"contractor": firm, "starts_on": starts_on, "paper": "ADD-1"} | fields
    return ProviderChange.objects.create(contract=of, **given)


def worker(serial=None, name=None, **fields):
    """The invented person of that serial; the next free one without it."""
    serial = next(_serial) if serial is None else serial
    nik = invented_nik(serial)
    given = {"nik": nik, "name": name or f"Pekerja Uji {serial}", "born_on": date(1990, 1, 1)} | fields
    return Worker.objects.get_or_create(nik_index=nik.index(), defaults=given)[0]


def assignment(of, who=None, starts_on=date(2025, 7, 1), ends_on=None, **fields):
    given = {"job": "Tukang batu", "employment": "Harian lepas", "domicile_code": "32.71.01"} | fields
    return Assignment.objects.create(contract=of, worker=who or worker(), starts_on=starts_on, ends_on=ends_on, **given)


def registration(of, certificate_number="", registered_on=date(2025, 7, 10), **fields):
    """A certificate from the day of registration to 31 December 2025, unless told otherwise."""
    given = {"valid_from": registered_on, "valid_to": date(2025, 12, 31)} | fields
    return Registration.objects.create(
        contract=of, certificate_number=certificate_number, registered_on=registered_on, **given
    )


def instalment(of, number=1, paid_on=date(2025, 7, 10), **fields):
    return Instalment.objects.create(contract=of, number=number, paid_on=paid_on, **fields)


def protected(of, since=date(2025, 7, 10), until=date(2025, 12, 31)):
    """Register `of` and pay instalment 1 on `since`, with a certificate to `until`; the same contract."""
    registration(of, registered_on=since, valid_to=until)
    instalment(of, paid_on=since)
    return of


def membership(who, segment="PU", starts_on=date(2025, 1, 1), ends_on=None, **fields):
    return Membership.objects.create(worker=who, segment=segment, starts_on=starts_on, ends_on=ends_on, **fields)


def declaration(of, headcount, declared_on=None):
    return HeadcountDeclaration.objects.create(contract=of, headcount=headcount, declared_on=declared_on)

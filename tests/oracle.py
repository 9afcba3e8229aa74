"""A slow, obvious second opinion: the measures and findings of a city, day by day, from the import templates
as text.

Written from the definitions alone (docs/rules.md); it knows neither the database nor coverage.rules, on
purpose.
"""

import re
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

from tests import oracle_findings
from tests.oracle_tables import (
    amount,
    by_date_then_number,
    day_of,
    grouped,
    half_up,
    holds,
    money,
    npwp_of,
    read,
    same,
    text,
)

__all__ = ["BREAKDOWNS", "MEASURES", "City", "read"]

MEASURES = ("packages", "value", "headcount", "workers")
BREAKDOWNS = ("agency", "officer", "kind", "provider", "band", "kecamatan", "month", "contract")
TOMORROW = timedelta(days=1)


class City:
    """One city. The table `serah_terima` (kode_paket, tanggal, ppk), which no template holds, are hand-overs to another
    officer; `declarations` (kode_paket, tanggal, jumlah) are headcounts given later than the template's;
    `hps` maps kode_paket to the owner's estimate; `statements` maps (year, month) to the five UCJ numbers:
    pu, bpu, jakon, pmi, employed.
    """

    def __init__(self, tables, declarations=(), hps=None, statements=None):
        self.contracts = {text(row, "kode_paket"): row for row in tables["kontrak"]}
        self.amendments = grouped(tables["adendum"])
        self.assignments = grouped(tables["tenaga_kerja"])
        self.certificates = grouped(tables["pendaftaran"])
        self.payments = grouped(tables["pembayaran"])
        self.memberships = defaultdict(list)
        for row in tables["kepesertaan"]:
            self.memberships[text(row, "nik")].append(row)
        self.handovers = grouped(tables.get("serah_terima", ()))
        self.declarations = grouped(declarations)
        self.hps = hps or {}
        self.statements = statements or {}

    def counts(self, code):
        row = self.contracts[code]
        if not any(same(text(row, "sumber_dana"), fund) for fund in ("APBD", "APBDP")):
            return False
        kinds = (
            "Pekerjaan Konstruksi",
            "Jasa Konsultansi Perencanaan",
            "Jasa Konsultansi Pengawasan",
            "Konstruksi Terintegrasi",
        )
        if not any(same(text(row, "jenis"), kind) for kind in kinds):
            return False
        return not same(text(row, "metode"), "Swakelola") and not same(text(row, "status"), "Batal")

    def first_day(self, code):
        row = self.contracts[code]
        return day_of(row, "mulai") or day_of(row, "tanggal_kontrak")

    def last_day(self, code):
        row = self.contracts[code]
        actual = day_of(row, "tanggal_selesai_nyata")
        if actual:
            return actual
        newest_first = sorted(self.amendments[code], key=by_date_then_number, reverse=True)
        for amendment in newest_first:
            if day_of(amendment, "selesai_baru"):
                return day_of(amendment, "selesai_baru")
        return day_of(row, "selesai") or date(int(text(row, "tahun")), 12, 31)

    def runs(self, code, day):
        return self.first_day(code) <= day <= self.last_day(code)

    def value(self, code, day):
        row = self.contracts[code]
        price = amount(row, "nilai_kontrak")
        for amendment in sorted(self.amendments[code], key=by_date_then_number):
            new_price = amount(amendment, "nilai_baru")
            if day_of(amendment, "tanggal") <= day and new_price is not None:
                price = new_price
        ppn = amount(row, "ppn_persen")
        if ppn is None:
            ppn = Fraction(11)
        return half_up(price / (1 + ppn / 100), 2)

    def paid_on(self, code, termin):
        for payment in self.payments[code]:
            if int(text(payment, "termin")) == termin:
                return day_of(payment, "tanggal_bayar")
        return None

    def in_protection(self, code, day):
        paid = self.paid_on(code, 1)
        if paid is None or day < paid:
            return False
        for certificate in self.certificates[code]:
            first = day_of(certificate, "berlaku_dari")
            last = day_of(certificate, "berlaku_sampai")
            if first and last and first <= day <= last:
                return True
        return False

    def protected(self, code, day):
        return self.runs(code, day) and self.in_protection(code, day)

    def listed(self, code, day):
        """The NIKs that the roster lists on `day`, while the contract runs."""
        if not self.runs(code, day):
            return set()
        niks = set()
        for row in self.assignments[code]:
            if holds(row, day):
                niks.add(text(row, "nik"))
        return niks

    def declared(self, code, day):
        """The newest declaration of or before `day`; the template's number is one of the contract's first
        day.
        """
        known = []
        planned = text(self.contracts[code], "rencana_tenaga_kerja")
        if planned and self.first_day(code) <= day:
            known.append((self.first_day(code), 0, int(planned)))
        for row in self.declarations[code]:
            if day_of(row, "tanggal") <= day:
                known.append((day_of(row, "tanggal"), 1, int(text(row, "jumlah"))))
        return max(known)[2] if known else None

    def workforce(self, code, day):
        """The larger of declared and listed, or None where it is unknown."""
        declared, listed = self.declared(code, day), len(self.listed(code, day))
        if declared is None and listed == 0:
            return None
        return max(declared or 0, listed)

    def is_member(self, nik, day):
        return any(holds(row, day) for row in self.memberships[nik])

    def running(self, day):
        """The counting contracts that run on `day`."""
        return [code for code in self.contracts if self.counts(code) and self.runs(code, day)]

    def covered(self, day):
        """The NIKs that are covered on `day`, wherever in the city their cover comes from."""
        niks = set()
        for code in self.running(day):
            for nik in self.listed(code, day):
                if self.protected(code, day) or self.is_member(nik, day):
                    niks.add(nik)
        return niks

    def measure(self, codes, day, covered):
        """The four measures of the counting contracts `codes` that run on `day`: {measure: (numerator,
        denominator)}, unknown.
        """
        packages, value, headcount = [0, 0], [Fraction(0), Fraction(0)], [0, 0]
        people, unlisted, unknown = set(), 0, 0
        for code in codes:
            listed = self.listed(code, day)
            people |= listed
            workforce = self.workforce(code, day)
            if workforce is None:
                unknown += 1
            else:
                unlisted += workforce - len(listed)
            for position in (0, 1) if self.protected(code, day) else (1,):
                packages[position] += 1
                value[position] += self.value(code, day)
                headcount[position] += workforce or 0
        figures = {
            "packages": tuple(packages),
            "value": (money(value[0]), money(value[1])),
            "headcount": tuple(headcount),
            "workers": (len(people & covered), len(people) + unlisted),
        }
        return figures, unknown

    def figures(self, day, only=None):
        """The measures of the city, or of the contracts `only`; cover from elsewhere in the city counts for
        a worker.
        """
        codes = [code for code in self.running(day) if only is None or code in only]
        return self.measure(codes, day, self.covered(day))

    def on(self, day, only=None):
        """What `coverage --on DAY --json` prints."""
        figures, unknown = self.figures(day, only)
        measures = {}
        for name in MEASURES:
            numerator, denominator = figures[name]
            if name == "value":
                numerator, denominator = str(numerator), str(denominator)
            measures[name] = {"numerator": numerator, "denominator": denominator}
        ucj = self.ucj(day)
        if ucj:
            measures["ucj"] = {"numerator": ucj[0], "denominator": ucj[1]}
        return {"on": day.isoformat(), "measures": measures, "unknown_contracts": unknown}

    def series(self, first, last, only=None):
        """`on` for every day from `first` to `last`."""
        answers = []
        day = first
        while day <= last:
            answers.append(self.on(day, only))
            day += TOMORROW
        return answers

    def ucj(self, day):
        """(participants, employed residents) as stated for the month of `day`, or None."""
        stated = self.statements.get((day.year, day.month))
        return (sum(stated[:4]), stated[4]) if stated else None

    def band(self, code, day):
        value = self.value(code, day)
        tops = (100_000_000, 500_000_000, 1_000_000_000, 5_000_000_000)
        return 1 + sum(1 for top in tops if value > top)

    def key(self, code, by, day):
        """The row of a breakdown into which a contract falls; None is the row "belum diisi"."""
        row = self.contracts[code]
        if by == "agency":
            return text(row, "opd")
        if by == "officer":
            return self.officer(code, day)
        if by == "kind":
            return text(row, "jenis").lower()
        if by == "provider":
            return npwp_of(row) or text(row, "nama_penyedia") or None
        if by == "band":
            return self.band(code, day)
        if by == "kecamatan":
            district = re.match(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}", text(row, "kode_kelurahan"))
            return district.group() if district else None
        if by == "month":
            return day_of(row, "tanggal_kontrak").strftime("%Y-%m")
        if by == "contract":
            return code
        raise ValueError(by)

    def breakdown(self, day, by, only=None):
        """{row: ({measure: (numerator, denominator)}, unknown)} of the contracts that run on `day`."""
        rows = defaultdict(list)
        for code in self.running(day):
            if only is None or code in only:
                rows[self.key(code, by, day)].append(code)
        covered = self.covered(day)
        return {key: self.measure(codes, day, covered) for key, codes in rows.items()}

    def officer(self, code, day):
        """Who answers for a contract on `day`: who took it over last by then, before that who signed; None for nobody."""
        so_far = [row for row in self.handovers[code] if day_of(row, "tanggal") <= day]
        if so_far:
            return text(max(so_far, key=lambda row: day_of(row, "tanggal")), "ppk")
        return text(self.contracts[code], "ppk") or None

    def registration_due(self, code, is_working):
        """The 14th working day after the contract date."""
        return oracle_findings.registration_due(self, code, is_working)

    def findings(self, day, is_working):
        """{finding: {kode_paket, …}} of the counting contracts dated `day` or before."""
        return oracle_findings.findings(self, day, is_working)

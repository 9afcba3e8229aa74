"""What people corrected by hand, and files that come later: kept, settled, or told as a conflict, and never doubled."""

from datetime import date
from decimal import Decimal

import pghistory
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contractors.models import Contractor
from coverage.importing import Preview
from coverage.models import Handwritten, HeadcountDeclaration, Instalment, Registration
from projects.models import Amendment, Assignment, Contract, Officer
from tests import cast, factories
from tests.coverage.importing.files import GOOD, Folder

pytestmark = pytest.mark.django_db
D = date(2025, 9, 30)


@pytest.fixture
def user(ani):
    return ani


def by_hand(user, row, **values):
    """Change a row as a page does: by somebody who is signed in."""
    with pghistory.context(user=user.pk):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def load(folder, **tables):
    """Import rows by table name: each a dict on top of the good one; the Report, which has no error."""
    files = Folder(folder, D)
    files.clear()
    for name, rows in tables.items():
        files.put(name, *rows)
    report = files.bring()
    assert not report.errors, report.errors
    return report


def told(report):
    return [(one.column, one.row) for one in report.conflicts]


def test_a_corrected_field_survives_the_old_value_silently(tmp_path, user):
    load(tmp_path, kontrak=[{}])
    by_hand(user, Contract.objects.get(), number="602/9/SPK")
    report = load(tmp_path, kontrak=[{"nama_paket": "Jalan Baru"}])
    contract = Contract.objects.get()
    assert (contract.number, contract.title) == ("602/9/SPK", "Jalan Baru")
    assert not report.conflicts
    assert report.facts == ["1 isian mengulang nilai lama; yang dibetulkan dengan tangan dipertahankan."]


def test_a_third_value_is_told_apart_from_errors_and_not_applied(tmp_path, user):
    load(tmp_path, kontrak=[{}])
    by_hand(user, Contract.objects.get(), number="602/9/SPK")
    report = load(tmp_path, kontrak=[{"nomor_kontrak": "602/3"}])
    assert told(report) == [("nomor_kontrak", 2)]
    assert "“602/3”" in report.conflicts[0].reason
    assert "“602/9/SPK”" in report.conflicts[0].reason
    assert report.tallies["kontrak"].same == 1
    assert Contract.objects.get().number == "602/9/SPK"


def test_a_file_that_brings_the_hands_value_settles_it(tmp_path, user):
    load(tmp_path, kontrak=[{}])
    by_hand(user, Contract.objects.get(), number="602/9")
    load(tmp_path, kontrak=[{"nomor_kontrak": "602/9"}])
    assert not Handwritten.objects.exists()
    load(tmp_path, kontrak=[{"nomor_kontrak": "602/4"}])
    assert Contract.objects.get().number == "602/4"


def test_an_empty_cell_is_a_third_value_too(tmp_path, user):
    load(tmp_path, kontrak=[{}])
    by_hand(user, Contract.objects.get(), number="602/9")
    report = load(tmp_path, kontrak=[{"nomor_kontrak": ""}])
    assert told(report) == [("nomor_kontrak", 2)]
    assert not report.cleared


def test_what_was_filled_by_hand_survives_the_file_that_never_had_it(tmp_path, user):
    load(tmp_path, kontrak=[{"mulai": "", "kode_kelurahan": ""}])
    by_hand(user, Contract.objects.get(), starts_on=date(2025, 7, 5))
    report = load(tmp_path, kontrak=[{"mulai": "", "kode_kelurahan": "32.71.01.1002"}])
    contract = Contract.objects.get()
    assert (contract.starts_on, contract.village_code) == (date(2025, 7, 5), "32.71.01.1002")
    assert not report.cleared + report.conflicts


def test_a_dry_run_tells_the_conflict_and_forgets_nothing(tmp_path, user):
    load(tmp_path, kontrak=[{}])
    by_hand(user, Contract.objects.get(), number="602/9", title="Lain")
    files = Folder(tmp_path, D)
    files.put("kontrak", {"nomor_kontrak": "602/9", "nama_paket": "Ketiga"})
    report = files.bring(dry_run=True)
    assert told(report) == [("nama_paket", 2)]
    assert Handwritten.objects.count() == 2


def test_a_contract_typed_in_keeps_what_was_typed_and_is_filled_where_it_was_empty(tmp_path, user):
    with pghistory.context(user=user.pk):
        factories.contract(package_code="K1", number="602/HAND", village_code="", contractor=None, officer=None)
    report = load(tmp_path, kontrak=[{}])
    contract = Contract.objects.get()
    assert contract.number == "602/HAND"
    assert contract.village_code == "32.71.01.1001"
    assert contract.contractor.name == "CV Uji"
    assert contract.officer.name == "PPK Uji"
    assert ("nomor_kontrak", 2) in told(report)
    assert ("tanggal_kontrak", 2) not in told(report)


def test_a_corrected_officer_and_provider_make_no_officer_and_no_provider_of_the_conflict(tmp_path, user):
    load(tmp_path, kontrak=[{}])
    officer, provider = factories.officer("PPK Betul"), factories.contractor("CV Betul", npwp="9" * 16)
    by_hand(user, Contract.objects.get(), officer=officer, contractor=provider)
    again = load(tmp_path, kontrak=[{}])
    assert not again.conflicts
    report = load(tmp_path, kontrak=[{"ppk": "PPK Ketiga", "npwp_penyedia": "8" * 16, "nama_penyedia": "CV Ketiga"}])
    assert told(report) == [("penyedia", 2), ("ppk", 2)]
    contract = Contract.objects.get()
    assert (contract.officer, contract.contractor) == (officer, provider)
    assert not Officer.objects.filter(name="PPK Ketiga").exists()
    assert not Contractor.objects.filter(name="CV Ketiga").exists()


def test_a_corrected_package_code_is_found_under_the_old_one(tmp_path, user):
    load(tmp_path, kontrak=[{}], adendum=[{}])
    by_hand(user, Contract.objects.get(), package_code="K9")
    load(tmp_path, kontrak=[{"nama_paket": "Jalan Baru"}], adendum=[{"alasan": "Hujan"}])
    assert (Contract.objects.get().package_code, Contract.objects.get().title) == ("K9", "Jalan Baru")
    assert Amendment.objects.get().reason == "Hujan"


def test_corrected_keys_do_not_double_their_rows(tmp_path, user):
    tables = {"kontrak": [{}], "adendum": [{}], "pendaftaran": [{}], "pembayaran": [{}], "tenaga_kerja": [{}]}
    load(tmp_path, **tables)
    by_hand(user, Amendment.objects.get(), number="A-1")
    by_hand(user, Registration.objects.get(), certificate_number="S9")
    by_hand(user, Instalment.objects.get(), number=3)
    by_hand(user, Assignment.objects.get(), starts_on=date(2025, 7, 2))
    report = load(tmp_path, **tables)
    assert not report.conflicts
    for model in (Amendment, Registration, Instalment, Assignment):
        assert model.objects.count() == 1
    assert Assignment.objects.get().starts_on == date(2025, 7, 2)


def test_a_file_with_the_old_key_and_the_new_one_means_two_rows(tmp_path, user):
    load(tmp_path, kontrak=[{}], adendum=[{}])
    by_hand(user, Amendment.objects.get(), number="A-1")
    load(tmp_path, kontrak=[{}], adendum=[{}, {"nomor": "A-1"}])
    assert sorted(Amendment.objects.values_list("number", flat=True)) == ["1", "A-1"]


def test_rows_of_persons_tell_no_value(tmp_path, user):
    load(tmp_path, kontrak=[{}], tenaga_kerja=[{}])
    by_hand(user, Assignment.objects.get(), wage=Decimal(5_000_000))
    report = load(tmp_path, kontrak=[{}], tenaga_kerja=[{"upah": "6000000"}])
    assert told(report) == [("upah", 2)]
    text = str(report.conflicts[0])
    assert "6000000" not in text
    assert "5000000" not in text
    assert GOOD["tenaga_kerja"]["nik"] not in text
    assert Assignment.objects.get().wage == 5_000_000


def test_the_preview_of_a_roster_says_the_same(tmp_path, user):
    load(tmp_path, kontrak=[{}], tenaga_kerja=[{}])
    by_hand(user, Assignment.objects.get(), job="Mandor")
    preview = Preview(Folder(tmp_path, D).put("tenaga_kerja", {"jabatan": "Kernet"}), D)
    list(preview.rows())
    (verdict,) = preview.verdicts()
    assert (verdict.state, [one.column for one in verdict.warnings]) == ("same", ["jabatan"])
    assert Handwritten.objects.count() == 1


def test_bpjs_facts_by_hand_are_kept_alike(tmp_path, user):
    load(tmp_path, kontrak=[{}], pendaftaran=[{}], pembayaran=[{}])
    by_hand(user, Registration.objects.get(), valid_to=date(2026, 1, 31))
    by_hand(user, Instalment.objects.get(), paid_on=date(2025, 7, 20))
    report = load(tmp_path, kontrak=[{}], pendaftaran=[{}], pembayaran=[{"tanggal_bayar": "2025-07-25"}])
    assert told(report) == [("tanggal_bayar", 2)]
    assert Registration.objects.get().valid_to == date(2026, 1, 31)
    assert Instalment.objects.get().paid_on == date(2025, 7, 20)


def test_what_nobody_signed_in_for_is_not_by_hand(tmp_path):
    load(tmp_path, kontrak=[{}])
    contract = Contract.objects.get()
    contract.number = "dari baris perintah"
    contract.save()
    assert not Handwritten.objects.exists()
    load(tmp_path, kontrak=[{}])
    assert Contract.objects.get().number == GOOD["kontrak"]["nomor_kontrak"]


CELLS = {
    "nomor_kontrak": ("number", {"": "", "A": "A", "B": "B", "C": "C"}),
    "mulai": ("starts_on", {"": None, "2025-07-01": date(2025, 7, 1), "02/07/2025": date(2025, 7, 2)}),
    "nilai_kontrak": ("price", {"1": Decimal(1), "2,50": Decimal("2.5"), "3.000": Decimal(3000)}),
    "ppn_persen": ("ppn_percent", {"": Decimal(11), "11": Decimal(11), "0": Decimal(0), "12": Decimal(12)}),
    "status": ("status", {"Berjalan": "Berjalan", "Putus": "Putus", "Batal": "Batal"}),
    "tanggal_selesai_nyata": ("actual_end_on", {"": None, "2025-09-01": date(2025, 9, 1)}),
    "rencana_tenaga_kerja": ("headcount", {"": None, "0": 0, "5": 5, "7": 7}),
}
ROWS = st.fixed_dictionaries({name: st.sampled_from(sorted(values)) for name, (_, values) in CELLS.items()})
EDITS = st.dictionaries(st.sampled_from(sorted(CELLS)), st.integers(0, 3), min_size=1, max_size=3)
STEPS = st.lists(st.one_of(ROWS.map(lambda row: ("file", row)), EDITS.map(lambda edit: ("hand", edit))), max_size=7)


class Slow:
    """One contract, field by field, in plain Python: what stands there, and what stood before somebody wrote it."""

    def __init__(self, row):
        self.stands = {name: CELLS[name][1][text] for name, text in row.items()}
        self.before = {}

    def write(self, name, value):
        if value == self.stands[name]:
            return
        self.before.setdefault(name, self.stands[name])
        self.stands[name] = value
        if self.before[name] == value:
            del self.before[name]

    def read(self, row):
        """The columns of a file's row that are conflicts."""
        found = []
        for name, text in row.items():
            value = CELLS[name][1][text]
            if name not in self.before or value == self.stands[name]:
                self.stands[name] = value
                self.before.pop(name, None)
            elif value != self.before[name]:
                found.append(name)
        return sorted(found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, steps=STEPS)
def test_files_and_hands_in_any_order_equal_the_slow_oracle(tmp_path, first, steps):
    HeadcountDeclaration.objects.all().delete()
    Contract.objects.all().delete()
    user = User.objects.filter(email="ani@bogor.test").first() or cast.make_ani()
    load(tmp_path, kontrak=[first])
    slow = Slow(first)
    for kind, values in steps:
        if kind == "file":
            assert sorted(one.column for one in load(tmp_path, kontrak=[values]).conflicts) == slow.read(values)
        else:
            for name, number in values.items():
                column, known = CELLS[name]
                value = list(known.values())[number % len(known)]
                slow.write(name, value)
                if column != "headcount":
                    by_hand(user, Contract.objects.get(), **{column: value})
                elif value is not None or HeadcountDeclaration.objects.exists():
                    write_plan(user, value, slow)
        contract, plan = Contract.objects.get(), HeadcountDeclaration.objects.first()
        now = {name: getattr(contract, column, None) for name, (column, _) in CELLS.items()}
        assert now | {"rencana_tenaga_kerja": plan.headcount if plan else None} == slow.stands


def write_plan(user, value, slow):
    """The planned headcount by hand; a declaration that a person takes back leaves the word to the files again."""
    plan = HeadcountDeclaration.objects.first()
    with pghistory.context(user=user.pk):
        if value is None:
            plan.delete()
            slow.before.pop("rencana_tenaga_kerja", None)
        elif plan:
            plan.headcount = value
            plan.save()
        else:
            HeadcountDeclaration.objects.create(contract=Contract.objects.get(), headcount=value)

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from coverage.calendar import working
from coverage.rules import findings
from coverage.rules.findings import ListedWorker, Payment, Standing, found
from coverage.rules.spans import Amendment, Certificate
from tests import oracle
from tests.oracle_findings import findings_of

DAY = date(2025, 9, 8)
DUE = date(2025, 9, 1)
IS_WORKING = working()
NIK = "3271010101800001"


def test_a_form_without_a_date_counts_from_its_certificate():
    assert findings.filed_on(Certificate(valid_from=DUE)) == DUE
    assert findings.filed_on(Certificate(filed_on=DAY, valid_from=DUE)) == DAY
    assert findings.filed_on(Certificate()) is None


def test_the_earliest_registration_known_on_the_day_counts():
    certificates = [Certificate(filed_on=DAY), Certificate(valid_from=DUE), Certificate()]
    assert findings.registered_on(certificates, DAY) == DUE
    assert findings.registered_on(certificates, DUE - timedelta(days=1)) is None


def test_late_begins_after_the_due_date():
    after = DUE + timedelta(days=1)
    assert not findings.registration_late(DUE, DUE, DAY)
    assert findings.registration_late(after, DUE, DAY)
    assert not findings.registration_late(None, DUE, DUE)
    assert findings.registration_late(None, DUE, after)


def test_due_soon_is_five_working_days_ahead():
    friday, next_friday = date(2025, 9, 12), date(2025, 9, 19)
    assert findings.due_soon(None, next_friday, friday, IS_WORKING)
    assert not findings.due_soon(None, next_friday, friday - timedelta(days=1), IS_WORKING)
    assert findings.due_soon(None, next_friday, next_friday, IS_WORKING)
    assert not findings.due_soon(None, next_friday, next_friday + timedelta(days=1), IS_WORKING)
    assert not findings.due_soon(friday, next_friday, friday, IS_WORKING)


def test_registered_without_instalment_1():
    assert findings.instalment_1_unpaid(DUE, [], DAY)
    assert findings.instalment_1_unpaid(
        DUE, [Payment(1, paid_on=DAY + timedelta(days=1)), Payment(2, paid_on=DUE)], DAY
    )
    assert not findings.instalment_1_unpaid(DUE, [Payment(1, paid_on=DAY)], DAY)
    assert not findings.instalment_1_unpaid(None, [], DAY)


def test_overdue_from_the_day_after():
    assert not findings.instalment_overdue([Payment(2, due_on=DAY)], DAY)
    assert findings.instalment_overdue([Payment(2, due_on=DAY)], DAY + timedelta(days=1))
    assert not findings.instalment_overdue([Payment(2, due_on=DUE, paid_on=DAY)], DAY)
    assert not findings.instalment_overdue([Payment(2)], DAY)


def test_the_certificate_must_reach_the_last_day():
    short, later = (
        Certificate(valid_from=DUE, valid_to=DAY),
        Certificate(filed_on=DAY, valid_to=DAY + timedelta(days=9)),
    )
    ends = DAY + timedelta(days=1)
    assert findings.certificate_ends_before_work([short], ends, DAY)
    assert not findings.certificate_ends_before_work([short], DAY, DAY)
    assert not findings.certificate_ends_before_work([short, later], ends, DAY)
    assert findings.certificate_ends_before_work([short, later], ends, DAY - timedelta(days=1))
    assert not findings.certificate_ends_before_work([Certificate(valid_from=DUE)], ends, DAY)


def test_no_paper_says_when_it_ends():
    assert findings.end_date_missing(None, None, [Amendment(DUE, "1")])
    assert not findings.end_date_missing(None, None, [Amendment(DUE, "1", DAY)])
    assert not findings.end_date_missing(None, DAY, [])
    assert not findings.end_date_missing(DAY, None, [])


def test_a_price_above_the_estimate():
    assert findings.value_above_hps(Decimal("100.01"), Decimal("100.00"))
    assert not findings.value_above_hps(Decimal("100.00"), Decimal("100.00"))
    assert not findings.value_above_hps(Decimal("100.00"), None)


def test_past_its_end_and_still_open():
    before = DAY - timedelta(days=1)
    assert findings.past_end_not_closed(before, True, None, DAY)
    assert not findings.past_end_not_closed(DAY, True, None, DAY)
    assert not findings.past_end_not_closed(before, False, None, DAY)
    assert not findings.past_end_not_closed(before, True, before, DAY)


def test_permanent_staff_without_a_membership():
    assert findings.pkwtt_without_pu([ListedWorker(pkwtt=False, has_membership=False), ListedWorker(True, False)])
    assert not findings.pkwtt_without_pu([ListedWorker(pkwtt=True, has_membership=True)])
    assert not findings.pkwtt_without_pu([])


dates = st.dates(date(2025, 7, 1), date(2025, 10, 15))
maybe = st.none() | dates


@st.composite
def contracts(draw):
    """One counting contract as templates would tell it, and its owner's estimate."""
    certificate = st.tuples(maybe, maybe, maybe)
    return {
        "signed_on": draw(dates),
        "starts_on": draw(maybe),
        "ends_on": draw(maybe),
        "actual_end_on": draw(maybe),
        "open": draw(st.booleans()),
        "declared": draw(st.none() | st.integers(0, 3)),
        "hps": draw(st.none() | st.sampled_from([99, 100, 101])),
        "amendments": draw(st.lists(st.tuples(dates, maybe), max_size=2)),
        "certificates": draw(st.lists(certificate, max_size=2)),
        "payments": draw(st.lists(st.tuples(maybe, maybe), max_size=3)),
        "worker": draw(st.none() | st.tuples(dates, st.sampled_from(["PKWTT", "Harian lepas"]), st.booleans())),
    }


@given(contracts(), dates)
def test_findings_equal_the_oracle(one, day):
    expected = set(findings_of(_city(one), "K", day, IS_WORKING)) if one["signed_on"] <= day else set()
    assert found(_standing(one, day), IS_WORKING) == expected


def _standing(one, day):
    worker = one["worker"]
    listed = worker is not None and worker[0] <= day
    first = one["starts_on"] or one["signed_on"]
    return Standing(
        day=day,
        signed_on=one["signed_on"],
        year=2025,
        price=Decimal(100),
        starts_on=one["starts_on"],
        ends_on=one["ends_on"],
        actual_end_on=one["actual_end_on"],
        is_open=one["open"],
        hps=None if one["hps"] is None else Decimal(one["hps"]),
        declared=one["declared"] if day >= first else None,
        amendments=tuple(Amendment(on, str(n), ends) for n, (on, ends) in enumerate(one["amendments"], start=1)),
        certificates=tuple(Certificate(*certificate) for certificate in one["certificates"]),
        payments=tuple(Payment(n, due, paid) for n, (due, paid) in enumerate(one["payments"], start=1)),
        listed=(ListedWorker(worker[1] == "PKWTT", worker[2]),) if listed else (),
    )


def _city(one):
    def text(value):
        return "" if value is None else str(value)

    key = {"kode_paket": "K"}
    tables = {name: [] for name in ("adendum", "tenaga_kerja", "pendaftaran", "pembayaran", "kepesertaan")}
    tables["kontrak"] = [
        key
        | {
            "tahun": "2025",
            "tanggal_kontrak": text(one["signed_on"]),
            "mulai": text(one["starts_on"]),
            "selesai": text(one["ends_on"]),
            "tanggal_selesai_nyata": text(one["actual_end_on"]),
            "nilai_kontrak": "100",
            "status": "Berjalan" if one["open"] else "Selesai",
            "rencana_tenaga_kerja": text(one["declared"]),
        }
    ]
    for number, (on, ends) in enumerate(one["amendments"], start=1):
        tables["adendum"].append(key | {"nomor": str(number), "tanggal": text(on), "selesai_baru": text(ends)})
    for filed, first, last in one["certificates"]:
        row = {"tanggal_daftar": text(filed), "berlaku_dari": text(first), "berlaku_sampai": text(last)}
        tables["pendaftaran"].append(key | row)
    for number, (due, paid) in enumerate(one["payments"], start=1):
        row = {"termin": str(number), "jatuh_tempo": text(due), "tanggal_bayar": text(paid)}
        tables["pembayaran"].append(key | row)
    if one["worker"]:
        begins, employment, member = one["worker"]
        row = {"nik": NIK, "status_kerja": employment, "mulai": text(begins)}
        tables["tenaga_kerja"].append(key | row)
        if member:
            tables["kepesertaan"].append({"nik": NIK, "segmen": "PU", "mulai": "2024-01-01"})
    return oracle.City(tables, hps={} if one["hps"] is None else {"K": one["hps"]})

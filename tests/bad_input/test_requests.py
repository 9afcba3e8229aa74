"""Bad input that only a request can bring, and facts that contradict what the register holds."""

import json
import logging
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from structlog.stdlib import ProcessorFormatter

from accounts.models import User
from coverage.models import Draft, Instalment, Registration
from projects.models import Contract
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.insuring.test_bpjs_facts import FACTS, PAID, errors
from tests.coverage.test_contract_new import NEW, filled
from tests.pages import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), number="602/1-SPK/2025")


def followed(client, path, sent):
    """The text of the page to which a form leads that was taken."""
    answer = client.post(path, sent, follow=True)
    assert answer.redirect_chain, texts(answer)[:500]
    return texts(answer)


def test_ten_megabytes_in_a_field_are_refused_before_anybody_reads_them(budi, contract):
    """4.1-22."""
    client = cast.signed_in(budi)
    client.raise_request_exception = False
    answer = client.post(reverse("assignment_new", args=[contract.uid]), {"nik": "3" * 10_000_000})
    assert answer.status_code in (400, 413, 422)
    assert not contract.assignments.exists()


@pytest.mark.parametrize("field", ["nama_paket", "penyedia", "nomor_kontrak"], ids=lambda name: f"4.2-31-{name}")
def test_half_a_pair_in_json_breaks_no_page_and_is_kept_nowhere(budi, field):
    client, half = cast.signed_in(budi), "Uji \ud800"
    carried = {"tempelan": json.dumps({field: half})}
    pasted = {"tempelan_baru": json.dumps([{field: half, "\ud801": "x", "nomor_spk": "1/SPK"}])}
    for path, sent in ((NEW, carried), ("/kontrak/baru/draf/", carried), ("/kontrak/baru/hitung/", carried),
                       ("/kontrak/tempel/", carried | pasted)):  # fmt: skip
        assert client.post(path, filled(budi, nama_paket="") | sent).status_code in (200, 422), path
    assert not any("\\ud800" in json.dumps(one.data) for one in Draft.objects.all())


@pytest.mark.parametrize("odd", ["abc", "-1", "9" * 20, "%00", "foreign"], ids=lambda odd: f"4.5-61-{odd}")
def test_an_id_of_nothing_and_of_somebody_else_answer_alike(budi, odd):
    foreign = factories.contract(agency="Dinas Lain").uid
    client = cast.signed_in(budi)
    nothing = client.get("/kontrak/00000000-0000-4000-8000-000000000000/")
    answer = client.get(f"/kontrak/{foreign if odd == 'foreign' else odd}/")
    assert answer.status_code == nothing.status_code == 404
    assert texts(answer) == texts(nothing)


@pytest.mark.parametrize(
    "query",
    [
        *(pytest.param(f"page={text}", id=f"4.5-62-{text}") for text in ("0", "-1", "1e9", "x", "%00")),
        pytest.param("sort=password", id="4.5-63"),
        pytest.param("sort=officer__user__password", id="4.5-63-path"),
        pytest.param("status=Batal&status=Berjalan", id="4.5-64"),
        pytest.param("officer__user__password=x&pk=0&q=1", id="4.5-65"),
    ],
)
def test_a_question_that_is_none_is_as_not_asked(fitri, contract, query):
    client = cast.signed_in(fitri)

    def rows(address):
        answer = client.get(address)
        assert answer.status_code == 200
        return [row.get_text(" ", strip=True) for row in read(answer).select("main tbody tr")]

    for path in ("/kontrak/", "/penyedia/", "/kepatuhan/?pada=2025-09-01", "/pengguna/"):
        assert (plain := rows(path)), path
        assert rows(f"{path}{'&' if '?' in path else '?'}{query}") == plain, path


DASHES = ["602/1\u2013SPK/2025", "602 / 1\u2014spk / 2025", "602/1\u2212SPK/2025", "602/1\u2011SPK/2025"]


@pytest.mark.parametrize("number", DASHES, ids=lambda number: f"4.6-66-{number!a}")
def test_the_same_number_in_another_spelling_is_found_and_kept_as_it_is_written(budi, contract, number):
    client = cast.signed_in(budi)
    sent = filled(budi, nomor_kontrak=number, tahun=str(contract.year))
    answer = client.post(NEW, sent)
    assert answer.status_code == 422
    assert contract.number in texts(answer)
    answer = client.post(NEW, sent | {"bukan_ganda": str(contract.pk)})
    assert answer.status_code == 303
    made = Contract.objects.exclude(pk=contract.pk).get()
    assert made.number == number


def test_a_number_that_is_corrected_into_anothers_is_said(budi, contract):
    """4.6-66."""
    other = factories.contract(agency=contract.agency, number="602/2/SPK")
    form = Form(budi, "contract_edit", other.uid)
    assert form.send(nomor_kontrak=DASHES[0]).status_code == 303
    assert f"Nomor ini juga dipakai kontrak {contract.title}" in texts(form.client.get(form.answer.url))


def test_two_pasted_lines_with_one_number_in_two_spellings_are_one(budi):
    """4.6-66."""
    lines = "\n".join(
        f"{number}\tGalian {place}\t{place}0.000.000\t01/07/2025" for place, number in enumerate(DASHES[:2], 1)
    )
    answer = cast.signed_in(budi).post("/kontrak/tempel/", {"tempelan_baru": lines})
    assert "Sama dengan baris di atasnya" in texts(answer)


def test_an_amendment_and_a_certificate_are_known_in_another_spelling(budi, contract):
    """4.6-66."""
    factories.amendment(contract, "ADD-1", new_price=120_000_000)
    form = Form(budi, "amendment_new", contract.uid)
    form.send(nomor="add\u20131", tanggal="01/09/2025", nilai_baru="130.000.000", uraian="Tambah")
    assert "Adendum bernomor ini sudah tercatat" in form.text
    factories.registration(contract, "SERT-1")
    sent = FACTS | {"nomor_sertifikat": "sert\u20131"}
    answer = cast.signed_in(budi).post(reverse("registration_new", args=[contract.uid]), sent)
    assert "sudah tercatat" in errors(answer)["nomor_sertifikat"]


@pytest.mark.parametrize("receipt", ["TRX-9", "trx\u20139", " TRX - 9 "], ids=lambda text: f"4.6-68-{text!a}")
@pytest.mark.parametrize("stored", [False, True], ids=["new", "corrected"])
def test_a_receipt_of_another_contract_is_refused(budi, contract, receipt, stored):
    factories.instalment(factories.contract(agency="Dinas Lain"), receipt="TRX-9")
    if stored:
        factories.instalment(contract, receipt="TRX-1", amount=112_000)
    form = Form(budi, "instalment", contract.uid, 1)
    assert "kontrak lain" in errors(form.send(**PAID | {"nomor_bukti": receipt}))["nomor_bukti"]
    assert [one.receipt for one in Instalment.objects.filter(contract=contract)] == ["TRX-1"] * stored


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        pytest.param("119.998", "Kurang Rp 2", id="4.6-69-less"),
        pytest.param("120.002", "Lebih Rp 2", id="4.6-69-more"),
    ],
)
def test_a_payment_beside_the_rule_is_named(budi, contract, amount, said):
    answer = Form(budi, "instalment", contract.uid, 1).send(jumlah=amount, nomor_bukti="TRX-1")
    assert said in texts(answer)


@pytest.mark.parametrize("first", ["registration", "payment"], ids=lambda first: f"4.6-70-{first}-first")
def test_a_payment_before_the_registration_is_said_whichever_comes_second(budi, contract, first):
    client = cast.signed_in(budi)
    paid = (reverse("instalment", args=[contract.uid, 1]), PAID | {"tanggal_bayar": "09/07/2025"})
    filed = (reverse("registration_new", args=[contract.uid]), FACTS | {"tanggal_daftar": "10/07/2025"})
    acts = (filed, paid) if first == "registration" else (paid, filed)
    client.post(*acts[0])
    assert "Tanggal bayar mendahului pendaftaran; periksa keduanya" in followed(client, *acts[1])


def test_a_registration_that_is_corrected_behind_its_payment_is_said(budi, contract):
    """4.6-70."""
    factories.protected(contract)
    form = Form(budi, "registration_edit", contract.uid, Registration.objects.get().pk)
    assert form.send(tanggal_daftar="11/07/2025").status_code in (303, 422)
    if form.answer.status_code == 422:
        form.send(alasan="Salah ketik")
    assert "Tanggal bayar mendahului pendaftaran" in texts(form.client.get(form.answer.url))


def test_a_subprovider_that_paid_before_it_registered_is_said(budi, contract):
    """4.6-70."""
    said = {"pekerjaan": "Galian", "penyedia": "CV Sub", "terdaftar": "10/07/2025", "dibayar": "09/07/2025"}
    form = Form(budi, "subcontract_new", contract.uid)
    assert form.send(**said).status_code == 303
    assert "Tanggal bayar mendahului pendaftaran" in texts(form.client.get(form.answer.url))


@pytest.mark.parametrize(("minute", "taken"), [(59, False), (60, True)], ids=["4.4-59-before", "4.4-59-midnight"])
def test_today_is_the_day_of_jakarta(budi, contract, minute, taken):
    """4.4-56 too: what happens tomorrow is not recorded today."""
    moment = datetime(2025, 9, 1, 16 + minute // 60, minute % 60, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        client = cast.signed_in(budi)
        sent = FACTS | {"tanggal_daftar": "02/09/2025"}
        answer = client.post(reverse("registration_new", args=[contract.uid]), sent)
        assert (answer.status_code == 303) is taken
        assert taken or "Sesudah hari ini" in errors(answer)["tanggal_daftar"]


@pytest.mark.parametrize(
    "email",
    [
        pytest.param("budi@bogor.test\r\nBcc: x@y.test", id="4.7-73"),
        pytest.param("budi@b\u043egor.test", id="4.7-74"),
        pytest.param("BUD\u0130@bogor.test", id="4.7-74-dotted-i"),
    ],
)
def test_no_mail_goes_where_nobody_of_ours_is(budi, client, mailoutbox, email):
    answer = client.post(reverse("account_reset_password"), {"email": email})
    assert answer.status_code in (200, 302, 422)
    assert not mailoutbox


@pytest.mark.parametrize("email", ["budi@xn--bgor-h4e.test", "budi@b\u043egor.test"], ids=lambda one: f"4.7-74-{one!a}")
def test_a_domain_that_only_looks_like_ours_is_refused(fitri, email):
    sent = {"name": "Orang Baru", "email": email, "role": "bpjs"}
    answer = cast.signed_in(fitri).post("/pengguna/baru/", sent)
    assert answer.status_code == 422
    assert "huruf lain yang mirip menyesatkan" in texts(answer)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("Budi\u202e S", "Nama: aksara yang tidak terlihat dibuang", id="4.2-28"),
        pytest.param("Budi 2", "Nama: berisi angka; periksa", id="4.2-32"),
    ],
)
def test_what_is_odd_in_the_name_of_a_user_is_said(fitri, caplog, name, said):
    caplog.set_level(logging.INFO)
    told = followed(cast.signed_in(fitri), "/pengguna/baru/", {"name": name, "email": "b@bogor.test", "role": "bpjs"})
    assert said in told
    assert "Budi" not in caplog.text
    assert said.partition(": ")[2] in caplog.text


def test_directions_that_are_dropped_are_said_and_logged_without_the_text(budi, caplog):
    """4.2-28."""
    caplog.set_level(logging.INFO)
    client = cast.signed_in(budi)
    told = followed(client, NEW, filled(budi, nama_paket="Jalan \u202eRahasia", metode="Tender\u2066"))
    for label in ("Nama paket", "Metode"):
        assert f"{label}: aksara pengatur arah tulisan dibuang" in told
    assert "aksara pengatur arah tulisan dibuang" in caplog.text
    assert "Rahasia" not in caplog.text
    assert Contract.objects.get().title == "Jalan Rahasia"
    assert "dibuang" not in texts(client.get("/kontrak/")), "once"


def test_directions_in_a_paste_are_said(budi):
    """4.2-28."""
    line = "nama_paket\tnomor_spk\nJalan \u202eUji\t602/1/SPK"
    answer = cast.signed_in(budi).post("/kontrak/tempel/", {"tempelan_baru": line})
    assert "aksara pengatur arah tulisan dibuang" in texts(answer)
    assert read(answer).select_one("#id_nama_paket")["value"] == "Jalan Uji"


@pytest.mark.parametrize("name", ["tanggal_kontrak", "mulai"], ids=lambda name: f"4.4-49-{name}")
def test_a_day_is_shown_back_in_words(budi, name):
    page = read(cast.signed_in(budi).post(NEW, filled(budi, nama_paket="", **{name: "03/04/2025"})))
    assert page.select_one(f"#id_{name}_kata").get_text(strip=True) == "Kamis, 3 April 2025"


@pytest.mark.parametrize(
    ("address", "field", "typed"),
    [
        ("registration_new", "tanggal_daftar", FACTS | {"jumlah": "x"}),
        ("assignment_new", "mulai", {}),
        ("amendment_new", "tanggal", {}),
    ],
)
def test_so_is_every_other_day_of_a_form(budi, contract, address, field, typed):
    """4.4-49."""
    answer = cast.signed_in(budi).post(reverse(address, args=[contract.uid]), typed | {field: "03/04/2025"})
    assert answer.status_code == 422
    assert read(answer).select_one(f"#id_{field}_kata").get_text(strip=True) == "Kamis, 3 April 2025"


def test_the_days_of_an_appointment_are_shown_back_too(fitri, budi):
    """4.4-49."""
    path = reverse("appointment_change", args=[budi.officer.appointments.get().pk])
    answer = cast.signed_in(fitri).post(path, {"starts_on": "03/04/2025", "ends_on": "x"})
    page = read(answer)
    assert page.select_one("#id_starts_on_kata").get_text(strip=True) == "Kamis, 3 April 2025"
    assert page.select_one("#id_starts_on").has_attr("data-day")
    assert page.select_one("#id_ends_on_kata").get_text(strip=True) == ""


def test_what_somebody_types_is_one_line_of_a_log():
    """4.8-78."""
    handlers = logging.getLogger().handlers + logging.getLogger("django.server").handlers
    formatter = next(one.formatter for one in handlers if isinstance(one.formatter, ProcessorFormatter))
    typed = 'a\r\n{"event": "masuk", "level": "info"}\u2028\x85b'
    for message in ({"msg": typed}, {"msg": "%s", "args": (typed,)}):
        line = formatter.format(logging.makeLogRecord(message))
        assert len(line.splitlines()) == 1
        assert json.loads(line)["event"] == typed

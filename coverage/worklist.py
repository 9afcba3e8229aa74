"""What waits for a reader today, each line with the place where it is done; a line is gone once it is done."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode

from accounts.models import Role
from cakupan.numbers import count, moment, rupiah, short_day
from cakupan.numbers import day as long_day
from coverage.catalogue import BY_CODE, FINDINGS, UNDER_AGE
from coverage.crewing import due_of
from coverage.left_over import left_over_on
from coverage.models import Alarm, Draft, Finding, Replacement, UCJStatement, Upload
from coverage.passports import count_passport, finding_passport
from coverage.querysets.duties import (
    answers_for,
    brought_by_file,
    duties_of,
    instalments_due,
    sites_with_minors,
    waiting_for,
)
from coverage.raising import unraised_on
from coverage.rules import findings
from coverage.waiting import URGENCY, Task, group
from projects.models import Appointment
from projects.querysets import EDITORS


def _clock(contract, day):
    """(tone, icon, when, note) of the registration clock of a contract."""
    if contract.due_on is None:
        return "warn", "clock", "Tanpa batas", "tanggal kontraknya di luar kalender"
    if contract.due_on < day:
        return "bad", "alert-triangle", "Lewat batas", f"{long_day(contract.due_on)}, hari kerja ke-14"
    if contract.due_on == day:
        return "bad", "alert-triangle", "Batas hari ini", "hari kerja ke-14"
    return "warn", "calendar-due", long_day(contract.due_on), "hari kerja ke-14"


def _undated(tone, when, note=""):
    return tone, {"bad": "alert-triangle", "warn": "alert-circle", "quiet": "help-circle"}[tone], when, note


ACTS = {
    findings.REGISTRATION_LATE: ("Daftarkan ke BPJS", "registration_new", "Catat pendaftaran"),
    findings.DUE_SOON: ("Daftarkan ke BPJS", "registration_new", "Catat pendaftaran"),
    findings.INSTALMENT_1_UNPAID: ("Bayar termin 1", "instalment", "Catat bayar"),
    findings.CERTIFICATE_ENDS_BEFORE_WORK: ("Perpanjang sertifikat", "registration_new", "Catat sertifikat"),
    findings.ROSTER_MISSING: ("Isi daftar nama", "roster_upload", "Unggah daftar"),
    findings.HEADCOUNT_MISSING: ("Isi jumlah tenaga kerja", "headcount_declare", "Isi jumlah"),
    findings.PKWTT_WITHOUT_PU: ("Pastikan kepesertaan PU", "roster", "Buka daftar"),
    findings.END_DATE_MISSING: ("Isi tanggal selesai", "contract_edit", "Isi tanggal"),
    findings.PAST_END_NOT_CLOSED: ("Tutup pekerjaan yang lewat selesai", "contract_status", "Isi BAST atau putus"),
    findings.VALUE_ABOVE_HPS: ("Periksa nilai di atas HPS", "contract_edit", "Periksa nilai"),
}
"""What a finding asks of those who may change the contract: words, URL name, button."""
ON_THE_CLOCK = (findings.REGISTRATION_LATE, findings.DUE_SOON, findings.INSTALMENT_1_UNPAID)
AFTER_THE_WORK = (findings.PAST_END_NOT_CLOSED, findings.VALUE_ABOVE_HPS)
"""What is still worth doing on a contract whose work has ended."""


def _contract_tasks(contract, day):
    ended = contract.last_day < day
    for code in contract.finding_codes:
        late_but_there = code == findings.REGISTRATION_LATE and contract.registered_on
        if late_but_there or (ended and code not in AFTER_THE_WORK):
            continue
        words, name, act = ACTS[code]
        if code in ON_THE_CLOCK:
            due, (tone, icon, when, note) = contract.due_on, _clock(contract, day)
        else:
            tone = BY_CODE[code].severity
            due, (tone, icon, when, note) = None, _undated(tone, _state(code, contract))
        args = [contract.uid, 1] if name == "instalment" else [contract.uid]
        yield Task(
            due, tone, icon, when, note, f"{words}: {contract.title}", _facts(contract), reverse(name, args=args), act
        )


def _state(code, contract):
    """How a finding without a clock stands, in a word or two."""
    if code == findings.PAST_END_NOT_CLOSED:
        return f"Selesai {short_day(contract.last_day)}"
    return {findings.CERTIFICATE_ENDS_BEFORE_WORK: "Hari akhir terbuka"}.get(code, "Belum diisi")


def _facts(contract):
    who = contract.contractor.name if contract.contractor else "penyedia belum diisi"
    return f"{contract.number or contract.package_code}, {who}, {rupiah(contract.price)} dengan PPN."


def _instalment_task(one, day):
    late = one.due_on < day
    when = "Lewat jatuh tempo" if late else "Jatuh tempo hari ini" if one.due_on == day else long_day(one.due_on)
    amount = f"{rupiah(one.amount)}, " if one.amount is not None else ""
    return Task(
        one.due_on,
        "bad" if one.due_on <= day else "warn",
        "alert-triangle" if one.due_on <= day else "calendar-due",
        when,
        f"jatuh tempo {short_day(one.due_on)}" if late else "jatuh tempo termin",
        f"Bayar termin {one.number}: {one.contract.title}",
        f"{amount}{one.contract.number or one.contract.package_code}.",
        reverse("instalment", args=[one.contract.uid, one.number]),
        "Catat bayar",
    )


def _raise_tasks(duties, day, computed_at):
    """What amendments added to the contribution of own contracts, and no instalment holds yet."""
    for one in unraised_on(duties, day, computed_at):
        contract, until = one.contract, one.contract.last_day
        yield Task(
            until,
            "warn",
            "calendar-due",
            long_day(until),
            "sebelum pelaksanaan berakhir",
            f"Setor selisih iuran adendum: {contract.title}",
            f"{contract.number or contract.package_code}: {rupiah(one.sheet.unraised)} belum ada terminnya.",
            reverse("instalment", args=[contract.uid, one.sheet.lines[-1].number]),
            "Catat bayar",
            one.passport,
        )


def _change_tasks(user, day):
    """Changes of workers on own contracts that nobody has marked as reported to the branch; those of a day are one."""
    found = list(Replacement.objects.filter(contract__in=answers_for(user, day)).unreported())
    due, days = due_of(found), {}
    for one in found:
        days.setdefault((one.contract_id, one.changed_on), []).append(one)
    for one, *others in days.values():
        left = due[one.pk]
        more = f", dan {count(len(others))} lainnya" if others else ""
        when = "Lewat batas" if left < day else "Batas hari ini" if left == day else long_day(left)
        yield Task(
            left,
            "bad" if left <= day else "warn",
            "alert-triangle" if left <= day else "calendar-due",
            when,
            f"batas lapor {short_day(left)}" if left <= day else "batas lapor",
            f"Laporkan perubahan pekerja: {one.contract.title}",
            f"{one}{more}, sejak {short_day(one.changed_on)}.",
            reverse("replacement_report", args=[one.contract.uid, one.pk]),
            "Catat laporan",
        )


def _minor_tasks(user, day):
    """Contracts on which somebody began to work before turning 18."""
    for contract in sites_with_minors(user, day):
        url = reverse("contract_detail", args=[contract.uid]) + f"#temuan-{UNDER_AGE.code}"
        state = _undated(UNDER_AGE.severity, "Berat", f"{count(contract.minors)} orang")
        yield Task(None, *state, f"{UNDER_AGE.title}: {contract.title}", _facts(contract), url, "Periksa")


def own_duties(user, day):
    """The contracts for which a PPK answers on `day` that run or on which something waits; none for other roles."""
    return list(duties_of(user, day, list(ACTS))) if user.role == Role.PPK else []


def _own_tasks(user, day, duties, computed_at):
    """What waits on the contracts of which a PPK is the officer; of colleagues' the Kontrak list tells."""
    for contract in duties:
        yield from _contract_tasks(contract, day)
    for one in instalments_due(user, day):
        yield _instalment_task(one, day)
    yield from _raise_tasks(duties, day, computed_at)
    yield from _change_tasks(user, day)
    yield from _minor_tasks(user, day)


def _city_tasks(user, day, computed_at):
    """What the city as a whole carries, one line a finding, for those who review; the gravest first."""
    carried = Finding.objects.on(day).visible_to(user).counts()
    for finding in sorted(FINDINGS, key=lambda one: URGENCY.index(one.severity)):
        if number := carried.get(finding.code):
            state = _undated(finding.severity, f"{count(number)} kontrak")
            url = f"{reverse('contract_list')}?{urlencode({'temuan': finding.code})}"
            passport = finding_passport(finding, number, day, computed_at, slug=f"temuan-{finding.code}")
            yield Task(None, *state, finding.title, finding.text, url, "Lihat kontrak", passport)


LEFT_OVER = "Kontrak berjalan yang belum terlindungi, dari semua kontrak OPD itu yang berjalan."


def _left_over_tasks(day, computed_at):
    """Contracts that PPKs have left unprotected, one line an agency."""
    for one in left_over_on(day, computed_at):
        yield Task(None, *_undated("warn", one.when), one.name, "", one.url, "Lihat kontrak", one.passport)


def _branch_tasks(user, day):
    """What waits for the BPJS branch: facts to verify, and last month's UCJ."""
    month = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
    if not UCJStatement.objects.filter(month__gte=month).exists():
        state = _undated("warn", "Belum dinyatakan")
        yield Task(
            None,
            *state,
            f"Nyatakan UCJ {date_format(month, 'F Y')}",
            "Semua sektor, menurut cabang.",
            reverse("ucj_statements"),
            "Nyatakan",
        )
    registrations, payments = waiting_for(user)
    for one in registrations:
        yield _verification(one.contract, "Pendaftaran", one.certificate_number or one.project_number, "#h-se")
    for one in payments:
        yield _verification(one.contract, f"Pembayaran termin {one.number}", one.receipt, "#h-iu")
    if brought_by_file(user, day):
        state = _undated("quiet", "Belum diverifikasi", "kontrak berjalan")
        url = f"{reverse('contract_list')}?{urlencode({'berjalan': 'ya', 'verifikasi': 'belum'})}"
        yield Task(None, *state, "Verifikasi pendaftaran dan pembayaran dari berkas", "", url, "Lihat kontrak")


def _verification(contract, what, number, part):
    state = _undated("quiet", "Belum diverifikasi", contract.agency.name)
    url = reverse("contract_detail", args=[contract.uid]) + part
    return Task(None, *state, f"{what}: {contract.title}", f"{number or 'tanpa nomor'}.", url, "Buka")


def _administration_tasks():
    if Appointment.objects.filter(confirmed_at__isnull=True).exists():
        state = _undated("warn", "Menunggu pengesahan")
        facts = "Penunjukan dari berkas tidak membuka apa pun sebelum disahkan."
        yield Task(None, *state, "Sahkan penunjukan PPK", facts, reverse("appointment_list"), "Buka penunjukan")
    for alarm in Alarm.objects.filter(closed_at__isnull=True):
        state = _undated("bad", "Peringatan")
        url = reverse("admin:coverage_alarm_change", args=[alarm.pk])
        yield Task(None, *state, alarm.text, f"Muncul {moment(alarm.raised_at)}.", url, "Periksa")


LYING = {
    Upload.State.READY: ("quiet", "Menunggu keputusan"),
    Upload.State.REFUSED: ("warn", "Ditolak"),
    Upload.State.APPLIED: ("warn", "Dikembalikan"),
}
"""How an upload that is left lying stands: tone and word."""


def _left_lying(user):
    """Uploads and drafts that the reader began."""
    for upload in Upload.objects.visible_to(user).waiting_for(user):
        state = _undated(*LYING[upload.state])
        facts = f"{count(upload.counts['wrong'])} baris salah belum ditulis." if upload.counts.get("wrong") else ""
        yield Task(None, *state, f"Unggahan {upload.file_name}", facts, upload.get_absolute_url(), "Buka unggahan")
    for draft in Draft.objects.of(user):
        state = _undated("quiet", "Draf", f"disimpan {moment(draft.saved_at)}")
        yield Task(
            None, *state, str(draft), "Belum dikirim.", f"{reverse('contract_new')}?draf={draft.pk}", "Lanjutkan"
        )


def groups_of(user, day, computed_at=None, duties=None):
    """The worklist of `user` on `day` as Groups, the most urgent first, without empty ones; `duties` of own_duties."""
    duties = own_duties(user, day) if duties is None else duties
    tasks = list(_own_tasks(user, day, duties, computed_at)) if user.role == Role.PPK else []
    by_role = {
        Role.BPJS: _branch_tasks(user, day),
        Role.ADMINISTRATOR: _administration_tasks(),
        Role.PROCUREMENT: _minor_tasks(user, day),
        Role.INSPECTORATE: _minor_tasks(user, day),
    }
    own = list(by_role.get(user.role, ()))
    city = [] if user.role == Role.PPK else list(_city_tasks(user, day, computed_at))
    left = list(_left_over_tasks(day, computed_at)) if user.role == Role.PROCUREMENT else []
    lying = list(_left_lying(user)) if user.role in EDITORS | {Role.BPJS} else []
    tasks.sort(key=lambda one: (one.due is None, one.due or date.max, URGENCY.index(one.tone)))
    groups = [
        group("Sudah lewat", [one for one in tasks if one.due and one.due < day]),
        group("Hari ini", [one for one in tasks if one.due == day]),
        group("Berikutnya", [one for one in tasks if one.due and one.due > day]),
        group("Tanpa tenggat", [one for one in tasks if not one.due]),
        group("Untuk Anda", own),
        group("Draf dan unggahan Anda", lying),
        group("Temuan kota hari ini", city),
        group("Tertinggal pada PPK, per OPD", left, LEFT_OVER),
    ]
    return [one for one in groups if one.tasks]


def waiting_passport(groups, day, computed_at):
    """The passport of how many lines wait, group by group."""
    lines = [(one.title, len(one.tasks) + one.more) for one in groups]
    meaning = "Baris daftar ini: yang dapat Anda kerjakan hari ini. " + "; ".join(f"{title}: {n}" for title, n in lines)
    total = sum(number for _, number in lines)
    return count_passport(
        "tindakan", "Hal yang menunggu", meaning, total, day=day, computed_at=computed_at, unit="baris"
    )

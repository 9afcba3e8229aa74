"""The register as it stands, as tables that the oracle reads; and the stored series held against it."""

from coverage.models import DailyFigure, HeadcountDeclaration, Instalment, Membership, Registration
from coverage.recomputing import drain
from projects.models import Amendment, Assignment, Contract, Handover
from tests import oracle

COLUMNS = {
    "kontrak": (
        Contract,
        {
            "kode_paket": "package_code", "tahun": "year", "opd": "agency__name", "ppk": "officer__name", "jenis": "kind",
            "metode": "method", "sumber_dana": "fund", "nilai_kontrak": "price", "ppn_persen": "ppn_percent",
            "tanggal_kontrak": "signed_on", "mulai": "starts_on", "selesai": "ends_on", "status": "status",
            "tanggal_selesai_nyata": "actual_end_on", "npwp_penyedia": "contractor__npwp",
            "nama_penyedia": "contractor__name", "kode_kelurahan": "village_code",
        },
    ),
    "adendum": (Amendment, {"nomor": "number", "tanggal": "signed_on", "nilai_baru": "new_price", "selesai_baru": "new_ends_on"}),
    "tenaga_kerja": (Assignment, {"nik": "worker__nik", "mulai": "starts_on", "selesai": "ends_on"}),
    "pendaftaran": (Registration, {"berlaku_dari": "valid_from", "berlaku_sampai": "valid_to"}),
    "pembayaran": (Instalment, {"termin": "number", "tanggal_bayar": "paid_on"}),
    "kepesertaan": (Membership, {"nik": "worker__nik", "mulai": "starts_on", "selesai": "ends_on"}),
    "serah_terima": (Handover, {"tanggal": "starts_on", "ppk": "officer__name"}),
}  # fmt: skip


def city():
    """The oracle's city of everything that is stored now."""
    declared = _rows(HeadcountDeclaration, {"tanggal": "declared_on", "jumlah": "headcount"})
    tables = {name: _rows(*told) for name, told in COLUMNS.items()}
    first = {row["kode_paket"]: row["jumlah"] for row in declared if not row["tanggal"]}
    for row in tables["kontrak"]:
        row["rencana_tenaga_kerja"] = first.get(row["kode_paket"], "")
    return oracle.City(tables, [row for row in declared if row["tanggal"]])


def _rows(model, columns):
    if model is not Contract and model is not Membership:
        columns = {"kode_paket": "contract__package_code"} | columns
    return [dict(zip(columns, map(_text, row), strict=True)) for row in model.objects.values_list(*columns.values())]


def _text(value):
    return "" if value is None else value.reveal() if hasattr(value, "reveal") else str(value)


def hold_figures(today, days):
    """Drain, and hold the stored figures of `days` against the oracle."""
    drain(today)
    truth, stored = city(), {}
    for one in DailyFigure.objects.filter(day__in=days):
        stored.setdefault(one.day, {})[one.measure] = (one.numerator, one.denominator, one.unknown)
    for day in days:
        figures, unknown = truth.figures(day)
        assert stored[day] == {name: (*pair, unknown) for name, pair in figures.items()}, day

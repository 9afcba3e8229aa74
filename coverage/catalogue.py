"""The findings in the words of the pages: title, meaning, what to do, and the source in law."""

from dataclasses import dataclass

from coverage.rules import findings

PERMENAKER = "Permenaker 44/2015 pasal 3 ayat (3), kini Permenaker 5/2021"
KEUDA = "Surat Kemendagri 400.5.7/765/Keuda (2025)"


@dataclass(frozen=True)
class FindingText:
    """`severity` is "bad" (berat), "warn" (sedang) or "quiet" (perlu dilengkapi)."""

    code: str
    title: str
    text: str
    todo: str
    severity: str
    source: str

    @property
    def anchor(self):
        """Where the finding stands on the page Aturan: `{% url "rule_catalogue" %}#{{ finding.anchor }}`."""
        return f"temuan-{self.code.replace('_', '-')}"


FINDINGS = (
    FindingText(
        findings.REGISTRATION_LATE,
        "Terlambat mendaftar",
        "Terdaftar di BPJS sesudah hari kerja ke-14 sejak tanggal kontrak, atau belum terdaftar padahal batas itu lewat.",
        "Daftarkan proyek ke BPJS Ketenagakerjaan hari ini juga.",
        "bad",
        f"{PERMENAKER}; {KEUDA}",
    ),
    FindingText(
        findings.DUE_SOON,
        "Batas daftar sudah dekat",
        "Belum terdaftar dan batas 14 hari kerja jatuh dalam 5 hari kerja.",
        "Daftarkan sebelum batasnya.",
        "warn",
        f"{PERMENAKER}; lima hari adalah pengingat kota",
    ),
    FindingText(
        findings.INSTALMENT_1_UNPAID,
        "Termin 1 belum dibayar",
        "Sudah mendaftar, tetapi termin 1 belum dibayar: belum menjadi peserta dan belum terlindungi.",
        "Bayar termin 1; perlindungan mulai dari hari bayar.",
        "bad",
        f"Permenaker 44/2015 pasal 3 ayat (4); {KEUDA}",
    ),
    FindingText(
        findings.INSTALMENT_OVERDUE,
        "Termin lewat jatuh tempo",
        "Ada termin yang jatuh temponya sudah lewat dan belum dibayar.",
        "Bayar termin itu sebelum pekerjaan berakhir.",
        "warn",
        "BPJS Ketenagakerjaan, cara membayar iuran jasa konstruksi (50/25/25, lunas sebelum akhir pelaksanaan)",
    ),
    FindingText(
        findings.HEADCOUNT_MISSING,
        "Jumlah tenaga kerja belum dinyatakan",
        "PPK belum menyatakan rencana jumlah tenaga kerja; 0 adalah pernyataan, kosong bukan.",
        "Isi rencana jumlah tenaga kerja.",
        "quiet",
        "Permenaker 44/2015 pasal 3 ayat (1)",
    ),
    FindingText(
        findings.ROSTER_MISSING,
        "Daftar nama kosong",
        "Kontrak sedang berjalan dan tidak seorang pun tercatat bernama.",
        "Isi daftar tenaga kerja dengan NIK.",
        "warn",
        "Permenaker 44/2015 pasal 3 ayat (1)",
    ),
    FindingText(
        findings.CERTIFICATE_ENDS_BEFORE_WORK,
        "Sertifikat berakhir sebelum pekerjaan",
        "Hari terakhir sertifikat mendahului hari terakhir pelaksanaan; hari-hari sesudahnya tidak terlindungi.",
        "Laporkan adendum waktu ke BPJS agar masa sertifikat diperpanjang.",
        "bad",
        "PP 44/2015 pasal 9 ayat (2)-(3); Permenaker 44/2015 pasal 4",
    ),
    FindingText(
        findings.END_DATE_MISSING,
        "Tanggal selesai belum diisi",
        "Tidak ada tanggal selesai pada kontrak, adendum, maupun BAST; dianggap 31 Desember tahun anggaran.",
        "Isi tanggal selesai menurut SPMK.",
        "quiet",
        "Definisi kota tentang masa pelaksanaan (halaman Aturan)",
    ),
    FindingText(
        findings.VALUE_ABOVE_HPS,
        "Nilai kontrak di atas HPS",
        "Nilai kontrak melebihi HPS; sering salah ketik di sumbernya.",
        "Periksa nilai kontrak di SPSE.",
        "warn",
        "Perpres 16/2018 dan perubahannya (HPS batas tertinggi penawaran)",
    ),
    FindingText(
        findings.PAST_END_NOT_CLOSED,
        "Lewat selesai, belum ditutup",
        "Hari terakhir sudah lewat, status masih Berjalan, dan tanggal selesai nyata kosong.",
        "Isi BAST I atau adendum waktu.",
        "warn",
        "Definisi kota tentang masa pelaksanaan (halaman Aturan)",
    ),
    FindingText(
        findings.PKWTT_WITHOUT_PU,
        "PKWTT tanpa kepesertaan PU",
        "Pegawai tetap (PKWTT) tercatat di proyek tanpa kepesertaan sendiri pada hari itu.",
        "Pastikan perusahaan mendaftarkannya sebagai Penerima Upah.",
        "warn",
        "Perpres 109/2013 pasal 6",
    ),
)
UNDER_AGE = FindingText(
    "under_age",
    "Pekerja di bawah 18 tahun",
    "Seseorang mulai bertugas pada kontrak ini sebelum berumur 18 tahun menurut tanggal lahirnya.",
    "Hentikan penugasannya, periksa tanggal lahirnya, dan laporkan kepada pengawas ketenagakerjaan.",
    "bad",
    "UU 13/2003 pasal 1 angka 26, pasal 68 dan 74 (bacaan kota)",
)
"""About people, not about the registration: it stands beside the findings of measures and enters none of their counts."""
BY_CODE = {finding.code: finding for finding in FINDINGS}


@dataclass(frozen=True)
class PlaceText:
    """Where a contract stands in the measures of a day, and why; `query` narrows the Kontrak list to those contracts."""

    code: str
    slug: str
    title: str
    text: str
    counted: bool = False

    @property
    def query(self):
        """The keys of coverage/filters.py that give exactly the contracts of this place."""
        if self.counted:
            return {"lindung": "ya" if self.code == "protected" else "tidak"}
        return {"hitung": self.slug}


PLACES = (
    PlaceText(
        "protected",
        "terlindungi",
        "Berjalan dan terlindungi",
        "Hari itu ada di masa pelaksanaan dan di masa sertifikat yang termin 1-nya sudah dibayar.",
        counted=True,
    ),
    PlaceText(
        "unprotected",
        "belum-terlindungi",
        "Berjalan, belum terlindungi",
        "Belum mendaftar, termin 1 belum dibayar, atau sertifikat tidak memuat hari itu.",
        counted=True,
    ),
    PlaceText("ended", "berakhir", "Sudah berakhir", "Hari terakhir pelaksanaan sudah lewat."),
    PlaceText("not_begun", "belum-mulai", "Belum mulai", "Hari pertama pelaksanaan belum tiba."),
    PlaceText(
        "never_runs",
        "tanpa-hari",
        "Tidak berjalan pada hari apa pun",
        "Tanggal selesai mendahului tanggal mulai; periksa tanggalnya.",
    ),
    PlaceText("void", "batal", "Batal", "Kontrak batal tidak pernah dihitung."),
    PlaceText(
        "swakelola",
        "swakelola",
        "Swakelola",
        "Aturan untuk swakelola belum ditemukan; dicatat, tidak dihitung.",
    ),
    PlaceText(
        "fund",
        "dana-lain",
        "Sumber dana di luar APBD",
        "Hanya APBD dan APBDP yang dihitung; BLUD, APBN, dan lainnya dicatat saja.",
    ),
    PlaceText(
        "kind",
        "jenis-lain",
        "Jenis di luar konstruksi",
        "Yang dihitung: pekerjaan konstruksi, konsultansi perencanaan dan pengawasan, konstruksi terintegrasi.",
    ),
)

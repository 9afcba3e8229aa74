"""The rules in the words of the page Aturan: text, source in law, and an anchor that other pages link to.

What is computed stands in coverage/rules; which function and which test hold each rule stands in docs/rules.md.
"""

from dataclasses import dataclass

from django.conf import settings

from coverage.catalogue import UNDER_AGE
from coverage.rules import deadlines

CITY = "Pilihan kota; undang-undang tidak menyebutnya"


@dataclass(frozen=True)
class Rule:
    """One rule: `anchor` is its address on the page, `setting` the value in force where it has one."""

    anchor: str
    title: str
    text: str
    source: str
    setting: str = ""


CLOCKS = (
    Rule(
        "batas-daftar",
        "Pendaftaran proyek",
        "Dihitung dari tanggal kontrak atau SPK, bukan dari SPMK. Hari ke-1 adalah hari kerja berikutnya. Menurut surat "
        "Kemendagri, iuran juga dibayar dalam batas ini.",
        "Permenaker 44/2015 pasal 3 ayat (3), kini Permenaker 5/2021; Surat Kemendagri 400.5.7/765/Keuda, 21 Februari 2025",
        f"{deadlines.REGISTRATION_WORKING_DAYS} hari kerja",
    ),
    Rule(
        "pengingat-daftar",
        "Pengingat batas daftar",
        "Kontrak yang belum terdaftar ditandai bila batasnya jatuh pada hari itu atau paling lama sekian hari kerja lagi.",
        CITY,
        f"{deadlines.SOON_WORKING_DAYS} hari kerja",
    ),
    Rule(
        "batas-perubahan",
        "Pelaporan perubahan pekerja",
        "Pekerja yang mulai, berhenti atau diganti sesudah pendaftaran. Dihitung dari hari perubahan. Pedoman BPJS tahun "
        "2022 menyebut 30 hari kerja; yang berlaku di sini batas yang lebih pendek.",
        "Permenaker 44/2015 pasal 4 ayat (1); PP 44/2015 pasal 9 ayat (2)-(3)",
        f"{settings.CHANGE_WORKING_DAYS} hari kerja",
    ),
    Rule(
        "kecelakaan-1",
        "Kecelakaan kerja, laporan tahap I",
        "Dihitung dalam jam, WIB, sejak kecelakaan atau sejak penyakit akibat kerja didiagnosis; hari libur tidak "
        "menghentikannya.",
        "Permenaker 5/2021 pasal 8 ayat (1)-(3), diubah Permenaker 1/2025",
        f"2 × {deadlines.ACCIDENT_HOURS // 2} jam",
    ),
    Rule(
        "kecelakaan-2",
        "Kecelakaan kerja, laporan tahap II",
        "Dihitung dalam jam, WIB, sejak surat dokter menyatakan sembuh, cacat, atau meninggal.",
        "Permenaker 5/2021 pasal 19 ayat (1)-(3), diubah Permenaker 1/2025",
        f"2 × {deadlines.ACCIDENT_HOURS // 2} jam",
    ),
    Rule(
        "pelunasan",
        "Pelunasan iuran",
        "Boleh sekaligus atau tiga termin (50, 25, 25 persen); semuanya lunas sebelum masa pelaksanaan berakhir.",
        "BPJS Ketenagakerjaan, cara membayar iuran jasa konstruksi",
        "akhir pelaksanaan",
    ),
    Rule(
        "hari-kerja",
        "Hari kerja",
        "Senin sampai Jumat, tanpa libur nasional dan cuti bersama, menurut kalender nasional yang dikoreksi kota. Cuti "
        "bersama diperlakukan sebagai libur: bacaan yang ringan bagi penyedia.",
        CITY,
        "cuti bersama libur",
    ),
)

COUNTING = (
    Rule(
        "kontrak-dihitung",
        "Kontrak yang dihitung",
        "Sumber dana APBD atau APBDP; jenis Pekerjaan Konstruksi, Jasa Konsultansi Perencanaan, Jasa Konsultansi "
        "Pengawasan, atau Konstruksi Terintegrasi; tidak batal. Konsultan pun wajib mendaftar. Swakelola dan BLUD dicatat "
        "dan tidak dihitung, karena aturannya belum ditemukan.",
        "Permenaker 44/2015 pasal 2 ayat (2); swakelola dan BLUD: pilihan kota",
    ),
    Rule(
        "masa-pelaksanaan",
        "Masa pelaksanaan",
        "Dari SPMK (bila kosong: tanggal kontrak) sampai BAST I atau pemutusan; bila belum ada, sampai akhir menurut "
        "adendum terbaru, lalu menurut kontrak, lalu 31 Desember tahun anggaran. Kedua ujungnya termasuk.",
        CITY,
    ),
    Rule(
        "nilai",
        "Nilai pada suatu hari",
        "Harga menurut adendum terakhir yang bertanggal hari itu atau sebelumnya, tanpa PPN, dua desimal.",
        "Permenaker 44/2015 pasal 3 ayat (2); surat penetapan iuran BPJS (dasar tidak termasuk PPN)",
    ),
    Rule(
        "pekerja",
        "Pekerja dan tenaga kerja",
        "Bernama: orang (menurut NIK) yang bertugas di kontrak berjalan pada hari itu. Dinyatakan: jumlah terbaru dari "
        "PPK; 0 adalah pernyataan, kosong bukan. Tenaga kerja: yang lebih besar dari keduanya. Bila keduanya kosong, "
        "jumlahnya tidak diketahui: kontrak itu di luar kedua ukuran tenaga kerja, tidak pernah 0 % atau 100 %.",
        "Permenaker 44/2015 pasal 3 ayat (1); yang lebih besar: pilihan kota",
    ),
    Rule(
        "pekerja-terlindungi",
        "Pekerja yang terlindungi",
        "Bernama hari itu di kontrak yang terlindungi, apa pun status kerjanya, atau bernama dan punya kepesertaan sendiri "
        "(PU atau BPU) hari itu. Perlindungan dari kontrak mana pun di kota berlaku bagi orangnya di mana pun ia tercatat.",
        "Permenaker 44/2015 pasal 2 ayat (3); Perpres 109/2013 pasal 6",
    ),
)

PEOPLE = (
    Rule(
        UNDER_AGE.anchor,
        UNDER_AGE.title,
        f"{UNDER_AGE.text} {UNDER_AGE.todo} Pencatatannya tidak pernah ditolak; temuannya tetap setelah orang itu berhenti, "
        "dan tampil di daftar tindakan PPK, Bagian PBJ, dan Inspektorat selama kontraknya berjalan. Tidak masuk ukuran atau "
        "hitungan kepatuhan mana pun.",
        UNDER_AGE.source,
    ),
)

PROTECTION = (
    Rule(
        "peserta",
        "Mendaftar belum berarti peserta",
        "Formulir yang masuk baru mendaftar. Kontrak menjadi peserta sejak termin 1 dibayar. Jumlah bayar tidak "
        "dibandingkan: kurang bayar adalah temuan, bukan hilangnya perlindungan.",
        "Permenaker 44/2015 pasal 3 ayat (4)",
    ),
    Rule(
        "perlindungan",
        "Hari yang terlindungi",
        "Untuk tiap sertifikat: dari hari pertamanya atau hari bayar termin 1, mana yang lebih akhir, sampai hari "
        "terakhirnya. Sertifikat tanpa kedua tanggal tidak melindungi hari apa pun.",
        "Permenaker 44/2015 pasal 3 ayat (4); mulai bila terlambat: bacaan hati-hati dari kota",
    ),
    Rule(
        "adendum-waktu",
        "Adendum waktu",
        "Adendum yang memperpanjang kontrak tetapi tidak sertifikat meninggalkan hari tanpa perlindungan.",
        "PP 44/2015 pasal 9 ayat (2)-(3); Permenaker 44/2015 pasal 4",
    ),
)

MONEY = (
    Rule(
        "jalur-upah",
        "Menurut upah atau menurut nilai",
        "Upah menjadi dasar bila upah semua pekerja proyek yang tercatat diketahui (tanpa PKWTT) dan jumlah mereka tidak "
        "kurang dari yang dinyatakan PPK; selain itu nilai kontrak tanpa PPN. Tiap bulan kalender dengan hari tugas dalam masa "
        "pelaksanaan dihitung utuh. Jumlah menurut upah hanya tampil bagi PPK instansinya dan BPJS.",
        "Permenaker 44/2015 pasal 3 ayat (1)-(2); kapan upah dianggap diketahui dan bulan utuh: pilihan kota",
    ),
    Rule(
        "adendum-nilai",
        "Adendum nilai",
        "Yang terutang adalah selisih iuran pada nilai baru dan nilai lama, dengan tarif tanggal kontrak. Bila nilai turun, "
        "cabang mengembalikan kelebihannya.",
        "Praktik cabang BPJS Ketenagakerjaan; pengembalian: pedoman cabang",
    ),
    Rule(
        "pembulatan",
        "Pembulatan",
        "Jumlah JKK dan JKM dibulatkan sekali ke rupiah terdekat; JKK dibulatkan, JKM sisanya, sehingga keduanya selalu "
        "berjumlah sama. Termin 50, 25, dan 25 persen; yang terakhir sisanya.",
        "Cocok dengan surat penetapan iuran BPJS; cara BPJS membulatkan tiap bagian belum pasti, selisih Rp 1 bukan kesalahan",
    ),
)

PERCENTAGES = (
    Rule(
        "persentase",
        "Persentase",
        "Pembilang dibagi penyebut, dibulatkan satu desimal paling akhir. Penyebut 0 ditulis “tidak ada”, bukan 0 %.",
        CITY,
    ),
    Rule(
        "kurang",
        "Kurang menuju target",
        "Jumlah terkecil orang, kontrak, atau rupiah yang masih harus terlindungi agar target tercapai; penyebut tetap.",
        CITY,
    ),
    Rule(
        "rincian",
        "Rincian",
        "Rincian cakupan paket, nilai, dan tenaga kerja berjumlah sama dengan kota. Pada tingkat kepesertaan seorang dapat "
        "berdiri di dua baris dan sekali dalam jumlah.",
        CITY,
    ),
)

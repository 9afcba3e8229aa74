"""Which columns the roster file for e-Jakon has: the branches differ, so the city keeps its own list."""

from django.core.validators import MinValueValidator
from django.db import models

from accounts.history import recorded


class Source(models.TextChoices):
    SERIAL = "serial", "Nomor urut"
    NIK = "nik", "NIK"
    NAME = "name", "Nama"
    BORN_AT = "born_at", "Tempat lahir (kosong: tidak dicatat)"
    BORN_ON = "born_on", "Tanggal lahir"
    SEX = "sex", "Jenis kelamin"
    MOTHER = "mother", "Nama ibu kandung (kosong: tidak dicatat)"
    ADDRESS = "address", "Alamat (kode wilayah KTP)"
    PHONE = "phone", "Telepon (kosong: tidak dicatat)"
    JOB = "job", "Jabatan"
    EMPLOYMENT = "employment", "Status kerja"
    STARTS_ON = "starts_on", "Mulai"
    ENDS_ON = "ends_on", "Selesai"
    WAGE = "wage", "Upah sebulan"
    KPJ = "kpj", "KPJ"


@recorded()
class EjakonColumn(models.Model):
    """One column of the roster sheet, by `position`; without any row the usual ones hold (coverage.ejakon.USUAL)."""

    position = models.PositiveSmallIntegerField("urutan", unique=True, validators=[MinValueValidator(1)])
    title = models.CharField("judul kolom", max_length=60)
    source = models.CharField("isi", max_length=12, choices=Source)
    shown = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "kolom e-Jakon"
        verbose_name_plural = "kolom e-Jakon"
        ordering = ["position"]

    def __str__(self):
        return self.title

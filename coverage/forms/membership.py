"""A worker's own membership as a person types it: segment, days, KPJ."""

import re

from django import forms
from django.core.exceptions import ValidationError

from cakupan.pages import FIRST_DAY, LAST_DAY
from coverage.forms.fields import CellField, DayField
from coverage.forms.guarded import GuardedForm
from coverage.importing import cells
from coverage.models import Membership

KPJ = re.compile(r"[0-9]{11}\Z")


def kpj(written, notes):
    """A KPJ: eleven digits, spaces and dashes left out."""
    bare = re.sub(r"[ -]", "", written)
    if not KPJ.match(bare):
        raise cells.Unreadable("KPJ terdiri atas 11 angka 0-9")
    return bare


class MembershipForm(GuardedForm):
    """A membership of one worker beside the `others` of the same worker (rows of Membership)."""

    COLUMNS = {"segmen": "segment", "mulai": "starts_on", "selesai": "ends_on"}
    field_order = [*COLUMNS, "kpj", "alasan"]

    segmen = forms.ChoiceField(
        label="Segmen",
        choices=[("PU", "PU, penerima upah (pegawai tetap perusahaan)"), ("BPU", "BPU, bukan penerima upah (mandiri)")],
    )
    mulai = DayField(FIRST_DAY, LAST_DAY, label="Mulai")
    selesai = DayField(FIRST_DAY, LAST_DAY, required=False, label="Selesai", help_text="Kosong: masih berlaku.")
    kpj = CellField(
        kpj,
        longest=40,
        empty="",
        required=False,
        label="Nomor KPJ",
        help_text="11 angka pada kartu peserta. Kosong: yang tersimpan tetap.",
    )

    def __init__(self, *args, worker, **options):
        super().__init__(*args, **options)
        self.worker, self.others = worker, []
        self.fields["segmen"].widget.attrs["class"] = "form-select"

    @property
    def columns(self):
        """The columns that the form fills; a KPJ that is left empty stays as it is stored."""
        return super().columns | ({"kpj": self.cleaned_data["kpj"]} if self.cleaned_data["kpj"] else {})

    @property
    def labels(self):
        return super().labels | {"kpj": self.fields["kpj"].label}

    def clean(self):
        said = super().clean()
        first, last = said.get("mulai"), said.get("selesai")
        if first and last and last < first:
            self.add_error("selesai", "Mendahului tanggal mulainya.")
        elif first and "selesai" in said and "segmen" in said:
            for one in self.others:
                same_key = one.starts_on == first
                overlap = (last is None or one.starts_on <= last) and (one.ends_on is None or one.ends_on >= first)
                if one.segment == said["segmen"] and overlap and not same_key:
                    raise ValidationError("Hari-harinya bertumpuk dengan kepesertaan lain pada segmen yang sama.")
        return said


def memberships_of(worker):
    """The memberships of a worker, the newest first."""
    return list(Membership.objects.filter(worker=worker).order_by("-starts_on", "segment"))

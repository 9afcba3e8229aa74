"""Documents of a contract: where each belongs, and the acts of filing and withdrawing one."""

import hashlib
import unicodedata
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models.functions import Now

from accounts.history import because
from coverage.locking import changed_since, version_of
from coverage.models import Document, Slot
from coverage.paper_forms import form_of

LARGEST = 10 * 1024 * 1024

BELONGS_TO = {Slot.AMENDMENT: "amendment", Slot.CERTIFICATE: "registration", Slot.PAYMENT: "instalment"}


@dataclass
class Place:
    """A place for documents of a contract: a slot, and the paper that they prove (None where the slot is enough)."""

    slot: Slot
    label: str
    paper: object = None
    documents: list = field(default_factory=list)

    @property
    def key(self):
        """The place as a form names it: `spk`, `bukti-bayar-12`."""
        return f"{self.slot}-{self.paper.pk}" if self.paper else str(self.slot)

    @property
    def proof(self):
        """The foreign key of a document in this place, as keyword."""
        return {BELONGS_TO[self.slot]: self.paper} if self.paper else {}


def places_of(contract, amendments, registrations, instalments, documents):
    """Every place that the contract should have filled by now, in the order of its life, with what lies there.

    One for each amendment, certificate and instalment that is recorded, one for the certificate and the payment proof
    where none is recorded yet; the safety plan (RKK) of construction works alone; the handover (BAST) once the work has
    ended. What was filed elsewhere keeps its place.
    Source: Permen PUPR 10/2021 for the safety plan.
    """
    places = [Place(Slot.SPK, "SPK atau kontrak"), Place(Slot.SPMK, "SPMK")]
    if contract.kind.startswith("Pekerjaan Konstruksi"):
        places.append(Place(Slot.RKK, "RKK"))
    places += [Place(Slot.AMENDMENT, f"Adendum {one.number}".strip(), one) for one in amendments]
    places += [
        Place(Slot.CERTIFICATE, f"Sertifikat BPJS {one.certificate_number}".strip(), one) for one in registrations
    ] or [Place(Slot.CERTIFICATE, "Sertifikat BPJS")]
    places += [Place(Slot.PAYMENT, f"Bukti bayar termin {one.number}", one) for one in instalments] or [
        Place(Slot.PAYMENT, "Bukti bayar iuran")
    ]
    if contract.actual_end_on or contract.status in ("Selesai", "Putus"):
        places.append(Place(Slot.BAST, "BAST"))
    by_key = {place.key: place for place in places}
    for document in documents:
        paper = document.amendment_id or document.registration_id or document.instalment_id
        key = f"{document.slot}-{paper}" if paper else document.slot
        if key not in by_key:
            by_key[key] = Place(Slot(document.slot), document.get_slot_display())
            places.append(by_key[key])
        by_key[key].documents.append(document)
    return places


def name_of(name):
    """The name that a file came with as text for people: without folders and signs that cannot be seen."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(sign for sign in unicodedata.normalize("NFC", last) if sign.isprintable())
    return seen[:200].strip() or "tanpa nama"


def file_document(contract, place, uploaded, user):
    """(the Document in `place`, whether it is new): the same bytes in the same place stand there once.

    `uploaded` is Django's UploadedFile. Raises ValidationError for a file that is not what may be filed.
    """
    if uploaded.size > LARGEST:
        raise ValidationError("Berkas ini lebih besar daripada 10 MB. Perkecil atau pindai dengan mutu lebih rendah.")
    content = uploaded.read()
    facts = {"contract": contract, "slot": place.slot, "sha256": hashlib.sha256(content).hexdigest(), **place.proof}
    there = Document.objects.current().filter(**{"amendment": None, "registration": None, "instalment": None} | facts)
    if before := there.first():
        return before, False
    document = Document(
        **facts, form=form_of(content), name=name_of(uploaded.name or ""), size=len(content), filed_by=user
    )
    uploaded.seek(0)
    document.file.save(uploaded.name, uploaded, save=False)
    try:
        with transaction.atomic():
            document.save()
    except DatabaseError as refusal:
        document.file.storage.delete(document.file.name)
        if not isinstance(refusal, IntegrityError) or not (before := there.first()):
            raise
        return before, False
    return document, True


@transaction.atomic
def withdraw_document(document, form):
    """Take a document out of its place, with the reason of a WithdrawalForm; the file and its history stay.

    (whether it is out, the Divergence or None).
    """
    mine = Document.objects.select_for_update().get(pk=document.pk)
    if not form.is_valid():
        return False, None
    said, version = form.cleaned_data, version_of(mine)
    if (said["versi"] or 0) != version:
        form.has_changed(version)
        return False, changed_since(mine, said["versi"] or 0)
    with because(said["alasan"]):
        Document.objects.current().filter(pk=mine.pk).update(withdrawn_at=Now())
    return True, None


def clear_orphans(before):
    """Remove stored files older than the moment `before` that no document names; how many.

    Such a file is left where a process died between storing it and writing its row.
    """
    storage, removed = Document._meta.get_field("file").storage, 0
    try:
        folders, _ = storage.listdir("")
    except FileNotFoundError:
        return 0  # nothing was ever stored
    for folder in folders:
        names = [f"{folder}/{name}" for name in storage.listdir(folder)[1]]
        known = set(Document.objects.filter(file__in=names).values_list("file", flat=True))
        for name in names:
            if name not in known and storage.get_modified_time(name) < before:
                storage.delete(name)
                removed += 1
    return removed

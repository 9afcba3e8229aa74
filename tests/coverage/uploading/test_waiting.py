"""Uploads that wait for their owner stand in Perlu tindakan until they are done, and no longer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from coverage.models import Upload
from coverage.uploading.keeping import path_of
from coverage.uploading.receiving import receive
from coverage.uploading.undoing import undo
from tests import cast, factories
from tests.coverage.uploading.rosters import DAY, bring, bring_and_apply, person
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db
WRONG = {"nik": "123"}


@pytest.fixture
def contract(budi):
    return factories.contract(agency=cast.agency_of(budi), package_code="K1")


def refused(user, contract, key="00000000-0000-4000-8000-000000000001"):
    file = SimpleUploadedFile("rusak.csv", b"apa;saja\n1;2\n")
    return receive(file, user, key=key, template="tenaga_kerja", contract=contract, day=DAY)[0]


def lines(user):
    """The lines about uploads, as (what it says, where it leads)."""
    found = page_of(user, reverse("worklist")).select(".tasks > li")
    return {one.select_one("a")["href"]: text_of(one) for one in found if "Unggahan" in text_of(one)}


def test_a_refused_file_waits_until_it_is_put_away(budi, citra, contract, django_capture_on_commit_callbacks):
    found = refused(budi, contract)
    assert "Ditolak" in lines(budi)[found.get_absolute_url()]
    assert not lines(citra)
    page = page_of(budi, found.get_absolute_url())
    away = page.select_one(f"form[action='{reverse('upload_drop', args=[found.uid])}']")
    assert text_of(away) == "Singkirkan berkas ini"
    with django_capture_on_commit_callbacks(execute=True):
        assert cast.signed_in(budi).post(away["action"]).status_code == 303
    assert not lines(budi)
    assert not path_of(found).exists()


def test_a_refused_file_is_done_once_a_good_one_came_for_the_same_contract(budi, contract):
    found = refused(budi, contract)
    other = factories.contract(agency=contract.agency, package_code="K2")
    bring_and_apply(budi, other, person(1))
    assert found.get_absolute_url() in lines(budi)
    bring_and_apply(budi, contract, person(2))
    assert not lines(budi)


def test_wrong_rows_wait_until_they_came_back_or_are_erased(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1), person(2, **WRONG), good_only=True)
    assert "Dikembalikan" in lines(budi)[found.get_absolute_url()]
    assert "1 baris salah belum ditulis." in lines(budi)[found.get_absolute_url()]
    later = bring(budi, contract, person(2))
    assert set(lines(budi)) == {later.get_absolute_url()}, "the later one waits for a decision instead"
    cast.signed_in(budi).post(reverse("upload_drop", args=[later.uid]))
    assert set(lines(budi)) == {found.get_absolute_url()}
    Upload.objects.filter(pk=found.pk).update(erased_at=timezone.localtime())
    assert not lines(budi)


def test_what_was_taken_back_or_is_whole_waits_for_nobody(budi, contract):
    _, found = bring_and_apply(budi, contract, person(1), person(2, **WRONG), good_only=True)
    undo(found.pk, budi)
    bring_and_apply(budi, contract, person(3))
    assert not lines(budi)

"""After a walk through everything that takes a NIK: none stands in full in a table, a session, a log, a mail or an address."""

import copy
import logging
import uuid
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from structlog.stdlib import ProcessorFormatter

from contractors.models import Worker
from coverage.models import Upload
from projects.models import Assignment
from tests import cast, factories
from tests.coverage.changing.sending import Form
from tests.coverage.uploading.rosters import person, roster

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NIKS = [factories.invented_nik(serial).reveal() for serial in range(301, 309)]
ADDED, TAKING_OVER, IN_FILE, WRONG_IN_FILE, SOUGHT, ASKED, PURPOSE, REVEALED = NIKS


@pytest.fixture
def contract(budi):
    given = {"agency": cast.agency_of(budi), "officer": budi.officer, "ends_on": TODAY + timedelta(days=60)}
    return factories.contract(package_code="K1", **given)


def walk(budi, contract):
    """Let a PPK use each NIK where one may be typed, rightly and wrongly; the answers."""
    said = {"nama": "Wawan Setiawan", "mulai": f"{TODAY:%d/%m/%Y}", "jabatan": "Tukang besi"}
    add = Form(budi, "assignment_new", contract.uid)
    yield add.send(**said, nik=ADDED)
    yield Form(budi, "assignment_new", contract.uid).send(**said, nik=ADDED)
    yield Form(budi, "assignment_new", contract.uid).send(**said | {"mulai": "kemarin"}, nik=ASKED)
    yield Form(budi, "assignment_new", contract.uid).send(**said | {"nama": ASKED}, nik=ASKED)
    one = Assignment.objects.get()
    later = f"{TODAY + timedelta(days=1):%d/%m/%Y}"
    replacing = said | {"nama": "Yana", "mulai": later}
    yield Form(budi, "assignment_replace", contract.uid, one.pk).send(**replacing, nik=TAKING_OVER)
    client = add.client
    yield client.post(reverse("search"), {"q": SOUGHT})
    yield client.post(reverse("search"), {"cari": SOUGHT})
    yield client.get(reverse("contract_list"), {"cari": SOUGHT})
    yield client.get(f"/kontrak/{SOUGHT}/")
    yield client.get("/kontrak/tidak-ada/", {"cari": SOUGHT})
    yield client.put(reverse("contract_list"), query_params={"cari": SOUGHT})
    yield Form(budi, "reveal", contract.uid, one.pk, client=client).send(keperluan=f"Mencocokkan {PURPOSE}")
    yield client.post(reverse("roster_filled", args=[contract.uid]), {"keperluan": f"Memperbarui {PURPOSE}"})
    rows = [
        person(1, nik=IN_FILE),
        person(2, nik=WRONG_IN_FILE, mulai="kemarin"),
        person(3, nik=WRONG_IN_FILE, upah="x"),
    ]
    sent = {"key": str(uuid.uuid4()), "berkas": roster(contract, *rows, name=f"{IN_FILE}.csv")}
    yield client.post(reverse("roster_upload", args=[contract.uid]), sent)
    upload = Upload.objects.get()
    yield client.get(upload.get_absolute_url())
    yield client.post(reverse("upload_apply", args=[upload.uid]), {"good_only": "1"})
    yield client.get(reverse("upload_list"))
    yield client.get(reverse("roster", args=[contract.uid]))
    yield client.get(reverse("contract_history", args=[contract.uid]))


def texts_of_all_tables():
    """(table, every row as one text) of all tables; bytes stand as hexadecimal digits, as in a dump."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608 -- the names come from the catalogue
            for (row,) in cursor.fetchall():
                yield table, row


def lines_of(records):
    """What the log says of the records."""
    (written,) = [one.formatter for one in logging.root.handlers if isinstance(one.formatter, ProcessorFormatter)]
    return [written.format(copy.copy(one)) for one in records]


def test_no_nik_stands_in_full_anywhere(budi, contract, caplog):
    caplog.set_level(logging.DEBUG)
    answers = list(walk(budi, contract))
    assert Worker.objects.count() >= 2
    assert all(answer.status_code < 500 for answer in answers)
    leaks = [(table, nik) for table, row in texts_of_all_tables() for nik in NIKS if nik in row]
    leaks += [("session", nik) for one in Session.objects.all() for nik in NIKS if nik in str(one.get_decoded())]
    leaks += [("log", nik) for line in lines_of(caplog.records) for nik in NIKS if nik in line]
    leaks += [("mail", nik) for one in mail.outbox for nik in NIKS if nik in one.body + one.subject]
    leaks += [("address", nik) for one in answers for nik in NIKS if nik in one.get("Location", "")]
    assert leaks == []
    reading = [one for one in answers[-5:] if "html" in one.get("Content-Type", "")]
    assert reading
    assert not [nik for one in reading for nik in NIKS if nik.encode() in one.content]

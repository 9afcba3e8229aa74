"""A row taken back while a correction of it is on its way: said in words, whatever was typed still stands."""

import pytest

from coverage.models import Registration
from projects.models import Amendment, Assignment, Suspension
from tests.desk import SENDINGS, Desk
from tests.interleaving import Background, clear_register, sessions, wait_until_blocked
from tests.pages import read, texts
from tests.reference import refill

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = {
    "amendment_edit": (Amendment, "amendment"),
    "assignment_edit": (Assignment, "listed"),
    "assignment_end": (Assignment, "listed"),
    "assignment_replace": (Assignment, "listed"),
    "registration_edit": (Registration, "registration"),
    "suspension_edit": (Suspension, "stop"),
}
"""By the name of the address: the row that it corrects, at the desk."""

GONE = {
    Amendment: "DELETE FROM projects_amendment WHERE id = %s",
    Assignment: "DELETE FROM projects_assignment WHERE id = %s",
    Registration: "DELETE FROM coverage_registration WHERE id = %s",
    Suspension: "DELETE FROM projects_suspension WHERE id = %s",
}


@pytest.fixture(autouse=True)
def register():
    refill()
    yield
    clear_register()


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_goes_before_it_is_locked_is_no_fault(name):
    desk, sending, (model, row) = Desk(), SENDINGS[name], ROWS[name]
    client, address, fields = sending.prepared(name, desk)
    pk, contract = getattr(desk, row).pk, getattr(desk, row).contract_id
    with sessions(1) as (other,):
        other.run("SELECT FROM projects_contract WHERE id = %s FOR UPDATE", contract)
        call = Background(client.post, address, fields)
        wait_until_blocked(number=1)
        other.run(GONE[model], pk)
        other.commit()
        answer = call.join()
    assert answer.status_code == 422
    assert "baru saja ditarik kembali" in texts(answer)
    for one, typed in sending.typed(desk).items():
        field = read(answer).select_one(f"[name={one}]")
        assert typed in (field.get("value"), field.get_text(strip=True)), one
    assert not model.objects.filter(pk=pk).exists()

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coverage.timeline import AHEAD, OPEN, PROTECTED, WAITING, Axis, Course, axis_of, draw

DAY = timedelta(days=1)
D = date(2025, 9, 30)
CALENDAR = [date(2025, 1, 1) + n * DAY for n in range(500)]
days = st.sampled_from(CALENDAR)
maybe = st.none() | days


def course(**fields):
    given = {
        "signed_on": date(2025, 8, 8),
        "first_day": date(2025, 8, 11),
        "last_day": date(2025, 12, 23),
        "due_on": date(2025, 8, 29),
        "registered_on": date(2025, 9, 4),
        "paid_on": date(2025, 9, 8),
        "certificate_ends_on": date(2025, 11, 30),
        "protected": [(date(2025, 9, 8), date(2025, 11, 30))],
    } | fields
    return Course(**given)


def pieces(drawing):
    return [(piece.kind, piece.first, piece.last) for piece in drawing.pieces]


def test_a_late_payment_and_an_amendment_leave_the_days_before_and_after_open():
    one = course()
    assert pieces(draw(one, D, axis_of([one], D))) == [
        (WAITING, date(2025, 8, 11), date(2025, 8, 29)),
        (OPEN, date(2025, 8, 30), date(2025, 9, 7)),
        (PROTECTED, date(2025, 9, 8), date(2025, 11, 30)),
        (OPEN, date(2025, 12, 1), date(2025, 12, 23)),
    ]


def test_without_a_payment_the_future_is_not_lost_yet():
    one = course(registered_on=None, paid_on=None, certificate_ends_on=None, protected=())
    assert pieces(draw(one, date(2025, 8, 20), axis_of([one], D))) == [
        (WAITING, date(2025, 8, 11), date(2025, 8, 20)),
        (AHEAD, date(2025, 8, 21), date(2025, 12, 23)),
    ]


def test_a_contract_without_the_duty_shows_no_open_days():
    one = course(duty=False, protected=(), registered_on=None, paid_on=None, certificate_ends_on=None)
    drawing = draw(one, D, axis_of([one], D))
    assert pieces(drawing) == [(AHEAD, date(2025, 8, 11), date(2025, 12, 23))]
    assert drawing.mark("due") is None


def test_an_end_before_the_start_draws_marks_and_no_bar():
    one = course(last_day=date(2025, 8, 1))
    drawing = draw(one, D, axis_of([one], D))
    assert drawing.pieces == ()
    assert [mark.kind for mark in drawing.marks] == ["signed", "due", "registered", "paid", "certificate"]


def test_the_due_mark_is_late_when_it_was_missed():
    one = course()
    assert draw(one, D, axis_of([one], D)).mark("due").late
    waiting = course(registered_on=None, paid_on=None, protected=())
    assert not draw(waiting, date(2025, 8, 29), axis_of([waiting], D)).mark("due").late
    assert draw(waiting, date(2025, 8, 30), axis_of([waiting], D)).mark("due").late
    timely = course(registered_on=date(2025, 8, 29))
    assert not draw(timely, D, axis_of([timely], D)).mark("due").late


def test_positions_are_shares_of_the_axis():
    axis = Axis(date(2025, 1, 1), date(2025, 1, 10))
    assert axis.x(date(2025, 1, 1)) == "0.00%"
    assert axis.x(date(2025, 1, 6)) == "50.00%"
    assert axis.x(date(2025, 1, 11)) == "100.00%"
    assert axis.x(date(2025, 1, 12)) is None
    assert axis.stretch(date(2024, 12, 1), date(2025, 1, 5)) == ("0.00%", "50.00%")
    assert axis.stretch(date(2024, 12, 1), date(2024, 12, 31)) is None


def test_a_slip_of_the_pen_does_not_squeeze_the_other_rows():
    rows = [course(), course(last_day=date(2252, 12, 31)), course(signed_on=date(202, 8, 8))]
    axis = axis_of(rows, D)
    assert date(2024, 1, 1) < axis.first < date(2025, 8, 8)
    assert date(2025, 12, 23) < axis.last < date(2027, 12, 31)
    assert draw(rows[0], D, axis).pieces


def test_the_edges_of_the_calendar_are_drawn():
    for one in (
        course(first_day=date.min, signed_on=date.min),
        course(last_day=date.max, certificate_ends_on=date.max),
    ):
        drawing = draw(one, D, axis_of([one], D, margin=0.02))
        assert drawing.pieces


def test_an_axis_has_few_ticks_and_names_years_only_when_it_needs_them():
    short = Axis(date(2025, 7, 3), date(2025, 12, 28))
    ticks = axis_of([course(signed_on=short.first, last_day=short.last)], D).ticks
    assert [tick.day.month for tick in ticks] == [8, 9, 10, 11, 12]
    assert not any(tick.year for tick in ticks)
    long = axis_of([course(signed_on=date(2024, 2, 1))], D).ticks
    assert len(long) <= 8
    assert [tick.day.year for tick in long if tick.year] == [2025]


def test_nothing_to_draw_still_has_an_axis():
    assert axis_of([], D).x(D) == "0.00%"


@given(first=days, last=days, due=maybe, paid=maybe, spans=st.lists(st.tuples(days, days), max_size=3), day=days)
def test_every_day_of_execution_lies_in_exactly_one_piece(*, first, last, due, paid, spans, day):
    protected = [(one, other) for one, other in spans if one <= other]
    one = course(first_day=first, last_day=last, due_on=due, paid_on=paid, protected=protected)
    drawing = draw(one, day, axis_of([one], day))
    for asked in CALENDAR:
        kinds = [piece.kind for piece in drawing.pieces if piece.first <= asked <= piece.last]
        if not first <= asked <= last:
            assert kinds == []
        elif any(begin <= asked <= end for begin, end in protected):
            assert kinds == [PROTECTED]
        elif asked > day:
            assert kinds == [OPEN if protected else AHEAD]
        else:
            assert kinds == [WAITING if due and asked <= due else OPEN]

"""Long gaps: their ranges, what is answered, and what is typed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.checkin import gaps
from cmcheckin.checkin.form import CheckinForm, DayRow, GapRange, PreviousAnswers
from cmcheckin.checkin.gaps import RangeAnswer
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Collection, Workdays
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.wording import gaps as words
from tests.checkin.form_examples import ZONE, make_form

TODAY = date(2026, 11, 23)
FIRST, LAST = date(2026, 11, 2), date(2026, 11, 22)
"""Three weeks, from a Monday to a Sunday."""
SCHEDULE = Schedule()


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


def logged(kind: str, *numbers: int) -> list[Workday]:
    return [Workday(day(number), kind) for number in numbers]


def form_of(workdays: Workdays, first: date = FIRST, last: date = LAST) -> CheckinForm:
    """Return Monday's form with the gap from `first` to `last`, of which `workdays` are logged."""
    base = {Key("checkin", TODAY.isoformat()): None} | {workday.key: workday for workday in workdays}
    gap = gaps.ranges_of(first, last, workdays, SCHEDULE)
    return make_form()._replace(date=TODAY, days=(), previous_date=first, base=base, gap=gap)


def saved(form: CheckinForm) -> dict[date, str]:
    """Return the kinds that `form` would save, by day."""
    known = {record.date.isoformat() for record in form.base.values() if isinstance(record, Workday)}
    return {found.date: found.kind for found in gaps.workdays(form, lambda one: one.isoformat() in known, ZONE)}


# Ranges


def test_three_weeks_away_are_one_range() -> None:
    form = form_of(Collection(()))
    assert form.gap == (GapRange(FIRST, LAST),)
    assert gaps.counts(form, form.gap[0]) == (21, 15, 0)


def test_up_to_seven_days_are_asked_about_one_by_one() -> None:
    assert gaps.ranges_of(FIRST, day(8), Collection(()), SCHEDULE) == ()
    assert gaps.ranges_of(FIRST, day(9), Collection(()), SCHEDULE) == (GapRange(FIRST, day(9)),)
    weekdays = Collection(logged("work", *range(2, 7), *range(9, 14), *range(16, 21)))
    assert gaps.ranges_of(FIRST, LAST, weekdays, SCHEDULE) == ()


def test_planned_leave_is_a_range_of_its_own_with_the_weekends_and_holidays_in_it() -> None:
    plan = Collection([*logged("leave", 5, 6, 9, 10, 12, 13), *logged("off", 11)])
    form = form_of(plan)
    assert form.gap == (GapRange(FIRST, day(4)), GapRange(day(5), day(13), logged="leave"), GapRange(day(14), LAST))
    assert gaps.counts(form, form.gap[1]) == (9, 7, 0)
    assert [gaps.is_open(form, days) for days in form.gap] == [True, True, True]
    assert saved(gaps.answer(form, RangeAnswer(day(5), day(13), "leave"))) == {day(7): "off", day(8): "off"}


def test_many_logged_days_stay_inside_a_handful_of_ranges() -> None:
    first = date(2023, 11, 20)
    rest = [Workday(first + timedelta(n), "work", 8) for n in range(0, 1099, 9)]
    leave = [Workday(date(2024, 8, n), "leave") for n in range(5, 17)]
    workdays = Collection({one.date: one for one in (*rest, *leave)}.values())
    form = form_of(workdays, first)
    assert len(form.gap) <= 2 * gaps.SEPARATE_RUNS + 1
    assert GapRange(date(2024, 8, 5), date(2024, 8, 16), logged="leave") in form.gap
    kept = sum(gaps.counts(form, days)[2] for days in form.gap if not days.logged)
    asked = sum(gaps.counts(form, days)[0] for days in form.gap if not days.logged)
    assert asked + kept == (LAST - first).days + 1 - sum((d.last - d.first).days + 1 for d in form.gap if d.logged)


kinds = st.dictionaries(st.integers(0, 120), st.sampled_from(["work", "off", "leave", "sick"]), max_size=60)


@given(kinds, st.integers(0, 120))
def test_ranges_cover_the_gap_once_and_what_is_logged_is_kept(by_number: dict[int, str], length: int) -> None:
    workdays = Collection(Workday(FIRST + timedelta(n), kind) for n, kind in by_number.items() if n <= length)
    form = form_of(workdays, FIRST, FIRST + timedelta(length))
    covered = [one for days in form.gap for one in gaps.dates(days)]
    every = [FIRST + timedelta(n) for n in range(length + 1)]
    assert covered in ([], every)
    assert bool(covered) == (len(every) - len(workdays) > 7)
    for answer in gaps.ANSWERS.values():
        found = saved(gaps.answer(form, RangeAnswer(FIRST, every[-1], answer)))
        assert set(found) == (set(every) - {workday.date for workday in workdays} if covered else set())


# Answering


def test_as_usual_is_work_on_workdays_and_off_on_others() -> None:
    form = gaps.answer(form_of(Collection(logged("sick", 3))), RangeAnswer(FIRST, day(8), "usual"))
    found = list(gaps.workdays(form, lambda one: one == day(3), ZONE))
    assert [(one.date.day, one.kind, one.hours) for one in found] == [
        (2, "work", 8), (4, "work", 8), (5, "work", 8), (6, "work", 8), (7, "off", None), (8, "off", None),
    ]  # fmt: skip
    assert (found[0].start, found[0].end) == (time(9), time(18))


@pytest.mark.parametrize("kind", ["leave", "sick"])
def test_leave_and_sick_are_for_workdays(kind: str) -> None:
    found = saved(gaps.answer(form_of(Collection(())), RangeAnswer(FIRST, day(9), kind)))
    assert [found[day(n)] for n in range(2, 10)] == [*[kind] * 5, "off", "off", kind]


def test_a_part_is_answered_and_the_rest_stays() -> None:
    form = gaps.answer(form_of(Collection(())), RangeAnswer(day(9), day(13), "leave"))
    assert form.gap == (GapRange(FIRST, day(8)), GapRange(day(9), day(13), "leave"), GapRange(day(14), LAST))
    assert form.has_answers


def test_until_fills_the_rest_and_from_to_replaces() -> None:
    form = gaps.answer(form_of(Collection(())), RangeAnswer(day(9), day(13), "leave"))
    until = gaps.read_answer("as usual until today", form.gap[0], form.gap, TODAY)
    assert [days.answer for days in gaps.answer(form, until).gap] == ["usual", "leave", "usual"]
    between = gaps.read_answer("as usual 2 nov - 15 nov", form.gap[0], form.gap, TODAY)
    assert gaps.answer(form, between).gap == (GapRange(FIRST, day(15), "usual"), GapRange(day(16), LAST))
    again = gaps.read_answer("off until 10 nov", form.gap[1], form.gap, TODAY)
    assert [days.answer for days in gaps.answer(form, again).gap] == ["", "off", "leave", ""]


def test_an_answer_is_undone() -> None:
    form = form_of(Collection(()))
    answered = gaps.answer(form, RangeAnswer(FIRST, day(8), "off"))
    assert gaps.answer(answered, RangeAnswer(FIRST, day(8), "")) == form


def test_a_range_of_answers_takes_planned_leave_as_it_is() -> None:
    form = form_of(Collection(logged("leave", 9, 10, 11, 12, 13)))
    answered = gaps.answer(form, RangeAnswer(FIRST, LAST, "usual"))
    assert [days.answer for days in answered.gap] == ["usual", "leave", "usual"]
    assert not set(saved(answered)) & {day(n) for n in range(9, 14)}


def test_nothing_is_saved_before_it_is_answered() -> None:
    assert saved(form_of(Collection(()))) == {}


def test_the_last_days_of_a_range_become_rows() -> None:
    form = form_of(Collection(logged("sick", 18)))
    opened = gaps.open_rows(form, form.gap[-1], ZONE)
    assert [(row.workday.date.day, row.workday.kind, row.confirmed) for row in opened.days] == [
        (19, "work", False), (20, "work", False), (21, "off", False), (22, "off", False),
    ]  # fmt: skip
    whole = gaps.open_rows(form_of(Collection(())), GapRange(FIRST, LAST), ZONE)
    assert [row.workday.date.day for row in whole.days] == list(range(16, 23))
    assert whole.gap == (GapRange(FIRST, day(15)),)


def test_a_restored_draft_keeps_its_answers_and_rows() -> None:
    fresh = form_of(Collection(()))
    before = gaps.answer(fresh, RangeAnswer(FIRST, day(8), "off"))
    before = gaps.open_rows(before, before.gap[-1], ZONE)
    restored = gaps.with_answers_of(fresh, before, ZONE)
    assert (restored.gap, restored.days) == (before.gap, before.days)


def test_an_answer_survives_when_the_rest_was_logged_elsewhere() -> None:
    before = gaps.answer(form_of(Collection(())), RangeAnswer(FIRST, day(8), "off"))
    now = form_of(Collection(logged("work", *range(9, 23))))
    assert now.gap == ()
    assert set(saved(gaps.with_answers_of(now, before, ZONE))) == {day(n) for n in range(2, 9)}


# The greeting


@pytest.mark.parametrize(
    ("leave", "previous", "ended"),
    [
        ((16, 17, 18, 19, 20), day(13), day(20)),
        ((2, 3, 4, 5, 6), day(1), None),  # ended more than two weeks ago
        ((16, 17, 18), day(19), None),  # greeted before
        ((19, 20, 23, 24), day(18), None),  # still away
        ((19, 20, 24), day(18), day(20)),
        ((), day(1), None),
    ],
)
def test_leave_ended_only_if_the_user_is_back(leave: tuple[int, ...], previous: date, ended: date | None) -> None:
    assert gaps.leave_ended(Collection(logged("leave", *leave)), previous, TODAY, SCHEDULE) == ended


def test_an_ordinary_week_is_no_return() -> None:
    form = make_form()._replace(previous_date=day(13), date=day(20))
    assert not gaps.is_return(form)
    assert gaps.is_return(form._replace(previous_date=day(12)))
    assert gaps.is_return(form._replace(previous_answers=PreviousAnswers(leave_ended=day(19))))


# Reading


WHOLE = GapRange(FIRST, LAST)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("off", "off", 2, 22),
        ("l", "leave", 2, 22),
        ("As usual", "usual", 2, 22),
        ("usual", "usual", 2, 22),
        ("off until 3 nov", "off", 2, 3),
        ("off until 3 Nov 2026", "off", 2, 3),
        ("o until 2026-11-03", "off", 2, 3),
        ("leave 3 nov - 14 nov", "leave", 3, 14),
        ("leave 3 - 14 nov", "leave", 3, 14),
        ("leave 3-14 nov", "leave", 3, 14),
        ("leave 3 nov – 14 nov", "leave", 3, 14),
        ("leave 3 nov-14 nov", "leave", 3, 14),
        ("leave from 3 nov to 14 nov", "leave", 3, 14),
        ("leave 2026-11-03 - 2026-11-14", "leave", 3, 14),
        ("leave 2026-11-03 2026-11-14", None, 0, 0),
        ("as usual until today", "usual", 2, 22),
        ("sick until yesterday", "sick", 2, 22),
        ("sick till -4", "sick", 2, 19),
        ("sick from monday", None, 0, 0),  # that is today
        ("sick since friday", "sick", 20, 22),
        ("sick until friday", "sick", 2, 20),
        ("off on 11 nov", "off", 11, 11),
        ("off 11 nov", "off", 11, 11),
        ("off 30 oct - 3 nov", "off", 2, 3),
        ("off until 30 nov", None, 0, 0),
        ("off until", None, 0, 0),
        ("holiday", None, 0, 0),
        ("off until 14 nov - 3 nov", None, 0, 0),
        ("", None, 0, 0),
    ],
)
def test_answers_are_read_as_people_type_them(text: str, kind: str | None, first: int, last: int) -> None:
    if kind is None:
        with pytest.raises(Refused):
            gaps.read_answer(text, WHOLE, [WHOLE], TODAY)
    else:
        assert gaps.read_answer(text, WHOLE, [WHOLE], TODAY)[:3] == (day(first), day(last), kind)


def test_a_day_without_a_year_is_the_first_in_a_range_of_years() -> None:
    years = GapRange(date(2023, 11, 20), LAST)
    said = gaps.read_answer("leave 3 aug - 14 aug", years, [years], TODAY)
    assert (said.first, said.last) == (date(2024, 8, 3), date(2024, 8, 14))
    assert gaps.read_answer("off until 3 jan", years, [years], TODAY).last == date(2024, 1, 3)
    assert gaps.read_answer("off until 3 jan 2026", years, [years], TODAY).last == date(2026, 1, 3)


spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


@given(st.sampled_from(["off", "leave", "sick", "as usual"]), spans, st.sampled_from(["{0} - {1}", "from {0} to {1}"]))
def test_every_typed_range_is_read_as_it_was_meant(kind: str, span: list[int], pattern: str) -> None:
    first, last = (FIRST + timedelta(n) for n in span)
    written = pattern.format(f"{first.day} nov", f"{last.day} november")
    text = f"{kind} {written}"
    assert all(gaps.is_beginning(text[:n]) for n in range(1, len(text) + 1))
    assert gaps.read_answer(text, WHOLE, [WHOLE], TODAY) == RangeAnswer(first, last, kind.removeprefix("as "))


@given(st.text(max_size=30) | st.from_regex(r"(off|leave|u) (until|from)? ?[0-9a-z -]{0,12}", fullmatch=True))
def test_any_text_is_read_within_the_gap_or_refused(text: str) -> None:
    gaps.is_beginning(text)
    try:
        said = gaps.read_answer(text, WHOLE, [WHOLE], TODAY)
    except Refused as error:
        assert error.reason
    else:
        assert FIRST <= said.first <= said.last <= LAST


@pytest.mark.parametrize(("text", "is_one"), [("o", True), ("as", True), ("as u", True), ("lo", False), ("w", False)])
def test_what_can_begin_an_answer(text: str, is_one: bool) -> None:
    assert gaps.is_beginning(text) == is_one


def test_a_row_that_is_confirmed_wins_over_the_range_around_it() -> None:
    row = DayRow(Workday(day(20), "work", 5), confirmed=True)
    form = form_of(Collection(()))._replace(days=(row,))
    answered = gaps.answer(form, RangeAnswer(FIRST, LAST, "usual"))
    found = list(gaps.workdays(answered, lambda one: one == day(20), ZONE))
    assert day(20) not in {one.date for one in found}


@pytest.mark.parametrize(
    ("ended", "replies", "line"),
    [
        (day(20), 2, "Welcome back. Your leave ended on Friday; two replies are waiting."),
        (day(13), 0, "Welcome back. Your leave ended on Friday 13 November."),
        (None, 1, "Welcome back. One reply is waiting."),
        (None, 0, "Welcome back. Log what you remember of these days, or leave them blank."),
    ],
)
def test_a_return_is_greeted_in_one_line(ended: date | None, replies: int, line: str) -> None:
    assert words.greeting(ended, TODAY, replies) == line
    assert len(line) <= 76

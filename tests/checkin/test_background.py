"""What is shown beside the questions: the last check-in, this week so far and the open escalations."""

from __future__ import annotations

from datetime import date

from cmcheckin.checkin import escalations, workload
from cmcheckin.checkin.background import MAX_OPEN, background
from cmcheckin.checkin.form import CheckinForm, PreviousAnswers
from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from tests.checkin.form_examples import FRIDAY, NOW, escalation, make_form

THURSDAY = date(2026, 11, 19)


def sections(form: CheckinForm, step: str = "workload") -> dict[str, tuple[tuple[str, str], ...]]:
    return {section.title: section.rows for section in background(form, step)}


def test_an_empty_journal_has_nothing_to_show() -> None:
    assert background(make_form(), "workload") == ()


def test_the_last_check_in_without_its_note() -> None:
    last = CheckIn(THURSDAY, workload=4, mood=2, note="secret", wins=tuple(Win(f"win {n}") for n in range(5)))
    shown = sections(make_form(previous_answers=PreviousAnswers(last)))
    assert shown == {
        "Last time, Thursday 19 November": (
            ("Workload", "4, a lot"), ("Mood", "2, low"), ("Win", "win 0"), ("Win", "win 1"), ("Win", "win 2"),
        )
    }  # fmt: skip


def test_this_week_has_the_days_that_were_logged_and_those_confirmed_now() -> None:
    days = (
        Workday(date(2026, 11, 15), "work", 3),
        Workday(date(2026, 11, 16), "work", 9.5, after_hours_minutes=45),
        Workday(date(2026, 11, 17), "off"),
    )
    form = make_form(previous_answers=PreviousAnswers(workdays=days))
    rows: tuple[tuple[str, str], ...] = (("Mon 16", "9.5 h, 45 min after hours"), ("Tue 17", "off"))
    assert sections(form)["This week"] == rows
    confirmed = workload.confirm(form, 0, Schedule(), None)
    assert sections(confirmed)["This week"] == (*rows, ("Thu 19", "8 h"), ("so far", "17.5 h"))


def test_open_escalations_follow_the_answers_and_are_left_out_of_their_own_step() -> None:
    form = make_form(*(escalation(f"e-{n}", title=f"Trouble {n}") for n in range(MAX_OPEN + 2)))
    assert sections(form)["Open"][-2:] == (("high", f"Trouble {MAX_OPEN - 1}"), ("", "and two more"))
    for n in range(2, MAX_OPEN + 2):
        form = escalations.answer(form, n, "resolved", NOW)
    assert sections(form)["Open"] == (("high", "Trouble 0"), ("high", "Trouble 1"))
    assert sections(form, "escalations") == {}


def test_a_monday_has_no_week_so_far() -> None:
    monday = date(2026, 11, 23)
    form = make_form()._replace(date=monday, previous_answers=PreviousAnswers(workdays=(Workday(FRIDAY, "work", 8),)))
    assert background(form, "workload") == ()

"""Rows and night pings from proposals, before and after they are confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from cmcheckin.checkin import escalations, gaps, review, workload
from cmcheckin.checkin.draft import read, write
from cmcheckin.checkin.form import CheckinForm, DayRow, FormPosition, GapRange, PreviousAnswers, Proposal, Proposals
from cmcheckin.checkin.saving import IdAllocator, records_to_save
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from tests.checkin.form_examples import NOW, ZONE, escalation, make_form

THURSDAY = date(2026, 11, 19)
PING = datetime(2026, 11, 20, 2, 10, tzinfo=ZONE)
TRACKED = Workday(THURSDAY, "work", 7.5, time(8, 52), time(17, 40), 45)
FOUND = Proposals({THURSDAY: Proposal(TRACKED, ("Watson",), night_pings=(PING,))})
NO_IDS = IdAllocator(lambda *_: (), lambda *_: ())
USUAL = Schedule()


def proposed(**fields: object) -> CheckinForm:
    return workload.propose(make_form(**fields), FOUND)


def test_a_proposal_fills_its_row_and_answers_nothing() -> None:
    form = proposed()
    assert form.days == (DayRow(TRACKED, proposal=FOUND.by_day[THURSDAY]),)
    assert not form.has_answers
    assert records_to_save(form, NOW, NO_IDS) == ()
    assert [line.texts for line in review.summary_lines(form) if line.label == "Thu 19 Nov"] == [("not logged",)]


def test_a_confirmed_row_is_the_proposed_day() -> None:
    form = workload.confirm(proposed(), 0, USUAL, ZONE)
    assert form.days == (DayRow(TRACKED, confirmed=True),)
    assert records_to_save(form, NOW, NO_IDS) == (TRACKED,)


def test_what_is_confirmed_or_being_typed_is_not_replaced() -> None:
    logged = DayRow(Workday(THURSDAY, "leave"), confirmed=True)
    assert proposed(days=(logged,)).days == (logged,)
    form = make_form()
    assert workload.propose(form, FOUND, besides=THURSDAY).days == form.days


def test_new_hours_keep_the_proposed_times_that_fit_and_clear_others() -> None:
    fitting = workload.confirm(proposed(), 0, USUAL, ZONE, hours=8).days[0].workday
    assert fitting == TRACKED._replace(hours=8)
    longer = workload.confirm(proposed(), 0, USUAL, ZONE, hours=10).days[0].workday
    assert longer == TRACKED._replace(hours=10, start=None, end=None)


def test_a_cleared_row_is_proposed_again() -> None:
    form = workload.set_kind(proposed(), 0, "sick", USUAL, ZONE)
    assert workload.unconfirm(form, 0, ZONE).days == proposed().days


def test_a_kind_that_is_chosen_replaces_the_proposal() -> None:
    assert workload.set_kind(proposed(), 0, "off", USUAL, ZONE).days[0] == DayRow(Workday(THURSDAY, "off"), True)
    assert workload.set_kind(proposed(), 0, "work", USUAL, ZONE).days[0].workday == TRACKED


def test_rows_opened_from_a_gap_are_proposed() -> None:
    days = GapRange(date(2026, 11, 1), THURSDAY)
    form = proposed(days=(), gap=(days,))
    assert gaps.proposed_days(form, days) == 1
    opened = gaps.open_rows(form, days, ZONE)
    assert [row.proposal is not None for row in opened.days] == [False] * 6 + [True]


def test_a_draft_has_no_proposals() -> None:
    restored, _ = read(write(proposed(), FormPosition()))
    assert restored.proposals == Proposals() and restored.days[0].proposal is None


def test_night_pings_are_those_since_the_last_check_in_without_those_that_were_added() -> None:
    assert escalations.night_pings(proposed()) == (PING,)
    assert escalations.night_pings(escalations.add(proposed(), "Spam", PING + timedelta(seconds=20))) == ()
    carried = workload.propose(make_form(escalation(opened=PING)), FOUND)
    assert escalations.night_pings(carried) == ()
    last = CheckIn(THURSDAY, mood=3, logged_at=PING + timedelta(hours=1))
    assert escalations.night_pings(replace(proposed(), previous_answers=PreviousAnswers(last))) == ()

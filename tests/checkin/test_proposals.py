"""Rows and night pings from proposals, before and after they are confirmed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from cmcheckin.checkin import escalations, gaps, proposals, review, workload
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
    return proposals.propose(make_form(**fields), FOUND)


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
    (row,) = proposals.propose(form, FOUND, besides=THURSDAY).days
    assert (row.workday, row.confirmed, row.proposal) == (form.days[0].workday, False, None)


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


def late(form: CheckinForm) -> CheckinForm:
    """Return `form` with its row confirmed as usual before the files were read."""
    return proposals.propose(workload.confirm(form, 0, USUAL, ZONE), FOUND)


def test_a_row_confirmed_as_usual_keeps_its_value_and_names_what_files_show() -> None:
    form = late(make_form())
    assert form.days[0].workday == make_form().days[0].workday
    assert proposals.review_text(form) == "Thu 19 Nov: Watson suggests 7.5 h, 08:52–17:40, 45 min after hours"
    for used in (proposals.use(form, 0), proposals.use_all(form)):
        assert records_to_save(used, NOW, NO_IDS) == (TRACKED,)
        assert proposals.review_text(used) == ""
    assert late(workload.confirm(form, 0, USUAL, ZONE)).days == form.days  # Enter once more


def test_the_row_of_the_cursor_is_confirmed_as_shown_and_names_what_files_show() -> None:
    form = proposals.propose(make_form(), FOUND, besides=THURSDAY)
    assert proposals.late_rows(form) == () and proposals.use_all(form) == form
    confirmed = workload.confirm(form, 0, USUAL, ZONE)
    assert confirmed.days[0].workday == make_form().days[0].workday
    assert proposals.late_rows(confirmed) == confirmed.days
    assert proposals.use(form, 0).days == (DayRow(TRACKED, confirmed=True),)


def test_what_was_typed_is_never_questioned() -> None:
    usual = make_form()
    typed = (
        workload.confirm(usual, 0, USUAL, ZONE, hours=8),
        workload.confirm(late(usual), 0, USUAL, ZONE, hours=8),
        workload.set_kind(late(usual), 0, "work", USUAL, ZONE),
        workload.confirm(workload.confirm(usual, 0, USUAL, ZONE, hours=8), 0, USUAL, ZONE),
        workload.confirm(proposed(), 0, USUAL, ZONE),
        make_form(days=(DayRow(Workday(THURSDAY, "leave"), confirmed=True),)),
    )
    unread = Proposals(unread=("frames",))
    for form in typed:
        assert proposals.review_text(proposals.propose(form, FOUND)) == ""
        assert proposals.review_text(proposals.propose(form, unread)) == ""


def test_files_that_agree_with_the_usual_day_are_not_mentioned() -> None:
    same = Proposals({THURSDAY: Proposal(make_form().days[0].workday, ("Watson",))}, unread=("frames",))
    form = proposals.propose(workload.confirm(make_form(), 0, USUAL, ZONE), same)
    assert proposals.review_text(form) == ""


def test_the_review_names_files_that_were_not_read_in_time_and_the_days() -> None:
    form = workload.confirm(make_form(), 0, USUAL, ZONE)
    unread = proposals.propose(form, Proposals(unread=("~/.timewarrior",)))
    assert proposals.review_text(unread) == "~/.timewarrior wasn't fully read in time, so Thu 19 Nov is as usual."
    assert proposals.review_text(proposals.propose(make_form(), Proposals(unread=("~/.timewarrior",)))) == ""
    reading = form._replace(proposals=Proposals(is_reading=True))
    assert proposals.review_text(reading) == "Your files haven't been read yet, so Thu 19 Nov is as usual."


def test_the_review_mentions_days_of_a_range_that_files_cover() -> None:
    days = GapRange(date(2026, 11, 1), THURSDAY, "usual")
    text = proposals.review_text(proposed(days=(), gap=(days,)))
    assert text == "Your files cover 1 day logged as usual. In step 1, press d to go through them."
    unread = proposals.propose(make_form(days=(), gap=(days,)), Proposals(unread=("a", "b")))
    assert proposals.review_text(unread) == "2 files weren't fully read in time, so 19 days are as usual."


def test_a_draft_keeps_that_a_row_is_as_usual() -> None:
    restored, _ = read(write(late(make_form()), FormPosition()))
    assert proposals.late_rows(proposals.propose(restored, FOUND))


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
    carried = proposals.propose(make_form(escalation(opened=PING)), FOUND)
    assert escalations.night_pings(carried) == ()
    last = CheckIn(THURSDAY, mood=3, logged_at=PING + timedelta(hours=1))
    assert escalations.night_pings(proposed()._replace(previous_answers=PreviousAnswers(last))) == ()


@pytest.mark.parametrize(("minutes", "is_known"), [(-61, False), (-60, True), (12, True), (61, False)])
def test_a_night_ping_that_was_logged_is_not_offered_again_even_at_the_time_of_another_file(
    minutes: int, is_known: bool
) -> None:
    resolved = escalation(opened=PING + timedelta(minutes=minutes), status="resolved")
    form = proposed()._replace(previous_answers=PreviousAnswers(escalations=(resolved,)))
    assert escalations.night_pings(form) == (() if is_known else (PING,))

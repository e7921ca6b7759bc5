"""Step 4: answers to open escalations, and new ones."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.checkin import escalations as e
from cmcheckin.clock import FixedClock
from cmcheckin.domain.escalation import Update
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import LINE
from cmcheckin.wording.checkin import open_facts
from tests.checkin.form_examples import FRIDAY, NOW, escalation, make_form


def test_one_key_each() -> None:
    begun = make_form(escalation("e-1"), escalation("e-2"))
    for key, status in e.STATUS_KEYS.items():
        done = e.answer(begun, 1, status, NOW)
        assert done.carried[0] == begun.carried[0]
        assert done.carried[1].answered
        assert done.carried[1].now.status == status, key
        assert done.carried[1].now.resolved == (NOW if status == "resolved" else None)


@given(st.lists(st.sampled_from(list(e.STATUS_KEYS.values())), max_size=5), st.sampled_from([None, "open", "watching"]))
def test_answering_again_takes_the_first_answer_back(answers: list[str], status: str | None) -> None:
    begun = make_form(escalation(status=status))
    done = begun
    for each in [*answers, status or "open"]:
        done = e.answer(done, 0, each, NOW)
    assert done.carried[0].now == begun.carried[0].before
    assert not done.has_answers


def test_answering_still_open_changes_nothing() -> None:
    done = e.answer(make_form(escalation(status=None)), 0, "open", NOW)
    assert done.carried[0].answered
    assert done.carried[0].now.status is None


def test_an_update_is_added_and_an_empty_one_is_not() -> None:
    begun = make_form(escalation(updates=(Update("first"),)))
    done = e.add_update(begun, 0, "  slower since\nthe filter ", NOW)
    assert done.carried[0].now.updates == (Update("first"), Update("slower since the filter", NOW))
    assert e.add_update(begun, 0, " \x00 ", NOW) == begun
    assert e.latest_update(done.carried[0].now) == "slower since the filter"


def test_a_title_cannot_be_emptied() -> None:
    begun = make_form(escalation(title="Spam"))
    assert e.edit(begun, 0, title="", minutes=5).carried[0].now == begun.carried[0].before._replace(minutes=5)


def test_resolved_in_the_form_and_open_again() -> None:
    resolved = e.edit(make_form(escalation()), 0, status="resolved", resolved=NOW)
    assert resolved.carried[0].now.resolved == NOW
    assert e.edit(resolved, 0, status="open").carried[0].now.resolved is None


def test_new_ones() -> None:
    one = e.add(make_form(), "  Outage\x1b[31m of the\nforum ", NOW)
    assert (one.new_escalations[0].title, one.new_escalations[0].opened, one.new_escalations[0].status) == (
        "Outage of the forum",
        NOW,
        "open",
    )
    assert e.add(one, " ", NOW) == one
    two = e.edit_new(e.add(one, "Price", NOW), 1, severity=3)
    assert [item.severity for item in two.new_escalations] == [None, 3]
    assert [item.title for item in e.remove(two, 0).new_escalations] == ["Price"]


def test_an_ask_has_no_severity_in_either_order() -> None:
    begun = e.edit_new(e.add(make_form(), "Dark mode", NOW), 0, severity=3)
    assert (
        e.turn_into_ask(begun, 0).new_escalations[0].kind,
        e.turn_into_ask(begun, 0).new_escalations[0].severity,
    ) == ("ask", None)
    assert e.edit_new(begun, 0, kind="ask").new_escalations[0].severity is None
    assert e.edit_new(e.turn_into_ask(begun, 0), 0, severity=4).new_escalations[0].severity is None
    assert e.edit(make_form(escalation(severity=4)), 0, kind="ask").carried[0].now.severity is None


def test_an_imported_ask_keeps_its_severity_until_it_is_edited() -> None:
    odd = make_form(escalation(kind="ask", severity=2))
    assert e.edit(odd, 0, minutes=5).carried[0].now.severity == 2


def test_with_whom_it_is() -> None:
    assert open_facts("high", "3 days", "open", "trust & safety") == ["high", "3 days", "with trust & safety"]
    assert open_facts("", "3 days", "watching", None) == ["3 days", "with you"]
    assert open_facts("high", "3 days", "handed-off", None) == ["high", "open 3 days", "handed off"]
    assert open_facts("high", "just now", "handed-off", None) == ["high", "handed off"]
    assert open_facts("high", "3 days", "handed-off", "Sam") == ["high", "3 days", "with Sam"]
    assert e.latest_update(escalation()) == ""
    assert not make_form(escalation(opened=NOW - timedelta(9))).has_answers


@pytest.mark.parametrize(
    ("day", "start", "opened"),
    [
        (FRIDAY, time(9), NOW),
        (FRIDAY - timedelta(2), time(9), NOW.replace(day=18, hour=9, minute=0)),
        (FRIDAY - timedelta(2), time(2), NOW.replace(day=18, hour=4, minute=0)),
    ],
)
def test_an_escalation_added_to_a_day_was_opened_on_that_day(day: date, start: time, opened: datetime) -> None:
    found = e.opened_on(day, FixedClock(NOW), Schedule(start=start))
    assert found == opened
    assert FixedClock(NOW).day_of(found) == day


def test_titles_and_updates_have_the_length_of_a_line() -> None:
    form = e.add(e.add_update(make_form(escalation()), 0, "x" * (LINE + 1), NOW), "y" * (LINE + 1), NOW)
    assert len(e.latest_update(form.carried[0].now)) == LINE
    assert len(form.new_escalations[0].title) == LINE
    assert e.latest_update(escalation()) == ""
    two = e.add_update(form, 0, "later", NOW)
    assert e.latest_update(two.carried[0].now) == "later"

"""A check-in session: opening, leaving, restoring and saving it, and two windows at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cmcheckin.checkin import draft, escalations, wins, workload
from cmcheckin.checkin.conflict import choose
from cmcheckin.checkin.form import CheckinForm, FormPosition, GapRange
from cmcheckin.domain.checkin import CheckIn, Community
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.schedule import Schedule
from cmcheckin.journal import JournalError
from cmcheckin.services import checkin_session
from cmcheckin.services.checkin_session import CheckinSession, SaveConflict
from cmcheckin.services.closing import saved_line
from cmcheckin.wording import closing as words
from tests.services.session_home import FRIDAY, Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def spam(n: int = 1, **fields: object) -> dict[str, object]:
    values: dict[str, object] = {"type": "escalation", "id": f"e-2026-11-19-{n}-3f9a", "title": f"Spam {n}"}
    return values | {"opened": "2026-11-19T02:10:00+01:00", "status": "open"} | fields


def keep(home: Home, morning: CheckinForm) -> None:
    checkin_session.save(home.journal(), morning, home.clock)


def leave(at: CheckinSession, morning: CheckinForm, place: FormPosition | None = None) -> None:
    """Leave the session as `kill -9` does: with a draft that nobody holds."""
    at.draft.keep(draft.write(morning, place or FormPosition("mood", "feels", 3, {"mood.feels": "uneasy"})))
    at.draft.release()


# Keeping


def test_the_line_after_saving_on_29_february_mentions_no_year_ago(home: Home) -> None:
    day = date(2028, 2, 29)
    home.save(type="checkin", date="2028-02-29")
    home.save(type="checkin", date="2027-02-28", wins=[{"text": "The first meetup"}])
    assert saved_line(home.journal(), CheckinForm(day, CheckIn(day)), day) == words.saved_line(None)


def test_a_form_has_the_recent_escalations_whether_they_are_resolved_or_not(home: Home) -> None:
    old = spam(3, id="e-2026-01-19-3-3f9a", opened="2026-01-19T02:10:00+01:00")
    for record in (spam(1), spam(2, status="resolved"), old):
        home.save(**record)
    known = home.open_session().form.previous_answers.escalations
    assert sorted(item.title for item in known) == ["Spam 1", "Spam 2"]


def test_a_check_in_without_events(home: Home) -> None:
    at = home.open_session()
    morning = workload.confirm(at.form.with_answers(workload=3, mood=4, energy=3), 0, Schedule(), None)
    assert not at.restored
    keep(home, morning)
    journal = home.journal()
    kept, worked = journal.checkin(FRIDAY), journal.workday(date(2026, 11, 19))
    assert kept is not None
    assert (kept.workload, kept.mood, kept.energy, kept.logged_at) == (3, 4, 3, home.clock.now())
    assert worked is not None
    assert worked.hours == 8


def test_a_check_in_is_one_change_and_one_undo(home: Home) -> None:
    home.save(**spam())
    at = home.open_session()
    morning = wins.add(workload.confirm(at.form.with_answers(mood=4), 0, Schedule(), None), "a win")
    morning = escalations.answer(escalations.add(morning, "New", home.clock.now()), 0, "resolved", home.clock.now())
    keep(home, morning)
    assert len(home.journal().everything().escalations) == 2
    home.journal().undo()
    assert [item.status for item in home.journal().everything().escalations] == ["open"]
    assert home.journal().checkin(FRIDAY) is None


def test_opening_the_same_day_again_shows_what_was_saved(home: Home) -> None:
    keep(home, wins.add(home.open_session().form.with_answers(mood=4), "one"))
    again = home.open_session().form
    assert not again.has_answers
    assert again.checkin.wins[0].id == "w-2026-11-20-1-3f9a"
    keep(home, wins.add(again, "two"))
    kept = home.journal().checkin(FRIDAY)
    assert kept is not None
    assert [win.id for win in kept.wins] == ["w-2026-11-20-1-3f9a", "w-2026-11-20-2-3f9a"]


def test_an_earlier_day_is_edited_on_its_own_terms(home: Home) -> None:
    home.save(type="checkin", date="2026-11-13", mood=2, logged_at="2026-11-13T08:00:00+01:00")
    home.save(type="workday", date="2026-11-15", kind="off")
    morning = home.open_session(date(2026, 11, 16)).form
    assert morning.previous_date == date(2026, 11, 13)
    assert [(row.workday.date.day, row.confirmed) for row in morning.days] == [
        (13, False),
        (14, False),
        (15, True),
        (16, False),
    ]
    keep(home, home.open_session(date(2026, 11, 13)).form.with_answers(mood=5))
    kept = home.journal().checkin(date(2026, 11, 13))
    assert kept is not None
    assert kept.mood == 5
    assert kept.logged_at is not None
    assert kept.logged_at.day == 13


def test_a_future_day_is_refused_and_leaves_no_draft(home: Home) -> None:
    with pytest.raises(Refused, match="in the future"):
        home.open_session(FRIDAY + timedelta(1))
    assert home.drafts == []


def test_a_follow_up_is_saved_on_the_day_of_the_win(home: Home) -> None:
    home.save(type="checkin", date="2026-10-20", mood=3, wins=[{"id": "w-1", "text": "Docs", "long_term": True}])
    morning = home.open_session().form
    assert [look.after_days for look in morning.follow_ups] == [30]
    keep(home, wins.answer_follow_up(morning, 0, holds=True))
    earlier = home.journal().checkin(date(2026, 10, 20))
    assert earlier is not None
    assert [(check.on, check.holds) for check in earlier.wins[0].checks] == [(FRIDAY, True)]
    assert home.open_session().form.follow_ups == ()


# Drafts


def test_a_draft_is_picked_up_after_its_window_vanished(home: Home) -> None:
    at = home.open_session()
    morning = escalations.add(wins.add(at.form.with_answers(mood=2), "a win"), "New", home.clock.now())
    leave(at, morning)
    back = home.open_session()
    assert back.restored
    assert back.position == FormPosition("mood", "feels", 3, {"mood.feels": "uneasy"})
    assert back.form == morning


def test_a_draft_of_a_living_window_is_left_alone(home: Home) -> None:
    at = home.open_session()
    at.draft.keep(draft.write(at.form.with_answers(mood=2), FormPosition()))
    assert not home.open_session().restored


def test_an_escalation_logged_elsewhere_joins_a_restored_draft(home: Home) -> None:
    home.save(**spam(1))
    at = home.open_session()
    leave(at, escalations.answer(at.form, 0, "watching", home.clock.now()))
    home.save(**spam(2, opened="2026-11-19T03:10:00+01:00"))
    back = home.open_session().form
    assert [(item.now.title, item.answered, item.now.status) for item in back.carried] == [
        ("Spam 1", True, "watching"),
        ("Spam 2", False, "open"),
    ]
    keep(home, back)
    assert {item.status for item in home.journal().unresolved()} == {"watching", "open"}


def test_one_resolved_elsewhere_leaves_a_restored_draft_unless_it_was_answered(home: Home) -> None:
    home.save(**spam(1))
    home.save(**spam(2))
    at = home.open_session()
    leave(at, escalations.answer(at.form, 1, "watching", home.clock.now()))
    for n in (1, 2):
        home.save(**spam(n, status="resolved", resolved="2026-11-20T07:00:00+01:00"))
    back = home.open_session().form
    assert [item.now.title for item in back.carried] == ["Spam 2"]
    with pytest.raises(SaveConflict) as met:
        keep(home, back)
    assert {each.field for each in met.value.differences} == {"status", "resolved"}


def test_a_restored_draft_gets_a_day_logged_elsewhere(home: Home) -> None:
    at = home.open_session()
    leave(at, at.form.with_answers(mood=2))
    home.save(type="workday", date="2026-11-19", kind="work", hours=6)
    back = home.open_session().form
    assert back.days[0].confirmed
    assert back.days[0].workday.hours == 6
    assert back.checkin.mood == 2


@pytest.mark.parametrize("damage", [b'{"version":1}', b"[]", b"{", b"", b"\xff\xfe", b'{"version":1,"days":[[[[' * 400])
def test_a_damaged_draft_is_set_aside_for_a_new_form(home: Home, damage: bytes) -> None:
    at = home.open_session()
    leave(at, at.form.with_answers(mood=2))
    path = home.paths.drafts / home.drafts[0]
    path.write_bytes(damage)
    fresh = home.open_session()
    assert not fresh.restored
    assert fresh.form.checkin.mood is None
    fresh.draft.keep(draft.write(fresh.form.with_answers(mood=5), FormPosition()))
    kept = [name for name in home.drafts if (home.paths.drafts / name).read_bytes() == damage]
    assert len(kept) == 1
    assert "unreadable" in kept[0]


def test_a_draft_of_another_day_is_not_restored(home: Home) -> None:
    thursday = home.open_session(date(2026, 11, 19))
    data = draft.write(thursday.form.with_answers(mood=1), FormPosition())
    at = home.open_session()
    at.draft.keep(data)
    at.draft.release()
    back = home.open_session()
    assert not back.restored
    assert back.form.date == FRIDAY
    assert back.form.checkin.mood is None


def test_a_check_in_can_be_saved_without_a_draft(home: Home) -> None:
    home.paths.drafts.parent.mkdir()
    home.paths.drafts.write_text("a file where the folder should be")
    at = home.open_session()
    with pytest.raises(JournalError, match="draft"):
        at.draft.keep({})
    keep(home, at.form.with_answers(mood=4))
    at.draft.discard()
    kept = home.journal().checkin(FRIDAY)
    assert kept is not None
    assert kept.mood == 4


# Two windows


def two_windows(home: Home) -> SaveConflict:
    """Answer in two windows, and return the conflict of the second after the first has saved."""
    first, second = home.open_session().form, home.open_session().form
    keep(home, wins.add(first.with_answers(mood=4, energy=2), "first's win"))
    mine = wins.add(second.with_answers(mood=2, community=Community(feels="uneasy")), "second's win")
    with pytest.raises(SaveConflict) as met:
        keep(home, mine)
    met.value.add_note("mine")
    met.value.mine = mine  # type: ignore[attr-defined]
    return met.value


def test_the_second_window_gets_the_differences_and_saves_nothing(home: Home) -> None:
    met = two_windows(home)
    assert {each.field: each.choice for each in met.differences} == {
        "mood": "mine",
        "energy": "theirs",
        "community": "mine",
        "wins": "both",
    }
    kept = home.journal().checkin(FRIDAY)
    assert kept is not None
    assert (kept.mood, [win.text for win in kept.wins]) == (4, ["first's win"])


def test_the_chosen_side_is_saved(home: Home) -> None:
    met = two_windows(home)
    mood = next(n for n, each in enumerate(met.differences) if each.field == "mood")
    chosen = choose(met.differences, mood, "theirs")
    checkin_session.save(home.journal(), met.mine, home.clock, chosen, met.saved)  # type: ignore[attr-defined]
    kept = home.journal().checkin(FRIDAY)
    assert kept is not None
    assert (kept.mood, kept.energy, kept.community.feels) == (4, 2, "uneasy")
    assert {win.text for win in kept.wins} == {"first's win", "second's win"}
    assert len({win.id for win in kept.wins}) == 2


def test_a_third_change_while_choosing_is_shown_too(home: Home) -> None:
    met = two_windows(home)
    home.save(type="checkin", date="2026-11-20", mood=1)
    with pytest.raises(SaveConflict) as again:
        checkin_session.save(home.journal(), met.mine, home.clock, met.differences, met.saved)  # type: ignore[attr-defined]
    assert again.value.saved != met.saved
    kept = home.journal().checkin(FRIDAY)
    assert kept is not None
    assert (kept.mood, kept.wins) == (1, ())


def test_two_windows_that_say_the_same_do_not_meet(home: Home) -> None:
    first, second = home.open_session().form, home.open_session().form
    keep(home, first.with_answers(mood=4))
    keep(home, second.with_answers(mood=4))
    kept = home.journal().checkin(FRIDAY)
    assert kept is not None
    assert kept.mood == 4


def test_two_windows_on_different_records_do_not_meet(home: Home) -> None:
    first, second = home.open_session().form, home.open_session().form
    keep(home, first.with_answers(mood=4))
    keep(home, workload.confirm(second, 0, Schedule(), None))
    assert home.journal().workday(date(2026, 11, 19)) is not None


def test_new_escalations_of_two_windows_are_both_saved(home: Home) -> None:
    first, second = home.open_session().form, home.open_session().form
    keep(home, escalations.add(first, "one", home.clock.now()))
    keep(home, escalations.add(second, "two", home.clock.now()))
    found = home.journal().everything().escalations
    assert {item.title for item in found} == {"one", "two"}
    assert len({item.id for item in found}) == 2


def test_without_answers_nothing_is_saved(home: Home) -> None:
    home.save(**spam())
    before = len(home.journal().everything())
    at = home.open_session()
    keep(home, at.form._replace())
    assert len(home.journal().everything()) == before


def test_a_win_logged_in_between_was_no_check_in(home: Home) -> None:
    home.save(type="checkin", date="2026-11-17", mood=4)
    home.save(type="checkin", date="2026-11-19", wins=[{"text": "logged in passing"}])
    rows = home.open_session().form.days
    assert [row.workday.date.day for row in rows] == [17, 18, 19]


def test_a_long_absence_is_asked_about_as_a_range(home: Home) -> None:
    home.save(type="checkin", date="2026-03-02", mood=4)
    morning = home.open_session().form
    assert morning.previous_date == date(2026, 3, 2)
    assert morning.days == ()
    assert morning.gap == (GapRange(date(2026, 3, 2), FRIDAY - timedelta(1)),)


def test_a_check_in_deleted_elsewhere_stays_deleted_when_that_is_chosen(home: Home) -> None:
    home.save(type="checkin", date="2026-11-20", mood=4, energy=3)
    window = home.open_session()
    journal = home.journal()
    journal.save([], delete=[window.form.checkin.key], why="test")
    changed = window.form.with_answers(mood=2)
    with pytest.raises(SaveConflict) as met:
        checkin_session.save(journal, changed, home.clock)
    theirs = tuple(replace(each, choice="theirs") for each in met.value.differences)
    checkin_session.save(journal, changed, home.clock, theirs, met.value.saved)
    assert journal.checkin(FRIDAY) is None
    mine = tuple(replace(each, choice="mine") for each in met.value.differences)
    checkin_session.save(journal, changed, home.clock, mine, met.value.saved)
    kept = journal.checkin(FRIDAY)
    assert kept is not None
    assert (kept.mood, kept.energy) == (2, 3)

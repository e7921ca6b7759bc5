"""Which nudges are active in a week, with their answers, and how an answer is saved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cmcheckin.clock import FixedClock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.nudge import Finding, Nudge
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight.nudges import shown_nudges
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.services import nudge_history
from cmcheckin.services.active_nudges import active_nudges, save_answer, twice_not_useful
from cmcheckin.services.nudge_history import recent_nudges
from cmcheckin.settings import Settings

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 8, 40, tzinfo=UTC)
SETTINGS = Settings()


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Four quiet months, and work on the last ten days."""
    found = Journal.open(Paths(tmp_path / "config.toml", tmp_path, tmp_path / "state"), FixedClock(NOW), "test-3f9a")
    days = [TODAY - timedelta(back) for back in range(120)]
    work = [Workday(day, "work", 8) for day in days[1:] if day.weekday() < 5 or day > TODAY - timedelta(11)]
    free = [Workday(day, "off", 0) for day in days[1:] if day not in {one.date for one in work}]
    mornings = [CheckIn(day, datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC), 3, 3, 3) for day in days]
    found.save([*work, *free, *mornings], why="test")
    return found


def nudge(kind: str, on: date, level: str = "nudge") -> Nudge:
    return Nudge(on, Finding(kind, level, on, on, ()), shown=True)  # type: ignore[arg-type]


def test_a_cached_answer_is_what_would_be_computed(journal: Journal) -> None:
    first = recent_nudges(journal, SETTINGS, TODAY)
    assert first == shown_nudges(journal.everything(), nudge_history.first_recent_day(TODAY), TODAY, SETTINGS.schedule)
    assert first
    assert (journal.paths.cache / nudge_history.RECENT).exists()
    assert recent_nudges(journal, SETTINGS, TODAY) == first


def test_a_change_of_the_journal_or_the_settings_is_seen(journal: Journal) -> None:
    before = recent_nudges(journal, SETTINGS, TODAY)
    assert recent_nudges(journal, Settings(nudges_off=("rest", "hours")), TODAY) == ()
    assert recent_nudges(journal, SETTINGS, TODAY) == before
    journal.save([Workday(TODAY - timedelta(4), "off", 0)], why="test")
    assert [one.id for one in recent_nudges(journal, SETTINGS, TODAY)] != [one.id for one in before]


@pytest.mark.parametrize("damage", ["", "{}", "[1", '{"asked": 1, "notes": 2}'])
def test_a_damaged_answer_is_computed_again(journal: Journal, damage: str) -> None:
    before = recent_nudges(journal, SETTINGS, TODAY)
    (journal.paths.cache / nudge_history.RECENT).write_text(damage)
    assert recent_nudges(journal, SETTINGS, TODAY) == before


def test_the_present_week_has_the_last_seven_days_and_an_earlier_one_its_own(journal: Journal) -> None:
    nudges = [
        nudge("no_day_off", TODAY),
        nudge("short_rest", TODAY - timedelta(6)),
        nudge("strain", TODAY - timedelta(7)),
    ]
    week = Week.of(TODAY)
    assert [one.nudge.finding.kind for one in active_nudges(journal, nudges, week, TODAY)] == [
        "no_day_off",
        "short_rest",
    ]
    assert {one.nudge.finding.kind for one in active_nudges(journal, nudges, week.shifted(-1), TODAY)} == {
        "short_rest",
        "strain",
    }


def test_an_answer_since_then_is_shown_and_an_earlier_one_is_not(journal: Journal) -> None:
    journal.save([NudgeState("no_day_off", NOW - timedelta(days=30), "useful")], why="test")
    nudges = [nudge("no_day_off", TODAY)]
    [one] = active_nudges(journal, nudges, Week.of(TODAY), TODAY)
    assert one.interrupts
    save_answer(journal, FixedClock(NOW), "snooze", "no_day_off", TODAY + timedelta(14))
    [one] = active_nudges(journal, nudges, Week.of(TODAY), TODAY)
    assert not one.interrupts
    save_answer(journal, FixedClock(NOW), "on", "no_day_off")
    [one] = active_nudges(journal, nudges, Week.of(TODAY), TODAY)
    assert one.interrupts, "what was taken back stands again"


def test_a_peak_answers_what_it_holds_and_nothing_else(journal: Journal) -> None:
    save_answer(journal, FixedClock(NOW), "peak", until=TODAY + timedelta(14))
    nudges = [nudge("hours_ceiling", TODAY), nudge("no_day_off", TODAY)]
    waiting = [
        one.nudge.finding.kind for one in active_nudges(journal, nudges, Week.of(TODAY), TODAY) if one.interrupts
    ]
    assert waiting == ["no_day_off"]


def test_two_unwanted_in_a_row_of_one_kind() -> None:
    def states(*words: str) -> list[NudgeState]:
        return [NudgeState("strain", NOW + timedelta(n), word) for n, word in enumerate(words)]

    assert twice_not_useful(states("not-useful", "snooze", "not-useful"), "strain")
    assert not twice_not_useful(states("not-useful", "useful", "not-useful"), "strain")
    assert not twice_not_useful(states("not-useful", "not-useful"), "short_rest")


@pytest.mark.parametrize(("offset", "counts"), [(-1, False), (0, True), (1, True)])
def test_an_answer_counts_from_the_check_in_that_showed_the_nudge(journal: Journal, offset: int, counts: bool) -> None:
    shown = journal.checkin(TODAY)
    assert shown is not None
    assert shown.logged_at is not None
    journal.save([NudgeState("no_day_off", shown.logged_at + timedelta(seconds=offset), "useful")], why="test")
    [one] = active_nudges(journal, [nudge("no_day_off", TODAY)], Week.of(TODAY), TODAY)
    assert (one.answer is not None) is counts


@pytest.mark.parametrize(("offset", "counts"), [(-1, False), (0, True), (1, True)])
def test_without_a_time_of_the_check_in_an_answer_counts_from_its_day(
    journal: Journal, offset: int, counts: bool
) -> None:
    journal.save([CheckIn(TODAY, mood=3)], why="test")
    journal.save([NudgeState("no_day_off", NOW.replace(hour=5) + timedelta(offset), "useful")], why="test")
    [one] = active_nudges(journal, [nudge("no_day_off", TODAY)], Week.of(TODAY), TODAY)
    assert (one.answer is not None) is counts


def test_unanswered_nudges_come_first_and_of_these_the_more_serious(journal: Journal) -> None:
    save_answer(journal, FixedClock(NOW), "useful", "no_day_off")
    nudges = [nudge("no_day_off", TODAY), nudge("wins_drought", TODAY, "note"), nudge("strain", TODAY)]
    found = active_nudges(journal, nudges, Week.of(TODAY), TODAY)
    assert [one.nudge.finding.kind for one in found] == ["strain", "wins_drought", "no_day_off"]
    assert [one.interrupts for one in found] == [True, False, False]


def test_the_newest_of_a_kind_is_active_and_the_last_answer_holds(journal: Journal) -> None:
    newest = nudge("strain", TODAY)
    for minutes, action in ((2, "not-useful"), (1, "useful")):
        journal.save([NudgeState("strain", NOW + timedelta(minutes=minutes), action)], why="test")
    [one] = active_nudges(journal, [newest, nudge("strain", TODAY - timedelta(1))], Week.of(TODAY), TODAY)
    assert one.nudge is newest
    assert one.answer is not None
    assert one.answer.action == "not-useful"
    save_answer(journal, FixedClock(NOW + timedelta(minutes=5)), "leave", until=TODAY)
    [one] = active_nudges(journal, [newest], Week.of(TODAY), TODAY)
    assert one.answer is not None
    assert one.answer.action == "leave"


def test_a_future_nudge_of_another_week_is_not_active(journal: Journal) -> None:
    week = Week.of(TODAY)
    assert active_nudges(journal, [nudge("strain", week.sunday + timedelta(1))], week, TODAY) == ()
    assert len(active_nudges(journal, [nudge("strain", week.sunday)], week, TODAY)) == 1
    assert active_nudges(journal, [], week, TODAY) == ()

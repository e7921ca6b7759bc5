"""Checkpoints of earlier months change nothing but the time that nudges take."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from cmcheckin.clock import FixedClock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.workday import Workday
from cmcheckin.insight import nudges
from cmcheckin.insight.nudges import MorningNudges, replay
from cmcheckin.journal import Journal
from cmcheckin.services.nudge_history import CHECKPOINTS, checkpoint_and_records
from tests.services.session_home import FRIDAY, Home

FIRST = FRIDAY.replace(day=1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A year of somebody who works through every second month."""
    home = Home(tmp_path)
    found: list[CheckIn | Workday | Escalation] = []
    for n in range(365, -1, -1):
        day = FRIDAY - timedelta(n)
        hard = day.month % 2 == 1
        works = hard or day.weekday() < 5
        if n:
            found.append(Workday(day, "work" if works else "off", (9.5 if hard else 8.0) * works))
        found.append(CheckIn(day, datetime.combine(day, time(7, 30), UTC), 3, 2 if hard else 4, 2 if hard else 4))
        if hard and day.weekday() in (1, 3):
            found.append(Escalation(f"e-{day}", "a ping", datetime.combine(day, time(2), UTC), None, 3))
    home.journal().save(found, why="import")
    return home


def quick(home: Home) -> list[MorningNudges]:
    """Return the mornings of this month, replayed from a checkpoint."""
    kept, near = checkpoint_and_records(home.journal(), home.settings, home.clock.today())
    return list(replay(near, FIRST, FRIDAY, home.settings.schedule, home.settings.nudges_off, since=kept))


def slow(home: Home) -> list[MorningNudges]:
    """Return the same, replayed from the first record."""
    records = home.journal().everything()
    return list(replay(records, FIRST, FRIDAY, home.settings.schedule, home.settings.nudges_off))


def replayed_mornings(monkeypatch: pytest.MonkeyPatch, home: Home) -> int:
    """Return how many mornings are replayed to make the missing checkpoints."""
    seen: list[MorningNudges] = []
    plain = nudges._decided_mornings

    def counting(*args: object) -> object:
        for one in plain(*args):  # type: ignore[arg-type]
            seen.append(one)
            yield one

    with monkeypatch.context() as patch:
        patch.setattr(nudges, "_decided_mornings", counting)
        checkpoint_and_records(home.journal(), home.settings, home.clock.today())
    return len(seen)


def test_there_is_something_to_remember(home: Home) -> None:
    assert any(one.nudges for one in slow(home))
    assert quick(home) == slow(home)


def test_the_second_morning_replays_nothing_of_earlier_months(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert replayed_mornings(monkeypatch, home) > 300
    assert replayed_mornings(monkeypatch, home) == 0
    home.save(type="workday", date=str(FRIDAY - timedelta(1)), kind="work", hours=12)
    assert replayed_mornings(monkeypatch, home) == 0
    assert quick(home) == slow(home)


def test_two_months_later_the_months_between_are_replayed(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    checkpoint_and_records(home.journal(), home.settings, home.clock.today())
    home.clock = FixedClock(datetime(2027, 1, 20, 8, 30, tzinfo=UTC))
    assert replayed_mornings(monkeypatch, home) == 51  # from the first of October to the last check-in
    assert replayed_mornings(monkeypatch, home) == 0


def _old_day(journal: Journal) -> None:
    journal.save([Workday(FRIDAY - timedelta(200), "work", 17.0)], why="edit")


def _old_check_in_gone(journal: Journal) -> None:
    gone = journal.checkin(FRIDAY - timedelta(120))
    assert gone is not None
    journal.save([], delete=[gone.key], why="delete")


def _old_ping(journal: Journal) -> None:
    opened = datetime.combine(FRIDAY - timedelta(90), time(3), UTC)
    journal.save([Escalation("e-new", "a ping", opened, None, 5)], why="import")


def _old_word(journal: Journal) -> None:
    said = datetime.combine(FRIDAY - timedelta(150), time(9), UTC)
    journal.save([NudgeState("no_day_off", said, "off")], why="import")


@pytest.mark.parametrize("change", [_old_day, _old_check_in_gone, _old_ping, _old_word])
def test_a_change_of_the_past_is_taken_into_account(home: Home, change: Callable[[Journal], None]) -> None:
    quick(home)
    change(home.journal())
    assert quick(home) == slow(home)


def test_other_settings_are_other_notes(home: Home) -> None:
    quick(home)
    home.settings = home.settings._replace(nudges_off=("rest",))
    assert quick(home) == slow(home)


@pytest.mark.parametrize("kept", ["", "{}", "[]", '{"key": 3}', "nonsense"])
def test_a_file_with_other_content_is_made_again(home: Home, kept: str) -> None:
    quick(home)
    path = home.paths.cache / CHECKPOINTS
    assert json.loads(path.read_text())["shown"][-1][0] == "2026-10-01"
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text(kept)
    assert quick(home) == slow(home)


def test_a_past_stretch_begins_with_a_month_before_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(home)
    first = FRIDAY - timedelta(120)
    kept, near = checkpoint_and_records(home.journal(), home.settings, FRIDAY, first)
    assert kept.on == first.replace(day=1)
    schedule = home.settings.schedule
    everything = home.journal().everything()
    assert list(replay(near, first, FRIDAY, schedule, since=kept)) == list(replay(everything, first, FRIDAY, schedule))


def test_a_stretch_before_all_that_is_remembered_begins_at_the_beginning(home: Home) -> None:
    quick(home)
    first = FRIDAY - timedelta(2000)
    kept, near = checkpoint_and_records(home.journal(), home.settings, FRIDAY, first)
    assert list(replay(near, first, FRIDAY, home.settings.schedule, since=kept))[-20:] == slow(home)[-20:]


def test_an_old_day_costs_the_months_after_it_and_no_more(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(home)
    home.save(type="workday", date=str(FRIDAY - timedelta(60)), kind="work", hours=12)
    assert 30 <= replayed_mornings(monkeypatch, home) <= 62
    assert quick(home) == slow(home)

"""What is looked up when a check-in opens, and for how long."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from cmcheckin.checkin.form import GapRange
from cmcheckin.clock import FixedClock
from cmcheckin.hints.day_hint import DayHint
from cmcheckin.paths import Paths
from cmcheckin.services import proposals
from cmcheckin.services.hints import Deadline, HintProblem, Hints
from cmcheckin.settings import Settings
from cmcheckin.wording import proposed_days as words
from tests.checkin.form_examples import FRIDAY, NOW, make_form

THURSDAY = FRIDAY - timedelta(1)
CLOCK = FixedClock(NOW)


def paths(folder: Path) -> Paths:
    return Paths(folder / "config.toml", folder, folder / "state")


def test_the_rows_the_end_of_a_gap_and_the_day_itself_are_looked_up() -> None:
    assert proposals.days_asked(make_form()) == (THURSDAY, FRIDAY)
    form = make_form(days=(), gap=(GapRange(date(2023, 1, 1), THURSDAY),))
    asked = proposals.days_asked(form)
    assert (len(asked), asked[0], asked[-1]) == (32, FRIDAY - timedelta(31), FRIDAY)


@pytest.mark.parametrize(("order", "most"), [(1, 11), (-1, 301)])
def test_reading_ends_after_a_tenth_of_a_second_of_its_own_or_three_seconds_in_all(
    order: int, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    time = 100.0
    clocks = (lambda: time, lambda: 0.0)
    seen = []

    def slow(_: object, __: object, ___: object, days: Collection[date], is_over: Deadline) -> Hints:
        nonlocal time
        while not is_over():
            seen.append(time)
            time += 0.01
        return Hints({THURSDAY: DayHint(THURSDAY, ("Watson",), hours=3)}, (HintProblem("~/frames", "is slow"),))

    monkeypatch.setattr(proposals, "day_hints", slow)
    found = proposals.read_proposals(
        Settings(), paths(tmp_path), CLOCK, make_form(), lambda: proposals.reading_time(*clocks[::order])
    )
    assert 0 < len(seen) <= most
    assert found.by_day[THURSDAY].workday.hours == 3  # what was found until then
    assert found.problems == ("~/frames is slow.",)


@pytest.mark.parametrize("files", [1, 100])
def test_no_file_is_opened_once_time_is_up(files: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "timewarrior"
    folder.mkdir()
    for n in range(files):
        (folder / f"{2000 + n}-11.data").write_text("inc 20261119T080000Z - 20261119T150000Z # work\n")
    opened: list[object] = []
    monkeypatch.setattr("cmcheckin.services.hint_files.read_bytes", lambda *_, **__: opened.append(1))
    settings = Settings(hint_files=(str(folder),))
    found = proposals.read_proposals(settings, paths(tmp_path), CLOCK, make_form(), lambda: lambda: True)
    assert not opened and not found.by_day
    assert found.problems == ("timewarrior took too long. Run cmcheckin hints to read it.",)


def test_the_newest_entries_of_a_long_file_are_proposed_even_if_time_is_up_before_its_end(tmp_path: Path) -> None:
    eight = NOW.timestamp() // 60 * 60 - 24 * 3600
    starts = [eight - hours * 3600 for hours in range(5000, -1, -1)]
    frames = [[start, start + 1800, "work", f"{n:032x}", [], start] for n, start in enumerate(starts)]
    (tmp_path / "frames").write_text(json.dumps(frames, indent=1))
    settings, calls = Settings(hint_files=(str(tmp_path / "frames"),)), count()
    found = proposals.read_proposals(settings, paths(tmp_path), CLOCK, make_form(), lambda: lambda: next(calls) > 6)
    assert found.unread and found.by_day[THURSDAY].sources == ("Watson",)


def test_a_problem_fits_on_a_line() -> None:
    text = words.problem("~/.config/watson/frames", "is long. " * 20)
    assert text == "watson/frames isn't fully used. Run cmcheckin hints to see why."
    assert len(words.problem("x" * 500, "is long. " * 20)) <= 90

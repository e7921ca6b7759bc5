"""The way to a share file on the screen: proposed, chosen, seen in full, and only then written."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import MakeApp
from screens_shown import play, press

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.settings import Settings
from cmcheckin.sharing.reading import read_file
from cmcheckin.sharing.share_file import ShareFile
from cmcheckin.ui.app import CheckinApp

DAY = date(2026, 11, 17)
SIZES = [(80, 24), (120, 40)]
PRIVATE = "for-me-alone"


def records(win: str = "Meetup filled in a day") -> list[Record]:
    """A week with a win, something that came in, and something private in it."""
    at = datetime.fromisoformat("2026-11-17T11:00:00+01:00")
    wins = (Win(win, "w-1", "event"),)
    return [
        CheckIn(DAY, at, 4, 2, 1, (PRIVATE,), Community(4, "excited"), wins, note=PRIVATE),
        Escalation("e-1", "Spam wave in #help", at, "conduct", 4, 90, status="open"),
        Workday(DAY, "work", 9.0),
    ]


@pytest.mark.parametrize("size", SIZES)
def test_the_usual_fields_are_proposed_and_each_says_what_it_shows(make_app: MakeApp, size: tuple[int, int]) -> None:
    async def run() -> None:
        async with make_app(records()).run_test(size=size) as pilot:
            seen = " ".join((await press(pilot, "s")).split())
            assert "Share · Week 47 · 16–22 November" in seen
            assert "proposed, to be confirmed" in seen
            assert "[✓] hours" in seen
            assert "[ ] mood as a word" in seen
            assert "not told of yet" in seen
            assert "Your hours a week beside your usual" in seen
            for key in ("space tick", "⏎ next", "f fill in", "esc back", "? help", "q leave"):
                assert key in seen
            seen = " ".join((await press(pilot, *["down"] * 11)).split())
            assert "Never a number, never a day" in seen
            assert "(chosen)" in await press(pilot, "space")

    play(run())


def test_an_entry_is_left_out_or_said_in_other_words_and_the_journal_stays(make_app: MakeApp) -> None:
    async def run() -> None:
        app = make_app(records())
        async with app.run_test(size=(80, 24)) as pilot:
            seen = await press(pilot, "s", "enter", "down", "x")
            assert "Meetup filled in a day (left out)" in seen
            seen = await press(pilot, "down", "e", "ctrl+u", *"Spam", "enter")
            assert "[✓] Spam" in seen
            seen = await press(pilot, "enter")
            assert "all of it  3 of 3" in seen
            assert "Meetup" not in await press(pilot, *["down"] * 30)
            kept = app.journal.escalation("e-1")
            assert kept is not None
            assert kept.title == "Spam wave in #help"

    play(run())


def test_what_is_written_is_what_was_shown_and_nothing_private(make_app: MakeApp, tmp_path: Path) -> None:
    async def run() -> None:
        async with make_app(records(), settings=Settings(name="Ada")).run_test(size=(80, 24)) as pilot:
            seen = await press(pilot, "s", "enter", "e", *"a rota", "enter", "enter", "w", "enter")
            assert "Written to" in seen

    play(run())
    [file] = (tmp_path / "exports").glob("*.json")
    share = read_file(file)
    assert isinstance(share, ShareFile)
    assert (share.name, share.help, [win.text for win in share.wins]) == ("Ada", "a rota", ["Meetup filled in a day"])
    assert file.stat().st_mode & 0o777 == 0o600
    written = {path.suffix: path.read_text() for path in (tmp_path / "exports").iterdir()}
    assert set(written) == {".json", ".html", ".md"}
    assert all(PRIVATE not in text for text in written.values())
    assert json.loads((tmp_path / "share.json").read_text())["fields"]
    assert not list((tmp_path / "drafts").glob("share-*"))


def test_files_that_are_there_are_replaced_only_when_asked_twice(make_app: MakeApp, tmp_path: Path) -> None:
    async def run() -> None:
        async with make_app(records()).run_test(size=(80, 24)) as pilot:
            await press(pilot, "s", "enter", "enter", "w", "enter")
            for path in (tmp_path / "exports").iterdir():
                path.write_text("mine")
            seen = await press(pilot, "escape", "escape", "escape", "s", "enter", "enter", "w", "enter")
            assert "There are files of that name" in seen
            await press(pilot, "down", "w", "escape")
            assert {path.read_text() for path in (tmp_path / "exports").iterdir()} == {"mine"}
            assert "Written to" in await press(pilot, "w", "enter", "w")

    play(run())


def test_the_next_time_the_last_choice_is_proposed_and_not_applied_silently(make_app: MakeApp) -> None:
    async def run(app: CheckinApp, *keys: str) -> str:
        async with app.run_test(size=(80, 24)) as pilot:
            return await press(pilot, *keys)

    async def both() -> None:
        await run(make_app(records()), "s", "space", "enter", "enter", "w", "enter")
        seen = " ".join((await run(make_app(), "s")).split())
        assert "as the last time, to be confirmed" in seen
        assert "[ ] hours" in seen

    play(both())


def test_a_half_made_choice_comes_back_after_a_sudden_end(make_app: MakeApp) -> None:
    async def run(app: CheckinApp, *keys: str) -> str:
        async with app.run_test(size=(80, 24)) as pilot:
            return await press(pilot, *keys)

    async def both() -> None:
        await run(make_app(records()), "s", "enter", "e", *"a rota for")
        seen = await run(make_app(), "s")
        assert "which, in which words  2 of 3" in seen
        assert "a rota for" in seen

    play(both())


def test_nothing_ticked_goes_no_further(make_app: MakeApp) -> None:
    async def run() -> None:
        async with make_app(records()).run_test(size=(80, 24)) as pilot:
            seen = await press(pilot, "s", *["space", "down"] * 5, "enter")
            assert "Nothing is ticked yet." in seen
            assert "1 of 3" in seen

    play(run())


def test_a_range_of_weeks_and_another_week(make_app: MakeApp) -> None:
    async def run() -> None:
        async with make_app(records()).run_test(size=(80, 24)) as pilot:
            assert "9 November – 22 November" in (await press(pilot, "s", "plus")).replace("9–22", "9 November – 22")
            assert "Week 47" in await press(pilot, "minus")
            assert "Week 46" in await press(pilot, "left_square_bracket")
            assert "Week 47 · 16–22 November" in await press(pilot, "escape")

    play(run())


def test_a_day_that_is_not_told_of_is_opened_in_its_week(make_app: MakeApp) -> None:
    async def run() -> None:
        async with make_app(records()).run_test(size=(80, 24)) as pilot:
            seen = await press(pilot, "s", "f")
            assert "Wednesday 18 November" in seen
            assert "Share" in await press(pilot, "escape")

    play(run())


def test_hostile_words_stay_words(make_app: MakeApp) -> None:
    async def run() -> None:
        async with make_app(records("[/bold] <script> \u202eevil")).run_test(size=(80, 24)) as pilot:
            assert "[/bold] <script>" in await press(pilot, "s", "enter")

    play(run())


def test_a_home_of_nobody_is_no_crash(make_app: MakeApp) -> None:
    async def run() -> None:
        async with make_app(records()).run_test(size=(80, 24)) as pilot:
            await press(pilot, "s", "enter", "enter", "w", "ctrl+u")
            seen = await press(pilot, *"~nobodyhere/x", "enter")
            assert "Nothing was written" in seen

    play(run())

"""Rows of the check-in that the user's files propose."""

from __future__ import annotations

import threading
from datetime import date, time

import pytest

from cmcheckin.checkin.form import Proposals
from cmcheckin.domain.workday import Workday
from cmcheckin.services import proposals
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import LARGE, SMALL, AppHome, checkin
from tests.ui.checkin.proposed_rows import LEAVE, POSTS, SATURDAY, THURSDAY, WEDNESDAY, WORKED, arrived, keep, proposed
from tests.ui.checkin_keys import QUIET
from tests.ui.screens_shown import until


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Reading waits for this event, so that a test can press keys before it ends."""
    event, read = threading.Event(), proposals.read_proposals

    def wait(*args: object) -> Proposals:
        event.wait(20)
        return read(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(proposals, "read_proposals", wait)
    return event


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_row_is_proposed_in_words_and_with_its_source(app_home: AppHome, size: tuple[int, int]) -> None:
    keep(app_home, WORKED)
    async with proposed(app_home, size) as me:
        assert me.line("Thu 19 Nov").rstrip().split("   ")[-1].endswith("45 min after hours proposed?")
        assert me.line("Rows from").strip() == "Rows from Watson and Slack count once you confirm them."
        await me.press("3")
        assert "From Watson and Slack: 7.5 h, 08:52–17:40, 45 min after hours, 1 commit" in me.text
        assert not me.clipped()


async def test_a_proposed_row_counts_once_it_is_confirmed(app_home: AppHome) -> None:
    keep(app_home, WORKED)
    async with proposed(app_home) as me:
        await me.press("3", "up", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen)
    assert app_home.journal.workday(THURSDAY) is None


async def test_the_review_has_no_row_that_was_not_confirmed(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-19")])
    keep(app_home, WORKED)
    async with proposed(app_home) as me:
        me.checkin.go_to(1)
        await me.press("4")
        await me.reach("review")
        assert "not logged" in me.line("Thu 19 Nov")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_quiet_morning_confirms_what_is_proposed(app_home: AppHome, size: tuple[int, int]) -> None:
    keep(app_home, WORKED)
    async with proposed(app_home, size) as me:
        await me.press(*QUIET)
        assert isinstance(me.app.screen, WeekScreen)
    assert app_home.journal.workday(THURSDAY) == Workday(THURSDAY, "work", 7.5, time(8, 52), time(17, 40), 45)


async def test_one_key_confirms_all_rows_as_shown(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-14")])
    keep(app_home, WORKED, LEAVE, POSTS)
    async with proposed(app_home) as me:
        await me.press("3")
        assert "u all as shown" in me.text
        await me.press("u")
        assert "Six days logged as shown." in me.text
        await me.press("ctrl+s")
    found = {day.date: day for day in app_home.kept.workdays}
    assert (found[THURSDAY].hours, found[WEDNESDAY].kind) == (7.5, "leave")
    assert found[SATURDAY] == Workday(SATURDAY, "off", after_hours_minutes=50)
    assert found[date(2026, 11, 17)].hours == 8


async def test_planned_leave_takes_precedence_over_a_hint(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-18"), {"type": "workday", "date": "2026-11-19", "kind": "leave"}])
    keep(app_home, WORKED, LEAVE._replace(day=WEDNESDAY))
    async with proposed(app_home) as me:
        assert "proposed" not in me.line("Thu 19 Nov") and "leave" in me.line("Thu 19 Nov")
        assert "proposed?" in me.line("Wed 18 Nov")


async def test_what_is_typed_takes_precedence_over_a_hint(app_home: AppHome, gate: threading.Event) -> None:
    app_home.keep([checkin("2026-11-18")])
    keep(app_home, WORKED, LEAVE)
    async with app_home.open_app() as me:
        await me.press("3", "6", "enter", "9")
        gate.set()
        await arrived(me)
        assert "6 h" in me.line("Wed 18 Nov") and "proposed" not in me.text
        await me.press("enter", "ctrl+s")
    assert {day.date: day.hours for day in app_home.kept.workdays} == {WEDNESDAY: 6, THURSDAY: 9}


async def test_the_selected_row_is_confirmed_as_it_was_shown(app_home: AppHome, gate: threading.Event) -> None:
    app_home.keep([checkin("2026-11-18")])
    keep(app_home, WORKED, LEAVE)
    async with app_home.open_app() as me:
        await me.press("3")
        gate.set()
        await arrived(me)
        assert "as usual?" in me.line("Wed 18 Nov") and "proposed?" in me.line("Thu 19 Nov")
        assert "Calendar suggests leave   t use it" in me.text
        await me.press("enter", "enter", "ctrl+s")
    assert {day.date: day.hours for day in app_home.kept.workdays} == {WEDNESDAY: 8, THURSDAY: 7.5}


async def test_a_row_confirmed_as_usual_shows_what_files_suggest_and_a_key_uses_it(
    app_home: AppHome, gate: threading.Event
) -> None:
    app_home.keep([checkin("2026-11-18")])
    keep(app_home, WORKED)
    async with app_home.open_app() as me:
        await me.press("3", "u", "escape", "down")
        gate.set()
        await arrived(me)
        assert "Watson and Slack: 7.5 h" in me.line("Thu 19 Nov   work")
        await me.press("down")
        assert "Watson and Slack suggest 7.5 h, 08:52–17:40, 45 min after hours   t use it" in me.text
        await me.press("t", "ctrl+s")
    assert {day.date: day.hours for day in app_home.kept.workdays} == {WEDNESDAY: 8, THURSDAY: 7.5}


@pytest.mark.parametrize("size", [(70, 20), SMALL, LARGE])
@pytest.mark.parametrize("key", ["", "t"])
async def test_files_read_on_a_later_page_are_shown_in_the_review(
    app_home: AppHome, gate: threading.Event, key: str, size: tuple[int, int]
) -> None:
    keep(app_home, WORKED)
    async with app_home.open_app(size) as me:
        await me.press(*QUIET[:3])
        gate.set()
        await arrived(me)
        assert "Your files suggest other values than usual." in me.text
        await me.press(*QUIET[3:-1])
        assert me.page == "review"
        assert "Thu 19 Nov: Watson and Slack suggest 7.5 h," in me.text and "   t use it" in me.text
        assert not me.clipped()
        if key:
            await me.press(key)
            assert "suggest" not in me.text and "use it" not in me.text
        await me.press(QUIET[-1])
        assert isinstance(me.app.screen, WeekScreen)
    usual, tracked = (8, time(9), time(18), 0), (7.5, time(8, 52), time(17, 40), 45)
    assert app_home.journal.workday(THURSDAY) == Workday(THURSDAY, "work", *(tracked if key else usual))


async def test_files_read_while_the_review_is_shown_move_nothing_in_it(
    app_home: AppHome, gate: threading.Event
) -> None:
    app_home.keep([checkin("2026-11-18")])
    keep(app_home, WORKED, LEAVE)
    async with app_home.open_app() as me:
        await me.press("3", "u")
        await me.reach("review")
        before = me.text.split("\n")
        gate.set()
        await arrived(me)
        after = me.text.split("\n")
        assert [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] == [3]
        line = me.line("Your files suggest other values for 2 days confirmed as usual   t use them")
        await me.pilot.click(offset=(line.index("use them"), 3))
        assert "leave" in me.line("Wed 18 Nov") and "7.5 h" in me.line("Thu 19 Nov")


async def test_files_read_once_the_check_in_is_saved_are_mentioned_in_the_week(
    app_home: AppHome, gate: threading.Event
) -> None:
    app_home.folder.mkdir()
    (app_home.folder / "2026-11.data").write_text("inc 20261119T080900Z - 20261119T160900Z # work\n")
    app_home.config = f'[hints]\nfiles = "{app_home.folder}/2026-11.data"\n'
    async with app_home.open_app() as me:
        await me.press(*QUIET)
        gate.set()
        await until(me.pilot, lambda: "It was saved as usual." in me.text, "message")
        assert "Thu 19 Nov: Timewarrior suggests 8 h, 09:09–17:09." in me.text


@pytest.mark.parametrize("typed", ["8", "w", "o"])
async def test_what_was_typed_before_files_were_read_is_not_questioned(
    app_home: AppHome, gate: threading.Event, typed: str
) -> None:
    keep(app_home, WORKED)
    async with app_home.open_app() as me:
        await me.press("3", typed, "enter")
        gate.set()
        await arrived(me)
        await me.reach("review")
        assert "suggest" not in me.text


async def test_the_review_says_that_files_were_not_read_in_time(
    app_home: AppHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Proposals(problems=("~/.timewarrior took too long.",), unread=("~/.timewarrior",))
    monkeypatch.setattr(proposals, "read_proposals", lambda *_: late)
    app_home.config = '[hints]\nfiles = "~/.timewarrior"\n'
    async with proposed(app_home) as me:
        await me.press(*QUIET[:-1])
        assert me.text.count("~/.timewarrior wasn't fully read in time, so Thu 19 Nov is as usual.") == 1


async def test_the_review_says_while_files_are_being_read(app_home: AppHome, gate: threading.Event) -> None:
    app_home.config = '[hints]\nfiles = "~/.timewarrior"\n'
    async with app_home.open_app() as me:
        await me.press(*QUIET[:-1])
        assert "Your files haven't been read yet, so Thu 19 Nov is as usual." in me.text
        gate.set()
        await arrived(me)
        assert "read yet" not in me.text


async def test_keys_work_while_files_are_read_and_nothing_moves(app_home: AppHome, gate: threading.Event) -> None:
    app_home.keep([checkin("2026-11-14")])
    keep(app_home, WORKED, LEAVE, POSTS)
    async with app_home.open_app() as me:
        await me.press("3", "down", "down")
        before = me.text.split("\n")
        gate.set()
        await arrived(me)
        after = me.text.split("\n")
    assert len(after) == len(before)
    changed = [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    days = [n for n, line in enumerate(after) if " Nov  " in line]
    assert {n for n in changed if n not in days} == {days[0] - 2, days[0] - 1}  # the keys and the blank line above
    assert [before[n][:16] for n in days] == [after[n][:16] for n in days]


async def test_an_edited_row_keeps_the_proposed_times_that_fit(app_home: AppHome) -> None:
    keep(app_home, WORKED)
    async with proposed(app_home) as me:
        await me.press("3", "8", "enter", "ctrl+s")
    assert app_home.journal.workday(THURSDAY) == Workday(THURSDAY, "work", 8, time(8, 52), time(17, 40), 45)


async def test_a_draft_keeps_what_was_typed_and_reads_the_files_again(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-18")])
    keep(app_home, WORKED, LEAVE)
    async with proposed(app_home) as me:
        await me.press("3", "6", "enter")
    async with proposed(app_home) as me:
        assert "6 h" in me.line("Wed 18 Nov")
        assert "proposed?" in me.line("Thu 19 Nov")


async def test_proposals_are_shown_once_their_page_is_opened(app_home: AppHome, gate: threading.Event) -> None:
    app_home.keep([checkin("2026-11-19")])
    keep(app_home, WORKED)
    async with app_home.open_app() as me:
        me.checkin.go_to(1)
        await me.press("4")
        gate.set()
        await arrived(me)
        await me.press("escape")
        assert "proposed?" in me.line("Thu 19 Nov")


async def test_days_of_a_long_gap_are_mentioned_and_open_as_proposed_rows(app_home: AppHome) -> None:
    app_home.keep([checkin("2026-11-01")])
    keep(app_home, WORKED, LEAVE)
    async with proposed(app_home) as me:
        await me.press("3")
        assert "Your files cover 2 of these days. Press d to go through the last ones." in me.text
        await me.press("d")
        assert "proposed?" in me.line("Thu 19 Nov")


async def test_a_file_that_cannot_be_used_is_named_in_one_line(app_home: AppHome) -> None:
    app_home.config = f'[hints]\nfiles = ["{app_home.folder}/frames", "{app_home.folder}/other"]\n'
    async with proposed(app_home) as me:
        assert "2 files aren't fully used. Run cmcheckin hints to read them." in me.text
        await me.press(*QUIET)
        assert isinstance(me.app.screen, WeekScreen)
        assert "hints" not in me.text
    assert app_home.journal.workday(THURSDAY) == Workday(THURSDAY, "work", 8, time(9), time(18), 0)


@pytest.mark.parametrize("size", [(70, 20), SMALL, LARGE])
async def test_a_missing_file_is_named(app_home: AppHome, size: tuple[int, int]) -> None:
    app_home.config = f'[hints]\nfiles = "{app_home.folder}/watson/frames"\n'
    async with proposed(app_home, size) as me:
        assert "watson/frames doesn't exist." in me.text
        await me.press("3")
        assert "watson/frames doesn't exist." in me.text
        assert me.line("Thu 19 Nov").endswith("?") and "proposed" not in me.text


async def test_an_error_while_reading_does_not_stop_the_check_in(
    app_home: AppHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Proposals:
        raise ZeroDivisionError

    monkeypatch.setattr(proposals, "read_proposals", broken)
    app_home.config = '[hints]\nfiles = "~/frames"\n'
    async with proposed(app_home) as me:
        assert "Files couldn't be read (ZeroDivisionError). Your usual days are shown." in me.text


async def test_without_files_no_thread_is_started(app_home: AppHome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading.Thread, "start", pytest.fail)
    async with app_home.open_app() as me:
        await me.press(*QUIET)
        assert isinstance(me.app.screen, WeekScreen)

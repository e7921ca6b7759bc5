"""Different answers from devices: where the screens mention them, and how they are settled there."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from cmcheckin.domain.fields import Key
from cmcheckin.journal import Journal
from cmcheckin.ui.app import Start
from cmcheckin.ui.checkin.conflicts import ConflictsScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.cli.cli_runs import Cli
from tests.two_devices import apart
from tests.ui.app_session import LARGE, SMALL, AppHome, AppSession, checkin

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
NOTICE = "Your devices disagree about Fri 20 Nov and one more day. Press F5 to settle."
TODAY, YESTERDAY = Key("checkin", "2026-11-20"), Key("workday", "2026-11-19")


@pytest.fixture
def app_home(tmp_path: Path) -> AppHome:
    """A home where mood and note of today, and the hours of yesterday, are in conflict."""
    home = AppHome(tmp_path / "home")
    home.keep([checkin("2026-11-20", mood=3), {"type": "workday", "date": "2026-11-19", "kind": "work", "hours": 8}])
    cli = Cli(home.folder, device="phone-77aa", now="2026-11-20T07:12:00+01:00")
    with apart(home.folder, "desk-0001") as folder:
        desk = Cli(folder, device="desk-0001", now="2026-11-20T06:50:00+01:00")
        desk("log", "--mood", "2", "--note", "from the desk")
        desk("log", "--date", "2026-11-19", "--hours", "9")
        cli("log", "--mood", "4", "--note", "from the phone")
        cli("log", "--date", "2026-11-19", "--hours", "7.5")
    return home


def left(app_home: AppHome) -> list[tuple[str, ...]]:
    """Return the fields in conflict."""
    return [conflict.field for conflict in app_home.journal.conflicts()]


@SIZES
async def test_the_week_mentions_them_and_settles_what_is_chosen(app_home: AppHome, size: tuple[int, int]) -> None:
    async with app_home.open_app(size, Start("week")) as me:
        assert NOTICE in me.text
        assert "different answers from your devices" in me.text
        assert me.clipped() == []
        await me.press("f5")
        assert "four fields" not in me.text
        assert "three fields" in me.text
        for line in ("1 phone-77aa, Fri 20 Nov 07:12  7.5 h", "2 desk-0001, Fri 20 Nov 06:50   9 h"):
            assert line in me.text
        assert me.clipped() == []
        await me.press("2", "l", "b")
        assert "▐9 h▌" in me.text
        await me.press("enter")
        assert isinstance(me.app.screen, WeekScreen)
        assert "Settled two fields." in me.text
        assert "Your devices disagree about Fri 20 Nov. Press F5 to settle." in me.text
    assert left(app_home) == [("mood",)]
    (workday,) = app_home.kept.workdays
    (saved,) = app_home.kept.checkins
    assert (workday.hours, saved.note, saved.mood) == (9, "from the desk\nfrom the phone", 4)


async def test_one_undo_opens_again_all_that_was_settled_together(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("week")) as me:
        await me.press("f5", "2", "2", "b", "enter")
        assert left(app_home) == []
        await me.press("U", "U")
        assert NOTICE in me.text
    assert len(left(app_home)) == 3
    assert [saved.mood for saved in app_home.kept.checkins] == [4]


async def test_escape_leaves_everything_open(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("week")) as me:
        await me.press("f5", "1", "1", "escape")
        assert NOTICE in me.text
    assert left(app_home) == [("mood",), ("note",), ("hours",)]


async def test_nothing_is_saved_until_something_is_chosen(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("week")) as me:
        await me.press("f5", "enter")
        assert "Nothing is chosen yet." in me.text
        await me.press("b")
        assert "only for texts" in me.text
        await me.press("3", "enter")  # there is no third answer
        assert "Nothing is chosen yet." in me.text
        assert isinstance(me.app.screen, ConflictsScreen)
    assert len(left(app_home)) == 3


async def test_the_mouse_settles_them_too(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("week")) as me:
        await click(me, "Press F5 to settle")
        assert isinstance(me.app.screen, ConflictsScreen)
        await click(me, "2, low")
        await click(me, "save choices")
        assert isinstance(me.app.screen, WeekScreen)
    assert left(app_home) == [("note",), ("hours",)]
    assert [saved.mood for saved in app_home.kept.checkins] == [2]


async def click(me: AppSession, text: str) -> None:
    """Click in the middle of the first line with `text`."""
    lines = me.text.split("\n")
    y = next(n for n, line in enumerate(lines) if text in line)
    await me.pilot.click(offset=(lines[y].index(text) + 1, y))
    await me.press()


async def test_a_day_in_full_settles_its_own_alone(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("week")) as me:
        await me.press("up", "enter")
        assert "Your devices disagree about Thu 19 Nov. Press F5 to settle." in me.text
        await me.press("left")
        assert "F5" not in me.text
        await me.press("f5")
        assert not isinstance(me.app.screen, ConflictsScreen)
        await me.press("right", "f5")
        assert "one field" in me.text
        await me.press("1", "enter")
        assert isinstance(me.app.screen, WeekScreen)
        assert "Your devices disagree about Fri 20 Nov. Press F5 to settle." in me.text
    assert left(app_home) == [("mood",), ("note",)]


@SIZES
async def test_a_check_in_mentions_them_and_shows_what_was_settled(app_home: AppHome, size: tuple[int, int]) -> None:
    async with app_home.open_app(size, Start("checkin")) as me:
        assert NOTICE in me.text
        assert me.clipped() == []
        await me.press("f5", "2", "2", "b", "enter")
        assert "Settled three fields." in me.text
        assert "F5" not in me.text
        assert (me.answers.mood, me.answers.note) == (2, "from the desk\nfrom the phone")
    assert left(app_home) == []


async def test_answers_given_before_stay_beside_what_was_settled(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("checkin")) as me:
        await me.press("5", "f5", "l", "2", "2", "enter")
        assert me.answers.workload == 5
        await me.press("ctrl+s")
        assert isinstance(me.app.screen, WeekScreen), me.text
    (saved,) = app_home.kept.checkins
    assert (saved.workload, saved.mood, saved.note) == (5, 2, "from the desk")


async def test_a_new_answer_settles_it(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("checkin")) as me:
        await me.reach("mood")
        await me.press("5", "ctrl+s")
        assert isinstance(me.app.screen, WeekScreen), me.text
    assert left(app_home) == [("note",), ("hours",)]


async def test_what_was_settled_elsewhere_is_shown_again(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("week")) as me:
        await me.press("f5", "l", "1")
        app_home.journal.settle([(TODAY, ("mood",), 2)])
        await me.press("enter")
        assert "changed or settled elsewhere" in me.text
        assert [saved.mood for saved in app_home.kept.checkins] == [2]
        assert len(left(app_home)) == 2


async def test_a_text_that_became_too_long_is_not_saved(app_home: AppHome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcheckin.domain.checkin.NOTE", 20)
    async with app_home.open_app(start=Start("week")) as me:
        await me.press("f5", "down", "down", "b", "enter")
        assert "note has 28 characters, but the limit is 20" in me.text
    assert len(left(app_home)) == 3


async def test_a_deleted_record_is_kept_or_deleted(app_home: AppHome) -> None:
    with apart(app_home.folder, "desk-0001") as folder:
        Cli(folder, device="desk-0001")("delete", "2026-11-19", "--yes")
        Cli(app_home.folder, device="phone-77aa")("log", "--date", "2026-11-19", "--hours", "6")
    for conflict in app_home.journal.conflicts():
        if conflict.field in (("mood",), ("note",)):
            app_home.journal.settle([(conflict.key, conflict.field, conflict.values[0].value)])
    async with app_home.open_app(start=Start("week")) as me:
        await me.press("f5")
        assert "Workday on Thu 19 Nov" in me.text
        assert "keep it: 6 h" in me.text
        await me.press("2", "enter")
        assert "F5" not in me.text
    assert list(app_home.kept.workdays) == []


async def test_without_conflicts_nothing_of_it_is_loaded_or_shown(tmp_path: Path) -> None:
    home = AppHome(tmp_path / "home")
    home.keep([checkin("2026-11-20")])
    async with home.open_app(start=Start("week")) as me:
        assert "F5" not in me.text
        await me.press("f5")
        assert isinstance(me.app.screen, WeekScreen)


async def test_the_week_redoes_what_was_undone(app_home: AppHome) -> None:
    async with app_home.open_app(start=Start("week")) as me:
        await me.press("ctrl+r")
        assert "nothing to redo" in me.text
        app_home.keep([checkin("2026-11-18", mood=1)])
        await me.press("U", "U")
        assert "Undone: Mood 1 on Wed 18 Nov. Press Ctrl+R to redo." in me.text
        await me.press("ctrl+r")
        assert "Press Ctrl+R again to redo “Mood 1 on Wed 18 Nov”." in me.text
        await me.press("ctrl+r")
        assert "Redone: Mood 1 on Wed 18 Nov." in me.text
    assert Journal.checkin(app_home.journal, app_home.clock.today().replace(day=18)) is not None


@pytest.mark.parametrize("view", ["week", "checkin"])
async def test_the_line_names_the_key_of_the_settings(app_home: AppHome, view: Literal["week", "checkin"]) -> None:
    app_home.config = '[keys]\n"conflicts.settle" = "f9"\n'
    async with app_home.open_app(start=Start(view)) as me:
        assert "Press F9 to settle." in me.text
        await me.press("f9")
        assert isinstance(me.app.screen, ConflictsScreen)

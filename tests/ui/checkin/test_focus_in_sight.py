"""The focused field is on the screen in full, however much the page has above it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cmcheckin.services import share_preferences
from cmcheckin.services.share_files import write_reply
from cmcheckin.sharing.share_file import Reply
from tests.ui.app_session import LARGE, SMALL, AppHome, AppSession, checkin, escalation
from tests.ui.screens_shown import resize

SMALLEST = (70, 20)
LONG = "Sam takes the weekend and the Monday after, so that you can be away from the forum for once. " * 3


def home_with_all(folder: Path) -> AppHome:
    """Return a home with three unread replies, four long-term wins to follow up, ten open escalations, and own numbers
    to fill in."""
    metrics = "".join(f'[[metrics]]\nname = "number {n}"\n' for n in range(12))
    app_home = AppHome(folder / "home", config=f'[share]\nfolder = "{folder / "shared"}"\n{metrics}')
    app_home.folder.mkdir()
    (folder / "shared").mkdir()
    wins = [{"id": f"w-{n}", "text": f"Lasting {n}", "long_term": True} for n in range(4)]
    app_home.keep([checkin("2026-10-20", wins=wins), checkin("2026-11-06")])
    app_home.keep(escalation(n, updates=[{"text": "still coming in"}]) for n in range(10))
    share_preferences.save(app_home.folder / "share.json", share_preferences.SharePreferences("p-me"))
    for n, text in enumerate(("So patient, all week", "More next month", LONG)):
        made = datetime(2026, 11, 19, 16, tzinfo=UTC) + timedelta(minutes=n)
        kind = ("thanks", "answer", "cover")[n]
        write_reply(Reply(f"r-{n}", "p-me", kind, text, made, sender="Kim"), folder / "shared")
    return app_home


def hidden(me: AppSession) -> str:
    """Return the focused field with its place and that of the page, if it isn't shown in full; else an empty text."""
    page, focused = me.checkin.page, me.app.screen.focused
    assert focused is not None
    fits = page.region.intersection(focused.region) == focused.region
    marked = len(re.findall(r"^(?:▌.*\n)+|(?<=  )▌ ", me.text, re.MULTILINE)) == 1
    return "" if fits and marked and focused.region else f"{me.at} {focused.region} of {page.region}\n{me.text}"


async def test_a_win_is_seen_while_it_is_typed_below_replies_and_follow_ups(tmp_path: Path) -> None:
    async with home_with_all(tmp_path).open_app(SMALLEST) as me:
        await me.press("3")
        await me.reach("wins")
        assert me.at == "looks"
        assert not hidden(me)
        for _ in range(20):
            await me.press("up")
            assert not hidden(me)
        assert me.at == "replies"
        await me.press("enter")
        assert me.at == "looks"
        await me.press("y")
        assert not hidden(me)
        await me.press("enter")
        for n in range(6):
            assert me.at == "win"
            await me.type(f"win {n}")
            assert f"win {n}" in me.line("A win")
            assert not hidden(me)
            await me.press("enter")
            assert me.at == "kind"
            assert not hidden(me)
            assert "long-term" in me.text
            await me.press("4" if n else "6")
            if not n:
                assert me.at == "sender"
                assert not hidden(me)
                await me.press(*"Kim", "enter")
        for _ in range(20):
            await me.press("up")
            assert not hidden(me)
        assert me.at == "replies"
        assert "Three new replies" in me.text


@pytest.mark.parametrize(
    ("size", "keys"),
    [(SMALLEST, ("tab", "shift+tab")), (LARGE, ("down", "up"))],
    ids=["70x20", "120x40"],
)
async def test_every_field_of_every_page_is_seen_with_the_focus(
    tmp_path: Path, size: tuple[int, int], keys: tuple[str, str]
) -> None:
    async with home_with_all(tmp_path).open_app(size) as me:
        await me.press("3")
        for page in ("workload", "mood", "wins", "escalations"):
            await me.reach(page)
            if page == "escalations":
                for n in range(4):
                    await me.press("tab" if n == 0 else "n", "n")
                    await me.type(f"new {n}")
                    assert not hidden(me)
                    await me.press("enter")
                    assert not hidden(me)
                    await me.press("3")
                    assert not hidden(me)
            for key in keys:
                passed: set[str] = set()
                for _ in range(25):
                    if (me.at, key) == ("note", "down"):  # where the arrows move in the text
                        await me.press("tab")
                    else:
                        await me.press(key)
                    if me.page != page or ("tab" in key and me.at in passed):
                        break
                    assert not hidden(me)
                    passed.add(me.at)


async def test_every_field_of_an_escalation_is_seen_with_the_focus(tmp_path: Path) -> None:
    async with home_with_all(tmp_path).open_app(SMALLEST) as me:
        await me.press("3")
        await me.reach("escalations")
        for _ in range(9):
            await me.press("down")
            assert not hidden(me)
        await me.press("e")
        for _ in range(10):
            assert not hidden(me)
            await me.press("tab")
        assert me.at == "form-update"


async def test_the_focus_stays_in_sight_when_the_window_gets_smaller(tmp_path: Path) -> None:
    async with home_with_all(tmp_path).open_app(LARGE) as me:
        await me.press("3")
        await me.reach("wins")
        await me.press(*["down"] * 9)
        assert me.at == "win"
        await me.type("a win")
        for size in (SMALL, SMALLEST, LARGE):
            await resize(me.pilot, *size)
            await me.press("!")
            assert not hidden(me)


async def test_the_page_scrolls_at_once_to_days_that_appear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-10-29")])
    async with app_home.open_app(SMALLEST) as me:
        animated: list[object] = []
        monkeypatch.setattr(me.app.animator, "animate", lambda *given, **named: animated.append(given))
        await me.press("4", "d")
        assert me.at == "days"
        assert not hidden(me)
        assert not animated

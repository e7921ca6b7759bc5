"""Entries that are cut in the lists of the check-in are read in full with one key."""

from __future__ import annotations

from pathlib import Path

from cmcheckin.ui.app import Start
from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.help import NoticeScreen
from tests.ui.app_session import AppHome, checkin

LONG = f"{'A guide that newcomers still read, month after month, ' * 5}to its end at the lighthouse"


async def test_a_long_term_win_is_read_in_full_before_it_is_answered(tmp_path: Path) -> None:
    home = AppHome(tmp_path / "home")
    home.keep([checkin("2026-10-20", wins=[{"id": "w-1", "text": LONG, "long_term": True}])])
    async with home.open_app() as me:
        await me.reach("wins")
        assert me.at == "looks"
        assert "lighthouse" not in me.text
        assert "space in full" in me.line("still holds up")
        await me.press("space")
        assert isinstance(me.app.screen, NoticeScreen)
        assert "lighthouse" in " ".join(me.text.split())
        await me.press("escape")
        assert isinstance(me.app.screen, CheckinScreen)
        assert me.at == "looks"
        await me.press("y")
        assert me.checkin.form.follow_ups[0].holds


async def test_a_short_one_needs_no_key(tmp_path: Path) -> None:
    home = AppHome(tmp_path / "home")
    home.keep([checkin("2026-10-20", wins=[{"id": "w-1", "text": "Guide", "long_term": True}])])
    async with home.open_app() as me:
        await me.reach("wins")
        assert "in full" not in me.text
        await me.press("space")
        assert isinstance(me.app.screen, CheckinScreen)


async def test_the_review_shows_a_long_win_to_its_end(tmp_path: Path) -> None:
    home = AppHome(tmp_path / "home")
    home.keep([checkin("2026-11-20", wins=[{"id": "w-1", "text": LONG}])])
    async with home.open_app(start=Start("checkin")) as me:
        await me.reach("review")
        assert "lighthouse" in me.text

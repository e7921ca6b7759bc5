"""A key that does nothing at the moment says why, on the screens that disable keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.binding import BindingsMap

from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.inbox.screen import InboxScreen
from cmcheckin.ui.report.screen import ReportScreen
from cmcheckin.ui.review.one_to_one.screen import OneToOneScreen
from cmcheckin.ui.review.person_screen import ReviewPersonScreen
from cmcheckin.ui.review.team_screen import ReviewScreen
from cmcheckin.ui.share.screen import ShareScreen
from cmcheckin.ui.trends.screen import TrendsScreen
from cmcheckin.wording import disabled_keys as words
from cmcheckin.wording import inbox as inbox_words
from tests.ui.app_made import MakeApp
from tests.ui.inbox.inbox_made import records, shared_folder, write_replies
from tests.ui.screens_shown import press

SCREENS = (
    CheckinScreen, InboxScreen, ReportScreen, OneToOneScreen, ReviewPersonScreen, ReviewScreen, ShareScreen,
    TrendsScreen,
)  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS)
def test_each_reason_belongs_to_a_key_and_fits_on_one_line(screen: type[BaseScreen]) -> None:
    keys = [
        binding.action
        for base in screen.__mro__
        for bindings in BindingsMap(vars(base).get("BINDINGS", ())).key_to_bindings.values()
        for binding in bindings
    ]
    known = {*keys, *(re.sub(r"\(.*", "", key) for key in keys), ""}
    assert set(screen.WHY_DISABLED) <= known
    assert all(len(reason) <= 68 for reason in screen.WHY_DISABLED.values())


async def test_the_inbox_says_why_a_key_does_nothing_until_the_next_key(make_app: MakeApp, tmp_path: Path) -> None:
    write_replies(shared_folder(tmp_path))
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        assert words.INBOX["keep"] in await press(pilot, "i", "k")
        assert words.INBOX["plan_leave"] in await press(pilot, "l")
        screen = await press(pilot, "down")
        assert words.INBOX["plan_leave"] not in screen
        await press(pilot, "k")
        assert inbox_words.ALREADY_KEPT in await press(pilot, "k")
        assert words.INBOX["plan_leave"] not in await press(pilot, "enter"), (
            "Enter has two meanings, one of them enabled"
        )


async def test_trends_say_why_a_day_cannot_be_selected(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        assert words.TRENDS["measure"] in await press(pilot, "t", "2")
        assert words.TRENDS["measure"] not in await press(pilot, "y", "2")


async def test_enter_on_the_preview_of_a_share_names_the_key_that_writes(make_app: MakeApp) -> None:
    app = make_app(records())
    async with app.run_test(size=(80, 24)) as pilot:
        assert "preview" in await press(pilot, "s", "enter", "enter")
        assert "Press w to write the files." in await press(pilot, "enter")

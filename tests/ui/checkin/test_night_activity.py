"""Activity at night in the user's files, and how the check-in adds it as an escalation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.ui.app_session import LARGE, SMALL, AppHome, AppSession
from tests.ui.checkin.proposed_rows import PING, WORKED, arrived, keep, proposed


async def at_escalations(me: AppSession) -> None:
    me.checkin.go_to(3)
    await me.press()
    assert me.page == "escalations"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_activity_at_night_is_added_by_a_key_and_a_title(app_home: AppHome, size: tuple[int, int]) -> None:
    keep(app_home, WORKED._replace(night_pings=(PING, PING + timedelta(minutes=90))))
    async with proposed(app_home, size) as me:
        await at_escalations(me)
        assert "Active at night: Fri 02:10, 03:40   p add an escalation" in me.text
        assert not me.checkin.form.new_escalations
        await me.press("p")
        assert "came in today 02:10" in me.line("Title")
        assert "Active at night" not in me.text
        await me.type("Spam wave")
        await me.press("enter", "4")
        assert "Active at night: Fri 03:40   p add an escalation" in me.text
        await me.press("n")
        assert "came in" not in me.text
        await me.press("escape", "ctrl+s")
    assert [(one.title, one.opened, one.severity) for one in app_home.kept.escalations] == [("Spam wave", PING, 4)]


async def test_nothing_is_added_at_night_by_itself(app_home: AppHome) -> None:
    keep(app_home, WORKED)
    async with proposed(app_home) as me:
        await me.press("3")
        await at_escalations(me)
        await me.press("p", "enter", "enter", "enter")
    assert not app_home.kept.escalations


async def test_an_unfinished_title_of_a_night_ping_is_kept_in_the_draft(app_home: AppHome) -> None:
    keep(app_home, WORKED)
    async with proposed(app_home) as me:
        await at_escalations(me)
        await me.press("p")
        await me.type("Spam")
        me.app.save_drafts()
    async with proposed(app_home) as me:
        assert "came in today 02:10" in me.line("Spam")
        await me.press("enter", "3", "ctrl+s")
    assert [one.opened for one in app_home.kept.escalations] == [PING]


async def test_a_click_adds_activity_at_night(app_home: AppHome) -> None:
    keep(app_home, WORKED)
    async with proposed(app_home) as me:
        await at_escalations(me)
        row = next(n for n, line in enumerate(me.text.split("\n")) if "Active at night" in line)
        await me.pilot.click(offset=(me.line("Active at night").index("add an escalation"), row))
        assert me.at == "title"


async def test_without_activity_at_night_the_key_does_nothing(app_home: AppHome) -> None:
    async with app_home.open_app() as me:
        await at_escalations(me)
        await me.press("p")
        assert me.at == "anything-new" and "Active" not in me.text


@pytest.mark.parametrize(("keys", "hint"), [('"escalations.new" = "p"', ""), ('"escalations.night" = "x"', "x")])
async def test_the_line_about_the_night_has_the_key_that_adds_it(app_home: AppHome, keys: str, hint: str) -> None:
    app_home.config = f"[keys]\n{keys}\n"
    keep(app_home, WORKED)
    async with app_home.open_app() as me:
        await me.press(*() if hint else ("enter",))  # closes the message about the key of two actions
        await arrived(me)
        await at_escalations(me)
        shown = f"   {hint} add an escalation" if hint else ""
        assert me.line("Active at night").strip() == f"Active at night: Fri 02:10{shown}"

"""What all screens share: faults, the palette, keys of the user's own."""

from __future__ import annotations

from datetime import date

import pytest

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.settings import parse
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.commands import action_ids
from cmcheckin.ui.help import HelpScreen
from cmcheckin.ui.week.screen import WeekScreen
from cmcheckin.wording.app import DEMO_HINT, PLACES
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, resize, shown, until

PRIVATE = "what nobody else should read"
TOLD = [CheckIn(date(2026, 11, 20), mood=3, note=PRIVATE)]


class Writing(BaseScreen):
    """A screen with something unfinished."""

    kept = False

    def save_draft(self) -> bool:
        self.kept = True
        return True

    def action_break(self) -> None:
        """Meet a fault, with the user's words at hand."""
        note = PRIVATE
        raise ValueError(note)


async def test_a_fault_says_where_and_never_what_was_written(
    make_app: MakeApp, capfd: pytest.CaptureFixture[str]
) -> None:
    app = make_app(TOLD)
    writing = Writing()
    with pytest.raises(ValueError, match="nobody"):
        async with app.run_test(size=(80, 24)) as pilot:
            await app.push_screen(writing)
            writing.call_later(writing.action_break)
            await until(pilot, lambda: app.return_code is not None, "the app to end")
    assert writing.kept
    assert app.return_code == 1
    said = app.exit_line
    assert "ValueError in test_app_shell.py, line" in said
    assert "saved as a draft" in said
    out, err = capfd.readouterr()
    assert PRIVATE not in said + out + err


async def test_the_palette_offers_what_the_screen_can_do(make_app: MakeApp) -> None:
    app = make_app(TOLD)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: "Previous week" in shown(app), "the list of commands")
        assert "Screenshot" not in shown(app)
        everything = shown(app).count("\n  ")
        await press(pilot, *"previous week")
        await until(pilot, lambda: shown(app).count("\n  ") < everything, "the commands found")
        await press(pilot, "enter")
        await until(pilot, lambda: "Week 46" in shown(app), "the week before")


@pytest.mark.parametrize("keys", [("t",), ("s",), ("c", "4"), ("f2",), ("question_mark",)], ids="-".join)
async def test_every_screen_is_reached_from_every_screen(make_app: MakeApp, keys: tuple[str, ...]) -> None:
    app = make_app([CheckIn(date(2026, 11, 18), mood=3)])
    async with app.run_test(size=(80, 24)) as pilot:
        for name in PLACES:
            while not isinstance(app.screen, WeekScreen):
                await press(pilot, "escape")
            await press(pilot, *keys)
            here = type(app.screen).__module__ == f"cmcheckin.ui.{name}.screen"
            offered = dict(app.commands(app.screen))
            assert (PLACES[name] in offered) != here
            if not here:
                offered[PLACES[name]]()
                await press(pilot)
                assert type(app.screen).__module__ == f"cmcheckin.ui.{name}.screen"
                assert len(app.screen_stack) <= 2
            if keys == ("c", "4"):
                assert app.journal.drafts.days(), "the unfinished check-in is kept"


async def test_keys_stand_beside_the_commands(make_app: MakeApp) -> None:
    app = make_app(TOLD)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: "Previous week" in shown(app), "the list of commands")
        line = next(line for line in shown(app).split("\n") if "Previous week" in line)
        assert line.split()[:3] == ["[", "page", "up"]


async def test_a_page_key_in_a_palette_without_room_is_no_fault(make_app: MakeApp) -> None:
    app = make_app(TOLD)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: "Previous week" in shown(app), "the list of commands")
        await resize(pilot, 40, 4)
        await press(pilot, "pagedown", "pageup", "down", "pagedown", "escape", "escape")
        await resize(pilot, 80, 24)
        await until(pilot, lambda: "Week 47" in shown(app), "the week")


async def test_keys_of_the_users_own(make_app: MakeApp) -> None:
    app = make_app(TOLD, settings=parse('[keys]\n"week.previous" = "v"\n'))
    async with app.run_test(size=(120, 24)) as pilot:
        assert "] v week" in shown(app)
        assert "Week 46" in await press(pilot, "v")


def test_every_action_that_can_be_remapped_has_one_home() -> None:
    ids = action_ids()
    assert {"week.previous", "week.goto", "checkin.next", "help", "suspend"} <= ids


async def test_an_empty_no_color_asks_for_nothing(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert not make_app(TOLD).no_color
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app(TOLD)
    async with app.run_test():
        assert app.no_color
        assert app.ansi_color


@pytest.mark.parametrize(
    ("zone", "theme"), [("light", "cmcheckin-light"), ("dark", "cmcheckin-dark"), ("", "cmcheckin-dark")]
)
def test_the_look_that_was_set(make_app: MakeApp, zone: str, theme: str) -> None:
    app = make_app(TOLD, settings=parse(f'theme = "{zone}"\n') if zone else parse(""))
    assert isinstance(app, CheckinApp)
    assert app.theme.startswith(theme)


async def test_the_community_does_not_touch_the_keys_where_there_is_room(make_app: MakeApp) -> None:
    app = make_app([CheckIn(date(2026, 11, 20), mood=3, community=Community(4, "excited"), wins=(Win("a"),))])
    async with app.run_test(size=(80, 24)):
        assert "excited" in shown(app)
        assert shown(app).splitlines()[-2] == ""


async def test_help_that_does_not_fit_says_so_and_scrolls(make_app: MakeApp) -> None:
    keys = [(f"f{n}", f"what key {n} of many does, in a sentence that has a line to itself") for n in range(30)]
    app = make_app(TOLD)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(HelpScreen("Help", "A sentence.", keys[:5]))
        assert "scroll" not in (await press(pilot)).splitlines()[-1]
        await press(pilot, "escape")
        app.push_screen(HelpScreen("Help", "A sentence.", keys))
        screen = await press(pilot)
        assert "scroll" in screen.splitlines()[-1]
        assert "key 29" not in screen
        assert "key 29" in await press(pilot, "pagedown", "down", "pagedown")
        assert "A sentence." in await press(pilot, "pageup", "pageup")
        await resize(pilot, 80, 50)
        assert "scroll" not in (await press(pilot)).splitlines()[-1]
        assert "Week 47" in await press(pilot, "escape")


async def test_short_keys_share_a_line_in_help(make_app: MakeApp) -> None:
    app = make_app(TOLD)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(HelpScreen("Help", "", [("a", "one"), ("b", "two"), ("c", "x" * 50), ("d", "four")]))
        lines = [line for line in (await press(pilot)).splitlines() if line.strip()]
        assert [line.split() for line in lines[1:4]] == [["a", "one", "b", "two"], ["c", "x" * 50], ["d", "four"]]


async def test_the_demo_is_marked_on_every_screen(make_app: MakeApp) -> None:
    app = make_app([CheckIn(date(2026, 11, 20), mood=3)], start=Start("week", demo=True))
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in ((), ("t",), ("escape", "r"), ("escape", "s"), ("escape", "i"), ("escape", "c"), ("f2",)):
            text = await press(pilot, *keys)
            assert "[DEMO]" in "".join(text.splitlines()[:2]), app.screen


async def test_the_demo_says_what_there_is_to_see_until_the_first_key(make_app: MakeApp) -> None:
    app = make_app([CheckIn(date(2026, 11, 20), mood=3)], start=Start("week", demo=True))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = (await press(pilot)).splitlines()
        assert DEMO_HINT in lines[-2]
        assert "q quit" in lines[-1], "the keys stay"
        assert DEMO_HINT not in await press(pilot, "up")


async def test_nothing_is_marked_outside_the_demo(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert "[" not in (await press(pilot)).splitlines()[0]

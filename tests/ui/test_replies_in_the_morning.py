"""A reply to what was shared, at the wins of the next check-in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from app_made import MakeApp
from screens_shown import play, press, shown

from cmcheckin.settings import Settings
from cmcheckin.sharing import choices
from cmcheckin.sharing.replies import write
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.app import Start
from cmcheckin.ui.glyphs import ASCII, UNICODE, Glyphs

MADE = datetime(2026, 11, 19, 16, tzinfo=UTC)
THANKS = Reply("r-1", "p-me", "thanks", "So patient, all week", MADE, "w-1", "First-time poster answered", "Kim")
COVER = Reply("r-2", "p-me", "cover", "Sam takes the weekend", MADE.replace(hour=17), sender="Kim")
TO_WINS = ("3", "enter", "4", "3", "enter", "enter", "enter", "enter")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A share folder with a thanks and an offer in it, for the person of this home."""
    folder = tmp_path / "shared"
    folder.mkdir()
    write(THANKS, folder)
    write(COVER, folder)
    choices.write(tmp_path / "share.json", choices.Choices("p-me"))
    return Settings(share_folder=str(folder))


async def to_wins(pilot: object) -> str:
    """Answer and go on to the wins."""
    screen = await press(pilot, "3")  # type: ignore[arg-type]
    for _ in range(12):
        if "wins  3 of 4" in screen:
            break
        screen = await press(pilot, "enter")  # type: ignore[arg-type]
    return screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (70, 20)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_replies_stand_above_the_wins_and_one_key_keeps_thanks(
    make_app: MakeApp, settings: Settings, size: tuple[int, int]
) -> None:
    async def run() -> None:
        app = make_app(start=Start("checkin"), settings=settings)
        async with app.run_test(size=size) as pilot:
            screen = await to_wins(pilot)
            assert "Two replies came in" in screen
            assert "So patient, all week" in screen
            screen = await press(pilot, "k")
            assert "kept" in screen
            screen = await press(pilot, "ctrl+s")
            assert app.journal.checkin(app.clock.today()) is not None
            wins = app.journal.checkin(app.clock.today()).wins  # type: ignore[union-attr]
            assert [(win.text, win.kind, win.sender) for win in wins] == [("So patient, all week", "thanks", "Kim")]

    play(run())


@pytest.mark.parametrize(("glyphs", "up"), [(UNICODE, "↑"), (ASCII, "up")], ids=["unicode", "ascii"])
def test_how_thanks_are_kept_is_said_where_the_cursor_is_not(
    make_app: MakeApp, settings: Settings, glyphs: Glyphs, up: str
) -> None:
    async def run() -> None:
        app = make_app(start=Start("checkin"), settings=settings)
        app.glyphs = glyphs
        async with app.run_test(size=(80, 24)) as pilot:
            await to_wins(pilot)
            at = await press(pilot, "enter")  # in the line for a win by now
            row = next(n for n, line in enumerate(at.splitlines()) if "keeps thanks as praise" in line)
            assert f"{up} reaches them   k keeps thanks as praise received" in at
            there = await press(pilot, "up")
            assert "k keep thanks as praise received" in there.splitlines()[row]
            assert "A win" in there.splitlines()[next(n for n, line in enumerate(at.splitlines()) if "A win" in line)]
            assert "reaches them" not in await press(pilot, "k", "enter")

    play(run())


def test_they_are_shown_on_one_morning_and_not_again(make_app: MakeApp, settings: Settings) -> None:
    async def run() -> None:
        app = make_app(start=Start("checkin"), settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            assert "Two replies" in await to_wins(pilot)
            await press(pilot, "ctrl+s")
            assert "Week 47" in shown(app)
        app = make_app(start=Start("checkin"), settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            assert "came in" not in await to_wins(pilot)

    play(run())


def test_a_morning_that_was_not_saved_shows_them_again(make_app: MakeApp, settings: Settings) -> None:
    async def run() -> None:
        for _ in range(2):
            app = make_app(start=Start("checkin"), settings=settings)
            async with app.run_test(size=(80, 24)) as pilot:
                screen = await to_wins(pilot)
                assert "Two replies" in screen
                app.leave()

    play(run())


def test_an_offer_is_for_the_person_to_act_on_and_no_praise(make_app: MakeApp, settings: Settings) -> None:
    async def run() -> None:
        app = make_app(start=Start("checkin"), settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            await to_wins(pilot)
            screen = await press(pilot, "down", "k")
            assert "for you to act on" in screen

    play(run())


def test_hostile_words_in_a_reply_are_words(make_app: MakeApp, settings: Settings) -> None:
    raw = replace(THANKS, id="r-3", text="[/x] [@click=app.quit]go[/] \x1b[2J\u202eevil" * 20, sender="[/]\x9b2J")
    write(raw, Path(settings.share_folder))

    async def run() -> None:
        app = make_app(start=Start("checkin"), settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            await to_wins(pilot)
            screen = await press(pilot, "down", "k")
            assert "[/x]" in screen
            assert not set("\x1b\x9b\u202e") & set(screen)

    play(run())


def test_the_first_frame_looks_into_no_folder(
    make_app: MakeApp, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cmcheckin.checkin import received

    looked: list[object] = []
    monkeypatch.setattr(received, "unseen", lambda *given: looked.append(given) or ())

    async def run() -> None:
        app = make_app(start=Start("checkin"), settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "3")
            assert looked == []
            await to_wins(pilot)
            assert len(looked) == 1

    play(run())

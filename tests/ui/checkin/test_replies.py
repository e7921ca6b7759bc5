"""Replies are shown on the wins page of the next check-in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.services import share_preferences
from cmcheckin.services.inbox import read_inbox
from cmcheckin.services.share_files import write_reply
from cmcheckin.settings import Settings
from cmcheckin.sharing.replies import reply_bytes
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.glyphs import ASCII, UNICODE, Glyphs
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press, shown

MADE = datetime(2026, 11, 19, 16, tzinfo=UTC)
THANKS = Reply("r-1", "p-me", "thanks", "So patient, all week", MADE, "w-1", "First-time poster answered", "Kim")
COVER = Reply("r-2", "p-me", "cover", "Sam takes the weekend", MADE.replace(hour=17), sender="Kim")
TO_WINS = ("3", "enter", "4", "3", "enter", "enter", "enter", "enter")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings with a share folder that has thanks and an offer for the user."""
    folder = tmp_path / "shared"
    folder.mkdir()
    write_reply(THANKS, folder)
    write_reply(COVER, folder)
    share_preferences.save(tmp_path / "share.json", share_preferences.SharePreferences("p-me"))
    return Settings(share_folder=str(folder))


async def to_wins(pilot: object) -> str:
    """Answer the first steps and go on to the wins."""
    screen = await press(pilot, "3")  # type: ignore[arg-type]
    for _ in range(12):
        if any(mark in screen for mark in ("wins ●", "wins *")):
            break
        screen = await press(pilot, "enter")  # type: ignore[arg-type]
    return screen


@pytest.mark.parametrize("size", [(70, 20), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_replies_are_above_the_wins_and_one_key_keeps_thanks(
    make_app: MakeApp, settings: Settings, size: tuple[int, int]
) -> None:
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        screen = await to_wins(pilot)
        assert "Two new replies" in screen
        assert "So patient, all week" in screen
        screen = await press(pilot, "k")
        assert "kept" in screen
        assert "keep thanks" not in screen  # the offer is selected now
        assert "keep thanks" in await press(pilot, "up")
        screen = await press(pilot, "ctrl+s")
        assert app.journal.checkin(app.clock.today()) is not None
        wins = app.journal.checkin(app.clock.today()).wins  # type: ignore[union-attr]
        assert [(win.text, win.kind, win.sender) for win in wins] == [("So patient, all week", "thanks", "Kim")]


@pytest.mark.parametrize(("glyphs", "up"), [(UNICODE, "↑"), (ASCII, "up")], ids=["unicode", "ascii"])
async def test_the_key_that_keeps_thanks_is_shown_without_focus(
    make_app: MakeApp, settings: Settings, glyphs: Glyphs, up: str
) -> None:
    app = make_app(start=Start("checkin"), settings=settings)
    app.glyphs = glyphs
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wins(pilot)
        at = await press(pilot, "enter")  # in the line for a win by now
        row = next(n for n, line in enumerate(at.splitlines()) if "keep thanks as praise" in line)
        assert f"{up} to the replies   k keep thanks as praise" in at
        there = await press(pilot, "up")
        assert "k keep thanks as praise" in there.splitlines()[row]
        assert "A win" in there.splitlines()[next(n for n, line in enumerate(at.splitlines()) if "A win" in line)]
        assert "to the replies" not in await press(pilot, "k", "enter")


async def test_replies_are_shown_in_one_check_in_only(make_app: MakeApp, settings: Settings) -> None:
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Two new replies" in await to_wins(pilot)
        await press(pilot, "ctrl+s")
        assert "Week 47" in shown(app)
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "new repl" not in await to_wins(pilot)


def add_replies(settings: Settings, number: int, text: str) -> None:
    """Add `number` replies with `text`, in which `{}` is replaced by their number."""
    for n in range(number):
        reply = replace(COVER, id=f"r-more-{n}", text=text.format(n), made=MADE + timedelta(days=1, minutes=n))
        write_reply(reply, Path(settings.share_folder))


def states(app: CheckinApp) -> list[str]:
    """Return the states of the replies, the oldest first."""
    found = read_inbox(app.journal, app.settings, app.clock.now()).replies
    return [one.state for one in reversed(found)]


@pytest.mark.parametrize("size", [(70, 20), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_reply_that_was_not_shown_is_unread(
    make_app: MakeApp, settings: Settings, size: tuple[int, int]
) -> None:
    add_replies(settings, 15, "offer number {} of many")
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        screen = await to_wins(pilot)
        assert "17 new replies" in screen
        seen = {n for n in range(15) if f"offer number {n} of" in screen}
        assert len(seen) < 15
        await press(pilot, "ctrl+s")
        assert states(app) == ["read"] * 2 + ["read" if n in seen else "unread" for n in range(15)]
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        left = 15 - len(seen)
        assert f"{left} new replies" in (await to_wins(pilot)).replace("Nine", "9").replace("Eight", "8")


@pytest.mark.parametrize("size", [(70, 20), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_enter_goes_to_the_next_unread_reply_and_then_on(
    make_app: MakeApp, settings: Settings, size: tuple[int, int]
) -> None:
    add_replies(settings, 9, "offer number {} of many")
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        screen = await to_wins(pilot)
        seen = set()
        for _ in range(20):
            seen |= {n for n in range(9) if f"offer number {n} of" in screen}
            if app.focused is not None and app.focused.id == "win":
                break
            screen = await press(pilot, "enter")
        assert seen == set(range(9))
        await press(pilot, "ctrl+s")
        assert states(app) == ["read"] * 11


async def test_a_long_reply_is_read_once_its_end_was_shown(make_app: MakeApp, settings: Settings) -> None:
    long = " ".join(f"word{n}" for n in range(200)) + " THE-END"
    add_replies(settings, 1, long)
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wins(pilot)
        screen = await press(pilot, "down", "down")
        assert "word0" in screen
        assert "1 of 5" in screen
        await press(pilot, "ctrl+s")
        assert states(app) == ["read", "read", "unread"]
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_wins(pilot)
        for _ in range(4):
            assert "THE-END" not in screen
            screen = await press(pilot, "enter")
        assert "THE-END" in screen
        await press(pilot, "ctrl+s")
        assert states(app) == ["read"] * 3


async def test_two_replies_with_one_id_are_shown_with_a_warning(make_app: MakeApp, settings: Settings) -> None:
    other = Path(settings.share_folder) / "reply-zzz.json"
    other.write_bytes(reply_bytes(replace(THANKS, text="Something else entirely")))
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_wins(pilot)
        for _ in range(3):
            screen += await press(pilot, "enter")
        assert "So patient, all week" in screen
        assert "Something else entirely" in screen
        assert "Another reply has the same id" in " ".join(screen.split())


async def test_a_reply_names_its_subject_in_the_users_own_words(make_app: MakeApp, settings: Settings) -> None:
    win = Win("Somebody new helped three others", "w-1")
    day = date(2026, 11, 18)
    for records in ((), (CheckIn(day, datetime(2026, 11, 18, 8, tzinfo=UTC), mood=3, wins=(win,)),)):
        app = make_app(records, start=Start("checkin"), settings=settings)
        async with app.run_test(size=(120, 40)) as pilot:
            screen = await to_wins(pilot)
            called = "what the file calls “First-time poster answered”"
            assert (called in screen) == (not records)
            assert ("Thanks from Kim: Somebody new helped" in screen) == bool(records)
            app.leave()


async def test_a_check_in_that_was_not_saved_shows_replies_again(make_app: MakeApp, settings: Settings) -> None:
    for _ in range(2):
        app = make_app(start=Start("checkin"), settings=settings)
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await to_wins(pilot)
            assert "Two new replies" in screen
            app.leave()


async def test_an_offer_cannot_be_kept_as_praise(make_app: MakeApp, settings: Settings) -> None:
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wins(pilot)
        screen = await press(pilot, "down", "k")
        assert "Only thanks can be kept as praise" in screen


async def test_hostile_text_in_a_reply_is_plain_text(make_app: MakeApp, settings: Settings) -> None:
    raw = replace(THANKS, id="r-3", text="[/x] [@click=app.quit]go[/] \x1b[2J\u202eevil" * 20, sender="[/]\x9b2J")
    write_reply(raw, Path(settings.share_folder))
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wins(pilot)
        screen = await press(pilot, "down", "k")
        assert "[/x]" in screen
        assert not set("\x1b\x9b\u202e") & set(screen)


async def test_the_first_frame_reads_no_folder(
    make_app: MakeApp, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cmcheckin.services import inbox

    looked: list[object] = []

    def read_inbox(*given: object, **_: object) -> inbox.Inbox:
        looked.append(given)
        return inbox.Inbox()

    monkeypatch.setattr(inbox, "read_inbox", read_inbox)
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "3")
        assert looked == []
        await to_wins(pilot)
        assert len(looked) == 1


async def test_a_win_can_be_typed_while_a_reply_is_selected(make_app: MakeApp, settings: Settings) -> None:
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "q quit" not in (await to_wins(pilot)).split("\n")[-1]
        assert "quick fix" in await press(pilot, *"quick fix")
        assert app.return_code is None

"""Replies are shown on the wins page of the next check-in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.workday import Workday
from cmcheckin.services import share_preferences
from cmcheckin.services.inbox import read_inbox
from cmcheckin.services.share_files import write_reply
from cmcheckin.settings import Settings
from cmcheckin.sharing.replies import reply_bytes
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.glyphs import ASCII, UNICODE, Glyphs
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press

MADE = datetime(2026, 11, 19, 16, tzinfo=UTC)
THANKS = Reply("r-1", "p-me", "thanks", "So patient, all week", MADE, "w-1", "First-time poster answered", "Kim")
COVER = Reply("r-2", "p-me", "cover", "Sam takes the weekend", MADE.replace(hour=17), sender="Kim")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings with a share folder that has thanks and an offer for the user."""
    folder = tmp_path / "shared"
    folder.mkdir()
    write_reply(THANKS, folder)
    write_reply(COVER, folder)
    share_preferences.save(tmp_path / "share.json", share_preferences.SharePreferences("p-me"))
    return Settings(share_folder=str(folder))


async def to_wins(pilot: Pilot[None]) -> str:
    """Answer the first steps and go on to the wins."""
    screen = await press(pilot, "3")
    for _ in range(12):
        if any(mark in screen for mark in ("wins ●", "wins *")):
            break
        screen = await press(pilot, "enter")
    return screen


SIZES = pytest.mark.parametrize("size", [(70, 20), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")


@SIZES
async def test_replies_are_above_the_wins_and_one_key_keeps_thanks(
    make_app: MakeApp, settings: Settings, size: tuple[int, int]
) -> None:
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        screen = await to_wins(pilot)
        assert "Two new replies" in screen
        assert "Sam takes the weekend" in screen
        assert "mark read" not in screen
        screen = await press(pilot, "up", "down")
        assert "k keep as praise   a mark read   r answer" in screen
        screen = await press(pilot, "k")
        assert "kept" in screen
        assert "a mark read   r answer" in screen, "the offer is selected now"
        await press(pilot, "ctrl+s")
        checkin = app.journal.checkin(app.clock.today())
        assert checkin is not None
        assert [(win.text, win.kind, win.sender) for win in checkin.wins] == [("So patient, all week", "thanks", "Kim")]
        assert states(app) == ["kept", "unread"]
        assert app.journal.undo().why == "check-in"
        assert states(app) == ["unread", "unread"]


@pytest.mark.parametrize(("glyphs", "up"), [(UNICODE, "↑"), (ASCII, "up")], ids=["unicode", "ascii"])
async def test_the_way_to_the_replies_is_shown_and_moves_nothing(
    make_app: MakeApp, settings: Settings, glyphs: Glyphs, up: str
) -> None:
    app = make_app(start=Start("checkin"), settings=settings)
    app.glyphs = glyphs
    async with app.run_test(size=(80, 24)) as pilot:
        at = await to_wins(pilot)  # in the line for a win
        row = next(n for n, line in enumerate(at.splitlines()) if f"{up} to the replies" in line)
        there = await press(pilot, "up")
        assert "a mark read" in there.splitlines()[row]
        assert "A win" in there.splitlines()[next(n for n, line in enumerate(at.splitlines()) if "A win" in line)]
        assert f"{up} to the replies" in await press(pilot, "enter")
    assert states(app) == ["unread", "unread"]


@SIZES
async def test_the_quiet_morning_takes_no_more_keys_and_marks_nothing_as_read(
    make_app: MakeApp, settings: Settings, size: tuple[int, int]
) -> None:
    add_replies(settings, 5, "offer number {} of many " * 30)
    monday = CheckIn(date(2026, 11, 19), datetime(2026, 11, 19, 8, tzinfo=UTC), mood=3)
    app = make_app([monday, Workday(date(2026, 11, 19), "work", 8)], start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        assert "Week 47" in await press(pilot, "3", "enter", "4", "3", "enter", "enter", "enter", "enter")
    saved = app.journal.checkin(app.clock.today())
    assert saved is not None
    assert (saved.workload, saved.mood, saved.energy, saved.wins) == (3, 4, 3, ())
    assert set(states(app)) == {"unread"}


@SIZES
async def test_replies_come_back_each_morning_until_a_key_marks_them_as_read(
    make_app: MakeApp, settings: Settings, size: tuple[int, int]
) -> None:
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        await to_wins(pilot)
        screen = await press(pilot, "up", "up", "a")
        assert states(app) == ["unread", "read"]
        assert "read" in screen
        assert app.focused is not None
        assert app.focused.id == "replies", "the next one is selected"
        app.leave()
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        screen = await to_wins(pilot)
        assert "One new reply" in screen
        assert "Sam takes the weekend" not in screen
        await press(pilot, "up", "a")
        assert states(app) == ["read", "read"]
        assert app.focused is not None
        assert app.focused.id == "win", "it goes on with the check-in"
        app.leave()
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        assert "new repl" not in await to_wins(pilot)


async def test_a_question_can_be_answered_in_the_check_in(make_app: MakeApp, settings: Settings) -> None:
    write_reply(
        replace(COVER, id="r-3", kind="question", text="Would Thursday help?", made=MADE.replace(hour=18)),
        Path(settings.share_folder),
    )
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "Would Thursday help?" in await to_wins(pilot)
        assert "r answer   a mark read" in await press(pilot, "up", "up", "up")
        assert "Your answer to Kim's question" in await press(pilot, "r")
        screen = await press(pilot, *"Yes, please", "enter")
        assert "It goes with your next share" in screen
        assert "▐answered▌" in screen
        assert states(app) == ["unread", "unread", "acted"]
        assert next(iter(app.journal.reply_states())).answer == "Yes, please"
        app.leave()


def add_replies(settings: Settings, number: int, text: str) -> None:
    """Add `number` replies with `text`, in which `{}` is replaced by their number."""
    for n in range(number):
        reply = replace(COVER, id=f"r-more-{n}", text=text.replace("{}", str(n)), made=MADE + timedelta(hours=2 + n))
        write_reply(reply, Path(settings.share_folder))


def states(app: CheckinApp) -> list[str]:
    """Return the states of the replies, the oldest first."""
    found = read_inbox(app.journal, app.settings, app.clock.now()).replies
    return [one.state for one in sorted(found, key=lambda one: one.reply.made)]


@SIZES
async def test_every_reply_can_be_reached_and_read_in_full(
    make_app: MakeApp, settings: Settings, size: tuple[int, int]
) -> None:
    long = " ".join(f"word{n}" for n in range(200)) + " THE-END"
    add_replies(settings, 9, "offer number {} " + long)
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=size) as pilot:
        await to_wins(pilot)
        for n in range(9):
            screen = await press(pilot, *["up"] * (11 if n == 0 else 0), *["down"] * (n > 0))
            assert f"offer number {8 - n}" in screen
            assert "space in full" in screen
        screen = await press(pilot, "space", *["pagedown"] * 5)
        assert "THE-END" in screen
        await press(pilot, "escape", "ctrl+s")
    assert set(states(app)) == {"unread"}


async def test_two_replies_with_one_id_are_shown_with_a_warning(make_app: MakeApp, settings: Settings) -> None:
    other = Path(settings.share_folder) / "reply-zzz.json"
    other.write_bytes(reply_bytes(replace(THANKS, text="Something else entirely")))
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_wins(pilot)
        for key in ("up", "down", "down"):
            screen += await press(pilot, key)
        assert "So patient, all week" in screen
        assert "Something else entirely" in screen
        assert "Another reply has the same id" in " ".join(screen.split())


async def test_a_reply_names_its_subject_in_the_users_own_words(make_app: MakeApp, settings: Settings) -> None:
    win = Win("Somebody new helped three others", "w-1")
    day = date(2026, 11, 18)
    for records in ((), (CheckIn(day, datetime(2026, 11, 18, 8, tzinfo=UTC), mood=3, wins=(win,)),)):
        app = make_app(records, start=Start("checkin"), settings=settings)
        async with app.run_test(size=(120, 40)) as pilot:
            await to_wins(pilot)
            screen = await press(pilot, "up", "down")
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
        screen = await press(pilot, "up", "up", "k")
        assert "Only thanks can be kept as praise" in screen


async def test_hostile_text_in_a_reply_is_plain_text(make_app: MakeApp, settings: Settings) -> None:
    raw = replace(THANKS, id="r-3", text="[/x] [@click=app.quit]go[/] \x1b[2J\u202eevil" * 20, sender="[/]\x9b2J")
    write_reply(raw, Path(settings.share_folder))
    app = make_app(start=Start("checkin"), settings=settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wins(pilot)
        screen = await press(pilot, "up", "up", "k")
        assert "[/x]" in screen
        assert not set("\x1b\x9b\u202e") & set(screen)


async def test_the_first_frame_reads_no_folder(
    make_app: MakeApp, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cmcheckin.services import inbox

    looked: list[object] = []

    def read_inbox(*given: object, **options: object) -> inbox.Inbox:
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
        await to_wins(pilot)
        assert "q quit" not in (await press(pilot, "up")).split("\n")[-1]
        assert "quick fix" in await press(pilot, *"quick fix")
        assert app.return_code is None


@pytest.mark.parametrize("size", [(70, 20), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_heading_stays_above_a_long_reply_while_a_win_is_typed(
    make_app: MakeApp, settings: Settings, size: tuple[int, int]
) -> None:
    text = "Sam takes the weekend, and the Monday after. " * 9
    long = replace(COVER, id="r-3", text=text, made=MADE.replace(hour=18))
    write_reply(long, Path(settings.share_folder))
    async with make_app(start=Start("checkin"), settings=settings).run_test(size=size) as pilot:
        assert "Three new replies" in await to_wins(pilot)
        assert "Three new replies" in await press(pilot, "up")
        assert "space in full" in await press(pilot)

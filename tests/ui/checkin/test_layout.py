"""Each step fits at 80x24, and shows the key to the next."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len

from cmcheckin.ui.help import HelpScreen
from cmcheckin.ui.kit.frame import KeyLine
from cmcheckin.wording import checkin as words
from tests.ui.app_session import LARGE, SMALL, AppHome, AppSession, checkin, escalation
from tests.ui.screens_shown import painted, resize

METRICS = "".join(f'[[metrics]]\nname = "number {n}"\nunit = "pieces"\n' for n in range(3))
LONG = "A title as long as people write them when they are tired, with everything in it " * 4
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@asynccontextmanager
async def full(tmp_path: Path, size: tuple[int, int]) -> AsyncIterator[AppSession]:
    """Fill the journal for a check-in after a week away, with about as much as there ever is."""
    app_home = AppHome(tmp_path / "home", config=METRICS)
    wins = [{"id": f"w-{n}", "text": f"Lasting {n} {LONG}"[:400], "long_term": True} for n in range(4)]
    app_home.keep([checkin("2026-10-20", wins=wins), checkin("2026-11-13")])
    app_home.keep(
        escalation(n, title=f"{n} {LONG}"[:400], handed_to=LONG[:200], updates=[{"text": LONG}]) for n in range(1, 7)
    )
    async with app_home.open_app(size) as me:
        yield me


async def write_wins(me: AppSession, number: int) -> None:
    await me.press("down", "down") if me.at == "looks" else None
    while me.at != "win":
        await me.press("tab")
    for n in range(number):
        await me.paste(f"win {n}")
        await me.press("enter")
        if n < number - 1:
            await me.press("4")


@SIZES
async def test_the_first_page_with_seven_rows(tmp_path: Path, size: tuple[int, int]) -> None:
    async with full(tmp_path, size) as me:
        await me.press("3")
        assert me.clipped() == []
        assert me.text.count(" Nov ") == 7
        assert ("escalations are open" if size == SMALL else "Open") in me.text
        await me.press(*["down"] * 6, "right", "right", "right", "4", "5")
        assert me.clipped() == []


async def test_the_mood_page_with_three_numbers(tmp_path: Path) -> None:
    async with full(tmp_path, SMALL) as me:
        await me.press("3")
        await me.reach("mood")
        await me.press("3", "3", *"tired", "enter", "3", *"line", "enter", *"note")
        assert me.clipped() == []
        begun = [me.line(said) for said in ("Feelings", "Note", "number 0", "number 2")]
        assert len({len(line.lstrip("▌")) - len(line.lstrip("▌ ")) for line in begun}) <= 2, "names begin in one column"
        await me.press("enter", "5")
        assert me.at == "metric-0"
        assert me.clipped() == []


async def test_numbers_that_do_not_fit_scroll_into_view(tmp_path: Path) -> None:
    metrics = "".join(f'[[metrics]]\nname = "number {n}"\n' for n in range(16))
    async with AppHome(tmp_path / "home", config=metrics).open_app() as me:
        await me.press("3", "enter", "4", "3", *["tab"] * 4)
        for n in range(16):
            assert me.at == f"metric-{n}"
            assert f"▌ number {n} " in me.line(f"number {n}").ljust(80)
            await me.press(str(n % 10), "enter")
        assert me.page == "wins"
        assert me.answers.metrics == {f"number {n}": n % 10 for n in range(16)}


async def test_the_wins_page_with_four_follow_ups_and_five_wins(tmp_path: Path) -> None:
    async with full(tmp_path, SMALL) as me:
        await me.press("3")
        await me.reach("wins")
        assert me.clipped() == []
        await me.press("y", "y", "y", "y")
        await write_wins(me, 5)
        assert me.at == "kind"
        assert me.clipped() == []
        assert "win 4" in me.text
        assert "8 self" in me.text
        await me.press("6")
        assert me.at == "sender"
        assert me.clipped() == []
        await me.press("enter", "up")
        assert me.at == "wins"
        assert me.clipped() == []
        await me.press("up", "up", "up", "up")
        assert "win 0" in me.text
        assert me.clipped() == []


async def test_the_escalations_page_with_six_open_and_three_new(tmp_path: Path) -> None:
    async with full(tmp_path, SMALL) as me:
        await me.press("3")
        await me.reach("escalations")
        assert me.clipped() == []
        for n in range(6):
            assert f"▌ {n + 1} " in me.text
            await me.press("w")
        for n in range(3):
            await me.press("n")
            await me.type(f"new {n}")
            assert me.clipped() == []
            await me.press("enter")
            assert me.at == "severity"
            assert me.clipped() == []
            assert f"new {n}" in me.text
            await me.press("3")
        assert me.clipped() == []
        await me.press("up")
        assert me.at == "fresh"
        assert me.clipped() == []
        await me.press("e")
        assert me.at == "form-title"
        assert me.clipped() == []


async def test_the_form_of_an_open_escalation(tmp_path: Path) -> None:
    async with full(tmp_path, SMALL) as me:
        await me.press("3")
        await me.reach("escalations")
        await me.press("e")
        assert me.clipped() == []
        assert "Update" in me.text


async def test_a_long_review_scrolls_by_line_and_shows_that(tmp_path: Path) -> None:
    async with full(tmp_path, SMALL) as me:
        await me.press("3", "L")
        await me.reach("mood")
        await me.press("3", "3", *["tab"] * 3)
        await me.paste("\n".join(f"line {n}" for n in range(25)))
        await me.press("enter", "enter", "y", "y", "y", "y")
        await write_wins(me, 5)
        await me.press("enter", "enter")
        assert me.page == "escalations"
        await me.press("w", "w", "w", "w", "w", "w")
        await me.reach("review")
        assert me.clipped() == []
        rest = int(me.line(" more").split()[-2])
        assert rest > 20
        await me.press(*["down"] * rest)
        assert "6 A title" in me.text
        await me.press("1")
        assert me.page == "workload"


async def test_the_differences_fit_and_follow_the_selected_one(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "2", *"tired", "enter", "2", *"uneasy", "enter", *"mine", "enter")
        await me.press(*"my win", "enter", "enter")
        app_home.keep(
            [
                checkin(
                    "2026-11-20", mood=1, energy=5, workload=1, feelings=["fine"], note=LONG,
                    community={"mood": 5, "feels": LONG}, wins=[{"text": LONG}],
                ),
                {"type": "workday", "date": "2026-11-19", "kind": "sick"},
            ]
        )  # fmt: skip
        await me.press("ctrl+s")
        assert me.clipped() == []
        for _ in range(12):
            await me.press("down")
            assert "▌" in me.text
        assert cell_len(me.footer) <= 80


async def test_clipped_finds_what_does_not_fit(tmp_path: Path) -> None:
    async with full(tmp_path, (80, 18)) as me:
        assert me.clipped() != []


# The way on


@SIZES
async def test_every_field_shows_the_next_key_and_has_help(tmp_path: Path, size: tuple[int, int]) -> None:
    async with full(tmp_path, size) as me:
        await me.press("3")
        seen: set[str] = set()
        for page in ("workload", "mood", "wins", "escalations", "review"):
            await me.reach(page)
            for _ in range(12):
                if me.at in seen:
                    break
                seen.add(me.at)
                assert ("⏎ save" if page == "review" else "⏎ next") in me.footer, f"{me.at}: {me.footer}"
                assert "esc back" in me.footer, f"{me.at}: {me.footer}"
                assert "help" in me.footer, f"{me.at}: {me.footer}"
                shown = me.app.screen.query_one(KeyLine).pairs()
                assert all(label in me.footer for _, label in shown), f"{me.at}: {shown} in {me.footer}"
                await me.press("f1")
                assert isinstance(me.app.screen, HelpScreen)
                assert me.clipped() == [] or size == SMALL  # it may scroll
                await me.press("escape")
                await me.press("tab")
        assert {"workload", "days", "feelings", "note", "looks", "win", "carried", "anything-new"} <= seen


async def test_a_question_mark_shows_help_outside_text_fields(tmp_path: Path) -> None:
    async with AppHome(tmp_path / "home").open_app() as me:
        await me.press("question_mark")
        assert isinstance(me.app.screen, HelpScreen)
        assert "Press 1 to 5 to" in me.text
        await me.press("question_mark")
        await me.press("3", "enter", "4", "3", *"why?")
        assert "why?" in me.text


async def fields_passed(me: AppSession, key: str, last: str) -> list[str]:
    """Press `key` until the field `last`. Return the fields on the way."""
    found = [me.at]
    for _ in range(20):
        if me.at == last:
            return found
        await me.press(key)
        if me.at != found[-1]:
            found.append(me.at)
    raise AssertionError(f"{last} was not reached: {found}")


async def test_arrows_reach_every_field(tmp_path: Path) -> None:
    async with full(tmp_path, SMALL) as me:
        await me.press("3")
        for page, last in (
            ("workload", "days"),
            ("mood", "note"),
            ("wins", "win"),
            ("escalations", "anything-new"),
        ):
            await me.reach(page)
            down = await fields_passed(me, "down", last)
            assert len(down) == len(set(down))
            if last != "note":  # where the arrows move in the text
                assert await fields_passed(me, "up", down[0]) == down[::-1]


async def test_resizing_while_typing(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    async with app_home.open_app() as me:
        await me.press("3", "enter", "4", "3", "tab", "tab", "tab")
        for columns, rows in ((120, 40), (61, 17), (40, 8), (20, 5), (80, 24), (200, 60), (80, 24)):
            await resize(me.pilot, columns, rows)
            await me.type("ab ")
            if columns == 40:
                assert "70" in me.text
                assert "20" in me.text
        assert me.at == "note"
        assert me.answers.note == "ab " * 3 + "ab", "what was typed while there was room to see it"
        assert me.clipped() == []


@pytest.mark.parametrize("size", [(70, 20), LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("last", ["2026-11-18", "2026-11-13"])
async def test_the_heading_of_the_days_has_no_cut_keys(tmp_path: Path, size: tuple[int, int], last: str) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin(last)])
    async with app_home.open_app(size) as me:
        await me.press("3")
        heading = next(line for line in me.text.split("\n") if line.startswith("  Since"))[:80]
        shown = re.split(r" {2,}", heading.strip())[1:]
        assert shown in (["u all as usual"], ["u all as usual", "shift+key days below too"])
        rows = [line[:80].rstrip() for line in me.text.split("\n") if re.match(r"[ ▌]+\w{3} +\d+ Nov", line)]
        assert rows
        assert all(line.endswith("?") for line in rows), "each is not confirmed yet"
        await me.press("right", "right", "right", "7", "5", "enter")
        changed = next(line for line in me.text.split("\n") if "1 h 15 min" in line[:80])
        assert changed[:80].rstrip().endswith(("1 h 15 min after hours", "1 h 15 min after"))


@pytest.mark.parametrize("size", [(70, 20), SMALL], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_long_message_takes_more_than_the_last_line(tmp_path: Path, size: tuple[int, int]) -> None:
    async with AppHome(tmp_path / "home").open_app(size) as me:
        await me.press("3", "enter", "4", "3", "3")
        assert words.FEELINGS_NEED_LETTERS in " ".join(me.text.split())
        me.checkin.show_message("Not saved. " + "word " * 30 + "Your answers are still here.")
        await painted(me.app)
        assert "Your answers are still here." in " ".join(me.text.split())
        await me.press("a")
        assert "next" in me.footer
        assert "Not saved" not in me.text

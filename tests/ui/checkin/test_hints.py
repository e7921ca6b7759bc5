"""Hints about keys show whole items, at every width and with the longest data."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from cmcheckin.domain.text import LINE
from cmcheckin.ui.app import Start
from cmcheckin.ui.glyphs import ASCII, UNICODE
from cmcheckin.ui.kit.frame import key_name
from cmcheckin.ui.kit.line_widget import line_width
from cmcheckin.ui.kit.text_block import key_runs
from cmcheckin.ui.theme import house_styles
from cmcheckin.wording import checkin as words
from cmcheckin.wording import gaps as gap_words
from cmcheckin.wording import reply as reply_words
from tests.ui.app_session import FRIDAY, AppHome, checkin, escalation
from tests.ui.screens_shown import painted

WIDTHS = (70, 120)
HINTS = (
    (*words.DAY_KEYS, ("0–9", "hours"), ("←→", "times"), words.ACTIVITY_KEY),
    words.DAY_KEYS_BELOW,
    gap_words.KEYS,
    words.FOLLOW_UP_KEYS,
    words.OPEN_ESCALATION_KEYS,
    words.WIN_KEYS,
    words.KIND_KEYS,
    words.NEW_KEYS,
    words.NEW_ESCALATION_KEYS,
    words.SEVERITY_KEYS,
    reply_words.list_keys("thanks"),
    reply_words.list_keys("question"),
    reply_words.LIST_KEYS_ELSEWHERE,
)
METRICS = "".join(f'[[metrics]]\nname = "{n}{"long name " * 4}"\nunit = "{"pieces" * 5}"\n' for n in (1, 2))


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("hints", HINTS)
@pytest.mark.parametrize("room", [0, 10, 25, 66, 76, 116])
def test_a_hint_is_whole_or_missing(hints: tuple[tuple[str, str], ...], room: int, glyphs: object) -> None:
    chosen = ASCII if glyphs is ASCII else UNICODE
    line = key_runs(hints, chosen, house_styles("dark").ink, room)
    assert line_width(line) <= room
    assert [text.strip() for text, _ in line[2::3]] == [label for _, label in hints[: len(line) // 3]]


@pytest.mark.parametrize("hints", HINTS)
def test_every_hint_fits_in_the_narrowest_window(hints: tuple[tuple[str, str], ...]) -> None:
    needed = [key for key in hints if key != words.ACTIVITY_KEY]  # which the help names too
    assert len(key_runs(hints, UNICODE, house_styles("dark").ink, 66)) >= 3 * len(needed)


@pytest.mark.parametrize("columns", WIDTHS)
async def test_no_hint_is_cut_on_any_field(tmp_path: Path, columns: int) -> None:
    app_home = AppHome(tmp_path / "home")
    last = FRIDAY - timedelta(300)
    name = "Maximiliane von und zu " * 20
    wins = [{"id": "w-1", "text": (name * 2)[:LINE], "long_term": True}]
    leave = [{"type": "workday", "date": str(last + timedelta(n)), "kind": "leave"} for n in range(1, 294)]
    app_home.keep([checkin(str(last)), checkin("2026-08-21", wins=wins, mood=None), *leave])
    app_home.keep([escalation(n, title=(name * 2)[:LINE], handed_to=name[:LINE]) for n in range(1, 4)])
    shown_items = [[f"{key_name(key, UNICODE)} {label}" for key, label in hints] for hints in HINTS]
    async with app_home.open_app((columns, 24)) as me:
        await me.press("3")
        assert "u all as usual" in me.text
        seen: set[str] = set()
        for page in ("workload", "mood", "wins", "escalations"):
            await me.reach(page)
            for _ in range(8):
                for line, items in product(me.text.split("\n"), shown_items):
                    if items[0] in line[:80]:
                        rest = line[line.index(items[0]) : 80].rstrip()  # the sidebar is further right
                        assert rest in {"   ".join(items[: n + 1]) for n in range(len(items))}
                        seen.add(rest)
                await me.press("tab")
        day_keys = shown_items[0] if columns > 70 else shown_items[0][:-1]
        whole = [day_keys, shown_items[3], shown_items[4][:2]]  # after "space in full" there is room for fewer
        seen |= {"   ".join(rest.split("   ")[:2]) for rest in seen}
        assert {"u all as usual", *map("   ".join, whole)} <= seen | {rest.partition("   ")[0] for rest in seen}


@pytest.mark.parametrize("columns", WIDTHS)
async def test_the_footer_has_whole_items(tmp_path: Path, columns: int) -> None:
    app_home = AppHome(tmp_path / "home", config=METRICS)
    async with app_home.open_app((columns, 24)) as me:
        await me.press("3")
        for page in ("workload", "mood", "wins", "escalations", "review"):
            await me.reach(page)
            footer = me.footer.strip().split("  ")
            for item in footer:
                assert item in {
                    "⏎ next", "⏎ save", "esc back", "^s save now", "? help", "F1 help", "q quit", "n new",
                    "^j new line", "^p commands",
                }, me.footer  # fmt: skip


# The first check-in


async def test_the_first_check_in_says_how_to_move_and_misses_nothing(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    async with app_home.open_app() as me:
        assert "Press a number to answer, Enter to go on, Esc to go back." in me.text
        rows = [line for line in me.text.split("\n") if " Nov " in line and "November" not in line]
        assert len(rows) == 1
        assert "Log yesterday, if you like" in me.text
    app_home.keep([checkin("2026-11-20")])
    async with app_home.open_app(start=Start("checkin")) as me:
        assert "Press a number" not in me.text


async def test_the_first_review_shows_no_day_as_not_logged(tmp_path: Path) -> None:
    async with AppHome(tmp_path / "home").open_app() as me:
        await me.press("3", "down", "down")
        me.checkin.go_to(4)
        await me.press("up")
        assert me.page == "review"
        assert "not logged" not in me.text


@pytest.mark.parametrize("columns", WIDTHS)
async def test_the_empty_field_for_feelings_shows_how_to_reach_what_enter_skips(tmp_path: Path, columns: int) -> None:
    async with AppHome(tmp_path / "home").open_app((columns, 24)) as me:
        await me.press("3")
        await me.reach("mood")
        await me.press("4", "3")
        assert me.at == "feelings"
        assert "(Tab to complete, ↓ for the community)" in me.line("Feelings")
        await me.press("down")
        assert me.at == "community"


@pytest.mark.parametrize("columns", WIDTHS)
async def test_keys_in_the_footer_keep_their_place_through_the_checkin(tmp_path: Path, columns: int) -> None:
    places: dict[str, set[int]] = {}
    async with AppHome(tmp_path / "home").open_app((columns, 24)) as me:
        await me.press("3")
        for name in ("workload", "mood", "wins", "escalations", "review"):
            await me.reach(name)
            for field in ("", "feelings", "note") if name == "mood" else ("",):
                if field:
                    me.checkin.query_one(f"#{field}").focus()
                    await painted(me.app)
                for label in ("next", "back", "save now", "commands"):
                    if label in me.footer:
                        places.setdefault(label, set()).add(me.footer.index(label))
    assert {label: len(columns) for label, columns in places.items()} == dict.fromkeys(places, 1)
    assert len(places) >= 3


async def test_a_typed_time_shows_which_day_it_means(tmp_path: Path) -> None:
    app_home = AppHome(tmp_path / "home")
    app_home.keep([escalation(5)])
    async with app_home.open_app((70, 20)) as me:
        await me.press("3")
        await me.reach("escalations")
        await me.press("e", "tab", "tab", "tab")
        assert me.at == "form-opened"
        assert me.line("Came in").split() == ["▌", "Came", "in", "2026-11-15", "10:00"]
        await me.press("ctrl+u", "9")
        assert me.line("Came in").rstrip().endswith("yesterday 09:00")
        await me.press("backspace", "8")
        assert me.line("Came in").rstrip().endswith("today 08:00")
        await me.type(" foo")
        assert "today" not in me.line("Came in")
        await me.press("ctrl+u", *"monday 9:30")
        assert me.line("Came in").rstrip().endswith("Mon 16 Nov 09:30")
        await me.press("ctrl+u", *"2025-12-31 9")
        assert me.line("Came in").rstrip().endswith("Wed 31 Dec 2025 09:00")

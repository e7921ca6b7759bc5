"""The check-in in a real terminal: counted keys, sudden ends, two windows, floods, a full disk."""

from __future__ import annotations

import json
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.checkin.steps import PAGES, page_index
from tests.ui.checkin_keys import QUIET, headings_after, to_the_week
from tests.ui.terminal import Terminal

FIRST = "How's your workload"
WEEK = "Week 47"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def journal(home: Path, kind: str = "put") -> dict[str, Any]:
    """Return the new records of the last change by table, or else its edits."""
    lines = (home / "journal" / "2026.laptop-3f9a.jsonl").read_text().splitlines()
    found: dict[str, Any] = json.loads(lines[-1])[kind]
    return found


def draft(home: Path) -> str:
    """Return the saved draft; empty if there is none."""
    return "".join(path.read_text() for path in sorted((home / "drafts").glob("*.json")))


@contextmanager
def began(home: Path, **options: Any) -> Iterator[Terminal]:
    with Terminal(home, **options) as window:
        window.see(FIRST, "help")
        yield window


def test_a_quiet_morning_takes_at_most_twelve_keys_from_launch_to_the_week(home: Path) -> None:
    with began(home) as window:
        for key, seen in zip(
            QUIET,
            ("▐about right▌", "mood ●", "▐4 good▌", "▐3 fair▌", *headings_after("mood"), WEEK),
            strict=True,
        ):
            window.press(key)
            window.see(seen)
        assert window.keys <= 12
        window.press("q")
        assert window.ended() == 0
        assert window.keys <= 12
    put = journal(home)
    kept = put["checkins"]["20261120"]
    assert (kept["workload"], kept["mood"], kept["energy"]) == (3, 4, 3)
    assert put["workdays"]["20261119"]["hours"] == 8
    assert draft(home) == ""


def test_keys_typed_ahead_over_a_slow_line_give_the_same_check_in(home: Path) -> None:
    with began(home) as window:
        window.press(*QUIET[:4], *"tired, proud", "enter", "4", *"uneasy", "enter", *"a note", "enter")
        window.press(*"a win", "enter", "2", *"thank you", "enter", "6", *"Ada", "enter", "enter")
        window.press("n", *"Spam wave", "enter", "4", *to_the_week("escalations"))
        window.see(WEEK)
    put = journal(home)
    kept = put["checkins"]["20261120"]
    assert kept["feelings"] == ["tired", "proud"]
    assert kept["community"] == {"mood": 4, "feels": "uneasy"}
    assert kept["note"] == "a note"
    assert [(win["text"], win["kind"], win.get("from")) for win in kept["wins"]] == [
        ("a win", "member", None),
        ("thank you", "thanks", "Ada"),
    ]
    assert [(item["title"], item["severity"]) for item in put["escalations"].values()] == [("Spam wave", 4)]


@pytest.mark.parametrize("started", [False, True], ids=["before it starts", "once it reads the terminal"])
def test_keys_typed_before_the_first_frame_count(home: Path, started: bool) -> None:
    with Terminal(home) as window:
        before = window.flags()
        if started:
            window.until(lambda: window.flags() != before, "it to take the terminal")
        window.press(*QUIET)
        window.see(WEEK)
    kept = journal(home)["checkins"]["20261120"]
    assert (kept["workload"], kept["mood"], kept["energy"]) == (3, 4, 3)
    assert journal(home)["workdays"]["20261119"]["hours"] == 8


STEPS = (
    (("3", "enter"), '"page":"mood"'),
    (("4", "3", *"xi"), '"mood.feelings":"xi"'),
    (("enter", "4"), '"community":{"mood":4'),
    ((*"unease", "enter", *"one"), '"mood.note":"one"'),
    (("enter", *"a win", "enter", "6", *"Ada"), '"wins.sender":"Ada"'),
    (("enter", "enter", "n", *"Spam"), '"escalations.title":"Spam"'),
    (("enter", "4"), '"severity":4'),
    (("enter",) * (len(PAGES) - 1 - page_index("escalations")), f'"page":"{PAGES[-1].name}"'),
)
"""Keys, and what the draft holds after them. Each field alone, with its caret, is tested in test_text_entry.py."""


def test_a_check_in_killed_after_each_step_is_restored(home: Path) -> None:
    """Rows, words and their styles are compared, so that a focus that moved would be seen; the last line says hello."""
    seen: list[Any] = []
    for keys, written in (*STEPS, ((), "")):
        with began(home) if not seen else Terminal(home) as window:
            if seen:
                window.see("Picked up where you left off.")
                window.until(partial(shows, window, seen[-1]), f"the screen before {keys!r}")
            if not keys:
                window.press("enter")
                window.see(WEEK)
                break
            window.press(*keys)
            window.until(partial(draft_has, home, written), f"{written} in the draft, which is {draft(home)}")
            while window.read(0.15):
                pass
            seen.append(rows(window))
            window.kill()
    kept = journal(home)["checkins"]["20261120"]
    assert (kept["workload"], kept["mood"], kept["energy"], kept["note"]) == (3, 4, 3, "one")
    assert (kept["feelings"], kept["community"]) == (["xi"], {"mood": 4, "feels": "unease"})
    assert [(win["text"], win["from"]) for win in kept["wins"]] == [("a win", "Ada")]
    assert [item["severity"] for item in journal(home)["escalations"].values()] == [4]


def draft_has(home: Path, written: str) -> bool:
    return written in draft(home)


def shows(window: Terminal, expected: list[list[Any]]) -> bool:
    return rows(window) == expected


def rows(window: Terminal) -> list[list[Any]]:
    """Return the screen above its last line, with styles."""
    buffer, columns = window.screen.buffer, range(window.screen.columns)
    return [[look(buffer[y][x]) for x in columns] for y in range(window.screen.lines - 1)]


def look(cell: Any) -> tuple[Any, ...]:
    """Return what is visible of a cell: a blank one has no text colour."""
    paper = (cell.bg, cell.reverse, cell.underscore)
    return paper if cell.data == " " else (cell.data, cell.fg, cell.bold, *paper)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_keeps_the_draft_to_the_last_letter(home: Path, number: signal.Signals) -> None:
    with began(home) as window:
        window.press("3", "enter", "4", "3", *"xyzzy")
        window.see("Feelings    xyzzy")
        window.hit(number)
        assert window.ended() == 128 + number
    assert '"mood.feelings":"xyzzy"' in draft(home)
    assert '"workload":3' in draft(home)


def test_the_second_of_two_windows_is_shown_the_difference(home: Path) -> None:
    with began(home) as first, began(home) as second:
        first.press(*QUIET[:3])
        first.see("▐4 good▌")
        second.press("3", "enter", "2")
        second.see("▐2 low▌")
        first.press("\x13")
        first.see(WEEK)
        second.press("\x13")
        second.see("Changed in another window", "this window", "saved")
        assert journal(home)["checkins"]["20261120"]["mood"] == 4
        second.press("1", "enter")
        second.see(WEEK)
    assert journal(home, "edit")["checkins"]["20261120"]["set"]["mood"] == 2


FLOODS = {"words": "tired and proud ", "wide": "漢字 "}


@pytest.mark.parametrize("text", FLOODS.values(), ids=list(FLOODS))
def test_five_kilobytes_without_brackets_do_not_stall(home: Path, text: str) -> None:
    flood = (text * 5000).encode()[:5000].decode(errors="ignore")
    with began(home) as window:
        window.press("3", "enter", "4", "3", "tab", "tab", "tab")
        window.see("^j new line")
        heard = len(window.heard)
        window.send(flood.encode() + b"END")
        window.until(lambda: "END" in draft(home), "all of it in the draft")
        assert len(window.heard) - heard < 20_000, "it is drawn in few frames, not letter by letter"
        window.press("\x13")
        window.see(WEEK)
    note = journal(home)["checkins"]["20261120"]["note"]
    assert note.replace(" ", "") == (flood + "END").replace(" ", "")


def test_two_megabytes_pasted_do_not_stall(home: Path) -> None:
    with began(home) as window:
        window.press("3", "enter", "4", "3", "tab", "tab", "tab")
        window.see("^j new line")
        window.paste("x" * 2_000_000)
        window.press("enter")
        window.see("wins ●", within=60)
        window.press("\x13")
        window.see(WEEK)
    assert len(journal(home)["checkins"]["20261120"]["note"]) == 20_000


def test_bytes_that_are_not_text_are_ignored(home: Path) -> None:
    with began(home) as window:
        window.send(b"\xff\xc3(\xe2\x82")
        window.press("3", "enter", "4", "3")
        window.see("▐3 fair▌")
        window.send(b"t\xff\xe6\xbc\x00\x1b[31mi")
        window.press("enter")
        window.press("4")
        window.see("▐4 good▌")
        window.paste("x\x1b[31m\x00[/x]\u202e\x1b]0;title\x07y")
        window.see("x[/x]y")
        window.press("\x13")
        window.see(WEEK)
    kept = journal(home)["checkins"]["20261120"]
    assert kept["community"]["feels"] == "x[/x]y"
    assert (kept["mood"], kept["energy"]) == (4, 3)


def test_a_full_disk_is_reported_and_the_answers_stay(home: Path) -> None:
    """Files of this process may not grow: what a full disk answers, without one."""

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    with began(home, before=full) as window:
        window.press("3")
        window.see("The draft couldn't be", "▐about right▌")
        window.press("enter", "4", "3")
        window.see("▐3 fair▌")
        window.press("\x13")
        window.see("Not saved")
        assert not any("put" in path.read_text() for path in (home / "journal").glob("*.jsonl"))
        resource.prlimit(window.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        window.press("\x13")
        window.see(WEEK)
    kept = journal(home)["checkins"]["20261120"]
    assert (kept["workload"], kept["mood"], kept["energy"]) == (3, 4, 3)


def test_an_unusable_drafts_folder_is_reported_and_the_check_in_saved(home: Path) -> None:
    home.mkdir()
    (home / "drafts").write_text("a file where the folder should be")
    with began(home) as window:
        window.press("3")
        window.see("The draft couldn't be", "▐about right▌")
        window.press("enter", "4", "\x13")
        window.see(WEEK)
    assert journal(home)["checkins"]["20261120"]["mood"] == 4


def test_a_window_made_smaller_and_as_large_again_at_once_is_drawn_again(home: Path) -> None:
    with began(home) as window:
        whole = window.text
        window.hit(signal.SIGSTOP)  # busy with something else: both changes of the size come as one
        window.resize(40, 10)
        window.resize(80, 24)
        assert window.text != whole
        window.hit(signal.SIGCONT)
        window.until(lambda: window.text == whole, "the screen as it was")


def test_an_overwritten_screen_is_drawn_again(home: Path) -> None:
    with began(home) as window:
        whole = window.text
        window.screen.erase_in_display(2)
        window.press("\x0c")
        window.until(lambda: window.text == whole, "the screen as it was")


def test_the_window_can_be_resized_while_typing(home: Path) -> None:
    with began(home) as window:
        window.press("3", "enter", "4", "3", "tab", "tab", "tab")
        window.see("^j new line")
        for size in ((120, 40), (30, 6), (60, 16), (90, 30), (80, 24)):
            window.resize(*size)
            if size < (70, 20):
                window.see("This window", f"{size[0]} columns")
                continue
            window.see("^j new line")
            window.press(*"ab,")
            window.see("ab," * (1 + [120, 90, 80].index(size[0])))
        window.press(*"end")
        window.see("ab,ab,ab,end", "^j new line")
        window.press("\x13")
        window.see(WEEK)
    assert journal(home)["checkins"]["20261120"]["note"] == "ab,ab,ab,end"

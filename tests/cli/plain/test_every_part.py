"""Every part in plain lines: nothing is drawn, each line makes sense alone, and what can be typed is listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cmcheckin.cli.plain.parts import PARTS
from cmcheckin.wording.text_cells import DRAWING
from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed

NOT_READ_ALOUD = re.compile(f"[{re.escape(DRAWING)}\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that draw something, private ones, and those that act on a terminal."""

LINES = {
    ("week",): "?|1|5||[|]|g 40|n|w|h|t|w|m|y|d|p|r|[|]|?|b|b",
    ("trends",): "?|m|y||d||p|r|[|1|b|b",
    ("search",): "?|2|/ meetup|1|/ kind:thanks|[|y|g 3 oct|n|w 1|b|b",
    ("search", "meetup"): "1|b",
    ("wins",): "?|p|p|p|f|f|x 1|[|]|1|b|b",
    ("escalations",): "?|1|o|o|a|c|e 1|||||||||||||b",
    ("nudges",): "?|w|h|b",
    ("report",): "?|1|[|]|x 1|e 1 Another text|a One more|b",
    ("share",): "?|1|x 9||?|5|x 3|e 3 Other words|||v md|v html||b|b|b",
    ("inbox",): "?|1||R|l 1|r 2|an answer|b",
    ("setup",): "|||||",
}
"""What is typed at each command with --plain."""


def faults(text: str) -> list[str]:
    """Return the lines of `text` that a screen reader can't read aloud well."""
    return [line for line in text.splitlines() if NOT_READ_ALOUD.search(line) or len(re.findall(r"\S {3,}", line)) > 1]


@pytest.mark.parametrize("command", LINES, ids=" ".join)
def test_each_line_can_be_read_aloud(command: tuple[str, ...], lived: Cli) -> None:
    name, *words = command
    done = typed(lived, name, "--plain", *words, lines=LINES[command])
    assert done.code == 0
    assert len(done.lines) > 5
    assert faults(done.out + done.err) == []


def test_the_review_can_be_read_aloud(lived: Cli, shared: Path) -> None:
    lines = "?|1|people|1|?|1|[|b|open|1|asks|1|wins|files|s|/ meetup|/|o 1|?|1|b|needs|budget 1|b|q"
    done = typed(lived, "review", "--plain", str(shared), lines=lines)
    assert done.code == 0
    assert faults(done.out + done.err) == []


def test_the_check_in_can_be_read_aloud(lived: Cli) -> None:
    lived.now = "2026-11-23T08:30:00+01:00"
    done = typed(lived, lines="3|||||4|3|tired|3||a note||||||s|s|s|s||y|q")
    assert done.code == 0
    assert "Week 48, 23 to 29 November" in done.out
    assert faults(done.out + done.err) == []


@pytest.mark.parametrize("name", PARTS)
def test_every_part_lists_what_can_be_typed_goes_back_and_quits(name: str, lived: Cli) -> None:
    key = {
        "week": "",
        "nudges": "",
        "trends": "t",
        "history": "/",
        "wins": "wins",
        "escalations": "x",
        "report": "r",
    }.get(name, {"share": "s", "inbox": "i", "importing": "f"}.get(name, ""))
    start = ["-"] if name == "importing" else []
    if name == "nudges":
        done = typed(lived, "nudges", "--plain", lines="?|nonsense|q|never read")
    else:
        done = typed(
            lived, "week", "--plain", lines=[*([key, *start] if key else []), "?", "nonsense", "q", "never read"]
        )
    assert done.code == 0
    assert "You can type:" in done.out
    assert "q: quit." in done.out
    assert "“nonsense” does nothing here." in done.out
    assert "never read" not in done.out


@pytest.mark.parametrize("back", ["b", "back", "\x1b"])
def test_each_way_back_leads_to_the_week(back: str, lived: Cli) -> None:
    done = typed(lived, "week", "--plain", lines=["x", back, back, "?", "q"])
    assert "There's nothing to go back to. Type q to quit, or wins to open your wins." in joined(done.out)
    assert "c: check in for today." in done.out
    assert "Wins, " not in done.out


def test_a_pipe_gets_the_week_once_and_is_asked_nothing(lived: Cli) -> None:
    done = lived("week", "--plain")
    assert done.code == 0
    assert done.lines[-1].startswith("Community: ")
    assert faults(done.out) == []


@pytest.mark.parametrize("part", ["share", "report", "escalations", "week", "wins", "trends"])
def test_a_pipe_is_not_told_what_to_type(part: str, cli: Cli) -> None:
    heard = joined(cli(part, "--plain").out)
    assert heard
    assert not re.search(r"\b(Type|Press)\b", heard), heard


def test_other_options_are_refused_beside_plain(lived: Cli) -> None:
    done = lived("wins", "--plain", "--json")
    assert (done.code, done.out) == (2, "")
    assert "--plain can't be combined with --json" in done.err


def test_a_long_list_asks_before_it_continues(lived: Cli) -> None:
    done = typed(lived, "wins", "--plain", lines="|q")
    assert "more. Press Enter to go on, or type what to do next:" in joined(done.out)
    stopped = typed(lived, "wins", "--plain", lines="p|q")
    assert "first half of 2026" in joined(stopped.out) or "second half of 2026" in joined(stopped.out)


def test_a_terminal_gets_no_escape_sequence(lived: Cli) -> None:
    lived.environ["TERM"] = "xterm-256color"
    done = lived.on_terminal("week", "--plain", typed="x\n1\nb\nt\np\nb\ni\nb\nq\n", columns=80)
    assert done.code == 0
    assert "Spam wave in #help" in done.out
    assert faults(done.out) == []

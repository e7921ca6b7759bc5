"""While the diary is locked, commands add to it, refuse to read it in one sentence, and write no word in clear."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cmcheckin.cli.registry import COMMANDS
from cmcheckin.paths import find_paths
from cmcheckin.wording.encryption import OTHERS_LOCKED
from cmcheckin.wording.locked import ADDED_IN_CLEAR, ADDED_UNREAD, without_reading
from tests.cli.cli_runs import Cli
from tests.journal.sealed_home import SealedHome

WORD = "Zanzibar"
READING = (
    ("show",), ("list",), ("week",), ("trends",), ("search", WORD), ("history", "2026-11-20"), ("undo",), ("redo",),
    ("export", "--format", "json"), ("nudges",), ("escalations",), ("wins",), ("report",), ("doctor",), ("inbox",),
    ("forget", "2026-11-20", "--yes"), ("delete", "2026-11-20", "--yes"), ("leave",), ("week", "--json"),
    ("log", "--end", "18:00"), ("log", "--from", "2026-11-16", "--to", "2026-11-18", "--off"),
)  # fmt: skip


def _home(cli: Cli) -> SealedHome:
    home = SealedHome(cli.home)
    home.paths = find_paths(str(cli.home))  # on this machine, as commands find them
    return home


@pytest.fixture
def sealed(cli: Cli) -> SealedHome:
    home = _home(cli)
    home.switch("on")
    return home


@pytest.fixture
def locked(cli: Cli, sealed: SealedHome) -> Cli:
    """A home with entries, whose identity is gone."""
    assert cli("log", "--mood", "2", "--note", WORD, "--hours", "7", "--win", "One").code == 0
    assert cli("status").out.startswith("Check-in done")
    sealed.lock()
    return cli


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_what_has_to_read_says_that_it_is_locked_and_changes_nothing(
    locked: Cli, sealed: SealedHome, command: tuple[str, ...]
) -> None:
    before = sealed.bytes()
    done = locked(*command)
    assert done.code != 0
    assert (done.out, done.err.count("\n")) == ("", 1), done
    assert "Nothing was changed" in done.err
    assert "cmcheckin unlock" in done.err
    assert sealed.bytes() == before
    assert command[0] in {known.name for known in COMMANDS}


def test_log_adds_and_says_so(locked: Cli, sealed: SealedHome) -> None:
    done = locked("log", "--mood", "4", "--note", f"{WORD} too", "--win", "Two rooms", "--after-hours", "30")
    assert done.code == 0
    assert ADDED_UNREAD in done.err
    assert sealed.with_words(WORD, "Two rooms") == []
    sealed.unlock()
    shown = locked("show").out
    assert all(text in shown for text in ("One", "Two rooms", f"{WORD} too", "7 h")), shown
    assert "Different answers from your devices for 1 day" in locked("status").out


def test_what_is_saved_while_encryption_is_off_here_is_not_called_locked(cli: Cli, sealed: SealedHome) -> None:
    other = replace(cli, device="other-1")
    assert other("log", "--date", "yesterday", "--note", WORD).code == 0
    assert cli("encrypt", "off", "--yes").code == 0
    sealed.lock()
    done = cli("log", "--note", "Plain words")
    assert done.code == 0
    assert (ADDED_UNREAD in done.err, ADDED_IN_CLEAR in done.err) == (False, True), done
    assert cli("lock").err == f"{OTHERS_LOCKED}\n"
    assert sealed.with_words("Plain words")
    done = cli("checkin", "--plain", stdin="4\n" + "\n" * 40)
    assert (without_reading(is_encrypted=True) in done.err, without_reading(is_encrypted=False) in done.err) == (
        False,
        True,
    )
    assert " ".join(ADDED_IN_CLEAR.split()) in " ".join(done.out.split())


def test_the_plain_checkin_starts_empty_and_adds(locked: Cli, sealed: SealedHome) -> None:
    done = locked("checkin", "--plain", stdin="4\n" + "\n" * 40)
    assert done.code == 0, done
    assert without_reading(is_encrypted=True) in done.err
    assert "Open escalations are locked.\n" in done.out and "No open escalations" not in done.out
    assert "replaced" in done.out
    assert WORD not in done.out
    sealed.unlock()
    assert WORD in locked("show").out
    assert locked("show", "--json").document["checkin"]["workload"] == 4


def test_a_switch_that_was_cut_short_is_finished_by_the_next_command(cli: Cli) -> None:
    assert cli("log", "--note", WORD).code == 0
    home = _home(cli)
    assert home.with_words(WORD)
    home.switch("turning on")
    assert WORD in cli("show").out
    assert home.with_words(WORD) == []


def test_commands_work_on_an_encrypted_home_and_leave_no_word_in_it(cli: Cli, sealed: SealedHome) -> None:
    clear = Cli(cli.home.parent / "clear", device=cli.device)
    for argv in (
        ("log", "--note", WORD, "--mood", "3", "--win", f"{WORD} won", "--date", "2026-11-19"),
        ("log", "--escalation", f"{WORD} flood", "--severity", "2", "--hours", "9"),
        ("undo", "--yes"), ("redo", "--yes"), ("backup",), ("log", "--off", "--date", "2026-11-18"),
        ("show", "2026-11-19"), ("week", "--json"), ("trends", "--json"), ("search", WORD), ("nudges",), ("wins",),
        ("escalations", "--json"), ("history", "2026-11-19"), ("export", "--format", "json"), ("status",),
        ("restore", "--list"), ("delete", "2026-11-18", "--yes"), ("restore", "2026-11-20", "--yes"),
    ):  # fmt: skip
        done, expected = cli(*argv), clear(*argv)
        assert _plainly(done.out, cli) == _plainly(expected.out, clear), argv
        assert (done.code, _plainly(done.err, cli)) == (expected.code, _plainly(expected.err, clear)), argv
    assert sealed.with_words(WORD) == []
    assert cli("forget", "2026-11-19", "--yes").code == 0
    assert WORD not in cli("show", "2026-11-19").out
    assert cli("doctor").code == 0


def _plainly(text: str, cli: Cli) -> str:
    return text.replace(str(cli.home), "HOME")

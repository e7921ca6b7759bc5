"""No command lets a name from outside act on the terminal, in any argument."""

from __future__ import annotations

import argparse
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from cmcheckin.cli.argument_types import Parser
from cmcheckin.cli.registry import COMMANDS, Command
from cmcheckin.services import share_preferences
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.replies import reply_bytes as dumps_reply
from cmcheckin.sharing.share_file import Reply
from tests.cli.cli_runs import Cli, CommandResult
from tests.sharing.team_examples import share

HOSTILE = "x\x1b[2J\x1b]52;c;eA==\x07\x9b31m\x85\x7f\t\r\u202e\u2066\u200b\u2028\ud83d\nFORGED \udcff"
"""Erases the screen, sets the clipboard and colours, reverses the line, forges a line, and isn't UTF-8."""
NAME = HOSTILE.replace("\ud83d", "")
"""As much of it as a file name can have: a byte that isn't UTF-8, but no surrogate."""
ACTS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
CONFIG = """\
name = "x\\u001b[2J\\u009b31m\\u202e\\u200b"
theme = "\\u001b[2J\\u009b31m\\u202e\\nFORGED"
"\\u001b[2J\\u202e\\nFORGED" = 1
timezone = "\\u001b[2J\\u009b31m\\nFORGED"
[keys]
"\\u001b]0;x\\u0007\\u202e" = "\\u009b"
"""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder and files with hostile names: shares, an older copy, a broken one, a link, a pipe."""
    folder = tmp_path / f"team{NAME}"
    folder.mkdir()
    first = share(0)
    earlier = replace(first, made=first.made - timedelta(hours=1))
    for n, data in enumerate(
        (share_bytes(first), share_bytes(earlier), b"{", share_bytes(share(1))[:200], share_bytes(share(2)))
    ):
        (folder / f"{n}{NAME}.json").write_bytes(data)
    (folder / f"link{NAME}.json").symlink_to(folder / f"0{NAME}.json")
    (folder / f"{NAME}").mkdir()
    os.mkfifo(folder / f"pipe{NAME}.json")
    return folder


@pytest.fixture
def hostile(tmp_path: Path) -> Cli:
    """A home with a hostile name, records, hostile settings, and hostile names in each of its folders."""
    cli = Cli(tmp_path / f"home{NAME}", now="2026-11-23T08:30:00+01:00")
    assert cli("log", "--mood", "3", "--win", "Meetup filled in a day", "--hours", "8").code == 0
    (cli.home / "config.toml").write_text(CONFIG, "utf-8")
    for name in ("journal", "drafts", "backups", "exports"):
        (folder := cli.home / name).mkdir(exist_ok=True)
        (folder / f"{NAME}.jsonl").write_bytes(b'{"broken": "\xff\n')
        (folder / f"link{NAME}.jsonl").symlink_to(folder / f"{NAME}.jsonl")
    (cli.home / "journal" / f"2026-{NAME}.jsonl").mkdir()
    (came := tmp_path / f"shared{NAME}").mkdir()
    share_preferences.save(cli.home / "share.json", share_preferences.SharePreferences("p-me", folder=str(came)))
    reply = Reply("r-1", "p-me", "thanks", NAME, share(0).made, "w-1", NAME, NAME)
    for name, data in (("good", dumps_reply(reply)), ("broken", b"{"), (NAME, b'{"cmcheckin":"reply"}')):
        (came / f"reply-{name}.json").write_bytes(data)
    return cli


def calls(command: Command, values: tuple[str, ...]) -> Iterator[list[str]]:
    """Yield command lines with each of `values` in each argument of `command`, and each with `--json` if it has it."""
    parser = Parser(command.name)
    import_module(command.module).arguments(parser)
    actions = [one for one in parser._actions if not isinstance(one, argparse._HelpAction) and one.dest != "home"]
    takes = [one for one in actions if one.option_strings and one.nargs != 0]
    flags = [one.option_strings[0] for one in actions if one.option_strings and one.nargs == 0]
    paths = sum(not one.option_strings for one in actions)
    for value in values:
        given = [value] * paths
        found = [given, [*given, f"--{value}"], *([*given, one.option_strings[0], value] for one in takes)]
        found += [[*given, flag] for flag in flags]
        if "--html" in {one.option_strings[0] for one in takes}:
            found.append([*given, "--html", "-"])
        for argv in found:
            yield argv
            if "--json" in flags and "--json" not in argv:
                yield [*argv, "--json"]


def check(done: CommandResult, argv: object) -> None:
    """Assert that nothing in the output acts on a terminal, no line is forged, and JSON is valid."""
    for text in (done.out, done.err):
        bad = ACTS.search(text.replace("\r\n", "\n"))
        assert bad is None, (argv, text[max(bad.start() - 60, 0) : bad.start() + 20])
        assert not re.search("^[^a-z]*FORGED", text, re.MULTILINE), (argv, text)
    if done.out.startswith('{"'):
        assert all(json.loads(line) is not None for line in done.lines), argv


@pytest.mark.parametrize("command", COMMANDS, ids=[one.name for one in COMMANDS])
def test_no_argument_file_or_home_acts_on_the_terminal(command: Command, hostile: Cli, outside: Path) -> None:
    values = (HOSTILE, str(outside), str(outside / f"0{NAME}.json"), str(outside / f"2{NAME}.json"))
    for argv in calls(command, values):
        check(hostile(command.name, *argv), argv)


@pytest.mark.parametrize(
    "argv",
    [
        ("share", "2026-W48", "--fields", "wins,hours", "--out", "{folder}", "--yes", "--name", HOSTILE),
        ("share", "2026-W48", "--fields", "wins", "--out", "{folder}/none/none", "--yes"),
        ("share", "2026-W48", "--fields", "wins", "--out", "{file}", "--yes"),
        ("reply", "{file}", "--cover", "--text", HOSTILE, "--from", HOSTILE),
        ("review", "{folder}", "{folder}/none", "--plain"),
        ("review", "{file}", "--html", "{folder}"),
        ("review", "{file}", "--html", "{folder}/page", "--replace"),
        ("export", "--out", "{folder}"),
        ("export", "--out", "{folder}/all.jsonl"),
        ("import", "{file}"),
        ("import", "{folder}"),
        ("report", "2026-W48", "--out", "{folder}/report.md"),
        ("wins", "all", "--out", "{folder}/wins.md"),
        ("wins", HOSTILE),
        ("delete", "2026-11-23"),
        ("forget", "2026-11-23", "--yes"),
        ("nudges", "why", HOSTILE),
        ("nudges", "snooze", HOSTILE),
        ("show",),
        ("week",),
    ],
    ids=" ".join,
)
def test_no_hostile_path_acts_on_the_terminal(hostile: Cli, outside: Path, argv: tuple[str, ...]) -> None:
    place = {"folder": str(outside), "file": str(outside / f"2{NAME}.json")}
    check(hostile(*(one.format(**place) for one in argv)), argv)


@pytest.mark.parametrize("name", ["CMCHECKIN_NOW", "CMCHECKIN_DEVICE", "CMCHECKIN_HOME", "TZ", "TERM", "EDITOR"])
@pytest.mark.parametrize("command", ["week", "status", "undo", "checkin", "export"])
def test_no_value_of_the_environment_acts_on_the_terminal(hostile: Cli, name: str, command: str) -> None:
    hostile.environ[name] = HOSTILE
    check(hostile(command), name)


WORDS = ((HOSTILE,), (f"--{HOSTILE}",), ("help", HOSTILE), ("--home", HOSTILE), ("-h", HOSTILE))


@pytest.mark.parametrize("argv", WORDS)
def test_no_word_in_place_of_a_command_acts_on_the_terminal(hostile: Cli, argv: tuple[str, ...]) -> None:
    check(hostile(*argv), argv)


def test_the_traceback_of_an_unexpected_error_does_not_act_on_the_terminal(
    hostile: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(HOSTILE)

    monkeypatch.setattr("cmcheckin.bootstrap.program", broken)
    hostile.environ["CMCHECKIN_DEBUG"] = "1"
    done = hostile("week")
    assert "RuntimeError" in done.err
    assert ACTS.search(done.err) is None


def test_a_path_in_the_json_is_the_path_itself(cli: Cli, outside: Path) -> None:
    cli.now = "2026-11-23T08:30:00+01:00"
    done = cli("review", str(outside), "--json")
    assert done.out.isprintable() or done.out[:-1].isprintable()
    document = done.document
    assert {Path(one["path"]) for one in document["unread"]} <= set(outside.iterdir())
    [older] = document["older"]
    assert (Path(older["path"]), Path(older["newer"])) == (outside / f"1{NAME}.json", outside / f"0{NAME}.json")

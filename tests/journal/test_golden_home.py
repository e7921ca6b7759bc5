"""A home of version 1.0 is read the same for ever, and what a version doesn't know is kept: `cmcheckin help files`.

`golden/` has the files of three devices: a conflict, an erased day, an undone change, a deleted record, and a line of a
later version with an unknown member, table and field. Add to it, never change it. `records.jsonl` is what it contains.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.journal.log.lines import VERSION, checked, dumps
from cmcheckin.wording.topics import read_topic
from tests.cli.cli_runs import Cli

GOLDEN = Path(__file__).with_name("golden")
RECORDS = [json.loads(line) for line in (GOLDEN / "records.jsonl").read_text("utf-8").splitlines()]
LATER = "2026.later-0001.jsonl"


@pytest.fixture
def golden(tmp_path: Path) -> Cli:
    """A copy of the home, to run commands on."""
    shutil.copytree(GOLDEN, tmp_path / "home", ignore=shutil.ignore_patterns("records.jsonl"))
    return Cli(tmp_path / "home", now="2026-11-23T08:30:00+01:00", device="laptop-3f9a")


def contents(cli: Cli) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (cli.home / "journal").glob("*.jsonl")}


def records(cli: Cli, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in cli("export", "--format", "jsonl", *arguments).out.splitlines()]


def holds(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> bool:
    """Return whether `found` has the `expected` records in their order. A later version may add fields to them."""
    kept = [one for one in found if any(one.items() >= other.items() for other in expected)]
    return len(kept) == len(expected) and all(a.items() >= b.items() for a, b in zip(kept, expected, strict=True))


def written(cli: Cli, header: dict[str, object], *lines: dict[str, object]) -> bytes:
    """Write a file of another device into the home, with valid checksums, and return its content."""
    content = b"".join(checked(dumps(line)) + b"\n" for line in ({"cmcheckin": "journal", **header}, *lines))
    (cli.home / "journal" / LATER).write_bytes(content)
    return content


def test_the_format_stays_the_same_in_all_of_version_1() -> None:
    assert VERSION == 2


def test_a_home_of_version_1_0_is_read_as_it_was(golden: Cli) -> None:
    before = contents(golden)
    assert holds(records(golden), RECORDS)
    assert golden("doctor").code == 0
    assert contents(golden) == before


def test_a_change_adds_lines_and_keeps_what_this_version_does_not_know(golden: Cli) -> None:
    before = contents(golden)
    assert golden("log", "--date", "2026-11-20", "--mood", "5").code == 0
    after = contents(golden)
    assert all(after[name].startswith(content) for name, content in before.items())
    [edited] = [one for one in records(golden) if (one["type"], one.get("date")) == ("checkin", "2026-11-20")]
    assert (edited["mood"], edited["weather"]) == (5, {"sky": "rain", "degrees": 6})
    assert b'"rituals"' in after["2026.tablet-77aa.jsonl"]


def test_what_is_unknown_survives_a_backup_and_its_restore(golden: Cli, tmp_path: Path) -> None:
    assert golden("backup", str(tmp_path / "disk")).code == 0
    other = Cli(tmp_path / "other", now=golden.now, device="desk-0abc")
    assert other("log", "--mood", "3").code == 0
    [found] = list((tmp_path / "disk").rglob("2026.tablet-77aa.jsonl"))
    assert other("restore", str(found.parent), "--yes").code == 0
    undated = [{name: value for name, value in one.items() if name != "conflicts"} for one in RECORDS]
    assert holds(records(other), undated)


@pytest.mark.parametrize(
    "header, line, words",
    [
        ({"version": 2}, {"id": ["2026.later-0001", 1], "sealed": ["a way of 1.9", "QUJD"]}, "encrypted"),
        ({"version": VERSION + 1}, {"anything": 1}, "a newer version of cmcheckin"),
    ],
    ids=["sealed", "newer"],
)
def test_what_cannot_be_read_yet_is_named_and_left_alone(
    golden: Cli, header: dict[str, object], line: dict[str, object], words: str
) -> None:
    content = written(golden, {**header, "year": 2026, "device": "later-0001"}, line)
    assert golden("export", "--format", "jsonl").code == 1
    shown = golden("export", "--format", "jsonl", "--partial")
    assert LATER in shown.err and words in shown.err
    assert holds([json.loads(text) for text in shown.out.splitlines()], RECORDS)
    assert golden("log", "--mood", "4").code == 0
    golden("doctor", "--yes")
    assert contents(golden)[LATER] == content


def test_the_script_of_the_topic_reads_it_without_the_program(golden: Cli, tmp_path: Path) -> None:
    [script] = re.findall(r"^```python\n(.*?)^```", read_topic("files"), re.MULTILINE | re.DOTALL)
    (tmp_path / "read.py").write_text(script, "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", tmp_path / "read.py", golden.home / "journal"],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found = [json.loads(line) for line in done.stdout.splitlines()]
    tables = {"checkin": "checkins", "workday": "workdays", "escalation": "escalations", "nudge_state": "nudge_states"}
    expected = [{**one, "table": tables[one["type"]]} for one in RECORDS]
    for one in expected:
        del one["type"]
        one.pop("conflicts", None)
    read = [one for one in found if one["table"] != "rituals"]
    assert sorted(map(str, map(sorted, map(dict.items, read)))) == sorted(
        map(str, map(sorted, map(dict.items, expected)))
    )


def test_the_example_lines_of_the_topic_are_valid(tmp_path: Path) -> None:
    [lines] = re.findall(r"^```\n(\{.*?)^```", read_topic("files"), re.MULTILINE | re.DOTALL)
    cli = Cli(tmp_path / "home", now="2026-11-23T08:30:00+01:00", device="desk-0abc")
    (cli.home / "journal").mkdir(parents=True)
    (cli.home / "journal" / "2026.laptop-3f9a.jsonl").write_text(lines, "utf-8")
    shown = cli("export", "--format", "jsonl")
    assert (shown.code, shown.err) == (0, "")
    assert holds(
        [json.loads(text) for text in shown.out.splitlines()], [{"type": "checkin", "date": "2026-11-16", "mood": 3}]
    )

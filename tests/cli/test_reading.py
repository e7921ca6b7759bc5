"""The reading commands: their text, their JSON, and how little they load."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmcheckin.wording.text_cells import cells
from tests.cli.cli_runs import TODAY, Cli


@pytest.fixture
def logged(cli: Cli) -> Iterator[Cli]:
    """A home with a few days in it."""
    cli.import_records([
        {"type": "checkin", "date": "2026-11-18", "workload": 4, "mood": 3, "energy": 2, "feelings": ["tired"],
         "community": {"mood": 4, "feels": "excited"}, "note": "one\ntwo", "metrics": {"first_response_min": 22},
         "wins": [{"text": "Answered three others", "kind": "member"},
                  {"text": "So patient with us", "kind": "thanks", "from": "a new member"}]},
        {"type": "workday", "date": "2026-11-18", "kind": "work", "hours": 9.5, "start": "09:00", "end": "18:45",
         "after_hours_minutes": 45},
        {"type": "workday", "date": "2026-11-15", "kind": "off"},
        {"type": "escalation", "id": "e-1", "title": "Spam wave in #help", "severity": 4, "kind": "conduct",
         "opened": "2026-11-17T02:10:00+01:00", "status": "handed-off", "handed_to": "trust & safety"},
        {"type": "escalation", "id": "e-2", "title": "Dark mode", "kind": "ask", "opened": "2026-11-10T12:00:00+01:00",
         "status": "resolved"},
    ])  # fmt: skip
    yield cli


def test_show(logged: Cli) -> None:
    text = logged("show", "2026-11-18").out
    for part in (
        "Wednesday 18 November 2026", "9.5 h, 09:00–18:45, 45 min after hours", "4, a lot", "3, okay", "tired",
        "excited", "first_response_min", "Answered three others (member)", "from a new member", "    two",
    ):  # fmt: skip
        assert part in text
    assert "Nothing is logged for this day" in logged("show", "2020-01-01").out
    assert "trust & safety" in logged("show", "2026-11-16").out, "two in the morning on Tuesday is still Monday"
    found = logged("show", "2026-11-18", "--json").document
    assert list(found) == ["date", "checkin", "workday", "escalations"]
    records = logged.records("--from", "2026-11-18", "--to", "2026-11-18")
    assert [found["checkin"], found["workday"]] == records
    assert logged("show", "--json").document == {"date": TODAY, "checkin": None, "workday": None, "escalations": []}


def test_list(logged: Cli) -> None:
    lines = logged("list").lines
    assert [line[:14] for line in lines] == ["2026-11-10 Tue", "2026-11-15 Sun", "2026-11-16 Mon", "2026-11-18 Wed"]
    assert "off" in lines[1]
    objects = [json.loads(line) for line in logged("list", "--json").lines]
    assert [each["date"] for each in objects] == [line[:10] for line in lines]
    assert objects[2]["escalations"][0]["id"] == "e-1"
    assert len(logged("list", "--from", "2026-11-16").lines) == 2
    empty = logged("list", "--to", "2020-01-01")
    assert (empty.code, empty.out) == (0, "")
    assert logged("list", "--json", "--to", "2020-01-01").out == ""


def test_week(logged: Cli) -> None:
    for argv in ([], ["2026-W47"], ["2026-11-18"], ["0"]):
        text = logged("week", *argv).out
        assert "16–22 November" in text
        assert "Answered three others" in text
        assert "Spam wave in #help" in text
        assert max(map(cells, text.splitlines())) <= 80
    assert "9–15 November" in logged("week", "-1").out
    assert "Nothing logged" in logged("week", "2019-W01").out


def test_week_as_json(logged: Cli) -> None:
    found = logged("week", "--json").document
    assert [found[name] for name in ("week", "from", "to", "hours", "mood", "wins", "thanks", "checkins")] == [
        "2026-W47", "2026-11-16", "2026-11-22", 9.5, 3, 2, 1, 1,
    ]  # fmt: skip
    assert [day["known"] for day in found["days"]] == [
        "unknown", "unknown", "work", "unknown", "today", "ahead", "ahead",
    ]  # fmt: skip
    assert found["days"][2]["workday"]["hours"] == 9.5
    assert [item["id"] for item in found["open"]] == ["e-1"]
    empty = logged("week", "--json", "2019-W01").document
    assert empty["hours"] is empty["mood"] is empty["usual_hours"] is None


def test_without_utf_8_the_output_is_ascii(logged: Cli) -> None:
    for environ in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}):
        logged.environ = environ
        for argv in (["week"], ["show", "2026-11-18"], ["list"], ["status"]):
            done = logged.process(*argv)
            assert done.code == 0
            assert done.out.isascii(), done.out
            assert "?" not in done.out.replace("in doubt?", "")
    logged.environ = {"PYTHONIOENCODING": "ascii"}
    logged("log", "--note", "手紙")
    assert "手紙" in logged.process("export").out  # data is UTF-8 whatever the terminal is


def test_wide_characters_keep_to_the_margin(cli: Cli) -> None:
    cli("log", "--note", "手紙" * 200, "--win", "嬉しい" * 60, "--escalation", "é" * 300)
    for argv in (["show"], ["week"]):
        assert max(map(cells, cli(*argv).lines)) <= 80


LEAN = {
    ("log", "--mood", "4", "--escalation", "x"): ("textual", "rich", "humanize", "interchange", "cmcheckin.checkin."),
    ("log", "--mood", "4", "--win", "x"): ("textual", "rich", "humanize", "dataclasses", "inspect"),
    ("status",): ("textual", "rich", "humanize", "cmcheckin.checkin.", "cmcheckin.insight", "dataclasses"),
    ("search", "x"): ("textual", "rich", "humanize", "statistics", "dataclasses"),
    ("list",): ("textual", "rich", "humanize"),
    ("show",): ("textual", "rich", "humanize"),
    ("trends",): ("textual", "rich", "humanize", "statistics", "random"),
    ("export",): ("textual", "rich", "humanize"),
    ("--version",): ("textual", "rich", "humanize", "tinydb", "importlib.metadata", "cmcheckin.journal"),
    ("--help",): ("textual", "rich", "humanize", "tinydb", "cmcheckin.journal", "cmcheckin.settings"),
}


@pytest.mark.parametrize("argv", LEAN, ids=" ".join)
def test_a_command_loads_no_more_than_it_needs(cli: Cli, argv: tuple[str, ...]) -> None:
    cli("log", "--mood", "3")
    code = (
        "import sys; from cmcheckin.cli.main import main; assert main(sys.argv[1:]) == 0; "
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *argv], env=cli.environment, check=True, capture_output=True)
    loaded = done.stderr.decode().split()
    for name in LEAN[argv]:
        assert not [module for module in loaded if module == name or module.startswith(f"{name}.")], name


@pytest.mark.parametrize("now", ["2026-11-20T09:00:00+01:00", "2026-11-21T08:30:00+01:00"], ids=["again", "next day"])
def test_a_repeated_status_loads_next_to_nothing(cli: Cli, now: str) -> None:
    cli("log", "--mood", "3")
    cli("status")
    cli.now = now
    code = (
        "import sys; from cmcheckin.cli.main import main; assert main(['status']) == 0; "
        "wide = {'tinydb', 'cmcheckin.journal', 'cmcheckin.settings', 'cmcheckin.domain.records'} & set(sys.modules); "
        "assert not wide, wide"
    )
    subprocess.run([sys.executable, "-c", code], env=cli.environment, check=True, stdout=subprocess.DEVNULL)


def test_reading_writes_no_record(logged: Cli) -> None:
    before = {path: path.read_bytes() for path in (logged.home / "journal").glob("*.jsonl")}
    for argv in (["status"], ["show"], ["list"], ["week"], ["export"], ["week", "--json"]):
        logged(*argv)
    assert {path: path.read_bytes() for path in (logged.home / "journal").glob("*.jsonl")} == before


def test_reading_an_empty_home_creates_nothing(cli: Cli) -> None:
    for argv in (["status"], ["show"], ["list"], ["week"], ["trends"], ["export"]):
        assert cli(*argv).code == 0
    assert not Path(cli.home).exists()


def test_a_missing_journal_file_is_not_called_an_empty_log(cli: Cli) -> None:
    cli("log", "--mood", "4")
    [journal] = (cli.home / "journal").glob("*.jsonl")
    journal.unlink()
    done = cli("list")
    assert done.code == 1
    assert "Nothing is logged" not in done.err
    assert f"{journal.name}: it's missing" in done.err


def test_a_day_with_only_an_escalation_has_one_blank_line_above_it(cli: Cli) -> None:
    cli("log", "--escalation", "Spam wave", "--severity", "3")
    assert cli("show", "today").lines[:3] == ["Friday 20 November 2026", "", "  Escalation: Spam wave"]

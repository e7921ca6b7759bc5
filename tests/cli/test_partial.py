"""A journal or folder that can be read only partly: what is left never replaces a complete file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli
from tests.journal.journal_home import replace_later

GOOD = "good, from before"


def _emptied(journal: Path) -> None:
    for path in journal.glob("*.jsonl"):
        path.write_bytes(b"")


def _garbled(journal: Path) -> None:
    path = journal / "2026.test-3f9a.jsonl"
    header, first, *rest = path.read_bytes().splitlines(keepends=True)
    replace_later(path, b"".join([header, b"x" + first[1:], *rest]))


def _cut_between_lines(journal: Path) -> None:
    path = journal / "2026.test-3f9a.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def _gone(journal: Path) -> None:
    (journal / "2026.test-3f9a.jsonl").unlink()


DAMAGE = pytest.mark.parametrize("damage", [_emptied, _garbled, _cut_between_lines, _gone])


@pytest.fixture
def home(cli: Cli, tmp_path: Path) -> Cli:
    """A home with an earlier year and three changes this year, all of them in the day's backup."""
    cli.now = "2026-11-20T08:30:00+01:00"
    assert cli("log", "--date", "2025-11-20", "--mood", "2").code == 0
    for text in ("Meetup filled", "First reply in a minute"):
        assert cli("log", "--mood", "4", "--win", text).code == 0
    shutil.rmtree(cli.home / "backups")
    assert cli("log", "--hours", "8").code == 0  # this replaces the day's backup by a complete one
    return cli


@DAMAGE
@pytest.mark.parametrize(
    "command",
    [
        ("export", "--out", "{out}/good.jsonl"),
        ("report", "--out", "{out}/good.md"),
        ("wins", "--out", "{out}/good.md"),
        ("share", "2026-W47", "--fields", "wins", "--yes", "--name", "Ada", "--formats", "md", "--out", "{out}"),
    ],
)
def test_a_partial_file_replaces_a_good_one_only_with_partial(
    home: Cli, tmp_path: Path, damage: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    argv = [part.format(out=tmp_path / "out") for part in command]
    (tmp_path / "out").mkdir()
    assert home(*argv).code == 0
    [target] = (tmp_path / "out").iterdir()
    target.write_text(GOOD)
    damage(home.home / "journal")
    done = home(*argv, "--replace")
    assert done.code == 1
    assert "Part of the journal couldn't be read" in done.err
    assert "--partial" in done.err
    assert done.err.count("2026.test-3f9a.jsonl: ") + done.err.count("2026.test-3f9a.jsonl, line") == 1
    assert target.read_text() == GOOD
    assert [path.name for path in (tmp_path / "out").iterdir()] == [target.name]
    done = home(*argv, "--replace", "--partial")
    assert done.code == 0
    assert f"missing from {target if '--yes' not in argv else tmp_path / 'out'}" in done.err
    assert target.read_text() != GOOD


@DAMAGE
def test_partial_data_on_stdout_is_reported(home: Cli, damage: Callable[[Path], None]) -> None:
    damage(home.home / "journal")
    for argv in (["export"], ["report", "--json"], ["wins"], ["share", "2026-W47", "--json"]):
        done = home(*argv)
        assert done.code == 1
        assert "this output is incomplete" in done.err
        assert done.out or damage is _emptied
        assert home(*argv, "--partial").code == 0


@DAMAGE
def test_a_reading_command_reports_missing_parts_and_exits_1(home: Cli, damage: Callable[[Path], None]) -> None:
    reading = (
        ["list"], ["list", "--json"], ["show", "2025-11-20"], ["show", "--json"], ["week"], ["week", "--json"],
        ["trends"], ["trends", "--json"], ["nudges"], ["nudges", "--json", "--from", "-3"], ["inbox"],
    )  # fmt: skip
    assert {home(*argv).code for argv in reading} == {0}
    damage(home.home / "journal")
    for argv in reading:
        done = home(*argv)
        assert done.code == 1, argv
        assert "2026.test-3f9a.jsonl" in done.err, argv
        assert "this output is incomplete" in done.err, argv


@pytest.mark.parametrize("damage", [_emptied, _garbled])
@pytest.mark.parametrize("how", [(), ("--short",), ("--json",)])
def test_status_over_a_damaged_file_exits_1_each_time(
    home: Cli, damage: Callable[[Path], None], how: tuple[str, ...]
) -> None:
    assert home("status", *how).code == 0
    damage(home.home / "journal")
    for _ in range(2):
        done = home("status", *how)
        assert done.code == 1
        assert done.out
        assert "2026.test-3f9a.jsonl" in done.err


def test_a_file_with_words_forgotten_on_another_device_is_complete(home: Cli) -> None:
    home.device = "other-0001"
    assert home("log", "--win", "Words that go" * 20).code == 0
    home.device = "test-3f9a"
    shutil.rmtree(home.home / "backups")
    assert home("log", "--energy", "3").code == 0
    before = {path: path.read_bytes() for path in (home.home / "backups").rglob("*.jsonl")}
    home.device = "other-0001"
    assert home("forget", "2026-11-20", "--yes").code == 0
    for path, data in before.items():  # as if this device were elsewhere: its backups still have the longer file
        path.write_bytes(data)
    assert home("export").code == 0


def test_a_team_page_is_not_replaced_when_some_files_cannot_be_read(home: Cli, tmp_path: Path) -> None:
    folder, page = tmp_path / "team", tmp_path / "page.html"
    assert home("share", "2026-W47", "--fields", "wins", "--yes", "--out", str(folder)).code == 0
    page.write_text(GOOD)
    (folder / "half.json").write_text('{"cmcheckin": "share", "version": 1, "pers')
    done = home("review", str(folder), "--html", str(page), "--replace")
    assert done.code == 1
    assert "--partial" in done.err
    assert page.read_text() == GOOD
    home("review", str(folder), "--html", str(page), "--replace", "--partial")
    assert "half.json" in page.read_text()


def test_lines_missing_since_they_were_indexed_are_reported(home: Cli, tmp_path: Path) -> None:
    rows = [
        {"type": "workday", "date": f"2026-{month:02}-{day:02}", "kind": "work", "hours": 8}
        for month in range(1, 11)
        for day in range(1, 29)
    ]
    for n in range(0, len(rows), 40):
        assert home.import_records(rows[n : n + 40]).code == 0
    journal = home.home / "journal" / "2026.test-3f9a.jsonl"
    with journal.open("ab") as stream:  # long enough to be indexed
        stream.write(b"\n" * 70_000)
    assert home("list").code == 0
    assert list((home.home / "cache").glob("index.*"))
    shutil.rmtree(home.home / "backups")
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:5]))
    for _ in range(2):  # also when it was read before
        done = home("export", "--out", str(tmp_path / "out.jsonl"))
        assert done.code == 1
        assert "changes are missing (no. 5–" in done.err
        assert not (tmp_path / "out.jsonl").exists()
        assert home("list").code == 1
    records = [json.loads(line) for line in home("export", "--partial").lines]
    assert len(records) < len(rows)
    assert home("doctor", "--accept-loss", "--yes").code == 0  # as the message suggests
    assert home("export").code == 0


def test_damage_that_costs_no_change_is_reported_but_nothing_is_partial(home: Cli, tmp_path: Path) -> None:
    whole = home.records()
    path = home.home / "journal" / "2026.test-3f9a.jsonl"
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes())
    done = home("export", "--out", str(tmp_path / "all.jsonl"))
    assert (done.code, "Every change in the file was read." in done.err, "incomplete" in done.err) == (0, True, False)
    assert home.records() == whole
    assert home("status").code == 0
    assert home("doctor").code == 1

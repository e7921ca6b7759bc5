"""`restore`: lists the backups, shows what would change, and merges one in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli


@pytest.fixture
def lost(cli: Cli) -> Cli:
    """A home that lost its journal files after a backup, and got a new check-in since."""
    cli("log", "--date", "2026-11-18", "--mood", "2", "--note", "private")
    cli("log", "--date", "2026-11-19", "--mood", "4", "--hours", "8")
    cli("backup")
    for path in (cli.home / "journal").iterdir():
        path.unlink()
    cli.device = "new-11aa"
    cli("log", "--mood", "3")
    return cli


def test_backups_are_listed_with_what_they_have(cli: Cli) -> None:
    assert "no backups yet" in cli("restore").err
    cli("log", "--mood", "3")
    cli("log", "--hours", "8")
    cli("backup")
    done = cli("restore")
    assert done.code == 0
    assert (
        done.out
        == f"""\
Backups in {cli.home}/backups:

  2026-11-20    Fri    1 file        1 change
  2026-11-20.2  Fri    1 file       2 changes
"""
    )
    assert "cmcheckin restore 2026-11-20.2" in done.err
    [first, second] = cli("restore", "--json").document["backups"]
    assert first == {"name": "2026-11-20", "path": f"{cli.home}/backups/2026-11-20", "files": 1, "changes": 1}
    assert second["changes"] == 2


def test_without_yes_it_only_shows_what_would_change(lost: Cli) -> None:
    before = lost.records()
    done = lost("restore", "2026-11-20.2")
    assert done.code == 0
    assert done.out.splitlines()[2:] == [
        "  2026-11-18  check-in added", "  2026-11-19  check-in added", "  2026-11-19  workday added",
    ]  # fmt: skip
    assert "add --yes" in done.err
    document = lost("restore", "2026-11-20.2", "--json").document
    assert [change["after"]["date"] for change in document["changes"]] == ["2026-11-18", "2026-11-19", "2026-11-19"]
    assert (document["restored"], document["from"]) == (False, f"{lost.home}/backups/2026-11-20.2")
    assert lost.records() == before


def test_a_restore_is_one_change_that_undo_undoes(lost: Cli) -> None:
    before = lost.records()
    done = lost("restore", "2026-11-20.2", "--yes")
    assert done.code == 0
    assert "it's missing" in done.err  # only the backup shows that there was a file
    assert "Run `cmcheckin doctor` to put back what's missing." in done.err
    assert "Restored 3 records." in done.err
    assert len(lost.records()) == 4
    assert lost("history", "2026-11-18", "--json").document["versions"][-1]["why"] == "restore"
    assert "Nothing to restore" in lost("restore", "2026-11-20.2", "--yes").err
    assert lost("undo").code == 0
    assert lost.records() == before


def test_what_is_newer_here_stays(cli: Cli) -> None:
    cli("log", "--mood", "2", "--note", "old")
    cli("log", "--date", "2026-11-18", "--mood", "3")
    cli("backup")
    cli("log", "--mood", "5", "--note", "new")
    cli("delete", "2026-11-18", "--yes")
    before = cli.records()
    for name in ("2026-11-20", "2026-11-20.2", "today"):
        assert "What you changed or deleted later stays as it is." in cli("restore", name, "--yes").err
    assert cli.records() == before


def test_a_folder_may_be_a_backup_hold_backups_or_be_another_home(lost: Cli, tmp_path: Path) -> None:
    other = Cli(tmp_path / "other", device="old-77aa")
    other("log", "--date", "2026-11-16", "--mood", "5")
    assert other("backup", str(tmp_path / "disk")).code == 0
    for folder in ("disk", "disk/2026-11-20", "other", "other/journal"):
        done = lost("restore", str(tmp_path / folder))
        assert done.out.splitlines()[2:] == ["  2026-11-16  check-in added"], folder
    assert lost("restore", str(tmp_path / "disk"), "--yes").code == 0
    assert lost.records("--to", "2026-11-16") == other.records()


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("2026-11-01", 3, "no backup of 2026-11-01. The earliest is from 2026-11-20"),
        ("2026-11-30", 3, "no backup of 2026-11-30. The last one before that is from 2026-11-20"),
        ("none/such", 3, "doesn't exist"),
        ("/", 3, "has no journal files and no backup"),
        ("foo", 2, "isn't a day"),
        ("", 2, "DIR is empty"),
    ],
)
def test_what_names_no_backup_is_refused(lost: Cli, name: str, code: int, words: str) -> None:
    done = lost("restore", name, "--yes")
    assert (done.code, done.out) == (code, "")
    assert words in done.err


def test_a_backup_that_can_be_read_only_in_part_says_so(lost: Cli) -> None:
    [file] = (lost.home / "backups" / "2026-11-20.2").iterdir()
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:2]) + b"{broken\n")
    done = lost("restore", "2026-11-20.2", "--yes")
    assert done.code == 1
    assert f"{file}" in done.err
    assert "Restored 1 record." in done.err
    assert "your journal has everything else that's in" in lost("restore", "2026-11-20.2", "--yes").err


def test_a_backup_elsewhere_brings_no_forgotten_words_back(cli: Cli, tmp_path: Path) -> None:
    cli("log", "--note", "Unspeakable", "--mood", "2")
    copy = tmp_path / "copy"
    cli("backup", str(copy))
    cli("log", "--date", "2026-11-19", "--mood", "4")
    assert "erased" not in cli("restore", str(copy)).err
    cli("forget", "2026-11-20", "--yes")
    assert "The backup has words that you erased with `cmcheckin forget`." in cli("restore", str(copy)).err
    for path in (cli.home / "journal").glob("*.jsonl"):
        path.unlink()
    done = cli("restore", str(copy), "--yes")
    assert done.code == 0
    assert "The backup has words that you erased with `cmcheckin forget`." in done.err
    assert [(record["date"], "note" in record) for record in cli.records()] == [("2026-11-20", False)]
    files = [path for path in cli.home.rglob("*") if path.is_file()]
    assert not any(b"Unspeakable" in path.read_bytes() for path in files)
    assert "erased" not in cli("restore", "2026-11-20").err


def test_a_managers_own_notes_are_put_back_where_there_are_none(cli: Cli, tmp_path: Path) -> None:
    notes, disk = cli.home / "follow-up.json", tmp_path / "disk"
    cli.home.mkdir(exist_ok=True)
    first, later = (b'{"version":1,"marks":{"a":["done","2026-11-%d"]}}' % day for day in (18, 19))
    for data in (first, later):
        notes.write_bytes(data)
        cli("backup", str(disk))
    assert [json.loads(line)["notes"] for line in cli("restore", str(disk), "--json").out.splitlines()] == ["same"]
    notes.unlink()
    done = cli("restore", str(disk))
    assert "would be restored" in done.err
    assert not notes.exists()
    done = cli("restore", str(disk), "--yes")
    assert (done.code, "Restored your notes" in done.err) == (0, True)
    assert json.loads(notes.read_bytes()) == json.loads(later)
    notes.write_bytes(first)
    done = cli("restore", str(disk), "--yes")
    assert (done.code, f"move {notes} away" in done.err) == (0, True)
    assert notes.read_bytes() == first


def test_a_damaged_copy_of_the_notes_is_named_and_the_journal_is_restored(lost: Cli) -> None:
    backup = lost.home / "backups" / "2026-11-20"
    (backup / "follow-up.2026-11-20.json").write_bytes(b"{")
    done = lost("restore", str(backup), "--yes")
    assert done.code == 1
    assert "follow-up.2026-11-20.json can't be read" in done.err
    assert "Restored " in done.err
    assert not (lost.home / "follow-up.json").exists()

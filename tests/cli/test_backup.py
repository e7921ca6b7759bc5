"""`backup`: copies the journal when asked, and says where and how much."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.cli_runs import Cli


def test_a_backup_says_where_it_is_and_what_it_has(cli: Cli) -> None:
    assert cli("backup").code == 3
    cli("log", "--mood", "3")
    daily = cli.home / "backups" / "2026-11-20"
    done = cli("backup")
    assert (done.code, done.out) == (0, "")
    assert f"{daily} (1 file with 1 record)" in done.err
    assert "Nothing has changed since" in done.err
    cli("log", "--hours", "8")
    done = cli("backup")
    assert done.code == 0
    assert done.err == f"Copied 1 file with 2 records to {daily}.2.\n"
    journal = {path.name: path.read_bytes() for path in (cli.home / "journal").glob("*.jsonl")}
    assert {path.name: path.read_bytes() for path in Path(f"{daily}.2").iterdir()} == journal


def test_a_backup_to_a_folder_replaces_nothing_there(cli: Cli, tmp_path: Path) -> None:
    cli("log", "--mood", "3")
    folder = tmp_path / "disk"
    (folder / "2026-11-20").mkdir(parents=True)
    (folder / "2026-11-20" / "mine.txt").write_text("mine")
    done = cli("backup", str(folder))
    assert done.code == 0
    assert done.err == f"Copied 1 file with 1 record to {folder}/2026-11-20.2.\n"
    assert (folder / "2026-11-20" / "mine.txt").read_text() == "mine"
    assert [path.name for path in (folder / "2026-11-20").iterdir()] == ["mine.txt"]


def test_a_file_in_the_way_is_refused_and_stays(cli: Cli, tmp_path: Path) -> None:
    cli("log", "--mood", "3")
    (tmp_path / "file").write_text("mine")
    for argv, code in (((f"{tmp_path}/file",), 3), ((f"{tmp_path}/file/new",), 1), (("",), 2)):
        done = cli("backup", *argv)
        assert done.code == code, done
        assert "Copied" not in done.err
    assert (tmp_path / "file").read_text() == "mine"


def test_a_backup_of_a_damaged_journal_says_so(cli: Cli) -> None:
    cli("log", "--mood", "3")
    [file] = (cli.home / "journal").glob("*.jsonl")
    file.write_bytes(file.read_bytes().replace(b"mood", b"m\xffod"))
    done = cli("backup")
    assert done.code == 1
    assert "cmcheckin doctor" in done.err
    assert (cli.home / "backups" / "2026-11-20.2" / file.name).read_bytes() == file.read_bytes()


def test_a_journal_that_is_missing_is_not_called_new(cli: Cli) -> None:
    cli("log", "--mood", "3", "--note", "private")
    shutil.rmtree(cli.home / "journal")
    shutil.rmtree(cli.home / "cache")
    done = cli("backup")
    assert (done.code, "Run `cmcheckin doctor`" in done.err, "Nothing is logged" in done.err) == (1, True, False)
    assert "Run `cmcheckin doctor`" in cli("forget", "today").err
    done = cli("history", "today")
    assert (done.code, "Run `cmcheckin doctor`" in done.err, "Nothing was ever" in done.err) == (1, True, False)


def test_a_clock_that_ran_ahead_for_a_day_costs_no_backup(cli: Cli) -> None:
    cli("log", "--mood", "3")
    cli.now = "2026-11-21T08:30:00+01:00"
    cli("log", "--mood", "4")
    cli.now = "2026-11-20T09:30:00+01:00"
    cli("log", "--energy", "4")
    cli.now = "2026-11-21T08:30:00+01:00"
    cli("log", "--energy", "3")
    names = sorted(path.name for path in (cli.home / "backups").iterdir())
    assert names == ["2026-11-20", "2026-11-21", "2026-11-21.0"]
    [file] = (cli.home / "journal").glob("*.jsonl")
    assert (cli.home / "backups" / "2026-11-21" / file.name).read_bytes() == file.read_bytes()


def test_a_backup_to_a_folder_has_the_managers_own_notes_and_replaces_none(cli: Cli, tmp_path: Path) -> None:
    notes, disk = cli.home / "follow-up.json", tmp_path / "disk"
    cli.home.mkdir(exist_ok=True)
    notes.write_bytes(b'{"version":1}')
    done = cli("backup", str(disk))  # without a journal
    copy = disk / "follow-up.2026-11-20.json"
    assert (done.code, done.err) == (0, f"Copied your notes about people to {copy}.\n")
    assert (copy.read_bytes(), copy.stat().st_mode & 0o777) == (notes.read_bytes(), 0o600)
    cli("log", "--mood", "3")
    assert f"{copy}.\n" in cli("backup", str(disk)).err, "the same notes aren't copied twice"
    notes.write_bytes(b'{"version":1,"people":{}}')
    assert "follow-up.2026-11-20.2.json" in cli("backup", str(disk)).err
    assert copy.read_bytes() == b'{"version":1}'
    assert "follow-up" not in cli("backup").err
    assert cli("restore", str(disk)).code == 0

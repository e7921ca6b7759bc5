"""`delete`, `undo`, `forget`, `edit`: what they change, what they ask, and what they refuse."""

from __future__ import annotations

import errno
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.files import write_file
from cmcheckin.journal import JournalError, erasing
from cmcheckin.services import forgotten_words
from tests.cli.cli_runs import TODAY, Cli

WITH_WORDS = ("obsidian", "jsonl", "json", "csv", "md")
"""The formats of `export` that include texts."""


def test_delete_reports_what_it_deleted_and_undo_restores_it(cli: Cli) -> None:
    cli("log", "--mood", "4", "--hours", "8", "--escalation", "stays")
    before = cli("export").out
    done = cli("delete", TODAY, "--yes")
    assert done.code == 0
    assert "check-in and workday" in done.err
    assert "cmcheckin undo" in done.err
    assert done.out == ""
    assert [record["type"] for record in cli.records()] == ["escalation"]
    assert cli("undo").code == 0
    assert cli("export").out == before


def test_delete_without_a_terminal_needs_yes(cli: Cli) -> None:
    cli("log", "--mood", "4")
    done = cli("delete", TODAY)
    assert done.code == 2
    assert "--yes" in done.err
    assert len(cli.records()) == 1


def test_delete_of_an_empty_day_is_refused(cli: Cli) -> None:
    assert cli("delete", "2020-01-01", "--yes").code == 3


def test_forget_erases_every_word_of_the_day(cli: Cli) -> None:
    cli("log", "--note", "Unspeakable1", "--mood", "2", "--win", "Unspeakable2", "--escalation", "Unspeakable3")
    cli("log", "--note", "Unspeakable4")
    cli("log", "--date", "2026-11-19", "--note", "Ordinary")
    done = cli("forget", TODAY)
    assert done.code == 2
    assert "Unspeakable1" in done.err  # what will be erased is shown first
    assert b"Unspeakable1" in _all_bytes(cli)
    done = cli("forget", TODAY, "--yes")
    assert done.code == 0
    assert b"Unspeakable" not in _all_bytes(cli)
    assert b"Ordinary" in _all_bytes(cli)
    assert cli("forget", "2020-01-01", "--yes").code == 3


def test_forget_names_other_devices(cli: Cli) -> None:
    Cli(cli.home, device="desk-0001")("log", "--note", "Unspeakable")
    cli("log", "--win", "Unspeakable too")
    done = cli("forget", TODAY, "--yes")
    assert done.code == 0
    assert "desk-0001" in done.err


def test_forget_shows_updates_of_earlier_escalations_and_names_the_exports(cli: Cli) -> None:
    wave = {"type": "escalation", "id": "e-1", "title": "Spam wave", "opened": "2026-11-18T10:00:00+01:00"}
    done = {"status": "resolved", "resolved": "2026-11-20T08:00:00+01:00", "outcome": "Unspeakable end"}
    cli.import_records([{**wave, **done, "updates": [{"at": "2026-11-20T07:00:00+01:00", "text": "Unspeakable word"}]}])
    asked = cli("forget", TODAY)
    assert "Spam wave" in asked.err
    assert "Unspeakable end" in asked.err
    assert "Unspeakable word" in asked.err
    (cli.home / "exports").mkdir()
    assert "exports" not in asked.err
    (cli.home / "exports" / "all.jsonl").write_text("Unspeakable copy")
    forgotten = cli("forget", TODAY, "--yes")
    assert f"{cli.home}/exports has 1 other file. These words weren't found there" in forgotten.err
    (kept,) = cli.records()
    assert "outcome" not in kept
    assert (cli.home / "exports" / "all.jsonl").read_text() == "Unspeakable copy"


def test_forget_names_every_shared_file_and_a_folder_with_too_many_to_search(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("log", "--win", "Unspeakable win")
    exports = cli.home / "exports"
    exports.mkdir()
    for n in range(30):
        (exports / f"{n}.md").write_text("Unspeakable win")
    said = cli("forget", TODAY, "--yes").err
    assert all(f"  {exports}/{n}.md\n" in said for n in range(30))
    assert "may contain words" not in said
    monkeypatch.setattr(forgotten_words, "FILES", 29)
    said = cli("forget", TODAY, "--yes").err
    assert f"may contain words from {TODAY}. Delete these files, or export or share them again:\n  {exports}\n" in said


def test_edit_and_checkin_refuse_the_future(cli: Cli) -> None:
    for argv in (
        ["edit", "2026-11-21"],
        ["checkin", "--date", "2026-11-21"],
        ["checkin", "--plain", "--date", "2030-01-01"],
    ):
        done = cli(*argv)
        assert done.code == 3
        assert "in the future" in done.err


def test_confirmation_at_a_terminal(cli: Cli) -> None:
    cli("log", "--mood", "4")
    for answer, code, left in ((b"n\n", 1, 1), (b"\n", 1, 1), (b"y\n", 0, 0)):
        ours, theirs = pty.openpty()
        program = subprocess.Popen(
            [sys.executable, "-m", "cmcheckin", "delete", TODAY],
            env=cli.environment, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        os.write(ours, answer)
        _, err = program.communicate(timeout=30)
        os.close(ours)
        os.close(theirs)
        assert b"Delete the check-in for Friday 20 November 2026? [y/N]" in err
        assert program.returncode == code
        assert len(cli.records()) == left


def _all_bytes(cli: Cli) -> bytes:
    return b"".join(path.read_bytes() for path in cli.home.rglob("*") if path.is_file())


def test_every_day_with_a_change_has_a_backup(cli: Cli) -> None:
    for day in (18, 19, 20):
        cli.now = f"2026-11-{day}T08:30:00+01:00"
        cli("log", "--mood", "3")
        cli("log", "--mood", "4")
    kept = sorted(path.name for path in (cli.home / "backups").iterdir())
    assert kept == ["2026-11-18", "2026-11-19", "2026-11-20"]


def test_a_failed_backup_is_reported_and_loses_nothing(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "backups").write_text("in the way")
    done = cli("log", "--mood", "3")
    assert done.code == 0
    assert f"couldn't be made: it's a file, but a folder is needed there ({cli.home / 'backups'})" in done.err
    assert cli.records()[0]["mood"] == 3


def test_an_unwritable_backup_folder_loses_nothing_that_was_logged(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.stat

    def closed(path: Any, *args: Any, **options: Any) -> os.stat_result:
        if str(path).startswith(f"{cli.home / 'backups'}/"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *args, **options)

    monkeypatch.setattr("os.stat", closed)
    done = cli("log", "--mood", "3")
    assert done.code == 0
    assert "logged mood 3" in done.err
    assert cli.records()[0]["mood"] == 3


def test_forget_names_the_file_that_cannot_be_searched(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("log", "--note", "Unspeakable words", "--mood", "2")

    def closed(path: str) -> tuple[bytes, Any]:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr(erasing, "read_bytes", closed)
    done = cli("forget", TODAY, "--yes")
    assert done.code == 1
    assert f"you don't have permission to read it ({cli.home}/" in done.err
    assert ".jsonl)" in done.err


def test_forget_names_the_files_that_were_shared_or_exported_with_the_words(cli: Cli, tmp_path: Path) -> None:
    cli("log", "--win", 'Unspeakable "rösti" & <b>more</b> [x](y) =1', "--escalation", "Unspeakable outage")
    cli("log", "--date", "2026-11-12", "--win", "Ordinary")
    (win,) = (one for record in cli.records() for one in record.get("wins", ()) if "rösti" in one["text"])
    shared, exports = tmp_path / "shared", cli.home / "exports"
    exports.mkdir()
    reworded = ("--text", f"{win['id']}=In other words", "--fields", "wins", "--yes", "--name", "Ada")
    assert cli("share", "2026-W47", *reworded, "--out", str(shared)).code == 0
    assert cli("share", "2026-W46", "--fields", "wins", "--yes", "--name", "Ada", "--out", str(shared)).code == 0
    (shared / ".ada-2026-W47.md.0a1b2c3d4e5f.unfinished").write_text("Unspeakable outage")
    (shared / "notes.txt").write_text("nothing of that")
    for form in WITH_WORDS:
        assert cli("export", "--format", form, "--out", str(exports / f"all.{form}")).code == 0
    for name in ("report.md", "report.txt", "report.html"):
        assert cli("report", "2026-W47", "--out", str(exports / name)).code == 0
    (exports / "report-2026-W47.md").write_text("All in my own words")
    done = cli("forget", TODAY, "--yes")
    assert done.code == 0
    listed = done.err.split("These files still contain words from")[1]
    holding, likely = listed.split("These files may contain words from")
    named = [line.strip() for line in holding.splitlines() if line.startswith("  ")]
    expected = [shared / f"ada-2026-W47.{form}" for form in ("json", "html", "md")]
    expected += [shared / ".ada-2026-W47.md.0a1b2c3d4e5f.unfinished"]
    expected += [*(exports / f"all.{form}" for form in WITH_WORDS[1:]), exports / "all.obsidian" / f"{TODAY}.md"]
    expected += [exports / f"report.{form}" for form in ("md", "txt", "html")]
    assert named == sorted(map(str, expected))
    assert [line.strip() for line in likely.splitlines() if line.startswith("  ")] == [
        str(exports / "report-2026-W47.md")
    ]
    again = cli("forget", TODAY, "--yes")  # the words are unknown by now, but ids and days in file names are not
    assert again.code == 3
    assert str(shared / "ada-2026-W47.md") in again.err
    assert "ada-2026-W46" not in done.err + again.err


def test_a_forget_that_fails_halfway_does_not_claim_that_nothing_changed(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("log", "--note", "Unspeakable words", "--mood", "2")
    done: list[str] = []

    def fails_late(path: str, data: bytes, **options: Any) -> None:
        if done:
            raise OSError(28, "No space left on device", path)
        done.append(path)
        write_file(path, data, **options)

    monkeypatch.setattr(erasing, "write_file", fails_late)
    told = cli("forget", TODAY, "--yes")
    assert told.code == 1
    assert "erased from 1 file." in told.err
    assert "Nothing was changed" not in told.err
    assert "untouched" not in told.err


def test_a_failed_backup_does_not_claim_that_nothing_was_logged(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cmcheckin.journal.backups.write_all", full)
    told = cli("log", "--mood", "2")
    assert told.code == 0
    assert "Today's backup couldn't be made" in told.err
    assert "Your entries are saved." in told.err
    assert "Nothing was changed" not in told.err
    assert [record["mood"] for record in cli.records()] == [2]


def test_a_journal_that_cannot_be_closed_does_not_claim_that_nothing_was_logged(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: object) -> None:
        raise JournalError("The journal could not be read.")

    monkeypatch.setattr("cmcheckin.journal.journal.Journal.close", gone)
    told = cli("log", "--mood", "2")
    assert told.code == 0
    assert "logged mood 2" in told.out + told.err
    assert [record["mood"] for record in cli.records()] == [2]


def test_an_interrupted_forget_is_finished_by_the_next_command(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("log", "--note", "Unspeakable words", "--mood", "2")

    def full(path: str, data: bytes, **options: Any) -> None:
        raise OSError(28, "No space left on device", path)

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "write_file", full)
        failed = cli("forget", TODAY, "--yes")
        assert failed.code == 1
        assert f"The words from {TODAY} couldn't be erased from every file: there's no space left" in failed.err
        assert "They're hidden now. cmcheckin erases the rest the next time it starts." in failed.err
        shown = cli("show", TODAY)
        assert shown.code == 0
        assert "Unspeakable" not in shown.out
        assert "couldn't be erased from every file" in shown.err
        sound = cli("doctor", "--json").document
        assert not sound["sound"]
        assert any("couldn't be cleaned up (No space left" in each["what"] for each in sound["cleaned"])
    assert b"Unspeakable" in _all_bytes(cli)
    done = cli("show", TODAY, "--json")
    assert f"Erased words from {TODAY} in 2 files." in done.err
    assert done.document
    assert b"Unspeakable" not in _all_bytes(cli)
    assert cli("show", TODAY).err == ""


def test_words_forgotten_on_one_device_are_erased_on_the_other_at_its_next_start(cli: Cli) -> None:
    desk = Cli(cli.home, device="desk-0001", now="2026-11-20T09:00:00+01:00")
    desk("log", "--win", "Unspeakable", "--mood", "2")
    done = cli("forget", TODAY, "--yes")
    assert done.code == 0
    assert "These words are no longer shown." in " ".join(done.err.split())
    assert "Unspeakable" not in cli("show", TODAY).out
    again = cli("forget", TODAY, "--yes")
    assert (again.code, "has no words" in again.err) == (3, True)
    first = desk("status")
    assert f"Erased words from {TODAY} in " in first.err
    assert "You ran `cmcheckin forget` for that day on test-3f9a." in first.err
    assert b"Unspeakable" not in _all_bytes(cli)


def test_an_import_does_not_bring_forgotten_words_back(cli: Cli, tmp_path: Path) -> None:
    cli("log", "--note", "Unspeakable words", "--mood", "2", "--win", "Unspeakable", "--escalation", "Unspeakable")
    cli("log", "--date", "2026-11-19", "--note", "Ordinary")
    exported = tmp_path / "all.jsonl"
    exported.write_text(cli("export").out)
    cli("forget", TODAY, "--yes")
    before = cli("export").out
    tried = cli("import", str(exported), "--dry-run")
    assert "Left out words from 2 records, since you erased these words with `cmcheckin forget`." in tried.err
    done = cli("import", str(exported))
    assert done.code == 0
    assert "3 already saved" in done.err
    assert cli("export").out == before
    cli("delete", TODAY, "--yes")
    assert cli("import", str(exported)).code == 0
    assert b"Unspeakable" not in _all_bytes(cli)
    assert cli("export").out == before
    other = Cli(tmp_path / "other")
    assert "Left out" not in other("import", str(exported)).err
    assert b"Unspeakable" in _all_bytes(other)


@pytest.mark.parametrize("form", ["md", "txt", "html", "MD", "TXT", "HTML", ""])
@pytest.mark.parametrize("command", ["wins", "report"])
def test_forget_names_each_file_that_wins_and_report_wrote(cli: Cli, command: str, form: str) -> None:
    cli("log", "--win", "Wrote a <short> guide")
    exports = cli.home / "exports"
    exports.mkdir()
    file = exports / (f"mine.{form}" if form else "mine")
    assert cli(command, "--out", str(file), *(() if form else ("--format", "txt"))).code == 0
    assert f"These files still contain words from {TODAY}" in (said := cli("forget", TODAY, "--yes").err)
    assert f"  {file}\n" in said


@pytest.mark.parametrize("form", WITH_WORDS)
def test_forget_names_each_export_with_a_note_of_several_lines(cli: Cli, form: str) -> None:
    cli("log", "--note", "Quiet <br> morning\nand a noisy café")
    file = cli.home / "exports" / f"all.{form}"
    file.parent.mkdir()
    assert cli("export", "--format", form, "--out", str(file)).code == 0
    file = file / f"{TODAY}.md" if form == "obsidian" else file
    assert f"  {file}\n" in cli("forget", TODAY, "--yes").err

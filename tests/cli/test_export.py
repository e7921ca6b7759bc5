"""`export` to tables, folders and calendars: options, files and refusals."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.files import replace_file
from cmcheckin.services import file_sets
from tests.cli.cli_runs import TODAY, Cli

RECORDS: tuple[dict[str, Any], ...] = (
    {"type": "workday", "date": "2026-11-18", "kind": "work", "hours": 9.5, "after_hours_minutes": 45},
    {"type": "checkin", "date": "2026-11-19", "mood": 3, "metrics": {"first response": 2.25}, "note": "1,5; a\nb"},
    {"type": "escalation", "id": "e-1", "title": "Spam", "opened": "2026-11-18T02:10:00+01:00"},
    {"type": "workday", "date": "2026-12-24", "kind": "leave", "hours": 4},
    {"type": "workday", "date": "2026-12-25", "kind": "off", "label": "Christmas"},
)


@pytest.fixture
def filled(cli: Cli) -> Cli:
    """The command line, with RECORDS in its home."""
    assert cli.import_records(RECORDS).code == 0
    return cli


def _rows(text: str, separator: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator))


@pytest.mark.parametrize(
    ("argv", "separator", "number"),
    [
        ((), ",", "9.5"),
        (("--separator", "semicolon"), ";", "9.5"),
        (("--separator", ";", "--decimal", ","), ";", "9,5"),
        (("--decimal", "comma"), ";", "9,5"),
        (("--separator", "tab", "--decimal", "comma"), "\t", "9,5"),
        (("--separator=\t",), "\t", "9.5"),
        (("--separator", "\\t", "--decimal", "."), "\t", "9.5"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "days"])
def test_separator_and_decimal_sign(filled: Cli, form: str, argv: tuple[str, ...], separator: str, number: str) -> None:
    done = filled("export", "--format", form, *argv)
    assert done.code == 0, done.err
    rows = _rows(done.out, separator)
    assert [row["hours"] for row in rows if row["date"] == "2026-11-18" and row["hours"]] == [number]
    metrics = [row["metric first response"] for row in rows if row["metric first response"]]
    assert metrics == [number.replace("9", "2").replace("5", "25")]
    if form == "csv":
        assert "1,5; a\nb" in [row["text"] for row in rows]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (("--format", "csv", "--separator", ",", "--decimal", ","), "With a decimal comma"),
        (("--format", "md", "--separator", ";"), "only for the formats csv and days"),
        (("--decimal", "comma"), "only for the formats csv and days"),
        (("--format", "csv", "--separator", "x"), "It can be comma, semicolon or tab"),
        (("--format", "days", "--decimal", ";"), "It can be point or comma"),
        (("--format", "csv", "--notes"), "--notes is only for the format days"),
        (("--format", "obsidian"), "it needs a folder"),
    ],
)
def test_options_that_do_not_go_together_are_refused(filled: Cli, argv: tuple[str, ...], message: str) -> None:
    done = filled("export", *argv)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_table_is_written_with_its_dictionary_both_or_none(
    filled: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, explained = tmp_path / "all.csv", tmp_path / "all-dictionary.csv"
    done = filled("export", "--format", "days", "--decimal", "comma", "--out", str(out))
    assert done.err == f"Wrote {out}. {explained} explains its columns.\n"
    columns = list(_rows(out.read_text("utf-8"), ";")[0])
    assert [row["column"] for row in _rows(explained.read_text("utf-8"), ";")] == columns
    assert {stat.S_IMODE(path.stat().st_mode) for path in (out, explained)} == {0o600}
    before = out.read_bytes(), explained.read_bytes()
    out.unlink()
    refused = filled("export", "--format", "days", "--out", str(out))
    assert refused.code == 3
    assert refused.err == f"{explained} already exists. Nothing was written. Add --replace to replace it.\n"
    assert not out.exists()
    assert filled("export", "--format", "days", "--out", str(out), "--replace", "--decimal", "comma").code == 0
    assert (out.read_bytes(), explained.read_bytes()) == before
    monkeypatch.setattr(file_sets, "replace_file", _failing(1, replace_file))
    assert filled("export", "--format", "csv", "--out", str(out), "--replace").code == 1
    assert (out.read_bytes(), explained.read_bytes()) == before
    assert not [path for path in tmp_path.iterdir() if "unfinished" in path.name]


def _failing(after: int, real: Any) -> Any:
    """Return `real`, but raise OSError once it was called `after` times."""
    calls: list[None] = []

    def fails(*args: Any) -> None:
        if len(calls) >= after:
            raise OSError(28, "No space left on device")
        calls.append(None)
        real(*args)

    return fails


def test_a_file_a_day_is_written_into_a_private_folder_all_or_none(
    filled: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "journal"
    export = ("export", "--format", "obsidian", "--out", str(folder))
    assert filled(*export).err == f"Wrote 3 files to {folder}.\n"
    names = ["2026-11-17.md", "2026-11-18.md", "2026-11-19.md"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    (folder / names[0]).unlink()
    (folder / names[1]).write_text("mine")
    refused = filled(*export)
    assert refused.code == 3
    assert refused.err == (
        f"2026-11-18.md and 2026-11-19.md already exist in {folder}. Nothing was written. "
        "Add --replace to replace them.\n"
    )
    assert sorted(path.name for path in folder.iterdir()) == names[1:]
    assert (folder / names[1]).read_text() == "mine"
    with monkeypatch.context() as patch:
        patch.setattr(file_sets, "replace_file", _failing(2, replace_file))
        assert filled(*export, "--replace").code == 1
    assert sorted(path.name for path in folder.iterdir()) == names[1:]
    assert (folder / names[1]).read_text() == "mine"
    assert filled(*export, "--replace").code == 0
    assert (folder / names[1]).read_text().startswith("---\ndate: 2026-11-18\n")
    nothing = filled(*export[:-1], str(tmp_path / "none"), "--from", "2025-01-01", "--to", "2025-02-01")
    assert (nothing.code, nothing.err) == (0, "Nothing is logged for these days, so no file was written.\n")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("kind", ["a link", "a folder"])
def test_a_set_of_files_replaces_only_regular_files(filled: Cli, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "journal"
    folder.mkdir()
    target = folder / "2026-11-19.md"
    target.symlink_to("elsewhere") if kind == "a link" else target.mkdir()
    done = filled("export", "--format", "obsidian", "--out", str(folder), "--replace")
    assert done.code == 3
    assert f"{target}: {kind} already has that name" in done.err
    assert [path.name for path in folder.iterdir()] == [target.name]


def test_a_file_in_place_of_the_folder_and_a_missing_parent_are_refused(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "no" / "journal"):
        done = filled("export", "--format", "obsidian", "--out", str(out))
        assert done.code == 1
        assert f"{out} couldn't be written" in done.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "home"]


def test_figures_of_a_range_count_what_came_before_it(filled: Cli) -> None:
    (row,) = _rows(filled("export", "--format", "days", "--from", "2026-11-19", "--to", "2026-11-19").out, ",")
    assert (row["date"], row["escalations_opened"], row["escalations_open"]) == ("2026-11-19", "0", "1")


def test_notes_are_in_the_table_of_days_only_if_asked_for(filled: Cli) -> None:
    assert "1,5; a" not in filled("export", "--format", "days").out
    assert "1,5; a" in filled("export", "--format", "days", "--notes").out


def test_a_calendar_is_read_back_by_leave_import(filled: Cli, tmp_path: Path) -> None:
    filled("leave", "2026-12-28", "2026-12-31")
    filled("log", "--off", "--date", "2026-12-23")
    out = tmp_path / "leave.ics"
    assert filled("export", "--from", "today", "--out", str(out)).err == f"Wrote 5 events to {out}.\n"
    first = out.read_bytes()
    assert filled("export", "--from", "today", "--out", str(out), "--replace").code == 0
    assert out.read_bytes() == first
    other = Cli(tmp_path / "other")
    done = other("leave", "import", str(out), "--yes")
    assert done.code == 0, done.err
    assert "about time owed, not a day off: “Time owed to you: 45 m”" in done.err
    planned = [record for record in filled.records("--from", TODAY) if record["type"] == "workday"]
    assert done.out.startswith(f"Leave and holidays in {out}")
    assert "Added 7 days." in done.err
    assert other.records() == planned
    assert len(planned) == 7
    again = other("leave", "import", str(out), "--yes", "--as", "leave")
    assert (again.code, again.err.splitlines()[-1]) == (0, "There is nothing to add. Nothing was changed.")


def test_a_calendar_without_events_says_so(cli: Cli, tmp_path: Path) -> None:
    done = cli("export", "--out", str(tmp_path / "leave.ics"))
    assert (done.code, "has no events" in done.err) == (0, True)


@pytest.mark.parametrize("name", ["days.csv", "days-dictionary.csv"])
def test_import_says_what_a_table_of_days_and_its_dictionary_are(filled: Cli, tmp_path: Path, name: str) -> None:
    filled("export", "--format", "days", "--out", str(tmp_path / "days.csv"), "--decimal", "comma")
    refused = filled("import", str(tmp_path / name))
    assert refused.code == 3
    assert "looks like a table of figures from cmcheckin" in refused.err

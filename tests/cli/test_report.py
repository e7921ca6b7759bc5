"""`report`: the weekly report as text, as a page and as JSON."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli

RECORDS = (
    {
        "type": "checkin", "date": "2026-11-17", "mood": 2, "feelings": ["worn"], "note": "for me alone",
        "community": {"mood": 4, "feels": "excited"},
        "wins": [{"id": "w-1", "text": "Meetup filled in a day", "kind": "event"}],
    },
    {
        "type": "escalation", "id": "e-1", "title": "Spam wave", "opened": "2026-11-17T11:00:00+01:00",
        "severity": 4, "minutes": 90, "status": "open",
    },
)  # fmt: skip


@pytest.fixture
def logged(cli: Cli) -> Cli:
    """A home with a win and an escalation."""
    assert cli.import_records(RECORDS).code == 0
    return cli


def test_the_report_of_this_week_as_markdown(logged: Cli) -> None:
    done = logged("report")
    assert done.code == 0
    assert "## This is going well\n\n- Meetup filled in a day (Tue 17 Nov)" in done.out
    assert "## What came in" in done.out


@pytest.mark.parametrize("form", ["md", "txt", "html"])
def test_what_is_private_is_in_no_format(logged: Cli, form: str) -> None:
    out = logged("report", "--format", form).out
    assert "Meetup filled in a day" in out
    assert "for me alone" not in out
    assert "worn" not in out


def test_json_names_the_entries_each_line_is_based_on(logged: Cli) -> None:
    parts = logged("report", "2026-W47", "--json").document["parts"]
    [well] = [part for part in parts if part["name"] == "well"]
    assert well["lines"][0]["entries"] == [["checkin", "2026-11-17"]]


def test_an_empty_week_says_so_and_what_to_do(logged: Cli) -> None:
    done = logged("report", "-4")
    assert done.code == 0
    assert "Nothing to report" in done.out
    assert "Run cmcheckin" in done.err


def test_a_file_is_private_and_never_replaced_unasked(logged: Cli, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    assert logged("report", "--out", str(target)).code == 0
    assert target.stat().st_mode & 0o777 == 0o600
    target.write_text("mine")
    assert logged("report", "--out", str(target)).code == 3
    assert target.read_text() == "mine"
    assert "--replace" in logged("report", "--out", str(target)).err
    assert logged("report", "--out", str(target), "--replace").code == 0
    assert "Meetup" in target.read_text()


def test_without_hard_links_a_file_is_written_and_replaces_nothing(
    logged: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", none)
    (stick := tmp_path / "stick").mkdir()
    assert logged("report", "--out", str(stick / "report.md")).code == 0
    assert logged("report", "--out", str(stick / "report.md")).code == 3
    assert "Meetup" in (stick / "report.md").read_text()
    assert len(list(stick.iterdir())) == 1


def test_a_range_and_its_mistakes(logged: Cli) -> None:
    assert "Meetup" in logged("report", "--from", "2026-11-01").out
    assert "Meetup" in logged("report", "--from", "2026-11-01", "--to", "9999-12-31").out
    assert logged("report", "--from", "2026-11-20", "--to", "2026-11-01").code == 2
    assert logged("report", "2026-W47", "--from", "2026-11-01").code == 2
    assert logged("report", "--to", "2026-11-01").code == 2


@pytest.mark.parametrize(
    ("arguments", "name", "begins"),
    [
        ((), "rep.html", "<!DOCTYPE html>"),
        ((), "rep.HTML", "<!DOCTYPE html>"),
        ((), "rep.txt", "Community report"),
        ((), "rep.md", "# Community report"),
        ((), "rep", "# Community report"),
        (("--format", "txt"), "rep.md", "Community report"),
        (("--format", "md"), "rep.pdf", "# Community report"),
    ],
)
def test_the_ending_decides_the_format_unless_one_is_given(
    logged: Cli, tmp_path: Path, arguments: tuple[str, ...], name: str, begins: str
) -> None:
    assert logged("report", *arguments, "--out", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text().startswith(begins)


def test_an_unknown_ending_is_refused(logged: Cli, tmp_path: Path) -> None:
    done = logged("report", "--out", str(tmp_path / "rep.pdf"))
    assert done.code == 2
    assert "“.pdf” isn't .md, .txt or .html. Use --format to choose one." in done.err
    assert not (tmp_path / "rep.pdf").exists()


@pytest.mark.parametrize(("more", "named"), [(("--out", "rep.md"), "--out"), (("--format", "txt"), "--format")])
def test_json_excludes_a_file_and_a_format(
    logged: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = logged("report", "--json", *more)
    assert (done.code, done.out) == (2, "")
    assert f"can't be used with {named}" in done.err
    assert not (tmp_path / "rep.md").exists()

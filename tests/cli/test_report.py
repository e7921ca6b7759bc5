"""`report`: the weekly draft as text, as a page and as JSON."""

from __future__ import annotations

import errno
import json
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
def told(cli: Cli, tmp_path: Path) -> Cli:
    """A home with a win and something that came in."""
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    assert cli("import", str(file)).code == 0
    return cli


def test_the_draft_of_this_week_as_markdown(told: Cli) -> None:
    done = told("report")
    assert done.code == 0
    assert "## This is going well\n\n- Meetup filled in a day (Tue 17 Nov)" in done.out
    assert "## What came in" in done.out


@pytest.mark.parametrize("form", ["md", "txt", "html"])
def test_what_is_private_is_in_no_format(told: Cli, form: str) -> None:
    out = told("report", "--format", form).out
    assert "Meetup filled in a day" in out
    assert "for me alone" not in out
    assert "worn" not in out


def test_json_names_the_entries_each_line_rests_on(told: Cli) -> None:
    parts = told("report", "2026-W47", "--json").document["parts"]
    [well] = [part for part in parts if part["name"] == "well"]
    assert well["lines"][0]["entries"] == [["checkin", "2026-11-17"]]


def test_an_empty_week_says_so_and_what_makes_a_report(told: Cli) -> None:
    done = told("report", "-4")
    assert done.code == 0
    assert "Nothing is written down" in done.out
    assert "cmcheckin, each morning" in done.err


def test_a_file_is_private_and_never_replaced_unasked(told: Cli, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    assert told("report", "--out", str(target)).code == 0
    assert target.stat().st_mode & 0o777 == 0o600
    target.write_text("mine")
    assert told("report", "--out", str(target)).code == 3
    assert target.read_text() == "mine"
    assert "--replace" in told("report", "--out", str(target)).err
    assert told("report", "--out", str(target), "--replace").code == 0
    assert "Meetup" in target.read_text()


def test_on_a_stick_without_hard_links_it_is_written_too_and_replaces_nothing(
    told: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", none)
    (stick := tmp_path / "stick").mkdir()
    assert told("report", "--out", str(stick / "report.md")).code == 0
    assert told("report", "--out", str(stick / "report.md")).code == 3
    assert "Meetup" in (stick / "report.md").read_text()
    assert len(list(stick.iterdir())) == 1


def test_a_range_and_its_slips(told: Cli) -> None:
    assert "Meetup" in told("report", "--from", "2026-11-01").out
    assert "Meetup" in told("report", "--from", "2026-11-01", "--to", "9999-12-31").out
    assert told("report", "--from", "2026-11-20", "--to", "2026-11-01").code == 2
    assert told("report", "2026-W47", "--from", "2026-11-01").code == 2
    assert told("report", "--to", "2026-11-01").code == 2


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
def test_the_ending_says_how_unless_a_format_does(
    told: Cli, tmp_path: Path, arguments: tuple[str, ...], name: str, begins: str
) -> None:
    assert told("report", *arguments, "--out", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text().startswith(begins)


def test_an_ending_that_says_no_format_is_asked_about(told: Cli, tmp_path: Path) -> None:
    done = told("report", "--out", str(tmp_path / "rep.pdf"))
    assert done.code == 2
    assert ".pdf is none of .md, .txt and .html. --format says how" in done.err
    assert not (tmp_path / "rep.pdf").exists()


@pytest.mark.parametrize(("more", "named"), [(("--out", "rep.md"), "--out"), (("--format", "txt"), "--format")])
def test_json_goes_with_no_file_and_no_other_format(
    told: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = told("report", "--json", *more)
    assert (done.code, done.out) == (2, "")
    assert f"without {named}" in done.err
    assert not (tmp_path / "rep.md").exists()

"""`wins`: the wins of a period as text, as files and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli

RECORDS = (
    {
        "type": "checkin", "date": "2026-11-17", "mood": 2, "feelings": ["worn"], "note": "for me alone",
        "wins": [
            {"id": "w-1", "text": "Meetup filled in a day", "kind": "event"},
            {"id": "w-2", "text": "So patient", "kind": "thanks", "from": "Ana"},
            {"id": "w-3", "text": "Slept eight hours", "kind": "self"},
        ],
    },
    {"type": "checkin", "date": "2025-11-17", "wins": [{"id": "w-4", "text": "Docs", "kind": "content"}]},
)  # fmt: skip


@pytest.fixture
def logged(cli: Cli) -> Cli:
    """A home with wins of two years."""
    assert cli.import_records(RECORDS).code == 0
    return cli


def test_the_wins_of_this_quarter_are_printed(logged: Cli) -> None:
    done = logged("wins")
    assert done.code == 0
    assert "October–December 2026 (Q4), up to 20 November" in done.out
    assert "- Meetup filled in a day (17 Nov)" in done.out
    assert "- “So patient”, Ana (17 Nov)" in done.out
    assert "- Slept eight hours (17 Nov)" in done.out
    assert "Docs" not in done.out
    assert "for me alone" not in done.out


@pytest.mark.parametrize(
    "args", [["2025"], ["last", "year"], ["2025-Q4"], ["2025-W47"], ["--from", "2025-11-01", "--to", "2025-12-01"]]
)
def test_other_periods(logged: Cli, args: list[str]) -> None:
    done = logged("wins", *args)
    assert "- Docs (17 Nov)" in done.out
    assert "Meetup" not in done.out


def test_kinds(logged: Cli) -> None:
    out = logged("wins", "all", "--kind", "thanks", "--kind", "content").out
    assert "So patient" in out
    assert "Docs (17 Nov 2025)" in out
    assert "Meetup" not in out
    refused = logged("wins", "--kind", "praise")
    assert refused.code == 2
    assert "thanks" in refused.err


def test_a_document_leaves_out_private_wins_and_says_so(logged: Cli) -> None:
    for form in ("md", "txt", "html"):
        done = logged("wins", "--format", form)
        assert "Meetup filled in a day" in done.out
        assert "Slept" not in done.out
        assert "One win of the kind self is left out." in done.err
    assert "Slept eight hours" in logged("wins", "--format", "md", "--kind", "self").out


def test_a_file_is_private_and_replaces_nothing_unasked(logged: Cli, tmp_path: Path) -> None:
    file = tmp_path / "wins.md"
    done = logged("wins", "--out", str(file))
    assert done.code == 0
    assert "Wrote your wins to" in done.err
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.read_text().startswith("# Wins\n")
    again = logged("wins", "all", "--out", str(file))
    assert again.code == 3
    assert "Docs" not in file.read_text()
    assert logged("wins", "all", "--out", str(file), "--replace").code == 0
    assert "Docs" in file.read_text()


def test_json_has_every_win_with_what_became_of_it(logged: Cli) -> None:
    document = logged("wins", "all", "--json").document
    assert document["kinds"] == {"event": 1, "content": 1, "thanks": 1, "self": 1}
    assert [win["date"] for win in document["wins"]] == ["2026-11-17"] * 3 + ["2025-11-17"]
    assert document["wins"][1]["from"] == "Ana"
    assert document["wins"][0]["status"] is None


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nonsense"], "isn't a period"),
        (["2026", "--from", "2026-01-01"], "either PERIOD or --from and --to"),
        (["--out", "wins.csv"], "isn't .md, .txt or .html"),
        (["--json", "--out", "wins.md"], "--json prints to stdout"),
    ],
)
def test_wrong_usage(logged: Cli, args: list[str], said: str) -> None:
    done = logged("wins", *args)
    assert done.code == 2
    assert said in done.err


def test_an_empty_period_says_what_to_do(logged: Cli, cli: Cli) -> None:
    done = logged("wins", "2024")
    assert done.code == 0
    assert done.out.endswith("No wins logged for 2024.\n")
    assert "cmcheckin wins all" in done.err


def test_an_empty_journal_says_what_to_do(cli: Cli) -> None:
    done = cli("wins", "all")
    assert "No wins logged yet." in done.out
    assert "cmcheckin log --win" in done.err


def test_a_period_in_the_future_is_not_turned_round(logged: Cli) -> None:
    for args in (["2031"], ["--from", "2031-01-01"]):
        document = json.loads(logged("wins", *args, "--json").out)
        assert (document["from"], document["to"], document["wins"]) == ("2031-01-01", "2031-01-01", [])
    assert "No wins logged for Wednesday 1 January 2031." in logged("wins", "--from", "2031-01-01").out


def test_an_empty_file_name_is_refused(logged: Cli) -> None:
    for args in (["--out", ""], ["--out="]):
        done = logged("wins", *args)
        assert (done.code, done.out) == (2, "")
        assert "--out needs a value." in done.err

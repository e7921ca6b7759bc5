"""`review --jsonl` and `--json --summary`: flat rows for other programs, with the copy that counts marked."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.flat_rows import ROW_KINDS
from tests.cli.cli_runs import Cli
from tests.sharing.team_examples import person, share, write_team


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command line on the Monday after the shared weeks."""
    return Cli(tmp_path / "home", now="2026-11-23T08:30:00+01:00")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder with three people's last two weeks."""
    write_team(tmp_path / "team", people=3, weeks=2)
    return tmp_path / "team"


def rows(cli: Cli, shared: Path, kind: str) -> list[dict[str, object]]:
    """Return the rows of `kind`."""
    done = cli("review", str(shared), "--jsonl", kind)
    assert (done.code, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_every_row_of_a_kind_has_the_same_keys(cli: Cli, shared: Path, kind: str) -> None:
    bare = share(2)
    weeks = tuple(replace(week, hours=None, mood=None, workload=None) for week in bare.weeks)
    changed = replace(bare, name="", weeks=weeks, wins=tuple(replace(win, sender="", kind="") for win in bare.wins))
    (shared / "bare.json").write_bytes(share_bytes(replace(changed, made=bare.made + timedelta(hours=1))))
    found = rows(cli, shared, kind)
    assert found
    assert len({tuple(row) for row in found}) == 1
    assert not any(isinstance(value, list | dict) for row in found for value in row.values())


def test_a_week_shared_twice_has_one_newest_row(cli: Cli, shared: Path) -> None:
    first = share(0)
    again = replace(
        first,
        made=first.made + timedelta(hours=2),
        weeks=tuple(replace(week, hours=12.5) for week in first.weeks),
    )
    (shared / "again.json").write_bytes(share_bytes(again))
    found = [row for row in rows(cli, shared, "weeks") if row["person"] == person(0)]
    assert Counter(row["week"] for row in found) == {"2026-W46": 1, "2026-W47": 2}
    newest = {row["week"]: row["hours"] for row in found if row["newest"]}
    assert newest["2026-W47"] == 12.5
    assert len(newest) == 2


def test_an_entry_counts_as_its_newest_file_has_it(cli: Cli, shared: Path) -> None:
    before = [row for row in rows(cli, shared, "open") if row["newest"]]
    resolved = share(0)
    later = replace(
        resolved,
        made=resolved.made + timedelta(hours=2),
        escalations=tuple(replace(item, status="resolved") for item in resolved.escalations),
    )
    (shared / "later.json").write_bytes(share_bytes(later))
    after = rows(cli, shared, "open")
    theirs = {item.id for item in resolved.escalations}
    assert any(row["person"] == person(0) for row in before)
    assert not [row for row in after if row["newest"] and row["person"] == person(0) and row["id"] in theirs]
    assert [row for row in after if row["newest"] and row["person"] != person(0)] == [
        row for row in before if row["person"] != person(0)
    ]


def test_the_summary_has_figures_and_counts_and_no_words(cli: Cli, shared: Path) -> None:
    document = cli("review", str(shared), "--json", "--summary").document
    assert [row["person"] for row in document["people"]] == [person(n) for n in sorted(range(3), key=_name)]
    one = next(row for row in document["people"] if row["person"] == person(0))
    assert one["hours"] == share(0).weeks[-1].hours
    assert one["open_asks"] == len(share(0).asks)
    whole = json.dumps(document, ensure_ascii=False)
    entries = (*share(0).wins, *share(1).wins)
    assert not any(win.text in whole for win in entries)
    assert share(0).asks[0].title not in whole
    assert "cause" not in whole


def _name(n: int) -> tuple[str, str]:
    return share(n).name.casefold(), person(n)


def test_a_damaged_file_is_named_and_the_rest_is_printed(cli: Cli, shared: Path) -> None:
    whole = len(rows(cli, shared, "weeks"))
    (shared / "half.json").write_text('{"cmcheckin": "sh')
    done = cli("review", str(shared), "--jsonl", "weeks")
    assert done.code == 1
    assert "half.json" in done.err
    assert len(done.out.splitlines()) == whole
    assert cli("review", str(shared), "--jsonl", "weeks", "--partial").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--summary"], "--summary needs --json"),
        (["--jsonl", "people"], "weeks, open, asks"),
        (["--jsonl", "weeks", "--json"], "not both"),
    ],
)
def test_an_unknown_form_is_refused(cli: Cli, shared: Path, arguments: list[str], said: str) -> None:
    done = cli("review", str(shared), *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err

"""The same weeks in any number of files are the same team, and long files are read in part without a difference."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin.services.shared_folder import bodies
from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing.codec import read_share, share_bytes
from cmcheckin.sharing.excerpt import excerpt, join_spans, since_day
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareWin
from tests.benchmarks.large_team import template
from tests.sharing.team_examples import LAST, name, person, week_of

TODAY = date(2026, 11, 23)
FIELDS = ("hours", "wins", "escalations", "help", "asks")


def part(n: int, oldest: int, newest: int) -> ShareFile:
    """Return a file of the n-th person's weeks from `oldest` to `newest`, both as weeks before the last one."""
    backs = range(oldest, newest - 1, -1)
    first, last = LAST.shifted(-oldest).monday, LAST.shifted(-newest).sunday
    wins = tuple(
        ShareWin(f"w-{n}-{back}", LAST.shifted(-back).monday + timedelta(n), f'Win "{back}", [x]\n'.strip())
        for back in backs
        if (n + back) % 3
    )
    items = [
        ShareEscalation(
            f"e-{n}-{back}", f"Of week {back}", day, "conduct", 1 + back % 5,
            "resolved" if closed <= last else "open", closed if closed <= last else None,
        )
        for back in range(40, newest - 1, -1)
        for day in (LAST.shifted(-back).monday,)
        for closed in (day + timedelta(7 * (back % 6) + 1),)
        if closed >= first
    ]  # fmt: skip
    return ShareFile(
        person(n), name(n), datetime.combine(last, time(18), UTC), first, last, FIELDS,
        tuple(week_of(n, back) for back in backs), wins, tuple(items[::2]), tuple(items[1::2]),
        f"Help of week {newest}",
    )  # fmt: skip


def team_of(folder: Path) -> list[Any]:
    """Return what is shown of the team in `folder`, apart from how it was cut."""
    found = read_folder([str(folder)])
    reading = TeamReader(found, TODAY)
    shown: list[Any] = [reading.team.open, reading.team.asks, reading.wins, found.superseded, found.unread]
    for row in reading.team.rows:
        shown += [row.person, row.name, row.week, row.coverage, row.made, row.open, row.asks, row.help]
        history, recent = reading.history(row.person), reading.recent(row.person)
        assert history is not None
        shown += [history.weeks, history.wins, recent.weeks, recent.wins, history.coverage]
    return shown


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([0, bodies.SHORT]), st.data())  # files are read in part, or in full
def test_any_cut_of_the_same_weeks_is_the_same_team(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, short: int, data: st.DataObject
) -> None:
    monkeypatch.setattr(bodies, "SHORT", short)
    folder = tmp_path_factory.mktemp("cut")
    weeks = data.draw(st.integers(1, 30))
    for n in range(data.draw(st.integers(1, 3))):
        ends = sorted(data.draw(st.sets(st.integers(1, weeks), max_size=weeks)) | {0, weeks})
        for newest, after in pairwise(ends):
            path = folder / data.draw(st.sampled_from([".", f"{n}"])) / f"{n}-{newest}.json"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(share_bytes(part(n, after - 1, newest)))
        (folder / "weekly").mkdir(exist_ok=True)
        for back in range(weeks):
            (folder / "weekly" / f"{n}-{back}.json").write_bytes(share_bytes(part(n, back, back)))
    weekly = folder.rename(folder.with_name(folder.name + "-all")) / "weekly"
    weekly.rename(folder)
    assert team_of(weekly.parent) == team_of(folder)


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 45), st.booleans())
def test_an_excerpt_agrees_with_the_file(oldest: int, newest: int, since_back: int, only_wins: bool) -> None:
    share = part(1, max(oldest, newest), min(oldest, newest))
    data, since = share_bytes(share), LAST.shifted(-since_back).monday
    read = read_share(join_spans(data, excerpt(data, since, only_wins=only_wins)))
    right = since_day(share, since)
    assert read.wins == right.wins
    assert read.help == right.help
    if only_wins:
        assert (read.weeks, read.escalations, read.asks) == ((), (), ())
    else:
        assert read == right


@given(st.binary(max_size=200), st.integers(0, 5_000), st.integers(0, 300))
def test_no_bytes_make_an_excerpt_fail(by: bytes, at: int, cut: int) -> None:
    data = share_bytes(part(2, 12, 0))
    changed = data[:at] + by + data[at + cut :]
    spans = excerpt(changed, LAST.monday)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(changed)
    assert [*spans] == sorted(spans)


def test_files_of_the_benchmark_are_as_this_program_writes_them() -> None:
    data = template(13, 52, 1)
    assert share_bytes(read_share(data)) == data

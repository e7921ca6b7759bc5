"""Changes of several devices have one order, whatever the order of files, the clocks and the copies of sync tools."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin.journal.log.lines import Changes
from cmcheckin.journal.log.store import Store
from tests.journal.journal_home import DAY, DEVICE, Home, TickingClock, checkin, fresh_home, rewritten, workday

OTHER = "desk-77aa"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from([DEVICE, OTHER]),
            st.integers(-3, 3),  # error of this device's clock in hours
            st.integers(1, 4),
            st.none() | st.integers(0, 9),
            st.booleans(),  # whether the devices have synced before this step
        ),
        max_size=14,
    ),
    order=st.randoms(use_true_random=False),
)
def test_any_order_of_files_gives_the_same_records(steps: list[tuple[Any, ...]], order: Any) -> None:
    with fresh_home() as first, fresh_home() as other, fresh_home() as merged:
        homes = {DEVICE: first, OTHER: other}
        for device, wrong, doc_id, value, synced in steps:
            if synced:
                _sync(first, other)
            home = homes[device]
            store = home.store(device)
            home.clock.at = datetime(2026, 11, 20, 12, tzinfo=UTC) + timedelta(hours=wrong)
            docs = store.reach().docs("t")
            if value is not None:
                store.append(Changes({"t": {str(doc_id): {"n": value}}}))
            elif str(doc_id) in docs:
                store.append(Changes({}, {"t": [str(doc_id)]}))
        _sync(first, other)
        there, here = first.store(DEVICE).reach(), other.store(OTHER).reach()
        assert list(there.tables.get("t", {}).items()) == list(here.tables.get("t", {}).items())
        merged.paths.journal.mkdir(parents=True)
        names = sorted(path for path in first.paths.journal.glob("*.jsonl"))
        order.shuffle(names)
        for n, path in enumerate(names):  # other names change the order
            shutil.copy(path, merged.paths.journal / f"{n} (conflicted copy).jsonl")
        assert merged.store("third-0000").reach().tables.get("t") == there.tables.get("t")


def _sync(first: Home, other: Home) -> None:
    for here, there, device in ((first, other, DEVICE), (other, first, OTHER)):
        there.paths.journal.mkdir(parents=True, exist_ok=True)
        for path in here.paths.journal.glob(f"*.{device}.jsonl"):
            shutil.copy(path, there.paths.journal)


def test_the_later_of_two_changes_counts_and_the_other_is_in_the_history(home: Home) -> None:
    late = TickingClock(datetime(2026, 11, 20, 9, tzinfo=UTC))
    early = TickingClock(datetime(2026, 11, 20, 8, tzinfo=UTC))
    with fresh_home() as away:
        home.open(clock=late).save([checkin(mood=4)], why="here")
        away.open(OTHER, early).save([checkin(mood=2)], why="there")
        journal = home.open()
        assert journal.checkin(DAY) == checkin(mood=4)
        shutil.copy(away.file(device=OTHER), home.paths.journal)
        assert journal.checkin(DAY) == checkin(mood=4)
        key = checkin().key
        assert [(version.device, version.why) for version in journal.history(key)] == [
            (OTHER, "there"),
            (DEVICE, "here"),
        ]
        assert journal.history(key)[0].record == checkin(mood=2)


def test_a_conflict_copy_adds_only_the_lines_that_are_missing(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    shutil.copy(home.file(), home.paths.journal / "2026.laptop-3f9a.sync-conflict-20261120-101010-ABCDEF.jsonl")
    journal.save([checkin(mood=4)], why="check-in")
    again = home.open()
    assert again.checkin(DAY) == checkin(mood=4)
    assert len(again.history(checkin().key)) == 2
    longer = home.file().read_bytes()
    home.file().unlink()  # only the lines in the copy are left
    assert home.open().checkin(DAY) == checkin(mood=3)
    (home.paths.journal / "x conflicted copy.jsonl").write_bytes(longer)
    assert home.open().checkin(DAY) == checkin(mood=4)
    journal.save([checkin(mood=5)], why="check-in")
    assert home.open().checkin(DAY) == checkin(mood=5)
    assert journal.undo().swaps[0].before == checkin(mood=4)


@pytest.mark.parametrize("name", ["0 conflicted copy.jsonl", "z conflicted copy.jsonl"])
def test_of_two_versions_of_a_line_the_shorter_one_counts(home: Home, name: str) -> None:
    home.open().save([checkin(mood=3, note="secret")], why="check-in")
    whole = home.file().read_bytes()
    (home.paths.journal / name).write_bytes(whole)
    home.file().write_bytes(rewritten(whole, (b',"note":"secret"', b"")))  # as `forget` leaves it
    assert home.open().checkin(DAY) == checkin(mood=3)


def test_changes_keep_their_order_when_the_clock_runs_backwards(home: Home) -> None:
    journal = home.open()
    for mood, hour in ((1, 12), (2, 3), (3, 1), (4, 2)):
        home.clock.at = datetime(2026, 11, 20, hour, tzinfo=UTC)
        journal.save([checkin(mood=mood)], why="check-in")
        assert home.open().checkin(DAY) == checkin(mood=mood)
    home.clock.step = timedelta(0)
    for mood in (1, 2, 3):
        journal.save([checkin(mood=mood)], why="check-in")
    assert home.open().checkin(DAY) == checkin(mood=3)
    ticks = [line["tick"] for line in home.changes()]
    assert ticks == list(range(1, len(ticks) + 1))


def test_a_change_is_saved_in_the_file_of_its_newest_year(home: Home) -> None:
    journal = home.open()
    journal.save([workday("2025-12-31", hours=8), workday("2024-12-31", hours=8)], why="log")
    journal.save([workday("2025-12-31", hours=7), checkin("2026-01-01", mood=3)], why="check-in")
    journal.save([], delete=[workday("2024-12-31").key], why="delete")
    assert sorted(name for name in home.files()) == [f"{year}.{DEVICE}.jsonl" for year in (2024, 2025, 2026)]
    assert [line["why"] for line in home.changes(2026)] == ["check-in"]
    assert [line["why"] for line in home.changes(2024)] == ["delete"]
    assert home.open().workday(workday("2025-12-31").day) == workday("2025-12-31", hours=7)


def test_a_device_writes_only_its_own_files(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    before = home.file().read_bytes()
    other = home.open(OTHER)
    other.save([checkin(mood=4)], why="check-in")
    other.undo()
    other.save([], delete=[checkin().key], why="delete")
    assert home.file().read_bytes() == before
    assert len(home.changes(device=OTHER)) == 3


def test_documents_without_a_day_are_saved_in_the_file_of_the_current_year(home: Home) -> None:
    store = home.store()
    store.append(Changes({"t": {"1": {}}}))
    assert isinstance(store, Store)
    assert home.file(2026).exists()

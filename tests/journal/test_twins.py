"""Machines with one device id, as one is a copy of the other, are noticed, and nothing that they wrote is lost."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.clock import SystemClock
from cmcheckin.journal import Journal
from cmcheckin.journal.backups import daily
from cmcheckin.journal.log import index
from cmcheckin.journal.log.lines import LineKey
from cmcheckin.journal.log.sources import Sources
from cmcheckin.journal.log.twins import told_apart
from cmcheckin.journal.restoring import compare
from cmcheckin.journal.switching import finish
from tests.journal.journal_home import DAY, DEVICE, MORNING, Home, TickingClock, checkin, workday
from tests.journal.pair import PHONE, change
from tests.journal.sealed_home import SealedHome

SOURCE = f"2026.{DEVICE}"
Lines = list[tuple[LineKey, dict[str, Any]]]

TREES = st.recursive(
    st.integers(1, 3), lambda inner: st.tuples(st.integers(0, 3), st.lists(inner, min_size=2, max_size=3))
)
"""A machine that wrote some lines, or one that was copied after some lines, and what its copies did."""


def machines(tree: Any, before: Lines, path: str = "") -> list[Lines]:
    """Return the lines that each machine in `tree` has, which began with the lines `before`."""
    count, copies = tree if isinstance(tree, tuple) else (tree, [])
    lines = list(before)
    for _ in range(count):
        number = len(lines) + 1
        lines.append(((number, f"{path}.{number}", SOURCE, number), {"what": f"{path}.{number}"}))
    return [each for n, copy in enumerate(copies) for each in machines(copy, lines, f"{path}{n}")] or [lines]


def shared(one: Lines, other: Lines) -> int | None:
    """Return how many lines two machines have in common, None if one of them has all lines of the other."""
    return next((n for n, (first, second) in enumerate(zip(one, other, strict=False)) if first != second), None)


@given(TREES, st.integers(0, 2**32))
def test_lines_of_the_same_number_are_told_apart_in_any_order_of_the_files(tree: Any, seed: int) -> None:
    files = machines(tree, [])
    random.Random(seed).shuffle(files)
    if seed % 2:  # a tool put all into one file
        files = [[pair for lines in files for pair in lines]]
    sources = Sources()
    sources.take(sorted({key: (key, line) for lines in files for key, line in lines}.values(), key=lambda at: at[0]))
    sources.repeated = {SOURCE}
    found = dict(told_apart(files, sources))
    expected = machines(tree, [])
    written = {line["what"] for lines in expected for _, line in lines}
    assert {line["what"] for line in found.values()} == written
    assert len({(source, number) for _, _, source, number in found}) == len(found) == len(written)
    forks = [fork for one, other in combinations(expected, 2) if (fork := shared(one, other)) is not None]
    assert sources.shared.get(SOURCE) == min(forks, default=None)
    other = Sources()
    other.repeated = {SOURCE}
    assert dict(told_apart(expected, other)) == found
    assert other.shared == sources.shared
    again = Sources()
    again.shared = sources.shared
    again.take(sorted(found.items(), key=lambda at: at[0]))
    assert (list(again.missing()), again.repeated) == ([], set())


class Machine:
    """A machine with its home, whose device id may be that of another one."""

    def __init__(self, folder: Path, later: timedelta = timedelta(0)) -> None:
        self.home = Home(folder)
        self.clock = TickingClock(MORNING + later)

    def open(self, device: str = DEVICE) -> Journal:
        return self.home.open(device, self.clock)

    def copy(self, folder: Path, later: timedelta) -> Machine:
        shutil.copytree(self.home.folder, folder)
        return Machine(folder, later)

    def get(self, other: Machine) -> None:
        """Get the files of `other` from a sync tool, which keeps its own beside one of the same name."""
        for path in other.home.paths.journal.glob("*.jsonl"):
            mine = self.home.paths.journal / path.name
            if "sync-conflict" in path.name or (mine.exists() and mine.read_bytes() == path.read_bytes()):
                continue
            if mine.exists():
                mine = mine.with_name(f"{path.stem}.sync-conflict-{other.home.folder.name}.jsonl")
            shutil.copy2(path, mine)


@pytest.mark.parametrize("worth", [index.WORTH, -1])
@pytest.mark.parametrize("is_first", [True, False])
def test_two_machines_continue_under_two_ids_whichever_notices_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_first: bool, worth: int
) -> None:
    monkeypatch.setattr(index, "WORTH", worth)
    one = Machine(tmp_path / "one")
    with one.open() as journal:
        journal.save([checkin(mood=3, note="before")], why="log")
        journal.checkin(DAY)
    two = one.copy(tmp_path / "two", timedelta(hours=1))
    for machine, name in ((one, "first"), (two, "second")):
        with machine.open() as journal:
            assert journal.problems == ()
            change(journal, note=name, feelings=(name,))
    machines = (one, two) if is_first else (two, one)
    for n, (machine, other) in enumerate((machines, machines[::-1]), start=1):
        machine.get(other)
        with machine.open() as journal:
            (problem,) = journal.problems
            assert "another machine" in problem.what
            assert journal.device.startswith(f"{DEVICE}~")
            change(journal, energy=n)
        before = machine.home.file().read_bytes()
        with machine.open() as journal:  # once it has written under its new id, nothing is left to say
            assert journal.problems == ()
            journal.save([workday(hours=n)], why="log")
            journal.checkin(DAY)
        assert machine.home.file().read_bytes() == before
    for machine, other in (machines, machines[::-1]):
        machine.get(other)
    journals = [machine.open() for machine in machines]
    found = [(list(journal.everything()), journal.conflicts(), journal.problems) for journal in journals]
    assert found[0][:2] == found[1][:2]
    assert journals[0].device != journals[1].device
    record = journals[0].checkin(DAY)
    assert record is not None
    assert (record.note, set(record.feelings)) == ("second", {"first", "second"})
    assert [[value.value for value in one.values] for one in found[0][1] if one.field == ("note",)] == [
        ["second", "first"]
    ]
    folder = daily(one.home.paths, DAY)
    assert folder
    assert compare(one.open(), folder)[:3] == ((), (), ())  # the machines are told apart there too


def test_what_both_machines_had_read_before_is_no_conflict(tmp_path: Path) -> None:
    one = Machine(tmp_path / "one")
    with one.open(PHONE) as journal:
        journal.save([checkin(note="of the phone", mood=2)], why="log")
    with one.open() as journal:
        journal.save([workday(hours=8)], why="log")  # says that it has read the phone's line
    two = one.copy(tmp_path / "two", timedelta(hours=1))
    for machine, fields in ((one, {"mood": 4}), (two, {"note": "of the copy"})):
        with machine.open() as journal:
            change(journal, **fields)
    one.get(two)
    with one.open() as journal:
        assert journal.conflicts() == ()
        assert journal.checkin(DAY) == checkin(note="of the copy", mood=4)


def test_a_copy_that_writes_in_the_same_second_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Machine(tmp_path / "one")
    with one.open() as journal:
        journal.save([checkin(mood=3)], why="log")
    two = one.copy(tmp_path / "two", timedelta(0))
    names = {one: "first", two: "second"}
    for machine, name in names.items():
        clock = SystemClock(UTC)
        monkeypatch.setattr(clock, "now", lambda: MORNING)
        with Journal.open(machine.home.paths, clock, DEVICE) as journal:
            change(journal, feelings=(name,))
    one.get(two)
    record = one.open().checkin(DAY)
    assert record is not None
    assert set(record.feelings) == {*names.values()}


def test_a_copy_that_changed_nothing_is_not_noticed(tmp_path: Path) -> None:
    one = Machine(tmp_path / "one")
    with one.open() as journal:
        journal.save([checkin(mood=3)], why="log")
    two = one.copy(tmp_path / "two", timedelta(hours=1))
    with one.open() as journal:
        change(journal, mood=4)
    one.get(two)
    with one.open() as journal:
        assert (journal.problems, journal.device) == ((), DEVICE)
        assert journal.checkin(DAY) == checkin(mood=4)


def test_a_copy_of_a_machine_keeps_its_new_id_while_it_is_encrypted_and_locked(tmp_path: Path) -> None:
    one = Machine(tmp_path / "one")
    with one.open() as journal:
        journal.save([checkin(mood=3, note="Zanzibar")], why="log")
    two = one.copy(tmp_path / "two", timedelta(hours=1))
    for machine in (one, two):
        with machine.open() as journal:
            change(journal, note=f"Zanzibar {machine.home.folder.name}")
    two.get(one)
    with two.open() as journal:
        change(journal, feelings=("zanzibar",))
        device = journal.device
        before = journal.everything()
    sealed = SealedHome(two.home.folder)
    sealed.switch("turning on")
    done = finish(two.open())
    assert done is not None and (done.is_done, done.other_devices) == (True, ())
    assert sealed.with_words("Zanzibar", "zanzibar") == []
    sealed.lock()
    files = two.home.files()
    journal = two.open()
    journal.add_only()
    journal.save([workday(hours=8)], why="log")
    assert (journal.device, journal.problems) == (device, ())
    changed = [name for name, data in two.home.files().items() if files.get(name) != data]
    assert changed == [f"2026.{device}.jsonl"]
    sealed.unlock()
    with two.open() as journal:
        assert [record for record in journal.everything() if record in before] == list(before)
        assert journal.problems == ()


def test_words_of_before_the_copy_are_forgotten_too(tmp_path: Path) -> None:
    one = Machine(tmp_path / "one")
    with one.open() as journal:
        journal.save([checkin(mood=3, note="Zanzibar")], why="log")
    two = one.copy(tmp_path / "two", timedelta(hours=1))
    for mood, machine in enumerate((one, two), start=1):
        with machine.open() as journal:
            change(journal, mood=mood)
    two.get(one)
    with two.open() as journal:
        change(journal, energy=2)
        assert journal.forget(DAY).other_devices == ()
    assert not any(b"Zanzibar" in data for data in two.home.files().values())

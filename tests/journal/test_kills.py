"""Kill the program before each call that changes the disk: the state is that before or after the change."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cmcheckin.domain.records import Record
from cmcheckin.journal.backups import daily, made
from cmcheckin.journal.drafts import Drafts
from cmcheckin.journal.log import index
from cmcheckin.journal.repairing import apply
from cmcheckin.journal.restoring import compare, restore
from tests.journal.journal_home import DAY, Home, checkin, workday
from tests.torture.calls import kill_at
from tests.torture.child import in_child

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork, which these tests need")


def _killed_before(call: int, act: Callable[[], object]) -> bool:
    """Run `act` in a process that is killed before its change number `call` to the disk. Return whether it was."""
    done = in_child(act, prepare=kill_at(call))
    assert done.code in (0, -signal.SIGKILL), done
    return done.killed


def kill_at_calls(home: Home, act: Callable[[], object], check: Callable[[], None]) -> int:
    """Kill `act` before each of its calls, always on the same home, and call `check`. Return the number of calls."""
    spare = home.folder.with_name("spare")
    if home.folder.exists():
        shutil.copytree(home.folder, spare)
    call = 0
    while True:
        done = not _killed_before(call, act)
        check()
        if done:
            return call
        shutil.rmtree(home.folder, ignore_errors=True)
        if spare.exists():
            shutil.copytree(spare, home.folder)
        call += 1


def _check_home(home: Home, *allowed: Sequence[Record]) -> None:
    """Check that `home` has one of the `allowed` lists of records and no problem, and that saving still works."""
    journal = home.open()
    assert journal.problems == ()
    found = [record for record in journal.everything() if record.key != workday("2026-10-01").key]
    assert any(found == sorted(expected, key=lambda record: record.key) for expected in allowed), found
    journal.save([workday("2026-10-01", hours=1)], why="log")
    assert home.open().workday(workday("2026-10-01").date) == workday("2026-10-01", hours=1)
    assert home.open().problems == ()


def test_the_first_save_survives_a_kill(home: Home) -> None:
    both: list[Record] = [checkin(mood=3), workday(hours=8)]
    calls = kill_at_calls(home, lambda: home.open().save(both, why="check-in"), lambda: _check_home(home, [], both))
    assert calls > 10


def test_a_later_save_survives_a_kill(home: Home) -> None:
    before: list[Record] = [checkin(mood=3)]
    after: list[Record] = [checkin(mood=4), workday(hours=8)]
    home.open().save(before, why="check-in")
    calls = kill_at_calls(home, lambda: home.open().save(after, why="edit"), lambda: _check_home(home, before, after))
    assert calls >= 5


def test_a_save_after_a_torn_line_survives_a_kill(home: Home) -> None:
    before: list[Record] = [checkin(mood=3)]
    after: list[Record] = [checkin(mood=4), workday(hours=8)]
    home.open().save(before, why="check-in")
    with home.file().open("ab") as file:
        file.write(b'{"crc":"1a2b3c4d","id":["20')

    def check() -> None:
        _check_home(home, before, after)
        aside = [path.read_bytes() for path in home.paths.journal.iterdir() if ".torn-" in path.name]
        assert b'{"crc":"1a2b3c4d","id":["20' in aside

    kill_at_calls(home, lambda: home.open().save(after, why="edit"), check)


def test_undo_survives_a_kill(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    home.open().save([checkin(mood=4)], why="edit")
    kill_at_calls(home, lambda: home.open().undo(), lambda: _check_home(home, [checkin(mood=3)], [checkin(mood=4)]))


def test_a_backup_survives_a_kill(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    home.open().save([checkin("2025-05-05", mood=3)], why="import")
    daily(home.paths, DAY.replace(day=19))

    def check() -> None:
        for backup in made(home.paths.backups):
            names = sorted(path.name for path in Path(backup.path).iterdir())
            assert names == sorted(home.files())
            for name in names:
                assert (Path(backup.path) / name).read_bytes() == home.files()[name]
        daily(home.paths, DAY)
        assert [backup.day for backup in made(home.paths.backups)] == [DAY.replace(day=19), DAY]

    kill_at_calls(home, lambda: daily(home.paths, DAY), check)


def test_a_repair_survives_a_kill_and_can_be_continued(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    home.open().save([checkin("2025-05-05", mood=3, note="old")], why="import")
    daily(home.paths, DAY)
    whole = home.files()
    home.file(2025).write_bytes(home.file(2025).read_bytes().replace(b"old", b"odd"))
    home.file().unlink()

    def check() -> None:
        journal = home.open()
        apply(journal.store, home.paths)
        assert {name: data for name, data in home.files().items() if name in whole} == whole
        assert home.open().problems == ()

    assert kill_at_calls(home, lambda: apply(home.open().store, home.paths), check) > 10


def test_a_restore_survives_a_kill(home: Home) -> None:
    both: list[Record] = [checkin(mood=3), workday(hours=8)]
    home.open().save(both, why="check-in")
    folder = daily(home.paths, DAY)
    assert folder
    shutil.rmtree(home.paths.journal)
    shutil.rmtree(home.paths.cache)

    def act() -> None:
        journal = home.open()
        restore(journal, compare(journal, folder))

    assert kill_at_calls(home, act, lambda: _check_home(home, [], both)) > 10


def test_the_index_survives_a_kill(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "WORTH", 0)
    home.open().save([checkin(mood=3)], why="check-in")

    def check() -> None:
        assert home.open().checkin(DAY) == checkin(mood=3)

    kill_at_calls(home, lambda: home.open().checkin(DAY), check)


def test_a_draft_survives_a_kill(home: Home) -> None:
    first = Drafts(home.paths.drafts).claim(DAY)
    first.keep({"n": 1})
    first.release()

    def type_on() -> None:
        slot = Drafts(home.paths.drafts).claim(DAY)
        slot.keep({"n": 2})
        slot.keep({"n": 3}, final=True)
        slot.release()

    def check() -> None:
        slot = Drafts(home.paths.drafts).claim(DAY)
        assert slot.restored in ({"n": 1}, {"n": 2}, {"n": 3})
        assert Path(slot.path).name == f"{DAY}-1.json"
        slot.release()

    kill_at_calls(home, type_on, check)

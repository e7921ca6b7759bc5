"""Drafts: one slot for each window, saved after each answer, and restored after kill -9."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from cmcheckin.journal import JournalError
from cmcheckin.journal.drafts import Drafts, DraftSlot
from tests.journal.journal_home import DAY, Home

WINDOW = """
import sys, time
from datetime import date
from cmcheckin.journal.drafts import Drafts
slot = Drafts({folder!r}).claim(date(2026, 11, 20))
n = 0
while True:
    n += 1
    slot.keep({{"n": n, "text": "x" * 2000}})
    print(n, flush=True)
"""


@pytest.fixture
def drafts(home: Home) -> Drafts:
    return Drafts(home.paths.drafts)


def test_a_draft_is_restored_after_its_slot_was_released(drafts: Drafts) -> None:
    slot = drafts.claim(DAY)
    assert slot.restored is None
    slot.keep({"mood": 3})
    slot.keep({"mood": 4, "cursor": [1, 2]})
    slot.release()
    again = drafts.claim(DAY)
    assert again.restored == {"mood": 4, "cursor": [1, 2]}
    assert again.path == slot.path
    again.discard()
    assert drafts.claim(DAY).restored is None


def test_a_second_window_has_its_own_slot(drafts: Drafts) -> None:
    first, other = drafts.claim(DAY), drafts.claim(DAY)
    assert first.path != other.path
    first.keep({"n": 1})
    other.keep({"n": 2})
    assert drafts.claim(DAY).restored is None
    other.release()
    assert drafts.claim(DAY).restored == {"n": 2}
    assert drafts.claim(DAY - timedelta(1)).restored is None


def test_a_hundred_windows_of_a_day_and_no_more_are_open(drafts: Drafts) -> None:
    slots = [drafts.claim(DAY) for _ in range(100)]
    assert len({slot.path for slot in slots}) == 100
    with pytest.raises(JournalError, match="too many windows"):
        drafts.claim(DAY)
    slots[50].discard()
    assert drafts.claim(DAY).path == slots[50].path


def test_the_last_saved_of_several_drafts_is_restored_first(drafts: Drafts) -> None:
    slots = [drafts.claim(DAY) for _ in range(3)]
    for n, slot in enumerate(slots):
        slot.keep({"n": n})
        os.utime(slot.path, ns=(0, [5, 9, 7][n]))
        slot.release()
    assert [drafts.claim(DAY).restored for _ in range(4)] == [{"n": 1}, {"n": 2}, {"n": 0}, None]


def test_kill_9_loses_no_acknowledged_draft(home: Home, drafts: Drafts) -> None:
    for _ in range(5):
        script = WINDOW.format(folder=str(home.paths.drafts))
        process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
        assert process.stdout is not None
        first = process.stdout.readline()
        live = drafts.claim(DAY)
        assert live.restored is None  # in use by the other window
        live.discard()
        process.send_signal(signal.SIGKILL)
        printed = int((first + process.stdout.read()).split()[-1])
        process.stdout.close()
        process.wait()
        slot = drafts.claim(DAY)
        assert slot.restored is not None
        assert printed <= slot.restored["n"] <= printed + 1
        slot.discard()
    assert list(home.paths.drafts.iterdir()) == []


def test_an_unreadable_draft_is_quarantined(home: Home, drafts: Drafts) -> None:
    slot = drafts.claim(DAY)
    slot.keep({"n": 1})
    path = Path(slot.path)
    slot.release()
    for n, content in enumerate((b"{", b"[]", b"", b"\xff")):
        path.write_bytes(content)
        fresh = drafts.claim(DAY, DAY + timedelta(n))
        assert fresh.restored is None
        fresh.keep({"n": 2})
        assert path.with_name(f"{path.name}.unreadable-{DAY + timedelta(n)}").read_bytes() == content
        fresh.discard()


def test_set_aside_quarantines_a_restored_draft(home: Home, drafts: Drafts) -> None:
    first = drafts.claim(DAY)
    first.keep({"format": 99})
    first.release()
    slot = drafts.claim(DAY)
    slot.set_aside(DAY)
    assert slot.restored is None
    slot.keep({"n": 1})
    assert json.loads(Path(f"{slot.path}.unreadable-{DAY}").read_bytes()) == {"format": 99}
    assert json.loads(Path(slot.path).read_bytes()) == {"n": 1}


def test_draft_files_are_private_and_deleted_on_discard(home: Home, drafts: Drafts) -> None:
    slot = drafts.claim(DAY)
    slot.keep({"n": 1}, final=True)
    modes = {path.name: path.stat().st_mode & 0o777 for path in home.paths.drafts.iterdir()}
    assert modes == {"2026-11-20-1.json": 0o600, "2026-11-20-1.lock": 0o600}
    assert home.paths.drafts.stat().st_mode & 0o777 == 0o700
    assert drafts.days() == (DAY,)
    slot.discard()
    slot.discard()
    assert list(home.paths.drafts.iterdir()) == []


def test_a_full_disk_keeps_the_earlier_draft(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    slot = drafts.claim(DAY)
    slot.keep({"n": 1})
    real = os.write

    def full(fd: int, data: bytes) -> int:
        if len(data) > 1:
            return real(fd, data[:1])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(JournalError, match=r"no space"):
        patch.setattr(os, "write", full)
        slot.keep({"n": 2})
    assert json.loads(Path(slot.path).read_bytes()) == {"n": 1}
    slot.keep({"n": 3})
    slot.release()
    assert drafts.claim(DAY).restored == {"n": 3}


def test_a_draft_that_cannot_be_deleted_is_reported_only_when_that_was_asked_for(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    slot = drafts.claim(DAY)
    slot.keep({"n": 1})

    def fails(path: str) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", fails)
        slot.discard()  # the check-in is saved, so it isn't an error
        with pytest.raises(JournalError, match=r"The draft couldn't be deleted: the disk is read-only"):
            drafts.discard(DAY, DAY)
    assert drafts.claim(DAY).restored == {"n": 1}


def test_a_folder_that_cannot_be_made_is_reported(home: Home, drafts: Drafts) -> None:
    home.folder.mkdir()
    home.paths.drafts.write_text("a file")
    with pytest.raises(JournalError, match=r"Nothing was changed"):
        drafts.claim(DAY)


def test_a_record_lock_holds_the_slot_without_flock(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(fd: int, operation: int) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr("fcntl.flock", missing)
    first: DraftSlot = drafts.claim(DAY)
    first.keep({"n": 1})
    other = drafts.claim(DAY)
    assert other.path != first.path
    first.release()
    assert drafts.claim(DAY).restored == {"n": 1}


def test_days_with_a_draft_are_unfinished_unless_a_window_uses_them(home: Home, drafts: Drafts) -> None:
    assert (drafts.days(), drafts.unfinished(DAY)) == ((), ())
    left, used, besides = (DAY - timedelta(n) for n in (3, 2, 1))
    slots = {day: drafts.claim(day) for day in (besides, used, left)}
    for slot in slots.values():
        slot.keep({"n": 1})
    for name in ("notes.json", f"{DAY}-1.txt", f"{DAY}-1.lock"):
        (home.paths.drafts / name).touch()
    for day in (left, besides):
        slots[day].release()
    assert drafts.days() == (left, used, besides)
    assert drafts.unfinished(besides) == (left,)
    assert drafts.unfinished(DAY) == (left, besides)
    second = drafts.claim(used)
    second.keep({"n": 2})
    assert drafts.unfinished(besides) == (left,)
    second.release()
    assert drafts.unfinished(besides) == (left, used)
    assert not list(home.paths.drafts.glob(f"{left}*.lock"))


def test_drafts_of_a_day_are_discarded_unless_a_window_uses_them(home: Home, drafts: Drafts) -> None:
    slots = [drafts.claim(DAY) for _ in range(3)]
    for slot in slots:
        slot.keep({"n": 1})
    slots[0].release()
    slots[2].release()
    other = home.paths.drafts / f"{DAY - timedelta(1)}-1.json"
    other.touch()
    drafts.discard(DAY, DAY)
    assert sorted(path.name for path in home.paths.drafts.glob("*.json")) == sorted(
        (other.name, Path(slots[1].path).name)
    )


def test_a_link_or_a_name_without_a_number_is_no_draft(home: Home, drafts: Drafts) -> None:
    home.paths.drafts.mkdir(parents=True)
    (home.paths.drafts / "elsewhere").write_text('{"n": 1}')
    (home.paths.drafts / f"{DAY}-7.json").symlink_to("elsewhere")
    (home.paths.drafts / f"{DAY}-x.json").write_text('{"n": 2}')
    slot = drafts.claim(DAY)
    assert (slot.restored, Path(slot.path).name) == (None, f"{DAY}-1.json")


@pytest.mark.parametrize("has_earlier", [False, True])
def test_a_failed_save_says_that_an_earlier_draft_is_there(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch, has_earlier: bool
) -> None:
    slot = drafts.claim(DAY)
    if has_earlier:
        slot.keep({"n": 1})

    def full(fd: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(JournalError) as caught:
        slot.keep({"n": 2})
    assert ("earlier" in str(caught.value)) is has_earlier

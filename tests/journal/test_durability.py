"""Acknowledged saves survive crashes, full disks and other processes."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import stat
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.journal import Change, Journal, JournalError, LockBusy
from cmcheckin.journal.log.flock import take
from cmcheckin.journal.log.lines import Changes
from tests.house.tree import ROOT
from tests.journal.journal_home import DAY, DEVICE, Home, checkin, workday

SAVER = """
import os, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from tests.journal.journal_home import Home
from cmcheckin.journal.log.flock import take
from cmcheckin.journal.log.lines import Changes
store = Home(Path({home!r})).store()
n = {start}
while n < {stop}:
    store.append(Changes({{"t": {{str(n): {{"n": n, "text": "x" * (n * 37 % 5000)}}}}}}))
    os.write(1, b"%d\\n" % n)
    n += 1
"""

COUNTER = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from tests.journal.journal_home import Home
from tinydb.operations import increment
from cmcheckin.journal.tinydb import JournalDB
table = JournalDB(Home(Path({home!r})).store({device!r})).table("t")
sys.stdin.read(1)
for n in range({times}):
    table.update(increment("n"), doc_ids=[1])
"""


def _start_script(script: str, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, **options)


def _saver_script(home: Home, start: int, stop: int = 10**9) -> str:
    return SAVER.format(root=str(ROOT), home=str(home.folder), start=start, stop=stop)


def test_kill_9_loses_no_acknowledged_save(home: Home) -> None:
    acknowledged = -1
    for round_ in range(8):
        process = _start_script(_saver_script(home, acknowledged + 1))
        assert process.stdout is not None
        first = b"".join(process.stdout.readline() for _ in range(1 + 7 * round_))
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
        process.wait()
        acknowledged = int((first + rest).split()[-1])
        store = home.store()
        docs = store.reach().docs("t")
        assert not store.problems
        assert [int(at) for at in docs][: acknowledged + 1] == list(range(acknowledged + 1))
        assert len(docs) <= acknowledged + 2  # one more may be on the disk than was printed
        acknowledged = len(docs) - 1


@pytest.mark.parametrize("devices", [(DEVICE, DEVICE), (DEVICE, "desk-77aa")])
def test_two_processes_lose_no_update(home: Home, devices: tuple[str, str]) -> None:
    home.store().append(Changes({"t": {"1": {"n": 0}}}))
    times = 40
    scripts = [COUNTER.format(root=str(ROOT), home=str(home.folder), device=device, times=times) for device in devices]
    processes = [_start_script(script, stdin=subprocess.PIPE) for script in scripts]
    for process in processes:
        process.communicate(b"g", timeout=50) if process is processes[-1] else process.stdin.write(b"g")  # type: ignore[union-attr]
        if process.stdin and not process.stdin.closed:
            process.stdin.flush()
    assert [process.wait(50) for process in processes] == [0, 0]
    memory = home.store().reach()
    assert memory.docs("t")["1"] == {"n": 2 * times}
    for process in processes:
        if process.stdout:
            process.stdout.close()


def test_a_window_sees_what_another_saved(home: Home) -> None:
    first, other = home.open(), home.open()
    assert first.checkin(DAY) is None
    other.save([checkin(mood=3)], why="check-in")
    assert first.checkin(DAY) == checkin(mood=3)
    first.save([checkin(mood=4)], why="check-in")
    assert other.checkin(DAY) == checkin(mood=4)
    saved = other.change(lambda journal: Change((checkin(mood=journal.checkin(DAY).mood + 1),)), "log")  # type: ignore[union-attr, operator]
    assert saved.records == (checkin(mood=5),)
    assert first.checkin(DAY) == checkin(mood=5)


def test_files_and_folders_are_always_private(home: Home) -> None:
    before = os.umask(0)
    try:
        with home.open() as journal:
            for day in range(1, 6):
                journal.save([checkin(f"2026-11-0{day}", note="x" * 15_000)], why="check-in")
        home.open().everything()
        with home.file().open("ab") as file:
            file.write(b"torn")
        home.open().save([checkin(mood=4)], why="check-in")
        home.open().between(DAY, DAY)
        reader = home.open()
        reader.between(DAY, DAY)
        reader.close()
    finally:
        os.umask(before)
    found = {path: stat.S_IMODE(path.stat().st_mode) for path in home.folder.rglob("*")}
    assert {path.suffix for path in found} > {".jsonl", ".json", ".torn-2026-11-20"}
    for path, mode in found.items():
        assert mode == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed, so system calls cannot be counted")
def test_a_save_is_one_write_and_one_sync(home: Home) -> None:
    trace = home.folder.parent / "trace"
    script = _saver_script(home, 0, 6).replace("os.write(1,", "os.write(1, b'saved ' +")
    command = ["strace", "-f", "-e", "trace=write,pwrite64,writev,fsync,fdatasync,sync,sync_file_range,msync"]
    done = subprocess.run([*command, "-o", str(trace), sys.executable, "-c", script], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"strace may not trace here: {done.stderr[-200:]!r}")
    calls = [line.split(None, 1)[1] for line in trace.read_text().splitlines()]
    marks = [n for n, call in enumerate(calls) if call.startswith("write(1, ")]
    assert len(marks) == 6
    for before, after in pairwise(marks):
        names = [call.split("(")[0] for call in calls[before + 1 : after]]
        assert names == ["write", "fdatasync", "pwrite64"]  # the last one records what was acknowledged


def test_the_name_of_a_new_file_is_synced_before_a_save_is_acknowledged(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    calls: list[str] = []
    link, fsync = os.link, os.fsync

    def linked(*paths: str) -> None:
        calls.append(f"link {paths[1]}")
        link(*paths)

    def synced(fd: int) -> None:
        calls.append("sync folder" if stat.S_ISDIR(os.fstat(fd).st_mode) else "sync file")
        fsync(fd)

    monkeypatch.setattr(os, "link", linked)
    monkeypatch.setattr(os, "fsync", synced)
    journal.save([workday("2025-03-01", hours=8)], why="log")  # the first of its year
    assert calls[-2:] == [f"link {home.file(2025)}", "sync folder"]


def test_a_full_disk_is_reported_and_changes_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    before = home.files()
    real = os.write

    def half(fd: int, data: bytes) -> int:
        return real(fd, data[: len(data) // 2])

    def none(fd: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for broken in (half, none):
        with monkeypatch.context() as patch, pytest.raises(JournalError, match=r"no space left.*Nothing was changed"):
            patch.setattr(os, "write", broken)
            journal.save([checkin(mood=4), workday(hours=8)], why="check-in")
        assert home.files() == before
        assert journal.checkin(DAY) == checkin(mood=3)
        assert not home.open().problems
    with monkeypatch.context() as patch, pytest.raises(JournalError):
        patch.setattr(os, "write", half)
        journal.save([workday("2025-03-01")], why="log")  # the first save of a year needs a new file
    assert home.files() == before
    assert journal.save([checkin(mood=4)], why="check-in")


def test_a_failed_sync_changes_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    before = home.files()

    def fails(fd: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch, pytest.raises(JournalError, match="Nothing was changed"):
        patch.setattr("cmcheckin.journal.log.appending._SYNC", fails)
        journal.save([checkin(mood=4)], why="check-in")
    assert home.files() == before
    assert journal.checkin(DAY) == checkin(mood=3)


def test_a_fragment_is_quarantined_once_however_often_it_cannot_be_cut_off(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    fragment = b'{"crc":"1a2b'
    with home.file().open("ab") as file:
        file.write(fragment)

    def fails(*_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", fails)
        for _ in range(2):
            with pytest.raises(JournalError, match="Nothing was changed"):
                home.open().save([checkin(mood=4)], why="check-in")
    assert home.open().save([checkin(mood=4)], why="check-in")
    [copy] = home.paths.journal.glob("*.torn-*")
    assert copy.read_bytes() == fragment


def test_when_a_failed_save_cannot_be_reverted_the_error_says_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")

    def fails(*_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch, pytest.raises(JournalError) as caught:
        patch.setattr("cmcheckin.journal.log.appending._SYNC", fails)
        patch.setattr(os, "ftruncate", fails)
        journal.save([checkin(mood=4)], why="check-in")
    assert "Nothing was changed" not in str(caught.value)
    assert "may have been saved anyway" in str(caught.value)
    assert home.open().checkin(DAY) == checkin(mood=4)


def test_a_read_only_folder_is_reported(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*args: Any, **options: Any) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "mkdir", refuses)
    with pytest.raises(JournalError, match=r"permission to write there.*Nothing was changed"):
        home.open().save([checkin(mood=3)], why="check-in")
    assert home.open().checkin(DAY) is None


def test_while_another_window_holds_the_lock_a_save_waits_and_reports_it(home: Home) -> None:
    announced: list[str] = []
    holder, waiter = home.open(), home.open()
    holder.save([checkin(mood=3)], why="check-in")
    waiter.store.lock.announce = announced.append
    waiter.store.lock.tell_after, waiter.store.lock.give_up_after = 0.05, 0.15
    with holder.store.changing(), pytest.raises(LockBusy, match=r"\.lock"):
        waiter.save([checkin(mood=4)], why="check-in")
    assert len(announced) == 1
    assert str(home.paths.journal / ".lock") in announced[0]
    assert waiter.save([checkin(mood=4)], why="check-in")
    assert holder.checkin(DAY) == checkin(mood=4)


def test_a_file_replaced_while_a_window_is_open_loses_no_later_save(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    restored = home.file().read_bytes()
    journal.save([checkin(mood=4)], why="check-in")
    other = home.file().with_suffix(".other")
    other.write_bytes(restored)
    other.replace(home.file())
    assert journal.checkin(DAY) == checkin(mood=3)
    journal.save([workday(hours=8)], why="log")
    assert home.open().workday(DAY) == workday(hours=8)
    assert home.open().checkin(DAY) == checkin(mood=3)


def test_a_file_replaced_while_a_change_is_made_is_not_appended_to(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    older = home.file().read_bytes()
    journal.save([checkin(mood=4)], why="check-in")

    def build(_: Journal) -> Change:
        home.file().write_bytes(older)  # by a sync tool, which doesn't know of the lock
        return Change((workday(hours=8),))

    with pytest.raises(JournalError, match=r"replaced in the meantime\. Nothing was changed"):
        journal.change(build, "log")
    assert home.file().read_bytes() == older


def test_a_leftover_temporary_file_is_never_written_to(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3, note="secret")], why="check-in")
    left = home.file().with_name(home.file().name + ".new")
    os.link(home.file(), left)  # as if killed before the temporary name was deleted
    journal.forget(DAY)
    assert b"secret" not in home.file().read_bytes()
    assert home.open().checkin(DAY) == checkin(mood=3)
    assert not left.exists()
    before = home.file().read_bytes()
    os.link(home.file(), home.file(2025).with_name(home.file(2025).name + ".new"))
    journal.save([workday("2025-03-01", hours=8)], why="log")
    assert home.open().workday(workday("2025-03-01").day) == workday("2025-03-01", hours=8)
    assert home.file().read_bytes() == before


def test_a_record_lock_is_used_without_flock(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.flock", _no_locks)
    journal, other = home.open(), home.open()
    other.store.lock.tell_after = other.store.lock.give_up_after = 0.05
    with journal.store.changing():
        for _ in range(2):  # closing another descriptor of the file would release the lock
            with pytest.raises(LockBusy):
                other.save([checkin(mood=3)], why="check-in")
        assert _is_locked_for_others(home.paths.journal / ".lock")
    assert not _is_locked_for_others(home.paths.journal / ".lock")
    assert other.save([checkin(mood=3)], why="check-in")
    assert journal.save([checkin(mood=4)], why="check-in")


def test_a_lock_file_that_is_deleted_while_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = tmp_path / ".lock", fcntl.flock
    path.touch()
    first = path.stat().st_ino

    def flock(fd: int, operation: int) -> None:
        real(fd, operation)
        if os.fstat(fd).st_ino == first:
            path.unlink(missing_ok=True)  # by another process, which cleans up

    monkeypatch.setattr("fcntl.flock", flock)
    with path.open():  # so that the inode isn't used again
        hold = take(str(path))
    assert hold is not None
    assert path.exists()
    assert take(str(path)) is None
    hold.release()


def test_without_file_locks_a_save_is_refused_at_once(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("flock", "lockf"):
        monkeypatch.setattr(f"fcntl.{name}", _no_locks)
    monkeypatch.setattr("time.sleep", lambda _: pytest.fail("it waited"))
    with pytest.raises(JournalError, match=r"doesn't support file locks.*Nothing was changed.*--home") as caught:
        home.open().save([checkin(mood=3)], why="check-in")
    assert not isinstance(caught.value, LockBusy)
    assert home.files() == {}


def _no_locks(fd: int, operation: int) -> None:
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))


def _is_locked_for_others(path: Path) -> bool:
    """Return whether a record lock on the file `path` keeps out another process."""
    script = "import fcntl, sys\nfcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    return subprocess.run([sys.executable, "-c", script, path], capture_output=True, check=False).returncode != 0


def test_a_closed_folder_is_named_and_not_called_read_only(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    real = os.access
    closed = str(home.folder)
    monkeypatch.setattr(os, "access", lambda path, mode, **more: str(path) != closed and real(path, mode, **more))

    def refuses(path: str, *args: Any, **options: Any) -> Any:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    with monkeypatch.context() as patch, pytest.raises(JournalError, match="couldn't be read") as read:
        patch.setattr(os, "listdir", refuses)
        home.open().checkin(DAY)
    with monkeypatch.context() as patch, pytest.raises(JournalError, match="couldn't be locked") as written:
        patch.setattr("cmcheckin.journal.log.lock.take", refuses)
        home.open().save([checkin(mood=4)], why="check-in")
    for caught in (read, written):
        assert f"you don't have permission to open the folder {closed}" in str(caught.value)
        assert "written to" not in str(caught.value)
    assert "Nothing was changed" not in str(read.value)  # an earlier change may have been saved

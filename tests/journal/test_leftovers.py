"""What interrupted runs left is removed, unless a process may still use it; the user's words are never deleted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cmcheckin.journal.leftovers import clean
from cmcheckin.journal.log.flock import take
from tests.journal.journal_home import DAY, Home, checkin

GONE = 2**22 + 1
"""A process id that no process has."""


def cleaned(home: Home) -> list[tuple[str, str]]:
    """Clean up, and return kind and file name of what was done."""
    found = clean(home.open())
    assert [each for each in found if each.error] == []
    return sorted((each.kind, Path(each.path).name) for each in found)


def put(path: Path, data: bytes = b"{}") -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(0o600)
    return path


@pytest.fixture
def used(home: Home) -> Home:
    """A home with a check-in, a backup and a draft in use."""
    from cmcheckin.journal.backups import daily

    home.open().save([checkin(mood=3)], why="check-in")
    daily(home.paths, DAY)
    return home


def test_a_home_in_order_is_left_alone(home: Home, used: Home) -> None:
    before = {path: path.stat().st_mtime_ns for path in home.folder.rglob("*")}
    assert cleaned(home) == []
    assert {path: path.stat().st_mtime_ns for path in home.folder.rglob("*")} == before


def test_a_new_home_stays_empty(home: Home) -> None:
    assert cleaned(home) == []
    assert not home.folder.exists()


def test_what_interrupted_saves_and_backups_left_is_removed(used: Home) -> None:
    paths = used.paths
    left = [
        put(paths.journal / "2026.laptop-3f9a.jsonl.new"),
        put(paths.backups / "2026-11-20" / "2026.laptop-3f9a.jsonl.new"),
        put(paths.cache / ".index.json.0123456789ab.unfinished"),
        put(paths.data / ".share.json.0123456789ab.unfinished"),
        put(paths.drafts / "2026-11-20-1.json.new"),
    ]
    building = paths.backups / f".2026-11-19.{GONE}.new"
    put(building / "2026.laptop-3f9a.jsonl")
    kept = [
        put(paths.data / "notes.new"), put(paths.exports / "mine.new"), put(paths.journal / ".x.unfinished"),
        put(paths.backups / f".2026-11-19.{os.getppid()}.new" / "x"),  # still being made
    ]  # fmt: skip
    assert {kind for kind, _ in cleaned(used)} == {"unfinished"}
    assert [path for path in (*left, building) if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells whether a file is open")
def test_a_file_that_another_process_has_open_stays(used: Home) -> None:
    path = put(used.paths.cache / ".index.json.0123456789ab.unfinished")
    script = f"import sys\nfile = open({str(path)!r}, 'a')\nprint('open', flush=True)\nsys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        assert cleaned(used) == []
        assert path.exists()
        other.communicate()
    assert cleaned(used) == [("unfinished", path.name)]


def test_the_lock_of_a_window_that_is_gone_is_removed_and_that_of_an_open_one_stays(used: Home) -> None:
    slot = used.open().drafts.claim(DAY)
    slot.keep({"mood": 3})
    dead = put(used.paths.drafts / "2026-11-19-1.lock", b"")
    assert cleaned(used) == [("lock", dead.name)]
    assert not dead.exists()
    assert take(str(used.paths.drafts / "2026-11-20-1.lock")) is None
    slot.release()


def test_a_draft_that_cannot_be_read_is_set_aside_unless_a_window_has_it(used: Home) -> None:
    bad = put(used.paths.drafts / "2026-11-19-1.json", b'{"note": "half a wo')
    good = put(used.paths.drafts / "2026-11-18-1.json", b'{"note": "whole"}')
    slot = used.open().drafts.claim(DAY)
    slot.keep({})
    in_use = put(used.paths.drafts / "2026-11-20-1.json", b"{")
    assert cleaned(used) == [("draft", bad.name)]
    assert (bad.exists(), good.exists(), in_use.exists()) == (False, True, True)
    [copy] = used.paths.drafts.glob("2026-11-19-1.json.unreadable-*")
    assert copy.read_bytes() == b'{"note": "half a wo'
    slot.release()


def test_damaged_cache_files_are_removed(used: Home) -> None:
    index = put(used.paths.cache / "index.laptop-3f9a.json", b'{"crc":"00000000","cmcheckin":"index"}')
    status = put(used.paths.cache / "status.json", b"{")
    put(used.paths.cache / "shown.json", b"{}")
    assert cleaned(used) == [("cache", index.name), ("cache", status.name)]


def test_files_that_others_could_read_are_made_private(used: Home, tmp_path: Path) -> None:
    target = put(tmp_path / "elsewhere", b"mine")
    target.chmod(0o644)
    (used.paths.journal / "link.jsonl").symlink_to(target)
    used.file().chmod(0o664)
    used.paths.backups.chmod(0o755)
    (used.paths.backups / "2026-11-20").chmod(0o750)
    assert cleaned(used) == [("permissions", name) for name in ("2026-11-20", used.file().name, "backups")]
    assert used.file().stat().st_mode & 0o777 == 0o600
    assert used.paths.backups.stat().st_mode & 0o777 == 0o700
    assert target.stat().st_mode & 0o777 == 0o644
    assert cleaned(used) == []


def test_what_cannot_be_removed_is_reported(used: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(used.paths.journal / "2026.laptop-3f9a.jsonl.new")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "unlink", refuse)
    [each] = clean(used.open())
    assert (each.path, each.error is not None) == (str(path), True)

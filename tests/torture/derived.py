"""Damage the cache, which is derived from the journal: what the program shows and saves stays the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from cmcheckin.journal.log import index
from tests.torture import child, damage

READING = (("show", "2026-11-17"), ("status",), ("week",), ("trends", "--json"), ("nudges", "--json"), ("export",))
LOGGING = ("log", "--date", "2026-11-17", "--energy", "4", "--win", "t99a")


class _Kept(NamedTuple):
    """A file as it was, to put it back with the same inode and time, so that the index still fits it."""

    data: bytes
    times: tuple[int, int]


def damaged_cache(random: Random, tries: int) -> Iterator[str]:
    """Flip a bit of a file in the cache, cut it, write zeros over it, or put an older one in its place."""
    with damage.journal(random) as whole:
        whole.reset()
        home = whole.home
        _run(home, "show")
        old = {path: path.read_bytes() for path in (home / "cache").iterdir()}
        _run(home, "log", "--date", "2026-11-17", "--mood", "5")
        _read(home)
        kept = {path: _keep(path) for path in home.rglob("*") if path.is_file()}
        expected = _read(home), _logged(home)
        cached = sorted(path for path in kept if path.parent.name == "cache")
        for _ in range(tries):
            _put_back(home, kept)
            path = random.choices(cached, [len(kept[path].data) for path in cached])[0]
            data = _damaged(random, kept[path].data, old.get(path, b""))
            _write(path, kept[path]._replace(data=data))
            seen = _read(home)
            _put_back(home, kept)
            _write(path, kept[path]._replace(data=data))
            yield "" if (seen, _logged(home)) == expected else f"{path.name}: {seen} instead of {expected[0]}"


def _damaged(random: Random, data: bytes, old: bytes) -> bytes:
    at = random.randrange(len(data))
    flipped = data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]
    return random.choice((flipped, flipped, flipped, data[:at], data[:at] + bytes(len(data) - at), old))


def _run(home: Path, *argv: str) -> child.Done:
    """Run a command that writes the index, however short the journal is."""
    return child.run(home, *argv, now="2026-11-20T23:00:00+01:00", prepare=lambda: setattr(index, "WORTH", 0))


def _read(home: Path) -> list[child.Done]:
    """Return what the commands that read show."""
    return [_run(home, *argv) for argv in READING]


def _logged(home: Path) -> child.Done:
    """Return what is saved after one more change."""
    done = _run(home, *LOGGING)
    return done if done.code else _run(home, "export")


def _keep(path: Path) -> _Kept:
    found = path.stat()
    return _Kept(path.read_bytes(), (found.st_atime_ns, found.st_mtime_ns))


def _put_back(home: Path, kept: dict[Path, _Kept]) -> None:
    for path in home.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()
    for path, file in kept.items():
        if not path.exists() or path.read_bytes() != file.data:
            _write(path, file)


def _write(path: Path, file: _Kept) -> None:
    with path.open("r+b" if path.exists() else "wb") as stream:
        stream.truncate(0)
        stream.write(file.data)
    os.utime(path, ns=file.times)

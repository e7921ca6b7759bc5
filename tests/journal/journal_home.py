"""A home in a temporary folder, and records to save in it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cmcheckin.clock import Clock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.days import DAY_STARTS_AT, day_of
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import decode
from cmcheckin.domain.workday import Workday
from cmcheckin.journal import Journal
from cmcheckin.journal.log.days import Anywhere
from cmcheckin.journal.log.lines import START, checked
from cmcheckin.journal.log.store import Store
from cmcheckin.paths import Paths

DEVICE = "laptop-3f9a"
DAY = date(2026, 11, 20)
MORNING = datetime(2026, 11, 20, 7, 31, 4, 123456, UTC)


class TickingClock(Clock):
    """A clock at `at` that moves on by `step`, a second by default, whenever it is read."""

    def __init__(self, at: datetime = MORNING, step: timedelta = timedelta(seconds=1)) -> None:
        self.zone = at.tzinfo
        self.at = at
        self.step = step
        self.day_starts_at = DAY_STARTS_AT

    def now(self) -> datetime:
        self.at += self.step
        return self.at

    def today(self) -> date:
        return self.day_of(self.at)

    def day_of(self, moment: datetime) -> date:
        return day_of(moment, self.day_starts_at, moment.tzinfo)


class Home:
    """A folder of data that several devices and windows can open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths = Paths(folder / "config.toml", folder, folder / "state")
        self.clock = TickingClock()

    def open(self, device: str = DEVICE, clock: TickingClock | None = None) -> Journal:
        return Journal.open(self.paths, clock or self.clock, device)

    def store(self, device: str = DEVICE) -> Store:
        """Return a store that accepts any documents."""
        return Store(str(self.paths.journal), str(self.paths.cache), device, self.clock, Anywhere())

    def files(self) -> dict[str, bytes]:
        """Return the content of the files in the journal folder by name, without the lock."""
        if not self.paths.journal.is_dir():
            return {}
        return {path.name: path.read_bytes() for path in sorted(self.paths.journal.iterdir()) if path.name != ".lock"}

    def file(self, year: int = 2026, device: str = DEVICE) -> Path:
        return self.paths.journal / f"{year}.{device}.jsonl"

    def changes(self, year: int = 2026, device: str = DEVICE) -> list[dict[str, Any]]:
        """Return the lines of a file after its header."""
        return [json.loads(line) for line in self.file(year, device).read_bytes().splitlines()[1:]]


@contextmanager
def fresh_home() -> Iterator[Home]:
    """Yield a new home, for tests that run many times."""
    with TemporaryDirectory() as folder:
        yield Home(Path(folder))


def rewritten(raw: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """Return the lines `raw` with the `changes` made in each, and new checksums in those that have one."""
    found = []
    for line in raw.splitlines():
        content = line
        for old, new in changes:
            content = content.replace(old, new)
        found.append(checked(b"{" + content[len(START) + 10 :]) if content.startswith(START) else content)
    return b"".join(line + b"\n" for line in found)


def replace_unnoticed(path: Path, data: bytes) -> None:
    """Write `data`, which is as long as the content of the file at `path`, in its place, and leave its time as it is,
    as a second change in one tick of the clock does."""
    found = path.stat()
    assert len(data) == found.st_size
    path.write_bytes(data)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def replace_later(path: Path, data: bytes) -> None:
    """Write `data` in place of the content of the file at `path`, a tick of the clock or more after that changed."""
    before = path.stat()
    while path.stat().st_ctime_ns == before.st_ctime_ns:
        path.write_bytes(data)


def checkin(day: date | str = DAY, **fields: Any) -> CheckIn:
    """Return a check-in of `day` with these JSON fields."""
    found = decode({"type": "checkin", "date": str(day), **fields})
    assert isinstance(found, CheckIn)
    return found


def workday(day: date | str = DAY, kind: str = "work", **fields: Any) -> Workday:
    """Return a workday of `day` with these JSON fields."""
    found = decode({"type": "workday", "date": str(day), "kind": kind, **fields})
    assert isinstance(found, Workday)
    return found


def escalation(
    name: str = "e-2026-11-19-1-3f9a", opened: str = "2026-11-19T02:10:00+01:00", **fields: Any
) -> Escalation:
    """Return an escalation with the id `name` and these JSON fields."""
    found = decode({"type": "escalation", "id": name, "title": "Spam wave", "opened": opened, **fields})
    assert isinstance(found, Escalation)
    return found

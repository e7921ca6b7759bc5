"""The times of a save and of opening the journal, against the least that the disk and the parser need."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from cmcheckin.clock import FixedClock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.fields import Key
from cmcheckin.journal import Journal
from cmcheckin.journal.keys import place_of
from cmcheckin.journal.log.lines import Doc, change_line, header_line
from cmcheckin.paths import Paths
from tests.benchmarks.figures import Figure, ratio

DEVICE = "bench-0000"
TODAY = date(2026, 11, 20)
CLOCK = FixedClock(datetime(2026, 11, 20, 7, 30, tzinfo=UTC))


def _checkin(day: date) -> Doc:
    """Return a check-in of about 600 bytes."""
    return {
        "date": day.isoformat(), "logged_at": f"{day}T08:31:04+01:00", "workload": 4, "mood": 3, "energy": 2,
        "feelings": ["tired", "proud"], "community": {"mood": 4, "feels": "excited about the meetup"},
        "wins": [{"id": f"w-{day}-1-0000", "text": "First-time poster answered three others", "kind": "member"}],
        "metrics": {"first_response_min": 22}, "note": "A private line or two on how the day went. " * 5,
    }  # fmt: skip


def _workday(day: date) -> Doc:
    return {
        "date": day.isoformat(), "kind": "work", "hours": 9.5, "start": "09:00", "end": "18:45",
        "after_hours_minutes": 45,
    }  # fmt: skip


def _escalation(day: date, n: int) -> Doc:
    return {
        "id": f"e-{day}-{n}-0000", "title": "Spam wave in #help", "kind": "conduct", "severity": 3,
        "opened": f"{day}T02:10:00+01:00", "minutes": 90, "status": "resolved",
    }  # fmt: skip


def fill(home: Path, days: int, escalations: int = 0) -> Journal:
    """Return a journal in `home` with a check-in, a workday and `escalations` escalations on each of the last `days`
    days, one line for each day."""
    paths = Paths(home / "config.toml", home, home / "state")
    paths.journal.mkdir(parents=True)
    lines: dict[int, list[bytes]] = {}
    for back in range(days, 0, -1):
        day = TODAY - timedelta(back)
        at = day.strftime("%Y%m%d")
        docs = {"checkins": {at: _checkin(day)}, "workdays": {at: _workday(day)}}
        if escalations:
            some = [_escalation(day, n) for n in range(escalations)]
            docs["escalations"] = {place_of(Key("escalation", one["id"]))[1]: one for one in some}
        opening = [header_line(day.year, DEVICE)]
        group = lines.setdefault(day.year, opening)
        key = (days - back + 1, f"{day}T07:31:04.123456Z", f"{day.year}.{DEVICE}", len(group))
        group.append(change_line(key, "check-in", {"put": docs}))
    for year, group in lines.items():
        path = paths.journal / f"{year}.{DEVICE}.jsonl"
        path.write_bytes(b"".join(group))
        os.utime(path, ns=(0, 0))  # long ago, as for files of years
    return Journal.open(paths, CLOCK, DEVICE)


def _saver(journal: Journal) -> Callable[[], object]:
    journal.store.reach()
    numbers = count()

    def save() -> object:
        n = next(numbers)
        return journal.save([CheckIn(TODAY, mood=1 + n % 5, note=f"number {n} " + "x" * 500)], why="check-in")

    save()
    return save


def _bare(folder: Path, length: int) -> Callable[[], object]:
    fd = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    line = b"x" * (length - 1) + b"\n"

    def append() -> None:
        os.write(fd, line)
        os.fdatasync(fd)

    return append


def _opener(journal: Journal) -> Callable[[], object]:
    def open_() -> object:
        again = Journal.open(journal.paths, CLOCK, DEVICE)
        again.store.reach()
        return again

    return open_


def _parser(journal: Journal) -> Callable[[], object]:
    def parse() -> object:
        found: list[object] = []
        for path in sorted(journal.paths.journal.glob("*.jsonl")):
            with path.open(encoding="utf-8") as file:
                for line in file:
                    found.append(json.loads(line))  # noqa: PERF401  the plain loop is the yardstick
        return found

    return parse


def measure() -> list[Figure]:
    """Return the figures of the journal."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        few, ten_years = fill(home / "few", 36, escalations=8), fill(home / "ten", 3650)
        many = fill(home / "many", 3650, escalations=8)
        length = len((few.paths.journal / f"2026.{DEVICE}.jsonl").read_bytes().splitlines()[-1])
        size = ratio(_saver(many), _saver(few))
        least = ratio(_saver(ten_years), _bare(home, length))
        opening = ratio(_opener(ten_years), _parser(ten_years))
        return [
            Figure("a save on top of 36,500 records, against one on top of 365", size, 1.2),
            Figure("a save on ten years, against a bare append and fdatasync", least, 2.0),
            Figure("opening ten years without the index, against parsing the same bytes", opening, 1.3),
        ]


if __name__ == "__main__":
    for figure in measure():
        print(figure)

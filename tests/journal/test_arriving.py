"""A window that reads on while files arrive shows what a fresh start shows, with and without the index."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.journal import Journal
from cmcheckin.journal.log import index
from tests.journal.journal_home import DAY, MORNING, Home, TickingClock, checkin

DEVICES = ("laptop-3f9a", "phone-77aa", "desk-1234")
READER = "tablet-0001"
WHO = st.integers(0, 2)
STEPS = st.lists(
    st.tuples(WHO, st.sampled_from(["mood", "note", "feeling", "delete", "get", "get"]), st.integers(0, 1), WHO),
    max_size=14,
)
ARRIVALS = st.lists(st.tuples(WHO, st.integers(0, 9), st.booleans()), min_size=1, max_size=8)


def written(folder: Path, steps: list[tuple[int, str, int, int]], ahead: list[int]) -> list[bytes]:
    """Let the devices do `steps`, each with its own clock, and return the file of each."""
    homes = [Home(folder / name) for name in DEVICES]
    clocks = [TickingClock(MORNING + timedelta(hours=hours)) for hours in ahead]
    for n, (who, what, back, other) in enumerate(steps):
        home = homes[who]
        if what == "get":
            for device in {DEVICES[other], DEVICES[n % 3]} - {DEVICES[who]}:
                theirs, mine = homes[other].file(device=device), home.file(device=device)
                if theirs.exists() and (not mine.exists() or mine.stat().st_size < theirs.stat().st_size):
                    mine.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(theirs, mine)
            continue
        with home.open(DEVICES[who], clocks[who]) as journal:
            day = DAY - timedelta(back)
            record = journal.checkin(day) or checkin(day)
            fields: dict[str, Any] = {"mood": 1 + n % 5, "note": f"note {n}", "feeling": record.feelings}
            if what == "delete":
                journal.save([], delete=[record.key], why="delete")
            elif what == "feeling":
                journal.save([record._replace(feelings=(*record.feelings, f"word {n}"))], why="log")
            else:
                journal.save([record._replace(**{what: fields[what]})], why="log")
    files = [home.file(device=device) for home, device in zip(homes, DEVICES, strict=True)]
    return [file.read_bytes() if file.exists() else b"" for file in files]


def shown(journal: Journal) -> tuple[object, ...]:
    recent = list(journal.between(DAY - timedelta(3), DAY))
    problems = sorted(f"{problem.file} {problem.what}" for problem in journal.problems)
    return recent, journal.conflicts(), problems


@settings(max_examples=25)
@given(STEPS, st.lists(st.sampled_from([0, 0, 9, -9]), min_size=3, max_size=3), ARRIVALS, st.sampled_from([-1, 65536]))
def test_files_may_arrive_in_any_pieces(
    steps: list[tuple[int, str, int, int]], ahead: list[int], arrivals: list[tuple[int, int, bool]], worth: int
) -> None:
    with TemporaryDirectory() as folder, patch.object(index, "WORTH", worth):
        files = written(Path(folder), steps, ahead)
        home = Home(Path(folder) / "reader")
        home.paths.journal.mkdir(parents=True)
        window = home.open(READER)
        for who, tenths, writes in [*arrivals, (0, 10, True), (1, 10, False), (2, 10, False)]:
            lines = files[who].splitlines(keepends=True)
            content = b"".join(lines[: len(lines) * tenths // 10])
            target = home.file(device=DEVICES[who])
            if len(content) > (target.stat().st_size if target.exists() else 0):
                target.write_bytes(content)
            if writes:
                saved = window.checkin(DAY) or checkin()
                window.save([saved._replace(energy=1 + tenths % 5)], why="log")
            through_index, fresh = home.open(READER), home.open(READER)
            fresh.everything()
            assert shown(window) == shown(fresh)
            assert shown(through_index) == shown(fresh)
            through_index.close()
        assert list(window.everything()) == list(fresh.everything())
        assert fresh.problems == ()
        found = repr([fresh.history(checkin(DAY - timedelta(back)).key) for back in (0, 1)])
        for n, (_, what, *_rest) in enumerate(steps):
            assert what != "note" or f"note {n}" in found

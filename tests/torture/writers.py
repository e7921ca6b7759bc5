"""Let several processes write to one journal at a time, while another reads it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.torture import child

DEVICES = ("laptop-3f9a", "desk-77aa")
_DAY = "2026-11-{day:02}"


def with_a_reader(random: Random, tries: int) -> Iterator[str]:
    """Let 8 processes (4 of them in a short run) make `tries` changes in all. Each change has a result: an empty text
    if it was there whenever the journal was read after it, and never in part."""
    count = 8 if tries > 100 else 4
    with TemporaryDirectory(prefix="torture-") as folder:
        home, diary = Path(folder) / "home", Path(folder) / "diary"
        diary.touch()
        writers = [child.start(partial(_write, home, diary, by, tries // count)) for by in range(count)]
        faults: dict[str, str] = {}
        while writers:
            ended, status = os.waitpid(-1, os.WNOHANG)
            if ended in writers:
                writers.remove(ended)
                assert status == 0, "a writer failed"
            _read(home, diary, faults)
        acknowledged = diary.read_text().split()
        yield from (faults.get(name, "") for name in acknowledged)
        yield from (fault for name, fault in faults.items() if name not in acknowledged)
        yield from ["a change was refused"] * (tries // count * count - len(acknowledged))


def _write(home: Path, diary: Path, by: int, count: int) -> None:
    """Log a win and an escalation in each change, and note in `diary` what was acknowledged."""
    for number in range(count):
        name = f"{by}-{number}"
        day = _DAY.format(day=1 + (by * 3 + number) % 19)
        argv = ("log", "--date", day, "--win", f"win {name}", "--escalation", f"ask {name}", "--hours", str(1 + by))
        done = child.run(home, *argv, device=DEVICES[by % 2])
        if done.code == 0:
            _note(diary, name)


def _note(diary: Path, name: str) -> None:
    fd = os.open(diary, os.O_WRONLY | os.O_APPEND)
    os.write(fd, f"{name} ".encode())
    os.close(fd)


def _read(home: Path, diary: Path, faults: dict[str, str]) -> None:
    """Add to `faults` each change that is missing though it was acknowledged, or that is there in part."""
    acknowledged = set(diary.read_text().split())
    done = child.run(home, "export")
    if done.code or done.err:
        faults["reader"] = f"the reader failed: {done}"
        return
    records = [json.loads(line) for line in done.out.splitlines()]
    wins = {win["text"][4:] for record in records for win in record.get("wins", ())}
    asks = {record["title"][4:] for record in records if record["type"] == "escalation"}
    faults |= {name: f"{name}: half of it was there" for name in wins ^ asks}
    faults |= {name: f"{name}: it was acknowledged, but missing" for name in acknowledged - wins}

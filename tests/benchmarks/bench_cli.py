"""The times of `status` and `log` on ten years of records, against the least that Python takes to start."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.clean_install import clean_install, quiet
from tests.benchmarks.figures import Figure, ratio

TODAY = date(2026, 11, 20)
DAYS = 3650


def records() -> Iterator[dict[str, Any]]:
    """Yield 36,500 records, 600 bytes on average: a check-in, a workday and eight escalations for each day."""
    for back in range(DAYS, 0, -1):
        day = TODAY - timedelta(back)
        yield {
            "type": "checkin", "date": f"{day}", "logged_at": f"{day}T08:31:04+01:00", "workload": 3, "mood": 3,
            "energy": 3, "feelings": ["tired", "proud"], "community": {"mood": 4, "feels": "excited about the meetup"},
            "wins": [{"text": "First-time poster answered three others", "kind": "member"}],
            "metrics": {"first_response_min": 22}, "note": "A private line or two on how the day went. " * 10,
        }  # fmt: skip
        yield {"type": "workday", "date": f"{day}", "kind": "work", "hours": 8.5, "after_hours_minutes": 30}
        for n in range(8):
            status = "resolved" if back > 3 or n > 1 else "open"
            yield {
                "type": "escalation", "id": f"e-{day}-{n}-0000", "title": "Spam wave in #help", "kind": "conduct",
                "severity": 3, "opened": f"{day}T1{n}:10:00+01:00", "minutes": 90, "status": status,
                "handed_to": "trust & safety", "outcome": "The filter held, and what came through was removed. " * 6,
            }  # fmt: skip


def measure() -> list[Figure]:
    """Return the figures of `status` and `log`."""
    with TemporaryDirectory() as folder:
        commands = clean_install(Path(folder) / "install")
        home = Path(folder) / "home"
        environment = quiet(
            HOME=folder,
            CMCHECKIN_HOME=str(home),
            CMCHECKIN_NOW=f"{TODAY}T08:30:00+01:00",
            CMCHECKIN_DEVICE="bench-0000",
        )

        def starter(*argv: str, name: str = "cmcheckin") -> Callable[[], object]:
            command = [str(commands / name), *argv]
            return lambda: subprocess.run(
                command, env=environment, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )

        lines = "".join(json.dumps(record) + "\n" for record in records())
        subprocess.run(
            [str(commands / "cmcheckin"), "import", "-"], input=lines.encode(), env=environment, check=True,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        python = starter("-c", "import json", name="python")
        notes = count()
        first = starter("status", "--short")

        def forgetful() -> object:
            (home / "cache" / "status.json").unlink(missing_ok=True)
            return first()

        def log() -> object:
            return starter("log", "--mood", str(1 + next(notes) % 5), "--note", f"note {next(notes)}")()

        log()
        first()
        return [
            Figure("`status` in a prompt on ten years, against `python -c 'import json'`", ratio(first, python), 1.6),
            Figure(
                "`status` after the screens or another device changed something",
                ratio(forgetful, python),
                2.5,
            ),
            Figure("`log` on ten years, against the same", ratio(log, python), 2.5),
            Figure("`trends` on ten years, against the same", ratio(starter("trends"), python), None),
            Figure("`--version`, against the same", ratio(starter("--version"), python), 2.0),
        ]


if __name__ == "__main__":
    for figure in measure():
        print(figure)

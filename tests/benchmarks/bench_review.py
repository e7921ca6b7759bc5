"""The time to open a year of share files of 200 people, against reading the same bytes, and the memory it takes."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.sharing.team import build_team
from tests.benchmarks.clean_install import clean_install, quiet
from tests.benchmarks.figures import PAIRS, Figure, ratio
from tests.benchmarks.in_a_pty import watch
from tests.sharing.team_examples import write_team  # the team of the tests

PEOPLE, WEEKS = 200, 52
TODAY = date(2026, 11, 23)
NOW = f"{TODAY}T08:30:00+01:00"


def measure() -> list[Figure]:
    """Return the figures of `review`: ratios in this process, seconds and megabytes of the installed program."""
    with TemporaryDirectory() as folder:
        shared = Path(folder) / "team"
        size = write_team(shared, PEOPLE, WEEKS)
        files = f"{PEOPLE * WEEKS:,} share files ({size / 1e6:.0f} MB)"
        once = [str(shared)]
        return [
            Figure(f"{files} read, against reading the same bytes", _ratio(lambda: read_folder(once), shared), None),
            Figure(
                "the same with the overview of the team",
                _ratio(lambda: build_team(read_folder(once).newest_files(), TODAY), shared),
                None,
            ),
            Figure("the same with every file checked", _ratio(lambda: read_folder(once).shares, shared, 5), None),
            *_started(Path(folder), shared, files),
        ]


def _ratio(act: Callable[[], object], shared: Path, pairs: int = PAIRS) -> float:
    def read() -> int:
        found = 0
        with os.scandir(shared) as entries:
            for entry in entries:
                with open(entry.path, "rb") as file:  # noqa: PTH123  the yardstick is plain
                    found += len(file.read())
        return found

    return ratio(act, read, pairs)


def _started(folder: Path, shared: Path, files: str) -> list[Figure]:
    commands = clean_install(folder / "install")
    environment = quiet(HOME=str(folder), CMCHECKIN_NOW=NOW, TERM="xterm-256color", LC_ALL="C.UTF-8")
    environment.pop("COLORTERM", None)
    review = [str(commands / "cmcheckin"), "review", str(shared)]
    seen = [watch(review, environment, b"quit") for _ in range(7)][1:]
    return [
        Figure(f"review of {files}, from start to first screen", median(one.words for one in seen), 1.0, "s"),
        Figure("memory of that, at its most, with every file checked", _most(review, environment), 200, "MB"),
    ]


def _most(review: list[str], environment: dict[str, str]) -> float:
    """Return the most memory that the program had, in megabytes.

    It reads /proc at its end, since the peak of getrusage includes that of the process that started it.
    """
    program = (
        "import os, pathlib, sys\n"
        "from cmcheckin.cli.main import main\n"
        "main(sys.argv[1:], os.environ)\n"
        "print('most', pathlib.Path('/proc/self/status').read_text(), file=sys.__stderr__)\n"
    )
    import subprocess

    done = subprocess.run(
        [str(Path(review[0]).parent / "python"), "-c", program, *review[1:], "--json"],
        env=dict(environment), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    return float(done.stderr.rpartition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    for figure in measure():
        print(figure)

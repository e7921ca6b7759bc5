"""The time to open a year of share files of 200 people, and five years of 1,000 people however they are cut into files,
against reading the same bytes, and the memory it takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from shutil import rmtree
from statistics import median
from tempfile import TemporaryDirectory

from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing.team import build_team
from tests.benchmarks.clean_install import clean_install, quiet
from tests.benchmarks.figures import PAIRS, Figure, ratio
from tests.benchmarks.in_a_pty import watch
from tests.benchmarks.large_team import write_large_team
from tests.sharing.team_examples import write_team  # the team of the tests

PEOPLE, WEEKS = 200, 52
MANY_PEOPLE, MANY_WEEKS = 1_000, 260
CUTS = (1, 4, 13, 260)
"""Weeks in a file of the large team: a file a week, a month, a quarter, or one for five years."""
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
            *(figure for weeks in CUTS for figure in _large(Path(folder), weeks)),
        ]


def _large(folder: Path, weeks: int) -> Iterator[Figure]:
    """Yield the figures of the large team with files of `weeks` weeks: the first screen without and with an index."""
    shared = folder / f"large-{weeks}"
    size = write_large_team(shared, MANY_PEOPLE, MANY_WEEKS, weeks)
    number = len(os.listdir(shared))  # noqa: PTH208  many
    files = f"{MANY_PEOPLE * MANY_WEEKS:,} person-weeks in {number:,} files ({size / 1e6:.0f} MB)"
    yield Figure(
        f"{files} to the overview, against reading the same bytes", _ratio(lambda: _overview(shared), shared, 3), None
    )
    environment = _environment(folder)
    review = [str(folder / "install/bin/cmcheckin"), "--home", str(folder / f"home-{weeks}"), "review", str(shared)]
    first, *later = (watch(review, environment, b"quit") for _ in range(4))
    yield Figure(f"review of {files}, from start to first screen, without an index", first.words, 5.0, "s")
    yield Figure("the same with an index", median(one.words for one in later), 1.0, "s")
    yield Figure("memory of that, at its most", max(one.most for one in (first, *later)), 300, "MB")
    rmtree(shared)


def _overview(shared: Path) -> object:
    reading = TeamReader(read_folder([str(shared)]), TODAY)
    return reading.attention()


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
    environment = _environment(folder)
    review = [str(commands / "cmcheckin"), "review", str(shared)]
    seen = [watch(review, environment, b"quit") for _ in range(7)][1:]
    return [
        Figure(f"review of {files}, from start to first screen", median(one.words for one in seen), 0.5, "s"),
        Figure("memory of that, at its most, with every file checked", _most(review, environment), 200, "MB"),
    ]


def _environment(folder: Path) -> dict[str, str]:
    environment = quiet(HOME=str(folder), CMCHECKIN_NOW=NOW, TERM="xterm-256color", LC_ALL="C.UTF-8")
    environment.pop("COLORTERM", None)
    return environment


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

"""Every figure of the topic `figures`, measured on this machine: `python -m tests.benchmarks`, or its parts by name:
cli, history, journal, nudges, review, search, trends, ui.

Installs the program into an environment of its own first, so that what is timed is what a user starts.
"""

from __future__ import annotations

import importlib
import sys

PARTS = ("ui", "cli", "journal", "nudges", "trends", "history", "search", "review")


def main(wanted: list[str]) -> int:
    """Print the figures of the `wanted` parts, by default of all. Return 1 if a target was missed."""
    missed = 0
    for part in wanted or PARTS:
        for figure in importlib.import_module(f"tests.benchmarks.bench_{part}").measure():
            missed += not figure.reached
            print(f"{figure}{'' if figure.reached else '   missed'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Every figure of the topic `figures`, measured on this machine: `python -m tests.benchmarks [PART...]`.

Installs the program into an environment of its own first, so that what is timed is what a user starts.
"""

from __future__ import annotations

import argparse
import importlib
import sys

PARTS = ("ui", "cli", "journal", "nudges", "trends", "history", "search", "review")


def main(arguments: list[str]) -> int:
    """Print the figures of the parts in `arguments`, by default of all. Return 1 if a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"all by default: {', '.join(PARTS)}")
    parts = parser.parse_args(arguments).parts or PARTS
    if unknown := {*parts} - {*PARTS}:
        parser.error(f"there's no part {', '.join(sorted(unknown))}")
    missed = 0
    for part in parts:
        for figure in importlib.import_module(f"tests.benchmarks.bench_{part}").measure():
            missed += not figure.reached
            print(f"{figure}{'' if figure.reached else '   missed'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Tests that try to lose an entry: `python -m tests.torture [--long] [--encrypted] [--seed N] [PART …]`.

Prints a line for each part: how many tries there were, and in how many something was lost or a fault went unnoticed.
With `--long` there are as many tries as in the table of `cmcheckin help figures`. With `--encrypted` the homes are
encrypted in the parts calls, moments, processes, power, errors, devices and clones.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor

from tests.torture.parts import PARTS
from tests.torture.sandbox import ENCRYPTED

SHOWN = 3
"""Most losses that are printed for a part."""


def main(arguments: list[str]) -> int:
    """Run the parts, each in a process of its own, and print the table. Return 1 if anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("part", metavar="PART", nargs="*", help=f"all by default: {', '.join(PARTS)}")
    parser.add_argument("--long", action="store_true", help="make many tries")
    parser.add_argument("--encrypted", action="store_true", help="encrypt the homes first")
    parser.add_argument("--seed", type=int, default=1, help="for other tries; 1 by default")
    asked = parser.parse_args(arguments)
    if asked.encrypted:
        os.environ[ENCRYPTED] = "1"
    names = asked.part or list(PARTS)
    lost = 0
    print("| what | tried | lost or missed |\n| --- | --- | --- |")
    with ProcessPoolExecutor() as pool:
        runs = [pool.submit(PARTS[name].run, asked.seed, is_long=asked.long) for name in names]
        for run in runs:
            found = run.result()
            print(f"| {found.name} | {found.tried:,} | {len(found.lost):,} |", flush=True)
            print("".join(f"  {loss}\n" for loss in found.lost[:SHOWN]), file=sys.stderr, end="")
            lost += len(found.lost)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

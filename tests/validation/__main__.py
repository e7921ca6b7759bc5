"""What nudges are worth, on people simulated for it: `python -m tests.validation [--people N] [--seed S]`.

`--markdown` prints the table of the topic `nudges`. `--null` puts their weeks in random order and counts interruptions.
"""

from __future__ import annotations

import argparse
import os
import sys

from tests.validation.scoring import Tally, interval
from tests.validation.shuffled import null_lines
from tests.validation.simulated_burdened import BURDENED
from tests.validation.validating import NAMED_BY_PLAIN_RULES, Scored, kinds, score_all, total


def main(arguments: list[str]) -> int:
    """Print a line for each kind of people, then the totals. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.validation", description=__doc__)
    parser.add_argument("--people", type=int, default=24, help="people of each kind; 24 by default")
    parser.add_argument("--seed", type=int, default=1, help="for other people; 1 by default")
    parser.add_argument("--markdown", action="store_true", help="print the totals as a Markdown table")
    parser.add_argument("--null", action="store_true", help="count interruptions with the weeks in random order")
    asked = parser.parse_args(arguments)
    if asked.null:
        print(*null_lines(asked.people, asked.seed, jobs=os.cpu_count() or 1), sep="\n")
        return 0
    scored = score_all(asked.people, asked.seed, jobs=os.cpu_count() or 1)
    if not asked.markdown:
        for kind, one in kinds(scored).items():
            found = f"{one.found:3d} of {one.due:3d} found" if kind in BURDENED else " " * 16
            print(f"{kind:44s} {found}   {one.wrong_a_month:6.3f} false a month  {dict(one.wrong_kinds) or ''}")
        print()
    for line in _table(scored) if asked.markdown else _lines(scored):
        print(line)
    return 0


def _rows(scored: list[Scored]) -> list[tuple[str, str, str]]:
    nudges, plain = total(scored, lambda one: one.nudges), total(scored, lambda one: one.plain)
    worst = max(kinds(scored).items(), key=lambda pair: pair[1].wrong_a_month)
    plain_there = _plain_kinds(scored)[worst[0]]
    could = total([one for one in scored if one.kind in NAMED_BY_PLAIN_RULES], lambda one: one.plain)

    def both(name: str, paths: int) -> tuple[str, str]:
        lo, hi = interval([one.nudges for one in scored], name)
        told = f"{getattr(nudges, name):.{paths}f} ({lo:.{paths}f} to {hi:.{paths}f})"
        return told, f"{getattr(plain, name):.{paths}f}"

    return [
        ("overloads found by their due date", both("recall", 3)[0], f"{could.recall:.3f}"),
        ("interruptions that were justified", *both("precision", 3)),
        ("false interruptions, per person and month", *both("wrong_a_month", 4)),
        (
            f"the same for the worst kind ({worst[0]})",
            f"{worst[1].wrong_a_month:.3f}",
            f"{plain_there.wrong_a_month:.3f}",
        ),
        ("median days from onset", f"{nudges.delay:g}", f"{plain.delay:g}"),
        ("all interruptions, per person and month", f"{nudges.a_month:.2f}", f"{plain.a_month:.2f}"),
        (
            "claims in their sentences that the records confirm",
            f"{nudges.explained / max(nudges.interruptions, 1):.3f}",
            "–",
        ),
    ]


def _plain_kinds(scored: list[Scored]) -> dict[str, Tally]:
    return kinds([Scored(one.kind, one.plain, one.plain) for one in scored])


def _lines(scored: list[Scored]) -> list[str]:
    return [f"{name:64s} {nudges:26s} simple rules {plain}" for name, nudges, plain in _rows(scored)]


def _table(scored: list[Scored]) -> list[str]:
    rows = [f"| {name} | {nudges} | {plain} |" for name, nudges, plain in _rows(scored)]
    people = len(scored)
    return [f"| {people:,} simulated people | nudges | simple rules |", "| --- | --- | --- |", *rows]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

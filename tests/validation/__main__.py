"""Measure what nudges are worth, on simulated people: `python -m tests.validation [--people N] [--seed S]`.

The people of both simulators are scored. In the first, the author of a kind of person says when a nudge is due. In the
second, lines on the true days do; `--exposures` scores it alone. `--markdown` prints the tables of the topic `nudges`.
`--null` counts interruptions in years with nothing to report. `--replay FILE...` and `--git FOLDER` replay real series.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import Final

from tests.validation.null_years import LIVES, null_lines
from tests.validation.real_series import replay_lines
from tests.validation.scoring import Tally, interval
from tests.validation.simulated_demand import DEMANDED
from tests.validation.simulated_overloaded import OVERLOADED
from tests.validation.validating import NAMED_BY_PLAIN_RULES, Scored, kinds, score_all, total

WELL_LOGGED: Final = 0.8
"""Share of the days worked from which a person counts as well logged."""
QUIET_DAYS: Final = 180
"""Quiet days that a kind of people needs to be called the worst: with fewer, one interruption would decide."""
Row = tuple[str, str, str]


def main(arguments: list[str]) -> int:
    """Print what `arguments` ask for. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.validation", description=__doc__)
    parser.add_argument("--people", type=int, default=24, help="people of each kind; 24 by default")
    parser.add_argument("--seed", type=int, default=1, help="seed of the people; 1 by default")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes; all cores by default")
    parser.add_argument("--exposures", action="store_true", help="score the second simulator only")
    parser.add_argument("--markdown", action="store_true", help="print the totals as Markdown tables")
    parser.add_argument("--null", action="store_true", help="count interruptions in years with nothing to report")
    parser.add_argument("--lives", type=int, default=LIVES, help=f"with --null: lives of each kind; {LIVES} by default")
    parser.add_argument("--replay", type=Path, nargs="+", default=[], metavar="FILE", help="replay interchange files")
    parser.add_argument("--git", type=Path, metavar="FOLDER", help="replay the hours that a repository's commits imply")
    parser.add_argument("--author", default="", help="with --git: e-mail address; that of most commits by default")
    asked = parser.parse_args(arguments)
    if asked.replay or asked.git:
        lines = replay_lines(asked.replay, asked.git, asked.author)
    elif asked.null:
        lines = null_lines(asked.lives, asked.seed, asked.jobs)
    else:
        lines = [] if asked.exposures else _designed(asked.people, asked.seed, asked.jobs, asked.markdown)
        lines += _exposed(asked.people, asked.seed, asked.jobs, asked.markdown)
    print(*lines, sep="\n")
    return 0


def _designed(people: int, seed: int, jobs: int, markdown: bool) -> list[str]:
    """Return the lines about `people` people of each kind of the first simulator."""
    scored = score_all(people, seed, jobs)
    rows = _rows(scored)
    plain = kinds([Scored(one.kind, one.plain, one.plain, one.logged) for one in scored])
    worst, of_worst = _worst(scored)
    rows.insert(3, (f"the same for the worst kind ({worst})", of_worst, f"{plain[worst].false_a_month:.3f}"))
    head = (f"{len(scored):,} simulated people", "nudges", "simple rules")
    return _markdown(head, rows) if markdown else [*_by_kind(scored, OVERLOADED), *_table(head, rows)]


def _rows(scored: Sequence[Scored]) -> list[Row]:
    nudges, plain = total(scored, lambda one: one.nudges), total(scored, lambda one: one.plain)
    could = total([one for one in scored if one.kind in NAMED_BY_PLAIN_RULES], lambda one: one.plain)
    return [
        ("overloads found by their due date", _figure(scored, "recall", 3), f"{could.recall:.3f}"),
        ("interruptions that were justified", _figure(scored, "precision", 3), f"{plain.precision:.3f}"),
        (
            "false interruptions, per person and month",
            _figure(scored, "false_a_month", 4),
            f"{plain.false_a_month:.4f}",
        ),
        ("median days from onset", f"{nudges.delay:g}", f"{plain.delay:g}"),
        ("all interruptions, per person and month", f"{nudges.a_month:.2f}", f"{plain.a_month:.2f}"),
        ("claims in their sentences that the records confirm", _explained(nudges), "–"),
    ]


def _exposed(people: int, seed: int, jobs: int, markdown: bool) -> list[str]:
    """Return the lines about `people` people of each kind of the second simulator."""
    scored = score_all(people, seed, jobs, DEMANDED)
    well = [one for one in scored if one.logged >= WELL_LOGGED]
    other = [one for one in scored if one.logged < WELL_LOGGED]

    def both(name: str, shown: Callable[[Sequence[Scored]], str]) -> Row:
        return name, shown(well) if well else "–", shown(other) if other else "–"

    rows = [
        both("episodes found by their due date", lambda group: _figure(group, "recall", 3)),
        both("interruptions that were justified", lambda group: _figure(group, "precision", 3)),
        both("false interruptions, per person and month", lambda group: _figure(group, "false_a_month", 4)),
        both("the same for the worst kind", lambda group: "{1} ({0})".format(*_worst(group))),
        both("median days from onset", lambda group: f"{total(group, _nudges).delay or 0:g}"),
        both("all interruptions, per person and month", lambda group: f"{total(group, _nudges).a_month:.2f}"),
        both("claims in their sentences that the records confirm", lambda group: _explained(total(group, _nudges))),
    ]
    head = (f"{len(scored):,} people of the second simulator", f"{len(well):,} well logged", f"{len(other):,} others")
    return _markdown(head, rows) if markdown else [*_by_kind(scored, DEMANDED), *_table(head, rows)]


def _nudges(one: Scored) -> Tally:
    return one.nudges


def _figure(scored: Sequence[Scored], name: str, places: int) -> str:
    """Return a property of Tally for all of `scored`, with its 95 % interval."""
    low, high = interval([one.nudges for one in scored], name)
    return f"{getattr(total(scored, _nudges), name):.{places}f} ({low:.{places}f} to {high:.{places}f})"


def _explained(found: Tally) -> str:
    return f"{found.explained / max(found.interruptions, 1):.3f}"


def _worst(scored: Sequence[Scored]) -> tuple[str, str]:
    """Return the kind of people with the most false interruptions a month, and how many."""
    found = {kind: one for kind, one in kinds(scored).items() if one.quiet_days >= QUIET_DAYS}
    kind = max(found, key=lambda kind: found[kind].false_a_month, default="")
    return kind or "none has enough quiet days", f"{found[kind].false_a_month:.3f}" if kind else "–"


def _by_kind(scored: Sequence[Scored], overloaded: Container[str]) -> list[str]:
    """Return a line for each kind of people, with what was found where a kind is among the `overloaded`."""
    found = [
        f"{kind:44s} {f'{one.found:3d} of {one.due:3d} found' if kind in overloaded else '':16s}   "
        f"{one.false_a_month:6.3f} false a month  {dict(one.false_kinds) or ''}"
        for kind, one in kinds(scored).items()
    ]
    return [*found, ""]


def _table(head: Row, rows: Sequence[Row]) -> list[str]:
    wide = max(len(row[0]) for row in (head, *rows))
    middle = max(len(row[1]) for row in (head, *rows))
    return [f"{name:{wide}}  {first:{middle}}  {second}" for name, first, second in (head, *rows)]


def _markdown(head: Row, rows: Sequence[Row]) -> list[str]:
    return [f"| {' | '.join(head)} |", "| --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows), ""]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

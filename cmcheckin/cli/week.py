"""`week`: Monday to Sunday as text or as one JSON document, from the same summary as the screen."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_week
from cmcheckin.cli.files import report_missing, report_open_conflicts
from cmcheckin.cli.output import print_json, print_text
from cmcheckin.cli.show import day_document
from cmcheckin.cli.text_layout import WIDTH, hours_bar, wrapped
from cmcheckin.domain.figures import Day, Figures
from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.records import Records, encode
from cmcheckin.domain.text import shorten
from cmcheckin.domain.week import Week
from cmcheckin.insight.spoken_week import lists_of, total_lines
from cmcheckin.insight.usual import Usual
from cmcheckin.insight.week import WeekSummary
from cmcheckin.services.week_reader import read_summary
from cmcheckin.wording import week as words
from cmcheckin.wording.text_cells import pad, sides

if TYPE_CHECKING:
    from cmcheckin.domain.conflicts import FieldConflict

SCALE: Final = 12
"""Hours of a full bar, the same in every week, so that bars can be compared."""
BAR: Final = 24
"""Cells of a full bar."""
FIGURES: Final = (
    "days_worked", "days_off", "days_unknown", "after_hours_minutes", "night_pings", "mood", "energy", "workload",
    "community", "wins", "thanks", "escalations_opened", "escalations_resolved", "escalations_open",
    "minutes_on_escalations", "could_have_waited", "checkins", "peer_minutes",
)  # fmt: skip
"""Names of a week's figures in the JSON, in their order after the hours."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("week", metavar="WEEK", nargs="?")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    week = read_week(args.week, program.clock.today())
    if args.plain or (program.settings.plain and not args.json):
        from cmcheckin.cli.plain.parts import check_alone, run_part

        check_alone(args, "week")
        return run_part(program, "week", week, asks=args.plain)
    if args.json:
        records, summary = _summary(program, week)
        print_json([week_document(records, summary, program.journal.conflicts())])
        return report_missing(program)
    return print_week(program, week)


def print_week(program: Program, week: Week | None) -> int:
    """Print `week` of the journal of `program`, this week if it is None. Return the exit code."""
    _, summary = _summary(program, week or Week.of(program.clock.today()))
    print_text(line.rstrip() for line in week_lines(summary))
    report_open_conflicts(program)
    return report_missing(program)


def _summary(program: Program, week: Week) -> tuple[Records, WeekSummary]:
    today, now = program.clock.today(), program.clock.now()
    return read_summary(program.journal, program.settings.schedule, week, today, now)


def week_document(records: Records, summary: WeekSummary, conflicts: Iterable[FieldConflict] = ()) -> dict[str, object]:
    """Return `summary` as a JSON document: its figures, its days with their `records` and open `conflicts`, and open
    escalations."""
    return {
        **figures_document(summary.week, summary.figures, summary.usual.hours),
        "days": [
            day_document(day.date, records.between(day.date, day.date), conflicts) | {"known": day.kind}
            for day in summary.days
        ],
        "open": [encode(item) for item in summary.open],
    }


def figures_document(week: Week, figures: Figures, usual_hours: float | None) -> dict[str, object]:
    """Return the `figures` of `week` and its `usual_hours` as a JSON document.

    They are hours, minutes, counts, and means of ratings from 1 to 5; null where nothing was logged.
    """
    return {
        "week": str(week),
        "from": week.monday.isoformat(),
        "to": week.sunday.isoformat(),
        "hours": _rounded(figures.hours),
        "usual_hours": _rounded(usual_hours),
        **{name: _rounded(getattr(figures, name)) for name in FIGURES},
        "activities": [one._asdict() | {"hours": _rounded(one.hours)} for one in figures.activities],
    }


def _rounded(value: float | None) -> float | None:
    return rounded(value, 2) if isinstance(value, float) else value


def week_lines(summary: WeekSummary) -> Iterator[str]:
    """Yield the week of `summary` at 80 columns."""
    yield sides(words.title(summary.week, summary.today), words.relative_week(summary.week, summary.today), WIDTH)
    yield ""
    if summary.empty and not summary.open:
        yield f"  {words.EMPTY_WEEK}"
        yield f"  {words.how_to_fill_in(summary.week, summary.today)}"
        return
    yield _row("", words.COLUMNS[0], "", *words.COLUMNS[1:])
    yield from map(_day_row, summary.days)
    figures, usual = summary.figures, summary.usual
    counts = words.day_counts(figures, summary.days_planned)
    yield "" if len(counts) <= BAR else f"  {'':16}{counts}"
    yield _sum_row(words.TOTAL, figures, counts if len(counts) <= BAR else "")
    yield _sum_row(words.USUAL, usual, words.usual_basis(usual.weeks, usual.through, known=usual.known))
    yield from _sections(summary)


def _day_row(day: Day) -> str:
    hours = words.hours_cell(day.hours, doubtful=day.doubtful)
    if day.hours is None:
        kind = words.day_kind_cell(day)
        middle = shorten(kind, BAR if kind.isascii() else BAR // 2)  # letters of some scripts take two cells
    else:
        middle = hours_bar(day.hours, SCALE, BAR)
        if day.kind != "work":
            middle = f"{middle} {words.DAY_KIND_CELLS.get(day.kind, '')}".strip()
    ratings = map(words.number_cell, (day.mood, day.energy, day.workload))
    return _row(words.day_label(day.date), hours, middle, words.minutes_cell(day.after_hours_minutes), *ratings)


def _sum_row(label: str, amounts: Figures | Usual, middle: str) -> str:
    ratings = map(words.mean_cell, (amounts.mood, amounts.energy, amounts.workload))
    minutes = words.minutes_cell(amounts.after_hours_minutes)
    hours = (words.number_cell if isinstance(amounts, Figures) else words.usual_cell)(amounts.hours)
    return _row(label[:8], hours, middle[:BAR], minutes, *ratings)


def _row(label: str, hours: str, middle: str, *values: str) -> str:
    return f"  {label:8}{hours:>6}  {pad(middle, BAR)}{''.join(f'{value:>9}' for value in values)}"


def _sections(summary: WeekSummary) -> Iterator[str]:
    """Yield what follows the table."""
    for line in total_lines(summary):
        yield from ("", *wrapped("  ", line))
    for title, items in lists_of(summary):
        yield from ("", f"  {title}")
        for item in items:
            yield from wrapped("  · ", item)

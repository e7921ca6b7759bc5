"""`trends`: week by week as text, the same figures as on the trends screen."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output, week_figures
from cmcheckin.cli.argument_types import add_json
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.text_layout import pad, wrapped
from cmcheckin.cli.trends_sections import escalations, ledger, own_numbers, together, weekdays
from cmcheckin.cli.week import bar, sides
from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week
from cmcheckin.insight.figures import first_day
from cmcheckin.insight.period_comparison import Comparison
from cmcheckin.insight.trends import DIRECTIVE_HOURS, WEEKS, Trends, TrendWeek, reach, trends, weekly, weekly_reach
from cmcheckin.insight.week import with_open_escalations
from cmcheckin.settings import Metric
from cmcheckin.wording import trends as words
from cmcheckin.wording.week import mean, minutes, number

DETAILS = """\
The weeks up to this one, 12 unless said. A day that nobody told of is "not
said" and counts as neither worked nor off. "usual" is the middle of your own
twelve weeks before; bars run from 0 to 60 hours.

--json prints one object a week, with the same names as `cmcheckin week --json`:
week, from, to, hours, usual_hours, days_worked and so on. A mean of nothing is
null."""
MOST: Final = 1040
"""Weeks: twenty years."""
FULL: Final = 60
"""Hours a full bar stands for."""
BAR: Final = 10
"""Cells of a full bar."""
WIDTHS: Final = (6, 10, 7, 6, 7, 6, 6, 8)
"""Cells of the columns, without the bar after the first; 10 for the week, and 2 before it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weeks", metavar="N", type=_weeks, default=WEEKS, help="how many weeks; 12 unless said")
    add_json(parser, "one JSON object a line, one for each week")


def _weeks(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= MOST:
        return int(text)
    raise argparse.ArgumentTypeError(f"write a number of weeks from 1 to {MOST}")


def run(args: argparse.Namespace, program: Program) -> int:
    today, schedule = program.clock.today(), program.settings.schedule
    week = Week.of(today)
    if args.json:
        records = _records(program, weekly_reach(week, args.weeks))
        logged_from = first_day(records, week.shifted(1 - args.weeks).monday, program.journal.between)
        found = weekly(records, week, args.weeks, today, schedule, logged_from=logged_from)
        output.print_data(
            output.json_line(week_figures.document(one.week, one.figures, one.usual_hours)) for one in found
        )
        return report_missing(program)
    metrics = program.settings.metrics
    records = _records(program, reach(week, args.weeks))
    logged_from = first_day(records, week.shifted(1 - args.weeks).monday, program.journal.between)
    names = [one.name for one in metrics]
    told = trends(records, week, args.weeks, today, schedule, names, logged_from)
    output.print_text(line.rstrip() for line in lines(told, today, metrics, employed=schedule.employed))
    return report_missing(program)


def _records(program: Program, days: tuple[date, date]) -> Records:
    return with_open_escalations(program.journal.between(*days), program.journal.open_since(days[0]))


def lines(told: Trends, today: date, metrics: Sequence[Metric] = (), *, employed: bool = True) -> Iterator[str]:
    """Yield the trends `told` at 80 columns. `employed`: whether working-time law for employees applies."""
    weeks = told.weeks if told.empty else told.since_begun
    last = weeks[-1]
    usual = f"{words.USUAL} {words.band(*last_band)}" if (last_band := _band(weeks)) else ""
    yield sides(f"{words.title(len(weeks))} · {words.stretch(weeks[0].first, last.last)}", usual)
    yield ""
    if told.empty:
        yield f"  {words.empty(len(weeks))}"
        yield from wrapped("  ", words.EMPTY_HINT)
        return
    first, *rest = (f"{name:>{width}}" for name, width in zip(words.COLUMNS, WIDTHS, strict=True))
    yield f"  {'':10}{first}  {'':{BAR}}{''.join(rest)}"
    for week in weeks:
        yield _row(week, today)
    yield _usual(last)
    if over := [week for week in weeks if week.figures.hours is not None and week.figures.hours > DIRECTIVE_HOURS]:
        named = [(week.week, week.figures.hours or 0.0) for week in over]
        yield from ("", *wrapped("  ", words.over_the_line(DIRECTIVE_HOURS, named, employed=employed)))
    yield from _comparison(told.comparison)
    yield from ledger(told.ledger)
    yield from weekdays(told.weekdays)
    yield from together(told.associations)
    yield from escalations(weeks)
    yield from own_numbers(weeks, metrics)


def _band(weeks: Sequence[TrendWeek]) -> tuple[float, float] | None:
    """The usual band of a whole week: of the last that is over, else of the one there is."""
    whole = [week.band for week in weeks if week.usual.through is None]
    return whole[-1] if whole else None


def _row(week: TrendWeek, today: date) -> str:
    figures = week.figures
    if figures.hours is not None:
        drawn = bar(figures.hours, FULL, BAR)
    elif week.has_records:
        drawn = words.days_off(figures.days_off)
    else:
        drawn = words.NOT_SAID if week.first < today else ""
    counts = (
        (figures.wins, figures.escalations_opened) if week.has_records or figures.escalations_opened else (None, None)
    )
    values = (
        minutes(figures.after_hours_minutes),
        number(figures.night_pings) if figures.night_pings else "",
        *map(mean, (figures.mood, figures.energy, figures.workload)),
        *(number(value) for value in counts),
    )
    return _line(words.week_label(week.week), mean(figures.hours), drawn, values)


def _usual(week: TrendWeek) -> str:
    usual = week.usual
    values = (minutes(usual.after_hours_minutes), "", *map(mean, (usual.mood, usual.energy, usual.workload)), "", "")
    return _line(words.USUAL, mean(usual.hours), words.usual_through(usual.through, known=usual.known), values)


def _line(label: str, hours: str, drawn: str, values: Sequence[str]) -> str:
    cells = "".join(f"{value:>{width}}" for value, width in zip(values, WIDTHS[1:], strict=True))
    return f"  {label:10}{hours:>{WIDTHS[0]}}  {pad(drawn, BAR)}{cells}"


def _comparison(found: Comparison) -> Iterator[str]:
    if not found.changes:
        return
    yield from ("", f"  {words.AVERAGE}")
    here = words.these(max(one.weeks_now for one in found.changes))
    there = words.those_before(max(one.weeks_before for one in found.changes))
    yield f"  {'':16}{here:>12}{there:>16}"
    for one in found.changes:
        now, before = words.amount(one.measure, one.now), words.amount(one.measure, one.before)
        yield f"  {words.MEASURES[one.measure]:16}{now:>12}{before:>16}"

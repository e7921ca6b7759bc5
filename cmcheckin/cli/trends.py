"""`trends`: week by week as text or as JSON lines, with the same figures as on the trends screen."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_json
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.text_layout import WIDTH, hours_bar, wrapped
from cmcheckin.cli.trends_sections import associations, escalations, ledger, metric_means, weekdays
from cmcheckin.cli.week import figures_document
from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week
from cmcheckin.insight.calendar_periods import WEEKS, Comparison
from cmcheckin.insight.figures import first_day
from cmcheckin.insight.trends import DIRECTIVE_HOURS, Trends, TrendWeek, reach, trends, weekly, weekly_reach
from cmcheckin.insight.week import with_open_escalations
from cmcheckin.settings import Metric
from cmcheckin.wording import trends as words
from cmcheckin.wording.formats import full_date_range
from cmcheckin.wording.text_cells import pad, sides
from cmcheckin.wording.week import mean_cell, minutes_cell, number_cell

MOST_WEEKS: Final = 1040
"""Twenty years."""
SCALE: Final = 60
"""Hours of a full bar."""
BAR: Final = 10
"""Cells of a full bar."""
WIDTHS: Final = (6, 10, 7, 6, 7, 6, 6, 8)
"""Cells of the columns. The bar, after the first column, and the week, before it, have their own."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weeks", metavar="N", type=_weeks, default=WEEKS)
    add_json(parser)


def _weeks(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= MOST_WEEKS:
        return int(text)
    raise argparse.ArgumentTypeError(words.NOT_WEEKS.format(most=MOST_WEEKS))


def run(args: argparse.Namespace, program: Program) -> int:
    today, schedule = program.clock.today(), program.settings.schedule
    week = Week.of(today)
    if args.json:
        records = _records(program, weekly_reach(week, args.weeks))
        logged_from = first_day(records, week.shifted(1 - args.weeks).monday, program.journal.between)
        found = weekly(records, week, args.weeks, today, schedule, logged_from=logged_from)
        output.print_data(
            output.json_line(figures_document(week.week, week.figures, week.usual_hours)) for week in found
        )
        return report_missing(program)
    metrics = program.settings.metrics
    records = _records(program, reach(week, args.weeks))
    logged_from = first_day(records, week.shifted(1 - args.weeks).monday, program.journal.between)
    names = [metric.name for metric in metrics]
    found_trends = trends(records, week, args.weeks, today, schedule, names, logged_from)
    output.print_text(line.rstrip() for line in trend_lines(found_trends, today, metrics, employed=schedule.employed))
    return report_missing(program)


def _records(program: Program, days: tuple[date, date]) -> Records:
    return with_open_escalations(program.journal.between(*days), program.journal.open_since(days[0]))


def trend_lines(found: Trends, today: date, metrics: Sequence[Metric] = (), *, employed: bool = True) -> Iterator[str]:
    """Yield the trends `found` at 80 columns, with those of `metrics`. `employed`: whether working-time law applies."""
    weeks = found.weeks if found.empty else found.since_first_logged
    last = weeks[-1]
    usual = f"{words.USUAL} {words.usual_hours(*last_band)}" if (last_band := _band(weeks)) else ""
    yield sides(f"{words.title(len(weeks))} · {full_date_range(weeks[0].first, last.last)}", usual, WIDTH)
    yield ""
    if found.empty:
        yield f"  {words.empty_period(len(weeks))}"
        yield from wrapped("  ", words.EMPTY_HINT)
        return
    first, *rest = (f"{name:>{width}}" for name, width in zip(words.COLUMNS, WIDTHS, strict=True))
    yield f"  {'':10}{first}  {'':{BAR}}{''.join(rest)}"
    for week in weeks:
        yield _row(week, today)
    yield _usual(last)
    if over := [week for week in weeks if week.figures.hours is not None and week.figures.hours > DIRECTIVE_HOURS]:
        named = [(week.week, week.figures.hours or 0.0) for week in over]
        yield from ("", *wrapped("  ", words.weeks_over_limit(DIRECTIVE_HOURS, named, employed=employed)))
    yield from _comparison(found.comparison)
    yield from ledger(found.ledger)
    yield from weekdays(found.weekdays)
    yield from associations(found.associations)
    yield from escalations(weeks)
    yield from metric_means(weeks, metrics)


def _band(weeks: Sequence[TrendWeek]) -> tuple[float, float] | None:
    """Return the usual range of the latest week in `weeks` that is over; None without one."""
    whole = [week.band for week in weeks if week.usual.through is None]
    return whole[-1] if whole else None


def _row(week: TrendWeek, today: date) -> str:
    figures = week.figures
    if figures.hours is not None:
        middle = hours_bar(figures.hours, SCALE, BAR)
    elif week.has_records:
        middle = words.days_off(figures.days_off)
    else:
        middle = words.NOT_LOGGED if week.first < today else ""
    counts = (
        (figures.wins, figures.escalations_opened) if week.has_records or figures.escalations_opened else (None, None)
    )
    values = (
        minutes_cell(figures.after_hours_minutes),
        number_cell(figures.night_pings) if figures.night_pings else "",
        *map(mean_cell, (figures.mood, figures.energy, figures.workload)),
        *(number_cell(value) for value in counts),
    )
    return _line(words.week_label(week.week), mean_cell(figures.hours), middle, values)


def _usual(week: TrendWeek) -> str:
    usual = week.usual
    values = (
        minutes_cell(usual.after_hours_minutes),
        "",
        *map(mean_cell, (usual.mood, usual.energy, usual.workload)),
        "",
        "",
    )
    return _line(words.USUAL, mean_cell(usual.hours), words.usual_heading(usual.through, known=usual.known), values)


def _line(label: str, hours: str, middle: str, values: Sequence[str]) -> str:
    cells = "".join(f"{value:>{width}}" for value, width in zip(values, WIDTHS[1:], strict=True))
    return f"  {label:10}{hours:>{WIDTHS[0]}}  {pad(middle, BAR)}{cells}"


def _comparison(found: Comparison) -> Iterator[str]:
    if not found.changes:
        return
    yield from ("", f"  {words.AVERAGE}")
    here = words.current_weeks(max(change.weeks_now for change in found.changes))
    there = words.earlier_weeks(max(change.weeks_before for change in found.changes))
    yield f"  {'':16}{here:>12}{there:>16}"
    for change in found.changes:
        now, before = words.measure_text(change.measure, change.now), words.measure_text(change.measure, change.before)
        yield f"  {words.MEASURES[change.measure]:16}{now:>12}{before:>16}"

"""`trends`: week by week as text or as JSON lines, with the same figures as on the trends screen."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import print_json, print_text
from cmcheckin.cli.text_layout import WIDTH, hours_bar, in_columns, wrapped
from cmcheckin.cli.week import figures_document
from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.figures import PeerYear
from cmcheckin.domain.own_questions import MAX_QUESTIONS, Metric
from cmcheckin.domain.text import shorten
from cmcheckin.domain.week import Week
from cmcheckin.insight.associations import Association
from cmcheckin.insight.calendar_periods import WEEKS, Comparison, questions_in
from cmcheckin.insight.figures import first_day, kinds_in
from cmcheckin.insight.ledger import Ledger
from cmcheckin.insight.patterns import WeekdayPattern
from cmcheckin.insight.trends import DIRECTIVE_HOURS, Trends, TrendWeek, reach, trends, weekly, weekly_reach
from cmcheckin.insight.week import with_open_escalations
from cmcheckin.wording import trends as words
from cmcheckin.wording.formats import DAYS, full_date_range
from cmcheckin.wording.text_cells import cells, pad, sides
from cmcheckin.wording.week import ZERO, mean_cell, minutes_cell, number_cell

MOST_WEEKS: Final = 1040
"""Twenty years."""
SCALE: Final = 60
"""Hours of a full bar."""
BAR: Final = 10
"""Cells of a full bar."""
WIDTHS: Final = (6, 10, 7, 6, 7, 6, 6, 8)
"""Cells of the columns. The bar, after the first column, and the week, before it, have their own."""
NAME: Final = 18
"""The width in cells for the name of a metric or a question."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weeks", metavar="N", type=_weeks, default=WEEKS)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plain", action="store_true")


def _weeks(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= MOST_WEEKS:
        return int(text)
    raise argparse.ArgumentTypeError(words.NOT_WEEKS.format(most=MOST_WEEKS))


def run(args: argparse.Namespace, program: Program) -> int:
    if args.plain or (program.settings.plain and not args.json):
        from cmcheckin.cli.plain.parts import check_alone, run_part

        check_alone(args, *(() if args.weeks != WEEKS else ("weeks",)))
        return run_part(program, "trends", asks=args.plain)
    today, schedule = program.clock.today(), program.settings.schedule
    week = Week.of(today)
    days = weekly_reach(week, args.weeks) if args.json else reach(week, args.weeks)
    records = with_open_escalations(program.journal.between(*days), program.journal.open_since(days[0]))
    logged_from = first_day(records, week.shifted(1 - args.weeks).monday, program.journal.between)
    if args.json:
        found = weekly(records, week, args.weeks, today, schedule, logged_from=logged_from)
        print_json(map(week_document, found))
        return report_missing(program)
    metrics = program.settings.metrics
    names = [metric.name for metric in metrics]
    found_trends = trends(records, week, args.weeks, today, schedule, names, logged_from)
    print_text(line.rstrip() for line in trend_lines(found_trends, today, metrics, employed=schedule.employed))
    return report_missing(program)


def week_document(week: TrendWeek) -> dict[str, object]:
    """Return `week` as a JSON document: its figures, then how often own questions were answered with yes."""
    answers = {name: count._asdict() for name, count in week.answers.items()}
    return figures_document(week.week, week.figures, week.usual_hours) | {"answers": answers}


def trend_lines(found: Trends, today: date, metrics: Sequence[Metric] = (), *, employed: bool = True) -> Iterator[str]:
    """Yield the trends `found` as of `today` at 80 columns, with those of `metrics`.

    `employed` is whether working-time law applies to the user.
    """
    weeks = found.weeks if found.empty else found.since_first_logged
    last = weeks[-1]
    usual = f"{words.USUAL} {words.usual_hours(*last_band)}" if (last_band := _band(weeks)) else ""
    yield sides(f"{words.title(len(weeks))} · {full_date_range(weeks[0].first, last.last)}", usual, WIDTH)
    yield ""
    if found.empty:
        yield f"  {words.empty_period(len(weeks))}"
        yield from wrapped("  ", words.EMPTY_HINT)
        return
    yield _line("", words.COLUMNS[0], "", words.COLUMNS[1:])
    yield from (_row(week, today) for week in weeks)
    yield _usual(last)
    if over := [week for week in weeks if week.figures.hours is not None and week.figures.hours > DIRECTIVE_HOURS]:
        named = [(week.week, week.figures.hours or 0.0) for week in over]
        yield from ("", *wrapped("  ", words.weeks_over_limit(DIRECTIVE_HOURS, named, employed=employed)))
    yield from _comparison(found.comparison)
    yield from ledger(found.ledger)
    yield from weekdays(found.weekdays)
    yield from associations(found.associations)
    yield from escalations(weeks)
    yield from time_use(weeks, found.peers)
    yield from metric_means(weeks, metrics)
    yield from answer_counts(weeks)


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
    has_counts = week.has_records or figures.escalations_opened
    counts = (figures.wins, figures.escalations_opened) if has_counts else (None, None)
    values = (
        minutes_cell(figures.after_hours_minutes),
        number_cell(figures.night_pings) if figures.night_pings else "",
        *map(mean_cell, (figures.mood, figures.energy, figures.workload)),
        *(number_cell(value) for value in counts),
    )
    return _line(words.week_label(week.week), mean_cell(figures.hours), middle, values)


def _usual(week: TrendWeek) -> str:
    usual = week.usual
    ratings = map(mean_cell, (usual.mood, usual.energy, usual.workload))
    values = (minutes_cell(usual.after_hours_minutes), "", *ratings, "", "")
    return _line(words.USUAL, mean_cell(usual.hours), words.usual_heading(usual.through, known=usual.known), values)


def _line(label: str, hours: str, middle: str, values: Sequence[str]) -> str:
    return f"  {label:10}{hours:>{WIDTHS[0]}}  {pad(middle, BAR)}{in_columns(values, WIDTHS[1:])}"


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


def ledger(found: Ledger) -> Iterator[str]:
    """Yield the ledger `found` week by week, its sums, and a note on what counts."""
    yield from ("", f"  {words.ledger_title(found.logged)}")
    total = found.total
    sums = " ".join(words.ledger_summary(found.logged, *total.amounts))
    if total.quiet:
        yield from wrapped("  ", sums)
        return
    widths = [max(len(name), 8) + 2 for name in words.LEDGER_COLUMNS]
    yield f"  {'':10}{in_columns(words.LEDGER_COLUMNS, widths)}"
    weeks = found.weeks[-found.logged :]
    for label, amounts in (*((words.week_label(week.week), week) for week in weeks), (words.IN_ALL, total)):
        before, after = (amounts.after_hours, amounts.free_days), (amounts.taken_back, amounts.still_owed)
        nights = number_cell(amounts.nights) if amounts.nights else ZERO
        yield f"  {label:10}{in_columns([*map(minutes_cell, before), nights, *map(minutes_cell, after)], widths)}"
    yield from wrapped("  ", sums)
    yield from wrapped("  ", words.LEDGER_MEANING)


def weekdays(days: Sequence[WeekdayPattern]) -> Iterator[str]:
    """Yield the patterns of `days`, Monday to Sunday, in a column each; nothing when no day has any."""
    if not any(day.logged or day.moods or day.energies for day in days):
        return
    yield from ("", f"  {words.WEEKDAYS}")
    yield f"  {'':10}" + "".join(f"{DAYS[day.weekday][:3]:>9}" for day in days)
    shown: tuple[Callable[[WeekdayPattern], str], ...] = (
        lambda day: f"{day.worked}/{day.logged}" if day.logged else "",
        lambda day: mean_cell(day.hours),
        lambda day: minutes_cell(day.after_hours_minutes),
        lambda day: mean_cell(day.mood),
        lambda day: mean_cell(day.energy),
    )
    for name, value in zip(words.WEEKDAY_ROWS, shown, strict=True):
        yield f"  {name:10}" + "".join(f"{value(day):>9}" for day in days)


def associations(found: Sequence[Association]) -> Iterator[str]:
    """Yield the associations `found` between conditions and ratings, or that there are none."""
    yield from ("", f"  {words.ASSOCIATIONS}")
    if not found:
        yield from wrapped("  ", words.NO_ASSOCIATIONS)
        return
    for item in found:
        counts = item.days_after, item.days_otherwise
        yield from wrapped("  · ", words.association(item.condition, item.rating, item.after, item.otherwise, counts))
    yield from wrapped("  ", f"{words.association_basis(found[0].first, found[0].last)} {words.ASSOCIATIONS_HINT}")


def escalations(weeks: Sequence[TrendWeek]) -> Iterator[str]:
    """Yield the escalations of `weeks` by severity; nothing without any."""
    if not any(week.figures.escalations_opened or week.figures.escalations_open for week in weeks):
        return
    heads = (*SEVERITIES, *words.ESCALATION_COLUMNS)
    widths = [max(len(name) + 1, 12 if name == words.TIME else 5) for name in heads]
    yield from ("", f"  {words.ESCALATIONS}")
    yield f"  {'':10}{in_columns(heads, widths)}"
    for week in weeks:
        figures = week.figures
        values = [
            *(number_cell(count) if count else "" for count in (*week.severities, week.asks)),
            minutes_cell(figures.minutes_on_escalations),
            number_cell(figures.could_have_waited) if figures.could_have_waited else "",
            number_cell(figures.escalations_open),
        ]
        yield f"  {words.week_label(week.week):10}{in_columns(values, widths)}"


def time_use(weeks: Sequence[TrendWeek], peers: PeerYear) -> Iterator[str]:
    """Yield a row for each activity of the last twelve of `weeks`, and one for the time with `peers`; nothing without
    any."""
    last = weeks[-WEEKS:]
    kinds = kinds_in(week.figures for week in last)
    has_peers = any(week.figures.peer_minutes for week in last)
    if kinds or has_peers:
        yield from _own_heading(words.TIME_USE, last)
    for kind in kinds:
        yield _own_row(kind, (words.activity_cell(week.figures.activity(kind)) for week in last))
    if has_peers:
        yield _own_row(words.PEERS, (words.peer_cell(week.figures.peer_minutes) for week in last))
    if year := words.peer_year(peers):
        yield from ("", *wrapped("  ", year))


def metric_means(weeks: Sequence[TrendWeek], metrics: Sequence[Metric]) -> Iterator[str]:
    """Yield the weekly means of `metrics` over the last twelve of `weeks`, a row each; nothing without any."""
    last = weeks[-WEEKS:]
    logged = [metric for metric in metrics if any(metric.name in week.metrics for week in last)]
    if not logged:
        return
    yield from _own_heading(words.METRICS, last)
    for metric in logged:
        name = f"{metric.name} {metric.unit}".strip()
        name = name if cells(name) < NAME else metric.name
        yield _own_row(name, (words.compact_number(week.metrics.get(metric.name)) for week in last))


def answer_counts(weeks: Sequence[TrendWeek]) -> Iterator[str]:
    """Yield a row for each of the user's own questions: how often it was answered with yes in the last twelve of
    `weeks`."""
    last = weeks[-WEEKS:]
    names = questions_in(last)
    if names:
        yield from _own_heading(words.ANSWERS, last)
    for name in names[:MAX_QUESTIONS]:
        yield _own_row(name, (words.yes_cell(week.answers.get(name)) for week in last))


def _own_heading(title: str, weeks: Sequence[TrendWeek]) -> Iterator[str]:
    yield from ("", f"  {title}")
    yield f"  {'':{NAME}}" + "".join(f"{f'W{week.week.number:02d}':>5}" for week in weeks)


def _own_row(name: str, values: Iterable[str]) -> str:
    while cells(name) >= NAME:
        name = shorten(name, len(name) - 1)
    return f"  {pad(name, NAME)}{''.join(f'{value:>5}' for value in values)}"

"""Sections of `trends` below its table of weeks, as text at 80 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.text import shorten
from cmcheckin.insight.associations import Association
from cmcheckin.insight.calendar_periods import WEEKS
from cmcheckin.insight.ledger import Ledger
from cmcheckin.insight.patterns import WeekdayPattern
from cmcheckin.insight.trends import TrendWeek
from cmcheckin.settings import Metric
from cmcheckin.wording import trends as words
from cmcheckin.wording.formats import DAYS
from cmcheckin.wording.text_cells import cells, pad
from cmcheckin.wording.week import ZERO, mean_cell, minutes_cell, number_cell

NAME: Final = 18
"""Cells for the name of a metric."""


def ledger(found: Ledger) -> Iterator[str]:
    """Yield the ledger `found` week by week, its sums, and what counts."""
    yield from ("", f"  {words.ledger_title(found.logged)}")
    sums = " ".join(words.ledger_summary(found.logged, found.owed, found.nights, found.taken_back, found.still_owed))
    if found.quiet:
        yield from wrapped("  ", sums)
        return
    widths = [max(len(name), 8) + 2 for name in words.LEDGER_COLUMNS]

    def row(label: str, values: Sequence[str]) -> str:
        return f"  {label:10}" + "".join(f"{value:>{width}}" for value, width in zip(values, widths, strict=True))

    yield row("", words.LEDGER_COLUMNS)
    for week in found.weeks[-found.logged :]:
        spent = map(minutes_cell, (week.after_hours, week.free_days))
        yield row(
            words.week_label(week.week),
            [
                *spent,
                number_cell(week.nights) if week.nights else ZERO,
                *map(minutes_cell, (week.taken_back, week.still_owed)),
            ],
        )
    amounts = found.after_hours, found.free_days, found.taken_back, found.still_owed
    after, free, back, open_ = map(minutes_cell, amounts)
    yield row(words.IN_ALL, [after, free, number_cell(found.nights) if found.nights else ZERO, back, open_])
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
    for one in found:
        counts = one.days_after, one.days_otherwise
        yield from wrapped("  · ", words.association(one.condition, one.rating, one.after, one.otherwise, counts))
    yield from wrapped("  ", f"{words.association_basis(found[0].first, found[0].last)} {words.ASSOCIATIONS_HINT}")


def escalations(weeks: Sequence[TrendWeek]) -> Iterator[str]:
    """Yield the escalations of `weeks` by severity; nothing without any."""
    if not any(week.figures.escalations_opened or week.figures.escalations_open for week in weeks):
        return
    heads = (*SEVERITIES, *words.ESCALATION_COLUMNS)
    widths = [max(len(name) + 1, 12 if name == words.TIME else 5) for name in heads]
    yield from ("", f"  {words.ESCALATIONS}")
    yield f"  {'':10}" + "".join(f"{name:>{width}}" for name, width in zip(heads, widths, strict=True))
    for week in weeks:
        figures = week.figures
        values = [
            *(number_cell(count) if count else "" for count in (*week.severities, week.asks)),
            minutes_cell(figures.minutes_on_escalations),
            number_cell(figures.could_have_waited) if figures.could_have_waited else "",
            number_cell(figures.escalations_open),
        ]
        yield f"  {words.week_label(week.week):10}" + "".join(
            f"{value:>{width}}" for value, width in zip(values, widths, strict=True)
        )


def metric_means(weeks: Sequence[TrendWeek], metrics: Sequence[Metric]) -> Iterator[str]:
    """Yield the weekly means of `metrics` over the last twelve of `weeks`, a row each; nothing without any."""
    last = weeks[-WEEKS:]
    logged = [metric for metric in metrics if any(metric.name in week.metrics for week in last)]
    if not logged:
        return
    yield from ("", f"  {words.METRICS}")
    yield f"  {'':{NAME}}" + "".join(f"{f'W{week.week.number:02d}':>5}" for week in last)
    for metric in logged:
        name = f"{metric.name} {metric.unit}".strip()
        name = name if cells(name) < NAME else metric.name
        while cells(name) >= NAME:
            name = shorten(name, len(name) - 1)
        values = "".join(f"{words.compact_number(week.metrics.get(metric.name)):>5}" for week in last)
        yield f"  {pad(name, NAME)}{values}"

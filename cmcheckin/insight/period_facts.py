"""The facts of a week or month of the trends as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.numbers import rounded
from cmcheckin.insight.calendar_periods import Period
from cmcheckin.insight.trends import DIRECTIVE_HOURS, TrendMonth, TrendWeek
from cmcheckin.wording import trend_screen as words
from cmcheckin.wording import trends as trend_words
from cmcheckin.wording.formats import minutes, one_decimal, plain_number, sentence_case


def period_facts(period: TrendWeek | TrendMonth, *, with_time: bool = False) -> list[str]:
    """Return the facts of `period`: its hours, days off, ratings, wins and escalations, and with `with_time` where its
    time went."""
    if period.is_empty:
        return [words.NOTHING_LOGGED.format(what="week" if isinstance(period, TrendWeek) else "month")]
    band, limit = (period.band, DIRECTIVE_HOURS) if isinstance(period, TrendWeek) else (None, None)
    facts = [
        *words.work_facts(period.figures, band, line=limit),
        *words.rating_facts(period.figures),
        *words.event_facts(period.figures),
        *(words.time_facts(period.figures) if with_time else ()),
    ]
    if isinstance(period, TrendMonth) and period.hours_a_week is not None:
        facts[0] = words.hours_a_week(period.hours_a_week, period.weeks)
    return facts


def escalation_counts(period: Period) -> Iterator[tuple[str, str]]:
    """Yield the name and number of escalations of each severity in `period`, the most severe first, then of asks, of
    those resolved and still open, and the time spent; nothing that is 0."""
    figures = period.figures
    counts = (
        *[*zip(SEVERITIES, period.severities, strict=True)][::-1],
        (words.ASKS, period.asks),
        (words.UNRATED, period.unrated),
        (words.RESOLVED, figures.escalations_resolved),
        (words.OPEN_AT_END, figures.escalations_open),
    )
    yield from ((name, str(number)) for name, number in counts if number)
    if figures.minutes_on_escalations:
        yield words.TIME_SPENT, minutes(figures.minutes_on_escalations)


def own_numbers(period: Period, units: Mapping[str, str]) -> Iterator[str]:
    """Yield the mean of each of the user's own numbers in `period`, with its unit in `units`."""
    for name, value in period.metrics.items():
        yield f"{name} {plain_number(rounded(value, 1))} {units.get(name, '')}".rstrip()


def detail_facts(week: TrendWeek, units: Mapping[str, str]) -> Iterator[str]:
    """Yield what the numbers of `week` add to its facts: escalations by severity, the user's own numbers in their
    `units` and questions, and where the time went."""
    if counts := [f"{name} {amount}" for name, amount in escalation_counts(week)]:
        yield f"{trend_words.ESCALATIONS}: {', '.join(counts)}"
    if week.figures.community is not None:
        yield f"{sentence_case(words.COMMUNITY_ROW)}: {one_decimal(week.figures.community)}"
    yield from own_numbers(week, units)
    for name, count in week.answers.items():
        yield words.yes_count(name, count.yes, count.answered)
    if times := words.time_facts(week.figures):
        yield f"{trend_words.TIME_USE.partition(',')[0]}: {', '.join(times)}"

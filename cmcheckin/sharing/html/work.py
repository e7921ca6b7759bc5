"""Hours, workload and what happened outside working hours, for the page of a share file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.numbers import whole
from cmcheckin.sharing.html import charts
from cmcheckin.sharing.html.charts import Point
from cmcheckin.sharing.html.page import card, facts, headline_figure, section, table
from cmcheckin.sharing.html.text import Html, joined, tag
from cmcheckin.sharing.share_file import ShareFile, ShareWeek, day_made
from cmcheckin.sharing.summary import ShareSummary, is_partial, is_usual_partial
from cmcheckin.sharing.week_columns import (
    MOOD_COLUMNS,
    WORK_COLUMNS,
    WORKLOAD_COLUMNS,
    Column,
    filled_columns,
    hours_columns,
)
from cmcheckin.wording import share_hours as say
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import WORKLOAD

FOLD_FROM_WEEKS: Final = 9
"""So many weeks fold their tables away, to be opened (our choice: eight still read at a glance)."""


def labels(weeks: tuple[ShareWeek, ...]) -> list[str]:
    """`W47` for each week, with its year where there are several."""
    years = len({week.week.year for week in weeks}) > 1
    return [words.week_label(week.week, year=years) for week in weeks]


def weekly_table(
    caption: str,
    columns: Sequence[Column],
    weeks: tuple[ShareWeek, ...],
    *,
    fold: str = words.IN_NUMBERS,
    class_: str | None = None,
) -> Html:
    """A table with a row a week. Columns that nothing is said in are left out, and the table with the last of them.

    `fold`: the words that many weeks fold away under.
    """
    names, cells = filled_columns(columns, weeks)
    if not names:
        return Html()
    rows = [[label, *row] for label, row in zip(labels(weeks), cells, strict=True)]
    closed = fold if len(rows) >= FOLD_FROM_WEEKS else ""
    return table(caption, [words.WEEK, *names], rows, closed=closed, bare=len(rows) == 1, class_=class_)


def hours(share: ShareFile, story: ShareSummary) -> Html:
    """The hours of the week, or of each, against the usual and the line of 48 h."""
    if story.hours is None:
        return Html()
    number = headline_figure(say.mean_hours(story.hours), say.hours_unit(story.mean_weeks, several=story.weeks > 1))
    meaning = tag("p", words.LINE_MEANING, class_="quiet") if story.weeks_over_limit else None
    drawn = hours_chart("hours-chart", share.weeks, day_made(share.made), share.first)
    numbers = hours_table(share.weeks, day_made(share.made))
    if story.weeks == 1:
        numbers = tag("div", numbers, class_="unseen")
    return card("hours", words.HOURS, number, drawn, meaning, numbers, class_="broad")


def hours_chart(key: str, weeks: tuple[ShareWeek, ...], made: date, first: date = date.min) -> Html:
    """The hours of a week as a bar, of several as columns, and what is to be said beside; empty without any."""
    told = [week for week in weeks if week.hours is not None]
    if not told:
        return Html()
    if len(weeks) > 1:
        points = [
            Point(f"{week.week.number}", week.hours, week.usual_hours, is_partial(week, made, first)) for week in weeks
        ]
        parts = sum(point.is_partial and point.value is not None for point in points)
        said = say.columns_described(len(points), parts)
        drawn = charts.columns(key, words.HOURS, said, points, (words.LINE, words.WEEKS))
        beside = [week for week in told if week.usual_hours is not None]
        so_far = any(is_usual_partial(week, made) for week in beside)
        legends = ((words.LEGEND, beside), (words.LEGEND_PART, parts), (words.LEGEND_SO_FAR, so_far))
        legend = " ".join(text for text, wanted in legends if wanted)
        return joined((drawn, tag("p", legend, class_="quiet") if legend else None))
    amount, usually = told[0].hours or 0.0, told[0].usual_hours
    part = is_usual_partial(told[0], made)
    marks = ("" if usually is None else say.usual_mark(usually, part=part), words.LINE)
    point = Point("", amount, usually, is_partial(told[0], made, first))
    drawn = charts.bar(key, words.HOURS, say.hours_described(amount, usually, part=part), point, marks)
    facts_beside = say.hours_beside(amount, usually, told[0].days_worked, told[0].days_not_said, part=part)
    return joined((drawn, facts(*facts_beside)))


def hours_table(weeks: tuple[ShareWeek, ...], made: date = date.max) -> Html:
    """The same hours in numbers, as they were told on the day `made`."""
    return weekly_table(words.HOURS, hours_columns(made), weeks)


def workload(share: ShareFile, story: ShareSummary) -> Html:
    """The workload in words, never as a mark."""
    if story.workload is None:
        return Html()
    said = words.workload(story.workload)
    number = headline_figure(said.capitalize())
    if story.weeks == 1:
        here = whole(story.workload)
        places = (
            tag("li", word, class_="here" if n == here else None, aria_current="true" if n == here else None)
            for n, word in enumerate(WORKLOAD, 1)
        )
        drawn = charts.position(
            "workload-chart", words.WORKLOAD_TITLE, words.workload_described(story.workload), story.workload
        )
        return card(
            "workload",
            words.WORKLOAD_TITLE,
            number,
            drawn,
            tag("ol", *places, class_="places"),
            class_="middling",
        )
    points = [Point(f"{week.week.number}", week.workload) for week in share.weeks]
    drawn = charts.dots(
        "workload-chart", words.WORKLOAD_TITLE, words.dots_described(len(points)), points, WORKLOAD, words.WEEKS
    )
    numbers = weekly_table(words.WORKLOAD_TITLE, WORKLOAD_COLUMNS, share.weeks, class_="wording")
    return card("workload", words.WORKLOAD_TITLE, number, drawn, numbers, class_="broad")


def after_hours(share: ShareFile) -> Html:
    """Time after hours, days off that were worked, and pings at night."""
    after = total(share.weeks, "after_hours_minutes")
    days_off, nights = total(share.weeks, "days_off_worked"), total(share.weeks, "night_pings")
    lines = [tag("li", line) for line in words.out_of_hours(after, days_off, nights)]
    return card("outside", words.AFTER, tag("ul", *lines, class_="figures") if lines else None)


def support(share: ShareFile) -> Html:
    """Time on customer support that was not theirs."""
    minutes = total(share.weeks, "support_minutes")
    if minutes is None:
        return Html()
    return card("support", words.SUPPORT, tag("ul", tag("li", words.time(minutes)), class_="figures"))


def week_by_week(share: ShareFile) -> Html:
    """What a range tells beside hours and workload, a row a week; a single week says it all elsewhere."""
    if len(share.weeks) < 2:
        return Html()
    fold = words.all_weeks(len(share.weeks))
    told = weekly_table(words.WEEK_BY_WEEK, (*WORK_COLUMNS, *MOOD_COLUMNS), share.weeks, fold=fold, class_="wide")
    return section("weeks", words.WEEK_BY_WEEK, told)


def total(weeks: tuple[ShareWeek, ...], name: str) -> int | None:
    """The sum of a field over the weeks that tell it; None where none does."""
    said = [amount for week in weeks if (amount := getattr(week, name)) is not None]
    return whole(sum(said)) if said else None

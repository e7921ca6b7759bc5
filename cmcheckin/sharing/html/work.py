"""Hours, workload and after-hours time on the page of a share file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.numbers import whole
from cmcheckin.sharing.html import charts
from cmcheckin.sharing.html.charts import Point
from cmcheckin.sharing.html.page import card, facts, headline_figure, section, table
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.sharing.share_file import ShareFile, ShareWeek, day_made
from cmcheckin.sharing.summary import ShareSummary, activities_of, is_partial, is_usual_partial
from cmcheckin.sharing.week_columns import (
    MOOD_COLUMNS,
    WORK_COLUMNS,
    WORKLOAD_COLUMNS,
    Column,
    filled_columns,
    hours_columns,
)
from cmcheckin.wording import formats
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import WORKLOAD, activity_amount

FOLD_FROM_WEEKS: Final = 9
"""Number of weeks from which tables are folded (our choice: eight are still easy to read)."""


def weekly_table(
    caption: str,
    columns: Sequence[Column],
    weeks: tuple[ShareWeek, ...],
    *,
    fold: str = words.IN_NUMBERS,
    fold_from: int = FOLD_FROM_WEEKS,
    class_: str | None = None,
) -> Html:
    """Return a table with a row for each week. Empty columns are left out, and so is a table of empty columns.

    `fold`: the label for folding away a table of `fold_from` weeks or more.
    """
    names, cells = filled_columns(columns, weeks)
    if not names:
        return Html()
    has_years = len({week.week.year for week in weeks}) > 1
    rows = [[words.week_label(week.week, year=has_years), *row] for week, row in zip(weeks, cells, strict=True)]
    fold_label = fold if len(rows) >= fold_from else ""
    return table(caption, [words.WEEK, *names], rows, fold_label=fold_label, is_bare=len(rows) == 1, class_=class_)


def hours(share: ShareFile, summary: ShareSummary) -> Html:
    """Return a card with the hours of each week, compared with the usual and the limit of 48 h."""
    if summary.hours is None:
        return Html()
    unit = words.hours_unit(summary.mean_weeks, several=summary.weeks > 1)
    number = headline_figure(words.mean_hours(summary.hours), unit)
    meaning = tag("p", words.LINE_MEANING, class_="quiet") if summary.weeks_over_limit else None
    chart = hours_chart("hours-chart", share.weeks, day_made(share.made), share.first)
    numbers = hours_table(share.weeks, day_made(share.made))
    if summary.weeks == 1:
        numbers = tag("div", numbers, class_="unseen")
    return card("hours", words.HOURS, number, chart, meaning, numbers, class_="broad")


def hours_chart(key: str, weeks: tuple[ShareWeek, ...], made: date, first: date = date.min) -> Html:
    """Return the hours of one of `weeks` as a bar, or of several as columns, with an explanation; empty without hours.

    `made`: the day they were shared. `first`: the first day shared. `key` begins the ids of the chart's texts.
    """
    weeks_with_hours = [week for week in weeks if week.hours is not None]
    if not weeks_with_hours:
        return Html()
    if len(weeks) > 1:
        points = [
            Point(f"{week.week.number}", week.hours, week.usual_hours, is_partial(week, made, first)) for week in weeks
        ]
        partial_count = sum(point.is_partial and point.value is not None for point in points)
        description = words.columns_description(len(points), partial_count)
        chart = charts.hours_columns(key, words.HOURS, description, points, (words.LINE, words.WEEKS))
        weeks_with_usual = [week for week in weeks_with_hours if week.usual_hours is not None]
        so_far = any(is_usual_partial(week, made) for week in weeks_with_usual)
        legends = ((words.LEGEND, weeks_with_usual), (words.LEGEND_PART, partial_count), (words.LEGEND_SO_FAR, so_far))
        legend = " ".join(text for text, wanted in legends if wanted)
        return joined(chart, tag("p", legend, class_="quiet") if legend else None)
    week = weeks_with_hours[0]
    amount, usual = week.hours or 0.0, week.usual_hours
    so_far = is_usual_partial(week, made)
    mark_names = ("" if usual is None else words.usual_label(usual, part=so_far), words.LINE)
    point = Point("", amount, usual, is_partial(week, made, first))
    chart = charts.hours_bar(key, words.HOURS, words.hours_description(amount, usual, part=so_far), point, mark_names)
    facts_beside = words.hours_facts(amount, usual, week.days_worked, week.days_not_said, part=so_far)
    return joined(chart, facts(*facts_beside))


def hours_table(weeks: tuple[ShareWeek, ...], made: date, fold_from: int = FOLD_FROM_WEEKS) -> Html:
    """Return the hours of `weeks` as a table, folded from `fold_from` weeks. `made`: the day they were shared."""
    return weekly_table(words.HOURS, hours_columns(made), weeks, fold_from=fold_from)


def workload(share: ShareFile, summary: ShareSummary) -> Html:
    """Return a card with the workload in words."""
    if summary.workload is None:
        return Html()
    word = words.rating_text(summary.workload, WORKLOAD)
    number = headline_figure(word.capitalize())
    if summary.weeks == 1:
        current = whole(summary.workload)
        places = [tag("li", word) for word in WORKLOAD]
        places[current - 1] = tag("li", WORKLOAD[current - 1], class_="here", aria_current="true")
        description = words.workload_description(summary.workload)
        chart = charts.rating_dot("workload-chart", words.WORKLOAD_TITLE, description, summary.workload)
        scale = tag("ol", *places, class_="places")
        return card("workload", words.WORKLOAD_TITLE, number, chart, scale, class_="middling")
    points = [Point(f"{week.week.number}", week.workload) for week in share.weeks]
    description = words.dots_description(len(points))
    chart = charts.rating_dots("workload-chart", words.WORKLOAD_TITLE, description, points, WORKLOAD, words.WEEKS)
    numbers = weekly_table(words.WORKLOAD_TITLE, WORKLOAD_COLUMNS, share.weeks, class_="wording")
    return card("workload", words.WORKLOAD_TITLE, number, chart, numbers, class_="broad")


def after_hours(share: ShareFile) -> Html:
    """Return a card with time after hours, days off worked, and night pings."""
    totals = (total(share.weeks, name) for name in ("after_hours_minutes", "days_off_worked", "night_pings"))
    lines = [tag("li", line) for line in words.after_hours_facts(*totals)]
    return card("outside", words.AFTER_HOURS, tag("ul", *lines, class_="figures") if lines else None)


def support(share: ShareFile) -> Html:
    """Return a card with the time on customer support that wasn't the person's job."""
    minutes = total(share.weeks, "support_minutes")
    if minutes is None:
        return Html()
    return card("support", words.SUPPORT, tag("ul", tag("li", formats.minutes(minutes)), class_="figures"))


def activities(share: ShareFile) -> Html:
    """Return a card with the activities, most hours first."""
    lines = [
        tag("li", user(one.kind), " ", activity_amount(one.hours, one.on_days, one.days_without_hours))
        for one in activities_of(share)
    ]
    return card("activities", words.ACTIVITIES, tag("ul", *lines, class_="figures") if lines else None)


def peers(share: ShareFile) -> Html:
    """Return a card with the time with peers."""
    minutes = total(share.weeks, "peer_minutes")
    if minutes is None:
        return Html()
    return card("peers", words.PEERS, tag("ul", tag("li", formats.minutes(minutes)), class_="figures"))


def week_by_week(share: ShareFile) -> Html:
    """Return a table of a range's other figures, one row for each week; empty for a single week, which shows them
    elsewhere."""
    if len(share.weeks) < 2:
        return Html()
    fold = words.all_weeks(len(share.weeks))
    figures = weekly_table(words.WEEK_BY_WEEK, (*WORK_COLUMNS, *MOOD_COLUMNS), share.weeks, fold=fold, class_="wide")
    return section("weeks", words.WEEK_BY_WEEK, figures)


def total(weeks: tuple[ShareWeek, ...], name: str) -> int | None:
    """Return the sum of the field `name` over the weeks that have it; None without any."""
    amounts = [amount for week in weeks if (amount := getattr(week, name)) is not None]
    return whole(sum(amounts)) if amounts else None

"""Everybody on the page of a team: a table with the last weeks of each, and the details of each with what to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.sharing.html import charts, work
from cmcheckin.sharing.html.charts import Point
from cmcheckin.sharing.html.page import facts, table
from cmcheckin.sharing.html.team_attention import name_of
from cmcheckin.sharing.html.text import Html, joined, link, tag, user
from cmcheckin.sharing.ranges import RangeMark
from cmcheckin.sharing.review_questions import Question
from cmcheckin.sharing.share_file import ShareLeave, ShareWeek, day_made
from cmcheckin.sharing.summary import leave_line, stale_since
from cmcheckin.sharing.team import PERSON_WEEKS, Person, PersonRow, calendar_weeks, leave_ahead
from cmcheckin.sharing.team_leave import is_leave_week, leave_note
from cmcheckin.wording import formats, needs_you, range_marks, review, team_page
from cmcheckin.wording import share_page as words
from cmcheckin.wording.formats import sentence_case
from cmcheckin.wording.record_words import WORKLOAD
from cmcheckin.wording.review_facts import as_of

MAX_UNFOLDED: Final = 8
"""Most people shown unfolded; more fold away under their names."""


def overview(rows: Sequence[PersonRow], people: Sequence[Person], detailed: Mapping[str, int], today: date) -> Html:
    """Return a table of `rows`, by name. Columns nobody shared are left out. A row shows its week if that isn't the
    latest of all.

    `people`: the weeks of those in the rows. `detailed`: the numbers of those with details on this page, by id.
    """
    if not rows:
        return Html()
    by_id = {person.row.person: person for person in people}
    weeks = [row.week.week for row in rows if row.week]
    last = max(weeks, default=None)
    axis = [last.shifted(back) for back in range(1 - PERSON_WEEKS, 1)] if last else []
    trends = [_points(by_id.get(row.person), axis) for row in rows]
    top = charts.shared_top(point.value for points in trends for point in points)
    cells = [
        [_name(row, last, detailed.get(row.person), today), *_cells(row, by_id.get(row.person), points, top)]
        for row, points in zip(rows, trends, strict=True)
    ]
    filled = [n for n in range(len(team_page.TEAM_COLUMNS)) if any(row[n] for row in cells)]
    columns = [team_page.TEAM_COLUMNS[n] for n in filled]
    shown_rows = [[row[n] for n in filled] for row in cells]
    shown = [point for points in trends for point in points]
    notes = (
        team_page.team_note(PERSON_WEEKS, top) if any(point.value is not None for point in shown) else "",
        team_page.TEAM_PART if any(point.is_partial and point.value is not None for point in shown) else "",
        team_page.TEAM_LEAVE if any(point.is_leave for point in shown) else "",
    )
    legend = " ".join(note for note in notes if note)
    return joined(
        tag("p", range_marks.CANNOT_TELL, class_="quiet"),
        table(needs_you.SECTIONS["people"], columns, shown_rows, is_labelled=True, class_="people"),
        tag("p", legend, class_="quiet") if legend else None,
    )


def _points(person: Person | None, axis: Sequence[Week]) -> list[Point]:
    """Return the hours of `person` in the weeks of `axis`; empty if they shared none."""
    if person is None or all(week.hours is None for week in person.weeks):
        return []
    shared = {week.week: week for week in person.weeks}
    outside = {mark.week for mark in person.marks if mark.figure == "hours"}
    return [
        Point(
            f"{week.number}",
            shared[week].hours if week in shared else None,
            is_partial=person.coverage.get(week, "whole") != "whole",
            is_leave=_has_leave(week, person.leave),
            is_outside=week in outside,
        )
        for week in axis
    ]


def _has_leave(week: Week, leave: Sequence[ShareLeave]) -> bool:
    return any(not one.holiday and one.first <= week.sunday and one.last >= week.monday for one in leave)


def _name(row: PersonRow, last: Week | None, number: int | None, today: date) -> Html:
    """Return the name of the person in `row`, a link if their details are on this page, and the week of the row.

    `last`: the latest week of all rows. `number`: that of the person's details; None without.
    """
    name = name_of(row.name, row.person)
    week = needs_you.week_name(row.week.week) if row.week and row.week.week != last else ""
    state = _state(row, today, week)
    return joined(name if number is None else link(f"person-{number}", name), state)


def _cells(row: PersonRow, person: Person | None, points: Sequence[Point], top: float) -> list[str]:
    """Return the cells of `row` after the name; empty for what wasn't shared."""
    week = row.week
    marks = {mark.figure: mark for mark in person.marks} if person else {}
    counted = [
        _quiet_zero(words.count_cell(len(entries_shown))) if field in row.fields else ""
        for field, entries_shown in (("escalations", row.open), ("asks", row.asks), ("wins", row.wins))
    ]
    if week is None:
        return [*[""] * 5, *counted]
    return [
        _hours(row, week, points, top, marks.get("hours")),
        _figure(_workload(week), week, marks.get("workload")),
        _figure(words.time_cell(week.after_hours_minutes), week, marks.get("after_hours_minutes")),
        _figure(words.count_cell(week.days_off_worked), week, marks.get("days_off_worked")),
        _figure(words.count_cell(week.night_pings), week, marks.get("night_pings")),
        *counted,
    ]


def _state(row: PersonRow, today: date, week: str = "") -> Html | None:
    """Return the `week` of a row, the day it was shared if that is long ago, and the leave the person is on."""
    leave = leave_note(row.leave, row.week.week if row.week else None, today)
    texts = (week, as_of(stale_since(day_made(row.made), today), today), leave)
    shown = [text for text in texts if text]
    return tag("span", ", ".join(shown), class_="state") if shown else None


def _hours(row: PersonRow, week: ShareWeek, points: Sequence[Point], top: float, mark: RangeMark | None) -> Html:
    """Return the hours of the last weeks as small columns, the latest as a number, and its range or its usual. A week
    of leave has no number."""
    if week.hours is None and not points:
        return Html()
    if is_leave_week(row.leave, week.week):  # the leave is beside the name
        return tag("div", charts.hours_trend(points, top, None), class_="drawn") if points else Html()
    normal = (mark.low, mark.high) if mark else None
    note = _note(week, mark)
    if not note and row.coverage != "whole":
        note = tag("span", team_page.PART_OF_WEEK[row.coverage], class_="note")
    elif not note and week.usual_hours is not None:
        note = tag("span", team_page.usually(formats.tenths(week.usual_hours)), class_="note")
    amount = tag("strong", words.hours_cell(week.hours), class_="away" if mark and mark.week == week.week else None)
    trend = charts.hours_trend(points, top, normal) if points else None
    return tag("div", trend, tag("span", amount, note, class_="amount"), class_="drawn")


def _figure(text: str, week: ShareWeek, mark: RangeMark | None) -> str:
    """Return a figure of `week`, with the person's normal range if it is outside it; without emphasis if it is zero."""
    if not text or text == words.EMPTY:
        return ""
    if not mark:
        return _quiet_zero(text)
    return joined(tag("strong", text, class_="away" if mark.week == week.week else None), _note(week, mark))


def _workload(week: ShareWeek) -> Html:
    if week.workload is None:
        return Html()
    return tag("span", words.rating_cell(week.workload, WORKLOAD), class_="words")


def _quiet_zero(text: str) -> str:
    return tag("span", text, class_="zero") if text.partition(" ")[0] == "0" else text


def _note(week: ShareWeek, mark: RangeMark | None) -> Html | None:
    """Return the mark of a figure outside the person's normal range, in the week `week` or the last whole one."""
    if mark is None:
        return None
    text = team_page.outside(mark.figure, mark.low, mark.high)
    if mark.week != week.week:
        text = team_page.of_week(mark.week.number, team_page.figure_amount(mark.figure, mark.value), text)
    return tag("span", text, class_="note away")


def details(people: Sequence[Person], detailed: Mapping[str, int], today: date) -> Html:
    """Return what the people in `detailed` shared in the last weeks, and what to ask them, in the order of `people`.
    All charts have the same scale."""
    shown = [person for person in people if person.row.person in detailed]
    is_folded = len(shown) > MAX_UNFOLDED
    weeks = (week for person in shown for week in calendar_weeks(person.weeks, PERSON_WEEKS))
    top = charts.shared_top(week.hours for week in weeks)
    elements = [_person(detailed[person.row.person], person, top, today, is_folded=is_folded) for person in shown]
    if not elements:
        return Html()
    others = len(people) - len(shown)
    note = tag("p", team_page.PEOPLE_ELSEWHERE.format(shown=len(shown), others=others), class_="quiet")
    return joined(note if others else None, tag("div", *elements, class_="persons"))


def _evidence(question: Question) -> Html | None:
    """Return what `question` is based on, unless it quotes that itself."""
    return None if question.kind == "help" else tag("p", user(question.evidence), class_="quiet")


def _person(number: int, person: Person, top: float, today: date, *, is_folded: bool) -> Html:
    """Return what to ask a person, and their last weeks on a scale from 0 to `top` hours."""
    row = person.row
    made = day_made(row.made)
    questions = [
        tag("li", tag("p", user(question.text), class_="what"), _evidence(question)) for question in person.questions
    ]
    asked = tag("ul", *questions, class_="asked") if questions else tag("p", review.NO_QUESTIONS)
    weeks = _weeks(number, person, top)
    leave = [leave_line(one) for one in leave_ahead(row) if not one.holiday]
    parts = (
        facts(review.shared_on(row.week.week if row.week else None, made), *leave),
        tag("div", tag("div", tag("h4", review.QUESTIONS), asked), tag("div", weeks) if weeks else None, class_="talk"),
    )
    name = name_of(row.name, row.person)
    key = f"person-{number}"
    if is_folded:
        state = _state(row, today)
        folded = tag("summary", tag("h3", name), state)
        return tag("details", folded, tag("div", *parts, id=key), class_="person")
    return tag("article", tag("h3", name, id=key), *parts, class_="person")


def _weeks(number: int, person: Person, top: float) -> Html:
    """Return the hours of a person's last weeks as a chart on a scale from 0 to `top` with its numbers, and the figures
    outside their range."""
    made = day_made(person.row.made)
    weeks = calendar_weeks(person.weeks, PERSON_WEEKS)
    evidence = " ".join(question.evidence for question in person.questions).casefold()
    texts = [_mark_text(mark, person.row) for mark in person.marks]
    marked = [tag("li", text) for text in texts if text.casefold() not in evidence]
    away = tag("ul", *marked, class_="outside") if marked else None
    points = _points(person, [week.week for week in weeks])
    if not points:
        return joined(away)
    mark = next((mark for mark in person.marks if mark.figure == "hours"), None)
    shared = tuple(week for week in weeks if week in person.weeks)
    description = team_page.trend_description(len(points))
    normal = (mark.low, mark.high) if mark else None
    return joined(
        away,
        charts.numbered_columns(f"hours-{number}", team_page.HOURS_BY_WEEK, description, points, top, normal),
        work.hours_table(shared, made, 2) if len(shared) > 1 else None,
    )


def _mark_text(mark: RangeMark, row: PersonRow) -> str:
    """Return how a figure is outside the person's normal range, with its week if the row is about a later one."""
    text = range_marks.mark_text(mark.figure, mark.value, mark.low, mark.high, mark.weeks)
    is_latest = row.week is not None and row.week.week == mark.week
    return text if is_latest else sentence_case(range_marks.WEEK_BEFORE.format(number=mark.week.number)) + text

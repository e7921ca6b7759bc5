"""The page of a team: who carries what, what waits, what to celebrate, and what is worth asking. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.sharing.html import charts, entries, work
from cmcheckin.sharing.html.page import facts, page, section, table
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.sharing.recognition import Unread
from cmcheckin.sharing.share_file import day_made
from cmcheckin.sharing.team import Person, PersonRow, Team, TeamItem, TeamWin, calendar_weeks
from cmcheckin.wording import review, review_page, share_headline
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import WORKLOAD

MAX_LISTED: Final = 100
"""So many lines of one kind are written out; how many more there are is said (our choice)."""
WEEKS: Final = 12
"""So many of a person's last weeks are drawn."""
MAX_UNFOLDED: Final = 8
"""Up to so many people stand open one by one; more fold away under their names."""


def render_team_page(
    team: Team, people: Sequence[Person], today: date, unread: Sequence[Unread] = (), missing: str = ""
) -> str:
    """Return an HTML document: the overview of `team`, the weeks of each of `people` with what to ask, and the `unread`
    files. `missing` sums these up at the top."""
    unresolved = [one.item.severity for one in team.open]
    clauses = review_page.clauses(len(team.rows), len(team.wins), len(team.asks), unresolved)
    said = share_headline.headline(*clauses) if team.rows else review.EMPTY
    header = joined(
        (
            tag("p", review_page.eyebrow(team.weeks, today), class_="eyebrow"),
            tag("h1", said),
            tag("p", missing) if missing else Html(),
        )
    )
    main = joined(
        (
            _helps(team.rows),
            _carried(team.rows),
            _wins(team.wins, today),
            _open(team.open, today),
            _asks(team.asks, today),
            _people(people),
            _unread(unread),
        )
    )
    return page(review_page.title(team.weeks), header, main, tag("p", review_page.FOOTER))


def _name(name: str, person: str) -> Html:
    return user(review.who(name, person))


def _helps(rows: Sequence[PersonRow]) -> Html:
    """What would help, in everybody's own words, before any number."""
    said = [
        tag("figure", tag("blockquote", tag("p", user(row.help))), tag("figcaption", _name(row.name, row.person)))
        for row in rows
        if row.help.strip()
    ]
    return section("help", review_page.HELPS, tag("div", *said, class_="helps") if said else None, class_="help")


def _carried(everybody: Sequence[PersonRow]) -> Html:
    """A row for each person, by name. Columns nobody shared are left out, and the week when it is one for all: the head
    of the page says it."""
    cells = [_cells(row) for row in everybody]
    told = [{row[n] for row in cells if row[n]} for n in range(len(review_page.CARRIED_COLUMNS))]
    kept = [n for n, said in enumerate(told) if len(said) > (n == review_page.CARRIED_WEEK)]
    columns = [review_page.CARRIED_COLUMNS[n] for n in kept]
    rows = [[row[n] for n in kept] for row in cells]
    part = any(row.coverage != "whole" and row.week and row.week.hours is not None for row in everybody)
    note = tag("p", review_page.CARRIED_NOTE, f" {review_page.CARRIED_PART}" if part else "", class_="quiet")
    return (
        section("carried", review_page.CARRIED, table(review_page.CARRIED, columns, rows, class_="people"), note)
        if rows
        else Html()
    )


def _cells(row: PersonRow) -> list[str]:
    """What was not shared is an empty cell."""
    week = row.week
    counted = [_count(row, "escalations", len(row.open)), _count(row, "asks", len(row.asks))]
    counted.append(_count(row, "wins", len(row.wins)))
    name = _name(row.name, row.person)
    if week is None:
        return [name, "", "", "", "", "", "", "", *counted]
    hours = Html()
    if week.hours is not None:
        hours = joined(
            (
                charts.strip(week.hours, week.usual_hours, part=row.coverage != "whole"),
                tag("span", words.hours_cell(week.hours)),
            )
        )
    return [
        name,
        words.week_label(week.week, year=False),
        tag("div", hours, class_="drawn") if hours else hours,
        "" if week.usual_hours is None else words.hours_cell(week.usual_hours),
        "" if week.workload is None else tag("span", words.rating_cell(week.workload, WORKLOAD), class_="words"),
        "" if week.after_hours_minutes is None else words.time_cell(week.after_hours_minutes),
        "" if week.days_off_worked is None else words.count_cell(week.days_off_worked),
        "" if week.night_pings is None else words.count_cell(week.night_pings),
        *counted,
    ]


def _count(row: PersonRow, field: str, number: int) -> str:
    return words.count_cell(number) if field in row.fields else ""


def _wins(wins: Sequence[TeamWin], today: date) -> Html:
    told = [(one.win, _name(one.name, one.person)) for one in wins[:MAX_LISTED]]
    return entries.wins_of(told, today, _rest(len(wins)))


def _open(found: Sequence[TeamItem], today: date) -> Html:
    lines = [
        (one.item.severity, entries.escalation(one.item, one.days, today, _name(one.name, one.person), one.stale_since))
        for one in found[:MAX_LISTED]
    ]
    return section("open", review_page.OPEN, entries.groups(lines), _rest(len(found)))


def _asks(found: Sequence[TeamItem], today: date) -> Html:
    lines = [
        entries.ask(one.item, one.days, today, _name(one.name, one.person), one.stale_since)
        for one in found[:MAX_LISTED]
    ]
    made = tag("ul", *lines, class_="asks") if lines else None
    return section("asks", review.ASKS, made, _rest(len(found)))


def _rest(number: int) -> Html | None:
    return tag("p", review_page.more(number - MAX_LISTED), class_="quiet") if number > MAX_LISTED else None


def _unread(unread: Sequence[Unread]) -> Html:
    """Files that could not be taken, each with its reason."""
    lines = [
        tag("li", tag("p", user(one.path), class_="what"), tag("p", user(one.reason), class_="quiet"))
        for one in unread[:MAX_LISTED]
    ]
    made = tag("ul", *lines, class_="asks") if lines else None
    return section("unread", review.UNREAD, made, _rest(len(unread)))


def _people(people: Sequence[Person]) -> Html:
    folded = len(people) > MAX_UNFOLDED
    made = (_person(n, person, folded=folded) for n, person in enumerate(people))
    return section("people", review_page.PEOPLE, *made)


def _person(number: int, person: Person, *, folded: bool) -> Html:
    """Their last weeks, what is worth asking, and what the week was beside its hours."""
    row = person.row
    asked = [
        tag("li", tag("p", user(one.text), class_="what"), tag("p", user(one.evidence), class_="quiet"))
        for one in person.questions
    ]
    weeks = calendar_weeks(person.weeks, WEEKS)
    told = tuple(week for week in weeks if week in person.weeks)
    drawn = work.hours_chart(f"hours-{number}", weeks, day_made(row.made))
    numbers = work.hours_table(told, day_made(row.made)) if len(told) > 1 else None
    parts = (
        facts(review.told(row.week.week if row.week else None, day_made(row.made))),
        tag("h4", review.ASKED),
        tag("ul", *asked, class_="asked") if asked else tag("p", review.NOTHING_ASKED),
        tag("div", tag("div", drawn, class_="trend"), numbers, class_="worked") if drawn else None,
    )
    name = _name(row.name, row.person)
    if folded:
        return tag("details", tag("summary", tag("h3", name)), *parts, class_="person")
    return tag("article", tag("h3", name), *parts, class_="person")

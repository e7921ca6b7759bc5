"""The page of a team: what everybody carries, what waits, what went well, and what to ask. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.sharing.html import charts, entries, work
from cmcheckin.sharing.html.page import facts, page, section, table
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import day_made
from cmcheckin.sharing.summary import leave_line
from cmcheckin.sharing.team import PERSON_WEEKS, Person, PersonRow, Team, TeamItem, TeamWin, calendar_weeks, leave_ahead
from cmcheckin.wording import review, share_headline, team_page
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import WORKLOAD

MAX_LISTED: Final = 100
"""Most entries listed in a section; the page says how many more there are (our choice)."""
MAX_UNFOLDED: Final = 8
"""Most people shown unfolded; more fold away under their names."""


def render_team_page(
    team: Team, people: Sequence[Person], today: date, unread: Sequence[UnreadFile] = (), missing: str = ""
) -> str:
    """Return an HTML document: the overview of `team`, the weeks of each of `people` with what to ask, and the `unread`
    files. `missing` sums these up at the top."""
    severities = [entry.item.severity for entry in team.open]
    clauses = team_page.team_clauses(len(team.rows), len(team.wins), len(team.asks), severities)
    headline = share_headline.headline(*clauses) if team.rows else review.EMPTY
    header = joined(
        tag("p", team_page.team_eyebrow(team.weeks, today), class_="eyebrow"),
        tag("h1", headline),
        tag("p", missing) if missing else None,
    )
    main = joined(
        _helps(team.rows),
        _leave(team.rows),
        _carried(team.rows),
        _wins(team.wins, today),
        _open(team.open, today),
        _asks(team.asks, today),
        _people(people),
        _unread(unread),
    )
    return page(team_page.team_title(team.weeks), header, main, tag("p", team_page.TEAM_FOOTER))


def _name(name: str, person: str) -> Html:
    return user(review.person_name(name, person))


def _leave(rows: Sequence[PersonRow]) -> Html:
    """Return the leave ahead of each file, a line for each person, without public holidays."""
    listed = [(row, [leave_line(one) for one in leave_ahead(row) if not one.holiday]) for row in rows]
    items = [tag("li", _name(row.name, row.person), ": ", "; ".join(lines)) for row, lines in listed if lines]
    return section("leave", words.LEAVE, tag("ul", *items, class_="lines") if items else None)


def _helps(rows: Sequence[PersonRow]) -> Html:
    """Return what would help, in everybody's own words."""
    quotes = [
        tag("figure", tag("blockquote", tag("p", user(row.help))), tag("figcaption", _name(row.name, row.person)))
        for row in rows
        if row.help.strip()
    ]
    return section("help", team_page.HELPS, tag("div", *quotes, class_="helps") if quotes else None, class_="help")


def _carried(rows_shown: Sequence[PersonRow]) -> Html:
    """Return a table of people, by name. Columns nobody shared are left out, and so is the week if it is the same for
    all, as the header shows it."""
    cells = [_cells(row) for row in rows_shown]
    values = [{row[n] for row in cells if row[n]} for n in range(len(team_page.CARRIED_COLUMNS))]
    filled = [n for n, texts in enumerate(values) if len(texts) > (n == team_page.CARRIED_WEEK)]
    columns = [team_page.CARRIED_COLUMNS[n] for n in filled]
    rows = [[row[n] for n in filled] for row in cells]
    has_partial = any(row.coverage != "whole" and row.week and row.week.hours is not None for row in rows_shown)
    note = tag("p", team_page.CARRIED_NOTE, f" {team_page.CARRIED_PART}" if has_partial else "", class_="quiet")
    if not rows:
        return Html()
    return section("carried", team_page.CARRIED, table(team_page.CARRIED, columns, rows, class_="people"), note)


def _cells(row: PersonRow) -> list[str]:
    """Return the cells of `row`; empty for what wasn't shared."""
    week = row.week
    counted = [
        words.count_cell(len(entries_shown)) if field in row.fields else ""
        for field, entries_shown in (("escalations", row.open), ("asks", row.asks), ("wins", row.wins))
    ]
    name = _name(row.name, row.person)
    if week is None:
        return [name, *[""] * 7, *counted]
    hours = Html()
    if week.hours is not None:
        strip = charts.hours_strip(week.hours, week.usual_hours, is_partial=row.coverage != "whole")
        hours = tag("div", strip, tag("span", words.hours_cell(week.hours)), class_="drawn")
    return [
        name,
        words.week_label(week.week, year=False),
        hours,
        "" if week.usual_hours is None else words.hours_cell(week.usual_hours),
        "" if week.workload is None else tag("span", words.rating_cell(week.workload, WORKLOAD), class_="words"),
        "" if week.after_hours_minutes is None else words.time_cell(week.after_hours_minutes),
        "" if week.days_off_worked is None else words.count_cell(week.days_off_worked),
        "" if week.night_pings is None else words.count_cell(week.night_pings),
        *counted,
    ]


def _wins(wins: Sequence[TeamWin], today: date) -> Html:
    wins_with_owners = [(item.win, _name(item.name, item.person)) for item in wins[:MAX_LISTED]]
    return entries.section_of_wins(wins_with_owners, today, _rest(len(wins)))


def _open(items: Sequence[TeamItem], today: date) -> Html:
    lines = [(item.item.severity, _item(item, today, is_ask=False)) for item in items[:MAX_LISTED]]
    return section("open", team_page.OPEN_ACROSS_TEAM, entries.severity_groups(lines), _rest(len(items)))


def _asks(items: Sequence[TeamItem], today: date) -> Html:
    lines = [_item(item, today, is_ask=True) for item in items[:MAX_LISTED]]
    return section("asks", review.ASKS, tag("ul", *lines, class_="asks") if lines else None, _rest(len(items)))


def _item(item: TeamItem, today: date, *, is_ask: bool) -> Html:
    owner = _name(item.name, item.person)
    return entries.entry_line(item.item, item.days, today, owner, item.stale_since, is_ask=is_ask)


def _rest(number: int) -> Html | None:
    more = number - MAX_LISTED
    return tag("p", team_page.MORE_IN_FILES.format(number=more), class_="quiet") if more > 0 else None


def _unread(unread: Sequence[UnreadFile]) -> Html:
    """Return the files that couldn't be used, with the reasons."""
    lines = [
        tag("li", tag("p", user(file.path), class_="what"), tag("p", user(file.reason), class_="quiet"))
        for file in unread[:MAX_LISTED]
    ]
    listed = tag("ul", *lines, class_="asks") if lines else None
    return section("unread", review.UNREAD, listed, _rest(len(unread)))


def _people(people: Sequence[Person]) -> Html:
    is_folded = len(people) > MAX_UNFOLDED
    elements = (_person(n, person, is_folded=is_folded) for n, person in enumerate(people))
    return section("people", team_page.PEOPLE, *elements)


def _person(number: int, person: Person, *, is_folded: bool) -> Html:
    """Return a person's last weeks, and what to ask."""
    row = person.row
    questions = [
        tag("li", tag("p", user(question.text), class_="what"), tag("p", user(question.evidence), class_="quiet"))
        for question in person.questions
    ]
    weeks = calendar_weeks(person.weeks, PERSON_WEEKS)
    shared_weeks = tuple(week for week in weeks if week in person.weeks)
    chart = work.hours_chart(f"hours-{number}", weeks, day_made(row.made))
    numbers = work.hours_table(shared_weeks, day_made(row.made)) if len(shared_weeks) > 1 else None
    parts = (
        facts(review.shared_on(row.week.week if row.week else None, day_made(row.made))),
        tag("h4", review.QUESTIONS),
        tag("ul", *questions, class_="asked") if questions else tag("p", review.NO_QUESTIONS),
        tag("div", tag("div", chart, class_="trend"), numbers, class_="worked") if chart else None,
    )
    name = _name(row.name, row.person)
    if is_folded:
        return tag("details", tag("summary", tag("h3", name)), *parts, class_="person")
    return tag("article", tag("h3", name), *parts, class_="person")

"""A team's shared weeks as text at 80 columns, and as one JSON document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from cmcheckin.cli.output import quoted
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.text import shorten
from cmcheckin.services.share_folder import SharedFolder
from cmcheckin.sharing import replies
from cmcheckin.sharing.codec import share_to_json
from cmcheckin.sharing.share_file import ShareFile, day_made
from cmcheckin.sharing.team import Person, PersonRow, Team, TeamItem
from cmcheckin.wording import review as words
from cmcheckin.wording.review_facts import as_told, week_number
from cmcheckin.wording.text_cells import pad
from cmcheckin.wording.week import minutes_cell

NAME: Final = 16
WIDTHS: Final = (5, 7, 7, 10, 9, 7, 5, 5, 5)
"""Cells of the columns after the name."""
COLUMNS: Final = tuple(name for name in words.COLUMNS[1:] if name != words.COLUMNS[4])
WINS: Final = 12
"""Wins told in the text; all stand in the JSON."""


EMPTY_PERSON: Final[dict[str, Any]] = {
    "person": "", "name": "", "made": "", "fields": [], "weeks": [], "wins": [], "escalations": [], "asks": [],
    "help": "",
}  # fmt: skip
"""The keys of a person in the JSON. A share file leaves out what is empty; here a script finds each of them."""


def text(folder: SharedFolder, team: Team, people: Sequence[Person]) -> Iterator[str]:
    """The team, then each person's questions."""
    yield words.title(len(team.rows), team.weeks)
    if missing := words.unread(folder.failed, folder.left_out, "."):
        yield from wrapped("", missing)
    yield ""
    if not team.rows:
        yield f"  {words.EMPTY}"
        yield from wrapped("  ", words.EMPTY_HINT)
        return
    yield from wrapped("  ", _across(team))
    yield ""
    cells = (f"{name:>{width}}" for name, width in zip(COLUMNS, WIDTHS, strict=True))
    yield f"  {words.COLUMNS[0]:{NAME}}{''.join(cells)}"
    yield from (_row(row) for row in team.rows)
    for title, found in ((words.OPEN, team.open), (words.ASKS, team.asks)):
        if found:
            yield from ("", title)
            for held in found:
                yield from _held(held)
    if team.wins:
        yield from ("", words.WINS)
        for won in team.wins[:WINS]:
            facts = _facts(words.who(won.name, won.person), words.said_by(won.win.sender))
            yield from wrapped(f"  {words.date_of(won.win.day):>6}  ", f"{won.win.text} ({facts}) [{won.win.id}]")
        if len(team.wins) > WINS:
            yield f"  {words.more_wins(len(team.wins) - WINS)}"
    yield from _asked(people)
    if folder.superseded:
        yield from ("", words.OLDER)
        yield from (f"  {quoted(one.path, 76)}" for one in folder.superseded)


def _across(team: Team) -> str:
    severities = [one.item.severity for one in team.open]
    return words.open_across(severities, len(team.asks), told=team.includes_field("escalations"))


def _row(row: PersonRow) -> str:
    week = row.week
    values = (
        week_number(week.week.number, row.coverage) if week else "",
        words.amount(week.hours) if week else "",
        words.amount(week.usual_hours) if week else "",
        minutes_cell(week.after_hours_minutes) if week else "",
        words.amount(week.days_off_worked) if week else "",
        words.amount(week.night_pings) if week else "",
        str(len(row.open)) if "escalations" in row.fields else "",
        str(len(row.asks)) if "asks" in row.fields else "",
        str(len(row.wins)) if "wins" in row.fields else "",
    )
    cells = "".join(f"{value:>{width}}" for value, width in zip(values, WIDTHS, strict=True))
    return f"  {pad(shorten(words.who_within(row.name, row.person, NAME - 1), NAME - 1), NAME)}{cells}".rstrip()


def _held(one: TeamItem) -> Iterator[str]:
    item = one.item
    lead = "" if item.kind == "ask" else pad(words.severity(item.severity, item.kind), 10)
    state = words.state(item.status, item.handed_to)
    facts = _facts(words.who(one.name, one.person), words.days(one.days), state, as_told(one.stale_since))
    ending = f" [{item.id}]" if item.kind == "ask" else ""
    yield from wrapped(f"  {lead}", f"{item.title} ({facts}){ending}")


def _facts(*facts: str) -> str:
    return ", ".join(fact for fact in facts if fact)


def _asked(people: Sequence[Person]) -> Iterator[str]:
    yield from ("", words.ASKED)
    for one in people:
        yield f"  {words.who(one.row.name, one.row.person)}"
        if one.row.help:
            yield from wrapped("    ", f"{words.HELP}: {words.quoted(one.row.help)}")
        for question in one.questions:
            yield from wrapped("    ", question.text)
            if question.kind != "help":
                yield from wrapped("      ", question.evidence)
        if not one.questions:
            yield from wrapped("    ", words.NOTHING_ASKED)


def document(folder: SharedFolder, team: Team, people: Sequence[Person]) -> dict[str, Any]:
    """All of it. `people` holds what each shared, week by week, in the words of the share file."""
    return {
        "people": [_person(one) for one in people],
        "open": [_held_document(one) for one in team.open],
        "asks": [_held_document(one) for one in team.asks],
        "wins": [
            {"person": one.person, "name": one.name, "id": one.win.id, "day": str(one.win.day), "text": one.win.text}
            for one in team.wins
        ],
        "replies": [replies.reply_to_json(one) for one in folder.replies],
        "older": [{"path": one.path, "newer": one.newer} for one in folder.superseded],
        "unread": [{"path": one.path, "reason": one.reason} for one in folder.unread],
        "left_out": folder.left_out,
    }


def _person(one: Person) -> dict[str, Any]:
    row = one.row
    questions = [{"kind": asked.kind, "text": asked.text, "evidence": asked.evidence} for asked in one.questions]
    whole = ShareFile(
        row.person, row.name, row.made, day_made(row.made), day_made(row.made), row.fields,
        one.weeks, one.wins, one.escalations, one.asks, row.help,
    )  # fmt: skip
    said = share_to_json(whole)
    return {name: said.get(name, empty) for name, empty in EMPTY_PERSON.items()} | {"questions": questions}


def _held_document(one: TeamItem) -> dict[str, Any]:
    item = one.item
    return {
        "person": one.person, "name": one.name, "id": item.id, "title": item.title, "kind": item.kind,
        "severity": item.severity, "opened": str(item.opened), "days": one.days, "status": item.status,
        "handed_to": item.handed_to,
    }  # fmt: skip

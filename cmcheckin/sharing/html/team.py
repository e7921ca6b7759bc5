"""The page of a team: first what needs the manager, then everybody by name, what went well, and what to ask. Nobody is
ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from cmcheckin.domain.escalation import SEVERE
from cmcheckin.sharing.attention import Attention
from cmcheckin.sharing.html import entries, team_attention, team_people
from cmcheckin.sharing.html.page import page, section
from cmcheckin.sharing.html.team_attention import MAX_LISTED, RECOGNISED_WINS, name_of, rest
from cmcheckin.sharing.html.text import Html, joined, link, tag, user
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.team import Person, Team
from cmcheckin.wording import needs_you, review, share_headline, team_page

MAX_DETAILED: Final = 60
"""Most people with details of their own (our choice: a folder of thirty fits twice). The table has everybody."""


class _Part(NamedTuple):
    """A section: its id, its heading, how many entries it has, and what is in it."""

    key: str
    heading: str
    number: int
    body: Html


def render_team_page(
    team: Team,
    people: Sequence[Person],
    needs: Attention,
    today: date,
    unread: Sequence[UnreadFile] = (),
    missing: str = "",
) -> str:
    """Return an HTML document: what `needs` the manager, the overview of `team`, the weeks of `people` with what to
    ask, and the `unread` files. `missing` is the summary of these at the top.

    With more than MAX_DETAILED people, details are shown for those who need the manager, then for others by name.
    """
    detailed = _detailed(people, needs)
    parts = [part for part in _parts(team, people, detailed, needs, today, unread) if part.body]
    severities = [entry.item.severity for entry in needs.escalations]
    clauses = team_page.attention_clauses(
        len(needs.help), len(needs.asks), severities, len(needs.responses), len(needs.recognition)
    )
    header = joined(
        tag("p", team_page.team_eyebrow(len(team.rows), team.weeks, today), class_="eyebrow"),
        tag("h1", share_headline.headline(*clauses) if team.rows else review.EMPTY),
        tag("p", missing) if missing else None,
    )
    main = joined(*_sections(parts))
    title = team_page.team_title(team.weeks)
    return page(title, header, main, tag("p", team_page.TEAM_FOOTER), _contents(parts) if len(parts) > 1 else None)


def _parts(
    team: Team,
    people: Sequence[Person],
    detailed: dict[str, int],
    needs: Attention,
    today: date,
    unread: Sequence[UnreadFile],
) -> list[_Part]:
    """Return the sections in their order; the body of some is empty."""
    above = {(one.person, win.id) for one in needs.recognition[:MAX_LISTED] for win in one.wins[:RECOGNISED_WINS]}
    others = (item for item in team.wins if (item.person, item.win.id) not in above)
    wins = [(item.win, name_of(item.name, item.person)) for item in others]
    milder = [item for item in team.open if (item.item.severity or 0) < SEVERE]
    titles = needs_you.SECTIONS
    counted = (
        ("help", titles["help"], needs.help, team_attention.helps(needs.help, today)),
        ("asks", titles["asks"], needs.asks, team_attention.asks(needs.asks, today)),
        ("severe", titles["escalations"], needs.escalations, team_attention.open_items(needs.escalations, today)),
        ("responses", titles["responses"], needs.responses, team_attention.responses(needs.responses, today)),
        ("due", titles["recognition"], needs.recognition, team_attention.recognition(needs.recognition, today)),
        ("team", titles["people"], team.rows, team_people.overview(team.rows, people, detailed, today)),
        ("wins", team_page.WINS, wins, entries.wins(wins[:MAX_LISTED], today, rest(len(wins)))),
        ("open", needs_you.OTHERS_OPEN, milder, team_attention.open_items(milder, today)),
        ("people", team_page.PEOPLE, detailed, team_people.details(people, detailed, today)),
        ("unread", review.UNREAD, unread, _unread(unread)),
    )
    return [_Part(key, heading, len(entries_shown), body) for key, heading, entries_shown, body in counted]


def _sections(parts: Sequence[_Part]) -> Iterator[Html]:
    """Yield the sections of `parts`; neighbours that are a pair are wrapped, to be shown beside each other."""
    for is_pair, members in groupby(parts, key=lambda part: part.key in ("asks", "severe")):
        sections = [_section(part) for part in members]
        yield from [tag("div", *sections, class_="pair")] if is_pair and len(sections) > 1 else sections


def _section(part: _Part) -> Html:
    heading = joined(part.heading, " ", tag("span", f"{part.number:,}", class_="count"))
    return section(part.key, heading, part.body, class_="help" if part.key == "help" else None)


def _contents(parts: Sequence[_Part]) -> Html:
    """Return links to all sections, with their numbers of entries."""
    links = (
        tag("li", link(part.key, team_page.SHORT_NAMES[part.key], " ", tag("span", f"{part.number:,}", class_="count")))
        for part in parts
    )
    return tag("nav", tag("ul", *links), aria_label=team_page.CONTENTS)


def _detailed(people: Sequence[Person], needs: Attention) -> dict[str, int]:
    """Return a number for each person with details of their own, by id, in the order of `people`."""
    ids = [person.row.person for person in people]
    if len(ids) > MAX_DETAILED:
        needing = {one.person for part in (needs.help, needs.asks, needs.escalations, needs.responses) for one in part}
        ids = sorted(ids, key=lambda one: one not in needing)[:MAX_DETAILED]
    chosen = set(ids)
    return {person.row.person: n for n, person in enumerate(people) if person.row.person in chosen}


def _unread(unread: Sequence[UnreadFile]) -> Html:
    """Return the files that couldn't be used, with the reasons."""
    lines = [
        tag("li", tag("p", user(file.path), class_="what"), tag("p", user(file.reason), class_="quiet"))
        for file in unread[:MAX_LISTED]
    ]
    return joined(tag("ul", *lines, class_="asks"), rest(len(unread))) if lines else Html()

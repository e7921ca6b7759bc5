"""What needs the manager, on the page of a team: help asked for, asks, severe escalations, answers, recognition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.sharing.attention import HelpRequest, Recognition, TeamResponse
from cmcheckin.sharing.follow_up import Mark
from cmcheckin.sharing.html import entries
from cmcheckin.sharing.html.page import facts
from cmcheckin.sharing.html.text import Html, joined, tag, user
from cmcheckin.sharing.share_file import ShareWin, day_made
from cmcheckin.sharing.team import TeamItem
from cmcheckin.wording import needs_you, review, team_page
from cmcheckin.wording.formats import quoted
from cmcheckin.wording.reply import answered_reply
from cmcheckin.wording.review_facts import as_of
from cmcheckin.wording.week import QUOTES

MAX_LISTED: Final = 100
"""Most entries listed in a section; the page says how many more there are (our choice)."""
RECOGNISED_WINS: Final = 3
"""Most wins of a person under recognition; the others are among all wins (our choice)."""


def name_of(name: str, person: str) -> Html:
    """Return the `name` of a person, or one made from their id `person`."""
    return user(review.person_name(name, person))


def rest(number: int) -> Html | None:
    """Return how many of `number` entries aren't listed; None if all are."""
    more = number - MAX_LISTED
    return tag("p", team_page.MORE_IN_FILES.format(number=more), class_="quiet") if more > 0 else None


def helps(requests: Sequence[HelpRequest], today: date) -> Html:
    """Return what would help, in everybody's own words, as on `today`."""
    quotes = [
        tag(
            "figure",
            tag("blockquote", tag("p", user(one.text))),
            tag("figcaption", facts(tag("strong", name_of(one.name, one.person)), _since(one, today))),
        )
        for one in requests[:MAX_LISTED]
        if one.text.strip()
    ]
    return joined(tag("div", *quotes, class_="helps"), rest(len(requests))) if quotes else Html()


def asks(items: Sequence[TeamItem], today: date) -> Html:
    """Return the asks that await an answer, the oldest first."""
    lines = [item_line(item, today, is_ask=True) for item in items[:MAX_LISTED]]
    return joined(tag("ul", *lines, class_="asks"), rest(len(items))) if lines else Html()


def open_items(items: Sequence[TeamItem], today: date) -> Html:
    """Return open escalations by severity."""
    lines = [(item.item.severity, item_line(item, today, is_ask=False)) for item in items[:MAX_LISTED]]
    return joined(entries.severity_groups(lines), rest(len(items)))


def item_line(item: TeamItem, today: date, *, is_ask: bool) -> Html:
    """Return a line about an escalation, or an ask if `is_ask`, with its owner."""
    owner = tag("strong", name_of(item.name, item.person))
    marked = review_mark(item.mark, today)
    return entries.entry_line(item.item, item.days, today, owner, item.stale_since, is_ask=is_ask, marked=marked)


def review_mark(mark: Mark | None, today: date) -> str | None:
    """Return what the manager marked an entry as, on `today`: `marked done 3 Nov`."""
    return needs_you.mark_text(mark.state, mark.on, today) if mark else None


def _since(one: HelpRequest, today: date) -> Html:
    replied = needs_you.replied_on(day_made(one.reply.made), today) if one.reply else None
    return facts(as_of(one.stale_since, today), review_mark(one.mark, today), replied)


def responses(answers: Sequence[TeamResponse], today: date) -> Html:
    """Return what people answered to the manager's replies."""
    figures = [_answer(one, today) for one in answers[:MAX_LISTED]]
    return joined(tag("div", *figures, class_="praise"), rest(len(answers))) if figures else Html()


def _answer(answer: TeamResponse, today: date) -> Html:
    response = answer.response
    quote = tag("blockquote", tag("p", "“", user(response.text.strip(QUOTES)), "”"))
    line = facts(
        tag("strong", name_of(answer.name, answer.person)),
        joined(answered_reply(response.kind), _reply_quoted(answer)),
        entries.day_element(response.made, today),
        review_mark(answer.mark, today),
    )
    return tag("figure", quote, tag("figcaption", line))


def _reply_quoted(answer: TeamResponse) -> Html | None:
    return joined(" ", user(quoted(answer.reply.text))) if answer.reply else None


def recognition(due: Sequence[Recognition], today: date) -> Html:
    """Return the people with praise or wins not thanked yet, and these wins."""
    people = [_recognised(one, today) for one in due[:MAX_LISTED]]
    if not people:
        return Html()
    note = tag("p", team_page.RECOGNITION_NOTE, class_="quiet")
    return joined(note, tag("div", *people, class_="due"), rest(len(due)))


def _recognised(one: Recognition, today: date) -> Html:
    wins = (_win(win, today) for win in one.wins[:RECOGNISED_WINS])
    more = len(one.wins) - RECOGNISED_WINS
    last = tag("p", team_page.MORE_WINS.format(number=more), class_="quiet") if more > 0 else None
    return tag("article", tag("h3", name_of(one.name, one.person)), tag("ul", *wins), last)


def _win(win: ShareWin, today: date) -> Html:
    text = joined("“", user(win.text.strip(QUOTES)), "”") if win.kind == "thanks" else user(win.text)
    kind = None if win.kind == "thanks" else user(win.kind)
    return tag("li", tag("p", text), facts(entries.sender(win), kind, entries.day_element(win.day, today)))

"""Summarise what matters for the next one-to-one with a person: what they shared since the last talk, a few questions,
the action items that are open, and the manager's notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.sharing.follow_up import ActionItem, Mark, PersonFollowUp, Talk, item_key
from cmcheckin.sharing.ranges import RangeMark
from cmcheckin.sharing.review_questions import Question
from cmcheckin.sharing.share_file import (
    Reply,
    ShareEscalation,
    ShareFile,
    ShareLeave,
    ShareResponse,
    ShareWeek,
    ShareWin,
    day_made,
)
from cmcheckin.sharing.summary import stale_since
from cmcheckin.sharing.team import Person, TeamItem, leave_ahead
from cmcheckin.wording.review_facts import Coverage

FIRST_DAYS: Final = 28
"""Days before the newest file that count as new before the first talk (our choice)."""


@dataclass(frozen=True)
class OneToOne:
    """What the one-to-one page of a person shows on `today`. `since` is the first day of what is new."""

    person: str
    name: str
    today: date
    made: date
    """The day the newest file was made."""
    stale_since: date | None
    """That day, if it is so long ago that things may have changed."""
    since: date
    last_talk: date | None
    """The day of the last talk; None before the first."""
    weeks: tuple[ShareWeek, ...]
    """The weeks that ended since then, or hadn't ended, in order of time."""
    coverage: Mapping[Week, Coverage]
    """How much of each week was shared."""
    marks: tuple[RangeMark, ...]
    """The figures of the latest whole week outside the person's normal range."""
    wins: tuple[ShareWin, ...]
    """Wins since then, the latest first."""
    opened: tuple[TeamItem, ...]
    """Escalations that came in since then and are open, the most severe first."""
    still_open: tuple[TeamItem, ...]
    """Those that were open before."""
    resolved: tuple[TeamItem, ...]
    """Escalations and asks that were resolved since then, the latest first."""
    asks: tuple[TeamItem, ...]
    """Open asks, the oldest first, with the mark of those that were answered."""
    help: str
    leave: tuple[ShareLeave, ...]
    """Leave and holidays that aren't over."""
    responses: tuple[tuple[ShareResponse, Reply | None], ...]
    """Answers made since then, the latest first, each with the reply that it answers, if its file is there."""
    questions: tuple[Question, ...]
    actions: tuple[ActionItem, ...]
    """Open ones, then those done since the last talk, each in the order in which they were added."""
    note: str
    """The manager's notes for this talk."""
    talks: tuple[Talk, ...]
    """Past talks, the latest first."""
    to_talk: tuple[tuple[str, str], ...] = ()
    """The keys of the marks and the texts of entries that the manager marked to talk about, the first marked first."""


def one_to_one(
    person: Person,
    notes: PersonFollowUp,
    replies: Sequence[Reply],
    responses: Sequence[ShareResponse],
    today: date,
    marks: Mapping[str, Mark] = MappingProxyType({}),
) -> OneToOne:
    """Return the one-to-one of `person` on `today`.

    `notes`: the manager's own. `replies`: the manager's to this person. `responses`: the person's answers to them.
    `marks`: those of the manager's follow-up.
    """
    row = person.row
    made = day_made(row.made)
    since = notes.last_talk or made - timedelta(FIRST_DAYS)
    by_id = {reply.id: reply for reply in replies}
    unresolved = [item for item in person.escalations if item.status != "resolved"]
    resolved = [item for item in (*person.escalations, *person.asks) if (item.resolved or date.min) >= since]

    def items(found: Sequence[ShareEscalation]) -> tuple[TeamItem, ...]:
        return tuple(TeamItem.of(row, item, today) for item in found)

    return OneToOne(
        person=row.person,
        name=row.name,
        today=today,
        made=made,
        stale_since=stale_since(made, today),
        since=since,
        last_talk=notes.last_talk,
        weeks=tuple(week for week in person.weeks if week.week.sunday >= since),
        coverage=person.coverage,
        marks=person.marks,
        wins=tuple(win for win in person.wins if win.day >= since),
        opened=items([item for item in unresolved if item.opened >= since]),
        still_open=items([item for item in unresolved if item.opened < since]),
        resolved=items(sorted(resolved, key=lambda item: item.resolved or date.min, reverse=True)),
        asks=tuple(_with_answer(ask, replies, marks) for ask in items(row.asks)),
        help=row.help,
        leave=tuple(one for one in leave_ahead(row) if one.last >= today),
        responses=tuple(
            (response, by_id.get(response.reply))
            for response in sorted(responses, key=lambda response: response.made, reverse=True)
            if response.made >= since
        ),
        questions=person.questions,
        actions=(
            *notes.open_actions,
            *(action for action in notes.actions if action.done and action.done >= since),
        ),
        note=notes.note,
        talks=notes.talks,
        to_talk=_marked_to_talk(person, responses, marks),
    )


def _with_answer(ask: TeamItem, replies: Sequence[Reply], marks: Mapping[str, Mark]) -> TeamItem:
    """Return `ask` with a mark if it was answered: the manager's own, or the day of an answer among `replies`."""
    mark = marks.get(item_key("item", ask.person, ask.item.id))
    answers = [day_made(reply.made) for reply in replies if reply.kind == "answer" and reply.about == ask.item.id]
    if mark is None or mark.state != "answered":
        mark = Mark("answered", max(answers)) if answers else None
    return ask._replace(mark=mark)


def _marked_to_talk(
    person: Person, responses: Sequence[ShareResponse], marks: Mapping[str, Mark]
) -> tuple[tuple[str, str], ...]:
    """Return the keys and texts of entries that are marked to talk about, the first one marked first."""
    id_ = person.row.person
    texts = {item_key("help", id_, person.row.help): person.row.help}
    texts |= {item_key("item", id_, item.id): item.title for item in (*person.escalations, *person.asks)}
    texts |= {item_key("win", id_, win.id): win.text for win in person.wins}
    texts |= {item_key("response", id_, response.reply): response.text for response in responses}
    to_talk = [(mark.on, key) for key, mark in marks.items() if mark.state == "talk"]
    return tuple((key, texts[key]) for _, key in sorted(to_talk) if key in texts)


def responses_in(files: Iterable[ShareFile]) -> tuple[ShareResponse, ...]:
    """Return the answers to replies in a person's `files`, newest first: of each reply the newest answer."""
    found: dict[str, ShareResponse] = {}
    for response in (response for share in files for response in share.responses):
        found.setdefault(response.reply, response)
    return tuple(found.values())

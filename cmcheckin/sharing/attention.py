"""What needs the manager, from everybody's newest files: help asked for, asks awaiting an answer, severe escalations,
answers that came back, and recognition that is due. Nobody is scored or ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain.escalation import SEVERE
from cmcheckin.sharing.follow_up import FollowUp, Mark, item_key
from cmcheckin.sharing.replies import OwnThanks
from cmcheckin.sharing.share_file import TO_PEOPLE, Reply, ShareEscalation, ShareResponse, ShareWin, day_made
from cmcheckin.sharing.summary import stale_since
from cmcheckin.sharing.team import NEED_SECTIONS, PersonRow, Team, TeamItem, TeamWin
from cmcheckin.wording.review import person_name

SECTIONS: Final = (*NEED_SECTIONS, "people")
"""The sections of the first page, in their order."""
RECOGNITION_WEEKS: Final = 4
"""Weeks in which praise and wins wait for thanks (our choice; later thanks surprise more than they please)."""


class HelpRequest(NamedTuple):
    """What would help a person, in their words, and the day their file was made."""

    person: str
    name: str
    text: str
    asked: date
    stale_since: date | None
    """The day it was shared, if that is so long ago that it may have changed."""
    mark: Mark | None = None
    reply: Reply | None = None
    """The latest offer or question to them since."""


class TeamResponse(NamedTuple):
    """A person's answer to a reply of the manager."""

    person: str
    name: str
    response: ShareResponse
    reply: Reply | None = None
    """The reply it answers, if the folder still has it."""
    mark: Mark | None = None


class Recognition(NamedTuple):
    """A person with praise or wins that nobody has thanked them for yet."""

    person: str
    name: str
    wins: tuple[ShareWin, ...]
    """The latest first, at least one."""


@dataclass(frozen=True)
class Attention:
    """What needs the manager today. In each list, the longest waiting is first; in recognition, the latest win."""

    help: tuple[HelpRequest, ...] = ()
    asks: tuple[TeamItem, ...] = ()
    """Open asks that nobody answered."""
    escalations: tuple[TeamItem, ...] = ()
    """Open escalations that are high or a crisis, the most severe first."""
    responses: tuple[TeamResponse, ...] = ()
    recognition: tuple[Recognition, ...] = ()
    people: tuple[PersonRow, ...] = ()
    """Everybody, by name."""


def attention(
    team: Team,
    wins: Iterable[TeamWin],
    follow_up: FollowUp,
    replies: Sequence[Reply],
    responses: Iterable[TeamResponse],
    today: date,
    sender: str = "",
) -> Attention:
    """Return what needs the manager on `today`, from the overview `team` and the `wins` of the last weeks.

    `replies`: those in the folder. `responses`: the answers in the newest files. `sender`: the manager's name, whose
    own praise needs no thanks. What `follow_up` marks as answered, thanked or done is left out. Help, asks and
    escalations that were done come back, with their mark, once a newer file has them again.
    """
    rows = {row.person: row for row in team.rows}
    own = OwnThanks(replies, sender)
    answered = {(reply.to, reply.about) for reply in replies if reply.kind == "answer" and reply.about}

    def is_current(item: TeamItem) -> bool:
        return _is_current(item.mark, rows[item.person].shared_on[item.item.id])

    def is_awaiting(ask: TeamItem) -> bool:
        is_answered = ask.mark is not None and ask.mark.state == "answered"
        return not is_answered and (ask.person, ask.item.id) not in answered and is_current(ask)

    severe = (item for item in team.open if (item.item.severity or 0) >= SEVERE)
    return Attention(
        help=_help_requests(team, follow_up, replies, today),
        asks=tuple(ask for ask in _with_marks(team.asks, follow_up) if is_awaiting(ask)),
        escalations=tuple(item for item in _with_marks(severe, follow_up) if is_current(item)),
        responses=_new_responses(responses, replies, follow_up),
        recognition=_recognition((one for one in wins if not own.has(one.person, one.win)), replies, follow_up, today),
        people=team.rows,
    )


def needs_by_person(found: Attention) -> Mapping[str, tuple[str, ...]]:
    """Return the sections of `found` that each person is in, of NEED_SECTIONS, by the person's id."""
    needs: dict[str, dict[str, None]] = {}
    for section in NEED_SECTIONS:
        for entry in getattr(found, section):
            needs.setdefault(entry.person, {})[section] = None
    return {person: tuple(sections) for person, sections in needs.items()}


def _is_current(mark: Mark | None, shared: date) -> bool:
    """Return whether an item last `shared` on a day still needs the manager: it isn't done, or it was shared again
    after that."""
    return mark is None or mark.state == "talk" or shared > mark.on


def _help_requests(team: Team, follow_up: FollowUp, replies: Sequence[Reply], today: date) -> tuple[HelpRequest, ...]:
    latest: dict[str, Reply] = {}
    for reply in replies:
        if not reply.about and reply.kind != "thanks" and reply.made >= latest.get(reply.to, reply).made:
            latest[reply.to] = reply
    found = []
    for row in team.rows:
        made, mark = day_made(row.made), follow_up.marks.get(item_key("help", row.person, row.help))
        if row.help.strip() and _is_current(mark, made):
            sent = latest.get(row.person)
            since = sent if sent and day_made(sent.made) >= made else None
            found.append(HelpRequest(row.person, row.name, row.help, made, stale_since(made, today), mark, since))
    return tuple(sorted(found, key=lambda request: request.asked))


def _with_marks(items: Iterable[TeamItem], follow_up: FollowUp) -> Iterator[TeamItem]:
    for item in items:
        yield item._replace(mark=follow_up.marks.get(item_key("item", item.person, item.item.id)))


def _new_responses(
    responses: Iterable[TeamResponse], replies: Sequence[Reply], follow_up: FollowUp
) -> tuple[TeamResponse, ...]:
    """Return the newest answer to each reply, with the reply and its mark, the oldest first. Answers marked as done are
    left out."""
    newest: dict[tuple[str, str], TeamResponse] = {}
    for one in responses:
        key = (one.person, one.response.reply)
        if key not in newest or newest[key].response.made < one.response.made:
            newest[key] = one
    by_id = {(reply.to, reply.id): reply for reply in replies}
    found = []
    for key, one in newest.items():
        mark = follow_up.marks.get(item_key("response", *key))
        if _is_current(mark, one.response.made):
            found.append(one._replace(reply=by_id.get(key), mark=mark))
    return tuple(sorted(found, key=lambda one: (one.response.made, one.name.casefold(), one.person)))


def _recognition(
    wins: Iterable[TeamWin], replies: Sequence[Reply], follow_up: FollowUp, today: date
) -> tuple[Recognition, ...]:
    """Return the newest wins of each person that nobody thanked them for. Thanks that name no win count for all wins up
    to their day."""
    since = today - timedelta(weeks=RECOGNITION_WEEKS)
    thanked = {(reply.to, reply.about) for reply in replies if reply.kind == "thanks"}
    thanked_until: dict[str, date] = {}
    for reply in replies:
        if reply.kind == "thanks" and not reply.about:
            thanked_until[reply.to] = max(thanked_until.get(reply.to, date.min), day_made(reply.made))
    due: dict[str, Recognition] = {}
    for person, name, win in sorted(wins, key=lambda one: (-one.win.day.toordinal(), one.name.casefold(), one.win.id)):
        mark = follow_up.marks.get(item_key("win", person, win.id))
        is_thanked = (person, win.id) in thanked or (mark is not None and mark.state != "talk")
        if is_thanked or win.day <= max(since, thanked_until.get(person, date.min)):
            continue
        known = due.get(person, Recognition(person, name, ()))
        due[person] = known._replace(wins=(*known.wins, win))
    return tuple(due.values())


# Rows, for the pages of the review


@dataclass(frozen=True)
class Recipient:
    """The person a reply goes to, and the id and text of the win or ask it is about, if any."""

    person: str
    name: str
    about: str = ""
    about_text: str = ""


def recipient(kind: str, row: object, person: PersonRow | None) -> Recipient | None:
    """Return who a reply of `kind` to `row`, which is about `person`, goes to; None if the row can't have one."""
    found: PersonRow | TeamItem | TeamWin | Recognition | None = None
    about: tuple[str, ...] = ()
    match kind, row:
        case "thanks", TeamWin() as found:
            about = found.win.id, found.win.text
        case "thanks", Recognition() as found:
            about = found.wins[0].id, found.wins[0].text
        case "answer", TeamItem(item=ShareEscalation(kind="ask")) as found:
            about = found.item.id, found.item.title
        case _ if kind in TO_PEOPLE:
            found = person
    return Recipient(found.person, person_name(found.name, found.person), *about) if found else None


def mark_keys(row: object) -> tuple[str, ...]:
    """Return the keys under which the follow-up has the marks of `row`; empty if it can't be marked."""
    match row:
        case HelpRequest():
            return (item_key("help", row.person, row.text),)
        case TeamItem():
            return (item_key("item", row.person, row.item.id),)
        case TeamResponse():
            return (item_key("response", row.person, row.response.reply),)
        case Recognition():
            return tuple(item_key("win", row.person, win.id) for win in row.wins)
        case TeamWin():
            return (item_key("win", row.person, row.win.id),)
    return ()


def matching(attention: Attention, wanted: str) -> Attention:
    """Return `attention` with only what has every word of `wanted`, in a name or a text. People aren't filtered."""
    parts = wanted.casefold().split()

    def has(*texts: str) -> bool:
        return all(any(part in text.casefold() for text in texts) for part in parts)

    return replace(
        attention,
        help=tuple(one for one in attention.help if has(one.name, one.text)),
        asks=tuple(one for one in attention.asks if has(one.name, one.item.title)),
        escalations=tuple(one for one in attention.escalations if has(one.name, one.item.title, one.item.kind)),
        responses=tuple(one for one in attention.responses if has(one.name, one.response.text)),
        recognition=tuple(one for one in attention.recognition if has(one.name, *(win.text for win in one.wins))),
    )

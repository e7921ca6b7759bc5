"""The inbox: every reply to what was shared, from every folder shared to, with what became of each.

A reply is a file that anybody with access to the folder can write. So who sent it is only what the file says, the words
of a win or ask it answers are taken from the journal, and of two files with one id both are shown.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.text import to_json
from cmcheckin.journal import disk
from cmcheckin.paths import Places
from cmcheckin.sharing import choices, replies
from cmcheckin.sharing.choices import Choices
from cmcheckin.sharing.copies import from_the_future
from cmcheckin.sharing.file_bytes import Bytes, Unread, read_file
from cmcheckin.sharing.reading import parse_bytes
from cmcheckin.sharing.share_file import Reply
from cmcheckin.sharing.walking import Limits, Walk

if TYPE_CHECKING:
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

FILE: Final = "replies.json"
"""In the home, beside the choices of sharing: which replies were read or kept. Without it all are unread again."""
REMEMBERED: Final = 20_000
"""Replies whose state is remembered."""
LIMITS: Final = Limits(files=50_000, size=50_000)
"""A reply has a page of text, at most 2,000 characters."""
State: TypeAlias = Literal["unread", "read", "kept"]
_WIN_DAY: Final = re.compile(r"w-(\d{4}-\d\d-\d\d)-")


@dataclass(frozen=True)
class Received:
    """A reply that came in."""

    reply: Reply
    path: str
    state: State = "unread"
    title: str = ""
    """The win or ask it is about, in the journal's words; empty when the journal has none of that id."""
    shares_id: bool = False
    """Whether another file has the same id and says something else."""
    in_future: bool = False
    """Whether its date cannot be right."""

    @cached_property
    def key(self) -> str:
        """What its state is remembered by: its id and all that it says."""
        return f"{self.reply.id}.{hashlib.sha256(replies.dumps(self.reply)).hexdigest()[:16]}"


@dataclass(frozen=True)
class Inbox:
    """What came in, the newest first; what is dated in the future stands last."""

    received: tuple[Received, ...] = ()
    unread_files: tuple[Unread, ...] = ()
    """What could not be read, with the reason."""
    folders: tuple[str, ...] = ()
    """Where replies were looked for."""

    @property
    def unread(self) -> tuple[Received, ...]:
        """What was not read yet, the oldest first."""
        return tuple(one for one in reversed(self.received) if one.state == "unread")


def read_inbox(journal: Journal, settings: Settings, now: datetime) -> Inbox:
    """Return every reply to this home in the folders it shared to and in `settings.share_folder`.

    Where nothing was ever shared nothing is looked for. Never raises for what cannot be read: it is in `unread_files`.
    """
    places = journal.places
    try:
        chosen = choices.read(places.share)
    except Refused as no:
        return Inbox(unread_files=(Unread(str(places.share), no.reason),))
    except OSError as no:
        return Inbox(unread_files=(Unread(str(places.share), f"cannot be read ({(no.strerror or '').lower()})"),))
    folders = _folders(chosen, settings)
    if not chosen.person:
        return Inbox(folders=folders)
    found: dict[str, Received] = {}
    failed: list[Unread] = []
    for file in Walk(folders, now.date(), LIMITS, opening="reply-", depth=0):
        if isinstance(file, Unread):
            failed.append(file)
            continue
        try:
            reply = replies.decode(parse_bytes(file.data))
        except Refused as no:
            failed.append(Unread(file.path, str(no)))
            continue
        if reply.to == chosen.person:
            one = Received(reply, file.path, in_future=bool(from_the_future(reply, now)))
            found.setdefault(one.key, one)
    titles = own_words(journal, (one.reply.about for one in found.values()), now.date())
    return Inbox(_with_states(found, _states(places), titles), tuple(failed), folders)


def _folders(chosen: Choices, settings: Settings) -> tuple[str, ...]:
    named = (settings.share_folder, *chosen.folders)
    return tuple(dict.fromkeys(os.path.abspath(os.path.expanduser(one)) for one in named if one))  # noqa: PTH100, PTH111


def _with_states(
    found: Mapping[str, Received], states: Mapping[str, State], titles: Mapping[str, str]
) -> tuple[Received, ...]:
    """These, the newest first, each with its state and the journal's words."""
    ids = Counter(one.reply.id for one in found.values())
    made = [
        replace(
            one,
            state=states.get(key, "unread"),
            title=titles.get(one.reply.about, ""),
            shares_id=ids[one.reply.id] > 1,
        )
        for key, one in found.items()
    ]
    newest = sorted(made, key=lambda one: (one.reply.made, one.key), reverse=True)
    return tuple(sorted(newest, key=lambda one: one.in_future))


def own_words(journal: Journal, ids: Iterable[str], today: date) -> dict[str, str]:
    """Return the text of wins and the titles of escalations and asks in the journal, by those of these `ids` it has."""
    wanted = {one for one in ids if one}
    found = {id_: item.title for id_ in wanted if (item := journal.escalation(id_)) is not None}
    days: list[date] = []
    for id_ in wanted - found.keys():
        if match := _WIN_DAY.match(id_):
            with suppress(ValueError):
                days.append(date.fromisoformat(match[1]))
    near = [kept for day in dict.fromkeys(days) if (kept := journal.checkin(day)) is not None]
    found |= {win.id: win.text for kept in near for win in kept.wins if win.id in wanted}
    if left := wanted - found.keys():  # an id that another program gave says nothing of the day
        checkins = journal.between(EARLIEST, today).checkins
        found |= {win.id: win.text for kept in checkins for win in kept.wins if win.id in left}
    return found


def remember(places: Places, received: Iterable[Received], state: State = "read") -> None:
    """Remember what became of these. Raises OSError when the disk will not; then they stay as they were."""
    keys = [one.key for one in received]
    if not keys:
        return
    kept = _states(places)
    for key in keys:
        if kept.get(key) != "kept":  # what was kept was read, too
            kept[key] = state
    newest = dict(list(kept.items())[-REMEMBERED:])
    data = to_json({"version": 1, "states": newest}, separators=(",", ":")).encode() + b"\n"
    disk.replace(str(places.data / FILE), data, sync=False, alone=False)


def _states(places: Places) -> dict[str, State]:
    """What is remembered, the oldest first; nothing when the file is not there or not sound."""
    path = str(places.data / FILE)
    file = read_file(path, path)
    if not isinstance(file, Bytes):
        return {}
    try:
        raw = parse_bytes(file.data)
    except Refused:
        return {}
    states = raw.get("states") if isinstance(raw, dict) else None
    if not isinstance(states, dict):
        return {}
    return {key: "kept" if state == "kept" else "read" for key, state in states.items()}

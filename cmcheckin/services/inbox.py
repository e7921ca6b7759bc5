"""Read the inbox: every reply from every folder the user shared to, with its state.

Anyone with access to the folder can write a reply, so its sender is only what the file says. The title of the win or
ask it answers comes from the journal, and if two replies have the same id, both are shown.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from cmcheckin.checkin import wins
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.domain.text import LINE, clean, shorten, to_json
from cmcheckin.files import read_bytes, write_file
from cmcheckin.paths import Paths
from cmcheckin.services import share_preferences
from cmcheckin.services.share_preferences import SharePreferences
from cmcheckin.services.shared_folder.scan import FolderScan, Limits
from cmcheckin.sharing import replies
from cmcheckin.sharing.json_input import SIZE, parse_json
from cmcheckin.sharing.recognition import UnreadFile, future_date_reason
from cmcheckin.sharing.share_file import Reply
from cmcheckin.sharing.shared_ids import texts_by_id
from cmcheckin.wording import file_reasons as reasons
from cmcheckin.wording.review import thanks_for

if TYPE_CHECKING:
    from cmcheckin.checkin.form import CheckinForm
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

FILE: Final = "replies.json"
"""File beside the share preferences that remembers which replies were read or kept. Without it, all are unread."""
REMEMBERED: Final = 20_000
"""Most replies whose state is remembered."""
LIMITS: Final = Limits(files=50_000, size=50_000)
"""Largest reply file that is read, in bytes. A reply has at most 2,000 characters of text."""
State: TypeAlias = Literal["unread", "read", "kept", "acted"]
RECENT: Final = timedelta(weeks=13)
"""The days in which an entry is looked for first, before all of them: most replies are about one of these."""
_WIN_DAY: Final = re.compile(r"w-(\d{4}-\d\d-\d\d)-")


@dataclass(frozen=True)
class InboxReply:
    """A reply in the inbox."""

    reply: Reply
    path: str
    """The file it was read from; empty if only the journal has it any more."""
    state: State = "unread"
    saved: ReplyState | None = None
    """What the user did with it: the answer, the leave that was planned. None while it is unread."""
    title: str = ""
    """The title of the win or ask it is about, from the journal; empty when the journal has no such id."""
    has_id_conflict: bool = False
    """Whether another reply has the same id but different content."""
    in_future: bool = False
    """Whether its date is in the future, and so can't be right."""

    @cached_property
    def key(self) -> str:
        """Return the key of its remembered state, from its id and all of its content."""
        return f"{self.reply.id}.{hashlib.sha256(replies.reply_bytes(self.reply)).hexdigest()[:16]}"


@dataclass(frozen=True)
class Inbox:
    """The replies: unread ones first, then newest first, with those dated in the future last of each."""

    replies: tuple[InboxReply, ...] = ()
    unread_files: tuple[UnreadFile, ...] = ()
    """Files and folders that couldn't be read, with the reason."""
    folders: tuple[str, ...] = ()
    """The folders that were searched."""

    @property
    def unread(self) -> tuple[InboxReply, ...]:
        """Return the unread replies, oldest first."""
        return tuple(reply for reply in reversed(self.replies) if reply.state == "unread")


def read_inbox(journal: Journal, settings: Settings, now: datetime) -> Inbox:
    """Return every reply to this user in the folders shared to and in `settings.share_folder`.

    Searches nothing if the user never shared. Never raises: what can't be read is listed in `unread_files`.
    """
    paths = journal.paths
    try:
        preferences = share_preferences.load(paths.share)
    except Refused as error:
        return Inbox(unread_files=(UnreadFile(str(paths.share), error.reason),))
    except OSError as error:
        reason = reasons.CANNOT_BE_READ_BECAUSE.format(error=(error.strerror or "").lower())
        return Inbox(unread_files=(UnreadFile(str(paths.share), reason),))
    folders = _folders(preferences, settings)
    if not preferences.person:
        return Inbox(folders=folders)
    by_key: dict[str, InboxReply] = {}
    failed: list[UnreadFile] = []
    for file in FolderScan(folders, now.date(), LIMITS, opening="reply-", depth=0):
        if isinstance(file, UnreadFile):
            failed.append(file)
            continue
        try:
            reply = replies.reply_from_json(parse_json(file.data))
        except Refused as error:
            failed.append(UnreadFile(file.path, str(error)))
            continue
        if reply.to == preferences.person:
            item = InboxReply(reply, file.path, in_future=bool(future_date_reason(reply, now)))
            by_key.setdefault(item.key, item)
    titles = titles_of(journal, (item.reply.about for item in by_key.values()), now.date(), preferences.secret)
    return Inbox(_with_states(by_key, _states(paths), titles), tuple(failed), folders)


def _folders(preferences: SharePreferences, settings: Settings) -> tuple[str, ...]:
    named = (settings.share_folder, *preferences.folders)
    return tuple(dict.fromkeys(os.path.abspath(os.path.expanduser(folder)) for folder in named if folder))  # noqa: PTH100, PTH111


def _with_states(
    by_key: Mapping[str, InboxReply], states: Mapping[str, State], titles: Mapping[str, str]
) -> tuple[InboxReply, ...]:
    """Return the replies newest first, each with its state and its title from the journal."""
    ids = Counter(item.reply.id for item in by_key.values())
    items = []
    for key, item in by_key.items():
        state, title = states.get(key, "unread"), titles.get(item.reply.about, "")
        items.append(replace(item, state=state, title=title, has_id_conflict=ids[item.reply.id] > 1))
    newest = sorted(items, key=lambda item: (item.reply.made, item.key), reverse=True)
    return tuple(sorted(newest, key=lambda item: item.in_future))


def titles_of(journal: Journal, ids: Iterable[str], today: date, secret: str = "") -> dict[str, str]:
    """Return the texts of wins and titles of escalations and asks by id, for those of `ids` that are in `journal`:
    shared ids made with `secret`, or ids of records, as older share files have them."""
    wanted = {id_ for id_ in ids if id_}
    titles = {id_: item.title for id_ in wanted if (item := journal.escalation(id_)) is not None}
    days = set()
    for match in filter(None, map(_WIN_DAY.match, wanted - titles.keys())):
        with suppress(ValueError):
            days.add(date.fromisoformat(match[1]))
    checkins_of_days = filter(None, map(journal.checkin, days))
    titles |= {win.id: win.text for checkin in checkins_of_days for win in checkin.wins if win.id in wanted}
    for first in (max(today - RECENT, EARLIEST), EARLIEST):  # other ids have no day in them
        if missing := wanted - titles.keys():
            titles |= texts_by_id(journal.between(first, today), missing, secret)
    return titles


def save_state(paths: Paths, replies: Iterable[InboxReply], state: State = "read") -> None:
    """Save `state` for `replies`. Raises OSError if it can't; then their saved states are unchanged."""
    keys = [reply.key for reply in replies]
    if not keys:
        return
    states = _states(paths)
    for key in keys:
        if states.get(key) != "kept":  # a kept reply counts as read
            states[key] = state
    newest = dict(list(states.items())[-REMEMBERED:])
    data = to_json({"version": 1, "states": newest}, separators=(",", ":")).encode() + b"\n"
    write_file(paths.data / FILE, data, sync=False)


def _states(paths: Paths) -> dict[str, State]:
    """Return the remembered states, oldest first; empty when the file is missing or damaged."""
    try:
        raw = parse_json(read_bytes(paths.data / FILE, limit=SIZE, follow_link=True)[0])
    except (OSError, Refused):
        return {}
    states = raw.get("states") if isinstance(raw, dict) else None
    if not isinstance(states, dict):
        return {}
    return {key: "kept" if state == "kept" else "read" for key, state in states.items()}


def praise_text(thanks: InboxReply) -> str:
    """Return the text to log `thanks` with as praise received: its own text, else one made from the title of the win it
    is about; empty without both."""
    return shorten(clean(thanks.reply.text) or (thanks_for(thanks.title) if thanks.title else ""), LINE)


def has_praise(form: CheckinForm, thanks: InboxReply) -> bool:
    """Return whether `form` has a win with the text of `thanks` as praise received."""
    return any(win.kind == "thanks" and win.text == praise_text(thanks) for win in form.checkin.wins)


def add_praise(form: CheckinForm, thanks: InboxReply) -> CheckinForm:
    """Return `form` with `thanks` added as praise received; unchanged if it is there already or has no text."""
    if has_praise(form, thanks) or not praise_text(thanks):
        return form
    added = wins.add(form, praise_text(thanks))
    return wins.change(added, len(added.checkin.wins) - 1, kind="thanks", sender=thanks.reply.sender or None)

"""Read the inbox: every reply from every folder the user shared to, with what was done with it. `inbox_actions` acts.

Anyone with access to the folder can write a reply, so its sender is only what the file says. The title of the win or
ask it answers comes from the journal, and if two replies have the same id, both are shown.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from cmcheckin.checkin import wins
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import EARLIEST, JSON, Key
from cmcheckin.domain.reply_state import ACTED, KEPT, READ, ReplyState, reply_id, reply_key
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.files import read_bytes
from cmcheckin.journal.errors import JournalError
from cmcheckin.services import share_preferences
from cmcheckin.services.share_preferences import SharePreferences
from cmcheckin.services.shared_folder.found import FoundFiles, Limits
from cmcheckin.services.shared_folder.reading import FolderPass
from cmcheckin.services.shared_folder.table import OTHER, SHARE
from cmcheckin.sharing import replies
from cmcheckin.sharing.json_input import SIZE, parse_json
from cmcheckin.sharing.recognition import UnreadFile, future_date_reason
from cmcheckin.sharing.share_file import Reply
from cmcheckin.sharing.shared_ids import texts_by_id
from cmcheckin.wording import file_reasons as reasons
from cmcheckin.wording.review import thanks_for

if TYPE_CHECKING:
    from cmcheckin.checkin.form import CheckinForm
    from cmcheckin.domain.checkin import CheckIn, Win
    from cmcheckin.journal import Journal
    from cmcheckin.paths import Paths
    from cmcheckin.settings import Settings

FILE: Final = "replies.json"
"""File beside the share preferences in which earlier versions remembered which replies were read or kept."""
WHY: Final = "inbox"
"""The reason in the journal for what is done in the inbox."""
LIMITS: Final = Limits(files=50_000, size=50_000)
"""Most replies that are read, and the largest in bytes: the text of one has at most 2,000 characters."""
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
        """Return the key of its state, from its id and all of its content."""
        if self.saved is not None:
            return self.saved.reply
        return reply_key(self.reply.id, hashlib.sha256(replies.reply_bytes(self.reply)).hexdigest()[:16])

    @property
    def is_kept(self) -> bool:
        """Return whether it was kept as praise, whatever else was done with it."""
        return self.state == KEPT or (self.saved is not None and self.saved.win is not None)


@dataclass(frozen=True)
class Inbox:
    """The replies: unread ones first, then newest first, with those dated in the future at the end of each group."""

    replies: tuple[InboxReply, ...] = ()
    unread_files: tuple[UnreadFile, ...] = ()
    """Files and folders that couldn't be read, with the reason."""
    folders: tuple[str, ...] = ()
    """The folders that were searched."""

    @property
    def unread(self) -> tuple[InboxReply, ...]:
        """Return the unread replies, oldest first."""
        return tuple(reply for reply in reversed(self.replies) if reply.state == "unread")


class FoundReplies(NamedTuple):
    """The replies to the user in `folders`, by their keys, as read from their files, without what the journal has about
    them."""

    by_key: Mapping[str, InboxReply]
    preferences: SharePreferences
    failed: tuple[UnreadFile, ...]
    folders: tuple[str, ...]


def find_replies(paths: Paths, settings: Settings, now: datetime) -> FoundReplies:
    """Return the replies to this user in the folders shared to and in `settings.share_folder`.

    Searches no folder if the user never shared. Never raises, and uses no journal, so a thread can do it.
    """
    preferences, failed = SharePreferences(), list[UnreadFile]()
    try:
        preferences = share_preferences.load(paths.share)
    except Refused as error:
        failed.append(UnreadFile(str(paths.share), error.reason))
    except OSError as error:
        reason = reasons.CANNOT_BE_READ_BECAUSE.format(error=(error.strerror or "").lower())
        failed.append(UnreadFile(str(paths.share), reason))
    folders = _folders(preferences, settings) if not failed else ()
    by_key: dict[str, InboxReply] = {}
    found = FoundFiles(folders if preferences.person else ())
    FolderPass(found, limits=LIMITS, opening="reply-", depth=0).run()
    failed += found.problems()
    for row, kind in enumerate(found.table.kind):
        if kind in (SHARE, OTHER):
            failed.append(UnreadFile(found.table.path(row), reasons.NOT_A_REPLY))
    for row, reply in found.replies.items():
        if reply.to == preferences.person:
            item = InboxReply(reply, found.table.path(row), in_future=bool(future_date_reason(reply, now)))
            by_key.setdefault(item.key, item)
    return FoundReplies(by_key, preferences, tuple(failed), folders)


def count_unread(journal: Journal, found: FoundReplies, now: datetime) -> int:
    """Return how many of the replies in `found` are unread."""
    return len(found.by_key.keys() - _saved_states(journal, found, now).keys())


def read_inbox(journal: Journal, settings: Settings, now: datetime, *, only_unread: bool = False) -> Inbox:
    """Return every reply to this user: those in the folders, and those that only the journal has, because they were
    read on another device or their folder is gone.

    With `only_unread`, those that were read are left out, which is faster. Never raises: what can't be read is listed
    in `unread_files`.
    """
    if journal.is_locked:  # which of them were read is locked too
        return Inbox((), (), ())
    found = find_replies(journal.paths, settings, now)
    by_key, preferences = dict(found.by_key), found.preferences
    for key, state in _saved_states(journal, found, now).items():
        item = by_key.get(key) or _journal_copy(state, preferences.person, now)
        by_key[key] = replace(item, state=_shown_state(state), saved=state)
    items = _with_id_conflicts(by_key.values())
    if only_unread:
        items = [item for item in items if item.state == "unread"]
    titles = titles_of(journal, (item.reply.about for item in items), now.date(), preferences.secret)
    titled = [replace(item, title=titles.get(item.reply.about, "")) for item in items]
    newest = sorted(titled, key=lambda item: (item.reply.made, item.key), reverse=True)
    ordered = sorted(newest, key=lambda item: (item.state != "unread", item.in_future))
    return Inbox(tuple(ordered), found.failed, found.folders)


def _saved_states(journal: Journal, found: FoundReplies, now: datetime) -> dict[str, ReplyState]:
    """Return the states of replies that were read, by their keys."""
    saved = {state.reply: state for state in journal.reply_states()}
    return saved | _earlier_states(journal, [item for key, item in found.by_key.items() if key not in saved], now)


def _folders(preferences: SharePreferences, settings: Settings) -> tuple[str, ...]:
    named = (settings.share_folder, *preferences.folders)
    return tuple(dict.fromkeys(os.path.abspath(os.path.expanduser(folder)) for folder in named if folder))  # noqa: PTH100, PTH111


def _with_id_conflicts(items: Collection[InboxReply]) -> list[InboxReply]:
    ids = Counter(item.reply.id for item in items)
    return [replace(item, has_id_conflict=ids[item.reply.id] > 1) for item in items]


def _shown_state(state: ReplyState) -> State:
    """Return the state to show: that of a newer version of the program counts as read."""
    return "kept" if state.state == KEPT else "acted" if state.state == ACTED else "read"


def _journal_copy(state: ReplyState, person: str, now: datetime) -> InboxReply:
    """Return the reply with this `state` to `person` from its copy in the journal."""
    reply = Reply(
        reply_id(state.reply),
        person,
        state.kind or "",
        state.text or "",
        state.made or state.at,
        state.about or "",
        state.about_text or "",
        state.sender or "",
        state.first,
        state.last or state.first,
    )
    return InboxReply(reply, "", in_future=bool(future_date_reason(reply, now)))


def state_of(item: InboxReply, at: datetime) -> ReplyState:
    """Return the state of `item` with a copy of the reply, first read at the moment `at`; the saved state if it was
    read before."""
    if item.saved is not None:
        return item.saved
    reply = item.reply
    return ReplyState(
        item.key,
        at,
        None,
        reply.kind,
        reply.sender or None,
        reply.made,
        reply.text or None,
        reply.about or None,
        reply.about_text or None,
        reply.first,
        reply.last,
    )


def _earlier_states(journal: Journal, items: Iterable[InboxReply], now: datetime) -> dict[str, ReplyState]:
    """Return the states of `items` that an earlier version remembered in FILE, and save them in the journal, once. The
    file is deleted once it has no others."""
    path = journal.paths.data / FILE
    try:
        raw = parse_json(read_bytes(path, limit=SIZE, follow_link=True)[0])
    except (OSError, Refused):
        return {}
    states = raw.get("states") if isinstance(raw, dict) else None
    known: dict[str, JSON] = states if isinstance(states, dict) else {}
    found = {
        item.key: state_of(item, now)._replace(state=KEPT if known[item.key] == KEPT else READ)
        for item in items
        if item.key in known
    }
    with suppress(OSError, JournalError):  # tried again next time
        if found:
            with journal.changing_now():
                journal.save(found.values(), why=WHY)
        if all(journal.get(Key("reply_state", key)) for key in known):
            path.unlink()
    return found


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


def praise_text(thanks: InboxReply) -> str:
    """Return the text to log `thanks` with as praise received: its own text, else one made from the title of the win it
    is about; empty without both."""
    return shorten(clean(thanks.reply.text) or (thanks_for(thanks.title) if thanks.title else ""), LINE)


def praise_id(thanks: InboxReply, day: date) -> str:
    """Return the id of the win that `thanks` are kept as on `day`. It follows from the reply, so thanks that two
    devices keep before they have each other's changes are one win afterwards."""
    return f"w-{day.isoformat()}-{hashlib.sha256(thanks.key.encode()).hexdigest()[:12]}"


def praise_in(checkin: CheckIn, thanks: InboxReply) -> Win | None:
    """Return the win of `checkin` that is the praise of `thanks`: the one with its id, else one of the same text."""
    text, id_ = praise_text(thanks), praise_id(thanks, checkin.date)
    named = next((win for win in checkin.wins if win.id == id_), None)
    return named or next((win for win in checkin.wins if win.kind == "thanks" and win.text == text), None)


def has_praise(form: CheckinForm, thanks: InboxReply) -> bool:
    """Return whether `form` has a win that is the praise of `thanks`."""
    return praise_in(form.checkin, thanks) is not None


def add_praise(form: CheckinForm, thanks: InboxReply) -> CheckinForm:
    """Return `form` with `thanks` added as praise received; unchanged if it is there already or has no text."""
    if has_praise(form, thanks) or not praise_text(thanks):
        return form
    added = wins.add(form, praise_text(thanks))
    id_, sender = praise_id(thanks, form.checkin.date), thanks.reply.sender or None
    return wins.change(added, len(added.checkin.wins) - 1, kind="thanks", sender=sender, id=id_)

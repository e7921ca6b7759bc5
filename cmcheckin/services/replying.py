"""Write a manager's reply beside the file it answers, and note it in the manager's own follow-up."""

from __future__ import annotations

import errno
import os
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from cmcheckin.domain.dates import read_day
from cmcheckin.domain.errors import Refused
from cmcheckin.journal.errors import JournalError
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.share_files import write_reply
from cmcheckin.services.shared_folder.folder import SharedFolder
from cmcheckin.sharing.follow_up import FollowUp, item_key
from cmcheckin.sharing.share_file import Reply
from cmcheckin.wording import needs_you as words

LONGEST: Final = timedelta(92)
"""The most days between the first and the last one if the last has no year (our choice)."""
AHEAD: Final = timedelta(366)
"""How far ahead the days of an offer may lie: later ones are probably typed wrong (our choice)."""


def draft_key(person: str, kind: str, about: str) -> str:
    """Return the key of the unsent text of a reply of `kind` to `person` about the win or ask `about`, if any."""
    return f"{person}:{kind}:{about}"


def offered_days(text: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day that `text` names for an offer made on `today`; None twice if it is blank.

    `3 dec` is today or the next such day, and the last day is the next such day after the first. Raises ValueError with
    a sentence for the user.

    >>> offered_days("3 dec to 4 dec", date(2026, 11, 23))
    (datetime.date(2026, 12, 3), datetime.date(2026, 12, 4))
    """
    parts = re.split(r"\s+(?:to|until|-)\s+|\s*(?:–|\.\.+)\s*", text.strip(), maxsplit=1, flags=re.IGNORECASE)
    if not text.strip():
        return None, None
    try:
        first = _next_day(parts[0], today)
        last = _next_day(parts[1], max(first, today)) if parts[1:] else first
        if last - first > LONGEST:  # not the next one: the two are probably swapped
            last = _next_day(parts[1], today)
    except ValueError as error:
        raise ValueError(f"{error}.") from None
    if last < first:
        raise ValueError(words.WRONG_ORDER.format(first=first, last=last))
    if first < today:
        raise ValueError(words.IN_PAST.format(day=first))
    if last > today + AHEAD:
        raise ValueError(words.FAR_AHEAD.format(day=last))
    return first, last


def _next_day(text: str, today: date) -> date:
    """Return the next day that `text` names, which may be `today`."""
    is_date = " " in text.strip() and text.strip()[:1].isdigit()
    return read_day(text, today - timedelta(is_date), ahead=True)


def noted(follow_up: FollowUp, reply: Reply) -> FollowUp:
    """Return `follow_up` with the win or ask of `reply` marked as thanked or answered, and without the draft of it."""
    today = reply.made.date()
    if reply.kind == "thanks" and reply.about:
        follow_up = follow_up.mark(item_key("win", reply.to, reply.about), "thanked", today)
    elif reply.kind == "answer" and reply.about:
        follow_up = follow_up.mark(item_key("item", reply.to, reply.about), "answered", today)
    return follow_up.with_draft(draft_key(reply.to, reply.kind, reply.about), "")


def send_reply(reply: Reply, file: Path, store: FollowUpStore) -> tuple[Path, str]:
    """Write `reply` beside `file`, the share file it answers, with the same readers. Return its path, and why the
    follow-up in `store` couldn't be saved; empty if it was.

    If `file` is a link, the reply is written beside the file itself. Raises Refused, FileExistsError and OSError; then
    nothing was written.
    """
    path = file.resolve()
    written = write_reply(reply, path.parent, path.stat().st_mode)
    try:
        store.apply(lambda follow_up: noted(follow_up, reply))
    except (Refused, JournalError) as error:
        return written, str(error)
    except OSError as error:
        return written, (error.strerror or str(error)).lower()
    return written, ""


def reply_to(folder: SharedFolder, reply: Reply, store: FollowUpStore) -> str:
    """Write `reply` beside the newest file of its person in `folder`, and note it in the follow-up in `store`. Return
    why that couldn't be saved; empty if it was. Raises Refused or OSError; then nothing was written."""
    newest = folder.files_of(reply.to, 1)
    found = folder.path_of(newest[0]) if newest else ""
    if not found:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    _, unsaved = send_reply(reply, Path(found), store)
    folder.add_reply(reply)
    return unsaved

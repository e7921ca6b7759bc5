"""Recognise the files in a shared folder: share files, replies, refused files, and files of other programs.

Of a share file only the beginning is read: whose it is, which weeks it covers, when it was made.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.domain.week import Week
from cmcheckin.sharing import replies
from cmcheckin.sharing.codec import MAX_WEEKS, NAME_LENGTH, share_from_json
from cmcheckin.sharing.json_input import WHOLE_FILE, parse_json
from cmcheckin.sharing.share_file import VERSION, Reply, day_made
from cmcheckin.wording import file_reasons as reasons

CLOCK_TOLERANCE: Final = timedelta(1)
"""How far in the future a date may be, for clocks that are off."""
_TEXT: Final = rb'"((?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){0,480})"'
_HEAD: Final = re.compile(
    rb'\s*\{\s*"cmcheckin"\s*:\s*"share"\s*,\s*"version"\s*:\s*(\d{1,6})\s*,\s*"person"\s*:\s*"([!#-\[\]-~]{1,128})"\s*,'
    rb'\s*(?:"name"\s*:\s*' + _TEXT + rb'\s*,\s*)?"made"\s*:\s*"([0-9T:.+Z-]{16,40})"\s*,'
    rb'\s*"from"\s*:\s*"(\d{4}-\d\d-\d\d)"\s*,\s*"to"\s*:\s*"(\d{4}-\d\d-\d\d)"\s*,'
)
"""Pattern of the beginning of a share file as this program writes it. Other files are parsed in full at once."""
_MARKER: Final = b'"cmcheckin"'
_ENDINGS: Final = (b"}\n", b"}", b"}\r\n")
"""The ending of a share file that was written completely."""
_MARKER_REACH: Final = 2_000
"""Bytes at the start within which every file of ours has _MARKER."""


class ScannedFile(NamedTuple):
    """A file that was read."""

    path: str
    data: bytes


class UnreadFile(NamedTuple):
    """A file that couldn't be read or used, and why."""

    path: str
    reason: str


@dataclass(frozen=True)
class FoundShare:
    """A share file that was found, and what its beginning says."""

    path: str
    data: bytes
    person: str
    name: str
    made: datetime
    first: date
    last: date

    @property
    def weeks(self) -> range:
        """The weeks it covers, as `week_number` counts them."""
        return range(week_number(self.first), week_number(self.last) + 1)

    def days_covered(self, week: int) -> int:
        """Return how many days of `week` it can cover: those in its range that had begun when it was made."""
        monday = 7 * week + 1
        last = min(self.last, day_made(self.made)).toordinal()
        return max(min(monday + 6, last) - max(monday, self.first.toordinal()) + 1, 0)


def week_number(day: date) -> int:
    """Return the week of `day` as a number of weeks since Monday 0001-01-01."""
    return (day.toordinal() - 1) // 7


def recognise(file: ScannedFile, *, named: bool, now: datetime | None = None) -> FoundShare | Reply | UnreadFile | None:
    """Return `file` as a share file or a reply, as unread with the reason, or None if it isn't one of ours.

    A file the user `named` is never ignored without a reason. A date more than a day after `now` isn't trusted.
    """
    result = _recognise(file, named)
    reason = "" if now is None or result is None or isinstance(result, UnreadFile) else future_date_reason(result, now)
    return UnreadFile(file.path, reason) if reason else result


def future_date_reason(file: FoundShare | Reply, now: datetime) -> str:
    """Return why the dates of `file` can't be right at `now`; empty if they can.

    Allows a day for differing clocks and time zones. The current week may be shared before it is over.
    """
    soon = now + CLOCK_TOLERANCE
    if file.made > soon:
        return reasons.MADE_IN_FUTURE.format(day=file.made.date())
    if isinstance(file, FoundShare) and file.last > Week.of(soon.date()).sunday:
        return reasons.DAYS_IN_FUTURE.format(day=file.last)
    return ""


def _recognise(file: ScannedFile, named: bool) -> FoundShare | Reply | UnreadFile | None:
    match = _HEAD.match(file.data)
    if match and file.data.endswith(_ENDINGS) and (copy := _head(file, match)):
        return copy
    if not named and _MARKER not in file.data[:_MARKER_REACH] and ".json" not in file.path.rpartition("/")[2].lower():
        return None
    try:
        raw = parse_json(file.data)
        if isinstance(raw, dict) and raw.get("cmcheckin") == replies.REPLY_KIND:
            return replies.reply_from_json(raw)
        share = share_from_json(raw)
    except Refused as error:
        return unread_file(file.path, error)
    return FoundShare(file.path, file.data, share.person, share.name, share.made, share.first, share.last)


def unread_file(path: str, error: Refused) -> UnreadFile:
    """Return the file at `path` as unread, with the reason from `error`."""
    return UnreadFile(path, error.reason if error.field == WHOLE_FILE else str(error))


def _head(file: ScannedFile, match: re.Match[bytes]) -> FoundShare | None:
    """Return the share file as its beginning describes it; None if the file has to be parsed in full."""
    version, person, name, made, first, last = match.groups()
    try:
        text = (name or b"").decode()
        if "\\" in text:
            text = json.loads(f'"{text}"')
        copy = FoundShare(
            file.path,
            file.data,
            person.decode("ascii"),
            clean(text)[:NAME_LENGTH],
            f.required("made", f.moment("made", made.decode())),
            f.required("from", f.day("from", first.decode())),
            f.required("to", f.day("to", last.decode())),
        )
    except ValueError:
        return None
    return copy if int(version) == VERSION and 0 < len(copy.weeks) <= MAX_WEEKS else None

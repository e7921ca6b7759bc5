"""Recognise the files in a shared folder: share files, replies, refused files, and files of other programs.

Of a share file only the beginning is read: whose it is, which weeks it covers, when it was made.
"""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.domain.week import Week
from cmcheckin.sharing import replies
from cmcheckin.sharing.codec import MAX_WEEKS, NAME_LENGTH, share_from_json
from cmcheckin.sharing.json_input import WHOLE_FILE, parse_json
from cmcheckin.sharing.share_file import FIELDS, VERSION, Reply
from cmcheckin.wording import file_reasons as reasons

CLOCK_TOLERANCE: Final = timedelta(1)
"""How far in the future a date may be, for clocks that are off."""
_TEXT: Final = rb'"((?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){0,480})"'
_WHO: Final = re.compile(
    rb'\s*\{\s*"cmcheckin"\s*:\s*"share"\s*,\s*"version"\s*:\s*(\d{1,6})\s*,\s*"person"\s*:\s*"([!#-\[\]-~]{1,128})"\s*,'
    rb'\s*(?:"name"\s*:\s*' + _TEXT + rb'\s*,\s*)?"made"\s*:\s*"'
)
"""Pattern of the beginning of a share file as this program writes it, up to when it was made. Other files are parsed in
full at once."""
_WHAT: Final = re.compile(
    rb'"\s*,\s*"from"\s*:\s*"([0-9-]{10})"\s*,\s*"to"\s*:\s*"([0-9-]{10})"\s*,'
    rb'(?:\s*"fields"\s*:\s*\[([a-z_",\s]{0,600})\])?'
)
"""Pattern of what follows."""
HEAD_SIZE: Final = 2_048
"""Bytes at the start of a share file that contain this pattern."""
ANY_FIELD: Final = (1 << len(FIELDS)) - 1
"""The fields of a file whose beginning doesn't list them: it may have any."""
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


class ShareHead(NamedTuple):
    """The facts at the beginning of a share file."""

    person: str
    name: str
    made: datetime
    first: date
    last: date
    fields: int = ANY_FIELD
    """The selected fields it may have: a bit for each of FIELDS, the lowest for the first."""

    @property
    def weeks(self) -> range:
        """The weeks it covers, as `week_number` counts them."""
        return range(week_number(self.first), week_number(self.last) + 1)


def week_number(day: date) -> int:
    """Return the week of `day` as a number of weeks since Monday 0001-01-01."""
    return (day.toordinal() - 1) // 7


def days_covered(week: int, first: int, last: int, made: int) -> int:
    """Return how many days of `week` a file can cover: those in its range that had begun when it was made.

    `first`, `last` and `made`, the day on which it was made (`day_made`), are ordinals.
    """
    monday = 7 * week + 1
    return max(min(monday + 6, last, made) - max(monday, first) + 1, 0)


def recognise(file: ScannedFile, *, named: bool, now: datetime | None = None) -> ShareHead | Reply | UnreadFile | None:
    """Return `file` as a share file or a reply, as unread with the reason, or None if it isn't one of ours.

    A file the user `named` is never ignored without a reason. A date more than a day after `now` isn't trusted.
    """
    result = read_head(file.data, is_whole=True) or _parse(file, named)
    reason = "" if now is None or result is None or isinstance(result, UnreadFile) else future_date_reason(result, now)
    return UnreadFile(file.path, reason) if reason else result


def future_date_reason(file: ShareHead | Reply, now: datetime, last_day: date | None = None) -> str:
    """Return why the dates of `file` can't be right at `now`; empty if they can.

    Allows a day for differing clocks and time zones. The current week may be shared before it is over. `last_day`: the
    `last_possible_day` at `now`, if it is known.
    """
    soon = now + CLOCK_TOLERANCE
    if file.made > soon:
        return reasons.MADE_IN_FUTURE.format(day=file.made.date())
    if isinstance(file, ShareHead) and file.last > (last_day or last_possible_day(now)):
        return reasons.DAYS_IN_FUTURE.format(day=file.last)
    return ""


def last_possible_day(now: datetime) -> date:
    """Return the last day that a file can cover at `now`: the end of tomorrow's week."""
    return Week.of((now + CLOCK_TOLERANCE).date()).sunday


def _parse(file: ScannedFile, named: bool) -> ShareHead | Reply | UnreadFile | None:
    """Return the facts from all of `file`, when its beginning isn't enough."""
    if not named and _MARKER not in file.data[:_MARKER_REACH] and ".json" not in file.path.rpartition("/")[2].lower():
        return None
    try:
        raw = parse_json(file.data)
        if isinstance(raw, dict) and raw.get("cmcheckin") == replies.REPLY_KIND:
            return replies.reply_from_json(raw)
        share = share_from_json(raw)
    except Refused as error:
        return unread_file(file.path, error)
    return ShareHead(share.person, share.name, share.made, share.first, share.last)


def unread_file(path: str, error: Refused) -> UnreadFile:
    """Return the file at `path` as unread, with the reason from `error`."""
    return UnreadFile(path, error.reason if error.field == WHOLE_FILE else str(error))


def read_head(data: bytes, *, is_whole: bool) -> ShareHead | None:
    """Return the facts in `data`, the beginning of a file; None if all of the file has to be parsed. `is_whole`:
    whether `data` is the whole file, which must be complete."""
    name_at = data.find(b'"made"')
    start = data.find(b'"', name_at + 6) + 1
    end = data.find(b'"', start)
    if name_at < 0 or not start or end < 0 or (is_whole and not data.endswith(_ENDINGS)):
        return None
    list_end = data.find(b"]", end, end + 700) + 1
    who, what = _who(data[:start]), _what(data[end : list_end or end + 100])
    if who is None or what is None:
        return None
    try:
        made = f.required("made", f.moment("made", data[start:end].decode()))
    except ValueError:
        return None
    return ShareHead(who[0], who[1], made, what[0], what[1], what[2])


# Thousands of files begin alike: those of a person, and those of a week.
@lru_cache(maxsize=4096)
def _who(text: bytes) -> tuple[str, str] | None:
    """Return the id and the name of the person in `text`, the beginning of a file; None if it isn't ours."""
    match = _WHO.fullmatch(text)
    if match is None or int(match[1]) != VERSION:
        return None
    try:
        name = (match[3] or b"").decode()
        return match[2].decode("ascii"), clean(json.loads(f'"{name}"') if "\\" in name else name)[:NAME_LENGTH]
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _what(text: bytes) -> tuple[date, date, int] | None:
    """Return the first and the last day in `text`, and the fields as in ShareHead; None if it isn't ours."""
    match = _WHAT.match(text)
    if match is None:
        return None
    try:
        first, last = (f.required("day", f.day("day", day.decode())) for day in match.groups()[:2])
    except ValueError:
        return None
    if not 0 <= week_number(last) - week_number(first) < MAX_WEEKS:
        return None
    return first, last, ANY_FIELD if match[3] is None else _field_bits(match[3])


def _field_bits(text: bytes) -> int:
    """Return the bits of the fields that `text`, the content of a JSON list, names."""
    return sum(1 << n for n, name in enumerate(FIELDS) if f'"{name}"'.encode() in text)


def field_bit(name: str) -> int:
    """Return the bit of the field `name` in `ShareHead.fields`."""
    return 1 << FIELDS.index(name)

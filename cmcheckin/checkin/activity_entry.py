"""Read activities and time with peers from one line. Activities are named, or given by their letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from cmcheckin.checkin.activities import FIELD, activities_text, activity_keys, read_activity_hours
from cmcheckin.checkin.values import read_minutes
from cmcheckin.domain.dates import quoted
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.workday import PEERS, Activity, Workday
from cmcheckin.wording import record_words
from cmcheckin.wording.checkin import NO_ACTIVITY

PEER_KEY: Final = "p"
"""The key for time with peers."""
SPELLED: Final = 3
"""How many letters of a name count as spelling it. Fewer are read as keys."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SEPARATOR: Final = re.compile(r"(?:\s|;|,(?!\d))*")
_AMOUNT: Final = re.compile(
    r"\s*[=:]?\s*((?:\d{1,4}(?:[.,:h]\d{1,2})?|[.,]\d{1,2})(?:\s*(?:hours?|min|h)(?![^\W\d_]))?)", re.IGNORECASE
)


class UsesOfTime(NamedTuple):
    """The activities of a day, and its minutes with peers, None if not given."""

    activities: tuple[Activity, ...] = ()
    peer_minutes: int | None = None


def keys_of(names: Sequence[str]) -> dict[str, str]:
    """Return the key of each of `names` and of time with peers."""
    return activity_keys(names, {PEER_KEY}) | {PEERS: PEER_KEY}


def read_uses(text: str, names: Sequence[str]) -> UsesOfTime:
    """Read `ms3` or `moderation, support 3` as moderation and support for three hours, and `peers 30` as half an hour
    with peers. A name that appears again without hours is removed.

    `names`: the activities that can be named, by their key, by three or more letters or in full. Raises Refused.
    """
    found: dict[str, Activity] = {}
    peer_minutes: int | None = None
    at = _after(_SEPARATOR, text, 0)
    while at < len(text):
        name, at = _name_at(text, at, names)
        amount = _AMOUNT.match(text, at)
        at = _after(_SEPARATOR, text, amount.end() if amount else at)
        if name == PEERS:
            if amount is None:
                raise Refused(PEERS, "needs a time. Try peers 30")
            peer_minutes = read_minutes(amount[1])
        elif amount is None and name in found:
            del found[name]
        else:
            found[name] = Activity(name, read_activity_hours(amount[1]) if amount else None)
    return UsesOfTime(tuple(found.values()), peer_minutes)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _name_at(text: str, at: int, names: Sequence[str]) -> tuple[str, int]:
    """Return the activity or PEERS that is named at the index `at` of `text`, and the index after it."""
    # Letters are compared one by one, because a few, such as İ, become two in lower case.
    rest, keys = text[at:], keys_of(names)
    for name in sorted(keys, key=lambda name: (len(name), rest.startswith(name)), reverse=True):
        if _shared(rest, name) == len(name) and not rest[len(name) :][:1].isalpha():
            return name, at + len(name)
    letters = _LETTERS.match(rest)
    word = letters[0] if letters else ""
    shared, name = max(((_shared(word, name), name) for name in keys), key=lambda pair: pair[0])
    if shared >= SPELLED:
        return name, at + shared
    for name, key in keys.items():
        if word[:1].lower()[:1] == key:
            return name, at + 1
    raise Refused(FIELD, f"can't be {quoted(text[at:])}. {NO_ACTIVITY}")


def _shared(one: str, other: str) -> int:
    """Return the length of the common start of `one` and `other`, in any case."""
    return len(list(takewhile(lambda pair: pair[0].lower() == pair[1].lower(), zip(one, other, strict=False))))


def entry_text(workday: Workday, names: Sequence[str]) -> str:
    """Return the activities and the time with peers of `workday`, as `read_uses` reads them; empty without any.

    `names`: the activities that can be named. If one is the start of another, such as `tier` of `tier 2`, its hours
    follow an equals sign.
    """
    parts = [
        f"{kind}={hours:g}"
        if hours is not None and any(_shared(name, f"{kind} ") > len(kind) for name in names)
        else activities_text([Activity(kind, hours)])
        for kind, hours in ((activity.kind, activity.hours) for activity in workday.activities)
    ]
    if workday.peer_minutes is not None:
        parts.append(f"{PEERS} {workday.peer_minutes}")
    return ", ".join(parts)


def completion(text: str, names: Sequence[str]) -> str:
    """Return the rest of the half-typed name at the end of `text`; empty if there is none."""
    word = re.split(r"[\s,;\d]", text.casefold())[-1]
    for name in (*names, PEERS):
        if len(word) >= SPELLED and name.casefold().startswith(word):
            return name[len(word) :]
    return ""


def uses_text(uses: UsesOfTime) -> str:
    """Return `uses` in words: `moderation, support 3 h, 30 min with peers`."""
    parts = [activities_text(uses.activities)] if uses.activities else []
    if uses.peer_minutes:
        parts.append(record_words.peer_time(uses.peer_minutes))
    return ", ".join(parts)

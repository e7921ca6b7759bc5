"""Read activities as people type them, and change those of one day."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from cmcheckin.checkin.values import read_hours, read_minutes
from cmcheckin.domain.dates import quoted
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.wording import formats
from cmcheckin.wording.record_words import activities_over_hours, activity_text

FIELD: Final = "activities"
_BETWEEN: Final = r"[;\n]|,(?!\d)|(?<!\d),"
"""The separators of activities. A comma between two digits is a decimal comma."""
_AMOUNT: Final = r"(?:\s*[=:]\s*|\s+)(?=[\d.,])"
_IN_MINUTES: Final = r"(?i:\d+\s*m(?:in(?:utes?|s)?)?)"


def read_activities(text: str, names: Sequence[str]) -> tuple[Activity, ...]:
    """Read activities with or without hours: `moderation 3, support 2h30, events`. Also `moderation=3` and `events 45
    min`.

    `names`: the kinds that can be named, in any case and by their first letters too. Empty text gives none.
    Raises Refused for any other name, for one that appears twice, and for hours that can't be read.
    """
    found: dict[str, Activity] = {}
    for part in filter(None, (part.strip() for part in re.split(_BETWEEN, text))):
        name, amount = _split(part, names)
        kind = read_kind(name, names)
        if kind in found:
            raise Refused(FIELD, f"can't contain {quoted(kind)} twice")
        found[kind] = Activity(kind, read_activity_hours(amount))
    return tuple(found.values())


def _split(part: str, names: Sequence[str]) -> tuple[str, str]:
    """Return the name in `part` and the text of its hours, which may be empty."""
    for name in sorted(names, key=len, reverse=True):  # a name may itself contain a number
        if part.casefold() == name.casefold():
            return name, ""
        rest = part[len(name) :]
        gap = re.match(_AMOUNT, rest)
        if gap and part[: len(name)].casefold() == name.casefold():
            return name, rest[gap.end() :]
    name, *amount = re.split(_AMOUNT, part, maxsplit=1)
    return name, "".join(amount)


def read_kind(name: str, names: Sequence[str]) -> str:
    """Return the one of `names` that `name` is or abbreviates. Raises Refused, with the possible names."""
    typed = name.strip().casefold()
    near = [known for known in names if typed and known.casefold().startswith(typed)]
    near = [known for known in near if known.casefold() == typed][:1] or near
    if len(near) == 1:
        return near[0]
    if near:
        raise Refused(FIELD, f"can't be {quoted(name)}, which could mean {formats.joined(near, 'or')}")
    known = f"Your activities are {', '.join(names)}" if names else "There are no activities in your settings"
    raise Refused(FIELD, f"can't be {quoted(name)}. {known}")


def read_activity_hours(text: str) -> float | None:
    """Read the hours of an activity as `read_hours` does, or its minutes: `2`, `2h30`, `45 min`. Empty is None."""
    if re.fullmatch(_IN_MINUTES, text.strip()):
        return rounded_hours((read_minutes(text) or 0) / 60)
    return read_hours(text)


def activities_text(activities: Iterable[Activity]) -> str:
    """Return `activities` as `read_activities` reads them: `moderation 3 h, events`."""
    return ", ".join(map(activity_text, activities))


def offered_names(names: Sequence[str], workday: Workday) -> tuple[str, ...]:
    """Return `names`, the kinds in the settings, and then those of `workday` that aren't among them."""
    return tuple(dict.fromkeys((*names, *(activity.kind for activity in workday.activities))))


def activity_keys(names: Iterable[str], taken: Collection[str] = ()) -> dict[str, str]:
    """Return a key for each of `names`: the first of its letters that isn't `taken` or the key of an earlier name, or
    else the first free letter of the alphabet. If none is left, a name has no key."""
    keys: dict[str, str] = {}
    for name in names:
        letters = [letter for letter in name.lower() if letter.isalpha()]
        free = (key for key in (*letters, *"abcdefghijklmnopqrstuvwxyz") if key not in {*taken, *keys.values()})
        if key := next(free, ""):
            keys[name] = key
    return keys


def with_activities(workday: Workday, activities: Iterable[Activity]) -> Workday:
    """Return `workday` with `activities` added, in place of those of the same kinds."""
    found = {activity.kind: activity for activity in workday.activities}
    for activity in activities:
        known = found.get(activity.kind, activity)
        found[activity.kind] = known._replace(hours=activity.hours)
    return workday._replace(activities=tuple(found.values()))


def sum_question(workday: Workday) -> str:
    """Return a note if the activities of `workday` have more hours than the day; otherwise an empty text."""
    total = sum(activity.hours or 0 for activity in workday.activities)
    if workday.hours is None or total < max(workday.hours, workday.counted_hours or 0) + 0.05:  # hours are rounded
        return ""
    return activities_over_hours(total, workday.hours)

"""Join what another program's file contains for a day with what is saved for it. Nothing is written here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON, Key
from cmcheckin.domain.records import Record, decode, encode, same
from cmcheckin.domain.text import to_json
from cmcheckin.interchange.parsing import RecordEntry, Refusal

KEEP, REPLACE = "keep", "replace"
"""What to do where a file and the log differ: keep what is saved, or use the file."""
_TIME: Final = re.compile(r"\A\d\d:\d\d ")
"""The time before an entry, if a day has several."""
_TIMES: Final = ("hours", "start", "end")
"""Fields that belong together: all of them come from one of two versions of a day."""
_UNCHANGED: Final = ("type", "date", "logged_at")
"""Fields that a file never changes in a saved record."""
_BASE: Final = frozenset({*_UNCHANGED, "kind"})
"""Fields that say nothing by themselves."""


class Difference(NamedTuple):
    """A `field` of the record `key` whose `saved` value in the log differs from the `incoming` one on `line` of
    `file`."""

    line: int
    key: Key
    field: str
    saved: JSON
    incoming: JSON
    file: str = ""


@dataclass(frozen=True)
class JoinPlan:
    """What an import does: the `new` records, the saved ones that it `changed`, how many are saved already, and where
    the file and the log differ."""

    new: tuple[Record, ...] = ()
    changed: tuple[Record, ...] = ()
    equal: int = 0
    differences: tuple[Difference, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """All records to save."""
        return (*self.new, *self.changed)


def plan_joining(entries: Iterable[RecordEntry], saved: Callable[[Key], Record | None], choice: str) -> JoinPlan:
    """Return the effect of importing the records in `entries`, one for each key, on those that `saved` returns by key.

    A field that isn't saved is filled in, and lists and notes are joined. Where a value differs, `choice` decides: KEEP
    or REPLACE. Without a choice, the saved value stays and the difference is listed.
    """
    new: list[Record] = []
    changed: list[Record] = []
    differences: list[Difference] = []
    refusals: list[Refusal] = []
    equal = 0
    for line, incoming, _ in entries:
        before = saved(incoming.key)
        if before is None:
            new.append(incoming)
            continue
        try:
            record, differing = _joined(line, before, incoming, replace=choice == REPLACE)
        except Refused as error:
            refusals.append(Refusal(line, f"{incoming.key}: {error}"))
            continue
        differences += differing
        if same(before, record):
            equal += not differing
        else:
            changed.append(record)
    return JoinPlan(tuple(new), tuple(changed), equal, tuple(differences), tuple(refusals))


def without_earlier(incoming: Record, earlier: Iterable[Record]) -> Record:
    """Return the record `incoming` without what it had already in an earlier import, whose results are `earlier`: what
    the user has changed or deleted since then doesn't come back."""
    raw = dict(encode(incoming))
    for record in earlier:
        known = encode(record)
        if any(raw.get(name) != known.get(name) for name in _TIMES):
            known = {name: value for name, value in known.items() if name not in _TIMES}
        for name, value in known.items():
            if name in raw and name not in _BASE:
                raw[name] = _left(name, value, raw[name])
    return decode({name: value for name, value in raw.items() if value not in (None, "", [], {})})


def is_bare(record: Record) -> bool:
    """Return whether `record` has nothing to add to what is saved."""
    return encode(record).keys() <= _BASE


def _left(name: str, known: JSON, incoming: JSON) -> JSON:
    """Return what the field `name` has in `incoming` beyond the `known` value; None or empty for nothing."""
    if name == "note" and isinstance(known, str) and isinstance(incoming, str):
        return _joined_note(known, incoming)[len(known) :].strip("\n")
    if isinstance(known, list) and isinstance(incoming, list):
        found = {_element(item) for item in known}
        return [item for item in incoming if _element(item) not in found]
    if isinstance(known, dict) and isinstance(incoming, dict):
        return {key: value for key, value in incoming.items() if known.get(key) != value}
    return None if known == incoming else incoming


def _element(item: JSON) -> str:
    """Return what an element of a list contains, without the id that the log gives a win."""
    left = {name: value for name, value in item.items() if name != "id"} if isinstance(item, dict) else item
    return to_json(left).casefold()


def _joined(line: int, before: Record, incoming: Record, *, replace: bool) -> tuple[Record, list[Difference]]:
    """Return `before` with what `incoming` adds, and the differences. Raises Refused if the result is too long."""
    first, second = encode(before), encode(incoming)
    differences: list[Difference] = []
    found = dict(first)
    for name, value in second.items():
        if name in _UNCHANGED or (name == "kind" and name in first):
            continue  # hours from a tracker don't turn a day off into a day of work
        found[name], differing = _value(name, first.get(name), value, replace=replace)
        differences += [Difference(line, before.key, field, *values) for field, values in differing.items()]
    if not replace and any(difference.field in _TIMES for difference in differences):
        found |= {name: first.get(name) for name in (*_TIMES, "after_hours_minutes")}
    return decode(found), differences


def _value(name: str, saved: JSON, incoming: JSON, *, replace: bool) -> tuple[JSON, Mapping[str, tuple[JSON, JSON]]]:
    """Return the joined value of the field `name`, and the differing pairs of values by field."""
    if saved is None or saved == incoming:
        return incoming, {}
    if name == "note" and isinstance(saved, str) and isinstance(incoming, str):
        return _joined_note(saved, incoming), {}
    if name == "activities" and isinstance(saved, list) and isinstance(incoming, list):
        mine, theirs = _by_kind(saved), _by_kind(incoming)
        mine |= {kind: item for kind, item in theirs.items() if kind in mine and mine[kind].get("hours") is None}
        joined, differing = _value(name, mine, theirs, replace=replace)
        return (list(joined.values()) if isinstance(joined, dict) else joined), differing
    if isinstance(saved, list) and isinstance(incoming, list):
        known = [_identity(item) for item in saved]
        return [*saved, *(item for item in incoming if _identity(item) not in known)], {}
    if isinstance(saved, dict) and isinstance(incoming, dict):
        differing = {
            f"{name}.{key}": (saved[key], value)
            for key, value in incoming.items()
            if key in saved and saved[key] != value
        }
        return (saved | incoming if replace else saved | incoming | saved), differing
    return (incoming if replace else saved), {name: (saved, incoming)}


def _joined_note(saved: str, incoming: str) -> str:
    """Return the note `saved` with the paragraphs of `incoming` that it doesn't have. Those of an earlier import may
    have got a time before them, since later entries were added to the day, or they may have lost it."""
    if incoming in saved:
        return saved
    known = {_TIME.sub("", paragraph) for paragraph in saved.split("\n\n")}
    added = [paragraph for paragraph in incoming.split("\n\n") if _TIME.sub("", paragraph) not in known]
    return "\n\n".join([saved, *added])


def _by_kind(activities: Iterable[JSON]) -> dict[str, Mapping[str, JSON]]:
    return {str(item.get("kind")).casefold(): item for item in activities if isinstance(item, dict)}


def _identity(item: JSON) -> JSON:
    """Return what identifies an element of a list: for a win, its text."""
    found = item.get("text") if isinstance(item, dict) else item
    return found.casefold() if isinstance(found, str) else found

"""When a record changed elsewhere while a morning was under way: the differences, side by side, to be chosen from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from cmcheckin.checkin.mood import ENERGY, MOOD
from cmcheckin.checkin.workload import WORKLOAD
from cmcheckin.domain.fields import JSON, Key, empty
from cmcheckin.domain.records import Record, decode, encode, same
from cmcheckin.wording.conflicts import value_text

Choice = Literal["mine", "theirs", "both"]
SCALES: Final = {scale.field: scale for scale in (WORKLOAD, MOOD, ENERGY)}
UNCOMPARED: Final = ("type", "logged_at")
"""Fields nobody chooses between: the kept one stands."""


@dataclass(frozen=True)
class Difference:
    """One field of one record that says different things here and in what is kept; either side may be None for nothing.

    `joinable`: both can be kept, because it is a list (wins, feelings, updates) or the note.
    """

    key: Key
    field: str
    mine: JSON
    theirs: JSON
    choice: Choice
    joinable: bool = False


def differences(
    base: Mapping[Key, Record | None], mine: Iterable[Record], theirs: Mapping[Key, Record | None]
) -> tuple[Difference, ...]:
    """Every field in which a record of mine differs from the kept one, where the kept one is no longer as it was.

    What only one side changed is proposed from that side; what both changed is proposed as mine, lists as both.
    Nothing is decided here: the proposals are shown first.
    """
    found = []
    for record in mine:
        kept = theirs.get(record.key)
        was = base.get(record.key)
        if record.key not in theirs or same(kept, was):
            continue
        old, here, there = (encode(each) if each else {} for each in (was, record, kept))
        for field in dict.fromkeys([*here, *there]):
            one, two = here.get(field), there.get(field)
            if field in UNCOMPARED or one == two or (empty(one) and empty(two)):
                continue
            lists = isinstance(one, list) and isinstance(two, list)
            lists = lists or (field == "note" and isinstance(one, str) and isinstance(two, str))
            choice: Choice = "theirs" if one == old.get(field) else "both" if lists else "mine"
            if two == old.get(field):
                choice = "mine"
            found.append(Difference(record.key, field, one, two, choice, lists))
    return tuple(found)


def value_in_words(field: str, value: JSON) -> str:
    """An answer in words; a rating with the word of its scale."""
    scale = SCALES.get(field)
    return f"{value} {scale.word(value)}" if scale and isinstance(value, int) else value_text(value)


def choose(all_of_them: tuple[Difference, ...], index: int, choice: Choice) -> tuple[Difference, ...]:
    """With one difference chosen otherwise; `both` holds only where both can be kept."""
    if choice == "both" and not all_of_them[index].joinable:
        return all_of_them
    chosen = replace(all_of_them[index], choice=choice)
    return (*all_of_them[:index], chosen, *all_of_them[index + 1 :])


def resolved_records(
    mine: Iterable[Record], theirs: Mapping[Key, Record | None], chosen: Iterable[Difference]
) -> tuple[Record, ...]:
    """The records as chosen. Raises Refused when a combination is none (which no choice offered here makes)."""
    picks: dict[Key, dict[str, Difference]] = {}
    for each in chosen:
        picks.setdefault(each.key, {})[each.field] = each
    found = []
    for record in mine:
        kept = theirs.get(record.key)
        if kept is None or record.key not in picks:
            deleted = all(pick.choice == "theirs" for pick in picks.get(record.key, {}).values())
            if record.key not in picks or not deleted:  # deleted elsewhere: it stays so when nothing of mine is chosen
                found.append(record)
            continue
        raw: dict[str, Any] = encode(record) | {name: encode(kept)[name] for name in UNCOMPARED if name in encode(kept)}
        for field, pick in picks[record.key].items():
            value = {"mine": pick.mine, "theirs": pick.theirs}.get(pick.choice, pick.mine)
            if pick.choice == "both":
                value = _joined(pick.theirs, pick.mine)
            raw[field] = value
        found.append(decode(raw))
    return tuple(found)


def _joined(first: Any, second: Any) -> Any:
    """Both notes, one below the other; or both lists, entries with the same id, or that are the same, once, as in the
    second."""
    if isinstance(first, str):
        return second if first in second else f"{first}\n{second}"
    names = {item["id"] for item in second if isinstance(item, dict) and item.get("id")}
    kept = [item for item in first if not (isinstance(item, dict) and item.get("id") in names) and item not in second]
    return kept + second

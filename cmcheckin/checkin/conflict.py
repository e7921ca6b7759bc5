"""Compare a check-in with records that another window changed meanwhile, and apply what the user chooses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from cmcheckin.checkin.mood import ENERGY, MOOD
from cmcheckin.checkin.workload import WORKLOAD
from cmcheckin.domain.fields import JSON, Key, element_id, empty
from cmcheckin.domain.records import Record, decode, encode, same
from cmcheckin.wording.field_values import value_text

Choice = Literal["mine", "theirs", "both"]
SCALES: Final = {scale.field: scale for scale in (WORKLOAD, MOOD, ENERGY)}
UNCOMPARED: Final = ("type", "logged_at")
"""Fields that are never compared: the saved value stays."""


@dataclass(frozen=True)
class Difference:
    """One field of one record with different values in this check-in (`mine`) and in the journal (`theirs`); None on
    the side that has no value.

    `joinable`: both values can be kept, as for lists (wins, feelings, updates) and the note.
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
    """Return each field in which a record of `mine` differs from the saved one, for records that changed since `base`.

    `theirs`: the records as saved now. If only one side changed a field, its value is the proposed choice. If both did,
    it is `mine`, or `both` for lists and the note.
    """
    differing = []
    for record in mine:
        saved = theirs.get(record.key)
        original = base.get(record.key)
        if record.key not in theirs or same(saved, original):
            continue
        base_fields, our_fields, saved_fields = (
            encode(version) if version else {} for version in (original, record, saved)
        )
        for field in dict.fromkeys([*our_fields, *saved_fields]):
            ours, other = our_fields.get(field), saved_fields.get(field)
            if field in UNCOMPARED or ours == other or (empty(ours) and empty(other)):
                continue
            joinable_type = str if field == "note" else list
            is_joinable = isinstance(ours, joinable_type) and isinstance(other, joinable_type)
            choice: Choice = "both" if is_joinable else "mine"
            if base_fields.get(field) in (ours, other):  # only one side changed it
                choice = "mine" if other == base_fields.get(field) else "theirs"
            differing.append(Difference(record.key, field, ours, other, choice, is_joinable))
    return tuple(differing)


def value_in_words(field: str, value: JSON) -> str:
    """Return the `value` of `field` as text; a rating with its word, own numbers and answers with their names."""
    if field in ("metrics", "answers") and isinstance(value, dict):
        return ", ".join(f"{name} {value_text(item)}" for name, item in value.items())
    scale = SCALES.get(field)
    return f"{value} {scale.word(value)}" if scale and isinstance(value, int) else value_text(value)


def choose(differences: tuple[Difference, ...], index: int, choice: Choice) -> tuple[Difference, ...]:
    """Return `differences` with `choice` for the one at `index`; unchanged if it asks for both where only one can be
    kept."""
    if choice == "both" and not differences[index].joinable:
        return differences
    chosen = replace(differences[index], choice=choice)
    return (*differences[:index], chosen, *differences[index + 1 :])


def resolved_records(
    mine: Iterable[Record], theirs: Mapping[Key, Record | None], chosen: Iterable[Difference]
) -> tuple[Record, ...]:
    """Return the records of `mine` with each difference in `chosen` applied.

    A record that was deleted elsewhere stays deleted if `theirs` is chosen for all of its fields. Raises Refused when
    the combined record isn't valid.
    """
    picks: dict[Key, dict[str, Difference]] = {}
    for difference in chosen:
        picks.setdefault(difference.key, {})[difference.field] = difference
    resolved = []
    for record in mine:
        saved = theirs.get(record.key)
        if saved is None or record.key not in picks:
            if record.key not in picks or any(pick.choice != "theirs" for pick in picks[record.key].values()):
                resolved.append(record)
            continue
        raw = encode(record) | {name: encode(saved)[name] for name in UNCOMPARED if name in encode(saved)}
        for field, pick in picks[record.key].items():
            raw[field] = _joined(field, pick.theirs, pick.mine) if pick.choice == "both" else getattr(pick, pick.choice)
        resolved.append(decode(raw))
    return tuple(resolved)


def _joined(field: str, first: JSON, second: JSON) -> JSON:
    """Return both notes, the second below the first; or both lists of `field` without duplicates. Of entries with the
    same id, the one in `second` stays."""
    if isinstance(first, str):
        return second if first in second else f"{first}\n{second}"
    ids = {element_id(field, item) for item in second} - {None}
    unique = [item for item in first if element_id(field, item) not in ids and item not in second]
    return unique + second

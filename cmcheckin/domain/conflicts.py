"""Fields with several values, as devices changed the same record without knowing of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final, NamedTuple

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON, Key
from cmcheckin.domain.records import Record, decode, encode
from cmcheckin.domain.text import to_json

CONFLICTS: Final = "conflicts"
"""The field of an exported record with its conflicts."""
_SEPARATORS: Final[Mapping[tuple[str, ...], str]] = {
    ("note",): "\n", ("outcome",): "\n", ("community", "feels"): "; ", ("cause",): "; ",
}  # fmt: skip
"""The texts of which all can be kept, and what goes between them."""


class FieldValue(NamedTuple):
    """A value that a device gave a field, with the time of the change. `value`: as in an export; None: it was removed,
    or the record was deleted."""

    at: datetime
    device: str
    value: JSON


class FieldConflict(NamedTuple):
    """Values that devices gave one field of the record of `key` without knowing of each other, the one shown first.

    `field`: its name, and for a list or map also the element: `("note",)`, `("wins", "w-2026-11-20-1-3f9a")`. Empty:
    one device deleted the record while another changed it, and the record was kept. Then the value of the one that
    changed it is True.
    """

    key: Key
    field: tuple[str, ...]
    values: tuple[FieldValue, ...]

    @property
    def joined(self) -> str | None:
        """All values as one text, the earliest first; None for what isn't a text, or can only have one value."""
        texts = [one.value for one in sorted(self.values, key=lambda one: one.at)]
        separator = _SEPARATORS.get(self.field) or ("; " if self.field[:1] == ("answers",) else "")
        if not separator or not all(isinstance(text, str) and text for text in texts):
            return None
        return separator.join(dict.fromkeys(texts))


class OpenConflict(NamedTuple):
    """A conflict that is not settled yet, and its record as it is now."""

    conflict: FieldConflict
    record: Record

    @property
    def name(self) -> str:
        """The name of the field on a command line: `mood`, `wins.w-2026-11-20-1-3f9a`, `e-2026-11-19-1-3f9a.status`;
        the type of a record that was deleted and changed: `checkin`."""
        key, field = self.conflict.key, self.conflict.field
        if key.type in ("checkin", "workday"):
            return ".".join(field) or key.type
        return ".".join((key.id, *field))


def value_at(raw: Mapping[str, JSON], field: tuple[str, ...]) -> JSON:
    """Return the value of `field` in the record `raw`, a JSON object; None if it has none, True if `field` is empty."""
    if not field:
        return True
    value = raw.get(field[0])
    if len(field) == 1:
        return value
    if isinstance(value, Mapping):
        return value.get(field[1])
    return next((item for item in value or () if f.element_id(field[0], item) == field[1]), None)


def with_value(raw: Mapping[str, JSON], field: tuple[str, ...], value: JSON) -> dict[str, JSON]:
    """Return the record `raw`, a JSON object, with this `value` of `field`, or without the field if it is None. An
    empty `field` changes nothing."""
    if not field:
        return dict(raw)
    if len(field) == 1:
        return {**raw, field[0]: value}
    name, element = field
    known = raw.get(name)
    if isinstance(known, list) or (known is None and f.element_id(name, value) == element):
        items = [value if f.element_id(name, item) == element else item for item in known or ()]
        if not any(f.element_id(name, item) == element for item in known or ()):
            items.append(value)
        return {**raw, name: [item for item in items if item is not None]}
    return {**raw, name: {**(known if isinstance(known, Mapping) else {}), element: value}}


def encode_with_conflicts(record: Record, conflicts: Iterable[FieldConflict]) -> dict[str, JSON]:
    """Return `record` as a JSON object like `encode`, with its open `conflicts` at the end: a list with field, element,
    value, device and time of each value, the one shown first. Null and empty values are left out."""
    rows = [
        {
            name: value
            for name, value in (
                *zip(("field", "element"), conflict.field, strict=False),
                ("value", answer.value),
                ("device", answer.device),
                ("time", answer.at.astimezone(UTC).isoformat()),
            )
            if not f.empty(value)
        }
        for conflict in sorted(conflicts, key=lambda conflict: conflict.field)
        for answer in conflict.values
    ]
    return {**encode(record), **({CONFLICTS: rows} if rows else {})}


def decode_with_conflicts(raw: object) -> tuple[Record, tuple[FieldConflict, ...]]:
    """Return the record in the JSON object `raw` and its conflicts. Raises Refused, naming the field."""
    if not isinstance(raw, Mapping) or CONFLICTS not in raw:
        return decode(raw), ()
    plain = {name: value for name, value in raw.items() if name != CONFLICTS}
    record = decode(plain)
    found: dict[tuple[str, ...], list[FieldValue]] = {}
    for field, value in f.each(CONFLICTS, raw[CONFLICTS], lambda row: _read(record, plain, row)):
        found.setdefault(field, []).append(value)
    for field, values in found.items():
        if len({to_json(one.value, sort_keys=True) for one in values}) < 2:
            raise Refused(CONFLICTS, f"must have two different values of {'.'.join(field) or 'the record'}")
    return record, tuple(FieldConflict(record.key, field, tuple(found[field])) for field in sorted(found))


def _read(record: Record, raw: Mapping[str, JSON], row: Mapping[str, JSON]) -> tuple[tuple[str, ...], FieldValue]:
    names = (f.line(name, row.get(name), f.MAX_NAME) for name in ("field", "element"))
    field = tuple(name for name in names if name)
    device = f.required("device", f.record_id("device", row.get("device")))
    at = f.required("time", f.moment("time", row.get("time")))
    # Read as a part of the record, so that only what can be chosen later is accepted.
    given = row.get("value")
    changed = decode(with_value(raw, field, given))
    if changed.key != record.key:
        raise Refused("field", f"can't be {field[0]}, which says which record it is")
    value = value_at(encode(changed), field) if given or field else None
    if f.empty(value) and not f.empty(given):
        raise Refused("value", "doesn't fit the field")
    return field, FieldValue(at, device, value)

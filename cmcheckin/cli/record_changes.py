"""The changes between two versions of a record, field by field, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.records import Record, encode
from cmcheckin.wording.field_values import field_label, field_text
from cmcheckin.wording.recovery import value_change

_NOT_SHOWN: Final = ("type", "date", "id", "logged_at")
"""Fields that identify a record, or change with every save."""


class _Change(NamedTuple):
    """A field, or an element of a list or map in it, before and after; None: it had no value."""

    field: tuple[str, ...]
    before: JSON
    after: JSON


def changed_fields(before: Record | None, after: Record | None) -> list[str]:
    """Return the names of the fields in which the versions `before` and `after` of a record differ."""
    old, new = encode(before) if before else {}, encode(after) if after else {}
    return [name for name in {**new, **old} if name not in _NOT_SHOWN and old.get(name) != new.get(name)]


def change_lines(before: Record | None, after: Record | None, indent: str) -> Iterator[str]:
    """Yield what differs between the versions `before` and `after` of a record, wrapped to 80 columns."""
    old, new = encode(before) if before else {}, encode(after) if after else {}
    for name in changed_fields(before, after):
        for change in _changes(name, old.get(name), new.get(name)):
            values = (change.before, change.after)
            texts = [None if value is None else field_text(change.field, value) for value in values]
            yield from wrapped(f"{indent}{field_label(change.field)}: ", value_change(*texts), f"{indent}  ")


def _changes(name: str, old: JSON, new: JSON) -> Iterator[_Change]:
    one, other = _elements(old), _elements(new)
    if one is None or other is None:
        yield _Change((name,), old, new)
        return
    for element in {**one, **other}:
        if one.get(element) != other.get(element):
            yield _Change((name, element), one.get(element), other.get(element))


def _elements(value: JSON) -> Mapping[str, JSON] | None:
    """Return the elements of a list, by their ids or else their content, or of a map; None for another value."""
    if value is None or isinstance(value, dict):
        return value or {}
    if isinstance(value, list):
        return {str(item["id"] if isinstance(item, dict) and "id" in item else item): item for item in value}
    return None

"""Conflicts between devices for the tests of commands and screens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import pytest

from cmcheckin.domain.conflicts import FieldConflict, FieldValue
from cmcheckin.domain.fields import Key
from cmcheckin.journal import Change, Journal, Saved

AT = datetime(2026, 11, 20, 6, 12, 4, 123456, tzinfo=UTC)
DEVICES = ("phone-77aa", "laptop-3f9a", "desk-0001")
Conflicts: TypeAlias = list[FieldConflict]


def conflict(key: Key, field: tuple[str, ...], *values: Any) -> FieldConflict:
    """Return a conflict with `values`, each from a device of its own and an hour earlier than the one before."""
    found = (FieldValue(AT - timedelta(hours=n), DEVICES[n], value) for n, value in enumerate(values))
    return FieldConflict(key, field, tuple(found))


def open_in_journals(monkeypatch: pytest.MonkeyPatch) -> Conflicts:
    """Let every journal have the conflicts in the returned list. Those that are settled or imported change it."""
    found: Conflicts = []
    settle, change = Journal.settle, Journal.change

    def settled(self: Journal, key: Key, field: tuple[str, ...], value: Any) -> Saved:
        saved = settle(self, key, field, value)
        found[:] = [one for one in found if (one.key, one.field) != (key, field)]
        return saved

    def changed(self: Journal, build: Callable[[Journal], Change], why: str) -> Saved:
        def built(journal: Journal) -> Change:
            wanted = build(journal)
            found.extend(wanted.conflicts)
            return wanted

        return change(self, built, why)

    monkeypatch.setattr(Journal, "conflicts", lambda _: tuple(found))
    monkeypatch.setattr(Journal, "settle", settled)
    monkeypatch.setattr(Journal, "change", changed)
    return found

"""Check the `keys` of config.toml: names that no action has, and keys that two actions of a screen would share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import chain

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode

from cmcheckin.ui.commands import action_ids, action_owners
from cmcheckin.wording import app as words

Owners = tuple[type, ...]
"""The classes that handle the keys of one screen, first the one that is asked first."""


def problems(keys: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each problem in `keys`, which maps names of actions to keys."""
    yield from unknown_names(keys)
    yield from conflicts(keys)


def unknown_names(keys: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each name in `keys` that no action has."""
    known = action_ids()
    for name in sorted(keys.keys() - known):
        near = get_close_matches(name[:60], sorted(known), 1, 0.5)
        yield words.unknown_key_name(name, near[0] if near else "")


def conflicts(keys: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each key that two actions would share."""
    known = action_ids()
    valid = {name: key for name, key in keys.items() if name in known}
    clashes = chain.from_iterable(_clashes(owners, valid) for owners in _screens())
    for key, winner, loser in dict.fromkeys(clashes):
        yield words.KEY_CONFLICT.format(key=key, winner=winner, loser=loser)


def _screens() -> Iterator[Owners]:
    from cmcheckin.ui.base_app import BaseApp
    from cmcheckin.ui.base_screen import BaseScreen
    from cmcheckin.ui.checkin.page import Page
    from cmcheckin.ui.checkin.screen import CheckinScreen

    owners = list(action_owners())
    pages = [owner for owner in owners if issubclass(owner, Page)]
    for owner in owners:
        if issubclass(owner, BaseScreen) and owner is not BaseScreen:
            if owner is CheckinScreen:
                yield from ((page, owner, BaseApp) for page in pages)
            else:
                yield owner, BaseApp


def _clashes(owners: Owners, keys: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each key of `keys` that two actions would share, with the action that has it and the one that loses it."""
    given = {name: _full_key_names(text) for name, text in keys.items()}
    before = [_bindings_of(owner) for owner in owners]
    after = [BindingsMap.from_keys(dict(bindings.key_to_bindings)) for bindings in before]
    for bindings in after:
        bindings.apply_keymap(given)
    for key in sorted({part for text in given.values() for part in text.split(",")}):
        has, had = (
            [binding.id for bindings in maps for binding in bindings.key_to_bindings.get(key, ()) if binding.id]
            for maps in (after, before)
        )
        lost = [name for name in had if name not in has and name not in given]
        claims = list(dict.fromkeys(chain(has, lost)))
        for loser in claims[1:]:
            if {claims[0], loser} & given.keys() and not _share_by_default(before, claims[0], loser):
                yield key, claims[0], loser


def _full_key_names(keys: str) -> str:
    """Return the keys of a comma-separated list by their full names, such as question_mark for `?`."""
    parts = (Binding(key, "") for key in keys.split(",") if key.strip())
    return ",".join(binding.key for binding in Binding.make_bindings(parts))


def _bindings_of(owner: type) -> BindingsMap:
    """Return the bindings of `owner`, together with those it inherits."""
    found: dict[str, list[Binding]] = {}
    for base in reversed(owner.__mro__):
        if issubclass(base, DOMNode):
            found.update(BindingsMap(vars(base).get("BINDINGS", ())).key_to_bindings)
    return BindingsMap.from_keys(found)


def _share_by_default(maps: list[BindingsMap], first: str, second: str) -> bool:
    """Return whether the actions `first` and `second` share a key by default, as only one of them is ever enabled."""
    shared = (bindings for found in maps for bindings in found.key_to_bindings.values())
    return any({first, second} <= {binding.id for binding in bindings} for bindings in shared)

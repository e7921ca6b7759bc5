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
    known = action_ids()
    for name in sorted(keys.keys() - known):
        near = get_close_matches(name[:60], sorted(known), 1, 0.5)
        yield words.unknown_key_name(name, near[0] if near else "")
    found = {
        clash: None
        for owners in _screens()
        for clash in _clashes(owners, {n: k for n, k in keys.items() if n in known})
    }
    for key, winner, loser in found:
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
    after = [BindingsMap.from_keys(dict(one.key_to_bindings)) for one in before]
    for one in after:
        one.apply_keymap(given)
    for key in sorted({part for text in given.values() for part in text.split(",")}):
        has = [binding.id for one in after for binding in one.key_to_bindings.get(key, ()) if binding.id]
        had = [binding.id for one in before for binding in one.key_to_bindings.get(key, ()) if binding.id]
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
    for base in (one for one in reversed(owner.__mro__) if issubclass(one, DOMNode)):
        found.update(BindingsMap(vars(base).get("BINDINGS", ())).key_to_bindings)
    return BindingsMap.from_keys(found)


def _share_by_default(maps: list[BindingsMap], one: str, other: str) -> bool:
    """Return whether `one` and `other` share a key by default, as only one of them is ever enabled."""
    shared = (bindings for found in maps for bindings in found.key_to_bindings.values())
    return any({one, other} <= {binding.id for binding in bindings} for bindings in shared)

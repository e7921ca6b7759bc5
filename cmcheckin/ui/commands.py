"""The actions of all screens by name, for the keys in config.toml and for the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pkgutil import walk_packages
from typing import Final, NamedTuple

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from cmcheckin.ui.kit.frame import key_name
from cmcheckin.ui.protocols import styled_app, themed_app

KEYS: Final = 13
"""Cells for the keys of a command: the widest are `] page down`."""


def action_ids() -> set[str]:
    """Return the ids that `keys` in config.toml may name."""
    return {name for owner in action_owners() for name in _ids(owner)}


def action_owners() -> list[type]:
    """Return every class that has bindings with ids: the app, its screens and their pages."""
    from cmcheckin import ui

    owners: dict[type, None] = {}
    for found in walk_packages(ui.__path__, f"{ui.__name__}."):
        module = import_module(found.name)
        owners.update((item, None) for item in vars(module).values() if isinstance(item, type) and _ids(item))
    return list(owners)


def _ids(owner: type) -> set[str]:
    bindings = vars(owner).get("BINDINGS", ())
    return {binding.id for binding in bindings if isinstance(binding, Binding) and binding.id}


class PaletteCommand(NamedTuple):
    """A command of the palette: its name, its keys on the current screen, and what does it."""

    name: str
    keys: str
    run: Callable[[], object]

    def beside(self, name: Content) -> Content:
        """Return `name`, which may have highlights, after the keys."""
        return Content.assemble((self.keys.ljust(KEYS), "$primary"), name)


class Actions(Provider):
    """Offer the actions of the current screen, named by their tooltips, then the other screens and the themes."""

    async def discover(self) -> Hits:
        """Yield every action, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.beside(Content(command.name)), command.run, command.name)

    async def search(self, query: str) -> Hits:
        """Yield the actions that match `query`."""
        matcher = self.matcher(query)
        for command in self._commands():
            if (score := matcher.match(command.name)) > 0:
                yield Hit(score, command.beside(matcher.highlight(command.name)), command.run, command.name)

    def _commands(self) -> Iterator[PaletteCommand]:
        found: dict[str, tuple[list[str], Callable[[], object]]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            name = binding.tooltip or binding.description
            if binding.id and name and active.enabled and binding.action != "command_palette":
                keys, _ = found.setdefault(name, ([], partial(self.app.run_action, binding.action, active.node)))
                keys.append(binding.key_display or key_name(binding.key, styled_app(self.screen).glyphs))
        if not self.screen.is_modal:
            found.update((name, ([], run)) for name, run in themed_app(self.screen).commands(self.screen))
        for name, (keys, run) in found.items():
            yield PaletteCommand(name[0].upper() + name[1:], " ".join(dict.fromkeys(keys[:2])), run)

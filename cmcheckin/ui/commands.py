"""The actions of all screens by name, for the keys in config.toml and for the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pkgutil import walk_packages
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from cmcheckin.ui.base_screen import check_room


def action_ids() -> set[str]:
    """Return the ids that `keys` in config.toml may name."""
    return {name for owner in action_owners() for name in _ids(owner)}


def action_owners() -> list[type]:
    """Return every class that has bindings with ids: the app, its screens and their pages."""
    from cmcheckin import ui
    from cmcheckin.ui.base_app import BaseApp

    owners: dict[type, None] = {BaseApp: None}
    for found in walk_packages(ui.__path__, f"{ui.__name__}."):
        module = import_module(found.name)
        owners.update((item, None) for item in vars(module).values() if isinstance(item, type) and _ids(item))
    return list(owners)


def _ids(owner: type) -> set[str]:
    bindings = vars(owner).get("BINDINGS", ())
    return {binding.id for binding in bindings if isinstance(binding, Binding) and binding.id}


class Actions(Provider):
    """Offer the actions of the current screen in the command palette, named by their tooltips."""

    async def discover(self) -> Hits:
        """Yield every action, before anything is typed."""
        for name, run in self._actions():
            yield DiscoveryHit(name, run)

    async def search(self, query: str) -> Hits:
        """Yield the actions that match `query`."""
        matcher = self.matcher(query)
        for name, run in self._actions():
            if (score := matcher.match(name)) > 0:
                yield Hit(score, matcher.highlight(name), run)

    def _actions(self) -> Iterator[tuple[str, Callable[[], object]]]:
        actions: dict[str, Callable[[], object]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            name = binding.tooltip or binding.description
            if binding.id and name and active.enabled:
                actions.setdefault(name, partial(self.app.run_action, binding.action, active.node))
        yield from ((name[0].upper() + name[1:], run) for name, run in actions.items())


class Palette(CommandPalette):
    """Textual's command palette, with this program's keys and message about the window's size."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "app.suspend_process", show=False, id="suspend")  # a modal screen doesn't inherit the app's
    ]
    DEFAULT_CSS = """
    Palette { layers: default cover; }
    """

    def on_resize(self) -> None:
        """Show the needed size if the window is too small, as every screen does."""
        check_room(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ignore page keys while the list has no room yet: in Textual 8.2 they raise KeyError in OptionList."""
        if action == "command_list" and not self.query_one(CommandList).scrollable_content_region:
            return False
        return super().check_action(action, parameters)

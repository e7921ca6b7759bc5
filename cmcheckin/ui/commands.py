"""Every action by name: for the keys of config.toml and for the command palette."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from textual.binding import Binding


def action_ids() -> set[str]:
    """The ids that `keys` in config.toml may name."""
    from cmcheckin.ui import pages, screens
    from cmcheckin.ui.app import CheckinApp

    found = _ids(CheckinApp)
    for package in (screens, pages):
        for found_module in iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{found_module.name}")
            for item in vars(module).values():
                if isinstance(item, type):
                    found |= _ids(item)
    return found


def _ids(owner: type) -> set[str]:
    bindings = vars(owner).get("BINDINGS", ())
    return {binding.id for binding in bindings if isinstance(binding, Binding) and binding.id}

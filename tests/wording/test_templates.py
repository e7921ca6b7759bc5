"""Templates of sentences get exactly the values they name."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from string import Formatter

import cmcheckin

PACKAGE = Path(cmcheckin.__file__).parent


def test_every_template_gets_exactly_the_values_it_names() -> None:
    checked, wrong = 0, []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        aliases: dict[str, object] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("cmcheckin.wording"):
                for name in node.names:
                    module = import_module(node.module)
                    found = getattr(module, name.name, None) or import_module(f"{node.module}.{name.name}")
                    aliases[name.asname or name.name] = found
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"):
                continue
            owner = node.func.value
            if isinstance(owner, ast.Attribute) and isinstance(owner.value, ast.Name):
                template = getattr(aliases.get(owner.value.id), owner.attr, None)
            else:
                template = aliases.get(owner.id) if isinstance(owner, ast.Name) else None
            if isinstance(template, str):
                checked += 1
                if {field for _, field, _, _ in Formatter().parse(template) if field} != {
                    keyword.arg for keyword in node.keywords
                }:
                    wrong.append(f"{path.name}:{node.lineno}")
    assert wrong == []
    assert checked > 40

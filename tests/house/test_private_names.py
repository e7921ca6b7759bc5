"""Only `ui/textual_compat` uses private names of Textual."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import textual

from tests.house.tree import MODULES, PACKAGE, dotted

CHECKED = [path for path in MODULES if "ui" in path.parts and "textual_compat" not in path.parts]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


def attributes_set(tree: ast.AST, *, of: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the private attributes that `tree` stores, in the objects with the names `of` or in any."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and is_private(node.attr)):
            continue
        if not of or (isinstance(node.value, ast.Name) and node.value.id in of):
            yield node.attr


def names_defined(tree: ast.AST) -> Iterator[str]:
    """Yield the private functions, methods, classes and class attributes that `tree` defines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and is_private(node.name):
            yield node.name
        if isinstance(node, ast.ClassDef):
            named = [target for one in node.body for target in getattr(one, "targets", [getattr(one, "target", None)])]
            yield from (one.id for one in named if isinstance(one, ast.Name) and is_private(one.id))


@cache
def private_names_of_textual() -> frozenset[str]:
    files = Path(textual.__file__).parent.rglob("*.py")
    return frozenset(
        name
        for tree in (ast.parse(path.read_text("utf-8")) for path in files)
        for name in (*attributes_set(tree), *names_defined(tree))
    )


@cache
def private_names_of_class(kind: type) -> frozenset[str]:
    source = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    return frozenset(attributes_set(source)) | frozenset(filter(is_private, vars(kind)))


def inherited(kind: object) -> frozenset[str]:
    """Return the private names that the class `kind` has from Textual."""
    bases = kind.__mro__ if isinstance(kind, type) else ()
    return frozenset().union(*(private_names_of_class(one) for one in bases if one.__module__.startswith("textual.")))


def used_imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "textual":
            parts = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
        elif isinstance(node, ast.Import):
            parts = [part for alias in node.names if alias.name.startswith("textual") for part in alias.name.split(".")]
        else:
            continue
        yield from filter(is_private, parts)


def used_attributes(tree: ast.AST) -> Iterator[str]:
    """Yield private names of Textual that are used, but not defined, by the module of `tree`."""
    theirs = private_names_of_textual() - {*attributes_set(tree, of=("self", "cls")), *names_defined(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in theirs:
            yield ast.unparse(node)


def used_in_classes(tree: ast.AST, module: str) -> Iterator[str]:
    """Yield private names of Textual that a class of `module` overrides, or uses of itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            theirs = inherited(getattr(import_module(module), node.name, None))
            used = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
            yield from (f"{node.name}.{name}" for name in sorted(theirs & {*names_defined(node), *used}))


def private_names_used(source: str, module: str) -> list[str]:
    tree = ast.parse(source)
    return sorted({*used_imports(tree), *used_attributes(tree), *used_in_classes(tree, module)})


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_private_name_of_textual_is_used(path: Path) -> None:
    assert private_names_used(path.read_text("utf-8"), dotted(path)) == []


def test_uses_are_found() -> None:
    source = (PACKAGE / "ui/textual_compat/screen_painting.py").read_text("utf-8")
    found = private_names_used(source, "cmcheckin.ui.textual_compat.screen_painting")
    assert {"PaintOnceScreen._on_layout", "screen._compositor", "timer._skip"} <= {*found}
    assert private_names_used("from textual._compositor import Compositor", __name__) == ["_compositor"]

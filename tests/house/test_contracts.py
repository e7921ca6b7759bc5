"""Check that the import contracts name every package, and that import circles stay small."""

from __future__ import annotations

import tomllib

import grimp

from tests.house.tree import PACKAGE, ROOT

TOP_LEVEL = {f"cmcheckin.{path.stem}" for path in PACKAGE.glob("[!_]*.py")}
TOP_LEVEL |= {f"cmcheckin.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")}
TOP_LEVEL |= {"cmcheckin.__main__"}
ONLY_USER = {"textual": "cmcheckin.ui", "rich": "cmcheckin.ui", "tinydb": "cmcheckin.journal"}
"""The one package that may import each of these libraries."""
LARGEST_CIRCLE = 3


def test_every_package_is_in_a_contract_for_each_library() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    for library, user in ONLY_USER.items():
        named = {
            module
            for contract in contracts
            if library in contract.get("forbidden_modules", ())
            for module in contract["source_modules"]
        }
        assert named == TOP_LEVEL - {user}, f"packages in the contracts that forbid {library}"


def test_no_large_group_of_modules_imports_itself() -> None:
    """Count imports for types and inside functions too: a reader follows those as well."""
    graph = grimp.build_graph("cmcheckin", cache_dir=None)
    circles = set()
    for module in graph.modules:
        circle = {module, *graph.find_upstream_modules(module) & graph.find_downstream_modules(module)}
        circles.add(frozenset(circle))
    assert [sorted(circle) for circle in circles if len(circle) > LARGEST_CIRCLE] == []

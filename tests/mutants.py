"""Random mutants of the core: `python -m tests.mutants --seed N --count 11`.

Each mutant changes one expression of one module. The tests of its package run against it, those that import the module
first; a mutant is killed when a test fails or the time runs out. The survivors are printed: a survivor is either
equivalent to the program or a test is missing. The module is changed in place and always restored.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
TESTS: Final = {
    "domain": ("tests/domain", "tests/insight/test_periods.py"),
    "insight": (
        "tests/insight",
        "tests/wording",
        "tests/validation/test_claims_of_every_branch.py",
        "tests/cli/test_trends.py",
    ),
    "checkin": ("tests/checkin", "tests/services/test_checkin_session.py", "tests/cli/test_plain.py"),
    "sharing": (
        "tests/sharing",
        "tests/services/test_replies.py",
        "tests/services/shared_folder",
        "tests/cli/test_share.py",
    ),
    "services": ("tests/services", "tests/checkin", "tests/cli/test_inbox.py", "tests/cli/test_nudges.py"),
    "report": ("tests/report", "tests/cli/test_report.py"),
    "interchange": ("tests/interchange", "tests/cli/test_round_trip.py", "tests/cli/test_foreign_imports.py"),
    "journal": ("tests/journal",),
}
"""The packages to mutate, each with the tests that hold it."""
COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change to the syntax tree of a module."""

    module: Path
    place: int
    """Number of the changed node in the order of `_nodes`."""
    kind: int
    """Number of the change among those of the node."""


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of `tree` in a fixed order, without annotations and what only a type checker reads."""
    yield tree
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or (
                isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            ):
                continue
            yield from _nodes(child)


def _changes(node: ast.AST) -> Iterator[Callable[[], None]]:
    """Yield the functions that change `node` in place, each in one way."""
    match node:
        case ast.Compare(ops=[comparison]):
            yield lambda: setattr(node, "ops", [COMPARISONS[type(comparison)]()])
        case ast.Constant(value=bool(truth)):
            yield lambda: setattr(node, "value", not truth)
        case ast.Constant(value=int(number) | float(number)):
            yield lambda: setattr(node, "value", number + 1)
            yield lambda: setattr(node, "value", number - 1)
        case ast.BoolOp(op=operator, values=values):
            yield lambda: setattr(node, "op", ast.And() if isinstance(operator, ast.Or) else ast.Or())
            yield lambda: setattr(node, "values", values[1:])
            yield lambda: setattr(node, "values", values[:-1])
        case ast.BinOp(op=op) if type(op) in ARITHMETIC:
            yield lambda: setattr(node, "op", ARITHMETIC[type(op)]())
        case ast.Return(value=ast.expr() as returned) if ast.unparse(returned) != "None":
            yield lambda: setattr(node, "value", ast.Constant(None))
        case ast.If() | ast.IfExp():
            yield lambda: setattr(node, "test", ast.Constant(value=True))
            yield lambda: setattr(node, "test", ast.Constant(value=False))
        case ast.comprehension(ifs=[_, *_]):
            yield lambda: setattr(node, "ifs", [])


def _mutants(module: Path) -> list[Mutant]:
    nodes = enumerate(_nodes(ast.parse(module.read_text(encoding="utf-8"))))
    return [Mutant(module, place, kind) for place, node in nodes for kind, _ in enumerate(_changes(node))]


def _apply(mutant: Mutant) -> tuple[str, str]:
    """Return the source of `mutant`, and a line that describes the change."""
    tree = ast.parse(mutant.module.read_text(encoding="utf-8"))
    node = list(_nodes(tree))[mutant.place]
    before = copy.deepcopy(node)
    list(_changes(node))[mutant.kind]()
    ast.fix_missing_locations(tree)
    old, new = (" ".join(ast.unparse(one).split())[:160] for one in (before, node))
    line = getattr(node, "lineno", "") or getattr(getattr(node, "target", None), "lineno", "")
    return ast.unparse(tree), f"{mutant.module.relative_to(ROOT)}:{line}: {old}  ->  {new}"


def _tests(module: Path) -> list[str]:
    """Return the test files that hold `module`, those that name it first."""
    parts = module.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    package, _, last = name.rpartition(".")
    names = (name, f"from {package} import {last}")
    folders = [ROOT / one for one in TESTS[parts[1]]]
    files = sorted({path for one in folders for path in ([one] if one.is_file() else one.rglob("test_*.py"))})
    return [str(one) for one in sorted(files, key=lambda path: not any(text in path.read_text() for text in names))]


def _is_killed(module: Path, source: str, seconds: float) -> bool:
    """Whether a test fails, or time runs out, with `source` in the place of `module`. Restores the module."""
    original, times = module.read_bytes(), module.stat()
    # Without bytecode: a cached module of the same size and second would hide the change, or outlive it.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *_tests(module)]
    try:
        module.write_text(source, encoding="utf-8")
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return True
    finally:
        module.write_bytes(original)
        os.utime(module, ns=(times.st_atime_ns, times.st_mtime_ns))
    if done.returncode > 2:  # pytest found no tests, or was called wrongly
        raise SystemExit(done.stdout.decode() + done.stderr.decode())
    return done.returncode != 0


def main() -> int:
    """Draw the mutants, run their tests and print the survivors. Return 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=11)
    parser.add_argument("--seconds", type=float, default=300, help="time limit for the tests of one mutant")
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that `finally` restores the module
    modules = sorted(path for package in TESTS for path in (ROOT / "cmcheckin" / package).rglob("*.py"))
    drawn = Random(args.seed).sample([one for path in modules for one in _mutants(path)], args.count)
    survivors = []
    for mutant in drawn:
        source, description = _apply(mutant)
        killed = _is_killed(mutant.module, source, args.seconds)
        print("killed  " if killed else "SURVIVED", description, flush=True)
        survivors += [] if killed else [description]
    print(f"{len(survivors)} of {len(drawn)} survived")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())

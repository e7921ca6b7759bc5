"""Check rules that no other tool checks."""

from __future__ import annotations

import ast
import re
import tomllib

from packaging.requirements import Requirement

from tests.house.tree import MODULES, PACKAGE, ROOT, SOURCES, TESTS, dotted, tracked

TOP_LEVEL = {
    "cmcheckin", "tests", "screenshots", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "requirements.lock",
    "PKG-INFO",  # in a source distribution
}  # fmt: skip
LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 60
CLOCK = re.compile(r"\b(?:datetime\.(?:now|today|utcnow)|date\.today|time\.(?:time|time_ns|localtime|gmtime))\(")
NETWORK = re.compile(r"^\s*(?:import|from) (?:socket|ssl|urllib|http|ftplib|smtplib|requests|httpx)\b", re.MULTILINE)
TIMING = re.compile(r"\b(?:sleep|perf_counter|monotonic|process_time)\(")
WATCHDOGS = ["tests/fuzz/__main__.py", "tests/sharing/html/chromium.py", "tests/ui/terminal.py"]
"""The tests that read a clock: to end one that hangs, or to print how long it took."""
COMMAND = {"arguments", "run"}
"""Functions of every command module, described in cli/registry.py."""


def test_files_and_functions_are_short() -> None:
    long = []
    for path in SOURCES:
        text = path.read_text("utf-8")
        if len(text.splitlines()) > LINES_IN_A_FILE:
            long.append(dotted(path))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno
                if node.end_lineno - node.lineno >= LINES_IN_A_FUNCTION:
                    long.append(f"{dotted(path)}.{node.name}")
    assert long == []


def test_modules_have_docstrings() -> None:
    assert [dotted(path) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_public_names_are_described() -> None:
    bare = [
        f"{dotted(path)}.{node.name}"
        for path in MODULES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        if not node.name.startswith("_") and not ast.get_docstring(node)
        if not (path.parent.name == "cli" and node.name in COMMAND)
    ]
    assert bare == []


def test_the_time_is_read_in_clock_alone() -> None:
    readers = [path for path in MODULES if CLOCK.search(path.read_text("utf-8"))]
    assert readers == [PACKAGE / "clock.py"]


def test_tests_prove_nothing_by_the_time_it_takes() -> None:
    timed = [path for path in TESTS if TIMING.search(path.read_text("utf-8")) and "benchmarks" not in path.parts]
    assert [str(path.relative_to(ROOT)) for path in timed] == WATCHDOGS


def test_nothing_reaches_for_the_network() -> None:
    assert [dotted(path) for path in MODULES if NETWORK.search(path.read_text("utf-8"))] == []


def test_shown_numbers_are_rounded_in_one_place() -> None:
    rounding = re.compile(r"(?<!def )\bround\(|:,?\.\d+[fe]\}")
    shown = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in ("wording", "ui", "cli", "sharing")]
    free = {"charts.py": "places in a drawing", "formats.py": "writes what numbers.py rounded"}
    found = [
        dotted(path)
        for path in shown
        if path.name not in free and path.parent.name != "demo_data" and rounding.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_top_level_holds_what_belongs_there() -> None:
    names = {name.split("/")[0] for name in tracked()}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_names_the_machine_it_was_made_on() -> None:
    # A letter of each stands in brackets, so that this file does not match.
    paths = r"/[w]ork/|/tmp/[w]/|/[r]oot/|/[o]pt/|/[h]ome/|/[U]sers/"
    hosts = r"[p]ypi\.org|python[h]osted|[n]pmjs|[d]ebian\.org"
    local = re.compile(f"{paths}|{hosts}", re.IGNORECASE)
    found = {}
    for name in tracked():
        if match := local.search((ROOT / name).read_bytes().decode("utf-8", "replace")):
            found[name] = match[0]
    assert found == {}


def test_the_lock_file_holds_all_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    locked = {match[1].lower(): match[2] for match in re.finditer(r"^([\w.-]+)==([\w.+!-]+)", lock, re.MULTILINE)}
    for asked in map(Requirement, [*project["dependencies"], *project["optional-dependencies"]["test"]]):
        assert asked.specifier.contains(locked[asked.name.lower()]), asked
    pins = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE))
    assert all("--hash=sha256:" in pin for pin in pins)


def test_the_commands_keep_their_sentences_in_wording() -> None:
    found = set()
    for path in (PACKAGE / "cli").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings]
        texts = [node.value for node in constants if isinstance(node.value, str) and "demo_data" not in path.parts]
        found |= {text for text in texts if re.search(r"[A-Za-z']{2,} [A-Za-z']{2,}", text) and "|" not in text}
    assert found <= {"cmcheckin checkin --plain --date", "cmcheckin edit", ".TH cmcheckin 1 "}, (
        "only names of commands may be in cli"
    )

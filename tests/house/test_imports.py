"""Check what each command loads in a fresh interpreter, since the screens alone take a second."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import MODULES, PACKAGE, dotted

SCREEN = ("textual", "rich")
ROOMS = sorted({path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES} - {"ui", "__init__"})
AFTER = """
import json, sys
print(json.dumps(list(sys.modules)), file=sys.stderr)
"""


def loaded_by(code: str) -> set[str]:
    """Return the modules that are loaded after `code` ran in a new interpreter."""
    done = subprocess.run([sys.executable, "-c", code + AFTER], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


def run(*argv: str) -> str:
    return f"import sys; sys.argv = {['cmcheckin', *argv]!r}\nfrom cmcheckin.__main__ import main\nassert main() == 0\n"


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what this machine remembers of encrypted homes from the other tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_below_the_screens_loads_none_of_them(room: str) -> None:
    modules = [dotted(path) for path in MODULES if path.relative_to(PACKAGE).parts[0].removesuffix(".py") == room]
    assert modules
    assert not loaded_by("".join(f"import {name}\n" for name in modules)).intersection({*SCREEN, "cmcheckin.ui"})


def test_log_and_status_load_no_screen_and_keep_in_the_one_journal(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    logged = loaded_by(run(*home, "log", "--mood", "4", "--hours", "7.5", "--win", "A thank-you"))
    assert not logged & {*SCREEN, "cmcheckin.ui"}
    assert {"tinydb", "cmcheckin.journal.journal"} <= logged
    shutil.rmtree(tmp_path / "home" / "cache", ignore_errors=True)  # the last answer, kept while nothing changes
    (tmp_path / "home" / "config.toml").write_text('timezone = "Europe/Berlin"\n[schedule]\nstart = "08:00"\n')
    asked = loaded_by(run(*home, "status"))
    # A record is a named tuple because making a dataclass costs a prompt four times as much, and inspect besides.
    assert not asked & {*SCREEN, "cmcheckin.ui", "humanize", "dataclasses", "inspect", "tomlkit"}
    assert "cmcheckin.journal.journal" in asked
    assert not {name for name in logged | asked if name.endswith("conflicts")}  # there are none
    assert not {name for name in logged | asked if name.startswith(("cmcheckin.interchange", "cmcheckin.hints"))}
    assert not {name for name in logged | asked if "encryption" in name or name.endswith((".envelope", ".sealing"))}


def test_status_of_an_encrypted_home_answers_from_its_cache_without_the_journal(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    loaded_by(run(*home, "encrypt", "on", "--identity", str(tmp_path / "identity.txt"), "--yes"))
    loaded_by(run(*home, "log", "--mood", "4"))
    asked = loaded_by(run(*home, "status"))
    assert "pyrage" in asked
    assert not {name for name in asked if name.startswith(("tinydb", "cmcheckin.journal.log", "argparse"))}


def test_a_check_in_loads_no_reader_unless_files_are_named_in_the_settings(tmp_path: Path) -> None:
    opened = loaded_by(
        "from cmcheckin.bootstrap import program\n"
        "from cmcheckin.services.checkin_session import open_session\n"
        "from cmcheckin.services.proposals import read_proposals\n"
        f"found = program({str(tmp_path / 'home')!r})\n"
        "form = open_session(found.journal, found.settings, found.clock).form\n"
        "read_proposals(found.settings, found.paths, found.clock, form)\n"
    )
    assert "cmcheckin.services.hints" in opened
    assert not {name for name in opened if name.startswith("cmcheckin.interchange")}


@pytest.mark.parametrize("command", ["show", "list", "trends", "week", "export", "settle", "undo"])
def test_commands_that_print_load_no_screen(command: str, tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    loaded_by(run(*home, "log", "--mood", "4"))
    assert not loaded_by(run(*home, command)) & {*SCREEN, "cmcheckin.ui"}


SLOW_CLASSES = """
import dataclasses, sys
from typing import NamedTuple
def classes(names, module):
    for one in list(names.values()):
        if isinstance(one, type) and one.__module__ == module:
            yield one
            yield from classes(vars(one), module)
for module in [name for name in sys.modules if name.startswith("cmcheckin.")]:
    for one in classes(vars(sys.modules[module]), module):
        has_types = NamedTuple in getattr(one, "__orig_bases__", ())
        if has_types or dataclasses.is_dataclass(one):
            print(module, one.__qualname__)
"""


def test_the_first_screens_define_no_class_that_takes_long_to_make() -> None:
    # A dataclass takes 30 times as long to make as a plain class, and a named tuple of typing's twice as long as ours.
    screens = "import cmcheckin.bootstrap, cmcheckin.ui.app, cmcheckin.ui.checkin.screen, cmcheckin.ui.week.screen\n"
    done = subprocess.run([sys.executable, "-c", screens + SLOW_CLASSES], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == []


def test_a_later_start_of_the_screens_loads_nothing_of_the_setup() -> None:
    screens = loaded_by("import cmcheckin.bootstrap, cmcheckin.ui.checkin.screen, cmcheckin.ui.week.screen\n")
    assert "textual" in screens
    assert not screens & {"cmcheckin.ui.setup", "cmcheckin.services.setup_session", "tomlkit", "zoneinfo"}

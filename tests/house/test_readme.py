"""README, `--help` and the registry name the same commands, and their help has the same arguments."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module

import pytest

from cmcheckin.cli.argument_types import Parser
from cmcheckin.cli.registry import COMMANDS
from cmcheckin.wording import command_help
from tests.house.tree import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CODE = "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", README, re.MULTILINE | re.DOTALL))
NAMES = [command.name for command in COMMANDS]


def test_help_lists_exactly_the_commands_in_their_order() -> None:
    shown = subprocess.run([sys.executable, "-m", "cmcheckin", "--help"], capture_output=True, text=True)
    assert shown.returncode == 0
    assert re.findall(r"^  ([a-z][a-z-]+)  ", shown.stdout, re.MULTILINE) == NAMES


def test_each_command_has_help_and_a_module_with_its_functions() -> None:
    assert [*command_help.COMMANDS] == NAMES
    for command in COMMANDS:
        module = import_module(command.module)
        assert callable(module.arguments) and callable(module.run), command.name


@pytest.mark.parametrize("name", NAMES)
def test_help_describes_exactly_the_arguments_of_the_command(name: str) -> None:
    parser = Parser(name)
    import_module(next(command.module for command in COMMANDS if command.name == name)).arguments(parser)
    actions = [action for action in parser._actions if action.dest not in ("help", "home")]
    arguments = {action.option_strings[-1] if action.option_strings else action.metavar for action in actions}
    assert {*command_help.COMMANDS[name].arguments} == arguments


def test_the_table_of_commands_in_the_readme_has_every_command() -> None:
    rows = re.findall(r"^\| `cmcheckin .*", README, re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`cmcheckin ([a-z-]+)", row)}
    assert [name for name in NAMES if name not in named] == []


def test_the_readme_names_no_command_that_does_not_exist() -> None:
    named = re.findall(r"(?<![\w./-])cmcheckin +(?:--home \S+ +)?([a-z][a-z-]*)\b(?![./])", CODE)
    assert [name for name in named if name not in NAMES] == []


def test_the_changelog_has_this_version() -> None:
    from cmcheckin import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_readme_names_every_action_that_can_have_a_key() -> None:
    from cmcheckin.ui.commands import action_ids

    line = README.split("Names for `[keys]`:")[1].split("\n\n")[0]
    assert set(re.findall(r"`([^`]+)`", line)) == action_ids()


def test_the_settings_in_the_readme_are_valid() -> None:
    from cmcheckin.settings import parse
    from cmcheckin.ui.commands import action_ids

    settings = parse(re.findall(r"^```toml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)[0])
    assert settings.problems == ()
    assert settings.keys
    assert settings.keys.keys() <= action_ids()


def test_the_pictures_in_the_readme_exist() -> None:
    pictures = re.findall(r"\((screenshots/[^)]+)\)", README)
    assert pictures
    assert [name for name in pictures if not (ROOT / name).is_file()] == []

"""README, topics, `--help` and the registry agree on commands, arguments, settings and keys."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from importlib import import_module

import pytest

from cmcheckin.cli.argument_types import Parser
from cmcheckin.cli.registry import COMMANDS, find
from cmcheckin.domain.own_questions import METRIC_KEYS, QUESTION_KEYS
from cmcheckin.settings import SECTIONS, TOP_KEYS, parse
from cmcheckin.ui.commands import action_ids
from cmcheckin.wording import command_help
from cmcheckin.wording.topics import TOPICS, read_topic
from tests.house.tree import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PAGES = {"README": README, **{topic: read_topic(topic) for topic in TOPICS}}
CALLS = [
    (page, call)
    for page, text in PAGES.items()
    for code in re.findall(r"^```\n(.*?)^```|`([^`\n]+)`", text, re.MULTILINE | re.DOTALL)
    for call in re.findall(r"(?:^|\()(cmcheckin(?: [^\n#)|>]+)?)", "".join(code), re.MULTILINE)
]
"""Every call of the program that a page shows, with the name of the page."""
NAMES = [command.name for command in COMMANDS]


def test_help_lists_exactly_the_commands_in_their_order() -> None:
    shown = subprocess.run([sys.executable, "-m", "cmcheckin", "--help"], capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    assert re.findall(r"^  ([a-z][a-z-]+)  ", shown.stdout, re.MULTILINE) == NAMES


def test_each_command_has_help_and_a_module_with_its_functions() -> None:
    assert [*command_help.COMMANDS] == NAMES
    for command in COMMANDS:
        module = import_module(command.module)
        assert callable(module.arguments), command.name
        assert hasattr(module, "run") or hasattr(module, "early"), command.name


@pytest.mark.parametrize("name", NAMES)
def test_help_describes_exactly_the_arguments_of_the_command(name: str) -> None:
    assert name in command_help.COMMANDS, f"wording/command_help/ has no help of {name}"
    parser = Parser(name)
    import_module(next(command.module for command in COMMANDS if command.name == name)).arguments(parser)
    actions = [action for action in parser._actions if action.dest not in ("help", "home")]
    arguments = {action.option_strings[-1] if action.option_strings else action.metavar for action in actions}
    assert {*command_help.COMMANDS[name].arguments} == arguments


@pytest.mark.parametrize("page, call", CALLS)
def test_a_call_that_a_page_shows_is_one_that_the_program_takes(page: str, call: str) -> None:
    _, *words = shlex.split(call)
    if not words or words[0].startswith("--"):
        assert words in ([], ["--help"], ["--plain"]), page
        return
    name, *arguments = words
    command = find(name)
    assert command, page
    parser = Parser(name)
    import_module(command.module).arguments(parser)
    known = {option for action in parser._actions for option in action.option_strings}
    assert {word.partition("=")[0] for word in arguments if word.startswith("--")} <= known
    if arguments and "…" not in call:
        parser.parse_args(arguments)


def test_the_readme_is_short() -> None:
    assert len(README.split()) <= 900


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_of_a_page_exist(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", PAGES[page])
    assert [name for name in links if "://" not in name and not (ROOT / name).is_file()] == []


def test_the_settings_topic_is_valid_and_names_every_key() -> None:
    text = re.findall(r"^```toml\n(.*?)^```", PAGES["settings"], re.MULTILINE | re.DOTALL)[0]
    settings = parse(text)
    assert settings.problems == ()
    assert settings.keys
    assert settings.keys.keys() <= action_ids()
    written = tomllib.loads(text)
    assert TOP_KEYS - written.keys() == set()
    assert [(name, key) for name, keys in SECTIONS.items() for key in keys - written[name].keys()] == []
    assert {key for metric in written["metrics"] for key in metric} == METRIC_KEYS
    assert {key for question in written["questions"] for key in question} == QUESTION_KEYS

"""The help of each command: one sentence, examples that the real parser accepts, and lines that fit 80 columns."""

from __future__ import annotations

import shlex
from importlib import import_module

import pytest

from cmcheckin.cli.argument_types import Parser
from cmcheckin.cli.help import topic_list
from cmcheckin.cli.registry import COMMANDS, find
from cmcheckin.wording import command_help
from tests.cli.cli_runs import Cli

NAMES = [command.name for command in COMMANDS]
EXAMPLES = [(name, example) for name in NAMES for example in command_help.COMMANDS[name].examples]


def test_each_command_is_in_one_group_in_the_order_of_the_registry() -> None:
    assert [name for group in command_help.GROUPS.values() for name in group] == NAMES


def test_each_group_has_a_heading_that_says_what_it_is_for(cli: Cli) -> None:
    lines = cli("--help").lines
    for heading, commands in command_help.GROUPS.items():
        assert ": " in heading
        assert lines[lines.index(heading) + 1].split()[0] == next(iter(commands))


@pytest.mark.parametrize("name", NAMES)
def test_help_is_one_sentence_then_options_and_examples_in_80_columns(cli: Cli, name: str) -> None:
    lines = cli(name, "--help").lines
    summary = command_help.COMMANDS[name].summary
    assert summary[0].isupper()
    assert ". " not in summary
    assert f"{summary}." in lines
    assert {"Example:", "Examples:"} & {*lines}
    assert max(map(len, lines)) <= 80
    assert all(text for text in command_help.COMMANDS[name].arguments.values())


def test_no_line_of_a_table_is_too_long_so_that_its_columns_stay() -> None:
    tables = [line for texts in command_help.COMMANDS.values() for line in texts.details.splitlines()]
    tables += topic_list()
    assert [line for line in tables if line.startswith("  ") and len(line) > 80] == []


def test_each_command_has_an_example() -> None:
    assert {name for name, _ in EXAMPLES} == {*NAMES}


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_the_parser_accepts_each_example(name: str, example: str) -> None:
    program, command, *argv = shlex.split(example.partition(" > ")[0])
    assert (program, command) == ("cmcheckin", name)
    found = find(name)
    assert found is not None
    parser = Parser(name)
    import_module(found.module).arguments(parser)
    parser.parse_args(argv)


def test_paragraphs_are_wrapped_to_a_narrow_terminal(cli: Cli) -> None:
    lines = cli.on_terminal("undo", "--help", columns=50).lines
    first = next(n for n, line in enumerate(lines) if line.startswith("Names the"))
    assert max(map(len, lines)) <= 50
    assert all(len(line) > 30 for line in lines[first:-1])
    assert "  cmcheckin undo" in lines

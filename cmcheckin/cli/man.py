"""`man`: a man page in roff, made from the commands' own parsers and the topics of `help`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping
from importlib import import_module

from cmcheckin import __version__
from cmcheckin.cli.argument_types import Parser
from cmcheckin.cli.output import DONE, print_data
from cmcheckin.cli.registry import COMMANDS
from cmcheckin.wording.topics import CODE, HEADING, ITEM, MAN_SECTIONS, TABLE, TOPICS, Block, blocks, read_topic


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def early(_args: argparse.Namespace, _home: str | None, _environ: Mapping[str, str]) -> int:
    """Print the page and return the exit code."""
    print_data(f"{line}\n" for line in page())
    return DONE


def page() -> Iterator[str]:
    """Yield the lines of the man page."""
    yield f".TH cmcheckin 1 {__version__}"
    for heading, text in MAN_SECTIONS:
        yield from (f".SH {heading}", *([_escaped(text)] if text else []))
    for command in COMMANDS:
        yield from _command(command.name, import_module(command.module))
    for name in TOPICS:
        for block in blocks(read_topic(name)):
            yield from _block(block)


def _command(name: str, module: object) -> Iterator[str]:
    """Yield the section of the command `name`: what it does, its arguments, and examples."""
    parser = Parser(name, getattr(module, "details", None))
    module.arguments(parser)  # type: ignore[attr-defined]
    parser.format_help()  # gives each argument its help
    yield from (f".SS {_escaped(name)}", _escaped(parser.description or ""))
    for action in parser._get_positional_actions() + parser._get_optional_actions():
        if action.dest not in ("help", "home"):
            value = action.metavar if action.option_strings and action.nargs != 0 else ""
            names = ", ".join(action.option_strings) or str(action.metavar)
            yield from (".TP", f".B {_escaped(f'{names} {value}' if value else names)}", _escaped(action.help or ""))
    if parser.epilog:
        yield from (".PP", ".nf", *map(_escaped, parser.epilog.splitlines()), ".fi")


def _block(block: Block) -> Iterator[str]:
    if block.kind == HEADING:
        title = block.lines[0]
        yield f".SH {_escaped(title.upper())}" if block.level == 1 else f".SS {_escaped(title)}"
    elif block.kind == CODE:
        yield from (".PP", ".RS 4", ".nf", *map(_escaped, block.lines), ".fi", ".RE")
    elif block.kind == TABLE:
        for head, *rest in block.rows[1:]:
            yield from (".TP", f".B {_escaped(head)}", _escaped("; ".join(filter(None, rest))))
    elif block.kind == ITEM:
        mark, text = block.lines
        yield from (".IP \\(bu 2" if mark == "- " else f".IP {mark.strip()} 4", _escaped(text))
    else:
        yield from (".PP", _escaped(block.lines[0]))


def _escaped(text: str) -> str:
    """Return `text` in ASCII, so that roff takes none of it for a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    ascii_only = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in escaped)
    return re.sub(r"^(?=[.'])", r"\\&", ascii_only) or "\\&"

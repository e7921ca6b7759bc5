"""`help`: the list of commands, the help of one, or a topic."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from cmcheckin.cli.argument_types import nearest
from cmcheckin.cli.output import DONE, USAGE, CommandError, displayable, print_text, quoted
from cmcheckin.cli.registry import COMMANDS, find
from cmcheckin.cli.text_layout import WIDTH, wrapped
from cmcheckin.wording import command_help as words
from cmcheckin.wording import command_messages as messages
from cmcheckin.wording.plain_parts import spoken_row
from cmcheckin.wording.text_cells import cells, pad
from cmcheckin.wording.topics import CODE, HEADING, ITEM, TABLE, TOPICS, Block, blocks, read_topic

CODE_INDENT: Final = 4
GAP: Final = 2
"""Cells between two columns of a table."""
MIN_COLUMN: Final = 8
"""Fewest cells of the last column of a table, which takes what the others leave."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("topic", metavar="TOPIC", nargs="?")
    parser.add_argument("--plain", action="store_true")


def details() -> str:
    """Return the list of topics, below the arguments."""
    return "\n".join(topic_list())


def early(args: argparse.Namespace, home: str | None, environ: Mapping[str, str]) -> int:
    """Print the topic, on a terminal in the user's pager, and return the exit code."""
    if args.topic is None:
        print_text(words.overview())
        return DONE
    if args.topic not in TOPICS:
        near = nearest(args.topic, (*TOPICS, *(command.name for command in COMMANDS)))
        raise CommandError(USAGE, messages.unknown_topic(quoted(args.topic), near))
    if args.plain or _is_plain(home, environ):
        print_text(line for text in spoken_topic(read_topic(args.topic)) for line in wrapped("", text, cut=False))
        return DONE
    lines = list(topic_lines(read_topic(args.topic)))
    if find(args.topic):
        lines += ["", *wrapped("  ", words.command_help_hint(args.topic))]
    show_long("\n".join(lines))
    return DONE


def _is_plain(home: str | None, environ: Mapping[str, str]) -> bool:
    """Return whether config.toml asks for plain lines. Mistakes in it are ignored, so that help always works."""
    from cmcheckin.paths import find_paths
    from cmcheckin.settings import load

    try:
        return load(find_paths(home, environ).config).plain
    except Exception:  # as for `help-now`
        return False


def spoken_topic(markdown: str) -> Iterator[str]:
    """Yield the topic in `markdown` as texts that can be read aloud one by one: a row of a table is one text."""
    for block in blocks(markdown):
        if block.kind == TABLE:
            yield from (spoken_row(row) for row in (block.rows if any(block.rows[0]) else block.rows[1:]))
        elif block.kind == ITEM:
            yield block.lines[1]
        else:
            yield from (" ".join(line.split()) for line in block.lines if line.strip())


def topic_list() -> Iterator[str]:
    """Yield a line for each topic."""
    width = max(map(len, TOPICS))
    for name, summary in TOPICS.items():
        yield f"  {name:{width}}  {summary}"


def show_long(text: str) -> None:
    """Print `text`, on a terminal in the user's pager."""
    if sys.stdout.isatty():
        from pydoc import pager  # takes 20 ms, and finds PAGER, less or else prints

        pager(displayable(text) + "\n")
    else:
        print_text(text)


def topic_lines(markdown: str) -> Iterator[str]:
    """Yield the topic in `markdown` as text at 80 columns."""
    before = ""
    for block in blocks(markdown):
        if before and not (block.kind == before == ITEM):
            yield ""
        yield from _block_lines(block)
        before = block.kind


def _block_lines(block: Block) -> Iterator[str]:
    if block.kind == HEADING:
        yield block.lines[0].upper() if block.level == 1 else block.lines[0]
    elif block.kind == CODE:
        yield from (f"    {part}".rstrip() for line in block.lines for part in _code_parts(line))
    elif block.kind == TABLE:
        yield from _table_lines(block.rows)
    elif block.kind == ITEM:
        mark, text = block.lines
        yield from wrapped(f"  {'· ' if mark == '- ' else mark}", text, cut=False)
    else:
        yield from wrapped("  ", block.lines[0], cut=False)


def _code_parts(line: str) -> Iterator[str]:
    """Yield `line` in parts that fit in 80 columns after its indent, broken after commas, as in a long JSON object."""
    part = ""
    for piece in re.split("(?<=,)", line):
        if part and cells(part + piece) > WIDTH - CODE_INDENT:
            yield part
            part = "  "
        part += piece
    yield part


def _table_lines(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    """Yield the `rows` of a table in columns. The widest column is wrapped if the table is wider than a line."""
    shown = rows if any(rows[0]) else rows[1:]
    widths = [max(cells(row[at]) for row in shown) for at in range(len(rows[0]))]
    widest = widths.index(max(widths))
    room = WIDTH - GAP - sum(width + GAP for at, width in enumerate(widths) if at != widest)
    widths[widest] = max(min(widths[widest], room), MIN_COLUMN)
    for row in shown:
        parts = list(wrapped("", row[widest], width=widths[widest]))
        for at, part in enumerate(parts):
            texts = [part if column == widest else "" if at else text for column, text in enumerate(row)]
            yield (" " * GAP + (" " * GAP).join(map(pad, texts, widths))).rstrip()

"""The topics of `cmcheckin help TOPIC`: one Markdown file each, read here into blocks.

Only the Markdown that the topics use is read: headings, paragraphs, lists, tables, fenced code and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

TOPICS: Final = {
    "keys": "every key, screen by screen, and its name in config.toml",
    "settings": "config.toml, key by key",
    "accessibility": "plain lines, for screen readers and simple terminals",
    "prompt": "reminders, and today's check-in in your prompt or tmux",
    "hints": "hours proposed from your calendar, commits, timers and posts",
    "leave": "planning leave and holidays, and what they change",
    "trends": "your usual, time owed and patterns, and naming days and weeks",
    "search": "words and filters that find what you logged",
    "nudges": "what a nudge is, how to answer it, how the nudges were checked",
    "sharing": "what a share file can include, and what it never includes",
    "review": "reading shared files and replying, for managers",
    "privacy": "where your data is kept, and who can read it",
    "files": "your journal's files, and what every version promises",
    "backup": "backups, restoring, earlier versions, and repairing damage",
    "import": "importing from other programs, and where the data goes",
    "formats": "export, import and the share file",
    "recipes": "your tables in a spreadsheet, pandas and DuckDB",
    "figures": "how fast and how safe the program is, and how that's measured",
}
"""The topics in their order, each with a line that says what it is about."""
MAN_SECTIONS: Final = (
    ("NAME", "cmcheckin - a daily check-in for community managers"),
    ("SYNOPSIS", "cmcheckin [--home DIR] [COMMAND …]"),
    (
        "DESCRIPTION",
        "Each morning, cmcheckin asks about your workload, mood, wins and escalations. It keeps the answers in plain "
        "files on your machine, and shows your week, your trends, and a nudge if you work too much. Without a command, "
        "it opens the check-in if today's isn't done, otherwise the week. --home DIR keeps everything in one folder.",
    ),
    ("COMMANDS", ""),
)
"""The first sections of the man page: heading and text. The commands follow."""
HEADING, TEXT, ITEM, TABLE, CODE = "heading", "text", "item", "table", "code"
_COMMENT: Final = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_ITEM: Final = re.compile(r"(- |\d+\. )")
_CELL: Final = re.compile(r"(?<!\\)\|")


class Block(NamedTuple):
    """A part of a topic: its kind, its lines (one, except for code), and the cells of each row of a table.

    `level` is that of a heading, counted from 1.
    """

    kind: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0


def read_topic(name: str) -> str:
    """Return the Markdown of the topic `name`. Raises OSError if its file is missing."""
    return Path(__file__).with_name(f"{name}.md").read_text("utf-8")


def blocks(markdown: str) -> Iterator[Block]:
    """Yield the blocks of `markdown` in their order."""
    lines = _COMMENT.sub("", markdown).splitlines()
    at = 0
    while at < len(lines):
        line, start = lines[at], at
        if line.startswith("```"):
            at = lines.index("```", at + 1) + 1
            yield Block(CODE, tuple(lines[start + 1 : at - 1]))
        elif line.startswith("|"):
            while at < len(lines) and lines[at].startswith("|"):
                at += 1
            rows = [tuple(plain(cell) for cell in _CELL.split(row.strip()[1:-1])) for row in lines[start:at]]
            yield Block(TABLE, rows=(rows[0], *rows[2:]))
        elif line.startswith("#"):
            at += 1
            yield Block(HEADING, (plain(line.lstrip("#")),), level=len(line) - len(line.lstrip("#")))
        elif line.strip():
            at += 1
            while at < len(lines) and lines[at].strip() and not _opens(lines[at]):
                at += 1
            joined = " ".join(part.strip() for part in lines[start:at])
            mark = _ITEM.match(joined)
            yield Block(ITEM, (mark.group(), plain(joined[mark.end() :]))) if mark else Block(TEXT, (plain(joined),))
        else:
            at += 1


def plain(text: str) -> str:
    """Return `text` without the marks of code and emphasis, and with the address of a link after its words."""
    text = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", r"\1 (\2)", text)
    return re.sub(r"`|\*\*|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)", "", text.replace("\\|", "|")).strip()


def _opens(line: str) -> bool:
    return bool(_ITEM.match(line)) or line.startswith(("|", "#", "```"))

"""What the help of every command is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


class CommandHelp:
    """Help of one command: its summary, examples, arguments by name, and a text below them.

    A plain class for the same reason as `Command` in `cli/registry.py`.
    """

    def __init__(
        self, summary: str, examples: tuple[str, ...], arguments: Mapping[str, str] | None = None, details: str = ""
    ) -> None:
        self.summary, self.examples = summary, examples
        self.arguments, self.details = arguments or {}, details


DAY: Final = "the day, such as 2026-11-20, yesterday, monday or -1 (yesterday)"
DAY_OR_TODAY: Final = f"{DAY}; today by default"
WEEK: Final = "2026-W47, 47, last week, -1 (last week) or any day in the week"
WEEK_OR_THIS: Final = f"{WEEK}; this week by default"
RANGE: Final = {"--from": "the first day, instead of WEEK", "--to": "the last day; today by default"}
DAYS: Final = {"--from": "the first day to include", "--to": "the last day to include"}
JSON: Final = "print one JSON document"
JSON_LINES: Final = "print one JSON object per line"
PLAIN: Final = "show this line by line, for screen readers"
YES: Final = "don't ask for confirmation"
REPLACE: Final = "replace FILE if it exists"
PARTIAL: Final = "continue even if part of the journal can't be read"
OUT: Final = "write to this file, readable only by you"
SENDER: Final = "your name; by default the name in config.toml"

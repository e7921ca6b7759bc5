"""Type lines at the program in plain lines, in this process and as if at a terminal."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from cmcheckin.cli.main import main
from tests.cli.cli_runs import Cli, CommandResult


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def typed(cli: Cli, *argv: str, lines: str | list[str] = "") -> CommandResult:
    """Run `argv` in this process and type `lines`, separated by `|` or as a list, until they end, as with Ctrl+D."""
    rows = lines.split("|") if isinstance(lines, str) else lines
    keys = Terminal(io.BytesIO("".join(f"{row}\n" for row in rows).encode()))
    shown = io.BytesIO(), io.BytesIO()
    out, err = (Terminal(stream, "utf-8", write_through=True) for stream in shown)
    before = os.umask(0o022)
    try:
        with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", keys):
            code = main(argv, cli.environment)
    finally:
        os.umask(before)
    return CommandResult(code, *(stream.getvalue().decode() for stream in shown))


def joined(text: str) -> str:
    """Return `text` with each stretch of spaces and line breaks as one space."""
    return " ".join(text.split())

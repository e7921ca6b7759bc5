"""Whether there is a terminal for a screen, found out before anything of the screens is imported."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from cmcheckin.cli.output import USAGE, CommandError

PLAIN_TERMINALS: Final = ("", "dumb", "unknown")


def is_terminal() -> bool:
    """Whether the user types and reads here: standard input and output are both a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def can_draw(environ: Mapping[str, str]) -> bool:
    """Whether the terminal can do more than print lines, by its TERM.

    A name nobody knows is drawn on: new terminals call themselves by names that an old server's terminfo lacks, and
    nearly all of them understand what xterm does.
    """
    return environ.get("TERM", "") not in PLAIN_TERMINALS


def need_terminal() -> None:
    """Ends the command when there is no terminal."""
    if not is_terminal():
        raise CommandError(
            USAGE,
            "There is no terminal here, and the screens need one. Without one:\n"
            "  cmcheckin checkin --plain   asks in plain lines\n"
            "  cmcheckin log --mood 4      adds without asking\n"
            "  cmcheckin week              shows the week as text",
        )

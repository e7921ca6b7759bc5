"""Whether there is a terminal, and whether it can show the screens, checked before the screens are imported."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from cmcheckin.cli.output import USAGE, CommandError
from cmcheckin.wording import command_messages as messages

PLAIN_TERMINALS: Final = ("", "dumb", "unknown")
"""Values of TERM of terminals that can only print lines."""


def is_terminal() -> bool:
    """Return whether standard input and output are both a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def can_draw(environ: Mapping[str, str]) -> bool:
    """Return whether TERM in `environ` names a terminal that can do more than print lines.

    An unknown name counts as one that can: new terminals have names that an old server's terminfo lacks, and nearly
    all of them understand what xterm does.
    """
    return environ.get("TERM", "") not in PLAIN_TERMINALS


def need_terminal() -> None:
    """Raise CommandError when there is no terminal."""
    if not is_terminal():
        raise CommandError(USAGE, messages.NO_TERMINAL)

"""Files that a command was asked to write."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, Stop, quoted, say
from cmcheckin.paths import NotAFile, check_replaceable


def partial_flag(parser: argparse.ArgumentParser, what: str = "part of the journal") -> None:
    """Add `--partial`, which lets the command write although `what` could not be read."""
    parser.add_argument("--partial", action="store_true", help=f"go on although {what} could not be read")


def check_whole(program: Program, *, partial: bool = False, target: str = "") -> int:
    """Say what could not be read of the journal, and return the exit code: FAILED when something is missing, unless
    `partial` allows that.

    Call it once the records are read and before a file is written. With a `target`, a file or a folder, the command
    ends here when something is missing, so that nothing partial is written over a good file.
    """
    if not program.say_missing():
        return DONE
    if not target:
        say("Part of the journal could not be read, so this is not everything.")
    elif partial:
        say(f"Part of the journal could not be read, and is missing from {quoted(target, 200)}.")
    else:
        raise Stop(
            FAILED,
            f"Part of the journal could not be read, so nothing was written to {quoted(target, 200)}. "
            "Add --partial to write the rest.",
        )
    return DONE if partial else FAILED


def write_private(path: Path, parts: Iterable[str], *, replace: bool) -> None:
    """Write a file of mode 0600, whole or not at all. Ends the command when something is there that may not be
    replaced: anything without `replace`, and whatever is not a regular file."""
    from cmcheckin.sharing.writing import put

    shown = quoted(path, 200)
    there = f"{shown} exists already. Nothing was written; --replace lets the new one stand."
    try:
        check_replaceable(path)
        if not replace and os.path.lexists(path):
            raise Stop(REFUSED, there)
        put(path, "".join(parts).encode(), replace=replace)
    except FileExistsError:
        raise Stop(REFUSED, there) from None
    except NotAFile as error:
        raise Stop(REFUSED, f"{shown}: {error.strerror}. Nothing was written.") from None
    except OSError as no:
        raise Stop(FAILED, f"{shown} could not be written ({(no.strerror or '').lower()}).") from None

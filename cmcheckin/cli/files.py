"""Files that a command was asked to write."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, print_message, quoted
from cmcheckin.files import NotRegularFile, check_replaceable, write_file


def add_partial(parser: argparse.ArgumentParser, what: str = "part of the journal") -> None:
    """Add `--partial`, which lets the command continue when `what` couldn't be read."""
    parser.add_argument("--partial", action="store_true", help=f"continue even if {what} can't be read")


def report_missing(program: Program, *, partial: bool = False, target: str = "") -> int:
    """Report what couldn't be read of the journal, and return the exit code: FAILED if anything is missing and
    `partial` is False.

    Call it after reading the records and before writing a file. With a `target` (a file or folder) it raises Stop
    when something is missing, so that a partial file never replaces a good one.
    """
    if not program.report_missing():
        return DONE
    if not target:
        print_message("Part of the journal couldn't be read, so this is incomplete.")
    elif partial:
        print_message(f"Part of the journal couldn't be read. It is missing from {quoted(target, 200)}.")
    else:
        raise CommandError(
            FAILED,
            f"Part of the journal couldn't be read, so nothing was written to {quoted(target, 200)}. "
            "Add --partial to write the rest.",
        )
    return DONE if partial else FAILED


def write_private(path: Path, parts: Iterable[str], *, replace: bool) -> None:
    """Write `parts` to a file at `path` with mode 0600, completely or not at all.

    Raises CommandError when something is there that may not be replaced: any file without `replace`, or anything else
    than a regular file.
    """
    shown = quoted(path, 200)
    there = f"{shown} already exists. Nothing was written. Add --replace to replace it."
    try:
        check_replaceable(path)
        if not replace and os.path.lexists(path):
            raise CommandError(REFUSED, there)
        write_file(path, "".join(parts).encode(), replace=replace)
    except FileExistsError:
        raise CommandError(REFUSED, there) from None
    except NotRegularFile as error:
        raise CommandError(REFUSED, f"{shown}: {error.strerror}. Nothing was written.") from None
    except OSError as no:
        raise CommandError(FAILED, f"{shown} could not be written ({(no.strerror or '').lower()}).") from None

"""Files that commands write, and what they report about a journal that can't be read completely."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, print_message, quoted
from cmcheckin.files import NotRegularFile, check_replaceable, write_file
from cmcheckin.wording import command_messages as messages


def report_missing(program: Program, *, partial: bool = False, target: str = "") -> int:
    """Report what couldn't be read of the journal, and return the exit code: FAILED if anything is missing and
    `partial` is False.

    Call it after reading the records and before writing a file. With a `target` (a file or folder) it raises
    CommandError when something is missing, so that a partial file never replaces a good one.
    """
    if not program.report_missing():
        return DONE
    if not target:
        print_message(messages.INCOMPLETE)
    elif partial:
        print_message(messages.LEFT_OUT.format(target=quoted(target, 200)))
    else:
        raise CommandError(FAILED, messages.REFUSED_PARTIAL.format(target=quoted(target, 200)))
    return DONE if partial else FAILED


def report_open_conflicts(program: Program) -> None:
    """Report the open conflicts between devices in one line, if there are any."""
    if program.journal.conflicts():
        from cmcheckin.cli.open_conflicts import print_line

        print_line(program)


def write_private(path: Path, parts: Iterable[str], *, replace: bool) -> None:
    """Write `parts` to a file at `path` with mode 0600, completely or not at all.

    Raises CommandError when something is there that may not be replaced: any file without `replace`, or anything other
    than a regular file.
    """
    shown = quoted(path, 200)
    try:
        check_replaceable(path)
        if not replace and os.path.lexists(path):
            raise CommandError(REFUSED, messages.FILE_EXISTS.format(path=shown))
        write_file(path, "".join(parts).encode(), replace=replace)
    except FileExistsError:
        raise CommandError(REFUSED, messages.FILE_EXISTS.format(path=shown)) from None
    except NotRegularFile as error:
        raise CommandError(REFUSED, messages.NOT_A_FILE.format(path=shown, reason=error.strerror)) from None
    except OSError as error:
        raise CommandError(
            FAILED, messages.WRITE_FAILED.format(path=shown, reason=(error.strerror or "").lower())
        ) from None

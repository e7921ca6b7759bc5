"""Files that commands write, and what they report about a journal that can't be read completely."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, CommandError, print_message, quoted
from cmcheckin.files import NotRegularFile, check_replaceable, write_file
from cmcheckin.wording import command_messages as messages

MOST_SYNCED: Final = 10
"""The largest set whose files are each synced to survive a power cut, which takes a few milliseconds. A larger set is
an export, which can be made again."""


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
    with _reported(path):
        check_replaceable(path)
        if not replace and os.path.lexists(path):
            raise FileExistsError
        write_file(path, "".join(parts).encode(), replace=replace)


def write_private_set(folder: Path, contents: Mapping[str, bytes], *, replace: bool, create: bool = False) -> None:
    """Write `contents`, bytes by file name, into `folder` with mode 0600: all of them, or none.

    With `create`, a missing folder is created. Raises CommandError as `write_private` does.
    """
    from cmcheckin.services.file_sets import FilesExist, write_set

    try:
        with _reported(folder):
            write_set(folder, contents, replace=replace, create=create, sync=len(contents) <= MOST_SYNCED)
    except FilesExist as error:
        names = [quoted(path.name if create else path, 200) for path in error.paths]
        message = messages.files_exist(quoted(folder, 200) if create else "", names)
        raise CommandError(REFUSED, message) from None


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    """Turn errors of writing to `path` into CommandError."""
    shown = quoted(path, 200)
    try:
        yield
    except FileExistsError:
        raise CommandError(REFUSED, messages.FILE_EXISTS.format(path=shown)) from None
    except NotRegularFile as error:
        shown = quoted(os.fsdecode(error.filename or path), 200)
        raise CommandError(REFUSED, messages.NOT_A_FILE.format(path=shown, reason=error.strerror)) from None
    except OSError as error:
        reason = (error.strerror or "").lower()
        raise CommandError(FAILED, messages.WRITE_FAILED.format(path=shown, reason=reason)) from None

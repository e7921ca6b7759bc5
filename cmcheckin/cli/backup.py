"""`backup`: copy the journal files now, to the backups or to a folder of the user's."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, CommandError, print_message, quoted
from cmcheckin.wording import recovery as words


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", nargs="?")


def run(args: argparse.Namespace, program: Program) -> int:
    from cmcheckin.journal.backups import FOR_READING, back_up

    if args.folder == "":  # an unset variable must not mean the current folder
        raise CommandError(USAGE, words.NO_FOLDER)
    above = Path.cwd() / args.folder if args.folder else program.paths.backups
    if os.path.lexists(above) and not above.is_dir():
        raise CommandError(REFUSED, words.NOT_A_FOLDER.format(path=quoted(above, 300)))
    program.may_add_only = True  # a copy can be made of what can't be read
    journal = program.journal
    records = None if journal.is_locked else len(journal.everything())
    made = back_up(program.paths, str(above), program.clock.today())
    if args.folder:
        _copy_follow_up(program, above)
        if made is None and program.paths.follow_up.exists() and not program.report_missing():
            return DONE  # a manager's own notes, without a journal
    if made is None and program.report_missing():
        raise CommandError(FAILED, words.NO_FILES_TO_BACK_UP)
    if made is None:
        raise CommandError(REFUSED, words.NOTHING_TO_BACK_UP)
    backup, is_new = made
    files = len(list(Path(backup.path).iterdir()))
    print_message(words.backed_up(quoted(backup.path, 300), files, records, is_new=is_new))
    if args.folder and journal.vault.is_on:
        has_identity = os.path.lexists(f"{backup.path}/{FOR_READING[1]}")
        print_message(words.COPY_WITH_IDENTITY if has_identity else words.COPY_WITHOUT_IDENTITY)
    if not program.report_missing():
        return DONE
    print_message(words.COPIED_AS_IT_IS)
    return FAILED


def _copy_follow_up(program: Program, above: Path) -> None:
    """Copy a manager's own notes into the folder `above`, where backups go, if there are any, and say where. Raises
    CommandError."""
    from cmcheckin.services.follow_up import copy_to

    try:
        copy = copy_to(program.paths.follow_up, str(above), program.clock.today())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CommandError(FAILED, words.NOTES_NOT_COPIED.format(path=quoted(above, 300), reason=reason)) from None
    if copy:
        print_message(words.NOTES_COPIED.format(path=quoted(copy, 300)))

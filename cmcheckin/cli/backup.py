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
    from cmcheckin.journal.backups import back_up

    if args.folder == "":  # an unset variable must not mean the current folder
        raise CommandError(USAGE, words.NO_FOLDER)
    above = Path.cwd() / args.folder if args.folder else program.paths.backups
    if os.path.lexists(above) and not above.is_dir():
        raise CommandError(REFUSED, words.NOT_A_FOLDER.format(path=quoted(above, 300)))
    records = len(program.journal.everything())
    made = back_up(program.paths, str(above), program.clock.today())
    if made is None and program.report_missing():
        raise CommandError(FAILED, words.NO_FILES_TO_BACK_UP)
    if made is None:
        raise CommandError(REFUSED, words.NOTHING_TO_BACK_UP)
    backup, is_new = made
    files = len(list(Path(backup.path).iterdir()))
    print_message(words.backed_up(quoted(backup.path, 300), files, records, is_new=is_new))
    if not program.report_missing():
        return DONE
    print_message(words.COPIED_AS_IT_IS)
    return FAILED

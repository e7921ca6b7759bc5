"""Check the arguments of `share`. Each function raises CommandError for a mistake, before anything is shown."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import read_range, read_week
from cmcheckin.cli.output import REFUSED, USAGE, CommandError, quoted
from cmcheckin.domain.text import LINE, clean
from cmcheckin.files import NotRegularFile, check_replaceable
from cmcheckin.sharing.builder import fits_one_file
from cmcheckin.sharing.codec import MAX_WEEKS
from cmcheckin.sharing.share_file import Consent, ShareFile
from cmcheckin.wording import share as words
from cmcheckin.wording import share_command as errors
from cmcheckin.wording.command_messages import WEEK_OR_RANGE

MAX_LISTED: Final = 20
"""Most ids that are listed for an unknown one; more are counted."""


def read_days(args: argparse.Namespace, today: date) -> tuple[date, date]:
    """Return the first and the last day to share. A week may end after `today`, a range may not."""
    if args.first is None:
        if args.week is None or args.last is not None:
            raise CommandError(USAGE, errors.NO_DAYS)
        week = read_week(args.week, today)
        first, last = week.monday, week.sunday
    else:
        if args.week is not None:
            raise CommandError(USAGE, WEEK_OR_RANGE.format(command="share"))
        first, last = read_range(args.first, args.last or "today", today)
        if last > today:
            raise CommandError(REFUSED, errors.TO_IN_FUTURE.format(last=last, today=today))
    if first > today:
        raise CommandError(REFUSED, errors.IN_FUTURE.format(first=first, today=today))
    if not fits_one_file(first, last):
        raise CommandError(REFUSED, errors.RANGE_TOO_LONG.format(weeks=MAX_WEEKS))
    return first, last


def read_names(text: str, known: tuple[str, ...], flag: str) -> tuple[str, ...]:
    """Return the names that `text` lists, such as `hours,wins`, in the order of `known`. Errors name the `flag`."""
    names = [word.strip().lower().replace("-", "_") for word in text.split(",") if word.strip()]
    for name in names:
        if name not in known:
            raise CommandError(USAGE, errors.unknown_name(flag, quoted(name), known))
    if not names:
        raise CommandError(USAGE, errors.empty_list(flag, known))
    return tuple(name for name in known if name in names)


def writes_files(args: argparse.Namespace) -> bool:
    """Return whether files are to be written. `--json` by itself only shows what they would contain."""
    return not args.json or args.out is not None or args.yes


def read_folder(args: argparse.Namespace, program: Program) -> Path | None:
    """Return the folder to write to, or None when nothing is to be written."""
    if not writes_files(args):
        if args.replace or args.formats:
            raise CommandError(USAGE, errors.NEEDS_OUT.format(flag="--replace" if args.replace else "--formats"))
        return None
    folder = args.out if args.out is not None else program.settings.share_folder
    if not folder:
        raise CommandError(USAGE, errors.NO_FOLDER)
    if "\0" in folder:
        raise CommandError(USAGE, errors.NOT_A_FOLDER_NAME)
    return Path(os.path.expanduser(folder))  # noqa: PTH111  Path.expanduser raises for the home of an unknown user


def existing_files(folder: Path, names: Sequence[str], *, replace: bool) -> list[str]:
    """Return the `names` of files that exist in `folder` and would be replaced.

    Raises CommandError if there are any without `replace`, one can't be replaced, or `folder` can't be written to.
    """
    shown = quoted(folder, 300)
    try:
        is_folder = folder.is_dir()
        if not is_folder and os.path.lexists(folder):
            raise CommandError(REFUSED, words.NOT_A_FOLDER.format(shown=shown))
        if not is_folder and not folder.parent.is_dir():
            raise CommandError(REFUSED, words.NO_PARENT.format(shown=shown, parent=quoted(folder.parent, 300)))
        if not os.access(folder if is_folder else folder.parent, os.W_OK | os.X_OK):
            raise CommandError(REFUSED, words.NOT_WRITABLE.format(shown=shown))
    except OSError as error:
        raise CommandError(REFUSED, errors.nothing_written(f"{shown}: {(error.strerror or '').lower()}")) from None
    existing = [name for name in names if os.path.lexists(folder / name)]
    for name in existing:
        try:
            check_replaceable(folder / name)
        except NotRegularFile as error:
            problem = f"{quoted(folder / name, 300)}: {error.strerror}"
            raise CommandError(REFUSED, errors.nothing_written(problem)) from None
    if existing and not replace:
        raise CommandError(REFUSED, words.files_exist(existing, shown))
    return existing


def read_texts(arguments: Sequence[str]) -> dict[str, str]:
    """Return the words of each of `arguments`, which have the form `ID=WORDS`, by id."""
    found: dict[str, str] = {}
    for argument in arguments:
        id_, sign, words_ = argument.partition("=")
        text = clean(words_)
        if not sign or not id_ or not text:
            raise CommandError(USAGE, errors.NO_ID_AND_WORDS)
        if len(text) > LINE:
            raise CommandError(USAGE, errors.TOO_LONG.format(flag="--text", length=len(text), limit=LINE))
        found[id_] = text
    return found


def check_ids(consent: Consent, complete: ShareFile) -> None:
    """Raise CommandError for an id in `consent` that no entry of `complete` has, which is everything that could be
    shared: a typing mistake must not include an entry that was to be left out."""
    entries = {win.id: win.text for win in complete.wins}
    entries |= {item.id: item.title for item in (*complete.escalations, *complete.asks)}
    for id_ in (*consent.excluded, *consent.texts):
        if id_ not in entries:
            listed = [(quoted(known, 130), quoted(text)) for known, text in [*entries.items()][:MAX_LISTED]]
            raise CommandError(REFUSED, errors.unknown_id(quoted(id_), listed, len(entries) - MAX_LISTED))

"""What `share` was given, read and held against what there is: each slip ends the command before anything is shown."""

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

IDS: Final = 20
"""Ids that are named after a slip; more are counted."""


def days(args: argparse.Namespace, today: date) -> tuple[date, date]:
    """The first and the last day. A week may still be going on; a range ends today at the latest. Ends the command for
    days that no file can tell of."""
    if args.first is None:
        if args.week is None or args.last is not None:
            raise CommandError(USAGE, "cmcheckin share: say which WEEK, such as -1 for last week, or --from and --to.")
        week = read_week(args.week, today)
        first, last = week.monday, week.sunday
    else:
        if args.week is not None:
            raise CommandError(USAGE, "cmcheckin share: either WEEK, or --from and --to.")
        first, last = read_range(args.first, args.last or "today", today)
        if last > today:
            raise CommandError(
                REFUSED, f"--to is {last}, which has not come yet (today is {today}). {words.NOTHING_WRITTEN}"
            )
    if first > today:
        raise CommandError(REFUSED, f"{first} has not come yet (today is {today}). {words.NOTHING_WRITTEN}")
    if not fits_one_file(first, last):
        raise CommandError(REFUSED, f"That is more than one file holds ({MAX_WEEKS} weeks). {words.NOTHING_WRITTEN}")
    return first, last


def listed(text: str, known: tuple[str, ...], flag: str) -> tuple[str, ...]:
    """Of `hours,wins`, those that are known, in their own order. Ends the command for another word."""
    wanted = [word.strip().lower().replace("-", "_") for word in text.split(",") if word.strip()]
    for word in wanted:
        if word not in known:
            raise CommandError(USAGE, f"cmcheckin share: {flag} has {quoted(word)!r}; it takes {', '.join(known)}.")
    if not wanted:
        raise CommandError(USAGE, f"cmcheckin share: {flag} takes some of {', '.join(known)}.")
    return tuple(name for name in known if name in wanted)


def writes(args: argparse.Namespace) -> bool:
    """Whether it comes to writing. --json by itself shows, for who wants to see ids and numbers first."""
    return not args.json or args.out is not None or args.yes


def folder(args: argparse.Namespace, program: Program) -> Path | None:
    """Where to write; None when nothing is to be written."""
    if not writes(args):
        if args.replace or args.formats:
            flag = "--replace" if args.replace else "--formats"
            raise CommandError(USAGE, f"cmcheckin share: {flag} goes with --out DIR; --json without it writes nothing.")
        return None
    chosen = args.out if args.out is not None else program.settings.share_folder
    if not chosen:
        raise CommandError(
            USAGE, "cmcheckin share: say where to write with --out DIR, or with [share] folder in config.toml."
        )
    if "\0" in chosen:
        raise CommandError(USAGE, "cmcheckin share: --out is no name of a folder.")
    return Path(os.path.expanduser(chosen))  # noqa: PTH111  the one of pathlib raises for the home of nobody


def in_the_way(folder: Path, called: Sequence[str], *, replace: bool) -> list[str]:
    """Files of these names that are there already and may be replaced. Ends the command, before anything is shown,
    where they may not be, or nothing can be written."""
    shown = quoted(folder, 300)
    try:
        is_there = folder.is_dir()
        if not is_there and os.path.lexists(folder):
            raise CommandError(REFUSED, words.no_folder(shown))
        if not is_there and not folder.parent.is_dir():
            raise CommandError(REFUSED, words.no_parent(shown, quoted(folder.parent, 300)))
        if not os.access(folder if is_there else folder.parent, os.W_OK | os.X_OK):
            raise CommandError(REFUSED, words.not_yours(shown))
    except OSError as no:
        raise CommandError(REFUSED, f"{shown}: {(no.strerror or '').lower()}. {words.NOTHING_WRITTEN}") from None
    there = [name for name in called if os.path.lexists(folder / name)]
    for name in there:
        try:
            check_replaceable(folder / name)
        except NotRegularFile as error:
            raise CommandError(
                REFUSED, f"{quoted(folder / name, 300)}: {error.strerror}. {words.NOTHING_WRITTEN}"
            ) from None
    if there and not replace:
        raise CommandError(REFUSED, words.exists(there, shown))
    return there


def texts(given: list[str]) -> dict[str, str]:
    """Of `ID=WORDS`, the words by id. Ends the command for what is none."""
    found: dict[str, str] = {}
    for one in given:
        id_, sign, text = one.partition("=")
        said = clean(text)
        if not sign or not id_ or not said:
            raise CommandError(USAGE, "cmcheckin share: --text takes ID=WORDS; --drop ID leaves one out.")
        if len(said) > LINE:
            raise CommandError(USAGE, f"cmcheckin share: --text has {len(said):,} characters, and {LINE} is the most.")
        found[id_] = said
    return found


def check_ids(consent: Consent, whole: ShareFile) -> None:
    """Ends the command for an id that nothing has which could be shared of these days: a slip there would share what
    was to stay. `whole`: all that could be."""
    there = {one.id: one.text for one in whole.wins}
    there |= {one.id: one.title for one in (*whole.escalations, *whole.asks)}
    for id_ in (*consent.excluded, *consent.texts):
        if id_ not in there:
            named = "".join(f"\n  {quoted(known, 130)}  {quoted(text)}" for known, text in [*there.items()][:IDS])
            more = f"\n  and {len(there) - IDS:,} more, which --json by itself shows" if len(there) > IDS else ""
            listed = f" Here are:{named}{more}" if there else ""
            raise CommandError(REFUSED, f"Nothing here has the id {quoted(id_)!r}. {words.NOTHING_WRITTEN}{listed}")

"""`share`: the file for whoever leads the user, written after its exact content was shown."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.checkin.share_desk import ShareDesk
from cmcheckin.cli import output
from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, Stop, asked, quoted, say
from cmcheckin.cli.parsing import day as read_day
from cmcheckin.cli.parsing import json_flag
from cmcheckin.cli.parsing import week as read_week
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Records
from cmcheckin.domain.text import LINE, clean
from cmcheckin.sharing.codec import NAME, WEEKS, encode
from cmcheckin.sharing.making import fits, win_id
from cmcheckin.sharing.markdown import render
from cmcheckin.sharing.share_file import FIELDS, Consent, ShareFile
from cmcheckin.sharing.writing import FORMATS, Exists, names
from cmcheckin.wording import share as words

DETAILS: Final = "\n".join(
    (
        "Days that are not told of are named first. Then all of the content is shown,",
        "and only after a yes is it written: as JSON for `cmcheckin review`, as a page and",
        "as Markdown, all with the same content. Nothing is sent anywhere.",
        "",
        "LIST is of these, with commas between:",
        *(f"  {name}" for name in FIELDS),
        "`cmcheckin share --reveals` says what each of them shows.",
    )
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("week", metavar="WEEK", nargs="?", help="2026-W47, a date in it, or -1 for last week")
    parser.add_argument("--from", dest="first", metavar="DATE", help="a range in place of a week: its first day")
    parser.add_argument("--to", dest="last", metavar="DATE", help="and its last day; today unless said")
    parser.add_argument("--fields", metavar="LIST", help="what to share")
    parser.add_argument("--out", metavar="DIR", help="the folder to write into; [share] folder in config.toml")
    parser.add_argument("--name", help="the name it carries; name in config.toml")
    parser.add_argument("--help-line", metavar="TEXT", default="", help="one line: what would help")
    parser.add_argument("--drop", metavar="ID", action="append", default=[], help="leave out this win or escalation")
    parser.add_argument(
        "--text", metavar="ID=WORDS", action="append", default=[], help="other words for it, here alone"
    )
    parser.add_argument("--formats", metavar="LIST", default="", help="of json,html,md; all three unless said")
    parser.add_argument("--replace", action="store_true", help="replace files of these names")
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument("--reveals", action="store_true", help="what each field shows, and nothing else")
    json_flag(parser, "show the content as one JSON document")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.reveals:
        output.text(_reveals())
        return DONE
    first, last = _range(args, program.clock.today())
    desk = ShareDesk(program.journal, program.settings, program.clock)
    if desk.trouble:
        raise Stop(FAILED, words.damaged(quoted(program.places.share, 300), desk.trouble.reason))
    fields = _fields(args, desk)
    # With --yes nobody is asked, and what was chosen another time is not taken for a choice.
    formats, name = (FORMATS, program.settings.name) if args.yes else (desk.proposed.formats, desk.name)
    formats = _listed(args.formats, FORMATS, "--formats") if args.formats else formats
    folder = _folder(args, program)
    if args.help_line and "help" not in fields:
        raise Stop(USAGE, "cmcheckin share: --help-line says what would help, and --fields leaves help out.")
    if len(clean(args.help_line)) > LINE:
        raise Stop(USAGE, f"cmcheckin share: --help-line has more than {LINE} characters, and {LINE} is the most.")
    records = desk.records(first, last)
    name = clean(args.name) if args.name is not None else name
    if len(name) > NAME:
        raise Stop(USAGE, f"cmcheckin share: --name has {len(name):,} characters, and {NAME} is the most.")
    consent = Consent(first, last, fields, name, clean(args.help_line), frozenset(args.drop), _texts(args.text))
    _known(consent, records)
    if days := desk.missing(records, first, last):
        say(f"{words.missing(days)}\n{words.OFFER}\n")
    share = desk.made(records, consent)
    if args.json:
        output.data([output.json_line(encode(share))])
    else:
        output.text(render(share).rstrip("\n"))
    return _written(args, desk, share, folder, formats)


def _written(
    args: argparse.Namespace, desk: ShareDesk, share: ShareFile, folder: Path, formats: tuple[str, ...]
) -> int:
    """Asks and writes. Returns the exit code."""
    called = [names(share)[form] for form in formats]
    shown = quoted(folder, 300)
    there = [name for name in called if os.path.lexists(folder / name)]
    say(f"\n{words.will_write(called, shown)}\n{words.PRIVATE}")
    if there and not args.replace:
        raise Stop(REFUSED, words.exists(there, shown))
    if not args.yes and not asked(words.asked(len(called), replacing=bool(there))):
        say(words.NOTHING_WRITTEN)
        return FAILED
    try:
        handed = desk.hand_over(share, folder, formats, over=args.replace)
    except Exists as no:
        raise Stop(REFUSED, words.exists([path.name for path in no.paths], shown)) from None
    except Refused as no:
        raise Stop(REFUSED, f"{quoted(no, 300)}. {words.NOTHING_WRITTEN}") from None
    except OSError as no:
        raise Stop(
            FAILED, f"{shown}: {(no.strerror or 'it cannot be written').lower()}. {words.NOTHING_WRITTEN}"
        ) from None
    if handed.forgotten:
        say(words.forgotten(handed.forgotten))
    say(words.wrote([path.name for path in handed.paths], shown))
    return DONE


def _reveals() -> Iterable[str]:
    return (*(f"{name:12} {words.REVEALS[name]}" for name in FIELDS), "", words.PRIVATE)


def _range(args: argparse.Namespace, today: date) -> tuple[date, date]:
    """The first and the last day. A week may still be going on; a range ends today at the latest. Ends the command for
    days that no file can tell of."""
    if args.first is None:
        if args.week is None or args.last is not None:
            raise Stop(USAGE, "cmcheckin share: say which WEEK, such as -1 for last week, or --from and --to.")
        week = read_week(args.week, today)
        first, last = week.monday, week.sunday
    else:
        if args.week is not None:
            raise Stop(USAGE, "cmcheckin share: either WEEK, or --from and --to.")
        first = read_day(args.first, today)
        last = read_day(args.last, today) if args.last else today
        if first > last:
            raise Stop(USAGE, f"--from {first} comes after --to {last}.")
        if last > today:
            raise Stop(REFUSED, f"--to is {last}, which has not come yet (today is {today}). {words.NOTHING_WRITTEN}")
    if first > today:
        raise Stop(REFUSED, f"{first} has not come yet (today is {today}). {words.NOTHING_WRITTEN}")
    if not fits(first, last):
        raise Stop(REFUSED, f"That is more than one file holds ({WEEKS} weeks). {words.NOTHING_WRITTEN}")
    return first, last


def _fields(args: argparse.Namespace, desk: ShareDesk) -> tuple[str, ...]:
    """What to share: as asked for; else what is proposed, which is said, and taken with the yes at the end."""
    if args.fields is not None:
        return _listed(args.fields, FIELDS, "--fields")
    found = desk.proposed.fields
    if args.yes:
        raise Stop(USAGE, words.needs_fields(found, words.SOURCES[desk.source]))
    say(f"{words.proposed(found, words.SOURCES[desk.source])}\n")
    return found


def _listed(text: str, known: tuple[str, ...], flag: str) -> tuple[str, ...]:
    """Of `hours,wins`, those that are known, in their own order. Ends the command for another word."""
    wanted = [word.strip().lower().replace("-", "_") for word in text.split(",") if word.strip()]
    for word in wanted:
        if word not in known:
            raise Stop(USAGE, f"cmcheckin share: {flag} has {quoted(word)!r}; it takes {', '.join(known)}.")
    if not wanted:
        raise Stop(USAGE, f"cmcheckin share: {flag} takes some of {', '.join(known)}.")
    return tuple(name for name in known if name in wanted)


def _folder(args: argparse.Namespace, program: Program) -> Path:
    chosen = args.out if args.out is not None else program.settings.share_folder
    if not chosen:
        raise Stop(USAGE, "cmcheckin share: say where to write with --out DIR, or with [share] folder in config.toml.")
    if "\0" in chosen:
        raise Stop(USAGE, "cmcheckin share: --out is no name of a folder.")
    return Path(os.path.expanduser(chosen))  # noqa: PTH111  the one of pathlib raises for the home of nobody


def _texts(given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        id_, sign, text = one.partition("=")
        said = clean(text)
        if not sign or not id_ or not said:
            raise Stop(USAGE, "cmcheckin share: --text takes ID=WORDS; --drop ID leaves one out.")
        if len(said) > LINE:
            raise Stop(USAGE, f"cmcheckin share: --text has {len(said):,} characters, and {LINE} is the most.")
        found[id_] = said
    return found


def _known(consent: Consent, records: Records) -> None:
    """Ends the command for an id that nothing in the range has: a slip there would share what was to stay."""
    there = {one.id for one in records.escalations}
    for checkin in records.checkins.between(consent.first, consent.last):
        there |= {win_id(checkin.date, n, win) for n, win in enumerate(checkin.wins, 1)}
    for id_ in (*consent.dropped, *consent.texts):
        if id_ not in there:
            raise Stop(REFUSED, f"Nothing here has the id {quoted(id_)!r}; --json shows them. {words.NOTHING_WRITTEN}")

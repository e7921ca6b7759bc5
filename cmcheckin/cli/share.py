"""`share`: the file for whoever leads the user, written after its exact content was shown."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, Stop, asked, quoted, say
from cmcheckin.cli.parsing import day as read_day
from cmcheckin.cli.parsing import json_flag
from cmcheckin.cli.parsing import week as read_week
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Records
from cmcheckin.domain.text import LINE, clean
from cmcheckin.insight.week import joined
from cmcheckin.sharing import choices as remembered
from cmcheckin.sharing.choices import Choices
from cmcheckin.sharing.codec import NAME, WEEKS, encode
from cmcheckin.sharing.making import make, missing_days, reach, win_id
from cmcheckin.sharing.markdown import render
from cmcheckin.sharing.share_file import FIELDS, Consent, ShareFile
from cmcheckin.sharing.writing import FORMATS, Exists, names, write
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
    kept = _remembered(program)
    fields = _fields(args, kept, program)
    formats = _listed(args.formats, FORMATS, "--formats") if args.formats else kept.formats or FORMATS
    folder = _folder(args, program)
    if args.help_line and "help" not in fields:
        raise Stop(USAGE, "cmcheckin share: --help-line says what would help, and --fields leaves help out.")
    if len(clean(args.help_line)) > LINE:
        raise Stop(USAGE, f"cmcheckin share: --help-line has more than {LINE} characters, and {LINE} is the most.")
    records = _records(program, first, last)
    consent = Consent(
        first,
        last,
        fields,
        clean(args.name) if args.name is not None else program.settings.name,
        clean(args.help_line),
        frozenset(args.drop),
        _texts(args.text),
    )
    _known(consent, records)
    if days := missing_days(records, first, last, program.clock.today()):
        say(f"{words.missing(days)}\n{words.OFFER}\n")
    person = kept.person or remembered.new_person(os.urandom(8))
    clock, settings = program.clock, program.settings
    share = make(records, consent, person, clock.now(), settings.schedule, clock.today(), settings.metrics)
    if args.json:
        output.data([output.json_line(encode(share))])
    else:
        output.text(render(share).rstrip("\n"))
    # Replies are looked for where the last file went.
    return _written(args, program, share, folder, Choices(person, fields, formats, str(folder.absolute())))


def _written(args: argparse.Namespace, program: Program, share: ShareFile, folder: Path, kept: Choices) -> int:
    """Asks, writes and remembers. Returns the exit code."""
    called = [names(share)[form] for form in kept.formats]
    shown = quoted(folder, 300)
    there = [name for name in called if os.path.lexists(folder / name)]
    say(f"\n{words.will_write(called, shown)}\n{words.PRIVATE}")
    if there and not args.replace:
        raise Stop(REFUSED, words.exists(there, shown))
    if not args.yes and not asked(words.asked(len(called), replacing=bool(there))):
        say(words.NOTHING_WRITTEN)
        return FAILED
    try:
        paths = write(share, folder, kept.formats, replace=args.replace)
    except Exists as no:
        raise Stop(REFUSED, words.exists([path.name for path in no.paths], shown)) from None
    except Refused as no:
        raise Stop(REFUSED, f"{quoted(no, 300)}. {words.NOTHING_WRITTEN}") from None
    except OSError as no:
        raise Stop(
            FAILED, f"{shown}: {(no.strerror or 'it cannot be written').lower()}. {words.NOTHING_WRITTEN}"
        ) from None
    try:
        remembered.write(program.places.share, kept)
    except OSError as no:
        say(f"What you chose could not be remembered ({(no.strerror or '').lower()}).")
    say(words.wrote([path.name for path in paths], shown))
    return DONE


def _reveals() -> Iterable[str]:
    return (*(f"{name:12} {words.REVEALS[name]}" for name in FIELDS), "", words.PRIVATE)


def _range(args: argparse.Namespace, today: date) -> tuple[date, date]:
    """The first and the last day. A week may still be going on; a range ends today at the latest."""
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
    if (last - first).days > 7 * (WEEKS - 1) or first.year < 1971:
        raise Stop(REFUSED, f"That is more than one file holds ({WEEKS} weeks). {words.NOTHING_WRITTEN}")
    return first, last


def _remembered(program: Program) -> Choices:
    try:
        return remembered.read(program.places.share)
    except Refused as no:
        say(f"{no}; a new one is begun.")
    except OSError as no:
        raise Stop(
            FAILED, f"share.json cannot be read ({(no.strerror or '').lower()}). {words.NOTHING_WRITTEN}"
        ) from None
    return Choices()


def _fields(args: argparse.Namespace, kept: Choices, program: Program) -> tuple[str, ...]:
    """What to share: as asked for; else what is proposed, which is said, and taken with the yes at the end."""
    if args.fields is not None:
        return _listed(args.fields, FIELDS, "--fields")
    found = remembered.proposed(kept, program.settings.share_fields)
    source = (
        words.LAST_TIME
        if kept.fields
        else words.SETTINGS
        if set(program.settings.share_fields) & set(FIELDS)
        else words.USUAL
    )
    if args.yes:
        raise Stop(USAGE, words.needs_fields(found, source))
    say(f"{words.proposed(found, source)}\n")
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
    return Path(chosen).expanduser()


def _records(program: Program, first: date, last: date) -> Records:
    start, end = reach(first, last)
    near = program.journal.between(start, min(end, program.clock.today() + timedelta(1)))
    return joined(near, program.journal.open_since(first))


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
    if len(consent.name) > NAME:
        raise Stop(USAGE, f"cmcheckin share: --name has {len(consent.name):,} characters, and {NAME} is the most.")
    there = {one.id for one in records.escalations}
    for checkin in records.checkins.between(consent.first, consent.last):
        there |= {win_id(checkin.date, n, win) for n, win in enumerate(checkin.wins, 1)}
    for id_ in (*consent.dropped, *consent.texts):
        if id_ not in there:
            raise Stop(REFUSED, f"Nothing here has the id {quoted(id_)!r}; --json shows them. {words.NOTHING_WRITTEN}")

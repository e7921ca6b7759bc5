"""`share`: the file for whoever leads the user, written after its exact content was shown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli import share_arguments as given
from cmcheckin.cli.argument_types import add_json
from cmcheckin.cli.files import add_partial, report_missing
from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, CommandError, confirm, print_message, quoted
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import Records
from cmcheckin.domain.text import LINE, clean
from cmcheckin.services.share_files import FilesExist
from cmcheckin.services.share_session import ShareSession
from cmcheckin.sharing.codec import NAME_LENGTH, share_bytes
from cmcheckin.sharing.markdown import render_markdown
from cmcheckin.sharing.rendering import FORMATS, file_names
from cmcheckin.sharing.selection import ShareSelection
from cmcheckin.sharing.share_file import FIELDS, Consent, ShareFile
from cmcheckin.sharing.summary import is_empty
from cmcheckin.wording import share as words
from cmcheckin.wording.command_help import share_details


def details() -> str:
    """Return the help below the arguments."""
    return share_details(FIELDS)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("week", metavar="WEEK", nargs="?")
    parser.add_argument("--from", dest="first", metavar="DATE")
    parser.add_argument("--to", dest="last", metavar="DATE")
    parser.add_argument("--fields", metavar="LIST")
    parser.add_argument("--out", metavar="DIR")
    parser.add_argument("--name")
    parser.add_argument("--help-line", metavar="TEXT", default="")
    parser.add_argument(
        "--drop",
        metavar="ID",
        action="append",
        default=[],
    )
    parser.add_argument(
        "--text",
        metavar="ID=WORDS",
        action="append",
        default=[],
    )
    parser.add_argument("--formats", metavar="LIST", default="")
    parser.add_argument("--replace", action="store_true")
    add_partial(parser)
    parser.add_argument("--yes", action="store_true")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--reveals", action="store_true")
    add_json(one)


def run(args: argparse.Namespace, program: Program) -> int:
    if args.reveals:
        _show("\n".join(_reveals(output.text_width(sys.stdout))))
        return DONE
    first, last = given.days(args, program.clock.today())
    folder = given.folder(args, program)
    desk = ShareSession(program.journal, program.settings, program.clock)
    if desk.preferences_error:
        raise CommandError(FAILED, words.damaged(quoted(program.paths.share, 300), desk.preferences_error.reason))
    chosen, proposal = _chosen(args, program, desk)
    if args.help_line and "help" not in chosen.fields:
        raise CommandError(USAGE, "cmcheckin share: --help-line says what would help, and --fields leaves help out.")
    if len(clean(args.help_line)) > LINE:
        raise CommandError(
            USAGE, f"cmcheckin share: --help-line has more than {LINE} characters, and {LINE} is the most."
        )
    if len(chosen.name) > NAME_LENGTH:
        raise CommandError(
            USAGE, f"cmcheckin share: --name has {len(chosen.name):,} characters, and {NAME_LENGTH} is the most."
        )
    records = desk.records(first, last)
    consent = Consent(
        first, last, chosen.fields, chosen.name, clean(args.help_line), frozenset(args.drop), given.texts(args.text)
    )
    if args.drop or args.text:
        every = replace(consent, fields=FIELDS, excluded=frozenset(), texts={})
        given.check_ids(consent, desk.build(records, every))
    share = desk.build(records, consent)
    called = [file_names(share)[form] for form in chosen.formats]
    there = given.in_the_way(folder, called, replace=args.replace) if folder else []
    code = report_missing(program, partial=args.partial, target=str(folder or ""))
    for said in proposal:
        print_message(said)
    _say_what_is_missing(desk, records, share)
    if args.json:
        output.print_data([share_bytes(share).decode()])
    else:
        _show(render_markdown(share).rstrip("\n"))
    return _written(args, desk, share, folder, chosen.formats, replacing=bool(there)) if folder else code


def _chosen(args: argparse.Namespace, program: Program, desk: ShareSession) -> tuple[ShareSelection, list[str]]:
    """What is shared, under which name, in which formats, and what is said of it: whatever was not asked for is
    proposed, which is said first of all, and taken with the yes at the end. With --yes nobody is asked, and what was
    chosen another time is not taken for a choice."""
    kept, source = desk.proposal, words.SOURCES[desk.proposal_source]
    fields, formats, name = kept.fields, kept.formats, kept.name
    proposal: list[str] = []
    if args.fields is not None:
        fields = given.listed(args.fields, FIELDS, "--fields")
    elif args.yes:
        raise CommandError(USAGE, words.needs_fields(fields, source))
    else:
        proposal.append(words.proposed(fields, source))
    if args.formats:
        formats = given.listed(args.formats, FORMATS, "--formats")
    elif args.yes:
        formats = FORMATS
    elif formats != FORMATS and given.writes(args):
        proposal.append(words.proposed_formats(formats))
    if args.name is not None:
        name = clean(args.name)
    elif args.yes:
        name = program.settings.name
    elif name != program.settings.name:
        proposal.append(words.proposed_name(quoted(name, NAME_LENGTH)))
    return ShareSelection(fields, name=name, formats=formats), [*proposal, ""] if proposal else []


def _say_what_is_missing(desk: ShareSession, records: Records, share: ShareFile) -> None:
    """Names the days that are not told of or in doubt, and says so when nothing at all of what was ticked is told."""
    nothing = is_empty(share)
    days = desk.unlogged_days(records, share.first, share.last)
    if days:
        print_message(f"{words.missing(days)}\n{words.OFFER}")
    if doubtful := desk.implausible_days(records, share.first, share.last):
        print_message(words.in_doubt(doubtful))
    if nothing:
        print_message(words.says_nothing(share.fields, told=bool(records.between(share.first, share.last))))
    if days or doubtful or nothing:
        print_message("")


def _show(content: str) -> None:
    """To stdout; in lines that fit, on a terminal."""
    output.print_text(output.fitted(content, sys.stdout))


def _written(
    args: argparse.Namespace,
    desk: ShareSession,
    share: ShareFile,
    folder: Path,
    formats: tuple[str, ...],
    *,
    replacing: bool,
) -> int:
    """Asks and writes. Returns the exit code."""
    called = [file_names(share)[form] for form in formats]
    shown = quoted(folder, 300)
    print_message(f"\n{words.will_write(called, shown)}\n{words.PRIVATE}")
    if not args.yes and not confirm(words.asked(len(called), replacing=replacing)):
        print_message(words.NOTHING_WRITTEN)
        return FAILED
    try:
        handed = desk.write(share, folder, formats, replace_existing=args.replace)
    except FilesExist as no:
        raise CommandError(REFUSED, words.exists([path.name for path in no.paths], shown)) from None
    except Refused as no:
        raise CommandError(REFUSED, f"{quoted(no, 300)}. {words.NOTHING_WRITTEN}") from None
    except OSError as no:
        raise CommandError(
            FAILED, f"{shown}: {(no.strerror or 'it cannot be written').lower()}. {words.NOTHING_WRITTEN}"
        ) from None
    if handed.preferences_error:
        print_message(words.forgotten(handed.preferences_error))
    print_message(words.wrote([path.name for path in handed.paths], shown))
    return DONE


def _reveals(width: int) -> Iterator[str]:
    """What each field shows; in columns of this width, if it is one."""
    for name in FIELDS:
        lead, said = f"{name:12} ", words.REVEALS[name]
        yield from wrapped(lead, said, width=width) if width else (lead + said,)
    yield from ("", words.PRIVATE)

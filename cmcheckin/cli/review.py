"""`review`: what people chose to share with their manager, on the screen, as text, as a page or as JSON."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import one_to_one, output
from cmcheckin.cli.files import write_private
from cmcheckin.cli.output import FAILED, REFUSED, USAGE, CommandError, can_draw, is_terminal, print_message, quoted
from cmcheckin.cli.passphrases import unlock_notes
from cmcheckin.cli.reply import sender_name
from cmcheckin.cli.review_json import rows, summary_document, team_document
from cmcheckin.cli.review_text import team_lines
from cmcheckin.services.shared_folder.folder import SharedFolder, read_folder
from cmcheckin.services.shared_folder.index import cache_of
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing.attention import Attention
from cmcheckin.sharing.flat_rows import ROW_KINDS
from cmcheckin.sharing.team import Person, build_team, with_team_names
from cmcheckin.wording import review as words

MAX_LISTED: Final = 100
"""Most unreadable files that are listed; the rest is counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--plain", action="store_true")
    one.add_argument("--html", metavar="FILE")
    one.add_argument("--json", action="store_true")
    one.add_argument("--jsonl", choices=ROW_KINDS)
    parser.add_argument("--summary", action="store_true")
    one_to_one.arguments(parser)
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--partial", action="store_true")
    parser.add_argument("--from", dest="sender", metavar="NAME", default="")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.summary and not args.json:
        raise CommandError(USAGE, words.SUMMARY_WITHOUT_JSON)
    one_to_one.check(args)
    if not args.json and not any(map(_may_exist, args.paths)):
        raise CommandError(REFUSED, "\n".join(words.NOT_FOUND.format(path=quoted(path, 300)) for path in args.paths))
    is_screen = not (_is_document(args) or args.plain or program.settings.plain)
    if not _is_document(args) and is_terminal():
        unlock_notes(program.paths)
    if is_screen and is_terminal() and can_draw(program.environ):
        return program.run_review(args.paths, sender_name(args.sender), partial=args.partial)
    if (args.plain or not _is_document(args)) and is_terminal() and (args.plain or program.settings.plain):
        from cmcheckin.cli.plain.dialogue import Dialogue
        from cmcheckin.cli.plain.parts import run as run_part
        from cmcheckin.cli.plain.review import TeamPart
        from cmcheckin.cli.plain.review_session import ReviewSession

        session = ReviewSession(program, args.paths, sender_name(args.sender))
        run_part(TeamPart(Dialogue(), program, session))
        return FAILED if session.reading.folder.unread and not args.partial else output.DONE
    folder = read_folder(args.paths, program.clock.now(), cache=cache_of(program.paths))
    if args.jsonl or args.summary:
        return _print_rows(args, folder, program.clock.today())
    if args.one_to_one is not None:
        _report_unread(folder)
        return one_to_one.run(args, program, folder)
    follow_up = one_to_one.load_follow_up(program)
    today = program.clock.today()
    reading = TeamReader(folder, today, lambda: follow_up, sender_name(args.sender) or program.settings.name)
    people = list(_people(reading))
    _report_unread(folder)
    none_readable = bool(folder.unread) and not people
    if none_readable and not args.json:
        raise CommandError(REFUSED, words.NONE_READABLE)
    members, needs = reading.team, reading.attention()
    if args.html:
        _write_page(args, reading, with_team_names(people, members), needs)
    elif args.json:
        output.print_json([team_document(folder, members, people, needs)])
        if none_readable:
            raise CommandError(REFUSED, words.NONE_READABLE)
    else:
        output.print_text(team_lines(folder, members, with_team_names(people, members), needs, today))
    return FAILED if folder.unread and not args.partial else output.DONE


def _is_document(args: argparse.Namespace) -> bool:
    """Return whether `args` ask for a page or for data."""
    return bool(args.json or args.jsonl or args.html or args.one_to_one is not None)


def _print_rows(args: argparse.Namespace, folder: SharedFolder, today: date) -> int:
    """Print rows of the kind `args.jsonl`, or without one the summary, and return the exit code."""
    if args.jsonl:
        output.print_json(rows(folder, args.jsonl))
    else:
        output.print_json([summary_document(folder, build_team(folder.newest_files(), today))])
    _report_unread(folder)  # the rows may have shown that a file is damaged
    if folder.unread and not folder.people:
        raise CommandError(REFUSED, words.NONE_READABLE)
    return FAILED if folder.unread and not args.partial else output.DONE


def _may_exist(path: str) -> bool:
    """Return whether `path` may exist, so that a mistyped one isn't shown as a team without files."""
    try:
        os.stat(path)  # noqa: PTH116  Path would change the name
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        pass  # reading it reports what is wrong
    return True


def _people(reading: TeamReader) -> Iterator[Person]:
    """Yield each person in the folder, from all of their files."""
    folder = reading.folder
    reading.read_weeks()
    for person in folder.people:
        if files := folder.files_of(person):
            found = reading.build(person, files)
            yield replace(found, questions=reading.recent(person).questions)


def _report_unread(folder: SharedFolder) -> None:
    for file in folder.unread[:MAX_LISTED]:
        print_message(f"{quoted(file.path, 300)}: {quoted(file.reason, 300)}")
    if len(folder.unread) > MAX_LISTED:
        print_message(words.MORE_UNREAD.format(count=len(folder.unread) - MAX_LISTED))


def _write_page(args: argparse.Namespace, reading: TeamReader, people: Sequence[Person], needs: Attention) -> None:
    """Write the page to `args.html`. Raises CommandError when it would replace a page and some files couldn't be read,
    unless `args.partial` is set."""
    from cmcheckin.sharing.html.team import render_team_page

    folder = reading.folder
    missing = words.unread_notice(folder.failed, folder.left_out, words.AT_THE_END)
    page = render_team_page(reading.team, people, needs, reading.today, folder.unread, missing)
    if args.html == "-":
        output.print_data([page])
        return
    if folder.unread and not args.partial and os.path.lexists(args.html):
        raise CommandError(FAILED, words.NOT_REPLACED.format(shown=quoted(args.html, 200)))
    write_private(Path(args.html), [page], replace=args.replace)
    print_message(words.PAGE_WRITTEN.format(path=quoted(args.html, 200)))

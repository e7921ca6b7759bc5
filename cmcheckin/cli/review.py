"""`review`: what people chose to share with their manager, on the screen, as text, as a page or as JSON."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_json
from cmcheckin.cli.files import add_partial, write_private
from cmcheckin.cli.output import FAILED, REFUSED, CommandError, print_message, quoted
from cmcheckin.cli.review_text import team_document, team_lines
from cmcheckin.cli.terminal import can_draw, is_terminal
from cmcheckin.services.share_folder import SharedFolder, read_folder
from cmcheckin.sharing.team import Person, Team, build_person, build_team, with_team_names
from cmcheckin.wording import review as words

MAX_LISTED: Final = 100
"""Most unreadable files that are listed; the rest is counted."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--plain", action="store_true")
    one.add_argument("--html", metavar="FILE")
    add_json(one)
    parser.add_argument("--replace", action="store_true")
    add_partial(parser)
    parser.add_argument("--from", dest="sender", metavar="NAME", default="")


def run(args: argparse.Namespace, program: Program) -> int:
    if not args.json and not any(map(_may_exist, args.paths)):
        raise CommandError(REFUSED, "\n".join(words.NOT_FOUND.format(path=quoted(path, 300)) for path in args.paths))
    if not (args.json or args.html or args.plain) and is_terminal() and can_draw(program.environ):
        return program.run_review(args.paths, args.sender, partial=args.partial)
    folder = read_folder(args.paths, program.clock.now())
    people = list(_people(folder, program))
    _report_unread(folder)
    none_readable = bool(folder.unread) and not people
    if none_readable and not args.json:
        raise CommandError(REFUSED, words.NONE_READABLE)
    today = program.clock.today()
    members = build_team(folder.newest_files(), today)
    if args.html:
        _write_page(args, folder, members, with_team_names(people, members), today)
    elif args.json:
        output.print_data([output.json_line(team_document(folder, members, people))])
        if none_readable:
            raise CommandError(REFUSED, words.NONE_READABLE)
    else:
        output.print_text(team_lines(folder, members, with_team_names(people, members)))
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


def _people(folder: SharedFolder, program: Program) -> Iterator[Person]:
    """Yield each person in `folder`, from all of their files."""
    today = program.clock.today()
    for person in folder.people:
        if files := folder.files_of(person):
            yield build_person(files, today, folder.answers(person))


def _report_unread(folder: SharedFolder) -> None:
    for file in folder.unread[:MAX_LISTED]:
        print_message(f"{quoted(file.path, 300)}: {quoted(file.reason, 300)}")
    if len(folder.unread) > MAX_LISTED:
        print_message(words.MORE_UNREAD.format(count=len(folder.unread) - MAX_LISTED))


def _write_page(
    args: argparse.Namespace, folder: SharedFolder, members: Team, people: Sequence[Person], today: date
) -> None:
    """Write the page to `args.html`. Raises CommandError when it would replace a page and some files couldn't be read,
    unless `args.partial` is set."""
    from cmcheckin.sharing.html.team import render_team_page

    missing = words.unread_notice(folder.failed, folder.left_out, words.AT_THE_END)
    page = render_team_page(members, people, today, folder.unread, missing)
    if args.html == "-":
        output.print_data([page])
        return
    if folder.unread and not args.partial and os.path.lexists(args.html):
        raise CommandError(FAILED, words.NOT_REPLACED.format(shown=quoted(args.html, 200)))
    write_private(Path(args.html), [page], replace=args.replace)
    print_message(words.PAGE_WRITTEN.format(path=quoted(args.html, 200)))

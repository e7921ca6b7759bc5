"""`review`: what people chose to share, for whoever leads them; on the screen, as text, as one JSON document."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_json
from cmcheckin.cli.files import add_partial, write_private
from cmcheckin.cli.output import FAILED, REFUSED, CommandError, print_message, quoted
from cmcheckin.cli.review_text import document, text
from cmcheckin.cli.terminal import can_draw, is_terminal
from cmcheckin.services.share_folder import SharedFolder, read_folder
from cmcheckin.sharing.team import Person, Team, build_person, build_team, with_team_names
from cmcheckin.wording import review as words


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
    if not args.json and not any(map(_there, args.paths)):
        raise CommandError(REFUSED, "\n".join(f"{quoted(path, 300)} is not there." for path in args.paths))
    if not (args.json or args.html or args.plain) and is_terminal() and can_draw(program.environ):
        return program.run_review(args.paths, args.sender, partial=args.partial)
    folder = read_folder(args.paths, program.clock.now())
    people = list(_people(folder, program))
    _say_unread(folder)
    nothing = "None of these files could be read. Nothing was changed." if not people and folder.unread else ""
    if nothing and not args.json:
        raise CommandError(REFUSED, nothing)
    today = program.clock.today()
    whole = build_team(folder.newest_files(), today)
    if args.html:
        _page(args, folder, whole, with_team_names(people, whole), today)
    elif args.json:
        output.print_data([output.json_line(document(folder, whole, people))])  # with what could not be read, and why
        if nothing:
            raise CommandError(REFUSED, nothing)
    else:
        output.print_text(text(folder, whole, with_team_names(people, whole)))
    return FAILED if folder.unread and not args.partial else output.DONE


def _there(path: str) -> bool:
    """Whether there is anything of that name. A folder that was mistyped is no team without files."""
    try:
        os.stat(path)  # noqa: PTH116  a name as it came
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        pass  # it may be there, and reading it says what is wrong
    return True


def _people(folder: SharedFolder, program: Program) -> Iterator[Person]:
    """Everybody, from all of their files; every file is looked at."""
    today = program.clock.today()
    for one in folder.people:
        if files := folder.files_of(one):
            yield build_person(files, today, folder.answers(one))


def _say_unread(folder: SharedFolder) -> None:
    for one in folder.unread[:100]:
        print_message(f"{quoted(one.path, 300)}: {quoted(one.reason, 300)}")
    if len(folder.unread) > 100:
        print_message(f"and {len(folder.unread) - 100:,} more; --json names them all")


def _page(args: argparse.Namespace, folder: SharedFolder, whole: Team, people: Sequence[Person], today: date) -> None:
    """Write the page to `args.html`. Raises Stop when it would replace a page and some files couldn't be read, unless
    `args.partial` is set."""
    from cmcheckin.sharing.html.team import render_team_page

    where = f". See “{words.UNREAD}” at the end of this page."
    page = render_team_page(whole, people, today, folder.unread, words.unread(folder.failed, folder.left_out, where))
    if args.html == "-":
        output.print_data([page])
        return
    if folder.unread and not args.partial and os.path.lexists(args.html):
        raise CommandError(FAILED, words.not_replaced(quoted(args.html, 200)))
    write_private(Path(args.html), [page], replace=args.replace)
    print_message(f"Written: {quoted(args.html, 200)}")

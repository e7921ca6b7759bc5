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
from cmcheckin.cli.reply import sender_name
from cmcheckin.cli.review_rows import rows, summary_document
from cmcheckin.cli.review_text import team_lines
from cmcheckin.services.shared_folder.folder import SharedFolder, read_folder
from cmcheckin.services.shared_folder.index import cache_of
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing import replies
from cmcheckin.sharing.attention import Attention
from cmcheckin.sharing.codec import share_to_json
from cmcheckin.sharing.flat_rows import ROW_KINDS
from cmcheckin.sharing.follow_up import Mark
from cmcheckin.sharing.share_file import ShareFile, day_made
from cmcheckin.sharing.team import (
    Person,
    Team,
    TeamItem,
    build_team,
    with_team_names,
)
from cmcheckin.wording import review as words

MAX_LISTED: Final = 100
"""Most unreadable files that are listed; the rest is counted."""
EMPTY_PERSON: Final[dict[str, object]] = {
    "person": "", "name": "", "made": "", "fields": [], "weeks": [], "wins": [], "escalations": [], "asks": [],
    "help": "", "leave": [],
}  # fmt: skip
"""A person in the JSON without any data. A share file omits empty keys; the JSON of `review` has all of them."""


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
    if is_screen and is_terminal() and can_draw(program.environ):
        return program.run_review(args.paths, sender_name(args.sender), partial=args.partial)
    if (args.plain or not _is_document(args)) and is_terminal() and (args.plain or program.settings.plain):
        from cmcheckin.cli.plain.dialogue import Dialogue
        from cmcheckin.cli.plain.parts import run as run_part
        from cmcheckin.cli.plain.review import Desk, TeamPart

        desk = Desk(program, args.paths, sender_name(args.sender))
        run_part(TeamPart(Dialogue(), program, desk))
        return FAILED if desk.reading.folder.unread and not args.partial else output.DONE
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


def team_document(folder: SharedFolder, team: Team, people: Sequence[Person], needs: Attention) -> dict[str, object]:
    """Return `team`, `people`, what `needs` the manager and the files of `folder` as a JSON document. People have the
    keys of a share file."""
    return {
        "needs": _needs_document(needs),
        "people": [_person(person) for person in people],
        "open": [_item_document(held) for held in team.open],
        "asks": [_item_document(held) for held in team.asks],
        "wins": [
            {"person": person, "name": name, "id": win.id, "day": str(win.day), "text": win.text}
            for person, name, win in team.wins
        ],
        "replies": [replies.reply_to_json(reply) for reply in folder.replies],
        "older": [{"path": file.path, "newer": file.newer} for file in folder.superseded],
        "unread": [{"path": file.path, "reason": file.reason} for file in folder.unread],
        "left_out": folder.left_out,
    }


def _person(person: Person) -> dict[str, object]:
    row = person.row
    questions = [
        {"kind": question.kind, "text": question.text, "evidence": question.evidence} for question in person.questions
    ]
    whole = ShareFile(
        row.person, row.name, row.made, day_made(row.made), day_made(row.made), row.fields,
        person.weeks, person.wins, person.escalations, person.asks, row.help, row.leave,
    )  # fmt: skip
    shared = share_to_json(whole)
    marks = [{**mark._asdict(), "week": str(mark.week)} for mark in person.marks]
    known = {name: shared.get(name, empty) for name, empty in EMPTY_PERSON.items()}
    return {**known, "questions": questions, "marks": marks}


def _needs_document(needs: Attention) -> dict[str, list[dict[str, object]]]:
    """Return the sections of the first page, each a list."""
    return {
        "help": [
            {"person": one.person, "name": one.name, "text": one.text, "shared": str(one.asked), **_marked(one.mark)}
            for one in needs.help
        ],
        "asks": [_item_document(held) | _marked(held.mark) for held in needs.asks],
        "escalations": [_item_document(held) | _marked(held.mark) for held in needs.escalations],
        "responses": [
            {
                "person": one.person,
                "name": one.name,
                "reply": one.response.reply,
                "kind": one.response.kind,
                "text": one.response.text,
                "made": str(one.response.made),
                **_marked(one.mark),
            }
            for one in needs.responses
        ],
        "recognition": [
            {"person": person, "name": name, "id": win.id, "day": str(win.day), "text": win.text}
            for person, name, wins in needs.recognition
            for win in wins
        ],
    }


def _marked(mark: Mark | None) -> dict[str, object]:
    """Return what the manager marked an entry as, and the day."""
    return {"marked": mark.state if mark else None, "marked_on": str(mark.on) if mark else None}


def _item_document(held: TeamItem) -> dict[str, object]:
    item = held.item
    return {
        "person": held.person, "name": held.name, "id": item.id, "title": item.title, "kind": item.kind,
        "severity": item.severity, "opened": str(item.opened), "days": held.days, "status": item.status,
        "handed_to": item.handed_to,
    }  # fmt: skip

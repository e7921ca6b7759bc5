"""`review`: what people chose to share with their manager, on the screen, as text, as a page or as JSON."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli import one_to_one, output
from cmcheckin.cli.files import write_private
from cmcheckin.cli.output import FAILED, REFUSED, USAGE, CommandError, can_draw, is_terminal, print_message, quoted
from cmcheckin.cli.reply import sender_name
from cmcheckin.cli.review_rows import rows, summary_document
from cmcheckin.cli.text_layout import in_columns, wrapped
from cmcheckin.domain.text import shorten
from cmcheckin.services.shared_folder.folder import SharedFolder, read_folder
from cmcheckin.sharing import replies
from cmcheckin.sharing.codec import share_to_json
from cmcheckin.sharing.flat_rows import ROW_KINDS
from cmcheckin.sharing.share_file import ShareFile, day_made
from cmcheckin.sharing.summary import leave_line
from cmcheckin.sharing.team import (
    Person,
    PersonRow,
    Team,
    TeamItem,
    build_person,
    build_team,
    leave_ahead,
    with_team_names,
    with_team_questions,
)
from cmcheckin.wording import review as words
from cmcheckin.wording.formats import short_date
from cmcheckin.wording.review_facts import as_of, week_number
from cmcheckin.wording.text_cells import pad
from cmcheckin.wording.week import minutes_cell

MAX_LISTED: Final = 100
"""Most unreadable files that are listed; the rest is counted."""
NAME: Final = 15
"""Cells of the column of names."""
WIDTHS: Final = (5, 7, 7, 13, 9, 7, 5, 5, 5)
"""Cells of the columns after the name."""
COLUMNS: Final = tuple(name for name in words.COLUMNS[1:] if name != words.COLUMNS[4])
MAX_WINS: Final = 12
"""Most wins in the text. The JSON has all of them."""
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
    if (
        not (args.json or args.jsonl or args.html or args.plain or args.one_to_one is not None)
        and is_terminal()
        and can_draw(program.environ)
    ):
        return program.run_review(args.paths, sender_name(args.sender), partial=args.partial)
    folder = read_folder(args.paths, program.clock.now())
    if args.jsonl or args.summary:
        return _print_rows(args, folder, program.clock.today())
    if args.one_to_one is not None:
        _report_unread(folder)
        return one_to_one.run(args, program, folder)
    people = with_team_questions(list(_people(folder, program)), one_to_one.load_follow_up(program))
    _report_unread(folder)
    none_readable = bool(folder.unread) and not people
    if none_readable and not args.json:
        raise CommandError(REFUSED, words.NONE_READABLE)
    today = program.clock.today()
    members = build_team(folder.newest_files(), today)
    if args.html:
        _write_page(args, folder, members, with_team_names(people, members), program)
    elif args.json:
        output.print_json([team_document(folder, members, people)])
        if none_readable:
            raise CommandError(REFUSED, words.NONE_READABLE)
    else:
        output.print_text(team_lines(folder, members, with_team_names(people, members)))
    return FAILED if folder.unread and not args.partial else output.DONE


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
    args: argparse.Namespace, folder: SharedFolder, members: Team, people: Sequence[Person], program: Program
) -> None:
    """Write the page to `args.html`. Raises CommandError when it would replace a page and some files couldn't be read,
    unless `args.partial` is set."""
    from cmcheckin.services.team_reader import TeamReader
    from cmcheckin.sharing.html.team import render_team_page

    today = program.clock.today()
    needs = TeamReader(folder, today).attention(one_to_one.load_follow_up(program))
    missing = words.unread_notice(folder.failed, folder.left_out, words.AT_THE_END)
    page = render_team_page(members, people, needs, today, folder.unread, missing)
    if args.html == "-":
        output.print_data([page])
        return
    if folder.unread and not args.partial and os.path.lexists(args.html):
        raise CommandError(FAILED, words.NOT_REPLACED.format(shown=quoted(args.html, 200)))
    write_private(Path(args.html), [page], replace=args.replace)
    print_message(words.PAGE_WRITTEN.format(path=quoted(args.html, 200)))


def team_lines(folder: SharedFolder, team: Team, people: Sequence[Person]) -> Iterator[str]:
    """Yield `team` as a table with its open escalations, asks and wins, then questions for `people`.

    What `folder` couldn't read comes first, and its superseded files come last.
    """
    yield words.titles(len(team.rows), team.weeks)[0]
    if missing := words.unread_notice(folder.failed, folder.left_out, "."):
        yield from wrapped("", missing)
    yield ""
    if not team.rows:
        yield f"  {words.EMPTY}"
        yield from wrapped("  ", words.EMPTY_HINT)
        return
    severities = [held.item.severity for held in team.open]
    summary = words.open_summary(severities, len(team.asks), is_shared=team.includes_field("escalations"))
    yield from wrapped("  ", summary)
    yield ""
    yield f"  {words.COLUMNS[0]:{NAME}}{in_columns(COLUMNS, WIDTHS)}"
    yield from (_row(row) for row in team.rows)
    for title, found in ((words.OPEN, team.open), (words.ASKS, team.asks)):
        if found:
            yield from ("", title)
            for held in found:
                yield from _item_lines(held)
    if team.wins:
        yield from ("", words.WINS)
        for person, name, win in team.wins[:MAX_WINS]:
            facts = _facts(words.person_name(name, person), words.said_by(win.sender))
            yield from wrapped(f"  {short_date(win.day):>6}  ", f"{win.text} ({facts}) [{win.id}]")
        if len(team.wins) > MAX_WINS:
            yield f"  {words.MORE_WINS.format(number=len(team.wins) - MAX_WINS)}"
    yield from _question_lines(people)
    if folder.superseded:
        yield from ("", words.SUPERSEDED)
        yield from (f"  {quoted(file.path, 76)}" for file in folder.superseded)


def _row(row: PersonRow) -> str:
    week = row.week
    values = (
        week_number(week.week.number, row.coverage) if week else "",
        words.number_cell(week.hours) if week else "",
        words.number_cell(week.usual_hours) if week else "",
        minutes_cell(week.after_hours_minutes) if week else "",
        words.number_cell(week.days_off_worked) if week else "",
        words.number_cell(week.night_pings) if week else "",
        str(len(row.open)) if "escalations" in row.fields else "",
        str(len(row.asks)) if "asks" in row.fields else "",
        str(len(row.wins)) if "wins" in row.fields else "",
    )
    name = shorten(words.person_name_within(row.name, row.person, NAME - 1), NAME - 1)
    return f"  {pad(name, NAME)}{in_columns(values, WIDTHS)}".rstrip()


def _item_lines(held: TeamItem) -> Iterator[str]:
    item = held.item
    lead = "" if item.kind == "ask" else pad(words.severity_or_kind(item.severity, item.kind), 10)
    state = words.status_text(item.status, item.handed_to)
    facts = _facts(words.person_name(held.name, held.person), words.age(held.days), state, as_of(held.stale_since))
    ending = f" [{item.id}]" if item.kind == "ask" else ""
    yield from wrapped(f"  {lead}", f"{item.title} ({facts}){ending}")


def _facts(*facts: str) -> str:
    return ", ".join(fact for fact in facts if fact)


def _question_lines(people: Sequence[Person]) -> Iterator[str]:
    yield from ("", words.QUESTIONS)
    for person in people:
        yield f"  {words.person_name(person.row.name, person.row.person)}"
        if person.row.help:
            yield from wrapped("    ", f"{words.HELP}: {words.quoted(person.row.help)}")
        yield from (f"    {leave_line(one)}" for one in leave_ahead(person.row))
        for question in person.questions:
            yield from wrapped("    ", question.text)
            if question.kind != "help":
                yield from wrapped("      ", question.evidence)
        if not person.questions:
            yield from wrapped("    ", words.NO_QUESTIONS)


def team_document(folder: SharedFolder, team: Team, people: Sequence[Person]) -> dict[str, object]:
    """Return `team`, `people` and the files of `folder` as a JSON document. People have the keys of a share file."""
    return {
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
    return {name: shared.get(name, empty) for name, empty in EMPTY_PERSON.items()} | {"questions": questions}


def _item_document(held: TeamItem) -> dict[str, object]:
    item = held.item
    return {
        "person": held.person, "name": held.name, "id": item.id, "title": item.title, "kind": item.kind,
        "severity": item.severity, "opened": str(item.opened), "days": held.days, "status": item.status,
        "handed_to": item.handed_to,
    }  # fmt: skip

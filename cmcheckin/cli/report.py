"""`report`: the weekly draft for stakeholders."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_json, read_range, read_week
from cmcheckin.cli.files import add_partial, report_missing, write_private
from cmcheckin.cli.output import DONE, USAGE, CommandError, print_message, quoted
from cmcheckin.domain.week import Week
from cmcheckin.report.model import Report
from cmcheckin.report.rendering import FORMATS, render_report
from cmcheckin.services import report_session
from cmcheckin.wording import report as words


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("week", metavar="WEEK", nargs="?")
    parser.add_argument("--from", dest="first", metavar="DATE")
    parser.add_argument("--to", dest="last", metavar="DATE")
    parser.add_argument("--format", choices=FORMATS)
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--replace", action="store_true")
    add_partial(parser)
    add_json(parser)


def run(args: argparse.Namespace, program: Program) -> int:
    if args.json and (args.out or args.format):
        raise CommandError(
            USAGE, f"cmcheckin report: --json goes to stdout, without {'--out' if args.out else '--format'}."
        )
    form = args.format or _ending(args.out or "")
    first, last = _range(args, program.clock.today())
    report = report_session.build_report(program.journal, program.settings, first, last, program.clock.today())
    if args.json:
        output.print_data([output.json_line(document(report))])
        return report_missing(program, partial=args.partial)
    text = render_report(report, form)
    code = DONE
    if args.out:
        report_missing(program, partial=args.partial, target=args.out)
        write_private(Path(args.out), [text], replace=args.replace)
        print_message(f"The report was written to {quoted(args.out, 200)}.")
    else:
        output.print_data([text])
        code = report_missing(program, partial=args.partial)
    if report.is_empty:
        print_message(words.EMPTY_HINT)
    return code


def document(report: Report) -> dict[str, Any]:
    """The draft as JSON: its parts with their lines, and the type and id of each entry a line rests on."""
    return {
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "parts": [
            {
                "name": part.name,
                "title": part.title,
                "lines": [
                    {"id": line.id, "text": line.text, "entries": [[key.type, key.id] for key in line.keys]}
                    for line in part.items
                ],
            }
            for part in report.parts
        ],
    }


def _ending(target: str) -> str:
    """The format that the ending of a file says, as on the screen. Ends the command for one that says another."""
    ending = Path(target).suffix
    if ending and ending[1:].lower() not in FORMATS:
        raise CommandError(
            USAGE, f"cmcheckin report: {quoted(words.other_ending(ending))}. --format says how to write it."
        )
    return ending[1:].lower() or FORMATS[0]


def _range(args: argparse.Namespace, today: date) -> tuple[date, date]:
    if args.first is None and args.last is None:
        week = read_week(args.week, today) if args.week else Week.of(today)
        return week.monday, week.sunday
    if args.week is not None:
        raise CommandError(USAGE, "cmcheckin report: either WEEK, or --from and --to.")
    if args.first is None:
        raise CommandError(USAGE, "cmcheckin report: --to goes with --from.")
    return read_range(args.first, args.last or "today", today)

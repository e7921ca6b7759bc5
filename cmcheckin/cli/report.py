"""`report`: write or print the weekly report for stakeholders."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import add_range, read_range_to_today, read_week
from cmcheckin.cli.files import report_missing, write_private
from cmcheckin.cli.output import DONE, USAGE, CommandError, print_data, print_json, print_message, quoted
from cmcheckin.report.model import OPTIONAL, Report
from cmcheckin.report.rendering import FORMATS, render_report
from cmcheckin.services import report_session
from cmcheckin.wording import report as words
from cmcheckin.wording.command_messages import REPORT_WRITTEN, WEEK_OR_RANGE


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("week", metavar="WEEK", nargs="?")
    add_range(parser)
    parser.add_argument("--peers", action="store_true")
    add_document(parser)
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.plain:
        from cmcheckin.cli.plain.parts import check_alone, run_part

        check_alone(args, "week")
        return run_part(program, "report", read_week(args.week, program.clock.today()))
    form = document_format(args, "md")
    first, last = _read_days(args, program.clock.today())
    report = report_session.build_report(program.journal, program.settings, first, last, program.clock.today())
    report = report.edited({}, {}, () if args.peers else OPTIONAL)
    if args.json:
        print_json([report_document(report)])
        return report_missing(program, partial=args.partial)
    text = render_report(report, form)
    code = DONE
    if args.out:
        report_missing(program, partial=args.partial, target=args.out)
        write_private(Path(args.out), [text], replace=args.replace)
        print_message(REPORT_WRITTEN.format(path=quoted(args.out, 200)))
    else:
        print_data([text])
        code = report_missing(program, partial=args.partial)
    if report.is_empty:
        print_message(words.EMPTY_HINT)
    return code


def report_document(report: Report) -> dict[str, object]:
    """Return `report` as JSON: the lines of its parts, and the type and id of each record a line is based on."""
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


def add_document(parser: argparse.ArgumentParser) -> None:
    """Add the options of a document to `parser`: its format and its file, or JSON instead."""
    parser.add_argument("--format", choices=FORMATS)
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--partial", action="store_true")
    parser.add_argument("--json", action="store_true")


def document_format(args: argparse.Namespace, default: str) -> str:
    """Return the format in `args`, or else that of the file's extension, or `default` without one.

    Raises CommandError for another extension, and for a format or a file with `--json`.
    """
    if args.json and (args.out or args.format):
        raise CommandError(USAGE, words.JSON_GOES_TO_STDOUT.format(flag="--out" if args.out else "--format"))
    extension = Path(args.out or "").suffix
    if args.format:
        return str(args.format)
    if extension and extension[1:].lower() not in FORMATS:
        raise CommandError(USAGE, words.NEEDS_FORMAT.format(problem=quoted(words.unknown_extension(extension))))
    return extension[1:].lower() or default


def _read_days(args: argparse.Namespace, today: date) -> tuple[date, date]:
    if args.first is None and args.last is None:
        week = read_week(args.week, today)
        return week.monday, week.sunday
    if args.week is not None:
        raise CommandError(USAGE, WEEK_OR_RANGE)
    if args.first is None:
        raise CommandError(USAGE, words.TO_WITHOUT_FROM)
    return read_range_to_today(args.first, args.last, today)

"""`wins`: print or write the wins of a period by kind, as text, Markdown, HTML or JSON."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import add_range, read_range, read_span
from cmcheckin.cli.files import report_missing, write_private
from cmcheckin.cli.output import USAGE, CommandError, print_data, print_json, print_message, print_text, quoted
from cmcheckin.cli.report import add_document, document_format
from cmcheckin.domain.checkin import PRIVATE_WIN_KINDS, WIN_KINDS
from cmcheckin.domain.spans import Span
from cmcheckin.report.win_rendering import render_wins
from cmcheckin.report.wins import WinList
from cmcheckin.services.wins import read_wins
from cmcheckin.wording import wins as words


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("period", metavar="PERIOD", nargs="?")
    add_range(parser)
    parser.add_argument("--kind", action="append", choices=WIN_KINDS)
    add_document(parser)
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    if args.plain:
        from cmcheckin.cli.plain.parts import check_alone, run_part

        check_alone(args)
        return run_part(program, "wins")
    form = document_format(args, "txt")
    today = program.clock.today()
    span = _read_days(args, today)
    found = read_wins(program.journal, span, today, args.kind or WIN_KINDS)
    if args.json:
        print_json([wins_document(found)])
        return report_missing(program, partial=args.partial)
    # A document is for other people, so private kinds are left out unless --kind names them.
    hidden = [entry.key for entry in found.entries if entry.kind in PRIVATE_WIN_KINDS and not args.kind]
    is_document = bool(args.out or args.format)
    text = render_wins(found.without(hidden) if is_document else found, form)
    if args.out:
        report_missing(program, partial=args.partial, target=args.out)
        write_private(Path(args.out), [text], replace=args.replace)
        print_message(words.WRITTEN.format(path=quoted(args.out, 200)))
    elif args.format:
        print_data([text])
    else:
        print_text(text.rstrip("\n"))
    if hidden and is_document:
        print_message(words.private_left_out(len(hidden)))
    if not found.entries:
        print_message(words.NOTHING_YET_COMMAND if span.kind == "all" else words.ALL_COMMAND)
    return 0 if args.out else report_missing(program, partial=args.partial)


def wins_document(wins: WinList) -> dict[str, object]:
    """Return `wins` as a JSON document: the period, the number of wins by kind, and each win with its day."""
    newest_first = sorted(wins.entries, key=lambda entry: entry.on, reverse=True)
    return {
        "from": wins.span.first.isoformat(),
        "to": max(min(wins.span.last, wins.today), wins.span.first).isoformat(),
        "kinds": {group.kind or "none": len(group.entries) for group in wins.groups},
        "wins": [
            {"date": entry.on.isoformat(), **entry.win.raw(), "status": entry.status(wins.today)}
            for entry in newest_first
        ],
    }


def _read_days(args: argparse.Namespace, today: date) -> Span:
    if args.first is None and args.last is None:
        return read_span(args.period, today) if args.period else Span.of("quarter", today)
    if args.period is not None:
        raise CommandError(USAGE, words.PERIOD_OR_RANGE)
    first, last = read_range(args.first, args.last, today)
    everything = Span.of("all", today)
    first = max(first, everything.first)
    return Span("days", first, max(min(last, today), first))

"""`export`: write all records, or those of some days, in one of the formats."""

from __future__ import annotations

import argparse
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import add_range, read_range
from cmcheckin.cli.files import report_missing, write_private
from cmcheckin.cli.output import DONE, print_data, print_message, quoted
from cmcheckin.interchange import FORMATS, format_named
from cmcheckin.wording.command_messages import records_written


def details() -> str:
    """Return the help below the arguments."""
    from cmcheckin.wording.command_help.writing import export_details

    return export_details((form.name, form.help) for form in FORMATS)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=[form.name for form in FORMATS])
    add_range(parser)
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--partial", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    first, last = read_range(args.first, args.last, program.clock.today())
    is_whole = not (args.first or args.last)
    records = program.journal.everything() if is_whole else program.journal.between(first, last)
    parts = format_named(args.format or _format_of(args.out or "")).write(records, program.journal.conflicts())
    if not args.out:
        print_data(parts)
        return report_missing(program, partial=args.partial)
    report_missing(program, partial=args.partial, target=args.out)
    write_private(Path(args.out), parts, replace=args.replace)
    print_message(records_written(len(records), quoted(args.out, 200)))
    return DONE


def _format_of(target: str) -> str:
    """Return the format that the ending of `target` names; jsonl, which loses nothing, if it names none."""
    ending = Path(target).suffix[1:].lower()
    return ending if ending in {form.name for form in FORMATS} else FORMATS[0].name

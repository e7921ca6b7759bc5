"""`export`: all of one's own data, out."""

from __future__ import annotations

import argparse
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import add_range, read_range
from cmcheckin.cli.files import add_partial, report_missing, write_private
from cmcheckin.cli.output import DONE, print_message, quoted
from cmcheckin.interchange import FORMATS, format_named

DETAILS = "\n".join(
    (
        "Formats:",
        *(f"  {form.name:5}  {form.help}" for form in FORMATS),
        "",
        "Sorted by type, then key. An export holds everything, private notes too.",
    )
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=[form.name for form in FORMATS], help="as the ending of FILE says; else jsonl"
    )
    add_range(parser)
    parser.add_argument("--out", metavar="FILE", help="write to this file, readable by you alone, and not to stdout")
    parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")
    add_partial(parser)


def run(args: argparse.Namespace, program: Program) -> int:
    first, last = read_range(args.first, args.last, program.clock.today())
    whole = not (args.first or args.last)
    kept = program.journal.everything() if whole else program.journal.between(first, last)
    parts = format_named(args.format or _ending(args.out or "")).write(kept)
    if not args.out:
        output.print_data(parts)
        return report_missing(program, partial=args.partial)
    report_missing(program, partial=args.partial, target=args.out)
    write_private(Path(args.out), parts, replace=args.replace)
    print_message(f"{len(kept):,} {'record' if len(kept) == 1 else 'records'} written to {quoted(args.out, 200)}.")
    return DONE


def _ending(target: str) -> str:
    """The format that the ending of a file says; jsonl, which loses nothing, where it says none."""
    ending = Path(target).suffix[1:].lower()
    return ending if ending in {form.name for form in FORMATS} else FORMATS[0].name

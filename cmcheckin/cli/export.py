"""`export`: all of one's own data, out."""

from __future__ import annotations

import argparse
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.argument_types import stretch, stretch_flags
from cmcheckin.cli.files import check_whole, partial_flag, write_private
from cmcheckin.cli.output import DONE, quoted, say
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
    stretch_flags(parser)
    parser.add_argument("--out", metavar="FILE", help="write to this file, readable by you alone, and not to stdout")
    parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")
    partial_flag(parser)


def run(args: argparse.Namespace, program: Program) -> int:
    first, last = stretch(args.first, args.last, program.clock.today())
    whole = not (args.first or args.last)
    kept = program.journal.everything() if whole else program.journal.between(first, last)
    parts = format_named(args.format or _ending(args.out or "")).write(kept)
    if not args.out:
        output.data(parts)
        return check_whole(program, partial=args.partial)
    check_whole(program, partial=args.partial, target=args.out)
    write_private(Path(args.out), parts, replace=args.replace)
    say(f"{len(kept):,} {'record' if len(kept) == 1 else 'records'} written to {quoted(args.out, 200)}.")
    return DONE


def _ending(target: str) -> str:
    """The format that the ending of a file says; jsonl, which loses nothing, where it says none."""
    ending = Path(target).suffix[1:].lower()
    return ending if ending in {form.name for form in FORMATS} else FORMATS[0].name

"""`export`: all of one's own data, out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.output import DONE, FAILED, REFUSED, Stop, quoted, say
from cmcheckin.cli.parsing import stretch, stretch_flags
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
    parser.add_argument("--format", choices=[form.name for form in FORMATS], default="jsonl", help="jsonl unless said")
    stretch_flags(parser)
    parser.add_argument("--out", metavar="FILE", help="write to this file, readable by you alone, and not to stdout")
    parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")


def run(args: argparse.Namespace, program: Program) -> int:
    first, last = stretch(args.first, args.last, program.clock.today())
    whole = not (args.first or args.last)
    kept = program.journal.everything() if whole else program.journal.between(first, last)
    parts = format_named(args.format).write(kept)
    if not args.out:
        output.data(parts)
        return DONE
    write_private(Path(args.out), parts, replace=args.replace)
    say(f"{len(kept):,} {'record' if len(kept) == 1 else 'records'} written to {quoted(args.out, 200)}.")
    return DONE


def write_private(path: Path, parts: Iterable[str], *, replace: bool) -> None:
    """Writes a file of mode 0600, whole or not at all. Ends the command when it exists and may not be replaced."""
    from cmcheckin.sharing.writing import place

    shown = quoted(path, 200)
    if path.is_dir():
        raise Stop(REFUSED, f"{shown} is a folder. Nothing was written.")
    if not replace and os.path.lexists(path):
        raise Stop(REFUSED, f"{shown} exists already. Nothing was written; --replace lets the new one stand.")
    # Beside its target, so that the last move cannot cross a file system; the name cannot be guessed.
    made = path.with_name(f".{path.name[:100]}.{os.urandom(8).hex()}")
    try:
        opened = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(opened, "wb") as stream:
                stream.writelines(part.encode() for part in parts)
                stream.flush()
                os.fsync(stream.fileno())
            if replace:
                made.replace(path)
            else:
                place(made, path)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
    except FileExistsError:
        raise Stop(REFUSED, f"{shown} exists already. Nothing was written; --replace lets the new one stand.") from None
    except OSError as no:
        raise Stop(FAILED, f"{shown} could not be written ({(no.strerror or '').lower()}).") from None

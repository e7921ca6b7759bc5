"""One line for a shell prompt or tmux. It runs at every prompt, so it imports and reads as little as can be."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cmcheckin.cli import output, status_summary
from cmcheckin.cli.argument_types import add_json
from cmcheckin.cli.status_summary import StatusSummary

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.paths import Paths

DETAILS = """\
--short prints `due` or `done`, or `off`, `leave` or `sick` on a free day, when
nothing is due. Then comes the number of open escalations, if any: `due 2`.
Without --short, a second line names an unfinished check-in of another day, if
there is one. --json prints {"date", "done", "due", "escalations_open"}, and
"unfinished", a list of days, if there are any.

A day is free when it is logged or planned as off, leave or sick, or isn't one
of the workdays in config.toml. Mistakes in config.toml are only counted here
(not with --short). Every other command lists them; try `cmcheckin week`.
The exit code is 1 when part of the journal couldn't be read."""
FREE: Final = {"off": "Day off", "leave": "On leave", "sick": "Sick"}


def arguments(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--short", action="store_true", help="a word and a number")
    add_json(one, "one JSON document")


def early(args: argparse.Namespace, home: str | None, environ: Mapping[str, str]) -> int | None:
    """Answers without the rest of the program when nothing changed since the last time; else None."""
    from cmcheckin.paths import find_paths

    paths = find_paths(home, environ)
    found = status_summary.cached(paths, environ)
    return None if found is None else _say(args, found, paths)


def run(args: argparse.Namespace, program: Program) -> int:
    program.config_problems = ()  # a shell prompt only has room for their number
    found = status_summary.read(program)
    whole = not program.journal.problems
    program.journal.close()
    code = _say(args, found, program.paths)
    return code if whole else output.FAILED


def _say(args: argparse.Namespace, found: StatusSummary, paths: Paths) -> int:
    unfinished = () if args.short else status_summary.unfinished_days(paths, found.day)
    if found.faults and not args.short:
        mistakes = "1 mistake" if found.faults == 1 else f"{found.faults} mistakes"
        output.print_message(f"config.toml has {mistakes}. Run cmcheckin week to see where.")
    if args.json:
        document: dict[str, object] = {
            "date": found.day.isoformat(),
            "done": found.done,
            "due": found.due,
            "escalations_open": found.unresolved,
        }
        if unfinished:
            document["unfinished"] = [day.isoformat() for day in unfinished]
        output.print_data([output.json_line(document)])
    elif args.short:
        state = "done" if found.done else found.free or "due"
        output.print_text(f"{state}{f' {found.unresolved}' if found.unresolved else ''}")
    else:
        word = "escalation" if found.unresolved == 1 else "escalations"
        check_in = "Check-in done" if found.done else FREE.get(found.free, "Check-in not done yet")
        output.print_text(
            f"{check_in} · {f'{found.unresolved} {word} unresolved' if found.unresolved else 'nothing unresolved'}"
        )
        if unfinished:
            from cmcheckin.wording.checkin import unfinished_command

            output.print_text(unfinished_command(unfinished, "cmcheckin edit"))
    return output.DONE

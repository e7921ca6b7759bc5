"""One line for a shell prompt or tmux. It runs at every prompt, so it imports and reads as little as can be."""

from __future__ import annotations

import argparse

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.parsing import json_flag

DETAILS = """\
--short prints `due` or `done`, and the number of unresolved escalations if
there are any: `due 2`. --json prints {"date", "done", "escalations_open"}."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--short", action="store_true", help="a word and a number")
    json_flag(parser, "one JSON document")


def run(args: argparse.Namespace, program: Program) -> int:
    today = program.clock.today()
    checkin = program.journal.checkin(today)
    done = checkin is not None and checkin.done
    open_ones = len(program.journal.unresolved())
    if args.json:
        document = {"date": today.isoformat(), "done": done, "escalations_open": open_ones}
        output.data([output.json_line(document)])
    elif args.short:
        output.text(f"{'done' if done else 'due'}{f' {open_ones}' if open_ones else ''}")
    else:
        word = "escalation" if open_ones == 1 else "escalations"
        check_in = "Check-in done" if done else "Check-in not done yet"
        output.text(f"{check_in} · {f'{open_ones} {word} unresolved' if open_ones else 'nothing unresolved'}")
    program.journal.close()
    return output.DONE

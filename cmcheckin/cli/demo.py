"""`demo`: the program with half a year of made-up data, in a home that is deleted afterwards."""

from __future__ import annotations

import argparse
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.demo_data import CONFIG, NAME, demo_records, friday_records, opening_moment, write_replies
from cmcheckin.cli.files import write_private
from cmcheckin.cli.output import DONE, can_draw, need_terminal, print_data, print_message, quoted
from cmcheckin.clock import FixedClock
from cmcheckin.interchange.writers.export_options import ExportOptions
from cmcheckin.interchange.writers.jsonl import write
from cmcheckin.paths import Paths
from cmcheckin.settings import parse
from cmcheckin.wording.command_messages import DEMO_ENDED, DEMO_RECORDS_WRITTEN


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE")
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--plain", action="store_true")


def run(args: argparse.Namespace, program: Program) -> int:
    records = demo_records(program.clock.today(), program.clock.zone)
    options = ExportOptions(program.clock.today())
    if args.out == "-":
        print_data(write(records, options))
        return DONE
    if args.out:
        write_private(Path(args.out), write(records, options), replace=args.replace)
        print_message(DEMO_RECORDS_WRITTEN.format(count=len(records), path=quoted(args.out, 200)))
        return DONE
    need_terminal()
    import tempfile  # takes 2 ms, and nothing else needs it

    # A new folder with mode 0700 and an unguessable name, which also holds what this device would remember.
    with tempfile.TemporaryDirectory(prefix="cmcheckin-demo-", ignore_cleanup_errors=True) as folder:
        demo = demo_program(program, Path(folder))
        if can_draw(program.environ) and not (args.plain or program.settings.plain):
            code = demo.run_ui("week", demo=True)
            if code == DONE:
                print_message(DEMO_ENDED)
            return code
        from cmcheckin.cli.plain.parts import run_part

        code = run_part(demo, "week")
        print_message(DEMO_ENDED)
        return code


def demo_program(program: Program, home: Path) -> Program:
    """Write the settings, records and replies of the demo to `home`, and return a program on it.

    Its clock stands still on the last Friday that isn't after the day of `program`, so that the demo is the same on
    every day.
    """
    paths = Paths(home / "config.toml", home, home / "state")
    paths.config.write_text(CONFIG, encoding="utf-8")
    zone = program.clock.zone
    now = opening_moment(program.clock.today(), zone)
    settings, clock = parse(CONFIG)._replace(name=NAME), FixedClock(now, zone)
    # Written by another device, so that `undo` undoes what was changed in the demo, and not the demo itself.
    other = {**program.environ, "CMCHECKIN_DEVICE": "demo"}
    with Program(paths, settings, clock, other, program.notify).open_journal() as journal:
        journal.save(friday_records(clock.today(), zone), why="demo")
    demo = Program(paths, settings, clock, program.environ, program.notify)
    write_replies(demo, home / "shared")
    return demo

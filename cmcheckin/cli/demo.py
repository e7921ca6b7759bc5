"""`demo`: the whole program on half a year of made-up data, in a home that is thrown away afterwards."""

from __future__ import annotations

import argparse
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.demo_data import CONFIG, demo_records
from cmcheckin.cli.files import write_private
from cmcheckin.cli.output import DONE, print_message
from cmcheckin.cli.terminal import can_draw, need_terminal
from cmcheckin.interchange.jsonl import write
from cmcheckin.paths import Paths
from cmcheckin.settings import parse

DETAILS = """\
Your own data is neither read nor touched, and what you enter in the demo is
gone when you leave it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE", help="write the made-up records there (- for stdout) as jsonl instead")
    parser.add_argument("--replace", action="store_true", help="replace FILE if it is there")


def run(args: argparse.Namespace, program: Program) -> int:
    records = demo_records(program.clock.today(), program.clock.zone)
    if args.out == "-":
        output.print_data(write(records))
        return DONE
    if args.out:
        write_private(Path(args.out), write(records), replace=args.replace)
        print_message(f"{len(records):,} made-up records written to {output.quoted(args.out, 200)}.")
        return DONE
    need_terminal()
    import tempfile  # 2 ms, and wanted by nothing else

    # A folder nobody can guess, of mode 0700; this machine's own state stays out of it as well.
    with tempfile.TemporaryDirectory(prefix="cmcheckin-demo-", ignore_cleanup_errors=True) as folder:
        own = fill(program, Path(folder))
        if can_draw(program.environ):
            return own.run_ui()
        from cmcheckin.cli.week import show

        return show(own, None)


def fill(program: Program, home: Path) -> Program:
    """The program on `home`, which becomes the demo's: its settings and records."""
    paths = Paths(home / "config.toml", home, home / "state")
    paths.config.write_text(CONFIG, encoding="utf-8")
    own = Program(paths, parse(CONFIG), program.clock, program.environ, program.notify)
    with own.open_journal() as journal:
        journal.save(demo_records(own.clock.today(), own.clock.zone), why="demo")
    return own

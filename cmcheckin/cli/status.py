"""`status`: one line for a shell prompt or tmux. It runs at every prompt, so it loads as little as possible."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import TYPE_CHECKING

from cmcheckin.cli import status_summary
from cmcheckin.cli.output import DONE, FAILED, print_json, print_message, print_text
from cmcheckin.cli.status_summary import StatusSummary
from cmcheckin.wording import command_messages as messages

if TYPE_CHECKING:
    import argparse

    from cmcheckin.bootstrap import Program
    from cmcheckin.paths import Paths


def arguments(parser: argparse.ArgumentParser) -> None:
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--short", action="store_true")
    one.add_argument("--json", action="store_true")


def parsed(argv: list[str]) -> SimpleNamespace | None:
    """Return the arguments in `argv` as a prompt has them, or None: loading argparse takes a tenth of the time."""
    if argv not in ([], ["--short"], ["--json"]):
        return None
    return SimpleNamespace(short="--short" in argv, json="--json" in argv)


def early(args: argparse.Namespace, home: str | None, environ: Mapping[str, str]) -> int | None:
    """Answer from the cache, without settings and journal. Returns None if something changed since it was written."""
    from cmcheckin.paths import find_paths

    paths = find_paths(home, environ)
    summary = status_summary.cached(paths, environ)
    return None if summary is None else _print(args, summary, paths)


def run(args: argparse.Namespace, program: Program) -> int:
    program.config_problems = ()  # a shell prompt only has room for their number
    if status_summary.is_locked(program):
        return _print_locked(args, program)
    summary = status_summary.read(program)
    is_whole = not program.report_problems()
    program.journal.close()
    code = _print(args, summary, program.paths)
    return code if is_whole else FAILED


def _print_locked(args: argparse.Namespace, program: Program) -> int:
    if args.json:
        print_json([{"date": program.clock.today().isoformat(), "locked": True}])
    else:
        print_text(messages.LOCKED_SHORT if args.short else messages.LOCKED)
    return FAILED


def _print(args: argparse.Namespace, summary: StatusSummary, paths: Paths) -> int:
    unfinished = () if args.short else status_summary.unfinished_days(paths, summary.day)
    if summary.config_mistakes and not args.short:
        print_message(messages.config_mistakes(summary.config_mistakes))
    if args.json:
        document: dict[str, object] = {
            "date": summary.day.isoformat(),
            "done": summary.done,
            "due": summary.due,
            "escalations_open": summary.open_escalations,
        }
        if unfinished:
            document["unfinished"] = [day.isoformat() for day in unfinished]
        if summary.conflicts:
            document["conflicts"] = list(summary.conflicts)
        print_json([document])
    elif args.short:
        state = "done" if summary.done else summary.free or "due"
        print_text(f"{state} {summary.open_escalations or ''}".rstrip())
    else:
        print_text(messages.status_line(summary.free, summary.open_escalations, done=summary.done))
        if unfinished:
            from cmcheckin.wording.checkin import unfinished_command_hint

            print_text(unfinished_command_hint(unfinished, "cmcheckin edit"))
        if summary.conflicts:
            print_text(messages.different_answers(len(summary.conflicts)))
    return DONE

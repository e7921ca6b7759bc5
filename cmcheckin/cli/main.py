"""Finds the command that was called and runs it; every way a run can end is decided here."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping, Sequence

from cmcheckin import __version__
from cmcheckin.cli import output, registry
from cmcheckin.cli.output import (
    DONE,
    FAILED,
    INTERRUPTED,
    PIPE_CLOSED,
    REFUSED,
    USAGE,
    CommandError,
    print_message,
    quoted,
)

USAGE_LINES = """\
usage: cmcheckin [--home DIR] [COMMAND …]

A daily check-in for community managers. Without a command it opens the
check-in when today's is not done yet, and else the week.
"""
END_LINES = """
  --home DIR   keep everything in this folder (or set CMCHECKIN_HOME)
  --version    say which version this is
  --help       this page; cmcheckin COMMAND --help for one command

Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 failed, 2 wrong
usage, 3 refused input (nothing was changed), 128+n on a signal.
Nothing leaves this machine by itself."""


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Runs one command line and returns its exit code. Prints, but never raises and never shows a traceback.

    CMCHECKIN_DEBUG=1 shows the traceback of an error nobody foresaw; it may hold private words.
    """
    try:
        os.umask(0o077)
        output.prepare()
        code = _guarded(sys.argv[1:] if argv is None else argv, environ)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as no:
        print_message(f"cmcheckin: the output could not be written ({no.strerror}).")
        _swallow_stdout()
        return FAILED


def _guarded(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    try:
        return _dispatch(argv, environ)
    except CommandError as end:
        if str(end):
            print_message(str(end))
        return end.code
    except SystemExit as end:  # argparse after --help
        return end.code if isinstance(end.code, int) else DONE
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as no:
        if environ.get("CMCHECKIN_DEBUG"):
            import traceback

            print_message(traceback.format_exc().rstrip())
        return _explained(no)


def _explained(no: Exception) -> int:
    """One kind line for what went wrong. No locals, no traceback: they would show private notes."""
    from cmcheckin.domain.errors import Refused

    if isinstance(no, Refused):
        print_message(f"{quoted(no, 300)}. Nothing was changed.")
        return REFUSED
    # Loaded already if one of its errors is what came up; never imported just to look.
    errors = sys.modules.get("cmcheckin.journal.errors")
    if errors is not None and isinstance(no, errors.JournalError):
        print_message(quoted(no, 600))
        return FAILED
    if isinstance(no, OSError):
        name = f" {quoted(no.filename, 200)}:" if no.filename else ""
        print_message(
            f"cmcheckin:{name} {(no.strerror or type(no).__name__).lower()}. What was kept before is untouched."
        )
        return FAILED
    if isinstance(no, MemoryError):
        print_message("cmcheckin: there is not enough memory for this. What was kept before is untouched.")
        return FAILED
    print_message(
        f"cmcheckin: something went wrong that nobody foresaw ({type(no).__name__}). What was kept before is "
        "untouched. CMCHECKIN_DEBUG=1 shows where; read it before you pass it on, it may hold your words."
    )
    return FAILED


def _dispatch(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    home, rest = _before_command(argv)
    if not rest:
        return _run("checkin", [], home, environ, due_only=True)
    first, *others = rest
    if first in ("-h", "--help") or (first == "help" and not others):
        output.print_text(_help())
        return DONE
    if first == "--version":
        output.print_text(f"cmcheckin {__version__}")
        return DONE
    if first == "help":
        return _run(others[0], ["--help"], home, environ)
    if first.startswith("-"):
        raise CommandError(
            USAGE, f"cmcheckin: there is no option {quoted(first)}.\ncmcheckin --help lists what there is."
        )
    return _run(first, others, home, environ)


def _before_command(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """The home named before the command, and the rest."""
    home, rest = None, list(argv)
    while rest and (rest[0] == "--home" or rest[0].startswith("--home=")):
        given = rest.pop(0)
        if "=" in given:
            home = given.partition("=")[2]
        elif rest:
            home = rest.pop(0)
        home = _folder(home or "")
    return home, rest


def _folder(home: str | None) -> str | None:
    """The home that was named. One named by nothing, as by an unset variable, must not become the user's own."""
    if home == "":
        raise CommandError(USAGE, "cmcheckin: --home needs a folder.")
    return home


def _run(name: str, argv: list[str], home: str | None, environ: Mapping[str, str], *, due_only: bool = False) -> int:
    command = registry.find(name)
    if command is None:
        near = registry.nearest(name[:40])
        meant = f" Did you mean {near}?" if near else ""
        shown = quoted(name)
        raise CommandError(USAGE, f"cmcheckin: there is no command {shown!r}.{meant}\ncmcheckin --help lists them.")
    module = importlib.import_module(command.module)
    from cmcheckin.cli.argument_types import parser_for

    parser = parser_for(name, command.help, getattr(module, "DETAILS", ""))
    module.arguments(parser)
    args = parser.parse_args(argv)
    args.due_only = due_only
    home = _folder(getattr(args, "home", home))
    early: int | None = module.early(args, home, environ) if hasattr(module, "early") else None
    if early is not None:
        return early
    from cmcheckin.bootstrap import program

    code: int = module.run(args, program(home, environ, output.print_problem))
    return code


def _help() -> str:
    width = max(len(command.name) for command in registry.COMMANDS)
    lines = (f"  {command.name:{width}}  {command.help}" for command in registry.COMMANDS)
    return f"{USAGE_LINES}\n" + "\n".join(lines) + f"\n{END_LINES}"


def _reader_left() -> int:
    """The reader of the output is gone, as with `| head`: end quietly, and flush nothing more into it."""
    _swallow_stdout()
    return PIPE_CLOSED


def _swallow_stdout() -> None:
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115

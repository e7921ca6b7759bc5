"""Find the command that was called, run it, and turn every way it can end into an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from cmcheckin import __version__
from cmcheckin.cli import output, registry
from cmcheckin.cli.output import DONE, FAILED, REFUSED, USAGE, CommandError, print_message, quoted
from cmcheckin.wording import command_messages as messages

OPTIONS: Final = ("--help", "--home", "--plain", "--version")
"""Options before a command."""
NEVER_ASK: Final = frozenset({"status", "remind"})
"""Commands that shells and timers run, so they ask for no passphrase."""


def main(argv: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Run the command line `argv` (that of the process by default) and return its exit code.

    Never raises, and prints a traceback only with CMCHECKIN_DEBUG=1 in `environ`, since it may show private words.
    """
    try:
        os.umask(0o077)
        output.prepare()
        code = _run_guarded(sys.argv[1:] if argv is None else argv, environ)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader left, as with `| head`: end quietly, and write nothing more
        _discard_stdout()
        return output.PIPE_CLOSED
    except KeyboardInterrupt:
        return output.INTERRUPTED
    except OSError as error:
        print_message(messages.OUTPUT_FAILED.format(reason=error.strerror))
        _discard_stdout()
        return FAILED


def _run_guarded(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    try:
        try:
            return _dispatch(argv, environ)
        except Exception as error:
            if not _was_unlocked(error, argv):
                raise
            return _dispatch(argv, environ)  # it stopped before it did anything, as it couldn't read
    except CommandError as error:
        if str(error):
            print_message(str(error))
        return error.code
    except SystemExit as error:  # argparse after --help
        return error.code if isinstance(error.code, int) else DONE
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        if environ.get("CMCHECKIN_DEBUG"):
            import traceback

            print_message(traceback.format_exc().rstrip())
        return _explain(error)


def _was_unlocked(error: Exception, argv: Sequence[str]) -> bool:
    """Return whether `error` means that a diary is locked, and the user has now typed its passphrase. The commands of
    prompts and timers, in `argv`, never ask. Raises CommandError and EncryptionError."""
    cipher = sys.modules.get("cmcheckin.journal.encryption.cipher")  # loaded already if one of its errors was raised
    if cipher is None or not isinstance(error, cipher.Locked) or error.home is None or not NEVER_ASK.isdisjoint(argv):
        return False
    from cmcheckin.cli.passphrases import unlock_for_this_run

    return unlock_for_this_run(error.home)


def _explain(error: Exception) -> int:
    """Print one message about `error` and return the exit code. No locals, no traceback: they would show notes."""
    from cmcheckin.domain.errors import Refused

    if isinstance(error, Refused):
        print_message(messages.nothing_changed(quoted(error, 300)))
        return REFUSED
    # Loaded already if one of its errors was raised; importing it just to look would take longer than the message.
    errors = sys.modules.get("cmcheckin.journal.errors")
    if errors is not None and isinstance(error, errors.JournalError):
        print_message(quoted(error, 600))
    elif isinstance(error, OSError):
        path = quoted(error.filename, 200) if error.filename else ""
        print_message(messages.system_error(path, (error.strerror or type(error).__name__).lower()))
    elif isinstance(error, MemoryError):
        print_message(messages.OUT_OF_MEMORY)
    else:
        print_message(messages.UNEXPECTED_ERROR.format(kind=type(error).__name__))
    return FAILED


def _dispatch(argv: Sequence[str], environ: Mapping[str, str]) -> int:
    home, rest = _split_home(argv)
    if not rest:
        return _run_command("checkin", [], home, environ, due_only=True)
    first, *others = rest
    if first in ("-h", "--help"):
        output.print_text(_help())
        return DONE
    if first in ("-V", "--version"):
        output.print_text(f"cmcheckin {__version__}")
        return DONE
    if first == "--plain":
        return _run_command("checkin", rest, home, environ, due_only=True)
    if first == "help" and others and _is_only_command(others[0]):
        return _run_command(others[0], ["--help"], home, environ)
    if first.startswith("-"):
        raise CommandError(USAGE, messages.option_before_command(quoted(first), _nearest(first, OPTIONS)))
    return _run_command(first, others, home, environ)


def _is_only_command(name: str) -> bool:
    """Return whether `name` is a command and not also a topic of `help`, which comes first."""
    from cmcheckin.wording.topics import TOPICS

    return registry.find(name) is not None and name not in TOPICS


def _split_home(argv: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the home folder that `argv` names before the command, and the arguments after it."""
    home, rest = None, list(argv)
    while rest and (rest[0] == "--home" or rest[0].startswith("--home=")):
        option = rest.pop(0)
        if "=" in option:
            home = option.partition("=")[2]
        elif rest:
            home = rest.pop(0)
        home = _checked_home(home or "")
    return home, rest


def _checked_home(home: str | None) -> str | None:
    """Return `home`. Raises CommandError for an empty one: an unset variable must not mean the user's own home."""
    if home == "":
        raise CommandError(USAGE, messages.NO_HOME)
    return home


def _run_command(
    name: str, argv: list[str], home: str | None, environ: Mapping[str, str], *, due_only: bool = False
) -> int:
    command = registry.find(name)
    if command is None:
        near = _nearest(name, [known.name for known in registry.COMMANDS])
        raise CommandError(USAGE, messages.unknown_command(quoted(name), near))
    module = importlib.import_module(command.module)
    args = module.parsed(argv) if hasattr(module, "parsed") else None
    if args is None:
        from cmcheckin.cli.argument_types import Parser

        parser = Parser(name, getattr(module, "details", None))
        module.arguments(parser)
        args = parser.parse_args(argv)
    args.due_only = due_only
    home = _checked_home(getattr(args, "home", home))
    early: int | None = module.early(args, home, environ) if hasattr(module, "early") else None
    if early is not None:
        return early
    from cmcheckin.bootstrap import program

    code: int = module.run(args, program(home, environ, output.print_problem))
    return code


def _nearest(word: str, known: Sequence[str]) -> str:
    from cmcheckin.cli.argument_types import nearest

    return nearest(word, known)


def _help() -> str:
    from cmcheckin.wording.command_help import overview

    return "\n".join(overview())


def _discard_stdout() -> None:
    """Send what is left to write to nowhere, so that flushing at exit doesn't fail."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115

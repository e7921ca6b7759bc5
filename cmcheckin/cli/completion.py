"""`completion`: what a shell needs to complete commands, options and files.

The scripts in `completions/` are made by `python -m tests.generated`, so that nothing is imported for them here.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cmcheckin.cli.output import DONE, USAGE, CommandError, print_data, quoted
from cmcheckin.wording import command_messages as messages

SHELLS: Final = ("bash", "zsh", "fish")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", metavar="SHELL")


def early(args: argparse.Namespace, _home: str | None, _environ: Mapping[str, str]) -> int:
    """Print the script of the shell and return the exit code."""
    if args.shell not in SHELLS:
        raise CommandError(USAGE, messages.UNKNOWN_SHELL.format(shell=quoted(args.shell)))
    print_data([script(args.shell).read_text("utf-8")])
    return DONE


def script(shell: str) -> Path:
    """Return the path of the script of `shell`, one of SHELLS."""
    return Path(__file__).with_name("completions") / f"cmcheckin.{shell}"

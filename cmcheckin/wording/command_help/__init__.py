"""Help texts of the command line: `cmcheckin --help`, and `--help` of each command.

They are loaded only when help is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from cmcheckin.wording.command_help.parts import CommandHelp
from cmcheckin.wording.command_help.reading import NUDGES, READING, START
from cmcheckin.wording.command_help.sharing import MANAGER, SHARING
from cmcheckin.wording.command_help.writing import DATA, SAFETY, WRITING

USAGE: Final = """\
Usage: cmcheckin [--home DIR] [COMMAND] [OPTIONS]

A daily check-in for community managers. Without a command, it opens today's
check-in. If that is done, it opens the week.
"""
GROUPS: Final[Mapping[str, Mapping[str, CommandHelp]]] = {
    "Getting started: set up, look around, and find help": START,
    "Writing: fill in your check-in, or add to a day": WRITING,
    "Reading: look back at your days and weeks": READING,
    "Nudges and support: see what stands out, and find someone to talk to": NUDGES,
    "Sharing: show others what you choose, and see their replies": SHARING,
    "For your manager: read what was shared, and reply": MANAGER,
    "Your data: export records, or import them": DATA,
    "Safety: undo, delete, erase, back up or encrypt what you logged": SAFETY,
}
"""The commands by purpose, in the order of `cmcheckin --help`. Each heading says what its commands are for."""
COMMANDS: Final[Mapping[str, CommandHelp]] = {
    name: command for group in GROUPS.values() for name, command in group.items()
}
OPTIONS: Final = """\
Options:
  --home DIR     keep everything in this folder (or set CMCHECKIN_HOME)
  --plain        show everything line by line, for screen readers
  -V, --version  show the version
  -h, --help     show this help; for one command: cmcheckin COMMAND --help

Results go to stdout, messages to stderr. Exit codes: 0 done, 1 failed, 2 wrong
usage, 3 input refused and nothing changed, 128+n ended by a signal.
Nothing is ever sent from this device."""
HOME: Final = "keep everything in this folder"
HELP: Final = "show this help"
ARGUMENTS: Final = "Arguments"
COMMAND_OPTIONS: Final = "Options"
USAGE_PREFIX: Final = "Usage: "


def overview() -> Iterator[str]:
    """Yield the lines of `cmcheckin --help`."""
    yield USAGE
    width = max(map(len, COMMANDS))
    for heading, commands in GROUPS.items():
        yield heading
        yield from (f"  {name:{width}}  {command.summary}" for name, command in commands.items())
        yield ""
    yield OPTIONS


def command_help_hint(name: str) -> str:
    """Return the last line of the topic `name`, which is also a command."""
    return f"For the options of the command: cmcheckin {name} --help"


def epilog(command: CommandHelp, details: str) -> str:
    """Return the text below the arguments of `command`: its examples, then `details`."""
    title = "Example" if len(command.examples) == 1 else "Examples"
    examples = "\n".join([f"{title}:", *(f"  {example}" for example in command.examples)])
    return f"{examples}\n\n{details}" if details else examples

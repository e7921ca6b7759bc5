"""Messages and errors that the commands share.

A sentence in which only values change is a template for `str.format`; where grammar or a choice depends on them, it is
a function. Names, paths and typed text arrive quoted and shortened.
"""

from __future__ import annotations

from typing import Final

NOTHING_CHANGED: Final = "Nothing was changed."
NOT_THERE_TO_ASK: Final = "There is no terminal to ask at: add --yes to go ahead."
NO_TERMINAL: Final = """\
There is no terminal here, and the screens need one. Without one:
  cmcheckin checkin --plain   asks in plain lines
  cmcheckin log --mood 4      adds without asking
  cmcheckin week              shows the week as text"""
NO_HOME: Final = "cmcheckin: --home needs a folder."
OUT_OF_MEMORY: Final = "cmcheckin: there is not enough memory for this. What was kept before is untouched."
INCOMPLETE: Final = "Part of the journal couldn't be read, so this is incomplete."
YES_OR_NO: Final = "{question} [y/N]"
WRONG_USAGE: Final = "{command}: {problem}\n{command} --help says what it takes."
UNKNOWN_OPTION: Final = "cmcheckin: there is no option {option}.\ncmcheckin --help lists what there is."
TOO_EARLY: Final = "{flag} is {day}, and days are kept from {earliest} on. Nothing was changed."
TOO_LATE: Final = "{flag} is {day}, and days are kept up to {latest}. Nothing was changed."
IN_FUTURE: Final = "{flag} is {day}, which has not come yet (today is {today}). Nothing was changed."
WRONG_ORDER: Final = "--from {first} comes after --to {last}."
WEEK_OR_RANGE: Final = "cmcheckin {command}: either WEEK, or --from and --to."
OUTPUT_FAILED: Final = "cmcheckin: the output could not be written ({reason})."
UNEXPECTED_ERROR: Final = (
    "cmcheckin: something went wrong that nobody foresaw ({kind}). What was kept before is untouched. "
    "CMCHECKIN_DEBUG=1 shows where; read it before you pass it on, it may hold your words."
)


def unknown_command(name: str, nearest: str) -> str:
    """Return the error for the command `name`, which doesn't exist. `nearest` is the one most like it, or empty."""
    suggestion = f" Did you mean {nearest}?" if nearest else ""
    return f"cmcheckin: there is no command {name!r}.{suggestion}\ncmcheckin --help lists them."


UNKNOWN_SHELL: Final = "cmcheckin completion: “{shell}” isn't a shell it knows. Choose bash, zsh or fish."


def unknown_topic(name: str, nearest: str) -> str:
    """Return the error for the topic `name`, which doesn't exist. `nearest` is the one most like it, or empty."""
    suggestion = f" Did you mean {nearest}?" if nearest else ""
    return f"cmcheckin help: “{name}” isn't a topic or a command.{suggestion}\ncmcheckin help --help lists the topics."


def undecodable(encoding: str) -> str:
    """Return why a text that isn't valid `encoding` is refused."""
    return f"contains bytes that aren't valid {encoding.upper()}: check your terminal's encoding and type it again"


def nothing_changed(problem: str) -> str:
    """Return the `problem` as a sentence, and that it changed nothing."""
    return f"{problem}. {NOTHING_CHANGED}"


def system_error(path: str, reason: str) -> str:
    """Return the error for a system call that failed for `reason`. `path` is the file it was about, or empty."""
    return f"cmcheckin:{f' {path}:' if path else ''} {reason}. What was kept before is untouched."


# Status

_FREE: Final = {"off": "Day off", "leave": "On leave", "sick": "Sick"}


def status_line(free: str, open_escalations: int, *, done: bool) -> str:
    """Return the line of `status`: whether the check-in is `done`, and the number of `open_escalations`.

    `free` is why no check-in is due: off, leave or sick; empty on a workday.
    """
    check_in = "Check-in done" if done else _FREE.get(free, "Check-in not done yet")
    if not open_escalations:
        return f"{check_in} · nothing unresolved"
    return f"{check_in} · {open_escalations} {'escalation' if open_escalations == 1 else 'escalations'} unresolved"


def config_mistakes(count: int) -> str:
    """Return the line of `status` about `count` mistakes in config.toml."""
    mistakes = "1 mistake" if count == 1 else f"{count} mistakes"
    return f"config.toml has {mistakes}. Run cmcheckin week to see where."


# Files that a command writes

LEFT_OUT: Final = "Part of the journal couldn't be read. It is missing from {target}."
REFUSED_PARTIAL: Final = (
    "Part of the journal couldn't be read, so nothing was written to {target}. Add --partial to write the rest."
)
FILE_EXISTS: Final = "{path} already exists. Nothing was written. Add --replace to replace it."
NOT_A_FILE: Final = "{path}: {reason}. Nothing was written."
WRITE_FAILED: Final = "{path} could not be written ({reason})."
DEMO_RECORDS_WRITTEN: Final = "{count:,} made-up records written to {path}."
REPORT_WRITTEN: Final = "The report was written to {path}."


def records_written(count: int, path: str) -> str:
    """Return the message after `count` records were exported to `path`."""
    return f"{count:,} {'record' if count == 1 else 'records'} written to {path}."

"""Messages and errors that the commands share. Names, paths and typed text arrive quoted and shortened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date  # every command loads this module, and `--help` needs no dates

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


def yes_or_no(question: str) -> str:
    """Return the prompt of a `question` that only a typed yes confirms."""
    return f"{question} [y/N]"


def wrong_usage(command: str, problem: str) -> str:
    """Return the error for a command line of `command` that doesn't parse."""
    return f"{command}: {problem}\n{command} --help says what it takes."


def unknown_option(option: str) -> str:
    """Return the error for an `option` before the command that doesn't exist."""
    return f"cmcheckin: there is no option {option}.\ncmcheckin --help lists what there is."


def unknown_command(name: str, nearest: str) -> str:
    """Return the error for a command that doesn't exist. `nearest`: the one most like it, if any."""
    suggestion = f" Did you mean {nearest}?" if nearest else ""
    return f"cmcheckin: there is no command {name!r}.{suggestion}\ncmcheckin --help lists them."


def undecodable(encoding: str) -> str:
    """Return why a text that isn't valid `encoding` is refused."""
    return f"contains bytes that aren't valid {encoding.upper()}: check your terminal's encoding and type it again"


def nothing_changed(problem: str) -> str:
    """Return the `problem` as a sentence, and that it changed nothing."""
    return f"{problem}. {NOTHING_CHANGED}"


def too_early(flag: str, day: date, earliest: date) -> str:
    """Return the error for a `day` before `earliest`, given as `flag`."""
    return nothing_changed(f"{flag} is {day}, and days are kept from {earliest} on")


def too_late(flag: str, day: date, latest: date) -> str:
    """Return the error for a `day` after `latest`, given as `flag`."""
    return nothing_changed(f"{flag} is {day}, and days are kept up to {latest}")


def in_future(flag: str, day: date, today: date) -> str:
    """Return the error for a `day` after `today`, given as `flag`."""
    return nothing_changed(f"{flag} is {day}, which has not come yet (today is {today})")


def wrong_order(first: date, last: date) -> str:
    """Return the error for a range whose `first` day comes after its `last`."""
    return f"--from {first} comes after --to {last}."


def week_or_range(command: str) -> str:
    """Return the error when `command` was given both a week and a range."""
    return f"cmcheckin {command}: either WEEK, or --from and --to."


def output_failed(reason: str | None) -> str:
    """Return the error when stdout can't be written."""
    return f"cmcheckin: the output could not be written ({reason})."


def system_error(path: str, reason: str) -> str:
    """Return the error for a failed system call. `path` is the file it was about, or empty."""
    return f"cmcheckin:{f' {path}:' if path else ''} {reason}. What was kept before is untouched."


def unexpected_error(kind: str) -> str:
    """Return the error for a fault in the program. `kind` is the class of the exception, without the user's words."""
    return (
        f"cmcheckin: something went wrong that nobody foresaw ({kind}). What was kept before is untouched. "
        "CMCHECKIN_DEBUG=1 shows where; read it before you pass it on, it may hold your words."
    )


# Status

_FREE: Final = {"off": "Day off", "leave": "On leave", "sick": "Sick"}


def status_line(free: str, open_escalations: int, *, done: bool) -> str:
    """Return the line of `status`: whether the check-in is `done`, and how many escalations are open.

    `free` is why none is due: off, leave or sick; empty on a workday.
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


def left_out(target: str) -> str:
    """Return the warning that the file at `target` lacks the part of the journal that couldn't be read."""
    return f"Part of the journal couldn't be read. It is missing from {target}."


def refused_partial(target: str) -> str:
    """Return the error when part of the journal couldn't be read, so nothing was written to `target`."""
    return f"Part of the journal couldn't be read, so nothing was written to {target}. Add --partial to write the rest."


def file_exists(path: str) -> str:
    """Return the error for a file at `path` that `--replace` would replace."""
    return f"{path} already exists. Nothing was written. Add --replace to replace it."


def not_a_file(path: str, reason: str | None) -> str:
    """Return the error for a `path` where something else than a file is."""
    return f"{path}: {reason}. Nothing was written."


def write_failed(path: str, reason: str) -> str:
    """Return the error when the system refuses to write the file at `path`."""
    return f"{path} could not be written ({reason})."


def records_written(count: int, path: str) -> str:
    """Return the message after `count` records were exported to `path`."""
    return f"{count:,} {'record' if count == 1 else 'records'} written to {path}."


def demo_records_written(count: int, path: str) -> str:
    """Return the message after `count` demo records were written to `path`."""
    return f"{count:,} made-up records written to {path}."


def report_written(path: str) -> str:
    """Return the message after the report was written to `path`."""
    return f"The report was written to {path}."

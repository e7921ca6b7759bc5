"""Messages and errors that the commands share.

A sentence in which only values change is a template for `str.format`; where grammar or a choice depends on them, it is
a function. Names, paths and typed text arrive quoted and shortened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

NOTHING_CHANGED: Final = "Nothing was changed."
NOT_THERE_TO_ASK: Final = (
    "This needs your confirmation, but there's no terminal to ask in. Nothing was changed. Add --yes to confirm."
)
NOT_A_HOME: Final = "isn't a folder. Choose one with --home or CMCHECKIN_HOME"
NO_TERMINAL: Final = """\
The screens need a terminal. Without one, you can use:
  cmcheckin checkin --plain   to answer the questions line by line
  cmcheckin log --mood 4      to log without questions
  cmcheckin week              to see your week as text"""
NO_HOME: Final = "--home needs a folder, such as --home ~/checkins."
OUT_OF_MEMORY: Final = "There isn't enough memory for this. Your saved entries are unchanged."
INCOMPLETE: Final = "Part of the journal couldn't be read, so this output is incomplete."
YES_OR_NO: Final = "{question} [y/N]"
OUTPUT_FAILED: Final = "The output couldn't be written: {reason}."
UNEXPECTED_ERROR: Final = (
    "Something went wrong in cmcheckin ({kind}). Your saved entries are unchanged. To see where it failed, run the "
    "command again with CMCHECKIN_DEBUG=1. Read the output before you send it to anyone: it may contain your words."
)


def nothing_changed(problem: str) -> str:
    """Return the `problem` as a sentence, and that it changed nothing."""
    return f"{problem}. {NOTHING_CHANGED}"


def system_error(path: str, reason: str) -> str:
    """Return the error for a system call that failed for `reason`. `path` is the file it was about, or empty."""
    return f"{f'{path}: {reason}' if path else reason.capitalize()}. Your saved entries are unchanged."


# Wrong usage

WRONG_USAGE: Final = "{problem}\nFor help, run `{command} --help`."
NEEDS_VALUE: Final = "{} needs a value."
MISSING: Final = "{} is missing."
MISTAKES: Final = {
    r"the following arguments are required: (.+)": MISSING,
    r"one of the arguments (.+) is required": "One of these is needed: {}.",
    r"argument (\S+): expected one argument": NEEDS_VALUE,
    r"argument (\S+): ignored explicit argument .+": "{} doesn't take a value.",
    r"argument (\S+): not allowed with argument (\S+)": "Use either {} or {}, not both.",
    r"argument (\S+): (.+)": "{}: {}.",
}
"""The problem for each message of argparse, by a pattern of it."""
WEEK_OR_RANGE: Final = "Use either WEEK or --from and --to, not both."


def unknown_command(name: str, near: str) -> str:
    """Return the error for the command `name`, which doesn't exist. `near` is the one most like it, or empty."""
    problem = f"“{name}” isn't a command.{_did_you_mean(near)}"
    return WRONG_USAGE.format(problem=problem, command="cmcheckin")


def unknown_topic(name: str, near: str) -> str:
    """Return the error for the topic `name`, which doesn't exist. `near` is the one most like it, or empty."""
    problem = f"“{name}” isn't a topic or a command.{_did_you_mean(near)}"
    return f"{problem}\nTo see the topics, run `cmcheckin help --help`."


def unknown_option(option: str, command: str, near: str) -> str:
    """Return the problem of `command` with an `option` it doesn't have. `near` is the one most like it, or empty."""
    return f"“{option}” isn't an option of {command}.{_did_you_mean(near)}"


def unexpected(word: str, near: str) -> str:
    """Return the problem of a `word` that isn't an argument. `near` is the option it may be meant as, or empty."""
    return f"“{word}” isn't expected here.{_did_you_mean(near)}"


def option_before_command(option: str, near: str) -> str:
    """Return the error for an unknown `option` before the command. `near` is the one most like it, or empty."""
    problem = unknown_option(option, "cmcheckin", near)
    if not near:
        problem += " Options go after the command, as in cmcheckin checkin --plain."
    return WRONG_USAGE.format(problem=problem, command="cmcheckin")


UNKNOWN_SHELL: Final = "Completion isn't available for “{shell}”. Choose bash, zsh or fish."


def unknown_choice(name: str, value: str, near: str, choices: Sequence[str]) -> str:
    """Return the problem of the option `name` with a `value` other than its `choices`. `near`: the most similar one."""
    known = " or ".join(filter(None, (", ".join(choices[:-1]), choices[-1])))
    return f"{name} can't be “{value}”.{_did_you_mean(near)} It can be {known}."


def _did_you_mean(near: str) -> str:
    return f" Did you mean {near}?" if near else ""


# Values

TOO_EARLY: Final = "{flag}: {day} is too early. The first day you can use is {earliest}. Nothing was changed."
TOO_LATE: Final = "{flag}: {day} is too late. The last day you can use is {latest}. Nothing was changed."
IN_FUTURE: Final = "{flag}: {day} is in the future (today is {today}). Nothing was changed."
WRONG_ORDER: Final = "--from {first} is later than --to {last}. Try swapping them."


def undecodable(encoding: str) -> str:
    """Return why a text that isn't valid `encoding` is refused."""
    return (
        f"contains bytes that aren't valid {encoding.upper()}. Check your terminal's encoding, then type the text again"
    )


# Status

LOCKED: Final = "Locked · to read your diary, run `cmcheckin unlock`"
LOCKED_SHORT: Final = "locked"
_FREE: Final = {"off": "Day off", "leave": "On leave", "sick": "Sick"}


def status_line(free: str, open_escalations: int, *, done: bool) -> str:
    """Return the line of `status`: whether the check-in is `done`, and the number of `open_escalations`.

    `free` is why no check-in is due: off, leave or sick; empty on a workday.
    """
    check_in = "Check-in done" if done else _FREE.get(free, "Check-in due")
    number = f"{open_escalations or 'no'} open {'escalation' if open_escalations == 1 else 'escalations'}"
    return f"{check_in} · {number}"


def different_answers(days: int) -> str:
    """Return the line of `status` about `days` days for which devices gave different answers."""
    return f"Different answers from your devices for {days} {'day' if days == 1 else 'days'}. Run `cmcheckin settle`."


def config_mistakes(count: int) -> str:
    """Return the line of `status` about `count` mistakes in config.toml."""
    mistakes = "1 mistake" if count == 1 else f"{count} mistakes"
    return f"config.toml has {mistakes}. Run `cmcheckin week` to see {'it' if count == 1 else 'them'}."


# Files that a command writes

LEFT_OUT: Final = "Part of the journal couldn't be read and is missing from {target}."
REFUSED_PARTIAL: Final = (
    "Part of the journal couldn't be read, so nothing was written to {target}. Add --partial to write the rest."
)
FILE_EXISTS: Final = "{path} already exists. Nothing was written. Add --replace to replace it."
NOT_A_FILE: Final = "{path}: {reason}. Nothing was written."
WRITE_FAILED: Final = "{path} couldn't be written: {reason}. Nothing was changed."
DEMO_ENDED: Final = """\
That was the demo. Nothing was kept.
To start for real: cmcheckin"""
DEMO_RECORDS_WRITTEN: Final = "Wrote {count:,} made-up records to {path}."
REPORT_WRITTEN: Final = "Wrote the report to {path}."


def files_exist(folder: str, names: Sequence[str]) -> str:
    """Return the error that the files `names` already exist, in `folder` unless that is empty."""
    more = [f"{len(names) - 2:,} more"] if len(names) > 3 else []
    shown = [*names[:2], *more] if more else names
    listed = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    exist, them = ("already exists", "it") if len(names) == 1 else ("already exist", "them")
    where = f" in {folder}" if folder else ""
    return f"{listed} {exist}{where}. Nothing was written. Add --replace to replace {them}."


ONLY_FOR_TABLES: Final = "--separator and --decimal are only for the formats csv and days."
NOTES_ONLY_FOR_DAYS: Final = "--notes is only for the format days. All other formats include your notes, except ics."
NEEDS_FOLDER: Final = "The format obsidian writes a file for each day, so it needs a folder, such as --out journal."
TWO_COMMAS: Final = (
    "With a decimal comma, cells can't be separated by commas. Leave out --separator, or use semicolon or tab."
)
NO_EVENTS: Final = "{path} has no events: no leave, holidays or time owed on these days."
NO_DAYS_TO_WRITE: Final = "Nothing is logged for these days, so no file was written."


def files_written(count: int, folder: str) -> str:
    """Return the message after `count` files were exported to `folder`."""
    return f"Wrote {count:,} {'file' if count == 1 else 'files'} to {folder}."


def table_written(path: str, dictionary: str) -> str:
    """Return the message after a table was exported to `path` and its data dictionary to `dictionary`."""
    return f"Wrote {path}. {dictionary} explains its columns."


def records_written(count: int, path: str, events: int | None = None) -> str:
    """Return the message after `count` records were exported to `path`; for a calendar, give its `events`."""
    if events is not None:
        counted = "event" if events == 1 else "events"
        return f"Wrote {events:,} {counted} to {path}." if events else NO_EVENTS.format(path=path)
    return f"Wrote {count:,} {'record' if count == 1 else 'records'} to {path}."

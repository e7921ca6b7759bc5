"""What `log`, `delete`, `undo`, `redo` and `forget` print. Typed text and paths arrive quoted and shortened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from cmcheckin.wording.formats import clock, hours, joined, long_day, plain_number, plural
from cmcheckin.wording.record_words import activity_text, answer_text, peer_time

# log

DATE_OR_RANGE: Final = "Use either --date, or --from with --to."
NOTHING_TO_LOG: Final = "Nothing to log. Add an option, such as --mood 4.\nFor help, run `cmcheckin log --help`."
SEVERITY_OF_NOTHING: Final = "--severity needs --escalation."
EMPTY: Final = "can't be blank"
"""Why a text option without text is refused."""
ONE_DAY_ONLY: Final = "--{option} is for one day only. Use --date instead of --from and --to."
RANGE_TOO_LONG: Final = "--from {first} --to {last} covers more than {most} days. Nothing was changed."
NO_WORKING_DAYS: Final = "You have no working days from {first} to {last}. Nothing was changed."
TOO_MANY_WINS: Final = "would make {count:,} wins in one day. The limit is {most:,}"
ALREADY_LOGGED: Final = "{day}: already logged. Nothing was changed."


def would_replace(days: Sequence[str], more: int) -> str:
    """Return why a range isn't logged: something is already logged on `days`, which name it, and on `more` days."""
    named = "; ".join([*days, *([f"and {more} more"] if more else [])])
    return f"Already logged: {named}. Nothing was changed. Add --replace to replace what is logged."


def unknown_own(option: str, text: str, names: Sequence[str]) -> str:
    """Return the error for a `text` that doesn't begin with one of `names`, the user's own numbers or questions.

    `option` is `metric` or `answer`.
    """
    what, value = ("numbers", "22") if option == "metric" else ("questions", "yes")
    if not names:
        return f"You have no {what} of your own yet. To add one, see `cmcheckin help settings`."
    return f"--{option} can't be “{text}”. Try “{names[0]}={value}”. Your {what}: {', '.join(names)}."


def logged(days: Sequence[date], parts: Iterable[str]) -> str:
    """Return the message after `parts` were logged for `days`, one day or the working days of a range."""
    which = f"{days[0]} to {days[-1]}, {len(days)} working days" if len(days) > 1 else f"{days[0]}"
    return f"{which}: logged {', '.join(parts)}"


def logged_parts(values: Mapping[str, Any], worked_hours: float | None, wins: Iterable[str], title: str) -> list[str]:
    """Return the parts of what was logged, in the order of the options.

    `values` are the logged values by option. `worked_hours` are those that logged times gave, None without any.
    `wins` and `title` (of the escalation) are quoted.
    """
    parts = [f"{name} {values[name]}" for name in ("mood", "energy", "workload") if name in values]
    if "kind" in values:
        parts.append(values["kind"])
    if (amount := values.get("hours", worked_hours)) is not None:
        parts.append(hours(amount))
    parts += [f"{name} {clock(values[name])}" for name in ("start", "end") if name in values]
    if "after-hours" in values:
        parts.append(f"{values['after-hours']} min after hours")
    parts += map(activity_text, values.get("activity", ()))
    if "peers" in values:
        parts.append(peer_time(values["peers"]))
    parts += [f"{name} {plain_number(amount)}" for name, amount in values.get("metric", {}).items()]
    parts += [f"{name} {answer_text(answer)}" for name, answer in values.get("answer", {}).items()]
    parts += [f"win “{text}”" for text in wins]
    if "escalation" in values:
        parts.append(f"escalation “{title}”")
    if "severity" in values:
        parts[-1] += f" (severity {values['severity']})" if values["severity"] else " (an ask)"
    if "note" in values:
        parts.append("a note")
    return parts


# delete

RECORDS: Final = {
    "checkin": "check-in", "workday": "workday", "escalation": "escalation", "nudge_state": "answer to a nudge",
    "reply_state": "reply",
}  # fmt: skip
"""What each type of record is called."""
NOTHING_TO_DELETE: Final = "There is no check-in or workday for {day}. Nothing was changed."


def confirm_delete(types: Sequence[str], day: date) -> str:
    """Return the question before the records of these `types` are deleted from `day`."""
    return f"Delete the {joined([RECORDS[type_] for type_ in types])} for {long_day(day)} {day.year}?"


def deleted(types: Sequence[str], day: date) -> str:
    """Return the message after the records of these `types` were deleted from `day`."""
    names = joined([RECORDS[type_] for type_ in types])
    return f"Deleted the {names} for {day}. Run `cmcheckin undo` to bring {'it' if len(types) == 1 else 'them'} back."


# undo and redo

DONE: Final = {"undo": "Undone", "redo": "Redone"}
CONFIRM: Final = {"undo": "Undo it?", "redo": "Redo it?"}
LAST_CHANGE: Final = "The last change"
LATER_CHANGE: Final = "A later change"
CONFLICT: Final = {
    "undo": "Both changes affect the same record, so nothing was undone.",
    "redo": "Both changes affect the same record, so nothing was redone.",
}
CHANGE_TITLE: Final = "{opening}: {name} ({why}, {at:%Y-%m-%d %H:%M})"


def record_change(fields: Sequence[str] | None, *, added: bool, undone: bool) -> str:
    """Return what happened to a record: which `fields` changed, none if it is shown as before; if they are None, that
    it was `added` or deleted.

    If that was `undone`, return what happened by that.
    """
    if fields is None:
        return ("removed" if added else "brought back") if undone else "added" if added else "deleted"
    if not fields:
        return "shown as before"
    return f"{', '.join(fields)} changed{' back' if undone else ''}"


MORE_RECORDS: Final = "… and {count:,} more records"


# forget

IRREVERSIBLE: Final = (
    "These words will be erased for good, including from earlier versions, backups and drafts. This can't be undone."
)
EARLIER_ESCALATION: Final = "From an earlier escalation: "
NOTHING_TO_FORGET: Final = "This device has no words from {day}. Nothing was changed."


def confirm_forget(day: date) -> str:
    """Return the question before the words of `day` are erased."""
    return f"Erase the words from {long_day(day)} {day.year}?"


def forgotten(day: date, files: int) -> str:
    """Return the message after the words of `day` were erased from `files` files."""
    return f"Erased the words from {day} in {plural(files, 'file')}."


def on_other_devices(day: date, devices: Sequence[str]) -> str:
    """Return the message about files of other `devices`, which may contain words of `day`."""
    named = joined(list(devices))
    return (
        f"Files written on {named} still contain some words from {day}. These words are no longer shown. cmcheckin "
        f"erases them from those files when it next starts there, after the files are synced."
    )


def erased_partly(files: int) -> str:
    """Return what an error says after the words were erased from some `files` only."""
    erased = f", and erased from {plural(files, 'file')}" if files else ""
    return f"They're hidden now{erased}. cmcheckin erases the rest the next time it starts."


def erased_later(day: date, files: int, device: str) -> str:
    """Return the message after words of `day` were erased from `files` files at a start of the program. `device`: where
    the user ran `forget`; empty for this machine."""
    where = f" on {device}" if device else ""
    counted = plural(files, "file")
    return f"Erased words from {day} in {counted}. You ran `cmcheckin forget` for that day{where}."


def exports_left(folder: str, files: int) -> str:
    """Return the message about the `files` in `folder` in which the words weren't found."""
    counted = plural(files, "other file")
    return f"{folder} has {counted}. These words weren't found there, but short or changed words may be."


HARD_LINK_LEFT: Final = (
    "{path} had another name in another folder (a hard link). The file there wasn't changed and may contain these "
    "words. To find hard links, run `find DIR -links +1`."
)
LINK_LEFT: Final = "{path} isn't a regular file. It wasn't changed, and neither was any file it points to."


def copies_left(day: date, *, certain: bool) -> str:
    """Return the heading of a list of files that contain words of `day`, or may contain them unless `certain`."""
    contain = "still contain words" if certain else "may contain words"
    return f"These files {contain} from {day}. Delete these files, or export or share them again:"

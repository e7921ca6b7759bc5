"""The commands, one line each: name, what `cmcheckin --help` says of it, and the module that holds it.

A module has `arguments(parser)`, which adds what the command takes, and `run(args, program)`, which does it and returns
the exit code. It is imported when its command is called, and not before. One that can answer without settings and
journal may have `early(args, home, environ)`, which returns the exit code, or None to go on.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Command(NamedTuple):
    """A command as it is listed."""

    name: str
    help: str
    module: str


COMMANDS: Final = (
    Command("checkin", "the check-in of today, or of another day", "cmcheckin.cli.checkin"),
    Command("log", "add a mood, hours, a win, an escalation or a note without a screen", "cmcheckin.cli.log"),
    Command("week", "a week as text", "cmcheckin.cli.week"),
    Command("trends", "week by week: hours, evenings, nights, mood, and what they add up to", "cmcheckin.cli.trends"),
    Command("show", "a day in words", "cmcheckin.cli.show"),
    Command("list", "everything kept, a line a day", "cmcheckin.cli.list_days"),
    Command("status", "one line for a shell prompt or tmux", "cmcheckin.cli.status"),
    Command("nudges", "the gentle notes, what they rest on, and your word on them", "cmcheckin.cli.nudges"),
    Command("edit", "open the check-in of an earlier day", "cmcheckin.cli.edit"),
    Command("delete", "delete a day's check-in and workday; undo brings them back", "cmcheckin.cli.delete"),
    Command("undo", "take back the last change made on this device", "cmcheckin.cli.undo"),
    Command("forget", "remove a day's words for good, from files and backups", "cmcheckin.cli.forget"),
    Command("export", "all of your data, out: jsonl, json, csv or md", "cmcheckin.cli.export"),
    Command("import", "records in, all or nothing", "cmcheckin.cli.import_records"),
    Command("report", "the weekly draft for stakeholders: md, txt or html", "cmcheckin.cli.report"),
    Command("share", "a file of your week for who leads you, after you saw all of it", "cmcheckin.cli.share"),
    Command("inbox", "replies to what you shared", "cmcheckin.cli.inbox"),
    Command("review", "what people chose to share with you, side by side", "cmcheckin.cli.review"),
    Command("reply", "a word back, as a small file beside the one you read", "cmcheckin.cli.reply"),
    Command("help-now", "someone to talk to: your people, and lines, offline", "cmcheckin.cli.help_now"),
    Command("demo", "look around in half a year of made-up data", "cmcheckin.cli.demo"),
)


def find(name: str) -> Command | None:
    """The command of that name."""
    return next((command for command in COMMANDS if command.name == name), None)


def nearest(name: str) -> str:
    """The name of the command that may have been meant; empty when nothing comes near."""
    import difflib  # 3 ms, and only needed by a slip

    names = [command.name for command in COMMANDS]
    found = [known for known in names if len(name) > 1 and known.startswith(name)]
    return next(iter(found or difflib.get_close_matches(name, names, 1, 0.5)), "")

"""The commands, one line each: name and module. Their help is in `wording/command_help/`, by the same names and
in the same order.

A module has `arguments(parser)`, which adds the command's arguments, and `run(args, program)`, which runs it and
returns the exit code. It is imported only when its command is called. A command that can answer without settings and
journal has `early(args, home, environ)` instead of `run`, or before it, which returns the exit code, or None to
continue with `run`. One whose help lists data, such as formats, has `details()`, which returns the text below the
arguments.
"""

from __future__ import annotations

from typing import Final


class Command:
    """A command and the module that holds it.

    A plain class, since creating a named tuple would take half a millisecond of every start.
    """

    def __init__(self, name: str, module: str) -> None:
        self.name, self.module = name, module


COMMANDS: Final = (
    Command("setup", "cmcheckin.cli.setup"),
    Command("config", "cmcheckin.cli.config"),
    Command("demo", "cmcheckin.cli.demo"),
    Command("help", "cmcheckin.cli.help"),
    Command("man", "cmcheckin.cli.man"),
    Command("completion", "cmcheckin.cli.completion"),
    Command("checkin", "cmcheckin.cli.checkin"),
    Command("log", "cmcheckin.cli.log"),
    Command("edit", "cmcheckin.cli.edit"),
    Command("leave", "cmcheckin.cli.leave"),
    Command("week", "cmcheckin.cli.week"),
    Command("show", "cmcheckin.cli.show"),
    Command("history", "cmcheckin.cli.history"),
    Command("list", "cmcheckin.cli.list_days"),
    Command("search", "cmcheckin.cli.search"),
    Command("trends", "cmcheckin.cli.trends"),
    Command("wins", "cmcheckin.cli.wins"),
    Command("escalations", "cmcheckin.cli.escalations"),
    Command("status", "cmcheckin.cli.status"),
    Command("remind", "cmcheckin.cli.remind"),
    Command("nudges", "cmcheckin.cli.nudges"),
    Command("help-now", "cmcheckin.cli.help_now"),
    Command("report", "cmcheckin.cli.report"),
    Command("share", "cmcheckin.cli.share"),
    Command("inbox", "cmcheckin.cli.inbox"),
    Command("review", "cmcheckin.cli.review"),
    Command("reply", "cmcheckin.cli.reply"),
    Command("export", "cmcheckin.cli.export"),
    Command("import", "cmcheckin.cli.import_records"),
    Command("hints", "cmcheckin.cli.hints"),
    Command("undo", "cmcheckin.cli.undo"),
    Command("redo", "cmcheckin.cli.redo"),
    Command("settle", "cmcheckin.cli.settle"),
    Command("delete", "cmcheckin.cli.delete"),
    Command("forget", "cmcheckin.cli.forget"),
    Command("backup", "cmcheckin.cli.backup"),
    Command("restore", "cmcheckin.cli.restore"),
    Command("doctor", "cmcheckin.cli.doctor"),
    Command("encrypt", "cmcheckin.cli.encrypt"),
    Command("unlock", "cmcheckin.cli.unlock"),
    Command("lock", "cmcheckin.cli.lock"),
)


def find(name: str) -> Command | None:
    """Return the command called `name`, or None."""
    return next((command for command in COMMANDS if command.name == name), None)

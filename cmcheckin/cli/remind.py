"""`remind`: install, show or remove a reminder of the daily check-in, and print it if the check-in is due."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cmcheckin.bootstrap import Program
from cmcheckin.cli import status_summary
from cmcheckin.cli.output import (
    DONE,
    FAILED,
    USAGE,
    CommandError,
    is_confirmed,
    print_json,
    print_message,
    print_text,
    quoted,
)  # fmt: skip
from cmcheckin.wording import reminders as words
from cmcheckin.wording.command_messages import nothing_changed

if TYPE_CHECKING:
    from datetime import time

    from cmcheckin.cli.status_summary import StatusSummary
    from cmcheckin.services.reminders import Installed, Part, System


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", metavar="ACTION", nargs="?", choices=("install", "show", "remove", "now"))
    parser.add_argument("--at", metavar="TIME")
    parser.add_argument("--with", dest="method", metavar="KIND", choices=("systemd", "launchd", "cron", "login"))
    parser.add_argument("--notify", action="store_true")
    parser.add_argument("--yes", action="store_true")
    parser.add_argument("--json", action="store_true")


def early(args: argparse.Namespace, home: str | None, environ: Mapping[str, str]) -> int | None:
    """Run `now` from the cache of `status`, since it runs at each login. Returns None if the cache is outdated."""
    args.home = home
    if args.action != "now" or args.at or args.method:
        return None
    from cmcheckin.paths import find_paths

    summary = status_summary.cached(find_paths(home, environ), environ)
    return None if summary is None else _remind(args, summary, environ)


def run(args: argparse.Namespace, program: Program) -> int:
    _check_options(args)
    if args.action == "now":
        if args.at and program.clock.now().hour != _time(args.at).hour:
            return DONE
        if status_summary.is_locked(program):
            return _show_reminder(args, words.MAY_BE_DUE, program.environ)
        return _remind(args, _summary(program), program.environ)
    from cmcheckin.services.reminders import System

    system = System(program.environ)
    if args.action == "install":
        return _install(args, program, system)
    return _remove(args, system) if args.action == "remove" else _show(args, program, system)


def _check_options(args: argparse.Namespace) -> None:
    """Raise CommandError for an option that the action doesn't take. Cron and launchd call `now` with --at."""
    wrong = (
        ("--at", "install", args.at and args.action not in ("install", "now")),
        ("--with", "install", args.method and args.action != "install"),
        ("--notify", "now", args.notify and args.action != "now"),
    )
    for flag, action, is_wrong in wrong:
        if is_wrong:
            raise CommandError(USAGE, words.WRONG_OPTION.format(flag=flag, action=action))


def _summary(program: Program) -> StatusSummary:
    summary = status_summary.read(program)
    program.journal.close()
    return summary


def _remind(args: argparse.Namespace, summary: StatusSummary, environ: Mapping[str, str]) -> int:
    return _show_reminder(args, words.DUE, environ) if summary.due else DONE


def _show_reminder(args: argparse.Namespace, text: str, environ: Mapping[str, str]) -> int:
    """Show the reminder `text` where `args` say, and return the exit code."""
    if args.notify:
        from cmcheckin.services.reminders import System, notify

        if notify(text, System(environ)):
            return DONE
        print_message(words.NOT_SHOWN)
    print_text(text)
    return FAILED if args.notify else DONE


def _time(text: str) -> time:
    from cmcheckin.checkin.values import read_clock
    from cmcheckin.domain.errors import Refused

    try:
        found = read_clock(text)
    except Refused as error:
        raise CommandError(USAGE, nothing_changed(f"--at {quoted(error.reason, 200)}")) from None
    if found is None:
        raise CommandError(USAGE, words.EMPTY_TIME)
    return found


def _install(args: argparse.Namespace, program: Program, system: System) -> int:
    from cmcheckin.services import reminders

    settings = program.settings
    at = _time(args.at) if args.at else settings.schedule.start
    timing = reminders.Timing(at, getattr(settings.timezone, "key", "") or "", _shift(program.clock.now()))
    method = args.method or reminders.default_method(system)
    parts = reminders.parts_of(method, timing, _command(args, program), system)
    present = reminders.installed(system)
    if not {part.place for reminder in present for part in reminder.parts} <= {part.place for part in parts}:
        print_text([*_removal(present), ""])
    print_text(line for part in parts for line in _part_lines(part))
    if method != "login":
        print_text(words.time_of_day(f"{at:%H:%M}", timing.zone).capitalize() + ".")
        if not system.has_desktop:
            print_message(words.NO_DESKTOP)
    if not is_confirmed(words.INSTALL, yes=args.yes):
        return FAILED
    reminders.install(method, parts, system)
    print_message(words.INSTALLED)
    return DONE


def _shift(now: datetime) -> int:
    """Return the minutes past full hours between the machine's clock and the time zone of `now`, from 0 to 59."""
    difference = (now.astimezone().utcoffset() or timedelta()) - (now.utcoffset() or timedelta())
    return difference // timedelta(minutes=1) % 60


def _command(args: argparse.Namespace, program: Program) -> list[str]:
    """Return the command that starts this program from any folder, with the same home."""
    script = Path(sys.argv[0])
    is_script = script.name == "cmcheckin" and script.is_file()
    command = [str(script.absolute())] if is_script else [sys.executable, "-m", "cmcheckin"]
    home = args.home or program.environ.get("CMCHECKIN_HOME")
    return [*command, "--home", str(Path.cwd() / home)] if home else command


def _part_lines(part: Part) -> list[str]:
    heading = words.WOULD_ADD if part.is_block else words.WOULD_WRITE
    return [heading.format(place=_place(part)), *(f"  {line}" for line in part.text.splitlines()), ""]


def _place(part: Part) -> str:
    return words.CRONTAB if part.place == "crontab" else quoted(part.place, 300)


def _removal(present: tuple[Installed, ...]) -> list[str]:
    return [words.WOULD_REMOVE.format(place=_place(part)) for reminder in present for part in reminder.parts]


def _remove(args: argparse.Namespace, system: System) -> int:
    from cmcheckin.services import reminders

    present = reminders.installed(system)
    if not present:
        print_text(words.NOT_INSTALLED)
        return DONE
    print_text(_removal(present))
    if not is_confirmed(words.REMOVE, yes=args.yes):
        return FAILED
    reminders.remove(present, system)
    print_message(words.REMOVED)
    return DONE


def _show(args: argparse.Namespace, program: Program, system: System) -> int:
    from cmcheckin.services import reminders

    present = reminders.installed(system)
    summary = _summary(program)
    state = "done" if summary.done else summary.free or "due"
    if args.json:
        listed = [{"kind": method, "files": [part.place for part in parts]} for method, parts in present]
        print_json([{"installed": listed, "today": state}])
        return DONE
    if not present:
        print_text(words.NOT_INSTALLED)
        return DONE
    for method, parts in present:
        print_text(f"{words.METHODS[method].capitalize()}:")
        for part in parts:
            print_text([f"  {_place(part)}", *(f"    {line}" for line in part.text.splitlines())])
    print_text(words.SILENT[state])
    return DONE

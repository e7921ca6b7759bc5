"""Install, find and remove reminders of the daily check-in: a system timer, or a line that runs at each login.

All of them run `cmcheckin remind now`, which is silent unless today's check-in is due, so a reminder needs to know
nothing about workdays and leave. Each has one or two parts: files of its own, or lines in the user's file or crontab.
"""

from __future__ import annotations

import os
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean, shorten
from cmcheckin.files import delete_if_there, make_folder, read_bytes, write_file
from cmcheckin.wording import reminders as words

METHODS: Final = ("systemd", "launchd", "cron", "login")
CRONTAB: Final = "crontab"
"""The place of lines in the crontab, and the command that changes it."""
BEGIN, END = "# >>> cmcheckin reminder >>>", "# <<< cmcheckin reminder <<<"
_COMMANDS: Final = {"systemd": "systemctl", "launchd": "launchctl", "cron": CRONTAB}
"""The system command that each kind of timer needs."""
UNIT: Final = "cmcheckin-remind"
LABEL: Final = "cmcheckin.remind"
LARGEST: Final = 1024 * 1024
"""The limit in bytes for a user's file that lines are added to."""
OTHER_FOLDERS: Final = "/usr/local/bin:/usr/bin:/bin"
"""Folders to search for a command that isn't on the PATH, because a timer's PATH is short."""
MAX_PATH: Final = 200
"""Longest path in a message, in characters."""
WAIT: Final = 20
"""Seconds after which a system command counts as failed."""


class Part(NamedTuple):
    """The file `place` with `text`; if `is_block`, lines with `text` in the user's file `place`, or in CRONTAB."""

    place: str
    text: str
    is_block: bool = False


class System(NamedTuple):
    """The system a reminder runs on: its environment variables, `sys.platform` and the user's id."""

    environ: Mapping[str, str]
    platform: str = sys.platform
    uid: int = os.getuid()

    @property
    def home(self) -> str:
        """The user's home folder."""
        return self.environ.get("HOME") or str(Path.home())

    @property
    def has_desktop(self) -> bool:
        """Whether messages can be shown on a desktop."""
        return self.platform == "darwin" or any(map(self.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))

    def find(self, command: str) -> str | None:
        """Return the path of `command` on the PATH or in OTHER_FOLDERS; None if it isn't there."""
        return shutil.which(command, path=f"{self.environ.get('PATH') or ''}:{OTHER_FOLDERS}")

    def run(self, *command: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run `command` with `text` as its input. Raises Refused if it isn't found, or runs longer than WAIT."""
        found = self.find(command[0])
        if found is None:
            raise Refused("", words.NO_COMMAND.format(command=command[0]))
        try:
            return subprocess.run(  # noqa: S603  the commands are those in this module
                [found, *command[1:]], input=text, capture_output=True, text=True, errors="surrogateescape",
                timeout=WAIT, env=dict(self.environ), check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Refused("", words.NO_ANSWER.format(command=command[0], seconds=WAIT)) from None

    def must_run(self, *command: str, text: str | None = None) -> None:
        """Run `command` with `text` as its input. Raises Refused, with its error message, if it fails."""
        done = self.run(*command, text=text)
        if done.returncode:
            reason = (done.stderr or done.stdout).strip().split("\n")[0]
            raise Refused("", words.COMMAND_FAILED.format(command=" ".join(command[:3]), reason=reason or "no message"))


class Timing(NamedTuple):
    """When to remind: at `at` in the time zone named `zone`, or the machine's if it is empty.

    `shift`: the minutes past full hours between the machine's clock and the zone, such as 30 for Asia/Kolkata on UTC.
    """

    at: time
    zone: str = ""
    shift: int = 0

    @property
    def minute(self) -> int:
        """The minute of the machine's clock."""
        return (self.at.minute + self.shift) % 60


def default_method(system: System) -> str:
    """Return the method that suits `system`. Without a desktop, a timer's message would go unseen, so it is `login`."""
    if system.platform == "darwin":
        return "launchd"
    if system.has_desktop:
        if system.find("systemctl"):
            return "systemd"
        if system.find("crontab"):
            return "cron"
    return "login"


def parts_of(method: str, timing: Timing, command: Sequence[str], system: System) -> tuple[Part, ...]:
    """Return the parts of a reminder of the kind `method`. `command` starts cmcheckin, with an absolute path. Raises
    Refused if that has a line break, which no crontab and no unit can contain."""
    if unusable := next((part for part in command if {"\n", "\r"} & {*part}), ""):
        raise Refused("", words.LINE_BREAK.format(path=shorten(clean(unusable), MAX_PATH)))
    return _PARTS[method](timing, command, system)


def _systemd(timing: Timing, command: Sequence[str], system: System) -> tuple[Part, ...]:
    folder = f"{system.environ.get('XDG_CONFIG_HOME') or f'{system.home}/.config'}/systemd/user"
    run = " ".join(map(_systemd_quoted, [*command, "remind", "now", "--notify"]))
    zone = f" {timing.zone}" if timing.zone else ""
    return (
        Part(f"{folder}/{UNIT}.service", words.SYSTEMD_SERVICE.format(run=run)),
        Part(f"{folder}/{UNIT}.timer", words.SYSTEMD_TIMER.format(at=f"{timing.at:%H:%M}", zone=zone)),
    )


def _systemd_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if escaped != text or not text.isascii() or " " in text or "'" in text else text


def _launchd(timing: Timing, command: Sequence[str], system: System) -> tuple[Part, ...]:
    import plistlib

    when = {"Minute": timing.minute} if timing.zone else {"Hour": timing.at.hour, "Minute": timing.at.minute}
    run = [*command, "remind", "now", "--notify", *_hour_check(timing)]
    text = plistlib.dumps({"Label": LABEL, "ProgramArguments": run, "StartCalendarInterval": when}).decode()
    return (Part(f"{system.home}/Library/LaunchAgents/{LABEL}.plist", text),)


def _cron(timing: Timing, command: Sequence[str], _: System) -> tuple[Part, ...]:
    run = shlex.join([*command, "remind", "now", "--notify", *_hour_check(timing)]).replace("%", "\\%")
    hour = "*" if timing.zone else timing.at.hour
    return (Part(CRONTAB, f"{timing.minute} {hour} * * * {run}\n", is_block=True),)


def _hour_check(timing: Timing) -> list[str]:
    """Return the option that keeps an hourly timer, which knows no time zones, silent at all other hours."""
    return ["--at", f"{timing.at:%H:%M}"] if timing.zone else []


def _login(_: Timing, command: Sequence[str], system: System) -> tuple[Part, ...]:
    shell, home = Path(system.environ.get("SHELL", "")).name, system.home
    run, program = shlex.join([*command, "remind", "now"]), shlex.quote(command[0])
    if shell == "fish":
        folder = f"{system.environ.get('XDG_CONFIG_HOME') or f'{home}/.config'}/fish/conf.d"
        return (Part(f"{folder}/cmcheckin-remind.fish", words.FISH_LINES.format(run=run, program=program)),)
    names = (".bash_profile", ".bash_login", ".profile") if shell == "bash" else (".profile",)
    place = next((path for name in names if Path(path := f"{home}/{name}").exists()), f"{home}/.profile")
    if shell == "zsh":
        place = f"{system.environ.get('ZDOTDIR') or home}/.zprofile"
    return (Part(place, words.SHELL_LINES.format(run=run, program=program), is_block=True),)


_PARTS: Final[Mapping[str, Callable[[Timing, Sequence[str], System], tuple[Part, ...]]]] = {
    "systemd": _systemd,
    "launchd": _launchd,
    "cron": _cron,
    "login": _login,
}


# Finding


class Installed(NamedTuple):
    """An installed reminder: its method, and its parts with their current text."""

    method: str
    parts: tuple[Part, ...]


def installed(system: System) -> tuple[Installed, ...]:
    """Return the installed reminders. Raises OSError, or Refused for lines without the line that ends them."""
    found = []
    for method in METHODS:
        parts = [now for part in _possible(method, system) if (now := _present(part, system))]
        if parts:
            found.append(Installed(method, tuple(parts)))
    return tuple(found)


def _possible(method: str, system: System) -> list[Part]:
    """Return the parts that `method` can have, whatever their text. Lines for login can be in any shell's file."""
    anything = parts_of(method, Timing(time(9)), ("cmcheckin",), system)
    if method != "login":
        return list(anything)
    files = [Part(f"{system.home}/{name}", "", is_block=True) for name in (".bash_profile", ".bash_login", ".profile")]
    shells = [_login(Timing(time(9)), ("x",), system._replace(environ={**system.environ, "SHELL": shell}))[0]
              for shell in ("zsh", "fish")]  # fmt: skip
    return [*files, *shells]


def _present(part: Part, system: System) -> Part | None:
    text = _read(part.place, system)
    if text is None:
        return None
    if not part.is_block:
        return part._replace(text=text)
    _, block, _ = split_block(text, part.place)
    return None if block is None else part._replace(text=block)


def split_block(text: str, place: str) -> tuple[str, str | None, str]:
    """Return the text before the reminder's lines in `text`, those lines, which may be None, and the text after them.

    Raises Refused, with the file `place` in its message, if END is missing.
    """
    before, begin, rest = text.partition(f"{BEGIN}\n")
    if not begin:
        return text, None, ""
    block, end, after = rest.partition(f"{END}\n")
    if not end:
        raise Refused("", words.NO_END.format(place=place, begin=BEGIN))
    return before, block, after


def _read(place: str, system: System) -> str | None:
    if place == CRONTAB:
        if not system.find(CRONTAB):
            return None
        done = system.run(CRONTAB, "-l")
        return done.stdout if not done.returncode else None
    try:
        return read_bytes(place, limit=LARGEST, follow_link=True)[0].decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None


# Changing


def install(method: str, parts: Sequence[Part], system: System) -> None:
    """Install `parts`, which belong to `method`, start its timer, and remove any other reminder.

    Raises Refused or OSError. If the timer can't be started, the files are restored.
    """
    present = installed(system)
    before = {part.place: part for reminder in present for part in reminder.parts}
    command = _COMMANDS.get(method, "")
    if command and not system.find(command):
        raise Refused("", words.NO_COMMAND.format(command=command))
    try:
        for part in parts:
            _write(part, system)
        _start(method, parts, system)
    except BaseException:
        for part in parts:
            _erase(part, system) if part.place not in before else _write(before[part.place], system)
        raise
    places = {part.place for part in parts}
    others = [
        reminder._replace(parts=tuple(part for part in reminder.parts if part.place not in places))
        for reminder in present
    ]
    remove([reminder for reminder in others if reminder.parts], system)


def _start(method: str, parts: Sequence[Part], system: System) -> None:
    if method == "systemd":
        system.must_run("systemctl", "--user", "daemon-reload")
        system.must_run("systemctl", "--user", "enable", "--now", f"{UNIT}.timer")
    elif method == "launchd":
        system.run("launchctl", "bootout", f"gui/{system.uid}/{LABEL}")  # an earlier one may have another time
        system.must_run("launchctl", "bootstrap", f"gui/{system.uid}", parts[0].place)


def remove(reminders: Sequence[Installed], system: System) -> None:
    """Stop and remove `reminders`. Raises Refused or OSError."""
    for method, parts in reminders:
        can_stop = method in ("systemd", "launchd") and system.find(_COMMANDS[method])
        if can_stop and method == "systemd":
            system.run("systemctl", "--user", "disable", "--now", f"{UNIT}.timer")
        elif can_stop:
            system.run("launchctl", "bootout", f"gui/{system.uid}/{LABEL}")
        for part in parts:
            _erase(part, system)
        if can_stop and method == "systemd":
            system.run("systemctl", "--user", "daemon-reload")


def _write(part: Part, system: System) -> None:
    if not part.is_block:
        make_folder(str(Path(part.place).parent))
        write_file(part.place, part.text.encode("utf-8", "surrogateescape"))
        return
    before, block, after = split_block(_read(part.place, system) or "", part.place)
    if block is None and before and not before.endswith("\n"):
        before += "\n"
    _save(part.place, f"{before}{BEGIN}\n{part.text}{END}\n{after}", system)


def _erase(part: Part, system: System) -> None:
    if not part.is_block:
        delete_if_there(part.place)
        return
    before, block, after = split_block(_read(part.place, system) or "", part.place)
    if block is not None:
        _save(part.place, before + after, system)


def _save(place: str, text: str, system: System) -> None:
    if place == CRONTAB:
        system.must_run(CRONTAB, "-", text=text)
        return
    path = os.path.realpath(place)  # such files are often links into a folder of dotfiles
    try:
        mode = stat.S_IMODE(Path(path).stat().st_mode)
    except FileNotFoundError:
        mode = 0o644
    if not text and mode == 0o644:
        delete_if_there(path)
    else:
        write_file(path, text.encode("utf-8", "surrogateescape"), mode=mode)


# Reminding


def notify(text: str, system: System) -> bool:
    """Show `text` in each tmux client and on the desktop. Return whether it was shown anywhere."""
    shown = False
    if system.find("tmux"):
        clients = system.run("tmux", "list-clients", "-F", "#{client_name}")
        for client in clients.stdout.split("\n") if not clients.returncode else ():
            if client:
                shown |= not system.run("tmux", "display-message", "-c", client, "-d", "30000", text).returncode
    if system.platform == "darwin":
        script = f'display notification "{text}" with title "cmcheckin"'
        return not system.run("osascript", "-e", script).returncode or shown
    if system.find("notify-send"):
        bus = f"/run/user/{system.uid}/bus"
        if "DBUS_SESSION_BUS_ADDRESS" not in system.environ and Path(bus).exists():  # cron doesn't set it
            system = system._replace(environ={**system.environ, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"})
        shown |= not system.run("notify-send", "--app-name=cmcheckin", "cmcheckin", text).returncode
    return shown

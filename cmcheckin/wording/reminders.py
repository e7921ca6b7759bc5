"""Words of `cmcheckin remind`, and the lines it installs."""

from __future__ import annotations

from typing import Final

DUE: Final = "Today's check-in isn't done yet. It takes a minute: run cmcheckin."
MAY_BE_DUE: Final = "Have you checked in today? Your diary is locked, so this reminder can't tell. Run cmcheckin."
METHODS: Final = {
    "systemd": "systemd timer",
    "launchd": "launchd agent",
    "cron": "line in your crontab",
    "login": "line that runs when you log in",
}
"""What each kind of reminder is called."""
NOT_INSTALLED: Final = "No reminder is installed. Run `cmcheckin remind install` to install one."
SILENT: Final = {
    "done": "Today it's silent, because the check-in is done.",
    "off": "Today it's silent, because it's a day off.",
    "leave": "Today it's silent, because you're on leave.",
    "sick": "Today it's silent, because it's a sick day.",
    "due": "Today's check-in isn't done yet, so it would remind you.",
}
"""What the reminder does today, by what `status --short` prints."""
WRONG_OPTION: Final = "{flag} only works with `cmcheckin remind {action}`. Nothing was changed."
CRONTAB: Final = "your crontab"
EMPTY_TIME: Final = "--at is empty. Try 08:30. Nothing was changed."
WOULD_WRITE: Final = "This writes {place}:\n"
WOULD_ADD: Final = "This adds to {place}:\n"
WOULD_REMOVE: Final = "This removes the reminder in {place}."
NO_DESKTOP: Final = (
    "No desktop was found, so a timer shows its message only in tmux. For a message at login, use --with login."
)
INSTALL: Final = "Install this reminder?"
REMOVE: Final = "Remove the reminder?"
INSTALLED: Final = "Installed. It's silent once today's check-in is done, on days off and on leave."
REMOVED: Final = "Removed."
NOT_SHOWN: Final = "Neither a desktop nor tmux could show the reminder."
NO_COMMAND: Final = "{command} wasn't found on this machine. Try another --with: systemd, launchd, cron or login"
LINE_BREAK: Final = "“{path}” has a line break in its name, which a reminder can't contain"
NO_ANSWER: Final = "{command} didn't answer within {seconds} seconds"
COMMAND_FAILED: Final = "`{command}` failed: {reason}"
NO_END: Final = "{place} has the line “{begin}”, but no line that ends the reminder. Remove its lines by hand first"


def time_of_day(at: str, zone: str) -> str:
    """Return when a timer runs: `each day at 08:30 in Europe/Berlin`. An empty `zone` is the machine's."""
    return f"each day at {at}" + (f" in {zone}" if zone else "")


SYSTEMD_SERVICE: Final = """\
[Unit]
Description=Remind me of today's check-in

[Service]
Type=oneshot
ExecStart={run}
"""
SYSTEMD_TIMER: Final = """\
[Unit]
Description=Remind me of today's check-in

[Timer]
OnCalendar=*-*-* {at}:00{zone}
Persistent=true

[Install]
WantedBy=timers.target
"""
SHELL_LINES: Final = 'if [ -t 1 ] && [ -z "$TMUX" ] && [ -x {program} ]; then {run}; fi\n'
"""A tmux window is a login too, and one reminder is enough."""
FISH_LINES: Final = """\
if status is-login; and isatty stdout; and not set -q TMUX; and test -x {program}
    {run}
end
"""

"""Sentences of `cmcheckin remind`, and the lines it writes."""

from __future__ import annotations

from typing import Final

DUE: Final = "Today's check-in isn't done yet. It takes a minute: run cmcheckin."
METHODS: Final = {
    "systemd": "systemd timer",
    "launchd": "launchd agent",
    "cron": "line in your crontab",
    "login": "line that runs when you log in",
}
"""What each kind of reminder is."""
NOT_INSTALLED: Final = "No reminder is installed. To install one: cmcheckin remind install"
SILENT: Final = {
    "done": "Today it's silent, because the check-in is done.",
    "off": "Today it's silent, because it's a day off.",
    "leave": "Today it's silent, because you're on leave.",
    "sick": "Today it's silent, because you're sick.",
    "due": "Today's check-in isn't done yet, so it would remind you.",
}
"""What the reminder does today, by what `status --short` prints."""
ONLY_NOW: Final = "--notify and --at only go with `cmcheckin remind now`. Nothing was changed."
ONLY_INSTALL: Final = "--with only goes with `cmcheckin remind install`. Nothing was changed."
CRONTAB: Final = "your crontab"
EMPTY_TIME: Final = "--at is empty. Try 08:30. Nothing was changed."
WOULD_WRITE: Final = "This writes {place}:\n"
WOULD_ADD: Final = "This adds to {place}:\n"
WOULD_REMOVE: Final = "This removes the reminder in {place}."
NO_DESKTOP: Final = "No desktop was found, so a timer only shows its message in tmux. --with login shows it at login."
INSTALL: Final = "Install this reminder?"
REMOVE: Final = "Remove the reminder?"
INSTALLED: Final = "Installed. It's silent once today's check-in is done, on days off and on leave."
REMOVED: Final = "Removed."
ADD_YES: Final = "Nothing was changed. Add --yes to agree."
NOT_SHOWN: Final = "Neither a desktop nor tmux could show the reminder."
NO_COMMAND: Final = "{command} isn't on this machine. Try another --with: systemd, launchd, cron or login"
NO_ANSWER: Final = "{command} didn't answer within {seconds} seconds"
COMMAND_FAILED: Final = "`{command}` failed: {reason}"
NO_END: Final = (
    "{place} has the line “{begin}”, but not the line that ends the reminder. Remove those lines by hand first"
)


def time_of_day(at: str, zone: str) -> str:
    """Return when a timer reminds: `each day at 08:30 in Europe/Berlin`; without `zone`, the machine's time."""
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

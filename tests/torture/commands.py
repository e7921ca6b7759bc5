"""The commands that write, and what they get to write."""

from __future__ import annotations

import json
from dataclasses import dataclass

WORDS = "Zwiebelkuchen"
"""A word that only the day that is forgotten has."""
FORGOTTEN = "2026-11-18"
_IMPORTED = "".join(
    json.dumps({"type": "checkin", "date": f"2026-10-{day:02}", "mood": 1 + day % 5, "note": f"Imported {day}"}) + "\n"
    for day in range(1, 13)
).encode()
_ANSWERS = (
    b"4\n9.5 9:00-18:45 +45\n3\n2\ntired, proud\n4\nexcited\nNote of the morning\nFirst reply\n2\n\ns Still noisy\n"
    b"\ny\n"
)
_TYPED = (
    ("excited", "Note (private"), ("Note of the morning", "Step 3"), ("First reply", "Kind:"),
    ("Still noisy", "Anything new"),
)  # fmt: skip
_EDITED = b"4\n\n7\n2\n3\ncalm\n"


@dataclass(frozen=True)
class Command:
    """A command that writes: its arguments and standard input. In the arguments, `{out}` is a folder outside the home,
    `{spare}` the journal of another home, and `{holidays}` a calendar file.

    `said`: what it prints once everything is saved; all of its messages by default. `typed`: words in its input, each
    with what it prints when the word is in the draft. `home`: the state of the home that it runs on, see `Sandbox`.
    """

    name: str
    argv: tuple[str, ...]
    stdin: bytes = b""
    said: str = ""
    typed: tuple[tuple[str, str], ...] = ()
    home: str = "used"


COMMANDS = (
    Command("log", ("log", "--mood", "2", "--win", "Late win", "--note", "Second line", "--escalation", "Outage")),
    Command("first log", ("log", "--mood", "4", "--win", "First win", "--hours", "8"), home="empty"),
    Command("log of a new year", ("log", "--date", "2025-03-03", "--hours", "7", "--mood", "3")),
    Command("log of several days", ("log", "--leave", "--from", "2026-11-09", "--to", "2026-11-13", "--replace")),
    Command("leave", ("leave", "2026-12-01", "2026-12-18")),
    Command("import of holidays", ("leave", "import", "{holidays}", "--yes")),
    Command("escalations update", ("escalations", "update", "Spam wave", "--text", "Late update")),
    Command("checkin", ("checkin", "--plain"), _ANSWERS, "\nSaved.", _TYPED),
    Command("checkin of an earlier day", ("checkin", "--date", "2026-11-17", "--plain"), _EDITED, "\nSaved."),
    Command("delete", ("delete", "2026-11-19", "--yes")),
    Command("undo", ("undo",)),
    Command("redo", ("redo",), home="undone"),
    Command("settle", ("settle", "2026-11-16", "note", "--keep", "tablet-51cd"), home="apart"),
    Command("import", ("import", "-"), _IMPORTED),
    Command("nudges snooze", ("nudges", "snooze", "no_day_off")),
    Command("forget", ("forget", FORGOTTEN, "--yes")),
    Command("share", ("share", "2026-W47", "--fields", "wins", "--yes", "--name", "Ada", "--out", "{out}")),
    Command("wins", ("wins", "all", "--out", "{out}/wins.md")),
    Command("report", ("report", "2026-W47", "--out", "{out}/report.md")),
    Command("export", ("export", "--out", "{out}/records.jsonl")),
    Command("backup", ("backup",)),
    Command("backup to a folder", ("backup", "{out}/usb")),
    Command("restore", ("restore", "{spare}", "--yes")),
    Command("restore of a version", ("history", "2026-11-19", "--restore", "1")),
    Command("doctor", ("doctor", "--yes"), home="damaged"),
    Command("encrypt on", ("encrypt", "on", "--yes")),
    Command("encrypt off", ("encrypt", "off", "--yes"), home="encrypted"),
    Command("log, encrypted", ("log", "--mood", "2", "--win", "Late win", "--escalation", "Outage"), home="encrypted"),
    Command("checkin, encrypted", ("checkin", "--plain"), _ANSWERS, "\nSaved.", _TYPED, home="encrypted"),
    Command("forget, encrypted", ("forget", FORGOTTEN, "--yes"), home="encrypted"),
)
"""Every command that changes the journal, drafts or files for others."""

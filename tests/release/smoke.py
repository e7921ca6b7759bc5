"""Calls of every command, for a wheel that is installed alone: without the repository, pytest or another test tool."""

from __future__ import annotations

import os
import pty
import re
import select
from pathlib import Path
from typing import Final

from tests.release.environments import StepError, run

NOW: Final = "2026-11-20T08:30:00+01:00"
CALLS: Final[tuple[tuple[str, ...], ...]] = (
    ("log", "--mood", "4", "--hours", "8.5", "--win", "Meetup filled in a day"),
    ("log", "--date", "2026-11-19", "--mood", "2", "--escalation", "Spam wave", "--note", "A long day"),
    ("checkin", "--plain", "--date", "2026-11-18"),
    ("config",),
    ("help",),
    ("help", "privacy"),
    ("man",),
    ("completion", "bash"),
    ("leave", "2026-12-21", "2026-12-23"),
    ("week",),
    ("show", "2026-11-19"),
    ("history", "2026-11-19"),
    ("list",),
    ("search", "meetup"),
    ("trends",),
    ("wins", "all"),
    ("escalations",),
    ("status",),
    ("remind",),
    ("nudges",),
    ("help-now",),
    ("report", "2026-W47"),
    ("share", "2026-W47", "--fields", "wins,hours", "--name", "Ada", "--out", "{out}", "--yes"),
    ("review", "{out}"),
    ("review", "{out}", "--html", "team.html"),
    ("reply", "{share}", "--cover", "--text", "Sam takes the weekend"),
    ("inbox",),
    ("export", "--out", "records.jsonl"),
    ("import", "records.jsonl"),
    ("hints", "calendar.ics", "--dry-run"),
    ("undo", "--yes"),
    ("redo", "--yes"),
    ("settle",),
    ("delete", "2026-11-19", "--yes"),
    ("forget", "2026-11-19", "--yes"),
    ("backup",),
    ("restore",),
    ("doctor", "--yes"),
    ("encrypt", "status"),
    ("lock",),
)
"""Command lines in the order in which they run, on one home. `{out}` is a folder, `{share}` the file shared there."""
ANSWERS: Final = "3\n\n\n4\n3\ncalm\n" + "\n" * 12 + "y\n"
"""What `checkin --plain` reads; the other commands get nothing from it."""
CALENDAR: Final = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//smoke//\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261117T080000Z\r\n"
    "DTSTART:20261117T090000Z\r\nDTEND:20261117T110000Z\r\nSUMMARY:Rota\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
SCREENS: Final = (("demo", "DEMO"), ("setup", "name"), ("checkin", "workload"), ("edit 2026-11-17", "workload"))
"""Commands that open a screen, and a word on it."""
PATIENCE: Final = 60.0
"""Seconds without output after which a screen is taken as hanging."""


def check(python: Path, folder: Path) -> int:
    """Run all calls with the program that is installed beside `python`, in `folder`. Return how many there were.

    Raises StepError with the output of the first that fails, if a command isn't among the calls, or if the program that
    ran isn't the installed one.
    """
    program, work = python.with_name("cmcheckin"), folder / "work"
    (out := folder / "shared").mkdir(parents=True)
    work.mkdir()
    (work / "calendar.ics").write_text(CALENDAR, "utf-8", newline="")
    environ = {
        "HOME": str(folder), "CMCHECKIN_HOME": str(folder / "home"), "CMCHECKIN_NOW": NOW, "TERM": "xterm-256color",
        "PYTHONPATH": "", "CMCHECKIN_DEVICE": "",
    }  # fmt: skip
    place = run(python, "-c", "import cmcheckin; print(cmcheckin.__file__)", cwd=work, environ=environ)
    if not Path(place.strip()).is_relative_to(python.parents[1]):
        raise StepError(f"The wheel isn't what ran, but {place}")
    listed = re.findall(r"^  ([a-z][a-z-]+)  ", run(program, "--help", cwd=work, environ=environ), re.MULTILINE)
    for name in listed:
        run(program, name, "--help", cwd=work, environ=environ)
    for call in CALLS:
        shares = sorted(out.glob("*.json"))
        values = {"out": str(out), "share": str(shares[0]) if shares else ""}
        printed = run(program, *(word.format(**values) for word in call), cwd=work, environ=environ, stdin=ANSWERS)
        if "Traceback" in printed:
            raise StepError(f"{' '.join(call)}\n{printed}")
    for name, word in SCREENS:
        _opens(program, name, word, {**os.environ, **environ})
    called = {call[0] for call in CALLS} | {name.split()[0] for name, _ in SCREENS}
    if wrong := called ^ ({*listed} - {"unlock"}):  # which refuses where nothing is encrypted
        raise StepError(f"Not called here, or not in --help: {', '.join(sorted(wrong))}")
    return len(listed) + len(CALLS) + len(SCREENS)


def _opens(program: Path, name: str, word: str, environ: dict[str, str]) -> None:
    """Start `program name` on a terminal, wait for `word`, and hang up. Raises StepError if it never comes."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(program, [str(program), *name.split()], environ)
    shown = b""
    try:
        while word.encode() not in shown:
            ready, _, _ = select.select([terminal], [], [], PATIENCE)
            try:
                data = os.read(terminal, 65_536) if ready else b""
            except OSError:  # how Linux says that the other side has ended
                data = b""
            if not data:
                raise StepError(f"{name} never showed “{word}”:\n{shown.decode(errors='replace')}")
            shown += data
    finally:
        os.close(terminal)
        os.waitpid(child, 0)

"""Help of the commands that write to the log, undo changes, or move records in and out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from cmcheckin.wording.command_help import parts
from cmcheckin.wording.command_help.parts import CommandHelp

WRITING: Final[Mapping[str, CommandHelp]] = {
    "checkin": CommandHelp(
        "Open today's check-in, or another day's",
        ("cmcheckin checkin", "cmcheckin checkin --date yesterday --plain"),
        {"--date": parts.DAY_OR_TODAY, "--plain": "ask the questions line by line"},
        """\
--plain asks the same questions without a screen, for screen readers, simple
terminals and scripts. Type one answer per line. An empty line skips a question,
keeps the answer in brackets, or confirms a day as shown. Each answer is saved
as a draft at once.""",
    ),
    "log": CommandHelp(
        "Add to a day without opening a screen",
        (
            'cmcheckin log --mood 4 --win "First-time poster answered three others"',
            "cmcheckin log --date yesterday --hours 9:30 --after-hours 45",
            "cmcheckin log --date monday --start 9:00 --end 18:45",
            "cmcheckin log --activity moderation=3 --activity events --peers 30",
            "cmcheckin log --leave --from 2026-11-16 --to 2026-11-18",
            "cmcheckin log --answer 'lunch break=yes' --metric 'first response=22'",
            'cmcheckin log --escalation "Spam wave in #help" --severity 3',
        ),
        {
            "--date": parts.DAY_OR_TODAY,
            "--from": "the first of several days, instead of --date",
            "--to": "the last of several days; by default today, or the day of --from if that is in the future",
            "--mood": "1 rough, 2 low, 3 okay, 4 good, 5 great",
            "--energy": "1 drained, 2 low, 3 fair, 4 good, 5 full",
            "--workload": "1 too little, 3 about right, 5 too much",
            "--hours": "hours worked that day, 0 to 24: 8, 9.5 or 9:30",
            "--start": "when work started: 9, 9:00 or 9am",
            "--end": "when work ended; with --start 9, 5 means 17:00",
            "--after-hours": "time worked after hours: 45 or 1h15",
            "--activity": "where the time went: moderation=3, events or support=2h30",
            "--peers": "time with peers, such as calls and mentoring: 45 or 1h15",
            "--metric": "one of your own numbers, as NAME=22",
            "--answer": "the answer to one of your own questions, as NAME=yes or NAME=TEXT",
            "--win": "something that went well; can be used more than once",
            "--escalation": "something that needed dealing with",
            "--severity": "of the escalation: 1 minor to 5 crisis, or ask",
            "--replace": "with --from, also replace what is logged for these days",
            "--off": "log a day off",
            "--leave": "log a day of leave",
            "--sick": "log a sick day",
            "--note": "add a line to the day's private note",
        },
        """\
Mood, energy and workload replace what was logged before. Wins, activities and
the note are added to it. Hours count as work unless the day is already off,
leave or sick. If you give times but no hours, the hours are worked out from the
times. `activities` in config.toml sets the names for --activity, which you can
shorten.

With --from and --to, hours, times, activities and kinds of day are logged for
each of your working days in that range. If something else is logged for one of
them, nothing is changed unless you add --replace. With --date, the day is
replaced. Only leave and days off can be in the future; for them, “24 dec” means
the nearest one. Leave with --hours is a half day.

An escalation is opened now or, with an earlier --date, at the time your working
day starts.

Each `log` command is saved as one change, which `cmcheckin undo` can undo.""",
    ),
    "edit": CommandHelp(
        "Open the check-in of an earlier day",
        ("cmcheckin edit yesterday", "cmcheckin edit 2026-11-16"),
        {"DATE": parts.DAY, "--plain": parts.PLAIN},
        """\
To edit a day without a screen, use --plain or `cmcheckin log --date DATE`.""",
    ),
    "leave": CommandHelp(
        "Plan, list or remove leave, or import holidays",
        (
            "cmcheckin leave 2027-08-02 2027-08-13",
            'cmcheckin leave "3 aug" --half',
            "cmcheckin leave list",
            "cmcheckin leave remove 2027-08-09 2027-08-13",
            "cmcheckin leave import holidays.ics",
        ),
        {
            "DATE|FILE": "a first and a last day, or a single day; or list (by default), remove with days, or import "
            "with a calendar file",
            "--half": "plan half of each day",
            "--as": "with import: what the file contains, holidays (by default) or leave",
            "--from": "with import: the first day to read; by default the first one logged this year",
            "--to": "with import: the last day to read; by default the end of the year after next",
            "--dry-run": "with import: show what would be added, and change nothing",
            "--yes": "with import: add them without asking",
            "--json": "with list: print one JSON document",
        },
        """Leave is planned on your working days from the first day to the last. A date
without a year, or a weekday, means the next one. What you have logged stays: a
day with hours, a sick day or a holiday is named and isn't changed.

On planned days no check-in is due, and your next check-in has them filled in.
remove only removes planned leave, never hours. Run `cmcheckin undo` to undo any
of these.

import reads the all-day events of an .ics file, such as the public holidays of
your country or an export of your leave, shows each day, and asks. A holiday on
a working day becomes a day off with its name, and replaces planned leave. With
--as leave, an event marked as free, such as a birthday, counts only if its name
says that it's leave. Importing a file again adds only what is new.

`list --json` prints {"years"}, each with {"year", "planned", "taken", "ranges",
"holidays"}.""",
    ),
}
DATA: Final[Mapping[str, CommandHelp]] = {
    "export": CommandHelp(
        "Export your records as JSON, tables, Markdown or a calendar",
        (
            "cmcheckin export --out records.jsonl",
            "cmcheckin export --format days --from 2026-10-01 --out days.csv",
            "cmcheckin export --format days --notes --separator tab",
            "cmcheckin export --decimal comma --out records.csv",
            "cmcheckin export --format obsidian --out journal --replace",
            "cmcheckin export --from today --out leave.ics",
            "cmcheckin export --partial --out what-can-be-read.jsonl",
        ),
        {
            "--format": "by default, from the extension of FILE, or jsonl",
            **parts.DAYS,
            "--out": f"{parts.OUT}; by default, print to stdout. For obsidian, a folder",
            "--separator": "for csv and days: what separates cells; comma by default, semicolon with a decimal comma",
            "--decimal": "for csv and days: the decimal sign; choose comma if your spreadsheet shows 9,5",
            "--notes": "for days: include your texts too, such as the private note",
            "--replace": parts.REPLACE,
            "--partial": parts.PARTIAL,
        },
    ),
    "import": CommandHelp(
        "Import a file from cmcheckin or another program: all or nothing",
        (
            "cmcheckin import records.jsonl --dry-run",
            "cmcheckin import daylio.csv",
            'cmcheckin import toggl.csv --answer "activity mods = moderation" --yes',
        ),
        {
            "FILE": "the file, folder or ZIP archive to read, or - for standard input",
            "--answer": "the answer to a question about the file, such as “mood Super = 5”; can be repeated",
            "--dry-run": "show what would happen, and change nothing",
            "--yes": "import what the preview shows, without asking",
            "--plain": "ask questions and show the preview as text, without the screen",
            "--replace": "where the file and your log differ, use the file",
            "--keep": "where the file and your log differ, keep your log",
            "--skip-bad-lines": "skip lines that can't be read, and import the rest",
        },
        """\
`cmcheckin help import` lists the programs whose files can be read, and where
their data goes. You see a preview first, and your answers about a file are
remembered.

If a line can't be read, or the file differs from your log, nothing is imported:
the lines are listed, and the exit code is 3. Records already in your log are
skipped. Run `cmcheckin undo` to undo a whole import.""",
    ),
    "hints": CommandHelp(
        "Propose hours for days you haven't logged, from your own files",
        (
            "cmcheckin hints calendar.ics --dry-run",
            "cmcheckin hints ~/src/website slack-export --me ada@example.com",
            "cmcheckin hints toggl.csv --from monday --yes",
        ),
        {
            "FILE": "a file, folder or ZIP archive; by default [hints] files in config.toml",
            "--from": "the first day; 13 days before the last by default",
            "--to": "the last day; yesterday by default",
            "--me": "your name, id or e-mail address in these files; can be repeated",
            "--dry-run": "show what the files contain, and save nothing",
            "--yes": "save the proposals without asking",
            "--json": "print one JSON document; saves nothing without --yes",
        },
        """\
`cmcheckin help hints` lists the files that can be read: calendars, git logs,
time trackers, and your own posts on Slack, Discord and Discourse.

By default, the 14 days before today are read. Only times and counts are saved,
never text or other people's names. The check-in shows them as proposals for
days that aren't logged, and they count once you confirm them there.""",
    ),
}
SAFETY: Final[Mapping[str, CommandHelp]] = {
    "undo": CommandHelp(
        "Undo the last change made on this device",
        ("cmcheckin undo",),
        {"--yes": "don't ask before a change of more than 20 records, such as an import"},
        """\
Names the change that it undoes. Run it again to undo the change before that,
even after a restart. Changes made on your other devices aren't undone. Run
`cmcheckin redo` to make the change again.""",
    ),
    "redo": CommandHelp(
        "Redo the change you last undid",
        ("cmcheckin redo",),
        {"--yes": "don't ask before a change of more than 20 records, such as an import"},
        """\
Run it again to redo the change undone before that. Once you change something
else on this device, there's nothing to redo.""",
    ),
    "settle": CommandHelp(
        "Choose between different answers from your devices",
        (
            "cmcheckin settle",
            "cmcheckin settle 2026-11-16 mood --keep laptop-3f9a",
            "cmcheckin settle 2026-11-16 note --keep both",
        ),
        {
            "DATE": "the day of the answers; by default, list those of all days",
            "FIELD": "the field, by its name in the list",
            "--keep": "the number or the device of the answer to keep, or both to join texts",
            "--json": parts.JSON,
        },
        """\
If two devices change the same field before they have each other's changes, both
answers are kept, and the later one is used until you settle it. Without FIELD,
the answers are listed with the commands to settle them. You can also press F5 on
the week screen or in a check-in. Run `cmcheckin undo` to undo a choice.

If one device deletes a record that another changes, the record is kept. Then
FIELD is checkin, workday or the id of an escalation, and --keep the device that
did what you want.

--json prints {"conflicts"}, each with {"date", "field", "can_keep_both",
"answers"}. The first answer is used for now. Each answer has {"value", "device",
"time"}. value is null if the device removed it.""",
    ),
    "delete": CommandHelp(
        "Delete a day's check-in and working hours",
        ("cmcheckin delete yesterday",),
        {"DATE": parts.DAY, "--yes": parts.YES},
        """\
Run `cmcheckin undo` to bring them back. Escalations opened that day are kept.
What you wrote stays in the journal's history until you run `cmcheckin forget`.""",
    ),
    "forget": CommandHelp(
        "Permanently erase what you wrote for a day",
        ("cmcheckin forget 2026-11-16",),
        {"DATE": parts.DAY, "--yes": parts.YES},
        """\
This can't be undone. It erases your words, and all earlier versions of them,
from this device's journal, backups, drafts and cache, and deletes unfinished
shares and reports that cover the day. Numbers and times stay, so your totals
don't change. What you wrote that day about an earlier escalation is erased too.

Your other devices hide the words as soon as they have this device's files, and
erase them when cmcheckin starts there. A restore or an import doesn't bring
them back. Files in the exports folder, such as reports and lists of wins, and
share files aren't changed. Those that contain the words, or may, are listed so
that you can delete them. Files that you wrote elsewhere aren't searched.""",
    ),
    "backup": CommandHelp(
        "Back up everything you've logged, now",
        ("cmcheckin backup", "cmcheckin backup /media/usb"),
        {"DIR": "the folder to copy to; by default, the folder of daily backups"},
        """\
A backup is made automatically on each day you log something. The last backup of
each of the last 7 days, 4 weeks and 12 months is kept. This command adds one.
In DIR, it makes a new folder named after the day, such as 2026-11-20, and copies
a manager's own notes. Nothing there is ever replaced or deleted. The copy of an
encrypted diary is encrypted, and includes the identity if that has a passphrase
and is in your data folder.""",
    ),
    "restore": CommandHelp(
        "List your backups, or restore from one",
        ("cmcheckin restore", "cmcheckin restore 2026-11-19", "cmcheckin restore /media/usb --yes"),
        {
            "DATE|DIR": "the backup: a day, its name in the list, or a folder with a backup or a journal",
            "--yes": parts.YES,
            "--json": parts.JSON,
        },
        """\
Shows what would change, and asks. A restore merges: records that are missing
here are added, and what you changed or deleted after the backup stays as it is.
It is saved as one change, which `cmcheckin undo` can undo. If the folder has a
manager's own notes, and there are none here, they are put back too.

--json without a backup prints {"backups"}; with one, {"from", "restored",
"changes"}, with each record before and after, and "notes" if the folder has a
manager's. It changes nothing without --yes.
If part of the backup can't be read, the exit code is 1.""",
    ),
    "doctor": CommandHelp(
        "Check everything you've logged for damage, and repair what it can",
        ("cmcheckin doctor", "cmcheckin doctor --yes"),
        {
            "--copies": "look for lines in this folder too: a backup on another disk, or an old home",
            "--accept-loss": "go on without what no copy has, and don't report it again",
            "--yes": parts.YES,
            "--json": parts.JSON,
        },
        """\
Reads the journal files of all your devices, the backups, drafts and caches.
What interrupted runs left is removed, and files that others could read are made
private again. Lines that are damaged or missing, but whole in a backup, are put
back after you confirm. Their checksums prove that they are the same.

--json prints {"sound", "checked", "cleaned", "faults"}. It repairs nothing
without --yes. The exit code is 0 if everything is sound, even after a repair,
and 1 if a fault is left.""",
    ),
    "encrypt": CommandHelp(
        "Encrypt everything you've logged, or decrypt it",
        (
            "cmcheckin encrypt on --passphrase",
            "cmcheckin encrypt on --identity /media/usb/diary.txt",
            "cmcheckin encrypt status",
        ),
        {
            "ACTION": "on, off, status or passphrase",
            "--identity": "with on: the identity file, which can read your diary; created if its folder exists",
            "--passphrase": "with on: protect the identity with a passphrase",
            "--recipient": "with on: encrypt for this public key too (age1…); repeat it for more",
            "--remove": "with on: don't encrypt for this public key any more; repeat it for more",
            "--yes": parts.YES,
            "--json": "with status: print JSON",
        },
        """\
Your journal, drafts, backups and caches are encrypted with age. Logging needs
only the public key. Reading needs the identity file, and its passphrase if it has
one, which `cmcheckin unlock` asks for once a session.

The identity is in a file in your settings folder, or with --passphrase in your
data folder. Keep a copy elsewhere: without it, nobody can read your diary. With
only --recipient, this machine can add to your diary but never read it.

`encrypt passphrase` asks for your passphrase, then for a new one. After you add
or remove a key on another device, run `encrypt on` here too.

If it's interrupted, nothing is lost: run it again to finish. It needs the package
pyrage. `cmcheckin help privacy` explains what encryption protects against, and
what it doesn't.

status --json prints {"state", "recipients", "access", "identity"}. access is
open, unlocked, locked, missing or wrong. "changed_elsewhere" is true if the keys
or the state in your folder differ from those of this device. "files_left" and
"other_devices" list what isn't encrypted or decrypted yet.""",
    ),
    "unlock": CommandHelp(
        "Unlock your encrypted diary for this session",
        ("cmcheckin unlock", "cmcheckin unlock --identity /media/usb/diary.txt"),
        {"--identity": "use this identity file for the session; - reads it from standard input"},
        """\
The identity stays in memory, in a folder only you can read, until you log out,
restart or run `cmcheckin lock`. If it came from a USB stick, you can unplug that.
If this machine has no safe place for it, each command asks for the passphrase.""",
    ),
    "lock": CommandHelp(
        "Lock your encrypted diary again",
        ("cmcheckin lock",),
        {},
        "You can go on logging. Screens that are open stay open until you close them.",
    ),
}


def export_details(formats: Iterable[tuple[str, str]]) -> str:
    """Return the text below the arguments of `export`. `formats`: the name and description of each format."""
    listed = "\n".join(f"  {name:8}  {description}" for name, description in formats)
    return f"""Formats:
{listed}

Records are sorted by type, then key. Private notes are included, except in days
without --notes and in ics. With --out, csv and days also write a data dictionary:
for days.csv it is days-dictionary.csv. For examples with pandas, DuckDB and a
spreadsheet, run `cmcheckin help recipes`."""

"""Help texts of the command line: `cmcheckin --help`, and `--help` of each command.

It is loaded only when help is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final


class CommandHelp:
    """Help of one command: its line in `cmcheckin --help`, its arguments by name, and a text below them.

    A plain class for the same reason as `Command` in `cli/registry.py`.
    """

    def __init__(self, summary: str, arguments: Mapping[str, str] | None = None, details: str = "") -> None:
        self.summary, self.arguments, self.details = summary, arguments or {}, details


USAGE: Final = """\
usage: cmcheckin [--home DIR] [COMMAND …]

A daily check-in for community managers. Without a command it opens the
check-in when today's is not done yet, and else the week.
"""
AFTER_COMMANDS: Final = """
  --home DIR   keep everything in this folder (or set CMCHECKIN_HOME)
  --version    say which version this is
  --help       this page; cmcheckin COMMAND --help for one command

Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 failed, 2 wrong
usage, 3 refused input (nothing was changed), 128+n on a signal.
Nothing leaves this machine by itself."""
HOME: Final = "keep everything in this folder"

_DAY: Final = "the day: 2026-11-20, yesterday, monday or -1"
_DAY_OR_TODAY: Final = "2026-11-20, yesterday, monday or -1; today by default"
_WEEK: Final = "2026-W47, W47, last week, -1 or a day in it"
_RANGE: Final = {"--from": "a range in place of a week: its first day", "--to": "and its last day; today unless said"}
_DAYS: Final = {"--from": "leave out earlier days", "--to": "leave out later days"}
_JSON: Final = "one JSON document"
_YES: Final = "do not ask"
_REPLACE: Final = "replace FILE if it is there"
_PARTIAL: Final = "continue even if part of the journal can't be read"
_OUT: Final = "write to this file, readable by you alone"
_SENDER: Final = "who replies; your name in config.toml"

COMMANDS: Final[Mapping[str, CommandHelp]] = {
    "checkin": CommandHelp(
        "the check-in of today, or of another day",
        {"--date": _DAY_OR_TODAY, "--plain": "ask in plain lines"},
        """\
--plain asks the same questions line by line, for screen readers, dumb
terminals and scripts. Type one answer per line. An empty line skips a question,
keeps the answer in brackets, or confirms a day as shown. Each answer is saved
at once as a draft.""",
    ),
    "log": CommandHelp(
        "add a mood, hours, a win, an escalation or a note without a screen",
        {
            "--date": _DAY_OR_TODAY,
            "--from": "the first of several days, instead of --date",
            "--to": "the last of these days; today by default",
            "--mood": "1 rough, 2 low, 3 okay, 4 good, 5 great",
            "--energy": "1 drained, 2 low, 3 fair, 4 good, 5 full",
            "--workload": "1 too little, 3 about right, 5 too much",
            "--hours": "hours worked that day, 0 to 24: 8, 9.5 or 9:30",
            "--start": "when work began: 9, 9:00 or 9am",
            "--end": "when work ended",
            "--after-hours": "time outside the usual hours: 45 or 1h15",
            "--win": "something that went well; repeat for more",
            "--escalation": "something that had to be dealt with",
            "--severity": "of the escalation: 1 minor to 5 crisis, or ask",
            "--off": "log the day as off",
            "--leave": "log the day as leave",
            "--sick": "log the day as sick",
            "--note": "private; a new line below the note of the day",
        },
        """\
Sets mood, energy and workload. Wins and the note are added to what is already
logged. Hours go to that day, as work unless another kind is logged. If you give
times but no hours, the hours are worked out from them. With --from and --to,
the same goes for each of your working days in that range. Leave and days off
may be in the future. An escalation opens now, or for an earlier date at the
start of your usual day. All of it is one change; run `cmcheckin undo` to undo it.

  cmcheckin log --mood 4 --win "First-time poster answered three others"
  cmcheckin log --date yesterday --hours 9:30 --after-hours 45
  cmcheckin log --date monday --start 9:00 --end 18:45
  cmcheckin log --leave --from 2026-11-16 --to 2026-11-18
  cmcheckin log --escalation "Spam wave in #help" --severity 3""",
    ),
    "week": CommandHelp(
        "a week as text",
        {"WEEK": _WEEK, "--json": _JSON},
        """\
WEEK is 2026-W47, W47, last week, -1 or a day in it; this week by default.
Bars run from 0 to 12 hours in every week. A day that nobody told of is "not
said", which is not the same as a day off.

--json prints one document: week, from, to and the week's figures (null where
nothing was said), "days" with each day's records as `cmcheckin show --json`,
"known" for each (work, off, leave, sick, unknown, before, today or ahead, where
before is a day before your first entry), and "open", the escalations still open
when the week ended.""",
    ),
    "trends": CommandHelp(
        "week by week: hours, after hours, night pings, mood, time owed",
        {"--weeks": "how many weeks; 12 unless said", "--json": "one JSON object a line, one for each week"},
        """\
The weeks up to this one, 12 unless said. A day that nobody told of is "not
said" and counts as neither worked nor off. "usual" is the middle of your own
twelve weeks before; bars run from 0 to 60 hours.

--json prints one object a week, with the same names as `cmcheckin week --json`:
week, from, to, hours, usual_hours, days_worked and so on. A mean of nothing is
null.""",
    ),
    "show": CommandHelp(
        "a day in words",
        {"DATE": _DAY_OR_TODAY, "--json": _JSON},
        """\
--json prints {"date", "checkin", "workday", "escalations"}: the records as in
an export, null where there is none; escalations are those opened that day.""",
    ),
    "list": CommandHelp(
        "everything kept, a line a day",
        {**_DAYS, "--json": "one JSON object a line"},
        """\
Days of which nothing is kept have no line. --json prints one object a day:
{"date", "checkin", "workday", "escalations"}, as `cmcheckin show --json`.""",
    ),
    "status": CommandHelp(
        "one line for a shell prompt or tmux",
        {"--short": "a word and a number", "--json": _JSON},
        """\
--short prints `due` or `done`, or `off`, `leave` or `sick` on a free day, when
nothing is due. Then comes the number of open escalations, if any: `due 2`.
Without --short, a second line names an unfinished check-in of another day, if
there is one. --json prints {"date", "done", "due", "escalations_open"}, and
"unfinished", a list of days, if there are any.

A day is free when it is logged or planned as off, leave or sick, or isn't one
of the workdays in config.toml. Mistakes in config.toml are only counted here
(not with --short). Every other command lists them; try `cmcheckin week`.
The exit code is 1 when part of the journal couldn't be read.""",
    ),
    "nudges": CommandHelp(
        "the gentle notes, what they rest on, and your word on them",
        {
            "ACTION": "why, snooze, off, on, useful, not-useful, peak, leave",
            "KIND": "the kind of note; for why, its id",
            "--on": "the nudges of that morning; today by default",
            "--from": "the nudges of every morning from this day",
            "--to": "to this day; today by default",
            "--until": "the day a snooze ends, or the last day of a peak or leave",
            "--weeks": "how long a snooze lasts, from 1 to 52",
            "--json": "one JSON document; with --from, one a line for each day",
        },
        """\
nudges                      the notes of this morning (--on D: of another one)
nudges --from D --to D      of many mornings
nudges why ID               what a note rests on, with its days and numbers
nudges snooze KIND          quiet about a kind, for two weeks, --weeks N or
                            --until D
nudges off|on KIND          no more of a kind, and again
nudges useful|not-useful KIND
nudges peak --until D       a planned busy time: the hours notes wait
nudges leave --until D      away: all but the gravest wait

What you say goes into the journal; undo takes it back. A past morning stays
as it was. --json prints one document {"on", "nudges"}; with --from, one a
line for each day, without notes where there was no check-in.""",
    ),
    "edit": CommandHelp(
        "open the check-in of an earlier day",
        {"DATE": _DAY},
        "Without a screen: cmcheckin checkin --date DATE --plain, or cmcheckin log --date DATE.",
    ),
    "delete": CommandHelp(
        "delete a day's check-in and workday; undo brings them back",
        {"DATE": _DAY, "--yes": _YES},
        """\
Escalations opened that day stay: they have a life of their own. The words stay
in the journal's history, where undo finds them; `cmcheckin forget` removes them.""",
    ),
    "undo": CommandHelp(
        "take back the last change made on this device",
        details="Again takes back the one before, also after a restart. What another device changed stays as it is.",
    ),
    "forget": CommandHelp(
        "remove a day's words for good, from files and backups",
        {"DATE": _DAY, "--yes": _YES},
        """\
Erases the words from this device's journal, backups, drafts and cache, earlier
versions too, and deletes unfinished shares and reports that cover the day.
Numbers and times stay, so that the weeks still add up. Notes from that day on
an earlier escalation, and its outcome, are erased too. Files of other devices,
exports and shared files aren't changed, but those that may hold the words are
listed.""",
    ),
    "export": CommandHelp(
        "all of your data, out: jsonl, json, csv or md",
        {
            "--format": "as the ending of FILE says; else jsonl",
            **_DAYS,
            "--out": f"{_OUT}, and not to stdout",
            "--replace": _REPLACE,
            "--partial": _PARTIAL,
        },
    ),
    "import": CommandHelp(
        "records in, all or nothing",
        {
            "FILE": "the file, or - for standard input",
            "--dry-run": "say what would happen, and change nothing",
            "--replace": "let records of the file replace those that differ",
        },
        """\
Reads what `cmcheckin export` writes as jsonl or json. All of the file comes in
or nothing does: a line that cannot be taken, or a record that differs from the
one kept, refuses it (exit 3) and each such line is named. Records that are kept
already, word for word, change nothing. `cmcheckin undo` takes an import back.""",
    ),
    "report": CommandHelp(
        "the weekly draft for stakeholders: md, txt or html",
        {
            "WEEK": _WEEK,
            **_RANGE,
            "--format": "md unless said; goes before the ending of FILE",
            "--out": f"{_OUT}: .md, .txt or .html",
            "--replace": _REPLACE,
            "--partial": _PARTIAL,
            "--json": "one JSON document, each line with what it rests on",
        },
        """\
WEEK is 2026-W47, W47, last week, -1 or a day in it; this week by default. On
the screen (r in the week) the draft can be changed before it is written.

It holds wins, how the community felt, what came in and what came of it. Moods,
energy, feelings and notes have no part in it. --json gives each line with the
entries it rests on.""",
    ),
    "share": CommandHelp(
        "a file of your week for who leads you, after you saw all of it",
        {
            "WEEK": _WEEK,
            **_RANGE,
            "--fields": "what to share",
            "--out": "the folder to write into; [share] folder in config.toml",
            "--name": "the name it carries; unless said, name in config.toml, or what is proposed",
            "--help-line": "one line: what would help",
            "--drop": "leave out this win or escalation; --json shows the ids",
            "--text": "reword an entry in this file only; also replaces its cause and outcome",
            "--formats": "of json,html,md; unless said, all three, or what is proposed",
            "--replace": "replace files of these names",
            "--partial": _PARTIAL,
            "--yes": "write without asking; needs --fields",
            "--reveals": "what each field shows, and nothing else",
            "--json": "show the content as one JSON document; without --out or --yes nothing is written",
        },
    ),
    "inbox": CommandHelp(
        "replies to what you shared",
        {"--json": _JSON, "--drop": "stop looking for replies in this folder; its files stay"},
        """\
Lists replies from every folder you shared to (the last 1,000), and from
`folder` under [share] in config.toml. New replies are marked. A reply counts as
read once it was shown on a terminal, here or in the check-in. Press i in the
week to see the inbox screen.

A reply shows the sender its file names. Anyone who can write to the folder can
put any name there. The win or ask is named in your own words. An answer doesn't
close an ask. Once the ask is resolved, mark it so in your check-in.

--json prints one document: replies, folders, and unread, the files that
couldn't be read (exit code 1). `state` is unread, read or kept.""",
    ),
    "review": CommandHelp(
        "what people chose to share with you, side by side",
        {
            "PATH": "a share file, or a folder of them",
            "--plain": "as text, also on a terminal",
            "--html": "write one page to this file, - for stdout",
            "--json": _JSON,
            "--replace": _REPLACE,
            "--partial": "continue even if some of the files can't be read",
            "--from": _SENDER,
        },
        """\
PATH is a share file, or a folder of share files and further folders. If a week
has several copies, the newest counts. Files dated in the future aren't used.
Files that can't be read are listed with the reason, the rest are shown, and the
exit code is 1. Past 100 MB or 200,000 files only the newest are read, and the
first lines say how many were left out. PATH may be a link; links inside a
folder aren't followed. Nobody is ranked, or marked for having no file.

--json prints one document: people, open, asks, wins, replies, older, unread,
left_out. If nothing could be read, it is printed too, and the exit code is 3.""",
    ),
    "reply": CommandHelp(
        "a word back, as a small file beside the one you read",
        {
            "FILE": "the share file that is answered",
            "--thanks": "thanks for this win",
            "--answer": "an answer to this ask",
            "--cover": "offer cover",
            "--time": "offer time off",
            "--budget": "offer budget",
            "--introduction": "offer an introduction",
            "--text": "your words",
            "--from": _SENDER,
        },
        """\
FILE is the share file that is answered. The reply is a small file beside it,
never in place of another; whoever it is for finds it in the next check-in.
`review` shows the ids of wins and asks. An answer doesn't close an ask: it
stays open until their own file says it is resolved. The name on a reply proves
nothing: anyone who can write to the folder can write one.

  cmcheckin reply ada-2026-W47.json --thanks w-2026-11-19-1-3f9a --text "…"
  cmcheckin reply ada-2026-W47.json --answer e-2026-11-02-1-3f9a --text "…"
  cmcheckin reply ada-2026-W47.json --cover --text "Sam takes the weekend" """,
    ),
    "help-now": CommandHelp(
        "someone to talk to: your people, and lines, offline",
        {"--json": _JSON},
        """\
Your own people and lines come first, from [support] in config.toml; then lines
of your country (country = "GB" under [support], else as your time zone says,
else all there are). Everything is in the program: no network, no record.""",
    ),
    "demo": CommandHelp(
        "look around in half a year of made-up data",
        {"--out": "write the made-up records there (- for stdout) as jsonl instead", "--replace": _REPLACE},
        """\
Your own data is neither read nor touched, and what you enter in the demo is
gone when you leave it.""",
    ),
    "help": CommandHelp(
        "a topic, or the help of a command",
        {"TOPIC": "one of the topics below, or a command"},
    ),
    "man": CommandHelp(
        "print the man page",
        details="""\
  cmcheckin man > cmcheckin.1 && man ./cmcheckin.1
  cmcheckin man > ~/.local/share/man/man1/cmcheckin.1""",
    ),
    "completion": CommandHelp(
        "print what your shell needs to complete commands and options",
        {"SHELL": "bash, zsh or fish"},
        """\
For bash, add this line to ~/.bashrc:
  eval "$(cmcheckin completion bash)"
For zsh, in a folder of your $fpath:
  cmcheckin completion zsh > ~/.zfunc/_cmcheckin
For fish:
  cmcheckin completion fish > ~/.config/fish/completions/cmcheckin.fish""",
    ),
}


def command_help_hint(name: str) -> str:
    """Return the last line of the topic `name`, which is also a command."""
    return f"For the options of the command: cmcheckin {name} --help"


def export_details(formats: Iterable[tuple[str, str]]) -> str:
    """Return the text below the arguments of `export`. `formats`: the name and description of each format."""
    listed = "\n".join(f"  {name:5}  {description}" for name, description in formats)
    return f"Formats:\n{listed}\n\nSorted by type, then key. An export holds everything, private notes too."


def share_details(fields: Iterable[str]) -> str:
    """Return the text below the arguments of `share`, with the names of the `fields` it can include."""
    listed = "\n".join(f"  {name}" for name in fields)
    return f"""\
Days that are not told of are named first. Then all of the content is shown,
and only after a yes is it written: as JSON for `cmcheckin review`, as a page and
as Markdown, all with the same content. Nothing is sent anywhere.

What you chose the last time (fields, formats, the name) is proposed, and said
before all else; with --yes it is not taken. --json without --out or --yes shows
the JSON, with the id of each win and escalation, and writes nothing.

LIST is of these, with commas between:
{listed}
`cmcheckin share --reveals` says what each of them shows."""

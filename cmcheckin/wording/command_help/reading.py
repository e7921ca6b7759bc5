"""Help of the commands that show something: settings, the demo, days and weeks, nudges and support."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cmcheckin.wording.command_help import parts
from cmcheckin.wording.command_help.parts import CommandHelp

START: Final[Mapping[str, CommandHelp]] = {
    "setup": CommandHelp(
        "Set your name, time zone and working hours",
        ("cmcheckin setup", "cmcheckin setup --plain"),
        {"--plain": parts.PLAIN},
        details="""\
Asks the same three questions as the first start, with your current settings
filled in. Everything else in config.toml stays as it is, including comments.""",
    ),
    "config": CommandHelp(
        "Show your settings and where each one comes from, or edit them",
        ("cmcheckin config", "cmcheckin config edit", "cmcheckin config path"),
        {
            "ACTION": "path: print where config.toml is; edit: open it in your editor",
            "--json": parts.JSON,
        },
        """\
edit opens a copy in $VISUAL or $EDITOR. When you close the editor, the copy is
checked and replaces config.toml. If there's a mistake in it, config.toml stays
as it is, and you can edit again. `cmcheckin help settings` explains every key.

--json prints "path", "exists", "settings", "folders" and "problems". "from" says
where a value comes from: default, config.toml (with its line), machine (this
device), environment (with its variable), palette (a theme chosen there), --home
or system.""",
    ),
    "demo": CommandHelp(
        "Explore six months of made-up data",
        ("cmcheckin demo", "cmcheckin demo --out demo.jsonl"),
        {
            "--out": "write the made-up records to FILE instead (- for stdout)",
            "--replace": parts.REPLACE,
            "--plain": parts.PLAIN,
        },
        """\
Your own data isn't touched. What you enter in the demo is deleted when you
quit.""",
    ),
    "help": CommandHelp(
        "Show a help topic, or the help of a command",
        ("cmcheckin help settings", "cmcheckin help log"),
        {"TOPIC": "one of the topics below, or a command; all commands by default", "--plain": parts.PLAIN},
    ),
    "man": CommandHelp(
        "Print the man page",
        ("cmcheckin man > cmcheckin.1",),
        details="""\
To read it, run `man ./cmcheckin.1`. For `man cmcheckin`, move it to a folder
where man looks, such as ~/.local/share/man/man1.""",
    ),
    "completion": CommandHelp(
        "Print a script for your shell that completes commands and options",
        ("cmcheckin completion bash",),
        {"SHELL": "bash, zsh or fish"},
        """\
For bash, add this line to ~/.bashrc:
  eval "$(cmcheckin completion bash)"
For zsh, write it to a folder in your $fpath:
  cmcheckin completion zsh > ~/.zfunc/_cmcheckin
For fish:
  cmcheckin completion fish > ~/.config/fish/completions/cmcheckin.fish""",
    ),
}
READING: Final[Mapping[str, CommandHelp]] = {
    "week": CommandHelp(
        "Show a week as text",
        ("cmcheckin week", "cmcheckin week last week", "cmcheckin week 2026-W47 --json"),
        {"WEEK": parts.WEEK_OR_THIS, "--json": parts.JSON, "--plain": parts.PLAIN},
        """\
Bars always run from 0 to 12 hours. A day that isn't logged doesn't count as a
day off.

--json prints the week's figures (null where nothing was logged), "days" with
each day's records as in `cmcheckin show --json`, "known" with the kind of each
day (work, off, leave, sick, unknown, before, today or ahead, where before means
before your first entry), and "open", the escalations still open at the end of
the week.""",
    ),
    "show": CommandHelp(
        "Show what is logged for a day",
        ("cmcheckin show", "cmcheckin show last friday"),
        {"DATE": parts.DAY_OR_TODAY, "--json": parts.JSON},
        """\
--json prints {"date", "checkin", "workday", "escalations"}, with the records as
in an export, and null for a record that doesn't exist. Escalations are those
opened that day.

If your devices gave different answers, the field is marked with *, and all
answers follow with device, time and the command to settle them. In the JSON,
they are in "conflicts" of the record.""",
    ),
    "history": CommandHelp(
        "Show every version of a day or an escalation, or bring one back",
        (
            "cmcheckin history yesterday",
            "cmcheckin history e-2026-11-19-1-3f9a",
            "cmcheckin history yesterday --restore 2",
        ),
        {
            "DATE": f"{parts.DAY}; or the id of an escalation",
            "--restore": "bring back this version, as a new change that can be undone",
            "--json": parts.JSON,
        },
        """\
Versions are numbered, the newest last, each with its time, what changed, why
and on which device. Those of a day are its check-in, its workday, and the
escalations opened that day. --json prints {"versions"}, each with "number",
"type", "key", "at", "device", "why", "changed", "record" and "deleted". "record"
is null if it was deleted or can't be read. `cmcheckin show --json` shows the
ids of escalations.""",
    ),
    "list": CommandHelp(
        "List your days, one per line",
        ("cmcheckin list --from 2026-11-01", "cmcheckin list --json"),
        {**parts.DAYS, "--json": parts.JSON_LINES},
        """\
Days with nothing logged aren't listed. --json prints one object per day, as
`cmcheckin show --json` does.""",
    ),
    "search": CommandHelp(
        "Search everything you logged",
        (
            "cmcheckin search meetup",
            "cmcheckin search kind:thanks -anna",
            "cmcheckin search \"price change\" 'mood<=2' from:2026-10",
        ),
        {
            "WORDS": "words, phrases in quotes, and filters, which `cmcheckin help search` lists",
            "--limit": "show at most N matches",
            **parts.DAYS,
            "--json": parts.JSON_LINES,
            "--plain": parts.PLAIN,
        },
        """\
Shows the newest matches first. -word excludes a word. Your notes are searched
too. A kind works as a word: thanks finds praise, and sick finds sick days. Put
filters with < or > in quotes, because these signs have a meaning in your shell.
Matching words are bold on a terminal, and between asterisks otherwise. If
nothing is found, the exit code is still 0.

--json prints for each match the "date", "type" and "key" of its record,
"field", "text" (the line, or only a sentence of a long line) and "matches": the
start and end of each matching word in the text, in characters from 0. "entry"
is the win or the escalation's title, if that isn't the text. A day that matches
only by its date has no "type" and "key".""",
    ),
    "trends": CommandHelp(
        "Compare weeks by hours, night pings, mood and more",
        ("cmcheckin trends", "cmcheckin trends --weeks 26"),
        {
            "--weeks": "how many weeks to show; 12 by default",
            "--json": "print one JSON object per week",
            "--plain": parts.PLAIN,
        },
        """\
Bars run from 0 to 60 hours. Your usual is the median of the 12 weeks before
each week. A day that isn't logged counts neither as a workday nor as a day off.

--json uses the same names as `cmcheckin week --json`: week, from, to, hours,
usual_hours, days_worked and so on. An average with no values is null.""",
    ),
    "wins": CommandHelp(
        "List your wins by kind, for a review season",
        ("cmcheckin wins", "cmcheckin wins 2026-H2 --out wins.md", "cmcheckin wins year --kind thanks"),
        {
            "PERIOD": "2026, 2026-H1, 2026-Q3, 2026-10, last quarter, a week, a day or all; this quarter by default",
            "--from": "the first day, instead of PERIOD",
            "--to": parts.RANGE["--to"],
            "--kind": "list wins of this kind; repeat it for more kinds",
            "--format": "by default, from the extension of FILE, or txt",
            "--out": "write to this .md, .txt or .html file, readable only by you",
            "--replace": parts.REPLACE,
            "--partial": parts.PARTIAL,
            "--json": parts.JSON,
            "--plain": parts.PLAIN,
        },
        """\
A long-term win shows whether it still held up after 30 and 90 days. Thanks show
who gave them.

With --format or --out, wins of the kind self are left out unless you add --kind
self. To leave out single wins or copy the list, press b in the week.

--json prints {"from", "to", "kinds", "wins"}. "status" of a win is holds,
lapsed, unasked or unanswered; null if it isn't long-term.""",
    ),
    "escalations": CommandHelp(
        "List your escalations, show what each cause cost, or update one",
        (
            "cmcheckin escalations",
            "cmcheckin escalations --by cause --from 2026-10-01",
            'cmcheckin escalations update "spam wave" --status resolved --text "filter holds"',
        ),
        {
            "ACTION": "update: change the status of an escalation, or add a line about what's new",
            "ESCALATION": "with update: its id, or part of the title of an open one",
            "--status": "list those with this status; by default, all but resolved ones. With update: the new status",
            "--by": "the order: age (by default), severity, or cause, which shows what each cause cost",
            "--cause": "list those whose cause contains these words",
            "--from": "list those that came in on this day or later",
            "--to": "list those that came in on this day or earlier",
            "--text": "with update: a line about what's new, saved with the time",
            "--json": parts.JSON,
            "--plain": parts.PLAIN,
        },
        """\
--by cause shows for each cause how many escalations came in, the time spent,
night pings, the days from the first to the last, and how many could have waited.
It includes resolved ones, unless you choose a --status. Causes that differ only in case or
spaces count as one.

--json prints {"escalations", "causes"}. An escalation has the fields of an
export, and "day" (when it came in), "age_days" (until now or until it was
resolved, null if that time is unknown) and "night_ping". A cause has "cause",
"escalations", "open", "minutes", "without_minutes", "night_pings",
"could_have_waited", "first", "last", "days", "ids", "community_rated_days" (of
the days they came in, those on which you rated the community) and
"community_low_days" (those on which you rated it low or rough).""",
    ),
    "status": CommandHelp(
        "Print one line for a shell prompt or tmux",
        ("cmcheckin status", "cmcheckin status --short"),
        {"--short": "print one word and a number", "--json": parts.JSON},
        """\
--short prints `due` or `done`, or `off`, `leave` or `sick` on a day when no
check-in is due. The number of open escalations follows, if there are any:
`due 2`. Without --short, a second line names unfinished check-ins of other
days, and another one different answers from your devices. --json prints
{"date", "done", "due", "escalations_open"}, and "unfinished" and "conflicts",
two lists of days, if there are any. While an encrypted diary is locked, it
prints `locked`, or {"date", "locked"}, and the exit code is 1.

No check-in is due on a day logged or planned as off, leave or sick, or outside
the workdays in config.toml. Without --short, the number of mistakes in
config.toml is shown; `cmcheckin week` lists them. If part of the journal can't
be read, the exit code is 1.""",
    ),
    "remind": CommandHelp(
        "Install, show or remove a daily reminder of your check-in",
        ("cmcheckin remind install --at 08:30", "cmcheckin remind show", "cmcheckin remind remove"),
        {
            "ACTION": "install, show (default), remove or now",
            "--at": "the time of the reminder; by default the start of your working day",
            "--with": "the kind of reminder; by default the one that suits this machine",
            "--notify": "with now: show the reminder on the desktop and in tmux instead of printing it",
            "--yes": "install or remove without asking",
            "--json": "with show: print JSON",
        },
        """\
install shows each line it will write, and asks first. The kind login adds a
line to your shell's login file, which suits a machine you use over SSH. The
others run at a fixed time, in the time zone of config.toml, and show the
reminder on the desktop and in tmux.

All of them run `cmcheckin remind now`, which is silent once today's check-in is
done, and on days off, leave and sick days. To show your check-in in a prompt or
in tmux, see `cmcheckin help prompt`.""",
    ),
}
NUDGES: Final[Mapping[str, CommandHelp]] = {
    "nudges": CommandHelp(
        "Show your nudges, or answer them",
        ("cmcheckin nudges", "cmcheckin nudges --from 2026-11-01", "cmcheckin nudges snooze long_days --weeks 4"),
        {
            "ACTION": "why, snooze, off, on, useful, not-useful, peak or leave",
            "KIND": "the kind of nudge, such as long_days; with why, the id of a nudge",
            "--on": "show that day's nudges; today by default",
            "--from": "show each day's nudges, starting with this day",
            "--to": "the last day to show; today by default",
            "--until": "when a snooze ends, or the last day of a busy period or of leave",
            "--weeks": "how long to snooze, from 1 to 52",
            "--json": "print one JSON document; with --from, one object per day",
            "--plain": parts.PLAIN,
        },
        """\
Actions:
  why ID                the days and numbers behind a nudge
  snooze KIND           snooze for two weeks, for --weeks N or --until DATE
  off KIND, on KIND     turn a kind of nudge off or on
  useful KIND           rate a nudge as useful
  not-useful KIND       rate a nudge as not useful
  peak --until DATE     in a planned busy period, hold back workload nudges
  leave --until DATE    plan leave until that day, and from now on show only the
                        most serious nudges; for later leave, see `leave`

Your answers are saved in the journal. Run `cmcheckin undo` to undo the last
one. Answers don't change the nudges of earlier days, and a day without a
check-in has no nudges. --json prints {"on", "nudges"}.""",
    ),
    "help-now": CommandHelp(
        "Show people and helplines you can talk to (works offline)",
        ("cmcheckin help-now",),
        {"--json": parts.JSON},
        """\
Your own contacts from [support] in config.toml come first, then helplines for
your country. To set it, put `country = "GB"` under [support]; otherwise it's
guessed from your time zone. The list is part of the program: using it needs no
network and leaves no record.""",
    ),
}

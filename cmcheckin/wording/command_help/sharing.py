"""Help of the commands that share a week with other people, and of those that the manager uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from cmcheckin.wording.command_help import parts
from cmcheckin.wording.command_help.parts import CommandHelp

SHARING: Final[Mapping[str, CommandHelp]] = {
    "report": CommandHelp(
        "Draft your weekly report for stakeholders as md, txt or html",
        ("cmcheckin report", "cmcheckin report last week --out report.html"),
        {
            "WEEK": parts.WEEK_OR_THIS,
            **parts.RANGE,
            "--peers": "include your time with peers too",
            "--format": "by default, from the extension of FILE, or md",
            "--out": "write to this .md, .txt or .html file, readable only by you",
            "--replace": parts.REPLACE,
            "--partial": parts.PARTIAL,
            "--json": "print one JSON document, with the entries behind each line",
            "--plain": parts.PLAIN,
        },
        """\
The report covers wins, how the community felt, what came in, the outcomes,
where the time went, and leave. It never includes your mood, energy, feelings or
notes. To edit the draft before you write it, press r in the week.""",
    ),
    "share": CommandHelp(
        "Share a week with your manager, after you've seen what's included",
        (
            "cmcheckin share last week --fields hours,wins --out .",
            "cmcheckin share -1 --list",
            "cmcheckin share W47 --drop number:2026-W47:hours --show json",
            "cmcheckin share --reveals",
        ),
        {
            "WEEK": parts.WEEK,
            **parts.RANGE,
            "--fields": "what to include, from the list below",
            "--out": "the folder to write to; by default [share] folder in config.toml",
            "--name": "the name on the file; by default the one you last used",
            "--help-line": "one line about what would help",
            "--drop": "leave out an entry, a line or a number; --list shows the keys",
            "--reword": "reword an entry, line or answer in this file only",
            "--formats": "json, html or md; by default your last choice, or all three",
            "--replace": "replace files with the same names",
            "--partial": parts.PARTIAL,
            "--yes": "write without asking; needs --fields",
            "--reveals": "explain what each field would show, then stop",
            "--list": "list the keys of everything that could be left out, then stop",
            "--show": "print what the json, html or md file will hold; by default md",
            "--json": "print the content as JSON; writes files only with --out or --yes",
            "--plain": parts.PLAIN,
        },
    ),
    "inbox": CommandHelp(
        "Show replies to what you shared, and act on them",
        (
            "cmcheckin inbox",
            "cmcheckin inbox --read",
            "cmcheckin inbox 3f9a --keep",
            'cmcheckin inbox 3f9a --leave "3 dec" "4 dec"',
            'cmcheckin inbox 3f9a --answer "Thursday would help"',
        ),
        {
            "REPLY": "the id of a reply from the list, or the beginning of it",
            "DATE": "with --leave: the first and last day; by default those in the reply",
            "--read": "mark this reply as read; without REPLY, all of them",
            "--keep": "add these thanks to today's wins",
            "--leave": "plan leave from an offer of cover or time off",
            "--half": "with --leave: half of each day",
            "--answer": "answer with TEXT; it goes with your next share",
            "--json": parts.JSON,
            "--add-folder": "look for replies in this folder too",
            "--drop": "stop looking for replies in this folder; its files stay",
            "--plain": parts.PLAIN,
        },
        """\
Lists every reply you've received, unread ones first. It looks in the last 1,000
folders you shared to, and in `folder` under [share] in config.toml. Replies you
read stay listed even if their folder is gone. Listing a reply doesn't mark it
as read. To open the inbox as a screen, press i in the week.

--leave doesn't change days that have anything else logged. To undo any of
these, run `cmcheckin undo`.

Senders' names come from the reply files, and anyone who can write to the folder
can use any name. Wins and asks are shown in your own words. An answer doesn't
close an ask: set the ask to resolved in your check-in.

--json prints one document: replies, folders, and unread, the files that
couldn't be read (exit code 1). `state` is unread, read, kept or acted. `win`,
`leave_from`, `leave_to`, `answer`, `answered_at` and `shared` say what you did
with it.""",
    ),
}
MANAGER: Final[Mapping[str, CommandHelp]] = {
    "review": CommandHelp(
        "Read what people chose to share with you, side by side",
        (
            "cmcheckin review .",
            "cmcheckin review . --html overview.html",
            "cmcheckin review shared --one-to-one Ada --out ada.md",
        ),
        {
            "PATH": "a share file, or a folder of them",
            "--plain": "show this line by line, or print it as text into a pipe or file",
            "--html": "write FILE, a web page without scripts that prints well (- for stdout)",
            "--json": parts.JSON,
            "--summary": "with --json: figures and counts, without entries",
            "--jsonl": "print rows for other programs, one JSON object per line",
            "--one-to-one": "print the page for your next one-to-one with NAME, as Markdown",
            "--out": "with --one-to-one: write the page to FILE",
            "--without-notes": "with --one-to-one: leave your own notes out",
            "--replace": parts.REPLACE,
            "--partial": "continue even if some files can't be read",
            "--from": parts.SENDER,
        },
        """\
Subfolders are searched too. If a week was shared more than once, the newest
file counts. Files dated in the future aren't used. Files that can't be read are
listed with the reason, the rest are shown, and the exit code is 1. Beyond a
million files, only the newest are used, and the first lines say how many were
left out. PATH can be a link, but links inside a folder aren't followed. Nobody
is ranked, and a missing file doesn't count against anyone.

The text shows what needs you first: help asked for, asks, high and crisis
escalations, answers to your replies, and wins not thanked yet. A figure is
marked only outside the person's normal range. See `cmcheckin help review`.

--json prints one document: needs, people, open, asks, wins, replies, older,
unread, left_out. `needs` has the sections of the first page, and each person
has `marks`: figure, value, low, high, weeks, week. It's printed even if nothing
could be read; then the exit code is 3.

--one-to-one prints what a person shared since your last talk, a few questions,
your action items and your notes. NAME is their name, a part of it, or their id.
Your notes are in follow-up.json beside config.toml, never in the shared folder.

--jsonl prints every copy of every week, open escalation, ask or win, one per
line. `newest` is true for the copy that counts. See `cmcheckin help recipes`.""",
    ),
    "reply": CommandHelp(
        "Reply to a share file with thanks, an answer or an offer",
        (
            "cmcheckin reply ada-2026-W47.json --thanks s-3f9a6b0c1d2e4f50",
            "cmcheckin reply ada-2026-W47.json --answer s-8c21d07b5e9a3f46 --text Yes",
            'cmcheckin reply ada-2026-W47.json --time --days "3 dec to 4 dec" --text "Both are yours"',
            'cmcheckin reply ada-2026-W47.json --question --text "Would cover on Thursday help?"',
        ),
        {
            "FILE": "the share file you're replying to",
            "--thanks": "say thanks for the win with this id",
            "--answer": "answer the ask with this id",
            "--cover": "offer cover",
            "--time": "offer time off",
            "--budget": "offer budget",
            "--introduction": "offer an introduction",
            "--question": "ask something; the answer comes with their next share",
            "--text": "your message",
            "--days": "the days of cover or time off: a date, or two with “to”",
            "--from": parts.SENDER,
        },
        """\
The reply is a small file saved next to FILE. It never replaces another file,
and your colleague sees it in their next check-in. To see the ids of wins and
asks, run `cmcheckin review FILE --plain`. An answer doesn't close an ask: your
colleague does that once it's resolved. The name on a reply proves nothing,
since anyone who can write to the folder can write a reply.""",
    ),
}


def share_details(fields: Iterable[str]) -> str:
    """Return the text below the arguments of `share`, with the names of the `fields` it can include."""
    return f"""\
Days that aren't logged are listed first. Then you see everything that would be
shared. Files are written only after you confirm: a JSON file for
`cmcheckin review`, an HTML page and a Markdown file with the same content.
Nothing is sent anywhere. Before that, --show json or md prints the file exactly
as it will be written, and --show html prints the text of the page.

KEY is what --list shows: an entry such as win:w-2026-11-20-1-3f9a, a line such
as community:2026-11-17, or a number such as number:2026-W47:hours. What you
drop isn't in any of the files, nor in their totals. A reworded escalation is
shared without its cause, outcome and names. The ids in share files don't show
what was dropped.

By default, your last choice of fields, formats and name is suggested. With
--yes, your last choice isn't used; name the fields with --fields.

--fields takes any of these, with commas between them:
{_lines_of(fields)}
Run `cmcheckin share --reveals` to see what each of them shows."""


def _lines_of(names: Iterable[str]) -> str:
    """Return `names` with commas between them, on indented lines of at most 80 characters."""
    lines, line = [], " "
    for name in names:
        if len(line) + len(name) + 2 > 80:
            lines.append(line)
            line = " "
        line += f" {name},"
    return "\n".join([*lines, line.rstrip(",")])

"""Texts of the manager's review: screen, command and replies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.text import shorten
from cmcheckin.domain.week import Week
from cmcheckin.wording import share_page
from cmcheckin.wording.formats import (
    count,
    days_in_text,
    number_word,
    plural,
    quoted,
    sentence_case,
    short_date,
    short_day,
)
from cmcheckin.wording.reply import REPLY_NAMES
from cmcheckin.wording.share_page import duration

TEAM_HELP: Final = """
The first page shows what needs you: help people asked for, asks awaiting an answer, high and crisis escalations, \
answers to your replies, and wins nobody has thanked them for. Below, there is a line for each person. Press Space to \
show every row of each section. Press s to put people who need something from you first.

Press x to mark the selected entry as done, m to talk about it later, and u to undo your last mark. An entry that is \
done comes back only if a newer file has it again. Your marks, notes and unsent replies are in a private file beside \
your config.toml, never in the shared folder.

Press t to say thanks for the selected win, and a to answer the selected ask. Press c, d, b or i to offer cover, time \
off, budget or an introduction. For cover and time off, you can name the days, such as 3 dec to 4 dec. Press w to ask \
a question, such as “Would Thursday help?”. A reply is a small file, saved beside the share file. The person sees it \
in their next check-in, and their answer comes with their next share. Answering an ask doesn't close it: the ask stays \
open until their own file says that it's resolved. Senders' names come from the reply files.

“Usual” means that person's own usual hours. A figure is marked only if it is outside that person's normal range, \
from up to twelve whole weeks before. The small columns show the last weeks on a scale of the person's own, with a dot \
for a week without hours. 47~ means that week 47 is partial. If the week isn't over, the usual is for the days so far.
"""
"""The text of the team screen's help."""
PERSON_HELP: Final = """
The columns show the last twelve weeks on a scale of the person's own, with a dot for a week without hours. “Usual” \
means their own usual hours. A figure is marked only if it is outside their normal range.

Questions come only from what was shared, with the facts behind each. Press Enter to read the selected entry in full, \
and o to prepare your next one-to-one.

Press t to say thanks for the selected win, and a to answer the selected ask. Press c, d, b or i to offer cover, time \
off, budget or an introduction. Press w to ask a question. A reply is a small file, saved beside their share file.

Press x to mark the selected entry as done, m to talk about it later, and u to undo your last mark.
"""
"""The text of the help of a person's screen."""
TITLE: Final = "Review"
VIEWS: Final = {
    "needs": "needs you",
    "people": "people",
    "open": "open",
    "asks": "asks",
    "wins": "wins",
    "files": "files",
}
VIEW_HELP: Final = {
    "needs": "what needs you",
    "people": "everyone, one row each",
    "open": "open escalations across the team",
    "asks": "asks awaiting an answer",
    "wins": "wins to celebrate from the last four weeks",
    "files": "files that couldn't be read, older copies, and replies",
}
COLUMNS: Final = (
    "name", "week", "hours", "usual", "12 weeks", "after hours", "days off", "nights", "open", "asks", "wins",
)  # fmt: skip
NARROW_COLUMNS: Final = (*COLUMNS[:4], "8 weeks", "after h", "off", *COLUMNS[7:])
"""The same for a narrow window. `off`: days off worked."""
OPEN_COLUMNS: Final = ("severity", "what", "person", "open for")
ASK_COLUMNS: Final = ("", "what", "person", "waiting")
WIN_COLUMNS: Final = ("day", "what", "kind", "person")
MORE_ON_PAGE: Final = "press Enter for more"
SORTS: Final = {"name": "by name", "needs": "by what needs you"}
HELP: Final = share_page.HELP
QUESTIONS: Final = "Worth asking"
NO_QUESTIONS: Final = "Nothing here suggests a question. You could simply ask how their week was."
WINS: Final = share_page.WINS
OPEN: Final = "Open"
RESOLVED: Final = "Resolved"
ASKS: Final = "Open asks"
ANSWERED: Final = "Answered asks"
WEEKS: Final = "Weeks"
UNREAD: Final = "Couldn't be read"
SUPERSEDED: Final = "Replaced by a newer or more complete copy"
REPLIES: Final = "Replies in these folders"
EMPTY: Final = "There are no share files here yet."
EMPTY_HINT: Final = (
    "Ask people to run cmcheckin share and save the file in this folder. You can also review other folders or files."
)
EMPTY_KEYS: Final = "Press r to read the folder again."
NONE_OPEN: Final = "No escalations are open."
ESCALATIONS_NOT_SHARED: Final = "Nobody has shared escalations."
NO_ASKS: Final = "No asks are awaiting an answer."
ASKS_NOT_SHARED: Final = "Nobody has shared asks."
NO_WINS: Final = "Nobody has shared a win from the last four weeks."
ALL_READ: Final = "Every file could be read. There are no older copies and no replies."
NONE_MATCH: Final = "Nothing matches. Press Esc to show everything."
FILTER: Final = "Filter by"
FILTER_HINT: Final = "words in names, titles and wins; clear it to show everything"
UNNAMED: Final = "unnamed"
ID_LENGTH: Final = 6
"""Characters of a person's id shown beside a name, unless it takes more to tell two people apart."""
MAX_ID_LENGTH: Final = 12
"""Longest prefix of an id that is shown. Past it, the last ID characters needed are shown instead."""
NO_VALUE: Final = "–"
READ_AGAIN: Final = "All files have been read again."
NO_FOLDER: Final = "The share file is gone. Your text is kept. Press r to reload."

PROMPTS: Final = {
    "thanks": "Thanks",
    "cover": "Cover: who takes over what, and when",
    "time": "Time off: when, and how to keep that time free",
    "budget": "Budget: how much, and what for",
    "introduction": "Introduction: who you could introduce them to",
    "answer": "Answer",
    "question": "Question",
}
NOTHING_WRITTEN: Final = "This reply has no text, so nothing was written."
NO_WEEK: Final = "Nothing was shared for this week."
THANKED: Final = "thanked"
REPLY_MARK: Final = "replied"
SORTED: Final = "Sorted {order}."
NOT_REPLACED: Final = (
    "{shown} wasn't changed, because some files couldn't be read. Add --replace --partial to replace it anyway."
)
MORE_WINS: Final = "and {number:,} more"
SUPERSEDED_BY: Final = "replaced by {name}"
REPLIED_TO: Final = "to {name}: {text}"
WEEK_TITLE: Final = "Week {number} of {year}"


def no_questions(number: int, people: int) -> str:
    """Return the line that nothing suggests a question for `number` of the `people`."""
    if number == people:
        return NO_QUESTIONS
    return f"Nothing suggests a question for {count(number, 'other person', 'other people')}."


def thanks_for(about: str) -> str:
    """Return the text of thanks without words of their own."""
    return f"Thanks for {quoted(about)}"


def with_id(name: str, person: str, length: int = ID_LENGTH) -> str:
    """Return `name` with the first `length` characters of the id `person`, for a name that two have: `Ada (p-677b)`.

    If `length` is over MAX_ID_LENGTH, only the last ID_LENGTH of these characters are shown. If it is longer than the
    id, all of the id is shown.
    """
    piece = (
        person[:length]
        if length <= MAX_ID_LENGTH or length > len(person)
        else f"…{person[length - ID_LENGTH : length]}"
    )
    return f"{name} ({piece})" if name else f"{UNNAMED} {piece}"


def person_name(name: str, person: str) -> str:
    """Return `name`, or if a file has none, a name made from the id `person`."""
    return name or with_id("", person)


def person_name_within(name: str, person: str, width: int) -> str:
    """Return the `person_name` in at most `width` characters. The name is shortened, not the id after it."""
    label = person_name(name, person)
    start, sign, end = label.rpartition(" (")
    room = width - len(sign) - len(end)
    return f"{shorten(start, room)}{sign}{end}" if len(label) > width and label.endswith(")") and room > 1 else label


def titles(people: int, weeks: tuple[Week, Week] | None) -> tuple[str, ...]:
    """Return the title, and shorter ones for less room."""
    if not people:
        return (TITLE,)
    number = count(people, "person", "people")
    span = f" · {weeks_between(*weeks)}" if weeks else ""
    shortest = plural(people, "person", "people")
    return f"{TITLE} · {number}{span}", f"{sentence_case(number)}{span}", sentence_case(number), shortest


def filter_titles(text: str) -> tuple[str, ...]:
    """Return what replaces the title while a filter `text` is set, and shorter ones for less room."""
    return f"Filtered by {quoted(text)} (Esc to clear)", f"{quoted(text)} (Esc: clear)", quoted(text)


def weeks_between(first: Week, last: Week) -> str:
    """Return `week 47`, `weeks 46 to 47`, with the years if they differ."""
    if first == last:
        return f"week {last.number}"
    if first.year == last.year:
        return f"weeks {first.number} to {last.number}"
    return f"week {first.number} of {first.year} to week {last.number} of {last.year}"


def week_dates(week: Week) -> str:
    """Return `16 Nov – 22 Nov 2026`."""
    return f"{short_date(week.monday)} – {short_date(week.sunday)} {week.sunday.year}"


def unread_notice(failed: int, left_out: int = 0, where: str = " (press 6).") -> str:
    """Return what is missing, for the first screen: `failed` files couldn't be read, `left_out` older ones weren't."""
    parts = [f"{plural(left_out, 'older file was', 'older files were')} left out"] if left_out else []
    parts += [f"{number_word(failed) if parts else count(failed, 'file')} couldn't be read"] if failed else []
    return f"{sentence_case(', and '.join(parts))}{where}" if parts else ""


def severity_or_kind(value: int | None, kind: str = "") -> str:
    """Return `high`, or `kind` if `value` is None."""
    return SEVERITIES[value - 1] if value else kind


def age(number: int) -> str:
    """Return `today`, `3 days`, `5 weeks`, `14 months`."""
    return duration(number) if number > 0 else "today"


def status_text(status: str, handed_to: str) -> str:
    """Return `with trust & safety`, `watching`, or empty for open."""
    if handed_to:
        return f"with {handed_to}"
    return {"handed-off": "handed off", "watching": "watching", "resolved": "resolved"}.get(status, "")


def shared_on(week: Week | None, made: date) -> str:
    """Return `week 47, shared on Fri 20 Nov 2026`."""
    when = f"shared on {short_day(made).replace('  ', ' ')} {made.year}"
    return f"week {week.number}, {when}" if week else when


def number_cell(value: float | None) -> str:
    """Return `value` with at most one decimal; empty if it wasn't shared."""
    return "" if value is None else f"{rounded(value, 1):g}"


def week_row(week: Week) -> str:
    """Return the number of `week` and its Monday for a column: `47  16 Nov`."""
    return f"{week.number:>2}  {short_date(week.monday):>6}"


def community_feels(texts: Sequence[str]) -> str:
    """Return what the community felt, in one line."""
    return f"The community feels {'; '.join(texts)}" if texts else ""


def reply_prompt(kind: str, name: str, about: str) -> str:
    """Return the label above the field for a reply of `kind` to `name`. `about`: the title it answers, or empty."""
    return f"{PROMPTS[kind]} · to {name}" + (f" · {quoted(about)}" if about else "")


def reply_not_written(reason: str, *, is_kept: bool = True) -> str:
    """Return the error if a reply couldn't be written. `is_kept`: its text is still in the field."""
    return f"Not saved: {reason}.{' Your text is kept. Press the key again.' if is_kept else ''}"


def said_by(sender: str) -> str:
    """Return who gave the praise."""
    return f"from {sender}" if sender else ""


def reply_written(name: str, today: date, first: date | None = None, last: date | None = None) -> str:
    """Return the message after a reply to the person `name` was saved. `first` and `last`: the days it offers."""
    if first:
        return f"Reply to {name} saved, for {days_in_text(first, last or first, today)}."
    return f"Reply saved. {name} will see it in their next check-in."


def dated_reply(kind: str, sender: str, made: date) -> str:
    """Return `20 Nov  thanks from Kim`, whose day has the same width in each line."""
    return f"{short_date(made):>6}  {REPLY_NAMES[kind]}{f' from {sender}' if sender else ''}"


def reply_line(kind: str, sender: str, made: date) -> str:
    """Return `thanks from Kim, 20 Nov`. For an answer, say that the sender's name comes from the file."""
    whose = f" from {sender}" if sender else ""
    doubt = ", according to the file" if sender and kind == "answer" else ""
    return f"{REPLY_NAMES[kind]}{whose}{doubt}, {short_date(made)}"


# The commands `review` and `reply`

NONE_READABLE: Final = "None of these files could be read. Nothing was changed."
AT_THE_END: Final = f". See “{UNREAD}” at the end of this page."
REPLY_WITHOUT_NAME: Final = (
    "Your reply doesn't say who it's from. To sign the next one, use --from NAME or set name in config.toml."
)
SENDER_TOO_LONG: Final = "--from has {length:,} characters. The limit is {limit}."
ONE_FILE: Final = "FILE must be one share file. To open a folder, run cmcheckin review."
NOT_FOUND: Final = "{path} doesn't exist."
MORE_UNREAD: Final = "and {count:,} more. Add --json to list them all."
PAGE_WRITTEN: Final = "The page was written to {path}."
FOLLOW_UP_NOT_SAVED: Final = "The reply was saved, but your own notes couldn't be updated: {reason}"
DAYS_WITHOUT_OFFER: Final = "--days needs --cover or --time. Nothing was saved."
SUMMARY_WITHOUT_JSON: Final = "--summary needs --json."
NEEDS_TEXT: Final = "--{kind} needs --text with your reply."
REPLY_EXISTS: Final = "{path} already exists. Nothing was changed."


def unknown_id(what: str, id_: str, known: Sequence[str]) -> str:
    """Return the error for a `what` (win or ask) with an `id_` that isn't in the file. It has those `known`, each an id
    and its words."""
    listed = "".join(f"\n  {entry}" for entry in known)
    others = f"Its {what}s:{listed}" if known else f"It has no {what}s."
    return f"This file has no {what} with the id “{id_}”. {others}"

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
from cmcheckin.wording.formats import count, minutes, sentence_case, short_date, short_day
from cmcheckin.wording.reply import REPLY_NAMES
from cmcheckin.wording.share_page import duration

TEAM_HELP: Final = """
What people chose to share, from the newest file of each. Rows stand by name, or by what you sort for; whoever did not \
share something stands after, by name.

Usual is a person's own, and weeks two hours or more beside it are marked. The small columns of their \
last weeks reach from 20 to 60 hours; a dot is a week without. 47~ is a week told in part; while it runs, its usual \
is of its days up to then.

The lines below the rows tell of the marked one: what would help, in their words, and one or two questions for the \
next talk of two, with what each rests on.

A reply is a small file beside the one it answers. The person it is for sees it in their next check-in. An answer \
doesn't close an ask: it stays open until their own file says it is resolved. A reply shows the sender its file names.
"""
"""The text of the team screen's help."""
PERSON_HELP: Final = """
The columns are the hours of the last twelve weeks on one scale from 20 to 60, a dot where none were told. Usual is \
their own.

Questions come from what was shared and nothing else; below each stands what it rests on.

A reply is a small file beside theirs: thanks for the marked win, an answer to the marked ask, cover, time off, \
budget, an introduction.
"""
"""The text of the help of a person's screen."""
TITLE: Final = "Review"
VIEWS: Final = {"people": "people", "open": "open", "asks": "asks", "wins": "wins", "files": "files"}
VIEW_HELP: Final = {
    "people": "everybody, a row each",
    "open": "what is open across the team",
    "asks": "asks that wait for an answer",
    "wins": "wins to celebrate, of the last four weeks",
    "files": "files that could not be read, older copies, replies",
}
COLUMNS: Final = (
    "name", "week", "hours", "usual", "12 weeks", "evenings", "days off", "nights", "open", "asks", "wins",
)  # fmt: skip
NARROW_COLUMNS: Final = (*COLUMNS[:4], "8 weeks", "evenings", "off", *COLUMNS[7:])
"""The same for a narrow window. `off`: days off worked."""
OPEN_COLUMNS: Final = ("severity", "what", "whose", "open for")
ASK_COLUMNS: Final = ("", "what", "whose", "waits")
WIN_COLUMNS: Final = ("day", "what", "kind", "whose")
MORE_ON_PAGE: Final = "more on their own page"
SORTS: Final = {
    "name": "by name", "open": "by what is open", "hours": "by hours beside the usual", "evenings": "by evenings",
    "nights": "by nights",
}  # fmt: skip
HELP: Final = share_page.HELP
QUESTIONS: Final = "Worth asking"
NO_QUESTIONS: Final = "Nothing shared here asks for a question of its own. How has the week been?"
WINS: Final = share_page.WINS
OPEN: Final = "Open"
RESOLVED: Final = "Resolved"
ASKS: Final = "Asks that wait for an answer"
ANSWERED: Final = "Asks that were answered"
WEEKS: Final = "Weeks"
UNREAD: Final = "Could not be read"
SUPERSEDED: Final = "Copies that another stands for, newer or of more days"
REPLIES: Final = "Replies in these folders"
EMPTY: Final = "There is no share file here yet."
EMPTY_HINT: Final = (
    "cmcheckin share makes one on the machine of whoever it tells of. Put it into this folder and press r; "
    "cmcheckin review takes other folders and files too."
)
NONE_OPEN: Final = "Nothing is open in what was shared."
ESCALATIONS_NOT_SHARED: Final = "No file here tells of escalations."
NO_ASKS: Final = "No ask waits for an answer in what was shared."
ASKS_NOT_SHARED: Final = "No file here tells of asks."
NO_WINS: Final = "No win was shared for the last week."
ALL_READ: Final = "Every file here could be read, and each week has one copy."
NONE_MATCH: Final = "Nothing here has these words. esc shows everything again."
FILTER: Final = "Show what has"
FILTER_HINT: Final = "words in names, titles and wins; an empty line shows all"
UNNAMED: Final = "unnamed"
ID_LENGTH: Final = 6
"""Characters of a person's id shown beside a name, unless it takes more to tell two people apart."""
MAX_ID_LENGTH: Final = 12
"""Longest prefix of an id that is shown. Past it, the last ID characters needed are shown instead."""
NO_VALUE: Final = "–"
READ_AGAIN: Final = "The folder was read again."
NO_FOLDER: Final = "Their file is no longer there. Your words are kept; r reads the folder again."

PROMPTS: Final = {
    "thanks": "Thanks",
    "cover": "Cover: who takes what over, and when",
    "time": "Time off, and how it is kept free",
    "budget": "Budget: how much, for what",
    "introduction": "An introduction: to whom",
    "answer": "An answer",
}
NOTHING_WRITTEN: Final = "Nothing was written: this reply needs words."
NO_WEEK: Final = "Nothing was shared of this week."
THANKED: Final = "thanked"
REPLY_MARK: Final = "replied"
_INNER: Final = str.maketrans('“”„«»"', "‘’‚‹›'")
SORTED: Final = "Sorted {order}."
MORE_ROWS: Final = "{count:,} more"
NOT_REPLACED: Final = (
    "{shown} wasn't changed, because some files couldn't be read. Add --replace --partial to replace it anyway."
)
REPLY_WRITTEN: Final = "Written. {name} finds it in the next check-in."
MORE_WINS: Final = "and {number:,} more"
SUPERSEDED_BY: Final = "{name} stands for it"
REPLIED_TO: Final = "to {name}: {text}"
WEEK_TITLE: Final = "Week {number} of {year}"


def quoted(text: str) -> str:
    """Return `text` in quotes. Quotes inside become single ones; if it is already in quotes, they are replaced."""
    own = text.strip()
    if len(own) > 1 and own[0] in '“„«"' and own[-1] in '”“»"' and not _INNER.keys() & set(map(ord, own[1:-1])):
        own = own[1:-1].strip()
    return f"“{own.translate(_INNER)}”"


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
    return f"{TITLE} · {number}{span}", f"{sentence_case(number)}{span}", sentence_case(number)


def filter_titles(text: str) -> tuple[str, ...]:
    """Return what replaces the title while a filter `text` is set, and shorter ones for less room."""
    return f"Only what has {quoted(text)} · esc shows all", f"Only {quoted(text)} · esc shows all", quoted(text)


def weeks_between(first: Week, last: Week) -> str:
    """Return `week 47`, `weeks 46 to 47`, with the years if they differ."""
    if first == last:
        return f"week {last.number}"
    if first.year == last.year:
        return f"weeks {first.number} to {last.number}"
    return f"week {first.number} of {first.year} to week {last.number} of {last.year}"


def open_summary(severities: Sequence[int | None], asks: int, *, is_shared: bool) -> str:
    """Return `Open: one crisis, 3 high, 5 moderate. Four asks wait for an answer.`

    `is_shared`: some file includes escalations. If none does, it isn't known whether any are open.
    """
    parts = [
        f"{number} {SEVERITIES[severity - 1] if severity else 'without severity'}"
        for severity in (5, 4, 3, 2, 1, None)
        if (number := severities.count(severity))
    ]
    text = f"Open: {', '.join(parts)}." if parts else NONE_OPEN if is_shared else ESCALATIONS_NOT_SHARED
    waiting = f" {sentence_case(count(asks, 'ask'))} {'waits' if asks == 1 else 'wait'} for an answer."
    return text + waiting if asks else text


def recent_load(evenings: int, days_off: int, nights: int, wins: int) -> str:
    """Return `Last weeks: 12 h 55 m after hours, 2 days off worked, 7 night pings, 31 wins.` It fits into 80
    columns."""
    counted = (
        (days_off, "day off worked", "days off worked"),
        (nights, "night ping", "night pings"),
        (wins, "win", "wins"),
    )
    parts = [f"{minutes(evenings).replace('min', 'm')} after hours"] if evenings else []
    parts += [f"{number:,} {one if number == 1 else more}" for number, one, more in counted if number]
    return f"Last weeks: {', '.join(parts)}." if parts else ""


def week_dates(week: Week) -> str:
    """Return `16 Nov – 22 Nov 2026`."""
    return f"{short_date(week.monday)} – {short_date(week.sunday)} {week.sunday.year}"


def unread_notice(failed: int, left_out: int = 0, where: str = "; see page 5.") -> str:
    """Return what the first screen says is missing: `failed` files couldn't be read, `left_out` older ones weren't."""
    parts = [f"{left_out:,} older {'file was' if left_out == 1 else 'files were'} left out"] if left_out else []
    parts += [f"{count(failed, 'file')} couldn't be read"] if failed else []
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
    return f"Not written: {reason}.{' Your words are kept; the same key again.' if is_kept else ''}"


def said_by(sender: str) -> str:
    """Return who gave the praise."""
    return f"said by {sender}" if sender else ""


def reply_line(kind: str, sender: str, made: date) -> str:
    """Return `thanks from Kim, 20 Nov`. For an answer, say that the sender's name comes from the file."""
    whose = f" from {sender}" if sender else ""
    doubt = ", according to the file" if sender and kind == "answer" else ""
    return f"{REPLY_NAMES[kind]}{whose}{doubt}, {short_date(made)}"


# The commands `review` and `reply`

NONE_READABLE: Final = "None of these files could be read. Nothing was changed."
AT_THE_END: Final = f". See “{UNREAD}” at the end of this page."
REPLY_WITHOUT_NAME: Final = "It carries no name. --from NAME gives one, or name in config.toml."
ONE_FILE: Final = "FILE is one share file; cmcheckin review opens whole folders."
NOT_FOUND: Final = "{path} is not there."
MORE_UNREAD: Final = "and {count:,} more; --json names them all"
PAGE_WRITTEN: Final = "Written: {path}"
NEEDS_TEXT: Final = "cmcheckin reply: --{kind} needs --text with your words."
REPLY_EXISTS: Final = "{path} is there already. Nothing was changed."


def unknown_id(what: str, id_: str, known: Sequence[str]) -> str:
    """Return the error for a `what` (win or ask) with an `id_` that isn't in the file, which has those `known`."""
    listed = "".join(f"\n  {known_id}" for known_id in known)
    others = f"It has:{listed}" if known else f"There is no {what} in it."
    return f"This file has no {what} with the id {id_!r}. {others}"

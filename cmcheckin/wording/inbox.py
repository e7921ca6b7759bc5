"""Texts of the inbox screen, and of what was done with a reply, which the `inbox` command prints too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.domain.text import shorten
from cmcheckin.wording.formats import dated, day_in_text, days_in_text, plural, short_date
from cmcheckin.wording.reply import NOUNS, TITLE_IN_FILE, reply_title

EARLIER: Final = "Earlier"
"""The divider between the replies that were new when the inbox was opened and the others."""
NOT_READ: Final = "The reply is still new."
KEPT: Final = "Kept as praise in today's check-in. Press u to undo."
ALREADY_KEPT: Final = "These thanks are already among your wins."
NOT_KEPT: Final = "The thanks weren't kept as praise."
ANSWERED: Final = "Saved. It goes with your next share. Press u to undo."
NOT_ANSWERED: Final = "Your answer isn't saved. Its text is kept. Press r to see it."
NO_ANSWER: Final = "Nothing typed yet. Type an answer, or press Esc to go back."
ANSWER_HINT: Final = "goes with your next share, unless you leave it out"
REPLACES: Final = "replaces your earlier answer in your next share"
UNSAVED: Final = "Unsaved answer: {quoted}. Press r to continue."
DRAFT_KEPT: Final = "Your answer isn't saved yet. Its text is kept in the inbox."
"""Printed when the program ends while an answer is typed."""
DRAFT_IN_MEMORY: Final = "This can't be saved as a draft now. It's kept until you quit."
OFFERED: Final = "Days offered: {days}."
FILE_GONE: Final = "This reply's file is no longer in the folder. This is the copy in your log."
NO_WORKING_DAYS: Final = "You have no working days then. Choose other days."
READ_AGAIN: Final = "Checked the folders again."
LEAVE_PROMPT: Final = "Plan leave: which days?"
LEAVE_HINT: Final = "a day, or a range such as 3 dec to 4 dec"
ALREADY_PLANNED: Final = "This leave is already planned."
NOT_PLANNED: Final = "No leave was planned."
UNDO_HINT: Final = "Press u to undo."
VERB_LEAVE: Final = "plan leave"
VERB_READ: Final = "mark as read"
VERB_KEEP: Final = "keep"
VERB_ANSWER: Final = "answer"


def unreadable(files: Sequence[tuple[str, str]]) -> str:
    """Return which of `files`, names and reasons, couldn't be read, and what to do about it; empty without any."""
    if not files:
        return ""
    name, reason = files[0]
    if len(files) == 1:
        return f"{shorten(name, 40)} {reason}. Ask the sender to write the reply again."
    return f"{plural(len(files), 'file')} couldn't be read. To list them, run cmcheckin inbox."


def answer_prompt(kind: str, sender: str) -> str:
    """Return the label above the answer to a reply of `kind`: `Your answer to Kim's question`."""
    whose = f"{shorten(sender, 30)}'s" if sender else "the"
    return f"Your answer to {whose} {NOUNS.get(kind, 'reply')}"


def subject(dated: str, title: str, about_text: str) -> str:
    """Return the line below who sent a reply: `20 Nov, about “Meetup filled in a day”`. `title` is the user's own."""
    about = f"about “{title}”" if title else TITLE_IN_FILE.format(about_text=about_text) if about_text else ""
    return ", ".join(filter(None, (dated, about)))


def row_title(kind: str, sender: str) -> str:
    """Return who sent a reply: `A question from Kim`."""
    return reply_title(kind, sender, "", "").removesuffix(", according to the file")


def offered(first: date | None, last: date | None, today: date) -> str:
    """Return `Days offered: Thu 3 to Fri 4 Dec.`, or one day; empty without any."""
    return OFFERED.format(days=days_in_text(first, last, today)) if first and last else ""


def outcome_label(saved: ReplyState | None) -> str:
    """Return what was done with a reply, such as `kept` or `leave planned`; empty if it was only read or is unread."""
    if saved is None:
        return ""
    found = [
        label
        for label, done in (("kept", saved.win), ("leave planned", saved.leave_from), ("answered", saved.answer))
        if done
    ]
    return ", ".join(found)


def outcomes(saved: ReplyState | None, today: date) -> Iterator[str]:
    """Yield a sentence for each thing that was done with a reply. Dates are relative to `today`."""
    if saved is None:
        return
    if saved.win:
        yield f"Kept as praise on {dated(_win_day(saved) or saved.day, today)}."
    if saved.leave_from and saved.leave_to:
        yield f"Leave planned: {days_in_text(saved.leave_from, saved.leave_to, today)}."
    if saved.answer:
        when = f", {dated(saved.answered_at.date(), today)}" if saved.answered_at else ""
        sent = f"shared on {dated(saved.shared, today)}" if saved.shared else "for your next share"
        yield f"Your answer{when}, {sent}: “{saved.answer}”"


def _win_day(saved: ReplyState) -> date | None:
    """Return the day in the id of the win that thanks were kept as; None if there is none in it."""
    try:
        return date.fromisoformat((saved.win or "")[2:12])
    except ValueError:
        return None


def leave_range_text(first: date | None, last: date | None, today: date) -> str:
    """Return the days from `first` to `last` as they can be typed: `3 Dec to 4 Dec`. Empty without days."""
    if first is None or last is None:
        return ""
    days = [
        f"{short_date(day)}{f' {day.year}' if day < today or day.year != today.year else ''}" for day in (first, last)
    ]
    return " to ".join(dict.fromkeys(days))


def leave_preview(days: Sequence[date], kept: Sequence[date], today: date) -> str:
    """Return what planning would do: `Plans 2 days, Wed 2 to Fri 4 Dec. Thu 3 Dec stays as logged.`

    `days` would be planned. `kept` stay, because something else is logged.
    """
    found = [f"Plans {plural(len(days), 'day')}, {days_in_text(days[0], days[-1], today)}."] if days else []
    if len(kept) == 1:
        found.append(f"{day_in_text(kept[0])} stays as logged.")
    elif kept:
        found.append(f"{plural(len(kept), 'day')} stay as logged.")
    return " ".join(found) or ALREADY_PLANNED

"""The words for replies: in the line one is written in, and where they come in."""

from __future__ import annotations

from datetime import date
from typing import Final

from cmcheckin.domain.text import shorten
from cmcheckin.wording.formats import MONTHS, count

BESIDE: Final = "beside their file, for all who read there"
NAME: Final = 24
"""Characters of a name that have room beside that."""
WHO: Final = "Your name, so that they know who it is from"
WHO_HINT: Final = "asked once; `name` in config.toml keeps it, empty goes without"
UNNAMED: Final = f"{BESIDE}; next: your name"
OFFERS: Final = {
    "thanks": "Thanks",
    "cover": "Cover",
    "time": "Time off",
    "budget": "Budget",
    "introduction": "An introduction",
    "answer": "An answer",
}
INBOX: Final = "Inbox"
STATES: Final = {"unread": "new", "read": "", "kept": "kept"}
"""What stands beside a reply."""
SENDER: Final = "Who sent a reply is what its file says: anybody who can write into the folder can write one."
CLOSES_NOTHING: Final = "An answer closes no ask. Mark it resolved in your check-in when it is."
SHARES_ID: Final = "Another file has the same id and says something else."
ALL_READ: Final = "You have read all of them."
NONE_YET: Final = "No replies yet."
NONE_READ: Final = "No replies to show. cmcheckin inbox says what could not be read."
NEVER_SHARED: Final = "No replies: nothing was shared from here yet. Press s in the week to share it."
PART_UNREAD: Final = "Some replies could not be read. cmcheckin inbox says which."
"""In the plain check-in, before its questions go on."""


def sent_hint(sender: str) -> str:
    """`from Kim, beside their file, for all who read there`; who said not to be named is not asked again."""
    return f"from {shorten(sender, NAME)}, {BESIDE}" if sender else f"without a name, {BESIDE}"


def came_in(number: int) -> str:
    """Say above the list how many replies are new."""
    came = f"{count(number, 'reply', 'replies').capitalize()} came in to what you shared"
    return f"{came}. Names are as the files say."


def lead(kind: str, sender: str, title: str, about_text: str) -> str:
    """`Thanks from Kim: Meetup filled in a day`

    `title` is the user's own, from the journal. What only the file calls it is said as that.
    """
    said = OFFERS.get(kind, kind)
    if sender:
        said += f" from {sender}" + (", as the file says" if kind == "answer" else "")
    if title:
        return f"{said}: {title}"
    return f"{said}, {called(about_text)}" if about_text else said


def called(about_text: str) -> str:
    """Name the win or ask as a reply does, and say that it is the reply's word."""
    return f"about what the file calls “{about_text}”"


def dated(made: date, today: date, *, in_future: bool) -> str:
    """`20 Nov`, with the year where it is another one, and what is wrong with a date that has not come."""
    day = f"{made.day} {MONTHS[made.month - 1][:3]}"
    year = "" if made.year == today.year else f" {made.year}"
    return f"dated {day} {made.year}, in the future" if in_future else f"{day}{year}"


def summary(number: int, unread: int, failed: int = 0) -> str:
    """`nine replies, two new`; `failed` is how many files or folders could not be read."""
    new = f", {unread:,} new" if unread else ""
    return f"{count(number, 'reply', 'replies')}{new}{f', {failed:,} could not be read' if failed else ''}"


def could_not_be_read(path: str, reason: str) -> str:
    """Name a file or folder in which there may be replies."""
    return f"{path}: {reason}"


def not_looked_for(folder: str) -> str:
    """After a folder was taken out of those where replies are looked for."""
    return f"Replies are not looked for in {folder} any more. Sharing to it again brings it back."


def not_a_folder(folder: str) -> str:
    """Say that files never went to this folder."""
    return f"Nothing was shared to {folder}."

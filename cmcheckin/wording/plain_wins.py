"""Texts of wins, reports and escalations in plain lines that the screens don't share."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.text import shorten
from cmcheckin.wording.escalations import STATUSES, saved
from cmcheckin.wording.record_words import one_line

KEYS: Final = {
    "x": "leave a win out, or include it again, such as x 2",
    "p": "show the next longer period: quarter, half-year, year or all",
    "f": "show one kind of win after another, or all",
    "[": "the period before",
    "]": "the period after",
    "c": "copy the list as text",
    "w": "write the list to a file",
    "number": "open the week of that win",
}
ALL_TIME: Final = "these are the wins of all time, so there's no earlier or later period"
CANNOT_COPY: Final = "this terminal can't copy. Type w to write the list to a file"
LEFT_OUT: Final = "left out"
NOTHING_INCLUDED: Final = "Every win is left out. Type x and a number to include one."
REPORT_KEYS: Final = {
    "e": "edit a line, such as e 2",
    "x": "leave a line out, or include it again, such as x 2",
    "a": "add a line at the end of the part you read last",
    "w": "write the report to a file",
    "[": "the week before",
    "]": "the week after",
    "number": "hear what that line is based on",
}
EDIT_LINE: Final = "New text, or - (minus) to restore the original"
EDIT_OWN: Final = "New text, or - (minus) to delete the line"
LINE_DELETED: Final = "Deleted: {text}."
ADD_TO: Final = "New line, {hint}"
ESCALATION_KEYS: Final = {
    "number": "read all details",
    "s": "still open; you can add a line, such as s 2 slower since noon",
    "w": "watching; you can add a line",
    "h": "handed off; you can add a name, such as h 2 Sam",
    "r": "resolved, such as r 2 filter holds",
    "e": "edit all details, such as e 2",
    "l": "log a new one, such as l spam wave",
    "o": "sort by age, by severity or by cause",
    "a": "include or leave out resolved ones",
    "c": "hear what each cause cost",
}
WHOM: Final = "To whom? Press Enter to leave it blank"
NEW_UPDATE: Final = "Update"
NO_ESCALATIONS_HINT: Final = "Type l to log one, or a to include or leave out resolved ones."
CAUSE: Final = "cause: {text}"
LOGGED: Final = "Logged: {title}."
"""The message after a new escalation was saved."""
UNSAVED: Final = "Unsaved text from {when} about {title}: “{text}”"
UNSAVED_CHANGES: Final = "Unsaved changes from {when} to {title}: {changes}"
SAVE_CHANGES: Final = "Save what you changed so far?"
SAVE_UNSAVED: Final = "Save it now?"
CHANGE_INVALID: Final = "To change that, type e and the number of the escalation."
"""What follows unsaved changes of which none is valid."""


def unsaved_change(field: str, text: str, *, is_valid: bool = True) -> str:
    """Return that `text` was typed as the `field` of an escalation: `handed to: Sam`, `cause: nothing`."""
    name = field.replace("_", " ")
    return f"{name}: {text or 'nothing'}" if is_valid else f"{name}: “{text}”, which isn't valid"


def saved_update(before: Escalation, after: Escalation | None, update: str) -> str:
    """Return the message after an update: `Now handed off to Sam: Spam wave. Update: slower since noon.`

    `before` and `after` are the escalation before and after it. `after` is None if nothing was changed. `update`: the
    text that was added, or empty.
    """
    said = saved(before, after)
    if after is None:
        return said
    title, text = shorten(before.title, 60), one_line(update)
    is_handed = after.handed_to != before.handed_to or (after.status == "handed-off" != before.status)
    if after.handed_to and is_handed:
        joint = " to" if after.status == "handed-off" else ", with"
        said = f"Now {STATUSES[after.status or 'open']}{joint} {after.handed_to}: {title}."
    elif after.status == before.status and not text:
        return f"Saved: {title}."
    elif after.status == before.status:
        return f"Update saved. {title}: {text}"
    return f"{said} Update: {text}" if text else said

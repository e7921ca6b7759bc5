"""Texts of wins, reports and escalations in plain lines that the screens don't share."""

from __future__ import annotations

from typing import Final

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
    "a": "add a line at the end of the part of the line read last",
    "w": "write the report to a file",
    "[": "the week before",
    "]": "the week after",
    "number": "hear what that line is based on",
}
EDIT_LINE: Final = "New text, or - to restore the original"
EDIT_OWN: Final = "New text, or - to delete the line"
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
LOGGED: Final = "Logged: {title}."
"""The message after a new escalation was saved."""
UNSAVED: Final = "Unsaved text from {when} about {title}: “{text}”"
SAVE_CHANGES: Final = "Save what you changed so far?"
SAVE_UNSAVED: Final = "Save it now?"

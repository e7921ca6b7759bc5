"""Why a key does nothing at the moment: by its action as in BINDINGS, by the action's name, or for all others by ''."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NOTHING_TO_UNDO: Final = "Nothing to undo on this screen."
_PERSON: Final = "Select a person first."
REPLYING: Final[Mapping[str, str]] = {
    "reply('thanks')": "Select a win first.",
    "reply('answer')": "Select a request for help first.",
    "reply": _PERSON,
    "mark": "Select an entry that needs you first.",
    "undo_mark": NOTHING_TO_UNDO,
    "one_to_one": _PERSON,
}
"""Keys on every page of a manager's review."""
TEAM: Final[Mapping[str, str]] = {
    **REPLYING,
    "sort": "This page can't be sorted.",
    "show_all": "All rows are already shown.",
    "filter": "This page can't be filtered.",
    "back": "This is the first page. Press q to quit.",
    "open": _PERSON,
}
PERSON: Final[Mapping[str, str]] = {
    **REPLYING,
    "open": "Select a week or an entry first.",
    "other": "Nobody else is in this folder.",
}
ONE_TO_ONE: Final[Mapping[str, str]] = {
    "finish": "Select an action item first.",
    "edit": "Select an action item first.",
    "delete": "Select an action item first.",
    "read": "Select an entry first. Action items are already shown in full.",
    "undo": NOTHING_TO_UNDO,
}
_REPLY: Final = "No reply is selected."
INBOX: Final[Mapping[str, str]] = {
    "keep": "Only thanks can be kept as praise.",
    "plan_leave": "Only offers of cover or time off can be planned as leave.",
    "answer": _REPLY,
    "mark_read": _REPLY,
    "turn": "This reply is shown in full.",
}
NO_LINE: Final = "This week has no lines yet. Press a to add one."
REPORT: Final[Mapping[str, str]] = {
    "open": "This line isn't based on any logged days.",
}
_ALL_WEEKS: Final = "Patterns cover all weeks. To select a week, choose another page."
TRENDS: Final[Mapping[str, str]] = {
    "move": _ALL_WEEKS,
    "open": _ALL_WEEKS,
    "day": "You can't select a day on this page. Open the year to select one.",
    "measure": "This key chooses what the year shows. Open the year first.",
}
SHARE: Final[Mapping[str, str]] = {
    "exclude": "Select an entry first.",
    "change": "This entry can't be reworded.",
    "group": "This isn't a group of entries.",
    "scroll": "Everything is shown.",
    "fill_in": "There are no days left to fill in this week.",
    "forward": "Press w to write the files.",
    "": "This key belongs to another step.",
}
SETTLING: Final[Mapping[str, str]] = {"settle": "There's nothing to settle: your devices have the same answers."}
CHECKIN: Final[Mapping[str, str]] = {
    **SETTLING,
    "open_unfinished": "No other check-in is unfinished.",
    "discard_unfinished": "No other check-in is unfinished.",
}

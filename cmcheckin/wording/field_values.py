"""Names and values of single fields of records, as one line of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from cmcheckin.domain.checkin import Win
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.workday import Activity
from cmcheckin.wording import formats
from cmcheckin.wording.formats import sentence_case
from cmcheckin.wording.record_words import ENERGY, MOOD, WORKLOAD, activity_text, rating_text, win_line

FIELDS: Final = {
    "after_hours_minutes": "after hours", "could_wait": "could have waited", "handed_to": "handed to",
    "logged_at": "logged at", "opened": "came in", "peer_minutes": "time with peers",
}  # fmt: skip
"""Fields that aren't called by their name in an export."""
_SCALES: Final[Mapping[tuple[str, ...], tuple[str, ...]]] = {
    ("mood",): MOOD, ("energy",): ENERGY, ("workload",): WORKLOAD, ("community", "mood"): MOOD,
    ("severity",): SEVERITIES,
}  # fmt: skip
_LISTS: Final = {"wins": "win", "activities": "activity"}
"""What an element of a list is called."""
_ELEMENTS: Final[Mapping[tuple[str, ...], str]] = {
    ("community", "mood"): "community mood", ("community", "feels"): "how the community felt",
}  # fmt: skip


def field_label(field: tuple[str, ...]) -> str:
    """Return the name of `field`, or of the list or map and the element of it: `Mood`, `Win`, `Community mood`."""
    if field[0].endswith(("metrics", "answers", "_numbers")) and len(field) > 1:
        return field[-1]
    name = _LISTS.get(field[0]) or _ELEMENTS.get(field) or FIELDS.get(field[0], field[0].replace("_", " "))
    return sentence_case(name)


def field_text(field: tuple[str, ...], value: Any) -> str:
    """Return a `value` of `field` as one line of text; a rating with its word."""
    if field in _SCALES and isinstance(value, int) and 1 <= value <= 5:
        return rating_text(value, _SCALES[field])
    if field[0] == "wins" and isinstance(value, dict):
        try:
            return win_line(Win.read(value))
        except Refused:
            return value_text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if field == ("hours",):
            return formats.hours(value)
        return formats.minutes(value) if field[0].endswith("minutes") else formats.plain_number(value)
    return value_text(value) if value is not None or len(field) == 1 else "deleted"


def value_text(value: object) -> str:
    """Return an answer as one line of text."""
    if value is None or value in ("", [], {}):
        return "blank"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value_text(item) for item in value)
    if isinstance(value, dict):
        if value.get("kind") and value.keys() <= {"kind", "hours"}:
            return activity_text(Activity(value["kind"], value.get("hours")))
        texts = [value_text(value[name]) for name in ("text", "title", "feels", "mood") if value.get(name)]
        return ", ".join(texts) or ", ".join(f"{name} {value_text(item)}" for name, item in value.items())
    return " ".join(str(value).split())

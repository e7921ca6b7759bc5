"""Texts about conflicts: another window saved the same check-in, or devices gave one field different answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from cmcheckin.domain.checkin import Win
from cmcheckin.domain.conflicts import FieldConflict, FieldValue, OpenConflict
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count as counted
from cmcheckin.wording.formats import sentence_case
from cmcheckin.wording.record_words import ENERGY, MOOD, WORKLOAD, one_line, rating_text, win_line

TITLE: Final = "Changed in another window"
INTRO: Final = (
    "This check-in was changed elsewhere in the meantime, so nothing is saved yet. Choose which answers to keep."
)
HELP: Final = (
    "This check-in was saved from another window, or with a command, while you were filling it in. Each field that "
    "differs is shown with both answers. Press 1 to keep yours, or 2 to keep the saved one. For lists and notes, you "
    "can press 3 to keep both.\n\nPress Enter to save your choices, or Esc to go back to the check-in without changing "
    "anything."
)
MINE: Final = "this window"
THEIRS: Final = "saved"
NOT_BOTH: Final = "You can keep both only for lists, such as wins, and for notes."
_FIELDS: Final = {
    "after_hours_minutes": "after hours", "could_wait": "could have waited", "handed_to": "handed to",
    "logged_at": "logged at",
}  # fmt: skip


def more_fields(number: int) -> str:
    """Return the note that `number` more fields are below."""
    return f"and {counted(number, 'more field')} below"


def fields_not_shown(number: int) -> str:
    """Return why nothing is saved yet: `number` fields had not been shown."""
    fields = sentence_case(counted(number, "field"))
    return f"{fields} hadn't been shown yet. Here {'it is' if number == 1 else 'they are'}."


def field_count(number: int) -> str:
    """Return `three fields`."""
    return counted(number, "field")


def field_name(key: Key, field: str) -> str:
    """Return the name of `field` in the record `key`: `Mood`, `Hours on 2026-11-19`, `Status of
    e-2026-11-19-1-3f9a`."""
    name = sentence_case(_FIELDS.get(field, field.replace("_", " ")))
    if key.type == "checkin":
        return name
    return f"{name} on {key.id}" if key.type == "workday" else f"{name} of {key.id}"


def value_text(value: object) -> str:
    """Return an answer as one line of text."""
    if value is None or value in ("", [], {}):
        return "blank"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value_text(item) for item in value)
    if isinstance(value, dict):
        texts = [value_text(value[name]) for name in ("text", "title", "feels", "mood") if value.get(name)]
        return ", ".join(texts) or ", ".join(f"{name} {value_text(item)}" for name, item in value.items())
    return " ".join(str(value).split())


# Devices that gave different answers

DEVICES_TITLE: Final = "Different answers from your devices"
DEVICES_INTRO: Final = (
    "Your devices changed the same fields without knowing of each other. Choose which answer to keep. Until then, the "
    "first one is used."
)
DEVICES_HELP: Final = (
    "Two of your devices changed the same field before they had each other's changes. Both answers are kept, and the "
    "first one is used until you choose. Press its number to keep an answer. Of texts, you can press the next number "
    "to keep both. Press l to decide later.\n\nPress Enter to save your choices, or Esc to leave everything open. "
    "Press U in the week to undo a choice."
)
USED_NOW: Final = "used for now"
KEEP_RECORD: Final = "keep it with the changes"
DELETE_RECORD: Final = "delete it"
NOTHING_CHOSEN: Final = "Nothing is chosen yet. Press the number of the answer to keep, or Esc to decide later."
NOT_SETTLED: Final = "Nothing was settled."
CHANGED_MEANWHILE: Final = (
    "These answers were changed or settled elsewhere in the meantime, so nothing was changed here. Please look again."
)
_RECORDS: Final = {"checkin": "check-in", "workday": "workday", "escalation": "escalation"}
_SCALES: Final = {
    ("mood",): MOOD, ("energy",): ENERGY, ("workload",): WORKLOAD, ("community", "mood"): MOOD,
}  # fmt: skip
_ELEMENTS: Final[Mapping[tuple[str, ...], str]] = {
    ("community", "mood"): "community mood",
    ("community", "feels"): "how the community felt",
}


def answer_label(value: FieldValue, now: datetime) -> str:
    """Return device and time of `value`, in the time zone of `now`: `phone-77aa, Wed 11 Mar 09:12`."""
    at = value.at.astimezone(now.tzinfo)
    day = f"{formats.day_in_text(at.date())}{formats.other_year(at.date(), now.date())}"
    return f"{value.device}, {day} {formats.clock(at)}"


def answer_text(conflict: FieldConflict, value: Any) -> str:
    """Return a `value` of `conflict` as one line of text; a rating with its word."""
    field = conflict.field
    if not field:
        return DELETE_RECORD if value is None else KEEP_RECORD
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
    return value_text(value)


def conflict_label(conflict: FieldConflict) -> str:
    """Return the name of the field of `conflict`: `Mood`, `Win`; of one without a field, the name of its record."""
    field = conflict.field
    if not field:
        return sentence_case(_RECORDS.get(conflict.key.type, "answer to a nudge"))
    if field[0] == "metrics":
        return field[1]
    name = "win" if field[0] == "wins" else _ELEMENTS.get(field) or _FIELDS.get(field[0], field[0].replace("_", " "))
    return sentence_case(name)


def conflict_title(one: OpenConflict, today: date) -> str:
    """Return the name and the day of the field in conflict, or the title of its escalation: `Mood on Wed 11 Mar`."""
    label = conflict_label(one.conflict)
    if isinstance(one.record, Escalation):
        return f"{label} of “{one_line(one.record.title)}”" if one.conflict.field else f"{label} “{one.record.title}”"
    return f"{label} on {_day(one.record, today)}"


def _day(record: Record, today: date) -> str:
    return f"{formats.day_in_text(record.day)}{formats.other_year(record.day, today)}"


def open_conflicts_line(found: Sequence[OpenConflict], today: date, how: str) -> str:
    """Return the sentence about the open conflicts `found`, and `how` to settle them; empty if there are none.

    `Your devices gave different answers for Wed 11 Mar and two more days. Press F5 to settle.`
    """
    if not found:
        return ""
    latest = found[-1]
    more = len({one.record.day for one in found}) - 1
    days = _day(latest.record, today) + (f" and {counted(more, 'more day')}" if more else "")
    if len(found) == 1 and not latest.conflict.field:
        name = _RECORDS.get(latest.record.type, "answer")
        return f"One device deleted the {name} for {days}, another changed it. {how}"
    return f"Your devices gave different answers for {days}. {how}"


def settled(number: int) -> str:
    """Return the message after the conflicts of `number` fields were settled."""
    return f"Settled {counted(number, 'field')}."


def imported(number: int, *, dry_run: bool = False) -> str:
    """Return the message about `number` fields with several answers in an imported file."""
    fields = counted(number, "field")
    if dry_run:
        return f"{sentence_case(fields)} would have different answers to settle."
    return f"{sentence_case(fields)} {'has' if number == 1 else 'have'} different answers. Run `cmcheckin settle`."

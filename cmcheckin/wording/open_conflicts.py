"""Texts about conflicts between devices: one field with several answers, until the user settles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from cmcheckin.domain.conflicts import FieldValue, OpenConflict
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.wording import formats
from cmcheckin.wording.changes import RECORDS
from cmcheckin.wording.command_messages import NOTHING_CHANGED, nothing_changed
from cmcheckin.wording.field_values import field_label, field_text
from cmcheckin.wording.formats import count, sentence_case
from cmcheckin.wording.record_words import day_facts, one_line, reply_name
from cmcheckin.wording.spoken import spoken

TITLE: Final = "Different answers from your devices"
INTRO: Final = (
    "Your devices changed the same fields before they had each other's changes. Choose the answer to keep. Until then, "
    "the first one is used."
)
HELP: Final = (
    "Two of your devices changed the same field before they had each other's changes. Both answers are kept, and the "
    "first one is used until you choose. Press the number of the answer to keep. For texts, such as notes, you can "
    "press b to keep both. Press l to decide later.\n\nPress Enter to save your choices, or Esc to leave everything "
    "open. To undo a choice, press U in the week."
)
NOTHING_CHOSEN: Final = "Nothing is chosen yet. Press the number of the answer to keep, or Esc to decide later."
NOT_ALL: Final = "You can keep both only for texts, such as notes."
JSON_ONLY_LISTS: Final = "--json lists the answers, so it can't be used with --keep."
NOT_SETTLED: Final = "Nothing was settled."
CHANGED_MEANWHILE: Final = (
    "These answers were changed or settled elsewhere in the meantime, so nothing was changed here. Please look again."
)


def answer_label(value: FieldValue, now: datetime) -> str:
    """Return device and time of `value`, in the time zone of `now`: `phone-77aa, Wed 11 Mar 09:12`."""
    at = value.at.astimezone(now.tzinfo)
    return f"{value.device}, {_day(at.date(), now.date())} {formats.clock(at)}"


def answer_text(one: OpenConflict, value: Any) -> str:
    """Return a `value` of the field as one line of text; without a field, whether the record is kept or deleted."""
    if one.conflict.field:
        return field_text(one.conflict.field, value)
    return _kept_or_deleted(one.record, is_deleted=value is None)


def spoken_title(one: OpenConflict, today: date) -> str:
    """Return the title of `one`, as `conflict_title`, with whole words in all but what others wrote."""
    others = [reply_name(one.record)] if isinstance(one.record, ReplyState) else []
    return spoken(conflict_title(one, today), others)


def spoken_answer(one: OpenConflict, value: FieldValue, now: datetime) -> str:
    """Return the answer `value` to `one` and where it comes from, with whole words in all but what the user wrote."""
    text = answer_text(one, value.value)
    if not (one.conflict.field and isinstance(value.value, str | list | tuple | Mapping)):  # which are the user's words
        text = spoken(text)
    return f"{text} ({spoken(answer_label(value, now), [value.device])})"


def _kept_or_deleted(record: Record, *, is_deleted: bool) -> str:
    if is_deleted:
        return "delete it"
    facts = "" if isinstance(record, Escalation) else day_facts(Records.of([record]))
    return f"keep it: {facts}" if facts else "keep it"


def conflict_title(one: OpenConflict, today: date) -> str:
    """Return the name and the day of the field in conflict, or the title of its escalation: `Mood on Wed 11 Mar`."""
    field, key = one.conflict.field, one.conflict.key
    label = field_label(field) if field else sentence_case(RECORDS[key.type])
    if isinstance(one.record, Escalation):
        return f"{label}{' of' if field else ''} “{one_line(one.record.title)}”"
    if isinstance(one.record, ReplyState):
        return f"{label}{' to' if field else ''} {reply_name(one.record)}"
    return f"{label} on {_day(one.record.day, today)}"


def _day(day: date, today: date) -> str:
    return f"{formats.day_in_text(day)}{formats.other_year(day, today)}"


def open_conflicts_line(found: Sequence[OpenConflict], today: date, how: str) -> str:
    """Return the sentence about the open conflicts `found`, and `how` to settle them; empty if there are none.

    `Your devices disagree about Wed 11 Mar and two more days. Press F5 to settle.`
    """
    if not found:
        return ""
    record, field = found[-1].record, found[-1].conflict.field
    more = len({one.record.day for one in found}) - 1
    days = _day(record.day, today) + (f" and {count(more, 'more day')}" if more else "")
    how = f" {how}" if how else ""
    if len(found) == 1 and not field:
        return f"One device deleted the {RECORDS[record.type]} for {days}, and another changed it.{how}"
    return f"Your devices disagree about {days}.{how}"


def press(key: str) -> str:
    """Return how to settle conflicts on a screen."""
    return f"Press {key} to settle."


def settled(number: int) -> str:
    """Return the message after the conflicts of `number` fields were settled."""
    return f"Settled {count(number, 'field')}."


# Commands

RUN: Final = "Run `cmcheckin settle`."
NOTHING_OPEN: Final = "There are no different answers to settle."
LEGEND: Final = "* Your devices gave different answers. The first is used until you settle it."
FIRST_IS_USED: Final = "The first answer is used until you settle it. You can also press F5 on the week screen."
BOTH: Final = "both"
"""What `--keep` takes to keep all texts."""
FIELD_NEEDED: Final = "--keep needs a DATE and a FIELD. To list them, run `cmcheckin settle`."


def settle_command(one: OpenConflict, name: str) -> str:
    """Return the command that settles the conflict, whose field is called `name`, with its first answer."""
    both = ", or --keep both" if one.conflict.joined else ""
    return f"To settle: cmcheckin settle {one.record.day} {name} --keep 1{both}"


def no_field(name: str, names: Sequence[str]) -> str:
    """Return the error for a field `name` that isn't one of the `names` with several answers that day."""
    if not names:
        return nothing_changed("Your devices agree about that day")
    problem = f"“{name}” isn't a field with different answers. It can be {formats.joined(list(names), 'or')}"
    return nothing_changed(problem)


def no_answer(keep: str, devices: Sequence[str], *, joinable: bool) -> str:
    """Return the error for `--keep` with a value that names none of the answers, which are from `devices`."""
    if keep == BOTH and not joinable:
        return f"{NOT_ALL} {NOTHING_CHANGED}"
    choices = [*(str(n + 1) for n in range(len(devices))), *dict.fromkeys(devices), *([BOTH] if joinable else [])]
    return nothing_changed(f"--keep can't be “{keep}”. It can be {formats.joined(choices, 'or')}")


def settled_answer(title: str, answer: str) -> str:
    """Return the message after the field called `title` was settled with `answer`."""
    return f"Settled. {title}: {answer}"


def imported(number: int, *, dry_run: bool = False) -> str:
    """Return the message about `number` fields with several answers in an imported file."""
    fields = sentence_case(count(number, "field"))
    if dry_run:
        return f"{fields} would have different answers to settle."
    return f"{fields} {'has' if number == 1 else 'have'} different answers. {RUN}"

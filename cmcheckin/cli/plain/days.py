"""Changes of days in plain lines: delete a day, plan or remove leave, settle different answers of two devices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from cmcheckin.cli.output import quoted
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.leave import is_plan
from cmcheckin.services import leave
from cmcheckin.services.open_conflicts import open_conflicts, settle
from cmcheckin.wording import history as words
from cmcheckin.wording import leave as leave_words
from cmcheckin.wording import open_conflicts as conflict_words
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording.changes import RECORDS
from cmcheckin.wording.formats import long_day

if TYPE_CHECKING:
    from typing import Any

    from cmcheckin.cli.plain.part import Part
    from cmcheckin.domain.conflicts import FieldConflict, OpenConflict
    from cmcheckin.domain.fields import Key
    from cmcheckin.domain.records import Record

_NUMBERS: Final = re.compile(r"(\d{1,6})\s*(?:-|–|to)\s*(\d{1,6})")
"""Pattern of the numbers of two days: `2-4`, `2 to 4`."""


def delete_day(part: Part, day: date) -> None:
    """Delete the check-in and the workday of `day`, or its planned leave, if the user of `part` confirms."""
    journal = part.program.journal
    workday = journal.workday(day)
    if workday is not None and is_plan(workday, part.today):
        remove_leave(part, day, day)
        return
    found: list[Record] = [record for record in (journal.checkin(day), workday) if record is not None]
    if not found:
        raise Refused("", words.NOTHING_TO_DELETE.format(day=long_day(day)))
    types = [record.type for record in found]
    if not part.terminal.confirm(plain_words.confirm_delete([RECORDS[name] for name in types], day)):
        part.terminal.show(words.NOT_DELETED)
        return
    expected: dict[Key, Record | None] = {record.key: record for record in found}
    journal.save((), delete=expected, expected=expected, why="delete")
    part.changed()
    part.say(words.deleted(types, day))


def several_days(text: str, days: Sequence[date]) -> tuple[date, date] | None:
    """Return the first and the last of the numbered `days` that `text` names, such as `2-4`; None if it names none.
    Raises Refused for a number that isn't there."""
    if not (found := _NUMBERS.fullmatch(text)):
        return None
    numbers = [int(number) for number in found.groups()]
    if wrong := next((number for number in numbers if not 1 <= number <= len(days)), None):
        raise Refused("", plain_words.NO_ITEM[1].format(number=wrong, last=len(days)))
    named = sorted(days[number - 1] for number in numbers)
    return named[0], named[-1]


def remove_leave(part: Part, first: date, last: date) -> None:
    """Remove the planned leave from `first` to `last`, if the user of `part` confirms."""
    journal = part.program.journal
    planned = [day for day in journal.between(first, last).workdays if is_plan(day, part.today)]
    if not planned:
        raise Refused("", leave_words.nothing_planned(first, last))
    if not part.terminal.confirm(plain_words.remove_leave(len(planned), first, last, part.today)):
        part.terminal.show(words.NOT_REMOVED)
        return
    found = leave.remove_leave(journal, first, last, part.today)
    part.changed()
    part.say(
        leave_words.removed(found.changed, words.UNDO_HINT)
        if found.changed
        else leave_words.nothing_planned(first, last)
    )


def plan_leave(part: Part, text: str, days: Sequence[date]) -> None:
    """Plan leave on the working days that `text` names, by their dates or by their numbers among `days`, or ask for
    them. The user of `part` confirms a preview."""
    is_half = text.lower().startswith("half ")
    text = text[5:] if is_half else text
    text = text or part.ask_line(f"{plain_words.LEAVE_DAYS}:")
    if not text:
        return
    journal, schedule, today = part.program.journal, part.settings.schedule, part.today
    try:
        first, last = several_days(text, days) or leave.days_ahead(text, today)
    except ValueError as error:
        raise Refused("", str(error)) from None
    preview = leave.preview_leave(journal, schedule, first, last, today)
    if not part.terminal.confirm(plain_words.preview(preview.changed, preview.kept, today)):
        part.terminal.show(words.NOT_PLANNED)
        return
    found = leave.plan_leave(journal, schedule, first, last, today, is_half=is_half)
    part.changed()
    part.say(planned_text(found, today, is_half=is_half))


def planned_text(found: leave.LeaveChange, today: date, *, is_half: bool) -> str:
    """Return the sentence about the days planned in `found`, and those that weren't changed."""
    if found.changed:
        text = leave_words.planned(found.changed, today, is_half=is_half, to_undo=words.UNDO_HINT)
    else:
        text = leave_words.already_planned(found.known) if found.known else words.NOT_PLANNED
    return f"{text} {words.kept(found.kept)}".strip()


def settle_conflicts(part: Part) -> None:
    """Ask the user of `part` which answer to keep for each field that their devices answered differently."""
    journal, now = part.program.journal, part.clock.now()
    found = open_conflicts(journal)
    if not found:
        part.terminal.show(plain_words.NO_CONFLICTS)
        return
    part.terminal.show(conflict_words.INTRO)
    chosen: list[tuple[FieldConflict, Any]] = []
    for one in found:
        part.say(f"{conflict_words.conflict_title(one, part.today)}.")
        for number, value in enumerate(one.conflict.values, 1):
            text = f"{conflict_words.answer_text(one, value.value)} ({conflict_words.answer_label(value, now)})"
            part.say(plain_words.numbered(number, text))
        answered, kept = part.terminal.ask(plain_words.KEEP_WHICH, partial(_choice, one), letter="b")
        if answered and kept is not None:
            chosen.append((one.conflict, kept[0]))
    if chosen:
        settle(journal, chosen)
        part.changed()
    part.say(conflict_words.settled(len(chosen)) if chosen else conflict_words.NOT_SETTLED)


def _choice(one: OpenConflict, text: str) -> tuple[Any]:
    values = one.conflict.values
    if text.lower() == "b" and one.conflict.joined:
        return (one.conflict.joined,)
    if text.isdecimal() and 1 <= int(text[:4]) <= len(values):
        return (values[int(text[:4]) - 1].value,)
    raise Refused("", conflict_words.NOT_ALL if text.lower() == "b" else quoted(plain_words.NOT_A_NUMBER))

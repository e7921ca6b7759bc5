"""Days in plain lines: fill in or delete one, plan or remove leave, settle different answers of two devices."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from cmcheckin.cli.output import quoted
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.domain.dates import read_day
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
from cmcheckin.wording.spoken import spoken

if TYPE_CHECKING:
    from typing import Any

    from cmcheckin.domain.conflicts import FieldConflict
    from cmcheckin.domain.fields import Key
    from cmcheckin.domain.records import Record

_NUMBERS: Final = re.compile(r"(\d{1,6})\s*(?:-|–|to)\s*(\d{1,6})")
"""Pattern of the numbers of two days: `2-4`, `2 to 4`."""


class DaysPart(Part):
    """A part whose numbered entries are days."""

    CAN_UNDO = True

    @abstractmethod
    def days(self) -> Sequence[date]:
        """Return the numbered days."""

    def day_shown(self, day: date) -> None:
        """Show `day`, which was named by its date, or whose check-in was saved."""

    def actions(self) -> dict[str, Action]:
        """Return what can be done with days."""
        half = partial(self._plan_leave, is_half=True)
        return {"e": self._edit, "d": self._delete, "l": self._plan_leave, "leave": self._plan_leave, "half": half}

    def _day(self, text: str, key: str) -> date:
        """Return the day that `text` names, by its number or its date; without a text, the day that was read last.
        Raises Refused for a number with more after it that isn't a date."""
        reason = ""
        if text and not text.isdecimal():
            try:
                return read_day(text, self.today)
            except ValueError as error:
                reason = str(error).strip()
        day, rest = self.pick(self.days(), text, key)
        if rest:
            raise Refused("", reason)
        return day

    def check_in(self, day: date) -> None:
        """Ask the check-in of `day`, and show the day if it was saved."""
        from cmcheckin.cli.plain.checkin import ask_checkin

        if ask_checkin(self.program, day).is_saved:
            self.terminal.changes += 1
            self.day_shown(day)

    def _edit(self, text: str) -> None:
        day = self._day(text, "e")
        if day > self.today:
            raise Refused("", plain_words.typed_keys(words.in_future(day, self.today)))
        self.check_in(day)

    # Deleting

    def _delete(self, text: str) -> None:
        """Delete the check-in and the workday of a day, or planned leave, if the user confirms."""
        if several := self._several(text) or self._dates(text):
            self._remove_leave(*several)
            return
        journal, day = self.program.journal, self._day(text, "d")
        workday = journal.workday(day)
        if workday is not None and is_plan(workday, self.today):
            self._remove_leave(day, day)
            return
        found: list[Record] = [record for record in (journal.checkin(day), workday) if record is not None]
        if not found:
            raise Refused("", words.NOTHING_TO_DELETE.format(day=long_day(day)))
        types = [record.type for record in found]
        if not self.terminal.confirm(plain_words.confirm_delete([RECORDS[name] for name in types], day)):
            self.terminal.show(words.NOT_DELETED)
            return
        expected: dict[Key, Record | None] = {record.key: record for record in found}
        journal.save((), delete=expected, expected=expected, why="delete")
        self.changed()
        self.say_keys(words.deleted(types, day))

    def _several(self, text: str) -> tuple[date, date] | None:
        """Return the first and the last of the numbered days that `text` names, such as `2-4`; None if it names none.
        Raises Refused for a number that isn't there."""
        if not (found := _NUMBERS.fullmatch(text)):
            return None
        numbers, days = [int(number) for number in found.groups()], self.days()
        if wrong := next((number for number in numbers if not 1 <= number <= len(days)), None):
            raise Refused("", plain_words.NO_ITEM[1].format(number=wrong, last=len(days)))
        named = sorted(days[number - 1] for number in numbers)
        return named[0], named[-1]

    def _dates(self, text: str) -> tuple[date, date] | None:
        """Return the first and the last of the days ahead that `text` names, such as `3 dec to 4 dec`; None if it
        doesn't name several."""
        with suppress(ValueError):
            first, last = leave.days_ahead(text, self.today)
            if first != last:
                return first, last
        return None

    # Leave

    def _remove_leave(self, first: date, last: date) -> None:
        """Remove the planned leave from `first` to `last`, if the user confirms."""
        journal, nothing = self.program.journal, spoken(leave_words.nothing_planned(first, last))
        planned = [day for day in journal.between(first, last).workdays if is_plan(day, self.today)]
        if not planned:
            raise Refused("", nothing)
        if not self.terminal.confirm(plain_words.remove_leave(len(planned), first, last, self.today)):
            self.terminal.show(words.NOT_REMOVED)
            return
        found = leave.remove_leave(journal, first, last, self.today)
        self.changed()
        self.say_keys(spoken(leave_words.removed(found.changed, words.UNDO_HINT)) if found.changed else nothing)

    def _plan_leave(self, text: str, *, is_half: bool = False) -> None:
        """Plan leave on the working days that `text` names, by their dates or by their numbers, or ask for them."""

        def read(typed: str) -> tuple[date, date]:
            several = f"{typed} to {typed}" if typed.isdecimal() and len(typed) < 4 else typed
            return self._several(several) or leave.days_ahead(typed, self.today)

        if days := self.parsed(text, plain_words.LEAVE_DAYS, read):
            journal, schedule = self.program.journal, self.settings.schedule
            found = leave.plan_leave(journal, schedule, *days, self.today, is_half=is_half)
            if found.changed:
                self.changed()
            self.say_keys(spoken(planned_text(found, self.today, is_half=is_half)))


def planned_text(found: leave.LeaveChange, today: date, *, is_half: bool = False) -> str:
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
        title, conflict = conflict_words.spoken_title(one, part.today), one.conflict
        answers = [quoted(conflict_words.spoken_answer(one, value, now), 4000) for value in conflict.values]
        at = part.terminal.choose(quoted(title, 300), answers, joinable=bool(conflict.joined))
        if at is not None:
            chosen.append((conflict, conflict.values[at].value if at < len(answers) else conflict.joined))
    if chosen:
        settle(journal, chosen)
        part.changed()
    part.say(conflict_words.settled(len(chosen)) if chosen else conflict_words.NOT_SETTLED)

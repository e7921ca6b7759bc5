"""A row for each day since the last check-in: its kind, hours and times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from cmcheckin.checkin.form import DayRow
from cmcheckin.checkin.values import read_end
from cmcheckin.checkin.workload import DAY_FIELDS, KIND_KEYS
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.workday import Workday
from cmcheckin.ui.checkin.day_cells import (
    END,
    MAX_LENGTHS,
    QUESTIONS,
    START,
    SelectedCell,
    cell_at,
    cell_entries,
    row_line,
)
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, line_width, run_at, sides
from cmcheckin.ui.kit.text_block import key_runs
from cmcheckin.ui.kit.text_cells import fit_parts
from cmcheckin.ui.messages import Notified, TextTyped
from cmcheckin.wording import checkin as words
from cmcheckin.wording import proposed_days as hint_words

if TYPE_CHECKING:
    from cmcheckin.ui.checkin.uses_entry import UsesEntry

TYPED: Final = set("0123456789.,:")
"""Characters that begin an entry in a cell."""
CONTINUED: Final = TYPED | set("hmpain ")
"""Characters that continue an entry, such as 1h30 or 9 pm."""
BETWEEN_TIMES: Final = set("-–— ")
"""Characters that lead from the start to the end."""


class DayRows(AutoHeightWidget, can_focus=True):
    """Rows prefilled from the schedule or from a proposal, which don't count until they are confirmed.

    Enter confirms a row, digits type hours, the arrows reach the times, and a letter sets the kind of day. Each answer
    is posted. The rows don't change before they are given to `show`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "cell(-1)", show=False),
        Binding("right", "cell(1)", show=False),
    ]

    class DayConfirmed(Message):
        """Posted when the row at `index` is confirmed, with `changes` to fields of its workday."""

        def __init__(self, index: int, changes: dict[str, object] | None = None) -> None:
            super().__init__()
            self.index, self.changes = index, changes or {}

    class LateProposalUsed(Message):
        """Posted to use what files show about the day at `index`, which was read late."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class KindChosen(Message):
        """Posted when `kind` is chosen for the row at `index`, and with `below` for all later rows."""

        def __init__(self, index: int, kind: str, *, below: bool) -> None:
            super().__init__()
            self.index, self.kind, self.below = index, kind, below

    class DaysFinished(Message):
        """Posted when the last row is confirmed. `at_once` is the number of rows confirmed by one key, else 0, and
        `is_proposed` whether one of them was proposed from files."""

        def __init__(self, at_once: int = 0, *, is_proposed: bool = False) -> None:
            super().__init__()
            self.at_once, self.is_proposed = at_once, is_proposed

    def __init__(
        self, title: str, rows: Sequence[DayRow] = (), *, activities: Sequence[str] = (), id: str | None = None
    ) -> None:
        """Create the rows. `activities`: the names that can be typed."""
        super().__init__(id=id)
        self.title, self.rows, self.activities = title, tuple(rows), tuple(activities)
        self.row = self.cell = 0
        self.entry: str | None = None
        self.uses: UsesEntry | None = None
        """The text field for activities of the selected day; None unless it is open."""
        self.note = ""
        """A line about the files that propose rows, replaced by what they show about the selected day."""
        self._timed: int | None = None
        """Index of the row whose times were typed last."""

    # Drawing

    def show(self, rows: Sequence[DayRow], note: str) -> None:
        """Show `rows`, and the line `note` about the files that propose some of them."""
        self.rows, self.note = tuple(rows), note
        self.row = min(self.row, max(len(rows) - 1, 0))
        self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        if not self.rows:
            return []
        head = [(self.title, self.ink.strong)]
        found: list[Line] = [sides(head, self._keys_below(width - line_width(head) - 2), width), self._about(width)]
        selected = SelectedCell(self.cell, self.entry, self.uses)
        for n, row in enumerate(self.rows):
            is_next = n == self.row
            marked = selected if is_next and self.has_focus else None
            found.append(row_line(row, width, self.ink, self.glyphs, marked, is_next=is_next))
        found.append(self._keys(width))
        return found

    def _about(self, width: int) -> Line:
        """Return what files show about the selected day, with the key to use it if they were read late, or the note."""
        row, keys = self.rows[self.row], key_runs(self._hints_about, self.glyphs, self.ink, width)
        parts: Sequence[str] = (self.note,)
        if self.has_focus and row.proposal:
            parts = hint_words.from_files(row.proposal.sources, row.proposal.facts)
        elif keys and row.late_proposal:
            parts = (hint_words.suggestion(row.late_proposal.sources, row.late_proposal.workday),)
            keys = [("   ", self.ink.quiet), *keys]
        text = fit_parts(parts, width - 2 - line_width(keys), self.glyphs)
        return [("  ", self.ink.quiet), (text, self.ink.quiet), *keys]

    @property
    def _hints_about(self) -> Sequence[tuple[str, str]]:
        """Return the key that uses what files show about the selected day, if they were read late and nothing is being
        typed."""
        is_late = self.has_focus and not self.is_typing and self.rows[self.row].late_proposal
        return ((hint_words.USE_KEY, hint_words.USE_IT),) if is_late else ()

    def _keys_below(self, room: int) -> Line:
        """Return the keys that act on later rows too, as many as fit in `room` cells."""
        if self.row == len(self.rows) - 1:
            return []
        return key_runs(self._hints_below, self.glyphs, self.ink, room)

    @property
    def _hints_below(self) -> Sequence[tuple[str, str]]:
        key, label = words.DAY_KEYS_BELOW[0]
        is_proposed = any(row.proposal for row in self.rows[self.row :])
        return ((key, hint_words.ALL_AS_SHOWN if is_proposed else label), *words.DAY_KEYS_BELOW[1:])

    def _keys(self, width: int) -> Line:
        if self.uses is not None:
            return [("  ", self.ink.quiet), *self.uses.legend(width - 2, self.ink, self.glyphs)]
        return [("  ", self.ink.quiet), *key_runs(self._hints, self.glyphs, self.ink, width - 2)]

    @property
    def _hints(self) -> Sequence[tuple[str, str]]:
        times = (f"0{self.glyphs.dash}9", "hours"), (self.glyphs.arrows, "times")
        return (*words.DAY_KEYS, *times, words.ACTIVITY_KEY)

    # Keys

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """Return the keys that set the kind of a day, unless something is typed, and those that are typed."""
        shown = (*words.DAY_KEYS, words.ACTIVITY_KEY, *self._hints_about)
        kinds = () if self.entry is not None else tuple(key for key, _ in shown)
        return (*kinds, f"0{self.glyphs.dash}9")

    def on_key(self, event: events.Key) -> None:
        """Set the kind of day, confirm rows, or edit the entry."""
        char = event.character or ""
        if self.uses is not None:
            if not self._type_uses(self.uses, event):
                return
        elif char == words.ACTIVITY_KEY[0] and self.cell not in (START, END):
            if self.commit():
                self._open_uses()
                self.redraw()
                self.post_message(TextTyped())
        elif self.entry is None and char.lower() in KIND_KEYS and char.isalpha():
            self.post_message(self.KindChosen(self.row, KIND_KEYS[char.lower()], below=char.isupper()))
            if char.isupper():
                self.row = len(self.rows) - 1
                self.redraw()
            else:
                self._next_row()
        elif any(char == key for key, _ in self._hints_about):
            self.post_message(self.LateProposalUsed(self.row))
            self._next_row()
        elif self.entry is None and char == "u":
            self._confirm_rest()
        elif self.cell == START and self.entry and char and char in BETWEEN_TIMES:
            self.action_cell(1)
        elif char and (char in TYPED if self.entry is None else char in CONTINUED):
            self._type((self.entry or "") + char)
        elif event.key == "backspace":
            self._type((self.entry if self.entry is not None else cell_entries(self.workday)[self.cell])[:-1])
        elif event.key == "escape" and self.entry is not None:
            self._type(None)
        elif event.key == "enter":
            if self.commit(leaving=True):
                self.post_message(self.DayConfirmed(self.row))
                self._next_row()
        elif event.key not in ("tab", "shift+tab") or self.commit(leaving=True):
            return
        event.stop()

    def _confirm_rest(self) -> None:
        """Confirm the selected row and all later ones as they are shown."""
        rest = range(self.row, len(self.rows))
        for n in rest:
            self.post_message(self.DayConfirmed(n))
        is_proposed = any(self.rows[n].proposal for n in rest)
        self.row, self.cell = len(self.rows) - 1, 0
        self.redraw()
        self.post_message(self.DaysFinished(len(rest), is_proposed=is_proposed))

    def _open_uses(self, entry: str | None = None) -> None:
        """Open the entry of activities of the selected row, with `entry` if that was typed there before."""
        from cmcheckin.ui.checkin.uses_entry import UsesEntry

        self.uses = UsesEntry(self.workday, self.activities, entry)

    def _type_uses(self, uses: UsesEntry, event: events.Key) -> bool:
        """Edit the text of the activities, enter it or close its field. Return whether the key was used."""
        if event.key == "escape":
            self.uses = None
        elif event.key == "enter":
            if self.commit():
                self.post_message(self.DayConfirmed(self.row))
                self._next_row()
        elif not uses.edit(event):
            return event.key not in ("tab", "shift+tab", "up", "down") or not self.commit()
        self.redraw()
        self.post_message(TextTyped())
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Paste into the text field for activities, if it is open."""
        if self.uses is not None:
            event.stop()
            self.uses.paste(event.text)
            self.redraw()
            self.post_message(TextTyped())

    def on_click(self, event: events.Click) -> None:
        """Select the row and the cell that were clicked, or press the key. A click on the question behind a row
        confirms it."""
        offset = event.get_content_offset(self)
        if offset is not None and self.uses is not None and offset.y == len(self.rows) + 2:
            self.press_hint(self.uses.keys, self.lines(self.size.width)[offset.y], 1, offset.x)
            return
        if offset is None or not self.commit(leaving=offset.y - 2 != self.row):
            return
        line, row = self.lines(self.size.width)[offset.y], offset.y - 2
        if 0 <= row < len(self.rows):
            self.row, self.cell = row, cell_at(offset.x)
            self.redraw()
            self.post_message(TextTyped())
            run = run_at(line, offset.x)
            if run is not None and line[run][0] in QUESTIONS:
                self.post_message(self.DayConfirmed(row))
        elif offset.y == 0:
            self.press_hint(self._hints_below, line, 2, offset.x)
        elif offset.y == 1:
            self.press_hint(self._hints_about, line, 3, offset.x)
        else:
            self.press_hint(self._hints, line, 1, offset.x)

    @property
    def is_typing(self) -> bool:
        """Whether something is being typed in the selected row."""
        return self.entry is not None or self.uses is not None

    @property
    def workday(self) -> Workday:
        """Return the workday of the selected row."""
        return self.rows[self.row].workday

    def _type(self, entry: str | None) -> None:
        self.entry = entry[: MAX_LENGTHS[self.cell]] if entry is not None else None
        self.redraw()
        self.post_message(TextTyped())

    def commit(self, *, leaving: bool = False) -> bool:
        """Confirm the row with the entry, if there is one. If it is invalid, or the user is `leaving` times with a
        start and no end, post why and return False."""
        try:
            changes = self.take()
        except Refused as error:
            self.post_message(Notified(words.refusal(error)))
            return False
        if changes:
            self.post_message(self.DayConfirmed(self.row, changes))
        if changes.keys() & {"start", "end"}:
            self._timed = self.row
        day = self.workday._replace(**changes)  # type: ignore[arg-type]  # read by `DAY_FIELDS`
        if leaving and self._timed == self.row and day.start is not None and day.end is None:
            self.ask_for_end(self.row)
            return False
        return True

    def ask_for_end(self, row: int) -> None:
        """Select the end of the day at `row`, and post that it is missing."""
        self.row, self.cell = row, END
        self.redraw()
        self.post_message(Notified(words.END_MISSING))

    def take(self) -> dict[str, object]:
        """Remove the entry and return it as a change of the workday; empty if there is none. If it is invalid, keep it
        and raise Refused."""
        if self.uses is not None:
            changes = self.uses.take()
            self.uses = None
            return changes
        if self.entry is None:
            return {}
        cell = DAY_FIELDS[self.cell]
        value = read_end(self.entry, self.workday.start) if self.cell == END else cell.read(self.entry)
        self.entry = None
        return {cell.field: value}

    def _next_row(self) -> None:
        self.cell = 0
        if self.row == len(self.rows) - 1:
            self.post_message(self.DaysFinished())
        else:
            self.row += 1
        self.redraw()

    def action_move(self, by: int) -> None:
        """Select the row `by` below, or above if negative. Beyond the ends, the page moves to the next field."""
        if not self.commit(leaving=True):
            return
        if 0 <= self.row + by < len(self.rows):
            self.row += by
            self.redraw()
            self.post_message(TextTyped())
        else:
            raise SkipAction

    def action_cell(self, by: int) -> None:
        """Select the cell `by` to the right, or to the left if negative."""
        cell = min(max(self.cell + by, 0), len(DAY_FIELDS) - 1)
        if self.commit(leaving=cell not in (START, END)):
            self.cell = cell
            self.redraw()
            self.post_message(TextTyped())

    # The position of the user

    def position(self) -> str:
        """Return the row, cell and entry, for a draft: `2:0`, `2:0:7.5`, or `2:a:ms` while activities are typed."""
        if self.uses is not None:
            return f"{self.row}:{words.ACTIVITY_KEY[0]}:{self.uses.text}"
        entry = "" if self.entry is None else f":{self.entry}"
        return f"{self.row}:{self.cell}{entry}"

    def restore(self, position: str) -> None:
        """Restore the result of `position`, unless there is no such row."""
        row, _, rest = position.partition(":")
        cell, colon, entry = rest.partition(":")
        if row.isdecimal() and int(row) < len(self.rows) and cell == words.ACTIVITY_KEY[0]:
            self.row = int(row)
            self._open_uses(entry)
            self.redraw()
        elif row.isdecimal() and cell.isdecimal() and int(row) < len(self.rows) and int(cell) < len(DAY_FIELDS):
            self.row, self.cell, self.entry = int(row), int(cell), entry if colon else None
            self.redraw()

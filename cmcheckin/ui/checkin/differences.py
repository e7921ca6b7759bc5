"""Resolve a conflict: choose between two windows' answers, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.checkin.conflict import Choice, Difference, choose, value_in_words
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.line_widget import Line, LineWidget, Run
from cmcheckin.ui.kit.text_block import TextBlock
from cmcheckin.ui.kit.text_cells import fit, pad
from cmcheckin.wording import conflicts as words

SIDES: tuple[Choice, ...] = ("mine", "theirs", "both")


class DifferencesScreen(BaseScreen[tuple[Difference, ...] | None]):
    """Lists fields with the answers of both windows. The result has a choice for each, or is None after Escape."""

    TITLE = words.TITLE
    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "1", "choose('mine')", "this window", tooltip="keep the answer from this window", id="differences.mine"
        ),
        Binding("2", "choose('theirs')", "saved", tooltip="keep the saved answer", id="differences.theirs"),
        Binding("3", "choose('both')", "both", tooltip="keep both answers", id="differences.both"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "save", "save choices", tooltip="save your choices", id="differences.save"),
        Binding("escape", "back", "back", tooltip="back to the check-in", id="differences.back"),
    ]

    def __init__(self, differences: tuple[Difference, ...]) -> None:
        super().__init__()
        self.differences = differences

    def compose(self) -> ComposeResult:
        yield Heading(words.TITLE, words.field_count(len(self.differences)))
        yield TextBlock(words.INTRO, quiet=True)
        yield _Rows(self.differences, id="rows")
        yield KeyLine()

    def action_choose(self, choice: Choice) -> None:
        """Choose `choice` for the selected field, and select the next one."""
        rows = self.query_one(_Rows)
        if choice == "both" and not self.differences[rows.selected].joinable:
            self.show_message(words.NOT_BOTH)
            return
        self.differences = choose(self.differences, rows.selected, choice)
        rows.show(self.differences)
        self.action_move(1)

    def action_move(self, by: int) -> None:
        """Select the field `by` below, or above if negative."""
        rows = self.query_one(_Rows)
        rows.selected = min(max(rows.selected + by, 0), len(self.differences) - 1)
        rows.redraw()

    def action_save(self) -> None:
        """Close with the choices, once every field was on the screen."""
        rows = self.query_one(_Rows)
        if hidden := len(self.differences) - rows.rows_seen:
            self.action_move(rows.rows_seen - rows.selected)
            self.show_message(words.fields_not_shown(hidden))
            return
        self.dismiss(self.differences)

    def action_back(self) -> None:
        """Close without saving."""
        self.dismiss(None)


class _Rows(LineWidget):
    DEFAULT_CSS = """
    _Rows { height: 1fr; margin-top: 1; padding: 0 2; }
    """

    def __init__(self, differences: tuple[Difference, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.differences, self.selected, self.rows_seen = differences, 0, 0
        self._first = 0
        """Index of the first field on the screen."""

    def show(self, differences: tuple[Difference, ...]) -> None:
        self.differences = differences
        self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        found: list[Line] = []
        room = max(height // 4, 1)
        first = self._first = min(max(self.selected - room // 2, 0), max(len(self.differences) - room, 0))
        for n, each in enumerate(self.differences[first : first + room], first):
            is_selected = n == self.selected
            marker = f"{self.glyphs.marker} " if is_selected else "  "
            title = words.field_name(each.key, each.field)
            found.append([(marker, self.ink.accent), (title, self.ink.strong if is_selected else self.ink.plain)])
            for side, label, value in ((1, words.MINE, each.mine), (2, words.THEIRS, each.theirs)):
                chosen = each.choice in (SIDES[side - 1], "both")
                found.append(self._side(side, label, value_in_words(each.field, value), chosen, width))
            found.append([])
        self.rows_seen = max(self.rows_seen, min(first + room, len(self.differences)))
        if rest := len(self.differences) - first - room:
            found[-1] = [(f"    {words.more_fields(rest)}", self.ink.quiet)] if rest > 0 else []
        return found

    def on_click(self, event: events.Click) -> None:
        """Select the field that was clicked, and choose the answer."""
        if offset := event.get_content_offset(self):
            row, line = divmod(offset.y, 4)
            if self._first + row < len(self.differences):
                self.selected = self._first + row
                self.redraw()
                if line in (1, 2):
                    self.press(str(line))

    def _side(self, digit: int, label: str, value: str, chosen: bool, width: int) -> Line:
        style = self.ink.chosen if chosen else self.ink.quiet
        text = fit(value, width - 30, self.glyphs)
        left, right = (self.glyphs.left, self.glyphs.right) if chosen else (" ", " ")
        line: list[Run] = [(f"    {digit} ", self.ink.accent), (pad(label, 16), self.ink.quiet)]
        return [*line, (f"{left}{text}{right}", style)]

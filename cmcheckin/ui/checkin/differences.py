"""Two windows, one morning: what differs, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.checkin.conflict import Choice, Difference, choose, value_in_words
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.footer import KeyLine
from cmcheckin.ui.kit.heading import Heading
from cmcheckin.ui.kit.painted import Line, Painted, Run, fit, pad
from cmcheckin.ui.kit.text_block import Remark
from cmcheckin.wording import conflicts as words

SIDES: tuple[Choice, ...] = ("mine", "theirs", "both")


class DifferencesScreen(BaseScreen):
    """A row a field; one key a choice. Nothing is saved before Enter, and escape goes back with nothing changed."""

    TITLE = words.TITLE
    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose('mine')", "this window", id="differences.mine"),
        Binding("2", "choose('theirs')", "what is saved", id="differences.theirs"),
        Binding("3", "choose('both')", "both", id="differences.both"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "save", "save as chosen", id="differences.save"),
        Binding("escape", "back", "back", id="differences.back"),
    ]

    @dataclass(frozen=True)
    class Answer:
        """The differences as chosen."""

        chosen: tuple[Difference, ...]

    def __init__(self, found: tuple[Difference, ...], answered: Callable[[Answer | None], None]) -> None:
        super().__init__()
        self.found, self._answered = found, answered

    def compose(self) -> ComposeResult:
        yield Heading(words.TITLE, words.field_count(len(self.found)))
        yield Remark(words.INTRO, quiet=True)
        yield _Rows(self.found, id="rows")
        yield KeyLine()

    def _answer(self, answer: Answer | None) -> None:
        self.dismiss()
        self._answered(answer)

    def action_choose(self, choice: Choice) -> None:
        """For the selected field."""
        rows = self.query_one(_Rows)
        if choice == "both" and not self.found[rows.at].joinable:
            self.show_message(words.NOT_BOTH)
            return
        self.found = choose(self.found, rows.at, choice)
        rows.show(self.found)
        self.action_move(1)

    def action_move(self, by: int) -> None:
        """To another field."""
        rows = self.query_one(_Rows)
        rows.at = min(max(rows.at + by, 0), len(self.found) - 1)
        rows.redraw()

    def action_save(self) -> None:
        """Save as chosen, once every field was on the screen."""
        rows = self.query_one(_Rows)
        if hidden := len(self.found) - rows.seen:
            self.action_move(rows.seen - rows.at)
            self.show_message(words.fields_not_shown(hidden))
            return
        self._answer(self.Answer(self.found))

    def action_back(self) -> None:
        """Back to the check-in; nothing was saved."""
        self._answer(None)


class _Rows(Painted):
    DEFAULT_CSS = """
    _Rows { height: 1fr; margin-top: 1; padding: 0 2; }
    """

    def __init__(self, found: tuple[Difference, ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.found, self.at, self.seen = found, 0, 0

    def show(self, found: tuple[Difference, ...]) -> None:
        """The same fields, chosen otherwise."""
        self.found = found
        self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        found: list[Line] = []
        room = max(height // 4, 1)
        first = min(max(self.at - room // 2, 0), max(len(self.found) - room, 0))
        for n, each in enumerate(self.found[first : first + room], first):
            here = n == self.at
            marker = f"{self.glyphs.marker} " if here else "  "
            title = words.field_name(each.key, each.field)
            found.append([(marker, self.ink.accent), (title, self.ink.strong if here else self.ink.plain)])
            for side, label, value in ((1, words.MINE, each.mine), (2, words.THEIRS, each.theirs)):
                chosen = each.choice in (SIDES[side - 1], "both")
                found.append(self._side(side, label, value_in_words(each.field, value), chosen, width))
            found.append([])
        self.seen = max(self.seen, min(first + room, len(self.found)))
        if rest := len(self.found) - first - room:
            found[-1] = [(f"    {words.more_fields(rest)}", self.ink.quiet)] if rest > 0 else []
        return found

    def _side(self, digit: int, label: str, value: str, chosen: bool, width: int) -> Line:
        style = self.ink.chosen if chosen else self.ink.quiet
        text = fit(value, width - 30, self.glyphs)
        left, right = (self.glyphs.left, self.glyphs.right) if chosen else (" ", " ")
        line: list[Run] = [(f"    {digit} ", self.ink.accent), (pad(label, 16), self.ink.quiet)]
        return [*line, (f"{left}{text}{right}", style)]

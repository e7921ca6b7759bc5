"""A question of the setup: a heading, a field with the proposed answer, and a line about what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from cmcheckin.domain.errors import Refused
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, text_lines
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.wording.app import SKIPPED

MARGIN = 2
"""Cells before each line. The heading shows the focus mark there."""


def _nothing(_: str) -> str:
    return ""


class Question(Vertical):
    """Asks for one text. Its answer is what `read` returns; `explain` returns the line about a text, and `complete`
    the text that Tab changes it to. `read` raises Refused."""

    DEFAULT_CSS = """
    Question { height: auto; margin-bottom: 1; }
    Question TextField { width: 1fr; margin: 0 2; max-width: 60; }
    Question TextField > .input--selection { background: $raised; text-style: reverse; }
    """

    def __init__(
        self,
        name: str,
        title: str,
        value: str,
        *,
        read: Callable[[str], object],
        explain: Callable[[str], str],
        typed: str | None,
        complete: Callable[[str], str] = _nothing,
        placeholder: str = "",
    ) -> None:
        """`value`: the proposed answer; `typed`: the text that was typed before, None for none."""
        super().__init__(id=f"question-{name}")
        self.read = read
        self._explain, self._complete = explain, complete
        self.answered = False
        """Whether the user accepted or skipped the question."""
        self.skipped = False
        self._edited = typed is not None
        self._heading = _Heading(title)
        self.field = _Field(value if typed is None else typed, complete, placeholder, name)
        self._line = _Line()

    def compose(self) -> ComposeResult:
        yield self._heading
        yield self.field
        yield self._line

    def on_mount(self) -> None:
        self._show_line()

    @property
    def typed(self) -> str | None:
        """The text that was typed, None if the proposed answer wasn't changed."""
        return self.field.value if self._edited else None

    @property
    def answer(self) -> object | None:
        """The answer as it is typed now. None if the question is skipped or the text can't be read."""
        try:
            return None if self.skipped else self.read(self.field.value)
        except Refused:
            return None

    def accept(self) -> bool:
        """Accept what is typed. If it can't be read, show why and return False."""
        try:
            self.read(self.field.value)
        except Refused as error:
            self._line.show(error.reason, is_refusal=True)
            return False
        self._close(skipped=False)
        return True

    def skip(self) -> None:
        """Skip the question."""
        self._close(skipped=True)

    def _close(self, *, skipped: bool) -> None:
        self.answered, self.skipped = True, skipped
        self._heading.show(is_focused=self.field.has_focus, is_skipped=skipped)
        self._show_line()

    def _show_line(self) -> None:
        self._line.show(self._explain(self.field.value))

    def on_text_field_edited(self) -> None:
        """Show what the text means. It is accepted once Enter is pressed again."""
        self.answered, self.skipped, self._edited = False, False, True
        self._heading.show(is_focused=True, is_skipped=False)
        self._show_line()

    def on_descendant_focus(self) -> None:
        """Select the proposed answer, so that typing replaces it."""
        self._heading.show(is_focused=True, is_skipped=self.skipped)
        if not self._edited:
            self.field.action_select_all()

    def on_descendant_blur(self) -> None:
        self._heading.show(is_focused=False, is_skipped=self.skipped)

    def on_click(self, event: events.Click) -> None:
        """Focus the field, wherever on the question the click was."""
        self.field.focus()


class _Field(TextField):
    """A field in which Tab replaces the text by what `better` returns, or leaves the field if that is the same."""

    def __init__(self, value: str, better: Callable[[str], str], placeholder: str, name: str) -> None:
        super().__init__(value, placeholder=placeholder, id=name)
        self._better = better
        self.completion = self._ending

    def _ending(self, text: str) -> str | None:
        better = self._better(text)
        return better if better.lower().startswith(text.lower()) else None

    def action_complete(self) -> None:
        better = self._better(self.value)
        if better and better != self.value:
            self.value = better
            self.cursor_position = len(better)
        else:
            super().action_complete()


class _Heading(AutoHeightWidget):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.styles.padding = 0  # the mark is at the edge
        self._title, self._is_focused, self._is_skipped = title, False, False

    def show(self, *, is_focused: bool, is_skipped: bool) -> None:
        """Draw the heading in bold with a mark if it `is_focused`."""
        self._is_focused, self._is_skipped = is_focused, is_skipped
        self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        mark = f"{self.glyphs.marker} " if self._is_focused else " " * MARGIN
        title = (self._title, self.ink.strong if self._is_focused else self.ink.quiet)
        return [[(mark, self.ink.accent), title, (f"   {SKIPPED}" if self._is_skipped else "", self.ink.quiet)]]


class _Line(AutoHeightWidget):
    """The line about what is typed, in bold if it says why that can't be read."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._is_refusal = "", False

    def show(self, text: str, *, is_refusal: bool = False) -> None:
        """Show `text`."""
        self._text, self._is_refusal = text, is_refusal
        self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        style = self.ink.strong if self._is_refusal else self.ink.quiet
        return text_lines(self._text, style, width, 2, self.glyphs) or [[]]

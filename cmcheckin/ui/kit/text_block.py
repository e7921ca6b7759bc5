"""Text beside the questions, text in parts, and labelled fields."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line
from cmcheckin.ui.kit.text_cells import fit, wrap
from cmcheckin.wording import app as words


class TextBlock(AutoHeightWidget):
    """A text, muted if `quiet`, in at most `most` lines."""

    def __init__(
        self,
        text: str = "",
        *,
        quiet: bool = True,
        most: int = 3,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.text, self.quiet, self.most = text, quiet, most

    def show(self, text: str) -> None:
        """Show `text`."""
        if text != self.text:
            self.text = text
            self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        style = self.ink.quiet if self.quiet else self.ink.plain
        return [[(line, style)] for line in wrap(self.text, width, self.most, self.glyphs)]


def part_of(lines: Sequence[Line], part: int, room: int) -> tuple[list[Line], str]:
    """Return the lines of `part`, counted from 0, if `lines` are shown in parts of `room` lines.

    The second value is `1 of 3`, or empty if all of them fit in one part. Then the lines are filled up to `room`.
    """
    shown = list(lines[part * room : (part + 1) * room])
    parts = count_parts(lines, room)
    return (shown, "") if parts == 1 else ([*shown, *[[]] * (room - len(shown))], words.part_of(part + 1, parts))


def count_parts(lines: Sequence[object], room: int) -> int:
    """Return in how many parts of `room` lines `lines` are shown; at least 1."""
    return max(-(-len(lines) // room), 1)


class LabelledField(Horizontal):
    """A field after a label of `width` cells. While it has the focus, the label is bold with a mark."""

    DEFAULT_CSS = """
    LabelledField { height: 1; padding: 0 2 0 0; }
    """

    def __init__(
        self,
        name: str,
        field: Widget,
        *,
        width: int,
        id: str | None = None,  # noqa: A002  Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._label, self._field = _Label(name, width), field

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._field

    def on_descendant_focus(self) -> None:
        self._label.show(focused=True)

    def on_descendant_blur(self) -> None:
        self._label.show(focused=False)


class _Label(AutoHeightWidget):
    def __init__(self, text: str, width: int) -> None:
        super().__init__()
        self._text, self._focused = text, False
        self.styles.width, self.styles.padding = width + 2, 0

    def show(self, *, focused: bool) -> None:
        self._focused = focused
        self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        mark = f"{self.glyphs.marker} " if self._focused else "  "
        name = fit(self._text, width - 3, self.glyphs)
        return [[(mark, self.ink.accent), (name, self.ink.strong if self._focused else self.ink.quiet)]]

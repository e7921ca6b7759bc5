"""The last page of a check-in: all answers, before they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.checkin import proposals, review
from cmcheckin.checkin.form import CheckinForm
from cmcheckin.ui.checkin.page import Page
from cmcheckin.ui.kit.line_widget import Line, LineWidget
from cmcheckin.ui.kit.text_block import ActionHint, TextBlock
from cmcheckin.ui.kit.text_cells import pad, wrap
from cmcheckin.wording import checkin as checkin_words
from cmcheckin.wording import proposed_days as words

LABEL, LONG_LABEL = 13, 26
"""Cells of the labels: usually, and at most if a number of the user's own has a longer name."""
WHOLE_LINE: Final = 9
"""The limit in lines for an answer: enough for a line of text, such as a win, in full. A longer note is cut."""


class ReviewPage(Page):
    """Shows the answers. There is nothing to answer: Enter saves, and a digit opens its step."""

    DEFAULT_CSS = """
    ReviewPage #files { padding: 0 2; }
    """
    NAME = "review"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "use_files", show=False, tooltip="use what your files suggest", id="checkin.files"),
    ]

    def compose(self) -> ComposeResult:
        yield TextBlock(f"{checkin_words.REVIEW_TITLE}. {checkin_words.REVIEW_KEYS}", quiet=False, id="review-title")
        yield ActionHint("checkin.files", id="files")
        yield ReviewLines(id="lines")

    def on_mount(self) -> None:
        self.show_form(self.form)

    def show_form(self, form: CheckinForm) -> None:
        super().show_form(form)
        self.query_one(ReviewLines).show(review.summary_lines(form))
        late = proposals.late_rows(form)
        label = words.USE_IT if len(late) == 1 else words.USE_THEM
        self.query_one("#files", ActionHint).show(proposals.review_text(form), label)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the key for what files suggest while there is nothing."""
        return action != "use_files" or bool(proposals.late_rows(self.form))

    def action_use_files(self) -> None:
        """Use what files suggest for days that were confirmed as usual before."""
        self.set_form(proposals.use_all(self.form))


class ReviewLines(LineWidget, can_focus=True):
    """Labels with the answers, of which skipped ones are muted. Scrolls by line if they don't fit."""

    DEFAULT_CSS = """
    ReviewLines { height: 1fr; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_by(-1)", show=False),
        Binding("down", "scroll_by(1)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.content: tuple[review.SummaryLine, ...] = ()
        self.top = 0

    def show(self, content: tuple[review.SummaryLine, ...]) -> None:
        """Show `content` from the top, if it differs from the current one."""
        if content != self.content:
            self.content, self.top = content, 0
            self.redraw()

    def draw(self, width: int, height: int) -> Sequence[Line]:
        found: list[Line] = []
        column = min(max([LABEL, *(cell_len(line.label) + 2 for line in self.content)]), LONG_LABEL)
        for line in self.content:
            label = line.label
            for text in line.texts:
                for part in wrap(text, width - column, WHOLE_LINE, self.glyphs):
                    style = self.ink.plain if line.is_answered else self.ink.quiet
                    found.append([(pad(label, column - 1, self.glyphs) + " ", self.ink.quiet), (part, style)])
                    label = ""
        if len(found) <= height or height < 2:
            return found
        self.top = min(self.top, len(found) - height + 1)
        shown = found[self.top : self.top + height - 1]
        hidden = len(found) - self.top - len(shown)
        marks = self.glyphs.up + self.glyphs.down
        more = f"{marks} {hidden} more" if hidden else marks
        return [*shown, [(" " * column, self.ink.quiet), (more, self.ink.quiet)]]

    def turn_wheel(self, by: int) -> None:
        """Scroll by a line."""
        self.action_scroll_by(by)

    def action_scroll_by(self, lines: int) -> None:
        """Scroll down by `lines`, or up if negative."""
        self.top = max(self.top + lines, 0)
        self.redraw()

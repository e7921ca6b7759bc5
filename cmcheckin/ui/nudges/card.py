"""The nudges of a week: one as a card, or all of them as a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from rich.cells import cell_len

from cmcheckin.services.active_nudges import ActiveNudge
from cmcheckin.ui.kit.frame import key_name
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, Run, line_width
from cmcheckin.ui.kit.text_cells import pad, wrap
from cmcheckin.wording import nudge_cards as words

MAX_LINES: Final = 5
"""Most lines of text on a card whose own four lines are too wide."""
GAP: Final = 2
"""Blank cells after each key with its label."""
HEAD: Final = 11
"""Cells of the label before a nudge on one line."""


class NudgeCard(AutoHeightWidget):
    """What the log shows, why it matters, one question and the keys, between blank lines."""

    DEFAULT_CSS = """
    NudgeCard { padding: 0 1 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._card: ActiveNudge | None = None
        self._nudges: Sequence[ActiveNudge] = ()
        self._today = date.min
        self._max_nudges = 1
        self._blank_before = True

    def show(
        self,
        card: ActiveNudge | None,
        nudges: Sequence[ActiveNudge],
        today: date,
        max_nudges: int,
        *,
        blank_before: bool,
    ) -> None:
        """Show `card`, after a blank line if `blank_before`. If it is None, show `nudges` as lines, `max_nudges` at
        most."""
        self._card, self._nudges, self._today, self._max_nudges = card, nudges, today, max_nudges
        self._blank_before = blank_before
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        if self._card is not None:
            return [*([[]] if self._blank_before else []), *self._card_lines(self._card, width), []]
        return [*self._nudge_lines(width), []] if self._nudges else []

    def _card_lines(self, active: ActiveNudge, width: int) -> Iterator[Line]:
        from cmcheckin.wording.nudges import card_lines  # a week without nudges starts without their sentences

        texts: Sequence[str] = card_lines(active.nudge.finding)
        if any(cell_len(text) > width for text in texts):
            texts = wrap(" ".join(texts), width, MAX_LINES, self.glyphs)
        for n, text in enumerate(texts):
            yield [(text, self.ink.strong if n == 0 else self.ink.plain)]
        controls = words.PERSONAL_CONTROLS if active.nudge.finding.personal else words.CONTROLS
        keys = self._keys(controls)
        short = [(key, label.removesuffix(words.TWO_WEEKS)) for key, label in controls]
        yield keys if line_width(keys) - GAP <= width else self._keys(short)

    def _keys(self, controls: Sequence[tuple[str, str]]) -> list[Run]:
        found: list[Run] = []
        for key, label in controls:
            found += [(key_name(key, self.glyphs), self.ink.accent), (f" {label}  ", self.ink.quiet)]
        return found

    def _nudge_lines(self, width: int) -> Iterator[Line]:
        shown = self._nudges[: self._max_nudges]
        for n, active in enumerate(shown):
            end: list[Run] = []
            if answer := words.answer_label(active.answer, self._today):
                end = [(f"  {answer}", self.ink.quiet)]
            if n == 0:
                end += [("  ", self.ink.plain), *self._keys((words.WHY_KEY,))[:1], (" why", self.ink.quiet)]
            hidden = len(self._nudges) - len(shown)
            if hidden and n == len(shown) - 1:
                end.append((f"  +{hidden}", self.ink.quiet))
            good = active.nudge.finding.good_news
            head: Run = (pad(words.line_label(active.nudge, good), HEAD), self.ink.strong)
            text = pad(words.nudge_line(active.nudge), width - HEAD - line_width(end), self.glyphs)
            yield [head, (text, self.ink.quiet if active.answer else self.ink.plain), *end]

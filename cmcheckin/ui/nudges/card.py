"""The nudges of a week: one as a card, or all of them as a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from cmcheckin.services.active_nudges import ActiveNudge
from cmcheckin.ui.kit.frame import key_name
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, Run, line_width, run_at
from cmcheckin.ui.kit.text_cells import pad
from cmcheckin.wording import nudge_cards as words

if TYPE_CHECKING:
    from textual import events

Room: TypeAlias = Literal["full", "tight", "low", "short"]
"""How much room a window has for a nudge."""
GAP: Final = 2
"""Blank cells after each key with its label."""
PAD: Final = 2
"""Blank cells at the left of the text on a card."""
SHORT_CARD: Final = 5
"""Most lines of a card with a blank line above it in a short window."""
AIRY: Final = 3
"""Most lines of text with a blank line before the keys in a low window."""
HEAD: Final = 11
"""Cells of the label before a nudge on one line."""


class NudgeCard(AutoHeightWidget):
    """A nudge as a card: what the log shows, why it matters, one question and the keys, on a tint between two rules.

    Nudges without a card are lines.
    """

    DEFAULT_CSS = """
    NudgeCard { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._card: ActiveNudge | None = None
        self._nudges: Sequence[ActiveNudge] = ()
        self._today = date.min
        self._room: Room = "full"

    def show(self, card: ActiveNudge | None, nudges: Sequence[ActiveNudge], today: date, room: Room) -> None:
        """Show `card`, or `nudges` as lines if it is None: up to three, or one in a low or short window.

        In a tight window there is no blank line before its keys. In a low one there is a blank line above the card
        instead of below it. In a short one the card has only what the log shows, and the blank line is left out above a
        long one.
        """
        self._card, self._nudges, self._today, self._room = card, nudges, today, room
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked, or that shows the reasons if a nudge on one line was."""
        offset = event.get_content_offset(self)
        lines = self.lines(self.size.width)
        if offset is None or offset.y >= len(lines) or (run := run_at(lines[offset.y], offset.x)) is None:
            return
        if self._card is None:
            if lines[offset.y]:
                self.press(words.WHY_KEY[0])
            return
        controls = words.PERSONAL_CONTROLS if self._card.nudge.finding.personal else words.CONTROLS
        labels = {key_name(key, self.glyphs): key for key, _ in controls}
        for text, _ in (lines[offset.y][run], lines[offset.y][max(run - 1, 0)]):  # the key itself, or its label
            if text in labels:
                self.press(labels[text])
                return

    def lines(self, width: int) -> list[Line]:
        if width <= PAD:  # not laid out yet
            return []
        if self._card is not None:
            card = list(self._card_lines(self._card, width))
            if self._room in ("full", "tight"):
                return [*card, []]
            return card if self._room == "short" and len(card) > SHORT_CARD else [[], *card]
        return [*self._nudge_lines(width), []] if self._nudges else []

    def _card_lines(self, active: ActiveNudge, width: int) -> Iterator[Line]:
        from cmcheckin.wording.nudges import card_parts  # a week without nudges starts without their sentences

        facts, others = card_parts(active.nudge.finding, width - PAD)
        if self._room == "short":
            others = []
        yield self._edge(self.glyphs.under, width)
        for text in facts:
            yield self._tinted([(text, self.ink.strong)], width)
        for text in others:
            yield self._tinted([(text, self.ink.plain)], width)
        if self._room == "full" or (self._room == "low" and len(facts) + len(others) <= AIRY):
            yield self._tinted([], width)
        controls = words.PERSONAL_CONTROLS if active.nudge.finding.personal else words.CONTROLS
        keys = self._keys(controls)
        if line_width(keys) - GAP > width - PAD:
            keys = self._keys([(key, label.removesuffix(words.TWO_WEEKS)) for key, label in controls])
        yield self._tinted(keys, width)
        yield self._edge(self.glyphs.levels[0], width)

    def _edge(self, char: str, width: int) -> Line:
        """Return the upper or lower edge of the card, drawn where its tint begins or ends; a plain rule in ASCII."""
        return [((self.glyphs.rule if self.glyphs.hanging else char) * width, self.ink.faint + self.ink.card)]

    def _tinted(self, line: Line, width: int) -> Line:
        """Return `line` on the tint of the card, after a margin."""
        line = [(" " * PAD, self.ink.plain), *line]
        line.append((" " * max(width - line_width(line), 0), self.ink.plain))
        return [(text, style + self.ink.card) for text, style in line]

    def _keys(self, controls: Sequence[tuple[str, str]]) -> list[Run]:
        found: list[Run] = []
        for key, label in controls:
            found += [(key_name(key, self.glyphs), self.ink.accent), (f" {label}  ", self.ink.quiet)]
        return found

    def _nudge_lines(self, width: int) -> Iterator[Line]:
        shown = self._nudges[: 3 if self._room in ("full", "tight") else 1]
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
            head: Run = (" " * PAD + pad(words.line_label(active.nudge, good), HEAD), self.ink.strong)
            text = pad(words.nudge_line(active.nudge), width - PAD - HEAD - line_width(end), self.glyphs)
            yield [head, (text, self.ink.quiet if active.answer else self.ink.plain), *end]

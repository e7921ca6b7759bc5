"""The gentle notes of a week: one as a card, the others as a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from rich.cells import cell_len

from cmcheckin.services.active_nudges import ActiveNudge
from cmcheckin.ui.kit.flowing import Flowing
from cmcheckin.ui.kit.footer import key_name
from cmcheckin.ui.kit.painted import Line, Run, cells, pad, wrap
from cmcheckin.wording import nudge_cards as words

MOST: Final = 5
"""Lines of a card where its own four do not fit."""
GAP: Final = 2
"""Cells after each key and what it does."""
HEAD: Final = 11
"""Cells of what stands before a line."""


class NoteCard(Flowing):
    """What the log shows, why it is mentioned, one question, and the keys: five lines, with a blank around them."""

    DEFAULT_CSS = """
    NoteCard { padding: 0 1 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._card: ActiveNudge | None = None
        self._lines: Sequence[ActiveNudge] = ()
        self._today = date.min
        self._most = 1
        self._apart = True

    def show(
        self, card: ActiveNudge | None, lines: Sequence[ActiveNudge], today: date, most: int, *, apart: bool
    ) -> None:
        """Show this card, or while there is none at most so many notes as lines.

        `apart`: a blank line is wanted before it.
        """
        self._apart = apart
        self._card, self._lines, self._today, self._most = card, lines, today, most
        self.redraw()

    def lines(self, width: int) -> list[Line]:
        if self._card is not None:
            return [*([[]] if self._apart else []), *self._whole(self._card, width), []]
        return [*self._each(width), []] if self._lines else []

    def _whole(self, one: ActiveNudge, width: int) -> Iterator[Line]:
        from cmcheckin.wording.nudges import card_lines  # a week without notes starts without their words

        texts: Sequence[str] = card_lines(one.note.finding)
        if any(cell_len(text) > width for text in texts):
            texts = wrap(" ".join(texts), width, MOST, self.glyphs)
        for n, text in enumerate(texts):
            yield [(text, self.ink.strong if n == 0 else self.ink.plain)]
        controls = words.CARE_CONTROLS if one.note.finding.personal else words.CONTROLS
        keys = self._keys(controls)
        short = [(key, label.partition(" (")[0]) for key, label in controls]
        yield keys if cells(keys) - GAP <= width else self._keys(short)

    def _keys(self, controls: Sequence[tuple[str, str]]) -> list[Run]:
        found: list[Run] = []
        for key, label in controls:
            found += [(key_name(key, self.glyphs), self.ink.accent), (f" {label}  ", self.ink.quiet)]
        return found

    def _each(self, width: int) -> Iterator[Line]:
        shown = self._lines[: self._most]
        for n, one in enumerate(shown):
            end: list[Run] = []
            if word := words.word_said(one.word, self._today):
                end = [(f"  {word}", self.ink.quiet)]
            if n == 0:
                end += [("  ", self.ink.plain), *self._keys((words.WHY,))[:1], (" why", self.ink.quiet)]
            left = len(self._lines) - len(shown)
            if left and n == len(shown) - 1:
                end.append((f"  +{left}", self.ink.quiet))
            good = one.note.finding.good_news
            head: Run = (pad(words.head(one.note, good), HEAD), self.ink.strong)
            text = pad(words.one_line(one.note), width - HEAD - cells(end), self.glyphs)
            yield [head, (text, self.ink.quiet if one.word else self.ink.plain), *end]

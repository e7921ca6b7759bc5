"""A question answered with one digit or letter."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, Run
from cmcheckin.ui.kit.text_cells import centre, fit, pad
from cmcheckin.wording.app import SKIPPED

MARGIN = 2
"""Cells before each line, for the focus mark: a bar beside all lines, or beside the first of a labelled choice."""

COLUMN = 13
"""Cells of a word of a scale. Five words and the margin fit into 80 columns."""


class Choice(AutoHeightWidget, can_focus=True):
    """A choice between words. `keys`, by default digits, choose one; arrow keys move the choice; backspace clears it.

    `tall` puts the digits above the words, for the main question of a screen; otherwise they share one line. Each word
    gets `column` cells, or as many as it needs if that is 0. Words from number `amber_from` on are amber when chosen.
    The first two cells of each line are for the focus mark.
    """

    DEFAULT_CSS = """
    Choice { padding: 0 2 0 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "shift(-1)", show=False),
        Binding("right", "shift(1)", show=False),
        Binding("backspace,delete", "clear", show=False),
    ]

    class Chosen(Message):
        """Posted when word `value` was chosen, from 1, or the choice was cleared (None). `typed`: by a digit."""

        def __init__(self, choice: Choice, value: int | None, *, typed: bool) -> None:
            super().__init__()
            self.choice, self.value, self.typed = choice, value, typed

        @property
        def control(self) -> Choice:
            return self.choice

    def __init__(
        self,
        question: str,
        words: tuple[str, ...],
        *,
        value: int | None = None,
        tall: bool = False,
        column: int = COLUMN,
        label_width: int = 0,
        amber_from: int = 0,
        keys: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._amber_from = amber_from
        self.question, self.words, self.value = question, words, value
        self.keys = keys or "123456789"[: len(words)]
        self.tall, self.column, self.label_width = tall, column, label_width
        self._skipped = False

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """Return the keys that answer: `1 to 5`, or all of them if they aren't digits."""
        if not self.keys.isdecimal():
            return tuple(self.keys)
        return (f"1 {'or' if len(self.words) == 2 else 'to'} {len(self.words)}",)

    def lines(self, width: int) -> Sequence[Line]:
        if self.label_width:
            question = self.ink.strong if self.has_focus else self.ink.quiet
            rows = self._wrapped(width - self.label_width - MARGIN)
            labels = [self.question, *[""] * (len(rows) - 1)]
            found: list[Line] = [
                [(pad(label, self.label_width, self.glyphs), question), *row]
                for label, row in zip(labels, rows, strict=True)
            ]
        else:
            skipped = f"   {SKIPPED}" if self._skipped and self.value is None and not self.has_focus else ""
            text = fit(self.question, width - MARGIN - len(skipped), self.glyphs)
            found = [[(text, self.ink.strong), (skipped, self.ink.quiet)]]
            found += [[], self._digits(), self._words()] if self.tall else self._wrapped(sys.maxsize)
        bar = " " if self.label_width or not self.has_focus else self.glyphs.beside
        return [[self.mark if n == 0 else (bar.ljust(MARGIN), self.ink.chosen), *line] for n, line in enumerate(found)]

    @property
    def rows(self) -> int:
        """Return how many rows the choice takes, without margins."""
        return len(self.lines(self.size.width or COLUMN * 5))

    def _digits(self) -> list[Run]:
        return [(centre(str(n), self.column), self.ink.chosen) for n in range(1, len(self.words) + 1)]

    def _words(self) -> list[Run]:
        return [
            (centre(self._bracketed(word) if n == self.value else word, self.column), self._style(n))
            for n, word in enumerate(self.words, 1)
        ]

    def _wrapped(self, width: int) -> list[list[Run]]:
        """Return the words in as many lines of `width` cells as they need."""
        return [[run for n in row for run in self._word(n)] for row in self._rows(width)]

    def _rows(self, width: int) -> list[list[int]]:
        """Return the numbers of the words on each line of `width` cells."""
        rows: list[list[int]] = [[]]
        taken = 0
        for n in range(1, len(self.words) + 1):
            taken += self._cells(n)
            if rows[-1] and taken > width:
                rows.append([])
                taken = self._cells(n)
            rows[-1].append(n)
        return rows

    def _value_at(self, x: int, y: int) -> int | None:
        """Return the number of the word at cell `x` of line `y`; None if there is none."""
        x -= MARGIN + self.label_width
        width = self.size.width - self.label_width - MARGIN if self.label_width else sys.maxsize
        top = 0 if self.label_width else 2 if self.tall else 1
        rows = self._rows(width) * (2 if self.tall else 1)
        for n in rows[y - top] if x >= 0 and 0 <= y - top < len(rows) else ():
            x -= self._cells(n)
            if x < 0:
                return n
        return None

    def _cells(self, n: int) -> int:
        """Return how many cells word `n` takes, with its digit and the mark of a chosen word."""
        return self.column or len(self.words[n - 1]) + 5

    def _word(self, n: int) -> list[Run]:
        word, key, width = self.words[n - 1], self.keys[n - 1], self._cells(n)
        if n == self.value:
            return [(self._bracketed(f"{key} {word}").ljust(width), self._style(n))]
        return [(f" {key}", self.ink.accent), (f" {word}".ljust(width - 2), self._style(n))]

    def _bracketed(self, text: str) -> str:
        return f"{self.glyphs.left}{text}{self.glyphs.right}"

    def _style(self, n: int) -> Style:
        if n == self.value:
            return self.ink.amber_strong if 0 < self._amber_from <= n else self.ink.chosen
        return self.ink.plain

    def skip(self) -> None:
        """Show the question as skipped until it has an answer."""
        self._skipped = self.value is None
        self.redraw()

    def choose(self, value: int | None) -> None:
        """Show the choice `value` without posting a message."""
        if value != self.value:
            self.value = value
            self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Choose the word that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and (value := self._value_at(*offset)):
            self.choose(value)
            self.post_message(self.Chosen(self, value, typed=True))

    def on_key(self, event: events.Key) -> None:
        """Choose the word whose key was pressed."""
        char = event.character or ""
        key = str(int(char)) if char.isdecimal() else char.lower()  # digits of every alphabet
        if key and key in self.keys:
            event.stop()
            self.choose(self.keys.index(key) + 1)
            self.post_message(self.Chosen(self, self.value, typed=True))

    def action_shift(self, by: int) -> None:
        """Choose the word `by` further on, or the middle one if there is no choice yet."""
        middle = (len(self.words) + 1) // 2
        self.choose(middle if self.value is None else min(max(self.value + by, 1), len(self.words)))
        self.post_message(self.Chosen(self, self.value, typed=False))

    def action_clear(self) -> None:
        """Clear the choice."""
        self.choose(None)
        self.post_message(self.Chosen(self, None, typed=False))

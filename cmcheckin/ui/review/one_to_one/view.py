"""Draw the page of a one-to-one: questions and notes, and what was shared, side by side if there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rich.cells import cell_len
from rich.style import Style

from cmcheckin.sharing.follow_up import ActionItem
from cmcheckin.sharing.one_to_one import OneToOne
from cmcheckin.sharing.one_to_one_page import NEWS, Entry, Section, sections
from cmcheckin.ui.kit.line_widget import Line, Run, beside
from cmcheckin.ui.kit.paged_view import Page
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, align_right, fit, pad, wrap, wrap_parts
from cmcheckin.wording import one_to_one as words

WIDE: Final = 110
"""Cells from which what was shared is beside the rest."""
GAP: Final = 4
"""Cells between the two."""
MOST_NOTES: Final = 12
"""Most lines of the notes."""
MOST: Final = 4
"""Most lines of an entry. Enter shows the rest."""
LEADS: Final = {"opened": 9, "still_open": 9, "resolved": 9, "wins": 6, "weeks": 10, "talks": 6}
"""Width of the leads of a section, in cells."""
RIGHT_LEADS: Final = ("wins", "talks")
"""Sections whose leads are days, aligned at their right."""


@dataclass(frozen=True)
class OneToOneView:
    """The page of `talk`, with the entry at index `at` selected."""

    talk: OneToOne
    at: int = 0

    @cached_property
    def _sections(self) -> tuple[Section, ...]:
        return sections(self.talk)

    @cached_property
    def _own(self) -> tuple[Section, ...]:
        return tuple(section for section in self._sections if section.key not in (*NEWS, "talks"))

    @cached_property
    def _news(self) -> tuple[Section, ...]:
        return tuple(section for section in self._sections if section.key in NEWS)

    @cached_property
    def _past(self) -> tuple[Section, ...]:
        return tuple(section for section in self._sections if section.key == "talks")

    @cached_property
    def rows(self) -> tuple[tuple[str, Entry], ...]:
        """Return the entries that can be selected, each with the key of its section, in the order of the page."""
        return tuple(
            (section.key, entry) for section in (*self._own, *self._news, *self._past) for entry in section.entries
        )

    @property
    def selected(self) -> tuple[str, Entry] | None:
        """Return the selected entry with the key of its section; None if there are none."""
        return self.rows[self.at] if self.at < len(self.rows) else None

    def page(self, painter: Painter, width: int, height: int) -> Page:
        left, right = self._columns(painter, width)
        lines = left.lines if right is None else [*beside(left.lines, right.lines, _room(width) + GAP)]
        spans = [*left.spans, *(right.spans if right else ())]
        selected = spans[self.at] if self.at < len(spans) else None

        def more(visible: range) -> str:
            return f"{words.MORE_LINES.format(count=len(lines) - visible.stop)} {painter.glyphs.down}"

        return Page(lines, selected=selected, whole=left.spans, more=more)

    def entry_at(self, painter: Painter, width: int, line: int, column: int) -> int | None:
        """Return the index of the entry that is drawn at `line` and `column`; None if there is none."""
        left, right = self._columns(painter, width)
        is_right = right is not None and column >= _room(width) + GAP
        spans = right.spans if right is not None and is_right else left.spans
        found = next((n for n, span in enumerate(spans) if line in span), None)
        return found + len(left.spans) if found is not None and is_right else found

    def _columns(self, painter: Painter, width: int) -> tuple[_Column, _Column | None]:
        """Return the columns of a page of `width` cells: both parts in one, or each in its own."""
        chosen = self.selected[1] if self.selected else None
        if width < WIDE:
            left = _Column(painter, self.talk, chosen, width)
            left.draw(self._own)
            left.draw_news(self._news)
            left.draw(self._past)
            return left, None
        left, right = (_Column(painter, self.talk, chosen, _room(width)) for _ in range(2))
        left.draw(self._own)
        right.draw_news(self._news)
        right.draw(self._past)
        return left, right


def _room(width: int) -> int:
    """Return the cells of each of two columns."""
    return (width - GAP) // 2


class _Column:
    """Draws sections of `talk` below each other, at most `width` cells wide."""

    def __init__(self, painter: Painter, talk: OneToOne, chosen: Entry | None, width: int) -> None:
        self.painter, self.talk, self.width = painter, talk, width
        self.lines: list[Line] = []
        self.spans: list[range] = []
        """The lines of each entry; those of the first in a section with its title."""
        self._chosen = chosen

    def draw_news(self, found: Sequence[Section]) -> None:
        """Draw the sections `found` of what was shared since the last talk, below a title of their own."""
        self._title(words.since(self.talk.last_talk, self.talk.since, self.talk.today), self.painter.ink.strong)
        if not found:
            self._hint(words.NOTHING_NEW if self.talk.last_talk else words.NOT_SHARED)
        self.draw(found, below_title=True)

    def draw(self, found: Sequence[Section], *, below_title: bool = False) -> None:
        """Draw the sections `found`; with `below_title`, the first one directly below the title that is drawn."""
        ink = self.painter.ink
        for number, section in enumerate(found):
            top = len(self.lines)
            style = ink.quiet if section.key in NEWS else ink.strong
            self._title(section.title, style, has_air=number > 0 or not below_title)
            if not section.entries:
                self._hint(section.hint)
            for n, entry in enumerate(section.entries):
                start = len(self.lines) if n else top
                self.lines += self._entry(section.key, entry)
                self.spans.append(range(start, len(self.lines)))

    def _title(self, text: str, style: Style, *, has_air: bool = True) -> None:
        self.lines += [[]] if self.lines and has_air else []
        self.lines.append([(f"  {fit(text, self.width - 2, self.painter.glyphs)}", style)])

    def _hint(self, text: str) -> None:
        wrapped = wrap(text, min(self.width, MEASURE) - 2, 2, self.painter.glyphs)
        self.lines += [[(f"  {line}", self.painter.ink.quiet)] for line in wrapped]

    def _entry(self, key: str, entry: Entry) -> Iterator[Line]:
        ink, glyphs = self.painter.ink, self.painter.glyphs
        selected = entry is self._chosen
        first = self._first(key, entry)
        indent = sum(cell_len(text) for text, _ in first)
        room = min(self.width, MEASURE) - indent
        style = ink.strong if selected else ink.plain
        if isinstance(entry.subject, ActionItem) and entry.subject.done and not selected:
            style = ink.quiet
        facts = f" {glyphs.middle} ".join(entry.facts)
        if key == "weeks":  # facts, of which as many as fit are on a line
            texts = wrap_parts(entry.text.replace(", ", ",\n").split("\n"), " ", room, MOST, glyphs)
        else:
            texts = self._wrapped(entry.text, room, MOST_NOTES if key == "note" else MOST)
        mark: Run = (f"{glyphs.marker} " if selected else "  ", ink.accent)
        is_beside = bool(facts) and len(texts) == 1 and key != "questions" and cell_len(texts[0] + facts) + 3 <= room
        for n, text in enumerate(texts):
            start = [mark, *first[1:]] if n == 0 else [(" " * indent, ink.plain)]
            yield [*start, (text, style), *([(f"   {facts}", ink.quiet)] if is_beside else [])]
        if facts and not is_beside:
            for line in wrap_parts(entry.facts, f" {glyphs.middle} ", room, 2, glyphs):
                yield [(" " * indent, ink.plain), (line, ink.quiet)]

    def _wrapped(self, text: str, room: int, most: int) -> list[str]:
        """Return `text` in at most `most` lines, with its own line breaks."""
        glyphs = self.painter.glyphs
        lines = [line for part in text.split("\n") for line in wrap(part, room, most + 1, glyphs) or [""]]
        return (
            [*lines[: most - 1], fit(f"{lines[most - 1]} {glyphs.more}", room, glyphs)] if len(lines) > most else lines
        )

    def _first(self, key: str, entry: Entry) -> list[Run]:
        """Return the prefix of `entry`, with two cells for the mark."""
        ink, glyphs = self.painter.ink, self.painter.glyphs
        found: list[Run] = [("  ", ink.accent)]
        if isinstance(entry.subject, ActionItem):
            found.append((f"[{glyphs.check if entry.subject.done else ' '}] ", ink.accent))
        elif key == "questions":
            found.append((f"{glyphs.bullet} ", ink.accent))
        elif cells := LEADS.get(key):
            put = align_right if key in RIGHT_LEADS else pad
            found.append((f"{put(entry.lead, cells, glyphs)}  ", ink.amber if entry.is_severe else ink.quiet))
        return found

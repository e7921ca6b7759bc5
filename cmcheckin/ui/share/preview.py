"""The last pages of sharing: the whole content as a reader will have it, and what was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from cmcheckin.sharing.document import Document, Fact, Facts, Item, Section
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.ui.kit.painted import Line, fit, packed, pad, wrap
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.share.page import MEASURE, Parts, paragraph
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import EMPTY

ALL: Final = 999
"""More lines than anything takes: nothing is cut where all of it is to be seen."""
BETWEEN: Final = " · "
GAP: Final = 4
"""Columns between numbers that stand beside each other."""


def plainly(said: Facts) -> str:
    """Facts as one line of text."""
    return BETWEEN.join("".join(fact) for fact in said)


def whole(told: Document, painter: Painter, width: int) -> list[Line]:
    """All of it. Nothing is cut: what does not fit a line goes on in the next."""
    ink = painter.ink
    found: list[Line] = []
    for text, style in ((plainly(told.title), ink.strong), (told.headline, ink.plain), (told.shared_line, ink.quiet)):
        found += [[(row, style)] for row in wrap(text, width, ALL, painter.glyphs)]
    found += [[], *sections(told, painter, width)]
    for text in filter(None, (told.empty_notice, " ".join(told.closing))):
        found += [[], *([(row, ink.quiet)] for row in wrap(text, width, ALL, painter.glyphs))]
    return found


def sections(told: Document, painter: Painter, width: int) -> list[Line]:
    """Its parts, one under the other."""
    found: list[Line] = []
    after_title = False
    for section in told.sections:
        if found and not (after_title and section.level > 2):
            found.append([])
        style = painter.ink.strong if section.level == 2 else painter.ink.accent
        found.append([(fit(section.title, width, painter.glyphs), style)])
        body = list(_body(section, painter, width))
        after_title = not body
        found += body
    return found


def _body(section: Section, painter: Painter, width: int) -> Iterator[Line]:
    if section.text:
        yield from ([(row, painter.ink.plain)] for row in wrap(plainly(section.text), width, ALL, painter.glyphs))
    if section.numbers:
        yield from _numbers(section.numbers, painter, width)
    for week, *cells in section.weeks:
        facts = [f"{name} {cell}" for name, cell in zip(section.columns[1:], cells, strict=True) if cell != EMPTY]
        yield from _hanging(((week,), *((fact,) for fact in facts)), "", painter, width)
    yield from ([(row, painter.ink.quiet)] for row in wrap(section.note, width, ALL, painter.glyphs))
    for item in section.items:
        yield from _item(item, painter, width)


def _numbers(numbers: Sequence[tuple[str, str]], painter: Painter, width: int) -> Iterator[Line]:
    """Names and amounts, two beside each other where there is room for them."""
    names = max(cell_len(name) for name, _ in numbers)
    amounts = max(cell_len(amount) for _, amount in numbers)
    one = names + 2 + amounts
    if one > width:
        for name, amount in numbers:
            yield from _hanging(((f"{name}: ", amount),), "", painter, width)
        return
    columns = 2 if 2 * one + GAP <= width and len(numbers) > 2 else 1
    rows = -(-len(numbers) // columns)
    for n in range(rows):
        line: Line = []
        for name, amount in numbers[n::rows]:
            before = " " * GAP if line else ""
            shown = pad(amount, amounts, painter.glyphs)
            line = [
                *line,
                (f"{before}{pad(name, names + 2, painter.glyphs)}", painter.ink.quiet),
                (shown, painter.ink.plain),
            ]
        yield line


def _item(item: Item, painter: Painter, width: int) -> Iterator[Line]:
    yield from _hanging(item.facts, f"{painter.glyphs.bullet} ", painter, width)
    for name, text in item.details:
        yield from _hanging(((f"{name}: ", text),), "  ", painter, width, first_quiet=True)


def _hanging(said: Facts, before: str, painter: Painter, width: int, *, first_quiet: bool = False) -> Iterator[Line]:
    """Facts over as many lines as they take, the first of them plain and the rest quiet."""
    indent = " " * len(before)
    left = 0 if first_quiet else _signs(said[0])
    rows = packed(["".join(fact) for fact in said], BETWEEN, width - len(before), ALL, painter.glyphs)
    for n, row in enumerate(rows):
        cut = _after(row, left)
        left = max(left - _signs((row,)), 0)
        yield [
            (before if n == 0 else indent, painter.ink.accent),
            (row[:cut], painter.ink.plain),
            (row[cut:], painter.ink.quiet),
        ]


def _signs(fact: Fact) -> int:
    return sum(not sign.isspace() for word in fact for sign in word)


def _after(row: str, signs: int) -> int:
    """Where in the row that many signs, spaces not counted, are over."""
    for at, sign in enumerate(row):
        if signs <= 0:
            return at
        signs -= not sign.isspace()
    return len(row)


@dataclass(frozen=True)
class ReadingView:
    """The whole content, and the files it would go into."""

    told: Document
    formats: tuple[str, ...]
    names: dict[str, str]

    def parts(self, painter: Painter, width: int, height: int) -> Parts:
        measure = min(width - 4, MEASURE)
        head: list[Line] = [[(f"  {fit(words.THIRD_STEP, measure, painter.glyphs)}", painter.ink.quiet)], []]
        rows = [[("  ", painter.ink.plain), *line] for line in whole(self.told, painter, measure)]
        foot: list[Line] = []
        for n, form in enumerate(FORMATS, 1):
            on = form in self.formats
            tick = f"[{painter.glyphs.check if on else ' '}]"
            foot.append(
                [
                    (f"  {n} {tick} ", painter.ink.accent),
                    (
                        fit(self.names[form], measure - 8, painter.glyphs),
                        painter.ink.plain if on else painter.ink.quiet,
                    ),
                ]
            )
        foot += [[], *paragraph(painter, words.PRIVATE, measure, 3, painter.ink.quiet)]
        return Parts(head, rows, foot)


@dataclass(frozen=True)
class WrittenView:
    """What was written, where, and what is not in it."""

    names: Sequence[str]
    folder: str

    def parts(self, painter: Painter, width: int, height: int) -> Parts:
        measure = min(width - 4, MEASURE)
        head: list[Line] = [[(f"  {words.WRITTEN}", painter.ink.strong)], []]
        rows: list[Line] = []
        longest = min(max(cell_len(name) for name in self.names), measure - 26)
        for name in self.names:
            what = words.FORMATS[name.rpartition(".")[2]]
            rows.append(
                [(f"  {pad(name, longest, painter.glyphs)}", painter.ink.accent), (f"   {what}", painter.ink.quiet)]
            )
        for text in (words.in_folder(self.folder), f"{words.UP_TO_YOU} {words.REPLIES_HINT}", words.PRIVATE):
            style = painter.ink.quiet if text == words.PRIVATE else painter.ink.plain
            rows += [[], *paragraph(painter, text, measure, ALL, style)]
        return Parts(head, rows)

"""The last pages of the share screen: a preview of the files, and what was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len, chop_cells
from textual.geometry import Size

from cmcheckin.domain.escalation import SEVERE, SEVERITIES
from cmcheckin.sharing.document import BETWEEN, Document, Fact, Facts, Item, Section, joined_facts
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.ui.kit.line_widget import Line, Run, line_width, run_at, text_lines
from cmcheckin.ui.kit.paged_view import Page, hidden_rows, paragraph
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import MEASURE, fit, pad, wrap_parts
from cmcheckin.wording import share as words
from cmcheckin.wording.share_page import EMPTY

ALL: Final = 999
"""More lines than any text takes, so that nothing is cut."""
GAP: Final = 4
"""Columns between two numbers in a row."""
LOW: Final = 18
"""Rows below which the preview shortens the names of the files, so that more of the content is in sight."""
VIEWS: Final = ("read", *FORMATS)
"""The views of the preview: the content as a document, and what the file of each format holds."""
_JSON_NAME: Final = re.compile(r'\s*(?:"[^"\\]*": ?)?')
_JSON_SIGNS: Final = "{}[],"


def document_lines(document: Document, painter: Painter, width: int) -> list[Line]:
    """Return all of `document` in lines of `width` cells. Nothing is cut."""
    ink = painter.ink
    found: list[Line] = []
    title = joined_facts(document.title)
    for text, style in ((title, ink.strong), (document.headline, ink.plain), (document.shared_line, ink.quiet)):
        found += text_lines(text, style, width, ALL, painter.glyphs)
    found += [[], *sections(document, painter, width)]
    for text in filter(None, (document.empty_notice, " ".join(document.closing))):
        found += [[], *text_lines(text, ink.quiet, width, ALL, painter.glyphs)]
    return found


def sections(document: Document, painter: Painter, width: int) -> list[Line]:
    """Return the sections of `document` in lines of `width` cells."""
    found: list[Line] = []
    after_title = False
    for section in document.sections:
        if found and not (after_title and section.level > 2):
            found.append([])
        style = painter.ink.strong if section.level == 2 else painter.ink.plain
        if section.level > 2 and section.title.lower() in SEVERITIES[SEVERE - 1 :]:
            style = painter.ink.amber
        found.append([(fit(section.title, width, painter.glyphs), style)])
        body = list(_body(section, painter, width))
        after_title = not body
        found += body
    return found


def _body(section: Section, painter: Painter, width: int) -> Iterator[Line]:
    yield from text_lines(joined_facts(section.text), painter.ink.plain, width, ALL, painter.glyphs)
    if section.numbers:
        yield from _numbers(section.numbers, painter, width)
    for week, *cells in section.weeks:
        facts = [f"{name} {cell}" for name, cell in zip(section.columns[1:], cells, strict=True) if cell != EMPTY]
        yield from _hanging(((week,), *((fact,) for fact in facts)), "", painter, width)
    yield from text_lines(section.note, painter.ink.quiet, width, ALL, painter.glyphs)
    for item in section.items:
        yield from _item(item, painter, width)


def _numbers(numbers: Sequence[tuple[str, str]], painter: Painter, width: int) -> Iterator[Line]:
    """Yield names and amounts, in two columns if there is room."""
    names = max(cell_len(name) for name, _ in numbers)
    amounts = max(cell_len(amount) for _, amount in numbers)
    column = names + 2 + amounts
    if column > width:
        for name, amount in numbers:
            yield from _hanging(((f"{name}: ", amount),), "", painter, width)
        return
    columns = 2 if 2 * column + GAP <= width and len(numbers) > 2 else 1
    rows = -(-len(numbers) // columns)
    for n in range(rows):
        line: list[Run] = []
        for name, amount in numbers[n::rows]:
            before = " " * GAP if line else ""
            line.append((f"{before}{pad(name, names + 2, painter.glyphs)}", painter.ink.quiet))
            line.append((pad(amount, amounts, painter.glyphs), painter.ink.plain))
        yield line


def _item(item: Item, painter: Painter, width: int) -> Iterator[Line]:
    yield from _hanging(item.facts, f"{painter.glyphs.bullet} ", painter, width)
    for name, text in item.details:
        yield from _hanging(((f"{name}: ", text),), "  ", painter, width, first_quiet=True)


def _hanging(facts: Facts, before: str, painter: Painter, width: int, *, first_quiet: bool = False) -> Iterator[Line]:
    """Yield `facts` after `before`, in as many lines as they take: the first fact plain, the others quiet."""
    left = 0 if first_quiet else _count_letters(facts[0])
    rows = wrap_parts(["".join(fact) for fact in facts], BETWEEN, width - len(before), ALL, painter.glyphs)
    for n, row in enumerate(rows):
        cut = _end_of_letters(row, left)
        left = max(left - _count_letters((row,)), 0)
        lead = before if n == 0 else " " * len(before)
        yield [(lead, painter.ink.accent), (row[:cut], painter.ink.plain), (row[cut:], painter.ink.quiet)]


def _count_letters(fact: Fact) -> int:
    return sum(not letter.isspace() for word in fact for letter in word)


def _end_of_letters(row: str, count: int) -> int:
    """Return the index in `row` after `count` characters that aren't spaces."""
    for at, letter in enumerate(row):
        if count <= 0:
            return at
        count -= not letter.isspace()
    return len(row)


def _parts(line: str, width: int) -> Iterator[str]:
    """Yield all of `line` in parts of at most `width` cells, cut after a space if there is one between words."""
    while cell_len(line) > width:
        part = chop_cells(line, width)[0]
        at = part.rfind(" ") + 1
        at = at if line[:at].strip() else len(part)
        yield line[:at]
        line = line[at:]
    yield line


def text_rows(text: str, painter: Painter, width: int, *, is_json: bool = False) -> list[Line]:
    """Return all of `text` in rows of `width` cells, its lines with their numbers. A longer line continues below,
    without a number. `is_json`: names and signs are quieter than values."""
    lines = text.removesuffix("\n").split("\n")
    gutter = len(str(len(lines))) + 2
    found: list[Line] = []
    for n, line in enumerate(lines, 1):
        at = len(match[0]) if is_json and (match := _JSON_NAME.match(line)) else 0
        end = len(line.rstrip(_JSON_SIGNS)) if is_json else len(line)
        start = 0
        for number, part in enumerate(_parts(line, max(width - gutter, 10))):
            lead = f"{'' if number else n:>{gutter - 2}}  "
            cuts = [start, min(max(at, start), start + len(part)), min(max(end, start), start + len(part))]
            cuts[2], start = max(cuts[1], cuts[2]), start + len(part)
            inks = (painter.ink.quiet, painter.ink.plain, painter.ink.quiet)
            pieces = zip(cuts, (*cuts[1:], start), inks, strict=True)
            found.append([(lead, painter.ink.quiet), *((line[a:b], ink) for a, b, ink in pieces if a < b)])
    return found


def _tabs(view: str, painter: Painter) -> Line:
    """Return the names of the views, with a mark and in bold the one that is shown."""
    tabs: list[Run] = [("  ", painter.ink.plain)]
    for name in VIEWS:
        mark = painter.glyphs.current if name == view else painter.glyphs.ahead
        style = painter.ink.strong if name == view else painter.ink.quiet
        tabs.append((f"{mark} {words.VIEWS[name]}   ", style))
    return tabs


def view_at(column: int, painter: Painter) -> str:
    """Return the view whose name is at `column` of the line of views; empty for none."""
    run = run_at(_tabs(VIEWS[0], painter), column)
    return VIEWS[run - 1] if run else ""


@dataclass(frozen=True)
class PreviewView:
    """All that will be written, and the names of the files by format.

    `view`: one of VIEWS. `text`: the content of the file of that format; unused for the view “to read”.
    """

    document: Document
    formats: tuple[str, ...]
    names: dict[str, str]
    view: str = VIEWS[0]
    text: str = ""

    def page(self, painter: Painter, width: int, height: int) -> Page:
        measure = min(width - 4, MEASURE)
        hint = fit(words.VIEW_HINTS[self.view], measure, painter.glyphs)
        head: list[Line] = [_tabs(self.view, painter), [(f"  {hint}", painter.ink.quiet)], []]
        if self.view == VIEWS[0]:
            lines = document_lines(self.document, painter, measure)
        else:
            lines = text_rows(self.text, painter, width - 4, is_json=self.view == "json")
        rows = [[("  ", painter.ink.plain), *line] for line in lines]
        foot: list[Line] = [[], *self._files(painter, measure, is_low=height < LOW)]
        if self.view == VIEWS[0]:
            foot += [[], *paragraph(painter, words.PRIVATE, measure, 3, painter.ink.quiet)]
        count = hidden_rows(painter, len(rows))
        return Page(rows, head, foot, more=count, at_end=count)

    def format_at(self, painter: Painter, size: Size, index: int, column: int) -> str:
        """Return the format of the file whose name is at `column` of the line `index` below the rows, in a view of
        `size`; empty for none."""
        lines = self._files(painter, min(size.width - 4, MEASURE), is_low=size.height < LOW)
        if not 0 < index <= len(lines) or (run := run_at(lines[index - 1], column)) is None:
            return ""
        return FORMATS[index - 1 + run // 2]

    def _files(self, painter: Painter, width: int, *, is_low: bool) -> list[Line]:
        """Return the names of the files with their keys: on one line, or each on its own if they are too long.
        `is_low`: show just how the second and third end, if that brings them on one line."""
        names = [self.names[form] for form in FORMATS]
        found = [self._file(n, name, painter, width) for n, name in enumerate(names)]
        ends = [name.rpartition(".") for name in names]
        ways = [found]
        if is_low and len({stem for stem, *_ in ends}) == 1:
            ways.append([found[0], *(self._file(n, f".{ends[n][2]}", painter, width) for n in (1, 2))])
        lines = ([run for file in way for run in file] for way in ways)
        return next(([line] for line in lines if line_width(line) <= width + 2), found)

    def _file(self, n: int, name: str, painter: Painter, width: int) -> Line:
        is_on = FORMATS[n] in self.formats
        tick = painter.glyphs.check if is_on else " "
        style = painter.ink.plain if is_on else painter.ink.quiet
        return [(f"  {n + 1} [{tick}] ", painter.ink.accent), (fit(name, width - 8, painter.glyphs), style)]


@dataclass(frozen=True)
class WrittenView:
    """The names of the written files, and their folder."""

    names: Sequence[str]
    folder: str

    def page(self, painter: Painter, width: int, height: int) -> Page:
        measure = min(width - 4, MEASURE)
        head: list[Line] = [[(f"  {words.WRITTEN}", painter.ink.strong)], []]
        rows: list[Line] = []
        longest = min(max(cell_len(name) for name in self.names), measure - 26)
        for name in self.names:
            what = words.FORMATS[name.rpartition(".")[2]]
            padded = pad(name, longest, painter.glyphs)
            rows.append([(f"  {padded}", painter.ink.accent), (f"   {what}", painter.ink.quiet)])
        folder, handing_over = words.IN_FOLDER.format(folder=self.folder), f"{words.HAND_ON} {words.REPLIES_HINT}"
        for text in (folder, handing_over, words.PRIVATE):
            style = painter.ink.quiet if text == words.PRIVATE else painter.ink.plain
            rows += [[], *paragraph(painter, text, measure, ALL, style)]
        return Page(rows, head, more=hidden_rows(painter, len(rows)))

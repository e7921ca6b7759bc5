"""Draw what will be imported: the decisions needed, figures, the days of each month, and what names mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rich.cells import cell_len
from rich.style import Style

from cmcheckin.domain.numbers import whole
from cmcheckin.services.import_overview import ImportOverview, Month, NamedAmount
from cmcheckin.ui.kit.line_widget import Line, Run, beside, text_lines
from cmcheckin.ui.kit.paged_view import Page, hidden_rows, paragraph
from cmcheckin.ui.kit.painter import FULL, Painter
from cmcheckin.ui.kit.text_cells import MEASURE, align_right, fit, fit_parts, pad
from cmcheckin.wording import import_preview as words
from cmcheckin.wording.formats import short_month
from cmcheckin.wording.text_cells import bar

MARGIN: Final[Run] = ("  ", Style())
WIDE: Final = 110
"""The width in columns from which names and reasons are shown beside the figures and months."""
LEFT: Final = 60
"""Columns of the months, with the days of each year."""
GAP: Final = 4
LABEL: Final = 6
MONTH: Final = 4
"""Columns of a month: a bar three cells wide, and a blank one."""
FIGURE_GAP: Final = 3
FEWEST_DAYS: Final = 5
"""The minimum number of days shown as examples."""
KEY: Final = 14
FIELD: Final = 16
MOST_LINES: Final = 8
"""The limit in lines for a sentence about what is left out."""
MOST_DIFFERENCES: Final = 50
"""How many differences are listed; the rest are counted."""
WIDEST: Final = 96
NAME: Final = 12
BAR: Final = 16
SHORT_BAR: Final = 10
"""Columns of a bar beside the months."""
COUNT: Final = 7


@dataclass(frozen=True)
class PreviewView:
    """The `overview` of an import below a `headline` and `notices`, which are urgent while a decision is needed. What
    must be decided comes first: the `unread` lines, and the `differences`. `names`, `days` and `left_out` are sections
    of lines, `names` by their headings."""

    headline: str
    notices: Sequence[str]
    overview: ImportOverview
    needs_decision: bool = False
    unread: Sequence[str] = ()
    differences: Sequence[tuple[str, str, str, str]] = ()
    """Where the file and the log differ: the record, the field and both values."""
    counted: Sequence[str] = ()
    """Lines below the figures about records that are saved already."""
    names: Mapping[str, Sequence[str]] | None = None
    days: Sequence[tuple[str, str]] = ()
    """Days as examples, each with text from that day."""
    left_out: Sequence[str] = ()

    def page(self, painter: Painter, width: int, height: int) -> Page:
        ink, measure = painter.ink, min(width - 4, MEASURE)
        head = paragraph(painter, self.headline, measure, 2, ink.strong)
        for notice in self.notices:
            head += paragraph(painter, notice, measure, 2, ink.strong if self.needs_decision else ink.plain)
        room = height - len(head) - 1
        rows = [[MARGIN, *line] if line else [] for line in self._rows(painter, width - 4, room)]
        more = hidden_rows(painter, len(rows))
        return Page(rows, [*head, []], more=more, at_end=more)

    def _rows(self, painter: Painter, width: int, height: int) -> list[Line]:
        table = list(_differences(painter, self.differences, min(width, WIDEST)))
        unread = list(_text_lines(painter, self.unread, width, painter.ink.plain))
        first = _joined([unread, table if self.needs_decision else []])
        first += [[]] if first else []
        if width + 4 < WIDE:
            days = self._days(painter, width, FEWEST_DAYS)
            sections = [*self._figures_and_months(painter, width), *self._meanings(painter, width), days]
            return [*first, *_joined([*sections, self._left_out(painter, width), [] if first else table])]
        left = _joined(self._figures_and_months(painter, LEFT))
        room = width - LEFT - GAP if left else min(width, WIDEST)
        right = _joined([*self._meanings(painter, room), self._left_out(painter, room)])
        top = [*first, *(beside(left, right, LEFT + GAP) if left else right)]
        days = self._days(painter, min(width, WIDEST), max(height - len(top) - 2, FEWEST_DAYS))
        return _joined([top, days, [] if first else table])

    def _figures_and_months(self, painter: Painter, width: int) -> Iterator[list[Line]]:
        figures = list(_figures(painter, self.overview.amounts, width))
        yield [*figures, *([(text, painter.ink.quiet)] for text in self.counted)]
        months = list(_months(painter, self.overview))
        if width == LEFT and self.overview.moods and painter.coloured:
            months += [[(words.SHADES, painter.ink.quiet)]]
        yield months

    def _meanings(self, painter: Painter, width: int) -> Iterator[list[Line]]:
        overview, ink = self.overview, painter.ink
        for kind, ratings in (("mood", overview.moods), ("energy", overview.energies)):
            labels = [words.rating(kind, int(share.name)) for share in ratings]
            styles = [ink.steps[int(share.name) - 1] for share in ratings]
            yield _bars(painter, words.SECTIONS[kind], ratings, labels, styles, width)
        labels = [share.name for share in overview.activities]
        styles = [ink.soft for _ in labels]
        yield _bars(painter, words.SECTIONS["activity"], overview.activities, labels, styles, width)
        for heading, lines in (self.names or {}).items():
            yield _section(painter, heading, lines, width)

    def _days(self, painter: Painter, width: int, most: int) -> list[Line]:
        ink, glyphs = painter.ink, painter.glyphs
        found: list[Line] = [[(words.NEWEST_DAYS, ink.strong)]] if self.days else []
        column = min(max((cell_len(line) for line, _ in self.days[-most:]), default=0) + 3, width)
        for line, text in self.days[-most:]:
            found.append([(pad(line, column, glyphs), ink.plain), (fit(text, width - column, glyphs), ink.quiet)])
        return found

    def _left_out(self, painter: Painter, width: int) -> list[Line]:
        return _section(painter, words.NOT_IMPORTED, self.left_out, width)


def _joined(sections: Iterable[Sequence[Line]]) -> list[Line]:
    """Return the `sections` that have lines, with a blank line between them."""
    found: list[Line] = []
    for section in sections:
        if section:
            found += [[], *section] if found else section
    return found


def _section(painter: Painter, heading: str, lines: Sequence[str], width: int) -> list[Line]:
    """Return a `heading` and `lines` below it; nothing without lines."""
    drawn = list(_text_lines(painter, lines, width, painter.ink.plain))
    return [[(heading, painter.ink.strong)], *drawn] if drawn else []


def _text_lines(painter: Painter, lines: Iterable[str], width: int, style: Style) -> Iterator[Line]:
    for line in lines:
        yield from (
            [[(line, style)]] if cell_len(line) <= width else text_lines(line, style, width, MOST_LINES, painter.glyphs)
        )


def _differences(painter: Painter, cells: Sequence[tuple[str, str, str, str]], width: int) -> Iterator[Line]:
    """Yield a table of differences with the `cells` of each row, as far as MOST_DIFFERENCES."""
    ink, glyphs = painter.ink, painter.glyphs
    rest = (width - KEY - FIELD) // 2
    columns = (KEY, FIELD, rest, rest)
    shown = [words.DIFFERENCES, *cells[:MOST_DIFFERENCES]] if cells else []
    for number, row in enumerate(shown):
        styles = (ink.plain, ink.plain, ink.plain, ink.plain) if number else (ink.strong, *[ink.quiet] * 3)
        texts = (pad(fit(text, column - 2, glyphs), column) for text, column in zip(row, columns, strict=True))
        yield list(zip(texts, styles, strict=True))
    if (more := len(cells) - MOST_DIFFERENCES) > 0:
        yield [(words.more(more), ink.quiet)]


def _figures(painter: Painter, amounts: Sequence[tuple[str, float]], width: int) -> Iterator[Line]:
    """Yield each amount above its name, in as many rows as they need."""
    texts = [(f"{whole(number):,}", words.amount_name(what, number)) for what, number in amounts]
    rows: list[list[tuple[str, str]]] = [[]]
    for number, name in texts:
        column = max(len(number), len(name)) + FIGURE_GAP
        figure = number.ljust(column), name.ljust(column)
        if sum(len(shown) for _, shown in rows[-1]) + len(name) > width:
            rows.append([])
        rows[-1].append(figure)
    for row in rows if texts else ():
        yield [(number, painter.ink.chosen) for number, _ in row]
        yield [(name, painter.ink.quiet) for _, name in row]


def _months(painter: Painter, overview: ImportOverview) -> Iterator[Line]:
    """Yield a row of twelve bars for each year: the height shows the number of days, and the shade their mean mood."""
    if not overview.years or overview.first is None or overview.last is None:
        return
    ink = painter.ink
    names = "".join(short_month(date(2000, month, 1)).ljust(MONTH) for month in range(1, 13))
    yield [(" " * LABEL, ink.quiet), (names, ink.quiet), (words.DAYS.rjust(LEFT - LABEL - len(names)), ink.quiet)]
    span = (overview.first.year, overview.first.month), (overview.last.year, overview.last.month)
    most = max(month.days for months in overview.years.values() for month in months)
    for year, months in overview.years.items():
        line: list[Run] = [(str(year).ljust(LABEL), ink.plain)]
        for number, month in enumerate(months, 1):
            line.append(_month(painter, month, most, is_inside=span[0] <= (year, number) <= span[1]))
        total = sum(month.days for month in months)
        yield [*line, (f"{total:,}".rjust(LEFT - LABEL - len(names)), ink.plain)]


def _month(painter: Painter, month: Month, most: int, *, is_inside: bool) -> Run:
    if not month.days:
        return (painter.glyphs.unknown if is_inside else "").ljust(MONTH), painter.ink.faint
    # One eighth stays free, so that the bars of two years don't touch.
    level = -(-month.days * (FULL - 1) // most)
    style = painter.ink.soft if month.mood is None else painter.ink.steps[int(month.mood + 0.5) - 1]
    return (painter.bar_up(level) * (MONTH - 1)).ljust(MONTH), style


def _bars(
    painter: Painter,
    heading: tuple[str, str],
    amounts: Sequence[NamedAmount],
    labels: Sequence[str],
    styles: Sequence[Style],
    width: int,
) -> list[Line]:
    """Return a table of `amounts` with their `labels`, as bars and numbers, with their names in the file."""
    if not amounts:
        return []
    ink, glyphs = painter.ink, painter.glyphs
    title, unit = heading
    most = max(one.amount for one in amounts)
    cells = BAR if width >= LEFT else SHORT_BAR
    room = width - NAME - cells - COUNT - 3
    has_names = any(one.file_names for one in amounts)
    found: list[Line] = [
        [
            (pad(title, NAME + cells), ink.strong),
            (align_right(unit, COUNT), ink.quiet),
            (f"   {words.IN_THE_FILE}" if has_names else "", ink.quiet),
        ]
    ]
    for one, label, style in zip(amounts, labels, styles, strict=True):
        drawn = bar(one.amount, most, cells, glyphs.half_bar + glyphs.bar) if one.amount else ""
        names = fit_parts([fit(name, 30, glyphs) for name in one.file_names], room, glyphs)
        found.append(
            [
                (pad(label, NAME, glyphs), ink.plain),
                (drawn.ljust(cells), style),
                (align_right(f"{whole(one.amount):,}", COUNT), ink.plain),
                (f"   {names}", ink.plain),
            ]
        )
    return found

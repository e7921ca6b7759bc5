"""The drawing of the trends, cell by cell: bars on fixed scales, the band of the usual range, gaps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.figures import Figures, GridDay, PeerYear
from cmcheckin.insight.associations import Association
from cmcheckin.insight.calendar_periods import MEASURES, Change, Comparison
from cmcheckin.insight.ledger import Ledger
from cmcheckin.insight.patterns import WeekdayPattern
from cmcheckin.insight.trends import Trends
from cmcheckin.ui.glyphs import ASCII, UNICODE
from cmcheckin.ui.kit.line_widget import Line, line_width
from cmcheckin.ui.kit.painter import FULL, Painter, eighths, eighths_from_middle, eighths_in_row
from cmcheckin.ui.theme import house_styles
from cmcheckin.ui.trends.chart import CELL, LEFT, Column, Sizes, chart, fitting
from cmcheckin.ui.trends.patterns import PatternsView
from cmcheckin.ui.trends.year import STEPS, step, value_of

PAINTER = Painter(house_styles("dark").ink, UNICODE)
MONDAY = date(2026, 11, 16)


def text(line: Line) -> str:
    """Return the text of a line."""
    return "".join(part for part, _ in line)


def column(hours: float | None = 40, **figures: float | None) -> Column:
    """Return a column with these figures."""
    has_records = hours is not None or bool(figures)
    return Column("47", has_records, hours, (38, 42), Figures(hours=hours, **figures))  # type: ignore[arg-type]


def drawn(*columns: Column, at: int = 0, painter: Painter = PAINTER, sizes: Sizes | None = None) -> list[str]:
    """Return the chart of `columns` as text."""
    return [text(line) for line in chart("week", columns, at, painter, sizes or Sizes())]


@given(st.floats(0, 200), st.integers(1, 12))
def test_a_bar_stays_on_its_scale_and_shows_any_value_above_zero(hours: float, rows: int) -> None:
    filled = eighths(hours, 0, 60, rows)
    assert 0 <= filled <= rows * FULL
    assert (filled > 0) == (hours > 0)
    assert sum(eighths_in_row(filled, row) for row in range(rows)) == filled


@given(st.lists(st.floats(0, 60), min_size=2, max_size=2).map(sorted))
def test_more_hours_are_never_drawn_lower(hours: list[float]) -> None:
    assert eighths(hours[0], 0, 60, 5) <= eighths(hours[1], 0, 60, 5)


@given(st.floats(1, 5))
def test_ratings_are_symmetric_around_three(rating: float) -> None:
    assert eighths_from_middle(rating, 3, 2, 1) == -eighths_from_middle(6 - rating, 3, 2, 1)
    assert abs(eighths_from_middle(rating, 3, 2, 1)) <= FULL


@pytest.mark.parametrize(("hours", "reaches"), [(48, False), (49, True), (60, True)])
def test_a_bar_rises_above_the_line_from_more_than_48_hours(hours: float, reaches: bool) -> None:
    top = drawn(column(hours))[0]
    assert top.startswith("hours a week 48 h ▁"), "the line is the foot of its row"
    bar = top[LEFT + 1 : LEFT + 4]
    assert (bar != "▁▁▁") == reaches or hours == 49, "an eighth over the line looks like the line, in its own colour"
    assert not reaches or drawn(column(60))[0][LEFT + 1] == "█"


def test_hours_beyond_the_scale_are_marked() -> None:
    assert drawn(column(61))[0][LEFT + 4] == "▴"
    assert drawn(column(60))[0][LEFT + 4] == "▁"


def test_not_logged_is_a_dot_in_every_row_and_zero_a_dash() -> None:
    lines = drawn(column(None), column(40, checkins=1, after_hours_minutes=0))
    rows = {line[:LEFT].split("  ")[0].strip(): line[LEFT:] for line in lines}
    assert rows["wins"].split() == ["·", "–"]
    assert rows["after hours"].split() == ["·", "–"]
    assert rows["hours"].split() == ["·", "40"]
    assert "█" not in "".join(line[LEFT : LEFT + CELL] for line in lines)


def test_the_usual_range_is_a_band_in_colour_and_a_mark_without_colour() -> None:
    high = list(chart("week", [column(50)], 0, PAINTER, Sizes()))
    assert any(
        style.bgcolor == PAINTER.ink.on_band.bgcolor or style == PAINTER.ink.band
        for line in high
        for _, style in line[2:]
    )
    plain = Painter(PAINTER.ink, UNICODE, coloured=False)
    assert "50▴" in "\n".join(drawn(column(50), painter=plain))
    assert "30▾" in "\n".join(drawn(column(30), painter=plain))
    gaps = [line[LEFT] for line in drawn(column(50), painter=plain)[:5]]
    assert gaps == ["▁", " ", " ", " ", " "], "nothing is drawn that colour alone would explain"


def test_every_line_is_as_wide_as_its_columns() -> None:
    for glyphs in (UNICODE, ASCII):
        painter = Painter(PAINTER.ink, glyphs)
        for sizes in (Sizes(), Sizes(15, 3, 4, 4, 2, cell=8), Sizes(ratings=2, counts=1)):
            weeks = [column(None), column(40, mood=1.0, energy=5.0, workload=3.0), column(70, mood=2.9)]
            for line in chart("week", weeks, 1, painter, sizes):
                assert not line or line_width(line) == LEFT + 3 * sizes.cell, text(line)


def test_the_selected_column_is_brighter_and_labelled() -> None:
    lines = list(chart("week", [column(), column()], 1, PAINTER, Sizes()))
    assert "▐47▌" in text(lines[5])
    styles = [style for part, style in lines[4] if "█" in part]
    assert styles[0] != styles[-1]


def test_a_narrow_chart_has_fewer_columns_and_the_selected_one() -> None:
    for at in range(12):
        shown = fitting(68, 12, at)
        assert shown.stop - shown.start == 10
        assert at in range(shown.start, shown.stop)
    assert fitting(78, 12, 0) == slice(0, 12)


def test_associations_are_complete_or_counted() -> None:
    pair = Association("hard_escalation", "energy", 2.1, 3.4, 9, 41, MONDAY, MONDAY, -4.0)
    weekdays = tuple(WeekdayPattern(n, 1, 1, 8.0, 1, 0.0, 3.0, 1, 3.0, 1) for n in range(7))
    before = Comparison(11, tuple(Change(measure, 3.4, 3.1, 11, 11) for measure in MEASURES))
    trends = Trends((), before, weekdays, (pair,) * 3, Ledger((), 480, 12), PeerYear(2026, ()), MONDAY)
    for height in (17, 21, 37):
        lines = [text(line) for line in PatternsView(trends).lines(PAINTER, 78, height)]
        assert "(9 and 41 mornings)." in " ".join(lines)
        assert any("+2 more" in line for line in lines) == (height < 37)
        assert "don't show a cause" in " ".join(lines)
    assert len(lines) <= 37


DAY = GridDay(MONDAY, "work", 8.0, after_hours_minutes=0, mood=3)


def test_a_day_of_the_year_has_its_logged_value() -> None:
    assert value_of(DAY, "hours") == 8
    assert value_of(DAY, "after_hours") == 0
    assert value_of(replace_day(kind="unknown", hours=None), "hours") is None
    assert value_of(replace_day(kind="off", hours=0.0), "hours") is None, "a day off is no bar of nothing"
    assert value_of(replace_day(kind="off", hours=2.0), "hours") == 2
    assert value_of(replace_day(hours=20.0, doubtful=True), "hours") is None


def replace_day(**fields: Any) -> GridDay:
    """Return DAY with other `fields`."""
    return DAY._replace(**fields)


@pytest.mark.parametrize("measure", STEPS)
def test_steps_follow_the_value(measure: str) -> None:
    edges = STEPS[measure]
    assert [step(edge, measure) for edge in edges] == [0, 1, 2, 3]
    assert step(edges[-1] + 1, measure) == 4


def test_each_rating_has_its_own_step() -> None:
    assert [step(rating, "mood") for rating in range(1, 6)] == [0, 1, 2, 3, 4]

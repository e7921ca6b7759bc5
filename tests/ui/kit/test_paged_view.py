"""Scrolling rows: the selected row stays in sight, and the last line names the rows below."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.style import Style

from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.paged_view import LazyRows, Page, PagedView

PLAIN = Style()


class View(PagedView):
    """A paged view without an app."""

    def lines(self, page: Page, room: int) -> list[str]:
        return ["".join(text for text, _ in line).strip() for line in self._rows(page, room)]


def row(n: int) -> Line:
    return [(str(n), PLAIN)]


def more(visible: range) -> str:
    return f"from {visible.stop}"


def view(monkeypatch: pytest.MonkeyPatch) -> View:
    class Ink:
        quiet = PLAIN

    monkeypatch.setattr(View, "ink", Ink())
    return View()


@pytest.mark.parametrize(
    ("selected", "lines"),
    [
        (0, ["0", "1", "2", "from 3"]),
        (2, ["0", "1", "2", "from 3"]),
        (3, ["1", "2", "3", "from 4"]),
        (8, ["6", "7", "8", "9"]),
        (9, ["6", "7", "8", "9"]),
    ],
)
def test_the_selected_row_is_in_sight(monkeypatch: pytest.MonkeyPatch, selected: int, lines: Sequence[str]) -> None:
    page = Page(LazyRows(10, row), selected=range(selected, selected + 1), more=more)
    assert view(monkeypatch).lines(page, 4) == lines


def test_going_up_keeps_a_row_above_in_sight(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = view(monkeypatch)
    shown.lines(Page(LazyRows(10, row), selected=range(9, 10), more=more), 4)
    assert shown.lines(Page(LazyRows(10, row), selected=range(6, 7), more=more), 4) == ["5", "6", "7", "from 8"]


def test_rows_that_belong_together_are_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(LazyRows(6, row), selected=range(1), whole=(range(1), range(1, 3), range(3, 6)), more=more)
    assert view(monkeypatch).lines(page, 5) == ["0", "1", "2", "", "from 3"]


def test_a_page_that_fits_names_nothing_below(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(LazyRows(2, row), more=more)
    assert view(monkeypatch).lines(page, 4) == ["0", "1", "", ""]


def test_only_rows_in_sight_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def draw(n: int) -> Line:
        drawn.append(n)
        return row(n)

    view(monkeypatch).lines(Page(LazyRows(10_000, draw), selected=range(5_000, 5_001), more=more), 20)
    assert len(drawn) == 19


def test_rows_at_the_end_are_counted_in_place_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = view(monkeypatch)
    page = Page(LazyRows(10, row), more=more, at_end=lambda visible: f"{visible.start + 1} to {visible.stop}")
    assert shown.lines(page, 4) == ["0", "1", "2", "from 3"]
    shown._top = 99
    assert shown.lines(page, 4) == ["7", "8", "9", "7 to 10"]
    shown._top -= 1
    assert shown.lines(page, 4) == ["5", "6", "7", "from 8"]
    assert shown.lines(Page(LazyRows(3, row), more=more, at_end=page.at_end), 4) == ["0", "1", "2", ""]

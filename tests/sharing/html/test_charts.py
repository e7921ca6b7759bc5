"""Charts: their scales, and where their bars, marks and words are."""

from __future__ import annotations

import re

import pytest

from cmcheckin.sharing.html.charts import (
    Point,
    hours_bar,
    hours_columns,
    hours_scale,
    hours_trend,
    numbered_columns,
    rating_dot,
    rating_dots,
    severity_dots,
    shared_top,
)
from cmcheckin.sharing.html.text import Html

WORDS = ("very low", "low", "okay", "good", "great")


def shapes(page: Html, kind: str, *names: str) -> list[tuple[str, ...]]:
    """Return the attributes `names` of the elements `kind` of `page`."""
    found = [
        dict(re.findall(r'([\w-]+)="([^"]*)"', attributes)) for attributes in re.findall(f"<{kind} ([^>]*)>", page)
    ]
    return [tuple(one.get(name, "") for name in names) for one in found]


def columns(*points: Point) -> Html:
    return hours_columns("k", "Hours", "By week", points, ("48 h", "week"))


@pytest.mark.parametrize(("hours", "has_tick"), [(60, True), (90, False)])
def test_a_tick_too_close_to_the_limit_gives_way_to_it(hours: float, has_tick: bool) -> None:
    page = str(hours_columns("hours", "Hours", "One week", [Point("W47", hours)], ("limit", "hours")))
    assert ("limit" in page, "20 h" in page, "60 h" in page) == (True, True, True)
    assert ("40 h" in page) == has_tick


@pytest.mark.parametrize(
    ("values", "top"),
    [((), 60), ((None, 60.0), 60), ((60.1,), 80), ((10.0, 80.0), 80), ((80.5,), 100), ((160.0,), 160), ((168.0,), 180)],
)
def test_the_scale_grows_in_steps_of_twenty(values: tuple[float | None, ...], top: int) -> None:
    scale = hours_scale(*values)
    assert scale.top == top
    assert scale.ticks == tuple((float(at), f"{at} h") for at in range(0, top + 1, 20))


def test_a_bar_has_its_marks_where_its_hours_are() -> None:
    page = hours_bar("k", "Hours", "One week", Point("W47", 30.0, 45.0), ("usual", "limit"))
    assert shapes(page, "svg", "width", "height", "aria-labelledby") == [("100%", "70", "k-title")]
    assert shapes(page, "rect", "x", "y", "width", "height", "rx", "class") == [
        ("0", "26", "100%", "16", "3", "ground"),
        ("0", "26", "50.00%", "16", "3", "bar"),
    ]
    assert shapes(page, "line", "x1", "x2", "y1", "y2", "class") == [
        ("75.00%", "75.00%", "20", "48", "halo"),
        ("75.00%", "75.00%", "20", "48", "usual"),
        ("80.00%", "80.00%", "26", "48", "halo"),
        ("80.00%", "80.00%", "26", "48", "line"),
    ]
    assert shapes(page, "text", "x", "y", "text-anchor") == [
        ("75.00%", "14", "middle"),
        ("80.00%", "64", "middle"),
        ("0.00%", "64", "start"),
        ("33.33%", "64", "middle"),
        ("100.00%", "64", "end"),
    ]


def test_without_a_usual_the_limit_has_the_whole_line() -> None:
    page = hours_bar("k", "Hours", "One week", Point("W47", None, is_partial=True), ("usual", "limit"))
    assert shapes(page, "line", "y1", "y2", "class") == [("20", "48", "halo"), ("20", "48", "line")]
    assert shapes(page, "rect", "width", "class")[1] == ("0.00%", "bar part")


@pytest.mark.parametrize(
    ("usual", "anchor"), [(7.0, "start"), (7.2, "middle"), (52.8, "middle"), (53.0, "end"), (60.0, "end")]
)
def test_words_stay_inside_the_picture(usual: float, anchor: str) -> None:
    page = hours_bar("k", "Hours", "One week", Point("W47", 0.0, usual), ("usual", "limit"))
    assert shapes(page, "text", "text-anchor")[0] == (anchor,)


def test_columns_stand_on_the_same_line_as_their_grid() -> None:
    page = columns(Point("a", 45.0, 40.0), Point("b", None, 30.0), Point("c", 80.0, None, is_partial=True))
    assert shapes(page, "svg", "height") == [("204",), ("204",)]
    assert shapes(page, "rect", "x", "y", "width", "height", "rx", "class") == [
        ("6.00%", "84.4", "21.33%", "95.6", "2", "bar"),
        ("72.67%", "10", "21.33%", "170", "2", "bar over part"),
    ]
    lines = shapes(page, "line", "x1", "x2", "y1", "y2", "class")
    grid = ["180", "137.5", "95", "52.5", "10"]
    assert lines[:5] == [("0.00%", "100.00%", y, y, "grid") for y in grid]
    assert lines[5:] == [
        ("2.00%", "31.33%", "95", "95", "halo"),
        ("2.00%", "31.33%", "95", "95", "usual"),
        ("35.33%", "64.67%", "116.2", "116.2", "halo"),
        ("35.33%", "64.67%", "116.2", "116.2", "usual"),
        ("0.00%", "100.00%", "78", "78", "line"),
    ]
    assert shapes(page, "text", "x", "y", "text-anchor") == [
        *(("100%", y, "end") for y in ("184", "141.5", "99", "56.5", "14", "82", "198")),
        *((x, "198", "middle") for x in ("16.67%", "50.00%", "83.33%")),
    ]
    assert 'class="axis"' in page


@pytest.mark.parametrize(
    ("number", "labels"),
    [(0, 0), (1, 1), (10, 10), (11, 6), (20, 10), (21, 6), (40, 10), (41, 6), (80, 10), (81, 7), (131, 6), (261, 6),
     (521, 6), (1040, 10), (1041, 1)],
)  # fmt: skip
def test_at_most_ten_labels_are_below_a_plot(number: int, labels: int) -> None:
    page = columns(*(Point(f"<{n}", 40.0) for n in range(number)))
    assert page.count("&lt;") == labels


def test_a_rating_is_a_dot_between_zero_and_half_a_step_above_five() -> None:
    page = rating_dots("k", "Mood", "By week", [Point("a", 1.0), Point("b", None), Point("c", 5.0)], WORDS, "week")
    assert shapes(page, "circle", "cx", "cy", "r") == [("16.67%", "149.1", "5"), ("83.33%", "25.5", "5")]
    assert [y for (y,) in shapes(page, "line", "y1")] == ["149.1", "118.2", "87.3", "56.4", "25.5"]
    assert 'class="axis wide"' in page


def test_a_trend_has_a_column_a_week_on_the_scale_of_all_rows() -> None:
    points = [Point("45", 20.0), Point("46", None, is_leave=True), Point("47", 40.0, is_partial=True)]
    page = hours_trend(points, 80.0)
    assert shapes(page, "svg", "width", "height", "aria-hidden") == [("22", "40", "true")]
    assert shapes(page, "rect", "x", "y", "width", "height", "class") == [
        ("0", "30", "6", "10", ""),
        ("8", "42", "6", "2", "leave"),
        ("10", "38", "2", "2", ""),
        ("16", "20", "6", "20", "now part"),
    ]


def test_a_trend_marks_the_latest_week_outside_the_range_and_draws_the_range() -> None:
    points = [Point("46", 40.0), Point("47", 64.0, is_outside=True), Point("48", None)]
    found = shapes(hours_trend(points, 80.0, (38.0, 44.0)), "rect", "x", "y", "width", "height", "class")
    assert found[0] == ("0", "18", "22", "3", "band")
    assert found[2] == ("8", "8", "6", "32", "now over")
    narrow = shapes(hours_trend(points, 80.0, (40.0, 40.0)), "rect", "y", "height", "class")
    assert narrow[0] == ("20", "2", "band")


def test_columns_with_numbers_have_each_number_above_its_column() -> None:
    points = [Point("46", 0.0), Point("47", 35.5, is_leave=True), Point("48", None)]
    page = numbered_columns("k", "Hours", "By week", points, 70.0, (30.0, 40.0))
    assert shapes(page, "svg", "aria-labelledby", "aria-describedby") == [("k-title", "k-desc")]
    assert shapes(page, "rect", "x", "y", "height", "class") == [
        ("0", "46.9", "10.2", "band"),
        ("6.00%", "87", "1", "bar past"),
        ("39.33%", "51.5", "36.5", "bar now"),
    ]
    assert re.findall("<text [^>]*>(.*?)</text>", page) == ["46", "0", "47", "36", "48"]
    assert [kind for (kind,) in shapes(page, "line", "class")] == ["grid", "leave"]


@pytest.mark.parametrize(
    ("values", "top"),
    [((), 50.0), ((None,), 50.0), ((50.0,), 50.0), ((50.5, None, 3.0), 60.0), ((64.0,), 70.0), ((168.0,), 170.0)],
)
def test_all_rows_share_a_scale_up_to_the_highest_hours(values: tuple[float | None, ...], top: float) -> None:
    assert shared_top(values) == top


def test_single_ratings_and_severities_are_dots_of_five() -> None:
    dot = rating_dot("k", "Workload", "This week", 3.5)
    assert shapes(dot, "svg", "height") == [("24",)]
    assert shapes(dot, "line", "x1", "x2", "y1", "y2") == [("10%", "90%", "12", "12")]
    places = [(f"{x}%", "12", "4", "place") for x in (10, 30, 50, 70, 90)]
    assert shapes(dot, "circle", "cx", "cy", "r", "class") == [*places, ("60.00%", "12", "8", "bar")]
    dots = severity_dots(2)
    assert shapes(dots, "svg", "width", "height") == [("56", "12")]
    kinds = ["level", "level", *["place empty"] * 3]
    expected = [(f"{x}", "6", "4", kind) for x, kind in zip((6, 17, 28, 39, 50), kinds, strict=True)]
    assert shapes(dots, "circle", "cx", "cy", "r", "class") == expected

"""Draw charts as inline SVG: bars and dots on scales that are the same on every page, with their values written on.

Widths are percentages and heights are pixels, so that text keeps its size from a phone to a desktop. To a screen reader
a chart is an image with a title and a description; the numbers are in a table beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final, NamedTuple

from cmcheckin.domain.escalation import SEVERE
from cmcheckin.domain.numbers import rounded
from cmcheckin.sharing.html.text import Html, tag
from cmcheckin.sharing.summary import LIMIT_HOURS

PLOT_HEIGHT: Final = 170
"""Height of a plot of columns or dots, in pixels."""
MAX_LABELS: Final = 10
"""Most labels that fit below a plot on a phone."""
TREND_HEIGHT: Final = 40
"""Height of the columns in a row of a table, in pixels."""
TREND_STEP: Final = 8
"""Width of a column in a row of a table with the space after it, in pixels."""
NUMBERED_HEIGHT: Final = 72
"""Height of columns with numbers above them, in pixels."""
_NUMBER_HEIGHT: Final = 16
"""Space above these for the number of the highest."""
_HEADROOM: Final = 10
"""Space above the highest value, for text on its line, in pixels."""
_BASE_Y: Final = _HEADROOM + PLOT_HEIGHT
"""Distance of the value 0 from the upper edge, in pixels."""


class ChartScale(NamedTuple):
    """A scale from 0 to `top`, with marks: values and their words."""

    top: float
    ticks: tuple[tuple[float, str], ...]


class Point(NamedTuple):
    """A column: its label, its value if there is one, and the usual it is compared with. A partial one is drawn as an
    outline, one with days of leave has a line below it."""

    label: str
    value: float | None
    usual: float | None = None
    is_partial: bool = False
    is_leave: bool = False
    is_outside: bool = False
    """Whether the value is outside the person's normal range."""


def hours_scale(*values: float | None) -> ChartScale:
    """Return a scale from 0 to 60 hours, extended in steps of 20 only if a value doesn't fit, at most to the 168 hours
    of a week."""
    top = 60
    while top < 168 and any(value is not None and value > top for value in values):
        top += 20
    return ChartScale(float(top), tuple((float(at), f"{at} h") for at in range(0, top + 1, 20)))


def shared_top(values: Iterable[float | None]) -> float:
    """Return the top of a scale for the hours of several people: the highest of `values` rounded up to tens, from 50 to
    the 170 above the hours of a week."""
    highest = max((value for value in values if value is not None), default=0.0)
    return float(min(max(ceil(highest / 10) * 10, 50), 170))


def hours_bar(key: str, title: str, description: str, point: Point, mark_names: tuple[str, str]) -> Html:
    """Return the hours of a week as a bar, with the usual marked above it and the limit of 48 h below it.

    `point`: the week. `mark_names`: the words for these two marks. `key` begins the ids of the `title` and the
    `description`, which are read aloud.
    """
    hours, usual = point.value or 0.0, point.usual
    scale = hours_scale(hours, usual)
    marks = [
        tag("rect", x="0", y="26", width="100%", height="16", rx="3", class_="ground"),
        _bar("0", "26", _percent(hours, scale.top), "16", "3", _kind(hours, is_partial=point.is_partial)),
    ]
    if usual is not None:
        marks += _marked(usual / scale.top, (20, 48), 14, mark_names[0], "usual")
    marks += _marked(LIMIT_HOURS / scale.top, (20 if usual is None else 26, 48), 64, mark_names[1], "line")
    distant_ticks = (tick for tick in scale.ticks if abs(tick[0] - LIMIT_HOURS) >= scale.top / 6)
    marks += [_text(at / scale.top, 64, words) for at, words in distant_ticks]
    return _picture(key, title, description, 70, marks)


def hours_columns(key: str, title: str, description: str, points: Sequence[Point], labels: tuple[str, str]) -> Html:
    """Return the hours of each week in `points` as columns, the usual as a mark across each. `labels`: the words for
    the limit of 48 h, and for the axis."""
    scale = hours_scale(*(point.value for point in points), *(point.usual for point in points))
    width = 100 / max(len(points), 1)
    marks = _grid(scale)
    for n, point in enumerate(points):
        if point.value is not None:
            top = _y(point.value, scale.top)
            x, column_width, height = f"{(n + 0.18) * width:.2f}%", f"{0.64 * width:.2f}%", _BASE_Y - top
            marks.append(_bar(x, top, column_width, height, "2", _kind(point.value, is_partial=point.is_partial)))
        if point.usual is not None:
            y = _y(point.usual, scale.top)
            marks += [_rule((n + 0.06) * width, (n + 0.94) * width, y, kind) for kind in ("halo", "usual")]
    marks.append(_rule(0, 100, _y(LIMIT_HOURS, scale.top), "line"))
    ticks = (tick for tick in scale.ticks if abs(tick[0] - LIMIT_HOURS) >= scale.top / 12)
    marked_scale = scale._replace(ticks=(*ticks, (LIMIT_HOURS, labels[0])))
    return _plot(key, title, description, marked_scale, points, marks, labels[1])


def rating_dots(
    key: str, title: str, description: str, points: Sequence[Point], words: Sequence[str], axis_label: str
) -> Html:
    """Return the weekly ratings of 1 to 5 in `points` as dots, on a scale of `words`. `axis_label`: what the labels
    below are."""
    scale = ChartScale(5.5, tuple((float(n), word) for n, word in enumerate(words, 1)))  # half a step above 5
    width = 100 / max(len(points), 1)
    marks = _grid(scale)
    marks += [
        tag("circle", cx=f"{(n + 0.5) * width:.2f}%", cy=_y(point.value, scale.top), r="5", class_="bar")
        for n, point in enumerate(points)
        if point.value is not None
    ]
    return _plot(key, title, description, scale, points, marks, axis_label)


def hours_trend(points: Sequence[Point], top: float, normal: tuple[float, float] | None = None) -> Html:
    """Return the hours of each week in `points` as small columns for a table row, on a scale from 0 to `top` that all
    rows share, with the person's `normal` range as a band. The last value stands out. Hidden from screen readers, as
    the row has the latest number, and the person's own chart the others."""
    width = TREND_STEP * len(points) - 2
    marks = [tag("rect", x=0, width=width, class_="band", **_band(normal, TREND_HEIGHT, top))] if normal else []
    for n, (point, kind) in enumerate(zip(points, _trend_kinds(points), strict=True)):
        x = TREND_STEP * n
        if point.is_leave:
            marks.append(tag("rect", x=x, y=TREND_HEIGHT + 2, width=TREND_STEP - 2, height=2, class_="leave"))
        if point.value is None:
            marks.append(tag("rect", x=x + 2, y=TREND_HEIGHT - 2, width=2, height=2))
            continue
        y = _height_from_top(point.value, TREND_HEIGHT, top)
        size = {"width": TREND_STEP - 2, "height": round(TREND_HEIGHT - y, 1)}
        marks.append(tag("rect", x=x, y=y, **size, class_=kind or None))
    return tag("svg", *marks, width=width, height=TREND_HEIGHT, aria_hidden="true", focusable="false", class_="weeks")


def numbered_columns(
    key: str,
    title: str,
    description: str,
    points: Sequence[Point],
    top: float,
    normal: tuple[float, float] | None = None,
) -> Html:
    """Return the hours of each week in `points` as columns with their numbers, on a scale from 0 to `top`, and the
    person's `normal` range as a band. The last value stands out."""
    width, base = 100 / max(len(points), 1), _NUMBER_HEIGHT + NUMBERED_HEIGHT
    marks = []
    if normal:
        band = _band(normal, NUMBERED_HEIGHT, top)
        marks.append(tag("rect", x=0, y=band["y"] + _NUMBER_HEIGHT, width="100%", height=band["height"], class_="band"))
    marks.append(_rule(0, 100, base, "grid"))
    for n, (point, kind) in enumerate(zip(points, _trend_kinds(points), strict=True)):
        middle = f"{(n + 0.5) * width:.2f}%"
        marks.append(tag("text", point.label, x=middle, y=base + 18, text_anchor="middle"))
        if point.is_leave:
            marks.append(_rule((n + 0.18) * width, (n + 0.82) * width, base + 3, "leave"))
        if point.value is not None:
            y = _NUMBER_HEIGHT + _height_from_top(point.value, NUMBERED_HEIGHT, top)
            x, column_width = f"{(n + 0.18) * width:.2f}%", f"{0.64 * width:.2f}%"
            marks.append(_bar(x, y, column_width, round(base - y, 1), "2", f"bar {kind or 'past'}"))
            number = f"{rounded(point.value, 0):g}"
            marks.append(tag("text", number, x=middle, y=y - 4, text_anchor="middle", class_="value"))
    return tag("div", _picture(key, title, description, base + 22, marks), class_="plot")


def _trend_kinds(points: Sequence[Point]) -> list[str]:
    """Return the class of the column of each of `points`: the latest, partial, outside the range; empty for others."""
    latest = max((n for n, point in enumerate(points) if point.value is not None), default=None)
    return [
        " ".join(
            name
            for name, holds in (("now", n == latest), ("over", point.is_outside), ("part", point.is_partial))
            if holds
        )
        for n, point in enumerate(points)
    ]


def _band(normal: tuple[float, float], height: int, top: float) -> dict[str, float]:
    """Return y and height of a range in a drawing with this `height`, at least two pixels."""
    low, high = (_height_from_top(value, height, top) for value in normal)
    return {"y": high, "height": max(round(low - high, 1), 2.0)}


def _height_from_top(value: float, height: int, top: float) -> float:
    """Return the distance of `value` from the top of a drawing with this `height`, so that at least a pixel shows."""
    return round(min(height * (1 - max(0.0, min(value / top, 1.0))), height - 1), 1)


def rating_dot(key: str, title: str, description: str, value: float) -> Html:
    """Return the rating `value`, 1 to 5, as a dot on a line of five places. The page lists the words below it."""
    marks = [tag("line", x1="10%", x2="90%", y1="12", y2="12", class_="ground")]
    marks += [tag("circle", cx=f"{10 + 20 * n}%", cy="12", r="4", class_="place") for n in range(5)]
    marks.append(tag("circle", cx=f"{10 + 20 * (value - 1):.2f}%", cy="12", r="8", class_="bar"))
    return _picture(key, title, description, 24, marks)


def severity_dots(full: int) -> Html:
    """Return five small dots, the first `full` of them filled. Hidden from screen readers, as the word beside them says
    the same."""
    kind = "severe" if full >= SEVERE else "level"
    dots = (tag("circle", cx=6 + 11 * n, cy="6", r="4", class_=kind if n < full else "place empty") for n in range(5))
    return tag("svg", *dots, width="56", height="12", aria_hidden="true", focusable="false", class_="steps")


def _picture(key: str, title: str, description: str, height: int, marks: Sequence[Html]) -> Html:
    """Return an image with a title and a description."""
    described = (tag("title", title, id=f"{key}-title"), tag("desc", description, id=f"{key}-desc"))
    return tag(
        "svg", *described, *marks, role="img", width="100%", height=height, focusable="false", class_="chart",
        aria_labelledby=f"{key}-title", aria_describedby=f"{key}-desc",
    )  # fmt: skip


def _plot(
    key: str,
    title: str,
    description: str,
    scale: ChartScale,
    points: Sequence[Point],
    marks: list[Html],
    axis_label: str,
) -> Html:
    """Return a plot with its scale on the left and labels below the columns."""
    width = 100 / max(len(points), 1)
    interval = next(step for step in (1, 2, 4, 8, 13, 26, 52, 104, len(points) + 1) if len(points) <= step * MAX_LABELS)
    for n, point in enumerate(points):
        if n % interval == 0:
            x = f"{(n + 0.5) * width:.2f}%"
            marks.append(tag("text", point.label, x=x, y=_BASE_Y + 18, text_anchor="middle"))
    plot = _picture(key, title, description, _BASE_Y + 24, marks)
    labels = (tag("text", word, x="100%", y=_y(at, scale.top) + 4, text_anchor="end") for at, word in scale.ticks)
    has_words = any(not word[:1].isdigit() for _, word in scale.ticks)
    label_below = tag("text", axis_label, x="100%", y=_BASE_Y + 18, text_anchor="end")
    side = tag("svg", *labels, label_below, width="100%", height=_BASE_Y + 24, aria_hidden="true", focusable="false")
    axis = tag("div", side, class_="axis wide" if has_words else "axis")
    return tag("div", axis, plot, class_="plot scaled")


def _grid(scale: ChartScale) -> list[Html]:
    return [_rule(0, 100, _y(at, scale.top), "grid") for at, _ in scale.ticks]


def _rule(start: float, end: float, y: float, kind: str) -> Html:
    return tag("line", x1=f"{start:.2f}%", x2=f"{end:.2f}%", y1=y, y2=y, class_=kind)


def _kind(hours: float, *, is_partial: bool) -> str:
    """Return the classes of the bar of a week."""
    return f"bar{' over' if hours > LIMIT_HOURS else ''}{' part' if is_partial else ''}"


def _bar(x: str, y: str | float, width: str, height: str | float, radius: str, class_: str) -> Html:
    return tag("rect", x=x, y=y, width=width, height=height, rx=radius, class_=class_)


def _marked(share: float, span: tuple[int, int], y: int, words: str, kind: str) -> list[Html]:
    """Return a vertical line through a bar at `share` of its width, and its words."""
    x = f"{min(share, 1) * 100:.2f}%"
    lines = [tag("line", x1=x, x2=x, y1=span[0], y2=span[1], class_=name) for name in ("halo", kind)]
    return [*lines, _text(share, y, words, kind)]


def _text(share: float, y: int, words: str, kind: str | None = None) -> Html:
    """Return words at `share` of the width, aligned so that they stay inside the picture."""
    margin = max(0.12, len(words) / 100)  # on a phone, half of a letter's width is about a hundredth
    anchor = "start" if share < margin else "end" if share > 1 - margin else "middle"
    return tag("text", words, x=f"{min(share, 1) * 100:.2f}%", y=y, text_anchor=anchor, class_=kind)


def _percent(value: float, top: float) -> str:
    return f"{max(0.0, min(value / top, 1.0)) * 100:.2f}%"


def _y(value: float, top: float) -> float:
    """Return the distance of `value` from the upper edge, in pixels."""
    return round(_HEADROOM + PLOT_HEIGHT * (1 - max(0.0, min(value / top, 1.0))), 1)

"""Drawings as inline SVG: bars and dots on scales that are the same from page to page, with their numbers written on.

Widths are percentages and heights are pixels, so that letters keep their size from a phone to a desk. A drawing is one
picture to a screen reader, with a title and a description; the numbers themselves stand in a table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from cmcheckin.sharing.html.text import Html, tag
from cmcheckin.sharing.summary import LIMIT_HOURS

PLOT_HEIGHT: Final = 170
"""Height of the plot of columns or dots, in pixels."""
MAX_LABELS: Final = 10
"""So many fit under a plot on a phone."""
_HEAD: Final = 10
"""Room above the highest value, for letters that stand on its line."""


class Scale(NamedTuple):
    """From nought to `top`, with marks that are written on: the value and its words."""

    top: float
    ticks: tuple[tuple[float, str], ...]


class Point(NamedTuple):
    """One column: what it is about, its value if there is one, and the usual it is drawn against. `part`: not all of
    it is told, so that it is drawn as an outline."""

    label: str
    value: float | None
    usual: float | None = None
    is_partial: bool = False


def hours_scale(*values: float | None) -> Scale:
    """0 to 60 hours; further, in steps of 20, only where a value does not fit. A week has 168 hours."""
    top = 60
    while top < 168 and any(value is not None and value > top for value in values):
        top += 20
    return Scale(float(top), tuple((float(at), f"{at} h") for at in range(0, top + 1, 20)))


def rating_scale(words: Sequence[str]) -> Scale:
    """1 to 5 in words; the room below 1 is half a step."""
    return Scale(5.5, tuple((float(n), word) for n, word in enumerate(words, 1)))


def bar(key: str, title: str, description: str, point: Point, said: tuple[str, str]) -> Html:
    """One amount of hours as a bar, with the usual marked above it and the line of 48 h below.

    `said` is what the two marks are called. Values are hours.
    """
    value, usual = point.value or 0.0, point.usual
    scale = hours_scale(value, usual)
    marks = [
        tag("rect", x="0", y="26", width="100%", height="16", rx="3", class_="ground"),
        tag(
            "rect",
            x="0",
            y="26",
            width=_percent(value, scale.top),
            height="16",
            rx="3",
            class_="bar part" if point.is_partial else "bar",
        ),
    ]
    if usual is not None:
        marks += _mark(usual / scale.top, (20, 48), 14, said[0], "usual")
    marks += _mark(LIMIT_HOURS / scale.top, (20 if usual is None else 26, 48), 64, said[1], "line")
    for at, words in scale.ticks:
        if abs(at - LIMIT_HOURS) >= scale.top / 6:
            marks.append(_letters(at / scale.top, 64, words))
    return _picture(key, title, description, 70, marks)


def columns(key: str, title: str, description: str, points: Sequence[Point], said: tuple[str, str]) -> Html:
    """Hours a week as columns, the usual as a tick across each. `said`: what the line of 48 h and the labels are."""
    scale = hours_scale(*(point.value for point in points), *(point.usual for point in points))
    wide = 100 / max(len(points), 1)
    marks = _grid(scale)
    for n, point in enumerate(points):
        if point.value is not None:
            top = _down(point.value, scale.top)
            marks.append(
                tag("rect", x=f"{(n + 0.18) * wide:.2f}%", y=top, width=f"{0.64 * wide:.2f}%", height=_floor() - top,
                    rx="2", class_="bar part" if point.is_partial else "bar")
            )  # fmt: skip
        if point.usual is not None:
            y = _down(point.usual, scale.top)
            marks += [_rule((n + 0.06) * wide, (n + 0.94) * wide, y, kind) for kind in ("halo", "usual")]
    marks.append(_rule(0, 100, _down(LIMIT_HOURS, scale.top), "line"))
    near = scale.top / 12
    kept = tuple(tick for tick in scale.ticks if abs(tick[0] - LIMIT_HOURS) >= near)
    return _plotted(
        key, title, description, scale._replace(ticks=(*kept, (LIMIT_HOURS, said[0]))), points, marks, said[1]
    )


def dots(key: str, title: str, description: str, points: Sequence[Point], words: Sequence[str], below: str) -> Html:
    """Ratings of 1 to 5 a week as dots, the scale written in words. `below`: what the labels are."""
    scale = rating_scale(words)
    wide = 100 / max(len(points), 1)
    marks = _grid(scale)
    marks += [
        tag("circle", cx=f"{(n + 0.5) * wide:.2f}%", cy=_down(point.value, scale.top), r="5", class_="bar")
        for n, point in enumerate(points)
        if point.value is not None
    ]
    return _plotted(key, title, description, scale, points, marks, below)


def strip(value: float, usual: float | None, *, part: bool = False) -> Html:
    """Hours as a small bar for a row of a table, 0 to 60 with the line of 48 h: the numbers stand in the row itself, so
    no screen reader hears of it. What is beyond 60 ends there. `part`: they are not of all of the week."""
    top = hours_scale().top
    marks = [
        tag("rect", x="0", y="4", width="100%", height="8", rx="2", class_="ground"),
        tag("rect", x="0", y="4", width=_percent(value, top), height="8", rx="2", class_="bar part" if part else "bar"),
    ]
    for at, kind in ((usual, "usual"), (LIMIT_HOURS, "line")):
        if at is not None:
            x = _percent(at, top)
            marks += [tag("line", x1=x, x2=x, y1="1", y2="15", class_=one) for one in ("halo", kind)]
    return tag("svg", *marks, width="100%", height="16", aria_hidden="true", focusable="false", class_="strip")


def position(key: str, title: str, description: str, value: float) -> Html:
    """A rating of 1 to 5 as a dot on a line of five places; the words stand under it, as a list of the page's own."""
    marks = [tag("line", x1="10%", x2="90%", y1="12", y2="12", class_="ground")]
    marks += [tag("circle", cx=f"{10 + 20 * n}%", cy="12", r="4", class_="place") for n in range(5)]
    marks.append(tag("circle", cx=f"{10 + 20 * (value - 1):.2f}%", cy="12", r="8", class_="bar"))
    return _picture(key, title, description, 24, marks)


def steps(filled: int) -> Html:
    """Five small dots, so many of them full: beside a word that says the same, so no screen reader hears of it."""
    made = (
        tag("circle", cx=6 + 11 * n, cy="6", r="4", class_="bar" if n < filled else "place empty") for n in range(5)
    )
    return tag("svg", *made, width="56", height="12", aria_hidden="true", focusable="false", class_="steps")


def _picture(key: str, title: str, description: str, tall: int, marks: Sequence[Html]) -> Html:
    """One picture, named and described."""
    named = (tag("title", title, id=f"{key}-title"), tag("desc", description, id=f"{key}-desc"))
    return tag(
        "svg", *named, *marks, role="img", width="100%", height=tall, focusable="false", class_="chart",
        aria_labelledby=f"{key}-title", aria_describedby=f"{key}-desc",
    )  # fmt: skip


def _plotted(
    key: str, title: str, description: str, scale: Scale, points: Sequence[Point], marks: list[Html], below: str
) -> Html:
    """The plot, its scale to the left of it and what each column is about below."""
    wide = 100 / max(len(points), 1)
    every = next(step for step in (1, 2, 4, 8, 13, 26, 52, 104, len(points) + 1) if len(points) <= step * MAX_LABELS)
    for n, point in enumerate(points):
        if n % every == 0:
            marks.append(tag("text", point.label, x=f"{(n + 0.5) * wide:.2f}%", y=_floor() + 18, text_anchor="middle"))
    plot = _picture(key, title, description, _floor() + 24, marks)
    letters = (tag("text", words, x="100%", y=_down(at, scale.top) + 4, text_anchor="end") for at, words in scale.ticks)
    words = any(not said[:1].isdigit() for _, said in scale.ticks)
    under = tag("text", below, x="100%", y=_floor() + 18, text_anchor="end")
    side = tag("svg", *letters, under, width="100%", height=_floor() + 24, aria_hidden="true", focusable="false")
    axis = tag("div", side, class_="axis wide" if words else "axis")
    return tag("div", axis, plot, class_="plot scaled")


def _grid(scale: Scale) -> list[Html]:
    return [_rule(0, 100, _down(at, scale.top), "grid") for at, _ in scale.ticks]


def _rule(start: float, end: float, y: float, kind: str) -> Html:
    return tag("line", x1=f"{start:.2f}%", x2=f"{end:.2f}%", y1=y, y2=y, class_=kind)


def _mark(share: float, span: tuple[int, int], y: int, words: str, kind: str) -> list[Html]:
    """An upright line through a bar at so much of its width, and its words."""
    x = f"{min(share, 1) * 100:.2f}%"
    lines = [tag("line", x1=x, x2=x, y1=span[0], y2=span[1], class_=one) for one in ("halo", kind)]
    return [*lines, _letters(share, y, words, kind)]


def _letters(share: float, y: int, words: str, kind: str | None = None) -> Html:
    """Words about a place on a bar, kept inside the picture."""
    edge = max(0.12, len(words) / 100)  # on a phone, half of a letter's width is about a hundredth
    anchor = "start" if share < edge else "end" if share > 1 - edge else "middle"
    return tag("text", words, x=f"{min(share, 1) * 100:.2f}%", y=y, text_anchor=anchor, class_=kind)


def _percent(value: float, top: float) -> str:
    return f"{max(0.0, min(value / top, 1.0)) * 100:.2f}%"


def _floor() -> int:
    return _HEAD + PLOT_HEIGHT


def _down(value: float, top: float) -> float:
    """How far below the upper edge a value stands, in pixels."""
    return round(_HEAD + PLOT_HEIGHT * (1 - max(0.0, min(value / top, 1.0))), 1)

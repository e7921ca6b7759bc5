"""The weekly report as a page that stands alone, with the same shell and the same rules as a shared week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from cmcheckin.sharing.html.page import page, section
from cmcheckin.sharing.html.text import Html, joined, tag, user


class Part(Protocol):
    """A part of the report as it was edited: its heading, and its lines in the order they are read."""

    @property
    def title(self) -> str:
        """`This is going well`"""

    @property
    def lines(self) -> Sequence[str]:
        """Plain text, a line each; whatever stands in them stays text."""


def render(title: str, when: str, parts: Iterable[Part], footer: str = "") -> str:
    """A whole HTML document. A part without lines is left out, a line of nothing but space too."""
    kept = (_part(number, part) for number, part in enumerate(parts))
    header = joined((tag("p", user(when), class_="eyebrow") if when else None, tag("h1", user(title))))
    return page(title, header, joined(kept), tag("p", footer) if footer else Html())


def _part(number: int, part: Part) -> Html:
    """Its lines as a list, in the words they were left in."""
    lines = [tag("li", shown) for line in part.lines if (shown := user(line))]
    return section(f"part-{number}", user(part.title), tag("ul", *lines, class_="draft") if lines else None)

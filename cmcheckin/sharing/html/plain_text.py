"""The text of a page, to read it without a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

CELLS: Final = frozenset({"td", "th", "li", "text"})
"""Elements that stay on one line inside of a ROWS element, with a gap between them."""
ROWS: Final = frozenset({"tr", "facts", "svg", "g"})
INLINE: Final = frozenset({"span", "strong", "bdi", "time", "wbr", "g", "rect", "line", "circle"})
"""Elements that don't end a line."""
APART: Final = frozenset({"h1", "h2", "h3", "footer", "main"})
"""Elements with a blank line above them."""
GAP: Final = "  "


def page_text(page: str) -> str:
    """Return all text in the body of `page`, a document made with `sharing.html`: what a browser shows, and what only a
    screen reader reads. Each paragraph, row of a table and line of facts is a line."""
    reader = _Reader()
    reader.feed(page[page.index("<body") : page.rindex("</body>")])
    reader.close()
    return "\n".join(reader.lines())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = "facts" if tag == "ul" and dict(attrs).get("class") == "facts" else tag
        in_row = bool(self._open) and self._open[-1] in ROWS
        if name in CELLS and in_row:
            self._lines[-1] += GAP if self._lines[-1] else ""
        elif name not in INLINE:
            self._lines += [""] if self._lines[-1] else []
            if name in APART and len(self._lines) > 1 and self._lines[-2]:
                self._lines += [""]
        if name != "wbr":
            self._open.append(name)

    def handle_endtag(self, tag: str) -> None:
        name = self._open.pop()
        in_row = bool(self._open) and self._open[-1] in ROWS
        if name not in INLINE and not (name in CELLS and in_row) and self._lines[-1]:
            self._lines.append("")

    def handle_data(self, data: str) -> None:
        text = data.replace("\n", " ")
        self._lines[-1] += text if self._lines[-1] else text.lstrip()

    def lines(self) -> list[str]:
        """Return the lines, without blank ones at the ends."""
        return "\n".join(line.rstrip() for line in self._lines).strip("\n").split("\n")

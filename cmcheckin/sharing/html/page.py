"""The shell of a page: one file that holds all it needs, for light and dark, narrow and wide, and for paper."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from cmcheckin.sharing.html.text import Html, escaped, joined, tag

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser may do with the page beyond reading it: use its own style. Everything else is refused."""
_HEAD: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
"""


@cache
def stylesheet() -> str:
    """The style all pages have, as it stands in page.css."""
    return files(__package__).joinpath("page.css").read_text("utf-8")


def page(title: str, header: Html, main: Html, footer: Html) -> str:
    """A whole document. `title` is plain text; the rest is markup of `tag`."""
    head = _HEAD.format(policy=POLICY, title=escaped(title), style=stylesheet())
    body = joined(
        (tag("header", header), Html("\n"), tag("main", main), Html("\n"), tag("footer", footer) if footer else None)
    )
    return f"{head}{body}\n</body>\n</html>\n"


def section(key: str, heading: str, *children: str | None, class_: str | None = None) -> Html:
    """A part of the page under a heading of the second level; empty when there is nothing in it."""
    inside = joined(children)
    if not inside:
        return Html()
    named = tag("h2", heading, id=key)
    return joined((Html("\n"), tag("section", named, inside, aria_labelledby=key, class_=class_)))


def card(key: str, heading: str, *children: str | None, class_: str = "") -> Html:
    """A section that stands beside others of its kind in a row."""
    return section(key, heading, *children, class_=f"card {class_}".strip())


def cards(*made: Html) -> Html:
    """Cards in a row, as many beside each other as there is room for; empty without cards."""
    kept = [one for one in made if one]
    return joined((Html("\n"), tag("div", *kept, class_="cards"))) if kept else Html()


def headline_figure(words: str, unit: str = "") -> Html:
    """What a card says first and large: a number with its unit smaller beside it, or words."""
    if not unit:
        return tag("p", words, class_="number words")
    return tag("p", words, tag("span", f" {unit}", class_="unit"), class_="number")


def facts(*said: str | None) -> Html:
    """Short facts in one line, a dot between them; empty when there are none."""
    kept = [tag("li", one) for one in said if one]
    return tag("ul", *kept, class_="facts") if kept else Html()


def table(
    caption: str,
    columns: list[str],
    rows: list[list[str]],
    *,
    closed: str = "",
    bare: bool = False,
    class_: str | None = None,
) -> Html:
    """A table of numbers, or of words: the first cell of a row is what it is about.

    `closed`: the words it folds away under. `bare`: without the room to scroll in, for one that is only read aloud.
    """
    head = tag("tr", *(tag("th", name, scope="col") for name in columns))
    body = (tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])) for row in rows)
    parts = (tag("caption", caption), tag("thead", head), tag("tbody", *body))
    made = tag("table", *parts, class_=class_)
    if bare:
        return made
    scrolled = tag("div", made, class_="scroll", role="group", aria_label=caption, tabindex="0")
    return tag("details", tag("summary", closed), scrolled) if closed else scrolled

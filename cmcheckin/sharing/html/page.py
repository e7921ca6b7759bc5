"""The frame of a page: a single file with its style, for light and dark, any width, and paper."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from cmcheckin.sharing.html.text import Html, escaped, joined, tag

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The page's content security policy: it may use its own style and nothing else."""
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
    """Return the contents of page.css, the style of all pages."""
    return files(__package__).joinpath("page.css").read_text("utf-8")


def page(title: str, header: Html, main: Html, footer: Html, nav: Html | None = None) -> str:
    """Return a document. `title` is plain text; `header`, `main`, `footer` and `nav`, the contents, are markup."""
    head = _HEAD.format(policy=POLICY, title=escaped(title), style=stylesheet())
    contents = f"{nav}\n" if nav else ""
    body = f"{tag('header', header)}\n{contents}{tag('main', main)}\n{tag('footer', footer) if footer else ''}"
    return f"{head}{body}\n</body>\n</html>\n"


def section(key: str, heading: str, *children: str | None, class_: str | None = None) -> Html:
    """Return a section below a second-level `heading` with the id `key`; empty without content in `children`."""
    inside = joined(*children)
    if not inside:
        return Html()
    title = tag("h2", heading, id=key)
    return joined(Html("\n"), tag("section", title, inside, aria_labelledby=key, class_=class_))


def card(key: str, heading: str, *children: str | None, class_: str = "") -> Html:
    """Return a `section` to be shown beside others in a row."""
    return section(key, heading, *children, class_=f"card {class_}".strip())


def cards(*sections: Html) -> Html:
    """Return the cards in a row that wraps; empty without cards."""
    filled = [card for card in sections if card]
    return joined(Html("\n"), tag("div", *filled, class_="cards")) if filled else Html()


def headline_figure(words: str, unit: str = "") -> Html:
    """Return the large first line of a card: a number with its unit, or words."""
    if not unit:
        return tag("p", words, class_="number words")
    return tag("p", words, tag("span", f" {unit}", class_="unit"), class_="number")


def facts(*texts: str | None) -> Html:
    """Return short facts on one line, separated by dots; empty without facts."""
    items = [tag("li", text) for text in texts if text]
    return tag("ul", *items, class_="facts") if items else Html()


def table(
    caption: str,
    columns: list[str],
    rows: list[list[str]],
    *,
    fold_label: str = "",
    is_bare: bool = False,
    is_labelled: bool = False,
    class_: str | None = None,
) -> Html:
    """Return a table. The first cell of a row is its heading.

    `fold_label`: the label to fold the table away under; empty to show it. `is_bare`: without scrolling, for a table
    that is only read aloud. `is_labelled`: each cell has its column's name, which only shows where a row is a card.
    """
    labels = [tag("span", name, class_="label") if is_labelled else None for name in columns]
    header = tag("tr", *(tag("th", name, scope="col") for name in columns))
    body = (
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(tag("td", label if cell else None, cell) for label, cell in zip(labels[1:], row[1:], strict=True)),
        )
        for row in rows
    )
    parts = (tag("caption", caption), tag("thead", header), tag("tbody", *body))
    element = tag("table", *parts, class_=class_)
    if is_bare:
        return element
    scrollable = tag("div", element, class_="scroll", role="group", aria_label=caption, tabindex="0")
    return tag("details", tag("summary", fold_label), scrollable) if fold_label else scrollable

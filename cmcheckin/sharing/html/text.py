"""Build markup that can't contain anything harmful. User text goes through `user`.

Other plain text is escaped where it is placed, so forgetting `user` costs only the isolation of its direction. Scripts,
links to elsewhere, forms, images, event handlers and style attributes can't be written, as their names aren't in
ELEMENTS and ATTRIBUTES.
"""

from __future__ import annotations

import html
import re
from typing import Final

from cmcheckin.domain.text import FORMULA, clean

_ELEMENTS: Final = """
main nav header footer section article figure figcaption div p span strong h1 h2 h3 h4 ul ol li dl dt dd blockquote
time bdi table caption thead tbody tr th td details summary wbr svg title desc g rect line circle text
"""
_ATTRIBUTES: Final = """
class id lang role scope colspan datetime tabindex focusable width height x y x1 x2 y1 y2 cx cy r rx text-anchor
aria-label aria-labelledby aria-describedby aria-hidden aria-current
"""
ELEMENTS: Final = frozenset(_ELEMENTS.split())
"""The elements a page may contain."""
ATTRIBUTES: Final = frozenset(_ATTRIBUTES.split())
"""The attributes an element may have."""
_VOID: Final = frozenset({"wbr"})
_ANCHOR: Final = re.compile(r"[a-z][a-z0-9-]*")
_WORD_JOINER: Final = "\u2060"


class Html(str):
    """Markup, made only by `tag`, `link`, `joined` and `user`."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return `text` escaped, for elements and quoted attributes alike. Markup is returned unchanged.

    Removes control, escape, bidirectional and invisible characters; newlines become spaces.
    """
    return text if isinstance(text, Html) else Html(html.escape(clean(text), quote=True))


def user(text: str) -> Html:
    """Return user text escaped, and isolated so that its direction doesn't affect the text around it.

    Text that begins like a formula gets a zero-width character in front. Otherwise a spreadsheet into which the page is
    opened or pasted would evaluate it. An apostrophe would be visible to everybody.
    """
    cleaned = escaped(str(text))
    prefix = _WORD_JOINER if cleaned.startswith(tuple(FORMULA)) else ""
    return Html(f"{prefix}<bdi>{cleaned}</bdi>") if cleaned else Html()


def joined(*parts: str | None, between: str = "") -> Html:
    """Return `parts` joined by `between`, plain ones escaped, empty ones left out."""
    return Html(_spaced(between).join(_spaced(part) for part in parts if part))


def tag(name: str, *children: str | None, **attributes: str | float | None) -> Html:
    """Return the element `name`. `class_` is class, `aria_label` is aria-label; an attribute that is None is left out.

    Raises ValueError for an element or attribute that isn't allowed, which is a programming error.
    """
    if name not in ELEMENTS:
        raise ValueError(f"no page has a {name}")
    opening = [name]
    for key, value in attributes.items():
        attribute = key.rstrip("_").replace("_", "-")
        if attribute not in ATTRIBUTES:
            raise ValueError(f"no element has {attribute}")
        if value is not None:
            text = f"{value:g}" if isinstance(value, float) else str(value)
            opening.append(f'{attribute}="{html.escape(clean(text), quote=True)}"')
    inside = joined(*children)
    return Html(f"<{' '.join(opening)}>" + ("" if name in _VOID else f"{inside}</{name}>"))


def link(anchor: str, *children: str | None) -> Html:
    """Return a link to the element of the same page that has the id `anchor`.

    Raises ValueError if `anchor` has anything but lower-case letters, digits and hyphens, which is a programming error.
    """
    if not _ANCHOR.fullmatch(anchor):
        raise ValueError(f"no element has the id {anchor}")
    return Html(f'<a href="#{anchor}">{joined(*children)}</a>')


def _spaced(text: str) -> str:
    """Return `text` escaped, keeping a space at its ends, which separates it from its neighbours."""
    if isinstance(text, Html):
        return text
    inner = escaped(text)
    leading = " " if text[:1].isspace() else ""
    trailing = " " if inner and text[-1:].isspace() else ""
    return f"{leading}{inner}{trailing}"

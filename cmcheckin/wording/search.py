"""Texts of search: what is wrong with a term, and what matched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

NOTHING_FOUND: Final = "Nothing found for “{query}”. Try fewer words."
EXAMPLES: Final = {
    "on": "on:2026-10-03 or on:yesterday", "from": "from:2026-10, from:2026-W40 or from:\"last week\"",
    "to": "to:2026-10-31 or to:\"last month\"",
}  # fmt: skip


def no_text(term: str, field: str) -> str:
    """Return the note on a `term` without letters or digits, in the text of `field` or anywhere."""
    if field:
        return f"“{term}” needs a word after {field}:, such as {field}:price."
    return f"“{term}” has no letters or digits to search for."


def not_comparable(term: str, field: str) -> str:
    """Return the note on a `term` that compares a text."""
    return f"“{term}” compares a text. Write {field}: and a word of it."


def not_days(term: str, name: str) -> str:
    """Return the note on a `term` without a date after `name`: `on`, `from` or `to`."""
    by = " For praise from somebody, write by: and the name." if name == "from" else ""
    return f"“{term}” isn't a date. Try {EXAMPLES[name]}.{by}"


def not_a_number(term: str, name: str) -> str:
    """Return the note on a `term` without a number after `name`."""
    return f"“{term}” needs a number, such as {name}<=2."


def not_a_choice(term: str, name: str, known: Sequence[str]) -> str:
    """Return the note on a `term` whose value isn't one of the `known` ones of `name`."""
    return f"“{term}” isn't complete. {name}: is followed by one of these: {', '.join(known)}."


def not_a_filter(name: str) -> str:
    """Return the note on a `name` before a colon or a sign, which isn't a filter."""
    return f"“{name}” isn't a filter, so this is searched as text."

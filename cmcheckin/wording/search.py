"""Words of search: problems with a term, and labels of matches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cmcheckin.wording.command_messages import MISSING, WRONG_USAGE
from cmcheckin.wording.formats import joined

NOTHING_FOUND: Final = "Nothing found for “{query}”. Try fewer words."
NO_WORDS: Final = "WORDS is empty."
MISSING_WORDS: Final = WRONG_USAGE.format(problem=MISSING.format("WORDS"), command="cmcheckin search")
NOT_A_LIMIT: Final = "must be a whole number, 1 or more"
LABELS: Final = {
    "by": "from", "title": "escalation", "handed": "handed to", "feeling": "feelings", "label": "holiday",
    "activity": "activities", "after-hours": "after hours", "peers": "with peers", "kind": "day",
}  # fmt: skip
"""Labels of fields that are called differently in a query."""
EXAMPLES: Final = {
    "on": "on:2026-10-03 or on:yesterday", "from": "from:2026-10 or from:\"last week\"",
    "to": "to:2026-10-31 or to:\"last month\"",
}  # fmt: skip


def label(field: str, name: str = "") -> str:
    """Return the label of the `field` of a match, or `name`, which is one of the user's own questions or a kind."""
    return name or LABELS.get(field, field)


def limited(shown: int, total: int) -> str:
    """Return the message that `shown` of `total` matches are shown."""
    return f"Showing {shown:,} of {total:,} matches. Without --limit, all are shown."


def refused(note: str) -> str:
    """Return the error that a command shows for a term with this `note`."""
    return f"{note}\nTo see all filters, run `cmcheckin help search`."


def no_text(term: str, field: str) -> str:
    """Return the note on a `term` without letters or digits. `field` is its filter, or empty."""
    if field:
        return f"“{term}” needs a word after the colon."
    return f"“{term}” has no letters or digits to search for."


def not_comparable(term: str, field: str) -> str:
    """Return the note on a `term` that compares the text `field` with `<` or `>`."""
    return f"“{term}” can't be compared, because {field} is text. Type {field}: and a word."


def not_days(term: str, name: str, value: str) -> str:
    """Return the note on a `term` whose `value` isn't a date. `name` is `on`, `from` or `to`."""
    if name == "from" and value.isalpha():
        return f"“{term}” isn't a date. For praise from someone, type by:{value}."
    return f"“{term}” isn't a date. Try {EXAMPLES[name]}."


def not_a_number(term: str, name: str) -> str:
    """Return the note on a `term` without a number. `name` is its filter."""
    return f"“{term}” needs a number, such as {name}<=2."


def not_a_choice(value: str, name: str, near: Sequence[str], known: Sequence[str]) -> str:
    """Return the note on a `value` of the filter `name` that is missing or isn't one of the `known` ones.

    `near`: those that begin with it.
    """
    if near:
        return f"“{value}” isn't complete. Did you mean {joined(list(near), 'or')}?"
    problem = f"{name}: can't be “{value}”." if value else f"{name}: needs a value."
    return f"{problem} Use one of these: {', '.join(known)}."


def not_a_filter(name: str) -> str:
    """Return the note on a `name` before a colon or an operator that isn't a filter."""
    return f"“{name}” isn't a filter, so this is searched as text."

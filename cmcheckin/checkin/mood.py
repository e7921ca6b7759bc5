"""Step 2 of the check-in: the user's mood and energy, and how the community felt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Final
from unicodedata import category

from cmcheckin.checkin.form import Scale, Step
from cmcheckin.domain.records import CheckIns
from cmcheckin.domain.text import WORD, clean
from cmcheckin.wording import record_words

STEP: Final = Step("mood", "mood")
MOOD: Final = Scale("mood", record_words.MOOD)
ENERGY: Final = Scale("energy", record_words.ENERGY)
COMMUNITY: Final = Scale("community", record_words.MOOD)
"""How the community felt since the last check-in, in the words of the user's own mood."""
STARTER_FEELINGS: Final = (
    "calm", "content", "curious", "excited", "focused", "frustrated", "grateful", "hopeful", "irritated", "lonely",
    "overwhelmed", "proud", "relieved", "restless", "sad", "stretched", "tense", "tired", "uneasy", "worn",
)  # fmt: skip
"""Feelings suggested until the user has logged their own."""


def read_feelings(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the feelings in `text`: short words separated by commas, or by spaces if there is no comma. Words without
    a letter are dropped, unless they are in `known`."""
    return tuple(dict.fromkeys(word for word in _words(text) if _has_letter(word) or word in known))


def has_only_feelings(text: str, known: Collection[str] = ()) -> bool:
    """Return whether `read_feelings` would drop nothing: each word in `text` has a letter, is an emoji, or is in
    `known`."""
    return all(_has_letter(word) or word in known for word in _words(text))


def _words(text: str) -> list[str]:
    text = clean(text)
    parts = re.split(r"[,;]" if re.search("[,;]", text) else r"\s", text)
    return [word for part in parts if (word := part.strip().lower()[:WORD].rstrip())]


def _has_letter(word: str) -> bool:
    return any(char.isalpha() or category(char) == "So" for char in word)


def feelings_text(feelings: tuple[str, ...]) -> str:
    """Return `feelings` as the user would type them. A single feeling of several words ends with a comma, so that it is
    read as one."""
    return ", ".join(feelings) + ("," if len(feelings) == 1 and " " in feelings[0] else "")


def known_feelings(recent: CheckIns) -> tuple[str, ...]:
    """Return feelings to suggest: those in `recent`, the most frequent first, then STARTER_FEELINGS."""
    used = Counter(word for checkin in recent for word in checkin.feelings)
    return tuple(dict.fromkeys([*(word for word, _ in used.most_common()), *STARTER_FEELINGS]))


def complete_feeling(text: str, known: tuple[str, ...]) -> str | None:
    """Return `text` with its last word completed to the first match in `known`; None without a match."""
    head, last = re.fullmatch(r"(?s)(.*?)([^,;\s]*)", text).groups()  # type: ignore[union-attr]
    if not last:
        return None
    used = {*read_feelings(head), last.lower()}
    word = next((word for word in known if word.startswith(last.lower()) and word not in used), None)
    return head + word if word else None

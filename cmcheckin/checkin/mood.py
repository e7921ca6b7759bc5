"""Step 2: how you are, and how the community felt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Final
from unicodedata import category

from cmcheckin.checkin.form import Step
from cmcheckin.checkin.scales import Scale
from cmcheckin.domain.records import CheckIns
from cmcheckin.domain.text import WORD, clean

STEP: Final = Step("mood", "mood")
MOOD: Final = Scale("mood", "How are you?", ("rough", "low", "okay", "good", "great"))
ENERGY: Final = Scale("energy", "How much energy is there?", ("drained", "low", "fair", "good", "full"))
COMMUNITY: Final = Scale("community", "How did the community feel?", ("rough", "low", "okay", "good", "great"))
"""How the community felt since the last check-in, in the words used for one's own mood."""
STARTER_FEELINGS: Final = (
    "calm", "content", "curious", "excited", "focused", "frustrated", "grateful", "hopeful", "irritated", "lonely",
    "overwhelmed", "proud", "relieved", "restless", "sad", "stretched", "tense", "tired", "uneasy", "worn",
)  # fmt: skip
"""Feelings offered before there are any of one's own."""


def read_feelings(text: str, kept: Collection[str] = ()) -> tuple[str, ...]:
    """Return the feelings in `text`: short words separated by commas, or by spaces if there is no comma. Words without
    a letter are dropped, unless they are already `kept`."""
    return tuple(dict.fromkeys(word for word in _words(text) if _has_letter(word) or word in kept))


def has_only_feelings(text: str, kept: Collection[str] = ()) -> bool:
    """Return whether every feeling in `text` has a letter, is an emoji, or is `kept`, so that none is dropped."""
    return all(_has_letter(word) or word in kept for word in _words(text))


def _words(text: str) -> list[str]:
    text = clean(text)
    parts = re.split(r"[,;]" if re.search("[,;]", text) else r"\s", text)
    return [word for part in parts if (word := part.strip().lower()[:WORD].rstrip())]


def _has_letter(word: str) -> bool:
    return any(char.isalpha() or category(char) == "So" for char in word)


def feelings_text(feelings: tuple[str, ...]) -> str:
    """As they would be typed; a lone one of several words ends in a comma, or it would be read as several."""
    return ", ".join(feelings) + ("," if len(feelings) == 1 and " " in feelings[0] else "")


def known_feelings(recent: CheckIns) -> tuple[str, ...]:
    """Feelings to complete from: one's own, the most used first, then the starters."""
    used = Counter(word for checkin in recent for word in checkin.feelings)
    return tuple(dict.fromkeys([*(word for word, _ in used.most_common()), *STARTER_FEELINGS]))


def complete_feeling(text: str, known: tuple[str, ...]) -> str | None:
    """The whole text with its last word completed, or None when there is nothing to complete."""
    head, last = re.fullmatch(r"(?s)(.*?)([^,;\s]*)", text).groups()  # type: ignore[union-attr]
    if not last:
        return None
    taken = set(read_feelings(head))
    word = next((w for w in known if w.startswith(last.lower()) and w != last.lower() and w not in taken), None)
    return head + word if word else None

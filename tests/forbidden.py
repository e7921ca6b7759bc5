"""Words that have no place in what the program says to people about themselves."""

from __future__ import annotations

import re
from typing import Final

FORBIDDEN: Final = (
    r"must", r"should", r"(?<!no )need to", r"have to", r"don't forget", r"failed", r"missed", r"missing", r"only",
    r"warning", r"alert", r"risk", r"unhealthy", r"abnormal", r"normal(ly)?", r"burn(ed|t)?[ -]?out", r"depress\w*",
    r"suffer\w*", r"streaks?", r"employer", r"manager", r"boss", r"productiv\w*", r"resilien\w*", r"congratulat\w*",
    r"lazy", r"weak", r"diagnos\w*", r"disorder",
)  # fmt: skip
"""Orders, blame, diagnoses, praise of long hours, and whoever else might be thought to be looking."""
_WORDS: Final = re.compile(rf"\b({'|'.join(FORBIDDEN)})\b", re.IGNORECASE)
_SIGNS: Final = re.compile("[!\N{WARNING SIGN}\N{FIRE}\U0001f300-\U0001faff]")


def found_in(text: str) -> list[str]:
    """Return the forbidden words and signs in `text`."""
    return [match.group() for match in (*_WORDS.finditer(text), *_SIGNS.finditer(text))]

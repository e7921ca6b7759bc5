"""Words for the ear: our own texts without marks and abbreviations that a screen reader skips or misreads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from cmcheckin.wording.formats import DAYS, MONTHS
from cmcheckin.wording.text_cells import DRAWING

_QUOTED: Final = "“[^”]*”"
_DAY_NAMES: Final = {name[:3]: name for name in DAYS}
_MONTH_NAMES: Final = {name[:3]: name for name in MONTHS}
_WEEKDAY: Final = re.compile(rf"\b({'|'.join(_DAY_NAMES)})\b(?=\s+\d|[,.;:)]| to | and | or |$)")
_MONTH: Final = re.compile(rf"(?<=\d )({'|'.join(_MONTH_NAMES)})\b|\b({'|'.join(_MONTH_NAMES)})\b(?= \d{{4}}\b)")
_SHORT_DATE: Final = re.compile(rf"\b({'|'.join(_DAY_NAMES)})\s+(\d{{1,2}}) ({'|'.join(_MONTH_NAMES)})\b")
_AMOUNT: Final = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?) (h|min|m)\b")
_UNITS: Final = {"h": "hour", "min": "minute", "m": "minute"}
_EARLY: Final = re.compile(r"(?<![\d:])0(\d:\d\d)\b")
_SIGNS: Final = str.maketrans({**dict.fromkeys(DRAWING, " "), "·": ","})
KEY_NAMES: Final = {
    "-": "minus", "+": "plus", ".": "full stop", "?": "question mark", "/": "slash", "[": "left bracket",
    "]": "right bracket",
}  # fmt: skip
"""What the signs that can be typed are called. Many screen readers skip them."""


def spoken(text: str, kept: Iterable[str | None] = ()) -> str:
    """Return `text`, one of our own titles or facts, with whole words for units, weekdays, months and `load`, `to` in
    ranges, and without marks that a screen reader names or skips. What is quoted stays as it is, and so does `kept`:
    what in it comes from the user or others."""
    words = sorted(filter(None, kept), key=len, reverse=True)
    pieces = re.split(f"({'|'.join([_QUOTED, *map(re.escape, words)])})", text)
    shown = "".join(piece if n % 2 else _spoken(piece) for n, piece in enumerate(pieces))
    return " ".join(shown.split())


def _spoken(text: str) -> str:
    text = re.sub(r" · Week(?=s? \d)", ", week", text).replace(" · ", ", ")
    text = re.sub(r"\s*–\s*", " to ", text)
    text = re.sub(r"\b(\d+) min break\b", r"\1-minute break", text)
    text = _AMOUNT.sub(_whole_unit, text)
    text = re.sub(r"\bload(?=: \d| (?:\d|too |light|about |a lot))", "workload", text)
    text = re.sub(r"\bLoad(?=: \d)", "Workload", text)
    return spoken_dates(_EARLY.sub(r"\1", text)).translate(_SIGNS)


def _whole_unit(found: re.Match[str]) -> str:
    return f"{found[1]} {_UNITS[found[2]]}{'' if found[1] == '1' else 's'}"


def spoken_dates(text: str) -> str:
    """Return `text` with whole words for weekdays and months in it: `Thursday 24 December`."""
    text = _WEEKDAY.sub(lambda found: _DAY_NAMES[found[1]], text)
    return _MONTH.sub(lambda found: _MONTH_NAMES[found[1] or found[2]], text)


def spoken_days(text: str) -> str:
    """Return `text`, which has words of the user, with whole words only for complete short dates, such as
    `Thu 24 Dec`."""
    return _SHORT_DATE.sub(lambda found: f"{_DAY_NAMES[found[1]]} {found[2]} {_MONTH_NAMES[found[3]]}", text)


def key_name(key: str) -> str:
    """Return `key` with its name, if it is a sign: `[ (left bracket)`."""
    return f"{key} ({KEY_NAMES[key]})" if key in KEY_NAMES else key

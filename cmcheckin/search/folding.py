"""Fold text so that search ignores case, accents and punctuation, and find folded text in the original.

A folded text has a space before each word: ` first time poster`. It contains ` first ti`, so words match from their
start. Matching in the middle of words would find *art* in *started*, and because nearly every entry contains each
letter, the first letters typed would narrow nothing. Scripts that are written without spaces,
and emoji, count as one word for each character, so they match anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana, Chinese characters."""


class _Folded(dict[int, str]):
    """The folded form of each character, by its code point, made when it is first needed: letters and digits in lower
    case and without accents, nothing for a mark, and a space for anything else."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
        self[code] = found = "".join(map(_letter, plain))
        return found


def _letter(char: str) -> str:
    if unicodedata.category(char)[0] == "M":
        return ""
    if _SPACELESS.match(char) or unicodedata.category(char) == "So":
        return f" {char} "
    return char if char.isalnum() else " "


_FOLDED: Final = _Folded()


def folded(text: str) -> str:
    """Return `text` folded, with a space before each word; empty if it has no letters, digits or emoji."""
    return "".join(f" {word}" for word in text.translate(_FOLDED).split())


def spans(text: str, needle: str) -> list[tuple[int, int]]:
    """Return where the folded `needle` is in `text`: starts and ends, in characters, in order and without overlaps.

    A combining accent belongs to the letter before it.
    """
    letters: list[str] = []
    origin: list[int] = []
    ends: list[int] = []
    in_word = False
    for at, char in enumerate(text):
        plain = _FOLDED[ord(char)]
        if not plain and ends:
            ends[-1] = at + 1
        for letter in plain:
            if letter == " ":
                in_word = False
                continue
            added = letter if in_word else f" {letter}"
            in_word = True
            for one in added:
                letters.append(one)
                origin.append(at)
                ends.append(at + 1)
    whole, found, at = "".join(letters), [], 0
    while needle and (start := whole.find(needle, at)) >= 0:
        at = start + len(needle)
        found.append((origin[start + 1], ends[at - 1]))
    return found


def merged(found: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return the spans `found` in order, with those that overlap or touch joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)

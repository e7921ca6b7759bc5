"""Read the texts of other programs: notes in HTML, numbers with units, and lists of words. Check their limits."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from cmcheckin.domain.fields import MAX_NAME
from cmcheckin.domain.text import LINE, NOTE, clean, shorten
from cmcheckin.interchange.importing import ratings
from cmcheckin.interchange.readers.items import Entry
from cmcheckin.wording import foreign_files as words

MAX_WORDS: Final = 200
"""The limit on the tags and feelings of an entry, and on its numbers."""
_MARK: Final = "\0"
"""Marks the edge of an HTML block, as it can't occur in cleaned text."""
_BREAK: Final = re.compile(r"<br\s{0,9}/?>\n?", re.IGNORECASE)
_ITEM: Final = re.compile(r"(?:\n {0,20})?<li(?:\s[^<>]*)?>", re.IGNORECASE)
_BLOCK: Final = re.compile(r"(?:\n {0,20})?</?(?:p|div|[uo]l|li|h[1-6]|blockquote)(?:\s[^<>]*)?>", re.IGNORECASE)
_INLINE: Final = re.compile(
    r"</?(?:b|strong|i|em|u|s|strike|del|ins|mark|small|sub|sup|span|font|a|code)(?:\s[^<>]*)?>", re.IGNORECASE
)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_EDGES: Final = re.compile(rf"\n?{_MARK}[{_MARK} ]*")
_DURATION: Final = re.compile(r"([0-9]{1,4}):([0-5][0-9])")
_AMOUNT: Final = re.compile(
    r"(?P<number>[+-]?[0-9]{1,12}(?:[.,][0-9]{1,20})?)(?:\s?/\s?[0-9]{1,12})?(?:\s?[^\s\d,.:/+-][^\d]{0,30})?"
)
_GROUPED: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}")


def plain_text(html: str) -> str:
    """Return the text of `html` without its markup: line breaks, paragraphs and lists become lines, and entities become
    characters.

    Text without markup stays as it is, as does anything that only looks like markup, such as `<3` or `<me>`.
    """
    text = clean(html, lines=True)
    if "<" in text:
        text = _BLOCK.sub(_MARK, _ITEM.sub(f"{_MARK}- ", text))
        text = _EDGES.sub("\n", _BREAK.sub("\n", _INLINE.sub("", text)))
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]), text).replace("\xa0", " ")
    return clean(text, lines=True)


def titled(title: str, text: str) -> str:
    """Return `text` below its `title`; either may be empty."""
    return "\n".join(part for part in (title, text) if part)


def split_words(text: str, separator: str) -> tuple[str, ...]:
    """Return the words of `text` between the `separator`, cleaned, without empty or repeated ones."""
    found = (clean(word) for word in text.split(separator))
    return tuple(dict.fromkeys(word for word in found if word))


def number(text: str, *, local: bool = False) -> float | None:
    """Return the number that `text` begins with: `7,5 h`, `8/10 points`, `-2`; `7:30` is 7.5 hours. None if there is no
    number, or it's ambiguous, such as `1,250`. With `local`, `1.250` is ambiguous too, as a dot may separate
    thousands."""
    plain = clean(text[:200])
    if found := _DURATION.fullmatch(plain):
        return int(found[1]) + int(found[2]) / 60
    amount = _AMOUNT.fullmatch(plain)
    if amount is None:
        return None
    grouped = _GROUPED.fullmatch(amount["number"])
    if grouped and (local or grouped[1] == ","):
        return None
    return ratings.number(amount["number"])


def check_limits(entry: Entry) -> Entry:
    """Return `entry`. Raises ValueError, with the reason as a phrase, if a part of it is longer than can be saved."""
    lines = (entry.mood, entry.energy, *entry.tags, *entry.feelings)
    for limit, texts in ((LINE, lines), (MAX_NAME, tuple(entry.numbers)), (NOTE, (entry.text,))):
        if found := next((text for text in texts if len(text) > limit), None):
            raise ValueError(words.TOO_LONG.format(text=shorten(found, 20), characters=len(found), limit=limit))
    if max(len(entry.tags), len(entry.feelings), len(entry.numbers)) > MAX_WORDS:
        raise ValueError(words.TOO_MANY_WORDS.format(limit=MAX_WORDS))
    return entry

"""Clean user text where it enters, so that nothing downstream has to guard against it, and write it as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

PATH: Final = 4096
"""Longest path of a file, in characters."""
LINE: Final = 500
"""Longest line that is saved (a title, a win, what the community feels), in characters."""
WORD: Final = 40
"""The limit in characters for a feeling, and for the name of a metric or a question."""
NOTE: Final = 20_000
"""Longest note that is saved, in characters: ten printed pages."""

FORMULA: Final = "=+-@\uff1d\uff0b\uff0d\uff20"
"""Characters that begin a formula in a spreadsheet, with the full-width forms that some accept.
Source: OWASP, CSV Injection."""

# Patterns that plain text never needs are strings: `re` compiles and caches them at first use, not at every start.

# Whole escape sequences go first, so that `ESC[31m` does not leave `[31m` behind. Lengths are limited, as one may never
# end. One pass is enough: an ESC that is left goes with the other control characters, and what then joins is text.
_ESCAPES: Final = (
    r"\x1b\][^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"  # OSC … BEL or ST
    r"|\x1b[PX^_][^\x1b\x9c\n]{0,4096}(?:\x1b\\|\x9c)"  # DCS, SOS, PM, APC … ST
    r"|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"  # CSI
    r"|\x1b[ -/]{0,4}[0-~]"  # two-character sequences
)
# C0 and C1 except newline; DEL; the bidirectional overrides, isolates and marks; zero-width space, word joiner and its
# invisible kin, BOM; soft hyphen, grapheme joiner, Hangul fillers, interlinear and tag characters; lone surrogates.
_UNSEEN: Final = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f\ud800-\udfff]+"
)
# ZWJ and ZWNJ stay where emoji and several scripts are spelled with them: between two letters or signs of theirs, and
# not beside a space, each other, or Latin text, where they only hide.
JOINERS: Final = frozenset("\u200c\u200d")
_JOINABLE: Final = "[^\x00-\u02ff\u1680\u2000-\u206f\u3000]"
_JOINERS: Final = f"(?<!{_JOINABLE})[\u200c\u200d]|[\u200c\u200d](?!{_JOINABLE})"
_PLAIN: Final = r"[\x20-\x7e\xa0-\xac\xae-\u02ff]*\Z"
_PRINTABLE: Final = r"[\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205f\u2070-\u2fff]*\Z"
_SURROGATES: Final = "[\ud800-\udfff]"
_UNSAFE: Final = f"[{_UNSEEN[1:-2]}\u2028\u2029]"


def clean(text: str, *, lines: bool = False) -> str:
    """Return `text` without control, escape, bidirectional and invisible characters, as one line.

    With `lines`, newlines stay and trailing spaces are removed. Idempotent, and linear in time for any input.
    """
    if not (text.isascii() and text.isprintable()) and not re.match(_PLAIN, text):
        for line_break in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
            text = text.replace(line_break, "\n")
        text = text.replace("\t", " ")
        if "\x1b" in text or "\x9b" in text:
            text = re.sub(_ESCAPES, "", text)
        text = re.sub(_UNSEEN, "", text)
        if "\u200c" in text or "\u200d" in text:
            text = re.sub(_JOINERS, "", text)
    if lines:
        return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return " ".join(text.split())


def is_undecoded(text: str) -> bool:
    """Return whether `text` holds bytes that couldn't be decoded, as `surrogateescape` marks them."""
    return not text.isascii() and re.search("[\udc80-\udcff]", text) is not None


def printable(text: str) -> str:
    """Return `text` with nothing in it that could act on a terminal, for output that may quote outside names.

    Removes control, escape, bidirectional and invisible characters, keeps newlines and spaces, and turns bytes of a
    file name that aren't UTF-8 into question marks. Every line of output passes through it last.
    """
    if (text.isascii() and text.isprintable()) or re.match(_PRINTABLE, text):
        return text
    text = re.sub(_SURROGATES, "?", text).replace("\t", " ").replace("\r\n", "\n")
    if "\x1b" in text or "\x9b" in text:
        text = re.sub(_ESCAPES, "", text)
    return re.sub(_UNSAFE, "", text)


def clean_path(text: str) -> str:
    """Return `text` as the path of a file: printable and on one line, with all its spaces."""
    return printable(text).strip("\n").replace("\n", " ")


def is_unicode(encoding: str | None, environ: Mapping[str, str]) -> bool:
    """Return whether text in `encoding` may have more than ASCII, for a terminal with the locale that `environ` names.

    Python reads and writes UTF-8 in the plain locale C, and sets LC_CTYPE itself then. But a user who set C wants plain
    characters. Without any locale, as over SSH, most terminals show UTF-8.
    """
    names = (environ.get("LC_ALL"), environ.get("LC_CTYPE"), environ.get("LANG"))
    chosen = next((name for name in names if name), "")
    if chosen == "C.UTF-8" and not names[0]:  # may be Python's own
        chosen = names[2] or chosen
    is_utf8 = (encoding or "").lower().replace("-", "").replace("_", "") == "utf8"
    return is_utf8 and chosen not in ("C", "POSIX")


def to_json(value: object, **options: Any) -> str:
    """Return `value` as JSON in which letters stay as they are, and whatever could act on a terminal is a `\\u` escape.

    Reading it back gives these characters, and the bytes of a name that isn't UTF-8, unchanged.
    `options`: those of `json.dumps`. Raises ValueError for NaN.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, **options)
    return text if re.match(_PRINTABLE, text) else re.sub(_UNSAFE, _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def shorten(text: str, limit: int) -> str:
    """Return `text` cut to at most `limit` characters, the last of them an ellipsis if anything was cut."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)].rstrip() + "…"

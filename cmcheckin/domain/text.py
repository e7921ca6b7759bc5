"""User text: what is kept of it. Applied wherever text enters, so that nothing downstream has to be afraid of it."""

from __future__ import annotations

import re
from typing import Final

LINE: Final = 500
"""Longest single line kept (a title, a win, what the community feels), in characters."""
WORD: Final = 40
"""Longest feeling or name of a metric, in characters."""
NOTE: Final = 20_000
"""Longest note kept, in characters: ten printed pages."""

# Whole escape sequences go first, so that `ESC[31m` does not leave `[31m` behind. One that never ends takes no more.
_ESCAPES: Final = re.compile(
    r"\x1b\][^\x07\x1b\x9c\n]{0,4096}(?:\x07|\x1b\\|\x9c)"  # OSC … BEL or ST
    r"|\x1b[PX^_][^\x1b\x9c\n]{0,4096}(?:\x1b\\|\x9c)"  # DCS, SOS, PM, APC … ST
    r"|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,8}[@-~]"  # CSI
    r"|\x1b[ -/]{0,4}[0-~]"  # two-character sequences
)
# C0 and C1 but newline; DEL; the bidirectional overrides, isolates and marks; zero-width space, word joiner and its
# invisible kin, BOM; soft hyphen, interlinear and tag characters; lone surrogates. ZWJ and ZWNJ stay: emoji and several
# scripts are spelled with them.
_UNSEEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_PLAIN: Final = re.compile(r"[\x20-\x7e\xa0-\xac\xae-\u02ff]*\Z")
_SPACES: Final = re.compile(r"\s+")
_JOINERS: Final = re.compile("[\u200c\u200d]{2,}|^[\u200c\u200d]+|[\u200c\u200d]+$")


def clean(text: str, *, lines: bool = False) -> str:
    """Text without control, escape, bidirectional and invisible characters.

    One line unless `lines`: then newlines stay, and trailing space goes. Cleaning twice is cleaning once.
    """
    if not _PLAIN.match(text):
        text = _BREAKS.sub("\n", text)
        text = text.replace("\t", " ")
        before = None
        while before != text:  # taking one sequence out can join the halves of another
            before = text
            text = _ESCAPES.sub("", text)
        text = _UNSEEN.sub("", text)
        text = _JOINERS.sub("", text)
    if lines:
        return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n").rstrip()
    return _SPACES.sub(" ", text).strip()


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, the last one an ellipsis when something was left out."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)].rstrip() + "…"

"""Read answers of the check-in that are typed in one line: a day, feelings, a kind of win, a severity."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from cmcheckin.checkin import mood, values, wins, workload
from cmcheckin.checkin.activity_entry import read_uses
from cmcheckin.checkin.escalations import STATUS_KEYS
from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE
from cmcheckin.wording import checkin as words
from cmcheckin.wording import plain_checkin as plain_words

MORE: Final = "+"
"""Asks for all details, after the severity of a new escalation."""
_USES: Final = r"(?:^|\s)a\s+(.+)$"
"""The pattern of activities at the end of an answer."""
_AFTER_HOURS: Final = r"(?:\+|\bplus\b)(.*)$"
"""The pattern of minutes after hours in an answer."""
_TIME: Final = r"\d{1,2}(?:[:.h]?\d{2}|\s*h)?\s*(?:am|pm)?"
_SPAN: Final = rf"(?<![\d:.,])({_TIME})\s*(?:[-–]|\bto\b)\s*({_TIME})$"
"""Pattern of two times at the end of an answer, as `values.read_clock` reads them."""


def read_day(text: str, activities: Sequence[str]) -> dict[str, Any]:
    """Read `y`, or any of a letter or word for the kind of day, hours, times with `-` or `to`, minutes after hours with
    `+` or `plus`, and `a` with where the time went. `activities`: the names that can be given there."""
    word = text.strip()
    if word.lower() in ("y", "yes"):
        return {}
    found: dict[str, Any] = {}
    if uses := re.search(_USES, word, re.IGNORECASE):
        found |= read_uses(uses[1], activities)._asdict()
        word = word[: uses.start()]
    word = re.sub(r",(?=\s)", " ", word)
    first, *_ = word.split(maxsplit=1) or [""]
    if first.lower() in workload.KIND_KEYS or first.lower() in workload.KIND_KEYS.values():
        found["key"] = first[0]
        word = word[len(first) :]
    if plus := re.search(_AFTER_HOURS, word, re.IGNORECASE):
        found["after_hours_minutes"] = values.read_minutes(plus[1])
        word = word[: plus.start()]
    if span := re.search(_SPAN, word.rstrip(), re.IGNORECASE):
        found["start"] = values.read_clock(span[1])
        found["end"] = values.read_end(span[2], found["start"])
        word = word[: span.start()]
    if word.strip():
        found["hours"] = values.read_hours(word)
    return found


def read_feelings(text: str, current: tuple[str, ...]) -> tuple[str, ...]:
    """Read feelings, words separated by commas. Those in `current` may be without a letter."""
    if not mood.has_only_feelings(text, current):
        raise Refused("", words.FEELINGS_NEED_LETTERS.removesuffix("."))
    return mood.read_feelings(text, current)[:1000]


def read_win_kind(text: str) -> tuple[str | None, bool, str]:
    """Read a kind of win, by its digit or in letters, a plus sign for a long-term win, and after thanks their sender:
    `2`, `event+`, `6 Mira`, `+`."""
    word, _, sender = text.partition(" ")
    name = word.removesuffix("+").lower()
    kind = wins.kind_of(name) or name or None
    if kind not in (*WIN_KINDS, None) or (sender and kind != "thanks"):
        raise Refused("", plain_words.WIN_KIND)
    return kind, word.endswith("+"), one_line("sender")(sender) if sender else ""


def read_status(text: str) -> tuple[str, str]:
    """Read the letter of a status, and the text after it: for `h`, whom it was handed to, as in `h Sam` or
    `h to Sam`, else an update."""
    letter, _, rest = text.partition(" ")
    if letter.lower() not in STATUS_KEYS:
        raise Refused("", plain_words.CARRIED_LETTER)
    status = STATUS_KEYS[letter.lower()]
    if status == "handed-off":
        name = re.sub(r"^to\s+", "", rest.strip(), flags=re.IGNORECASE)
        return status, (f.line(plain_words.FIELDS["handed_to"], name) or "") if name else ""
    return status, rest.strip()


def read_severity(text: str) -> tuple[int | None, bool]:
    """Read a severity, or 0 for an ask, and whether `text` ends with MORE, which may be alone: `3`, `a+`, `+`."""
    severity = text.removesuffix(MORE).strip()
    return values.read_severity(severity) if severity else None, text.endswith(MORE)


def one_line(field: str, limit: int = LINE) -> Callable[[str], str]:
    """Return a reader of one line of text for `field`, of at most `limit` characters."""
    name = plain_words.FIELDS.get(field, f"the {field}")
    return lambda text: f.required(name, f.line(name, text, limit))


def one_of(options: Sequence[str]) -> Callable[[str], str]:
    """Return a reader of one of `options`, by its number or in letters."""

    def read(text: str) -> str:
        if text.isdecimal() and 1 <= int(text[:3]) <= len(options):
            return options[int(text[:3]) - 1]
        if text.lower() in options:
            return text.lower()
        raise Refused("", plain_words.ONE_OF.format(last=len(options)))

    return read


def rating_of(field: str) -> Callable[[str], int]:
    """Return a reader of a rating. It names `field` if it refuses."""

    def read(text: str) -> int:
        try:
            return values.read_rating(text)
        except Refused as error:
            raise Refused(field, error.reason) from None

    return read

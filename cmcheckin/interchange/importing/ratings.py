"""Turn other programs' moods and energies, which are names or numbers, into ratings from 1 to 5."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from statistics import median
from typing import Final

from cmcheckin.domain.fields import NOTHING as NO_NAMES
from cmcheckin.interchange.importing.questions import ENERGY, MOOD, NOTHING, SCALE, Answers, Question, read_scale

RATINGS: Final = ("1", "2", "3", "4", "5")
SCALES: Final = ("1-10", "0-10", "0-5", "1-7", "1-4", "0-100", "1-100", "-5-5")
"""The number scales that are proposed for a rating."""
_NAMES: Final = (
    (MOOD, (  # Daylio in English, German, Spanish and French, then cmcheckin's own words
        ("awful", "lausig", "horrible", "rough"), ("bad", "schlecht", "mal", "mauvais", "low"),
        ("meh", "ok", "okay"), ("good", "gut", "bien", "bon"), ("rad", "super", "genial", "génial", "great"),
    )),
    (ENERGY, (("drained",), ("low",), ("fair",), ("good",), ("full",))),
)  # fmt: skip
_UNPLEASANT: Final = (
    "afraid", "angry", "anxious", "apathetic", "apprehensive", "ashamed", "bored", "burned out", "concerned",
    "conflicted", "contempt", "depressed", "disappointed", "disconnected", "discontented", "discouraged", "disengaged",
    "disheartened", "down", "dysregulated", "embarrassed", "envious", "exhausted", "fatigued", "fomo", "frazzled",
    "frightened", "frustrated", "guilty", "helpless", "hopeless", "insecure", "irritable", "jittery", "lonely", "lost",
    "miserable", "nervous", "overwhelmed", "panicked", "peeved", "pressured", "repulsed", "restless", "sad", "shocked",
    "spent", "stressed", "tense", "tired", "trapped", "troubled", "uneasy", "worried",
)  # fmt: skip
_PLEASANT: Final = (
    "accomplished", "alive", "at ease", "balanced", "calm", "carefree", "chill", "comfortable", "connected", "content",
    "curious", "delighted", "determined", "eager", "energized", "engaged", "enthusiastic", "excited", "focused",
    "fulfilled", "grateful", "happy", "hopeful", "inspired", "joyful", "mellow", "motivated", "optimistic", "peaceful",
    "playful", "pleased", "productive", "proud", "relaxed", "relieved", "respected", "successful", "thoughtful",
)  # fmt: skip
"""The feelings of How We Feel, which has no ratings. Ratings are proposed, so that a hundred needn't be asked."""
DEFAULTS: Final[Mapping[str, Mapping[str, int]]] = {
    kind: {name: rating for rating, names in enumerate(levels, 1) for name in names} for kind, levels in _NAMES
}
"""The ratings that are proposed for known names, by kind. Others are asked."""
FEELINGS: Final[Mapping[str, int]] = {
    **dict.fromkeys(_UNPLEASANT, 2), **dict.fromkeys(_PLEASANT, 4), **DEFAULTS[MOOD],
}  # fmt: skip
"""The ratings that are proposed for moods that are feelings."""


def number(text: str) -> float | None:
    """Return `text`, with a decimal point or comma, as a finite number; None if it isn't one."""
    with suppress(ValueError):
        found = float(text.replace(",", ".")) if len(text) < 40 and "_" not in text else math.nan
        return found if math.isfinite(found) else None
    return None


def rating_questions(kind: str, texts: Iterable[str], feelings: Collection[str] = ()) -> Iterator[Question]:
    """Yield the questions about the values `texts` of `kind`, MOOD or ENERGY: one about the scale if they are numbers
    and not all from 1 to 5, otherwise one about each name. Those in `feelings` are moods that are feelings."""
    counted = Counter(text for text in texts if text)
    if any(_needs_scale(text) for text in counted):
        yield Question(SCALE, kind, SCALES, occurs=sum(counted.values()))
    names: dict[str, tuple[str, int]] = {}
    for text, occurs in counted.items():
        if number(text) is None:
            shown, known = names.get(text.casefold(), (text, 0))
            names[text.casefold()] = shown, known + occurs
    for name, (shown, occurs) in names.items():
        default = _default(kind, name, is_feeling=shown in feelings)
        yield Question(kind, shown, (*RATINGS, NOTHING), str(default or ""), occurs)


def rating_of(kind: str, text: str, answers: Answers, *, is_feeling: bool = False) -> int | None:
    """Return the rating of the value `text` of `kind` by `answers` or the defaults; None if it has none."""
    value = number(text)
    if value is None:
        answer = answers.get(kind, text) or str(_default(kind, text, is_feeling=is_feeling) or "")
        return int(answer) if answer in RATINGS else None
    if scale := read_scale(answers.get(SCALE, kind)):
        low, high = scale
        part = (value - low) / (high - low)
        return 1 + math.floor(part * 4 + 0.5) if 0 <= part <= 1 else None
    return None if _needs_scale(text) else int(value)


def middle(ratings: Sequence[int]) -> int | None:
    """Return the median of `ratings`, rounded down; None if there are none."""
    return math.floor(median(ratings)) if ratings else None


def _default(kind: str, name: str, *, is_feeling: bool) -> int | None:
    known = FEELINGS if is_feeling else DEFAULTS.get(kind, NO_NAMES)
    return known.get(name.casefold())


def _needs_scale(text: str) -> bool:
    value = number(text)
    return value is not None and value not in (1, 2, 3, 4, 5)

"""The gentle notes in words: a card for the screen, and why it is there.

A card describes the log and not the person, offers one thing and orders none. At most four lines of at most 76 columns,
the line with the keys comes on top of that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.nudges import after_hours, good_news, hours, ratings, rest, returning, work
from cmcheckin.wording.nudges.phrases import NO_BREAK, NudgeText, day_list, span

WIDTH: Final = 76
LINES: Final = 4
"""Of a card, without its keys."""
LAST: Final = 24
"""Least cells in the last line of a sentence."""
SENTENCES: Final[Mapping[str, Callable[[Finding], NudgeText]]] = {
    "hours_ceiling": hours.ceiling,
    "hours_jump": hours.jump,
    "hours_creep": hours.creep,
    "long_days": hours.long_days,
    "no_day_off": rest.no_day_off,
    "short_rest": rest.short_rest,
    "after_hours": after_hours.after_hours,
    "night_pings": after_hours.night_pings,
    "strain": ratings.strain,
    "rating_shift": ratings.rating_shift,
    "low_mood": ratings.low_mood,
    "recovery": returning.recovery,
    "gap_after_heavy": returning.gap_after_heavy,
    "wins_drought": work.wins_drought,
    "escalation_load": work.escalation_load,
    "hours_back": good_news.hours_back,
    "weekend_off": good_news.weekend_off,
    "mornings_back": good_news.mornings_back,
}
TITLES: Final[Mapping[str, str]] = {
    "hours_ceiling": "long weeks",
    "hours_jump": "hours above your usual",
    "hours_creep": "workdays getting longer",
    "long_days": "very long days",
    "no_day_off": "no day off",
    "short_rest": "short rest between days",
    "after_hours": "after-hours work",
    "night_pings": "night pings",
    "strain": "mood or energy down while the work is up",
    "rating_shift": "ratings that moved",
    "low_mood": "a low mood for a while",
    "recovery": "energy after days off",
    "gap_after_heavy": "back after a heavy week",
    "wins_drought": "no wins logged",
    "escalation_load": "more escalations than usual",
    "hours_back": "hours back near your contract",
    "weekend_off": "a full weekend off",
    "mornings_back": "energy back at your usual",
}
"""Each kind in a few words."""


def nudge_text(finding: Finding) -> NudgeText:
    """The note in words."""
    return SENTENCES[finding.kind](finding)


def card_lines(finding: Finding) -> tuple[str, ...]:
    """What the log shows, why it is mentioned, one question or option: at most four lines of at most 76 columns."""
    words = nudge_text(finding)
    texts = filter(None, (words.facts, words.reason, words.question))
    return tuple(line.replace(NO_BREAK, " ") for text in texts for line in _lines(text))


def _lines(text: str) -> list[str]:
    """As few lines as it takes, and none of them a word or two: what would be left over draws others down to it."""
    found = wrap(text, WIDTH, break_on_hyphens=False)
    for width in range(WIDTH - 1, WIDTH // 2, -1):
        if len(found) == 1 or len(found[-1]) >= LAST:
            break
        narrower = wrap(text, width, break_on_hyphens=False)
        found = narrower if len(narrower) == len(found) else found
    return found


def explanation(finding: Finding) -> tuple[str, ...]:
    """What it rests on: rule and window, each day with its value, the threshold, the comparison, what would stop it."""
    words = nudge_text(finding)
    lines = (
        f"{TITLES[finding.kind].capitalize()} ({finding.kind}), {span(finding.first, finding.last)}",
        f"The days: {day_list(finding.values, words.unit, finding.last)}.",
        words.threshold,
        words.comparison,
        words.stops,
    )
    return tuple(line.replace(NO_BREAK, " ") for line in lines if line)

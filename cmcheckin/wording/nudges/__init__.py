"""Nudges in words: a card for the screen, and the explanation behind it.

A card describes the log and not the person; it offers one thing and orders none. It has at most four lines of at most
76 columns; the line with the keys is not among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from textwrap import wrap
from typing import Final, NamedTuple

from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.nudges import good_news, hours, ratings, rest, work
from cmcheckin.wording.nudges.phrases import NO_BREAK, NudgeText, day_list, span

WIDTH: Final = 76
LINES: Final = 4
"""Most columns and lines of a card, without its keys."""
LAST_LINE_LEAST: Final = 24
"""Least cells in the last line of a sentence."""


class Wording(NamedTuple):
    """The words of one kind of nudge."""

    title: str
    """The kind in a few words."""
    write: Callable[[Finding], NudgeText]


WORDING: Final[Mapping[str, Wording]] = {
    "hours_ceiling": Wording("long weeks", hours.ceiling),
    "hours_jump": Wording("hours above your usual", hours.jump),
    "hours_creep": Wording("workdays getting longer", hours.creep),
    "long_days": Wording("very long days", hours.long_days),
    "no_day_off": Wording("no day off", rest.no_day_off),
    "short_rest": Wording("short rest between days", rest.short_rest),
    "after_hours": Wording("after-hours work", work.after_hours),
    "night_pings": Wording("night pings", work.night_pings),
    "strain": Wording("mood or energy down while work is up", ratings.strain),
    "rating_shift": Wording("lower ratings than usual", ratings.rating_shift),
    "low_mood": Wording("low mood for a while", ratings.low_mood),
    "recovery": Wording("energy after days off", rest.recovery),
    "gap_after_heavy": Wording("back after a heavy week", rest.gap_after_heavy),
    "wins_drought": Wording("no wins logged", work.wins_drought),
    "escalation_load": Wording("more escalations than usual", work.escalation_load),
    "hours_back": Wording("hours near your contract again", good_news.hours_back),
    "weekend_off": Wording("a full weekend off", good_news.weekend_off),
    "mornings_back": Wording("energy near your usual again", good_news.mornings_back),
}
"""The words of every kind in `domain.nudge.KINDS`."""


def card_lines(finding: Finding) -> tuple[str, ...]:
    """Return the card of `finding`: what the log shows, why it matters, one question or option."""
    facts, others = card_parts(finding)
    return (*facts, *others)


def card_parts(finding: Finding, width: int = WIDTH) -> tuple[list[str], list[str]]:
    """Return the card of `finding` in lines of `width` columns: what the log shows, then why it matters and the
    question."""
    text = WORDING[finding.kind].write(finding)
    return _wrapped(text.facts, width), [
        line for part in (text.reason, text.question) if part for line in _wrapped(part, width)
    ]


def _wrapped(text: str, most: int) -> list[str]:
    """Return `text` in as few lines of at most `most` columns as possible, narrowed until the last one is not just a
    word or two."""
    found = wrap(text, most, break_on_hyphens=False)
    for width in range(most - 1, most // 2, -1):
        if len(found) == 1 or len(found[-1]) >= LAST_LINE_LEAST:
            break
        narrower = wrap(text, width, break_on_hyphens=False)
        found = narrower if len(narrower) == len(found) else found
    return [line.replace(NO_BREAK, " ") for line in found]


def explanation(finding: Finding) -> tuple[str, ...]:
    """Return what `finding` is based on: kind and window, each day's value, the threshold, the comparison, the end."""
    return tuple(text.replace(NO_BREAK, " ") for text in _explained(finding))


def wrapped_explanation(finding: Finding, width: int) -> list[list[str]]:
    """Return the texts of `explanation`, each in lines of at most `width` columns."""
    texts = (wrap(text, width, break_on_hyphens=False) for text in _explained(finding))
    return [[line.replace(NO_BREAK, " ") for line in lines] for lines in texts]


def _explained(finding: Finding) -> Iterator[str]:
    title, write = WORDING[finding.kind]
    text = write(finding)
    lines = (
        f"{title.capitalize()} ({finding.kind}), {span(finding.first, finding.last)}",
        f"Days: {day_list(finding.values, text.unit, finding.last)}.",
        text.threshold,
        text.comparison,
        text.ends,
    )
    return filter(None, lines)

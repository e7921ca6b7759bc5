"""Mood and energy: drops in either, and a mood that stays low."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.domain.numbers import rounded
from cmcheckin.wording.formats import one_decimal
from cmcheckin.wording.nudges.phrases import NudgeText, about, count_of, hours_text, rating_of, whole

NAMES: Final = {"mood": "Mood", "energy": "Energy"}
ENDS: Final = "This nudge stops when the mean of ten days is near your usual again, or once your usual has changed."


def strain(finding: Finding) -> NudgeText:
    """Return the words for a drop in a rating while the work is up."""
    return NudgeText(
        f"{_averaged(finding)} {_load(finding)}",
        "Both stand out in the same two weeks. The log can't show which came first.",
        "Does that match how those weeks felt?",
        f"Shown when the mean of ten days is at least {finding.numbers['line']:g} points below your usual, well "
        "outside your usual range (2.6 standard errors), and your work is up as well. The nudge appears as a card if "
        "your work is clearly up, and the drop doesn't depend on a single morning.",
        _compared(finding),
        ENDS,
        "",
    )


def rating_shift(finding: Finding) -> NudgeText:
    """Return the words for a drop in a rating while no rise in work stands out."""
    return NudgeText(
        _averaged(finding),
        "Hours, after-hours work, night pings and escalations show no clear rise.",
        "Do things feel different, or do you rate them differently now?",
        f"Shown when the mean of ten days is at least {finding.numbers['line']:g} points below your usual, far "
        "outside your usual range (3.2 standard errors).",
        _compared(finding),
        ENDS,
        "",
    )


def low_mood(finding: Finding) -> NudgeText:
    """Return the words for a low mood on many mornings, with the way to someone to talk to."""
    low, of = whole(finding, "low_mornings"), whole(finding, "mornings")
    usual = f". Your usual mood is {rating_of(finding, 'usual_mood')}" if "usual_mood" in finding.numbers else ""
    return NudgeText(
        f"You rated your mood 1 or 2 on {low} of your last {of} rated mornings{usual}.",
        "That sounds like a hard time.",
        "Would it help to talk to someone? There's no need to answer.",
        _low_mood_rule(finding, of),
        "This nudge doesn't explain or predict anything. Nobody else sees it.",
        "This nudge stops after a few better mornings.",
        "",
    )


def _low_mood_rule(finding: Finding, of: int) -> str:
    found, mean = finding.numbers, f"{rounded(finding.numbers['mood'], 2):g}"
    if "usual_mood" not in found or found["line"] < 2:  # the line is a mean of ten mornings, and no count of them
        beside = ", which isn't above your usual" if "usual_mood" in found else ""
        return f"Shown when your mood on {of} rated mornings averages {found['line']:g} or less (here {mean}){beside}."
    energy = "Any energy ratings average 2.7 or less"
    if "energy" in found:
        energy = f"Your energy averages 2.7 or less (here {rounded(finding.numbers['energy'], 2):g})"
    return (
        f"Shown when at least {whole(finding, 'line')} of {of} moods are rated 1 or 2, with an average of 1.9 "
        f"or less (here {mean}) that is at least 0.8 below your usual, if that is rare for you (p < .02). {energy}."
    )


def _name(finding: Finding) -> str:
    return "energy" if "energy" in finding.numbers else "mood"


def _averaged(finding: Finding) -> str:
    name = _name(finding)
    recent, usual = rating_of(finding, name), rating_of(finding, f"usual_{name}")
    return f"Your {name} has averaged {recent} over the last ten days. Your usual is {usual}."


def _compared(finding: Finding) -> str:
    return (
        f"Based on {count_of(finding, 'mornings', 'morning')}. Your usual {_name(finding)} is the mean of "
        f"{whole(finding, 'usual_mornings')} mornings between two and thirteen weeks ago, without the lowest and "
        "highest tenth (trimmed mean)."
    )


def _load(finding: Finding) -> str:
    """Return the sentence about the figure of the work that is up."""
    found = finding.numbers
    if "hours" in found:
        return (
            f"You logged {hours_text(found['hours'])} in seven days. Your usual is {hours_text(found['usual_hours'])}."
        )
    if "nights" in found:
        nights = count_of(finding, "nights", "night")
        return f"There were pings on {nights} in ten days. Your usual is {about(found['usual_nights'])}."
    if "after_hours_days" in found:
        days, usual = count_of(finding, "after_hours_days", "day"), about(found["usual_after_hours_days"])
        return f"You worked after hours on {days} in two weeks. Your usual is {usual}."
    usual = one_decimal(found["usual_severity"])
    return f"Escalations in two weeks have a total severity of {found['severity']:g}. Your usual is {usual}."

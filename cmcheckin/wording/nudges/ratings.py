"""Mood and energy: drops in either, and a mood that stays low."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.domain.numbers import rounded
from cmcheckin.wording.formats import one_decimal
from cmcheckin.wording.nudges.phrases import NudgeText, count_of, hours_text, rating_of, whole

NAMES: Final = {"mood": "Mood", "energy": "Energy"}
ENDS: Final = "It stops when the mean of ten days is near your usual again, or once your usual has changed."


def strain(finding: Finding) -> NudgeText:
    """Return the words for a drop in a rating while the work is up."""
    return NudgeText(
        f"{_averaged(finding)} {_load(finding)}",
        "Both stand out in the same two weeks. The log can't show which came first.",
        "Does that match how it felt?",
        f"Shown when the mean of ten days is {finding.numbers['line']:g} of a point or more below your usual, well "
        "outside your usual range (2.6 standard errors), and the work is up as well.",
        _compared(finding),
        ENDS,
        "",
    )


def rating_shift(finding: Finding) -> NudgeText:
    """Return the words for a drop in a rating while no rise in work stands out."""
    return NudgeText(
        _averaged(finding),
        "Hours, after-hours work, night pings and escalations show no clear rise.",
        "Has something changed in how things feel, or in how you rate them?",
        f"Shown when the mean of ten days is {finding.numbers['line']:g} of a point or more below your usual, far "
        "outside your usual range (3.2 standard errors).",
        _compared(finding),
        ENDS,
        "",
    )


def low_mood(finding: Finding) -> NudgeText:
    """Return the words for a low mood on many mornings, with the way to someone to talk to."""
    low, of = whole(finding, "low_mornings"), whole(finding, "mornings")
    usual = f". Your usual is {rating_of(finding, 'usual_mood')}" if "usual_mood" in finding.numbers else ""
    return NudgeText(
        f"You rated your mood 1 or 2 on {low} of your last {of} rated mornings{usual}.",
        "That sounds hard, and we didn't want to let it pass without a word.",
        "There's no need to answer. Would it help to talk to someone?",
        _low_mood_rule(finding, of),
        "This nudge says nothing about causes and predicts nothing. Nobody else sees it.",
        "It stops after a few better mornings.",
        "",
    )


def _low_mood_rule(finding: Finding, of: int) -> str:
    found, mean = finding.numbers, f"{rounded(finding.numbers['mood'], 2):g}"
    if "usual_mood" not in found or found["line"] < 2:  # the line is a mean of ten mornings, and no count of them
        beside = ", and are no higher than your usual" if "usual_mood" in found else ""
        return f"Shown when {of} rated mornings average {found['line']:g} or less (here {mean}){beside}."
    energy = "where energy was rated, it averages 2.7 or less as well"
    if "energy" in found:
        energy = f"energy averages 2.7 or less as well (here {rounded(finding.numbers['energy'], 2):g})"
    return (
        f"Shown when at least {whole(finding, 'line')} of {of} rated mornings are at 1 or 2, their average is 1.9 "
        f"or less (here {mean}) and at least 0.8 below your usual, and {energy}."
    )


def _name(finding: Finding) -> str:
    return "energy" if "energy" in finding.numbers else "mood"


def _averaged(finding: Finding) -> str:
    name = _name(finding)
    recent, usual = rating_of(finding, name), rating_of(finding, f"usual_{name}")
    of = count_of(finding, "mornings", "morning")
    return f"Your {name} averaged {recent} over the last ten days ({of}). Your usual is {usual}."


def _compared(finding: Finding) -> str:
    return (
        f"Your usual {_name(finding)} is the mean of {whole(finding, 'usual_mornings')} mornings from two to thirteen "
        "weeks ago, without the lowest and highest tenth (trimmed mean)."
    )


def _load(finding: Finding) -> str:
    """Return the sentence about the figure of the work that is up."""
    found = finding.numbers
    if "hours" in found:
        return f"You logged {hours_text(found['hours'])} in seven days, usually {hours_text(found['usual_hours'])}."
    if "nights" in found:
        nights = count_of(finding, "nights", "night")
        return f"There were pings on {nights} in ten days, usually {one_decimal(found['usual_nights'])}."
    if "after_hours_days" in found:
        days = count_of(finding, "after_hours_days", "day")
        return f"You worked after hours on {days} in two weeks, usually {one_decimal(found['usual_after_hours_days'])}."
    usual = one_decimal(found["usual_severity"])
    return f"Escalations in two weeks add up to severity {found['severity']:g}, usually {usual}."

"""How somebody is: drops of mood and energy, and a mood that stays low."""

from __future__ import annotations

from cmcheckin.domain.note import Finding
from cmcheckin.wording.formats import count, one_place
from cmcheckin.wording.notes.parts import Said, h, n, rating, whole

NAMES = {"mood": "Mood", "energy": "Energy"}


def strain(finding: Finding) -> Said:
    """A drop while the work is up."""
    name = _name(finding)
    return Said(
        f"{_averaged(finding, name)} {_load(finding)}",
        "Both moved in the same days. Which came first, the log cannot say.",
        "Does that match how it felt?",
        "Mentioned when the mean of ten days lies 0.55 of a point or more below your usual, further than your mornings "
        "stray by themselves (2.6 standard errors), and the work is up as well.",
        _compared(finding, name),
        "It ends when the ratings of ten days are back near your usual.",
        "",
    )


def rating_shift(finding: Finding) -> Said:
    """A drop while nothing else changed."""
    name = _name(finding)
    return Said(
        _averaged(finding, name),
        "Nothing else in the log changed.",
        "A change in how it feels, or in how you score?",
        "Mentioned when the mean of ten days lies 0.75 of a point or more below your usual, much further than your "
        "mornings stray by themselves (3.2 standard errors).",
        _compared(finding, name),
        "It ends when the ratings of ten days are back near your usual, or have become it.",
        "",
    )


def low_mood(finding: Finding) -> Said:
    """A low mood for many mornings: a word, and a way to people."""
    low, of = whole(finding, "low_mornings"), whole(finding, "mornings")
    usual = f"; your usual is {rating(n(finding, 'usual_mood'))}" if "usual_mood" in finding.numbers else ""
    return Said(
        f"You rated your mood 1 or 2 on {low} of the last {of} mornings{usual}.",
        "That sounds hard, and this log did not want to pass over it without a word.",
        "There is no need to answer. Would it help to talk to someone? h shows who.",
        f"Mentioned when nearly all mornings of a week or more are low ({count(whole(finding, 'line'), 'morning')} "
        "here) and your energy is too, well below what you usually write.",
        "It says nothing about causes and predicts nothing. Nobody else is told.",
        "It ends when a few mornings are better.",
        "",
    )


def _name(finding: Finding) -> str:
    return "energy" if "energy" in finding.numbers else "mood"


def _averaged(finding: Finding, name: str) -> str:
    recent, usual = n(finding, name), n(finding, f"usual_{name}")
    mornings = whole(finding, "mornings")
    of = f"{count(mornings, 'morning')} of ten days"
    return f"{NAMES[name]} averaged {rating(recent)} on {of}; your usual is {rating(usual)}."


def _compared(finding: Finding, name: str) -> str:
    return (
        f"Your usual {name} is the mean of {whole(finding, 'usual_mornings')} mornings from two to thirteen weeks ago, "
        "the outer tenths left out."
    )


def _load(finding: Finding) -> str:
    """What of the work is up."""
    found = finding.numbers
    if "hours" in found:
        return f"Hours came to {h(found['hours'])} in seven days, usually {h(found['usual_hours'])}."
    if "nights" in found:
        return f"{count(whole(finding, 'nights'), 'night').capitalize()} were broken in ten days."
    if "after_hours_days" in found:
        days = count(whole(finding, "after_hours_days"), "day")
        return f"After-hours work on {days} in two weeks, usually {found['usual_after_hours_days']:g}."
    times = found["severity"] / max(found["usual_severity"], 1)
    return f"Escalations weighed {one_place(times)} times the usual in two weeks."

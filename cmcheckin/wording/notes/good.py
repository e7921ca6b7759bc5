"""Good news, said as exactly as the rest."""

from __future__ import annotations

from cmcheckin.domain.note import Finding
from cmcheckin.wording.formats import count
from cmcheckin.wording.notes.parts import Said, day, h, n, rating, whole


def hours_back(finding: Finding) -> Said:
    """Two weeks within the contract again."""
    this, last = n(finding, "hours"), n(finding, "hours_week_before")
    return Said(
        f"Two weeks back at {h(last)} and {h(this)}, after weeks of about {h(n(finding, 'hours_then'))}.",
        "",
        "What made the difference, and can it stay?",
        f"Mentioned when two weeks come to {h(n(finding, 'line'))} or less after a fortnight of more than 48 h a week, "
        "or of a fifth over the contract.",
        "A workday nobody told of is taken for a usual one here.",
        "It is said once.",
    )


def weekend_off(finding: Finding) -> Said:
    """The first weekend off in a while."""
    return Said(
        f"First full weekend off since {day(finding.first)}, after "
        f"{count(whole(finding, 'weekends_with_work'), 'weekend')} with work in them.",
        "",
        "What made room for it, and could the next one have it too?",
        "Mentioned when all days of a weekend are logged as off after four or more with work in them.",
        "",
        "It is said once.",
    )


def mornings_back(finding: Finding) -> Said:
    """Energy at its usual again."""
    return Said(
        f"Energy averages {rating(n(finding, 'energy'))} again, from {rating(n(finding, 'energy_then'))} some weeks "
        f"ago; your usual is {rating(n(finding, 'usual_energy'))}.",
        "",
        "Is there something that helped, to keep?",
        "Mentioned when the mean of ten days is back within 0.2 of your usual, after ten days at least 0.75 below it.",
        f"From {count(whole(finding, 'mornings'), 'morning')}.",
        "It is said once.",
        "",
    )

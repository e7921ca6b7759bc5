"""Good news, as exact as the rest."""

from __future__ import annotations

from cmcheckin.domain.note import Finding
from cmcheckin.wording.formats import count
from cmcheckin.wording.notes.parts import Said, about, h, n, not_logged, rating, whole


def hours_back(finding: Finding) -> Said:
    """Two weeks near the contract again."""
    this, last = n(finding, "hours"), n(finding, "hours_week_before")
    unlogged = whole(finding, "days_not_said")
    return Said(
        f"Your last two weeks came to {h(last)} and {h(this)}, after a fortnight of about "
        f"{about(n(finding, 'hours_then'))} a week.",
        "",
        "What made the difference, and can it stay?",
        f"Mentioned when two weeks come to {h(n(finding, 'line'))} or less each, after a fortnight of "
        f"{h(n(finding, 'line_then'))} a week or more that ended two to four weeks ago.",
        f"{not_logged(unlogged, 'workday')} It counts as a usual one here." if unlogged else "",
        "It is shown once.",
    )


def weekend_off(finding: Finding) -> Said:
    """The first weekend off in a while."""
    return Said(
        f"A full weekend off, after {count(whole(finding, 'weekends_with_work'), 'weekend')} in a row with work in "
        "them.",
        "",
        "What made room for it, and could the next one have it too?",
        f"Mentioned when all days of a weekend are logged as off, after {count(whole(finding, 'line'), 'weekend')} or "
        "more with work in them.",
        "",
        "It is shown once.",
    )


def mornings_back(finding: Finding) -> Said:
    """Energy at its usual again."""
    return Said(
        f"Energy averages {rating(n(finding, 'energy'))} over ten days, up from "
        f"{rating(n(finding, 'energy_then'))} some weeks ago; your usual is {rating(n(finding, 'usual_energy'))}.",
        "",
        "Is there something that helped, to keep?",
        "Mentioned when the mean of ten days is back within 0.2 of your usual, after ten days at least 0.75 below it.",
        f"From {count(whole(finding, 'mornings'), 'morning')}. Your usual is from 6 to 17 weeks ago.",
        "It is shown once.",
        "",
    )

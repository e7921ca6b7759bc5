"""Coming back: after days off, and after a gap."""

from __future__ import annotations

from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.formats import count, listed
from cmcheckin.wording.nudges.phrases import Said, day, h, n, rating, whole


def recovery(finding: Finding) -> Said:
    """Days off that no longer bring energy back."""
    days = listed([day(value.day) for value in finding.values])
    values = listed([rating(value.value) for value in finding.values])
    return Said(
        f"Back on {days} after days with no work logged, your energy was {values}; your usual then is "
        f"{rating(n(finding, 'usual_energy'))}.",
        "If those were days off, they may not be reaching you at the moment.",
        "What would a weekend look like that does?",
        "Mentioned when your energy after three breaks running is 0.4 of a point or more below your usual after a "
        f"break, {n(finding, 'line'):g} on average, and down in general too.",
        f"Your usual is the mean of {count(whole(finding, 'usual_breaks'), 'earlier break')}. A break is two to five "
        "days with no work logged, also usual days off that aren't logged at all; its value is the mean of the first "
        "two mornings back.",
        "It ends when one first day back is near your usual.",
        "",
    )


def gap_after_heavy(finding: Finding) -> Said:
    """A greeting."""
    return Said(
        f"Good to see you. The week before your last check-in came to {h(n(finding, 'hours'))}.",
        "No need to fill in the days between.",
        "Would a shorter first day back help?",
        f"Mentioned on the first morning back after four workdays or more that aren't logged, when the week before "
        f"came to {h(n(finding, 'line'))} or more: 50 h, or the end of your usual range where that is lower.",
        f"{count(whole(finding, 'days_not_said'), 'workday').capitalize()} in between aren't logged.",
        "It is shown once.",
    )

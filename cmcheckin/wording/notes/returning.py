"""Coming back: after days off, and after a gap."""

from __future__ import annotations

from cmcheckin.domain.note import Finding
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, listed
from cmcheckin.wording.notes.parts import Said, h, n, rating, whole


def recovery(finding: Finding) -> Said:
    """Days off that no longer bring energy back."""
    first = {formats.weekday(value.day) for value in finding.values}
    named = f"{first.pop()}s" if len(first) == 1 else "first days back"
    values = listed([rating(value.value) for value in finding.values])
    return Said(
        f"The last three {named} started at energy {values}; your usual there is {rating(n(finding, 'usual_energy'))}.",
        "Days off may not be reaching you at the moment.",
        "What would a weekend look like that does?",
        "Mentioned when three breaks running end 0.4 of a point or more below your usual, and 0.8 on average, while "
        "energy is down in general too.",
        f"Your usual is the mean after {count(whole(finding, 'usual_breaks'), 'earlier break')} of two to five days.",
        "It ends when one first day back is near the usual.",
        "",
    )


def gap_after_heavy(finding: Finding) -> Said:
    """A greeting."""
    return Said(
        f"Good to see you. The week before your break came to {h(n(finding, 'hours'))}.",
        "No need to fill in the days between.",
        "Would a shorter first day back help?",
        f"Mentioned after four workdays or more without a word, when the week before them came to "
        f"{h(n(finding, 'line'))} or more.",
        f"{count(whole(finding, 'days_not_said'), 'workday').capitalize()} lie in between.",
        "It is said once.",
    )

"""Coming back: after days off, and after a gap."""

from __future__ import annotations

from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.formats import joined
from cmcheckin.wording.nudges.phrases import NudgeText, count_of, day, hours_of, number, rating_of, rating_text


def recovery(finding: Finding) -> NudgeText:
    """Days off that no longer bring energy back."""
    days = joined([day(value.day) for value in finding.values])
    values = joined([rating_text(value.value) for value in finding.values])
    return NudgeText(
        f"Back on {days} after days with no work logged, your energy was {values}; your usual then is "
        f"{rating_of(finding, 'usual_energy')}.",
        "If those were days off, they may not be reaching you at the moment.",
        "What would a weekend look like that does?",
        "Mentioned when your energy after three breaks running is 0.4 of a point or more below your usual after a "
        f"break, {number(finding, 'line'):g} on average, and down in general too.",
        f"Your usual is the mean of {count_of(finding, 'usual_breaks', 'earlier break')}. A break is two to five "
        "days with no work logged, also usual days off that aren't logged at all; its value is the mean of the first "
        "two mornings back.",
        "It ends when one first day back is near your usual.",
        "",
    )


def gap_after_heavy(finding: Finding) -> NudgeText:
    """A greeting."""
    return NudgeText(
        f"Good to see you. The week before your last check-in came to {hours_of(finding, 'hours')}.",
        "No need to fill in the days between.",
        "Would a shorter first day back help?",
        f"Mentioned on the first morning back after four workdays or more that aren't logged, when the week before "
        f"came to {hours_of(finding, 'line')} or more: 50 h, or the end of your usual range where that is lower.",
        f"{count_of(finding, 'days_not_said', 'workday').capitalize()} in between aren't logged.",
        "It is shown once.",
    )

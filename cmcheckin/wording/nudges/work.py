"""The work itself: wins that aren't logged, escalations that pile up."""

from __future__ import annotations

from cmcheckin.domain import numbers
from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.formats import one_decimal
from cmcheckin.wording.nudges.phrases import NudgeText, count_of, number


def wins_drought(finding: Finding) -> NudgeText:
    """Working days without a win."""
    return NudgeText(
        f"No win in your last {count_of(finding, 'days_without', 'check-in')} after a day worked; usually "
        f"{numbers.whole(100 * number(finding, 'usual_share'))} % of them have one.",
        "Sometimes there are none; sometimes they are too small to write down.",
        "Anything from this week?",
        f"Mentioned after at least {count_of(finding, 'line', 'check-in')} without one, a run that your own usual "
        "makes very unlikely (p < .002). In a field study, writing down what went well went with less stress that "
        "evening (Bono 2013).",
        f"Your usual is from {count_of(finding, 'known_days', 'earlier check-in')} after a day worked. Mornings "
        "without a check-in, or after a day off, aren't counted.",
        "It ends with one win, however small.",
        "none",
    )


def escalation_load(finding: Finding) -> NudgeText:
    """More and graver escalations than usual."""
    errors = one_decimal(number(finding, "standard_errors"))
    return NudgeText(
        f"{count_of(finding, 'escalations', 'escalation').capitalize()} in two weeks, adding up to severity "
        f"{number(finding, 'severity'):g}; your usual fortnight comes to "
        f"{one_decimal(number(finding, 'usual_severity'))}.",
        "Being the place where anger lands is work.",
        "Is there someone to debrief with, or to take the next one?",
        "Mentioned after at least eight escalations and 1.7 times your usual severity, well outside your usual range "
        "(2.8 "
        f"standard errors; here {errors}). It interrupts at 4.8 or more, or at 3.3 with mood or "
        "energy down. One without a severity counts as 2; asks aren't counted.",
        f"Your usual is the mean of {count_of(finding, 'usual_blocks', 'fortnight')} before.",
        "It ends when a fortnight is back near your usual.",
        "",
    )

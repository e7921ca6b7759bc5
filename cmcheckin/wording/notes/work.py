"""The work itself: wins that are not written down, escalations that pile up."""

from __future__ import annotations

from cmcheckin.domain import numbers
from cmcheckin.domain.note import Finding
from cmcheckin.wording.formats import count, one_place
from cmcheckin.wording.notes.parts import Said, n, whole


def wins_drought(finding: Finding) -> Said:
    """Working days without a win."""
    usual = numbers.whole(n(finding, "usual_share") * 10)
    return Said(
        f"{count(whole(finding, 'days_without'), 'working day').capitalize()} without a win in the log; "
        f"usually {usual} of ten have one.",
        "Sometimes there are none; sometimes they are too small to write down.",
        "Anything from this week?",
        f"Mentioned from {count(whole(finding, 'line'), 'working day')} on, a run that your own usual makes very "
        "improbable (p < .002). Writing down good things eased stress in a field study (Bono 2013).",
        f"Your usual is taken from {count(whole(finding, 'known_days'), 'earlier working day')}.",
        "It ends with one win, however small.",
        "none",
    )


def escalation_load(finding: Finding) -> Said:
    """More and graver escalations than usual."""
    times = n(finding, "severity") / max(n(finding, "usual_severity"), 1)
    return Said(
        f"{count(whole(finding, 'escalations'), 'escalation').capitalize()} in two weeks, together "
        f"{one_place(times)} times the weight of your usual fortnight.",
        "Being the place where anger lands is work.",
        "Is there someone to debrief with, or to take the next one?",
        "Mentioned from 1.7 times the usual weight on, when that is further than your fortnights stray by themselves "
        "(2.8 standard errors). Weight is the severities, 1 to 5, added up; asks have none.",
        f"Your usual is the mean of {count(whole(finding, 'usual_blocks'), 'fortnight')} before.",
        "It ends when two weeks weigh about what they usually do.",
        "",
    )

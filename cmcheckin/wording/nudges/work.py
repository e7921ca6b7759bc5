"""Work after hours, pings at night, wins that aren't logged, and escalations that pile up."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain import numbers
from cmcheckin.domain.nudge import Finding
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, one_decimal
from cmcheckin.wording.nudges.phrases import NudgeText, count_of, weekday_names, whole

CHANCE: Final = {14: ".002", 7: ".001"}
"""The p-value below which after-hours days are mentioned, by the length of the window in days."""


def after_hours(finding: Finding) -> NudgeText:
    """Return the words for after-hours work more often than usual, or often while no usual is known."""
    found, window, line = (whole(finding, name) for name in ("after_hours_days", "window_days", "line"))
    time = formats.minutes(finding.numbers["after_hours_minutes"])
    rule = f"Mentioned after at least {count(line, 'day')} of {window} with half an hour or more"
    if "usual_days" in finding.numbers:
        usual = f"; your usual is {formats.one_decimal(finding.numbers['usual_days'])}"
        rule += f", when your own usual makes that many very unlikely (binomial, p < {CHANCE[window]})."
        against = (
            f"Your usual is from {whole(finding, 'usual_known_days')} logged days, 15 to 91 days ago. The test treats "
            "it as at least one day in ten."
        )
        ends = f"It ends with fewer than {count(line, 'such day')} in {window}, or when they are less unusual."
    else:
        usual = ""
        rule += ", while your usual isn't known yet."
        against = "Your usual needs 20 logged days, 15 to 91 days ago."
        ends = f"It ends with fewer than {count(line, 'such day')} in {window}."
    return NudgeText(
        f"Half an hour or more after hours on {found} of the last {window} days, {time} in all{usual}.",
        "Across many studies, switching off after work went with better sleep.",
        "Is there an evening this week that somebody else could cover?",
        f"{rule} On switching off: 91 studies, Wendsche & Lohmann-Haislah 2017.",
        against,
        ends,
        "min",
    )


def night_pings(finding: Finding) -> NudgeText:
    """Return the words for nights with a ping."""
    nights, pings = whole(finding, "nights"), whole(finding, "night_pings")
    more = f" ({count(pings, 'ping')})" if pings > nights else ""
    if finding.level == "care":
        reason = "That is a lot for one person, and a rota question more than a you question."
        question = "Is there somebody to share the nights with?"
    else:
        reason = "Interrupted nights can add up even when each one is a small thing."
        question = "Who else could hold the pager on one of the next nights?"
    return NudgeText(
        f"Pings between 22:00 and 06:00 on {count(nights, 'night')} of the last seven: "
        f"{weekday_names(finding.values)}{more}.",
        reason,
        question,
        f"Mentioned after at least {count_of(finding, 'line', 'night')} of seven, outside your own shift. A night "
        "counts once however many pings it has. In a study of 132 people, having to stay available went with a lower "
        "mood the next morning (Dettmers 2016).",
        "From the times at which escalations came in. A night is named after the day it began.",
        f"It ends with fewer than {count_of(finding, 'line', 'such night')} in seven.",
        "ping",
    )


def wins_drought(finding: Finding) -> NudgeText:
    """Return the words for working days without a win."""
    return NudgeText(
        f"No win in your last {count_of(finding, 'days_without', 'check-in')} after a day worked; usually "
        f"{numbers.whole(100 * finding.numbers['usual_share'])} % of them have one.",
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
    """Return the words for more and graver escalations than usual."""
    errors = one_decimal(finding.numbers["standard_errors"])
    return NudgeText(
        f"{count_of(finding, 'escalations', 'escalation').capitalize()} in two weeks, adding up to severity "
        f"{finding.numbers['severity']:g}; your usual fortnight comes to "
        f"{one_decimal(finding.numbers['usual_severity'])}.",
        "Being the place where anger lands is work.",
        "Is there someone to debrief with, or to take the next one?",
        "Mentioned after at least eight escalations and 1.7 times your usual severity, well outside your usual range "
        f"(2.8 standard errors; here {errors}). It interrupts at 4.8 or more, or at 3.3 with mood or energy down. One "
        "without a severity counts as 2; asks aren't counted.",
        f"Your usual is the mean of {count_of(finding, 'usual_blocks', 'fortnight')} before.",
        "It ends when a fortnight is back near your usual.",
        "",
    )

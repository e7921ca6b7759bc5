"""After hours and at night."""

from __future__ import annotations

from cmcheckin.domain.nudge import Finding
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count
from cmcheckin.wording.nudges.phrases import NudgeText, count_of, number, weekday_names, whole

CHANCE = {14: ".002", 7: ".001"}
"""The p-value below which after-hours days are mentioned, by the length of the window in days."""


def after_hours(finding: Finding) -> NudgeText:
    """Return the words for after-hours work more often than usual, or often while no usual is known."""
    found, window, line = (whole(finding, name) for name in ("after_hours_days", "window_days", "line"))
    time = formats.minutes(number(finding, "after_hours_minutes"))
    rule = f"Mentioned after at least {count(line, 'day')} of {window} with half an hour or more"
    if "usual_days" in finding.numbers:
        usual = f"; your usual is {formats.one_decimal(number(finding, 'usual_days'))}"
        rule += f", when your own usual makes that many very unlikely (binomial, p < {CHANCE[window]})."
        against = (
            f"Your usual is from {whole(finding, 'usual_known_days')} logged days, 15 to 91 days ago. The test treats "
            "it as at least one day in ten."
        )
        stops = f"It ends with fewer than {count(line, 'such day')} in {window}, or when they are less unusual."
    else:
        usual = ""
        rule += ", while your usual isn't known yet."
        against = "Your usual needs 20 logged days, 15 to 91 days ago."
        stops = f"It ends with fewer than {count(line, 'such day')} in {window}."
    return NudgeText(
        f"Half an hour or more after hours on {found} of the last {window} days, {time} in all{usual}.",
        "Across many studies, switching off after work went with better sleep.",
        "Is there an evening this week that somebody else could cover?",
        f"{rule} On switching off: 91 studies, Wendsche & Lohmann-Haislah 2017.",
        against,
        stops,
        "min",
    )


def night_pings(finding: Finding) -> NudgeText:
    """Nights with a ping."""
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
        "counts "
        "once however many pings it has. In a study of 132 people, having to stay available went with a lower mood "
        "the next morning (Dettmers 2016).",
        "From the times at which escalations came in. A night is named after the day it began.",
        f"It ends with fewer than {count_of(finding, 'line', 'such night')} in seven.",
        "ping",
    )

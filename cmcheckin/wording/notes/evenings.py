"""After hours and at night."""

from __future__ import annotations

from cmcheckin.domain.note import Finding
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count
from cmcheckin.wording.notes.parts import Said, n, names, whole


def after_hours(finding: Finding) -> Said:
    """Evenings worked into more often than usual."""
    found, window = whole(finding, "after_hours_days"), whole(finding, "window_days")
    time = formats.minutes(n(finding, "after_hours_minutes"))
    if "usual_days" in finding.numbers:
        usual = f"; you usually have {n(finding, 'usual_days'):g}"
        against = "Your usual is taken from the days 15 to 91 days ago, and reckoned as one day in ten at the least."
    else:
        usual = ""
        against = "What is usual for you is not known yet."
    return Said(
        f"After-hours work on {found} of the last {window} days, {time} in all{usual}.",
        "Being reachable costs rest even when little comes in.",
        "Is there an evening this week that somebody else could hold?",
        f"Mentioned from {count(whole(finding, 'line'), 'day')} of {window} with half an hour or more on, when your "
        "own usual makes that many very improbable (binomial, p < .002).",
        against,
        "It ends when such days are as rare as they usually are.",
        "min",
    )


def night_pings(finding: Finding) -> Said:
    """Broken nights."""
    nights, pings = whole(finding, "nights"), whole(finding, "night_pings")
    more = f" ({count(pings, 'ping')})" if pings > nights else ""
    if finding.level == "care":
        reason = "That is a lot for one person, and a rota question more than a you question."
        question = "Is there somebody to share the nights with, or to switch the pager off?"
    else:
        reason = "Broken sleep adds up even when each night is a small thing."
        question = "Who else could hold the pager on one of the next nights?"
    return Said(
        f"Pings between 22:00 and 06:00 on {count(nights, 'night')} of seven: {names(finding.values)}{more}.",
        reason,
        question,
        f"Mentioned from {count(whole(finding, 'line'), 'night')} of seven on, outside your own shift. A night counts "
        "once however many pings it has. Being on call lowers the next morning even without a call (Dettmers 2016).",
        "From the times at which escalations came in.",
        "It ends with a week of nights that hold.",
        "ping",
    )

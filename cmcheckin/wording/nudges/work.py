"""Work after hours, pings at night, wins that aren't logged, and escalations that pile up."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain import numbers
from cmcheckin.domain.nudge import Finding
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, number_word, one_decimal
from cmcheckin.wording.nudges.phrases import NO_BREAK, NudgeText, about, count_of, weekday_names, whole

CHANCE: Final = {14: ".002", 7: ".001"}
"""The p-value below which after-hours days are mentioned, by the length of the window in days."""


def after_hours(finding: Finding) -> NudgeText:
    """Return the words for after-hours work more often than usual, or often while no usual is known."""
    found, window, line = (whole(finding, name) for name in ("after_hours_days", "window_days", "line"))
    time = formats.minutes(finding.numbers["after_hours_minutes"]).replace(" ", NO_BREAK)
    rule = f"Shown after half an hour or more of after-hours work on at least {count(line, 'day')} out of {window}"
    if "usual_days" in finding.numbers:
        usual = f" You usually do so on {about(finding.numbers['usual_days'])} in {window}."
        rule += f", if that is far more often than your usual (binomial test, p < {CHANCE[window]})."
        against = (
            f"Your usual is based on {whole(finding, 'usual_known_days')} days logged between 15 and 91 days ago. The "
            "test treats it as at least one day in ten."
        )
        ends = (
            f"This nudge stops once there are fewer than {count(line, 'such day')} in {window}, or once they are "
            "closer to your usual."
        )
    else:
        usual = ""
        rule += ", until your usual is known."
        against = "Your usual will be known once you have logged 20 of the days between 15 and 91 days ago."
        ends = f"This nudge stops once there are fewer than {count(line, 'such day')} in {window}."
    return NudgeText(
        f"You worked half an hour or more after hours on {found} of the last {window} days, {time} in total.{usual}",
        "In many studies, people who switched off after work slept better.",
        "Could someone else cover one evening this week?",
        f"{rule} The finding about sleep comes from a review of 91 studies (Wendsche & Lohmann-Haislah 2017).",
        against,
        ends,
        "min",
    )


def night_pings(finding: Finding) -> NudgeText:
    """Return the words for nights with a ping."""
    nights, pings = whole(finding, "nights"), whole(finding, "night_pings")
    more = f" ({count(pings, 'ping')})" if pings > nights else ""
    if finding.level == "care":
        reason = "That's a lot for one person. It's a matter for the rota, not for you alone."
        question = "Could someone share the nights with you?"
    else:
        reason = "Interrupted nights can add up, even if each interruption is short."
        question = "Who else could take the pager on one of the next nights?"
    return NudgeText(
        f"Pings between 22:00 and 06:00 on {number_word(nights)} of the last seven nights: "
        f"{weekday_names(finding.values)}{more}.",
        reason,
        question,
        f"Shown after pings on at least {count_of(finding, 'line', 'night')} out of seven, outside your working "
        "hours. A night counts once, however many pings it has. In a study of 132 people, having to stay available "
        "came with a lower mood the next morning (Dettmers 2016).",
        "Based on when escalations came in. A night is named after the day on which it began.",
        f"This nudge stops once there are fewer than {count_of(finding, 'line', 'such night')} in seven.",
        "ping",
    )


def wins_drought(finding: Finding) -> NudgeText:
    """Return the words for working days without a win."""
    return NudgeText(
        f"You logged no wins in your last {count_of(finding, 'days_without', 'check-in')} after a day of work. "
        f"Usually, {numbers.whole(100 * finding.numbers['usual_share'])} % of such check-ins have one.",
        "Sometimes there are none, and sometimes they seem too small to write down.",
        "Was there a win this week, however small?",
        f"Shown after at least {count_of(finding, 'line', 'check-in')} without a win, if that is rare for you "
        "(p < .001). In a field study, people had less stress on evenings when they wrote down what went well "
        "(Bono 2013).",
        f"Your usual is based on {count_of(finding, 'known_days', 'earlier check-in')} after a day of work. Days "
        "without a check-in, and check-ins after a day off, aren't counted.",
        "This nudge stops as soon as you log a win.",
        "none",
    )


def escalation_load(finding: Finding) -> NudgeText:
    """Return the words for more and graver escalations than usual."""
    errors = one_decimal(finding.numbers["standard_errors"])
    return NudgeText(
        f"{count_of(finding, 'escalations', 'escalation').capitalize()} in two weeks, with a total severity of "
        f"{finding.numbers['severity']:g}. Your usual total for two weeks is "
        f"{one_decimal(finding.numbers['usual_severity'])}.",
        "Dealing with other people's anger is work too.",
        "Could you debrief with someone, or could someone else take the next one?",
        "Shown after at least eight escalations with a total severity of at least 1.7 times your usual, well outside "
        f"your usual range (2 standard errors; here {errors}), and above your usual without the most severe day too. "
        "The nudge appears as a card from 4.8 standard errors, or from 3.2 if mood or energy is down. An escalation "
        "without a severity counts as 2. Asks aren't counted.",
        f"Your usual is the mean of the {count_of(finding, 'usual_blocks', 'fortnight')} before these two weeks.",
        "This nudge stops once a two-week total is near your usual again.",
        "",
    )

"""Hours: long weeks, hours above the usual, workdays that grow, very long days."""

from __future__ import annotations

from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.formats import MONTHS, count
from cmcheckin.wording.nudges.phrases import (
    NO_BREAK,
    NudgeText,
    about_hours,
    count_of,
    day,
    hours_of,
    hours_text,
    not_logged,
    span,
    whole,
)


def ceiling(finding: Finding) -> NudgeText:
    """Return the words for long weeks: one, two or four."""
    weeks, a_week, line = whole(finding, "weeks"), finding.numbers["hours_per_week"], hours_of(finding, "line")
    hours, days = hours_of(finding, "hours"), count(len(finding.values), "day")
    over = "in seven days" if weeks == 1 else f"a week over {count(weeks, 'week')}"
    if weeks == 1:
        facts = f"{span(finding.first, finding.last)}: {hours} logged, on {days}."
        reason = "WHO and ILO looked at people who usually work 55 h or more; this is one week."
    else:
        since = f"logged on {days} since {day(finding.first)}"
        facts = f"{count(weeks, 'week').capitalize()} at about {about_hours(a_week)} a week: {hours} {since}."
        reason = f"This log's own line is {line} {over}."
        if finding.employed:
            reason = "For employees, EU rules limit the weekly average over some months to 48 h."
    if finding.level == "care":
        question = "Is there somebody who could take part of it, or say what can stop?"
    else:
        question = f"What would a {about_hours(min(a_week - 8, 45))} version of next week leave out?"
    return NudgeText(
        facts,
        reason,
        question,
        f"Mentioned after at least {line} {over}. {_ceiling_source(finding, weeks)}",
        "From the hours you logged. Days that aren't logged add nothing.",
        "It ends with a week under 48 h.",
    )


def _ceiling_source(finding: Finding, weeks: int) -> str:
    if weeks == 1:
        return (
            "WHO and ILO (2021) compared people who usually work 55 h a week or more with people at 35 to 40 h: more "
            "of them had a stroke or died of heart disease. That is about years, not about one week."
        )
    if finding.employed:
        return (
            "EU Directive 2003/88/EC, art. 6, limits employees' average week to 48 h, as a rule over up to four "
            "months. Over a shorter time, the line here is higher."
        )
    return "The line is our own choice."


def jump(finding: Finding) -> NudgeText:
    """Return the words for two weeks above the usual, or one far above it."""
    this, last, usual, line = (finding.numbers[name] for name in ("hours", "hours_week_before", "usual_hours", "line"))
    unlogged = whole(finding, "days_not_said")
    more = f" {not_logged(unlogged, 'workday')}" if unlogged else ""
    if whole(finding, "weeks") == 2:
        reason = "Both weeks were well outside your usual range."
        rule = (
            f"Mentioned after at least {hours_text(line)} logged in seven days, and "
            f"{hours_of(finding, 'line_week_before')} or more in the "
            "seven before: three times your usual spread above your usual, at least 6 h and 15 %, more than any of the "
            "weeks it is taken from, and a tenth over your contract."
        )
    else:
        reason = "One week so far, and far outside your usual range."
        rule = (
            f"Mentioned for a single week of at least {hours_text(line)}: five times your usual spread above your "
            "usual, at least 10 h and 30 %, with days a fifth longer than usual or 60 % more hours in all."
        )
    return NudgeText(
        f"Last 7 days: {hours_text(this)} logged, {hours_text(last)} in the 7 before. Your usual week is "
        f"{hours_text(usual)}.{more}",
        reason,
        "Was it planned? If not, what could wait, or go to someone else?",
        f"{rule} It interrupts at a quarter or more above your usual, or with after-hours work up or ratings down.",
        f"Your usual is the median of {count_of(finding, 'usual_weeks', 'week')} that ended two to ten weeks ago, the "
        f"longest with {hours_of(finding, 'usual_most')}. In those, a workday that isn't logged counts as a usual one.",
        f"It ends with a week under {hours_of(finding, 'ends_under')}.",
    )


def creep(finding: Finding) -> NudgeText:
    """Return the words for workdays that grew over a quarter."""
    first, last = (hours_text(finding.numbers[name]) for name in ("hours_first", "hours_last"))
    return NudgeText(
        f"Your workdays have grown from {first} to {last} since {MONTHS[finding.first.month - 1]}, by about "
        f"{whole(finding, 'minutes_a_week')}{NO_BREAK}min a week.",
        "Slow changes are easy to miss.",
        "Is it the work that grew, or the hours it is given?",
        "Mentioned when workdays are longer in the last four of these weeks than in the first four, by 4.5 h a week or "
        "more, rise steadily (Mann-Kendall, p < .003) and come to a tenth over your contract.",
        f"From the logged workdays of {count_of(finding, 'weeks', 'week')} out of twelve; weeks with few of them "
        "are left out.",
        f"It ends with a week under {hours_of(finding, 'line')} a workday.",
        "mean",
    )


def long_days(finding: Finding) -> NudgeText:
    """Return the words for several days of 11 hours or more."""
    found, line = whole(finding, "long_days"), finding.numbers["hours_from"]
    return NudgeText(
        f"{count(found, 'day').capitalize()} of {hours_text(line)} or more in the last two weeks, the latest on "
        f"{day(finding.values[-1].day)}.",
        f"A day of {hours_text(line)} leaves {hours_text(24 - line)} for sleep and everything else.",
        "Which of these days could have ended earlier, and who would agree to that?",
        f"Mentioned after at least {count_of(finding, 'line', 'such day')} of fourteen. Among British civil servants, "
        "those who worked 11 h a day or more had poorer mental health more often six years later than those at 7 to "
        "8 h (Virtanen 2012). That is about a habit. Where usual shifts are long, the line is 2 h above them.",
        "From the hours you logged. Days that aren't logged add nothing.",
        "It ends after four days without one.",
    )

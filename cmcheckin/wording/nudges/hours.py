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
        facts = f"{span(finding.first, finding.last)}: {hours} logged on {days}."
        reason = "The WHO and ILO studied people who usually work 55 h or more. This nudge is about one week."
    else:
        since = f"logged on {days} since {day(finding.first)}"
        facts = f"{count(weeks, 'week').capitalize()} at about {about_hours(a_week)} a week: {hours} {since}."
        reason = f"Our own threshold is {line} {over}."
        if finding.employed:
            reason = "EU rules limit employees to an average of 48 h a week over some months."
    if finding.level == "note":
        question = "Are these hours right?"
    elif finding.level == "care":
        question = "Could someone take over part of it, or help decide what can stop?"
    else:
        question = f"What could you leave out to bring next week down to {about_hours(min(a_week - 8, 45))}?"
    return NudgeText(
        facts,
        reason,
        question,
        f"Shown after at least {line} {over}.{_line_not_card(finding) if finding.level == 'note' else ''} "
        f"{_ceiling_source(finding, weeks)}",
        "Based on the hours you logged. Days that aren't logged count as zero.",
        "This nudge stops after a week under 48 h.",
    )


def _line_not_card(finding: Finding) -> str:
    """Return why such hours are a line: some of them contradict a day's times, or most of the rise is one day's."""
    hours = finding.numbers["hours"]
    within = finding.numbers.get("hours_within_times", hours)
    beyond = single = ""
    if within < hours:
        beyond = f" Some hours don't fit between a day's start and end. Without them, it's {hours_text(within)} in all."
    if within >= finding.numbers["line"] * whole(finding, "weeks"):
        single = " With a usual day in place of the longest, it's under 48 h."
    return f"{beyond}{single} So this is a line, not a card."


def _ceiling_source(finding: Finding, weeks: int) -> str:
    if weeks == 1:
        return (
            "In a study by the WHO and ILO (2021), people who usually worked 55 h a week or more had more strokes and "
            "more deaths from heart disease than people at 35 to 40 h. The finding is about years of such hours, not a "
            "single week."
        )
    if finding.employed:
        return (
            "EU Directive 2003/88/EC, art. 6, limits employees to an average of 48 h a week, usually over up to four "
            "months. Over fewer weeks, our threshold is higher."
        )
    return "We chose this threshold ourselves."


def jump(finding: Finding) -> NudgeText:
    """Return the words for two weeks above the usual, or one far above it."""
    this, last, usual, line = (finding.numbers[name] for name in ("hours", "hours_week_before", "usual_hours", "line"))
    unlogged = whole(finding, "days_not_said")
    more = f" {not_logged(unlogged, 'workday')}" if unlogged else ""
    if whole(finding, "weeks") == 2:
        reason = "Both weeks were well outside your usual range."
        rule = (
            f"Shown after at least {hours_text(line)} in seven days, and {hours_of(finding, 'line_week_before')} or "
            "more in the seven before. That is well above your usual: by at least three times its spread (robust "
            "standard deviation), by 6 h and by 15 %. It's also more than in any week your usual is based on, and at "
            "least a tenth over your contract hours."
        )
    else:
        reason = "This is one week so far, and it's far outside your usual range."
        rule = (
            f"Shown after a single week of at least {hours_text(line)}. That is far above your usual: by at least "
            "five times its spread (robust standard deviation), by 10 h and by 30 %. Your days were also at least a "
            "fifth longer than usual, or the week had at least 60 % more hours."
        )
    return NudgeText(
        f"Last 7 days: {hours_text(this)} logged, {hours_text(last)} in the 7 days before. Your usual week is "
        f"{hours_text(usual)}.{more}",
        reason,
        "Was this planned? If not, what could wait or go to someone else?",
        f"{rule} This doesn't depend on a single day, or on hours that don't fit between a day's start and end. The "
        "nudge appears as a card if the hours are at least a quarter above your usual, after-hours work is up, or "
        "ratings are down; for extra days alone, after a third such week.",
        f"Your usual is the median of {count_of(finding, 'usual_weeks', 'week')} that ended two to ten weeks ago. The "
        f"longest had {hours_of(finding, 'usual_most')}. Workdays that aren't logged count as usual days.",
        f"This nudge stops after a week under {hours_of(finding, 'ends_under')}.",
    )


def creep(finding: Finding) -> NudgeText:
    """Return the words for workdays that grew over a quarter."""
    first, last = (hours_text(finding.numbers[name]) for name in ("hours_first", "hours_last"))
    return NudgeText(
        f"Your workdays have grown from {first} to {last} since {MONTHS[finding.first.month - 1]}, by about "
        f"{whole(finding, 'minutes_a_week')}{NO_BREAK}min a week.",
        "Slow changes are easy to miss.",
        "Is there more work, or does the same work take longer?",
        "Shown when your workdays get steadily longer: a week of average workdays is at least 4.5 h longer in the last "
        "four of these weeks than in the first four, and at least a tenth over your contract hours. Such a steady rise "
        "is rarely down to chance (Mann-Kendall test, p < .003).",
        f"Based on the logged workdays of {count_of(finding, 'weeks', 'week')} out of 12. Weeks with few logged "
        "workdays are left out.",
        f"This nudge stops after a week under {hours_of(finding, 'line')} a workday.",
        "mean",
    )


def long_days(finding: Finding) -> NudgeText:
    """Return the words for several days of 11 hours or more."""
    found, line = whole(finding, "long_days"), finding.numbers["hours_from"]
    return NudgeText(
        f"{count(found, 'day').capitalize()} of {hours_text(line)} or more in the last two weeks, the latest on "
        f"{day(finding.values[-1].day)}.",
        f"A day of {hours_text(line)} leaves {hours_text(24 - line)} for sleep and everything else.",
        "Which of these days could have ended earlier, and who could help with that?",
        f"Shown after at least {count_of(finding, 'line', 'day')} of {hours_text(line)} or more in two weeks. Among "
        "British civil servants, poorer mental health six years later was more common in those who worked 11 h a day "
        "or more than in those who worked 7 to 8 h (Virtanen 2012). That finding is about a habit of long days. If "
        "your usual days are long, the threshold is 2 h above them.",
        "Based on the hours you logged. Days that aren't logged count as zero.",
        "This nudge stops after four days without such a long day.",
    )

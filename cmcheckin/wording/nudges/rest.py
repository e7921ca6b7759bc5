"""Rest: a day off in the week, eleven hours in the night, and coming back after days off or a gap."""

from __future__ import annotations

from datetime import date
from typing import Final

from cmcheckin.domain.days import each_day
from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.formats import count, joined, number_word, one_decimal
from cmcheckin.wording.nudges.phrases import NO_BREAK, NudgeText, count_of, day, hours_of, hours_text, not_logged, whole

NAMED: Final = 2
"""Most unlogged days that are listed by name; more are counted."""


def no_day_off(finding: Finding) -> NudgeText:
    """Return the words for work on every day of a week or longer."""
    worked, short, line = (whole(finding, name) for name in ("worked_days", "short_days", "line"))
    since, unlogged = day(finding.first), _unlogged(finding)
    less = f"{number_word(short)} of them for under 2 h" if short < worked else "each for under 2 h"
    if unlogged:
        of = f"{worked} of the {worked + len(unlogged)} days since {since}"
        facts = f"You've worked on {of}{f', {less}' if short else ''}. "
        named = [day(at) for at in unlogged]
        facts += not_logged(len(named), "day", named if len(named) <= NAMED else None)
        question = "Was that a day off?" if len(named) == 1 else "Was one of those a day off?"
    else:
        facts = f"You've worked {worked} days in a row since {since}{f', {less}' if short else ''}."
        question = (
            "Could you ask someone to cover for you?"
            if finding.level == "care"
            else "Which day could be your next day off?"
        )
    more = (
        ""
        if finding.level == "care"
        else " The nudge appears as a card after 3 h of work on usual days off, 1.5 h or more on each, or after work "
        "on more than half of them in two weeks."
    )
    asked = "Days that aren't logged never count as worked, though this nudge may ask about them."
    return NudgeText(
        facts,
        _rest_day(finding),
        question,
        f"Shown after at least {count(line, 'day')} logged as worked.{more} {_rest_day_source(finding)}",
        f"A day counts as worked if half an hour or more is logged. {asked}",
        "This nudge stops once you log a day off.",
    )


def _unlogged(finding: Finding) -> list[date]:
    """Return the days of the run that aren't logged."""
    return [day for day in each_day(finding.first, finding.last) if day not in finding.days]


def _rest_day(finding: Finding) -> str:
    if not finding.employed:
        return "Effort tends to add up when there is no rest in between."
    if finding.level == "care":
        return "EU rules usually allow employees at most 12 days between two days off."
    return "EU rules usually give employees a day of rest in every seven-day period."


def _rest_day_source(finding: Finding) -> str:
    if not finding.employed:
        return "We chose this threshold ourselves. On effort and rest, see Meijman & Mulder 1998."
    return (
        "EU Directive 2003/88/EC, art. 5, gives employees a day of rest in each seven-day period. As that day can "
        "fall anywhere in the period, up to twelve days can pass between two of them (CJEU C-306/16). There are "
        "exceptions."
    )


def short_rest(finding: Finding) -> NudgeText:
    """Return the words for less than 11 hours between two days."""
    found = joined([f"{day(value.day)[:3]}{NO_BREAK}{hours_text(value.value)}" for value in finding.values])
    law = " EU Directive 2003/88/EC, art. 3, gives employees 11 h of rest a day." if finding.employed else ""
    line = count_of(finding, "line", "rest")
    return NudgeText(
        f"You had less than {hours_text(11)} between workdays {count_of(finding, 'short_rests', 'time')} in the last "
        f"seven days: {found}.",
        "EU rules usually give employees 11 h of rest between two days."
        if finding.employed
        else "In a study of 90 nurses, rests under 11 h came with an hour less sleep.",
        "Could you start later one morning?",
        f"Shown after at least {line} of less than 11 h between workdays in seven days.{law} In a study of 90 nurses, "
        "rests under 11 h came with an hour less sleep (SJWEH 4175, 2024).",
        "Based on the start and end times you logged. Nights when the clocks changed are left out.",
        f"This nudge stops after a week with fewer than {count_of(finding, 'line', 'short rest')}.",
    )


def recovery(finding: Finding) -> NudgeText:
    """Return the words for days off that no longer bring energy back."""
    days = joined([day(value.day) for value in finding.values])
    values = joined([one_decimal(value.value) for value in finding.values])
    return NudgeText(
        f"After days without logged work, your energy was {values} on {days}. Your usual after a "
        f"break is {one_decimal(finding.numbers['usual_energy'])}.",
        "If those were days off, they may not be recharging you at the moment.",
        "What would a restful weekend look like?",
        "Shown when your energy after three breaks in a row is below your usual after a break: by at least 0.4 "
        f"points each time and {finding.numbers['line']:g} on average. Your energy in general is lower than usual, "
        "too.",
        f"Your usual is the mean energy after {count_of(finding, 'usual_breaks', 'earlier break')}. A break is two to "
        "five days without logged work, including usual days off that aren't logged. Each break counts with the mean "
        "of your first two mornings back.",
        "This nudge stops once your energy after a break is near your usual again.",
        "",
    )


def gap_after_heavy(finding: Finding) -> NudgeText:
    """Return the greeting on the first morning back after a gap."""
    return NudgeText(
        f"Good to see you. You logged {hours_of(finding, 'hours')} in the week before your last check-in.",
        "There's no need to fill in the days in between.",
        "Would a shorter first day back help?",
        f"Shown on the first morning back after four or more workdays that aren't logged, if you logged at "
        f"least {hours_of(finding, 'line')} in the week before. The threshold is 50 h, or the top of your usual range "
        "if that is lower.",
        f"{count_of(finding, 'days_not_said', 'workday').capitalize()} in between aren't logged.",
        "This is shown just once.",
    )

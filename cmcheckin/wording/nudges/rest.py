"""Rest: a day off in the week, eleven hours in the night, and coming back after days off or a gap."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.formats import count, joined, one_decimal
from cmcheckin.wording.nudges.phrases import NudgeText, count_of, day, hours_of, hours_text, not_logged, whole

NAMED: Final = 2
"""Most unlogged days that are listed by name; more are counted."""


def no_day_off(finding: Finding) -> NudgeText:
    """Return the words for work on every day of a week or longer."""
    worked, short, line = (whole(finding, name) for name in ("worked_days", "short_days", "line"))
    since, unlogged = day(finding.first), _unlogged(finding)
    less = f"{count(short, 'day')} under 2 h" if short < worked else "all under 2 h"
    if unlogged:
        facts = f"Work on {worked} of the {worked + len(unlogged)} days since {since}{f', {less}' if short else ''}. "
        named = [day(at) for at in unlogged]
        facts += not_logged(len(named), "day", named if len(named) <= NAMED else None)
        question = "Was it a day off?" if len(named) == 1 else "Was one of them a day off?"
    else:
        facts = f"Work on {worked} days in a row since {since}{f', {less}' if short else ''}."
        question = "Is there cover you could ask for?" if finding.level == "care" else "Which day could be yours next?"
    more = "" if finding.level == "care" else "; it interrupts after eight, or with 3 h on your days off"
    asked = "Days that aren't logged never count as worked. They may be asked about, but never raise the level."
    return NudgeText(
        facts,
        _rest_day(finding),
        question,
        f"Mentioned after at least {count(line, 'day')} logged as worked{more}. {_rest_day_source(finding)}",
        f"A day counts as worked with half an hour of work or more. {asked}",
        "It ends with a day off, or one logged as off after all.",
    )


def _unlogged(finding: Finding) -> list[date]:
    """Return the days of the run that aren't logged."""
    run = {finding.first + timedelta(n) for n in range((finding.last - finding.first).days + 1)}
    return sorted(run - set(finding.days))


def _rest_day(finding: Finding) -> str:
    if not finding.employed:
        return "Effort tends to add up when there is no rest in between."
    if finding.level == "care":
        return "EU rules usually leave employees at most 12 days between two days off."
    return "EU rules usually give employees a day of rest in every seven-day period."


def _rest_day_source(finding: Finding) -> str:
    if not finding.employed:
        return "The line is our own choice; on effort and rest: Meijman & Mulder 1998."
    return (
        "EU Directive 2003/88/EC, art. 5, gives employees a day of rest in each seven-day period. It may fall anywhere "
        "in it, so up to twelve days can lie between two (CJEU C-306/16); there are exceptions."
    )


def short_rest(finding: Finding) -> NudgeText:
    """Return the words for less than 11 hours between two days."""
    found = joined([f"{day(value.day)[:3]} {hours_text(value.value)}" for value in finding.values])
    law = ", the daily rest of employees in EU Directive 2003/88/EC, art. 3" if finding.employed else ""
    return NudgeText(
        f"{count_of(finding, 'short_rests', 'gap').capitalize()} shorter than {hours_text(11)} between the days of a "
        f"week: {found}.",
        "EU rules usually give employees 11 h of rest between two days."
        if finding.employed
        else "In a study of 90 nurses, such gaps went with an hour less sleep.",
        "Could one morning start later?",
        f"Mentioned after at least {count_of(finding, 'line', 'such gap')} in seven days. The line is 11 h{law}. In a "
        "study of 90 nurses, gaps shorter than that went with an hour less sleep (SJWEH 4175, 2024).",
        "From the start and end times you logged. Nights in which the clock changed are left out.",
        f"It ends with a week of fewer than {count_of(finding, 'line', 'such gap')}.",
    )


def recovery(finding: Finding) -> NudgeText:
    """Return the words for days off that no longer bring energy back."""
    days = joined([day(value.day) for value in finding.values])
    values = joined([one_decimal(value.value) for value in finding.values])
    return NudgeText(
        f"Back on {days} after days with no work logged, your energy was {values}; your usual then is "
        f"{one_decimal(finding.numbers['usual_energy'])}.",
        "If those were days off, they may not be reaching you at the moment.",
        "What would a weekend look like that does?",
        "Mentioned when your energy after three breaks running is 0.4 of a point or more below your usual after a "
        f"break, {finding.numbers['line']:g} on average, and down in general too.",
        f"Your usual is the mean of {count_of(finding, 'usual_breaks', 'earlier break')}. A break is two to five "
        "days with no work logged, also usual days off that aren't logged at all; its value is the mean of the first "
        "two mornings back.",
        "It ends when one first day back is near your usual.",
        "",
    )


def gap_after_heavy(finding: Finding) -> NudgeText:
    """Return the greeting on the first morning back after a gap."""
    return NudgeText(
        f"Good to see you. The week before your last check-in came to {hours_of(finding, 'hours')}.",
        "No need to fill in the days between.",
        "Would a shorter first day back help?",
        f"Mentioned on the first morning back after four workdays or more that aren't logged, when the week before "
        f"came to {hours_of(finding, 'line')} or more: 50 h, or the end of your usual range where that is lower.",
        f"{count_of(finding, 'days_not_said', 'workday').capitalize()} in between aren't logged.",
        "It is shown once.",
    )

"""Rest: a day off in the week, eleven hours in the night."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.formats import count, joined
from cmcheckin.wording.nudges.phrases import NudgeText, count_of, day, hours_text, not_logged, whole

NAMED: Final = 2
"""Most unlogged days that are listed by name; more are counted."""


def no_day_off(finding: Finding) -> NudgeText:
    """Work on every day of a week and longer."""
    worked, short, line = (whole(finding, name) for name in ("worked_days", "short_days", "line"))
    since, unlogged = day(finding.first), _unlogged(finding)
    less = f"{count(short, 'day')} under 2 h" if short < worked else "all under 2 h"
    if unlogged:
        facts = f"Work on {worked} of the {worked + len(unlogged)} days since {since}{f', {less}' if short else ''}. "
        named = [day(one) for one in unlogged]
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
    """The days of the run that aren't logged."""
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
    """Less than 11 hours between two days."""
    found = joined([f"{day(value.day)[:3]} {hours_text(value.value)}" for value in finding.values])
    law = ", the daily rest of employees in EU Directive 2003/88/EC, art. 3" if finding.employed else ""
    return NudgeText(
        f"{count_of(finding, 'short_rests', 'gap').capitalize()} shorter than {hours_text(11)} between the days of a "
        f"week: {found}.",
        "EU rules usually give employees 11 h of rest between two days."
        if finding.employed
        else "In a study of 90 nurses, such gaps went with an hour less sleep.",
        "Could one morning start later?",
        f"Mentioned after at least {count_of(finding, 'line', 'such gap')} in seven days. The line is 11 h{law}. "
        "In a study "
        "of 90 nurses, gaps shorter than that went with an hour less sleep (SJWEH 4175, 2024).",
        "From the start and end times you logged. Nights in which the clock changed are left out.",
        f"It ends with a week of fewer than {count_of(finding, 'line', 'such gap')}.",
    )

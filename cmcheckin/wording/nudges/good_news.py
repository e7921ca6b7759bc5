"""Good news, with the same dates and numbers as everything else."""

from __future__ import annotations

from cmcheckin.domain.nudge import Finding
from cmcheckin.wording.formats import count
from cmcheckin.wording.nudges.phrases import NudgeText, about_hours, hours_of, not_logged, rating_of, span, whole

SATURDAY, SUNDAY = 5, 6
"""Numbers of `date.weekday`."""


def hours_back(finding: Finding) -> NudgeText:
    """Return the words for two weeks near the contract hours again."""
    this, last = hours_of(finding, "hours"), hours_of(finding, "hours_week_before")
    unlogged = whole(finding, "days_not_said")
    return NudgeText(
        f"Your last two weeks came to {last} and {this}, after a fortnight of about "
        f"{about_hours(finding.numbers['hours_then'])} a week.",
        "",
        "What made the difference, and could it last?",
        f"Shown after two weeks of {hours_of(finding, 'line')} or less each, following a fortnight of "
        f"{hours_of(finding, 'line_then')} a week or more that ended two to four weeks ago.",
        f"{not_logged(unlogged, 'workday')} It counts as a usual workday here." if unlogged else "",
        "It is shown once.",
    )


def weekend_off(finding: Finding) -> NudgeText:
    """Return the words for the first full weekend off in a while, or for other usual days off in a row."""
    days = [value.day for value in finding.values]
    worked, line = whole(finding, "weekends_with_work"), whole(finding, "line")
    if [day.weekday() for day in days] == [SATURDAY, SUNDAY]:
        facts = f"A full weekend off, after {count(worked, 'weekend')} in a row with work."
        rule = f"both days of a weekend are logged as off, after {count(line, 'weekend')} or more with work."
    else:
        worked_text = f"work on {count(worked, 'stretch', 'stretches')} of days off in a row"
        facts = f"No work on your days off, {span(days[0], days[-1])}, after {worked_text}."
        rule = (
            "two or more usual days off in a row are all logged as off, after work on at least "
            f"{count(line, 'stretch', 'stretches')} of days off in a row."
        )
    return NudgeText(
        facts, "", "What made it possible, and could it happen again?", f"Shown when {rule}", "",
        "It is shown once.",
    )  # fmt: skip


def mornings_back(finding: Finding) -> NudgeText:
    """Return the words for energy that is back at its usual."""
    return NudgeText(
        f"Your energy averages {rating_of(finding, 'energy')} over ten days, up from "
        f"{rating_of(finding, 'energy_then')} a few weeks ago. Your usual is {rating_of(finding, 'usual_energy')}.",
        "",
        "What helped, and could you keep it up?",
        "Shown when your ten-day mean is within 0.2 of your usual again, after being at least 0.75 below it.",
        f"Based on {count(whole(finding, 'mornings'), 'morning')}. Your usual is based on mornings 6 to 17 weeks ago.",
        "It is shown once.",
        "",
    )

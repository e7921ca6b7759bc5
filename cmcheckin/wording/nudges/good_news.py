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
        f"You logged {last} and {this} in the last two weeks, after two weeks of about "
        f"{about_hours(finding.numbers['hours_then'])} a week.",
        "",
        "What made the difference?",
        f"Shown after two weeks of {hours_of(finding, 'line')} or less each, if you averaged "
        f"{hours_of(finding, 'line_then')} a week or more in a fortnight that ended two to four weeks ago.",
        f"{not_logged(unlogged, 'workday')} It's treated here as one of your usual workdays." if unlogged else "",
        "This is shown just once.",
    )


def weekend_off(finding: Finding) -> NudgeText:
    """Return the words for the first full weekend off in a while, or for other usual days off in a row."""
    days = [value.day for value in finding.values]
    worked, line = whole(finding, "weekends_with_work"), whole(finding, "line")
    if [day.weekday() for day in days] == [SATURDAY, SUNDAY]:
        facts = f"A full weekend off, after you worked {count(worked, 'weekend')} in a row."
        rule = f"both days of a weekend are logged as off, after you worked at least {count(line, 'weekend')} in a row."
    else:
        worked_text = f"you worked on days off {count(worked, 'time')} in a row"
        facts = f"No work on your days off, {span(days[0], days[-1])}, after {worked_text}."
        rule = (
            "two or more usual days off in a row are all logged as off, after you worked on such days at least "
            f"{count(line, 'time')} in a row."
        )
    return NudgeText(
        facts, "", "What made that possible?", f"Shown when {rule}", "",
        "This is shown just once.",
    )  # fmt: skip


def mornings_back(finding: Finding) -> NudgeText:
    """Return the words for energy that is back at its usual."""
    return NudgeText(
        f"Your energy has averaged {rating_of(finding, 'energy')} over the last ten days, up from "
        f"{rating_of(finding, 'energy_then')} a few weeks ago. Your usual is {rating_of(finding, 'usual_energy')}.",
        "",
        "What do you think helped?",
        "Shown when your average energy over ten days is within 0.2 of your usual again, after being at least 0.75 "
        "below it.",
        f"Based on {count(whole(finding, 'mornings'), 'morning')}. Your usual is based on mornings between 6 and 17 "
        "weeks ago.",
        "This is shown just once.",
        "",
    )

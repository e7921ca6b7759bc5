"""Hours: long weeks, weeks above the usual, weeks that grow, very long days."""

from __future__ import annotations

from cmcheckin.domain.note import Finding
from cmcheckin.wording.formats import count, one_place
from cmcheckin.wording.notes.parts import GLUE, Said, day, days_said, h, month, n, span, whole


def ceiling(finding: Finding) -> Said:
    """One week, two or four over the line."""
    weeks, a_week = whole(finding, "weeks"), n(finding, "hours_per_week")
    days = days_said(len(finding.values))
    if weeks == 1:
        facts = f"{span(finding.first, finding.last)}: {h(n(finding, 'hours'))} logged, {days}."
        reason = "WHO and ILO use 55 h a week as the line where long hours start to matter."
    else:
        facts = f"{count(weeks, 'week').capitalize()} at about {h(a_week)} a week, {days} since {day(finding.first)}."
        reason = "EU rules set 48 h a week as the limit over some months, extra hours included."
    if finding.level == "care":
        question = "Is there somebody who could take part of it, or say what can stop?"
    else:
        question = f"What would a {h(min(a_week - 8, 45))} version of next week leave out?"
    return Said(
        facts,
        reason,
        question,
        f"Mentioned from {h(n(finding, 'line'))} a week on, over {count(weeks, 'week')}. 55 h a week is the line of "
        "WHO and ILO (2021); 48 h a week, on average over months, the limit of EU Directive 2003/88/EC, art. 6.",
        "What you logged counts; days nobody told of add nothing.",
        "It ends with a week under 48 h.",
    )


def jump(finding: Finding) -> Said:
    """Two weeks above the own usual."""
    this, last, usual = (n(finding, name) for name in ("hours", "hours_week_before", "usual_hours"))
    unknown = whole(finding, "days_not_said")
    more = f" {count(unknown, 'workday').capitalize()} not said." if unknown else ""
    return Said(
        f"Last 7 days: {h(this)} logged, {h(last)} in the 7 before. Your usual week is {h(usual)}.{more}",
        "Two weeks running, further above it than your weeks differ by themselves."
        if whole(finding, "weeks") == 2
        else "One week so far, much further above it than your weeks differ by themselves.",
        "Was it planned? If not, what could wait, or go to someone else?",
        f"Mentioned from {h(n(finding, 'line'))} on, the week before nearly so: three times what your weeks differ by "
        "anyway, and at least 6 h and 15 %. One week speaks alone from 10 h, 30 % and five times that on.",
        f"Your usual is the middle of {count(whole(finding, 'usual_weeks'), 'week')} that ended two to ten weeks ago. "
        "A workday nobody told of is taken for a usual one, to compare.",
        f"It ends with a week under {h(n(finding, 'line'))}.",
    )


def creep(finding: Finding) -> Said:
    """Weeks that grew over a quarter."""
    first, last = n(finding, "hours_first"), n(finding, "hours_last")
    slope = n(finding, "hours_a_week")
    return Said(
        f"Your weeks have grown from {h(first)} to {h(last)} since {month(finding.first)}, "
        f"about {one_place(slope)}{GLUE}h at a time.",
        "Slow changes are easy to miss.",
        "Is it the work that grew, or the hours it is given?",
        "Mentioned when the last four weeks come to 4.5 h more than the first four of twelve, and to a tenth more "
        "than the contract, and the order of the weeks is hardly chance (Mann and Kendall, p < .003).",
        f"From {count(whole(finding, 'weeks'), 'week')}. A workday nobody told of is taken for a usual one to compare.",
        f"It ends when a week comes to less than {h(n(finding, 'line'))}.",
    )


def long_days(finding: Finding) -> Said:
    """Days of 11 hours or more."""
    found, line = whole(finding, "long_days"), n(finding, "hours_from")
    return Said(
        f"{count(found, 'day').capitalize()} of {h(line)} or more in the last two weeks, the latest on "
        f"{day(finding.values[-1].day)}.",
        "In a long study of office workers, days over 11 h went with lower spirits.",
        "Which of these days could have ended earlier, and who would agree to that?",
        f"Mentioned from {count(whole(finding, 'line'), 'such day')} of fourteen on. 11 h is the line of Virtanen 2012 "
        "(Whitehall II); with longer usual shifts, two hours more than those.",
        "What you logged counts; days nobody told of add nothing.",
        "It ends after four days without one.",
    )

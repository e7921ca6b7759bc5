"""Rest: a day off in the week, eleven hours in the night."""

from __future__ import annotations

from cmcheckin.domain.note import Finding
from cmcheckin.wording.formats import count, listed
from cmcheckin.wording.notes.parts import Said, day, h, whole


def no_day_off(finding: Finding) -> Said:
    """Work on every day of more than a week."""
    worked, unknown = whole(finding, "worked_days"), whole(finding, "days_not_said")
    since = day(finding.first)
    facts = f"Work on {count(worked, 'day')} in a row since {since}, the days off among them."
    if unknown:
        run = worked + unknown
        facts = f"Work on {worked} of the {run} days since {since}; {count(unknown, 'day')} not said."
    if finding.level == "care":
        reason = "EU rest rules stop at 12 days in a row."
        question = "Is there cover you could ask for?"
    else:
        reason = "EU rest rules have a day off in every seven-day stretch."
        question = "Which day this week could be yours?"
    return Said(
        facts,
        reason,
        question,
        f"Mentioned from {count(whole(finding, 'line'), 'day')} in a row on. Directive 2003/88/EC, art. 5, gives a day "
        "of rest in each seven-day period; as it may fall anywhere in it, twelve can lie between two (CJEU C-306/16).",
        "A day counts from half an hour of work on. A day nobody told of is never counted as worked.",
        "It ends with one day off, or one day that was off after all (edit it).",
    )


def short_rest(finding: Finding) -> Said:
    """Less than 11 hours between two days."""
    found = listed([f"{day(value.day)[:3]} {h(value.value, 10)}" for value in finding.values])
    return Said(
        f"{count(whole(finding, 'short_rests'), 'gap').capitalize()} shorter than {h(11)} between the days of a week: "
        f"{found}.",
        "EU rules give 11 h of rest a day; with less, sleep is about an hour shorter.",
        "Could one morning start later?",
        f"Mentioned from {count(whole(finding, 'line'), 'such gap')} in seven days on. 11 h is the daily rest of "
        "Directive 2003/88/EC, art. 3; on sleep: SJWEH 4175 (2024).",
        "From the start and end you wrote down; nights with a change of clock in them are left out.",
        "It ends when a week has at most one.",
    )

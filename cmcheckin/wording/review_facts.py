"""Texts for a shared week, escalation or win in the review, one fact at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Literal, TypeAlias

from cmcheckin.wording.formats import count, dated, minutes, plural, short_date, tenths, yes_days
from cmcheckin.wording.record_words import own_line, peer_time
from cmcheckin.wording.review import number_cell, said_by, status_text
from cmcheckin.wording.share_page import THESE_DAYS
from cmcheckin.wording.week import minutes_cell as narrow

Coverage: TypeAlias = Literal["whole", "in part", "so far"]
"""How much of a week is shared: all of it, some days of it, or the days up to when it was shared."""
PARTIAL_MARK: Final = "~"
"""Follows the number of a week that is shared in part."""


def hours_with_usual(worked: float | None, usual: float | None, coverage: Coverage = "whole") -> str:
    """Return `44 h, usually 40 h`; `33 h in part of the week, usually 40 h`; `26.5 h so far, usually 24 h for these
    days`."""
    if worked is None:
        return ""
    text = tenths(worked) + {"whole": "", "in part": " in part of the week", "so far": " so far"}[coverage]
    return f"{text}, {usually_text(tenths(usual), coverage)}" if usual else text


def usually_text(usual: str, coverage: Coverage) -> str:
    """Return `usually 40`. The usual of an unfinished week is that of its days so far."""
    return f"usually {usual}{THESE_DAYS if coverage == 'so far' else ''}"


def week_number(number: int, coverage: Coverage) -> str:
    """Return `47 `, or `47~` for a week shared in part, so that columns line up."""
    return f"{number}{' ' if coverage == 'whole' else PARTIAL_MARK}"


def partial_week(number: int, worked: float | None, usual: float | None, coverage: Coverage) -> str:
    """Return `Week 47: 26.5 h so far, usually 24 h for these days.`; empty for a complete week or one without hours."""
    return (
        "" if coverage == "whole" or worked is None else f"Week {number}: {hours_with_usual(worked, usual, coverage)}."
    )


def week_facts(
    *,
    days_not_said: int,
    worked: int | None,
    after: int | None,
    days_off: int | None,
    nights: int | None,
    workload: str,
    opened: int | None,
    resolved: int | None,
    spent: int | None,
    could_wait: int | None,
    support: int | None,
    peers: int | None,
    community: str,
    mood: str | None,
    energy: str | None,
) -> Iterator[str]:
    """Yield the facts of a week, except its hours."""
    if worked is not None:
        yield f"{count(worked, 'day')} worked"
    if days_not_said:
        yield f"{count(days_not_said, 'day')} not logged"
    if after is not None:
        yield f"{minutes(after)} after hours" if after else "no work after hours"
    if days_off:
        yield f"{count(days_off, 'day')} off worked"
    if nights is not None:
        yield count(nights, "night ping")
    if workload:
        yield f"workload {workload}"
    if opened is not None:
        yield f"{count(opened, 'escalation')} came in"
    if resolved:
        yield f"{resolved} resolved"
    if spent:
        yield f"{minutes(spent)} on escalations"
    if could_wait:
        yield f"{could_wait} could have waited"
    if support:
        yield f"{minutes(support)} of support that was someone else's job"
    if peers:
        yield peer_time(peers)
    if community:
        yield f"community {community}"
    if mood:
        yield f"mood {mood} the usual"
    if energy:
        yield f"energy {energy} the usual"


def week_row_facts(
    usual: float | None, after: int | None, days_off: int | None, nights: int | None, workload: str, coverage: Coverage
) -> Iterator[str]:
    """Yield the facts that follow the hours of a week in a list."""
    if usual:
        yield usually_text(number_cell(usual), coverage)
    if after:
        yield f"{narrow(after)} after hours"
    if days_off:
        yield f"{count(days_off, 'day')} off worked"
    if nights:
        yield count(nights, "night ping")
    if workload:
        yield f"workload {workload}"


def metric_text(name: str, mean: float, unit: str) -> str:
    """Return `first response 22 min`."""
    return f"{name} {mean:g}{f' {unit}' if unit else ''}"


def question_text(name: str, yes: int | None, answered: int | None, texts: Sequence[str]) -> str:
    """Return `lunch break: yes on 3 of 5 days`, or the question `name` with its `texts` in quotes."""
    if yes is not None and answered is not None:
        return own_line(name, yes_days(yes, answered))
    return own_line(name, ", ".join(f"“{text}”" for text in texts))


def item_facts(
    *,
    what: str,
    opened: date,
    status: str,
    handed_to: str,
    shared_on: date | None,
    spent: int | None,
    outside: bool | None,
    could_wait: bool | None,
    cause: str,
    resolved: date | None,
    outcome: str,
    today: date,
) -> Iterator[str]:
    """Yield the facts of an escalation or ask, except its title.

    `what`: its severity, or else its kind. `shared_on`: the day it was shared, if long ago. Days have a year unless
    it is that of `today`.
    """
    yield what
    yield f"since {dated(opened, today)}"
    yield status_text(status, handed_to)
    yield as_of(shared_on, today)
    if spent:
        yield f"{narrow(spent)} spent"
    if outside:
        yield "came in outside working hours"
    if could_wait:
        yield "could have waited"
    if cause:
        yield f"after {cause}"
    if resolved:
        yield f"resolved {dated(resolved, today)}"
    yield outcome


def as_of(day: date | None, today: date) -> str:
    """Return `as of 6 Sep`, for a file from `day`, with the year if it isn't that of `today`; empty for None."""
    return f"as of {dated(day, today)}" if day else ""


def win_facts(kind: str, sender: str, day: date, today: date) -> Iterator[str]:
    """Yield the facts of a win as on `today`, except its text."""
    yield kind
    yield said_by(sender)
    yield dated(day, today)


def on_leave_until(last: date, today: date) -> str:
    """Return `on leave until 4 Dec`, with the year if it isn't that of `today`."""
    return f"on leave until {dated(last, today)}"


def on_leave(first: date, last: date, today: date) -> str:
    """Return `on leave 16 Nov – 20 Nov`, with the year if it isn't that of `today`."""
    return f"on leave {short_date(first)} – {dated(last, today)}"


def days_of_leave(days: int) -> str:
    """Return `2 days of leave or holiday`."""
    return f"{plural(days, 'day')} of leave or holiday"

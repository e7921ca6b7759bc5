"""The headline of a shared range, built from clauses about its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cmcheckin.domain.escalation import SEVERITIES
from cmcheckin.domain.numbers import whole
from cmcheckin.wording import formats
from cmcheckin.wording.formats import count, sentence_case, tenths

PLATE: Final = (
    "too little to do", "a light workload", "about the right workload", "a lot to do", "too much to do",
)  # fmt: skip
"""Workload 1 to 5, as in “a week with …”."""


def headline(*clauses: str, otherwise: str = "") -> str:
    """Return the sentence `A week of 44 h (usually 40 h), five wins, and a crisis still open`.

    Empty clauses are left out; without any, `otherwise` is returned.
    """
    given = [clause for clause in clauses if clause]
    if len(given) < 2:
        return sentence_case(given[0] if given else otherwise)
    return sentence_case(f"{', '.join(given[:-1])}{',' if len(given) > 2 else ''} and {given[-1]}")


def fallback_headline(weeks: int, days: int, *, whole: bool) -> str:
    """Return `A week at a glance`, `Four weeks at a glance`, `Three days at a glance`, for a range without figures."""
    return f"{sentence_case('a week' if whole and weeks <= 1 else period(weeks, days, whole=whole))} at a glance"


def period(weeks: int, days: int, *, whole: bool) -> str:
    """Return `four weeks`, `three days`, `12 days in two weeks`. `whole`: the range consists of whole weeks."""
    if whole:
        return count(weeks, "week")
    return f"{count(days, 'day')} in {count(weeks, 'week')}" if weeks > 1 else count(days, "day")


def week_clause(
    hours: float, usual: float | None, *, over: bool, not_logged: int, unfinished: bool, whole: bool
) -> str:
    """Return `a week of 44 h (usually 40 h)`, without saying whether that is a lot.

    Days that aren't logged (`not_logged`) or are still to come don't make a week shorter.
    """
    if over:
        return "a week over 48 hours"
    if unfinished:
        return f"{tenths(hours)} so far"
    if not_logged:
        return f"at least {tenths(hours)}"
    text = f"a week of {tenths(hours)}" if whole else tenths(hours)
    return f"{text} (usually {tenths(usual)})" if usual is not None else text


def weeks_clause(many: str, weeks: int, mean: float | None, *, over: int, whole: bool = True) -> str:
    """Return `twelve weeks of 41 h on average`, or `12 days in two weeks, one week over 48 hours`.

    `mean`: the mean hours of the whole weeks. `whole`: the range `many` consists of whole weeks.
    """
    if over:
        return f"{many}, {f'{formats.count_of(over, weeks)} of them' if whole else count(over, 'week')} over 48 hours"
    return f"{many} of {tenths(mean)} on average" if mean is not None and whole else many


def workload_clause(value: float, many: str) -> str:
    """Return `a week with a lot to do`."""
    return f"{many} with {PLATE[min(max(whole(value), 1), 5) - 1]}"


def wins_clause(wins: int) -> str:
    """Return `five wins`; empty for none."""
    return count(wins, "win") if wins else ""


def open_clause(opened: int, unresolved: Sequence[int | None]) -> str:
    """Return `a crisis still open` or `no escalations left open`; empty if there were no escalations."""
    if unresolved:
        return open_escalations(unresolved)
    return "no escalations left open" if opened else ""


def open_escalations(severities: Sequence[int | None]) -> str:
    """Return `a crisis still open`, `one high escalation still open`, `three escalations still open, one of them
    high`."""
    highest = severities[0]
    if len(severities) == 1:
        if highest == 5:
            return "a crisis still open"
        return f"one {SEVERITIES[highest - 1] + ' ' if highest else ''}escalation still open"
    text = f"{count(len(severities), 'escalation')} still open"
    if highest and highest >= 4:
        highest_count = severities.count(highest)
        name = SEVERITIES[highest - 1] if highest == 4 else "a crisis" if highest_count == 1 else "crises"
        return f"{text}, {formats.count_of(highest_count, len(severities))} of them {name}"
    return text

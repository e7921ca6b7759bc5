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
    """Return the sentence `A longer week than usual, five wins, and a crisis still open`.

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
    hours: float, usual: float | None, side: int, *, over: bool, not_logged: int, unfinished: bool, whole: bool
) -> str:
    """Return `a longer week than usual`.

    `side`: 1 if longer, -1 if shorter, 0 if about the usual. Days that aren't logged (`not_logged`) or are still to
    come don't make a week shorter.
    """
    if over:
        return "a week over 48 hours"
    if unfinished:
        return "more hours than usual for these days" if side > 0 else f"{tenths(hours)} so far"
    if side > 0:
        return "a longer week than usual"
    if not_logged:
        return f"at least {tenths(hours)}"
    if side < 0:
        return "a shorter week than usual"
    if usual is not None:
        return "a week of about the usual length"
    return f"a week of {tenths(hours)}" if whole else tenths(hours)


def weeks_clause(
    many: str, weeks: int, *, compared: int, longer: int, shorter: int, over: int, whole: bool = True
) -> str:
    """Return `twelve weeks, three of them longer than usual`, or `12 days in two weeks, one week over 48 hours`.

    `compared`: how many could be compared with a usual. `whole`: the range `many` consists of whole weeks.
    """
    for number, what in ((over, "over 48 hours"), (longer, "longer than usual"), (shorter, "shorter than usual")):
        if number:
            those = f"{formats.count_of(number, weeks)} of them" if whole else count(number, "week")
            return f"{many}, {those} {what}"
    return f"{many} of about the usual length" if compared else many


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

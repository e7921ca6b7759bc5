"""Work on every day for a week or longer."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.nudge import Finding, Level
from cmcheckin.insight.history import MorningView
from cmcheckin.insight.rating_series import FAR

KIND: Final = "no_day_off"
LEAST, CARE = 7, 13
"""Days in a row. Directive 2003/88/EC, art. 5, gives employees a day of rest in each seven-day period; it may fall
anywhere in it, so that twelve days can lie between two (CJEU C-306/16, 2017)."""
OFF_HOURS, EACH_OFF_DAY = 3.0, 1.5
"""Hours on usual days off, in all and on each of them, from which seven days in a row interrupt as well. A message
answered on Sunday is a note, even after a long Saturday, which may be mistyped (our choice)."""
FORTNIGHT: Final = 14
"""Days in which work on more than half of the usual days off interrupts as well: that is more than one weekend, which
seven days in a row alone may be (34 false cards with seeds 3 to 7 of `python -m tests.validation`, 8 with it)."""
LOGGED: Final = 0.85
"""Least share of days logged as worked in a run, for a question about those that aren't logged."""
SHORT_HOURS: Final = 2.0
"""Hours below which a worked day is short. It counts, but the text says so (our choice)."""


def find(view: MorningView) -> Finding | None:
    """Find a run of worked days up to yesterday. A day that isn't logged ends the run, or is asked about at note level;
    it never counts as worked and never raises the level."""
    run, _ = _run(view, unlogged_allowed=False)
    if len(run) >= LEAST:
        return _finding(view, run, [])
    run, unlogged = _run(view, unlogged_allowed=True)
    if not unlogged or len(run) < max(LOGGED * (len(run) + len(unlogged)), LEAST):
        return None
    return _finding(view, run, unlogged)


def _run(view: MorningView, *, unlogged_allowed: bool) -> tuple[list[int], list[int]]:
    """Return the worked days of the run, newest first, and the usual workdays in it that aren't logged, one a week."""
    history = view.history
    worked: list[int] = []
    unlogged: list[int] = []
    for slot in range(view.today - 1, view.today - FAR - 1, -1):
        askable = unlogged_allowed and worked and history.usual_workday[slot] and history.workdays[slot] is None
        if history.busy[slot]:
            worked.append(slot)
        elif askable and not (unlogged and unlogged[-1] - slot < 7):
            unlogged.append(slot)
        else:
            break
    return worked, [slot for slot in unlogged if slot > worked[-1]]


def _works_on_days_off(view: MorningView) -> bool:
    """Whether more than half of the usual days off of the last two weeks were worked."""
    history = view.history
    days_off = [slot for slot in range(view.today - FORTNIGHT, view.today) if not history.usual_workday[slot]]
    return 2 * sum(history.busy[slot] for slot in days_off) > len(days_off)


def _finding(view: MorningView, run: list[int], unlogged: list[int]) -> Finding | None:
    history = view.history
    if all(history.usual_workday[slot] for slot in run):
        return None  # for someone whose usual workdays leave no day off
    hours = {slot: value for slot in reversed(run) if (value := history.hours[slot])}
    days_off = [hours.get(slot, 0.0) for slot in run if not history.usual_workday[slot]]
    off_hours = sum(days_off)
    enough = off_hours >= OFF_HOURS and min(days_off) >= EACH_OFF_DAY
    level: Level = "note"
    if not unlogged and (enough or len(run) >= CARE or _works_on_days_off(view)):
        level = "care" if len(run) >= CARE else "nudge"
    short = sum(value < SHORT_HOURS for value in hours.values())
    return view.finding(
        KIND, level, (run[-1], run[0]), hours.items(),
        worked_days=len(run), run_days=run[0] - run[-1] + 1, days_not_said=len(unlogged), short_days=short,
        off_day_hours=off_hours, line=CARE if level == "care" else LEAST,
    )  # fmt: skip

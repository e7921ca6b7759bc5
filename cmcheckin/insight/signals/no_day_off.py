"""Work on every day, for more than a week."""

from __future__ import annotations

from typing import Final

from cmcheckin.domain.note import DayValue, Finding, Level
from cmcheckin.insight.past import View

KIND: Final = "no_day_off"
LEVELS: Final[tuple[tuple[int, Level], ...]] = ((13, "care"), (8, "nudge"), (7, "note"))
"""Days in a row. Directive 2003/88/EC, art. 5, gives a day of rest in each seven-day period; it may fall anywhere in
it, so that twelve days can lie between two (CJEU C-306/16, 2017). Nine is a week, its weekend, and on."""
FAR: Final = 91
"""Days looked at: a run of a quarter says what a longer one would."""
LOGGED: Final = 0.85
"""Share of the days that have to be logged as worked; one usual workday a week may be unknown, and none may be off."""


def find(view: View) -> Finding | None:
    """The run of worked days up to yesterday. An unknown workday may lie in it, but never begins it or counts."""
    past = view.past
    worked: list[int] = []
    unknown: list[int] = []
    slot = view.today - 1
    while slot >= max(view.today - FAR, 0):
        if past.worked[slot]:
            worked.append(slot)
        elif worked and _may_be_worked(view, slot) and not (unknown and unknown[-1] - slot < 7):
            unknown.append(slot)
        else:
            break
        slot -= 1
    if not worked:
        return None
    unknown = [gap for gap in unknown if gap > worked[-1]]
    run = worked[0] - worked[-1] + 1
    level = next((level for least, level in LEVELS if run >= least), None)
    if level is None or len(worked) < max(LOGGED * run, LEVELS[-1][0]):
        return None
    free_worked = [at for at in worked if not past.contract[at]]
    if not free_worked:
        return None
    values = tuple(DayValue(past.day_at(at), past.hours[at] or 0.0) for at in reversed(worked))
    numbers = {"worked_days": len(worked), "run_days": run, "days_not_said": len(unknown), "line": _line(level)}
    return Finding(KIND, level, past.day_at(worked[-1]), past.day_at(worked[0]), values, numbers)


def _may_be_worked(view: View, slot: int) -> bool:
    """Whether nobody told of a usual workday. Nothing said of a usual day off is most likely just that, and ends it."""
    return view.past.workdays[slot] is None and view.past.contract[slot]


def _line(level: Level) -> int:
    return next(least for least, named in LEVELS if named == level)

"""Find the fact for the line after a check-in: something true and kind about the week, or a win of a year ago.

Each fact needs something new in this morning's check-in, so that the next morning doesn't repeat it. Notes, feelings
and ratings are never quoted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain.checkin import PRIVATE_WIN_KINDS, CheckIn, Win
from cmcheckin.domain.figures import Closing
from cmcheckin.domain.records import Records
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday

LOW: Final = 2
"""The highest mood of a hard day: low."""
TOO_MUCH: Final = 5
"""The workload of a hard day."""
DRAINED: Final = 1
"""The energy of a hard day."""
CRISIS: Final = 5
"""The severity of an escalation that makes a day hard."""
FEWEST_WINS: Final = 2
"""Least wins of a week to mention."""
DAY: Final = timedelta(1)


class _Morning(NamedTuple):
    """The check-in of `today`, and the records of its week and of the weekend before."""

    today: date
    checkin: CheckIn
    records: Records
    year_ago: CheckIn | None

    @property
    def monday(self) -> date:
        return Week.of(self.today).monday

    def wins(self) -> list[Win]:
        """Return the wins of the week so far."""
        return [win for one in self.records.checkins.between(self.monday, self.today) for win in one.wins]


def reach(today: date) -> tuple[date, date]:
    """Return the first and last day whose records `closing` needs: this week so far, and the weekend before it."""
    return Week.of(today).monday - 2 * DAY, today


def closing(records: Records, today: date, year_ago: CheckIn | None = None) -> Closing | None:
    """Return the first fact to mention after the check-in of `today`; None if there is none.

    A hard day is only acknowledged. `records`: those of `reach`. `year_ago`: the check-in of a year before, if any.
    """
    checkin = records.checkins.on(today)
    if checkin is None:
        return None
    morning = _Morning(today, checkin, records, year_ago)
    return next((found for find in _IN_ORDER if (found := find(morning)) is not None), None)


def _hard(morning: _Morning) -> Closing | None:
    checkin = morning.checkin
    since = morning.records.escalations.between(morning.today - DAY, morning.today)
    is_hard = (
        (checkin.mood is not None and checkin.mood <= LOW)
        or checkin.energy == DRAINED
        or checkin.workload == TOO_MUCH
        or any(one.severity == CRISIS for one in since)
    )
    return Closing("hard", morning.today) if is_hard else None


def _year_ago(morning: _Morning) -> Closing | None:
    if morning.year_ago is None:
        return None
    wins = [win for win in morning.year_ago.wins if win.kind not in PRIVATE_WIN_KINDS and not _lapsed(win)]
    if not wins:
        return None
    win = max(wins, key=lambda win: (bool(win.long_term), win.kind == "thanks"))  # the first of equal ones
    return Closing("year_ago", morning.year_ago.date, 1, win.text, win.sender or "")


def _lapsed(win: Win) -> bool:
    """Return whether `win` no longer held up when last asked about."""
    answered = [check for check in win.checks if check.holds is not None]
    return bool(answered) and max(answered, key=lambda check: check.on).holds is False


def _thanks(morning: _Morning) -> Closing | None:
    new = [win for win in morning.checkin.wins if win.kind == "thanks"]
    if not new:
        return None
    week = [win for win in morning.wins() if win.kind == "thanks"]
    name = next((win.sender for win in new if win.sender), "")
    return Closing("thanks", morning.today, len(week), name=name, of_name=sum(win.sender == name for win in week))


def _first_evening(morning: _Morning) -> Closing | None:
    """Return yesterday, if it is the first workday of the week without after-hours work, after at least one with it.
    Each day since Monday must be logged."""
    before = [morning.monday + n * DAY for n in range((morning.today - morning.monday).days)]
    days = [morning.records.workdays.on(day) for day in before]
    logged = [day for day in days if day is not None]
    worked = [day for day in logged if day.kind == "work"]
    if len(logged) < len(before) or len(worked) < 2 or worked[-1] is not logged[-1]:
        return None
    is_first = all(day.after_hours_minutes for day in worked[:-1]) and worked[-1].after_hours_minutes == 0
    return Closing("first_evening", worked[-1].date) if is_first else None


def _weekend(morning: _Morning) -> Closing | None:
    if morning.today != morning.monday:
        return None
    days = [morning.records.workdays.on(morning.monday - n * DAY) for n in (2, 1)]
    return Closing("weekend", morning.monday - 2 * DAY, 2) if all(map(_is_off, days)) else None


def _is_off(day: Workday | None) -> bool:
    return day is not None and day.kind in ("off", "leave") and not day.counted_hours and not day.doubtful


def _resolved(morning: _Morning) -> Closing | None:
    days = [one.resolved_day for one in morning.records.escalations]
    if morning.today not in days:
        return None
    return Closing("resolved", morning.today, days.count(morning.today))


def _wins(morning: _Morning) -> Closing | None:
    week = morning.wins()
    is_new = bool(morning.checkin.wins) and len(week) >= FEWEST_WINS
    return Closing("wins", morning.today, len(week)) if is_new else None


_IN_ORDER: Final[tuple[Callable[[_Morning], Closing | None], ...]] = (
    _hard, _year_ago, _thanks, _first_evening, _weekend, _resolved, _wins,
)  # fmt: skip
"""The facts to look for, the most personal first."""

"""The 2 am ledger: rest that after-hours and night work took, and rest that was taken back.

Both follow from what is logged and nothing else.

**Owed** is time worked when the day was meant to be over or free: after-hours minutes of ordinary workdays, and
everything worked on days off, on leave, while sick, or on a weekday that isn't a usual workday. European law asks for
equivalent periods of compensatory rest after such time (Directive 2003/88/EC, articles 17 and 18). Nights with a ping
are counted as nights: nobody measured how long someone lay awake.

**Taken back** is rest on a later day (in Jaeger, C-151/02, the Court says that such rest follows the work it makes up
for): a usual workday that was off, or shorter than usual. Leave, holidays and sick days are not rest taken back, since
people are entitled to them anyway. On half a day of leave, half a usual day of work owes nothing. A day that isn't
logged, or whose hours look wrong, counts on neither side. Taking back more than was owed gives no credit, because rest
can't be saved up in advance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from cmcheckin.domain.leave import is_half_day
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight import stats
from cmcheckin.insight.usual import LOOK_BACK_WEEKS

WEEKS: Final = LOOK_BACK_WEEKS
"""Weeks of a ledger, which begins with nothing owed. A quarter: older debts can't be slept off any more, and the law's
reference period is about as long (four months at most, article 16)."""
SHORTER_BY: Final = 30.0
"""Minutes from which a day counts as shorter than usual; less may be rounding (our choice)."""
DAYS_KNOWN: Final = 10
"""Logged usual workdays needed for a median that is the usual day: two weeks (our choice)."""


class LedgerWeek(NamedTuple):
    """One week of the ledger, in minutes and nights."""

    week: Week
    after_hours: float
    """Minutes after hours on ordinary workdays."""
    free_days: float
    """Minutes worked on days meant to be free: off, leave, sick, or no usual workday."""
    nights: int
    """Nights with a ping, each counted once and not turned into minutes."""
    taken_back: float
    """Minutes of rest taken back, never more than was owed at the time."""
    still_owed: float
    """Minutes owed at the end of the week, or today in this one, since the ledger's first week."""

    @property
    def owed(self) -> float:
        """Return the minutes this week added."""
        return self.after_hours + self.free_days

    @property
    def amounts(self) -> tuple[float, int, float, float]:
        """Return owed, nights, taken back and still owed, in the order that `wording.trends` takes them."""
        return self.owed, self.nights, self.taken_back, self.still_owed

    @property
    def quiet(self) -> bool:
        """Whether nothing was owed or taken back and there were no nights with a ping."""
        return not (self.owed or self.nights or self.taken_back or self.still_owed)


class Ledger(NamedTuple):
    """Twelve weeks of the ledger, oldest first. Amounts are minutes."""

    weeks: tuple[LedgerWeek, ...]
    usual_day: float
    """Minutes of a usual day, which shorter days are compared with."""
    logged: int
    """Number of weeks from the first record to the last week."""

    @property
    def total(self) -> LedgerWeek:
        """Return the sums over all weeks, of which there must be one, with what is still owed after the last."""
        return self.weeks[-1]._replace(
            after_hours=sum(week.after_hours for week in self.weeks),
            free_days=sum(week.free_days for week in self.weeks),
            nights=sum(week.nights for week in self.weeks),
            taken_back=sum(week.taken_back for week in self.weeks),
        )


def ledger(records: Records, last_week: Week, schedule: Schedule, logged_from: date | None = date.min) -> Ledger:
    """Return the ledger of the twelve weeks up to `last_week`. `records` must cover them and the day before;
    `logged_from` is the `first_day` of all records."""
    first, end = last_week.monday - timedelta(weeks=WEEKS - 1), last_week.sunday
    day = _usual_day(records.workdays.between(first, last_week.monday - timedelta(1)), schedule)
    nights_begun: dict[date, date] = {}  # a night counts once, on the day of its first ping
    for one in records.escalations.between(first - timedelta(1), end):
        night = schedule.night_of(one.opened)
        if night is not None:
            nights_begun.setdefault(night, one.day)
    nights = Counter(Week.of(day) for day in nights_begun.values())
    weeks: list[LedgerWeek] = []
    balance = 0.0
    for week in [last_week.shifted(-back) for back in reversed(range(WEEKS))]:
        after = free = taken = 0.0
        for row in records.workdays.between(week.monday, week.sunday):
            back = min(_taken_back(row, day, schedule), balance)
            late, unfree = _owed(row, schedule)
            after, free, taken = after + late, free + unfree, taken + back
            balance += late + unfree - back
        weeks.append(LedgerWeek(week, after, free, nights[week], taken, balance))
    begun = (n for n, week in enumerate(weeks) if not week.quiet or week.week.sunday >= (logged_from or end))
    return Ledger(tuple(weeks), day, logged=WEEKS - next(begun, WEEKS - 1))


def _usual_day(workdays: Iterable[Workday], schedule: Schedule) -> float:
    """Return the minutes of a usual day: of the contract, or the median of `workdays` if that is shorter.

    Compared with a longer day, going home on time would count as rest taken back. Compared with the contract alone, so
    would every day of someone who works less.
    """
    contract = schedule.usual_hours * 60
    logged = [
        one.hours * 60
        for one in workdays
        if one.hours and not one.doubtful and not one.free and schedule.works_on(one.date)
    ]
    return min(contract, stats.median(logged)) if len(logged) >= DAYS_KNOWN else contract


def worked_when_free(row: Workday, schedule: Schedule) -> bool:
    """Whether there was work on the day of `row` although it was meant to be free."""
    return _meant_free(row, schedule) and (row.kind == "work" or _hours_unplanned(row, schedule) > 0)


def _meant_free(row: Workday, schedule: Schedule) -> bool:
    return row.free or (bool(schedule.workdays) and not schedule.works_on(row.date))


def _owed(row: Workday, schedule: Schedule) -> tuple[float, float]:
    """Return the minutes after hours on an ordinary workday, and the minutes on a day meant to be free."""
    if row.counted_hours is None:
        return 0.0, 0.0
    if _meant_free(row, schedule):
        return 0.0, _hours_unplanned(row, schedule) * 60
    return float(row.after_hours_minutes or 0), 0.0


def _hours_unplanned(row: Workday, schedule: Schedule) -> float:
    """Return the hours worked on a free day; on half a day of leave, those beyond half a usual day, or after hours."""
    hours = row.counted_hours or 0.0
    if schedule.works_on(row.date) and is_half_day(row, schedule):
        return max(hours - schedule.usual_hours / 2, (row.after_hours_minutes or 0) / 60)
    return hours


def _taken_back(row: Workday, day: float, schedule: Schedule) -> float:
    if not schedule.works_on(row.date):
        return 0.0
    if row.kind == "off":
        return 0.0 if row.label else day
    hours = row.counted_hours
    if row.kind != "work" or row.hours is None or hours is None:
        return 0.0
    less = day - hours * 60
    return less if less >= SHORTER_BY else 0.0

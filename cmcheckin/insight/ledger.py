"""The 2 am ledger: rest that after-hours and night work took, and rest that was taken back.

Both sides come from what was written down and nothing else.

**Owed** is time worked when the day was meant to be over or free: after-hours minutes of ordinary workdays, and
everything worked on days off, on leave, while sick, or on a weekday that is no usual workday. European law asks for
equivalent periods of compensatory rest after such time (Directive 2003/88/EC, articles 17 and 18). Broken nights
stand beside it as nights: how long one lay awake nobody measured.

**Taken back** is rest that came on a later day (so the Court in Jaeger, C-151/02: such rest follows the work it makes
up for): a usual workday that was off, or shorter than usual. Leave and sick days are not rest taken back: they are
one's own in any case. A day nobody told of, and a doubtful one, count on neither side; and what was taken back beyond
what was owed is no credit, for rest is not saved up ahead.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Final, NamedTuple

from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.insight import stats
from cmcheckin.insight.usual import LOOK_BACK_WEEKS

WEEKS: Final = LOOK_BACK_WEEKS
"""Weeks a ledger runs over; it begins with nothing owed. A quarter: what is older cannot be slept off any more, and the
law's own reference period is of that size (four months at most, article 16)."""
SHORTER_BY: Final = 30.0
"""Minutes from which a day counts as shorter than usual; less is how a day was rounded (our choice)."""
DAYS_KNOWN: Final = 10
"""Usual workdays with hours from which their median says what a usual day is: two weeks (our choice)."""


class LedgerWeek(NamedTuple):
    """One week of the ledger, in minutes and nights."""

    week: Week
    after_hours: float = 0
    """Minutes after hours on ordinary workdays."""
    free_days: float = 0
    """Minutes worked on days that were meant to be free: off, leave, sick, or no usual workday."""
    nights: int = 0
    """Nights broken by a ping, however many came in one. They are counted, and not turned into minutes."""
    taken_back: float = 0
    """Minutes of rest taken back, never more than was owed at the time."""
    still_owed: float = 0
    """Minutes owed when the week ended (today, in this one), of the weeks from the ledger's first on."""

    @property
    def owed(self) -> float:
        """Minutes this week added."""
        return self.after_hours + self.free_days

    @property
    def amounts(self) -> tuple[float, int, float, float]:
        """Owed, nights, taken back and still owed, as `wording.trends.ledger_line` takes them."""
        return self.owed, self.nights, self.taken_back, self.still_owed

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to say: nothing came, nothing went, and nothing is owed."""
        return not (self.owed or self.nights or self.taken_back or self.still_owed)


class Ledger(NamedTuple):
    """Twelve weeks, oldest first. Minutes. What was owed and not taken back is what is still owed, week by week."""

    weeks: tuple[LedgerWeek, ...] = ()
    usual_day: float = 0
    """Minutes of a usual day: what a shorter day is measured against."""
    logged: int = WEEKS
    """How many of the weeks, up to the last, there is anything to say about: those from the first record on."""

    @property
    def after_hours(self) -> float:
        """Minutes after hours on ordinary workdays."""
        return sum(week.after_hours for week in self.weeks)

    @property
    def free_days(self) -> float:
        """Minutes worked on days meant to be free."""
        return sum(week.free_days for week in self.weeks)

    @property
    def owed(self) -> float:
        """Minutes all these weeks added."""
        return self.after_hours + self.free_days

    @property
    def nights(self) -> int:
        """Nights broken."""
        return sum(week.nights for week in self.weeks)

    @property
    def taken_back(self) -> float:
        """Minutes taken back."""
        return sum(week.taken_back for week in self.weeks)

    @property
    def still_owed(self) -> float:
        """Minutes owed at the end."""
        return self.weeks[-1].still_owed if self.weeks else 0

    @property
    def last(self) -> LedgerWeek | None:
        """The week it runs up to."""
        return self.weeks[-1] if self.weeks else None

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to say."""
        return all(week.quiet for week in self.weeks)


def ledger(records: Records, last_week: Week, schedule: Schedule, logged_from: date | None = date.min) -> Ledger:
    """Return the ledger of the twelve weeks up to `last_week`. `records` must cover them and the day before;
    `logged_from` is the `first_day` of all records."""
    first, end = last_week.monday - timedelta(weeks=WEEKS - 1), last_week.sunday
    workdays = records.workdays.between(first, end)
    day = _usual_day([one for one in workdays if one.date < last_week.monday], schedule)
    broken: dict[date, date] = {}  # a night counts once, on the day of its first ping; Sunday night runs into Monday
    for one in records.escalations.between(first - timedelta(1), end):
        night = schedule.night_of(one.opened)
        if night is not None:
            broken.setdefault(night, one.day)
    nights = Counter((day - first).days // 7 for day in broken.values() if day >= first)
    after, free, taken, owed = [0.0] * WEEKS, [0.0] * WEEKS, [0.0] * WEEKS, [0.0] * WEEKS
    standing, reached = 0.0, 0
    for row in workdays:
        n = (row.date - first).days // 7
        for gone in range(reached, n):  # weeks that ended before this day
            owed[gone] = standing
        reached = n
        back = min(_taken_back(row, day, schedule), standing)
        late, unfree = _owed(row, schedule)
        taken[n] += back
        after[n] += late
        free[n] += unfree
        standing += late + unfree - back
    owed[reached:] = [standing] * (WEEKS - reached)
    weeks = tuple(
        LedgerWeek(last_week.shifted(n + 1 - WEEKS), after[n], free[n], nights[n], taken[n], owed[n])
        for n in range(WEEKS)
    )
    begun = (n for n, week in enumerate(weeks) if not week.quiet or week.week.sunday >= (logged_from or end))
    return Ledger(weeks, day, logged=WEEKS - next(begun, WEEKS - 1))


def _usual_day(workdays: list[Workday], schedule: Schedule) -> float:
    """Minutes of a usual day: the agreed one, or the middle of one's own if that is shorter.

    Against a longer one, going home on time would count as rest taken back; against the agreed one, so would every day
    of somebody who works less than it.
    """
    agreed = schedule.usual_hours * 60
    own = [
        one.hours * 60
        for one in workdays
        if one.hours and not one.doubtful and not one.free and schedule.works_on(one.date)
    ]
    return min(agreed, stats.median(own)) if len(own) >= DAYS_KNOWN else agreed


def worked_when_free(row: Workday, schedule: Schedule) -> bool:
    """Whether there was work on a day that was meant to be free."""
    return _meant_free(row, schedule) and (row.kind == "work" or bool(row.counted_hours))


def _meant_free(row: Workday, schedule: Schedule) -> bool:
    return row.free or (bool(schedule.workdays) and not schedule.works_on(row.date))


def _owed(row: Workday, schedule: Schedule) -> tuple[float, float]:
    """Minutes after hours on an ordinary workday, and minutes on a day meant to be free."""
    hours = row.counted_hours
    if hours is None:
        return 0.0, 0.0
    return (0.0, hours * 60) if _meant_free(row, schedule) else (float(row.after_hours_minutes or 0), 0.0)


def _taken_back(row: Workday, day: float, schedule: Schedule) -> float:
    if not schedule.works_on(row.date):
        return 0.0
    if row.kind == "off":
        return day
    if row.kind != "work" or row.hours is None or row.doubtful:
        return 0.0
    less = day - (row.counted_hours or 0.0) * 60
    return less if less >= SHORTER_BY else 0.0

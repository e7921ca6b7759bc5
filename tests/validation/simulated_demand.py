"""The second simulator: people whose work comes from what others ask of them.

Campaigns with a deadline, escalations that cause further ones, and cover for colleagues on holiday add up to a day's
work. What doesn't fit into the day goes into the evening, then into days off. Nobody decides when that is too much:
`exposure_lines` reads it from the days as they were.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from functools import partial
from random import Random
from typing import Final

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from tests.validation.exposure_lines import WORKED_HOURS, TrueDay, exposures
from tests.validation.simulated_life import Maker, Person, poisson

DAYS: Final = 210
WEEKDAYS: Final = frozenset(range(5))


@dataclass(frozen=True)
class Demand:
    """The parameters of one person. Hours and rates are per day unless a name or a comment says otherwise."""

    schedule: Schedule = field(default_factory=Schedule)
    rota: tuple[frozenset[int], ...] = ()
    """The workdays of each week in turn, if they aren't those of the schedule."""
    routine: float = 6.6
    growth: float = 0.0
    """Hours by which the routine of a day grows each week, for half a year."""
    enough: float = 8.5
    """Hours after which the person stops if nothing is urgent."""
    most: float = 12.0
    """The most hours of a workday, more or less."""
    campaigns: float = 0.6
    """New campaigns a month."""
    campaign_hours: tuple[float, float] = (8, 30)
    """The least and the most hours of a campaign."""
    lead: tuple[int, int] = (10, 35)
    """The least and the most days until its deadline."""
    weekends: float = 0.15
    """Probability that a day off is used for what is urgent."""
    threads: float = 0.35
    spread: float = 0.35
    """Further escalations that one causes in the days after it, on average."""
    waves: float = 0.1
    """Outbreaks a month. Each begins with six escalations or so."""
    on_call: int = 0
    """Weeks from one week on call to the next; 0 for never. At other times, nobody is called at night."""
    night_rate: float = 0.08
    """Pings in a night on call; with an outbreak there are more."""
    cover: tuple[int, float] = (1, 0.15)
    """Two-week holidays of colleagues in half a year, and the share of work that each adds."""
    holidays: tuple[int, ...] = (7,)
    """Days of the person's own holidays in half a year."""
    start: time = time(9)
    start_spread: float = 20.0
    evenings: float = 0.25
    """Probability that overtime is done after nine in the evening, and not straight after work."""
    zones: tuple[int, ...] = (0,)
    """Offsets from UTC in hours, one of them for each week."""
    mood: float = 3.6
    wear: float = 0.05
    """Rating points of energy that an hour of overtime costs. Half of them are back after a week."""
    drift: float = 0.25
    """Standard deviation of the changes of mood that take weeks."""
    wobble: float = 0.6
    """Standard deviation of those from one morning to the next."""
    winter: float = 0.0
    """Rating points that mood is lower in the darkest week."""
    logs: float = 0.93
    logs_busy: float = 0.9
    """Probability that a day is logged, and that one of ten hours or more is."""
    clock: float = 0.9
    checks_in: float = 0.85
    checks_in_off: float = 0.5


@dataclass
class _Campaign:
    left: float
    deadline: int


class _Life:
    """The state of one life from day to day, and what it leaves behind."""

    def __init__(self, demand: Demand, days: int, random: Random) -> None:
        self.demand, self.random, self.days = demand, random, days
        self.first = date(2024, 1, 1) + timedelta(random.randrange(500))
        self.holidays = self._periods(demand.holidays)
        self.covered = self._periods((14,) * demand.cover[0])
        self.campaigns: list[_Campaign] = []
        self.excitement = self.fatigue = self.drift = self.wobble = 0.0
        self.end_before: datetime | None = None
        self.true_days: list[TrueDay] = []
        self.records: list[Record] = []
        self.logged: list[bool] = []

    def _periods(self, lengths: tuple[int, ...]) -> set[int]:
        """Return the days of periods of these lengths, placed at random in each half-year."""
        return {
            day
            for half in range(0, self.days, DAYS)
            for length in lengths
            for first in (half + self.random.randrange(DAYS),)
            for day in range(first, first + length)
        }

    def live(self, n: int) -> None:
        """Go through day `n`: what is asked, what is done, how it feels, and what is logged of it."""
        demand, random, day = self.demand, self.random, self.first + timedelta(n)
        rota = demand.rota[n // 7 % len(demand.rota)] if demand.rota else demand.schedule.workdays
        free = n in self.holidays
        works = day.weekday() in rota and not free
        zone = timezone(timedelta(hours=demand.zones[n // 7 % len(demand.zones)]))
        mood = self._morning(day, zone, works, random)
        threads = self._threads(n, works, free)
        pinged = any(hour >= 22 or hour < 6 for hour, _ in threads) and not demand.schedule.night_shift
        hours = self._hours(n, works, free, 0.35 * sum(severity for _, severity in threads) / 2)
        rest, start, end = self._clock(day, hours, pinged)
        late = 5 * round(12 * (max(hours - demand.enough, 0.0) if works else hours))
        self.true_days.append(TrueDay(hours, rest, late, pinged, sum(s for _, s in threads), mood, free))
        usual = demand.schedule.usual_hours
        self.fatigue = self.fatigue * 0.905 + demand.wear * (max(hours - usual, 0) if works else hours) + 0.15 * pinged
        self._log(day, hours, works, free, start, end)
        self._log_threads(day, zone, threads)

    def _morning(self, day: date, zone: timezone, works: bool, random: Random) -> int:
        """Return the rating of mood, and log it if the person checks in."""
        demand = self.demand
        self.drift = 0.97 * self.drift + random.gauss(0, demand.drift * 0.24)
        self.wobble = 0.3 * self.wobble + random.gauss(0, demand.wobble * 0.95)
        weeks_to_winter = abs((day.timetuple().tm_yday + 180) % 365 - 188) / 7
        level = demand.mood + self.drift - demand.winter * max(1 - weeks_to_winter / 9, 0)
        mood, energy = (
            min(max(round(level + self.wobble - tired + random.gauss(0, 0.25)), 1), 5)
            for tired in (0.7 * self.fatigue, self.fatigue)
        )
        worked = bool(self.true_days) and self.true_days[-1].hours >= WORKED_HOURS
        if random.random() < (demand.checks_in if works or worked else demand.checks_in_off):
            at = datetime.combine(day, time(random.choice((7, 8, 8, 9)), random.randrange(60)), zone)
            wins = tuple(Win("a win", id=f"w-{day}-{k}") for k in range(poisson(0.6 if worked else 0.1, random)))
            workload = 3 + (self.fatigue > 0.5)
            self.records.append(CheckIn(day, at, workload, mood, energy, wins=wins))
        return mood

    def _threads(self, n: int, works: bool, free: bool) -> list[tuple[int, int]]:
        """Return the hour and severity of each escalation of day `n`. On holiday, none reaches the person."""
        demand, random = self.demand, self.random
        if random.random() < demand.waves / 30:
            self.excitement += 6 * random.uniform(0.6, 1.4)
        rate = demand.threads * (1.0 if works else 0.25) * (1 + demand.cover[1] * (n in self.covered))
        count = poisson(rate + 0.2 * self.excitement, random)
        self.excitement = 0.8 * self.excitement + count * demand.spread
        if free:
            return []
        found = [
            (random.randrange(9, 18), random.choice((1, 1, 2, 2, 2, 3, 3, 4))) for _ in range(count if works else 0)
        ]
        if demand.on_call and n // 7 % demand.on_call == 0:
            pings = poisson(demand.night_rate * (1 + 0.5 * self.excitement), random)
            found += [(random.choice((22, 23, 0, 1, 2, 3, 4, 5)), random.choice((2, 2, 3, 4))) for _ in range(pings)]
        return found

    def _hours(self, n: int, works: bool, free: bool, on_threads: float) -> float:
        """Return the hours worked, and take those for campaigns off what is left of them."""
        demand, random = self.demand, self.random
        if random.random() < demand.campaigns / 30:
            self.campaigns.append(_Campaign(random.uniform(*demand.campaign_hours), n + random.randint(*demand.lead)))
        self.campaigns = [one for one in self.campaigns if one.left > 0.25 and one.deadline >= n]
        if free:
            return 0.0
        wanted = sum(one.left / max((one.deadline - n) * 5 / 7, 1) for one in self.campaigns)
        urgent = wanted > demand.enough - demand.routine + 0.5
        if works:
            routine = demand.routine + demand.growth * min(n, DAYS) / 7 + random.gauss(0, 0.5)
            routine *= 1 + demand.cover[1] * (n in self.covered)
            most = demand.most if urgent or n in self.covered or on_threads > 2 else max(demand.enough, routine)
            hours = min(max(routine + on_threads + wanted, 2.0), max(most + random.gauss(0, 0.4), 2.0))
            spent = max(hours - routine - on_threads, 0.0)
        elif urgent and random.random() < demand.weekends:
            hours = spent = min(wanted, 0.6 * demand.most)
        else:
            return random.choice((0.0, 0.0, 0.0, 0.25)) if random.random() < 0.1 else 0.0
        for one in sorted(self.campaigns, key=lambda one: one.deadline):
            done = min(one.left, spent)
            one.left, spent = one.left - done, spent - done
        return hours

    def _clock(self, day: date, hours: float, pinged: bool) -> tuple[float | None, datetime | None, datetime | None]:
        """Return the rest before the day's work, its start and its end."""
        demand, random = self.demand, self.random
        before, self.end_before = self.end_before, None
        if hours < 2:
            return None, None, None
        late = random.gauss(0, demand.start_spread) + 60 * (pinged and random.random() < 0.5)
        start = (datetime.combine(day, demand.start) + timedelta(minutes=late)).replace(second=0, microsecond=0)
        over = hours - demand.enough
        end = start + timedelta(hours=hours + 0.75)
        if over > 0.25 and random.random() < demand.evenings:
            end = max(end, datetime.combine(day, time(21)) + timedelta(hours=over))
        self.end_before = end = end.replace(second=0, microsecond=0)
        return (start - before) / timedelta(hours=1) if before else None, start, end

    def _log(
        self, day: date, hours: float, works: bool, free: bool, start: datetime | None, end: datetime | None
    ) -> None:
        demand, random = self.demand, self.random
        is_logged = random.random() < (demand.logs_busy if hours >= 10 else demand.logs)
        if hours >= WORKED_HOURS:
            self.logged.append(is_logged)
        if not is_logged:
            return
        has_clock = random.random() < demand.clock
        self.records.append(
            Workday(
                day,
                "work" if works else "leave" if free and demand.schedule.works_on(day) else "off",
                round(hours * 4) / 4,
                start.time() if start and works and has_clock else None,
                end.time() if end and works and has_clock else None,
                min(self.true_days[-1].late, int(hours * 60)),
            )
        )

    def _log_threads(self, day: date, zone: timezone, threads: list[tuple[int, int]]) -> None:
        """Log each escalation; the hours after midnight are those of the next day."""
        for k, (hour, severity) in enumerate(threads):
            on = day + timedelta(hour < 6)
            opened = datetime.combine(on, time(hour, self.random.randrange(60)), zone)
            self.records.append(Escalation(f"e-{day}-{k}", "a thread", opened, "conduct", severity, 30))


def _make(demand: Demand, kind: str, number: int, random: Random, least_days: int = 0) -> Person:
    days = max(DAYS, least_days)
    life = _Life(demand, days, random)
    for n in range(days):
        life.live(n)
    overloads, grey = exposures(life.true_days)
    share = sum(life.logged) / max(len(life.logged), 1)
    return Person(kind, number, demand.schedule, life.first, days, Records.of(life.records), overloads, grey, share)


STEADY: Final = Demand()
PART: Final = Demand(Schedule(20, frozenset({0, 1, 3})), routine=5.6, enough=7.0, campaigns=0.3, threads=0.25)
FREE: Final = Demand(
    Schedule(35, WEEKDAYS, employment="freelance"), routine=2.0, enough=8.0, most=13.0, campaigns=2.4,
    campaign_hours=(20, 60), lead=(8, 30), weekends=0.6, threads=0.15, evenings=0.4,
)  # fmt: skip
ROTA: Final = Demand(rota=(frozenset({0, 1, 2, 5, 6}), frozenset({1, 2, 3, 4})), enough=9.0)
OWL: Final = Demand(Schedule(40, WEEKDAYS, time(13), time(22)), start=time(13), on_call=4, night_rate=0.2, evenings=0.0)
_KINDS: Final[dict[str, Demand]] = {
    "a steady job": STEADY,
    "a steady job without campaigns": replace(STEADY, campaigns=0.0, waves=0.0),
    "campaigns that overlap": replace(STEADY, campaigns=1.8, campaign_hours=(20, 60), weekends=0.5, most=12.5),
    "a freelancer": FREE,
    "a freelancer with enough time": replace(FREE, campaigns=1.6, lead=(20, 45), weekends=0.1),
    "a freelancer whose clients collide": replace(FREE, campaigns=3.6, lead=(6, 24), weekends=0.9),
    "a rota with weekends": ROTA,
    "a rota that never rests": replace(ROTA, campaigns=1.5, campaign_hours=(25, 60), lead=(7, 21), weekends=0.95),
    "a night owl": OWL,
    "a night owl with outbreaks": replace(OWL, waves=0.7, on_call=2, night_rate=0.3),
    "calmly on call": replace(STEADY, on_call=4, night_rate=0.12),
    "badly on call": replace(STEADY, on_call=2, night_rate=0.45, waves=0.4),
    "a volunteer": Demand(
        Schedule(10, frozenset({1, 3, 5}), time(18), time(21), employment="volunteer"), routine=2.6, enough=3.5,
        most=7.0, campaigns=0.8, campaign_hours=(6, 25), weekends=0.5, start=time(18), evenings=0.0,
    ),
    "part time": PART,
    "part time with work for two": replace(PART, campaigns=1.6, campaign_hours=(20, 50), weekends=0.8, most=11.0),
    "back from parental leave": replace(STEADY, holidays=(70,), checks_in_off=0.2),
    "low in winter": replace(STEADY, winter=1.6, drift=0.4),
    "low for weeks": replace(STEADY, drift=1.1, mood=3.3),
    "a traveller": replace(STEADY, zones=(0, 0, 0, -5, 0, 0, 8), clock=0.8),
    "logs now and then": replace(STEADY, logs=0.45, logs_busy=0.45, checks_in=0.5, checks_in_off=0.2, campaigns=1.2),
    "stops logging when busy": replace(STEADY, logs_busy=0.4, campaigns=2.0, campaign_hours=(25, 60), weekends=0.5),
    "four long days": replace(
        STEADY, schedule=Schedule(38, frozenset({0, 1, 2, 3})), routine=8.6, enough=10.0, campaigns=0.3,
    ),
    "covers for everybody": replace(STEADY, cover=(4, 0.45), threads=0.6, weekends=0.3),
    "waves of escalations": replace(STEADY, waves=0.9, spread=0.5, threads=0.5),
    "always long hours": replace(STEADY, routine=10.6, enough=11.0, holidays=(7, 7), wear=0.02),
    "work that grows": replace(STEADY, growth=0.12, enough=9.5),
    "nights by rota": Demand(
        Schedule(36, frozenset({0, 1, 4, 5}), time(21), time(6)), routine=8.0, campaigns=0.0, start=time(21),
        evenings=0.0,
    ),
    "late evenings and early mornings": replace(STEADY, campaigns=2.2, evenings=0.9, start=time(7, 30), enough=8.0),
}  # fmt: skip
DEMANDED: Final[dict[str, Maker]] = {kind: partial(_make, demand) for kind, demand in _KINDS.items()}


def calm_person(kind: str, number: int, seed: int, least_days: int = 0) -> Person:
    """Return person `number` of `kind` with enough time: no campaigns, outbreaks, cover, growth or slow low moods.

    Habits stay: the schedule, the hours of a day up to nine, being on call, and how the person logs.
    """
    demand = _KINDS[kind]
    calm = replace(
        demand, campaigns=0.0, waves=0.0, spread=0.1, growth=0.0, cover=(0, 0.0), winter=0.0,
        drift=min(demand.drift, 0.15), routine=min(demand.routine, 9.0), enough=min(demand.enough, 10.0),
    )  # fmt: skip
    return _make(calm, kind, number, Random(f"{seed} calm {kind} {number}"), least_days)

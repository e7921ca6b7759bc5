"""Build the records of each day of the demo from its phases, escalations and wins."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import cycle
from typing import Final

from cmcheckin.cli.demo_data.activities import with_activities
from cmcheckin.cli.demo_data.escalations import ESCALATIONS, DemoEscalation
from cmcheckin.cli.demo_data.phases import LEAVE, PHASES, Phase
from cmcheckin.domain.checkin import CheckIn, Community, Win, WinCheck
from cmcheckin.domain.escalation import Escalation, Update
from cmcheckin.domain.numbers import rounded_hours
from cmcheckin.domain.records import Record
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday

SEED: Final = 7
WEEKS: Final = 26
DEVICE: Final = "demo"
METRIC: Final = "first response"
CONFIG: Final = f"""\
[[metrics]]
name = "{METRIC}"
unit = "min"
good = "down"
"""
"""The config.toml of the demo's home."""
EVENT_DAYS: Final = {(18, 5): 6.5, (18, 6): 5.0, (2, 5): 9.0}
"""Weekend days worked for an event: (weeks back, weekday) and hours."""
SICK_DAYS: Final = {(5, 2), (5, 3)}
THIS_WEEK: Final = ((8.0, 0), (9.0, 20), (9.5, 45), (9.0, 30), (8.5, 15))
"""Hours and after-hours minutes of this week's days; those to come aren't used."""
RATINGS_THIS_WEEK: Final = ((4, 4, 4, 4), (4, 4, 3, 4), (4, 3, 3, 3), (5, 3, 2, 3), (4, 3, 2, 4))
"""Workload, mood, energy and community of this week's check-ins."""


def demo_records(today: date, zone: tzinfo | None, seed: int = SEED) -> tuple[Record, ...]:
    """Return the records of the half year before `today`, which has no check-in yet. Times are in `zone` (None: the
    machine's own)."""
    rng = random.Random(seed)  # noqa: S311  made-up days need no secrets
    first = Week.of(today).shifted(-WEEKS).monday
    days = [first + timedelta(n) for n in range((today - first).days)]
    found: list[Record] = []
    mornings = _mornings(days, rng)
    logged = {before for morning in mornings for before in _logged_days(morning, mornings, first)}
    workdays = [workday for day in days if day in logged and (workday := _workday(day, _weeks_back(day, today), rng))]
    found += map(with_activities, workdays)
    found += _checkins(mornings, today, zone, rng)
    found += _escalations(today, zone)
    return tuple(sorted(found, key=lambda record: record.key))


def _weeks_back(day: date, today: date) -> int:
    return (Week.of(today).monday - Week.of(day).monday).days // 7


def _phase(weeks_back: int) -> Phase:
    return next((phase for phase in PHASES if phase.first >= weeks_back >= phase.last), PHASES[0])


def _mornings(days: list[date], rng: random.Random) -> list[date]:
    """Return the days with a check-in: workdays, except leave, sick days and a few skipped ones."""
    today = days[-1] + timedelta(1)
    found = []
    for day in days:
        back = _weeks_back(day, today)
        skipped = rng.random() < 0.08 and (today - day).days > 4
        away = back in LEAVE or (back, day.weekday()) in SICK_DAYS
        if day.weekday() < 5 and not skipped and not away:
            found.append(day)
    return found


def _logged_days(morning: date, mornings: list[date], first: date) -> Iterator[date]:
    """Yield the days that the check-in of `morning` logged: those since the one before."""
    at = mornings.index(morning)
    start = mornings[at - 1] if at else first
    gap = (morning - start).days
    if gap <= 4 or gap > 7:  # after a longer weekend only the day before is logged; after leave, all days
        yield from (start + timedelta(n) for n in range(gap))
    else:
        yield morning - timedelta(1)


def _workday(day: date, back: int, rng: random.Random) -> Workday | None:
    phase, weekday = _phase(back), day.weekday()
    if back in LEAVE:
        return Workday(day, "leave") if weekday < 5 else Workday(day, "off")
    if (back, weekday) in SICK_DAYS:
        return Workday(day, "sick")
    if hours := EVENT_DAYS.get((back, weekday)):
        return Workday(day, "work", hours, time(9, 30), after_hours_minutes=0)
    if weekday >= 5:
        if rng.random() < phase.after / 90:  # a Sunday reply
            minutes = rng.choice((15, 20, 30, 45, 60))
            return Workday(day, "off", round(minutes / 60, 2), after_hours_minutes=minutes)
        return Workday(day, "off")
    start = time(*rng.choice(((8, 30), (8, 45), (9, 0), (9, 0), (9, 15))))
    after = 5 * round(max(0.0, rng.gauss(phase.after, phase.after / 2)) / 5)
    if rng.random() < 0.35 or (weekday == 4 and rng.random() < 0.6):
        after = 0 if after < 30 else 10
    late = 15 * (min(after, 90) // 15)  # the rest of the after-hours time was short, so it doesn't move the end
    end = datetime.combine(day, time(18)) + timedelta(minutes=late - (rng.choice((0, 15, 30, 45)) if not late else 0))
    hours = (end - datetime.combine(day, start)).seconds / 3600 - 1 + (after - late) / 60
    if not back:
        hours, after = THIS_WEEK[weekday]
        end = datetime.combine(day, time(9)) + timedelta(hours=hours + 0.25)
        start = time(9)
    return Workday(day, "work", rounded_hours(round(hours * 4) / 4), start, end.time(), after)


def _checkins(mornings: list[date], today: date, zone: tzinfo | None, rng: random.Random) -> Iterator[CheckIn]:
    streams = {phase.first: (cycle(phase.feels), iter(phase.notes), list(phase.wins)) for phase in PHASES}
    for at, day in enumerate(mornings):
        back = _weeks_back(day, today)
        phase = _phase(back)
        feels, notes, wins = streams[phase.first]
        left = max(sum(_phase(_weeks_back(morning, today)) is phase for morning in mornings[at:]), 1)
        share = len(wins) / left
        taken = wins[: int(share) + (rng.random() < share % 1 or left == 1)]
        del wins[: len(taken)]
        note = next(notes, None) if rng.random() < 0.3 or (not back and day.weekday() == 2) else None
        mood = _rating(phase.mood, rng)
        energy = _rating(phase.energy + (mood - phase.mood) / 2, rng)
        workload, community = _rating(phase.workload, rng), _rating(phase.community, rng)
        if not back:
            workload, mood, energy, community = RATINGS_THIS_WEEK[day.weekday()]
        yield CheckIn(
            day,
            at_time(day, time(8, 20 + rng.randrange(35), rng.randrange(60)), zone),
            workload,
            mood,
            energy,
            tuple(rng.sample(phase.feelings, rng.choice((0, 1, 1, 2)))),
            Community(community, next(feels) if rng.random() < 0.4 or not back else None),
            tuple(_saved(win, day, n, today) for n, win in enumerate(taken, 1)),
            {METRIC: max(4, round(rng.gauss(phase.response, 4)))},
            note=note,
        )


def _rating(middle: float, rng: random.Random) -> int:
    return min(5, max(1, round(rng.gauss(middle, 0.55))))


def _saved(win: Win, day: date, number: int, today: date) -> Win:
    """Return `win` with its id and, if it is long-term, the answers to its follow-ups except one that is due now."""
    age = (today - day).days
    checks = tuple(
        WinCheck(day + timedelta(after + 1), after, holds=True)
        for after in (30, 90)
        if win.long_term and age >= after + 14
    )
    return win._replace(id=f"w-{day}-{number}-{DEVICE}", checks=checks)


def at_time(day: date, at: time, zone: tzinfo | None) -> datetime:
    """Return `at` on `day` in `zone`, by way of UTC, so that it exists on every date."""
    wall = datetime.combine(day, at, zone)
    return datetime.fromtimestamp(wall.timestamp(), UTC).astimezone(zone)


def _escalations(today: date, zone: tzinfo | None) -> Iterator[Escalation]:
    monday = Week.of(today).monday
    numbers: dict[date, int] = {}
    for item in ESCALATIONS:
        if item.week is None:
            day = today - timedelta(item.days_ago)
        else:
            day = monday + timedelta(item.weekday, weeks=-item.week)
        numbers[day] = numbers.get(day, 0) + 1
        yield _escalation(item, f"e-{day}-{numbers[day]}-{DEVICE}", at_time(day, time.fromisoformat(item.at), zone))


def _escalation(item: DemoEscalation, name: str, opened: datetime) -> Escalation:
    def later(hours: float) -> datetime:
        return datetime.fromtimestamp(opened.timestamp() + hours * 3600, UTC).astimezone(opened.tzinfo)

    return Escalation(
        name,
        item.title,
        opened,
        item.kind,
        item.severity,
        item.minutes,
        item.could_wait,
        item.cause,
        item.handed_to,
        "resolved" if item.ended is not None else item.status,
        later(item.ended) if item.ended is not None else None,
        item.outcome,
        tuple(Update(text, later(hours)) for hours, text in item.updates),
    )

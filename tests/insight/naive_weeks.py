"""The figures of a week as the contract describes them, counted plainly: day by day and record by record."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median
from typing import Any

from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule


def naive_week(kept: Records, monday: date, today: date, schedule: Schedule) -> dict[str, Any]:
    """Return the object of one week, as `trends --json` prints it."""
    days = [monday + timedelta(n) for n in range(7)]
    sunday = days[-1]
    hours: list[float] = []
    late: list[int] = []
    peers: list[int] = []
    ratings: dict[str, list[int]] = {"mood": [], "energy": [], "workload": [], "community": []}
    worked = off = unknown = wins = thanks = checkins = 0
    for day in days:
        row = next((one for one in kept.workdays if one.date == day), None)
        if row is None:
            unknown += day < today
        else:
            worked += row.kind == "work"
            off += row.kind in ("off", "leave", "sick")
            if day <= today and (row.hours is None or row.hours <= 18):
                if row.hours is not None or row.after_hours_minutes is not None:
                    hours.append(max(row.hours or 0, (row.after_hours_minutes or 0) / 60))
                if row.after_hours_minutes is not None:
                    late.append(row.after_hours_minutes)
            peers += [row.peer_minutes] if row.peer_minutes is not None and day <= today else []
        for morning in kept.checkins:
            if morning.date != day:
                continue
            checkins += 1
            wins += len(morning.wins)
            thanks += sum(win.kind == "thanks" for win in morning.wins)
            said = {"mood": morning.mood, "energy": morning.energy, "workload": morning.workload}
            for name, value in (*said.items(), ("community", morning.community.mood)):
                if value is not None:
                    ratings[name].append(value)
    return {
        "week": "{}-W{:02d}".format(*monday.isocalendar()[:2]),
        "from": str(monday),
        "to": str(sunday),
        "hours": sum(hours) if hours else None,
        "usual_hours": _usual_hours(kept, monday, today),
        "days_worked": worked,
        "days_off": off,
        "days_unknown": unknown,
        "after_hours_minutes": sum(late) if late else None,
        **{name: sum(values) / len(values) if values else None for name, values in ratings.items()},
        "wins": wins,
        "thanks": thanks,
        "checkins": checkins,
        "peer_minutes": sum(peers) if peers else None,
        **_escalations(kept, monday, schedule),
    }


def _escalations(kept: Records, monday: date, schedule: Schedule) -> dict[str, Any]:
    """Return the fields about escalations of the week that begins on `monday`."""
    sunday = monday + timedelta(6)
    opened = resolved = still_open = nights = waited = 0
    spent: list[int] = []
    for one in kept.escalations:
        came = (one.opened - timedelta(hours=4)).date()
        over = one.resolved if one.status == "resolved" else None
        gone = (over - timedelta(hours=4)).date() if over is not None else None
        resolved += gone is not None and monday <= gone <= sunday
        still_open += came <= sunday and (one.status != "resolved" or (gone is not None and gone > sunday))
        if monday <= came <= sunday:
            opened += 1
            waited += one.could_wait is True
            spent += [one.minutes] if one.minutes is not None else []
            by_night = one.opened.hour >= 22 or one.opened.hour < 6
            nights += by_night and not _on_shift(one.opened.date(), one.opened.time(), schedule)
    return {
        "night_pings": nights,
        "escalations_opened": opened,
        "escalations_resolved": resolved,
        "escalations_open": still_open,
        "minutes_on_escalations": sum(spent) if spent else None,
        "could_have_waited": waited,
    }


def _on_shift(day: date, at: Any, schedule: Schedule) -> bool:
    if schedule.end > schedule.start:
        return day.weekday() in schedule.workdays and schedule.start <= at < schedule.end
    yesterday = (day - timedelta(1)).weekday()
    return (day.weekday() in schedule.workdays and at >= schedule.start) or (
        yesterday in schedule.workdays and at < schedule.end
    )


def _usual_hours(kept: Records, monday: date, today: date) -> float | None:
    """Return the median of the twelve weeks before, if three of them have hours; in a week that isn't over, up to its
    last row."""
    length = 7
    if today <= monday + timedelta(6):
        said = [(row.date - monday).days for row in kept.workdays if monday <= row.date <= today]
        length = max(said) + 1 if said else 7
    weeks = []
    for back in range(1, 13):
        first = monday - timedelta(weeks=back)
        hours = [
            max(row.hours or 0, (row.after_hours_minutes or 0) / 60)
            for row in kept.workdays
            if 0 <= (row.date - first).days < length
            and (row.hours is None or row.hours <= 18)
            and (row.hours is not None or row.after_hours_minutes is not None)
        ]
        weeks += [sum(hours)] if hours else []
    return median(weeks) if len(weeks) >= 3 else None

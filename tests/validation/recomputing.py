"""The numbers of a note, had again from the records of the days it names, by nothing that the signals use."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from cmcheckin.domain.note import Finding
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule


def holds(finding: Finding, records: Records, schedule: Schedule) -> bool:
    """Whether the days are in the records and the numbers come out of them again."""
    if not finding.values or not finding.numbers:
        return False
    days = set(finding.days)
    numbers = finding.numbers
    hours = {day.date: day.counted_hours or 0.0 for day in records.workdays if day.date in days}
    checkins = {one.date: one for one in records.checkins if one.date in days}
    match finding.kind:
        case "hours_ceiling" | "long_days":
            return _near(sum(hours.values()), numbers["hours"]) and days == set(hours)
        case "hours_jump" | "hours_back":
            last = finding.last - timedelta(6)
            this = sum(value for day, value in hours.items() if day >= last)
            before = sum(value for day, value in hours.items() if day < last)
            return _near(this, numbers["hours"]) and _near(before, numbers["hours_week_before"])
        case "gap_after_heavy":
            return days == set(hours) and _near(sum(hours.values()), numbers["hours"])
        case "hours_creep":
            return days == set(hours) and all(hours[value.day] == value.value for value in finding.values)
        case "no_day_off":
            worked = {
                day.date for day in records.workdays if (day.hours or 0) >= 0.5 or (day.after_hours_minutes or 0) >= 30
            }
            return days <= worked and len(days) == numbers["worked_days"]
        case "short_rest":
            rests = [_rest_before(day, records) for day in sorted(days)]
            return len(rests) == numbers["short_rests"] and all(
                _near(rest, value.value) and rest < numbers["rest_hours"]
                for rest, value in zip(rests, finding.values, strict=True)
            )
        case "after_hours":
            late = {day.date: day.after_hours_minutes or 0 for day in records.workdays if day.date in days}
            return (
                _near(sum(late.values()), numbers["after_hours_minutes"]) and len(days) == numbers["after_hours_days"]
            )
        case "night_pings":
            nights = Counter(schedule.night_of(one.opened) for one in records.escalations)
            return len(days) == numbers["nights"] and sum(nights[day] for day in days) == numbers["night_pings"]
        case "escalation_load":
            weight = sum(one.severity or 2 for one in records.escalations if one.day in days and one.kind != "ask")
            return _near(weight, numbers["severity"])
        case "strain" | "rating_shift" | "low_mood" | "mornings_back":
            return _mean_of(finding, {day: getattr(one, _rating(finding)) for day, one in checkins.items()})
        case "wins_drought":
            return len(days) == numbers["days_without"] and not any(one.wins for one in checkins.values())
        case "recovery":
            energy = {one.date: one.energy for one in records.checkins if one.energy is not None}
            back = [[energy[on] for on in (day, day + timedelta(1)) if on in energy] for day in sorted(days)]
            means = [sum(found) / len(found) for found in back if found]
            return len(means) == numbers["breaks"] and _near(sum(means) / len(means), numbers["energy"])
        case "weekend_off":
            return days <= {day.date for day in records.workdays if day.free}
    return False


def _rest_before(day: date, records: Records) -> float:
    """Hours from the end of the day before to the start of this one."""
    by_day = {one.date: one for one in records.workdays}
    before, here = by_day[day - timedelta(1)], by_day[day]
    assert before.start and before.end and here.start
    ended = datetime.combine(day - timedelta(1), before.end) + timedelta(before.end < before.start)
    return (datetime.combine(day, here.start) - ended).total_seconds() / 3600


def _rating(finding: Finding) -> str:
    return "energy" if "energy" in finding.numbers else "mood"


def _mean_of(finding: Finding, ratings: dict[date, int]) -> bool:
    return bool(ratings) and _near(sum(ratings.values()) / len(ratings), finding.numbers[_rating(finding)])


def _near(one: float, other: float) -> bool:
    return abs(one - other) < 0.02

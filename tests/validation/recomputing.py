"""The numbers of a note, had again from the records of the days it names, by nothing that the signals use."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

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
        case "hours_creep" | "gap_after_heavy":
            return days == set(hours) and all(hours[value.day] == value.value for value in finding.values)
        case "no_day_off":
            worked = {
                day.date for day in records.workdays if (day.hours or 0) >= 0.5 or (day.after_hours_minutes or 0) >= 30
            }
            return days <= worked and len(days) == numbers["worked_days"]
        case "short_rest":
            return len(days) == numbers["short_rests"] and min(v.value for v in finding.values) < numbers["rest_hours"]
        case "after_hours":
            late = {day.date: day.after_hours_minutes or 0 for day in records.workdays if day.date in days}
            return (
                _near(sum(late.values()), numbers["after_hours_minutes"]) and len(days) == numbers["after_hours_days"]
            )
        case "night_pings":
            nights = Counter(schedule.night_of(one.opened) for one in records.escalations)
            return len(days) == numbers["nights"] and sum(nights[day] for day in days) >= numbers["night_pings"]
        case "escalation_load":
            weight = sum(one.severity or 2 for one in records.escalations if one.day in days and one.kind != "ask")
            return _near(weight, numbers["severity"])
        case "strain" | "rating_shift" | "low_mood" | "mornings_back":
            return _mean_of(finding, {day: getattr(one, _rating(finding)) for day, one in checkins.items()})
        case "wins_drought":
            return len(days) == numbers["days_without"] and not any(one.wins for one in checkins.values())
        case "recovery":
            return len(days) == numbers["breaks"]
        case "weekend_off":
            return days <= {day.date for day in records.workdays if day.free}
    return False


def _rating(finding: Finding) -> str:
    return "energy" if "energy" in finding.numbers else "mood"


def _mean_of(finding: Finding, ratings: dict[date, int]) -> bool:
    return bool(ratings) and _near(sum(ratings.values()) / len(ratings), finding.numbers[_rating(finding)])


def _near(one: float, other: float) -> bool:
    return abs(one - other) < 0.02

"""Build a share file from records. Fields that are not selected are not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation, by_severity
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.figures import Figures
from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.domain.week import Week
from cmcheckin.insight.figures import figures, open_after, total
from cmcheckin.insight.ledger import worked_when_free
from cmcheckin.insight.usual import LOOK_BACK_WEEKS, usual
from cmcheckin.settings import Metric
from cmcheckin.sharing.codec import MAX_METRICS, MAX_WEEKS, NAME_LENGTH, OUTCOME_LENGTH
from cmcheckin.sharing.share_file import (
    FIELDS,
    Comparison,
    Consent,
    ShareEscalation,
    ShareFile,
    ShareMetric,
    ShareWeek,
    ShareWin,
)
from cmcheckin.sharing.usual_comparison import compare_with_usual

DECIMAL_PLACES: Final = 4
"""Decimal places of hours and means: more than are ever shown, so that no number is rounded twice, 40.449 to 40.45 and
then to 40.5."""
WEEK_HOURS: Final = 168.0


def fits_one_file(first: date, last: date) -> bool:
    """Return whether one file can contain these days: at most MAX_WEEKS weeks, the first late enough to have a
    usual."""
    return (last - first).days <= 7 * (MAX_WEEKS - 1) and first >= EARLIEST + timedelta(weeks=LOOK_BACK_WEEKS + 1)


def record_range(first: date, last: date) -> tuple[date, date]:
    """Return the first and last day whose records `build_share` needs, including those of the usual before the first
    week. Add the escalations open on `first` or later."""
    return Week.of(first).monday - timedelta(weeks=LOOK_BACK_WEEKS), last


def unlogged_days(records: Records, first: date, last: date, today: date) -> tuple[date, ...]:
    """Return the days from `first` to `last` before `today` that aren't logged, except those before the first record in
    `records`."""
    logged = {record.date for record in records.workdays}
    first_logged = min((*logged, *(record.date for record in records.checkins)), default=None)
    if first_logged is None:
        return ()
    start = max(first, first_logged)
    days = (start + timedelta(n) for n in range((min(last, today - timedelta(1)) - start).days + 1))
    return tuple(day for day in days if day not in logged)


def implausible_days(records: Records, first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` to `last` with more hours than a day plausibly has. They are not counted, and are
    shared as not logged."""
    return tuple(row.date for row in records.workdays.between(first, last) if row.doubtful)


def build_share(
    records: Records,
    consent: Consent,
    person: str,
    made: datetime,
    schedule: Schedule,
    today: date,
    metrics: Iterable[Metric] = (),
) -> ShareFile:
    """Return the share file of `records` with what the user selected in `consent`, as on `today`.

    `records`: those of the days in `record_range`, and all escalations open on the first day or later. `person`: the id
    of the home. `made`: the time with its UTC offset. `metrics`: the settings of the user's own metrics, for their
    units. The file has the escalations and asks opened in the range or unresolved at its end. Excluded ones are not
    counted either.
    """
    selected = frozenset(name for name in FIELDS if name in consent.fields)
    first, last = consent.first, consent.last
    included = Records(
        records.checkins, records.workdays, records.escalations.where(lambda one: one.id not in consent.excluded)
    )
    listed = sorted(
        (one for one in included.escalations if one.day <= last and (first <= one.day or open_after(one, last))),
        key=by_severity,
    )
    shared = [_escalation(one, consent, schedule if "after_hours" in selected else None) for one in listed]
    titled = [one for one in shared if one.title]
    uncounted = (*unlogged_days(records, first, last, today), *implausible_days(records, first, last))
    settings = {metric.name: metric for metric in metrics}
    return ShareFile(
        person=person,
        name=shorten(clean(consent.name), NAME_LENGTH),
        made=made,
        first=first,
        last=last,
        fields=tuple(name for name in FIELDS if name in selected),
        weeks=tuple(
            _week(included, week, first, last, today, schedule, selected, settings, uncounted)
            for week in _weeks(first, last)
        ),
        wins=tuple(_wins(records, consent)) if "wins" in selected else (),
        escalations=tuple(one for one in titled if one.kind != "ask") if "escalations" in selected else (),
        asks=tuple(one for one in titled if one.kind == "ask") if "asks" in selected else (),
        help=shorten(clean(consent.help), LINE) if "help" in selected else "",
    )


def _weeks(first: date, last: date) -> Iterator[Week]:
    week, end = Week.of(first), Week.of(last)
    while week <= end:
        yield week
        week = week.shifted(1)


def _week(
    records: Records,
    week: Week,
    first_shared: date,
    last_shared: date,
    today: date,
    schedule: Schedule,
    selected: frozenset[str],
    settings: Mapping[str, Metric],
    uncounted: tuple[date, ...],
) -> ShareWeek:
    first, last = max(first_shared, week.monday), min(last_shared, week.sunday)
    is_whole = (first, last) == (week.monday, week.sunday)
    no_asks = Records(records.checkins, records.workdays, records.escalations.where(lambda item: item.kind != "ask"))
    sums = figures(no_asks, first, last, today, schedule)
    has_hours = sums.hours is not None
    checkins = list(records.checkins.between(first, last))
    hours, after_hours, nights, came_in, community = (
        name in selected for name in ("hours", "after_hours", "nights", "escalations", "community")
    )

    def compared(field: str, value: Callable[[CheckIn], int | None]) -> Comparison | None:
        return compare_with_usual(records.checkins, value, week, first, last) if field in selected else None

    if not (_has_records(sums) or records.escalations.between(first, last)):
        nights = came_in = False  # without records, nobody can say that nothing came in
    return ShareWeek(
        week=week,
        days_not_said=sum(first <= day <= last for day in uncounted) if hours or after_hours else 0,
        hours=_rounded(_capped(sums.hours)) if hours else None,
        # A part of a week can't be compared with usual weeks.
        usual_hours=_rounded(_capped(usual(records, week, today).hours)) if hours and is_whole else None,
        days_worked=_days_worked(records, first, last) if hours and has_hours else None,
        after_hours_minutes=sums.after_hours_minutes if after_hours else None,
        days_off_worked=_days_off_worked(records, first, last, schedule) if after_hours and has_hours else None,
        night_pings=figures(records, first, last, today, schedule).night_pings if nights else None,
        workload=_rounded(sums.workload) if "workload" in selected else None,
        **(_came_in(sums, no_asks, first, last) if came_in else {}),
        support_minutes=_support_minutes(records, first, last) if "support" in selected else None,
        community=_rounded(sums.community) if community else None,
        community_feels=_community_feels(checkins) if community else (),
        metrics=tuple(_metrics(checkins, settings)) if "metrics" in selected else (),
        mood=compared("mood", lambda checkin: checkin.mood),
        energy=compared("energy", lambda checkin: checkin.energy),
    )


def _has_records(sums: Figures) -> bool:
    """Return whether anything was logged in these days, or any escalation was open or resolved in them."""
    days = sums.checkins or sums.days_worked or sums.days_off
    return bool(days or sums.escalations_open or sums.escalations_resolved)


def _days_worked(records: Records, first: date, last: date) -> int:
    """Return how many days were worked, without those whose hours look wrong, as their hours are not counted either."""
    return sum(not row.free and not row.doubtful for row in records.workdays.between(first, last))


def _came_in(sums: Figures, records: Records, first: date, last: date) -> dict[str, int | None]:
    """Return the figures on escalations. One resolved on an unknown day counts as resolved in the week it was
    opened."""
    undated = sum(not item.unresolved and item.resolved is None for item in records.escalations.between(first, last))
    return {
        "escalations_opened": sums.escalations_opened,
        "escalations_resolved": sums.escalations_resolved + undated,
        "escalations_open": sums.escalations_open,
        "minutes_on_escalations": sums.minutes_on_escalations,
        "could_have_waited": sums.could_have_waited,
    }


def _days_off_worked(records: Records, first: date, last: date, schedule: Schedule) -> int:
    return sum(worked_when_free(row, schedule) for row in records.workdays.between(first, last))


def _support_minutes(records: Records, first: date, last: date) -> int | None:
    """Return the minutes on support requests opened in these days; None without any."""
    return total(item.minutes for item in records.escalations.between(first, last) if item.kind == "support")


def _community_feels(checkins: Iterable[CheckIn]) -> tuple[str, ...]:
    texts = (checkin.community.feels for checkin in checkins)
    return tuple(dict.fromkeys(shorten(clean(line), LINE) for line in texts if line))


def _metrics(checkins: Iterable[CheckIn], settings: Mapping[str, Metric]) -> Iterator[ShareMetric]:
    values: dict[str, list[float]] = {}
    for checkin in checkins:
        for name, amount in checkin.metrics.items():
            values.setdefault(name, []).append(amount)
    names = [*(name for name in settings if name in values), *sorted(values.keys() - settings.keys())]
    for name in names[:MAX_METRICS]:
        metric = settings.get(name, Metric(name))
        yield ShareMetric(name, rounded(sum(values[name]) / len(values[name]), 4), metric.unit, metric.good or "")


def _wins(records: Records, consent: Consent) -> Iterator[ShareWin]:
    for checkin in records.checkins.between(consent.first, consent.last):
        for n, win in enumerate(checkin.wins, 1):
            id_ = win_id(checkin.date, n, win)
            text = _shared_words(win.text, id_, consent)
            sender = "" if _is_reworded(win.text, id_, consent) else clean(win.sender or "")
            if text and id_ not in consent.excluded:
                yield ShareWin(id_, checkin.date, text, win.kind or "", sender)


def win_id(day: date, number: int, win: Win) -> str:
    """Return the id of `win`, or one made of its day and its number for a win that has none."""
    return win.id or f"w-{day}-{number}"


def _shared_words(text: str, id_: str, consent: Consent) -> str:
    """Return the words to share for the entry `id_`: the user's own for this file, else `text`. Empty if they were
    cleared."""
    return shorten(clean(consent.texts.get(id_, text)), LINE)


def _is_reworded(text: str, id_: str, consent: Consent) -> bool:
    """Return whether the user reworded the entry `id_`, with the original `text`, for this file. Then none of its old
    words are shared: who gave praise, its cause, who it was handed to, its outcome.
    """
    return clean(consent.texts.get(id_, text)) != clean(text)


def _escalation(escalation: Escalation, consent: Consent, schedule: Schedule | None) -> ShareEscalation:
    """Return `escalation` as it is shared. `schedule`: to tell whether it was out of hours; None if that isn't
    shared."""
    is_ask = escalation.kind == "ask"
    keeps_words = not _is_reworded(escalation.title, escalation.id, consent)
    return ShareEscalation(
        id=escalation.id,
        title=_shared_words(escalation.title, escalation.id, consent),
        opened=escalation.day,
        kind=escalation.kind or "",
        severity=None if is_ask else escalation.severity,
        status=escalation.status or "open",
        resolved=escalation.resolved_day,
        minutes=escalation.minutes,
        could_wait=escalation.could_wait,
        cause=clean(escalation.cause or "") if keeps_words else "",
        handed_to=clean(escalation.handed_to or "") if keeps_words else "",
        outcome=shorten(clean(escalation.outcome or ""), OUTCOME_LENGTH) if keeps_words else "",
        out_of_hours=None if schedule is None else not schedule.on_shift(escalation.opened),
    )


def _capped(hours: float | None) -> float | None:
    return None if hours is None else min(hours, WEEK_HOURS)


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounded(value, DECIMAL_PLACES)

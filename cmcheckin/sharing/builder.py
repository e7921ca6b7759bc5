"""From records, by consent, to a share file. Pure; what is not ticked is not looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.escalation import Escalation, by_severity
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.domain.week import Week
from cmcheckin.insight.figures import Figures, figures, open_after, total
from cmcheckin.insight.ledger import worked_when_free
from cmcheckin.insight.usual import LOOK_BACK_WEEKS, usual
from cmcheckin.settings import Metric
from cmcheckin.sharing.codec import MAX_METRICS, MAX_WEEKS, NAME_LENGTH, OUTCOME_LENGTH
from cmcheckin.sharing.share_file import (
    FIELDS,
    Consent,
    ShareEscalation,
    ShareFile,
    ShareMetric,
    ShareWeek,
    ShareWin,
)
from cmcheckin.sharing.usual_comparison import compare_with_usual

DECIMAL_PLACES: Final = 4
"""Decimal places of hours and means. More than are ever shown, so that none is rounded twice: 40.449 isn't 40.45, and
then 40.5."""
WEEK_HOURS: Final = 168.0


def fits_one_file(first: date, last: date) -> bool:
    """Whether one file can tell of these days: WEEKS weeks at most, and none whose usual lies before any record."""
    return (last - first).days <= 7 * (MAX_WEEKS - 1) and first >= EARLIEST + timedelta(weeks=LOOK_BACK_WEEKS + 1)


def record_range(first: date, last: date) -> tuple[date, date]:
    """Return the first and last day whose records `make` needs, including those of the usual before the first week.
    Add the escalations open on `first` or later."""
    return Week.of(first).monday - timedelta(weeks=LOOK_BACK_WEEKS), last


def unlogged_days(records: Records, first: date, last: date, today: date) -> tuple[date, ...]:
    """The days from `first` to `last` that are over and that nobody told of. What lies before the first record of all
    was before there was anything to tell it to."""
    told = {one.date for one in records.workdays}
    begun = min((*told, *(one.date for one in records.checkins)), default=None)
    if begun is None:
        return ()
    start = max(first, begun)
    days = (start + timedelta(n) for n in range((min(last, today - timedelta(1)) - start).days + 1))
    return tuple(day for day in days if day not in told)


def implausible_days(records: Records, first: date, last: date) -> tuple[date, ...]:
    """The days from `first` to `last` with more hours than a day plausibly holds: they are left out of the sums, and so
    told of as days nobody told of."""
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
    """The file that these records give, as seen on `today`.

    `records` hold the days of `reach`, and the escalations that were open on the first day or later, however old.
    `person` is the id of the home, `made` the moment, with its offset. `metrics` are the settings of the user's own
    numbers, for their units. Escalations and asks are those opened in the range, or unresolved at its end; what is
    dropped is not counted either.
    """
    ticked = frozenset(name for name in FIELDS if name in consent.fields)
    first, last = consent.first, consent.last
    kept = Records(
        records.checkins, records.workdays, records.escalations.where(lambda one: one.id not in consent.excluded)
    )
    listed = sorted(
        (one for one in kept.escalations if first <= one.day <= last or (one.day < first and open_after(one, last))),
        key=by_severity,
    )
    shared = [_escalation(one, consent, schedule if "after_hours" in ticked else None) for one in listed]
    unsaid = (*unlogged_days(records, first, last, today), *implausible_days(records, first, last))
    numbers = {metric.name: metric for metric in metrics}
    return ShareFile(
        person=person,
        name=shorten(clean(consent.name), NAME_LENGTH),
        made=made,
        first=first,
        last=last,
        fields=tuple(name for name in FIELDS if name in ticked),
        weeks=tuple(
            _week(kept, week, first, last, today, schedule, ticked, numbers, unsaid) for week in _weeks(first, last)
        ),
        wins=tuple(_wins(records, consent)) if "wins" in ticked else (),
        escalations=tuple(one for one in shared if one.kind != "ask" and one.title) if "escalations" in ticked else (),
        asks=tuple(one for one in shared if one.kind == "ask" and one.title) if "asks" in ticked else (),
        help=shorten(clean(consent.help), LINE) if "help" in ticked else "",
    )


def _weeks(first: date, last: date) -> Iterator[Week]:
    week, end = Week.of(first), Week.of(last)
    while week <= end:
        yield week
        week = week.shifted(1)


def _week(
    records: Records,
    week: Week,
    range_first: date,
    range_last: date,
    today: date,
    schedule: Schedule,
    ticked: frozenset[str],
    numbers: Mapping[str, Metric],
    unsaid: tuple[date, ...],
) -> ShareWeek:
    first, last = max(range_first, week.monday), min(range_last, week.sunday)
    whole = (first, last) == (week.monday, week.sunday)
    carried = Records(records.checkins, records.workdays, records.escalations.where(lambda one: one.kind != "ask"))
    found = figures(carried, first, last, today, schedule)
    checkins = list(records.checkins.between(first, last))
    hours, out, nights, came, felt = (
        name in ticked for name in ("hours", "after_hours", "nights", "escalations", "community")
    )
    if not (_told(found) or records.escalations.between(first, last)):
        nights = came = False  # that nothing came in has to be said by somebody
    return ShareWeek(
        week=week,
        days_not_said=sum(first <= day <= last for day in unsaid) if hours or out else 0,
        hours=_rounded(_in_a_week(found.hours)) if hours else None,
        # Of a part of a week nothing is usual.
        usual_hours=_rounded(_in_a_week(usual(records, week, today).hours)) if hours and whole else None,
        days_worked=_days_worked(records, first, last) if hours and found.hours is not None else None,
        after_hours_minutes=found.after_hours_minutes if out else None,
        days_off_worked=_when_free(records, first, last, schedule) if out and found.hours is not None else None,
        night_pings=figures(records, first, last, today, schedule).night_pings if nights else None,
        workload=_rounded(found.workload) if "workload" in ticked else None,
        **(_came_in(found, carried, first, last) if came else {}),
        support_minutes=_support(records, first, last) if "support" in ticked else None,
        community=_rounded(found.community) if felt else None,
        community_feels=_feels(checkins) if felt else (),
        metrics=tuple(_metrics(checkins, numbers)) if "metrics" in ticked else (),
        mood=compare_with_usual(records.checkins, lambda one: one.mood, week, first, last)
        if "mood" in ticked
        else None,
        energy=compare_with_usual(records.checkins, lambda one: one.energy, week, first, last)
        if "energy" in ticked
        else None,
    )


def _told(found: Figures) -> bool:
    """Whether anybody said anything of these days, or anything went on in them."""
    days = found.checkins or found.days_worked or found.days_off
    return bool(days or found.escalations_open or found.escalations_resolved)


def _days_worked(records: Records, first: date, last: date) -> int:
    """Those whose hours are told: beside the hours one that is in doubt would make the others look short."""
    return sum(not row.free and not row.doubtful for row in records.workdays.between(first, last))


def _came_in(found: Figures, records: Records, first: date, last: date) -> dict[str, int | None]:
    """What was resolved on no known day counts in the week it came in: that it is resolved is told, and it is not
    among what was open at the end of any week."""
    undated = sum(not one.unresolved and one.resolved is None for one in records.escalations.between(first, last))
    return {
        "escalations_opened": found.escalations_opened,
        "escalations_resolved": found.escalations_resolved + undated,
        "escalations_open": found.escalations_open,
        "minutes_on_escalations": found.minutes_on_escalations,
        "could_have_waited": found.could_have_waited,
    }


def _when_free(records: Records, first: date, last: date, schedule: Schedule) -> int:
    return sum(worked_when_free(row, schedule) for row in records.workdays.between(first, last))


def _support(records: Records, first: date, last: date) -> int | None:
    """Minutes on support that came in on those days; None when nobody said."""
    return total(one.minutes for one in records.escalations.between(first, last) if one.kind == "support")


def _feels(checkins: Iterable[CheckIn]) -> tuple[str, ...]:
    said = (one.community.feels for one in checkins)
    return tuple(dict.fromkeys(shorten(clean(line), LINE) for line in said if line))


def _metrics(checkins: Iterable[CheckIn], numbers: Mapping[str, Metric]) -> Iterator[ShareMetric]:
    said: dict[str, list[float]] = {}
    for one in checkins:
        for name, amount in one.metrics.items():
            said.setdefault(name, []).append(amount)
    for name in [*(name for name in numbers if name in said), *sorted(said.keys() - numbers.keys())][:MAX_METRICS]:
        known = numbers.get(name, Metric(name))
        yield ShareMetric(name, rounded(sum(said[name]) / len(said[name]), 4), known.unit, known.good or "")


def _wins(records: Records, consent: Consent) -> Iterator[ShareWin]:
    for checkin in records.checkins.between(consent.first, consent.last):
        for n, win in enumerate(checkin.wins, 1):
            found = win_id(checkin.date, n, win)
            text = _words(win.text, found, consent)
            sender = "" if _reworded(win.text, found, consent) else clean(win.sender or "")
            if text and found not in consent.excluded:
                yield ShareWin(found, checkin.date, text, win.kind or "", sender)


def win_id(day: date, number: int, win: Win) -> str:
    """The id of a win, or for one that came without what stands for it: its day and its place."""
    return win.id or f"w-{day}-{number}"


def _words(text: str, id_: str, consent: Consent) -> str:
    """The words to share: the user's own for this file, if they gave any. Words that were emptied are left out."""
    return shorten(clean(consent.texts.get(id_, text)), LINE)


def _reworded(text: str, id_: str, consent: Consent) -> bool:
    """Return whether the user reworded the entry `id_`, with the original `text`, for this file. Then none of its old
    words are shared: who gave praise, its cause, who it was handed to, its outcome.
    """
    return clean(consent.texts.get(id_, text)) != clean(text)


def _escalation(one: Escalation, consent: Consent, schedule: Schedule | None) -> ShareEscalation:
    """`schedule`: for telling whether it came outside of it; None when that is not shared."""
    ask = one.kind == "ask"
    said = not _reworded(one.title, one.id, consent)
    return ShareEscalation(
        id=one.id,
        title=_words(one.title, one.id, consent),
        opened=one.day,
        kind=one.kind or "",
        severity=None if ask else one.severity,
        status=one.status or "open",
        resolved=one.resolved_day,
        minutes=one.minutes,
        could_wait=one.could_wait,
        cause=clean(one.cause or "") if said else "",
        handed_to=clean(one.handed_to or "") if said else "",
        outcome=shorten(clean(one.outcome or ""), OUTCOME_LENGTH) if said else "",
        out_of_hours=None if schedule is None else not schedule.on_shift(one.opened),
    )


def _in_a_week(hours: float | None) -> float | None:
    return None if hours is None else min(hours, WEEK_HOURS)


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounded(value, DECIMAL_PLACES)

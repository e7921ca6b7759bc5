"""Build a share file from records. Fields that are not selected are not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from math import inf, sqrt
from typing import Final

from cmcheckin.domain.checkin import PRIVATE_WIN_KINDS, CheckIn
from cmcheckin.domain.days import each_day
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import EARLIEST
from cmcheckin.domain.figures import Figures
from cmcheckin.domain.leave import AHEAD, leave_around
from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.records import CheckIns, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.domain.week import Week
from cmcheckin.insight import stats
from cmcheckin.insight.figures import figures, open_after, total
from cmcheckin.insight.ledger import worked_when_free
from cmcheckin.insight.usual import LOOK_BACK_WEEKS, usual
from cmcheckin.sharing.codec import MAX_ACTIVITIES, MAX_LEAVE, MAX_METRICS, MAX_WEEKS, NAME_LENGTH, OUTCOME_LENGTH
from cmcheckin.sharing.share_file import (
    FIELDS,
    Comparison,
    Consent,
    ShareActivity,
    ShareEscalation,
    ShareFile,
    ShareLeave,
    ShareMetric,
    ShareQuestion,
    ShareWeek,
    ShareWin,
)
from cmcheckin.sharing.shared_ids import win_id, with_shared_ids

OWN_IDS: Final = ""
"""Instead of a secret: the file keeps the ids of records."""
DECIMAL_PLACES: Final = 4
"""Decimal places of hours and means: more than are ever shown, so that no number is rounded twice, 40.449 to 40.45 and
then to 40.5."""
WEEK_HOURS: Final = 168.0
LONGEST_LEAVE: Final = timedelta(366)
"""The limit for the dates of leave in a share file; longer leave is cut."""
MIN_RATINGS: Final = 3
"""Ratings of mood or energy that a week needs to be compared with the usual (our choice). With one, the word would show
the mood of a day; with two, somebody who knows the first could guess the second."""
MIN_WEEKS: Final = 6
"""Earlier weeks with enough ratings that are needed for a usual (our choice). With fewer, the median and spread are
mostly chance."""
PRIOR_SPREAD: Final = 0.4
PRIOR_WEEKS: Final = 6
"""The spread of weekly means is drawn towards 0.4, as if that had been seen in six weeks: the spread for five ratings a
week with a standard deviation of 0.8. The spread of few weeks is often far too small by chance (our choice)."""
NEAR_LIMIT: Final = 1.5
FAR_LIMIT: Final = 3.0
"""Distances from the usual, in spreads, from which the word is `above` or `below`, and `well above` or `well below`. In
simulated weeks without a change, 77 to 81 in 100 were `about`, and 1 to 3 were well above or below (ratings with a
standard deviation of 0.8, eight to twelve weeks before). Of weeks 1.2 lower, 85 in 100 were detected. For people whose
ratings vary more, the limits are wider."""


def fits_one_file(first: date, last: date) -> bool:
    """Return whether one file can contain the days from `first` to `last`: at most MAX_WEEKS weeks, the first late
    enough to have a usual."""
    return (last - first).days <= 7 * (MAX_WEEKS - 1) and first >= EARLIEST + timedelta(weeks=LOOK_BACK_WEEKS + 1)


def first_record_day(first: date) -> date:
    """Return the first day whose records `build_share` needs for a range beginning on `first`, including those of the
    usual before its first week. Add the escalations open on `first` or later."""
    return Week.of(first).monday - timedelta(weeks=LOOK_BACK_WEEKS)


def last_record_day(last: date, today: date) -> date:
    """Return the last day whose records `build_share` needs for a range ending on `last`, with planned leave."""
    return max(last, today + AHEAD) + LONGEST_LEAVE


def unlogged_days(records: Records, first: date, last: date, today: date) -> tuple[date, ...]:
    """Return the days from `first` to `last` before `today` that aren't logged, except those before the first record in
    `records`."""
    logged = {record.date for record in records.workdays}
    first_logged = min((*logged, *(record.date for record in records.checkins)), default=None)
    if first_logged is None:
        return ()
    start = max(first, first_logged)
    return tuple(day for day in each_day(start, min(last, today - timedelta(1))) if day not in logged)


def implausible_days(records: Records, first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` to `last` in `records` with more hours than a day plausibly has. They are not
    counted, and are shared as not logged."""
    return tuple(row.date for row in records.workdays.between(first, last) if row.doubtful)


def build_share(
    records: Records,
    consent: Consent,
    person: str,
    made: datetime,
    schedule: Schedule,
    today: date,
    metrics: Iterable[Metric] = (),
    questions: Iterable[Question] = (),
    *,
    secret: str,
) -> ShareFile:
    """Return the share file of `records` with what the user selected in `consent`, as on `today`.

    `records`: those from `first_record_day` to `last_record_day`, and all escalations open on the first day or later.
    `person`: the id of the home. `made`: the time with its UTC offset. `metrics`: the settings of the user's own
    metrics, for their units. `questions`: the user's own, of which only those with `share` are included. The file has
    the escalations and asks opened in the range or unresolved at its end. Excluded ones are not counted either.
    `secret`: that of the home, for the ids in the file. With OWN_IDS they are those of the records, to select from, and
    the file is never written. The order of entries depends on days and words alone, not on their ids.
    """
    selected = frozenset(name for name in FIELDS if name in consent.fields)
    first, last = consent.first, consent.last
    escalations = records.escalations.where(lambda item: item.id not in consent.excluded)
    included = Records(records.checkins, records.workdays, escalations)
    listed = (item for item in escalations if item.day <= last and (first <= item.day or open_after(item, last)))
    shift = schedule if "after_hours" in selected else None
    titled = [item for one in listed if (item := _escalation(one, consent, shift)).title]
    titled.sort(key=lambda item: (item.kind == "ask", -(item.severity or 0), item.opened, item.title))
    week_count = (Week.of(last).monday - Week.of(first).monday).days // 7 + 1
    weeks = (Week.of(first).shifted(n) for n in range(week_count))
    uncounted = (*unlogged_days(records, first, last, today), *implausible_days(records, first, last))
    settings = {metric.name: metric for metric in metrics}
    asked = [question for question in questions if question.share and "questions" in selected]
    share = ShareFile(
        person=person,
        name=shorten(clean(consent.name), NAME_LENGTH),
        made=made,
        first=first,
        last=last,
        fields=tuple(name for name in FIELDS if name in selected),
        weeks=tuple(
            _week(included, week, first, last, today, schedule, selected, settings, asked, uncounted) for week in weeks
        ),
        wins=tuple(sorted(_wins(records, consent), key=lambda win: (win.day, win.text))) if "wins" in selected else (),
        escalations=tuple(item for item in titled if item.kind != "ask") if "escalations" in selected else (),
        asks=tuple(item for item in titled if item.kind == "ask") if "asks" in selected else (),
        help=shorten(clean(consent.help), LINE) if "help" in selected else "",
        leave=tuple(_leave(records, consent, today, schedule)) if "leave" in selected else (),
    )
    return with_shared_ids(share, secret) if secret else share


def _week(
    records: Records,
    week: Week,
    first_shared: date,
    last_shared: date,
    today: date,
    schedule: Schedule,
    selected: frozenset[str],
    settings: Mapping[str, Metric],
    asked: Iterable[Question],
    uncounted: tuple[date, ...],
) -> ShareWeek:
    first, last = max(first_shared, week.monday), min(last_shared, week.sunday)
    is_whole = (first, last) == (week.monday, week.sunday)
    no_asks = Records(records.checkins, records.workdays, records.escalations.where(lambda item: item.kind != "ask"))
    sums = figures(no_asks, first, last, today, schedule)
    has_hours = sums.hours is not None
    checkins = list(records.checkins.between(first, last))
    workdays = list(records.workdays.between(first, last))
    feels = (shorten(clean(checkin.community.feels), LINE) for checkin in checkins if checkin.community.feels)
    support_times = (item.minutes for item in records.escalations.between(first, last) if item.kind == "support")
    hours, after_hours, nights, came_in, community = (
        name in selected for name in ("hours", "after_hours", "nights", "escalations", "community")
    )

    def compared(field: str, value: Callable[[CheckIn], int | None]) -> Comparison | None:
        return _compare_with_usual(records.checkins, value, week, first, last) if field in selected else None

    has_records = (
        sums.checkins or sums.days_worked or sums.days_off or sums.escalations_open or sums.escalations_resolved
    )
    if not (has_records or records.escalations.between(first, last)):
        nights = came_in = False  # without records, nobody can say that nothing came in
    return ShareWeek(
        week=week,
        days_not_said=sum(first <= day <= last for day in uncounted) if hours or after_hours else 0,
        hours=_rounded(sums.hours, WEEK_HOURS) if hours else None,
        # A part of a week can't be compared with usual weeks.
        usual_hours=_rounded(usual(records, week, today).hours, WEEK_HOURS) if hours and is_whole else None,
        # Days whose hours look wrong are left out, as their hours are not counted either.
        days_worked=sum(not (row.free or row.doubtful) for row in workdays) if hours and has_hours else None,
        after_hours_minutes=sums.after_hours_minutes if after_hours else None,
        days_off_worked=sum(worked_when_free(row, schedule) for row in workdays) if after_hours and has_hours else None,
        night_pings=figures(records, first, last, today, schedule).night_pings if nights else None,
        workload=_rounded(sums.workload) if "workload" in selected else None,
        **(_came_in(sums, no_asks, first, last) if came_in else {}),
        support_minutes=total(support_times) if "support" in selected else None,
        activities=tuple(_activities(sums)) if "activities" in selected else (),
        peer_minutes=sums.peer_minutes if "peers" in selected else None,
        community=_rounded(sums.community) if community else None,
        community_feels=tuple(dict.fromkeys(feels)) if community else (),
        metrics=tuple(_metrics(checkins, settings)) if "metrics" in selected else (),
        questions=tuple(_questions(checkins, asked)),
        mood=compared("mood", lambda checkin: checkin.mood),
        energy=compared("energy", lambda checkin: checkin.energy),
    )


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


def _activities(sums: Figures) -> Iterator[ShareActivity]:
    for one in sums.activities[:MAX_ACTIVITIES]:
        yield ShareActivity(clean(one.kind), _rounded(one.hours, WEEK_HOURS), one.on_days, one.days_without_hours)


def _metrics(checkins: Iterable[CheckIn], settings: Mapping[str, Metric]) -> Iterator[ShareMetric]:
    values: dict[str, list[float]] = {}
    for checkin in checkins:
        for name, amount in checkin.metrics.items():
            values.setdefault(name, []).append(amount)
    names = [*(name for name in settings if name in values), *sorted(values.keys() - settings.keys())]
    for name in names[:MAX_METRICS]:
        metric = settings.get(name, Metric(name))
        mean = rounded(sum(values[name]) / len(values[name]), DECIMAL_PLACES)
        yield ShareMetric(name, mean, metric.unit, metric.good or "")


def _questions(checkins: Sequence[CheckIn], asked: Iterable[Question]) -> Iterator[ShareQuestion]:
    """Yield the answers in `checkins` to the questions `asked`, except those of another kind than their question."""
    for question in asked:
        given = [checkin.answers[question.name] for checkin in checkins if question.name in checkin.answers]
        flags = [answer for answer in given if isinstance(answer, bool)]
        texts = dict.fromkeys(shorten(clean(answer), LINE) for answer in given if isinstance(answer, str))
        if question.is_yes_no and flags:
            yield ShareQuestion(question.name, sum(flags), len(flags))
        elif not question.is_yes_no and texts:
            yield ShareQuestion(question.name, texts=tuple(texts))


def _leave(records: Records, consent: Consent, today: date, schedule: Schedule) -> Iterator[ShareLeave]:
    for one in leave_around(records.workdays, schedule, consent.first, consent.last, today)[-MAX_LEAVE:]:
        yield ShareLeave(one.first, one.last, one.days, one.is_half or None, one.is_holiday or None)


def _wins(records: Records, consent: Consent) -> Iterator[ShareWin]:
    for checkin in records.checkins.between(consent.first, consent.last):
        for n, win in enumerate(checkin.wins, 1):
            id_ = win_id(checkin.date, n, win)
            text = _shared_words(win.text, id_, consent)
            sender = "" if _is_reworded(win.text, id_, consent) else clean(win.sender or "")
            if text and id_ not in consent.excluded and win.kind not in PRIVATE_WIN_KINDS:
                yield ShareWin(id_, checkin.date, text, win.kind or "", sender)


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


def _rounded(value: float | None, limit: float = inf) -> float | None:
    """Return `value`, at most `limit`, rounded to DECIMAL_PLACES."""
    return None if value is None else rounded(min(value, limit), DECIMAL_PLACES)


# Mood and energy, compared with the usual in a word instead of numbers


def _compare_with_usual(
    checkins: CheckIns, value: Callable[[CheckIn], int | None], week: Week, first: date, last: date
) -> Comparison | None:
    """Return the word that compares the ratings of `week` between `first` and `last` with the usual; None with too few
    ratings or weeks.

    `value`: gets the rating of a check-in. The usual is the median of the weekly means of the twelve weeks before, and
    the spread is their robust standard deviation, so that one extreme week changes neither.
    """
    current = _mean(checkins, value, max(first, week.monday), min(last, week.sunday))
    mondays = (week.monday - timedelta(weeks=weeks_back) for weeks_back in range(1, LOOK_BACK_WEEKS + 1))
    weekly_means = (_mean(checkins, value, monday, monday + timedelta(6)) for monday in mondays)
    earlier = [mean for mean in weekly_means if mean is not None]
    if current is None or len(earlier) < MIN_WEEKS:
        return None
    count = len(earlier)
    deviation = stats.robust_deviation(earlier)
    spread = sqrt((count * deviation**2 + PRIOR_WEEKS * PRIOR_SPREAD**2) / (count + PRIOR_WEEKS))
    distance = (current - stats.median(earlier)) / spread
    if abs(distance) < NEAR_LIMIT:
        return "about"
    if distance < 0:
        return "well below" if distance <= -FAR_LIMIT else "below"
    return "well above" if distance >= FAR_LIMIT else "above"


def _mean(checkins: CheckIns, value: Callable[[CheckIn], int | None], first: date, last: date) -> float | None:
    ratings = [rating for checkin in checkins.between(first, last) if (rating := value(checkin)) is not None]
    return stats.mean(ratings) if len(ratings) >= MIN_RATINGS else None

"""Build the weeks of a share file from records. Fields that are not selected are not read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf, sqrt
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.figures import Figures
from cmcheckin.domain.numbers import rounded
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.records import CheckIns, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import clean
from cmcheckin.domain.week import Week
from cmcheckin.insight import stats
from cmcheckin.insight.figures import figures, total
from cmcheckin.insight.ledger import worked_when_free
from cmcheckin.insight.usual import LOOK_BACK_WEEKS, usual
from cmcheckin.sharing.choices import answer_texts, chosen_lines, community_lines, hides_hours, without_excluded
from cmcheckin.sharing.codec import MAX_ACTIVITIES, MAX_METRICS
from cmcheckin.sharing.share_file import (
    Comparison,
    Consent,
    ShareActivity,
    ShareMetric,
    ShareQuestion,
    ShareWeek,
)

DECIMAL_PLACES: Final = 4
"""Decimal places of hours and means: more than are ever shown, so that no number is rounded twice, 40.449 to 40.45 and
then to 40.5."""
WEEK_HOURS: Final = 168.0
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


@dataclass(frozen=True)
class WeekBuilder:
    """Builds the weeks of a file with what the user selected in `consent`.

    `records`: without the escalations that are left out. `metrics`: settings by name. `questions`: those that are
    shared. `uncounted`: the days of the range that aren't logged, or whose hours look wrong.
    """

    records: Records
    consent: Consent
    today: date
    schedule: Schedule
    metrics: Mapping[str, Metric]
    questions: Sequence[Question]
    uncounted: tuple[date, ...]

    def weeks(self) -> Iterator[ShareWeek]:
        """Yield the weeks of the range in `consent`, without what it leaves out."""
        comparable = self._with_shared_hours()
        first, last = Week.of(self.consent.first), Week.of(self.consent.last)
        for n in range((last.monday - first.monday).days // 7 + 1):
            yield without_excluded(self._week(first.shifted(n), comparable), self.consent)

    def _with_shared_hours(self) -> Records:
        """Return the records for usual hours: without weeks whose hours are left out, so that no other week's usual
        reveals them."""
        records, consent = self.records, self.consent
        if not any(key.startswith("number:") for key in consent.excluded):
            return records
        shown = records.workdays.where(lambda row: not hides_hours(Week.of(row.date), consent))
        return Records(records.checkins, shown, records.escalations)

    def _week(self, week: Week, comparable: Records) -> ShareWeek:
        records, today, schedule, consent = self.records, self.today, self.schedule, self.consent
        first, last = max(consent.first, week.monday), min(consent.last, week.sunday)
        is_whole = (first, last) == (week.monday, week.sunday)
        no_asks = Records(
            records.checkins, records.workdays, records.escalations.where(lambda item: item.kind != "ask")
        )
        sums = figures(no_asks, first, last, today, schedule)
        has_hours = sums.hours is not None
        checkins = list(records.checkins.between(first, last))
        workdays = list(records.workdays.between(first, last))
        support_times = (item.minutes for item in records.escalations.between(first, last) if item.kind == "support")
        hours, after_hours, nights, came_in, community = (
            name in consent.fields for name in ("hours", "after_hours", "nights", "escalations", "community")
        )

        def compared(field: str, value: Callable[[CheckIn], int | None]) -> Comparison | None:
            return _compare_with_usual(records.checkins, value, week, first, last) if field in consent.fields else None

        has_records = (
            sums.checkins or sums.days_worked or sums.days_off or sums.escalations_open or sums.escalations_resolved
        )
        if not (has_records or records.escalations.between(first, last)):
            nights = came_in = False  # without records, nobody can say that nothing came in
        return ShareWeek(
            week=week,
            days_not_said=sum(first <= day <= last for day in self.uncounted) if hours or after_hours else 0,
            hours=_rounded(sums.hours, WEEK_HOURS) if hours else None,
            # A part of a week can't be compared with usual weeks.
            usual_hours=_rounded(usual(comparable, week, today).hours, WEEK_HOURS) if hours and is_whole else None,
            # Days whose hours look wrong are left out, as their hours are not counted either.
            days_worked=sum(not (row.free or row.doubtful) for row in workdays) if hours and has_hours else None,
            after_hours_minutes=sums.after_hours_minutes if after_hours else None,
            days_off_worked=sum(worked_when_free(row, schedule) for row in workdays)
            if after_hours and has_hours
            else None,
            night_pings=figures(records, first, last, today, schedule).night_pings if nights else None,
            workload=_rounded(sums.workload) if "workload" in consent.fields else None,
            **(_came_in(sums, no_asks, first, last) if came_in else {}),
            support_minutes=total(support_times) if "support" in consent.fields else None,
            activities=tuple(_activities(sums)) if "activities" in consent.fields else (),
            peer_minutes=sums.peer_minutes if "peers" in consent.fields else None,
            community=_rounded(sums.community) if community else None,
            community_feels=chosen_lines(community_lines(checkins, consent), consent) if community else (),
            metrics=tuple(_metrics(checkins, self.metrics)) if "metrics" in consent.fields else (),
            questions=tuple(_questions(checkins, self.questions, consent)),
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


def _questions(checkins: Sequence[CheckIn], asked: Iterable[Question], consent: Consent) -> Iterator[ShareQuestion]:
    """Yield the answers in `checkins` to the questions `asked`, except those of another kind than their question."""
    for question in asked:
        given = [checkin.answers[question.name] for checkin in checkins if question.name in checkin.answers]
        flags = [answer for answer in given if isinstance(answer, bool)]
        if question.is_yes_no and flags:
            yield ShareQuestion(question.name, sum(flags), len(flags))
        elif not question.is_yes_no and (
            texts := chosen_lines(answer_texts(checkins, question.name, consent), consent)
        ):
            yield ShareQuestion(question.name, texts=texts)


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

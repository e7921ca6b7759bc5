"""Building a share file from records: which days, words and escalations are in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Workday
from cmcheckin.sharing.builder import OWN_IDS, build_share, first_record_day, fits_one_file, unlogged_days
from cmcheckin.sharing.codec import MAX_WEEKS
from cmcheckin.sharing.share_file import FIELDS, Consent, ShareFile, ShareLeave, ShareMetric, ShareQuestion, ShareWeek
from cmcheckin.sharing.summary import ShareSummary
from cmcheckin.sharing.week_builder import MIN_WEEKS
from cmcheckin.wording.formats import one_decimal

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
WEEK = Week(2026, 47)
FIRST, LAST = WEEK.monday, WEEK.sunday


def share(*records: Record, consent: Consent | None = None, today: date = TODAY) -> ShareFile:
    kept = Records.of(records)
    metrics = (Metric("members", "people", "up"),)
    return build_share(
        kept, consent or Consent(FIRST, LAST, FIELDS), "p-1", NOW, Schedule(), today, metrics, secret=OWN_IDS
    )


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def worked(first: date, hours: float, days: int = 5, **more: Any) -> list[Workday]:
    return [Workday(first + timedelta(n), "work", hours, **more) for n in range(days)]


def moods(monday: date, *ratings: int) -> list[CheckIn]:
    return [CheckIn(monday + timedelta(n), mood=mood, workload=3) for n, mood in enumerate(ratings)]


def test_hours_are_shared_by_week_with_the_usual() -> None:
    before = [day for back in range(1, 5) for day in worked(WEEK.shifted(-back).monday, 8)]
    (week,) = share(*before, *worked(FIRST, 9, after_hours_minutes=30)).weeks
    assert (week.hours, week.usual_hours, week.days_worked) == (45, 40, 5)
    assert (week.after_hours_minutes, week.days_not_said) == (150, 2)


def test_the_usual_is_rounded_once_where_it_is_shown() -> None:
    before = [day for back in range(1, 5) for day in worked(WEEK.shifted(-back).monday, 8.44 + 0.01 * (back % 2), 1)]
    (week,) = share(*before, *worked(FIRST, 8, 1)).weeks
    assert week.usual_hours == 8.445
    assert one_decimal(week.usual_hours) == "8.4"


def test_means_are_shared_with_more_decimal_places_than_are_shown() -> None:
    (week,) = share(CheckIn(FIRST, mood=3, metrics={"members": 40.4491})).weeks
    assert week.metrics[0].mean == 40.4491


def test_part_of_a_week_has_no_usual() -> None:
    before = [day for back in range(1, 5) for day in worked(WEEK.shifted(-back).monday, 8)]
    part = Consent(FIRST, FIRST + timedelta(2), FIELDS)
    (week,) = share(*before, *worked(FIRST, 9), consent=part).weeks
    assert (week.hours, week.usual_hours) == (27, None)


def test_a_range_has_a_week_for_each_it_touches() -> None:
    days = Consent(FIRST - timedelta(1), FIRST + timedelta(1), FIELDS)
    found = share(*worked(FIRST - timedelta(7), 8, 7), *worked(FIRST, 9), consent=days)
    assert [(str(week.week), week.hours) for week in found.weeks] == [("2026-W46", 8), ("2026-W47", 18)]


@pytest.mark.parametrize(
    ("now", "word"),
    [
        ((3, 3, 3), "about"), ((2, 3, 3), "about"), ((3, 4, 4), "above"), ((3, 2, 2), "below"),
        ((2, 2, 2), "well below"), ((5, 5, 4), "well above"),
    ],
)  # fmt: skip
def test_mood_is_a_word_against_the_own_usual(now: tuple[int, ...], word: str) -> None:
    before = [one for back in range(1, 7) for one in moods(WEEK.shifted(-back).monday, 3, 3, 3)]
    assert share(*before, *moods(FIRST, *now)).weeks[0].mood == word


def test_who_swings_from_week_to_week_has_wider_words() -> None:
    swings = ((2, 2, 2), (4, 4, 4), (2, 3, 2), (4, 3, 4), (3, 3, 3), (2, 2, 3))
    before = [one for back, week in enumerate(swings, 1) for one in moods(WEEK.shifted(-back).monday, *week)]
    assert share(*before, *moods(FIRST, 3, 2, 2)).weeks[0].mood == "about"


def test_one_extreme_earlier_week_does_not_change_the_word() -> None:
    before = [one for back in range(1, 7) for one in moods(WEEK.shifted(-back).monday, 3, 3, 3)]
    wild = moods(WEEK.shifted(-7).monday, 1, 1, 1)
    assert share(*wild, *before, *moods(FIRST, 3, 3, 3)).weeks[0].mood == "about"
    assert share(*wild, *before, *moods(FIRST, 2, 3, 2)).weeks[0].mood == "below"


@pytest.mark.parametrize(("first_back", "word"), [(7, "below"), (8, None)])
def test_the_usual_is_of_twelve_whole_weeks_before(first_back: int, word: str | None) -> None:
    weeks_back = range(first_back, first_back + MIN_WEEKS)
    before = [one for back in weeks_back for one in moods(WEEK.shifted(-back).sunday - timedelta(2), 3, 3, 3)]
    assert share(*before, *moods(FIRST, 2, 3, 2)).weeks[0].mood == word


@pytest.mark.parametrize(("mornings", "weeks"), [(2, 6), (5, 5)])
def test_there_is_no_word_for_few_ratings_or_few_weeks(mornings: int, weeks: int) -> None:
    before = [one for back in range(1, weeks + 1) for one in moods(WEEK.shifted(-back).monday, 3, 3, 3)]
    assert share(*before, *moods(FIRST, *[1] * mornings)).weeks[0].mood is None


@pytest.mark.parametrize("day", [FIRST, FIRST + timedelta(3)])
def test_a_range_of_one_day_gets_no_word_from_the_rest_of_its_week(day: date) -> None:
    before = [one for back in range(1, 7) for one in moods(WEEK.shifted(-back).monday, 3, 3, 3)]
    one_day = Consent(day, day, FIELDS)
    assert share(*before, *moods(FIRST, 1, 1, 1, 1), consent=one_day).weeks[0].mood is None


def test_escalations_were_opened_in_the_range_or_open_at_its_end() -> None:
    early, late = at(FIRST - timedelta(30)), at(LAST + timedelta(1))
    found = share(
        Escalation("old-open", "Old and open", early),
        Escalation("old-done", "Old and done", early, status="resolved", resolved=at(FIRST)),
        Escalation("done-since", "Done since", early, status="resolved", resolved=late),
        Escalation(
            "in", "In it", at(FIRST), severity=4, minutes=30, could_wait=True, status="resolved", resolved=at(FIRST)
        ),
        Escalation("next", "The week after", late),
        Escalation("ask", "Captions", at(FIRST), kind="ask", severity=3, handed_to="product"),
    )
    assert {one.id for one in found.escalations} == {"old-open", "done-since", "in"}
    assert [(one.id, one.severity, one.handed_to) for one in found.asks] == [("ask", None, "product")]
    (week,) = found.weeks
    assert (week.escalations_opened, week.escalations_open, week.escalations_resolved) == (1, 2, 2)
    assert (week.minutes_on_escalations, week.could_have_waited) == (30, 1)


def test_support_is_summed_for_itself() -> None:
    kinds = ("support", "support", "conduct")
    came = (Escalation(f"e-{n}", "x", at(FIRST), kind=kind, minutes=20) for n, kind in enumerate(kinds))
    assert share(*came).weeks[0].support_minutes == 40


def test_out_of_hours_is_shared_with_after_hours() -> None:
    came = (Escalation("by-day", "x", at(FIRST, 12)), Escalation("at-night", "y", at(FIRST, 23)))
    assert {one.id: one.out_of_hours for one in share(*came).escalations} == {"by-day": False, "at-night": True}
    assert share(*came).weeks[0].night_pings == 1
    without = Consent(FIRST, LAST, ("escalations",))
    assert {one.out_of_hours for one in share(*came, consent=without).escalations} == {None}


def test_words_are_other_ones_for_the_file_alone_and_what_is_dropped_is_not_counted() -> None:
    checkin = CheckIn(FIRST, wins=(Win("Mine", "w-1"), Win("Not for them", "w-2"), Win("Emptied", "w-3")))
    came = (
        Escalation("e-1", "Sam shouted", at(FIRST), minutes=10),
        Escalation("e-2", "Private", at(FIRST), minutes=50),
    )
    texts = {"w-1": "Ours", "w-3": " ", "e-1": "A loud \x1b[31mthread"}
    dropped = frozenset({"w-2", "e-2"})
    found = share(checkin, *came, consent=Consent(FIRST, LAST, FIELDS, excluded=dropped, texts=texts))
    assert [win.text for win in found.wins] == ["Ours"]
    assert [one.title for one in found.escalations] == ["A loud thread"]
    assert (found.weeks[0].escalations_opened, found.weeks[0].minutes_on_escalations) == (1, 10)
    assert checkin.wins[0].text == "Mine"


def test_wins_for_oneself_are_never_shared() -> None:
    checkin = CheckIn(FIRST, wins=(Win("Stayed in bed when ill", "w-1", "self"), Win("Meetup", "w-2", "event")))
    assert [win.text for win in share(checkin).wins] == ["Meetup"]


def test_community_and_custom_metrics_are_shared_by_week() -> None:
    felt = [
        CheckIn(FIRST + timedelta(n), community=Community(3 + n, "calm"), metrics={"members": 10.0 + n, "zz": 1})
        for n in range(2)
    ]
    (week,) = share(*felt).weeks
    assert (week.community, week.community_feels) == (3.5, ("calm",))
    assert week.metrics == (ShareMetric("members", 10.5, "people", "up"), ShareMetric("zz", 1))


def test_past_days_that_are_not_logged_are_listed() -> None:
    kept = Records.of([*worked(FIRST, 8, 3), CheckIn(FIRST + timedelta(4), mood=3)])
    friday = FIRST + timedelta(4)
    assert unlogged_days(kept, FIRST, LAST, friday) == (FIRST + timedelta(3),)
    assert unlogged_days(kept, FIRST, LAST, TODAY) == tuple(FIRST + timedelta(n) for n in (3, 4, 5, 6))


def test_days_before_the_first_record_are_not_missing() -> None:
    kept = Records.of(worked(FIRST + timedelta(2), 8, 5))
    assert unlogged_days(kept, FIRST - timedelta(30), LAST, TODAY) == ()
    assert unlogged_days(Records(), FIRST, LAST, TODAY) == ()


def test_the_records_it_wants_reach_back_as_far_as_the_usual() -> None:
    assert first_record_day(FIRST) == FIRST - timedelta(weeks=12)


def test_fields_keep_their_order_however_they_were_selected() -> None:
    assert share(consent=Consent(FIRST, LAST, ("wins", "nonsense", "hours"))).fields == ("hours", "wins")


def test_a_week_that_is_not_logged_does_not_claim_that_nothing_came_in() -> None:
    (week,) = share(*worked(FIRST - timedelta(14), 8)).weeks
    assert (week.escalations_opened, week.escalations_open, week.could_have_waited) == (None, None, None)
    assert week.night_pings is None
    (week,) = share(*worked(FIRST, 8, 1)).weeks
    assert (week.escalations_opened, week.escalations_open, week.night_pings) == (0, 0, 0)


def test_earlier_open_escalations_are_shared_for_a_week_that_is_not_logged() -> None:
    (week,) = share(Escalation("e-1", "Spam", at(FIRST - timedelta(9)), status="open")).weeks
    assert (week.escalations_opened, week.escalations_open) == (0, 1)


def test_days_off_that_were_worked_are_counted_with_the_time_after_hours() -> None:
    saturday, sunday = FIRST + timedelta(5), FIRST + timedelta(6)
    free = [Workday(saturday, "work", 4), Workday(sunday, "off", 1.5), Workday(FIRST + timedelta(4), "leave", 0)]
    (week,) = share(*worked(FIRST, 8, 4), *free).weeks
    assert week.days_off_worked == 2
    (week,) = share(*worked(FIRST, 8)).weeks
    assert week.days_off_worked == 0
    (week,) = share(CheckIn(FIRST, mood=3)).weeks
    assert week.days_off_worked is None


@pytest.mark.parametrize(
    ("first", "last", "fit"),
    [
        (FIRST, LAST, True),
        (LAST - timedelta(7 * (MAX_WEEKS - 1)), LAST, True),
        (LAST - timedelta(7 * (MAX_WEEKS - 1) + 1), LAST, False),
        (date(1970, 6, 1), date(1970, 6, 7), True),
        (date(1970, 2, 2), date(1970, 2, 8), False),
        (date.min, date(1, 1, 7), False),
    ],
)
def test_a_file_covers_ten_years_at_most_and_days_that_can_have_a_usual(first: date, last: date, fit: bool) -> None:
    assert fits_one_file(first, last) is fit
    if fit:
        assert len(share(consent=Consent(first, last, ())).weeks) <= MAX_WEEKS
        assert first_record_day(first).year >= 1970


def test_an_undated_resolution_is_the_same_in_words_and_numbers() -> None:
    found = share(Escalation("e-2", "x", at(FIRST), status="resolved"))
    (week,) = found.weeks
    assert (week.escalations_opened, week.escalations_resolved, week.escalations_open) == (1, 1, 0)
    assert ShareSummary.of(found).resolved == 1
    assert ShareSummary.of(found).headline == "No escalations left open"
    old = Escalation("e-1", "y", at(FIRST - timedelta(30)), status="resolved")
    assert share(old, *worked(FIRST, 8)).weeks[0].escalations_resolved == 0


def test_a_day_that_looks_wrong_is_neither_in_the_hours_nor_among_their_days() -> None:
    today = FIRST + timedelta(2)
    found = share(Workday(FIRST, "work", 19), Workday(FIRST + timedelta(1), "work", 5), today=today)
    (week,) = found.weeks
    assert (week.hours, week.days_worked, week.days_not_said) == (5, 1, 1)
    alone = share(Workday(FIRST, "work", 19), today=today).weeks[0]
    assert (alone.hours, alone.days_worked, alone.days_not_said) == (None, None, 2)


@pytest.mark.parametrize(
    ("distance", "word"),
    [
        (0.0, "about"), (1.49, "about"), (1.51, "above"), (2.99, "above"), (3.01, "well above"),
        (-1.49, "about"), (-1.51, "below"), (-2.99, "below"), (-3.01, "well below"),
    ],
)  # fmt: skip
def test_the_word_changes_at_one_and_a_half_and_three_spreads(distance: float, word: str) -> None:
    # Six weeks of a mean of 3 without a spread of their own: half of the variance is the prior one.
    before = [one for back in range(1, 7) for one in moods(WEEK.shifted(-back).monday, 3, 3, 3)]
    mean = 3 + distance * 0.4 / 2**0.5
    now = [CheckIn(FIRST + timedelta(n), energy=mean) for n in range(3)]  # type: ignore[arg-type]
    before = [one._replace(energy=one.mood) for one in before]
    assert share(*before, *now).weeks[0].energy == word


@pytest.mark.parametrize(("hours", "shared"), [(18.0, 5), (18.01, 4)])
def test_a_day_of_more_than_eighteen_hours_is_not_counted(hours: float, shared: int) -> None:
    (week,) = share(*worked(FIRST, 8, 4), Workday(FIRST + timedelta(4), "work", hours)).weeks
    assert week.days_worked == shared
    assert week.hours == 32 + (hours if shared == 5 else 0)


def test_answers_are_shared_by_week_only_to_questions_that_allow_it() -> None:
    given: list[dict[str, bool | str]] = [
        {"lunch": True, "word": "calm", "mine": True},
        {"lunch": False, "word": "calm"},
        {"word": "busy", "lunch": "text"},
    ]
    kept = Records.of([CheckIn(FIRST + timedelta(n), answers=each) for n, each in enumerate(given)])
    questions = (
        Question("word", "In a word?", "text", share=True),
        Question("lunch", "Lunch?", share=True),
        Question("mine", "?"),
    )

    def week_of(*fields: str) -> ShareWeek:
        consent = Consent(FIRST, LAST, fields)
        return build_share(kept, consent, "p-1", NOW, Schedule(), TODAY, (), questions, secret=OWN_IDS).weeks[0]

    assert week_of("questions").questions == (
        ShareQuestion("word", texts=("calm", "busy")), ShareQuestion("lunch", 1, 2),
    )  # fmt: skip
    assert week_of("metrics").questions == ()


def test_at_most_a_hundred_metrics_are_shared_those_of_the_settings_first() -> None:
    values = {f"m{n:03}": float(n) for n in range(101)} | {"members": 7.0}
    (week,) = share(CheckIn(FIRST, metrics=values)).weeks
    assert [metric.name for metric in week.metrics] == ["members", *(f"m{n:03}" for n in range(99))]


@pytest.mark.parametrize(("day", "listed"), [(-1, False), (0, True), (6, True), (7, False)])
def test_a_resolved_escalation_is_shared_for_the_week_it_came_in(day: int, listed: bool) -> None:
    opened = at(FIRST + timedelta(day))
    done = Escalation("e-1", "Thread", opened, status="resolved", resolved=opened)
    assert bool(share(done).escalations) is listed


def test_support_is_the_time_of_support_of_the_week_alone() -> None:
    kept = [
        Escalation(f"e-{n}", "Thread", at(FIRST + timedelta(day)), kind, minutes=2**n)
        for n, (day, kind) in enumerate([(-1, "support"), (0, "support"), (6, "support"), (7, "support"), (3, "press")])
    ]
    assert share(*kept).weeks[0].support_minutes == 6


@pytest.mark.parametrize(("today", "unlogged"), [(0, 0), (1, 1), (6, 6), (7, 7), (30, 7)])
def test_days_up_to_yesterday_can_be_unlogged(today: int, unlogged: int) -> None:
    records = Records.of([CheckIn(FIRST - timedelta(30), mood=3)])
    assert len(unlogged_days(records, FIRST, LAST, FIRST + timedelta(today))) == unlogged


def test_the_usual_needs_the_records_of_twelve_weeks_before() -> None:
    assert first_record_day(LAST) == FIRST - timedelta(weeks=12)
    assert unlogged_days(Records.of([]), FIRST, LAST, TODAY) == ()


def test_leave_is_shared_for_these_days_and_the_next_two_weeks_as_whole_ranges() -> None:
    def leave(first: date, days: int, **more: Any) -> list[Workday]:
        return [Workday(first + timedelta(n), "leave", **more) for n in range(days)]

    kept = [
        *leave(date(2026, 11, 9), 3), *leave(LAST - timedelta(3), 2), *leave(date(2026, 12, 7), 5),
        *leave(date(2026, 12, 14), 2), Workday(date(2026, 12, 4), "leave", 4), *leave(date(2026, 12, 21), 3),
        Workday(date(2026, 12, 3), "off", label="Feast"), Workday(date(2026, 12, 2), "off"), Workday(FIRST, "sick"),
    ]  # fmt: skip
    assert share(*kept).leave == (
        ShareLeave(date(2026, 11, 19), date(2026, 11, 20), 2),
        ShareLeave(date(2026, 12, 3), date(2026, 12, 3), 1, holiday=True),
        ShareLeave(date(2026, 12, 4), date(2026, 12, 4), 0.5, half=True),
        ShareLeave(date(2026, 12, 7), date(2026, 12, 15), 7),
    )
    assert share(*kept, consent=Consent(FIRST, LAST, ("hours",))).leave == ()

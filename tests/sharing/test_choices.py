"""What is left out by its key is in no format, and can't be computed from the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Community
from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.week import Week
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.sharing.builder import OWN_IDS, build_share
from cmcheckin.sharing.choices import NUMBERS, WITH_HOURS, community_key, week_choices, week_key
from cmcheckin.sharing.rendering import FORMATS, render_share, shown_text
from cmcheckin.sharing.share_file import FIELDS, Consent, ShareFile, ShareResponse
from cmcheckin.sharing.summary import ShareSummary
from tests.sharing.test_privacy import FIRST, LAST, SECRET, TODAY, records

WEEK = Week.of(FIRST)
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
QUESTIONS = (Question("lunch", "Lunch?", share=True), Question("word", "A word?", "text", share=True))
METRICS = (Metric("members", "people", "up"),)


def file(kept: Records, secret: str = SECRET, **choices: Any) -> ShareFile:
    consent = Consent(FIRST, LAST, FIELDS, "Ada", **choices)
    return build_share(kept, consent, "p-1", NOW, Schedule(), TODAY, METRICS, QUESTIONS, secret=secret)


def written(kept: Records, **choices: Any) -> list[str]:
    made = file(kept, **choices)
    return [render_share(made, form).decode() for form in FORMATS]


def morning(day: date, feels: str = "calm", word: str = "fine", members: float = 12) -> CheckIn:
    answers: dict[str, bool | str] = {"lunch": True, "word": word}
    return CheckIn(day, NOW, 4, community=Community(4, feels), metrics={"members": members}, answers=answers)


def month(change: Callable[[Record], Record] = lambda record: record) -> Records:
    days = [FIRST + timedelta(n) for n in range(-70, 12)]
    worked = [Workday(day, "work", 8.0, activities=(Activity("moderation", 3), Activity("events"))) for day in days]
    every: list[Record] = [*map(morning, days), *worked]
    return Records.of(map(change, every))


@given(records(), st.integers(1, 8).map(lambda n: n / 2))
def test_dropped_hours_have_no_effect_on_any_byte(kept: Records, more: float) -> None:
    def changed(one: Record) -> Record:
        if not isinstance(one, Workday) or one.free:  # that a day off was worked is a number of its own
            return one
        if Week.of(one.date) == WEEK and one.hours and one.hours + more <= 18:
            return one._replace(hours=one.hours + more, activities=tuple(
                part._replace(hours=part.hours and min(part.hours + more, 24)) for part in one.activities
            ))  # fmt: skip
        return one

    other = Records.of(map(changed, kept))
    hidden = frozenset({week_key("number", WEEK, "hours")})
    assert written(kept, excluded=hidden) == written(other, excluded=hidden)


def test_dropped_hours_are_in_no_total_and_in_no_other_weeks_usual() -> None:
    def longer(one: Record) -> Record:
        return one._replace(hours=13.0) if isinstance(one, Workday) and Week.of(one.date) == WEEK else one

    hidden = frozenset({week_key("number", WEEK, "hours")})
    kept = month(longer)
    shown, left = file(kept), file(kept, excluded=hidden)
    first, last = left.weeks
    assert [getattr(first, name) for name in ("hours", *WITH_HOURS)] == [None, None, None, 0]
    assert [one.hours for one in first.activities] == [None, None]
    assert shown.weeks[0].hours == 91.0
    assert ShareSummary.of(left).hours == last.hours
    assert (ShareSummary.of(shown).weeks_over_limit, ShareSummary.of(left).weeks_over_limit) == (1, 0)
    assert last == file(month(), excluded=hidden).weeks[1]


@pytest.mark.parametrize("name", NUMBERS)
def test_one_number_of_one_week_is_left_out(name: str) -> None:
    whole, left = file(month()), file(month(), excluded=frozenset({week_key("number", WEEK, name)}))
    assert not getattr(left.weeks[0], name)
    assert left.weeks[1].workload == whole.weeks[1].workload
    kept = {*NUMBERS} - {name, *(WITH_HOURS if name == "hours" else ())}
    assert all(getattr(left.weeks[0], other) == getattr(whole.weeks[0], other) for other in kept)


def test_everything_that_is_listed_can_be_left_out_and_then_nothing_is_left() -> None:
    kept, consent = month(), Consent(FIRST, LAST, FIELDS)
    listed = week_choices(file(kept, OWN_IDS), kept, consent, QUESTIONS)
    keys = [choice.key for week in listed for choice in week.choices]
    assert len(keys) == len({*keys})
    left = file(kept, excluded=frozenset(keys))
    assert week_choices(file(kept, OWN_IDS, excluded=frozenset(keys)), kept, consent, QUESTIONS) == ()
    for form in FORMATS:
        assert not any(word in shown_text(left, form) for word in ("moderation", "members", "lunch", "calm", "fine"))


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (community_key(FIRST), {"feels": "Secret plan"}),
        (f"answer:{FIRST}:word", {"word": "Secret plan"}),
        (f"metric:{WEEK}:members", {"members": 777 * 7 - 6 * 12}),
    ],
)
def test_a_dropped_line_or_number_of_the_users_own_is_in_no_file(key: str, change: dict[str, object]) -> None:
    def changed(one: Record) -> Record:
        is_changed = isinstance(one, CheckIn) and one.date == FIRST
        return morning(one.date, **change) if is_changed else one  # type: ignore[arg-type, union-attr]

    marks = ("Secret plan", "777")
    assert all(any(mark in text for mark in marks) for text in written(month(changed)))
    texts = written(month(changed), excluded=frozenset({key}))
    assert not any(mark in text for mark in marks for text in texts)


def test_a_line_is_reworded_on_each_day_that_has_it() -> None:
    found = file(month(), texts={community_key(FIRST): "busy"})
    assert [week.community_feels for week in found.weeks] == [("busy",), ("calm",)]
    assert "calm" not in shown_text(file(month(), texts={
        community_key(FIRST): "busy", community_key(FIRST + timedelta(7)): "busy",
    }), "md")  # fmt: skip


def test_answers_are_chosen_and_reworded_like_entries() -> None:
    answers = [
        ShareResponse("r-1", "question", "Thursday\nwould help", date(2026, 11, 18)),
        ShareResponse("r-2", "cover", "Thank you", date(2026, 11, 17)),
    ]

    def made(fields: tuple[str, ...] = FIELDS, **choices: Any) -> ShareFile:
        consent = Consent(FIRST, LAST, fields, **choices)
        return build_share(Records(), consent, "p-1", NOW, Schedule(), TODAY, responses=answers, secret=SECRET)

    assert [one.text for one in made().responses] == ["Thank you", "Thursday\nwould help"]
    one = made(excluded=frozenset({"response:r-2"}), texts={"response:r-1": "Friday"})
    assert [(answer.reply, answer.text) for answer in one.responses] == [("r-1", "Friday")]
    for form in FORMATS:
        text = render_share(one, form).decode()
        assert "Friday" in text
        assert not any(word in text for word in ("Thursday", "Thank you", "r-2"))
    without = made(excluded=frozenset({"response:r-1", "response:r-2"}))
    assert (without.responses, "responses" in without.fields) == ((), False)
    assert made(("hours",)).responses == ()

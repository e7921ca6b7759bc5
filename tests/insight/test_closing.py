"""The last line after a check-in: true, kind, short, and silent about what is hard or private."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Community, Win, WinCheck
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import NOTHING
from cmcheckin.domain.figures import Closing
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.workday import DAY_KINDS, Workday
from cmcheckin.insight.closing import closing, reach
from cmcheckin.wording.closing import WIDTH, closing_text, cut, saved_line
from tests.forbidden import found_in

MONDAY, TODAY = date(2026, 11, 16), date(2026, 11, 20)
YEAR_AGO = date(2025, 11, 20)
ANA = Win("So patient", kind="thanks", sender="Ana")
MEETUP = Win("Meetup filled in a day", kind="event")


def day(n: int) -> date:
    """Return the day `n` days after Monday."""
    return MONDAY + timedelta(n)


def line(*records: Record, year_ago: CheckIn | None = None, today: date = TODAY) -> str:
    """Return the line after the check-in of `today`."""
    return saved_line(closing(Records.of(records), today, year_ago))


def checkin(*wins: Win, on: date = TODAY, mood: int | None = 4, **answers: int) -> CheckIn:
    return CheckIn(on, mood=mood, wins=wins, **answers)  # type: ignore[arg-type]


def escalation(opened: date, severity: int = 3, resolved: date | None = None, id: str = "e-1") -> Escalation:
    times = [datetime.combine(one, time(11), UTC) if one else None for one in (opened, resolved)]
    status = "resolved" if resolved else "open"
    return Escalation(id, "Doxxing", times[0], severity=severity, status=status, resolved=times[1])  # type: ignore[arg-type]


def test_with_nothing_to_say_it_is_plainly_saved() -> None:
    assert line() == "Saved."
    assert line(checkin()) == "Saved."
    assert line(checkin(MEETUP)) == "Saved."


def test_a_win_of_a_year_ago_comes_first() -> None:
    year_ago = checkin(MEETUP, on=YEAR_AGO)
    assert line(checkin(ANA), year_ago=year_ago) == "Saved. A year ago today: “Meetup filled in a day”."


def test_of_several_wins_a_long_term_one_and_then_praise_is_remembered() -> None:
    lasting = Win("Docs", kind="content", long_term=True)
    assert "“Docs”" in line(checkin(), year_ago=checkin(MEETUP, ANA, lasting, on=YEAR_AGO))
    assert "today, from Ana: “So patient”." in line(checkin(), year_ago=checkin(MEETUP, ANA, on=YEAR_AGO))


def test_private_wins_and_those_that_no_longer_hold_are_not_remembered() -> None:
    lapsed = Win("Rota", kind="team", long_term=True, checks=(WinCheck(TODAY, 90, False), WinCheck(MONDAY, 30, True)))
    year_ago = checkin(Win("Slept", kind="self"), lapsed, on=YEAR_AGO)
    assert line(checkin(), year_ago=year_ago) == "Saved."


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ([], [ANA], "A thank-you this week, from Ana."),
        ([], [ANA._replace(sender=None)], "A thank-you this week."),
        ([ANA], [ANA], "Two thank-yous this week, both from Ana."),
        ([ANA, ANA], [ANA], "Three thank-yous this week, all from Ana."),
        ([ANA._replace(sender="Bo"), ANA._replace(sender=None)], [ANA], "Three thank-yous this week, one from Ana."),
        ([ANA, ANA._replace(sender="Bo")], [ANA], "Three thank-yous this week, two of them from Ana."),
        ([ANA], [ANA._replace(sender=None)], "Two thank-yous this week."),
    ],
)
def test_thanks_of_the_week_are_counted_when_one_came_today(before: list[Win], now: list[Win], said: str) -> None:
    assert line(checkin(*before, on=day(1)), checkin(*now)) == f"Saved. {said}"
    assert line(checkin(*before, on=day(1)), checkin()) == "Saved."


def work(n: int, late: int | None) -> Workday:
    return Workday(day(n), "work", 8, after_hours_minutes=late)


def test_the_first_evening_without_after_hours_work_is_named() -> None:
    days = [work(0, 30), work(1, 45), work(2, 20), work(3, 0)]
    assert line(*days, checkin()) == "Saved. Thursday was your first evening without after-hours work this week."


@pytest.mark.parametrize(
    "days",
    [
        [work(0, 30), work(1, 0), work(2, 20), work(3, 0)],  # the second one
        [work(0, 30), work(2, 20), work(3, 0)],  # Tuesday isn't logged
        [work(0, 30), work(1, None), work(2, 20), work(3, 0)],  # nobody knows about Tuesday
        [work(0, 30), work(1, 45), work(2, 20), work(3, None)],
        [work(0, 30), work(1, 45), work(2, 20), Workday(day(3), "off")],  # a day off is no evening after work
        [work(0, 30), work(1, 45), work(2, 0), Workday(day(3), "off")],  # said a day before
        [Workday(day(0), "off"), Workday(day(1), "off"), Workday(day(2), "off"), work(3, 0)],
    ],
)
def test_nothing_is_said_of_an_evening_that_may_not_be_the_first(days: list[Workday]) -> None:
    assert line(*days, checkin()) == "Saved."


def test_a_weekend_off_is_mentioned_on_monday() -> None:
    off = [Workday(day(-2), "off"), Workday(day(-1), "leave")]
    assert line(*off, checkin(on=MONDAY), today=MONDAY) == "Saved. You had the whole weekend off."
    assert line(*off, checkin(on=day(1)), today=day(1)) == "Saved."
    for other in (Workday(day(-1), "sick"), Workday(day(-1), "off", 1), Workday(day(-1), "off", 20)):
        assert line(off[0], other, checkin(on=MONDAY), today=MONDAY) == "Saved."


def test_what_was_resolved_today_and_wins_of_the_week_are_counted() -> None:
    resolved = [escalation(day(-9), resolved=TODAY, id=f"e-{n}") for n in range(2)]
    earlier = escalation(day(-9), resolved=day(2), id="e-9")
    assert line(*resolved, earlier, checkin(MEETUP, MEETUP)) == "Saved. Two escalations resolved today."
    assert line(earlier, checkin(MEETUP, on=day(1)), checkin(MEETUP)) == "Saved. Two wins this week."
    assert line(checkin(MEETUP, MEETUP, on=day(1)), checkin()) == "Saved."
    assert line(checkin(MEETUP, on=day(-1)), checkin(MEETUP)) == "Saved."


@pytest.mark.parametrize(
    "records",
    [
        [checkin(ANA, mood=2)],
        [checkin(ANA, energy=1)],
        [checkin(ANA, workload=5)],
        [checkin(ANA), escalation(TODAY, severity=5)],
        [checkin(ANA), escalation(day(3), severity=5)],
    ],
)
def test_after_a_hard_day_it_stays_quiet(records: list[Record]) -> None:
    assert line(*records, year_ago=checkin(MEETUP, on=YEAR_AGO)) == "Saved. That's all for today."


def test_long_words_are_cut_between_words_to_one_line() -> None:
    long = Win("The whole community came together for the meetup and " * 4, kind="event")
    said = line(checkin(), year_ago=checkin(long, on=YEAR_AGO))
    assert said == "Saved. A year ago today: “The whole community came together for the meetup…”."
    assert cut("abcdef", 6) == "abcdef"


@given(text=st.text(max_size=200), most=st.integers(8, 100))
def test_a_cut_text_is_a_beginning_and_fits(text: str, most: int) -> None:
    found = cut(text, most)
    assert len(found) <= most
    assert found == text if len(text) <= most else text.startswith(found[:-1])


WINS = st.builds(
    Win,
    st.sampled_from(["Meetup", "Docs " * 30, "“Quoted”"]),
    st.none(),
    st.sampled_from([None, *WIN_KINDS]),
    st.sampled_from([None, "Ana", "Bo"]),
    st.booleans(),
    st.just(()),
    st.just(NOTHING),
)
RATINGS = st.sampled_from([None, 1, 2, 3, 4, 5])
CHECKINS = st.builds(
    lambda n, wins, mood, energy: CheckIn(
        day(n), mood=mood, energy=energy, wins=tuple(wins), feelings=("secret",), note="secret",
        community=Community(2, "secret"),
    ),
    st.integers(-7, 6),
    st.lists(WINS, max_size=3),
    RATINGS,
    RATINGS,
)  # fmt: skip
WORKDAYS = st.builds(
    lambda n, kind, hours, late: Workday(day(n), kind, hours, after_hours_minutes=late),
    st.integers(-7, 6),
    st.sampled_from(["work", *DAY_KINDS]),
    st.sampled_from([None, 0, 8, 20]),
    st.sampled_from([None, 0, 0, 30]),
)
ESCALATIONS = st.builds(
    lambda n, severity, length, id: escalation(day(n), severity, None if length is None else day(n + length), id),
    st.integers(-7, 6),
    st.sampled_from([1, 3, 5]),
    st.sampled_from([None, 0, 1, 5]),
    st.sampled_from(["e-1", "e-2", "e-3"]),
)


def holds(fact: Closing, records: Records, today: date, year_ago: CheckIn | None) -> bool:
    """Count again, from `records`, what `fact` claims."""
    monday = today - timedelta(today.weekday())
    week = [one for one in records.checkins if monday <= one.date <= today]
    wins = [win for one in week for win in one.wins]
    thanks = [win for win in wins if win.kind == "thanks"]
    logged = {one.date: one for one in records.workdays}
    now = next(one for one in week if one.date == today)
    match fact.kind:
        case "hard":
            bad = [one for one in records.escalations if one.severity == 5 and 0 <= (today - one.day).days <= 1]
            return bool(bad) or now.mood in (1, 2) or now.energy == 1 or now.workload == 5
        case "year_ago":
            return year_ago is not None and fact.text in [win.text for win in year_ago.wins if win.kind != "self"]
        case "thanks":
            from_name = [win for win in thanks if win.sender == fact.name]
            return (fact.number, fact.of_name) == (len(thanks), len(from_name))
        case "first_evening":
            before = [logged[monday + timedelta(n)] for n in range(today.weekday())]
            evenings = [one.date for one in before if one.kind == "work" and not one.after_hours_minutes]
            return evenings == [fact.on] == [today - timedelta(1)]
        case "weekend":
            days = [logged[today - timedelta(n)] for n in (1, 2)]
            return today == monday and all(not one.counted_hours and one.kind != "work" for one in days)
        case "resolved":
            return fact.number == sum(one.resolved_day == today for one in records.escalations)
        case "wins":
            return fact.number == len(wins)


@given(
    found=st.lists(st.one_of(CHECKINS, WORKDAYS, ESCALATIONS), max_size=14),
    n=st.integers(0, 6),
    year_ago=st.none() | CHECKINS,
)
def test_every_line_is_true_kind_and_short(found: list[Record], n: int, year_ago: CheckIn | None) -> None:
    records = Records.of({one.key: one for one in found}.values())
    today = day(n)
    fact = closing(records, today, year_ago)
    assert fact == closing(records, today, year_ago)  # the same, however often it is asked for
    said = saved_line(fact)
    assert len(said) <= WIDTH
    assert said.startswith("Saved.")
    assert "secret" not in said
    assert not found_in(said)
    if fact is None:
        assert said == "Saved."
        return
    assert holds(fact, records, today, year_ago)
    assert not found_in(closing_text(fact))
    near = Records(
        records.checkins.between(*reach(today)), records.workdays.between(*reach(today)), records.escalations
    )
    assert closing(near, today, year_ago) == fact  # records out of its reach change nothing

"""The weekly draft: every line has its support in entries, nothing private has a part in it, nothing is filled in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from forbidden import found_in
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Community, Win, WinCheck
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES, Escalation
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.report.draft import Report, draft
from cmcheckin.report.rendering import FORMATS, render
from cmcheckin.wording.report import PARTS

MONDAY, SUNDAY, TODAY = date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 20)
PRIVATE = "nobody-else-may-read-this"


def escalation(id: str, days: int = 0, hour: int = 11, **fields: object) -> Escalation:  # noqa: A002
    opened = datetime.combine(MONDAY + timedelta(days), time(hour), UTC)
    return Escalation(id, str(fields.pop("title", f"Thread {id}")), opened, **fields)  # type: ignore[arg-type]


def drawn(*records: Record) -> Report:
    return draft(Records.of(records), MONDAY, SUNDAY, TODAY, Schedule())


def lines(report: Report, part: str) -> list[str]:
    return [line for one in report.parts if one.name == part for line in one.lines]


def test_an_empty_week_has_no_parts_and_says_so() -> None:
    report = drawn()
    assert report.empty
    assert "Nothing is written down" in render(report, "md")


def test_wins_are_told_in_their_words_and_praise_with_who_gave_it() -> None:
    wins = (
        Win("Meetup filled in a day", "w-1", "event"),
        Win("You were so patient", "w-2", "thanks", "a new member"),
        Win("Slept eight hours", "w-3", "self"),
    )
    assert lines(drawn(CheckIn(MONDAY, wins=wins)), "well") == [
        "Meetup filled in a day (Mon 16 Nov)",
        "“You were so patient”, a new member (Mon 16 Nov)",
    ]


def test_a_long_term_win_that_was_looked_at_and_held_is_told() -> None:
    held = Win("Guide", "w-1", "content", long_term=True, checks=(WinCheck(MONDAY, 90, True),))
    lost = Win("Rota", "w-2", "team", long_term=True, checks=(WinCheck(MONDAY, 30, False),))
    report = drawn(CheckIn(MONDAY, wins=(held, lost)))
    assert [line for line in lines(report, "well") if "holding" in line] == ["Still holding after 90 days: Guide"]


def test_how_the_community_felt_is_counted_in_mornings() -> None:
    moods = (4, 4, 3)
    told = [CheckIn(MONDAY + timedelta(n), community=Community(mood, "excited")) for n, mood in enumerate(moods)]
    assert lines(drawn(*told), "feels") == ["Good on two mornings and okay on one, of three.", "excited"]


def test_a_cause_is_suggested_once_it_brought_two_and_not_before() -> None:
    one, two = (escalation(f"e-{n}", n, cause="price change", minutes=60) for n in (0, 1))
    assert lines(drawn(one), "suggest") == []
    assert lines(drawn(one, two), "suggest") == [
        "A look at “price change”: it brought two escalations and 2 h of work."
    ]


def test_an_ask_that_waits_is_carried_and_an_answer_suggested() -> None:
    ask = escalation("e-1", -20, kind="ask", status="open", handed_to="product", title="Captions")
    report = drawn(ask)
    assert lines(report, "suggest") == ["An answer to “Captions”, which has been waiting for three weeks."]
    assert lines(report, "uncounted") == ["Ask carried to product: Captions, waiting for three weeks"]
    assert lines(report, "came_in") == []


def test_what_came_of_it_names_outcomes_and_what_is_left() -> None:
    done = escalation(
        "e-1", 0, status="resolved", resolved=datetime(2026, 11, 18, 9, tzinfo=UTC), outcome="filter in\nplace"
    )
    left = escalation("e-2", 1, status="watching", severity=4, handed_to="safety")
    assert lines(drawn(done, left), "came_of_it") == [
        "Thread e-1, resolved after two days: filter in place",
        "One is still open, one of them high or a crisis.",
    ]


def test_what_nobody_counts_is_counted() -> None:
    support = escalation("e-1", 1, kind="support", minutes=75)
    night = escalation("e-2", 2, hour=2, minutes=30)
    late = Workday(MONDAY, "work", 9.0, after_hours_minutes=50)
    assert lines(drawn(support, night, late), "uncounted") == [
        "1 h 45 min on escalations of no named cause (2)",
        "1 h 15 min of customer support that was somebody else's to do, in one case",
        "50 min after hours, on one day",
        "One ping at night, in one night",
    ]


def test_a_night_belongs_to_the_evening_it_began_on() -> None:
    sunday_night, week_before = escalation("e-1", 7, hour=2), escalation("e-2", 0, hour=2)
    assert "One ping at night, in one night" in lines(drawn(sunday_night), "uncounted")
    assert "One ping at night, in one night" not in lines(drawn(week_before), "uncounted")


def test_lines_can_be_changed_left_out_and_added() -> None:
    report = drawn(CheckIn(MONDAY, wins=(Win("One", "w-1", "event"), Win("Two", "w-2", "event"))))
    edited = report.edited({"win-w-1": "First"}, {"suggest": ["A rota"]}, ["win-w-2"])
    assert [part.name for part in edited.parts] == ["well", "suggest"]
    assert lines(edited, "well") == ["First"]
    assert lines(edited, "suggest") == ["A rota"]
    assert edited.parts[0].items[0].keys == report.parts[0].items[0].keys


@pytest.mark.parametrize("form", FORMATS)
def test_words_of_others_stay_text_in_every_format(form: str) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:1) # head"
    report = drawn(CheckIn(MONDAY, wins=(Win(hostile, "w-1", "event"),)))
    text = render(report, form)
    assert ("<script>alert" not in text) or form == "txt"
    assert "[x](javascript" not in text or form != "md"


def made_up(seed: int) -> Records:
    """A month of anything, with something private in every place that is private."""
    random = Random(seed)  # noqa: S311  the same for the same seed
    found: list[Record] = []
    for n in range(-14, 14):
        day = MONDAY + timedelta(n)
        wins = tuple(
            Win(f"win {n} {k}", f"w-{n}-{k}", random.choice((None, *WIN_KINDS)), random.choice((None, "Ada")))
            for k in range(random.randrange(3))
        )
        felt = Community(random.choice((None, 1, 5)), random.choice((None, "calm")))
        found.append(
            CheckIn(day, None, 3, 1, 1, (PRIVATE,), felt, wins, {}, PRIVATE) if random.random() < 0.7 else CheckIn(day)
        )
        found.append(Workday(day, random.choice(("work", "off")), random.choice((None, 8.0, 20.0)), None, None, 45))
        for k in range(random.randrange(3)):
            opened = datetime.combine(day, time(random.randrange(24)), UTC)
            status = random.choice((None, *STATUSES))
            found.append(
                Escalation(
                    f"e-{n}-{k}", f"title {n} {k}", opened, random.choice((None, *ESCALATION_KINDS)),
                    random.choice((None, 1, 4, 5)), random.choice((None, 10, 90)), random.choice((None, True, False)),
                    random.choice((None, "a", "b")), random.choice((None, "product")), status,
                    opened + timedelta(days=3) if status == "resolved" else None, random.choice((None, "done")),
                )
            )  # fmt: skip
    return Records.of(found)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_every_line_of_any_week_rests_on_entries_and_none_is_private(seed: int) -> None:
    records = made_up(seed)
    report = draft(records, MONDAY, SUNDAY, TODAY, Schedule())
    known = {record.key for record in records}
    assert [part.name for part in report.parts] == [name for name in PARTS if lines(report, name)]
    for part in report.parts:
        ids = [line.id for line in part.items]
        assert len(ids) == len(set(ids))
        for line in part.items:
            assert line.keys
            assert set(line.keys) <= known
            assert found_in(line.text) == []
    for form in FORMATS:
        assert PRIVATE not in render(report, form)
    assert draft(records, MONDAY, SUNDAY, TODAY, Schedule()) == report


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_numbers_come_out_of_the_entries_again(seed: int) -> None:
    records = made_up(seed)
    report = draft(records, MONDAY, SUNDAY, TODAY, Schedule())
    by_key = {record.key: record for record in records}
    for part in report.parts:
        for line in part.items:
            entries = [by_key[key] for key in line.keys]
            if line.id.startswith("minutes-"):
                total = sum(one.minutes or 0 for one in entries if isinstance(one, Escalation))
                hours, minutes = divmod(total, 60)
                told = re.match(r"(?:(\d+) h ?)?(?:(\d+) min)?", line.text)
                assert told is not None
                assert (int(told[1] or 0), int(told[2] or 0)) == (hours, minutes)
            if line.id == "after-hours":
                assert all(isinstance(one, Workday) and one.after_hours_minutes for one in entries)

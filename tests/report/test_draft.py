"""The drafted report: every line is based on records, and none is private or made up."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Community, Win, WinCheck
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES, Escalation, Update
from cmcheckin.domain.records import Record, Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.report.draft import draft_report
from cmcheckin.report.edits import ReportEdits
from cmcheckin.report.model import Report
from cmcheckin.report.rendering import FORMATS, render_report
from cmcheckin.wording.report import PARTS
from tests.forbidden import found_in

MONDAY, SUNDAY, TODAY = date(2026, 11, 16), date(2026, 11, 22), date(2026, 11, 20)
PRIVATE = "nobody-else-may-read-this"


def escalation(id: str, days: int = 0, hour: int = 11, **fields: object) -> Escalation:
    opened = datetime.combine(MONDAY + timedelta(days), time(hour), UTC)
    return Escalation(id, str(fields.pop("title", f"Thread {id}")), opened, **fields)  # type: ignore[arg-type]


def drawn(*records: Record) -> Report:
    return draft_report(Records.of(records), MONDAY, SUNDAY, TODAY, Schedule())


def lines(report: Report, part: str) -> list[str]:
    return [line for one in report.parts if one.name == part for line in one.texts]


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_week_has_no_parts_and_a_notice(form: str) -> None:
    report = drawn()
    assert report.is_empty
    assert "Nothing to report" in render_report(report, form)


def test_wins_keep_their_words_and_praise_names_its_sender() -> None:
    wins = (
        Win("Meetup filled in a day", "w-1", "event"),
        Win("You were so patient", "w-2", "thanks", "a new member"),
        Win("Slept eight hours", "w-3", "self"),
    )
    assert lines(drawn(CheckIn(MONDAY, wins=wins)), "well") == [
        "Meetup filled in a day (Mon 16 Nov)",
        "“You were so patient”, a new member (Mon 16 Nov)",
    ]


def test_a_long_term_win_that_still_holds_is_reported() -> None:
    held = Win("Guide", "w-1", "content", long_term=True, checks=(WinCheck(MONDAY, 90, True),))
    lost = Win("Rota", "w-2", "team", long_term=True, checks=(WinCheck(MONDAY, 30, False),))
    report = drawn(CheckIn(MONDAY, wins=(held, lost)))
    assert [line for line in lines(report, "well") if "holding" in line] == ["Still holding up after 90 days: Guide"]


def test_community_moods_are_counted_by_check_in() -> None:
    moods = (4, 4, 3)
    checkins = [CheckIn(MONDAY + timedelta(n), community=Community(mood, "excited")) for n, mood in enumerate(moods)]
    assert lines(drawn(*checkins), "feels") == ["excited", "Good on two of three mornings, okay on one."]


def test_a_cause_is_suggested_once_it_brought_two_and_not_before() -> None:
    one, two = (escalation(f"e-{n}", n, cause="price change", minutes=60) for n in (0, 1))
    assert lines(drawn(one), "suggest") == []
    assert lines(drawn(one, two), "suggest") == [
        "Looking into “price change”, which led to two escalations and 2 h of work."
    ]


def test_an_ask_that_waits_is_carried_and_an_answer_suggested() -> None:
    ask = escalation("e-1", -20, kind="ask", status="open", handed_to="product", title="Captions")
    report = drawn(ask)
    assert lines(report, "suggest") == ["Answering “Captions”, which has been waiting for three weeks."]
    assert lines(report, "uncounted") == ["Ask passed to product: Captions, waiting for three weeks"]
    assert lines(report, "came_in") == []


@pytest.mark.parametrize(
    ("days", "fields", "part", "begin"),
    [
        (-10, {"kind": "ask"}, "suggest", "An answer to"),
        (-3, {"severity": 2}, "suggest", "Somebody"),
    ],
)
def test_what_waits_long_enough_is_suggested(days: int, fields: dict[str, Any], part: str, begin: str) -> None:
    assert not lines(drawn(escalation("e-1", days + 1, **fields)), part)
    assert len(lines(drawn(escalation("e-1", days, **fields)), part)) == 1
    assert not lines(drawn(escalation("e-1", days, status="resolved", **fields)), part)


def test_two_suggestions_of_a_kind_are_made() -> None:
    asks = [escalation(f"e-{n}", -20 - n, kind="ask") for n in range(3)]
    found = lines(drawn(*asks), "suggest")
    assert [line[:24] for line in found] == ["Answering “Thread e-2”, ", "Answering “Thread e-1”, "]
    causes = [escalation(f"c-{n}", n % 3, cause=f"cause {n // 2}", handed_to="product") for n in range(6)]
    assert len(lines(drawn(*causes), "suggest")) == 2
    unassigned = [escalation(f"u-{n}", -8, severity=n + 1) for n in range(3)]
    assert len(lines(drawn(*unassigned), "suggest")) == 2


@pytest.mark.parametrize(("waited", "suggested"), [(1, 0), (2, 1)])
def test_night_pings_that_could_have_waited_are_suggested_from_two(waited: int, suggested: int) -> None:
    pings = [escalation(f"e-{n}", n + 1, hour=2, could_wait=n < waited, handed_to="product") for n in range(3)]
    assert len(lines(drawn(*pings), "suggest")) == suggested


@pytest.mark.parametrize(("severity", "lines_of_its_own"), [(None, 0), (3, 0), (4, 1), (5, 1)])
def test_high_severity_has_a_line_of_its_own(severity: int | None, lines_of_its_own: int) -> None:
    assert len(lines(drawn(escalation("e-1", severity=severity)), "came_in")) == 1 + lines_of_its_own


@pytest.mark.parametrize(("number", "named"), [(3, True), (4, False)])
def test_up_to_three_open_escalations_are_named(number: int, named: bool) -> None:
    [text] = lines(drawn(*(escalation(f"e-{n}", n) for n in range(number))), "came_of_it")
    assert ("Thread e-0" in text) is named


@pytest.mark.parametrize(("day", "reported"), [(-1, False), (0, True), (4, True), (6, True), (7, False)])
def test_a_check_of_a_win_is_reported_in_its_range(day: int, reported: bool) -> None:
    win = Win("Guide", "w-1", "content", long_term=True, checks=(WinCheck(MONDAY + timedelta(day), 90, True),))
    found = lines(drawn(CheckIn(MONDAY, wins=(win,))), "well")
    assert any("holding" in line for line in found) is reported


@pytest.mark.parametrize(("day", "reported"), [(-1, False), (0, True), (4, True), (5, False)])
def test_an_update_is_reported_up_to_today(day: int, reported: bool) -> None:
    at = datetime.combine(MONDAY + timedelta(day), time(11), UTC)
    found = lines(drawn(escalation("e-1", -9, updates=(Update("Called", at=at),))), "came_of_it")
    assert len(found) == 1 + reported


@pytest.mark.parametrize(("today", "is_current"), [(-1, False), (0, True), (5, True), (6, False)])
def test_a_range_that_is_not_over_has_the_day_it_was_drafted(today: int, is_current: bool) -> None:
    day = MONDAY + timedelta(today)
    assert draft_report(Records.of([]), MONDAY, SUNDAY, day, Schedule()).until == (day if is_current else None)


def test_resolved_escalations_have_outcomes_and_open_ones_are_named() -> None:
    done = escalation(
        "e-1", 0, status="resolved", resolved=datetime(2026, 11, 18, 9, tzinfo=UTC), outcome="filter in\nplace"
    )
    left = escalation("e-2", 1, status="watching", severity=4, handed_to="safety")
    assert lines(drawn(done, left), "came_of_it") == [
        "Thread e-1, resolved after two days: filter in place",
        "One is still open: “Thread e-2” (with safety).",
    ]


def test_one_that_was_handed_off_without_a_name_needs_no_owner() -> None:
    left = escalation("e-1", -9, status="handed-off", severity=4)
    report = drawn(left)
    assert lines(report, "suggest") == []
    assert lines(report, "came_of_it") == ["One is still open: “Thread e-1” (handed off). It came in earlier."]


def test_hidden_work_is_counted() -> None:
    support = escalation("e-1", 1, kind="support", minutes=75)
    night = escalation("e-2", 2, hour=2, minutes=30)
    late = Workday(MONDAY, "work", 9.0, after_hours_minutes=50)
    assert lines(drawn(support, night, late), "uncounted") == [
        "Escalations took 1 h 45 min.",
        "One customer support case was someone else's job, and took 1 h 15 min of that time.",
        "50 min of work after hours, on one day.",
        "One of two escalations came in outside working hours.",
        "One night ping.",
    ]


def test_where_the_time_went_has_days_for_what_has_no_hours() -> None:
    days = [
        Workday(MONDAY, "work", 8.0, activities=(Activity("moderation", 3), Activity("support", 2.5)), peer_minutes=30),
        Workday(MONDAY + timedelta(1), "work", 8.0, activities=(Activity("moderation"), Activity("events"))),
        Workday(MONDAY + timedelta(2), "work", 8.0, peer_minutes=60),
    ]
    report = drawn(*days)
    assert lines(report, "uncounted") == [
        "Where the time went: moderation 3 h and one more day, support 2.5 h, events on one day.",
        "1 h 30 min with peers, on two days.",
    ]
    activities, peers = report.parts[0].items
    assert (activities.keys, peers.keys) == ((days[0].key, days[1].key), (days[0].key, days[2].key))
    assert lines(ReportEdits().apply(report), "uncounted") == [activities.text], "peers only if included"
    assert lines(ReportEdits().toggle_line("peers").apply(report), "uncounted") == [activities.text, peers.text]
    assert lines(ReportEdits().preview(report), "uncounted") == [activities.text, peers.text]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "The escalation"), (2, "Both escalations"), (3, "All three escalations")]
)
def test_figures_about_every_escalation_are_worded_for_one_two_or_all(number: int, words: str) -> None:
    found = drawn(*(escalation(f"e-{n}", n + 1, hour=2) for n in range(number)))
    assert f"{words} came in outside working hours." in lines(found, "uncounted")


def test_a_night_belongs_to_the_evening_it_began_on() -> None:
    sunday_night, week_before = escalation("e-1", 7, hour=2), escalation("e-2", 0, hour=2)
    assert "One night ping." in lines(drawn(sunday_night), "uncounted")
    assert "One night ping." not in lines(drawn(week_before), "uncounted")


def test_a_past_week_is_reported_as_it_was_at_its_end() -> None:
    later = datetime(2026, 11, 25, 9, tzinfo=UTC)
    ask = escalation("e-1", -20, kind="ask", status="resolved", resolved=later, outcome="on the roadmap")
    left = escalation("e-2", -9, status="resolved", resolved=later)
    report = draft_report(Records.of([ask, left]), MONDAY, SUNDAY, date(2026, 11, 27), Schedule())
    assert lines(report, "uncounted") == ["Ask: Thread e-1, waiting for three weeks as of Sun 22 Nov"]
    assert lines(report, "came_of_it") == ["One was open on Sun 22 Nov: “Thread e-2”. It came in earlier."]
    assert lines(report, "suggest") == []  # both are resolved by now


def test_an_undated_resolution_is_reported_without_a_date() -> None:
    done, ask = escalation("e-1", status="resolved"), escalation("e-2", kind="ask", status="resolved", outcome="yes")
    report = drawn(done, ask)
    assert lines(report, "came_of_it") == ["Thread e-1, resolved"]
    assert "Ask: Thread e-2, answered: yes" in lines(report, "uncounted")


def test_many_that_are_open_are_counted_and_few_are_named_gravest_first() -> None:
    some = [escalation(f"e-{n}", n, status="open", severity=n + 2) for n in range(3)]
    assert lines(drawn(*some), "came_of_it") == [
        "Three are still open, one of them high: “Thread e-2”, “Thread e-1” and “Thread e-0”."
    ]
    assert lines(drawn(*some, escalation("e-3", -1, severity=1)), "came_of_it") == [
        "Four are still open, one of them high: “Thread e-2”. One came in earlier."
    ]


def test_high_and_crisis_are_each_called_by_their_name() -> None:
    both = [escalation(f"e-{n}", n, status="open", severity=n + 4) for n in range(2)]
    assert "Two are still open, both of them high or a crisis: " in lines(drawn(*both), "came_of_it")[0]
    crisis = [escalation("e-1", severity=5, status="open"), escalation("e-2", severity=1, status="open")]
    assert "one of them a crisis: " in lines(drawn(*crisis), "came_of_it")[0]


def test_an_earlier_escalation_with_updates_is_reported() -> None:
    update = Update("on the phone with them", datetime(2026, 11, 18, 9, tzinfo=UTC))
    report = drawn(escalation("e-1", -13, status="open", handed_to="safety", updates=(update,)))
    assert lines(report, "came_of_it") == [
        "Thread e-1, open since Tue 3 Nov, was worked on again",
        "One is still open: “Thread e-1” (with safety). It came in earlier.",
    ]


def test_days_of_another_year_than_the_end_of_the_report_have_it() -> None:
    thanks = Win("You were so patient", "w-2", "thanks", "a new member")
    found: list[Record] = [
        CheckIn(date(2024, 11, 18), wins=(Win("Meetup filled in a day", "w-1", "event"), thanks)),
        CheckIn(MONDAY, wins=(Win("Meetup filled in a day", "w-1", "event"),)),
        escalation("e-1", -365, severity=5, status="resolved"),
    ]
    report = draft_report(Records.of(found), date(2016, 11, 21), SUNDAY, TODAY, Schedule())
    assert lines(report, "well") == [
        "Meetup filled in a day (Mon 18 Nov 2024)",
        "“You were so patient”, a new member (Mon 18 Nov 2024)",
        "Meetup filled in a day (Mon 16 Nov)",
    ]
    assert "Crisis: Thread e-1 (Sun 16 Nov 2025)" in lines(report, "came_in")


def test_total_time_is_reported_once_with_the_number_it_is_known_for() -> None:
    known = [escalation(f"e-{n}", n, cause=cause, minutes=30) for n, cause in enumerate(("mails", "mails", None))]
    report = drawn(*known, escalation("e-3", 3))
    assert lines(report, "uncounted") == [
        "Escalations took 1 h 30 min. Time was logged for three of four.",
        "1 h of that came after “mails” (two escalations).",
        "30 min of that has no cause logged (one escalation).",
    ]


def test_wins_of_the_same_id_are_two_lines() -> None:
    report = drawn(*(CheckIn(MONDAY + timedelta(n), wins=(Win(f"Win {n}", "w-1", "event"),)) for n in range(2)))
    assert [line.id for line in report.parts[0].items] == ["win-w-1", "win-w-1~2"]


def test_future_days_are_not_reported() -> None:
    open_now = escalation("e-1", -3, status="open")
    assert draft_report(Records.of([open_now]), MONDAY, SUNDAY, date(2026, 11, 15), Schedule()).is_empty


def test_a_range_that_is_not_over_says_up_to_when() -> None:
    assert "16–22 November 2026, up to Friday 20 November\n" in render_report(drawn(), "md")
    over = draft_report(Records.of([]), MONDAY, SUNDAY, date(2026, 11, 23), Schedule())
    assert "16–22 November 2026\n" in render_report(over, "md")


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
    text = render_report(report, form)
    assert ("<script>alert" not in text) or form == "txt"
    assert "[x](javascript" not in text or form != "md"


def made_up(seed: int) -> Records:
    """Return a month of arbitrary records, with marked text in every private field."""
    random = Random(seed)
    found: list[Record] = []
    for n in range(-14, 14):
        day = MONDAY + timedelta(n)
        wins = tuple(
            Win(f"win {n} {k}", f"w-{n}-{k}", random.choice((None, *WIN_KINDS)), random.choice((None, "Ada")))
            for k in range(random.randrange(3))
        )
        felt = Community(random.choice((None, 1, 5)), random.choice((None, "calm")))
        found.append(
            CheckIn(day, None, 3, 1, 1, (PRIVATE,), felt, wins, {}, {"q": PRIVATE}, PRIVATE)
            if random.random() < 0.7
            else CheckIn(day)
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
def test_every_line_has_records_and_none_is_private(seed: int) -> None:
    records = made_up(seed)
    report = draft_report(records, MONDAY, SUNDAY, TODAY, Schedule())
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
        assert PRIVATE not in render_report(report, form)
    assert draft_report(records, MONDAY, SUNDAY, TODAY, Schedule()) == report


def test_leave_and_holidays_are_reported_in_the_range_and_for_the_two_weeks_ahead() -> None:
    away = [Workday(MONDAY - timedelta(3), "leave"), Workday(MONDAY, "leave"), Workday(SUNDAY + timedelta(8), "leave")]
    report = drawn(*away, Workday(MONDAY + timedelta(2), "off", label="Repentance"))
    assert lines(report, "away") == [
        "On leave 13–16 November 2026, 2 days.",
        "Public holiday on Wednesday 18 November 2026.",
        "On leave on Monday 30 November 2026.",
    ]
    assert report.parts[-1].items[0].keys == (away[0].key, away[1].key)
    assert drawn(Workday(TODAY + timedelta(15), "leave"), Workday(MONDAY, "sick")).is_empty

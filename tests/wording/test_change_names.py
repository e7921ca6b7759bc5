"""What changes are called before they are undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation, Update
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.reply_state import ReplyState
from cmcheckin.domain.workday import Activity, Workday
from cmcheckin.wording import change_names as words
from tests.checkin.form_examples import records

FRIDAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
MORNING = CheckIn(FRIDAY, NOW, 3, 4, 3)
WORKED = Workday(FRIDAY, "work", 8.0)
SPAM = Escalation("e-1", "Spam wave", NOW, status="open")
READ = ReplyState("r-1.0a", NOW, "read", "time", "Kim", text="Take Thursday")
WIN = Win("Meetup sold out", "w-1")


def name(why: str, pairs: Sequence[words.Pair]) -> str:
    return words.change_name(why, pairs, FRIDAY)


@pytest.mark.parametrize(
    ("before", "after", "called"),
    [
        (None, CheckIn(FRIDAY, NOW, mood=4), "Mood 4 on Fri 20 Nov"),
        (MORNING, MORNING._replace(mood=2, energy=None), "Mood 2 and no energy on Fri 20 Nov"),
        (None, MORNING, "Check-in for Fri 20 Nov"),
        (MORNING, None, "Deleted: check-in for Fri 20 Nov"),
        (MORNING, MORNING._replace(wins=(WIN,)), "Win: Meetup sold out on Fri 20 Nov"),
        (MORNING._replace(wins=(WIN,)), MORNING, "No win: Meetup sold out on Fri 20 Nov"),
        (MORNING, MORNING._replace(note="a secret"), "A note on Fri 20 Nov"),
        (MORNING, MORNING._replace(feelings=("calm",), community=Community(3)),
         "Feelings and the community on Fri 20 Nov"),
        (MORNING, MORNING._replace(metrics={"posts": 3}, answers={"lunch": False}),
         "Posts 3 and lunch no on Fri 20 Nov"),
        (MORNING._replace(answers={"word": "x"}), MORNING, "No word on Fri 20 Nov"),
        (MORNING, MORNING._replace(extra={"x": 1}), "Check-in for Fri 20 Nov"),
        (None, WORKED, "8 h on Fri 20 Nov"),
        (None, Workday(FRIDAY, "work", 8.0, time(9), time(18), 0), "8 h on Fri 20 Nov"),
        (WORKED, WORKED._replace(hours=9.5), "9.5 h on Fri 20 Nov"),
        (WORKED, WORKED._replace(start=time(9), end=time(17)), "09:00–17:00 on Fri 20 Nov"),
        (WORKED, WORKED._replace(after_hours_minutes=45, peer_minutes=30),
         "45 min after hours and time with peers on Fri 20 Nov"),
        (WORKED, WORKED._replace(activities=(Activity("events"),)), "Activities on Fri 20 Nov"),
        (WORKED, Workday(FRIDAY, "sick"), "Sick and no hours on Fri 20 Nov"),
        (None, Workday(FRIDAY, "leave"), "Leave on Fri 20 Nov"),
        (Workday(FRIDAY, "leave"), Workday(FRIDAY, "leave", 4), "Leave with 4 h on Fri 20 Nov"),
        (None, Workday(FRIDAY, "off", label="Midsummer"), "Off and Midsummer on Fri 20 Nov"),
        (WORKED, None, "Deleted: hours for Fri 20 Nov"),
        (Workday(FRIDAY, "leave"), None, "Deleted: leave on Fri 20 Nov"),
        (Workday(FRIDAY, "leave"), Workday(FRIDAY, "leave", extra={"x": 1}), "Leave on Fri 20 Nov"),
        (None, SPAM, "Escalation: Spam wave"),
        (None, SPAM._replace(kind="ask"), "Ask: Spam wave"),
        (SPAM, SPAM._replace(status="handed-off"), "Spam wave: handed off"),
        (SPAM, SPAM._replace(updates=(Update("still"),)), "Spam wave: an update"),
        (SPAM, SPAM._replace(handed_to="Sam", cause="prices"), "Spam wave: cause and handed to"),
        (SPAM, None, "Deleted: escalation: Spam wave"),
        (None, NudgeState("strain", NOW, "not-useful"), "Answer to a nudge: not useful"),
        (None, READ, "Reply from Kim marked as read"),
        (None, READ._replace(kind="thanks", sender=None), "Thanks marked as read"),
        (READ, READ._replace(kind="thanks", state="kept", win="w-1"), "Thanks from Kim kept as praise"),
        (READ, READ._replace(kind="question", answer="Yes,\nplease"), "Answer to question from Kim: Yes, please"),
        (READ, READ._replace(answer="Yes", shared=FRIDAY), "Answer to reply from Kim: Yes"),
        (READ._replace(answer="Yes"), READ._replace(answer="Yes", shared=FRIDAY), "Answer to reply from Kim shared"),
        (READ, None, "Deleted: reply from Kim"),
    ],
)  # fmt: skip
def test_a_change_of_one_record_is_named_by_what_it_says(
    before: CheckIn | None, after: CheckIn | None, called: str
) -> None:
    assert name("log", [(before, after)]) == called


def test_what_was_done_with_a_reply_is_named_with_it() -> None:
    days = [(None, Workday(date(2026, 12, 3) + timedelta(n), "leave")) for n in range(3)]
    planned = (None, READ._replace(state="acted"))
    assert name("leave", [*days, planned]) == "Leave on 3 days, 3–5 December 2026 (reply from Kim)"
    kept = (None, READ._replace(kind="thanks", state="kept"))
    assert name("inbox", [(MORNING, MORNING._replace(wins=(WIN,))), kept]) == (
        "Win: Meetup sold out on Fri 20 Nov (thanks from Kim)"
    )  # fmt: skip
    several = [(None, READ._replace(reply=f"r-{n}.0a")) for n in range(5)]
    assert name("inbox", several) == "Five replies marked as read"


def test_a_deleted_day_is_named_once() -> None:
    assert name("delete", [(WORKED, None), (MORNING, None)]) == "Deleted: check-in and hours for Fri 20 Nov"
    off = Workday(FRIDAY, "off")
    assert name("delete", [(off, None), (MORNING, None)]) == "Deleted: check-in for Fri 20 Nov and off on Fri 20 Nov"


def test_two_records_are_named_and_more_are_counted() -> None:
    row = (None, WORKED._replace(date=FRIDAY - timedelta(1)))
    other = (None, WORKED._replace(date=FRIDAY - timedelta(2)))
    assert name("check-in", [row, (None, MORNING)]) == "Check-in for Fri 20 Nov and 8 h on Thu 19 Nov"
    assert name("check-in", [(None, MORNING), row, other]) == "Check-in for Fri 20 Nov and 2 more records"
    days = [(None, Workday(date(2026, 8, 3) + timedelta(n), "leave")) for n in range(10)]
    assert name("leave", days) == "Leave on 10 days, 3–12 August 2026"
    gone = [(day, None) for _, day in days]
    assert name("leave", gone) == "Deleted: leave on 10 days, 3–12 August 2026"
    assert name("import", [*days, *gone, row]) == (
        "Import of 21 records, 3 August – 19 November 2026"
    )  # fmt: skip
    assert name("settle", [(MORNING, MORNING)]) == "Settled: check-in for Fri 20 Nov"
    assert name("log", [(None, MORNING._replace(date=date(2024, 11, 20)))]).endswith("Check-in for Wed 20 Nov 2024")
    assert name("doctor", []) == "This device's last change"


def test_a_large_change_is_asked_about_with_its_kind_and_count() -> None:
    said = words.large_change("undo", "import", 412, date(2026, 11, 3), FRIDAY)
    assert said == "This undoes an import of 412 records from Tue 3 Nov."
    assert words.large_change("redo", "elsewhere", 21, FRIDAY, FRIDAY).startswith("This redoes a change of 21 records")


PAIRS = st.lists(st.tuples(st.none() | records, st.none() | records), max_size=4)


@given(st.sampled_from(["log", "import", "settle"]), PAIRS)
def test_any_change_has_a_name_of_one_line(why: str, pairs: list[words.Pair]) -> None:
    called = name(why, [pair for pair in pairs if any(pair)])
    assert called and "\n" not in called and len(called) < 300

"""The entries of a day become one check-in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.text import NOTE
from cmcheckin.interchange.importing.checkins import checkin_questions, checkins_of
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.questions import (
    ENERGY,
    FEELING,
    MOOD,
    NOTHING,
    NUMBER,
    WIN,
    YES,
    Answers,
    Question,
)
from cmcheckin.interchange.parsing import RecordEntry, Refusal
from cmcheckin.interchange.readers.items import Entry, LeftOut

BERLIN = ZoneInfo("Europe/Berlin")
DAY = date(2026, 3, 9)
NOW = datetime(2026, 11, 20, 8, 30, tzinfo=BERLIN)
CONTEXT = ImportContext(BERLIN, time(4), NOW, NOW.date(), metrics=("Water",), questions=("Walk",))


def at(hour: int, minute: int = 0, day: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, minute)  # noqa: DTZ001  a local time, as in most files


def found(*entries: Entry, answers: dict[tuple[str, str], str] | None = None, keeps: bool = True) -> list[Any]:
    return list(checkins_of(entries, Answers(answers), CONTEXT, "daylio", keeps_numbers=keeps))


def checkin(*entries: Entry, answers: dict[tuple[str, str], str] | None = None) -> CheckIn:
    (entry,) = found(*entries, answers=answers)
    assert isinstance(entry.record, CheckIn)
    return entry.record


def test_several_entries_give_the_median_mood_and_all_texts_in_order_of_time() -> None:
    done = checkin(
        Entry(2, at(22), "good", text="Late"), Entry(3, at(8), "awful", text="Early"), Entry(4, at(12), "meh")
    )
    assert (done.mood, done.note) == (3, "08:00 Early\n\n22:00 Late")
    assert done.logged_at == datetime(2026, 3, 9, 22, tzinfo=BERLIN)


def test_a_single_text_has_no_time_before_it() -> None:
    assert checkin(Entry(2, at(22), "good", text="Late")).note == "Late"


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (DAY, 9),
        (at(3, 59), 8),
        (at(4), 9),
        (datetime(2026, 3, 9, 5, 30, tzinfo=timezone(timedelta(hours=9))), 9),  # its own offset decides
        (datetime(2026, 3, 9, 2, 30, tzinfo=UTC), 8),
        (datetime(2026, 3, 9, 3, 30, tzinfo=UTC), 9),  # 04:30 in the user's zone
    ],
)
def test_an_entry_belongs_to_the_day_that_starts_at_four(when: date, day: int) -> None:
    assert checkin(Entry(2, when, "good")).date.day == day


def test_win_lines_and_tags_that_mark_wins_become_wins() -> None:
    text = "Busy day\nwin: Meetup filled\n- Win: Thanks from Ana\n@shipped the guide\nwindow seat"
    done = checkin(Entry(2, DAY, text=text, tags=("@shipped",)), answers={(WIN, "@shipped"): YES})
    assert [win.text for win in done.wins] == ["Meetup filled", "Thanks from Ana", "the guide"]
    assert done.note == "Busy day\nwindow seat"


def test_a_tag_of_the_whole_entry_makes_its_first_line_a_win() -> None:
    done = checkin(Entry(2, DAY, text="Meetup filled\nMore people than chairs", tags=("win",)))
    assert ([win.text for win in done.wins], done.note) == (["Meetup filled"], "More people than chairs")


@pytest.mark.parametrize(
    ("text", "win", "note"),
    [
        ("- Newsletter sent\n- Meetup planned", "Newsletter sent", "- Meetup planned"),
        ("- Newsletter sent @praise\n- Meetup planned", "Newsletter sent", "- Meetup planned"),
        ("", "praise", ""),
        ("so " * 400, "praise", ("so " * 400).strip()),
    ],
)
def test_a_tag_that_marks_a_win_is_never_lost(text: str, win: str, note: str) -> None:
    done = checkin(Entry(2, DAY, text=text, tags=("praise",)), answers={(WIN, "praise"): YES})
    assert ([win.text for win in done.wins], done.note or "") == ([win], note)
    assert "daylio_tags" not in done.extra


def test_tags_become_feelings_only_if_the_user_says_so_and_are_kept_otherwise() -> None:
    entry = Entry(2, DAY, "good", tags=("tired", "mods"), feelings=("calm",))
    done = checkin(entry, answers={(FEELING, "tired"): "worn out"})
    assert done.feelings == ("calm", "worn out")
    assert done.extra == {"daylio_tags": ["mods"]}
    assert checkin(entry).extra == {"daylio_tags": ["tired", "mods"]}


def test_habits_become_own_numbers_and_answers_and_the_rest_are_named() -> None:
    entry = Entry(2, DAY, numbers={"water": 3, "Steps": 8000, "Outside": True})
    done, *left = found(entry, answers={(NUMBER, "Outside"): "Walk", (NUMBER, "Steps"): NOTHING}, keeps=False)
    assert (done.record.metrics, done.record.answers) == ({"Water": 3.0}, {"Walk": True})
    assert left == [LeftOut(2, "the habit “Steps”, which isn't one of your own numbers or questions")]


def test_many_habits_that_are_not_own_numbers_are_one_reason() -> None:
    first = Entry(2, DAY, numbers={f"h{n}": n for n in range(4)})
    second = Entry(3, DAY - timedelta(1), numbers={f"h{n}": n for n in range(2, 8)})
    left = [item for item in found(first, second, keeps=False) if isinstance(item, LeftOut)]
    named = "the habits “h2”, “h3”, “h4”, “h5”, “h6” and 3 more"
    assert left == [LeftOut(line, f"{named}, which aren't your own numbers or questions") for line in (3, 2)]


def test_scales_beside_a_mood_are_kept_as_an_unknown_field() -> None:
    assert checkin(Entry(2, DAY, "good", numbers={"Sleep": 7.5})).extra == {"daylio_numbers": {"Sleep": 7.5}}
    assert checkin(Entry(2, DAY, numbers={"Sleep": 7.5})).extra == {"daylio_numbers": {"Sleep": 7.5}}


def test_extra_lists_of_several_entries_are_joined() -> None:
    first = Entry(2, DAY, "good", unmapped={"daylio_scales": ["Sky: grey", "Mud: deep"], "place": "A"})
    second = Entry(3, DAY, "good", unmapped={"daylio_scales": ["Sky: grey", "Sky: blue"], "place": "B"})
    done = checkin(first, second)
    assert done.extra == {"daylio_scales": ["Sky: grey", "Mud: deep", "Sky: blue"], "place": "B"}


def test_a_rating_is_proposed_for_a_mood_that_is_a_feeling() -> None:
    felt, named = Entry(2, DAY, mood="At Ease", feelings=("at ease",)), Entry(3, DAY, mood="Tired")
    asked = {question.name: question.default for question in checkin_questions([felt, named], CONTEXT)}
    assert asked == {"At Ease": "4", "Tired": ""}
    assert (checkin(felt).mood, checkin(felt).feelings) == (4, ("at ease",))
    assert checkin(felt, answers={(MOOD, "At Ease"): "3"}).mood == 3


def test_a_day_with_nothing_to_import_gets_no_check_in() -> None:
    assert found(Entry(2, at(9), "zen", numbers={}), answers={(MOOD, "zen"): NOTHING}) == []


def test_the_future_and_notes_that_are_too_long_are_refused_with_their_line() -> None:
    assert isinstance(found(Entry(7, date(2026, 11, 21), "good"))[0], Refusal)
    (refusal,) = found(Entry(8, DAY, text="x" * NOTE), Entry(9, DAY, text="y"))
    assert refusal == Refusal(8, "the note for 2026-03-09 would have 20,003 characters, but the limit is 20,000")


def test_the_questions_name_each_mood_tag_and_habit_with_a_default() -> None:
    entries = [Entry(2, DAY, "Zen", "full", tags=("win", "mods"), numbers={"Water": 1}), Entry(3, DAY, tags=("mods",))]
    asked = list(checkin_questions(entries, CONTEXT))
    assert [(question.kind, question.name, question.default) for question in asked] == [
        (MOOD, "Zen", ""),
        (ENERGY, "full", "5"),
        (FEELING, "mods", NOTHING),
        (FEELING, "win", NOTHING),
        (WIN, "mods", NOTHING),
        (WIN, "win", YES),
        (NUMBER, "Water", "Water"),
    ]
    assert [question for question in asked if question.must] == [Question(MOOD, "Zen", asked[0].options, "", 1)]


ENTRIES = st.builds(
    Entry,
    st.integers(1, 10**6),
    st.dates() | st.datetimes() | st.datetimes(timezones=st.just(BERLIN)),
    st.sampled_from(["", "good", "zen", "3", "9"]),
    st.sampled_from(["", "full", "2"]),
    st.tuples(st.text(max_size=60)),
    st.tuples(st.text(min_size=1, max_size=20)),
    st.text(max_size=200),
    st.dictionaries(st.text(max_size=50), st.booleans() | st.floats(), max_size=3),
    st.just({}),
)


@given(st.lists(ENTRIES, max_size=6))
def test_any_entries_become_valid_check_ins_or_reasons(entries: list[Entry]) -> None:
    for item in checkins_of(entries, Answers(), CONTEXT, "daylio"):
        if isinstance(item, RecordEntry):
            assert isinstance(item.record, CheckIn)
            assert item.record.date <= CONTEXT.today
            assert CheckIn.read(item.record.raw()) == item.record
        else:
            assert item.reason

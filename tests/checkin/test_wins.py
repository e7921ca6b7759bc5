"""Step 3: wins, and follow-ups on long-term ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.checkin import wins
from cmcheckin.checkin.form import FollowUp
from cmcheckin.domain.checkin import WIN_KINDS, CheckIn, Win, WinCheck
from cmcheckin.domain.text import LINE
from tests.checkin.form_examples import FRIDAY, make_form


def kept(days_ago: int, **fields: object) -> CheckIn:
    """Return a check-in of `days_ago` days ago with one long-term win."""
    win = Win(**({"text": "Docs sprint", "id": "w-1", "long_term": True} | fields))  # type: ignore[arg-type]
    return CheckIn(FRIDAY - timedelta(days_ago), wins=(win,))


def ages(*checkins: CheckIn) -> list[int]:
    return [look.after_days for look in wins.due_follow_ups(checkins, FRIDAY)]


@pytest.mark.parametrize(
    ("days_ago", "asked"),
    [(29, []), (30, [30]), (43, [30]), (44, []), (89, []), (90, [90]), (103, [90]), (104, []), (400, [])],
)
def test_a_long_term_win_is_followed_up_after_30_and_90_days_for_two_weeks(days_ago: int, asked: list[int]) -> None:
    assert ages(kept(days_ago)) == asked


def test_what_was_answered_does_not_return() -> None:
    at_30 = WinCheck(FRIDAY - timedelta(60), 30, holds=True)
    assert ages(kept(31, checks=(WinCheck(FRIDAY - timedelta(1), 30, holds=False),))) == []
    assert ages(kept(91, checks=(at_30,))) == [90]
    assert ages(kept(91, checks=(at_30, WinCheck(FRIDAY - timedelta(1), 90)))) == []


def test_other_wins_do_not_come_back() -> None:
    assert ages(kept(30, long_term=False), kept(30, long_term=None), kept(30, id=None)) == []


def test_the_oldest_follow_up_is_first() -> None:
    assert ages(kept(31), kept(95, id="w-2"), kept(30, id="w-3")) == [90, 30, 30]


def test_a_look_back_is_written_to_its_own_win() -> None:
    checkin = CheckIn(FRIDAY - timedelta(30), wins=(Win("one", "w-1", long_term=True), Win("two", "w-2")))
    looks = (FollowUp(checkin.date, checkin.wins[0], 30, holds=False), FollowUp(checkin.date, checkin.wins[1], 30))
    done = wins.with_follow_ups(checkin, looks, FRIDAY)
    assert done.wins[0].checks == (WinCheck(FRIDAY, 30, holds=False),)
    assert done.wins[1] == checkin.wins[1]
    other_day = FollowUp(date(2026, 1, 1), checkin.wins[0], 30, holds=True)
    assert wins.with_follow_ups(checkin, (other_day,), FRIDAY) == checkin


def test_an_answer_can_be_cleared() -> None:
    begun = make_form(follow_ups=(FollowUp(FRIDAY - timedelta(30), Win("one", "w-1"), 30),))
    answered = wins.answer_follow_up(begun, 0, holds=True)
    assert answered.follow_ups[0].holds is True
    assert answered.has_answers
    assert wins.answer_follow_up(answered, 0, holds=None) == begun
    assert not begun.has_answers


@given(st.text())
def test_a_win_is_one_clean_line_or_is_not_added(text: str) -> None:
    done = wins.add(make_form(), text)
    assert all(win.text and "\n" not in win.text and "\x1b" not in win.text for win in done.checkin.wins)


def test_a_sender_stays_only_with_praise_received() -> None:
    thanked = wins.change(wins.add(make_form(), "So patient"), 0, kind="thanks", sender="Ada")
    assert thanked.checkin.wins[0].sender == "Ada"
    assert wins.change(thanked, 0, kind="team").checkin.wins[0].sender is None


def test_an_emptied_win_is_dropped() -> None:
    two = wins.add(wins.add(make_form(), "one"), "two")
    assert [win.text for win in wins.change(two, 0, text="").checkin.wins] == ["two"]
    assert [win.text for win in wins.remove(two, 1).checkin.wins] == ["one"]


def test_each_digit_has_its_kind() -> None:
    assert [wins.kind_of(str(n)) for n in range(1, 9)] == list(WIN_KINDS)
    assert [wins.kind_of(each) for each in ("0", "9", "", "x", "²", "12")] == [None] * 6


def test_a_win_has_the_length_of_a_line() -> None:
    assert [len(win.text) for win in wins.add(make_form(), "x" * (LINE + 1)).checkin.wins] == [LINE]


def test_wins_of_a_day_are_asked_about_in_the_order_of_their_texts() -> None:
    both = CheckIn(FRIDAY - timedelta(30), wins=tuple(Win(text, text, long_term=True) for text in ("b", "a")))
    assert [look.win.text for look in wins.due_follow_ups([both], FRIDAY)] == ["a", "b"]
    assert timedelta(days=104) == wins.FOLLOW_UP_REACH

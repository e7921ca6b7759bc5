"""The user's answers to a kind of nudge."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cmcheckin.domain.nudge_state import ACTIONS, LEAVE, PEAK, SNOOZE_DAYS, NudgeState, new_answer
from cmcheckin.domain.records import decode

AT = datetime.fromisoformat("2026-11-20T08:32:00+01:00")


@pytest.mark.parametrize("action", ACTIONS)
def test_an_answer_has_its_kind_and_a_peak_or_leave_its_own(action: str) -> None:
    state = new_answer(action, AT, "no_day_off", date(2026, 12, 4))
    assert state.kind == (action if action in (PEAK, LEAVE) else "no_day_off")
    assert (state.action, state.at) == (action, AT)


def test_of_two_answers_in_one_second_the_later_is_dated_later() -> None:
    kept = {new_answer("off", AT, "no_day_off").key}
    second = new_answer("on", AT, "no_day_off", is_taken=kept.__contains__)
    assert second.key not in kept
    assert second.at == AT + timedelta(seconds=1)
    assert new_answer("on", AT, "short_rest", is_taken=kept.__contains__).at == AT


def test_a_snooze_lasts_two_weeks_and_an_answer_counts_for_the_users_day() -> None:
    assert SNOOZE_DAYS == 14
    assert NudgeState("no_day_off", AT).day == date(2026, 11, 20)
    assert NudgeState("no_day_off", AT.replace(hour=3)).day == date(2026, 11, 19)


def test_an_action_of_a_later_version_is_kept() -> None:
    raw = {"type": "nudge_state", "kind": "new_kind", "at": AT.isoformat(), "action": "whisper", "volume": 3}
    state = decode(raw)
    assert isinstance(state, NudgeState)
    assert (state.action, state.extra) == ("whisper", {"volume": 3})

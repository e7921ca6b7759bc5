"""The words around nudges: keys, answers, the support page."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from cmcheckin.domain.nudge_state import ACTIONS, NudgeState
from cmcheckin.wording import nudge_cards, support

TODAY = date(2026, 11, 20)
FORBIDDEN = re.compile(
    r"\b(must|should|have to|don't forget|failed|missed|only|warning|alert|risk|unhealthy|abnormal|normal|burnout|"
    r"burned|depressed|suffering|score|streak)\b|!|(?<!no )\bneed to\b",
    re.IGNORECASE,
)


def answers() -> list[str]:
    at = datetime(2026, 11, 20, 8, tzinfo=UTC)
    states = [NudgeState("no_day_off", at, action, date(2027, 9, 30)) for action in ACTIONS]
    return [nudge_cards.answer_effect(state, TODAY) for state in states]


def all_said() -> list[str]:
    """Return every sentence of both modules, and the answers."""
    texts = [value for module in (nudge_cards, support) for value in vars(module).values() if isinstance(value, str)]
    tables = [nudge_cards.HELD_BACK_REASONS]
    texts += [text for table in tables for text in table.values()]
    texts += [label for key in (*nudge_cards.CONTROLS, *nudge_cards.PERSONAL_CONTROLS) for label in key]
    for country in ("", *support.COUNTRIES):
        texts += [str(section) for section in support.sections([], country, date(2030, 1, 1))]
    return [text for text in texts if not text.startswith(("cmcheckin.", "/"))] + answers()


def test_no_text_orders_judges_or_alarms() -> None:
    said = [
        text for text in all_said() if FORBIDDEN.search(text) and text not in (nudge_cards.__doc__, support.__doc__)
    ]
    assert said == []


@pytest.mark.parametrize("answer", answers())
def test_an_answer_and_its_undo_fit_one_line(answer: str) -> None:
    assert len(f"{answer} {nudge_cards.UNDO_HINT}") <= 78


@pytest.mark.parametrize("controls", [nudge_cards.CONTROLS, nudge_cards.PERSONAL_CONTROLS])
def test_controls_fit_a_card(controls: tuple[tuple[str, str], ...]) -> None:
    assert len("  ".join(f"{key} {label}" for key, label in controls)) <= 76


def test_an_action_of_a_later_version_is_shown_plainly() -> None:
    state = NudgeState("no_day_off", datetime(2026, 11, 20, 8, tzinfo=UTC), "whisper")
    assert nudge_cards.answer_effect(state, TODAY) == "Saved."
    assert "whisper" in nudge_cards.last_answer([state], TODAY)

"""The user's own keys: messages about a name that no action has, and about a key that two actions share."""

from __future__ import annotations

import pytest

from cmcheckin.settings import parse
from cmcheckin.ui.keymap import problems
from cmcheckin.ui.kit.prompt import Prompt
from tests.ui.app_made import MakeApp
from tests.ui.screens_shown import press


def test_a_name_of_no_action_comes_with_the_nearest_and_where_they_are_listed() -> None:
    (said,) = problems({"week.todya": "0"})
    assert "keys.week.todya isn't an action" in said
    assert "week.today" in said
    assert "help keys" in said
    (said,) = problems({"zzzzzzzzzzzz": "0"})
    assert "Perhaps" not in said


@pytest.mark.parametrize(
    ("keys", "key", "winner", "loser"),
    [
        ({"week.today": "e"}, "e", "week.today", "week.edit"),
        ({"week.goto": "0", "week.today": "0"}, "0", "week.goto", "week.today"),
        ({"checkin.leave": "9"}, "9", "wins.long_term", "checkin.leave"),
        ({"week.today": "ctrl+l"}, "ctrl+l", "week.today", "redraw"),
        ({"help": "f9", "week.edit": "f9"}, "f9", "help", "week.edit"),
    ],
)
def test_a_key_of_two_actions_on_a_screen_is_named(keys: dict[str, str], key: str, winner: str, loser: str) -> None:
    (said,) = problems(keys)
    assert f"{key} is set for both {winner} and {loser}" in said
    assert f"works for {winner} only" in said


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"week.today": "0", "checkin.leave": "0"},  # never on one screen
        {"week.edit": "n", "week.today": "e"},  # swapped
        {"checkin.next": "ctrl+n", "checkin.finish": "ctrl+n"},  # they share a key by default
        {"week.previous": "v,V"},
    ],
)
def test_keys_that_can_be_had_are_not_spoken_of(keys: dict[str, str]) -> None:
    assert list(problems(keys)) == []


async def test_the_action_that_is_said_to_have_the_key_is_the_one_that_acts(make_app: MakeApp) -> None:
    app = make_app(settings=parse('[keys]\n"week.goto" = "0"\n"week.today" = "0"\n'))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "works for week.goto only" in await press(pilot)
        assert "go to" in (await press(pilot, "enter", "0")).lower()
        assert isinstance(app.screen, Prompt)

"""Every screen has a part in plain lines, with the same letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from cmcheckin.bootstrap import program
from cmcheckin.cli.plain.dialogue import Dialogue
from cmcheckin.cli.plain.parts import PARTS, make_part
from cmcheckin.ui.escalations.screen import EscalationsScreen
from cmcheckin.ui.history.screen import HistoryScreen
from cmcheckin.ui.inbox.screen import InboxScreen
from cmcheckin.ui.places import SCREENS
from cmcheckin.ui.report.screen import ReportScreen
from cmcheckin.ui.trends.screen import TrendsScreen
from cmcheckin.ui.week.screen import WeekScreen
from cmcheckin.ui.wins.screen import WinsScreen
from cmcheckin.wording.app import PLACES
from cmcheckin.wording.plain_parts import TITLES

CLASSES = {
    "week": WeekScreen, "trends": TrendsScreen, "history": HistoryScreen, "wins": WinsScreen,
    "escalations": EscalationsScreen, "report": ReportScreen, "inbox": InboxScreen,
}  # fmt: skip
MOVES = {*"hjkl"}
"""Letters that select another row, which has a number in plain lines, unless the part uses them."""
ONLY_ON_SCREEN = {"wins": {"c"}, "history": {"v"}, "report": {"g", "G", "o"}}
"""Copying with the terminal's clipboard, selecting several days, and the first, the last and the open row."""
EVERYWHERE = {"q", "b"}
"""Quitting, and going back: `b` is the wins on the week screen, which are typed as a word in plain lines."""
ALSO = {"leave", "half", "a", "h"}
"""Keys that do the same as another one, which has the meaning."""
NEEDS_NUDGE = {*"wzyop"}
"""Letters of the week that answer a nudge, and need one."""


def test_every_screen_has_a_part_with_its_name() -> None:
    assert {*SCREENS} <= {*PARTS} <= {*TITLES}
    assert {*PLACES} - {"checkin"} <= {*PARTS}


@pytest.mark.parametrize("name", PARTS)
def test_every_part_has_its_name_and_says_what_each_key_does(name: str, tmp_path: Path) -> None:
    part = make_part(name, Dialogue(), program(str(tmp_path), {"CMCHECKIN_NOW": "2026-11-20T08:30:00+01:00"}))
    assert name == part.NAME
    meanings = part.meanings()
    assert {*part.actions()} - {*meanings} <= ALSO
    assert all(meanings.values())


@pytest.mark.parametrize("name", CLASSES)
def test_the_letters_of_the_screen_work_in_plain_lines(name: str, tmp_path: Path) -> None:
    part = make_part(name, Dialogue(), program(str(tmp_path), {"CMCHECKIN_NOW": "2026-11-20T08:30:00+01:00"}))
    keys = {*part.all_actions()}
    bound = [binding for binding in vars(CLASSES[name])["BINDINGS"] if isinstance(binding, Binding)]
    letters = {key for binding in bound for key in binding.key.split(",") if len(key) == 1 and key.isalpha()}
    missing = letters - keys - MOVES - ONLY_ON_SCREEN.get(name, set()) - EVERYWHERE
    assert missing <= (NEEDS_NUDGE if name == "week" else set())

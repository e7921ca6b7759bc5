"""Fill the homes and folders that the runs open: the demo, a morning in it, a team, an export of another program."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.demo import demo_program
from cmcheckin.cli.demo_data import CONFIG, demo_records
from cmcheckin.clock import FixedClock
from cmcheckin.paths import Paths
from cmcheckin.settings import Settings
from tests.sharing.team_examples import write_team
from tests.ui.conftest import open_journal
from tests.ui.importing.diary_years import three_years

NOW = "2026-11-20T08:45:00+01:00"
"""Shortly after the check-in with which the demo opens."""


def fill_demo(home: Path, theme: str = "") -> None:
    """Fill `home` as `cmcheckin demo` does, with `theme` in its settings."""
    home.mkdir(mode=0o700)
    clock = FixedClock(datetime.fromisoformat(NOW))
    demo_program(Program(Paths(home / "config.toml", home, home / "state"), Settings(), clock, {}), home)
    write_config(home, theme)


def fill_morning(home: Path, theme: str = "") -> None:
    """Fill `home` with the demo up to the evening before, so that the check-in comes first."""
    now = datetime.fromisoformat(NOW)
    with open_journal(home, NOW) as journal:
        journal.save(demo_records(now.date(), now.tzinfo), why="demo")
    write_config(home, theme)


def write_config(home: Path, theme: str = "") -> None:
    """Write the settings of the demo to `home`, with `theme`."""
    home.mkdir(mode=0o700, exist_ok=True)
    (home / "config.toml").write_text(f'theme = "{theme}"\n{CONFIG}' if theme else CONFIG)


def fill_team(folder: Path) -> None:
    """Fill `folder` with twelve weeks of twelve people."""
    write_team(folder, 12, 12)


def fill_export(file: Path) -> None:
    """Write three years of a Daylio export to `file`."""
    file.write_text(three_years(), encoding="utf-8")

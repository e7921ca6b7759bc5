"""An app wired as the program wires it, on a home of its own and a clock that stands."""

from __future__ import annotations

import asyncio
import inspect
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from cmcheckin.clock import FixedClock
from cmcheckin.domain.records import Record
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.settings import Settings
from cmcheckin.ui.app import CheckinApp, Start
from tests.ui.app_made import NOW, MakeApp


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine function to its end."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}))
    return True


@pytest.fixture
def make_app(tmp_path: Path) -> MakeApp:
    """Makes an app on these records."""

    def make(
        records: Iterable[Record] = (),
        *,
        start: Start | None = None,
        settings: Settings | None = None,
        now: str = NOW,
    ) -> CheckinApp:
        clock = FixedClock(datetime.fromisoformat(now))
        journal = Journal.open(Paths(tmp_path / "config.toml", tmp_path, tmp_path / "state"), clock, "laptop-3f9a")
        if kept := list(records):
            journal.save(kept, why="made for a test")
        return CheckinApp(journal, settings or Settings(), clock, start or Start("week"))

    return make


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where this morning is done, so that the week comes first."""
    file = tmp_path / "records.jsonl"
    file.write_text('{"type": "checkin", "date": "2026-11-20", "mood": 4}\n')
    done = subprocess.run(
        [sys.executable, "-m", "cmcheckin", "--home", str(tmp_path / "home"), "import", str(file)],
        env={**os.environ, "CMCHECKIN_NOW": NOW, "CMCHECKIN_DEVICE": "laptop-3f9a"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return tmp_path / "home"

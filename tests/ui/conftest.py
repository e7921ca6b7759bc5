"""An app wired as the program wires it, on a home of its own and with a stopped clock."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from cmcheckin.clock import FixedClock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Record
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.settings import Settings
from cmcheckin.ui.app import CheckinApp, Start
from tests.ui.app_made import NOW, MakeApp
from tests.ui.app_session import AppHome
from tests.ui.pictures import SIZES, Pictures


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine function to its end."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}))
    return True


def open_journal(folder: Path, now: str = NOW) -> Journal:
    """Return the journal of the home `folder`, with a clock stopped at `now`."""
    clock = FixedClock(datetime.fromisoformat(now))
    return Journal.open(Paths(folder / "config.toml", folder, folder / "state"), clock, "laptop-3f9a")


@pytest.fixture
def make_app(tmp_path: Path) -> MakeApp:
    """Return a function that makes an app on records."""

    def make(
        records: Iterable[Record] = (),
        *,
        start: Start | None = None,
        settings: Settings | None = None,
        now: str = NOW,
    ) -> CheckinApp:
        journal = open_journal(tmp_path, now)
        if kept := list(records):
            journal.save(kept, why="made for a test")
        return CheckinApp(journal, settings or Settings(), journal.clock, start or Start("week"))

    return make


@pytest.fixture
def app_home(tmp_path: Path) -> AppHome:
    """An empty home to open apps on."""
    return AppHome(tmp_path / "home")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where this morning is done, so that the week comes first."""
    open_journal(tmp_path / "home").save([CheckIn(date(2026, 11, 20), mood=4)], why="made for a test")
    return tmp_path / "home"


@pytest.fixture(scope="session", autouse=True)
def parsed_styles() -> Iterator[None]:
    """Parse each style of a widget once for all apps in this process with the same colours."""
    parse, known = Stylesheet._parse_rules, dict[tuple[Any, ...], list[RuleSet]]()

    def parse_once(sheet: Stylesheet, css: str, *words: Any, **named: Any) -> list[RuleSet]:
        key = (css, words, *named.items(), *sheet._variables.items())
        if key not in known:
            known[key] = parse(sheet, css, *words, **named)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def pictures(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Pictures:
    """Return the pictures of one size, in true colour, as few terminals of today have only 256."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    return Pictures(request.param, update=request.config.getoption("--update-screenshots"))

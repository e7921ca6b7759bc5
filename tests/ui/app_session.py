"""Run the app on real files in a temporary home, and press its keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from cmcheckin.clock import FixedClock
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Records, decode
from cmcheckin.journal import Journal
from cmcheckin.paths import Paths
from cmcheckin.settings import parse
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.kit.frame import KeyLine
from tests.ui.screens_shown import painted, press_only, shown

FRIDAY = date(2026, 11, 20)
SMALL, LARGE = (80, 24), (120, 40)


@dataclass
class AppSession:
    """A running app and what a test asks of it."""

    app: CheckinApp
    pilot: Pilot[None]

    async def press(self, *keys: str) -> None:
        """Press `keys`, one after the other."""
        await press_only(self.pilot, *keys)

    async def type(self, text: str) -> None:
        """Type `text` letter by letter."""
        await self.press(*text)

    async def paste(self, text: str) -> None:
        """Paste `text` into the focused field."""
        self.app.post_message(events.Paste(text))
        await painted(self.app)

    @property
    def text(self) -> str:
        """Return the screen as lines of text."""
        return shown(self.app)

    def line(self, words: str) -> str:
        """Return the line of the screen with `words`."""
        found = [line for line in self.text.split("\n") if words in line]
        assert found, f"{words!r} is not on the screen:\n{self.text}"
        return found[0]

    @property
    def checkin(self) -> CheckinScreen:
        """Return the check-in screen; it must be the current one."""
        screen = self.app.screen
        assert isinstance(screen, CheckinScreen), f"{type(screen).__name__} is shown:\n{self.text}"
        return screen

    @property
    def page(self) -> str:
        """Return the name of the current page."""
        return self.checkin.page.NAME

    @property
    def at(self) -> str:
        """Return the id of the focused widget, or its class without one; empty without a focus."""
        focused = self.app.screen.focused
        return focused.id or type(focused).__name__ if focused else ""

    @property
    def answers(self) -> CheckIn:
        """Return the answers so far."""
        return self.checkin.form.checkin

    @property
    def footer(self) -> str:
        """Return the last line of the screen."""
        return self.text.split("\n")[-1]

    async def reach(self, page: str) -> None:
        """Press Enter until `page` is shown."""
        for _ in range(30):
            if self.page == page:
                return
            await self.press("enter")
        raise AssertionError(f"{page} was not reached:\n{self.text}")

    def clipped(self) -> list[str]:
        """Return the widgets that are not shown in full above the last line."""
        bottom = self.app.screen.query_one(KeyLine).region.y
        found = []
        for part in self.app.screen.walk_children(Widget):
            shown = part.visible and all(each.display for each in [part, *part.ancestors] if isinstance(each, Widget))
            if shown and not part.children and not isinstance(part, KeyLine) and part.virtual_size.height:
                hidden = part.container_viewport.intersection(part.region) != part.region
                if hidden or part.region.bottom > bottom:
                    found.append(f"{part!r} {part.region}")
        return found


@dataclass
class AppHome:
    """A folder of data on which apps are opened one after the other."""

    folder: Path
    now: str = "2026-11-20T08:30:00+01:00"
    config: str = ""
    records: list[dict[str, Any]] = field(default_factory=list)

    @property
    def journal(self) -> Journal:
        paths = Paths(self.folder / "config.toml", self.folder, self.folder / "state")
        return Journal.open(paths, self.clock, "laptop-3f9a")

    @property
    def clock(self) -> FixedClock:
        return FixedClock(datetime.fromisoformat(self.now))

    @property
    def kept(self) -> Records:
        """Return all records of the journal."""
        return self.journal.everything()

    def checkin(self, day: date = FRIDAY) -> CheckIn:
        """Return the saved check-in of `day`."""
        found = self.journal.checkin(day)
        assert found is not None
        return found

    def escalation(self, n: int) -> Escalation:
        """Return the saved escalation `n`, which `escalation` made."""
        found = self.journal.escalation(escalation(n)["id"])
        assert found is not None
        return found

    def keep(self, records: Iterable[dict[str, Any]]) -> None:
        """Save `records`, given as JSON objects."""
        self.journal.save([decode(record) for record in records], why="test")

    @asynccontextmanager
    async def open_app(self, size: tuple[int, int] = SMALL, start: Start | None = None) -> AsyncIterator[AppSession]:
        """Start the app in a terminal of `size`."""
        app = CheckinApp(self.journal, parse(self.config), self.clock, start or Start())
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield AppSession(app, pilot)

    @property
    def drafts(self) -> list[Path]:
        """Return the files of the drafts."""
        return sorted((self.folder / "drafts").glob("*.json"))


def checkin(day: str, **fields: Any) -> dict[str, Any]:
    """Return a check-in as a JSON object."""
    return {"type": "checkin", "date": day, "mood": 3, "logged_at": f"{day}T08:30:00+01:00"} | fields


def escalation(n: int, **fields: Any) -> dict[str, Any]:
    """Return an open escalation as a JSON object."""
    day = f"2026-11-{10 + n}"
    values = {"type": "escalation", "id": f"e-{day}-1-3f9a", "title": f"Trouble {n}", "severity": 3, "status": "open"}
    return values | {"opened": f"{day}T10:00:00+01:00"} | fields

"""The times from a key to the next frame in the history screen on ten years, with and without a filter."""

from __future__ import annotations

import asyncio
import os
import time
from datetime import date, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from textual.events import Key
from textual.keys import key_to_character

from cmcheckin.clock import FixedClock
from cmcheckin.settings import Settings
from cmcheckin.ui.app import CheckinApp, Start
from cmcheckin.ui.textual_compat.driver import until_idle
from tests.benchmarks.bench_search import journal_with_words
from tests.benchmarks.figures import Figure

TODAY = date(2026, 11, 20)
NOW = f"{TODAY}T08:30:00+01:00"
SIZE = (80, 24)
PRESSES = 100
QUERIES = ("first time members", "price change meetup", "-spam outage film", "kind:conduct mood<=3 spam")


def measure() -> list[Figure]:
    """Return the figures of the history screen."""
    with TemporaryDirectory() as folder:
        journal = journal_with_words(Path(folder))
        app = CheckinApp(journal, Settings(), FixedClock(datetime.fromisoformat(NOW)), Start("week"))
        return asyncio.run(_all(app))


async def _all(app: CheckinApp) -> list[Figure]:
    async with app.run_test(size=SIZE):
        await until_idle(app)
        shown = asyncio.Event()
        app.post_display_hook = shown.set  # type: ignore[method-assign]

        async def press(key: str, *, waits: bool = True) -> float:
            """Return the milliseconds from `key` to the next complete frame."""
            if waits:
                await until_idle(app)
            await asyncio.sleep(0.02)
            shown.clear()
            begun = time.perf_counter()
            app.post_message(Key(key, key if len(key) == 1 else key_to_character(key)))
            await asyncio.wait_for(shown.wait(), 5)
            app.screen._compositor.render_strips()
            return (time.perf_counter() - begun) * 1000

        first = await press("slash")
        early = [await press(letter, waits=False) for letter in "meetup"]
        while app.screen._filter.matches is None or not app.screen._filter.matches.is_all:  # type: ignore[attr-defined]
            await asyncio.sleep(0.05)
        letters = []
        for query in QUERIES:
            await press("ctrl+u")
            letters += [await press({" ": "space"}.get(letter, letter)) for letter in query]
        rows = [await press("down") for _ in range(PRESSES)]
        await press("escape")
        await press("escape")
        weeks = [await press("up") for _ in range(PRESSES)]
        months = [await press("pageup") for _ in range(PRESSES)]
        await press("n")
        await press("tab")
        days = [await press("down") for _ in range(PRESSES)]
        pages = [await press("pagedown") for _ in range(PRESSES)]
        opened = []
        for _ in range(PRESSES // 4):
            await press("escape")
            opened.append(await press("slash"))
            await press("escape")
    return [
        Figure("key to complete history on ten years, the first time", first, None, "ms"),
        Figure("key to complete history after that (p95)", _p95(opened), 60, "ms"),
        Figure("a letter of the filter while the journal is read (median)", median(early), 100, "ms"),
        Figure("a letter of the filter after that (p95)", _p95(letters), 50, "ms"),
        Figure("another match in the list (p95)", _p95(rows), 30, "ms"),
        Figure("another week in the calendar (p95)", _p95(weeks), 30, "ms"),
        Figure("another month in the calendar (p95)", _p95(months), 30, "ms"),
        Figure("another day in the list (p95)", _p95(days), 30, "ms"),
        Figure("another page of the list (p95)", _p95(pages), 30, "ms"),
    ]


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    os.environ.setdefault("TERM", "xterm-256color")
    for figure in measure():
        print(figure)

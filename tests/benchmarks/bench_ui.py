"""The times to the first frame and from a key to the next one, and the bytes that they send to the terminal."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import time
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from textual.events import Key

from cmcheckin.clock import FixedClock
from cmcheckin.settings import Settings
from cmcheckin.ui.app import CheckinApp, Start
from tests.benchmarks.bench_journal import fill
from tests.benchmarks.clean_install import clean_install, quiet
from tests.benchmarks.figures import PAIRS, Figure
from tests.benchmarks.in_a_pty import watch

TODAY = date(2026, 11, 20)
NOW = f"{TODAY}T08:30:00+01:00"
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self): yield Static("it stands")
Bare().run()
"""
PAGES = 400
PRESSES = 120


def measure() -> list[Figure]:
    """Return the figures of the screens."""
    return [*_first_frame_and_bytes(), *_paging()]


# In a pty


def _home(commands: Path, home: Path, environment: Mapping[str, str]) -> None:
    """Fill the home with half a year of made-up data and this morning's check-in, so that the week comes first."""
    program = str(commands / "cmcheckin")
    demo = subprocess.run(
        [program, "demo", "--out", "-"], env=dict(environment), check=True, capture_output=True
    ).stdout
    morning = json.dumps({"type": "checkin", "date": f"{TODAY}", "mood": 4, "energy": 3, "workload": 4}) + "\n"
    subprocess.run(
        [program, "--home", str(home), "import", "-"], input=demo + morning.encode(), env=dict(environment), check=True,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _first_frame_and_bytes() -> list[Figure]:
    with TemporaryDirectory() as folder:
        commands = clean_install(Path(folder) / "install")
        home, fresh = Path(folder) / "home", Path(folder) / "fresh"
        environment = quiet(
            HOME=folder, CMCHECKIN_NOW=NOW, CMCHECKIN_DEVICE="bench-0000", TERM="xterm-256color", LC_ALL="C.UTF-8"
        )
        environment.pop("COLORTERM", None)
        _home(commands, home, environment)
        fresh.mkdir()
        (fresh / "config.toml").touch()  # keeps the setup away
        week = [str(commands / "cmcheckin"), "--home", str(home)]
        morning = [str(commands / "cmcheckin"), "--home", str(fresh)]
        bare = [str(commands / "python"), "-c", BARE]
        ratios = []
        for _ in range(PAIRS):
            ours, theirs = watch(week, environment, b"quit"), watch(bare, environment, b"it stands")
            ratios.append((ours.words / theirs.words, ours.still / theirs.still))
        words, still = (median(values) for values in zip(*ratios[1:], strict=True))
        week_keys = [("page", b"["), ("day", b"\x1b[A"), ("trends", b"t")]
        seen = watch(week, environment, b"quit", week_keys, idle=3.0)
        morning_keys = [
            ("digit", b"3"), ("page", b"\r"), ("next", b"\r"), ("energy", b"3"), ("wrong", b"3"), ("again", b"3"),
            ("first", b"c"), ("letter", b"a"),
        ]  # fmt: skip
        typed = watch(morning, environment, b"next", morning_keys, idle=3.0)
        return [
            # A frame is complete when nothing more comes: the bare app shows its one word early, and paints on.
            Figure("complete first frame in a terminal, against a bare Textual app", still, 1.15),
            Figure("first readable words, against the same", words, None),
            Figure("first frame of the week, 80x24 in 256 colours", seen.frame, 2500, "bytes"),
            Figure("first frame of the check-in", typed.frame, 2500, "bytes"),
            Figure("a rating that moves on to the next question", typed.keys["digit"], 120, "bytes"),
            Figure("the one that moves on to the field for feelings", typed.keys["energy"], 120, "bytes"),
            Figure("skipping a question", typed.keys["next"], 280, "bytes"),
            Figure("the next page with three ratings, all of it new", typed.keys["page"], None, "bytes"),
            Figure("a key that is no answer", typed.keys["wrong"], 120, "bytes"),
            Figure("the same key again", typed.keys["again"], 0, "bytes"),
            Figure("a letter", typed.keys["letter"], None, "bytes"),
            Figure("another week", seen.keys["page"], 1200, "bytes"),
            Figure("another day", seen.keys["day"], None, "bytes"),
            Figure("opening the trends", seen.keys["trends"], 4000, "bytes"),
            Figure("three idle seconds", seen.idle + typed.idle, 0, "bytes"),
        ]


# In this process


def _paging() -> list[Figure]:
    with TemporaryDirectory() as folder:
        return [
            Figure("key to complete week on ten years (p95)", _turned(Path(folder) / "ten", 1), 30, "ms"),
            Figure("the same on top of 36,500 records (p95)", _turned(Path(folder) / "many", 8), 30, "ms"),
            Figure(
                "key to complete trends on ten years (p95)", _pressed(Path(folder) / "opened", "t", "escape"), 60, "ms"
            ),
            Figure("another week there (p95)", _pressed(Path(folder) / "marked", "left"), 30, "ms"),
        ]


def _pressed(home: Path, key: str, back: str = "") -> float:
    """Return the same percentile for pressing `key` many times: in the week, alternating with `back`, if that is given,
    else in the trends."""
    journal = fill(home, 3650, escalations=1)
    app = CheckinApp(journal, Settings(), FixedClock(datetime.fromisoformat(NOW)), Start("week", TODAY - timedelta(1)))
    return asyncio.run(_press(app, key, back))


async def _press(app: CheckinApp, key: str, back: str) -> float:
    taken = []
    async with app.run_test(size=(80, 24)):
        shown = asyncio.Event()
        app.post_display_hook = shown.set  # type: ignore[method-assign]

        async def press(key: str) -> float:
            await asyncio.sleep(0.02)
            shown.clear()
            begun = time.perf_counter()
            app.post_message(Key(key, key if len(key) == 1 else None))
            await asyncio.wait_for(shown.wait(), 5)
            app.screen._compositor.render_strips()
            return (time.perf_counter() - begun) * 1000

        if not back:
            await press("t")
        for _ in range(PRESSES):
            taken.append(await press(key))
            if back:
                await press(back)
    return quantiles(taken[1:], n=20)[-1]


def _turned(home: Path, escalations: int) -> float:
    """Return the 95th percentile of the milliseconds from a key to the complete next frame."""
    journal = fill(home, 3650, escalations=escalations)
    app = CheckinApp(journal, Settings(), FixedClock(datetime.fromisoformat(NOW)), Start("week", TODAY - timedelta(1)))
    return asyncio.run(_turn(app))


async def _turn(app: CheckinApp) -> float:
    taken = []
    async with app.run_test(size=(80, 24)):
        shown = asyncio.Event()
        app.post_display_hook = shown.set  # type: ignore[method-assign]
        for n in range(PAGES):
            await asyncio.sleep(0.01)
            shown.clear()
            begun = time.perf_counter()
            app.post_message(Key("left_square_bracket", "["))
            await asyncio.wait_for(shown.wait(), 5)
            app.screen._compositor.render_strips()
            if n:
                taken.append((time.perf_counter() - begun) * 1000)
    return quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    os.environ.setdefault("TERM", "xterm-256color")
    for figure in measure():
        print(figure)

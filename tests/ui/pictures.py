"""The pictures in `screenshots/`, which the program draws itself, always with the same bytes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from cmcheckin.cli.demo_data import demo_records
from cmcheckin.domain.records import Record
from tests.ui.app_made import NOW
from tests.ui.screens_shown import press, shown
from tests.ui.svg_blocks import with_blocks_drawn

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
SIZES = [(80, 24), (120, 40)]
Steps = tuple[tuple[str, str, list[str]], ...]
"""Names of pictures, the text that each must contain, and the keys pressed before it."""


class Pictures:
    """The pictures of windows of `size`. With `update` they are drawn again; otherwise they are compared."""

    def __init__(self, size: tuple[int, int], *, update: bool) -> None:
        self.size, self._update = size, update

    async def compare(self, pilot: Pilot[Any], steps: Steps, look: str = "") -> None:
        """Press the keys of `steps`, and compare each picture with the file of its name, `look` and size. Fails with
        all that are outdated."""
        outdated = []
        for name, text, keys in steps:
            assert text in await press(pilot, *keys), f"{name} isn't reached:\n{shown(pilot.app)}"
            file = FOLDER / f"{name}{look}-{self.size[0]}x{self.size[1]}.svg"
            svg = _picture(pilot)
            if self._update:
                file.write_text(svg, encoding="utf-8")
            elif not file.exists() or file.read_text(encoding="utf-8") != svg:
                outdated.append(file.name)
        assert not outdated, f"outdated: {', '.join(outdated)}. Run pytest with --update-screenshots"


def demo(days_ago: int = 0) -> tuple[Record, ...]:
    """Return the records of the demo as it was `days_ago` days before NOW."""
    now = datetime.fromisoformat(NOW)
    return demo_records(now.date() - timedelta(days_ago), now.tzinfo)


def _picture(pilot: Pilot[Any]) -> str:
    """Return the screen as SVG, without the fonts that Rich would fetch over the network."""
    svg = with_blocks_drawn(pilot.app.export_screenshot(title="cmcheckin"))
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", "Menlo, Consolas, 'DejaVu Sans Mono', monospace")
    return re.sub(r"terminal-\d+-", "t-", svg)

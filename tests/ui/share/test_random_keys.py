"""Random keys on the share screen never end the program, and nothing private is ever written."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from cmcheckin.sharing.codec import read_share
from cmcheckin.ui.checkin.screen import CheckinScreen
from cmcheckin.ui.share.screen import ShareScreen
from cmcheckin.ui.week.screen import WeekScreen
from tests.ui.app_session import LARGE, SMALL, AppHome, AppSession, checkin, escalation

KEYS = (
    *["enter"] * 8, *["w"] * 3, "escape", "up", "down", "pageup", "pagedown", "home", "end", "space", "backspace", "f1",
    "tab", *"123xefgkj[]+-/? a漢²",
)  # fmt: skip
PASTES = ("[x]\x1b[31m a\nb", "2026-W40", "2026-11-02 2026-11-12", "x" * 600)
PRIVATE = "for-me-alone"


async def write(me: AppSession) -> None:
    """Write the files, from any screen."""
    while not isinstance(me.app.screen, WeekScreen):
        await me.press("escape")
    await me.press("s", "escape", "escape", "escape")
    await me.press("s") if isinstance(me.app.screen, WeekScreen) else None
    share = me.app.screen
    assert isinstance(share, ShareScreen)
    if not share.draft.selection.fields:
        await me.press("space")
    await me.press("enter", "enter", "w", "enter", "w")
    assert "The files are ready" in me.text


@pytest.mark.parametrize(("seed", "size"), [(1, SMALL), (2, LARGE)])
async def test_any_keys_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(tmp_path)  # a folder may be typed without a path
    random = Random(seed)
    app_home = AppHome(tmp_path / "home")
    win = {"id": "w-1", "text": "Docs [/b]", "kind": "thanks", "from": "Ines"}
    app_home.keep([checkin("2026-11-16", wins=[win], note=PRIVATE, feelings=[PRIVATE]), escalation(5)])
    app_home.keep([escalation(6, kind="ask", severity=None, updates=[{"text": PRIVATE}])])
    async with app_home.open_app(size) as me:
        for _ in range(70):
            if isinstance(me.app.screen, CheckinScreen):
                await me.press("escape")
            if isinstance(me.app.screen, WeekScreen):
                await me.press("s")
            if random.random() < 0.03:
                await me.paste(random.choice(PASTES))
            else:
                await me.press(random.choice(KEYS))
            assert not me.app._exit
            if isinstance(me.app.screen, ShareScreen):
                assert me.clipped() == []
        await write(me)
    written = list(tmp_path.rglob("*-2026-*.json"))
    assert all(read_share(file.read_bytes()).fields for file in written if "drafts" not in file.parts)
    shared = [file for file in tmp_path.rglob("*-2026-*.*") if not {"drafts", "journal", "backups"} & {*file.parts}]
    assert shared
    assert not [file for file in shared if PRIVATE in file.read_text("utf-8")]
    assert app_home.journal.problems == ()

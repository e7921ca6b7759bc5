"""Random keys on the import screen, while files and the log change, neither end the program nor save by halves."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from cmcheckin.ui.importing.screen import ImportScreen
from cmcheckin.ui.kit.prompt import Prompt
from tests.cli.test_import_other_programs import DAYLIO, TOGGL
from tests.ui.app_session import LARGE, SMALL, AppHome, checkin

KEYS = (
    *["enter"] * 8, "escape", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "space", "tab", "f1",
    "ctrl+r", "backspace", *"123459-flsatuwowc[]/?x \u00b2\u6f22",
)  # fmt: skip
FILES = {
    "diary.csv": DAYLIO,
    "hours.csv": TOGGL.format(user="Ines"),
    "bad.csv": DAYLIO + "2026-02-30,,,,meh,,,\n",
    "unclear.csv": "date,mood\n3/4/2026,[b]7\x1b[31m\n",
    "many.csv": DAYLIO + "".join(f"2026-01-0{n % 9 + 1},,,,m{n},t{n},,x\n" for n in range(60)),
    "junk": "\x1b[2J[/b]",
}
PASTES = ("[x]\x1b[31m a\nb", "0-10", "-", "x" * 600, "\0")


@pytest.mark.parametrize(("seed", "size"), [(1, SMALL), (2, LARGE)])
async def test_any_keys_in_any_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    random = Random(seed)
    app_home = AppHome(tmp_path / "home")
    app_home.keep([checkin("2026-03-09", mood=1), checkin("2026-11-16")])
    async with app_home.open_app(size) as me:
        for n in range(90):
            if not isinstance(me.app.screen, ImportScreen | Prompt):
                await me.press("escape", "escape", "f")
            if n % 15 == 0:
                await me.press("escape", "escape", "escape", "f", "enter", "ctrl+u", *random.choice([*FILES]), "enter")
            chance = random.random()
            if chance < 0.03:
                await me.paste(random.choice(PASTES))
            elif chance < 0.06:
                app_home.keep([checkin("2026-03-08", mood=random.randint(1, 5))])  # another window
            elif chance < 0.08:
                (tmp_path / "diary.csv").unlink(missing_ok=True)
            else:
                await me.press(random.choice(KEYS))
            assert not me.app._exit
            assert "\x1b" not in me.text
            if isinstance(me.app.screen, ImportScreen):
                assert me.clipped() == []
    assert app_home.journal.problems == ()

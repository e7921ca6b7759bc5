"""The same text in tmux, GNU screen and xterm as in the terminal in memory."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminals.looks import LOOKS, Look
from tests.terminals.multiplexers import MULTIPLEXERS
from tests.terminals.tour import Shot, prepare, touring
from tests.terminals.visits import ROUTES, Visit
from tests.terminals.xterm import NEEDED, Xterm, display

BY_NAME = {look.name: look for look in LOOKS}
CASES = [("256", (80, 24)), ("256-light", (120, 40)), ("16", (70, 20)), ("no-colour", (80, 24)), ("ascii", (80, 24))]
"""Looks with a size."""
TRIES = 60
"""How often a screen is read before it counts as different. It may be read while it is drawn."""


def shots_of(folder: Path, route: str, look: Look, size: tuple[int, int]) -> Iterator[tuple[Visit, Shot]]:
    """Yield every visit with what the terminal in memory shows."""
    folder.mkdir()
    with touring(folder, route, look, size) as tour:
        for visit in ROUTES[route]:
            yield visit, tour.visit(visit)
            if visit.moves:
                tour.press(visit.moves)


def without_folder(text: str, folder: Path) -> str:
    """Return `text` without the lines that have names of folders, which differ between two runs."""
    named = (str(folder.parent)[:9], "/inside/", "/alone/")  # one that is too long for its field begins with its end
    return "\n".join(line for line in text.split("\n") if not any(name in line for name in named)).rstrip()


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(("name", "size"), CASES, ids=[name for name, _ in CASES])
@pytest.mark.parametrize("program", MULTIPLEXERS)
def test_a_multiplexer_shows_the_same(
    tmp_path: Path, program: str, route: str, name: str, size: tuple[int, int]
) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    look, folder = BY_NAME[name], tmp_path / "inside"
    folder.mkdir()
    with MULTIPLEXERS[program](tmp_path, look) as command, touring(folder, route, look, size, command) as inside:
        for visit, expected in shots_of(tmp_path / "alone", route, look, size):
            shown = inside.visit(visit)
            wanted = without_folder(expected.text, tmp_path)
            for _ in range(TRIES):
                if without_folder(shown.text, tmp_path) == wanted:
                    break
                shown = inside.shot(visit.name)
            assert without_folder(shown.text, tmp_path) == wanted, visit.name
            if visit.moves:
                inside.press(visit.moves)
        inside.press("ctrl+q")
        assert inside.window.ended() == 0


@pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"needs {', '.join(NEEDED)}")
@pytest.mark.parametrize("route", ["morning", "diary", "review", "import"])
@pytest.mark.parametrize(("name", "size"), CASES[:4], ids=[name for name, _ in CASES[:4]])
def test_xterm_shows_the_same(tmp_path: Path, route: str, name: str, size: tuple[int, int]) -> None:
    look, folder = BY_NAME[name], tmp_path / "inside"
    folder.mkdir()
    home, arguments, environ = prepare(folder, route, look)
    pictures = os.environ.get("TERMINAL_PICTURES")
    command = [sys.executable, "-m", "cmcheckin", *arguments]
    more = {"CMCHECKIN_HOME": str(home), "CMCHECKIN_DEVICE": "laptop-3f9a", "PYTHONPATH": str(Path.cwd())}
    # xterm itself needs a UTF-8 locale; the variables of the look reach the program through env.
    names = [f"{key}={value}" for key, value in {**environ, **more}.items()]
    with display() as screen, Xterm(folder, screen, ["env", *names, *command], size, {}) as window:
        for visit, expected in shots_of(tmp_path / "alone", route, look, size):
            window.press(*visit.keys)
            wanted = without_folder(expected.text, tmp_path)
            for _ in range(TRIES):
                if without_folder(shown := window.text(), tmp_path) == wanted:
                    break
            if pictures:
                window.picture(Path(pictures, f"xterm-{name}-{size[0]}x{size[1]}-{visit.name}.png"))
            assert without_folder(shown, tmp_path) == wanted, visit.name
            if visit.moves:
                window.press(visit.moves)

"""Start the real program in a terminal in memory, visit its screens, and keep what each looked like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pyte.screens import Char

from tests.terminals import homes
from tests.terminals.looks import Look
from tests.terminals.visits import Visit
from tests.ui.terminal import KEYS, Terminal

MARGIN = (6, 3)
"""Columns and rows that the terminal in memory has beyond what it tells the program."""
QUIET = 0.12
"""Seconds without a byte after which a screen counts as drawn."""
ANSWER = 3.0
"""Seconds to wait for the first byte after a key, which a busy machine needs."""
MORE_KEYS = KEYS | {
    "space": " ",
    "ctrl+p": "\x10",
    "ctrl+s": "\x13",
    "ctrl+q": "\x11",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "page down": "\x1b[6~",
    "end": "\x1b[F",
}


class Shot(NamedTuple):
    """A screen as a person sees it: cells by row, and the place of the cursor if it shows."""

    name: str
    columns: int
    rows: int
    cells: tuple[tuple[Char, ...], ...]
    cursor: tuple[int, int] | None

    @property
    def lines(self) -> list[str]:
        """The text of each row, without blanks at its end."""
        return ["".join(cell.data for cell in row[: self.columns]).rstrip() for row in self.cells[: self.rows]]

    @property
    def text(self) -> str:
        """The rows as one text."""
        return "\n".join(self.lines)

    def colourless(self) -> object:
        """Return all that shows without colour."""
        marks = [[(cell.data, cell.bold, cell.underscore, cell.reverse) for cell in row] for row in self.cells]
        return marks, self.cursor


class Tour:
    """A run of one program. `visit` goes to a screen and returns what it looks like."""

    def __init__(self, window: Terminal, size: tuple[int, int]) -> None:
        self.window, self.size = window, size

    def visit(self, visit: Visit) -> Shot:
        """Press the keys of `visit`, wait for its text, and return the screen."""
        self.press(*visit.keys)
        self.window.until(lambda: is_shown(visit.shows, self.window.text), f"{visit.shows!r} on the screen")
        return self.shot(visit.name)

    def press(self, *keys: str) -> None:
        """Press `keys`, and wait after each that isn't a letter, since a letter soon after Escape makes another key."""
        for n, key in enumerate(keys, 1):
            self.window.press(MORE_KEYS.get(key, key))
            if len(key) > 1 or n == len(keys):
                self.window.read(ANSWER)
                self.settle()

    def settle(self) -> None:
        """Read what the program writes until it has nothing more to write."""
        while self.window.read(QUIET):
            pass

    def shot(self, name: str) -> Shot:
        """Return the screen once it is drawn."""
        self.settle()
        screen = self.window.screen
        rows = tuple(tuple(screen.buffer[y][x] for x in range(screen.columns)) for y in range(screen.lines))
        cursor = None if screen.cursor.hidden else (screen.cursor.x, screen.cursor.y)
        return Shot(name, *self.size, rows, cursor)


def is_shown(wanted: str, text: str) -> bool:
    """Return whether `text` has `wanted`, in Unicode or in ASCII."""
    return wanted in text or wanted.translate(PLAIN) in text


PLAIN = str.maketrans("–●", "-*")


@contextmanager
def touring(folder: Path, route: str, look: Look, size: tuple[int, int], through: Sequence[str] = ()) -> Iterator[Tour]:
    """Start the program of `route` with a home in `folder`, as it looks in `look`, and yield a tour of it.

    `through`: a program that starts it, such as tmux.
    """
    home, arguments, environ = prepare(folder, route, look)
    is_first = route == "setup" and not arguments
    window = Terminal(home, *arguments, size=size, environ=environ, first_start=is_first, through=through)
    with window:
        window.screen.resize(size[1] + MARGIN[1], size[0] + MARGIN[0])
        yield Tour(window, size)


def prepare(folder: Path, route: str, look: Look) -> tuple[Path, list[str], dict[str, str]]:
    """Fill `folder` with what the program of `route` needs. Return its home, arguments and environment."""
    home, arguments = folder / "home", list[str]()
    environ = {"CMCHECKIN_NOW": homes.NOW, "HOME": str(folder), "NO_COLOR": "", "LANG": "", "TZ": "Europe/Berlin"}
    if route == "diary":
        homes.fill_demo(home, look.theme)
    elif route == "morning":
        homes.fill_morning(home, look.theme)
    elif route == "review":
        homes.write_config(home, look.theme)
        homes.fill_team(folder / "team")
        environ["CMCHECKIN_NOW"] = "2026-11-23T09:00:00+01:00"
        arguments = ["review", str(folder / "team")]
    elif route == "import":
        homes.write_config(home, look.theme)
        homes.fill_export(folder / "daylio_export.csv")
        arguments = ["import", str(folder / "daylio_export.csv")]
    elif look.theme:
        homes.write_config(home, look.theme)
        arguments = ["setup"]
    return home, arguments, environ | look.environ

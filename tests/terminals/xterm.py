"""Start a program in xterm on a display in memory, press keys there, read its text and take its picture."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

NEEDED: Final = ("Xvfb", "xterm", "xdotool", "import")
NAMES: Final = {
    "enter": "Return", "escape": "Escape", "tab": "Tab", "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "space": "space", "f1": "F1", "f2": "F2", "page down": "Next", "end": "End", "?": "question", "/": "slash",
    " ": "space",
}  # fmt: skip
"""What X calls keys."""


class Xterm:
    """An xterm. A key, F12, prints its text into a file."""

    def __init__(
        self, folder: Path, display: str, command: Sequence[str], size: tuple[int, int], environ: Mapping[str, str]
    ) -> None:
        self._printed = folder / "printed"
        os.mkfifo(self._printed)
        self._environ = {**os.environ, **environ, "DISPLAY": display}
        resources = {
            "printerCommand": f"cat > {self._printed}",
            "printAttributes": "0",
            "translations": "#override <Key>F12: print()",
        }
        settings = [part for name, value in resources.items() for part in ("-xrm", f"XTerm.vt100.{name}: {value}")]
        shape = ["-geometry", f"{size[0]}x{size[1]}+0+0", "-fa", "DejaVu Sans Mono", "-fs", "11", "-b", "0", "+sb"]
        self.process = subprocess.Popen(
            ["xterm", "-u8", "-bg", "#101010", "-fg", "#d0d0d0", *shape, *settings, "-e", *command],
            env=self._environ, cwd=folder,
        )  # fmt: skip
        found = self._run("xdotool", "search", "--sync", "--onlyvisible", "--class", "xterm")
        self.window = found.split()[0]
        self._run("xdotool", "windowfocus", "--sync", self.window)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)

    def _run(self, *command: str) -> str:
        return subprocess.run(command, env=self._environ, capture_output=True, text=True, timeout=30, check=True).stdout

    def press(self, *keys: str) -> None:
        """Press `keys`, one after the other."""
        for key in keys:  # with a pause after Escape, as with a letter after it, it would be another key
            self._run("xdotool", "key", "--delay", "250" if key == "escape" else "40", NAMES.get(key, key))

    def text(self) -> str:
        """Return the text on its screen, as lines without blanks at their ends."""
        with subprocess.Popen(["timeout", "20", "cat", self._printed], stdout=subprocess.PIPE) as reader:
            self._run("xdotool", "key", "F12")
            assert reader.stdout
            printed = reader.stdout.read().decode(errors="replace")
        return "\n".join(line.rstrip() for line in printed.replace("\f", "").replace("\r", "").split("\n"))

    def picture(self, file: Path) -> None:
        """Take a picture of the whole display into `file`."""
        self._run("import", "-window", self.window, str(file))


@contextmanager
def display(size: str = "2200x1400x24") -> Iterator[str]:
    """Start an X server without a screen, and yield the name of its display."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    try:
        with os.fdopen(read) as numbers:
            yield f":{numbers.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)

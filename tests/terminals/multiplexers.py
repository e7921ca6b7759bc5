"""Start the program in tmux and in GNU screen, each in a terminal in memory."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.terminals.looks import Look

SCREENRC = "startup_message off\nvbell off\ndefutf8 on\naltscreen on\nmaptimeout 5\nterm "
TMUX = "set -g status off\nset -g escape-time 10\nset -g default-terminal "
OUTSIDE = ("env", "TERM=xterm-256color")
"""The terminal in memory, by a name that every system knows. Inside, TERM depends on the look."""


@contextmanager
def in_tmux(folder: Path, look: Look) -> Iterator[Sequence[str]]:
    """Yield the command that starts another one in a tmux of its own, whose socket is in `folder`. `look`: what it
    tells that one about itself."""
    (folder / "tmux.conf").write_text(TMUX + ("screen" if look.few_colours else "tmux-256color"))
    tmux = ["tmux", "-S", str(folder / "tmux.socket"), "-f", str(folder / "tmux.conf"), "-u"]
    try:
        yield [*OUTSIDE, *tmux, "new-session"]
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)


@contextmanager
def in_screen(folder: Path, look: Look) -> Iterator[Sequence[str]]:
    """Yield the command that starts another one in a GNU screen of its own, named after this process. `folder`: for
    its configuration. `look`: what it tells that one about itself."""
    terminal = "screen" if look.few_colours else "screen-256color"
    (folder / "screenrc").write_text(SCREENRC + terminal)
    name = f"cmcheckin-{os.getpid()}"
    try:
        # Where terminfo has screen.xterm-256color, screen calls itself that, whatever the file says.
        yield [*OUTSIDE, "screen", "-U", "-c", str(folder / "screenrc"), "-S", name, "env", f"TERM={terminal}"]
    finally:
        subprocess.run(["screen", "-S", name, "-X", "quit"], capture_output=True, check=False)


MULTIPLEXERS = {"tmux": in_tmux, "screen": in_screen}

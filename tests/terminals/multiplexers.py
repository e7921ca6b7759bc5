"""Start the program in tmux and in GNU screen, each in a terminal in memory."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SCREENRC = "startup_message off\nvbell off\ndefutf8 on\nterm screen-256color\naltscreen on\nmaptimeout 5\n"
TMUX = "set -g status off\nset -g escape-time 10\nset -g default-terminal tmux-256color\n"


@contextmanager
def in_tmux(folder: Path) -> Iterator[Sequence[str]]:
    """Yield the command that starts another one in a tmux of its own, whose socket is in `folder`."""
    (folder / "tmux.conf").write_text(TMUX)
    tmux = ["tmux", "-S", str(folder / "tmux.socket"), "-f", str(folder / "tmux.conf"), "-u"]
    try:
        yield [*tmux, "new-session"]
    finally:
        subprocess.run([*tmux, "kill-server"], capture_output=True, check=False)


@contextmanager
def in_screen(folder: Path) -> Iterator[Sequence[str]]:
    """Yield the command that starts another one in a GNU screen of its own, named after `folder`."""
    (folder / "screenrc").write_text(SCREENRC)
    name = f"cmcheckin-{folder.name}"
    try:
        yield ["screen", "-U", "-c", str(folder / "screenrc"), "-S", name]
    finally:
        subprocess.run(["screen", "-S", name, "-X", "quit"], capture_output=True, check=False)


MULTIPLEXERS = {"tmux": in_tmux, "screen": in_screen}

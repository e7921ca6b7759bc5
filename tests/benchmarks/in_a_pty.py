"""Run a program in a pseudo-terminal: measure when its first frame is complete, and the bytes that each key sends."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

QUIET = 0.35
"""Seconds without a byte after which a frame counts as complete."""
MAX_WAIT = 60
"""Seconds to wait for the words."""
ANSWERS = ((b"\x1b[?2026$p", b"\x1b[?2026;2$y"), (b"\x1b[?2048$p", b"\x1b[?2048;0$y"), (b"\x1b[c", b"\x1b[?62;22c"))
"""What programs ask the terminal, each with the answer of a present one."""


@dataclass
class Watched:
    """What was measured: seconds until the words were shown and until the frame was complete, and the bytes of the
    frame, of each key, and while idle."""

    words: float = 0.0
    still: float = 0.0
    frame: int = 0
    keys: dict[str, int] = field(default_factory=dict)
    idle: int = 0
    most: float = 0.0
    """The most memory it had, in megabytes; 0 where /proc doesn't say."""


def watch(
    command: Sequence[str],
    environment: Mapping[str, str],
    words: bytes,
    keys: Sequence[tuple[str, bytes]] = (),
    idle: float = 0.0,
) -> Watched:
    """Start the program at 80x24, wait for a frame with `words`, press the keys, wait, and end it."""
    begun = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        os.execve(command[0], list(command), dict(environment))
    seen = bytearray()
    found = Watched()

    def listen(quiet: float) -> None:
        """Read until nothing comes for `quiet` seconds."""
        while select.select([fd], [], [], quiet)[0]:
            try:
                data = os.read(fd, 65536)
            except OSError:
                return
            if not data:
                return
            now = time.perf_counter() - begun
            for question, answer in ANSWERS:
                if question in data:
                    os.write(fd, answer)
            seen.extend(data)
            found.still = now
            if not found.words and words in seen:
                found.words = now

    try:
        while not found.words and time.perf_counter() - begun < MAX_WAIT:
            listen(QUIET)
        listen(QUIET)
        found.frame = len(seen)
        for name, key in keys:
            before = len(seen)
            os.write(fd, key)
            listen(QUIET)
            found.keys[name] = len(seen) - before
        if idle:
            before = len(seen)
            listen(idle)
            found.idle = len(seen) - before
        with suppress(OSError, IndexError):
            status = Path(f"/proc/{pid}/status").read_text()
            found.most = float(status.partition("VmHWM:")[2].split()[0]) / 1024
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)
    return found

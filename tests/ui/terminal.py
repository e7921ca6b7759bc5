"""Run the real program in a pty, with a terminal in memory that has what a person would see."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
}
NOW = "2026-11-20T08:30:00+01:00"
PATIENCE = 15.0
"""Seconds after which waiting fails. It only ends a test that hangs, so it suits a busy machine."""


def _wait_as_a_shell(program: int) -> None:
    """Wait for a program in the foreground as a shell with job control does, and end with its exit code."""
    for number in (signal.SIGHUP, signal.SIGTTOU):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, _: os.kill(program, number))
    with contextlib.suppress(OSError):
        os.setpgid(program, program)
    while True:
        with contextlib.suppress(OSError):
            os.tcsetpgrp(0, program)
        os.kill(program, signal.SIGCONT)
        _, status = os.waitpid(program, os.WUNTRACED)
        if os.WIFSTOPPED(status):
            os.kill(os.getpid(), signal.SIGSTOP)
            continue
        code = os.waitstatus_to_exitcode(status)
        os._exit(code if code >= 0 else 128 - code)


class Emulator(pyte.Screen):
    """pyte's terminal, which also erases cells that nothing was written to, as other terminals do."""

    def erase_in_display(self, how: int = 0, *arguments: object, **options: object) -> None:
        """Erase the screen if `how` is 2, in the current background."""
        super().erase_in_display(how, *arguments, **options)
        if how == 2:
            for y in range(self.lines):
                self.buffer[y].update(dict.fromkeys(range(self.columns), self.cursor.attrs))


class Terminal:
    """A run of cmcheckin. `see` and `until` wait for a result, and fail with the screen in the message."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
        folder: Path | None = None,
        before: Callable[[], None] | None = None,
        in_shell: bool = False,
        first_start: bool = False,
        through: Sequence[str] = (),
    ) -> None:
        """`before` is called in the new process. With `in_shell`, a shell above the program can wake it:
        signals reach it through that, and `stopped` waits for both. Without `first_start`, an empty config.toml in
        `home` keeps the setup away. `through` is a program that starts ours: its command without ours.
        """
        if not first_start:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            (home / "config.toml").touch()
        self.screen = Emulator(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.heard = b""
        self.code: int | None = None
        self.keys = 0
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.environ.update(
                    {"CMCHECKIN_HOME": str(home), "CMCHECKIN_NOW": NOW, "CMCHECKIN_DEVICE": "laptop-3f9a"}
                )
                os.environ.update(environ or {})
                if folder is not None:
                    os.chdir(folder)
                if before is not None:
                    before()
                if in_shell and (program := os.fork()):
                    _wait_as_a_shell(program)
                if in_shell:
                    os.setpgid(0, 0)
                # With its environment: readline, which pytest loads, hides COLUMNS and LINES in the one below Python's.
                command = [*through, sys.executable, "-m", "cmcheckin", *arguments]
                os.execvpe(command[0], command, dict(os.environ))
            finally:
                os._exit(127)
        os.set_inheritable(self.fd, False)  # a window that another program holds open isn't closed
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()
        with contextlib.suppress(OSError):
            os.close(self.fd)

    # What is shown

    def read(self, seconds: float = 0.02) -> bool:
        """Read what the program has written. Return False if there was nothing or it has ended."""
        if self.fd < 0:
            select.select([], [], [], seconds)  # a window that was closed: only the end is waited for
        elif not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # the program has ended, or the window is closed
            data = b""
        if not data:
            self._reap()
            return False
        self.heard += data
        self._stream.feed(data)
        return True

    def listen(self, seconds: float) -> None:
        """Read what the program writes in the next `seconds`, to imitate a slow connection."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.read(left)

    def flags(self) -> int:
        """Return the local modes of the terminal: echo, lines, signals."""
        return int(termios.tcgetattr(self.fd)[3])

    @property
    def text(self) -> str:
        """Return the screen as lines."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def see(self, *wanted: str, within: float = PATIENCE) -> str:
        """Wait until the screen has all texts in `wanted`."""
        self.until(lambda: all(each in self.text for each in wanted), f"{wanted!r} on the screen", within)
        return self.text

    def until(self, come: Callable[[], bool], what: str, within: float = PATIENCE) -> None:
        """Read what is written until `come()` is true. Fails with `what` after `within` seconds."""
        end = time.monotonic() + within
        while not come():
            assert time.monotonic() < end, f"waited {within:g} s for {what}; the screen is\n{self.text}"
            if not self.read() and self.code is not None:
                assert come(), f"ended with {self.code}, waited for {what}; the screen is\n{self.text}"

    # What is done

    def send(self, data: bytes) -> None:
        """Send `data` as the terminal does, and read what the program writes meanwhile."""
        while data:
            _, ready, _ = select.select([], [self.fd], [], 0.01)
            if ready:
                data = data[os.write(self.fd, data[:1024]) :]
            self.read(0)

    def press(self, *keys: str) -> None:
        """Press `keys` all at once, as a slow line delivers them."""
        self.keys += len(keys)
        self.send("".join(KEYS.get(key, key) for key in keys).encode())

    def paste(self, text: str) -> None:
        """Send `text` as a bracketed paste."""
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def hit(self, number: signal.Signals) -> None:
        """Send the program the signal `number`."""
        os.kill(self.pid, number)

    def stopped(self) -> None:
        """Wait until the program is stopped, as after ctrl+z, and read what it wrote before."""

        def sleeps() -> bool:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            assert not pid or os.WIFSTOPPED(status), "it ended"
            return bool(pid)

        self.until(sleeps, "it to stop")
        while self.read(0):
            pass

    def close_window(self) -> None:
        """Close the window, as when a connection breaks."""
        os.close(self.fd)
        self.fd = -1

    def kill(self) -> None:
        """Kill the program with SIGKILL, if it still runs."""
        if self.code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._reap(wait=True)

    def ended(self, within: float = PATIENCE) -> int:
        """Wait for the end and return the exit code: 128 and more if a signal killed it."""
        self.until(lambda: self.code is not None or self._reap(), "the end", within)
        assert self.code is not None
        return self.code

    def _reap(self, *, wait: bool = False) -> bool:
        if self.code is None:
            pid, status = os.waitpid(self.pid, 0 if wait else os.WNOHANG)
            if pid:
                code = os.waitstatus_to_exitcode(status)
                self.code = code if code >= 0 else 128 - code
        return self.code is not None

"""Closes the window of the real program while somebody types, many times, and prints how each run ended.

Called as `python -m tests.ui.textual_compat.closings FOLDER COUNT SEED`. The program is imported once and forked for
each closing, which saves most of the time a start takes. Prints one line of JSON: a list of exit codes, null for a run
that had to be killed.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import random
import select
import signal
import struct
import sys
import termios
import threading
from pathlib import Path

from tests.ui.terminal import NOW, PATIENCE

TYPED = (b"3", b"\r", b"4", b"u", b"tired ", b"\x1b[A", b"\xc3", b"\xbc", b"\x1b[200~pasted\x1b[201~", b"\x1b[<0;5;5M")


def main(folder: Path, count: int, seed: int) -> None:
    """Close `count` windows, one after the other; the homes are made in `folder`."""
    import cmcheckin.cli.checkin
    import cmcheckin.ui.app
    import cmcheckin.ui.checkin.screen  # noqa: F401

    chance = random.Random(seed)
    print(json.dumps([closed(folder / str(number), chance) for number in range(count)]))


def closed(home: Path, chance: random.Random) -> int | None:
    """Start, type, close the window at a random moment; the exit code, or None when it had to be killed."""
    pid, window = pty.fork()
    if pid == 0:
        run(home)
    fcntl.ioctl(window, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    shown = b""
    while b"help" not in shown and select.select([window], [], [], PATIENCE)[0]:
        shown += os.read(window, 65536)
    for _ in range(chance.randrange(12)):
        readable, writable, _ = select.select([window], [window], [], PATIENCE)
        if writable:
            os.write(window, chance.choice(TYPED))
        if readable or select.select([window], [], [], chance.uniform(0, 0.01))[0]:
            os.read(window, 65536)
    os.close(window)
    watchdog = threading.Timer(PATIENCE, os.kill, (pid, signal.SIGKILL))
    watchdog.start()
    _, status = os.waitpid(pid, 0)
    watchdog.cancel()
    code = os.waitstatus_to_exitcode(status)
    return None if code == -signal.SIGKILL else code if code >= 0 else 128 - code


def run(home: Path) -> None:
    """Be the program, to its end."""
    try:
        os.environ.update({"CMCHECKIN_HOME": str(home), "CMCHECKIN_NOW": NOW, "CMCHECKIN_DEVICE": "laptop-3f9a"})
        sys.argv = ["cmcheckin"]
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, "__stdin__", sys.stdin)  # noqa: B010  textual opens this one
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, "__stdout__", sys.stdout)  # noqa: B010  textual opens this one
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, "__stderr__", sys.stderr)  # noqa: B010  textual opens this one
        from cmcheckin.__main__ import main as program

        code = program()
        sys.stdout.flush()
    except BaseException:
        code = 70
    # As the interpreter ends: it waits for threads that are left, and what cannot be written makes its code 120.
    sys.exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

"""Do long work in a thread, so that keys still work."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Final, TypeVar

T = TypeVar("T")
LARGE: Final = 2_000_000
"""Files of at least this many bytes, which take about a second, are read in a thread."""
MOST_FILES: Final = 500


def is_large(path: str) -> bool:
    """Return whether reading the file or folder `path` may take longer than a second."""
    left, files = LARGE, MOST_FILES
    with suppress(OSError, ValueError):
        left -= os.stat(path).st_size  # noqa: PTH116  a path may have a null byte
        for folder, _, names in os.walk(path):
            files -= len(names)
            for name in names if files > 0 else ():
                left -= os.lstat(os.path.join(folder, name)).st_size  # noqa: PTH118
            if left < 0 or files <= 0:
                break
    return left < 0 or files <= 0


class Background:
    """Runs one piece of work at a time in a thread. The results of earlier ones are ignored."""

    def __init__(self) -> None:
        self._number = 0

    def start(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `work` in a thread, and call `done` with its result in this one, unless it is cancelled meanwhile.

        `work` may not raise. The thread doesn't keep the program from ending.
        """
        loop = asyncio.get_running_loop()
        self._number += 1
        number = self._number

        def finish(result: T) -> None:
            if number == self._number:
                done(result)

        def run() -> None:
            result = work()
            with suppress(RuntimeError):  # the program has ended
                loop.call_soon_threadsafe(finish, result)

        Thread(target=run, name="import", daemon=True).start()

    def cancel(self) -> None:
        """Ignore the result of the current work."""
        self._number += 1

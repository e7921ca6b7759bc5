"""The calls that change files, counted in a child process, which can be killed or get an error at any of them."""

from __future__ import annotations

import os
import signal
import stat
import sys
import tempfile
from collections.abc import Callable
from typing import Any, Final

Real = Callable[..., Any]
Around = Callable[[str, Real, tuple[Any, ...], dict[str, Any]], Any]
"""Called in place of a call that changes files, with its name, the call itself and its arguments."""

CHANGING: Final = (
    "open", "write", "pwrite", "writev", "sendfile", "copy_file_range", "fsync", "fdatasync", "link", "symlink",
    "rename", "replace", "unlink", "remove", "mkdir", "rmdir", "ftruncate", "truncate", "utime", "chmod", "fchmod",
)  # fmt: skip
_CREATING: Final = os.O_CREAT | os.O_TRUNC
_OUTPUT: Final = (0, 1, 2)
WRITES: Final = ("write", "pwrite")
"""The calls of which a half can be done."""


def patch(around: Around, *, all_opens: bool = False) -> None:
    """Let `around` run all calls of this process that change files, and with `all_opens` those that open one to read.
    Only for a forked child: there is no way back."""
    for name in CHANGING:
        real = getattr(os, name, None)
        if real is None:
            continue
        called = _called(name, real, around, always=all_opens and name == "open")
        setattr(os, name, called)
        for module in [module for key, module in sys.modules.items() if key.startswith("cmcheckin")]:
            for alias in [alias for alias, value in vars(module).items() if value is real]:
                setattr(module, alias, called)


def _called(name: str, real: Real, around: Around, *, always: bool) -> Real:
    def called(*args: Any, **options: Any) -> Any:
        return around(name, real, args, options) if always or _changes(name, args) else real(*args, **options)

    return called


def _changes(name: str, args: tuple[Any, ...]) -> bool:
    """Return whether the call `name` with `args` changes a file. Locks and standard streams don't count."""
    if name == "open":
        return len(args) > 1 and bool(args[1] & _CREATING)
    if name in ("write", "pwrite", "writev"):
        return args[0] not in _OUTPUT and stat.S_ISREG(os.fstat(args[0]).st_mode)
    return True


class Counter:
    """Counts the file-changing calls of a child process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as this

    def start(self) -> None:
        """Start to count, in the child."""

        def around(name: str, real: Real, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
            self._file.write(f"{name} ".encode())
            self._file.flush()
            return real(*args, **options)

        patch(around)

    def names(self) -> list[str]:
        """Return the names of the calls that the child made."""
        self._file.seek(0)
        return self._file.read().decode().split()


def kill_at(call: int, *, half: bool = False) -> Callable[[], None]:
    """Return a function that lets this process be killed at its file-changing call number `call`, from 0: before it
    or, with `half`, after the first half of what it writes."""
    left = [call]

    def around(name: str, real: Real, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        if left[0] == 0:
            if half:
                real(args[0], args[1][: len(args[1]) // 2], *args[2:])
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return real(*args, **options)

    return lambda: patch(around)


def kill_after(seconds: float) -> Callable[[], None]:
    """Return a function that lets the system end this process after `seconds`, without any chance to tidy up."""

    def arm() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)

    return arm


def fail_at(call: int, number: int, *, forever: bool = False, half: bool = False) -> Callable[[], None]:
    """Return a function that makes the file-changing call number `call`, from 0, raise an OSError with the error
    `number`, and with `forever` all later ones too. With `half`, that call writes the first half and raises nothing."""
    at = [-1]

    def around(name: str, real: Real, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        at[0] += 1
        if at[0] == call or (forever and at[0] > call):
            if half and at[0] == call:
                return real(args[0], args[1][: len(args[1]) // 2], *args[2:])
            path = args[0] if args and isinstance(args[0], str) else None
            raise OSError(number, os.strerror(number), path)
        return real(*args, **options)

    return lambda: patch(around)

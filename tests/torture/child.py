"""Run commands in forked children, which a test can kill, and whose calls of the system it can fail or record.

A fork takes a few milliseconds, while a new interpreter takes a tenth of a second, so thousands of tries are possible.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import pkgutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO, Any, NamedTuple

import cmcheckin
from cmcheckin.cli.main import main

NOW = "2026-11-20T08:30:00+01:00"
DEVICE = "laptop-3f9a"
WITHOUT = ("cmcheckin.ui", "cmcheckin.__main__")
"""Modules that no command of these tests needs."""

Said = Callable[[int, bytes], None]
"""Gets each output of a command, after its stream: 1 or 2."""
Prepare = Callable[[], Said | None]
"""Changes the child before its command runs. May return a function to call after each output of the command."""


class Done(NamedTuple):
    """How a command ended: its exit code (negative: the signal that killed it) and its output."""

    code: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        """Whether the command was killed."""
        return self.code < 0


class _Stream(io.FileIO):
    """Standard output (`stream` 1) or error (2) of a child."""

    stream = 1
    said: Said | None = None

    def write(self, data: Any) -> int:
        written = super().write(data)
        if self.said is not None:
            self.said(self.stream, bytes(data))
        return written


def environment(home: Path, now: str = NOW, device: str = DEVICE) -> dict[str, str]:
    """Return the environment of a command on the home in the folder `home`."""
    return {
        "PATH": os.environ.get("PATH", ""), "HOME": str(home.parent), "TERM": "dumb", "LC_ALL": "C.UTF-8",
        "CMCHECKIN_HOME": str(home), "CMCHECKIN_NOW": now, "CMCHECKIN_DEVICE": device,
    }  # fmt: skip


def run(
    home: Path,
    *argv: str,
    stdin: bytes = b"",
    now: str = NOW,
    device: str = DEVICE,
    prepare: Prepare | None = None,
) -> Done:
    """Run the command `argv` on `home` in a forked child, after `prepare` there, and return how it ended."""
    environ = environment(home, now, device)

    def act() -> int:
        os.environ["HOME"] = environ["HOME"]  # where the identity of an encrypted home is
        return main(argv, environ)

    return in_child(act, stdin=stdin, prepare=prepare)


def in_child(act: Callable[[], object], *, stdin: bytes = b"", prepare: Prepare | None = None) -> Done:
    """Call `act` in a forked child, after `prepare` there. Return how it ended, with the number that `act`
    returned as its code, 0 for anything else."""
    _import_all()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        child = os.fork()
        if child == 0:
            os._exit(_call(act, prepare, given, out, err))
        _, status = os.waitpid(child, 0)
        return Done(os.waitstatus_to_exitcode(status), *(_text(file) for file in (out, err)))


def start(act: Callable[[], None]) -> int:
    """Call `act` in a forked child and return its process id, without waiting for it."""
    _import_all()
    child = os.fork()
    if child:
        return child
    try:
        act()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _call(act: Callable[[], object], prepare: Prepare | None, given: IO[bytes], out: IO[bytes], err: IO[bytes]) -> int:
    try:
        streams = [_Stream(file.fileno(), "wb", closefd=False) for file in (out, err)]
        sys.stdout, sys.stderr = (io.TextIOWrapper(raw, "utf-8", write_through=True) for raw in streams)
        sys.stdin = io.TextIOWrapper(io.FileIO(given.fileno(), closefd=False), "utf-8")
        said = prepare() if prepare is not None else None
        for number, stream in enumerate(streams, 1):
            stream.stream, stream.said = number, said
        result = act()
        code = result if isinstance(result, int) else 0
    except BaseException:
        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    return code


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


@cache
def _import_all() -> None:
    """Import what commands import, so that no child has to."""
    for module in pkgutil.walk_packages(cmcheckin.__path__, "cmcheckin.", onerror=lambda _: None):
        if not module.name.startswith(WITHOUT):
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()

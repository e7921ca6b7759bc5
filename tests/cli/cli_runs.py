"""Running the command line: in this process for speed, or as users do."""

from __future__ import annotations

import fcntl
import io
import json
import os
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cmcheckin.cli.main import main

NOW = "2026-11-20T08:30:00+01:00"
TODAY = "2026-11-20"


@dataclass(frozen=True)
class Done:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What came to stdout, by line."""
        return self.out.splitlines()

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@dataclass
class Cli:
    """The command line on a home of its own, with a standing clock."""

    home: Path
    now: str = NOW
    device: str = "test-3f9a"
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The variables a run sees."""
        return {
            "HOME": str(self.home.parent),
            "CMCHECKIN_HOME": str(self.home),
            "CMCHECKIN_NOW": self.now,
            "CMCHECKIN_DEVICE": self.device,
            "TERM": "xterm-256color",
            **self.environ,
        }

    def __call__(self, *argv: str, stdin: bytes | str = b"") -> Done:
        """In this process; standard input is a pipe with these bytes."""
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        before = os.umask(0o022)
        try:
            with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", io.TextIOWrapper(io.BytesIO(raw))):
                code = main(argv, self.environment)
        finally:
            os.umask(before)
        return Done(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))

    def process(self, *argv: str, stdin: bytes = b"", timeout: float = 60, **more: Any) -> Done:
        """As a program of its own."""
        environment = {"PATH": os.environ["PATH"], **self.environment}
        done = subprocess.run(
            [sys.executable, "-m", "cmcheckin", *argv],
            input=stdin, capture_output=True, timeout=timeout, env=environment, check=False,
            cwd=self.home.parent, **more,
        )  # fmt: skip
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    def on_terminal(self, *argv: str, columns: int = 60, timeout: float = 60) -> Done:
        """As a program of its own on a terminal so wide; all it shows is in `out`."""
        mine, its = os.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **self.environment}
        shown = b""
        with subprocess.Popen(
            [sys.executable, "-m", "cmcheckin", *argv], stdin=its, stdout=its, stderr=its, env=environment,
            cwd=self.home.parent,
        ) as running:  # fmt: skip
            os.close(its)
            try:
                while select.select([mine], [], [], timeout)[0] and (more := os.read(mine, 65536)):
                    shown += more
            except OSError:
                pass  # the other end was closed: it has ended
            finally:
                os.close(mine)
        return Done(running.returncode, shown.decode("utf-8", "replace").replace("\r\n", "\n"), "")

    def records(self, *argv: str) -> list[dict[str, Any]]:
        """What is kept, as exported."""
        return [json.loads(line) for line in self("export", *argv).lines]

    def take(self, records: Iterable[dict[str, Any]], *argv: str) -> Done:
        """Imports these records."""
        return self("import", "-", *argv, stdin="".join(json.dumps(record) + "\n" for record in records))

"""Run the command line in this process, which is faster, or in one of its own, as users do."""

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
class CommandResult:
    """The exit code and output of a run."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines on stdout."""
        return self.out.splitlines()

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


@dataclass
class Cli:
    """The command line on a home of its own, with a fixed clock."""

    home: Path
    now: str = NOW
    device: str = "test-3f9a"
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables of a run."""
        return {
            "HOME": str(self.home.parent),
            "CMCHECKIN_HOME": str(self.home),
            "CMCHECKIN_NOW": self.now,
            "CMCHECKIN_DEVICE": self.device,
            "TERM": "xterm-256color",
            **self.environ,
        }

    def __call__(self, *argv: str, stdin: bytes | str = b"") -> CommandResult:
        """Run `argv` in this process, with `stdin` as standard input."""
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        before = os.umask(0o022)
        try:
            with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", io.TextIOWrapper(io.BytesIO(raw))):
                code = main(argv, self.environment)
        finally:
            os.umask(before)
        return CommandResult(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))

    def process(self, *argv: str, stdin: bytes = b"", timeout: float = 60, **more: Any) -> CommandResult:
        """Run `argv` in a process of its own."""
        environment = {"PATH": os.environ["PATH"], **self.environment}
        done = subprocess.run(
            [sys.executable, "-m", "cmcheckin", *argv],
            input=stdin, capture_output=True, timeout=timeout, env=environment, check=False,
            cwd=self.home.parent, **more,
        )  # fmt: skip
        return CommandResult(
            done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        )

    def on_terminal(
        self, *argv: str, columns: int = 60, timeout: float = 60, typed: str = "", after: str = ""
    ) -> CommandResult:
        """Run `argv` in a separate process on a terminal of `columns`. All its output is in `out`.

        Each line of `typed` is typed as soon as the output ends with `after`; everything at once if that is empty.
        """
        lines = typed.splitlines(keepends=True) if after else []
        mine, its = os.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **self.environment}
        shown = b""
        with subprocess.Popen(
            [sys.executable, "-m", "cmcheckin", *argv], stdin=its, stdout=its, stderr=its, env=environment,
            cwd=self.home.parent,
        ) as running:  # fmt: skip
            os.close(its)
            os.write(mine, b"" if after else typed.encode())
            try:
                while select.select([mine], [], [], timeout)[0] and (more := os.read(mine, 65536)):
                    shown += more
                    if lines and shown.endswith(after.encode()):
                        os.write(mine, lines.pop(0).encode())
            except OSError:
                pass  # the program has ended
            finally:
                os.close(mine)
        return CommandResult(running.returncode, shown.decode("utf-8", "replace").replace("\r\n", "\n"), "")

    def records(self, *argv: str) -> list[dict[str, Any]]:
        """Return the records as exported, with `argv` for `export`."""
        return [json.loads(line) for line in self("export", *argv).lines]

    def import_records(self, records: Iterable[dict[str, Any]], *argv: str) -> CommandResult:
        """Import `records`, with `argv` for `import`."""
        return self("import", "-", *argv, stdin="".join(json.dumps(record) + "\n" for record in records))

"""The command line on a fresh machine, for tests of encryption."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cmcheckin.journal.encryption import identities, sessions
from cmcheckin.paths import Paths
from tests.cli.cli_runs import Cli, CommandResult

needs_memory = pytest.mark.skipif(
    not Path("/dev/shm").is_dir(),  # noqa: S108
    reason="only Linux has a folder in memory for sessions",
)


class FreshCli(Cli):
    """The command line, of which each run forgets what the one before unlocked, as a process does."""

    def __call__(self, *argv: str, stdin: bytes | str = b"") -> CommandResult:
        identities._held.clear()
        return super().__call__(*argv, stdin=stdin)

    def typing(self, *argv: str, typed: str) -> CommandResult:
        """Run `argv` on a terminal, and type a line of `typed` at each question for a passphrase."""
        return self.on_terminal(*argv, typed=typed, after=": ", columns=200)


def fresh_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FreshCli]:
    """Yield the command line on a fresh home of a fresh machine. What it unlocks is locked again."""
    monkeypatch.setenv("HOME", str(tmp_path))
    made = FreshCli(tmp_path / "home")
    yield made
    sessions.drop(Paths(made.home / "config.toml", made.home))


def status(cli: FreshCli) -> dict[str, object]:
    """Return what `encrypt status --json` prints."""
    found: dict[str, object] = cli("encrypt", "status", "--json").document
    return found

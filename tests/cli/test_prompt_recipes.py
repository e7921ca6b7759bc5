"""The recipes of `cmcheckin help prompt`, each in the real shell."""

from __future__ import annotations

import fcntl
import os
import select
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from cmcheckin.wording.topics import CODE, blocks, read_topic
from tests.cli.cli_runs import Cli

ROOT = Path(__file__).parents[2]
SHELLS = ("bash", "zsh", "fish", "starship", "tmux")
Run = Callable[..., str]


def recipe(shell: str) -> str:
    """Return the lines of the topic for `shell`."""
    found = list(blocks(read_topic("prompt")))
    at = next(n for n, block in enumerate(found) if block.lines and block.lines[0].startswith(f"{shell}, in"))
    assert found[at + 1].kind == CODE
    return "\n".join(found[at + 1].lines) + "\n"


@pytest.fixture
def environment(cli: Cli, tmp_path: Path) -> dict[str, str]:
    """Environment variables with `cmcheckin` on the PATH, whose check-in is due, with one open escalation."""
    cli("log", "--escalation", "Spam wave")
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "cmcheckin"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cmcheckin "$@"\n')
    program.chmod(0o755)
    return {**cli.environment, "PATH": f"{folder}:{os.environ['PATH']}", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """Run a command in `environment`, and return what it prints."""

    def run(*command: str, check: bool = True) -> str:
        if shutil.which(command[0]) is None:
            pytest.skip(f"{command[0]} is not installed")
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False, cwd=ROOT
        )
        assert not check or not done.returncode, done.stderr
        return done.stdout

    return run


def test_every_recipe_is_tried() -> None:
    texts = (block.lines[0] for block in blocks(read_topic("prompt")) if block.lines)
    assert {text.split(",")[0] for text in texts if ", in ~/" in text} == set(SHELLS)


def test_bash(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rc").write_text(recipe("bash"))
    assert run("bash", "--norc", "-c", f'source {tmp_path}/rc; printf %s "${{PS1@P}}"') in ("due 1 $ ", "due 1 # ")


def test_zsh(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rc").write_text(recipe("zsh"))
    assert run("zsh", "-f", "-c", f'source {tmp_path}/rc; print -nP "$PROMPT"') in ("due 1 % ", "due 1 # ")


def test_fish(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rc").write_text(recipe("fish"))
    assert run("fish", "--no-config", "-c", f"source {tmp_path}/rc; fish_right_prompt") == "due 1\n"


def test_starship(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config" / "starship.toml").write_text(recipe("starship"))
    assert "due 1" in run("starship", "module", "custom.cmcheckin")


def test_tmux(run: Run, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "tmux.conf").write_text(recipe("tmux"))
    server = ("tmux", "-S", str(tmp_path / "socket"))
    run("tmux", "-V")
    mine, its = os.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [*server, "-f", str(tmp_path / "tmux.conf"), "new-session", "cat"]
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=environment, cwd=ROOT) as running:
        os.close(its)
        shown = b""
        while b"due 1" not in shown and select.select([mine], [], [], 60)[0]:
            shown += os.read(mine, 65536)
        run(*server, "kill-server", check=False)
        running.wait(60)
    os.close(mine)
    assert b"due 1" in shown

"""`encrypt`, cut short at each file that it replaces, or on a disk that is full from then on."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cmcheckin.journal.encryption.settings import own_settings, read_settings
from cmcheckin.paths import Paths
from cmcheckin.wording.encrypt_results import BEGUN, IDENTITY_MADE, PATH_NOT_REMEMBERED, all_done
from cmcheckin.wording.encryption import NOTHING_CHANGED
from tests.cli.cli_runs import CommandResult
from tests.cli.fresh_machine import FreshCli, fresh_machine

WORD = "from before"
REPLACE = os.replace


class Cut(BaseException):
    """The end of a process that was killed."""


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FreshCli]:
    for made in fresh_machine(tmp_path / "machine", monkeypatch):
        made.home.parent.mkdir()
        made("log", "--note", WORD)
        yield made


def _tries(
    cli: FreshCli, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], error: Callable[[], BaseException]
) -> Iterator[CommandResult | None]:
    """Run `argv` on the machine of `cli` as it is, again and again: each time one more file is replaced before `error`
    is raised for all others. Yield what it printed, None if it was cut, until nothing fails any more."""
    machine = cli.home.parent
    before = machine.with_name("before")
    shutil.copytree(machine, before)
    for limit in range(100):
        shutil.rmtree(machine)
        shutil.copytree(before, machine)
        calls: list[object] = []

        def replace(source: str, target: str, limit: int = limit, calls: list[object] = calls) -> None:
            calls.append(target)
            if len(calls) > limit:
                raise error()
            REPLACE(source, target)

        monkeypatch.setattr(os, "replace", replace)
        try:
            done: CommandResult | None = cli(*argv)
        except Cut:
            done = None
        finally:
            monkeypatch.setattr(os, "replace", REPLACE)
        if len(calls) <= limit:
            assert limit > 5
            return
        yield done
    raise AssertionError("it never came to its end")


def _full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("removes", [False, True])
def test_the_former_identity_reads_everything_until_the_new_one_does(
    cli: FreshCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, removes: bool
) -> None:
    cli("encrypt", "on", "--identity", str(tmp_path / "old.txt"), "--yes")
    [former] = json.loads((cli.home / "encryption.json").read_text())["recipients"]
    new = tmp_path / "new.txt"
    argv = ("encrypt", "on", "--identity", str(new), *(("--remove", former) if removes else ()), "--yes")
    for done in _tries(cli, monkeypatch, argv, Cut):
        assert done is None
        assert WORD in cli("show").out
        assert cli(*argv).code in (0, 3)  # 3: the key was removed before it was cut short
        assert WORD in cli("show").out
    (tmp_path / "old.txt").rename(tmp_path / "away.txt")
    assert WORD in cli("show").out


@pytest.mark.parametrize("action", ["on", "off"])
def test_what_a_full_disk_leaves_is_said(
    cli: FreshCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    if action == "off":
        cli("encrypt", "on", "--identity", str(tmp_path / "diary.txt"), "--yes")
    paths = Paths(cli.home / "config.toml", cli.home)
    before = read_settings(paths)
    said = set()
    for done in _tries(cli, monkeypatch, ("encrypt", action, "--yes"), _full):
        assert done is not None and done.code == 1
        err = " ".join(done.err.split())
        is_begun, is_sealed = own_settings(paths) != before, b"sealed" in _journal(cli)
        assert (NOTHING_CHANGED in err) == (not is_begun), err
        assert (all_done(is_on=action == "on") in err) == (is_begun and is_sealed == (action == "on")), err
        identity = cli.home.parent / ".config/cmcheckin/identity.txt"
        assert (IDENTITY_MADE.format(path=identity) in err) == (action == "on")
        said.add(BEGUN in err)
        assert WORD in cli("show").out
        assert (after := read_settings(paths)) is None or not after.is_switching
    assert True in said


def test_a_path_that_cannot_be_remembered_is_said_with_what_is_encrypted(
    cli: FreshCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("encrypt", "on", "--identity", str(tmp_path / "old.txt"), "--yes")
    argv = ("encrypt", "on", "--identity", str(tmp_path / "new.txt"), "--yes")
    *_, last = _tries(cli, monkeypatch, argv, _full)
    assert last is not None and PATH_NOT_REMEMBERED in last.err and NOTHING_CHANGED not in last.err
    assert WORD in cli("show").out


def _journal(cli: FreshCli) -> bytes:
    return b"".join(path.read_bytes() for path in (cli.home / "journal").iterdir())

"""Cases from reports about other programs: damage, devices and file systems that once cost somebody an entry."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli

DAY = "2026-03-11"
NO_FLOCK = """
import errno, fcntl, os
def flock(fd, operation):
    raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
fcntl.flock = flock
"""


def at(cli: Cli, time: str, home: str = "home", device: str = "laptop-3f9a") -> Cli:
    """Return the command line of `device` at this time of the day, on the folder `home` beside that of `cli`."""
    return Cli(cli.home.parent / home, f"{DAY}T{time}+01:00", device)


@pytest.mark.parametrize("damage", [b"x", b"\xef\xbb\xbf", b"<<<<<<< HEAD\n", b"\0" * 30, b""])
def test_a_day_that_could_not_be_read_is_not_written_over(cli: Cli, damage: bytes) -> None:
    assert at(cli, "09:00:00")("log", "--mood", "2", "--win", "Kept win", "--note", "Kept note").code == 0
    [path] = (cli.home / "journal").glob("*.jsonl")
    good = path.read_bytes()
    path.write_bytes(damage + good[len(damage) :] if damage else b"")
    later = at(cli, "10:00:00")
    logged = later("log", "--energy", "3")
    if damage and not damage.startswith(b"\xef"):  # a mark at the start of a file is harmless
        assert str(path) in logged.err
    path.write_bytes(good)
    shown = later("show", DAY)
    assert shown.code == 0, shown.err
    for part in ("2, low", "Kept win", "Kept note", *(["3, fair"] if logged.code == 0 else [])):
        assert part in shown.out


def test_an_unreadable_file_is_not_written_over(cli: Cli) -> None:
    assert at(cli, "09:00:00")("log", "--mood", "2", "--win", "Kept win").code == 0
    [path] = (cli.home / "journal").glob("*.jsonl")
    aside = path.rename(path.with_suffix(".icloud"))  # evicted by a sync tool
    later = at(cli, "10:00:00")
    logged = later("log", "--energy", "3")
    if path.exists():
        path.rename(path.with_name("2026.laptop-3f9a conflicted copy.jsonl"))
    aside.rename(path)
    shown = later("show", DAY)
    assert shown.code == 0, shown.err
    for part in ("2, low", "Kept win", *(["3, fair"] if logged.code == 0 else [])):
        assert part in shown.out


def test_two_devices_log_one_day(cli: Cli) -> None:
    laptop, desk = at(cli, "09:00:00", "laptop"), at(cli, "15:00:00", "desk", "desk-77aa")
    morning = ("--mood", "4", "--workload", "3", "--energy", "3", "--win", "Morning win", "--note", "Morning note")
    assert laptop("log", *morning).code == 0
    assert desk("log", "--win", "Afternoon win").code == 0
    for path in (desk.home / "journal").glob("*.jsonl"):
        shutil.copy(path, laptop.home / "journal")
    laptop.now = desk.now
    shown = laptop("show")
    assert shown.code == 0, shown.err
    for part in ("4, good", "3, about right", "3, fair", "Morning win", "Afternoon win", "Morning note"):
        assert part in shown.out
    assert "done" in laptop("status").out
    undone = laptop("undo")
    assert undone.code == 0, undone.err
    left = laptop("show").out
    assert "Afternoon win" in left
    assert "Morning win" not in left


def test_a_partial_export_never_replaces_a_whole_one(cli: Cli) -> None:
    assert cli("log", "--mood", "2", "--win", "one").code == 0
    target = cli.home.parent / "good.jsonl"
    assert cli("export", "--out", str(target)).code == 0
    good = target.read_bytes()
    for path in (cli.home / "journal").glob("*.jsonl"):
        path.write_bytes(b"")
    done = cli("export", "--out", str(target), "--replace")
    assert done.code == 1
    assert target.read_bytes() == good


def test_a_file_system_without_flock_is_no_obstacle(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_FLOCK)
    cli.environ = {"PYTHONPATH": str(tmp_path)}
    for mood in ("3", "4"):
        done = cli.process("log", "--mood", mood)
        assert (done.code, done.err) == (0, f"2026-11-20: logged mood {mood}\n")
    assert [record["mood"] for record in cli.records()] == [4]

"""`backup` and `restore` of an encrypted diary: on a new machine, with nothing but the backup and the identity."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmcheckin.cli import passphrases
from tests.cheap_identity import PASSPHRASE, PROTECTED
from tests.cli.fresh_machine import FreshCli, fresh_machine


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FreshCli]:
    yield from fresh_machine(tmp_path, monkeypatch)


@pytest.fixture
def new_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FreshCli]:
    """The command line on a machine that has nothing yet."""
    folder = tmp_path / "new"
    folder.mkdir()
    for made in fresh_machine(folder, monkeypatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        yield made


@pytest.mark.parametrize("has_passphrase", [True, False])
def test_a_backup_and_its_identity_are_enough_on_a_new_machine(
    cli: FreshCli, new_machine: FreshCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_passphrase: bool
) -> None:
    monkeypatch.setattr(passphrases, "read_hidden", lambda question: PASSPHRASE)
    cli("log", "--note", "Zanzibar")
    identity = tmp_path / "diary.txt"
    if has_passphrase:
        identity = cli.home / "identity.age"
        identity.write_text(PROTECTED)
    assert cli("encrypt", "on", "--identity", str(identity), "--yes").code == 0
    stick = tmp_path / "stick"
    made = cli("backup", str(stick))
    assert made.code == 0 and ("need the passphrase" if has_passphrase else "isn't in it") in made.err
    (backup,) = stick.iterdir()
    assert {path.name for path in backup.iterdir()} == {
        "encryption.json", "2026.test-3f9a.jsonl", *({"identity.age"} if has_passphrase else ())
    }  # fmt: skip
    assert not any(b"Zanzibar" in path.read_bytes() for path in backup.iterdir())

    monkeypatch.setenv("HOME", str(tmp_path / "new"))
    refused = new_machine("restore", str(stick), "--yes")
    assert refused.code == 1
    assert "encrypt on --identity FILE" in refused.err
    assert "Nothing to restore" not in refused.err
    assert (f"{backup}/identity.age" in refused.err) == has_passphrase
    copy = tmp_path / "new" / "copy"
    shutil.move(backup / "identity.age" if has_passphrase else identity, copy)
    assert new_machine("encrypt", "on", "--identity", str(copy), "--yes").code == 0
    assert new_machine("restore", str(stick), "--yes").code == 0
    assert "Zanzibar" in new_machine("show").out
    assert not any(b"Zanzibar" in path.read_bytes() for path in new_machine.home.rglob("*") if path.is_file())


def test_a_backup_is_made_without_reading_and_again_for_a_new_passphrase(
    cli: FreshCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity, stick = cli.home / "identity.age", tmp_path / "stick"
    cli.home.mkdir()
    identity.write_text(PROTECTED)
    monkeypatch.setattr(passphrases, "read_hidden", lambda question: PASSPHRASE)
    cli("encrypt", "on", "--identity", str(identity), "--yes")
    cli("log", "--note", "Zanzibar")
    cli("lock")
    assert [cli("backup", str(stick)).code, cli("backup").code, cli("backup", str(stick)).code] == [0, 0, 0]
    assert len([*stick.iterdir()]) == 1
    identity.write_text(f"{PROTECTED}\n")
    assert cli("backup", str(stick)).code == 0
    assert [path.read_text() for path in sorted(stick.glob("*/identity.age"))] == [PROTECTED, f"{PROTECTED}\n"]

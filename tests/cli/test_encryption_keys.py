"""`encrypt`: the keys of an encrypted diary, which another device or a stranger may change, and the passphrase."""

from __future__ import annotations

import errno
import json
import stat
from binascii import a2b_base64
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cmcheckin.cli import passphrases
from cmcheckin.journal.encryption import identities, settings
from cmcheckin.journal.encryption.cipher import Cipher, WrongIdentity
from cmcheckin.journal.log.quarantine import quarantine
from cmcheckin.wording.encryption import NEW_IS_KEPT
from tests.cheap_identity import PASSPHRASE, PUBLIC, SECRET
from tests.cli.cli_runs import Cli
from tests.cli.fresh_machine import FreshCli, fresh_machine, needs_memory, status


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FreshCli]:
    yield from fresh_machine(tmp_path, monkeypatch)


def test_two_devices_with_identities_of_their_own_read_everything_once_each_encrypted_its_files(
    cli: FreshCli, tmp_path: Path
) -> None:
    cli("encrypt", "on", "--identity", str(tmp_path / "first.txt"), "--yes")
    cli("log", "--note", "noted before")
    (tmp_path / "second").mkdir()
    second = Cli(cli.home, device="second-1", environ={"HOME": str(tmp_path / "second")})
    added = second.process("encrypt", "on", "--identity", str(tmp_path / "second" / "own.txt"), "--yes")
    assert added.code == 0, added.err
    assert "can read new entries" in " ".join(added.err.split())
    cli("log", "--win", "from the first as well")
    assert "was added elsewhere" in " ".join(cli("encrypt", "status").out.split())
    assert status(cli)["changed_elsewhere"] and len(status(cli)["recipients"]) == 1  # type: ignore[arg-type]
    second.process("log", "--win", "from the second")
    seen = second.process("show").out
    assert "from the second" in seen and "noted before" not in seen and "from the first" not in seen
    again = cli("encrypt", "on", "--yes")
    assert again.code == 0 and str(_recipients(cli)[1]) in again.err
    seen = second.process("show").out
    assert "noted before" in seen and "from the first as well" in seen and "noted before" in cli("show").out
    assert "from the second" in cli("show").out
    assert (len(_recipients(cli)), "changed_elsewhere" in status(cli)) == (2, False)


@pytest.mark.parametrize("state", ["on", "off", "turning off", "turning on", "missing"])
def test_changing_the_shared_settings_opens_nothing_on_a_machine_that_encrypts(
    cli: FreshCli, tmp_path: Path, state: str
) -> None:
    cli("log", "--win", "Zanzibar")
    cli("encrypt", "on", "--identity", str(tmp_path / "diary.txt"), "--yes")
    path = cli.home / "encryption.json"
    raw = json.loads(path.read_text())
    own = raw["recipients"]
    raw |= {"state": state, "recipients": [*own, PUBLIC] if state.endswith("on") else [PUBLIC]}
    path.unlink() if state == "missing" else path.write_text(json.dumps(raw))
    logged = cli("log", "--note", "Zanzibar")
    assert (logged.code, "encrypt on" in logged.err) == ((1, True) if state == "missing" else (0, False))
    cli("week")
    other = Cipher([PUBLIC], lambda: (SECRET,))
    for file in (each for each in cli.home.rglob("*") if each.is_file()):
        data = file.read_bytes()
        assert b"Zanzibar" not in data
        for line in (line for line in data.splitlines() if b'"sealed"' in line):
            with pytest.raises(WrongIdentity):
                other.open(a2b_base64(json.loads(line)["sealed"][1]))
    if state != "missing":
        assert (status(cli)["recipients"], status(cli)["changed_elsewhere"]) == (own, True)
    done = cli("encrypt", "on", "--remove", PUBLIC, "--yes") if state != "missing" else cli("encrypt", "on", "--yes")
    assert (done.code, _recipients(cli), "changed_elsewhere" in status(cli)) == (0, own, False)
    assert "Zanzibar" in cli("show").out


def test_a_key_that_is_removed_opens_no_line_any_more(cli: FreshCli, tmp_path: Path) -> None:
    cli("encrypt", "on", "--identity", str(tmp_path / "diary.txt"), "--recipient", PUBLIC, "--yes")
    cli("log", "--note", "for fewer")
    own, other = (
        Cipher([], lambda: identities.read_identity(str(tmp_path / "diary.txt")).secrets),
        Cipher([], lambda: (SECRET,)),
    )
    sealed = _sealed_lines(cli)
    assert [own.open(line) for line in sealed] == [other.open(line) for line in sealed] != []
    mine = _recipients(cli)[0]
    refused = cli("encrypt", "on", "--remove", mine, "--yes")
    assert (refused.code, "--identity FILE" in refused.err) == (3, True)
    assert cli("encrypt", "on", "--remove", "age1x", "--yes").code == 3
    done = cli("encrypt", "on", "--remove", PUBLIC, "--yes")
    assert done.code == 0 and f"earlier copies: {PUBLIC}" in done.err
    assert _recipients(cli) == [mine]
    for line in _sealed_lines(cli):
        assert own.open(line)
        with pytest.raises(WrongIdentity):
            other.open(line)
    assert "for fewer" in cli("show").out


def test_a_damaged_key_in_the_folder_is_refused_before_anything_is_encrypted_for_it(
    cli: FreshCli, tmp_path: Path
) -> None:
    cli("encrypt", "on", "--identity", str(tmp_path / "diary.txt"), "--yes")
    own = _recipients(cli)
    path = cli.home / "encryption.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "recipients": [*own, "age1damaged"]}))
    refused = cli("encrypt", "on", "--yes")
    assert (refused.code, "encrypt on --remove age1damaged" in refused.err) == (3, True)
    assert cli("log", "--note", "goes on").code == 0
    assert cli("encrypt", "on", "--remove", "age1damaged", "--yes").code == 0
    assert _recipients(cli) == own and "goes on" in cli("show").out


def test_a_removed_key_opens_no_quarantined_line_either(cli: FreshCli, tmp_path: Path) -> None:
    cli("encrypt", "on", "--identity", str(tmp_path / "diary.txt"), "--recipient", PUBLIC, "--yes")
    cli("log", "--note", "for fewer")
    (file,) = (cli.home / "journal").glob("*.jsonl")
    lines = file.read_bytes().splitlines()[1:]
    quarantined = quarantine(str(file), "damaged", b"\n".join([*lines, lines[0][:-9]]), date(2026, 11, 20))
    assert cli("encrypt", "on", "--remove", PUBLIC, "--yes").code == 0
    again = Path(quarantined).read_bytes().splitlines()
    assert [again[0] != lines[0], again[-1] == lines[0][:-9]] == [True, True]
    assert not _opens(a2b_base64(json.loads(again[0])["sealed"][1]))


def test_a_new_identity_takes_the_place_of_the_old_one(cli: FreshCli, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    cli("encrypt", "on", "--identity", str(old), "--yes")
    cli("log", "--note", "from before")
    former = _recipients(cli)
    assert cli("encrypt", "on", "--identity", str(new), "--yes").code == 0
    old.rename(tmp_path / "away")
    assert "from before" in cli("show").out
    assert cli("encrypt", "on", "--remove", *former, "--yes").code == 0
    assert "from before" in cli("show").out and len(_recipients(cli)) == 1 and _recipients(cli) != former
    new.unlink()
    (tmp_path / "away").rename(old)
    lost = cli("encrypt", "on", "--identity", str(tmp_path / "newest.txt"), "--yes")
    assert lost.code == 0 and "keep the identity" in lost.err
    cli("log", "--win", "a fresh start")
    assert "a fresh start" in cli("show").out


@needs_memory
def test_another_identity_is_not_taken_for_the_one_that_is_unlocked(
    cli: FreshCli, protected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("encrypt", "on", "--identity", str(tmp_path / "old.txt"), "--yes")
    cli("log", "--note", "from before")
    cli("unlock", "--identity", str(tmp_path / "old.txt"))
    monkeypatch.setattr(passphrases, "read_hidden", lambda question: PASSPHRASE)
    assert cli("encrypt", "on", "--identity", str(protected), "--yes").code == 0
    assert PUBLIC in _recipients(cli)


@needs_memory
def test_a_session_of_the_old_identity_is_not_taken_for_another_file(
    cli: FreshCli, protected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.txt"
    cli("encrypt", "on", "--identity", str(old), "--yes")
    cli("log", "--note", "from before")
    cli("unlock", "--identity", str(old))
    old.unlink()
    monkeypatch.setattr(passphrases, "read_hidden", lambda question: PASSPHRASE)
    assert cli("encrypt", "on", "--identity", str(protected), "--yes").code == 0
    assert PUBLIC in _recipients(cli)
    assert all(Cipher([], lambda: (SECRET,)).open(line) for line in _sealed_lines(cli))


def test_a_machine_that_only_writes_follows_a_key_that_was_replaced_elsewhere(cli: FreshCli) -> None:
    cli("encrypt", "on", "--recipient", PUBLIC, "--yes")
    cli("log", "--note", "for the old key")
    new = identities.public_keys([identities.new_secret()])[0]
    raw = json.loads((cli.home / "encryption.json").read_text())
    (cli.home / "encryption.json").write_text(json.dumps({**raw, "recipients": [new]}))
    done = cli("encrypt", "on", "--yes")
    assert (done.code, _recipients(cli)) == (0, [new]), done.err
    assert "keep the identity that can read them" in done.err
    cli("log", "--note", "for the new key")
    opened = [_opens(line) for line in _sealed_lines(cli)]
    assert opened == [True, False]
    refused = cli("encrypt", "on", "--remove", new, "--yes")
    assert (refused.code, "no key" in refused.err, _recipients(cli)) == (3, True, [new])


@needs_memory
def test_what_only_a_removed_key_opens_is_read_once_its_identity_is_unlocked(cli: FreshCli, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    cli("encrypt", "on", "--identity", str(old), "--yes")
    phone = FreshCli(cli.home, device="phone-1")
    phone("log", "--win", "from a phone")
    cli("encrypt", "on", "--identity", str(new), "--yes")
    removed = cli("encrypt", "on", "--remove", _recipients(cli)[0], "--yes")
    assert "Keep that identity." in removed.err
    cli("log", "--note", "for the new key")
    assert "from a phone" not in cli("show").out
    assert cli("unlock", "--identity", str(old)).code == 0
    shown = cli("show")
    assert (shown.code, "from a phone" in shown.out, "for the new key" in shown.out) == (0, True, True), shown.err
    other = tmp_path / "other.txt"
    other.write_text(identities.new_secret())
    assert "wasn't encrypted for" in cli("unlock", "--identity", str(other)).err


def test_of_two_at_once_the_second_changes_nothing(
    cli: FreshCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("log", "--note", "from before")
    write = identities.write_identity

    def meanwhile(path: str, secrets: tuple[str, ...], passphrase: str) -> None:
        monkeypatch.undo()
        monkeypatch.setenv("HOME", str(tmp_path))
        assert cli("encrypt", "on", "--identity", str(tmp_path / "first.txt"), "--yes").code == 0
        write(path, secrets, passphrase)

    monkeypatch.setattr(identities, "write_identity", meanwhile)
    second = cli("encrypt", "on", "--identity", str(tmp_path / "second.txt"), "--yes")
    assert (second.code, "in the meantime" in second.err) == (1, True)
    assert f"{tmp_path / 'second.txt'} was created, but isn't used" in second.err
    assert len(_recipients(cli)) == 1
    assert "from before" in cli("show").out


def _recipients(cli: FreshCli) -> list[str]:
    found: list[str] = json.loads((cli.home / "encryption.json").read_text())["recipients"]
    return found


def _opens(line: bytes) -> bool:
    """Return whether the other identity of these tests opens `line`."""
    try:
        return bool(Cipher([], lambda: (SECRET,)).open(line))
    except WrongIdentity:
        return False


def _sealed_lines(cli: FreshCli) -> list[bytes]:
    """Return what age sealed in each line of the journal."""
    lines = [line for file in (cli.home / "journal").glob("*.jsonl") for line in file.read_bytes().splitlines()[1:]]
    return [a2b_base64(json.loads(line)["sealed"][1]) for line in lines]


def test_the_passphrase_is_changed_after_the_old_one(
    cli: FreshCli, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("encrypt", "passphrase").code == 3
    cli.typing("encrypt", "on", "--identity", str(protected), "--yes", typed=f"{PASSPHRASE}\n")
    answers = iter(["wrong", PASSPHRASE, "new", "typo", "new", "new"])
    monkeypatch.setattr(passphrases, "read_hidden", lambda question: next(answers))
    done = cli("encrypt", "passphrase")
    assert (done.code, [*answers]) == (0, []), done.err
    changed = identities.read_identity(str(protected))
    assert changed.unlocked("new") == (SECRET,) and stat.S_IMODE(protected.stat().st_mode) == 0o600
    assert changed.checksum in json.loads((cli.home / "encryption.json").read_text())["checksums"]


def test_a_changed_passphrase_is_not_said_to_be_unchanged_when_the_disk_is_full_then(
    cli: FreshCli, protected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrases, "read_hidden", lambda question: PASSPHRASE)
    cli("encrypt", "on", "--identity", str(protected), "--yes")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(identities, "write_identity", lambda *_, **__: None)  # it takes seconds
    monkeypatch.setattr(settings, "write_file", full)
    done = cli("encrypt", "passphrase")
    assert (done.code, "has a new passphrase" in done.err) == (1, True)
    assert NEW_IS_KEPT in done.err and "Nothing was changed" not in done.err

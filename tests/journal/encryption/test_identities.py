"""Identity files: made private, never written over, found where they are, and wrong ones told from damaged ones."""

from __future__ import annotations

import re
import stat
from base64 import b64decode
from pathlib import Path

import pytest

from cmcheckin.journal.encryption import identities
from cmcheckin.journal.encryption.cipher import EncryptionError, Locked, WrongIdentity, age
from cmcheckin.journal.encryption.identities import (
    Identity,
    WrongPassphrase,
    find_identity,
    hold,
    new_secret,
    public_keys,
    read_identity,
    remember_path,
    remembered_path,
    secrets_of,
    usual_paths,
    write_identity,
)
from cmcheckin.journal.encryption.settings import Encryption, cipher_of, write_settings
from cmcheckin.paths import Paths
from tests.cheap_identity import PASSPHRASE, PROTECTED, PUBLIC, SECRET


def put(path: str, text: str) -> str:
    """Write `text` to the file `path` and return the path."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text)
    return path


def test_a_new_file_is_private_and_in_the_format_of_age(tmp_path: Path) -> None:
    path = str(tmp_path / "identity.txt")
    secret = new_secret()
    write_identity(path, [secret])
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    assert Path(path).read_text() == f"# public key: {public_keys([secret])[0]}\n{secret}\n"
    assert read_identity(path).secrets == (secret,)


def test_an_identity_is_never_written_over(tmp_path: Path) -> None:
    path = put(str(tmp_path / "identity.txt"), "something else")
    with pytest.raises(FileExistsError):
        write_identity(path, [new_secret()])
    assert Path(path).read_text() == "something else"


@pytest.mark.slow
def test_a_file_with_a_passphrase_opens_with_that_one_alone(tmp_path: Path) -> None:
    path = str(tmp_path / "identity.age")
    write_identity(path, [SECRET], PASSPHRASE)
    assert stat.S_IMODE(Path(path).stat().st_mode) == 0o600
    assert Path(path).read_text().startswith("-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert SECRET not in Path(path).read_text()
    assert read_identity(path).unlocked(PASSPHRASE) == (SECRET,)


def test_a_wrong_passphrase_is_told_from_a_damaged_file(tmp_path: Path) -> None:
    whole = read_identity(put(str(tmp_path / "identity.age"), PROTECTED))
    with pytest.raises(WrongPassphrase, match="Nothing is damaged"):
        whole.unlocked("wrong", [whole.checksum])
    lines = PROTECTED.splitlines(keepends=True)
    for number in range(1, len(lines) - 1):
        letter = "A" if lines[number][20] != "A" else "B"
        changed = [*lines[:number], lines[number][:20] + letter + lines[number][21:], *lines[number + 1 :]]
        damaged = read_identity(put(str(tmp_path / "damaged.age"), "".join(changed)))
        with pytest.raises(EncryptionError, match="damaged") as caught:
            damaged.unlocked(PASSPHRASE, [whole.checksum])
        assert "Nothing is damaged" not in str(caught.value)


def _with_work(factor: bytes) -> bytes:
    """Return the identity file PROTECTED, changed so that checking its passphrase takes 2 to the `factor` steps."""
    data = b64decode("".join(PROTECTED.splitlines()[1:-1]))
    return re.sub(rb"(-> scrypt \S+ )\d+", lambda found: found[1] + factor, data, count=1)


def test_a_machine_that_is_too_slow_is_not_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "identity.age"
    path.write_bytes(_with_work(b"60"))
    identity = read_identity(str(path))
    for checksums in ((), (identity.checksum,)):
        with pytest.raises(EncryptionError, match="take this machine too long") as caught:
            identity.unlocked(PASSPHRASE, checksums)
        assert not isinstance(caught.value, WrongPassphrase)
    with pytest.raises(EncryptionError, match="damaged"):
        identity.unlocked(PASSPHRASE, ("that of another file",))


def test_a_machine_that_seems_too_slow_is_timed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pyrage, tries = age(), iter(range(2))
    opened = pyrage.passphrase.decrypt

    def decrypt(data: bytes, passphrase: str) -> bytes:
        if next(tries, None) is not None:
            raise pyrage.DecryptError("Excessive work parameter for passphrase.")
        return bytes(opened(data, passphrase))

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    whole = read_identity(put(str(tmp_path / "identity.age"), PROTECTED))
    assert whole.unlocked(PASSPHRASE) == (SECRET,)


@pytest.mark.parametrize("text", ["", "\n# a comment\n", "AGE-SECRET-KEY-1XXXX\n", "words\n", f"{SECRET}\nwords\n"])
def test_a_file_without_an_identity_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(EncryptionError, match="identity"):
        read_identity(put(str(tmp_path / "identity.txt"), text))


def test_bytes_that_are_not_an_identity_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "identity.txt"
    path.write_bytes(b"\xff\xfe\x00" * 100)
    with pytest.raises(EncryptionError):
        read_identity(str(path))
    with pytest.raises(EncryptionError):
        read_identity(str(tmp_path))


def test_the_identity_in_a_usual_place_is_found_if_it_fits(paths: Paths) -> None:
    protected, plain = usual_paths(paths)
    assert protected.startswith(paths.data_folder) and not plain.startswith(paths.data_folder)
    put(plain, new_secret())
    assert find_identity(paths, [PUBLIC]) is None
    put(plain, SECRET)
    assert secrets_of(paths, [PUBLIC]) == (SECRET,)
    put(protected, PROTECTED)
    found = find_identity(paths, [PUBLIC])
    assert found is not None and found.is_protected
    with pytest.raises(Locked) as locked:
        secrets_of(paths, [PUBLIC])
    assert locked.value.home is paths


def test_a_remembered_path_comes_first_and_belongs_to_one_home(paths: Paths, tmp_path: Path) -> None:
    stick = str(tmp_path / "stick" / "diary.txt")
    remember_path(paths, stick)
    assert remembered_path(paths) == stick
    assert not remembered_path(Paths(tmp_path / "config.toml", tmp_path / "other", tmp_path / "state"))
    with pytest.raises(Locked, match="plug it in") as locked:
        secrets_of(paths, [PUBLIC])
    assert locked.value.home is None
    put(stick, SECRET)
    assert secrets_of(paths, [PUBLIC]) == (SECRET,)
    with pytest.raises(WrongIdentity, match=r"diary\.txt"):
        secrets_of(paths, public_keys([new_secret()]))
    remember_path(paths, "")
    assert not remembered_path(paths)


def test_a_damaged_list_of_remembered_paths_is_read_as_empty(paths: Paths) -> None:
    remember_path(paths, "/stick/diary.txt")
    (file,) = Path(paths.state_folder).glob("*.json")
    file.write_text("[")
    assert not remembered_path(paths)


def test_what_this_process_unlocked_is_read_without_the_file(paths: Paths) -> None:
    write_settings(paths, Encryption("on", (PUBLIC,)))
    cipher = cipher_of(paths)
    assert cipher is not None and cipher.is_locked
    sealed = cipher.seal(b"words")
    hold(paths, Identity("", (), PROTECTED.encode()).unlocked(PASSPHRASE))
    assert cipher.open(sealed) == b"words"
    assert identities._held

"""An unlocked identity is kept only where nobody else can read it, and only in memory."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cmcheckin.journal.encryption import sessions
from cmcheckin.journal.encryption.cipher import EncryptionError
from cmcheckin.journal.encryption.identities import new_secret, public_keys, unlocked_secrets
from cmcheckin.journal.encryption.sessions import drop, keep, session_secrets
from cmcheckin.paths import Paths
from tests.cheap_identity import PUBLIC, SECRET


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder for sessions, which counts as being in memory."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setattr(sessions, "_runtime_folders", lambda environ: iter([environ["XDG_RUNTIME_DIR"]]))
    monkeypatch.setattr(sessions, "_SHARED", str(tmp_path / "missing"))
    monkeypatch.setattr(sessions, "_type_of", lambda device: "tmpfs")
    return folder


def test_a_session_keeps_the_identity_of_one_home_until_it_is_locked(
    paths: Paths, runtime: Path, tmp_path: Path
) -> None:
    assert not session_secrets(paths)
    place = keep(paths, [SECRET])
    assert place.ends_at_logout
    (file,) = runtime.iterdir()
    assert file.name.startswith("cmcheckin-") and stat.S_IMODE(file.stat().st_mode) == 0o600
    assert session_secrets(paths) == (SECRET,)
    assert not session_secrets(Paths(tmp_path / "config.toml", tmp_path / "other"))
    assert drop(paths)
    assert not [*runtime.iterdir()] and not session_secrets(paths)
    assert not drop(paths)


@pytest.mark.parametrize("mode", [0o755, 0o710, 0o770, 0o777, 0o701])
def test_a_folder_that_others_can_enter_is_refused(paths: Paths, runtime: Path, mode: int) -> None:
    runtime.chmod(mode)
    with pytest.raises(EncryptionError, match="asked for each time"):
        keep(paths, [SECRET])
    assert not [*runtime.iterdir()]


def test_a_folder_of_another_user_or_a_link_is_refused(
    paths: Paths, runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(runtime)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "link"))
    with pytest.raises(EncryptionError):
        keep(paths, [SECRET])
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    user = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: user)
    with pytest.raises(EncryptionError):
        keep(paths, [SECRET])


def test_a_folder_on_a_disk_is_refused(paths: Paths, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_type_of", lambda device: "ext4")
    with pytest.raises(EncryptionError):
        keep(paths, [SECRET])
    assert not [*runtime.iterdir()]


def test_an_identity_that_was_unlocked_before_another_one_was_made_is_not_used(paths: Paths, runtime: Path) -> None:
    keep(paths, [SECRET])
    assert unlocked_secrets(paths, [PUBLIC]) == (SECRET,)
    assert not unlocked_secrets(paths, public_keys([new_secret()]))


def test_a_session_file_that_others_can_read_is_not_used(paths: Paths, runtime: Path) -> None:
    keep(paths, [SECRET])
    (file,) = runtime.iterdir()
    file.chmod(0o644)
    assert not session_secrets(paths)


def test_without_a_login_session_a_folder_in_shared_memory_is_made(
    paths: Paths, runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime.rmdir()
    shared = tmp_path / "shm"
    shared.mkdir()
    monkeypatch.setattr(sessions, "_SHARED", str(shared))
    place = keep(paths, [SECRET])
    assert not place.ends_at_logout
    (own,) = shared.iterdir()
    assert stat.S_IMODE(own.stat().st_mode) == 0o700
    assert session_secrets(paths) == (SECRET,)


def test_this_system_says_which_file_systems_are_in_memory() -> None:
    if not Path("/proc/self/mountinfo").exists():
        pytest.skip("this system has no /proc/self/mountinfo, so no folder counts as being in memory")
    assert sessions._type_of(Path("/proc").stat().st_dev) == "proc"
    assert sessions._type_of(0) == ""

"""encryption.json: read at each save, and never taken for absent when it can't be read."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from cmcheckin.journal import JournalError
from cmcheckin.journal.encryption.cipher import EncryptionError
from cmcheckin.journal.encryption.settings import (
    Encryption,
    cipher_of,
    own_settings,
    read_settings,
    settings_path,
    write_settings,
    write_shared,
)
from cmcheckin.paths import Paths
from tests.cheap_identity import PUBLIC


def test_a_home_that_was_never_encrypted_has_no_cipher(paths: Paths) -> None:
    assert cipher_of(paths) is None
    assert not Path(paths.data_folder).exists()


@pytest.mark.parametrize("state, is_on", [("on", True), ("turning on", True), ("turning off", False), ("off", False)])
def test_settings_come_back_as_written(paths: Paths, state: str, is_on: bool) -> None:
    settings = Encryption(state, (PUBLIC,), ("ab" * 32,), (("later", 1),))  # type: ignore[arg-type]
    write_settings(paths, settings)
    assert read_settings(paths) == settings
    cipher = cipher_of(paths)
    assert cipher is not None
    assert (cipher.is_on, cipher.recipients) == (is_on, (PUBLIC,))
    assert stat.S_IMODE(Path(settings_path(paths)).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", "[" * 100_000,
        '{"version": 1}',
        '{"version": 1, "state": "maybe", "recipients": ["age1x"]}',
        '{"version": 1, "state": "on", "recipients": []}',
        '{"version": 1, "state": "on", "recipients": ["ssh-rsa AAAA"]}',
        '{"version": 1, "state": "on", "recipients": "age1x"}',
        '{"version": "1", "state": "on", "recipients": ["age1x"]}',
        '{"version": 1, "state": ["on"], "recipients": ["age1x"]}',
    ],
)  # fmt: skip
def test_settings_that_cannot_be_read_are_an_error(paths: Paths, content: str) -> None:
    path = Path(settings_path(paths))
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(EncryptionError, match="Nothing was changed"):
        cipher_of(paths)


def test_settings_of_a_newer_version_are_an_error_that_says_so(paths: Paths) -> None:
    path = Path(settings_path(paths))
    path.parent.mkdir()
    path.write_text(json.dumps({"version": 2, "state": "on"}))
    with pytest.raises(EncryptionError, match="newer version"):
        cipher_of(paths)


def test_settings_that_cannot_be_written_are_as_before(paths: Paths) -> None:
    Path(settings_path(paths)).mkdir(parents=True)
    with pytest.raises(JournalError):
        write_settings(paths, Encryption("turning on", (PUBLIC,)))
    assert own_settings(paths) is None


def test_a_switch_begun_before_there_are_shared_settings_continues(paths: Paths) -> None:
    write_settings(paths, Encryption("turning on", (PUBLIC,)))
    Path(settings_path(paths)).unlink()
    cipher = cipher_of(paths)
    assert cipher is not None and cipher.is_on


def test_a_home_that_vanished_is_never_taken_for_one_that_is_not_encrypted(paths: Paths) -> None:
    write_settings(paths, Encryption("on", (PUBLIC,)))
    shutil.rmtree(paths.data_folder)
    with pytest.raises(EncryptionError, match="is missing"):
        cipher_of(paths)


def test_another_device_that_encrypts_again_changes_nothing_here(paths: Paths) -> None:
    write_settings(paths, Encryption("on", (PUBLIC,)))
    write_shared(paths, Encryption("turning on", (PUBLIC,), extra=(("again", True), ("later", 1))))
    assert read_settings(paths) == Encryption("on", (PUBLIC,), extra=(("later", 1),))


@pytest.mark.parametrize("content", ["", "[]", "{", '{"HOME": {"version": 1}}'])
def test_a_damaged_copy_of_this_device_is_an_error_and_not_replaced(paths: Paths, content: str) -> None:
    write_settings(paths, Encryption("on", (PUBLIC,)))
    own = Path(paths.state_folder) / "encryption.json"
    damaged = content.replace("HOME", os.path.realpath(paths.data_folder))
    own.write_text(damaged)
    with pytest.raises(EncryptionError, match="own encryption settings"):
        cipher_of(paths)
    with pytest.raises(EncryptionError):
        write_settings(paths, Encryption("turning on", (PUBLIC,)))
    assert own.read_text() == damaged


def test_a_link_in_the_place_of_the_settings_is_not_followed(paths: Paths) -> None:
    write_settings(paths, Encryption("on", (PUBLIC,)))
    path = Path(settings_path(paths))
    path.rename(path.with_suffix(".away"))
    path.symlink_to(path.with_suffix(".away"))
    with pytest.raises(EncryptionError, match="it's a link"):
        cipher_of(paths)


def test_a_folder_or_pipe_in_the_place_of_the_settings_is_an_error(paths: Paths) -> None:
    path = Path(settings_path(paths))
    path.mkdir(parents=True)
    with pytest.raises(EncryptionError):
        cipher_of(paths)
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(EncryptionError):
        cipher_of(paths)

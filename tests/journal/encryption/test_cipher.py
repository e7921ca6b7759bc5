"""What is sealed can be opened by each recipient, and by others only with a reason why not."""

from __future__ import annotations

import sys

import pytest

from cmcheckin.journal.encryption.cipher import Cipher, Damaged, EncryptionError, Locked, NotInstalled, WrongIdentity
from cmcheckin.journal.encryption.identities import new_secret, public_keys


def pair() -> tuple[str, str]:
    """Return a new secret key and its public key."""
    secret = new_secret()
    return secret, public_keys([secret])[0]


def cipher(public: str | tuple[str, ...], secret: str = "") -> Cipher:
    def secrets() -> tuple[str, ...]:
        if not secret:
            raise Locked("it's locked")
        return (secret,)

    return Cipher((public,) if isinstance(public, str) else public, secrets)


def test_each_recipient_opens_what_was_sealed_without_an_identity() -> None:
    (first, its_key), (second, other_key) = pair(), pair()
    sealed = cipher((its_key, other_key)).seal("grüße".encode())
    assert "grüße".encode() not in sealed
    for secret in (first, second):
        assert cipher(its_key, secret).open(sealed).decode() == "grüße"


def test_without_an_identity_it_is_locked_and_still_seals() -> None:
    _, public = pair()
    locked = cipher(public)
    sealed = locked.seal(b"words")
    assert locked.is_locked
    with pytest.raises(Locked):
        locked.open(sealed)


def test_another_identity_is_told_from_damage() -> None:
    (secret, public), (other, _) = pair(), pair()
    sealed = cipher(public).seal(b"words of a day")
    with pytest.raises(WrongIdentity):
        cipher(public, other).open(sealed)
    own = cipher(public, secret)
    assert not own.is_locked
    start = sealed.index(b"\n--- ")
    for at in range(start, len(sealed)):  # damage to the recipients before is found by a checksum around them
        with pytest.raises(Damaged):
            own.open(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :])
    for end in range(start, len(sealed)):
        with pytest.raises(Damaged):
            own.open(sealed[:end])


def test_a_recipient_with_a_typing_error_is_an_error() -> None:
    _, key = pair()
    with pytest.raises(EncryptionError, match="nothing was saved"):
        cipher(key[:-1]).seal(b"words")


def test_without_pyrage_the_error_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    secret, public = pair()
    monkeypatch.setitem(sys.modules, "pyrage", None)
    for use in (cipher(public).seal, cipher(public, secret).open):
        with pytest.raises(NotInstalled, match="pip install pyrage"):
            use(b"words")

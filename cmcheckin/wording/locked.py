"""Words about entering records and reviewing while a diary is locked: all of it, or only what other devices have
encrypted."""

from __future__ import annotations

from typing import Final

_ASKED_BEFORE_CHECKIN: Final = (
    "Your diary is locked. To check in without reading it, press Enter. What you type isn't shown."
)
_OTHERS_ASKED_BEFORE_CHECKIN: Final = (
    "The entries from your other devices are locked. To check in without reading them, press Enter. What you type "
    "isn't shown."
)
ASKED_BEFORE_REVIEW: Final = (
    "Your notes on your team are locked with your diary. To review without them, press Enter. What you type isn't "
    "shown."
)
_WITHOUT_READING: Final = (
    "Your diary stays locked, so earlier days aren't shown. What you save is added to it. To read it, run "
    "`cmcheckin unlock`."
)
_WITHOUT_READING_OTHERS: Final = (
    "Encryption is off on this device, but the entries from your other devices stay locked, so earlier days aren't "
    "shown. What you save is added without encryption. To read everything, run `cmcheckin unlock`."
)
_NEEDS_READING: Final = "Your diary is locked, so only the check-in can be shown."
_NEEDS_READING_OTHERS: Final = "The entries from your other devices are locked, so only the check-in can be shown."
ADDED_UNREAD: Final = "Saved to your locked diary. Nothing in it was replaced."
ADDED_IN_CLEAR: Final = (
    "Saved without encryption, which is off on this device. Encrypted entries from your other devices stay locked, and "
    "nothing in them was replaced."
)


def asked_before_checkin(*, is_encrypted: bool) -> str:
    """Return the sentence before the passphrase is asked for a check-in. `is_encrypted`: whether this device encrypts,
    so that its own entries are locked too."""
    return _ASKED_BEFORE_CHECKIN if is_encrypted else _OTHERS_ASKED_BEFORE_CHECKIN


def without_reading(*, is_encrypted: bool) -> str:
    """Return the message above a check-in that reads nothing. `is_encrypted`: as in `asked_before_checkin`."""
    return _WITHOUT_READING if is_encrypted else _WITHOUT_READING_OTHERS


def needs_reading(*, is_encrypted: bool) -> str:
    """Return why no other screen is shown. `is_encrypted`: as in `asked_before_checkin`."""
    return _NEEDS_READING if is_encrypted else _NEEDS_READING_OTHERS


def added_unread(*, is_encrypted: bool) -> str:
    """Return the message after adding to a locked diary. `is_encrypted`: whether this device encrypts what is added."""
    return ADDED_UNREAD if is_encrypted else ADDED_IN_CLEAR

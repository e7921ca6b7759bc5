"""Words about encryption at rest: `encrypt`, `unlock`, `lock`, and errors of reading what is sealed."""

from __future__ import annotations

from typing import Final

# Errors

NOT_INSTALLED: Final = (
    "This diary is encrypted, and the package that reads and writes it is missing. Nothing was changed. "
    "Install it with `pip install 'cmcheckin[encryption]'`, then try again."
)
LOCKED: Final = "Your diary is locked, so it can't be read. Nothing was changed. Unlock it with `cmcheckin unlock`."
NO_IDENTITY: Final = (
    "Your diary is encrypted, and its identity isn't on this machine, so it can't be read. Nothing was changed. "
    "You can go on logging. To read, run `cmcheckin unlock --identity FILE`."
)
WRONG_IDENTITY: Final = (
    "This was encrypted for another identity than the one on this machine. Nothing was changed. "
    "Use the identity it was encrypted for: `cmcheckin unlock --identity FILE`."
)
DAMAGED: Final = "The identity fits, but the encrypted text is damaged."
NOT_SETTINGS: Final = "it isn't a list of encryption settings that this version knows"
NOT_WRITTEN: Final = "The encryption settings couldn't be saved"
IDENTITY_NOT_WRITTEN: Final = "The identity file couldn't be written"
PATH_NOT_REMEMBERED: Final = "This device couldn't save where the identity file is"
NO_SAFE_PLACE: Final = (
    "This machine has no safe place for an unlocked identity: a folder in memory that only you can read. "
    "So the passphrase is asked each time."
)


def settings_unreadable(path: str, reason: str) -> str:
    """Return the error for encryption settings at `path` that can't be read for a `reason`."""
    return (
        f"The encryption settings can't be read: {reason} ({path}). Nothing was changed, so that nothing is saved "
        "unencrypted by mistake. Restore that file from another device or a backup, then try again."
    )


def settings_newer(path: str) -> str:
    """Return the error for encryption settings at `path` of a newer version of the program."""
    return f"{path} was written by a newer version of cmcheckin. Nothing was changed. Update cmcheckin, then try again."


def identity_missing(path: str) -> str:
    """Return the error for an identity file that isn't at the `path` where it was."""
    return (
        f"Your diary is encrypted, and its identity file isn't there ({path}), so it can't be read. Nothing was "
        "changed. If it's on a USB stick, plug it in. If it has moved, run `cmcheckin unlock --identity FILE`."
    )


def identity_unreadable(path: str, reason: str) -> str:
    """Return the error for an identity file at `path` that can't be read for a `reason`."""
    return f"The identity file can't be read: {reason} ({path}). Nothing was changed."


def identity_damaged(path: str) -> str:
    """Return the error for a damaged identity file at `path`."""
    return (
        f"The identity file is damaged ({path}). Nothing was changed. "
        "Use a copy of it: `cmcheckin unlock --identity COPY`."
    )


def not_an_identity(path: str) -> str:
    """Return the error for a file at `path` that isn't an identity."""
    return (
        f"{path} isn't an identity file. Nothing was changed. An identity file of age has a line that begins with "
        "AGE-SECRET-KEY-1, or is encrypted with a passphrase."
    )


def identity_of_others(path: str) -> str:
    """Return the error for an identity file at `path` that a home isn't sealed to."""
    return (
        f"Your diary wasn't encrypted for the identity in {path}. Nothing was changed. "
        "Use the one it was encrypted for: `cmcheckin unlock --identity FILE`."
    )


def wrong_passphrase(path: str, *, is_whole: bool) -> str:
    """Return the error for a passphrase that doesn't open the identity file at `path`. `is_whole`: the file is known to
    be as it was made."""
    if is_whole:
        return f"That isn't the passphrase of {path}. Nothing is damaged."
    return (
        f"That isn't the passphrase of {path}, or that file is damaged: it isn't the one that cmcheckin made. "
        "If you're sure of the passphrase, use a copy: `cmcheckin unlock --identity COPY`."
    )

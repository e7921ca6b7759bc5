"""Words about encryption at rest: `encrypt`, `unlock`, `lock`, and errors of reading what is sealed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# Errors

NOT_INSTALLED: Final = (
    "Encryption needs the package pyrage, which isn't installed. Nothing was changed. "
    "Install it with `pip install pyrage` (with pipx: `pipx inject cmcheckin pyrage`; with uv: install cmcheckin again "
    "with the option `--with pyrage`), then try again."
)
LOCKED: Final = "Your diary is locked, so it can't be read. Nothing was changed. Unlock it with `cmcheckin unlock`."
NO_IDENTITY: Final = (
    "Your diary is encrypted, and its identity isn't on this machine, so it can't be read. Nothing was changed. "
    "You can go on logging. To read, run `cmcheckin unlock --identity FILE`."
)
WRONG_IDENTITY: Final = (
    "This was encrypted for a different identity from the one on this machine. Nothing was changed. "
    "Use the identity it was encrypted for: `cmcheckin unlock --identity FILE`."
)
DAMAGED: Final = "The identity is right, but the encrypted text is damaged."
SETTINGS_MISSING: Final = (
    "{path} has encrypted lines, but encryption.json is missing from your data folder. Nothing was saved, because it "
    "wouldn't have been encrypted. Restore encryption.json from a copy, such as on another device, or run "
    "`cmcheckin encrypt on --identity FILE` with your identity."
)
IS_LINK: Final = "it's a link, and links aren't followed"
NOT_SETTINGS: Final = "it isn't a list of encryption settings that this version knows"
NOTHING_CHANGED: Final = "Nothing was changed."
NOT_WRITTEN: Final = "The encryption settings couldn't be saved"
IDENTITY_NOT_WRITTEN: Final = "The identity file couldn't be written"
THIS_DEVICE: Final = "This device's encryption settings"
NOT_REMEMBERED: Final = "This device couldn't save how your diary is encrypted"
KEY_DAMAGED: Final = (
    "A public key in encryption.json is damaged, so nothing was saved. Replace that file with a copy, such as one from "
    "another device or a backup on another disk."
)
SETTINGS_GONE: Final = (
    "This device encrypts your diary, but {path} is missing. Nothing was changed, so that nothing is saved unencrypted "
    "by mistake. If the folder is on another disk or still syncing, wait until it's there. To go on encrypting, run "
    "`cmcheckin encrypt on`. To stop, run `cmcheckin encrypt off`."
)
NO_SAFE_PLACE: Final = (
    "This machine has no safe place for an unlocked identity, which needs a folder in memory that only you can read. "
    "So the passphrase is asked for each time."
)


# Passphrases, unlock and lock

NO_TERMINAL: Final = "A passphrase has to be typed at a terminal, and there's none here. Nothing was changed."
UNDECODABLE: Final = "What you typed isn't valid text. Check your terminal's encoding, then try again."
HOW_TO_CHOOSE: Final = (
    "Choose a passphrase. Four or more random words are easy to remember and hard to guess. What you type isn't shown."
)
ASK_NEW: Final = "New passphrase:"
AGAIN: Final = "Repeat the passphrase:"
NOT_THE_SAME: Final = "The passphrases don't match. Please try again."
NONE_CHOSEN: Final = "No passphrase was chosen. Nothing was changed."
TAKES_SECONDS: Final = "One moment: this takes a few seconds, so that guessing takes years."
STILL_LOCKED: Final = "No passphrase was typed, so your diary stays locked. Nothing was changed."
ASKED_BECAUSE_LOCKED: Final = (
    "Your diary is locked. To be asked only once a session, run `cmcheckin unlock`. What you type isn't shown."
)
ASKED_FOR_FORMER: Final = (
    "Earlier entries can only be encrypted for this identity with the one you used before. Type its passphrase, or "
    "press Enter to continue without it. What you type isn't shown."
)
STANDARD_INPUT: Final = "standard input"
NOT_ENCRYPTED: Final = "Your diary isn't encrypted. To encrypt it, run `cmcheckin encrypt on`."
ALREADY_UNLOCKED: Final = "Your diary is already unlocked. To lock it, run `cmcheckin lock`."
NOW_LOCKED: Final = "Your diary is locked. You can go on logging."
OTHERS_LOCKED: Final = (
    "Any encrypted entries are locked. You can go on logging, without encryption, as it's off on this device."
)
ALREADY_LOCKED: Final = "Your diary was already locked. You can go on logging."


def passphrase_of(path: str) -> str:
    """Return the question for the passphrase of the identity file at `path`."""
    return f"Passphrase for {path}:"


def unlocked(*, ends_at_logout: bool) -> str:
    """Return the message after unlocking. `ends_at_logout`: whether the session ends then, or at a restart."""
    until = "you log out of this machine" if ends_at_logout else "this machine restarts, even if you log out first"
    return f"Your diary is unlocked until {until}. To lock it earlier, run `cmcheckin lock`."


FORMER_UNLOCKED: Final = (
    "That identity can't read all of your diary. What was encrypted for it can be read in this session."
)


def needs_no_unlocking(path: str) -> str:
    """Return the message of `unlock` when the identity file at `path` has no passphrase."""
    return f"Your diary isn't locked: the identity in {path} has no passphrase. To add one, run {HOW_TO_PROTECT}."


def open_without_passphrase(path: str) -> str:
    """Return the message of `lock` when the identity file at `path` has no passphrase."""
    return (
        f"Your diary can still be read here, because the identity in {path} has no passphrase. "
        f"Move that file to another machine or disk, or add a passphrase with {HOW_TO_PROTECT}."
    )


def no_such_identity(path: str) -> str:
    """Return the error for an identity file that isn't at `path`."""
    return f"There's no file {path}. Nothing was changed."


# encrypt

HOW_TO_PROTECT: Final = "`cmcheckin encrypt on --passphrase`"
ONLY_WITH_ON: Final = "--identity, --passphrase, --recipient and --remove are options of `cmcheckin encrypt on`."
JSON_ONLY_WITH_STATUS: Final = "--json is an option of `cmcheckin encrypt status`."
NO_IDENTITY_NAMED: Final = "--identity needs a file. Nothing was changed."
CONFIRM_ON: Final = "Encrypt your diary?"
CONFIRM_AGAIN: Final = "Continue?"
CONFIRM_OFF: Final = "Decrypt your diary?"
CHANGED_MEANWHILE: Final = (
    "Another `cmcheckin encrypt` ran in the meantime, so this one changed nothing. To see what's encrypted now, run "
    "`cmcheckin encrypt status`."
)
LAST_KEY: Final = (
    "That would leave no key to encrypt for. Nothing was changed. To decrypt your diary, run `cmcheckin encrypt off`."
)
OWN_KEY_REMOVED: Final = (
    "That is the key of the identity this device uses. Nothing was changed. To use another one first, run "
    "`cmcheckin encrypt on --identity FILE`."
)
NEW_IS_KEPT: Final = "The new passphrase is set anyway."
NEW_IS_SET: Final = (
    "The identity in {path} has a new passphrase. Copies of that file elsewhere still have the old one: replace them. "
    "If someone else may have such a copy and the old passphrase, use a new identity: see `cmcheckin help privacy`."
)
PLAIN_LEFT: Final = (
    "A copy of the identity without a passphrase is still in {path}. Move that file to a safe place, such as a USB "
    "stick, or delete it."
)


STATES: Final = {
    "on": "Your diary is encrypted.",
    "turning on": "Part of your diary isn't encrypted yet. To finish, run `cmcheckin encrypt on`.",
    "turning off": "Part of your diary isn't decrypted yet. To finish, run `cmcheckin encrypt off`.",
}
"""What `encrypt status` says first, by the state in encryption.json."""
ACCESS: Final = {
    "open": "This machine can read it, with the identity in {path}. It has no passphrase.",
    "unlocked": "This machine can read it: it's unlocked for this session. To lock it, run `cmcheckin lock`.",
    "locked": "It's locked: the identity in {path} has a passphrase. To unlock it, run `cmcheckin unlock`.",
    "missing": "This machine can add to it, but not read it: the identity isn't here.",
    "wrong": "This machine can add to it, but not read it: the identity in {path} belongs to another diary.",
}
"""Whether this machine can read an encrypted diary, as in `Access` in `cli/encryption_status.py`."""
EXPOSED: Final = "Other users of this machine can read that file. To change this, run `chmod 600 {path}`."
OFF_ELSEWHERE: Final = (
    "encryption.json says that encryption was turned off elsewhere. This device still encrypts. To decrypt here too, "
    "run `cmcheckin encrypt off`. If that wasn't you, someone else can change your folder: run `cmcheckin encrypt on`."
)
ADDED_ELSEWHERE: Final = (
    "The key {key} was added elsewhere, and can't read what this device logs. If it's yours, run `cmcheckin encrypt "
    "on`. If it isn't, someone else can change your folder: run `cmcheckin encrypt on --remove {key}`."
)
REMOVED_ELSEWHERE: Final = (
    "The key {key} was removed elsewhere, but can still read what this device logs. To change that, run "
    "`cmcheckin encrypt on`."
)
RECIPIENTS: Final = "It's encrypted for these public keys. The identity of any of them can read it:"


LOST: Final = "it's lost"
LOST_OR_FORGOTTEN: Final = "you lose it or forget its passphrase"


def not_a_key(key: str) -> str:
    """Return the error for a `key` that isn't a public key."""
    return f"“{key}” isn't an age public key. Copy the whole key, which begins with age1. Nothing was changed."


def damaged_key(key: str) -> str:
    """Return the error for a `key` in encryption.json that isn't a public key."""
    return (
        f"encryption.json has “{key}”, which isn't an age public key. Nothing was changed. To go on without it, run "
        f"`cmcheckin encrypt on --remove {key}`."
    )


def former_identity_missing(keys: Sequence[str]) -> str:
    """Return the error for turning encryption on again for `keys` alone, whose identity isn't on this machine."""
    identity = "the identity for that key isn't" if len(keys) == 1 else "no identity for these keys is"
    return (
        f"Your diary was encrypted before, for {', '.join(keys)}, and {identity} on this machine. You wouldn't be able "
        "to read your diary here. Nothing was changed. If you have the file, add --identity FILE. If it's lost, add "
        f"{' '.join(f'--remove {key}' for key in keys)} to get a new one. If it's only for another machine, add "
        f"{' '.join(f'--recipient {key}' for key in keys)}."
    )


def not_a_recipient(key: str) -> str:
    """Return the error for removing a `key` that the diary isn't encrypted for."""
    return f"Your diary isn't encrypted for “{key}”. Nothing was changed. `cmcheckin encrypt status` lists its keys."


def has_no_passphrase(path: str) -> str:
    """Return the error for changing the passphrase of the identity file at `path`, which has none."""
    return f"The identity in {path} has no passphrase. Nothing was changed. To add one: {HOW_TO_PROTECT}"


NOT_ON_A_STICK: Final = (
    "No disk is mounted at {path}, so the identity would be on this machine's own disk. If it should be on a USB "
    "stick, plug that in first."
)


def no_folder_for_identity(folder: str) -> str:
    """Return the error for a new identity file in a `folder` that doesn't exist."""
    return (
        f"There's no folder {folder}. Nothing was changed. If it's on a USB stick, plug it in, then try again. "
        "If it's a new folder, create it first."
    )


def identity_in_the_way(path: str) -> str:
    """Return the error for a new identity file at `path`, where something else already is."""
    return f"{path} already exists, and it isn't replaced. Nothing was changed. Choose another file with --identity."


def identity_in_home(path: str) -> str:
    """Return the error for an identity file at `path`, in the home, without a passphrase."""
    return (
        f"{path} is in the folder of your diary. Without a passphrase, the identity has to be somewhere else: anyone "
        "with a copy of the folder could read everything. Choose another file, or add --passphrase. Nothing was "
        "changed."
    )


# Errors that name a file


def settings_unreadable(path: str, reason: str) -> str:
    """Return the error for encryption settings at `path` that can't be read for a `reason`."""
    return (
        f"The encryption settings can't be read: {reason} ({path}). Nothing was changed, so that nothing is saved "
        "unencrypted by mistake. Replace that file with a copy, such as one from another device. If there's none, "
        "delete it, then run `cmcheckin encrypt on`."
    )


def own_settings_unreadable(path: str, reason: str) -> str:
    """Return the error for this device's own copy of the encryption settings, at `path`, that can't be read for a
    `reason`."""
    return (
        f"This device's own encryption settings can't be read: {reason} ({path}). Nothing was changed, so that nothing "
        "is saved unencrypted by mistake. If the file is damaged, delete it, then run `cmcheckin encrypt on`."
    )


def settings_newer(path: str) -> str:
    """Return the error for encryption settings at `path` of a newer version of the program."""
    return f"{path} was written by a newer version of cmcheckin. Nothing was changed. Update cmcheckin, then try again."


def identity_missing(path: str) -> str:
    """Return the error for an identity file that isn't at the `path` where it was."""
    return (
        f"Your diary is encrypted, and its identity file is missing ({path}), so it can't be read. Nothing was "
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


def identity_too_slow(path: str) -> str:
    """Return the error for an identity file at `path` whose passphrase takes this machine too long to check."""
    return (
        f"Checking the passphrase of {path} would take this machine too long now. Nothing was changed. "
        "Try again when it's less busy, or on a faster machine."
    )


def not_an_identity(path: str) -> str:
    """Return the error for a file at `path` that isn't an identity."""
    return (
        f"{path} isn't an identity file. Nothing was changed. An age identity file has a line that begins with "
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
        return f"That isn't the passphrase for {path}. Nothing is damaged."
    return (
        f"That isn't the passphrase for {path}, or the file is damaged: it has changed since cmcheckin made it. "
        "If you're sure of the passphrase, use a copy: `cmcheckin unlock --identity COPY`."
    )

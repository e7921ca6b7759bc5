"""Words about what `encrypt on` and `encrypt off` have done, and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cmcheckin.wording.encryption import LOST, LOST_OR_FORGOTTEN

BEGUN: Final = "The change has begun anyway, and cmcheckin finishes it at its next start."
PATH_NOT_REMEMBERED: Final = "Your diary is encrypted for the new identity too, but this device still uses the old one."
IDENTITY_MADE: Final = "The identity in {path} was created. Keep it, and use it when you run this again."
IDENTITY_UNUSED: Final = "The identity in {path} was created, but isn't used. You can delete it once you're sure."
STILL_ON: Final = "All of your diary is encrypted."
KEY_ADDED: Final = (
    "This identity can read new entries from this device. To let it read everything else, run "
    "`cmcheckin encrypt on` on each device, with an identity that can already read it."
)
TURNED_OFF: Final = (
    "Your diary isn't encrypted any more. The identity file was kept, in case you have encrypted copies elsewhere."
)
UNOPENED: Final = (
    "{path} has entries that no identity on this device can read. They stay encrypted as they are, so keep the "
    "identity that can read them."
)
LINKED: Final = "{path} is a hard link. The same file under its other name stays as it was."


def turned_on(path: str, *, has_passphrase: bool) -> str:
    """Return the message after `encrypt on`. `path`: that of the identity file, empty for none on this machine.
    `has_passphrase`: whether it has one."""
    if not path:
        return "Your diary is encrypted. This machine can add to it, but not read it."
    return (
        f"Your diary is encrypted. Keep a copy of {path} in another place, such as a USB stick or a password manager. "
        f"If {LOST_OR_FORGOTTEN if has_passphrase else LOST}, nobody can read your diary."
    )


def not_all_done(number: int, *, is_on: bool) -> tuple[str, str]:
    """Return what failed after `number` files were switched, and what is done. `is_on`: which way."""
    done = f"{number:,} {'file is' if number == 1 else 'files are'}"
    what = f"The files couldn't all be {'encrypted' if is_on else 'decrypted'}"
    return what, f"{done} done, and cmcheckin does the rest at its next start."


def all_done(*, is_on: bool) -> str:
    """Return what is true when every file is switched, but the settings couldn't say so. `is_on`: which way."""
    return f"All of your files are {'encrypted' if is_on else 'decrypted'}, which cmcheckin records at its next start."


def left(path: str, *, is_on: bool) -> str:
    """Return the message about a file at `path` that isn't encrypted yet, or isn't decrypted yet. `is_on`: which."""
    return (
        f"{path} isn't {'encrypted' if is_on else 'decrypted'} yet: it's open in another window, or it can't be read. "
        f"Close all windows of cmcheckin, then run `cmcheckin encrypt {'on' if is_on else 'off'}` again."
    )


def files_left(count: int, *, is_on: bool) -> str:
    """Return the line of `encrypt status` about `count` files of this device that are to be encrypted or decrypted.
    `is_on`: which."""
    files = "1 of this device's files isn't" if count == 1 else f"{count} of this device's files aren't"
    return f"{files} {'encrypted' if is_on else 'decrypted'} yet. Run `cmcheckin encrypt {'on' if is_on else 'off'}`."


def other_devices(devices: Sequence[str], *, is_on: bool) -> str:
    """Return the message about `devices` whose own files aren't encrypted yet, or aren't decrypted yet. `is_on`:
    which."""
    action, them = ("on" if is_on else "off"), ("that device" if len(devices) == 1 else "those devices")
    return (
        f"Each device changes only its own files. Those of {', '.join(devices)} aren't "
        f"{'encrypted' if is_on else 'decrypted'} yet: run `cmcheckin encrypt {action}` on {them} too."
    )

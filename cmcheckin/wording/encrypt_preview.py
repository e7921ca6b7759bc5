"""What `encrypt` says that it will do, before it asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final


def before_turning_on(
    path: str,
    *,
    is_new: bool,
    protect: bool,
    has_passphrase: bool,
    others: Sequence[str],
    removed: Sequence[str],
    was_on: bool,
    backups: str,
) -> Iterator[str]:
    """Yield what `encrypt on` will do. `path`: that of the identity file, empty for none here; `is_new`: it will be
    made; `protect`: it gets a passphrase; `has_passphrase`: it has one then. `others`: other public keys, and those
    that are `removed`. `was_on`: encrypted already. `backups`: their folder."""
    if was_on:
        yield "Your diary is already encrypted. This encrypts whatever isn't yet."
    else:
        yield f"This encrypts your journal, drafts and caches on this machine, and the backups in {backups}."
    if path:
        yield f"The identity that can read it: {path}{_KINDS[is_new, protect]}"
    for key in others:
        yield f"The identity for this key can read it: {key}"
    for key in removed:
        yield f"The identity for this key will no longer be able to read it, except for earlier copies: {key}"
    if removed:
        yield (
            "Keep that identity. It may be the only one that can read what other devices wrote, until you run "
            "`cmcheckin encrypt on` there."
        )
    if not path:
        yield "Without an identity, this machine can add to your diary, but not read it."
    if not was_on:
        yield (
            "Backups on other disks, exports and shared files stay as they are. Other devices that share this folder "
            "will encrypt new entries too, and need the identity to read them. Each encrypts its own earlier files: "
            "run `cmcheckin encrypt on` there too."
        )
        lost = "you lose the identity or forget its passphrase" if has_passphrase else "the identity is lost"
        yield f"If {lost}, nobody can read your diary again."


_KINDS: Final = {
    (True, True): " (will be created, with a passphrase)",
    (True, False): " (will be created, without a passphrase)",
    (False, True): " (will get a passphrase)",
    (False, False): "",
}
"""What is done to an identity file, by whether it is new, and whether it gets a passphrase."""


def before_turning_off(backups: str) -> Iterator[str]:
    """Yield what `encrypt off` will do. `backups`: the folder of backups."""
    yield f"This decrypts your journal, drafts and caches on this machine, and the backups in {backups}."
    yield (
        "After that, anyone with access to these files can read them. Other devices that share this folder keep "
        "encrypting until you run `cmcheckin encrypt off` there too."
    )

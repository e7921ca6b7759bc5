"""The envelope around a line of an encrypted home.

A sealed line has its checksum, its `id` and `tick`, and if they aren't empty `seen` and `lost`, as every line does (see
`lines`): what appending and joining need without an identity. `sealed` names the way it was sealed, and has the whole
line as it was, in base64. What age sealed can be told from what is damaged by the checksum around it.

Bytes that weren't a line, since they were damaged before, are sealed without an `id`. They are still damaged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cmcheckin.journal.log.lines import Newer, Sealed

if TYPE_CHECKING:
    from typing import Protocol

    class Vault(Protocol):
        """What seals the lines of a home and opens them."""

        @property
        def is_on(self) -> bool:
            """Whether what is written is to be sealed."""

        @property
        def can_open(self) -> bool:
            """Whether there is anything to open sealed lines with, locked or not."""

        def seal(self, data: bytes) -> bytes:
            """Return `data` sealed."""

        def open(self, data: bytes) -> bytes:
            """Return what was sealed. Raises Locked, WrongIdentity or Damaged."""


SEALED: Final = b'"sealed":['
"""What every sealed line contains. Others rarely do, so it saves parsing them: see `sealing.is_sealed`."""
AGE: Final = "age"
"""The only way of sealing so far: compressed by zlib, then sealed by age."""
CLEAR: Final = ("seen", "lost")
"""The members that stay readable besides `id` and `tick`. They have names of files and numbers of lines only."""


def raise_sealed(value: dict[str, Any]) -> None:
    """Raise Sealed for the line `value`, Newer if it was sealed in an unknown way, ValueError if it isn't valid."""
    sealed = value["sealed"]
    if type(sealed) is not list or sealed[:1] != [AGE]:
        raise Newer("it has lines that are encrypted in a way this version of cmcheckin doesn't know")
    if len(sealed) != 2 or type(sealed[1]) is not str:
        raise ValueError("it isn't a valid change")
    if "id" not in value:
        raise ValueError("it was damaged before it was encrypted")
    source, number = value["id"]
    tick = value["tick"]
    if not (type(tick) is int and type(source) is str and type(number) is int and number > 0 and "." in source):
        raise ValueError("it has no valid id")
    head: dict[str, Any] = {name: value[name] for name in ("id", "tick", *CLEAR) if name in value}
    raise Sealed((tick, "", source, number), head, sealed[1])


def packed(data: bytes, vault: Vault) -> list[str]:
    """Return `data` as the member `sealed` of a line."""
    import zlib
    from binascii import b2a_base64  # these are only needed with encryption

    return [AGE, b2a_base64(vault.seal(zlib.compress(data)), newline=False).decode()]


def unpacked(content: str, vault: Vault) -> bytes:
    """Return the bytes that `packed` sealed as `content`. Raises as `Vault.open`, or ValueError."""
    import zlib
    from binascii import a2b_base64  # as above

    data = vault.open(a2b_base64(content, strict_mode=True))
    try:
        return zlib.decompress(data)
    except zlib.error:
        raise ValueError("it can't be decompressed") from None

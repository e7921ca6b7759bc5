"""Seal the lines of journal files, and open them."""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from cmcheckin.files import read_bytes
from cmcheckin.journal.encryption.cipher import Damaged, WrongIdentity
from cmcheckin.journal.log.envelope import AGE, CLEAR, SEALED, packed, unpacked
from cmcheckin.journal.log.files import listing
from cmcheckin.journal.log.lines import Line, LineKey, Newer, Sealed, checked, dumps, parsed, read_change, verified
from cmcheckin.journal.log.opened import OpenedLines

if TYPE_CHECKING:
    from cmcheckin.journal.log.envelope import Vault
    from cmcheckin.journal.log.files import JournalFile


def sealed_line(raw: bytes, vault: Vault) -> bytes:
    """Return the line `raw` of a change sealed. Neither has a newline. One that is sealed already stays the same.
    Raises ValueError if it isn't a valid line."""
    try:
        _, line = read_change(raw)
    except Sealed:
        return raw
    head: Line = {name: line[name] for name in ("id", "tick", *CLEAR) if name in line}
    return checked(dumps({**head, "sealed": packed(raw, vault)}))


def is_sealed(raw: bytes) -> bool:
    """Return whether the line `raw` is sealed, or was before it was damaged. A change whose record has a field of
    another program called `sealed` isn't."""
    if SEALED not in raw:
        return False
    try:
        read_change(raw)
    except ValueError:  # Sealed, or what is wrong with it
        return True
    return False


def sealed_lines(data: bytes, vault: Vault | None) -> bytes:
    """Return the journal file `data` with its valid lines sealed, if `vault` is on. Headers and damaged lines stay."""
    if vault is None or not vault.is_on:
        return data
    raws = data.split(b"\n")
    for n, raw in enumerate(raws):
        with suppress(ValueError):  # Newer too: nothing is known about it
            raws[n] = sealed_line(raw, vault)
    return b"\n".join(raws)


def for_all(raw: bytes, again: Callable[[bytes], bytes]) -> bytes:
    """Return the line `raw`, which is sealed, with its content as `again` seals it. Raises ValueError if it isn't."""
    line = parsed(verified(raw))
    if type(line["sealed"]) is not list or line["sealed"][0] != AGE:
        return raw
    content = a2b_base64(line["sealed"][1], strict_mode=True)
    if (found := again(content)) == content:
        return raw
    return checked(dumps({**line, "sealed": [AGE, b2a_base64(found, newline=False).decode()]}))


def sealed_rest(raw: bytes, vault: Vault) -> bytes:
    """Return the bytes `raw`, which aren't a valid line, as a line that hides them and isn't valid either."""
    return checked(dumps({"sealed": packed(raw, vault)}))


def opened_raw(raw: bytes, vault: Vault) -> bytes:
    """Return the line `raw` as it was before `sealed_line` or `sealed_rest`; `raw` itself if it isn't sealed. Raises
    Newer, or as `opened_line`."""
    try:
        read_change(raw)
    except Sealed as sealed:
        return opened_line(sealed, vault)[0]
    except Newer:
        raise
    except ValueError:
        content = _rest_in(raw)
        return unpacked(content, vault) if content else raw
    return raw


def is_hidden(raw: bytes) -> bool:
    """Return whether the bytes `raw` were made by `sealed_rest`."""
    return bool(_rest_in(raw))


def _rest_in(raw: bytes) -> str:
    """Return the content of the line `raw`, made by `sealed_rest`; empty if it is another one."""
    try:
        line = parsed(verified(raw))
        return str(line["sealed"][1]) if "id" not in line and line["sealed"][0] == AGE else ""
    except (ValueError, TypeError, LookupError):
        return ""


def opened_line(sealed: Sealed, vault: Vault) -> tuple[bytes, LineKey, Line]:
    """Return the line in `sealed` as it was written, with its key and content. Raises Locked, WrongIdentity, Damaged,
    or ValueError if the content belongs to another line."""
    raw = vault.content(sealed) if isinstance(vault, OpenedLines) else unpacked(sealed.content, vault)
    key, line = read_change(raw)
    if (key[0], *key[2:]) != (sealed.key[0], *sealed.key[2:]):
        raise ValueError("its content belongs to another line")
    return raw, key, line


def sealed_contents(folder: str) -> Iterator[bytes]:
    """Yield what age sealed in each whole line of the journal files in `folder` that can be read."""
    for name in listing(folder):
        with suppress(OSError):
            for raw in read_bytes(f"{folder}/{name}")[0].splitlines():
                try:
                    read_change(raw)
                except Sealed as sealed:
                    with suppress(ValueError):
                        yield a2b_base64(sealed.content, strict_mode=True)
                except ValueError:  # it isn't a change, or is damaged
                    pass


def content_of(file: JournalFile, sealed: Sealed, vault: Vault | None) -> tuple[LineKey, Line]:
    """Return the content of the line in `sealed`, of `file`, or only what is readable of it: see `files.read_new`.
    Raises Locked, or ValueError if it is damaged inside."""
    if vault is None or not vault.can_open:
        file.closed = True
        return sealed.key, sealed.head
    try:
        _, key, line = opened_line(sealed, vault)
    except Damaged:
        raise ValueError("it can't be decrypted") from None
    except WrongIdentity:
        file.closed = True
        return sealed.key, sealed.head
    file.blind = file.blind or "blind" in line
    return key, line

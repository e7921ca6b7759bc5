"""A cache of the opened lines of an encrypted journal, as opening each takes a tenth of a millisecond.

It is one sealed file beside the index, with each line after the last bytes of its sealed form, which no other line has.
It can be deleted at any time. Only lines that are in the journal now are written, so that `forget` leaves no
earlier one.
"""

# ruff: noqa: PTH120  plain os calls, as in `files`
from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Final

from cmcheckin.files import delete_if_there, make_folder, read_bytes, write_file
from cmcheckin.journal.errors import JournalError
from cmcheckin.journal.log.envelope import unpacked

if TYPE_CHECKING:
    from cmcheckin.journal.log.envelope import Vault
    from cmcheckin.journal.log.lines import Sealed

WORTH: Final = 200
"""Lines that are opened in about 20 milliseconds. With fewer new ones, the cache is not written."""
_TAIL: Final = 40
"""Characters of the sealed form that a line is found by: 30 bytes, among them the 16 that prove it is whole."""


class OpenedLines:
    """The vault of a journal, with the lines that were opened before, in the file `path`. That is read once there is
    something to open."""

    def __init__(self, path: str, vault: Vault) -> None:
        self.path, self._vault = path, vault
        self._known: dict[bytes, bytes] | None = None
        self._used: dict[bytes, bytes] = {}
        self._new = 0

    @property
    def is_on(self) -> bool:
        """Whether what is written is to be sealed."""
        return self._vault.is_on

    @property
    def can_open(self) -> bool:
        """Whether there is anything to open sealed lines with, locked or not."""
        return self._known is not None or self._vault.can_open

    def seal(self, data: bytes) -> bytes:
        """Return `data` sealed."""
        return self._vault.seal(data)

    def open(self, data: bytes) -> bytes:
        """Return what was sealed. Raises Locked, WrongIdentity or Damaged."""
        return self._vault.open(data)

    def start_over(self) -> None:
        """Collect the lines that are in the journal from the start, as all of it is read."""
        self._used = {}

    def content(self, sealed: Sealed) -> bytes:
        """Return the line in `sealed` as it was written. Raises as `envelope.unpacked`."""
        if self._known is None:
            self._known = _read(self.path, self._vault)
        tail = sealed.content[-_TAIL:].encode()
        found = self._used.get(tail) or self._known.get(tail)
        if found is None:
            found = unpacked(sealed.content, self._vault)
            self._new += 1
        self._used[tail] = found
        return found

    @property
    def is_worth_writing(self) -> bool:
        """Whether many lines are new."""
        return self._new > WORTH

    def write(self) -> bool:
        """Write the lines that are in the journal. Return whether that worked."""
        with contextlib.suppress(OSError, JournalError):
            was_on = self.is_on
            if was_on:
                self._new = 0
                make_folder(os.path.dirname(self.path))
                data = b"\n".join(tail + line for tail, line in self._used.items())
                write_file(self.path, self.seal(data), sync=False)
            if self.is_on == was_on:
                return was_on
            delete_if_there(self.path)  # encryption was switched off meanwhile
        return False


def _read(path: str, vault: Vault) -> dict[bytes, bytes]:
    """Return the lines in the file `path`; none if it is missing, damaged or for another identity. Raises Locked."""
    from cmcheckin.journal.vault import is_of_others

    try:
        data = vault.open(read_bytes(path)[0])
    except OSError:
        return {}
    except JournalError as error:
        if not is_of_others(error):
            raise
        return {}
    return {line[:_TAIL]: line[_TAIL:] for line in data.split(b"\n")}

"""The one seam every line of the journal passes on its way to and from the disk: bytes to bytes.

Nothing is done to a line today. Whatever should one day happen to all of them (encryption, say) happens here; what
`seal` returns must hold no newline, and `unseal` raises ValueError for bytes it did not make.
"""

from __future__ import annotations


def seal(line: bytes) -> bytes:
    """The bytes to write for a line (both without its newline)."""
    return line


def unseal(line: bytes) -> bytes:
    """The line that was written as these bytes (both without their newline)."""
    return line

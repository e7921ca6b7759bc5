"""Convert every line between its content and the bytes on disk. Both are the same today.

Anything that applies to all lines, such as encryption, belongs here. `seal` must return no newline, and `unseal` must
raise ValueError for bytes that `seal` can't have made.
"""

from __future__ import annotations


def seal(line: bytes) -> bytes:
    """Return the bytes to write for `line`, both without a newline."""
    return line


def unseal(line: bytes) -> bytes:
    """Return the content of the bytes `line`, both without a newline."""
    return line

"""The envelope around the content of a line. Nothing is sealed today.

A sealed line has a checksum as every other, and `sealed` with the way it was sealed. So what is damaged can be told
from what can't be opened.
"""

from __future__ import annotations

from typing import Any


class Newer(ValueError):  # noqa: N818  reads well without "Error"
    """A later version of the program wrote this."""


def opened(value: Any) -> dict[str, Any]:
    """Return the content of the line `value`. Raises Newer if it is sealed, ValueError if it isn't an object."""
    if type(value) is not dict:
        raise ValueError("it isn't a change")
    if "sealed" in value:
        raise Newer("it has encrypted lines, which this version of cmcheckin can't read")
    return value

"""The envelope around the content of a line. Nothing is sealed today.

A sealed line has a checksum as every other, and `sealed` with the way it was sealed. So what is damaged can be told
from what can't be opened.
"""

from __future__ import annotations

from typing import Any


def opened(value: Any) -> dict[str, Any]:
    """Return the content of the line `value`. Raises ValueError if it is sealed or isn't an object."""
    if type(value) is not dict:
        raise ValueError("it isn't a change")
    if "sealed" in value:
        raise ValueError("it's encrypted, which this version of cmcheckin can't read")
    return value

"""The sentences of `hints`: what files say about days that aren't logged yet."""

from __future__ import annotations

from typing import Final

NOT_KEPT: Final = "The proposals couldn't be kept"

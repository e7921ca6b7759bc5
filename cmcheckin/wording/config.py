"""Words about config.toml: `cmcheckin config`, and errors of changing the file."""

from __future__ import annotations

from typing import Final

CONFIG_FILE: Final = "config.toml"
NEW_FILE: Final = """\
# Settings of cmcheckin. Each line is optional.
# cmcheckin config shows every value. cmcheckin config edit opens this file.

"""
FIX_FIRST: Final = "{reason}. Fix it first: cmcheckin config edit"
CANNOT_HOLD: Final = "can't hold {keys} as it is written now. Add the lines yourself: cmcheckin config edit"


def line_reason(line: int | None, text: str, reason: str) -> str:
    """Return the `reason` for which config.toml isn't valid, with the `text` on its `line` if one is known."""
    return f"line {line}: “{text}” {reason}" if line else reason

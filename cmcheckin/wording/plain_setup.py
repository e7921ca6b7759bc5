"""Texts of the setup in plain lines that the screen doesn't share."""

from __future__ import annotations

from typing import Final

HELP: Final = "Press Enter to keep an answer, or type another."
HOURS_HINT: Final = "Type your days, hours and break."
PLAIN: Final = "Use plain lines every time, as with --plain?"
OFFER: Final = "To set your name, time zone and hours, and to use plain lines every time, type settings."
NOT_SAVED: Final = "Nothing was saved. The settings are as before."


def typed_before(text: str, reason: str) -> str:
    """Return that `text` was typed in an earlier setup, and the `reason` why it can't be read, a whole sentence."""
    return f"You typed “{text}” before. {reason}"

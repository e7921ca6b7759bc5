"""Texts of the inbox in plain lines that the screen doesn't share."""

from __future__ import annotations

from typing import Final

from cmcheckin.wording.inbox import LEAVE_HINT, LEAVE_PROMPT
from cmcheckin.wording.plain_checkin import asked

KEYS: Final = {
    "number": "read that reply in full",
    "": "read the next new reply; the one read last is marked as read",
    "a": "mark a reply as read, such as a 2",
    "k": "keep thanks as praise in today's check-in, such as k 2",
    "l": "plan leave from cover or time off, such as l 2",
    "r": "answer with your next share, such as r 2",
    "R": "read the folders again",
}
NEVER_SHARED: Final = "No replies yet, because you haven't shared anything. To share this week, type share."
MARKED_READ: Final = "Reply {number} is marked as read."
NO_LEAVE: Final = "leave can be planned only from offers of cover and time off"
NO_ANSWER: Final = "Nothing typed, so nothing changed."


def leave_question(offered: str) -> str:
    """Return the question which days to plan as leave. `offered`: the days that an empty line means, or empty."""
    return asked(f"{LEAVE_PROMPT.rstrip('?')} ({LEAVE_HINT})", offered).removesuffix(":")

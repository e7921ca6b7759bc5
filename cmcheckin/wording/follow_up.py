"""Texts about a manager's own notes on their team."""

from __future__ import annotations

from typing import Final

YOUR_NOTES: Final = "Your notes on your team"
THEY: Final = "They"
NOT_A_FOLLOW_UP: Final = "it isn't a notes file from cmcheckin"
DAMAGED: Final = (
    "can't be read ({reason}). It has your own notes on your team, and is left as it is. Repair the file or move it "
    "away, then try again."
)
UNREADABLE: Final = (
    "can't be read ({reason}). It has your own notes on your team, and is left as it is. Check it, then try again."
)
NOT_SAVED: Final = "couldn't be saved. {reason}"
NOT_WRITTEN: Final = "couldn't be saved to {path} ({reason}). What was saved before is unchanged."
NOT_SAVED_TO: Final = "couldn't be saved"
UNCHANGED: Final = "What was saved before is unchanged."
LOCKED: Final = "can't be read now. {reason}"

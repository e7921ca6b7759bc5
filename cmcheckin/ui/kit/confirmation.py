"""Ask the user to press the same key again before an action that is hard to undo."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class Confirmation:
    """The action that the next key may confirm. Any other key cancels it.

    `asked` is what the current key asked about, `confirmed` what the key before it asked about; None if nothing.
    """

    def __init__(self) -> None:
        self.asked: object = None
        self.confirmed: object = None

    def ask(self, action: object) -> None:
        """Let the next key confirm `action`."""
        self.asked = action

    def before_key(self) -> None:
        """Go on to the next key. Called before it is handled."""
        self.confirmed, self.asked = self.asked, None


@dataclass(frozen=True)
class WriteAnyway:
    """A file or folder to write to even if part of the journal can't be read and, if `replace`, files exist there."""

    target: Path
    replace: bool

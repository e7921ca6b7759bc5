"""Screens on which something is written in a line at the foot."""

from __future__ import annotations

import os
from pathlib import Path

from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.write_line import DOES, WriteLine


def path_of(text: str) -> Path:
    """The path somebody wrote. A ~ that stands for nobody here is a name like any other."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  the one of pathlib raises for it


class AskingScreen(BaseScreen):
    """Knows what is being asked for; `done` is called with the words, `left` when they are not wanted after all."""

    asking = ""
    """What the line at the foot is for; empty while there is none."""
    again: Path | None = None
    """Where to write if this key asks for it again. The key before it did, and was refused with the reason."""
    replacing = False
    """Whether the reason was an existing file, which is then replaced. Otherwise it was a partly read journal."""
    _asked_over: Path | None = None

    def ask(self, what: str, label: str, text: str, hint: str, does: str = DOES[0]) -> None:
        """Have something written, beginning with this text. `does`: what the key that ends it is said to do."""
        self.asking = what
        self.mount(WriteLine(label, text, hint, does))
        self.refresh_bindings()

    def write_if_again(self, there: Path, *, replacing: bool) -> None:
        """Let the very next key write to `there` after all. `replacing`: as an existing file is in the way."""
        self._asked_over, self.replacing = there, replacing

    def before_key(self) -> None:
        super().before_key()
        self.again, self._asked_over = self._asked_over, None

    def done(self, what: str, text: str) -> None:
        """The words are written."""
        raise NotImplementedError

    def left(self, what: str) -> None:
        """They are not wanted now."""

    def on_write_line_sent(self, event: WriteLine.Sent) -> None:
        """Take the line away, then the words in."""
        self.done(self._end_asking(), event.text)

    def on_write_line_left(self) -> None:
        """Take the line away, and leave it at that."""
        self.left(self._end_asking())

    def _end_asking(self) -> str:
        asked, self.asking = self.asking, ""
        self.query("WriteLine").remove()
        self.refresh_bindings()
        return asked

"""What the program has to say before it begins: settings it could not read, files it could not open."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from cmcheckin.ui.help import HelpScreen
from cmcheckin.wording import app as words


class NoticeScreen(HelpScreen):
    """Shown once at the start, on top of the first screen, until it was read."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", "go on", id="notice.close")]

    def __init__(self, notices: list[str]) -> None:
        super().__init__(words.NOTICE_TITLE, "\n\n".join(notices), [])

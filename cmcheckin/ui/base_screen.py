"""The base of all screens: help, messages, keys to press twice, drafts, and the check of the window's size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.screen import Screen

from cmcheckin.domain.named import NamedTuple
from cmcheckin.ui.kit.frame import KeyLine
from cmcheckin.ui.protocols import JournalApp, journal_app
from cmcheckin.ui.textual_compat.screen_painting import PaintOnceScreen, Result, shown_widgets
from cmcheckin.wording.app import LOST_ON_LEAVING

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size
    from textual.widget import Widget


ROOM: Final = (70, 20)
"""Columns and rows that a screen needs. In a smaller window it shows a message instead."""
WIDEST: Final = 168
"""Most columns that a screen takes. In a wider window it is in the middle."""


def has_room(size: Size) -> bool:
    """Return whether a screen of `size` is large enough. If not, the app takes only the keys that quit."""
    return size.width >= ROOM[0] and size.height >= ROOM[1]


def check_room(screen: Widget) -> None:
    """Cover `screen` with a message while the window is too small, and uncover it afterwards."""
    if not screen.is_mounted:  # the window was made smaller while the screen is still being built
        screen.call_after_refresh(check_room, screen)
        return
    if not screen.is_attached:  # or is being removed
        return
    cramped = not has_room(screen.app.size)  # not the event's size, which may be outdated
    if cramped or screen.has_class("-cramped"):
        from cmcheckin.ui.kit.frame import TooSmall

        screen.set_class(cramped, "-cramped")
        covers = [cover for cover in screen.query(TooSmall) if not cover.has_class("-removed")]  # removing takes time
        if cramped and not covers:
            screen.mount(TooSmall(*ROOM))
        elif not cramped:
            for cover in covers:
                cover.add_class("-removed").remove()


def is_covered(screen: Screen[Any]) -> bool:
    """Return whether `screen` was last drawn as the message about its size."""
    from cmcheckin.ui.kit.frame import TooSmall

    return any(isinstance(widget, TooSmall) for widget in shown_widgets(screen))


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


class WriteAnyway(NamedTuple):
    """A file or folder to write to even if part of the journal can't be read and, if `replace`, files exist there."""

    target: Path
    replace: bool


class BaseScreen(PaintOnceScreen[Result]):
    """A screen with help on `?` and F1 and a message in its last line."""

    TITLE = "cmcheckin"
    KEEPS_COMMANDS: ClassVar[bool] = False
    """Whether the key of the command palette stays in the last line where other keys no longer fit."""
    HELP: ClassVar[str] = ""
    """The text of the help. Its list of keys is built from BINDINGS."""
    WHY_DISABLED: ClassVar[Mapping[str, str]] = {}
    """Why a key does nothing while `check_action` disables it, see `wording.disabled_keys`."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "help", key_display="?", id="help"),
        Binding("f1", "help", "help", show=False, id="help.anywhere"),
    ]

    was_covered = False
    """Whether another screen was shown over this one since it was last drawn. A prompt doesn't count."""

    def __init__(self) -> None:
        super().__init__()
        self.confirmation = Confirmation()

    @property
    def journal_app(self) -> JournalApp:
        """Return the app, with what the screens of a journal may use of it."""
        return journal_app(self)

    def on_screen_resume(self) -> None:
        """Keep to the middle of a wide window, and call `uncovered` if another screen was shown over this one."""
        self._keep_to_middle()
        if self.was_covered:
            self.was_covered = False
            self.uncovered()

    def on_screen_suspend(self) -> None:
        """Remember that another screen covers this one."""
        self.was_covered = True

    def reload(self) -> None:
        """Read and show again what may have changed."""

    def uncovered(self) -> None:
        """Called when the screen is shown again after another one."""
        self.reload()

    @property
    def help_subject(self) -> BaseScreen[Any]:
        """Return the screen that the help is about."""
        return self

    def help_text(self) -> str:
        """Return the text of the help, for the current state of the screen."""
        return self.HELP

    def save_draft(self) -> bool:
        """Save what is unfinished before the program ends. Return whether anything was."""
        return False

    def lost_texts(self) -> list[str] | None:
        """Try to save what is unfinished. Return the texts among it if it can't be saved; None if nothing is lost."""
        return None

    def confirm_loss(self) -> bool:
        """Return whether nothing is lost if the screen closes, or the key before this one asked about it."""
        return self.lost_texts() is None or self.confirm("lose", LOST_ON_LEAVING)

    def draft_message(self) -> str:
        """Return the line about a draft that was saved before the program ends; empty without one."""
        return ""

    def day_changed(self) -> None:
        """Called when a new day has begun since the last focus."""

    def show_message(self, text: str, *, above: bool = False) -> None:
        """Show `text` until the next key, in place of the keys or `above` them."""
        for line in self.query(KeyLine):
            line.show_message(text, above=above)

    def why_disabled(self, action: str) -> str:
        """Return why the key of `action`, as in BINDINGS, does nothing; empty if that needs no explanation."""
        known = self.WHY_DISABLED
        return known.get(action) or known.get(action.partition("(")[0]) or known.get("", "")

    def explain(self, actions: Iterable[str]) -> None:
        """Explain why a key does nothing: all of its `actions` are disabled."""
        if reason := next(filter(None, map(self.why_disabled, actions)), ""):
            self.show_message(reason)

    def confirm(self, action: object, question: str) -> bool:
        """Return whether the key before this one asked about `action`. If not, show `question` until the next key."""
        if self.confirmation.confirmed == action:
            return True
        self.confirmation.ask(action)
        self.show_message(question)
        return False

    def before_key(self) -> None:
        """Called before a key is handled: remove the message, as it was read."""
        self.confirmation.before_key()
        for line in self.query(KeyLine):
            line.clear()

    def before_click(self, x: int, y: int) -> None:
        """Called before a click on the cell (`x`, `y`) is handled: like a key, unless it is on one in the last line."""
        if not any(line.region.contains(x, y) for line in self.query(KeyLine)):
            self.before_key()

    def action_help(self) -> None:
        """Show the help of this screen."""
        from cmcheckin.ui.help import HelpScreen

        if not isinstance(self, HelpScreen):
            self.app.push_screen(HelpScreen.about(self))

    def on_resize(self, event: events.Resize) -> None:
        """Cover the screen with a message if the window is too small, or keep to the middle of a wide one."""
        check_room(self)
        self._keep_to_middle()

    def _keep_to_middle(self) -> None:
        """Leave equal margins at both sides of a wide window. A modal screen keeps its width, as the screen below it is
        drawn in it, and its parts have the margins."""
        margin = max(self.app.size.width - WIDEST, 0) // 2
        for part in self.children if self.is_modal else (self,):
            top, right, bottom, left = part.styles.padding
            wanted = margin + self.is_modal  # whose parts have a cell at each side
            if (right, left) != (wanted, wanted):
                part.styles.padding = top, wanted, bottom, wanted

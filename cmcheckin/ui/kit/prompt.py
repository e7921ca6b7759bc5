"""Ask for one line of text at the foot of the screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import KeyLine
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.text_block import TextBlock
from cmcheckin.ui.kit.text_cells import fit
from cmcheckin.ui.kit.text_field import TextField


def path_of(text: str) -> Path:
    """Return the path `text`, with the home for ~. A ~ before the name of an unknown user stays as it is."""
    return Path(os.path.expanduser(text))  # noqa: PTH111  pathlib's own raises for an unknown user


class Prompt(BaseScreen[str | None], ModalScreen[str | None]):
    """A label, a field and a hint over the foot of a screen. The result is the text, or None after Escape."""

    DEFAULT_CSS = """
    Prompt > Vertical { dock: bottom; height: 4; margin: 0 0 1 0; padding: 1 1 0 1; background: $background; }
    Prompt TextField { width: 1fr; margin: 0 2; padding: 0 1; }
    Prompt TextField > .input--selection { background: $raised; text-style: reverse; }
    Prompt > KeyLine { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "back"),
        Binding("ctrl+l", "app.redraw", "redraw", show=False, id="redraw"),  # the app's own end at a modal screen
        Binding("f2", "app.support", show=False, tooltip="someone to talk to", id="support"),
        Binding("ctrl+z", "app.suspend_process", "suspend", show=False, id="suspend"),
        Binding("ctrl+c", "app.help_quit", show=False),
    ]

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        hint: str = "",
        enter: str = "done",
        keys: Sequence[tuple[str, str]] = (),
        refusal: str = "",
        is_suggestion: bool = False,
        is_path: bool = False,
        check: Callable[[str], str] = lambda text: "",
        typed: Callable[[str], str] = lambda text: "",
        completion: Callable[[str], str | None] | None = None,
    ) -> None:
        """`enter` names what Enter does, `keys` what other keys do. `refusal` says why `value` was not accepted before.
        With `is_suggestion`, `value` is selected, so that typing replaces it. With `is_path`, the text is the path of a
        file or folder.

        `check` returns why a text isn't accepted, and the field stays open; empty if it is. `typed` is called with the
        text after each change, for example to save it; it returns an error message, or an empty text. `completion`
        returns the text as Tab would complete it; None if nothing fits.
        """
        super().__init__()
        self._label, self._value, self._hint = label, value, hint
        self._is_suggestion, self._is_path = is_suggestion, is_path
        self._keys = ("enter", enter), *keys, ("escape", "back"), ("f1", "help")
        self._refusal, self._check, self._typed, self._completion = refusal, check, typed, completion

    def compose(self) -> ComposeResult:
        with Vertical():
            yield _Row(self._label, quiet=False)
            yield self.field()
            yield _Row(self._refusal or self._hint, id="hint")
        yield KeyLine(keys=self._keys)

    def on_mount(self) -> None:
        if self._is_suggestion:
            self.query_one(TextField).action_select_all()

    def field(self) -> Widget:
        """Return the field, which takes the focus."""
        return TextField(self._value, completion=self._completion, is_path=self._is_path)

    @property
    def below(self) -> BaseScreen[Any] | None:
        """Return the screen that asks."""
        stack = self.app.screen_stack
        screen = stack[stack.index(self) - 1] if self in stack[1:] else None
        return screen if isinstance(screen, BaseScreen) else None

    @property
    def help_subject(self) -> BaseScreen[Any]:
        return self.below.help_subject if self.below else self

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        """Pass the text on, and show the hint again, or an error."""
        event.stop()
        self.edited(event.text)

    def edited(self, text: str) -> None:
        """Pass on the `text` that the field has now."""
        if self in self.app.screen_stack:  # it isn't once Enter was pressed
            self._show(self._typed(text) or self._hint)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close with the text if it is accepted, or show why not."""
        event.stop()
        self.submit(event.value.strip())

    def submit(self, text: str) -> None:
        """Close with `text` if it is accepted, or show why not."""
        if refusal := self._check(text):
            self._show(refusal)
        else:
            self._close(text)

    def action_cancel(self) -> None:
        """Close without a text."""
        self._close(None)

    def show_hint(self, text: str) -> None:
        """Show `text` as the hint from now on."""
        self._hint = text
        self._show(text)

    def _show(self, text: str) -> None:
        self.query_one("#hint", _Row).show(text)

    def _close(self, result: str | None) -> None:
        if not self.is_current:  # Enter was pressed twice
            return
        if self.below is not None:
            self.below.was_covered = False
        self.dismiss(result)


class _Row(TextBlock):
    """One line of text, bold unless it is `quiet`. It takes its line even while it is empty."""

    def lines(self, width: int) -> Sequence[Line]:
        return [[(fit(self.text, width, self.glyphs), self.ink.quiet if self.quiet else self.ink.strong)]]

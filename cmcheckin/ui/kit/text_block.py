"""Blocks of text, lists of keys, questions answered by keys, text in parts, and labelled fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from cmcheckin.ui.kit.frame import key_name
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, LineWidget, Run, line_width, text_lines
from cmcheckin.ui.kit.text_cells import fit

if TYPE_CHECKING:
    from textual.geometry import Size

    from cmcheckin.ui.glyphs import Glyphs
    from cmcheckin.ui.theme import Ink


class TextBlock(AutoHeightWidget):
    """A text, muted if `quiet`, in at most `most` lines. It is bold while `emphasised`, as the heading of the focused
    field."""

    def __init__(self, text: str = "", *, quiet: bool = True, most: int = 3, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text, self.quiet, self.most = text, quiet, most
        self.emphasised = False

    def show(self, text: str) -> None:
        """Show `text`."""
        if text != self.text:
            self.text = text
            self.redraw()

    def emphasise(self, emphasised: bool) -> None:
        """Show the text in bold if `emphasised`."""
        if emphasised != self.emphasised:
            self.emphasised = emphasised
            self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        style = self.ink.strong if self.emphasised else self.ink.quiet if self.quiet else self.ink.plain
        return text_lines(self.text, style, width, self.most, self.glyphs)


class KeyHints(AutoHeightWidget):
    """`keys` and what they do, on one line, after a `text` if there is one. It is cut to leave room for the keys."""

    def __init__(self, keys: Sequence[tuple[str, str]], *, text: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.keys, self.text = keys, text

    def lines(self, width: int) -> Sequence[Line]:
        keys = key_runs(self.keys, self.glyphs, self.ink, width)
        gap = "   " if self.text and keys else ""
        text = fit(self.text, width - line_width(keys) - len(gap), self.glyphs)
        return [[(text + gap, self.ink.quiet), *keys]]

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        if offset := event.get_content_offset(self):
            self.press_hint(self.keys, self.lines(self.size.width)[0], 1, offset.x)


class ActionHint(KeyHints):
    """A text, and the key of the screen's action with the id `binding`: the one that the user gave it, and none while
    the action is disabled or another one has its key."""

    def __init__(self, binding: str, *, id: str | None = None) -> None:
        super().__init__((), id=id)
        self._binding, self._label = binding, ""

    def on_mount(self) -> None:
        """Redraw whenever the active bindings change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.redraw())

    def show(self, text: str, label: str) -> None:
        """Show `text`, and the key with its `label`."""
        if (text, label) != (self.text, self._label):
            self.text, self._label = text, label
            self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        active = (active.binding for active in self.screen.active_bindings.values() if self.text)
        self.keys = [(binding.key, self._label) for binding in active if binding.id == self._binding][:1]
        return super().lines(width)


def keys_of_user(
    keys: Sequence[tuple[str, str]], actions: Mapping[str, str], chosen: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return the pairs of key and label in `keys`, with the keys that the user has `chosen` for `actions`.

    `actions`: ids of bindings by their default keys.
    """
    return [(chosen.get(actions.get(key, ""), key).split(",")[0], label) for key, label in keys]


def key_runs(keys: Sequence[tuple[str, str]], glyphs: Glyphs, ink: Ink, room: int) -> list[Run]:
    """Return the pairs of key and label, three spaces apart: from the first on, as many as fit in `room` cells.

    Each pair is three runs: the gap before it, its key and its label.
    """
    found: list[Run] = []
    for key, label in keys:
        pair = [("   " if found else "", ink.quiet), (key_name(key, glyphs), ink.accent), (f" {label}", ink.quiet)]
        room -= line_width(pair)
        if room < 0:
            break
        found += pair
    return found


class KeyQuestion(AutoHeightWidget, can_focus=True):
    """A question and the `keys` that answer it. It can have the focus, but the page handles the keys."""

    DEFAULT_CSS = """
    KeyQuestion { padding: 0 2 0 0; }
    """

    def __init__(self, question: str, keys: Sequence[tuple[str, str]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.question, self.keys = question, keys

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """Return the keys that answer."""
        return tuple(key for key, _ in self.keys)

    def lines(self, width: int) -> Sequence[Line]:
        head: list[Run] = [self.mark, (f"{self.question}   ", self.ink.strong if self.has_focus else self.ink.quiet)]
        return [[*head, *key_runs(self.keys, self.glyphs, self.ink, width - line_width(head))]]

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        if offset := event.get_content_offset(self):
            self.press_hint(self.keys, self.lines(self.size.width)[0], 2, offset.x)


class LabelledField(Horizontal):
    """A field after a label of `width` cells. While it has the focus, there is a mark before the label."""

    DEFAULT_CSS = """
    LabelledField { height: 1; max-width: 110; padding: 0 2 0 0; }
    """

    def __init__(
        self, name: str, field: Widget, *, width: int, note: FieldNote | None = None, id: str | None = None
    ) -> None:
        """`note` is shown after the field."""
        super().__init__(id=id)
        self._label, self._field, self._note = _Label(name, width), field, note

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._field
        if self._note is not None:
            yield self._note

    def on_click(self) -> None:
        """Focus the field."""
        self._field.focus()

    def on_descendant_focus(self) -> None:
        self._label.show(focused=True)

    def on_descendant_blur(self) -> None:
        self._label.show(focused=False)


class FieldNote(LineWidget):
    """A few words after a field, about the text in it."""

    DEFAULT_CSS = """
    FieldNote { width: auto; height: 1; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def show(self, text: str) -> None:
        """Show `text`."""
        if text != self.text:
            self.text = text
            self.refresh(layout=True)
            self.redraw()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return cell_len(self.text)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        return [[(self.text, self.ink.quiet)]]


class _Label(AutoHeightWidget):
    def __init__(self, text: str, width: int) -> None:
        super().__init__()
        self._text, self._focused = text, False
        self.styles.width, self.styles.padding = width + 2, 0

    def show(self, *, focused: bool) -> None:
        """Draw the mark before the label if its field is `focused`."""
        self._focused = focused
        self.redraw()

    def lines(self, width: int) -> Sequence[Line]:
        mark = f"{self.glyphs.marker} " if self._focused else "  "
        name = fit(self._text, width - 3, self.glyphs)
        return [[(mark, self.ink.chosen), (name, self.ink.quiet)]]

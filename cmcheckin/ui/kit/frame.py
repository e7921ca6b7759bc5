"""The first and the last line of a screen, and what covers it while the window is too small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from textual.binding import Binding

from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, LineWidget, Run, line_width, sides
from cmcheckin.ui.kit.text_cells import fit, wrap
from cmcheckin.wording.app import window_too_small

NAMES: Final = {
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "slash": "/",
    "backslash": "\\",
    "minus": "-",
    "plus": "+",
    "comma": ",",
    "full_stop": ".",
    "escape": "esc",
    "space": "space",
    "pageup": "page up",
    "pagedown": "page down",
    "backspace": "backspace",
    "delete": "del",
}
"""What is printed on a keyboard, by Textual's name of the key."""

MOST: Final = 3
"""Most lines of a message."""
LAST: Final = ("help", "leave")
"""Labels shown at the end of the line, wherever their bindings are."""


def key_name(key: str, glyphs: Glyphs) -> str:
    """Return the text that stands for `key`, such as `^s` for ctrl+s."""
    if key == "enter":
        return glyphs.enter
    if key.startswith("ctrl+"):
        return f"^{key_name(key[5:], glyphs)}"
    if key in ("left", "right", "up", "down"):
        return {"left": "←", "right": "→", "up": "↑", "down": "↓"}[key] if glyphs.enter == "⏎" else key
    return NAMES.get(key, key.upper() if key[:1] == "f" and key[1:].isdigit() else key)


class KeyLine(AutoHeightWidget):
    """The keys of the screen as pairs of key and label, read from the screen's own bindings.

    Two bindings with one label become one pair (`[ ] week`). `show_message` shows a text in their place until the next
    key, on up to three lines, or on one in a prompt. While a change waits, the line shows what it waits for.
    """

    DEFAULT_CSS = """
    KeyLine { dock: bottom; padding: 0 1; }
    """

    def __init__(self, keys: Sequence[tuple[str, str]] = (), *, id: str | None = None) -> None:  # noqa: A002
        """`keys` are shown in place of the screen's bindings."""
        super().__init__(id=id)
        self._keys, self._said = keys, ""

    def on_mount(self) -> None:
        """Redraw whenever the active bindings change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.redraw())

    def show_message(self, text: str) -> None:
        """Show `text` until the next key."""
        self._said = text
        self.redraw()

    def clear(self) -> None:
        """Show the keys again."""
        if self._said:
            self.show_message("")

    def pairs(self) -> list[tuple[str, str]]:
        """Return the shown keys with their labels, in the order of the bindings."""
        return list(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        yield from ((key_name(key, self.glyphs), label) for key, label in self._keys)
        if self._keys:
            return
        found: dict[str, list[str]] = {}
        for active in self.screen.active_bindings.values():
            binding: Binding = active.binding
            if not binding.show or not binding.description or not active.enabled:
                continue
            names = found.setdefault(binding.description, [])
            shown = binding.key_display or key_name(binding.key, self.glyphs)
            if shown not in names:
                names.append(shown)
        for label in sorted(found, key=lambda label: label in LAST):
            yield " ".join(found[label]), label

    def lines(self, width: int) -> Sequence[Line]:
        if text := self._said or self.styled_app.waiting_message:
            most = 1 if self.screen.is_modal else MOST  # a prompt is just above
            return [[(line, self.ink.plain)] for line in wrap(text, width, most, self.glyphs)]
        pairs = [(self._pair(key, label), label in LAST) for key, label in self._pairs()]
        room = width - sum(line_width(pair) for pair, last in pairs if last)
        line: list[Run] = []
        for pair, last in pairs:
            room -= 0 if last else line_width(pair)
            if last or room >= 0:
                line += pair
        return [line]

    def _pair(self, key: str, label: str) -> list[Run]:
        return [(key, self.ink.accent), (f" {label}  ", self.ink.quiet)]


class Heading(LineWidget):
    """The title of a screen at the left, and the position in it at the right."""

    DEFAULT_CSS = """
    Heading { height: 2; padding: 0 1; }
    """

    def __init__(self, title: str = "", place: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title, self._place = title, place

    def show(self, title: str, place: str = "") -> None:
        """Show `title` and the position `place`."""
        self._title, self._place = title, place
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        place: Line = [(fit(self._place, width // 2, self.glyphs), self.ink.quiet)]
        title = fit(self._title, width - line_width(place) - 2, self.glyphs)
        yield sides([(title, self.ink.strong)], place, width)


class TooSmall(LineWidget):
    """The message that the window is too small. It covers the screen, which keeps its state."""

    DEFAULT_CSS = """
    TooSmall { layer: cover; dock: top; width: 100%; height: 100%; background: $background; }
    """

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__()
        self._needed = (columns, rows)

    def draw(self, width: int, height: int) -> Iterable[Line]:
        text = window_too_small(*self._needed, *self.app.size)
        return [[(line, self.ink.plain)] for line in wrap(text, width, height, self.glyphs)]

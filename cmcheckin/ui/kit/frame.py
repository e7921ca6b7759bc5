"""The first and the last line of a screen, and what covers it while the window is too small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message

from cmcheckin.domain.named import NamedTuple
from cmcheckin.ui.glyphs import Glyphs
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, LineWidget, Run, line_width, run_at, sides, text_lines
from cmcheckin.ui.kit.text_cells import fit
from cmcheckin.ui.textual_compat.driver import until_idle
from cmcheckin.wording.app import window_far_too_small, window_too_small

if TYPE_CHECKING:
    from textual.worker import Worker

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
    "pageup": "page up",
    "pagedown": "page down",
    "delete": "del",
}
"""What is printed on a keyboard, by Textual's name of the key."""

MOST: Final = 3
"""Most lines of a message."""
PALETTE: Final = "commands"
LAST: Final = ("help", "quit")
"""Labels shown at the end of the line, wherever their bindings are. The command palette comes before them."""
OWN_KEYS: Final = Binding.Group("own")
"""The group of keys that only one field or page of a screen has. They come after all others, so that those keep their
place while they appear and go."""
GAP: Final = 2
"""Blank cells between two keys."""


def key_name(key: str, glyphs: Glyphs) -> str:
    """Return the text to show for `key`, such as `^s` for ctrl+s."""
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
    key, on up to three lines, or on one in a prompt, or else above them. While a change waits, the line shows what it
    waits for. `show_notice` shows a text above all of it that stays.
    """

    DEFAULT_CSS = """
    KeyLine { dock: bottom; padding: 0 1; }
    """

    def __init__(self, keys: Sequence[tuple[str, str]] = ()) -> None:
        """`keys` are shown in place of the screen's bindings."""
        super().__init__()
        self._keys, self._message, self._above = keys, "", ""
        self._notice, self._notice_key = "", ""

    def on_mount(self) -> None:
        """Redraw whenever the active bindings change."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.redraw())

    def show_message(self, text: str, *, above: bool = False) -> None:
        """Show `text` until the next key, in place of the keys or `above` them. A message above doesn't replace
        another."""
        if above:
            self._above = text
        else:
            self._message, self._above = text, ""
        self.redraw()

    def show_notice(self, text: str, key: str) -> None:
        """Show `text` above the keys until it is replaced; none if it is empty. A click on it presses `key`."""
        if (text, key) != (self._notice, self._notice_key):
            self._notice, self._notice_key = text, key
            self.redraw()

    def clear(self) -> None:
        """Remove the message, and draw the keys alone again once all that the current key does is done. The same
        message again costs nothing then."""
        if self._message or self._above:
            self._message = self._above = ""
            self._drawing: Worker[None] = self.run_worker(self._redraw_when_idle, exclusive=True)

    async def _redraw_when_idle(self) -> None:
        await until_idle(self.app)
        self.redraw()

    def pairs(self) -> list[tuple[str, str]]:
        """Return the shown keys with their labels, in the order of the bindings."""
        return [(" ".join(names), label) for label, names in self._names().items()]

    def _names(self) -> dict[str, dict[str, str]]:
        """Return the keys by what is shown for them, by their label."""
        if self._keys:
            return {label: {key_name(key, self.glyphs): key} for key, label in self._keys}
        names: dict[str, dict[str, str]] = {}
        own: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.description and active.enabled:
                name = binding.key_display or key_name(binding.key, self.glyphs)
                names.setdefault(binding.description, {})[name] = binding.key
                if binding.group is OWN_KEYS:
                    own.add(binding.description)
        return {label: names[label] for label in sorted(names, key=lambda label: (label in own, _rank(label)))}

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._notice_lines(self.size.width)):
            self.press(self._notice_key)
            return
        if offset is None or self._message or self.styled_app.waiting_message:
            return
        lines = self.lines(self.size.width)
        line = lines[-1]
        if offset.y == len(lines) - 1 and (run := run_at(line, offset.x)) is not None:
            keys = self._names()[line[run - run % 2 + 1][0].strip()]
            names: Line = [(f"{name} ", self.ink.accent) for name in keys]
            clicked = run_at(names, offset.x - line_width(line[:run])) if run % 2 == 0 else 0
            self.press(list(keys.values())[clicked or 0])

    def _notice_lines(self, width: int) -> list[Line]:
        return text_lines(self._notice, self.ink.strong, width, MOST, self.glyphs)

    def lines(self, width: int) -> Sequence[Line]:
        above = text_lines(self._above, self.ink.plain, width, MOST, self.glyphs) if self._above else []
        notice = [*self._notice_lines(width), *above]
        if text := self._message or self.styled_app.waiting_message:
            most = 1 if self.screen.is_modal else MOST  # a prompt is just above
            return [*notice, *text_lines(text, self.ink.plain, width, most, self.glyphs)]
        pairs = self.pairs()
        keeps_commands = getattr(self.screen, "KEEPS_COMMANDS", False)
        order = sorted(range(len(pairs)), key=lambda n: -_rank(pairs[n][1]))
        if not keeps_commands:
            order.sort(key=lambda n: pairs[n][1] == PALETTE)
        room, fitting = width + GAP, set()  # no gap is needed at the end
        for n in order:
            room -= sum(map(cell_len, pairs[n])) + 1 + GAP
            if room >= 0 or pairs[n][1] in LAST:
                fitting.add(n)
        line: list[Run] = []
        for n in sorted(fitting):
            line += [(pairs[n][0], self.ink.accent), (f" {pairs[n][1]}{' ' * GAP}", self.ink.quiet)]
        return [*notice, line]


def _rank(label: str) -> int:
    """Return the place of a key with `label`: 0 for those of the screen, then 1 for the palette and 2 for LAST."""
    return 2 if label in LAST else int(label == PALETTE)


class Step(NamedTuple):
    """One of the steps that a heading lists. Neither `current` nor `done` is one still to come."""

    title: str
    current: bool = False
    done: bool = False


class Heading(LineWidget):
    """The title of a screen at the left, and the position in it or its steps at the right."""

    DEFAULT_CSS = """
    Heading { height: 2; padding: 0 1; }
    """

    class StepChosen(Message):
        """Posted when the step at `index` was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, title: str = "", place: str = "") -> None:
        super().__init__()
        self._title, self._short, self._place = title, "", place
        self._steps: tuple[Step, ...] = ()
        self._hint, self._key = "", ""

    def show(
        self,
        title: str,
        place: str = "",
        *,
        short: str = "",
        steps: Sequence[Step] = (),
        hint: str = "",
        key: str = "",
    ) -> None:
        """Show `title`, or `short` where there is little room, and the position `place` or else `steps`.

        `hint`: the beginning of `place`, which ends with the name of `key`. A click on it presses that key.
        """
        self._title, self._short, self._place, self._steps = title, short, place, tuple(steps)
        self._hint, self._key = hint, key
        self.redraw()

    def draw(self, width: int, height: int) -> Iterable[Line]:
        badge, title = self.badge, self._title
        room = width - line_width(badge) - 2
        most = max(width // 2, room - cell_len(title))  # the place may take what the title leaves free
        place = self._rail() if self._steps else self._position(fit(self._place, most, self.glyphs))
        if self._steps and cell_len(title) + line_width(place) > room:
            title = self._short or title
            if cell_len(title) + line_width(place) > room:
                place = self._rail(short=True)
        yield sides([*badge, (fit(title, room - line_width(place), self.glyphs), self.ink.strong)], place, width)

    def on_click(self, event: events.Click) -> None:
        """Press the key of the hint, or post `StepChosen`, if it or one of the steps was clicked."""
        offset = event.get_content_offset(self)
        line = next(iter(self.draw(*self.size)))
        if self._hint and offset and offset.y == 0:
            before = self.size.width - cell_len(self._place)
            if before <= offset.x < before + cell_len(self._hint):
                self.press(self._key)
            return
        first = len(self.badge) + 2  # after the title and the gap
        if self._steps and offset and offset.y == 0 and (run := run_at(line, offset.x)) is not None and run >= first:
            self.post_message(self.StepChosen((run - first) // 2))

    def _position(self, text: str) -> list[Run]:
        """Return `text`, with the name of the key in its hint as keys are shown."""
        end = len(self._hint)
        start = end - len(key_name(self._key, self.glyphs)) if self._hint and text.startswith(self._hint) else end
        return [(text[:start], self.ink.quiet), (text[start:end], self.ink.accent), (text[end:], self.ink.quiet)]

    def _rail(self, *, short: bool = False) -> list[Run]:
        """Return the steps with their marks: `workload ✓  mood ●  wins ○`. If `short`, only the current one has its
        title."""
        found: list[Run] = []
        for step in self._steps:
            mark = self.glyphs.current if step.current else self.glyphs.check if step.done else self.glyphs.ahead
            text = mark if short and not step.current else f"{step.title} {mark}"
            found += [("  ", self.ink.quiet)] if found else []
            found.append((text, self.ink.strong if step.current else self.ink.quiet))
        return found


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
        if len(text_lines(text, self.ink.plain, width, height + 1, self.glyphs)) > height:
            text = window_far_too_small(*self._needed)
        return text_lines(text, self.ink.plain, width, height, self.glyphs)

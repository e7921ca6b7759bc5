"""Entries answered with one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from cmcheckin.domain.named import NamedTuple
from cmcheckin.ui.kit.line_widget import AutoHeightWidget, Line, Run, line_width
from cmcheckin.ui.kit.text_block import key_runs
from cmcheckin.ui.kit.text_cells import fit, pad
from cmcheckin.wording import app as words

WHOLE_KEY: Final = ("space", words.IN_FULL)
"""The key that shows an entry in full, and its hint."""


class ListItem(NamedTuple):
    """An entry: its text, facts at the right, a second line if any, and its answer in a word. `warning` is how its
    facts begin if that is high."""

    text: str
    facts: str = ""
    below: str = ""
    answer: str = ""
    warning: str = ""


class Listing(AutoHeightWidget, can_focus=True):
    """A list of entries. Single keys act on the selected entry. Beyond the ends, up and down go to another field.

    `tall` entries have a second line, which also shows how they were answered. A long list shows a part around the
    selected entry, and says how many more there are.
    """

    DEFAULT_CSS = """
    Listing { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("space", "whole", show=False),
    ]

    class EntrySelected(Message):
        """Posted when another entry is selected."""

    class WholeRequested(Message):
        """Posted to show the cut `text` of an entry in full."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class EntryAnswered(Message):
        """Posted when one of the listing's keys was pressed on the entry at `index`."""

        def __init__(self, listing: Listing, index: int, key: str) -> None:
            super().__init__()
            self.listing, self.index, self.key = listing, index, key

        @property
        def control(self) -> Listing:
            return self.listing

    def __init__(
        self,
        keys: str,
        hints: Sequence[tuple[str, str]] = (),
        *,
        most: int = 6,
        tall: bool = False,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.keys, self.hints, self.most, self.tall = keys, hints, most, tall
        self.away: Sequence[tuple[str, str]] = ()
        """Keys shown in place of the hints while the listing doesn't have the focus: how to get here, and what for."""
        self.entries: tuple[ListItem, ...] = ()
        self.at = 0

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """Return the keys that answer or change an entry."""
        return tuple(key for key, _ in self.hints)

    def show(self, entries: Sequence[ListItem]) -> None:
        """Show `entries`. Without any, the listing takes no room."""
        self.entries = tuple(entries)
        self.at = min(self.at, max(len(entries) - 1, 0))
        self.display = bool(entries)
        self.redraw()

    def share(self, rows: int) -> None:
        """Take at most `rows` rows, with keys and margin. At least one entry is shown."""
        height, beside = 2 if self.tall else 1, 1 + bool(self.hints)
        whole = len(self.entries) * height + beside <= rows
        most = len(self.entries) if whole else max((rows - beside - 1) // height, 1)
        if most != self.most:
            self.most = most
            self.redraw()

    @property
    def rows(self) -> int:
        """Return how many rows it takes now, with keys and margin."""
        shown = min(len(self.entries), self.most) * (2 if self.tall else 1)
        return shown + (len(self.entries) > self.most) + bool(self.hints) + 1 if self.entries else 0

    def select(self, place: str) -> None:
        """Select the entry whose index is the number in the text `place`, if there is one."""
        if place.isdecimal() and int(place) < len(self.entries):
            self.at = int(place)
            self.redraw()

    def next_entry(self) -> bool:
        """Select the next entry. Return False if the last one is selected."""
        if self.at >= len(self.entries) - 1:
            return False
        self.at += 1
        self.redraw()
        return True

    @property
    def drawn(self) -> range:
        """Return the range of entries that are drawn: those around the selected one if not all fit."""
        first = min(max(self.at - self.most // 2, 0), max(len(self.entries) - self.most, 0))
        return range(first, min(first + self.most, len(self.entries)))

    def has_room_for(self, n: int, width: int) -> bool:
        """Return whether entry `n` and its second line fit in lines of `width` cells without being cut."""
        entry = self.entries[n]
        room = max(width - 4 - min(cell_len(entry.facts), _facts_width(entry, width)), 10)
        below = width - 2 - (len(entry.answer) + 2 if entry.answer else 0)
        return cell_len(entry.text) <= room and cell_len(entry.below) <= below

    def lines(self, width: int) -> Sequence[Line]:
        found: list[Line] = []
        for n in self.drawn:
            found += self._entry(n, width)
        if len(self.entries) > self.most:
            rest = len(self.entries) - self.most
            found.append([(f"  and {rest} more, {self.glyphs.up}{self.glyphs.down}", self.ink.quiet)])
        if self.hints:
            hints = self._hints_here(width) if self.has_focus else self.away
            keys = key_runs(hints, self.glyphs, self.ink, width - 2)
            found.append([("  ", self.ink.quiet), *keys] if keys else [])
        return found

    def _hints_here(self, width: int) -> Sequence[tuple[str, str]]:
        """Return the hints, with the key that shows the selected entry in full if it is cut."""
        is_cut = bool(self.entries) and not self.has_room_for(self.at, width)
        return (WHOLE_KEY, *self.hints) if is_cut else self.hints

    def _entry(self, n: int, width: int) -> list[Line]:
        entry, here = self.entries[n], self.has_focus and n == self.at
        shown = fit(entry.facts, _facts_width(entry, width), self.glyphs)
        high = len(entry.warning) if shown.startswith(entry.warning) else 0
        facts: list[Run] = [(shown[:high], self.ink.amber), (shown[high:], self.ink.quiet)]
        room = max(width - 2 - line_width(facts) - 2, 10)
        text = pad(entry.text, room, self.glyphs)
        marker = (f"{self.glyphs.marker} " if here else "  ", self.ink.accent)
        found: list[Line] = [[marker, (f"{text}  ", self.ink.strong if here else self.ink.plain), *facts]]
        if self.tall:
            answer = f"{self.glyphs.left}{entry.answer}{self.glyphs.right}" if entry.answer else ""
            below = pad(entry.below, width - 2 - len(answer), self.glyphs)
            found.append([("  ", self.ink.quiet), (below, self.ink.quiet), (answer, self.ink.chosen)])
        return found

    def on_key(self, event: events.Key) -> None:
        """Post `EntryAnswered` if the key is one of the listing's."""
        key = "d" if event.key == "delete" else event.character or ""
        if key and key in self.keys and self.entries:
            event.stop()
            self.post_message(self.EntryAnswered(self, self.at, key))

    def on_click(self, event: events.Click) -> None:
        """Select the entry or press the key that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y // (2 if self.tall else 1)
        if index < len(self.drawn):
            self.select(str(self.drawn[index]))
            self.post_message(self.EntrySelected())
        elif self.hints and offset.y == self.size.height - 1:
            self.press_hint(self._hints_here(self.size.width), self.lines(self.size.width)[-1], 1, offset.x)

    def turn_wheel(self, by: int) -> None:
        """Act like the up or down arrow, but stay in the list."""
        if self.has_focus and 0 <= self.at + by < len(self.entries):
            self.press("down" if by > 0 else "up")

    def action_whole(self) -> None:
        """Show the selected entry in full if it is cut."""
        if self.entries and not self.has_room_for(self.at, self.size.width):
            entry = self.entries[self.at]
            self.post_message(self.WholeRequested("\n\n".join(filter(None, (entry.text, entry.facts, entry.below)))))

    def action_move(self, by: int) -> None:
        """Select another entry. Beyond the ends, let the page go to another field."""
        if 0 <= self.at + by < len(self.entries):
            self.at += by
            self.redraw()
            self.post_message(self.EntrySelected())
        else:
            raise SkipAction


def _facts_width(entry: ListItem, width: int) -> int:
    """Return how many of `width` cells the facts of `entry` may take: half of them, or all that its text leaves."""
    return max(width // 2, 36, width - 4 - cell_len(entry.text))

"""The text field in a day's row for activities and time with peers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import events

from cmcheckin.checkin.activities import offered_names
from cmcheckin.checkin.activity_entry import completion, entry_text, keys_of, read_uses, uses_text
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.domain.workday import Workday
from cmcheckin.ui.kit.line_widget import CARET, Line, Run, line_width
from cmcheckin.ui.kit.text_cells import fit

if TYPE_CHECKING:
    from cmcheckin.ui.glyphs import Glyphs
    from cmcheckin.ui.theme import Ink

MAX_ENTRY: Final = 400
"""The limit in characters for the typed text."""


class UsesEntry:
    """The typed activities and time with peers of a day. `names`: the activities in the settings."""

    def __init__(self, workday: Workday, names: Sequence[str], text: str | None = None) -> None:
        self.names = offered_names(names, workday)
        before = entry_text(workday, self.names)
        self._opened_with = f"{before}, " if before else ""
        self.text = self._opened_with if text is None else text

    def take(self) -> dict[str, object]:
        """Return the changed fields of the workday; empty if nothing changed. Raises Refused for a text that can't be
        read."""
        return dict(read_uses(self.text, self.names)._asdict()) if self.text != self._opened_with else {}

    def edit(self, event: events.Key) -> bool:
        """Type or remove a character, or complete a half-typed name. Return whether the key did any of this."""
        char = event.character or ""
        if event.key == "backspace":
            self.text = self.text[:-1]
        elif event.key in ("tab", "right") and (rest := completion(self.text, self.names)):
            self.text += rest
        elif char.isprintable() and char:
            self.text = (self.text + char)[:MAX_ENTRY]
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """Add the pasted `text`."""
        self.text = (self.text + clean(text[:MAX_ENTRY]))[:MAX_ENTRY]

    def runs(self, room: int, ink: Ink, glyphs: Glyphs) -> list[Run]:
        """Return the text with a caret, its completion and how it is understood, in `room` cells."""
        text = self.text
        if len(text) > room - 1:
            text = glyphs.more + text[len(text) - room + 1 + len(glyphs.more) :]
        line: list[Run] = [(text, ink.accent), (" ", CARET)]
        rest = completion(self.text, self.names)
        try:
            meaning = uses_text(read_uses(self.text, self.names))
        except Refused:
            meaning = ""
        if rest or self.text == self._opened_with or meaning == self.text:
            meaning = ""
        for added in (rest, f"  {meaning}" if meaning else ""):
            left = room - line_width(line)
            if added and left > len(glyphs.more) + 2:
                line.append((fit(added, left, glyphs), ink.quiet))
        return line

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """Return each key with the name of its activity, in the order of the legend."""
        return [(key, name) for name, key in keys_of(self.names).items()]

    def legend(self, room: int, ink: Ink, glyphs: Glyphs) -> Line:
        """Return the names with their keys as capitals, as many as fit into `room` cells, and a mark if more follow."""
        line: list[Run] = []
        more = f" {glyphs.more}"
        for n, (key, name) in enumerate(self.keys, 1):
            at = name.lower().find(key)
            before, after = (name[:at], name[at + 1 :]) if at >= 0 else ("", f"={name}")
            runs = [(f" {before}" if line else before, ink.quiet), (key.upper(), ink.accent), (after, ink.quiet)]
            if line_width(line) + line_width(runs) + len(more) * (n < len(self.keys)) > room:
                return [*line, (more, ink.quiet)]
            line += runs
        return line

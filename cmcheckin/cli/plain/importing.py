"""Import a file in plain lines: its questions, a preview, and a yes before anything is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmcheckin.cli.plain.part import Key, Part
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import plain_share as own_words

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.cli.plain.dialogue import Dialogue


class ImportPart(Part):
    """Asks for a file, and imports it as `cmcheckin import --plain` does."""

    NAME = "importing"

    def __init__(self, terminal: Dialogue, program: Program) -> None:
        super().__init__(terminal, program)
        self.file = ""
        """The file to import first."""

    def begin_with(self, text: str) -> None:
        """Import the file `text` first."""
        self.file = text

    def show(self) -> None:
        """Ask for a file, and import it."""
        if self.file:
            file, self.file = self.file, ""
            self.choose(file)
        elif self.terminal.interactive:
            self.choose(self.ask_line(f"{own_words.IMPORT_FILE}:"))

    def keys(self) -> tuple[Key, ...]:
        """Return what can be done after an import."""
        meanings = plain_words.WEEK_KEYS
        return (
            Key("o", meanings["f"], lambda text: self.choose(text) if text else self.show()),
            Key("t", meanings["t"], lambda _: self._place("trends")),
            Key("w", meanings["n"], lambda _: self._place("week")),
            Key("u", plain_words.UNDO_MEANING, self.undo),
            Key("redo", plain_words.REDO_MEANING, self.redo),
        )

    def choose(self, file: str) -> None:
        """Import `file`: ask its questions, print the preview, and save it if the user confirms."""
        if not file or file == "-":
            return
        from cmcheckin.cli.import_records import import_plain

        import_plain(file, self.program)

    def _place(self, name: str) -> None:
        from cmcheckin.cli.plain.parts import make_part

        self.open(make_part(name, self.terminal, self.program))

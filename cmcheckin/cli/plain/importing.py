"""Import a file in plain lines: its questions, a preview, and a yes before anything is saved."""

from __future__ import annotations

from cmcheckin.cli.import_records import import_plain
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.wording import plain_share as own_words


class ImportPart(Part):
    """Asks for a file, and imports it as `cmcheckin import --plain` does."""

    NAME = "importing"
    MEANINGS = own_words.IMPORT_KEYS
    CAN_UNDO = True
    file = ""
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

    def actions(self) -> dict[str, Action]:
        """Return what can be done after an import."""
        return {
            "o": lambda text: self.choose(text) if text else self.show(),
            "t": lambda _: self.place("trends"),
            "w": lambda _: self.place("week"),
        }

    def choose(self, file: str) -> None:
        """Import `file`: ask its questions, print the preview, and save it if the user confirms."""
        if file:
            import_plain(file, self.program, self.terminal)

"""A screen that writes a document to a file that the user chooses, such as the weekly report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cmcheckin.ui.base_screen import BaseScreen, WriteAnyway
from cmcheckin.ui.kit.prompt import Prompt, path_of
from cmcheckin.wording import report as words
from cmcheckin.wording.app import PARTIAL

if TYPE_CHECKING:
    from cmcheckin.journal import Journal


class DocumentScreen(BaseScreen):
    """A screen with the action `write`. Subclasses set `journal` and define the three methods below."""

    journal: Journal

    def nothing_to_write(self) -> str:
        """Return why the document would be empty; an empty text if it wouldn't be."""
        raise NotImplementedError

    def suggested_name(self) -> str:
        """Return the suggested name of the file."""
        raise NotImplementedError

    def write_document(self, target: Path, *, replace_existing: bool) -> None:
        """Write the document to `target`, as `report_session.write_document` does."""
        raise NotImplementedError

    def action_write(self) -> None:
        """Ask for the file, or write it if this key confirms a question."""
        if isinstance(again := self.confirmation.confirmed, WriteAnyway):
            self._write(again.target, replace_existing=again.replace, partial=True)
        elif message := self.nothing_to_write():
            self.show_message(message)
        else:
            self._ask_file(str(self.journal.paths.exports / self.suggested_name()))

    def _ask_file(self, file: str, refusal: str = "") -> None:
        def entered(text: str | None) -> None:
            if text:
                self._write(path_of(text), replace_existing=False)

        hint, is_first = words.FILE_HINT, not refusal
        prompt = Prompt(words.FILE, file, hint=hint, enter="write", refusal=refusal, is_suggestion=is_first)
        self.app.push_screen(prompt, entered)

    def _write(self, target: Path, *, replace_existing: bool, partial: bool = False) -> None:
        """Write the document to `target`, completely or not at all, or ask for another file.

        `replace_existing`: even if the file exists. `partial`: even if part of the journal can't be read.
        """
        if not partial and self.journal.missing():
            self.confirm(WriteAnyway(target, replace=False), PARTIAL)
            return
        try:
            self.write_document(target, replace_existing=replace_existing)
        except FileExistsError:
            self.confirm(WriteAnyway(target, replace=True), words.REPLACE)
        except (OSError, ValueError) as error:
            self._ask_file(str(target), words.not_written(getattr(error, "strerror", None) or str(error)))
        else:
            self.show_message(words.WRITTEN.format(name=target.name, folder=str(target.parent.absolute())))

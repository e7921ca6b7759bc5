"""Write a document, such as the weekly report, to a file that the user chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cmcheckin.ui.base_screen import WriteAnyway
from cmcheckin.ui.kit.prompt import Prompt, path_of
from cmcheckin.wording import report as words
from cmcheckin.wording.app import PARTIAL

if TYPE_CHECKING:
    from typing import Any

    from cmcheckin.journal import Journal
    from cmcheckin.ui.base_screen import BaseScreen


class Write(Protocol):
    """Writes a document to `target`. Raises FileExistsError unless `replace_existing`, ValueError or OSError."""

    def __call__(self, target: Path, *, replace_existing: bool) -> None: ...


class DocumentWriter:
    """Asks on `screen` where to write a document made from `journal`, and writes it by `write`."""

    def __init__(self, screen: BaseScreen[Any], journal: Journal, write: Write) -> None:
        self._screen, self._journal, self._write_document = screen, journal, write

    def start(self, name: str) -> None:
        """Ask for the file, with `name` suggested, or write it if this key confirms a question."""
        if isinstance(again := self._screen.confirmation.confirmed, WriteAnyway):
            self._write(again.target, replace_existing=again.replace, partial=True)
        else:
            self._ask_file(str(self._journal.paths.exports / name))

    def _ask_file(self, file: str, refusal: str = "") -> None:
        def entered(text: str | None) -> None:
            if text:
                self._write(path_of(text), replace_existing=False)

        hint, is_first = words.FILE_HINT, not refusal
        prompt = Prompt(
            words.FILE, file, hint=hint, enter="write", refusal=refusal, is_suggestion=is_first, is_path=True
        )
        self._screen.app.push_screen(prompt, entered)

    def _write(self, target: Path, *, replace_existing: bool, partial: bool = False) -> None:
        """Write the document to `target`, completely or not at all, or ask for another file.

        `replace_existing`: even if the file exists. `partial`: even if part of the journal can't be read.
        """
        if not partial and self._journal.missing():
            self._screen.confirm(WriteAnyway(target, replace=False), PARTIAL)
            return
        try:
            self._write_document(target, replace_existing=replace_existing)
        except FileExistsError:
            self._screen.confirm(WriteAnyway(target, replace=True), words.REPLACE)
        except (OSError, ValueError) as error:
            self._ask_file(str(target), why_not_written(target, error))
        else:
            self._screen.show_message(words.WRITTEN.format(name=target.name, folder=str(target.parent.absolute())))


def why_not_written(target: Path, error: Exception) -> str:
    """Return the message that nothing was written to `target` because of `error`."""
    if isinstance(error, FileNotFoundError):
        missing = next((above for above in reversed(target.parents) if not above.exists()), target.parent)
        return words.NO_FOLDER.format(folder=missing)
    return words.not_written(getattr(error, "strerror", None) or str(error))

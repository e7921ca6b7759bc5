"""Write a document to a file, after asking for its name in plain lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cmcheckin.cli.plain.dialogue import home_path
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import report as words

if TYPE_CHECKING:
    from cmcheckin.cli.plain.part import Part


class Write(Protocol):
    """Writes a document to `target`. Raises FileExistsError unless `replace_existing`, ValueError or OSError."""

    def __call__(self, target: Path, *, replace_existing: bool) -> None: ...


def write_document(part: Part, name: str, text: str, write: Write, *, needs_journal: bool = True) -> None:
    """Ask in `part` for the file, with `name` suggested, by default in the folder of exports, unless `text` names one.
    Write it by `write`, completely or not at all. `needs_journal`: whether the document comes from the journal."""
    if needs_journal and part.program.journal.missing() and not part.terminal.confirm(plain_words.WRITE_PARTIAL):
        part.terminal.show(plain_words.CANCELLED)
        return
    suggested = str(part.program.paths.exports / name)
    while True:
        text = text or part.ask_line(f"{words.FILE} ({words.FILE_HINT}) [{suggested}]:") or suggested
        target = Path(home_path(text))
        try:
            try:
                write(target, replace_existing=False)
            except FileExistsError:
                if not part.terminal.confirm(plain_words.REPLACE_FILE.format(name=target.name)):
                    part.terminal.show(plain_words.CANCELLED)
                    return
                write(target, replace_existing=True)
        except (OSError, ValueError) as error:
            part.say(words.not_written(getattr(error, "strerror", None) or str(error)))
            if part.terminal.input_ended:
                return
            text = ""
        else:
            part.say(words.WRITTEN.format(name=target.name, folder=str(target.parent.absolute())))
            return

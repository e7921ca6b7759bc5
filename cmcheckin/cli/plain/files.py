"""Write a document to a file, after asking for its name in plain lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cmcheckin.cli.plain.dialogue import home_path
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import report as words
from cmcheckin.wording.plain_checkin import asked

if TYPE_CHECKING:
    from cmcheckin.cli.plain.part import Part


class Write(Protocol):
    """Writes a document to `target`. Raises FileExistsError unless `replace_existing`, ValueError or OSError."""

    def __call__(self, target: Path, *, replace_existing: bool) -> None: ...


def write_document(
    part: Part, name: str, text: str, write: Write, *, hint: str = words.FILE_HINT, needs_journal: bool = True
) -> None:
    """Ask in `part` for the file, with `name` suggested, by default in the folder of exports, and a `hint`, unless
    `text` names one. Write it by `write`, completely or not at all. `needs_journal`: whether the document comes from
    the journal."""
    if needs_journal and not may_write(part):
        return
    suggested = str(part.program.paths.exports / name)
    while True:
        text = text or part.ask_line(asked(f"{words.FILE} ({hint})", suggested)) or suggested
        target = Path(home_path(text))
        try:
            try:
                write(target, replace_existing=False)
            except FileExistsError:
                if not confirm_replacing(part, [target.name]):
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


def may_write(part: Part) -> bool:
    """Return whether the whole journal of `part` can be read, or else the user wants what could be read."""
    return not part.program.journal.missing() or _confirm(part, plain_words.WRITE_PARTIAL)


def confirm_replacing(part: Part, names: Sequence[str]) -> bool:
    """Return whether the user of `part` wants to replace the files called `names`."""
    return _confirm(part, plain_words.replace_files(names))


def _confirm(part: Part, question: str) -> bool:
    is_confirmed = part.terminal.confirm(question)
    if not is_confirmed:
        part.terminal.show(plain_words.CANCELLED)
    return is_confirmed

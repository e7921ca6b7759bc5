"""Read samples and texts with a reader. A sample's name begins with its reader's: `daylio_oldest.csv`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers import ANY_TABLE, HINT_READERS, READERS
from cmcheckin.interchange.readers.items import Entry, Item
from cmcheckin.interchange.readers.source import SourceFile

SAMPLES: Final = sorted((Path(__file__).parent / "samples").iterdir())


def sample(name: str) -> SourceFile:
    """Return the sample file `name`."""
    return SourceFile(name, (Path(__file__).parent / "samples" / name).read_bytes().decode())


def reader_name(path: Path) -> str:
    """Return the name of the reader that must recognise the sample at `path`."""
    return ANY_TABLE if path.stem.startswith(ANY_TABLE) else path.stem.partition("_")[0]


def recognised_by(file: SourceFile) -> list[str]:
    """Return the names of all readers that recognise `file`, including those for hints."""
    found = [reader.name for reader in READERS if reader.matches(file)]
    return found + [reader.name for reader in HINT_READERS if reader.matches(file)]


def items(reader: str, text: str | SourceFile, answers: Answers | None = None) -> list[Item]:
    """Return what the reader named `reader` finds in `text`, or in a file."""
    file = text if isinstance(text, SourceFile) else SourceFile("file", text)
    found = next(one for one in READERS if one.name == reader)
    return list(found.read(file, answers or Answers()))


def entries(reader: str, text: str | SourceFile) -> list[Entry]:
    """Return the entries that the reader named `reader` finds in `text`. Fails if there is anything else."""
    found = items(reader, text)
    assert all(isinstance(item, Entry) for item in found), found
    return [item for item in found if isinstance(item, Entry)]


def refusals(reader: str, text: str) -> dict[int, str]:
    """Return the reasons of the lines of `text` that the reader named `reader` refuses, by line."""
    return {item.line: item.reason for item in items(reader, text) if isinstance(item, Refusal)}


def at(text: str) -> datetime:
    """Return the local time `text`: `2026-03-09 22:05`."""
    return datetime.fromisoformat(text)

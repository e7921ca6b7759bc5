"""What was chosen the last time a file was shared, to be proposed the next time; and whose files these are."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import WORD, to_json
from cmcheckin.files import TooLarge, read_bytes, write_file
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.share_file import DEFAULT_FIELDS, FIELDS

SIZE: Final = 30_000_000
"""Most bytes of it that are read."""
FOLDERS: Final = 1_000
"""Most folders remembered, newest first: one a week for 19 years. Even with the longest paths they fit into SIZE."""
PATH: Final = 4096
"""Longest path in characters, as Linux allows."""


@dataclass(frozen=True)
class SharePreferences:
    """`person` is the id of this home in share files, empty until one was written. The rest is a proposal."""

    person: str = ""
    fields: tuple[str, ...] = ()
    """Of FIELDS; empty: none were chosen yet."""
    formats: tuple[str, ...] = ()
    folder: str = ""
    """The folder last shared to. A path is stored unchanged, whatever characters it has."""
    name: str = ""
    """The name the last file carried, for who has none in config.toml."""
    earlier: tuple[str, ...] = ()
    """Folders shared to before, newest first. Replies may still arrive there."""

    @property
    def folders(self) -> tuple[str, ...]:
        """Return every folder shared to, newest first, at most FOLDERS."""
        return tuple(dict.fromkeys(one for one in (self.folder, *self.earlier) if one))[:FOLDERS]

    def with_folder(self, folder: str) -> SharePreferences:
        """Return a copy with `folder` as the folder last shared to."""
        return replace(self, folder=folder, earlier=tuple(one for one in self.folders if one != folder)[: FOLDERS - 1])

    def without_folder(self, folder: str) -> SharePreferences:
        """Return a copy without `folder`, so that the inbox no longer searches it."""
        left = tuple(one for one in self.folders if one != folder)
        return replace(self, folder=next(iter(left), ""), earlier=left[1:])


def proposed_fields(choices: SharePreferences, wanted: tuple[str, ...] = ()) -> tuple[tuple[str, ...], str]:
    """The fields to propose, and where they come from: those of the `last` time, else those of config.toml (`wanted`,
    from `settings`), else the `usual` ones."""
    if choices.fields:
        return choices.fields, "last"
    known = tuple(name for name in FIELDS if name in wanted)
    return (known, "settings") if known else (DEFAULT_FIELDS, "usual")


def new_person(random: bytes) -> str:
    """An id for a home, of at least eight random bytes. It says nothing of who it is."""
    return f"p-{random.hex()[:16]}"


def decode(data: bytes) -> SharePreferences:
    """From the bytes of share.json. Raises Refused."""
    try:
        raw: Any = json.loads(data)
    except (ValueError, RecursionError):
        raise Refused("share.json", "cannot be read") from None
    known = f.table("share.json", raw)
    fields = f.words("fields", known.get("fields"), WORD)
    formats = f.words("formats", known.get("formats"), WORD)
    return SharePreferences(
        f.identifier("person", known.get("person")) or "",
        tuple(name for name in FIELDS if name in fields),
        tuple(name for name in FORMATS if name in formats),
        _path("folder", known.get("folder")),
        f.line("name", known.get("name")) or "",
        tuple(_path("earlier", one) for one in f.items("earlier", known.get("earlier")))[:FOLDERS],
    )


def _path(name: str, value: object) -> str:
    """Return `value` as a path, unchanged: cleaning could make it another path. Raises Refused, naming `name`."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > PATH or "\0" in value:
        raise Refused(name, "isn't a path")
    return value


def encode(choices: SharePreferences) -> bytes:
    """The bytes of share.json."""
    said = {
        "person": choices.person,
        "fields": list(choices.fields),
        "formats": list(choices.formats),
        "folder": choices.folder,
        "name": choices.name,
        "earlier": list(choices.earlier),
    }
    return to_json({name: value for name, value in said.items() if value}).encode() + b"\n"


def read(path: Path) -> SharePreferences:
    """What is remembered; nothing where there is nothing yet. Raises Refused when it is damaged, OSError."""
    try:
        return decode(read_bytes(path, limit=SIZE, follow_link=True)[0])
    except FileNotFoundError:
        return SharePreferences()
    except TooLarge:
        raise Refused("share.json", "is too large to be what was remembered") from None


def write(path: Path, choices: SharePreferences) -> None:
    """Remember these, at once, readable by oneself alone. Raises OSError."""
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    write_file(path, encode(choices))

"""Remember what was selected and where it went when the user last shared, and the id of this home in share files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import WORD, to_json
from cmcheckin.files import TooLarge, read_bytes, write_file
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.share_file import DEFAULT_FIELDS, FIELDS
from cmcheckin.wording import file_reasons as reasons

MAX_BYTES: Final = 30_000_000
"""Most bytes of the file that are read."""
MAX_FOLDERS: Final = 1_000
"""Most folders remembered, the newest first: one a week for 19 years. Even with the longest paths they fit in
MAX_BYTES."""
MAX_PATH_LENGTH: Final = 4096
"""Longest path in characters, as on Linux."""


@dataclass(frozen=True)
class SharePreferences:
    """`person`: the id of this home in share files; empty until the first one is written. The rest is proposed next
    time."""

    person: str = ""
    fields: tuple[str, ...] = ()
    """Names of FIELDS; empty if none have been selected yet."""
    formats: tuple[str, ...] = ()
    folder: str = ""
    """The folder last shared to. A path is stored unchanged, whatever characters it has."""
    name: str = ""
    """The name in the last file, for users without one in config.toml."""
    earlier: tuple[str, ...] = ()
    """Folders shared to before, newest first. Replies may still arrive there."""
    secret: str = ""
    """The secret for the ids in share files (`sharing.shared_ids`). It is made once, and never shared."""

    @property
    def folders(self) -> tuple[str, ...]:
        """Return every folder shared to, newest first, at most MAX_FOLDERS."""
        return tuple(dict.fromkeys(folder for folder in (self.folder, *self.earlier) if folder))[:MAX_FOLDERS]

    def with_folder(self, folder: str) -> SharePreferences:
        """Return a copy with `folder` as the folder last shared to."""
        return replace(self, folder=folder, earlier=self.without_folder(folder).folders[: MAX_FOLDERS - 1])

    def with_inbox_folder(self, folder: str) -> SharePreferences:
        """Return a copy in which the inbox searches `folder` too. Files go where they went before."""
        others = [other for other in self.folders if other not in (folder, self.folder)]
        return self if folder == self.folder else replace(self, earlier=(folder, *others)[: MAX_FOLDERS - 1])

    def without_folder(self, folder: str) -> SharePreferences:
        """Return a copy without `folder`, so that the inbox no longer searches it."""
        others = tuple(other for other in self.folders if other != folder)
        if not self.folder:
            return replace(self, earlier=others)
        return replace(self, folder=next(iter(others), ""), earlier=others[1:])


def proposed_fields(preferences: SharePreferences, wanted: tuple[str, ...] = ()) -> tuple[tuple[str, ...], str]:
    """Return the fields to propose and their source: `last` for those selected last time, else `settings` for those
    `wanted` in config.toml, else `usual` for DEFAULT_FIELDS."""
    if preferences.fields:
        return preferences.fields, "last"
    field_names = tuple(name for name in FIELDS if name in wanted)
    return (field_names, "settings") if field_names else (DEFAULT_FIELDS, "usual")


def new_person_id(random: bytes) -> str:
    """Return an id for a home, from at least eight `random` bytes, so that it says nothing about the person."""
    return f"p-{random.hex()[:16]}"


def _path(name: str, value: object) -> str:
    """Return `value` as a path, unchanged: cleaning could make it another path. Raises Refused, naming `name`."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > MAX_PATH_LENGTH or "\0" in value:
        raise Refused(name, reasons.NOT_A_PATH)
    return value


def load(path: Path) -> SharePreferences:
    """Return the preferences saved at `path`; the defaults if there are none. Raises Refused if the file is damaged,
    and OSError if it can't be read."""
    try:
        raw: object = json.loads(read_bytes(path, limit=MAX_BYTES, follow_link=True)[0])
    except FileNotFoundError:
        return SharePreferences()
    except TooLarge:
        raise Refused("share.json", reasons.PREFERENCES_TOO_LARGE) from None
    except (ValueError, RecursionError):
        raise Refused("share.json", reasons.CANNOT_BE_READ) from None
    table = f.table("share.json", raw)
    fields = f.words("fields", table.get("fields"), WORD)
    formats = f.words("formats", table.get("formats"), WORD)
    return SharePreferences(
        f.identifier("person", table.get("person")) or "",
        tuple(name for name in FIELDS if name in fields),
        tuple(name for name in FORMATS if name in formats),
        _path("folder", table.get("folder")),
        f.line("name", table.get("name")) or "",
        tuple(_path("earlier", item) for item in f.items("earlier", table.get("earlier")))[:MAX_FOLDERS],
        f.identifier("secret", table.get("secret")) or "",
    )


def save(path: Path, preferences: SharePreferences) -> None:
    """Save `preferences` at `path`, readable by the user only. Raises OSError."""
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    values = {name: value for name, value in asdict(preferences).items() if value}
    write_file(path, to_json(values).encode() + b"\n")

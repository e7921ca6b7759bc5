"""Read and save a manager's own follow-up: one private file beside their config, for any number of windows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Self, TypeAlias

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.text import LINE, NOTE, WORD, to_json
from cmcheckin.files import TooLarge, make_folder, read_bytes, write_file, write_new
from cmcheckin.journal.encryption.cipher import EncryptionError
from cmcheckin.journal.errors import JournalError, trouble
from cmcheckin.journal.log.lock import Lock
from cmcheckin.journal.vault import HomeVault
from cmcheckin.paths import FOLLOW_UP_LOCK
from cmcheckin.sharing.follow_up import MARK_STATES, ActionItem, Asked, FollowUp, Mark, PersonFollowUp, Talk
from cmcheckin.wording import file_reasons as reasons
from cmcheckin.wording import follow_up as words

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

MAX_BYTES: Final = 30_000_000
"""The limit in bytes for the file: a page of notes a week about thirty people for a hundred years."""
VERSION: Final = 1
"""Version of the file. That of a newer program is never written over, as its additions would be lost."""
WAIT_SECONDS: Final = 2.0
"""Seconds to wait for another window that is saving, which takes milliseconds."""

Restored: TypeAlias = Literal["restored", "missing", "same", "different"]
"""What a restore found: the copy is saved, or could be, as there is nothing here; it is the same; or something else is
here, which stays."""
_COPY: Final = re.compile(r"follow-up\.(\d{4}-\d\d-\d\d)(?:\.(\d+))?\.json")


class FollowUpStore:
    """The follow-up saved at `path`. A change is applied to what is saved at that moment, under a lock, so that two
    windows don't lose each other's changes. If `path` is a link, the file it points to is read and replaced. It is
    sealed while the home of `vault` is encrypted; None for a file that never is."""

    def __init__(self, path: Path, vault: HomeVault | None) -> None:
        self.path, self._vault = path, vault

    @classmethod
    def of(cls, paths: Paths) -> Self:
        """Return the store of the home of `paths`."""
        return cls(paths.follow_up, HomeVault(paths))

    def load(self) -> FollowUp:
        """Return the saved follow-up; an empty one if there is none. Raises Refused, with what to do next, if the file
        is damaged or can't be read."""
        try:
            return self._read_file(self.path)
        except FileNotFoundError:
            return FollowUp()

    def _read_file(self, path: Path) -> FollowUp:
        """Return the follow-up in the file `path`. Raises FileNotFoundError and Refused."""
        try:
            data = read_bytes(path, limit=MAX_BYTES, follow_link=True)[0]
            return _read(self._vault.opened(data) if self._vault else data)
        except FileNotFoundError:
            raise
        except (TooLarge, ValueError, RecursionError) as error:
            reason = str(error) if isinstance(error, Refused) else words.NOT_A_FOLLOW_UP
            raise Refused(str(path), words.DAMAGED.format(reason=reason)) from None
        except EncryptionError as error:
            raise Refused(words.YOUR_NOTES, words.LOCKED.format(reason=error)) from None
        except OSError as error:
            raise Refused(str(path), words.UNREADABLE.format(reason=_reason(error))) from None

    def restore(self, copy: Path, *, wanted: bool) -> Restored:
        """Compare the follow-up with the one in `copy`, which `copy_to` made. If there is none here and the user
        `wanted` it, save that one. One that is here is never replaced. Raises Refused."""
        copied = self._read_file(copy)
        here = self.load()
        if here == copied:
            return "same"
        if here != FollowUp():
            return "different"
        if wanted:
            self.apply(lambda now: copied if now == FollowUp() else now)
        return "restored" if wanted else "missing"

    def apply(self, change: Callable[[FollowUp], FollowUp]) -> FollowUp:
        """Save the result of `change` on the saved follow-up, and return it. Raises Refused, with what to do next, if
        the saved one can't be read, the new one can't be written, or another window keeps the lock; then the file is
        unchanged."""
        folder = str(self.path.parent)
        lock = Lock(folder, name=FOLLOW_UP_LOCK, what=words.THEY)
        lock.give_up_after = WAIT_SECONDS
        try:
            make_folder(folder)
            lock.acquire()
        except JournalError as error:
            raise Refused(words.YOUR_NOTES, words.NOT_SAVED.format(reason=error)) from None
        except OSError as error:
            raise self._not_written(error) from None
        try:
            before = self.load()
            after = change(before)
            return before if after == before else self._write(after)
        finally:
            lock.release()

    def _write(self, follow_up: FollowUp) -> FollowUp:
        """Write `follow_up`, and return it as read back. Its bytes are parsed before they are written, so that a file
        is never replaced by one that can't be read."""
        raw = {"version": VERSION, **{name: value for name, value in asdict(follow_up).items() if value}}
        data = to_json(raw, default=str).encode() + b"\n"
        try:
            if len(data) > MAX_BYTES:
                raise TooLarge(self.path, MAX_BYTES, len(data))
            saved = _read(data)
            sealed = self._vault.sealed(data) if self._vault else data
            write_file(self.path.resolve() if self.path.is_symlink() else self.path, sealed)
        except (Refused, EncryptionError) as error:
            raise Refused(words.YOUR_NOTES, words.NOT_SAVED.format(reason=error)) from None
        except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself
            raise self._not_written(error) from None
        return saved

    def _not_written(self, error: Exception) -> Refused:
        if isinstance(error, OSError) and not isinstance(error, TooLarge):
            found = trouble(words.NOT_SAVED_TO, str(self.path), error, kept=words.UNCHANGED)
            return Refused(words.YOUR_NOTES, str(found))
        return Refused(words.YOUR_NOTES, words.NOT_WRITTEN.format(path=self.path, reason=_reason(error)))


def is_shared(target: Path, paths: Iterable[str]) -> bool:
    """Return whether `target` is in one of the folders that were read from `paths`, or beside a file of theirs. Others
    can probably read it there. Raises OSError for a link to itself."""
    here = target.absolute().parent.resolve()
    roots = (path if path.is_dir() else path.parent for path in (Path(given).absolute() for given in paths))
    return any(here.is_relative_to(root.resolve()) for root in roots)


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _read(data: bytes) -> FollowUp:
    """Return the follow-up in the bytes of its file. Raises ValueError (Refused names the place) and RecursionError."""
    raw: object = json.loads(data)
    table = f.table("the file", raw)
    if (version := f.whole("version", table.get("version"), 1, 1_000_000)) and version > VERSION:
        raise Refused("version", reasons.NEWER_REPLY.format(version=version, known=VERSION))
    people = f.table("people", table.get("people"))
    return FollowUp(
        {key: _mark(value) for key, value in f.table("marks", table.get("marks")).items()},
        {person: _person(value) for person, value in people.items()},
        {key: f.prose("drafts", text, NOTE) or "" for key, text in f.table("drafts", table.get("drafts")).items()},
    )


def _mark(raw: JSON) -> Mark:
    match raw:
        case [state, day]:
            known = next((known for known in MARK_STATES if known == state), None)
            return Mark(f.required("state", known), _day(day))
    raise Refused("marks", reasons.CANNOT_BE_READ)


def _day(raw: JSON) -> date:
    return f.required("day", f.day("day", raw))


def _person(raw: JSON) -> PersonFollowUp:
    table: Mapping[str, JSON] = f.table("people", raw)
    return PersonFollowUp(
        f.prose("note", table.get("note"), NOTE) or "",
        tuple(map(_action, _entries("actions", table.get("actions")))),
        tuple(map(_talk, _entries("talks", table.get("talks")))),
    )


def _entries(name: str, raw: JSON) -> Sequence[JSON]:
    """Read a list of any length."""
    if not isinstance(raw, list | None):
        raise Refused(name, reasons.NOT_A_LIST)
    return raw or ()


def _action(raw: JSON) -> ActionItem:
    match raw:
        case [id_, text, added, done]:
            return ActionItem(
                f.required("id", f.identifier("id", id_)),
                f.required("text", f.line("text", text, LINE)),
                _day(added),
                f.day("done", done),
            )
    raise Refused("actions", reasons.CANNOT_BE_READ)


def _talk(raw: JSON) -> Talk:
    match raw:
        case [day, note, list(asked)]:
            return Talk(_day(day), f.prose("note", note, NOTE) or "", tuple(map(_asked, asked)))
    raise Refused("talks", reasons.CANNOT_BE_READ)


def _asked(raw: JSON) -> Asked:
    match raw:
        case [kind, about, amount]:
            return Asked(
                f.required("kind", f.line("kind", kind, WORD)),
                f.line("about", about, LINE) or "",
                f.required("amount", f.number("amount", amount, 0, 1e9)),
            )
    raise Refused("asked", reasons.CANNOT_BE_READ)


def newest_copy(folder: Path) -> Path | None:
    """Return the newest copy that `copy_to` made in `folder`; None if there is none, or it can't be listed."""
    paths: list[Path] = []
    with suppress(OSError):
        paths = list(folder.iterdir())
    found = ((match[1], int(match[2] or 1), path) for path in paths if (match := _COPY.fullmatch(path.name)))
    return max(found, default=("", 0, None))[2]


def copy_to(path: Path, folder: str, today: date) -> str:
    """Copy the follow-up at `path` as it is into `folder`, under a free name with the day `today`, for this user alone.
    Return the copy, which is an earlier one of today if that is the same; empty if there is no follow-up. Raises
    OSError, with nothing replaced."""
    try:
        data = read_bytes(path, follow_link=True)[0]
    except FileNotFoundError:
        return ""
    make_folder(folder)
    for number in count(1):
        copy = f"{folder}/follow-up.{today}{f'.{number}' if number > 1 else ''}.json"
        try:
            write_new(copy, data)
            break
        except FileExistsError:
            with suppress(OSError):
                if read_bytes(copy)[0] == data:
                    break
    return copy

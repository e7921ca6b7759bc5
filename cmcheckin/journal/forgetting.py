"""Forgetting a day's words: the one exception to append-only."""

# ruff: noqa: PTH108, PTH114, PTH208  plain os calls, as in the rest of the room
from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from cmcheckin.journal.asides import is_aside
from cmcheckin.journal.changes import Forgotten
from cmcheckin.journal.disk import TEMPORARY, replace, trouble
from cmcheckin.journal.files import SUFFIX, read_bytes
from cmcheckin.journal.lines import dumps, read_header
from cmcheckin.journal.scrubbing import Words
from cmcheckin.journal.store import Store

if TYPE_CHECKING:
    from cmcheckin.paths import Places


class Forgetting:
    """Takes one day's words out of everything this machine keeps: this device's journal files with all their versions,
    copies put aside, all backups, drafts, the index. Files the user exported are the user's own and stay."""

    def __init__(self, store: Store, places: Places, day: date) -> None:
        self.store = store
        self.day = day
        self.words = Words(day, store.clock.day_starts_at)
        self.journal = str(places.journal)
        self.backups = str(places.backups)
        self.drafts = str(places.drafts)
        self.cache = str(places.cache)

    def needed(self) -> bool:
        """Whether there is anything to forget."""
        try:
            self._collect()
            paths = [*self._rewritable(), *self._other_drafts()]
            return bool(self._drafts_of_day()) or any(self._scrubbed(path) is not None for path in paths)
        except OSError as no:
            raise trouble("The journal could not be looked through", self.journal, no) from no

    def forget(self) -> Forgotten:
        """Do it, under the lock."""
        with self.store.changing():
            try:
                done = self._forget()
            except OSError as no:
                raise trouble("The day could not be forgotten everywhere", no.filename or self.journal, no) from no
            finally:
                self.store.load()
            return Forgotten(tuple(done), self._others(), tuple(self._links()))

    def _forget(self) -> list[str]:
        self._collect()
        done: list[str] = []
        for path in self._left_over():
            os.unlink(path)
        links: dict[tuple[int, int], str] = {}
        # The journal first, and then a fresh look at the backups: one that is being made meanwhile copies what is
        # rewritten already, or sees that the files it copied were replaced.
        for path in chain(self._rewritable(), self._other_drafts()):
            data = self._scrubbed(path)
            if data is None:
                continue
            found = os.stat(path, follow_symlinks=False)  # noqa: PTH116
            twin = links.get((found.st_dev, found.st_ino))
            if twin is not None:  # backups share files that did not change from one day to the next
                _link_instead(twin, path)
            else:
                replace(path, data, sync=True)
                links[found.st_dev, found.st_ino] = path
            done.append(path)
        for path in self._drafts_of_day():
            os.unlink(path)
            done.append(path)
        for name in _names(self.cache):
            if name.startswith("index."):
                os.unlink(f"{self.cache}/{name}")
        return done

    def _collect(self) -> None:
        """Learn the day's words from every line that can be read, before judging what cannot."""
        for path in [*self._rewritable(), *self._foreign()]:
            for raw in _lines(path):
                self.words.without(raw)

    def _scrubbed(self, path: str) -> bytes | None:
        """The file without the words; None when it has none."""
        data = read_bytes(path)[0]
        if path.startswith(self.drafts + "/"):
            return self._scrubbed_draft(data)
        raws = data.split(b"\n")
        kept = [raw if _is_header(raw) else self.words.without(raw) for raw in raws]
        return b"\n".join(kept) if kept != raws else None

    def _scrubbed_draft(self, data: bytes) -> bytes | None:
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            cleaned = self.words.without(data)
            return None if cleaned == data else cleaned
        found = self.words.from_draft(value)
        return None if found == value else dumps(found)

    def _rewritable(self) -> Iterator[str]:
        """This device's journal files, all copies put aside, all backups."""
        for name in _names(self.journal):
            path = f"{self.journal}/{name}"
            if os.path.islink(path):
                continue
            if is_aside(name) or (name.endswith(SUFFIX) and self._owner(path, name) == self.store.device):
                yield path
        for folder in self._backup_folders():
            for name in _names(folder):
                if not os.path.islink(f"{folder}/{name}"):
                    yield f"{folder}/{name}"

    def _backup_folders(self) -> list[str]:
        found = [f"{self.backups}/{name}" for name in _names(self.backups)]
        return [path for path in found if not os.path.islink(path)]

    def _links(self) -> Iterator[str]:
        """Links among the files that would be rewritten: whatever they point to is not this program's to change."""
        for folder in (self.journal, self.backups, *self._backup_folders(), self.drafts):
            for name in _names(folder):
                if os.path.islink(f"{folder}/{name}"):
                    yield f"{folder}/{name}"

    def _foreign(self) -> Iterator[str]:
        for name in _names(self.journal):
            path = f"{self.journal}/{name}"
            if name.endswith(SUFFIX) and self._owner(path, name) != self.store.device:
                yield path

    def _owner(self, path: str, name: str) -> str:
        """The device a file belongs to: as its header says, or its name when that cannot be read."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            return read_header(_lines(path)[0]).device
        return name.split(".")[1] if name.count(".") >= 2 else ""

    def _others(self) -> tuple[str, ...]:
        found = set()
        for path in self._foreign():
            with contextlib.suppress(OSError):
                if self._scrubbed(path) is not None:
                    found.add(self._owner(path, os.path.basename(path)))  # noqa: PTH119
        return tuple(sorted(found - {""}))

    def _drafts_of_day(self) -> list[str]:
        """Drafts of the day itself, with what was put aside of them."""
        start = f"{self.day.isoformat()}-"
        return [f"{self.drafts}/{name}" for name in _names(self.drafts) if name.startswith(start) and ".json" in name]

    def _other_drafts(self) -> list[str]:
        mine = set(self._drafts_of_day())
        found = [f"{self.drafts}/{name}" for name in _names(self.drafts) if ".json" in name]
        return [path for path in found if path not in mine and not os.path.islink(path)]

    def _left_over(self) -> Iterator[str]:
        """Files that a sudden end left half-written."""
        folders = [self.journal, self.drafts, self.cache, *self._backup_folders()]
        for folder in folders:
            for name in _names(folder):
                if name.endswith(TEMPORARY):
                    yield f"{folder}/{name}"


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _lines(path: str) -> list[bytes]:
    try:
        return read_bytes(path)[0].split(b"\n")
    except OSError:
        return []


def _is_header(raw: bytes) -> bool:
    try:
        read_header(raw)
    except ValueError:
        return False
    return True


def _link_instead(of: str, path: str) -> None:
    temporary = path + TEMPORARY
    with contextlib.suppress(FileNotFoundError):
        os.unlink(temporary)
    os.link(of, temporary)
    os.replace(temporary, path)  # noqa: PTH105

"""Erase a forgotten day's words from the files of this machine. Nothing else rewrites journal files."""

# ruff: noqa: PTH108, PTH116, PTH208  plain os calls, as in `files`
from __future__ import annotations

import contextlib
import json
import math
import os
import re
import stat
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from cmcheckin.files import TEMPORARY, UNFINISHED, read_bytes, replace_file, sync_folder, write_file
from cmcheckin.journal.changes import Forgotten
from cmcheckin.journal.errors import JournalError
from cmcheckin.journal.forgotten_days import NOTES
from cmcheckin.journal.log import ends, index
from cmcheckin.journal.log.envelope import SEALED
from cmcheckin.journal.log.files import SUFFIX, as_utf8
from cmcheckin.journal.log.lines import Line, dumps, read_header
from cmcheckin.journal.log.quarantine import is_quarantined
from cmcheckin.journal.log.sealing import opened_raw, sealed_line
from cmcheckin.journal.log.seen import is_left_to
from cmcheckin.journal.scrubbing import Words
from cmcheckin.journal.vault import START, HomeVault, is_of_others
from cmcheckin.journal.work_files import HINT_DRAFT

if TYPE_CHECKING:
    from cmcheckin.paths import Paths

_RANGE: Final = re.compile(r"(?:share|report)-(\d{4}-\d\d-\d\d)-(\d{4}-\d\d-\d\d)\.json")
"""Name of the draft of a share or report, with its first and last day."""
ESCALATION_DRAFT: Final = "escalation-"
"""How the name of the draft of what was typed about an escalation begins. Its document id follows."""
ANSWER_DRAFT: Final = "answer-"
"""The same of an answer to a reply."""

Id: TypeAlias = tuple[int, str, int]
"""Tick, time and number of a line. Its source may have another name in a copy of the device."""


class Erasure:
    """Erase `words` from the files of `device` in the home of `paths`: all versions in its journal files, quarantined
    copies, backups, drafts and the cache. Exported and shared files aren't changed.

    `kept_lines`: the ids of the lines that keep their words, as they were written after the day was forgotten. So do
    drafts saved after `drafts_until`, in seconds since 1970.
    """

    def __init__(
        self,
        paths: Paths,
        device: str,
        words: Words,
        kept_lines: Container[Id] = frozenset(),
        drafts_until: float = math.inf,
    ) -> None:
        self.device, self.words = device, words
        self.home = str(paths.data)
        self.journal = str(paths.journal)
        self.backups = str(paths.backups)
        self.drafts = str(paths.drafts)
        self.cache = str(paths.cache)
        self.exports = str(paths.exports)
        self.vault = HomeVault(paths)
        self._opened: dict[bytes, bytes] = {}
        """Encrypted lines as they were written. Most are in several backups."""
        self.done: dict[str, None] = {}
        """The files that were rewritten or deleted."""
        self._kept_lines = kept_lines
        self._drafts_until = drafts_until
        self._unsynced: dict[str, None] = {}
        self._names: dict[tuple[int, int], list[str]] = {}
        """The paths that each file with words had, by device and inode."""
        self._links: dict[tuple[int, int], int] = {}
        """The number of paths it had, here and elsewhere."""

    def is_needed(self) -> bool:
        """Return whether any of the files has words. Raises OSError."""
        self._collect()
        paths = [*self._rewritable(), *self._other_drafts()]
        return (
            bool(self._drafts_of_day())
            or any(self._scrubbed(path) is not None for path in paths)
            or any(map(self._index_has_words, self._cached()))
        )

    def result(self) -> Forgotten:
        """Return what was erased, and where words are left."""
        return Forgotten(
            tuple(self.done), self._other_devices(), tuple(self._special_files()), frozenset(self.words.texts),
            frozenset(self.words.ids),
            tuple(sorted(paths[0] for inode, paths in self._names.items() if len(paths) < self._links[inode])),
        )  # fmt: skip

    def run(self) -> None:
        """Erase the words, in an order in which it can be interrupted and begun again. Raises OSError.

        Drafts and damaged copies come before the journal, as only its lines show which words belong to the day. The
        cache comes last, when nothing is left to rebuild it from. Backups are searched twice, in case another process
        makes one meanwhile.
        """
        self._collect()
        for path in [*self._left_over(), *self._drafts_of_day()]:
            self._remove(path)
        journal = list(self._journal_files())
        quarantined = [path for path in journal if is_quarantined(path)]
        others = [path for path in journal if path not in quarantined]
        for paths in (self._other_drafts(), quarantined, self._backup_files(), others, self._backup_files()):
            for path in paths:
                self._rewrite(path)
            self._sync()
        for path in self._cached():
            self._remove(path)
        self._sync()

    def _sync(self) -> None:
        """Make sure that a power cut can't bring back what was removed so far."""
        for folder in self._unsynced:
            sync_folder(folder)
        self._unsynced.clear()

    def _rewrite(self, path: str) -> None:
        data = self._scrubbed(path)
        if data is None:
            return
        twin = self._note_name(path)
        if twin is not None and _has_content(twin, data):  # backups share unchanged files with each other
            _link_instead(twin, path)
            self._unsynced[os.path.dirname(path)] = None  # noqa: PTH120
        else:
            write_file(path, data, locked=True)
        self.done[path] = None

    def _note_name(self, path: str) -> str | None:
        """Note that the file at `path` has words, and return another path that it had."""
        found = os.stat(path, follow_symlinks=False)
        inode = (found.st_dev, found.st_ino)
        names = self._names.setdefault(inode, [])
        self._links[inode] = max(found.st_nlink, self._links.get(inode, 0))
        names.append(path)
        return names[0] if len(names) > 1 else None

    def _remove(self, path: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._note_name(path)
            os.unlink(path)
            self._unsynced[os.path.dirname(path)] = None  # noqa: PTH120
            if not path.startswith(self.cache + "/"):  # the user doesn't know cache files, so they aren't counted
                self.done[path] = None

    def _collect(self) -> None:
        """Collect the day's words from all readable lines, since they are needed to search the unreadable ones. Raises
        OSError for a file of this device, so that nothing is erased before its words are known."""
        for _ in range(2):
            own = (_content(self._file(path)) for path in self._rewritable())
            foreign = (_lines(path) for path in self._foreign())
            for raws in (*own, *foreign):
                for raw in raws:
                    self.words.without(self._plain(raw), self._is_kept)
            if self.words.opened <= self.words.marker.escalations:
                break  # otherwise a line before may have changed an escalation of the day that a later one creates

    def _is_kept(self, line: Line) -> bool:
        """Return whether `line` was written after the day was forgotten."""
        return "id" in line and (line["tick"], line["at"], line["id"][1]) in self._kept_lines

    def _scrubbed(self, path: str) -> bytes | None:
        """Return the content of `path` without the words, or None if it contains none. Raises OSError."""
        if path.startswith(self.drafts + "/"):
            found = self._scrubbed_draft(self._file(path))
            return None if found is None else self._as_found(path, found)
        raws = _content(self._file(path))
        kept = [raw if _is_header(raw) else self._without(raw) for raw in raws]
        return self._as_found(path, b"\n".join(kept)) if kept != raws else None

    def _without(self, raw: bytes) -> bytes:
        """Return the line `raw` without the words, sealed again if it was sealed; `raw` itself if it has none."""
        plain = self._plain(raw)
        found = self.words.without(plain, self._is_kept)
        if found == plain:
            return raw
        return found if plain is raw else sealed_line(found, self.vault)

    def _plain(self, raw: bytes) -> bytes:
        """Return the line `raw` as it was written. One that can't be opened has no readable words. Raises Locked."""
        if SEALED not in raw:
            return raw
        if raw not in self._opened:
            self._opened[raw] = raw
            with contextlib.suppress(ValueError):
                try:
                    self._opened[raw] = opened_raw(raw, self.vault)
                except JournalError as error:
                    if not is_of_others(error):
                        raise
        return self._opened[raw]

    def _file(self, path: str) -> bytes:
        """Return the content of `path`, opened if all of it is sealed. Raises OSError and Locked."""
        return self.vault.opened(read_bytes(path)[0])

    def _as_found(self, path: str, data: bytes) -> bytes:
        """Return the new content `data` of `path`, sealed if all of the old one is."""
        return self.vault.seal(data) if read_bytes(path)[0].startswith(START) else data

    def _scrubbed_draft(self, data: bytes) -> bytes | None:
        try:
            value = json.loads(data)
        except (ValueError, RecursionError):
            cleaned = self.words.without(data)
            return None if cleaned == data else cleaned
        found = self.words.from_draft(value)
        return None if found == value else dumps(found)

    def _index_has_words(self, path: str) -> bool:
        """Return whether `path` is an index that has words of the day, left by an interrupted run."""
        try:
            lines = (index.verified_line(line, self.vault) for line in read_bytes(path)[0].splitlines())
            return any(self.words.in_tables(json.loads(line)["tables"]) for line in lines)
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return False

    def _rewritable(self) -> Iterator[str]:
        """Yield the paths of this device's journal files, of all quarantined copies and of all backups."""
        yield from self._journal_files()
        yield from self._backup_files()

    def _journal_files(self) -> Iterator[str]:
        for path in _files(self.journal):
            name = os.path.basename(path)  # noqa: PTH119
            if is_quarantined(name) or (name.endswith(SUFFIX) and is_left_to(self.device, self._owner(path, name))):
                yield path

    def _backup_files(self) -> Iterator[str]:
        for folder in self._backup_folders():
            yield from _files(folder)

    def _backup_folders(self) -> list[str]:
        found = [f"{self.backups}/{name}" for name in _names(self.backups)]
        return [path for path in found if not os.path.islink(path)]  # noqa: PTH114

    def _special_files(self) -> Iterator[str]:
        """Yield the links, devices and the like among the paths to rewrite. They are left alone, and so is what they
        point to."""
        for folder in (self.journal, self.backups, *self._backup_folders(), self.drafts):
            with contextlib.suppress(OSError):
                for name in _names(folder):
                    mode = os.stat(f"{folder}/{name}", follow_symlinks=False).st_mode
                    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                        yield f"{folder}/{name}"

    def _foreign(self) -> Iterator[str]:
        for path in _files(self.journal):
            name = os.path.basename(path)  # noqa: PTH119
            if name.endswith(SUFFIX) and not is_left_to(self.device, self._owner(path, name)):
                yield path

    def _owner(self, path: str, name: str) -> str:
        """Return the device of the journal file `path`, from its header, or from its `name` if that can't be read."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            return read_header(_lines(path)[0]).device
        return name.split(".")[1] if name.count(".") >= 2 else ""

    def _other_devices(self) -> tuple[str, ...]:
        found = set()
        for path in self._foreign():
            with contextlib.suppress(OSError):
                if self._scrubbed(path) is not None:
                    found.add(self._owner(path, os.path.basename(path)))  # noqa: PTH119
        return tuple(sorted(found - {""}))

    def _drafts_of_day(self) -> list[str]:
        """Return the drafts of the day, of shares and reports that cover it, with their quarantined copies, and of what
        was typed on the day, or about an escalation or a reply of it."""
        day = self.words.day.isoformat()
        starts = (f"{day}-", f"{HINT_DRAFT}{day}.")
        found = []
        for name in self._draft_names():
            work_files = _RANGE.match(name)
            covers = work_files is not None and work_files[1] <= day <= work_files[2]
            if covers or (name.startswith(starts) and ".json" in name) or self._is_about_day(name):
                found.append(f"{self.drafts}/{name}")
        return found

    def _is_about_day(self, name: str) -> bool:
        """Return whether `name` is the draft of what was typed on the day, or about an escalation or a reply of it."""
        if not name.startswith((ESCALATION_DRAFT, ANSWER_DRAFT)):
            return False
        doc_id = name.partition("-")[2].partition(".")[0]
        if doc_id in self.words.marker.escalations | self.words.opened - self.words.marker.elsewhere:
            return True
        with contextlib.suppress(OSError, ValueError, RecursionError):
            return self.words.is_that_day(json.loads(self._file(f"{self.drafts}/{name}")), "typed")
        return False

    def _other_drafts(self) -> list[str]:
        mine = set(self._drafts_of_day())
        names = {f"{self.drafts}/{name}" for name in self._draft_names() if ".json" in name}
        return [path for path in _files(self.drafts) if path in names - mine]

    def _draft_names(self) -> list[str]:
        return [name for name, saved in saved_drafts(self.drafts) if saved <= self._drafts_until]

    def _cached(self) -> list[str]:
        names = (name for name in _names(self.cache) if not name.startswith((NOTES, ends.PREFIX)))
        return [f"{self.cache}/{name}" for name in names if not os.path.isdir(f"{self.cache}/{name}")]  # noqa: PTH112

    def _left_over(self) -> Iterator[str]:
        """Yield files that an interrupted process left half-written."""
        for folder in (self.journal, self.drafts, self.cache, self.home, self.exports, *self._backup_folders()):
            for name in _names(folder):
                hidden = name.startswith(".") and name.endswith(UNFINISHED)
                own = folder not in (self.home, self.exports) or ".json." in name
                if (hidden or (own and name.endswith(TEMPORARY))) and not os.path.isdir(f"{folder}/{name}"):  # noqa: PTH112
                    yield f"{folder}/{name}"


def saved_drafts(folder: str) -> Iterator[tuple[str, float]]:
    """Yield the name of each file in the `folder` of drafts and when it was saved, in seconds since 1970."""
    for name in _names(folder):
        with contextlib.suppress(FileNotFoundError):
            yield name, os.stat(f"{folder}/{name}", follow_symlinks=False).st_mtime


def _names(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []


def _files(folder: str) -> Iterator[str]:
    """Yield the regular files of a folder."""
    for name in _names(folder):
        with contextlib.suppress(FileNotFoundError):
            if stat.S_ISREG(os.stat(f"{folder}/{name}", follow_symlinks=False).st_mode):
                yield f"{folder}/{name}"


def _lines(path: str) -> list[bytes]:
    try:
        return _content(read_bytes(path)[0])
    except OSError:
        return []


def _has_content(path: str, data: bytes) -> bool:
    try:
        return read_bytes(path)[0] == data
    except FileNotFoundError:
        return False


def _content(data: bytes) -> list[bytes]:
    return as_utf8(data).split(b"\n")


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
    replace_file(temporary, path)

"""Make all files of a home match its settings: seal those that are clear, or open those that are sealed.

After a kill or a power cut, every file is whole, either old or new, and both can be read. The settings say
`turning on` or `turning off` until every file is done, so a later start finishes it. New lines and files are already
written as they are to be.

A clear file is replaced, and not kept anywhere: neither in backups nor as a left-over. Files of other devices are left
to them, as only they write to them. Exported and shared files stay as they are, as they were made to be read.
"""

# ruff: noqa: PTH116, PTH119, PTH208  plain os calls, as in `files`
from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from cmcheckin.files import TEMPORARY, delete_if_there, read_bytes, replace_file, sync_folder, write_file
from cmcheckin.journal.backups import being_made, made
from cmcheckin.journal.encryption.settings import own_settings, read_settings, write_settings
from cmcheckin.journal.errors import JournalError, LockBusy, trouble
from cmcheckin.journal.forgotten_days import NOTES
from cmcheckin.journal.leftovers import cleanings
from cmcheckin.journal.log import ends
from cmcheckin.journal.log.content import Content, Piece, read_content
from cmcheckin.journal.log.files import SUFFIX, listing
from cmcheckin.journal.log.first_format import converted, read_first_format
from cmcheckin.journal.log.flock import take
from cmcheckin.journal.log.lines import Header, Newer, read_header
from cmcheckin.journal.log.lock import Lock
from cmcheckin.journal.log.quarantine import is_quarantined, quarantine
from cmcheckin.journal.log.sealing import for_all, is_hidden, is_sealed, opened_raw, sealed_line, sealed_rest
from cmcheckin.journal.log.seen import is_left_to
from cmcheckin.journal.vault import START, HomeVault, is_of_others
from cmcheckin.paths import FOLLOW_UP_LOCK
from cmcheckin.wording import encrypt_results as results

if TYPE_CHECKING:
    from cmcheckin.journal.encryption.settings import Encryption
    from cmcheckin.journal.journal import Journal
    from cmcheckin.paths import Paths

_SECONDS: Final = 2.0
"""How long to wait for another window that saves a manager's own notes. That takes milliseconds."""

Convert = Callable[[str, bytes], bytes | None]


class Switched(NamedTuple):
    """What a switch did: how many `files` it rewrote or deleted. `left`: the files that are still to be done, since an
    open window uses them, or they can't be read or opened. `other_devices`: those with files in the journal that are
    still to be done. `linked`: files that had another name elsewhere, a hard link, which is as before. `unopened`:
    files with something that is to be sealed again, but can't be opened."""

    files: int
    left: tuple[str, ...] = ()
    other_devices: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    unopened: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether all files of this device are done."""
        return not self.left


def finish(journal: Journal, *, wait: bool = True) -> Switched | None:
    """Continue a switch that this machine has begun, and record in the settings that it is done if nothing is left.

    Returns None if there is none, or if without `wait` another process has the lock. Only opening needs the identity.
    Raises Locked, or JournalError, which says what is done and that the rest can follow.
    """
    if not _is_begun(journal.paths):
        return None
    try:
        with journal.store.changing(wait=wait) if wait else journal.changing_now():
            settings = own_settings(journal.paths)  # another process may have gone on with it
            if settings is None or not settings.is_switching:
                return None
            found = _Switch(journal, settings).run()
            if found.is_done:
                write_settings(journal.paths, settings.done(), results.all_done(is_on=settings.is_on))
            journal.store.floor = None  # forces a fresh read of everything
            return found
    except LockBusy:
        if wait:
            raise
        return None


def _is_begun(paths: Paths) -> bool:
    """Return whether this machine has begun a switch that isn't done. One that encryption.json alone claims isn't
    followed: someone who can change that file could have everything decrypted."""
    settings = own_settings(paths)
    return settings is not None and settings.is_switching


def not_switched(journal: Journal) -> Switched:
    """Return which files aren't as the settings say, without changing any. Raises JournalError."""
    settings = read_settings(journal.paths)
    return _Switch(journal, settings).look()


class _Switch:
    """Seals or opens the files of this device in the home of `journal`, as `settings` say."""

    def __init__(self, journal: Journal, settings: Encryption | None) -> None:
        journal.store.recall_device()
        self.paths, self.device, self.today = journal.paths, journal.device, journal.clock.today()
        self._has_settings, self.is_on = settings is not None, settings is not None and settings.is_on
        self._again = settings is not None and settings.seals_again
        self.vault = HomeVault(journal.paths)
        self._lines: dict[bytes, bytes] = {}
        """Lines as they are to be. Each is in the journal and in many backups, which share their files."""
        self._is_looking = False
        self._done: dict[str, None] = {}
        self._left: dict[str, None] = {}
        self._unopened: dict[str, None] = {}
        self._first: dict[str, str] = {}
        """The first of the paths that are the same file, for each of them."""
        self._linked: set[str] = set()
        """The first paths of files that have another name elsewhere."""

    # All files

    def run(self) -> Switched:
        """Change all files. Backups come twice, in case another process makes one meanwhile."""
        path = str(self.paths.data)
        try:
            self._find_links()
            for steps in (self._backed_up(), self._own_journal(), self._loose(), self._backed_up_since()):
                for path, convert in steps:
                    if path not in self._done:
                        self._change(path, convert)
            for path in self._caches():
                delete_if_there(path)
            self._clean()
            for folder in (self.paths.journal, self.paths.drafts, self.paths.cache, self.paths.backups):
                sync_folder(folder)
        except OSError as error:
            what, done = results.not_all_done(len(self._done), is_on=self.is_on)
            raise trouble(what, error.filename or path, error, kept=done, retry=False) from error
        linked = tuple(sorted(self._linked & self._done.keys()))
        return Switched(len(self._done), tuple(self._left), self._other_devices(), linked, tuple(self._unopened))

    def look(self) -> Switched:
        """Return what is left to do in all files, without changing any."""
        self._is_looking = True
        for path, convert in (*self._own_journal(), *self._backed_up(), *self._loose()):
            self._left |= self._unlike(path, convert)
        return Switched(0, tuple(self._left), self._other_devices())

    def _unlike(self, path: str, convert: Convert) -> dict[str, None]:
        """Return `path` if that file isn't as it should be."""
        try:
            return {} if self._wanted(path, convert) is None else {path: None}
        except JournalError:  # it is sealed, and locked
            return {path: None}
        except OSError:
            return {}  # it's reported where it is read

    def _find_links(self) -> None:
        """Find the paths that are the same file, as backups share them. Once a file is replaced, another one may get
        its number."""
        names: dict[tuple[int, int, int], list[str]] = {}
        for path, _ in (*self._backed_up(), *self._own_journal(), *self._loose()):
            with contextlib.suppress(FileNotFoundError):
                found = os.stat(path, follow_symlinks=False)
                names.setdefault((found.st_dev, found.st_ino, found.st_nlink), []).append(path)
        for (*_, links), paths in names.items():
            self._first |= dict.fromkeys(paths, paths[0])
            self._linked |= {paths[0]} if len(paths) < links else set()

    def _own_journal(self) -> Iterator[tuple[str, Convert]]:
        folder = self.paths.journal_folder
        for name, found in listing(folder).items():
            if found is not None and self._is_own(f"{folder}/{name}"):
                yield f"{folder}/{name}", self._journal_file
        yield from ((path, _whole(self)) for path in _files(folder) if is_quarantined(os.path.basename(path)))

    def _backed_up(self) -> Iterator[tuple[str, Convert]]:
        for backup in made(self.paths.backups):
            for path in _files(backup.path):
                is_lines = path.endswith(SUFFIX)
                yield path, (self._journal_file if is_lines else _whole(self))

    def _backed_up_since(self) -> Iterator[tuple[str, Convert]]:
        """Yield the files of all backups once more. A backup that another process is making may have copied files as
        they were, so it is left for the next time."""
        with contextlib.suppress(FileNotFoundError):
            self._left |= dict.fromkeys(being_made(str(self.paths.backups)))
        yield from self._backed_up()

    def _loose(self) -> Iterator[tuple[str, Convert]]:
        """Yield the drafts, the notes on forgotten days, the answers about imports and a manager's own notes."""
        whole = _whole(self)
        yield from ((path, whole) for path in _files(self.paths.drafts_folder) if ".json" in os.path.basename(path))
        yield from ((path, whole) for path in _files(self.paths.cache_folder) if _name(path).startswith(NOTES))
        for path in (self.paths.imports, self.paths.follow_up):
            if path.exists():
                yield str(path.resolve() if path.is_symlink() else path), whole

    def _caches(self) -> list[str]:
        """Return the files that can be built again."""
        return [path for path in _files(self.paths.cache_folder) if not _name(path).startswith((NOTES, ends.PREFIX))]

    def _clean(self) -> None:
        """Delete what interrupted processes left half-written."""
        for kind, path, act in cleanings(self.paths, self.today):
            if kind == "unfinished" and act():
                self._done[path] = None

    def _is_own(self, path: str) -> bool:
        return is_left_to(self.device, self._owner(path))

    def _owner(self, path: str) -> str:
        """Return the device of the journal file `path`, from its header, or from its name if that can't be read."""
        with contextlib.suppress(OSError, ValueError):
            return read_header(read_bytes(path)[0].partition(b"\n")[0]).device
        return _name(path).split(".")[1] if _name(path).count(".") > 1 else ""

    def _other_devices(self) -> tuple[str, ...]:
        """Return the devices with lines in the journal that are clear while this one is encrypted, or the reverse."""
        found: set[str] = set()
        folder = self.paths.journal_folder
        for name in listing(folder) if self._has_settings else ():
            with contextlib.suppress(OSError, Newer):
                if not self._is_own(f"{folder}/{name}"):
                    pieces = read_content(read_bytes(f"{folder}/{name}")[0]).pieces
                    found.update(
                        {self._owner(f"{folder}/{name}")}
                        if any(is_sealed(piece.raw) != self.is_on for piece in pieces if piece.key)
                        else ()
                    )
        return tuple(sorted(found))

    # One file

    def _change(self, path: str, convert: Convert) -> None:
        """Replace the file `path` unless it is as it should be, or a window is using it."""
        with contextlib.ExitStack() as stack:
            if not self._claim(path, stack):
                self._left |= self._unlike(path, convert)  # a window saves it as it should be
                return
            try:
                first = self._first.get(path, path)
                if first != path and first in self._done:
                    _link_instead(first, path)
                else:
                    before = os.stat(path, follow_symlinks=False)
                    if (data := self._wanted(path, convert)) is None:
                        return
                    now = os.stat(path, follow_symlinks=False)
                    if (now.st_ino, now.st_mtime_ns) != (before.st_ino, before.st_mtime_ns):
                        self._left[path] = None  # a screen has just saved it, as it should be
                        return
                    write_file(path, data, locked=True)
                self._done[path] = None
                self._left.pop(path, None)
            except FileNotFoundError:
                return
            except Newer:
                self._left[path] = None
            except JournalError as error:
                if not is_of_others(error):
                    raise
                self._left[path] = None

    def _claim(self, path: str, stack: contextlib.ExitStack) -> bool:
        """Take the lock of the draft or notes at `path`, if they have one, until `stack` ends. Return whether that
        worked."""
        if path.startswith(f"{self.paths.drafts_folder}/") and _name(path)[:1].isdigit() and path.endswith(".json"):
            lock = f"{path.removesuffix('.json')}.lock"
            hold = take(lock)
            if hold is None:
                return False
            stack.callback(hold.release)
            stack.callback(delete_if_there, lock)  # while it is held, as windows do
        elif path == str(self.paths.follow_up):
            lock_of_notes = Lock(os.path.dirname(path), name=FOLLOW_UP_LOCK)  # noqa: PTH120
            lock_of_notes.give_up_after = _SECONDS
            try:
                lock_of_notes.acquire()
            except LockBusy:
                return False
            stack.callback(lock_of_notes.release)
        return True

    def _wanted(self, path: str, convert: Convert) -> bytes | None:
        """Return the content that the file `path` should have, None if it has it. Raises OSError and JournalError."""
        data = read_bytes(path)[0]
        found = convert(path, data)
        return None if found == data else found

    def _journal_file(self, path: str, data: bytes) -> bytes:
        """Return the journal file `data` with its lines sealed or opened."""
        if not self.is_on:
            return b"\n".join(self._opened(path, raw) for raw in data.split(b"\n"))
        content = read_content(data)
        if any(piece.key and not piece.key[3] for piece in content.pieces):
            content = _in_this_format(content, _name(path))
        raws = [] if content.header is None else [content.header]
        raws += [self._sealed(path, piece) for piece in content.pieces]
        if content.torn and not self._is_looking:
            quarantine(path, "torn", self.vault.seal(content.torn), self.today)
        return b"".join(raw + b"\n" for raw in raws)

    def _sealed(self, path: str, piece: Piece) -> bytes:
        raw = piece.raw
        if piece.key is None and not piece.is_bad:
            return raw
        if raw not in self._lines:
            if is_hidden(raw) or (piece.key is not None and is_sealed(raw)):
                self._lines[raw] = for_all(raw, self.for_all)
            else:
                self._lines[raw] = sealed_rest(raw, self.vault) if piece.is_bad else sealed_line(raw, self.vault)
        if self._again and self._lines[raw] == raw and path.startswith(f"{self.paths.journal_folder}/"):
            self._unopened[path] = None
        return self._lines[raw]

    def for_all(self, data: bytes) -> bytes:
        """Return what was sealed as `data`, for all recipients of today."""
        return self.vault.for_all(data, again=self._again)

    def _opened(self, path: str, raw: bytes) -> bytes:
        if not is_sealed(raw):
            return raw
        if raw not in self._lines:
            try:
                self._lines[raw] = opened_raw(raw, self.vault)
            except (ValueError, JournalError) as error:
                if isinstance(error, JournalError) and not is_of_others(error):
                    raise
                self._lines[raw] = raw
        if self._lines[raw] == raw:
            self._left[path] = None
        return self._lines[raw]


def _whole(switch: _Switch) -> Convert:
    """Return the function that seals or opens a whole file. A quarantined copy of sealed lines isn't opened."""

    def convert(_: str, data: bytes) -> bytes:
        if data.startswith(START) and switch.is_on:
            return switch.for_all(data)
        if data.startswith(START) or all(is_sealed(line) for line in data.splitlines() if line):
            return _lines_for_all(data, switch) if switch.is_on else switch.vault.opened(data)
        return switch.vault.seal(data) if switch.is_on else data

    return convert


def _lines_for_all(data: bytes, switch: _Switch) -> bytes:
    """Return the sealed lines `data` for all recipients of today. Damaged ones stay as they are."""
    raws = data.split(b"\n")
    for n, raw in enumerate(raws):
        with contextlib.suppress(ValueError, LookupError):
            raws[n] = for_all(raw, switch.for_all)
    return b"\n".join(raws)


def _in_this_format(content: Content, name: str) -> Content:
    """Return the `content` of a file called `name` of version 1, with its lines in the present format. Lines that can't
    be converted are left as they are."""
    header = read_header(content.header) if content.header else None
    first = [piece for piece in content.pieces if piece.key and not piece.key[3]]
    rest = [piece for piece in content.pieces if piece not in first]
    source = name.removesuffix(SUFFIX)
    if header is None or any(piece.key and (piece.key[2] != source or piece.key[3]) for piece in content.pieces):
        return content._replace(pieces=[*(piece._replace(is_bad=True) for piece in first), *rest])
    lines = [read_first_format(piece.raw, header) for piece in first]
    again = read_content(converted(lines, Header(2, header.year, header.device)))
    return again._replace(pieces=[*again.pieces, *rest], torn=content.torn)


def _name(path: str) -> str:
    return os.path.basename(path)


def _files(folder: str) -> list[str]:
    """Return the paths of the regular files in `folder`, without half-written ones."""
    try:
        names = sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = []
    for name in names:
        with contextlib.suppress(FileNotFoundError):
            if stat.S_ISREG(os.stat(f"{folder}/{name}", follow_symlinks=False).st_mode):
                found.append(f"{folder}/{name}")
    return [path for path in found if not path.endswith(TEMPORARY)]


def _link_instead(of: str, path: str) -> None:
    temporary = path + TEMPORARY
    delete_if_there(temporary)
    os.link(of, temporary)
    replace_file(temporary, path)

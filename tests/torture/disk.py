"""A model of a disk that loses power: what may be on it after each call that changed files.

Only what was synced is certain. Of each file's later bytes there may be nothing, a half, zeros in their place, or all.
Of the later changes of names (files created, renamed, linked, deleted) there may be the first few, since file systems
keep their order.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.torture.calls import WRITES, Real, patch
from tests.torture.child import Said

SAID: Final = "said"
DATA: Final = ("nothing", "half", "zeros", "all")
"""What may be left of the bytes that a file got after its last sync."""


class Event(NamedTuple):
    """A call that changed files, or an output of the program (`SAID`). `number`: the opened file, or the output
    stream. `size`: where a write begins (-1: the end of the file), or the size after a cut."""

    name: str
    number: int = 0
    paths: tuple[str, ...] = ()
    data: bytes = b""
    size: int = 0


class Recorder:
    """Records the events of a child process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  it lives as long as this
        self._handles: dict[int, int] = {}
        self._opened = 0

    def start(self) -> Said:
        """Start to record, in the child. Return the function to call after each output."""
        patch(self._around, all_opens=True)
        return lambda stream, data: self._add(Event(SAID, stream, data=data))

    def events(self) -> list[Event]:
        """Return the events that the child recorded."""
        self._file.seek(0)
        found = []
        while True:
            try:
                found.append(pickle.load(self._file))  # noqa: S301
            except EOFError:
                return found

    def _add(self, event: Event) -> None:
        pickle.dump(event, self._file)
        self._file.flush()

    def _around(self, name: str, real: Real, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        done = real(*args, **options)
        if name == "open":
            self._opened += 1
            self._handles[done] = self._opened
            cut = int(bool(args[1] & os.O_TRUNC))
            self._add(Event(name, self._opened, (_path(args[0], options.get("dir_fd")),), size=cut))
        elif name in ("fsync", "fdatasync"):
            self._add(Event(name, self._handles[args[0]]))
        elif name == "ftruncate":
            self._add(Event(name, self._handles[args[0]], size=args[1]))
        elif name in WRITES:
            at = args[2] if name == "pwrite" else -1
            self._add(Event("write", self._handles[args[0]], data=bytes(args[1][:done]), size=at))
        elif name in ("link", "rename", "replace"):
            self._add(Event(name, paths=(_path(args[0]), _path(args[1]))))
        elif name in ("unlink", "remove", "mkdir", "rmdir"):
            self._add(Event(name, paths=(_path(args[0], options.get("dir_fd")),)))
        elif name not in ("utime", "chmod", "fchmod"):
            raise AssertionError(f"the model of the disk doesn't know {name}")
        return done


def _path(path: Any, folder: int | None = None) -> str:
    return str(path) if folder is None else f"{os.readlink(f'/proc/self/fd/{folder}')}/{path}"  # noqa: PTH115


class _File:
    """A file: the bytes that are certain, and those that the program sees."""

    def __init__(self, data: bytes = b"") -> None:
        self.certain = self.seen = data

    def left(self, data: str) -> bytes:
        """Return what is left of the file when `data` is left of what wasn't synced."""
        if data == "all":
            return self.seen
        if data == "nothing":
            return self.certain
        if not self.seen.startswith(self.certain):  # written over in place
            half = len(self.seen) // 2
            return self.certain if data == "zeros" else self.seen[:half] + self.certain[half:]
        new = self.seen[len(self.certain) :]
        return self.certain + (new[: len(new) // 2] if data == "half" else bytes(len(new)))


class _Folder:
    """A folder: the names that are certain, and those that the program sees."""

    def __init__(self) -> None:
        self.certain: dict[str, _File | _Folder] = {}
        self.seen: dict[str, _File | _Folder] = {}


_Change = list[tuple[_Folder, str, _File | _Folder | None]]
"""A change of names, which the disk makes completely or not at all: a folder, a name in it, and what has it now."""


class Disk:
    """The files below the folder `root`, to which events are applied one by one."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.pending: list[_Change] = []
        """The changes of names that are not certain, in their order."""
        self._handles: dict[int, _File | _Folder] = {}
        self._folder = _read(root, {})

    def apply(self, event: Event) -> None:
        """Apply `event`, unless it is about files elsewhere."""
        if not all(path.startswith(f"{self.root}/") for path in event.paths):
            return
        if event.name == "open":
            self._open(event)
        elif event.paths:
            self._change(self._changed(event))
        elif (node := self._handles.get(event.number)) and event.name != SAID:
            self._change_content(node, event)

    def leave(self, target: Path, names: int, data: str) -> str:
        """Write to `target` what is left when the first `names` pending changes of names are, and `data` of unsynced
        bytes. Return a digest of it."""
        left: dict[_Folder, dict[str, _File | _Folder]] = {}
        for change in self.pending[:names]:
            for folder, name, node in change:
                _set(left.setdefault(folder, dict(folder.certain)), name, node)
        shutil.rmtree(target, ignore_errors=True)
        digest = hashlib.sha256()
        links: dict[_File, Path] = {}

        def write(folder: _Folder, path: Path) -> None:
            path.mkdir()
            for name, node in sorted(left.get(folder, folder.certain).items()):
                digest.update(f"{path}/{name}\0".encode())
                if isinstance(node, _Folder):
                    write(node, path / name)
                elif node in links:
                    (path / name).hardlink_to(links[node])
                else:
                    (path / name).write_bytes(node.left(data))
                    digest.update(node.left(data))
                    links[node] = path / name

        write(self._folder, target)
        return digest.hexdigest()

    def _find(self, path: str) -> tuple[_Folder, str]:
        """Return the folder of `path`, and its name there."""
        *above, name = path[len(self.root) + 1 :].split("/")
        folder = self._folder
        for part in above:
            node = folder.seen[part]
            assert isinstance(node, _Folder), path
            folder = node
        return folder, name

    def _open(self, event: Event) -> None:
        folder, name = self._find(event.paths[0])
        if name not in folder.seen:
            self._change([(folder, name, _File())])
        node = self._handles[event.number] = folder.seen[name]
        if event.size and isinstance(node, _File):
            node.seen = b""

    def _change_content(self, node: _File | _Folder, event: Event) -> None:
        if isinstance(node, _Folder):  # synced
            done = [change for change in self.pending if any(folder is node for folder, _, _ in change)]
            self.pending = [change for change in self.pending if change not in done]
            for change in done:
                for folder, name, found in change:
                    _set(folder.certain, name, found)
        elif event.name == "write":
            at = len(node.seen) if event.size < 0 else event.size
            node.seen = node.seen[:at] + event.data + node.seen[at + len(event.data) :]
        elif event.name == "ftruncate":
            node.seen = node.seen[: event.size]
        else:
            node.certain = node.seen

    def _changed(self, event: Event) -> _Change:
        folder, name = self._find(event.paths[0])
        if event.name == "mkdir":
            return [(folder, name, _Folder())]
        if event.name in ("unlink", "remove", "rmdir"):
            return [(folder, name, None)]
        node = folder.seen[name]
        target, new = self._find(event.paths[1])
        return [(target, new, node)] if event.name == "link" else [(target, new, node), (folder, name, None)]

    def _change(self, change: _Change) -> None:
        for folder, name, node in change:
            _set(folder.seen, name, node)
        self.pending.append(change)


def _set(names: dict[str, _File | _Folder], name: str, node: _File | _Folder | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


def _read(path: Path, links: dict[int, _File]) -> _Folder:
    """Return the folder at `path` as it is, all of it certain."""
    folder = _Folder()
    for found in sorted(path.iterdir()):
        if found.is_dir():
            folder.certain[found.name] = _read(found, links)
        else:
            inode = found.stat().st_ino
            folder.certain[found.name] = links.setdefault(inode, _File(found.read_bytes()))
    folder.seen = dict(folder.certain)
    return folder

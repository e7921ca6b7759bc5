"""List the files of the journal folder, and read their lines, except those that are damaged.

What other programs do to a file loses nothing as long as every line can still be recognised: a byte order mark, other
line breaks, lines that are sorted, repeated or from other files, merge markers, UTF-16.
"""

from __future__ import annotations

import errno
import os
import zlib
from time import time_ns
from typing import TYPE_CHECKING, Final

from cmcheckin.files import CHUNK, TIMESTAMP_RESOLUTION, open_regular, read_descriptor
from cmcheckin.journal.errors import trouble
from cmcheckin.journal.log.first_format import read_first_format
from cmcheckin.journal.log.lines import START, Header, Line, LineKey, Newer, Sealed, read_change, read_header

if TYPE_CHECKING:
    from cmcheckin.journal.log.envelope import Vault

SUFFIX: Final = ".jsonl"
PLACEHOLDER: Final = ".icloud"
"""The ending of the hidden file that iCloud leaves in place of one that it keeps online only."""
LINK: Final = "it's a link, and links aren't followed"
MARK: Final = 1024 * 1024
"""The number of bytes before `offset` whose checksum shows whether a file only grew. A year is a fraction of it; for a
longer file it limits the time of a check."""
MARKERS: Final = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
"""The starts of the lines with which git marks where it couldn't merge."""
_BOM: Final = b"\xef\xbb\xbf"
_BLANK: Final = b" \t\r"
_BREAK: Final = "a line break in it is damaged"


class JournalFile:
    """A journal file as it was last read.

    `offset`: where the next unread line begins. `mark`: the number of bytes checked before it, and their checksum.
    `unended`: the last line is complete but has no newline. `torn`: an incomplete line after `offset` was skipped. A
    file with a `fault` is never written to again; `fault_line` is its first bad line, None for the whole file. The
    content of bad lines read just now is in `bad`, the path of their quarantined copy in `kept`. `changes`: the number
    of changes that were read just now. `first_format`: the last header of version 1, which the lines after it need.
    `closed`: whether it has encrypted lines that weren't opened. `blind`: whether it has lines that were added then.
    `unsure`: it was changed so shortly before it was read that a later change may have the same time.
    """

    def __init__(self, path: str, name: str, header: Header | None = None) -> None:
        self.path, self.name, self.header = path, name, header
        self.first_format = header if header is not None and header.version == 1 else None
        self.inode = (0, 0)
        self.size = self.mtime_ns = 0
        self.offset = self.lines = self.changes = 0
        self.mark = (0, 0)
        self.unended = self.torn = self.unsure = False
        self.fault = ""
        self.fault_line: int | None = None
        self.faults = 0
        self.bad: list[bytes] = []
        self.kept: str | None = None
        self.damaged = self.newer = self.link = self.closed = self.blind = False

    @property
    def source(self) -> str:
        """The name of the file without its ending: the source of the lines that are written to it."""
        return real_name(self.name).removesuffix(SUFFIX)

    @property
    def named(self) -> Header | None:
        """The header that a file of version 1 with this name has, for one that can't be read."""
        year, _, rest = self.source.partition(".")
        device = rest.partition(".")[0]
        return Header(1, int(year), device) if year.isdecimal() and device else None

    def seen(self, found: os.stat_result) -> None:
        """Record the inode, size and modification time in `found`, as the file was read."""
        self.inode = (found.st_dev, found.st_ino)
        self.size = found.st_size
        self.mtime_ns = found.st_mtime_ns
        self.unsure = self.is_recent

    def consumed(self, data: bytes) -> None:
        """Move `offset` past `data`, the bytes that follow it, and update `mark`."""
        self.offset += len(data)
        length, checksum = self.mark
        if length == 0 or len(data) > MARK:  # keeps later checks short after an import of years
            data, length, checksum = data[-MARK:], 0, 0
        self.mark = (length + len(data), zlib.crc32(data, checksum))

    @property
    def is_whole(self) -> bool:
        """Return whether every change was read, though the header or something else between the changes is damaged."""
        return self.damaged and self.changes > 0 and not self.faults and not self.newer

    @property
    def lasts_until_changed(self) -> bool:
        """Return whether the fault lasts until the file changes. Missing permissions may be given at any time, and a
        newer version of the program can read a newer format."""
        return bool(self.fault) and (self.damaged or self.link) and not self.newer

    def unchanged(self, found: os.stat_result) -> bool:
        """Return whether size, modification time and inode are still those of the last read."""
        return (
            self.size == found.st_size
            and self.mtime_ns == found.st_mtime_ns
            and self.inode == (found.st_dev, found.st_ino)
        )

    @property
    def is_recent(self) -> bool:
        """Whether it was changed so shortly before now that a later change may have the same time."""
        return time_ns() - self.mtime_ns < TIMESTAMP_RESOLUTION

    def is_rewritten(self) -> bool:
        """Return whether the content differs from what was read, as far back as `mark` reaches. Reads it again, so only
        ask this of a file that is `unsure`."""
        length, checksum = self.mark
        if not length:
            return True
        try:
            fd, now = open_regular(self.path)
            try:
                if not self.unchanged(now):
                    return True
                self.seen(now)  # before its content is read, as it may change meanwhile
                return _checksum(fd, self.offset - length, length) != checksum
            finally:
                os.close(fd)
        except OSError:
            return True

    def grown(self, found: os.stat_result | None) -> bool:
        """Return whether the file may only have grown since it was read: the same inode, and larger."""
        return found is not None and self.inode == (found.st_dev, found.st_ino) and found.st_size > self.size


def listing(folder: str, *, placeholders: bool = False) -> dict[str, os.stat_result | None]:
    """Return the `*.jsonl` files of `folder` by name, each with its stat result, or None if that can't be read. Skips
    hidden files, which belong to other programs such as sync tools, but with `placeholders` not those of iCloud for
    files that aren't there. Without a folder there are none. Raises JournalError when the folder can't be read."""
    found: dict[str, os.stat_result | None] = {}
    hidden: list[str] = []
    try:
        for name in os.listdir(folder):  # noqa: PTH208  scandir takes longer, even if every file is asked for
            if not name.endswith(SUFFIX):
                if not placeholders or not real_name(name).endswith(SUFFIX):
                    continue
                hidden.append(name)
            elif name[0] == ".":
                continue
            try:
                found[name] = os.lstat(f"{folder}/{name}")
            except OSError:
                found[name] = None
    except FileNotFoundError:
        pass
    except OSError as error:
        raise trouble("The journal couldn't be read", folder, error, kept="", reading=True) from error
    for name in hidden:
        if real_name(name) in found:
            del found[name]
    return found


def real_name(name: str) -> str:
    """Return the name of the file that the iCloud placeholder `name` is for, or `name` if it isn't one."""
    return name[1:].removesuffix(PLACEHOLDER) if name.startswith(".") and name.endswith(PLACEHOLDER) else name


def placeholder_name(name: str) -> str:
    """Return the name of the iCloud placeholder for the file `name`."""
    return f".{name}{PLACEHOLDER}"


def own_name(year: int, device: str, part: int = 1) -> str:
    """Return a file name: `2026.laptop-3f9a.jsonl`, or `2026.laptop-3f9a.2.jsonl` for `part` 2."""
    return f"{year}.{device}{SUFFIX}" if part == 1 else f"{year}.{device}.{part}{SUFFIX}"


def read_new(file: JournalFile, vault: Vault | None = None) -> list[tuple[LineKey, Line]] | None:
    """Return the changes after `file.offset`, and update `file`: how far it was read, and any fault.

    Lines that can't be read are skipped. Encrypted ones are opened with `vault`, which may raise Locked; without it, or
    if they are for another identity, they have only what is readable of them. Returns None when the part read earlier
    has changed, so the file must be read again from its start.
    """
    if file.name != real_name(file.name):
        file.fault = "iCloud hasn't downloaded this file"
        return []
    length, checksum = file.mark
    try:
        fd, found = open_regular(file.path)
        try:
            file.seen(found)  # before its content is read, as it may change meanwhile
            if _checksum(fd, file.offset - length, length) != checksum:
                return None
            new = read_descriptor(fd, max(0, found.st_size - file.offset), file.path)
        finally:
            os.close(fd)
    except OSError as error:
        file.link = error.errno == errno.ELOOP
        file.fault = LINK if file.link else f"it can't be read ({error.strerror or error})"
        return []
    file.size = file.offset + len(new)  # it may have grown since `found`
    changes: list[tuple[LineKey, Line]] = []
    text = new if file.offset else as_utf8(new)
    raws = text.split(b"\n")
    fragment = raws.pop()
    if not file.lines and not _begin(file, text, raws or [fragment]):
        return []
    if file.unended and raws and not raws[0]:
        del raws[0]  # the newline that was missing at the last read
        file.unended = False
    if raws or fragment:
        file.unended = False
    _read_lines(file, raws, changes, vault)
    file.torn = bool(fragment) and not _read_unended(file, fragment, changes, vault)
    if file.torn and (not file.lines or text is not new):  # a file is created with its header, or not at all
        wrong = _read_line(file, fragment, [], vault) or ValueError("it's incomplete")
        _note_bad(file, fragment, _plainly(wrong), file.lines + 1)
        file.torn = False
    if text is not new:
        _note(file, "it was saved as UTF-16, but journal files are UTF-8", None)
    file.consumed(new[: len(new) - len(fragment)] if file.torn else new)
    file.changes += len(changes)
    return changes


def _checksum(fd: int, start: int, length: int) -> int:
    """Return the checksum of the `length` bytes from `start` on of the file `fd`, -1 if it has fewer. It is then at
    their end. Reads in chunks, since new memory costs more than the checksum."""
    os.lseek(fd, start, os.SEEK_SET)
    checksum = 0
    while length:
        data = os.read(fd, min(length, CHUNK))
        if not data:
            return -1
        length -= len(data)
        checksum = zlib.crc32(data, checksum)
    return checksum


def as_utf8(data: bytes) -> bytes:
    """Return the content `data` of a file in UTF-8. Text in UTF-16, as some editors and shells save it, is converted;
    anything else is returned as it is."""
    for low, bom, encoding in ((0, b"\xff\xfe", "utf-16-le"), (1, b"\xfe\xff", "utf-16-be")):
        start = data[:64].removeprefix(bom)
        if start and all(start[low::2]) and not any(start[1 - low :: 2]):  # a file begins with ASCII text
            return data.removeprefix(bom).decode(encoding, "replace").encode()
    return data


def _begin(file: JournalFile, data: bytes, raws: list[bytes]) -> bool:
    """Find the header among the lines `raws`, where another program may have moved it. Return whether lines of the file
    can be read. `data`: the content of the file."""
    file.damaged = not data.strip(b"\0")
    if file.damaged:
        file.fault, file.faults = "it contains only zeros" if data else "it's empty", 1
        return False
    for n, raw in enumerate(raws):
        if not n or b'"cmcheckin":"journal"' in raw[:64]:
            try:
                file.header = read_header(_trimmed(raw))
            except Newer as error:
                file.newer, file.fault = True, str(error)
                return False
            except ValueError:
                continue
            break
    return True


def _trimmed(raw: bytes) -> bytes:
    """Return the line `raw` without what editors and other systems add to it."""
    return raw.removeprefix(_BOM).strip(_BLANK)


def _read_unended(file: JournalFile, fragment: bytes, changes: list[tuple[LineKey, Line]], vault: Vault | None) -> bool:
    """Add the change of the last line, which has no newline, to `changes`. Return False if it is only a part of a line:
    its write was cut off, so it was never acknowledged."""
    file.unended = True
    file.lines += 1
    if fragment.strip(_BLANK) and _read_line(file, fragment, changes, vault) is None:
        return True
    count = len(changes)
    _read_pieces(file, fragment, changes, vault)
    if len(changes) > count:  # a whole line with something after it
        _note(file, _BREAK, file.lines)
        return True
    file.unended = False
    file.lines -= 1
    return False


def _read_lines(file: JournalFile, raws: list[bytes], changes: list[tuple[LineKey, Line]], vault: Vault | None) -> None:
    """Add the changes in the whole lines `raws`, and note those that can't be read."""
    number, take = file.lines, changes.append
    for raw in raws:
        number += 1
        try:
            take(read_change(raw))
        except ValueError:  # raised for every encrypted line too
            if (error := _read_line(file, raw, changes, vault)) is None:
                continue
            if raw[:7] in MARKERS and raw[7:8].strip() == b"":
                _note(file, "git left merge markers in it", number, raw)
                continue
            pieces = _read_pieces(file, raw, changes, vault)
            if not pieces:
                _note(file, _BREAK, number)
            for bad in pieces:
                if number == 1 and file.header is None and bad == pieces[0]:
                    _note(file, f"its header can't be read ({_plainly(error)})", number, bad)
                else:
                    _note_bad(file, bad, _plainly(error), number)
    file.lines = number


def _read_line(
    file: JournalFile, raw: bytes, changes: list[tuple[LineKey, Line]], vault: Vault | None
) -> ValueError | None:
    """Add the change in `raw` to `changes`, or return the error if it can't be read. An empty line, perhaps from an
    editor, and a header have no change."""
    raw = _trimmed(raw)
    try:
        if b'"cmcheckin":"journal"' in raw[:64]:
            header = read_header(raw)
            file.first_format = header if header.version == 1 else file.first_format
        elif raw and not raw.startswith(START) and (first := file.first_format or (not file.header and file.named)):
            changes.append(read_first_format(raw, first))
        elif raw:
            changes.append(read_change(raw))
    except Sealed as sealed:
        from cmcheckin.journal.log.sealing import content_of  # only with encryption

        try:
            changes.append(content_of(file, sealed, vault))
        except ValueError as error:
            return error
    except Newer as error:
        file.newer, file.fault = True, str(error)
    except ValueError as error:
        return error
    return None


def _read_pieces(
    file: JournalFile, raw: bytes, changes: list[tuple[LineKey, Line]], vault: Vault | None
) -> list[bytes]:
    """Add the changes in `raw`, a bad line or several whose newline was lost. Return what can't be read."""
    bad: list[bytes] = []
    starts = [n for n in range(len(raw)) if raw.startswith(START, n)] if raw.count(START) else []
    for at, end in zip([0, *starts], [*starts, len(raw)], strict=True):
        piece = raw[at:end]
        if _read_line(file, piece, changes, vault) and (
            not piece[:-1].strip(_BLANK) or _read_line(file, piece[:-1], changes, vault)  # without a damaged newline
        ):
            bad.append(piece)
    return bad


def _note(file: JournalFile, fault: str, number: int | None, raw: bytes = b"") -> None:
    """Note a `fault` of `file` in line `number`, which is `raw`, that lost no change."""
    if not file.fault:
        file.fault, file.fault_line = fault, number
    file.damaged = True
    file.bad += [raw] if raw else []


def _note_bad(file: JournalFile, raw: bytes, reason: str, number: int) -> None:
    """Note that line `number` of `file` can't be read for this `reason`. `raw`: the bytes that weren't read."""
    if not file.faults and not file.newer:
        file.fault, file.fault_line = f"it can't be read ({reason})", number
    file.damaged = True
    file.faults += 1
    file.bad.append(raw)


def _plainly(error: ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it isn't text"
    text = str(error)
    return "it isn't valid JSON" if ":" in text or "digits" in text else text

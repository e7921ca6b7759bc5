"""Reading one share file that somebody else wrote: whatever it is, it ends as a share file or as a reason why not."""

from __future__ import annotations

import errno
import os
import stat

from cmcheckin.domain.errors import Refused
from cmcheckin.sharing.codec import decode
from cmcheckin.sharing.share_file import ShareFile
from cmcheckin.sharing.strict_json import parse_bytes
from cmcheckin.sharing.walking import SIZE, Unread


def decode_bytes(data: bytes) -> ShareFile:
    """The share file these bytes hold. Raises Refused: too large, no sound JSON, no share file, or a wrong one."""
    if len(data) > SIZE:
        raise Refused("the file", f"is larger than {SIZE // 1_000_000} million bytes")
    return decode(parse_bytes(data))


def read_file(path: str | os.PathLike[str]) -> ShareFile | Unread:
    """The share file at `path`, or why it cannot be taken. Never waits for a pipe, and follows no link."""
    name = os.fspath(path)
    try:
        fd = os.open(name, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError as no:
        return Unread(name, "it is a link, and links are not followed" if no.errno == errno.ELOOP else _why(no))
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            return Unread(name, "it is no ordinary file")
        if found.st_size > SIZE:
            return Unread(name, f"it is larger than {SIZE // 1_000_000} million bytes")
        with open(fd, "rb", closefd=False) as stream:
            return decode_bytes(stream.read(SIZE + 1))
    except Refused as no:
        return Unread(name, str(no))
    except OSError as no:
        return Unread(name, _why(no))
    finally:
        os.close(fd)


def _why(no: OSError) -> str:
    return f"it cannot be read ({no.strerror or no})"

"""Write share files and replies: completely or not at all, readable by the user only, and never over another file
unasked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cmcheckin.domain.errors import Refused
from cmcheckin.files import PRIVATE, write_file
from cmcheckin.services.file_sets import write_set
from cmcheckin.sharing.codec import read_share, share_bytes
from cmcheckin.sharing.rendering import FORMATS, file_names, render_share
from cmcheckin.sharing.replies import reply_bytes, reply_from_json, reply_to_json
from cmcheckin.sharing.share_file import Reply, ShareFile
from cmcheckin.wording import file_reasons as reasons

MAX_REPLY_MODE: Final = 0o644
"""Most permissions of a reply's file. A reply is for another person: anyone who can read the file it answers can read
it."""


def write_share(
    share: ShareFile, folder: Path, formats: Sequence[str] = FORMATS, *, replace: bool = False
) -> tuple[Path, ...]:
    """Write `share` into `folder`, created if only the last level is missing. Return the paths in the order of
    `formats`.

    Raises FilesExist unless `replace`, Refused if the result couldn't be read again (too large), NotRegularFile if
    something other than a regular file would be replaced, and OSError. Then there is no new file, and the old ones are
    unchanged.
    """
    read_share(share_bytes(share))  # check that it can be read again
    names = file_names(share)
    contents = {names[form]: render_share(share, form) for form in dict.fromkeys(formats)}
    return write_set(folder, contents, replace=replace)


def write_reply(reply: Reply, folder: Path, mode: int = PRIVATE) -> Path:
    """Write `reply` into `folder`, completely or not at all. Return its path.

    `mode`: the permissions of the file it answers; its reply gets the same read permissions. Raises Refused if it has
    no text or an invalid id, FileExistsError if a reply with this id exists, and OSError.
    """
    if not reply.text and reply.kind != "thanks":
        raise Refused("text", reasons.REPLY_EMPTY)
    reply_from_json(reply_to_json(reply))  # check that it can be read again
    if not all(char.isalnum() or char in "-_" for char in reply.id):
        raise Refused("id", reasons.INVALID_REPLY_ID)
    target = folder / f"reply-{reply.id}.json"
    write_file(target, reply_bytes(reply), replace=False, mode=mode & MAX_REPLY_MODE | PRIVATE)
    return target

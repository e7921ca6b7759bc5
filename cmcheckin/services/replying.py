"""Write a manager's reply beside the file it answers, and note it in the manager's own follow-up."""

from __future__ import annotations

from pathlib import Path

from cmcheckin.domain.errors import Refused
from cmcheckin.journal.errors import JournalError
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.share_files import write_reply
from cmcheckin.sharing.follow_up import FollowUp, item_key
from cmcheckin.sharing.share_file import Reply


def draft_key(person: str, kind: str, about: str) -> str:
    """Return the key of the unsent text of a reply of `kind` to `person` about the win or ask `about`, if any."""
    return f"{person}:{kind}:{about}"


def noted(follow_up: FollowUp, reply: Reply) -> FollowUp:
    """Return `follow_up` with the win or ask of `reply` marked as thanked or answered, and without the draft of it."""
    today = reply.made.date()
    if reply.kind == "thanks" and reply.about:
        follow_up = follow_up.mark(item_key("win", reply.to, reply.about), "thanked", today)
    elif reply.kind == "answer" and reply.about:
        follow_up = follow_up.mark(item_key("item", reply.to, reply.about), "answered", today)
    return follow_up.with_draft(draft_key(reply.to, reply.kind, reply.about), "")


def send_reply(reply: Reply, file: Path, store: FollowUpStore) -> tuple[Path, str]:
    """Write `reply` beside `file`, the share file it answers, with the same readers. Return its path, and why the
    follow-up in `store` couldn't be saved; empty if it was.

    If `file` is a link, the reply is written beside the file itself. Raises Refused, FileExistsError and OSError; then
    nothing was written.
    """
    path = file.resolve()
    written = write_reply(reply, path.parent, path.stat().st_mode)
    try:
        store.apply(lambda follow_up: noted(follow_up, reply))
    except (Refused, JournalError) as error:
        return written, str(error)
    except OSError as error:
        return written, (error.strerror or str(error)).lower()
    return written, ""

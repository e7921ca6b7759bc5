"""Act on a reply in the inbox: acknowledge it, keep thanks as praise, plan leave, and answer it.

Each action is one change of the journal, which `undo` names, and saves a copy of the reply with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from cmcheckin.services.inbox import InboxReply
from cmcheckin.services.leave import LeaveChange
from cmcheckin.sharing.share_file import ShareResponse

if TYPE_CHECKING:
    from pathlib import Path

    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings


def acknowledge(journal: Journal, replies: Iterable[InboxReply], now: datetime) -> None:
    """Save that `replies` were read at the moment `now`, as one change. Those that were read are left out. Raises
    JournalError, with nothing changed."""
    raise NotImplementedError


def keep_as_praise(journal: Journal, thanks: InboxReply, now: datetime) -> None:
    """Add `thanks` to the check-in of today as praise received, as one change with its state. A check-in that doesn't
    exist yet is saved with only the win. Raises Refused if `thanks` has no text to keep, and JournalError, with nothing
    changed."""
    raise NotImplementedError


def mark_kept(journal: Journal, thanks: Iterable[InboxReply], now: datetime) -> None:
    """Save that `thanks` were kept as praise in the check-in that was open at `now`. Raises JournalError."""
    raise NotImplementedError


def plan_leave(
    journal: Journal,
    settings: Settings,
    reply: InboxReply,
    first: date,
    last: date,
    now: datetime,
    *,
    is_half: bool = False,
) -> LeaveChange:
    """Plan leave from `first` to `last` and save that `reply` was acted on, as one change. Days with anything logged
    stay as they are and are in `kept` of the result. Raises Refused and JournalError, with nothing changed."""
    raise NotImplementedError


def answer(journal: Journal, reply: InboxReply, text: str, now: datetime) -> None:
    """Save `text` as the user's answer to `reply`, for the next share file, in place of an earlier one, and delete the
    draft. Raises Refused if the text is empty or longer than ANSWER_LENGTH, and JournalError, with nothing changed."""
    raise NotImplementedError


def load_answer_draft(drafts: Path, reply: InboxReply) -> str:
    """Return what was typed as an answer to `reply` and not saved yet. Empty if there is nothing."""
    raise NotImplementedError


def save_answer_draft(drafts: Path, reply: InboxReply, text: str) -> None:
    """Save `text`, an unfinished answer to `reply`; an empty one deletes the draft. Raises JournalError."""
    raise NotImplementedError


def responses_to_share(journal: Journal, first: date) -> tuple[ShareResponse, ...]:
    """Return the answers for a share file whose days start at `first`: those that weren't shared before, and those
    shared on `first` or later, so that the same days written again include them. The oldest first."""
    return ()


def mark_shared(journal: Journal, ids: Iterable[str], today: date) -> None:
    """Save that a file with the answers to the replies with `ids` was written `today`. Raises JournalError."""

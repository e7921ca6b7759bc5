"""Act on a reply in the inbox: mark it as read, keep thanks as praise, plan leave, and answer it.

Each action is one change of the journal, which `undo` names, and saves a copy of the reply with it. What was done is
read again under the lock, so that two windows don't lose each other's changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cmcheckin.domain import fields as f
from cmcheckin.domain.checkin import CheckIn, Win
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import Key
from cmcheckin.domain.reply_state import (
    ACTED,
    ANSWER_LENGTH,
    KEPT,
    READ,
    STATES,
    ReplyState,
    reply_id,
    state_rank,
)
from cmcheckin.journal import Change, work_files
from cmcheckin.journal.erasing import ANSWER_DRAFT
from cmcheckin.journal.errors import JournalError
from cmcheckin.journal.keys import place_of
from cmcheckin.services import leave
from cmcheckin.services.inbox import WHY, InboxReply, praise_id, praise_in, praise_text, state_of, titles_of
from cmcheckin.sharing.share_file import REPLY_KINDS, ShareResponse
from cmcheckin.wording import reply as words

if TYPE_CHECKING:
    from cmcheckin.domain.schedule import Schedule
    from cmcheckin.journal import Journal
    from cmcheckin.services.leave import LeaveChange


def mark_read(journal: Journal, replies: Iterable[InboxReply], now: datetime) -> int:
    """Save that `replies` were read at the moment `now`, as one change. Return how many were unread until then. Raises
    JournalError, with nothing changed."""
    items = tuple(replies)

    def build(saved: Journal) -> Change:
        return Change(put=tuple(_advanced(saved, item, READ, now) for item in items))

    return len(journal.change(build, WHY).records) if items else 0


def keep_as_praise(journal: Journal, thanks: InboxReply, now: datetime) -> bool:
    """Add `thanks` to the check-in of today as praise received, as one change with its state. A check-in that doesn't
    exist yet is saved with only the win. Return False, with nothing changed, if a win was kept from it before and still
    exists.

    Raises Refused if it isn't thanks, has no text, or the check-in has too many wins, and JournalError, with nothing
    changed.
    """
    text, today = praise_text(thanks), journal.clock.day_of(now)
    if thanks.reply.kind != "thanks" or not text:
        raise Refused(*words.NOTHING_TO_KEEP)
    is_new = True

    def build(saved: Journal) -> Change:
        nonlocal is_new
        state = _advanced(saved, thanks, KEPT, now)
        if state.win and titles_of(saved, [state.win], today):
            is_new = False
            return Change()
        checkin = saved.checkin(today) or CheckIn(today)
        if len(checkin.wins) >= f.MAX_ITEMS:
            raise Refused(*words.TOO_MANY_WINS)
        win = praise_in(checkin, thanks)
        if win is None:
            win = Win(text, praise_id(thanks, today), "thanks", thanks.reply.sender or None, long_term=False)
            checkin = checkin._replace(wins=(*checkin.wins, win), logged_at=checkin.logged_at or now)
        return Change(put=(checkin, state._replace(win=win.id)))

    journal.change(build, WHY)
    return is_new


def kept_states(
    journal: Journal, checkin: CheckIn, replies: Iterable[InboxReply], now: datetime
) -> tuple[ReplyState, ...]:
    """Return the states to save with `checkin`: those of `replies` whose thanks are in it as praise, with the win."""
    found = ((item, praise_in(checkin, item)) for item in replies if item.reply.kind == "thanks")
    return tuple(_advanced(journal, item, KEPT, now, win=win.id) for item, win in found if win is not None)


def plan_leave(
    journal: Journal,
    schedule: Schedule,
    reply: InboxReply,
    first: date,
    last: date,
    now: datetime,
    *,
    is_half: bool = False,
) -> LeaveChange:
    """Plan leave from `first` to `last` and save that `reply` was acted on, as one change. Days with anything logged
    stay as they are and are in `kept` of the result; if all are, nothing is changed. Raises Refused, also if the days
    are in the past or others were planned from it that `reply` doesn't have, and JournalError, with nothing changed.
    """
    today = journal.clock.day_of(now)
    if last < today:
        raise Refused(*words.LEAVE_IS_OVER)

    def state(saved: Journal) -> ReplyState:
        before, known = saved.get(Key("reply_state", reply.key)), reply.saved
        if isinstance(before, ReplyState) and before.leave_from and before.leave_to:
            days = (before.leave_from, before.leave_to)
            if days not in ((first, last), (known.leave_from, known.leave_to) if known else ()):
                raise Refused(*words.leave_was_planned(*days, today))
        return _advanced(saved, reply, ACTED, now, leave_from=first, leave_to=last)

    return leave.plan_leave(journal, schedule, first, last, today, is_half=is_half, also=state)


def answer(journal: Journal, reply: InboxReply, text: str, now: datetime) -> None:
    """Save `text` as the user's answer to `reply`, for the next share file, in place of an earlier one, and delete the
    draft. Raises Refused if the text is empty or longer than ANSWER_LENGTH, and JournalError, with nothing changed."""
    wanted = f.prose("Your answer", text, ANSWER_LENGTH)
    if wanted is None:
        raise Refused(*words.EMPTY_ANSWER)

    def build(saved: Journal) -> Change:
        state = _advanced(saved, reply, ACTED, now)
        if state.answer != wanted:
            state = state._replace(answer=wanted, answered_at=now, shared=None)
        return Change(put=(state,))

    journal.change(build, WHY)
    try:
        save_answer_draft(journal, reply, "")
    except JournalError:
        return  # the draft has what is saved


def _advanced(journal: Journal, item: InboxReply, state: str, now: datetime, **fields: Any) -> ReplyState:
    """Return the saved state of `item` with `fields`, and with `state` unless the saved one ranks higher."""
    saved = journal.get(Key("reply_state", item.key))
    before = saved if isinstance(saved, ReplyState) else state_of(item, now)
    reached = before.state if state_rank(before.state) >= STATES.index(state) else state
    return before._replace(state=reached, **fields)


# Answers


def load_answer_draft(journal: Journal, reply: InboxReply) -> str:
    """Return what was typed as an answer to `reply` and not saved yet; empty if there is nothing."""
    raw = work_files.load(_draft_path(journal, reply), journal.paths)
    text = raw.get("text") if isinstance(raw, dict) else None
    return text if isinstance(text, str) else ""


def save_answer_draft(journal: Journal, reply: InboxReply, text: str) -> None:
    """Save `text`, an unfinished answer to `reply`, so that it survives the end of the process; an empty one deletes
    the draft. Raises JournalError."""
    raw = {"typed": journal.clock.now().isoformat(), "reply": reply.key, "text": text} if text.strip() else None
    work_files.keep(_draft_path(journal, reply), raw, words.ANSWER_NOT_KEPT, journal.paths)


def _draft_path(journal: Journal, reply: InboxReply) -> str:
    doc_id = place_of(Key("reply_state", reply.key))[1]  # the id itself may have characters that file names can't have
    return f"{journal.paths.drafts_folder}/{ANSWER_DRAFT}{doc_id}.json"


def responses_to_share(journal: Journal, first: date) -> tuple[ShareResponse, ...]:
    """Return the answers for a share file whose days start at `first`: those that weren't shared before, and those
    shared on `first` or later, so that the same days written again include them. The oldest first."""
    states = [state for state in journal.reply_states() if state.answer and _is_due(state, first)]
    states.sort(key=lambda state: (state.answered_at or state.at, state.reply))
    return tuple(
        ShareResponse(
            reply_id(state.reply),
            state.kind if state.kind in REPLY_KINDS else "",
            state.answer or "",
            journal.clock.day_of(state.answered_at or state.at),
        )
        for state in states
    )


def _is_due(state: ReplyState, first: date) -> bool:
    return state.shared is None or state.shared >= first


def mark_shared(journal: Journal, ids: Collection[str], today: date) -> None:
    """Save that a file with the answers to the replies with `ids` was written `today`. Those shared before keep their
    day, or else an answer would be in every later share. Raises JournalError, with nothing changed."""

    def build(saved: Journal) -> Change:
        states = (state for state in saved.reply_states() if state.answer and reply_id(state.reply) in ids)
        return Change(put=tuple(state._replace(shared=today) for state in states if state.shared is None))

    if ids:
        journal.change(build, WHY)

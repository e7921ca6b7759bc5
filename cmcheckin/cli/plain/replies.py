"""Replies in plain lines: how each is read aloud, and what the check-in asks about new ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cmcheckin.bootstrap import Program
from cmcheckin.cli.inbox import reply_lines, short_ids
from cmcheckin.cli.output import print_message, print_text
from cmcheckin.cli.plain.session import PlainSession
from cmcheckin.domain import fields as f
from cmcheckin.domain.reply_state import ANSWER_LENGTH
from cmcheckin.domain.text import clean
from cmcheckin.services import inbox, inbox_actions
from cmcheckin.services.inbox import InboxReply
from cmcheckin.sharing.share_file import day_made
from cmcheckin.wording import checkin as checkin_words
from cmcheckin.wording import inbox as inbox_words
from cmcheckin.wording import reply as words
from cmcheckin.wording.spoken import spoken, spoken_dates


def title_line(one: InboxReply, today: date) -> str:
    """Return the reply `one` as a line: its kind, sender and subject, its day and what was done with it."""
    reply = one.reply
    title = words.reply_title(reply.kind, reply.sender, one.title, reply.about_text)
    dated = words.reply_date(day_made(reply.made), today, in_future=one.in_future)
    state = inbox_words.outcome_label(one.saved) or words.STATE_LABELS[one.state]
    return f"{title} ({', '.join(filter(None, (spoken_dates(dated), state)))})"


def content_lines(one: InboxReply, today: date) -> Iterator[str]:
    """Yield the text of the reply `one`, the days it offers, and what was done with it."""
    if one.reply.text:
        yield f"“{clean(one.reply.text)}”"
    if offered := inbox_words.offered(one.reply.first, one.reply.last, today):
        yield spoken(offered)
    yield from map(spoken, inbox_words.outcomes(one.saved, today))


def show_replies(session: PlainSession, program: Program) -> None:
    """Show unread replies in `session`. At a terminal, ask whether to keep thanks, for the answers to questions, and
    then whether to mark the others as read. A script is asked nothing, and its replies stay unread."""
    if session.form.date != program.clock.today():
        return
    found = inbox.read_inbox(program.journal, program.settings, program.clock.now(), only_unread=True)
    session.replies = found.unread
    if session.replies:
        session.show(words.new_replies_heading(len(session.replies)))
    ids = {} if session.interactive else short_ids(session.replies)  # a script acts with `cmcheckin inbox`
    left = [one for one in session.replies if not _act_on(session, program, one, ids.get(one.key, ""))]
    if session.interactive and left and session.confirm(words.confirm_mark_read(len(left))):
        inbox_actions.mark_read(program.journal, left, program.clock.now())
    if found.unread_files:
        print_message(words.SOME_UNREADABLE)


def _act_on(session: PlainSession, program: Program, reply: InboxReply, id_: str) -> bool:
    """Show `reply`, for a script with its short id `id_`, and ask at a terminal whether to keep it, or for an answer if
    it is a question. Return whether it was."""
    today = program.clock.today()
    if not session.interactive:
        print_text(reply_lines(reply, today, id_))
        return False
    session.show(title_line(reply, today))
    session.show_all(content_lines(reply, today))
    if reply.has_id_conflict:
        session.show(words.SAME_ID)
    if reply.reply.kind == "question":
        _, text = session.ask(words.ANSWER_QUESTION, _read_answer)
        if text:
            inbox_actions.answer(program.journal, reply, text, program.clock.now())
        return bool(text)
    can_be_kept = (
        reply.reply.kind == "thanks" and inbox.praise_text(reply) and not inbox.has_praise(session.form, reply)
    )
    if can_be_kept and session.confirm(checkin_words.KEEP_AS_PRAISE):
        session.update(inbox.add_praise(session.form, reply))
        return True
    return False


def _read_answer(text: str) -> str:
    return f.prose("answer", text, ANSWER_LENGTH) or ""

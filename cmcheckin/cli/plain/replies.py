"""Show replies in the plain check-in, before the wins. Thanks may be kept as praise received."""

from __future__ import annotations

from cmcheckin.bootstrap import Program
from cmcheckin.cli import output
from cmcheckin.cli.inbox_text import reply_lines
from cmcheckin.cli.plain.session import Talk
from cmcheckin.services import inbox
from cmcheckin.services.inbox import InboxReply
from cmcheckin.wording import checkin
from cmcheckin.wording import reply as words


def tell(talk: Talk, program: Program) -> None:
    """Show unread replies. A script is asked no extra questions about them."""
    if talk.morning.date != program.clock.today():
        return
    found = inbox.read_inbox(program.journal, program.settings, program.clock.now())
    talk.replies = found.unread
    if talk.replies:
        talk.say(words.came_in(len(talk.replies)))
    for one in talk.replies:
        _tell_one(talk, program, one)
    if found.unread_files:
        output.print_message(words.PART_UNREAD)


def _tell_one(talk: Talk, program: Program, one: InboxReply) -> None:
    output.print_text(reply_lines(one, program.clock.today()))
    offered = one.reply.kind == "thanks" and talk.interactive and not inbox.has_praise(talk.morning, one)
    if offered and inbox.praise_text(one) and talk.agreed(f"  {checkin.KEEP_AS_PRAISE}"):
        talk.changed(inbox.add_praise(talk.morning, one))

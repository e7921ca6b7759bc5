"""Replies to what was shared, told in plain lines before the wins; thanks may be kept as praise received."""

from __future__ import annotations

from cmcheckin.bootstrap import Program
from cmcheckin.checkin import received
from cmcheckin.cli.output import quoted
from cmcheckin.cli.plain import Talk
from cmcheckin.sharing.share_file import Reply
from cmcheckin.wording import morning as words


def tell(talk: Talk, program: Program) -> None:
    """Tells those that were not shown yet. A script that answers line by line is asked nothing more for them."""
    if talk.morning.date != program.clock.today():
        return
    talk.replies = received.unseen(program.settings, program.places)
    if talk.replies:
        talk.say(words.replies_came(len(talk.replies)))
    for reply in talk.replies:
        _tell_one(talk, reply)


def _tell_one(talk: Talk, reply: Reply) -> None:
    talk.say(f"  {quoted(words.reply_lead(reply.kind, reply.sender, reply.about_text), 300)}")
    if reply.text:
        talk.say(f"    “{quoted(reply.text, 2000)}”")
    offered = reply.kind == "thanks" and talk.interactive and not received.kept(talk.morning, reply)
    if offered and talk.agreed(f"  {words.KEEP_AS_PRAISE}"):
        talk.changed(received.keep(talk.morning, reply))

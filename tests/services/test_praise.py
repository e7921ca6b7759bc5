"""Thanks that came in can be kept as praise, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from cmcheckin.checkin.form import CheckinForm
from cmcheckin.domain.checkin import CheckIn
from cmcheckin.services import praise
from cmcheckin.services.inbox import InboxReply
from cmcheckin.sharing.share_file import Reply

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
THANKS = InboxReply(Reply("r-1", "p-me", "thanks", "So patient", NOW, "w-1", "What the file calls it", "Kim"), "reply")
MORNING = CheckinForm(date(2026, 11, 23), CheckIn(date(2026, 11, 23)), (), (), (), (), None, {})


def test_thanks_are_kept_as_praise_once() -> None:
    more = praise.add_praise(MORNING, THANKS)
    assert [(win.text, win.kind, win.sender) for win in more.checkin.wins] == [("So patient", "thanks", "Kim")]
    assert praise.has_praise(more, THANKS)
    assert praise.add_praise(more, THANKS) is more


def test_thanks_without_words_are_for_what_the_journal_calls_it_never_for_what_the_file_does() -> None:
    wordless = replace(THANKS, reply=replace(THANKS.reply, text="", sender=""))
    assert praise.add_praise(MORNING, wordless) is MORNING
    known = praise.add_praise(MORNING, replace(wordless, title="First-time poster"))
    assert [(win.text, win.sender) for win in known.checkin.wins] == [("Thanks for “First-time poster”", None)]

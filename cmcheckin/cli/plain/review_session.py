"""What the review in plain lines works on: the shared folder, and the manager's own marks, notes and replies."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date

from cmcheckin.bootstrap import Program
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.replying import reply_to
from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.shared_folder.index import cache_of
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing import replies
from cmcheckin.sharing.attention import Recipient
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.follow_up import FollowUp, Mark
from cmcheckin.sharing.note_changes import Change
from cmcheckin.sharing.share_file import Reply


class ReviewSession:
    """The folder that was read from `paths`, and the manager's own follow-up."""

    def __init__(self, program: Program, paths: Sequence[str], sender: str = "") -> None:
        self.program, self.paths = program, tuple(paths)
        self.sender = sender or clean(program.settings.name)[:NAME_LENGTH]
        self.is_name_known = bool(self.sender)
        self.store = FollowUpStore.of(program.paths)
        self.undone: list[dict[str, Mark | None]] = []
        """What each mark of this session replaced, the latest last."""
        self.problem = ""
        self.follow_up = FollowUp()
        self.read()

    def read(self) -> None:
        """Read the folder and the follow-up again."""
        folder = read_folder(self.paths, self.program.clock.now(), cache=cache_of(self.program.paths))
        self.reading = TeamReader(folder, self.program.clock.today(), lambda: self.follow_up, self.sender)
        self.renew()

    def renew(self) -> None:
        """Read the follow-up again, or keep what is known of it, and compute again what follows from it."""
        try:
            self.follow_up, self.problem = self.store.load(), ""
        except Refused as error:
            self.problem = str(error)
        today = self.program.clock.today()
        self.reading = TeamReader(self.reading.folder, today, lambda: self.follow_up, self.sender)

    def apply(self, change: Change) -> None:
        """Save `change` of the follow-up. Raises Refused if it can't be saved."""
        self.follow_up = self.store.apply(change)
        self.renew()

    def reply(self, kind: str, to: Recipient, text: str, days: tuple[date | None, date | None]) -> str:
        """Write a reply with `text` to `to`, which offers `days`. Return why it isn't in the follow-up; empty if it is.
        Raises Refused or OSError."""
        now = self.program.clock.now()
        id_ = replies.new_reply_id(now, os.urandom(5))
        made = Reply(id_, to.person, kind, text, now, to.about, to.about_text, self.sender, *days)
        unsaved = reply_to(self.reading.folder, made, self.store)
        self.renew()
        return unsaved

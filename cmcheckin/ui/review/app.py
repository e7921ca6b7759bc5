"""The manager's app. It needs share files, but no journal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from cmcheckin.domain.text import clean, shorten
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.replying import reply_to
from cmcheckin.services.shared_folder.folder import SharedFolder, read_folder
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing import replies
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.base_app import BaseApp
from cmcheckin.ui.review.notes import Notes
from cmcheckin.ui.textual_compat.screen_painting import as_first_screen
from cmcheckin.wording.app import not_saved_at_end
from cmcheckin.wording.review import unread_notice

if TYPE_CHECKING:
    from textual.screen import Screen

    from cmcheckin.clock import Clock
    from cmcheckin.settings import Settings


class ReviewApp(BaseApp):
    """Keeps the folder that was read, and writes replies beside the files they answer."""

    TITLE = "cmcheckin review"

    def __init__(
        self,
        paths: Sequence[str],
        settings: Settings,
        clock: Clock,
        follow_up: FollowUpStore,
        *,
        sender: str = "",
        partial: bool = False,
        cache: str = "",
        folder: SharedFolder | None = None,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        """`cache`: the folder for the index of large folders; empty to use none."""
        super().__init__(settings, clock)
        self._cache = cache
        self.paths, self.sender, self._random = (
            tuple(paths),
            clean(sender) or shorten(settings.name, NAME_LENGTH),
            random,
        )
        self._partial = partial
        self.notes = Notes(self, follow_up, self.show_message)
        self.name_asked = False
        """Whether the user was asked who replies. It is asked once, and only if no name is known."""
        found = folder or read_folder(self.paths, clock.now(), cache=cache, trusting=True)
        self.reading = self._reader(found)

    @property
    def is_name_known(self) -> bool:
        """Whether the user's name is known, or was asked for and left blank."""
        return bool(self.sender) or self.name_asked

    def get_default_screen(self) -> Screen[None]:
        """Return the team screen."""
        from cmcheckin.ui.review.team_screen import ReviewScreen

        return as_first_screen(ReviewScreen(self))

    def run_to_end(self) -> int:
        """Run until the user leaves, and return the exit code: also 1 if files couldn't be read, unless a partial view
        was requested. These files are named on stderr too, as the screen is gone by then."""
        code = super().run_to_end()
        folder = self.reading.folder
        if code or self._partial or not folder.unread:
            return code
        print(unread_notice(folder.failed, folder.left_out, "."), file=sys.stderr)
        return 1

    def startup_problems(self) -> Iterable[str]:
        """Return why the follow-up can't be read, if so."""
        return [self.notes.problem] if self.notes.problem else []

    def leave(self, code: int = 0) -> None:
        """Save drafts and exit with `code`, or 1 in place of 0 if something is lost. Print what that is."""
        super().leave(code or int(self.loses_texts()))
        if texts := self.notes.unsaved():
            self.exit_line = f"{self.exit_line}\n{not_saved_at_end(texts)}"

    def loses_texts(self) -> bool:
        """Try again to save what couldn't be saved. Return whether something that was typed still can't be."""
        return super().loses_texts() or bool(self.notes.unsaved())

    def save_drafts(self) -> bool:
        """Save what was typed and isn't saved yet, before the program ends."""
        if reason := self.notes.flush():
            self.exit_line = reason
        return super().save_drafts()

    def reload(self) -> None:
        """Read the same files and folders again, and the follow-up."""
        self.notes.read()
        self.reading = self._reader(read_folder(self.paths, self.clock.now(), cache=self._cache))

    def _reader(self, folder: SharedFolder) -> TeamReader:
        return TeamReader(folder, self.clock.today(), lambda: self.notes.saved, self.sender)

    def clear_summaries(self) -> None:
        """Drop the summaries, as a file proved to be damaged or a reply was added."""
        self.reading = self._reader(self.reading.folder)

    def reply(
        self,
        kind: str,
        person: str,
        text: str,
        about: str = "",
        about_text: str = "",
        days: tuple[date | None, date | None] = (None, None),
    ) -> str:
        """Write a reply beside the newest file of `person`, and note it in the follow-up. Return why that couldn't be
        saved; empty if it was. `days`: the first and last day of the offer. Raises Refused or OSError."""
        now = self.clock.now()
        id_ = replies.new_reply_id(now, self._random(5))
        made = Reply(id_, person, kind, text, now, about, about_text, self.sender, *days)
        unsaved = reply_to(self.reading.folder, made, self.notes.store)
        self.notes.read()
        self.clear_summaries()
        return unsaved

"""The manager's program on the screen. It needs share files and nothing else: no journal, no home."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cmcheckin.domain.text import clean
from cmcheckin.services.share_files import write_reply
from cmcheckin.services.share_folder import SharedFolder, read_folder
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing import replies
from cmcheckin.sharing.share_file import Reply
from cmcheckin.ui.base_app import BaseApp
from cmcheckin.ui.textual_compat.screen_painting import as_first_screen
from cmcheckin.wording.review import unread_notice

if TYPE_CHECKING:
    from textual.screen import Screen

    from cmcheckin.clock import Clock
    from cmcheckin.settings import Settings


class ReviewApp(BaseApp):
    """Holds the folder that was read, and writes replies beside the files they answer."""

    TITLE = "cmcheckin review"

    def __init__(
        self,
        paths: Sequence[str],
        settings: Settings,
        clock: Clock,
        *,
        sender: str = "",
        partial: bool = False,
        folder: SharedFolder | None = None,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        super().__init__(settings, clock)
        self.paths, self.sender, self._random = tuple(paths), clean(sender) or settings.name, random
        self._partial = partial
        self.name_asked = False
        """Whether it was asked who replies; it is, once, when nobody said."""
        self.reading = TeamReader(folder or read_folder(self.paths, clock.now()), clock.today())
        self.unsent: dict[tuple[str, str, str], str] = {}
        """Words of replies that were left before they were sent, by person, kind and what they are about."""

    def get_default_screen(self) -> Screen[None]:
        """The team."""
        from cmcheckin.ui.review.team_screen import ReviewScreen

        return as_first_screen(ReviewScreen())

    def run_to_end(self) -> int:
        """Run until the user leaves. Returns the exit code: also 1 where some files could not be read, said once more
        where it stays on the terminal, unless a partial view will do."""
        code = super().run_to_end()
        folder = self.reading.folder
        if code or self._partial or not folder.unread:
            return code
        print(unread_notice(folder.failed, folder.left_out, "."), file=sys.stderr)
        return 1

    def reload(self) -> None:
        """Read the same files and folders as they are now."""
        self.reading = TeamReader(read_folder(self.paths, self.clock.now()), self.clock.today())

    def clear_summaries(self) -> None:
        """One of the files turned out to be unsound, or there is a new reply: what rests on it is reckoned anew."""
        self.reading = TeamReader(self.reading.folder, self.reading.today)

    def reply(self, kind: str, person: str, text: str, about: str = "", about_text: str = "") -> Path:
        """Write a reply beside the newest file of this person. Raises Refused or OSError."""
        newest = self.reading.folder.files_of(person, 1)
        found = self.reading.folder.path_of(newest[0]) if newest else ""
        if not found:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        path = Path(found).resolve()  # beside the file itself, where a link to it was named
        now = self.clock.now()
        made = Reply(
            replies.new_reply_id(now, self._random(5)), person, kind, text, now, about, about_text, self.sender
        )
        target = write_reply(made, path.parent, path.stat().st_mode)
        self.reading.folder.add_reply(made)
        self.clear_summaries()
        return target

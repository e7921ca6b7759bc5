"""The last step of sharing: into which folder, and the files written there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmcheckin.checkin import share_desk
from cmcheckin.domain.errors import Refused
from cmcheckin.sharing.writing import Exists
from cmcheckin.ui.screens.asking import AskingScreen
from cmcheckin.wording import share as words

if TYPE_CHECKING:
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings
    from cmcheckin.sharing.share_file import ShareFile

FOLDER: Final = "folder"
"""What is asked for when the folder is."""


class HandingOver(AskingScreen):
    """Writes what was shown. Files that are there are replaced when that is asked for twice running."""

    journal: Journal
    settings: Settings
    _again: Path | None = None
    _again_asked = False

    def made(self) -> ShareFile:
        """The share file as it stands."""
        raise NotImplementedError

    def key_pressed(self) -> None:
        super().key_pressed()
        if not self._again_asked:
            self._again = None
        self._again_asked = False

    def action_write(self) -> None:
        """Ask into which folder."""
        if self._again is not None:
            self.hand_over(self._again, over=True)
            return
        kept = share_desk.remembered(self.journal)
        folder = self.settings.share_folder or kept.folder or str(self.journal.places.exports)
        self.ask(FOLDER, words.FOLDER, folder, words.FOLDER_HINT)

    def hand_over(self, folder: Path, *, over: bool) -> None:
        """Write what was shown, all of it or nothing."""
        self._again = None
        try:
            paths = share_desk.hand_over(self.journal, self.made(), folder, replace=over)
        except Exists:
            self._again, self._again_asked = folder, True
            self.say(words.REPLACE)
        except Refused as no:
            self.say(words.not_written(str(no)))
        except OSError as no:
            self.say(words.not_written((no.strerror or str(no)).lower()))
        else:
            self.say(words.wrote([path.name for path in paths], str(folder)))

"""The last step of sharing: which files, into which folder, and what stands there then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.errors import Refused
from cmcheckin.services.share_files import FilesExist
from cmcheckin.sharing.document import share_document
from cmcheckin.sharing.rendering import file_names
from cmcheckin.ui.kit.asking import AskingScreen, path_of
from cmcheckin.ui.share.preview import ReadingView, WrittenView
from cmcheckin.wording import share as words

if TYPE_CHECKING:
    from cmcheckin.services.share_session import ShareResult, ShareSession
    from cmcheckin.sharing.share_file import ShareFile

FOLDER: Final = "folder"
"""What is asked for when the folder is."""


class HandingOver(AskingScreen):
    """Writes what was shown. Files that are there are replaced when that is asked for twice running."""

    desk: ShareSession
    seen: ShareFile | None = None
    """What was shown in full, and is written as it was shown."""
    handed: ShareResult | None = None
    """What was written, while that is what the screen tells of."""

    @property
    def formats(self) -> tuple[str, ...]:
        """Which files are wanted."""
        raise NotImplementedError

    def written(self) -> None:
        """Called when the files stand in their folder."""
        raise NotImplementedError

    def last_page(self, made: ShareFile) -> ReadingView | WrittenView:
        """All of it, to be written as it is shown; once it is written, where it stands."""
        if self.handed is not None:
            paths = self.handed.paths
            return WrittenView([path.name for path in paths], str(paths[0].parent.absolute()))
        self.seen = made
        return ReadingView(share_document(made), self.formats, file_names(made))

    def action_done_here(self) -> None:
        """Back to the week."""
        self.app.pop_screen()

    def action_write(self) -> None:
        """Ask into which folder."""
        if self.again is not None:
            self.hand_over(self.again, over=self.replacing, partial=True)
        else:
            self.ask(FOLDER, words.FOLDER, self.desk.folder, words.FOLDER_HINT, "write")

    def folder_said(self, text: str) -> None:
        """Write into the folder that was written down."""
        if text:
            self.hand_over(path_of(text), over=False)

    def hand_over(self, folder: Path, *, over: bool, partial: bool = False) -> None:
        """Write what was shown to `folder`, completely or not at all. `over`: replace existing files. `partial`: write
        even if part of the journal can't be read."""
        if self.seen is None:
            return
        if not partial and self.desk.journal.missing():
            self.write_if_again(folder, replacing=False)
            self.show_message(words.PARTIAL)
            return
        try:
            handed = self.desk.write(self.seen, folder, self.formats, replace_existing=over)
        except FilesExist:
            self.write_if_again(folder, replacing=True)
            self.show_message(words.REPLACE)
        except Refused as no:
            self.show_message(words.not_written(str(no)))
        except (OSError, ValueError) as no:
            self.show_message(words.not_written((getattr(no, "strerror", None) or str(no)).lower()))
        else:
            self.handed = handed
            self.written()
            if handed.preferences_error:
                self.show_message(words.forgotten(handed.preferences_error))

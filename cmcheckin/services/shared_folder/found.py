"""What was found in shared folders: the table of files, replies, and what couldn't be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cmcheckin.services.shared_folder.table import REMOVED, UNREAD, FileTable
from cmcheckin.sharing.json_input import SIZE
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import Reply
from cmcheckin.wording import file_reasons as reasons


class Limits(NamedTuple):
    """The limits of one read."""

    files: int = 1_000_000
    """Most share files, and most replies; the newest are used. Five years of 1,000 people have 260,000 weekly files."""
    size: int = SIZE
    """Most bytes of one file."""
    names: int = 4_000_000
    """Most names of any kind that are listed, so that an endless folder can't block the program."""
    faults: int = 10_000
    """Most links, pipes and unreadable files that are reported by name; more count as left out."""


LIMITS: Final = Limits()


@dataclass
class FoundFiles:
    """What was found at `paths`, as far as it was read."""

    paths: tuple[str, ...]
    table: FileTable = field(default_factory=FileTable)
    unread: dict[int, UnreadFile] = field(default_factory=dict)
    """The files that can't be used, by row."""
    replies: dict[int, Reply] = field(default_factory=dict)
    """The replies, by row."""
    faults: list[UnreadFile] = field(default_factory=list)
    """What isn't a file to read, and the folders that can't be opened."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How many files were left out because there were too many, by named path."""
    endless: UnreadFile | None = None
    """The named path with more names than are listed, if any."""
    has_repeated: bool = False
    """Whether a file has two names below `paths`."""

    def remove(self, row: int, reason: str = "") -> None:
        """Stop using the file in `row`. With a `reason`, report it as unread."""
        self.replies.pop(row, None)
        self.unread.pop(row, None)
        if reason:
            self.unread[row] = UnreadFile(self.table.path(row), reason)
        self.table.kind[row] = UNREAD if reason else REMOVED

    def problems(self) -> list[UnreadFile]:
        """Return the files that weren't used, with the reason, and the folders that were read in part, sorted by
        path."""
        in_part = [self.endless] if self.endless else []
        for path, number in self.left_out.items():
            reason = reasons.ONE_LEFT_OUT if number == 1 else reasons.MORE_LEFT_OUT
            in_part.append(UnreadFile(path, reason.format(number=number)))
        return sorted((*self.faults, *self.unread.values(), *in_part))

"""The page of files: unreadable and superseded share files, and replies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from rich.cells import cell_len

from cmcheckin.domain.text import clean
from cmcheckin.services.shared_folder.folder import SupersededFile
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import Reply, day_made
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import fit, pad
from cmcheckin.ui.review.people import empty_lines, grouped_rows, paragraph
from cmcheckin.wording import reply
from cmcheckin.wording import review as words
from cmcheckin.wording.formats import quoted, sentence_case

NAME, WIDE = 22, 44
"""Fewest and most cells of a name."""


def file_name(path: str) -> str:
    """Return the name of the file `path` without control characters."""
    return clean(PurePath(path).name) or "?"


@dataclass(frozen=True)
class FilesView:
    """All files in the folder except each person's newest ones."""

    unread: Sequence[UnreadFile]
    older: Sequence[SupersededFile]
    replies: Sequence[Reply]
    names: dict[str, str]
    """Names of people by id."""
    title_of: Callable[[str, str], str]
    """Returns the title of a win or ask in a person's own files, given the ids of both."""
    none: Sequence[str] = (words.ALL_READ,)
    """What is shown if there are no rows."""

    @cached_property
    def _rows(self) -> tuple[tuple[str, UnreadFile | SupersededFile | Reply | None], ...]:
        groups: tuple[tuple[str, Sequence[UnreadFile | SupersededFile | Reply]], ...] = (
            (words.UNREAD, self.unread),
            (words.SUPERSEDED, self.older),
            (words.REPLIES, self.replies),
        )
        return tuple(grouped_rows(groups))

    @cached_property
    def rows(self) -> Sequence[object | None]:
        return [file for _, file in self._rows]

    @cached_property
    def _longest(self) -> dict[type, tuple[int, int]]:
        """Return the cells of the longest name and of the longest reason, by type of row."""
        longest: dict[type, tuple[int, int]] = {}
        for _, file in self._rows:
            if file is not None:
                before = longest.get(type(file), (0, 0))
                name, rest = map(cell_len, self._parts(file))
                longest[type(file)] = max(before[0], name), max(before[1], rest)
        return longest

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        return () if self._rows else empty_lines(painter, width, *self.none)

    def row(self, painter: Painter, width: int, n: int, selected: bool) -> Line:
        title, file = self._rows[n]
        if file is None:
            return [(title, painter.ink.strong)]
        name, rest = self._parts(file)
        names, reasons = self._longest[type(file)]
        room = min(names, max(width - 2 - reasons, NAME), WIDE)
        return [
            (f"{pad(name, room, painter.glyphs)}  ", painter.ink.strong if selected else painter.ink.plain),
            (fit(rest, width - room - 2, painter.glyphs), painter.ink.quiet),
        ]

    def _parts(self, file: UnreadFile | SupersededFile | Reply) -> tuple[str, str]:
        if isinstance(file, UnreadFile):
            return file_name(file.path), clean(file.reason)
        if isinstance(file, SupersededFile):
            return file_name(file.path), words.SUPERSEDED_BY.format(name=file_name(file.newer))
        name = words.person_name(self.names.get(file.to, ""), file.to)
        replied = words.REPLIED_TO.format(name=name, text=file.text or self._about(file))
        return words.dated_reply(file.kind, file.sender, day_made(file.made)), replied

    def _about(self, sent: Reply) -> str:
        """Return what a reply is about. A title that only the reply has is marked, as anybody can write a reply."""
        if title := self.title_of(sent.to, sent.about):
            return quoted(title)
        return reply.TITLE_IN_FILE.format(about_text=sent.about_text) if sent.about_text else ""

    def foot(self, painter: Painter, width: int, n: int) -> Iterator[Line]:
        file = self._rows[n][1]
        if isinstance(file, Reply):
            yield from paragraph(painter, width, file.text, 3)
            lead = sentence_case(words.reply_line(file.kind, file.sender, day_made(file.made)))
            yield from paragraph(painter, width, lead, 1, painter.ink.quiet)
            yield from paragraph(painter, width, self._about(file), 1, painter.ink.quiet)
        elif file is not None:
            yield from paragraph(painter, width, clean(file.path), 2, painter.ink.quiet)
            yield from paragraph(painter, width, self._parts(file)[1], 3)

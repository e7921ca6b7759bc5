"""The page of files: what could not be read and why, older copies, and the replies that lie there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len

from cmcheckin.domain.text import clean
from cmcheckin.services.share_folder import SupersededFile
from cmcheckin.sharing.recognition import Unread
from cmcheckin.sharing.share_file import Reply, day_made
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_cells import fit, pad
from cmcheckin.ui.review.people import empty, said, under_titles
from cmcheckin.wording import reply
from cmcheckin.wording import review as words

NAME, WIDE = 22, 44
"""The least cells a name has room for, and the most."""


def file_name(path: str) -> str:
    """The name of a file, fit to be shown."""
    return clean(PurePath(path).name) or "?"


@dataclass(frozen=True)
class FilesView:
    """Whatever is not a person's newest word."""

    FOOT_GROWS: ClassVar[bool] = False

    unread: Sequence[Unread]
    older: Sequence[SupersededFile]
    replies: Sequence[Reply]
    names: dict[str, str]
    """Who is behind an id."""
    title_of: Callable[[str, str], str]
    """What a person's own files call the win or ask of an id."""

    @cached_property
    def _rows(self) -> tuple[tuple[str, Unread | SupersededFile | Reply | None], ...]:
        groups: tuple[tuple[str, Sequence[Unread | SupersededFile | Reply]], ...] = (
            (words.UNREAD, self.unread),
            (words.SUPERSEDED, self.older),
            (words.REPLIES, self.replies),
        )
        return tuple(under_titles(groups))

    @cached_property
    def rows(self) -> Sequence[object | None]:
        return [one for _, one in self._rows]

    @cached_property
    def _longest(self) -> dict[type, tuple[int, int]]:
        """Cells of the longest name and of the longest reason, of each kind of row."""
        found: dict[type, tuple[int, int]] = {}
        for _, one in self._rows:
            if one is not None:
                had = found.get(type(one), (0, 0))
                name, rest = map(cell_len, self._parts(one))
                found[type(one)] = (max(had[0], name), max(had[1], rest))
        return found

    def head(self, painter: Painter, width: int) -> Sequence[Line]:
        return () if self._rows else empty(painter, width, words.ALL_READ)

    def row(self, painter: Painter, width: int, n: int, marked: bool) -> Line:
        title, one = self._rows[n]
        if one is None:
            return [(title, painter.ink.strong)]
        name, rest = self._parts(one)
        names, reasons = self._longest[type(one)]
        room = min(names, max(width - 2 - reasons, NAME), WIDE)
        return [
            (f"{pad(name, room, painter.glyphs)}  ", painter.ink.strong if marked else painter.ink.plain),
            (fit(rest, width - room - 2, painter.glyphs), painter.ink.quiet),
        ]

    def _parts(self, one: Unread | SupersededFile | Reply) -> tuple[str, str]:
        if isinstance(one, Unread):
            return file_name(one.path), clean(one.reason)
        if isinstance(one, SupersededFile):
            return file_name(one.path), words.superseded_by(file_name(one.newer))
        name = words.person_name(self.names.get(one.to, ""), one.to)
        said = words.reply_line(one.kind, one.sender, day_made(one.made))
        return said, words.replied_to(name, one.text or self._about(one))

    def _about(self, one: Reply) -> str:
        """What a reply is about. Anybody can write one, so a title that only it has is said to be its own."""
        if title := self.title_of(one.to, one.about):
            return words.quoted(title)
        return reply.title_in_file(one.about_text) if one.about_text else ""

    def foot(self, painter: Painter, width: int, n: int | None) -> Sequence[Line]:
        one = None if n is None else self._rows[n][1]
        if one is None:
            return ()
        if isinstance(one, Reply):
            return [*said(painter, width, one.text, 3), *said(painter, width, self._about(one), 1, painter.ink.quiet)]
        return [
            *said(painter, width, clean(one.path), 2, painter.ink.quiet),
            *said(painter, width, self._parts(one)[1], 3),
        ]

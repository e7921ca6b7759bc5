"""Reading a folder of other people's share files: the one way in, for the screen and the command line alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from cmcheckin.sharing.share_file import Reply, ShareFile


@dataclass(frozen=True)
class Copy:
    """A share file where it lies, and what its first line says of it."""

    path: str
    person: str
    name: str
    made: datetime
    first: date
    last: date


class Older(NamedTuple):
    """A copy whose every week stands in newer ones, and the newest of these."""

    path: str
    newer: str


class Unread(NamedTuple):
    """A file that could not be taken, and why."""

    path: str
    reason: str


class Folder:
    """What was found. Files are looked at one by one when they are asked for; one that turns out to be unsound goes to
    `unread` then, and an older copy takes its place."""

    paths: tuple[str, ...]
    replies: tuple[Reply, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody with a file, by their id, in the order of their names."""
        raise NotImplementedError

    @property
    def older(self) -> Sequence[Older]:
        """Copies that newer ones have taken the place of."""
        raise NotImplementedError

    @property
    def unread(self) -> Sequence[Unread]:
        """Files that could not be taken, with the reason, in the order of their paths."""
        raise NotImplementedError

    def latest(self) -> tuple[ShareFile, ...]:
        """The newest file of everybody, in the order of `people`."""
        raise NotImplementedError

    def of(self, person: str, weeks: int = 0) -> tuple[ShareFile, ...]:
        """The files of a person that have the last word on a week, the latest week first; those of the last `weeks`
        weeks they told of, or all. Weeks, wins and asks that a newer file tells of are taken out of the older ones."""
        raise NotImplementedError

    @property
    def shares(self) -> tuple[ShareFile, ...]:
        """All that have the last word on a week, by person and week. Looks at every file."""
        raise NotImplementedError


def read_folder(paths: Iterable[str]) -> Folder:
    """Read these files and folders. Never raises: what cannot be read stands in `unread`."""
    raise NotImplementedError

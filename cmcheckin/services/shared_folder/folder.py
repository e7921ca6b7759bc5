"""Read a folder of other people's share files, for the screen and the command line.

A team's year is ten thousand files, and the first screen needs the newest of each person. So of each file only the
beginning is parsed at first: its person, its weeks and when it was made. The rest is parsed and checked before any of
it is shown. A file found invalid then is listed as unread, and an older copy replaces it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Final

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import to_json
from cmcheckin.services.shared_folder.scan import LIMITS, FolderScan, Limits
from cmcheckin.sharing.codec import read_share
from cmcheckin.sharing.recognition import FoundShare, ScannedFile, UnreadFile, recognise, unread_file, week_number
from cmcheckin.sharing.share_file import CARRIED_FIELDS, Reply, ShareFile

MAX_DECODED: Final = 3_000
"""Most parsed files held in memory."""


@dataclass(frozen=True)
class SupersededFile:
    """A file all of whose weeks are in newer files, and the newest of these."""

    path: str
    newer: str


class SharedFolder:
    """The share files and replies found in a folder. Files are parsed when they are first needed."""

    def __init__(
        self,
        copies: Iterable[FoundShare],
        unread: Iterable[UnreadFile],
        replies: Iterable[Reply],
        left_out: Mapping[str, int] | None = None,
    ) -> None:
        self._left_out = left_out or {}
        self.replies = tuple(sorted(dict.fromkeys(replies), key=lambda reply: (reply.made, reply.id)))
        """The replies, oldest first, without identical copies."""
        self._unread = list(unread)
        self._by_person: dict[str, list[FoundShare]] = {}
        for copy in sorted(copies, key=lambda copy: (copy.made, copy.path), reverse=True):
            self._by_person.setdefault(copy.person, []).append(copy)
        self._newest: dict[str, dict[int, FoundShare]] = {}
        self._decoded: dict[str, ShareFile] = {}
        self._checked: set[str] = set()

    @property
    def people(self) -> tuple[str, ...]:
        """Return the ids of everybody with a file, sorted by name."""
        return tuple(sorted(self._by_person, key=lambda person: (self._by_person[person][0].name.casefold(), person)))

    @property
    def superseded(self) -> Sequence[SupersededFile]:
        """Return the files that newer ones replace, sorted by path."""
        files = []
        for person, copies in self._by_person.items():
            newest = self._newest_by_week(person)
            used = {copy.path for copy in newest.values()}
            files += [
                SupersededFile(copy.path, max((newest[week] for week in copy.weeks), key=lambda copy: copy.made).path)
                for copy in copies
                if copy.path not in used
            ]
        return sorted(files, key=lambda copy: copy.path)

    @property
    def unread(self) -> Sequence[UnreadFile]:
        """Return the files that weren't used, with the reason, and the folders that were read in part, sorted by
        path."""
        return sorted(self._unread)

    @property
    def left_out(self) -> int:
        """Return how many files were left out because there were too many."""
        return sum(self._left_out.values())

    @property
    def failed(self) -> int:
        """Return how many files and folders couldn't be used for another reason."""
        return len(self._unread) - len(self._left_out)

    def path_of(self, share: ShareFile) -> str:
        """Return the path of `share`; empty if it isn't in this folder."""
        copies = (copy for copy in self._by_person.get(share.person, ()) if copy.made == share.made)
        return next((copy.path for copy in copies if (copy.first, copy.last) == (share.first, share.last)), "")

    def newest_files(self) -> tuple[tuple[ShareFile, ...], ...]:
        """Return each person's newest file, in the order of `people`. If escalations or asks weren't shared in it, the
        newest file that shared them follows."""
        by_person = (self._latest(person) for person in self.people)
        return tuple(files for files in by_person if files)

    def _latest(self, person: str) -> tuple[ShareFile, ...]:
        newest = self.files_of(person, 1)
        missing = [name for name in CARRIED_FIELDS if not any(name in share.fields for share in newest)]
        more = {copy.path for name in missing if (copy := self._newest_with(person, name))}
        shares = (self._decode(copy) for copy in self._current_copies(person) if copy.path in more)
        return newest + tuple(share for share in shares if share is not None)

    def _newest_with(self, person: str, name: str) -> FoundShare | None:
        """Return the newest copy that shared the field `name`. Parses only copies that contain the word."""
        quoted_name = f'"{name}"'.encode()
        copies = (copy for copy in self._current_copies(person) if quoted_name in copy.data)
        return next((copy for copy in copies if (share := self._decode(copy)) and name in share.fields), None)

    def files_of(self, person: str, weeks: int = 0) -> tuple[ShareFile, ...]:
        """Return the files of `person` for their last `weeks` weeks (0: all), the latest week first. Weeks that are in
        a newer file are removed from older ones."""
        while True:
            copies = self._current_copies(person, weeks)
            shares = [self._decode(copy) for copy in copies]
            if all(shares):
                newest = self._newest_by_week(person)
                return tuple(
                    _of_its_weeks(share, copy, newest) for share, copy in zip(shares, copies, strict=True) if share
                )

    @property
    def shares(self) -> tuple[ShareFile, ...]:
        """Return everybody's current files, by person, the latest week first. Parses every file."""
        return tuple(share for person in self.people for share in self.files_of(person))

    def copies_of(self, person: str) -> Iterator[tuple[ShareFile, frozenset[int]]]:
        """Yield every readable file of `person`, the newest first, with the numbers of the weeks it is used for."""
        for copy in list(self._by_person.get(person, ())):
            if share := self._decode(copy):
                newest = self._newest_by_week(person)
                yield share, frozenset(week for week in copy.weeks if newest.get(week) is copy)

    def check_files(self, limit: int) -> bool:
        """Parse up to `limit` files that nothing has needed yet. Return whether none is left."""
        unchecked = (copy for copies in self._by_person.values() for copy in copies if copy.path not in self._checked)
        batch = list(islice(unchecked, limit + 1))
        for copy in batch[:limit]:
            self._decode(copy)
        return len(batch) <= limit

    def add_reply(self, reply: Reply) -> None:
        """Add a reply written since the folder was read."""
        self.replies = (*self.replies, reply)

    def answers(self, person: str) -> dict[str, str]:
        """Return who sent the latest answer to each ask of `person`, by its id, according to the reply."""
        return {reply.about: reply.sender for reply in self.replies if reply.kind == "answer" and reply.to == person}

    def title_of(self, person: str, about: str) -> str:
        """Return the title of the win, escalation or ask `about` from the files of `person`; empty if none has it."""
        quoted_id = to_json(about).encode()
        for copy in self._current_copies(person):
            if not about or quoted_id not in copy.data or (share := self._decode(copy)) is None:
                continue
            titles = {item.id: item.title for item in (*share.escalations, *share.asks)}
            if title := (titles | {win.id: win.text for win in share.wins}).get(about):
                return title
        return ""

    def _current_copies(self, person: str, weeks: int = 0) -> Sequence[FoundShare]:
        """Return the copies used for the last `weeks` weeks of `person` (0: all), the latest week first."""
        newest = self._newest_by_week(person)
        wanted = sorted(newest, reverse=True)[: weeks or None]
        return tuple({newest[week].path: newest[week] for week in wanted}.values())

    def _newest_by_week(self, person: str) -> dict[int, FoundShare]:
        """Return the copy used for each week of `person`: the newest, unless an older one covers more days of it."""
        if person not in self._newest:
            newest: dict[int, FoundShare] = {}
            for copy in self._by_person.get(person, ()):
                for week in copy.weeks:
                    if week not in newest or copy.days_covered(week) > newest[week].days_covered(week):
                        newest[week] = copy
            self._newest[person] = newest
        return self._newest[person]

    def _decode(self, copy: FoundShare) -> ShareFile | None:
        """Return the parsed file; None if it isn't valid, and then it is removed from the copies."""
        decoded = self._decoded.get(copy.path)
        if decoded is not None:
            return decoded
        try:
            share = read_share(copy.data)
        except Refused as error:
            self._unread.append(unread_file(copy.path, error))
            self._by_person[copy.person].remove(copy)
            if not self._by_person[copy.person]:
                del self._by_person[copy.person]
            self._newest.pop(copy.person, None)
            return None
        if len(self._decoded) >= MAX_DECODED:
            self._decoded.clear()
        self._decoded[copy.path] = share
        self._checked.add(copy.path)
        return share


def _of_its_weeks(share: ShareFile, copy: FoundShare, newest: dict[int, FoundShare]) -> ShareFile:
    """Return `share` without the weeks for which a newer copy is used."""
    weeks = {week for week in copy.weeks if newest.get(week) is copy}
    if len(weeks) == len(copy.weeks):
        return share
    shared_weeks = tuple(week for week in share.weeks if week_number(week.week.monday) in weeks)
    return replace(share, weeks=shared_weeks, wins=tuple(win for win in share.wins if week_number(win.day) in weeks))


def read_folder(paths: Iterable[str], now: datetime | None = None, limits: Limits = LIMITS) -> SharedFolder:
    """Read the files and folders at `paths`; only the newest files if there are more than `limits` allow.

    A file dated more than a day after `now` isn't used. Never raises: what wasn't read is listed in `unread`.
    """
    named = tuple(paths)
    copies: list[FoundShare] = []
    replies: list[Reply] = []
    unread: list[UnreadFile] = []
    was_collecting = gc.isenabled()
    gc.disable()  # ten thousand objects that all stay: collecting would scan them again and again for nothing
    scan = FolderScan(named, now.date() if now else None, limits)
    try:
        for item in scan:
            result = item if isinstance(item, UnreadFile) else recognise(item, named=item.path in named, now=now)
            if isinstance(result, FoundShare):
                copies.append(result)
                continue
            if isinstance(item, ScannedFile):
                scan.release(item)
            if isinstance(result, Reply):
                replies.append(result)
            elif result is not None:
                unread.append(result)
    finally:
        if was_collecting:
            gc.enable()
    return SharedFolder(copies, unread, replies, scan.left_out)

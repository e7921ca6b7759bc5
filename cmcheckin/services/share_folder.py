"""Reading a folder of other people's share files: the one way in, for the screen and the command line alike.

A team's year is ten thousand files, and a first screen needs the newest of each person. So every file is read, but of a
file that looks as ours do, only its beginning is looked at: whose it is, of which weeks, when it was made. The rest is
taken apart, with every check there is, before anything of it is shown; one that turns out to be unsound then is put to
the others that could not be read, and an older copy has its place.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Final

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import to_json
from cmcheckin.services.folder_scan import LIMITS, FolderScan, Limits
from cmcheckin.sharing.recognition import Bytes, FoundShare, Unread, recognise, unread_file, week_number
from cmcheckin.sharing.share_file import CARRIED_FIELDS, Reply, ShareFile
from cmcheckin.sharing.share_reader import read_share

MAX_DECODED: Final = 3_000
"""Files that are held in full at a time."""


@dataclass(frozen=True)
class SupersededFile:
    """A copy whose every week stands in others, and the newest of these."""

    path: str
    newer: str


class SharedFolder:
    """What was found. Files are looked at one by one when they are asked for."""

    def __init__(
        self,
        copies: Iterable[FoundShare],
        unread: Iterable[Unread],
        replies: Iterable[Reply],
        left_out: Mapping[str, int] | None = None,
    ) -> None:
        self._left_out = left_out or {}
        self.replies = tuple(sorted(dict.fromkeys(replies), key=lambda one: (one.made, one.id)))
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
        """Everybody with a file, by their id, in the order of their names."""
        return tuple(sorted(self._by_person, key=lambda one: (self._by_person[one][0].name.casefold(), one)))

    @property
    def superseded(self) -> Sequence[SupersededFile]:
        """Copies that others stand for, in the order of their paths."""
        found = []
        for person, copies in self._by_person.items():
            standing = self._newest_by_week(person)
            kept = {copy.path for copy in standing.values()}
            found += [
                SupersededFile(copy.path, max((standing[week] for week in copy.weeks), key=lambda one: one.made).path)
                for copy in copies
                if copy.path not in kept
            ]
        return sorted(found, key=lambda one: one.path)

    @property
    def unread(self) -> Sequence[Unread]:
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
        """Where this one lies; empty for one that is not of this folder."""
        same = (copy for copy in self._by_person.get(share.person, ()) if copy.made == share.made)
        return next((copy.path for copy in same if (copy.first, copy.last) == (share.first, share.last)), "")

    def newest_files(self) -> tuple[tuple[ShareFile, ...], ...]:
        """What the overview rests on, in the order of `people`: the newest file of everybody; then, where that was not
        to tell of escalations or of asks, the newest that was."""
        found = (self._latest(person) for person in self.people)
        return tuple(files for files in found if files)

    def _latest(self, person: str) -> tuple[ShareFile, ...]:
        newest = self.files_of(person, 1)
        unsaid = [name for name in CARRIED_FIELDS if not any(name in share.fields for share in newest)]
        others = {copy.path for name in unsaid if (copy := self._newest_with(person, name))}
        found = (self._decode(copy) for copy in self._current_copies(person) if copy.path in others)
        return newest + tuple(share for share in found if share is not None)

    def _newest_with(self, person: str, name: str) -> FoundShare | None:
        """The newest copy in which this was ticked. Only those in which the word stands are looked at."""
        word = f'"{name}"'.encode()
        copies = (copy for copy in self._current_copies(person) if word in copy.data)
        return next((copy for copy in copies if (share := self._decode(copy)) and name in share.fields), None)

    def files_of(self, person: str, weeks: int = 0) -> tuple[ShareFile, ...]:
        """The files of a person that have the last word on a week, the latest week first: those of the last `weeks`
        weeks they told of, or all. What a newer file tells of is taken out of an older one."""
        while True:
            copies = self._current_copies(person, weeks)
            found = [self._decode(copy) for copy in copies]
            if all(found):
                standing = self._newest_by_week(person)
                return tuple(
                    _of_its_weeks(share, copy, standing)
                    for share, copy in zip(found, copies, strict=True)
                    if share is not None
                )

    @property
    def shares(self) -> tuple[ShareFile, ...]:
        """All that have the last word on a week, by person, the latest week first. Looks at every file."""
        return tuple(share for person in self.people for share in self.files_of(person))

    def check_files(self, most: int) -> bool:
        """Look at so many files that nobody has asked for yet; True when there is none left."""
        left = (copy for copies in self._by_person.values() for copy in copies if copy.path not in self._checked)
        found = list(islice(left, most + 1))
        for copy in found[:most]:
            self._decode(copy)
        return len(found) <= most

    def add_reply(self, reply: Reply) -> None:
        """A reply that was written since."""
        self.replies = (*self.replies, reply)

    def answers(self, person: str) -> dict[str, str]:
        """Return who sent the latest answer to each ask of `person`, by its id, according to the reply."""
        return {one.about: one.sender for one in self.replies if one.kind == "answer" and one.to == person}

    def title_of(self, person: str, about: str) -> str:
        """What a person's own files call the win, escalation or ask of the id `about`; empty when none tells of it."""
        word = to_json(about).encode()
        for copy in self._current_copies(person):
            if not about or word not in copy.data or (share := self._decode(copy)) is None:
                continue
            titles = {one.id: one.title for one in (*share.escalations, *share.asks)}
            if title := (titles | {win.id: win.text for win in share.wins}).get(about):
                return title
        return ""

    def _current_copies(self, person: str, weeks: int = 0) -> Sequence[FoundShare]:
        """The copies that stand for the last `weeks` weeks of a person's, or for all, the latest week first."""
        standing = self._newest_by_week(person)
        wanted = sorted(standing, reverse=True)[: weeks or None]
        return tuple({standing[week].path: standing[week] for week in wanted}.values())

    def _newest_by_week(self, person: str) -> dict[int, FoundShare]:
        """The copy that counts for each week of a person's: the newest, but a part of a week never hides more of it."""
        if person not in self._newest:
            found: dict[int, FoundShare] = {}
            for copy in self._by_person.get(person, ()):
                for week in copy.weeks:
                    if week not in found or copy.days_covered(week) > found[week].days_covered(week):
                        found[week] = copy
            self._newest[person] = found
        return self._newest[person]

    def _decode(self, copy: FoundShare) -> ShareFile | None:
        """The whole file; None when it is not sound, and then it is no longer among the copies."""
        kept = self._decoded.get(copy.path)
        if kept is not None:
            return kept
        try:
            share = read_share(copy.data)
        except Refused as no:
            self._unread.append(unread_file(copy.path, no))
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


def _of_its_weeks(share: ShareFile, copy: FoundShare, standing: dict[int, FoundShare]) -> ShareFile:
    """The share without the weeks a newer copy tells of."""
    if all(standing.get(week) is copy for week in copy.weeks):
        return share
    stands = {week for week in copy.weeks if standing.get(week) is copy}
    return replace(
        share,
        weeks=tuple(week for week in share.weeks if week_number(week.week.monday) in stands),
        wins=tuple(win for win in share.wins if week_number(win.day) in stands),
    )


def read_folder(paths: Iterable[str], now: datetime | None = None, limits: Limits = LIMITS) -> SharedFolder:
    """Read the files and folders at `paths`; only the newest files if there are more than `limits` allow.

    A file dated more than a day after `now` isn't used. Never raises: what wasn't read is listed in `unread`.
    """
    named = tuple(paths)
    copies: list[FoundShare] = []
    replied: list[Reply] = []
    failed: list[Unread] = []
    collecting = gc.isenabled()
    gc.disable()  # ten thousand small things that all stay: looking through them again and again finds nothing
    walk = FolderScan(named, now.date() if now else None, limits)
    try:
        for one in walk:
            told = one if isinstance(one, Unread) else recognise(one, named=one.path in named, now=now)
            if isinstance(told, FoundShare):
                copies.append(told)
                continue
            if isinstance(one, Bytes):
                walk.release(one)
            if isinstance(told, Reply):
                replied.append(told)
            elif told is not None:
                failed.append(told)
    finally:
        if collecting:
            gc.enable()
    return SharedFolder(copies, failed, replied, walk.left_out)

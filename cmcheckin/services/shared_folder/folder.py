"""Read a folder of other people's share files, for the screen and the command line.

Five years of 1,000 people are 260,000 files, and the first screen needs the newest of each person. So of each file only
the beginning is read at first: its person, its weeks and when it was made. The rest is read, parsed and checked before
any of it is shown, and isn't kept. A file found invalid then is listed as unread, and an older copy replaces it.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from itertools import islice, takewhile
from typing import Final

from cmcheckin.clock import file_time
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import to_json
from cmcheckin.services.shared_folder.bodies import Bodies, Changed
from cmcheckin.services.shared_folder.found import LIMITS, FoundFiles, Limits
from cmcheckin.services.shared_folder.heads import ReadAfresh
from cmcheckin.services.shared_folder.index import KnownFiles, index_path, is_worth_it, load, save
from cmcheckin.services.shared_folder.open_folders import reason_of
from cmcheckin.services.shared_folder.reading import FolderPass
from cmcheckin.services.shared_folder.table import CHECKED, SHARE, PeopleIndex, microseconds
from cmcheckin.sharing.recognition import UnreadFile, field_bit, unread_file, week_number
from cmcheckin.sharing.share_file import CARRIED_FIELDS, Reply, ShareFile
from cmcheckin.wording import file_reasons as reasons

RECENT_WEEKS: Final = 4
"""Weeks of a person's newest file that are read for the overview."""
COMPARED: Final = 30
"""Steps of `FolderPass` for each call of `check_files`: 2,000 files, in about 4 ms."""
SKIPPED: Final = 20_000
"""Files that were checked before that are passed over for each call of `check_files`."""
CHECKED_BYTES: Final = 100_000
"""Bytes that are parsed for each call of `check_files`, in about 5 ms, unless the next file is larger."""


@dataclass(frozen=True)
class SupersededFile:
    """A file all of whose weeks are in newer files, and the newest of these."""

    path: str
    newer: str


class SharedFolder:
    """The share files and replies found in a folder. Files are parsed when they are first needed."""

    def __init__(
        self,
        found: FoundFiles,
        new_pass: Callable[[], FolderPass],
        known: KnownFiles | None = None,
        path: str = "",
        *,
        is_trusted: bool = False,
    ) -> None:
        """`new_pass` returns a pass that compares all files with `found`. `known`: the content of an index. `path`: the
        index to write after a check; empty for none. `is_trusted`: whether files were used as the index had them."""
        self._found, self._table, self._new_pass = found, found.table, new_pass
        self._by_person = PeopleIndex(self._table, known.order if known else None)
        self._bodies = Bodies(found, known.spans if known else None)
        self._added: list[Reply] = []
        self._path, self._is_saved, self._has_checked = path, not path or known is not None, False
        self._comparing = self._compare() if is_trusted else None
        self._checked = 0
        self.version = 0
        """Counts up when something that was shown is no longer right."""

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The ids of everybody with a file, sorted by name."""
        return tuple(self._by_person.people)

    @cached_property
    def replies(self) -> tuple[Reply, ...]:
        """The replies, oldest first, without identical copies; then those added since."""
        found = dict.fromkeys(self._found.replies.values())
        return (*sorted(found, key=lambda reply: (reply.made, reply.id)), *self._added)

    @cached_property
    def superseded(self) -> Sequence[SupersededFile]:
        """The files that newer ones replace, sorted by path."""
        files = []
        for person in self.people:
            if self._by_person.overlap(person):
                used = dict(self._by_person.weeks(person))
                rows = set(used.values())
                for row in self._by_person.rows(person):
                    if row not in rows:
                        newer = max((used[week] for week in self._table.weeks(row)), key=self._age)
                        files.append(SupersededFile(self._table.path(row), self._table.path(newer)))
        return sorted(files, key=lambda file: file.path)

    def _age(self, row: int) -> tuple[int, str]:
        return self._table.made[row], self._table.path(row)

    @property
    def unread(self) -> Sequence[UnreadFile]:
        """The files that weren't used, with the reason, and the folders that were read in part, sorted by path."""
        return self._found.problems()

    @property
    def left_out(self) -> int:
        """Return how many files were left out because there were too many."""
        return sum(self._found.left_out.values())

    @property
    def failed(self) -> int:
        """Return how many files and folders couldn't be used for another reason."""
        return len(self._found.faults) + len(self._found.unread) + (self._found.endless is not None)

    def path_of(self, share: ShareFile) -> str:
        """Return the path of `share`; empty if it isn't in this folder."""
        table = self._table
        wanted = microseconds(share.made), share.first.toordinal(), share.last.toordinal()
        rows = self._by_person.rows(share.person)
        found = (row for row in rows if (table.made[row], table.first[row], table.last[row]) == wanted)
        return next((table.path(row) for row in found), "")

    # What people shared

    def newest_files(self) -> tuple[tuple[ShareFile, ...], ...]:
        """Return each person's newest file, in the order of `people`, without what is more than RECENT_WEEKS weeks
        older than its last week. If escalations or asks weren't shared in it, the newest file that shared them
        follows."""
        by_person = (self._latest(person) for person in self.people)
        return tuple(files for files in by_person if files)

    def _latest(self, person: str) -> tuple[ShareFile, ...]:
        while (newest := next(self._by_person.weeks(person), None)) is not None:
            week, row = newest
            if (share := self._parse(row, _monday(week - RECENT_WEEKS + 1))) is None:
                continue
            share = self._of_its_weeks(share, row, self._recent_weeks(person, week))
            more = (self._newest_with(person, name) for name in CARRIED_FIELDS if name not in share.fields)
            rows = sorted(
                {found for found in more if found is not None}, key=self._table.last.__getitem__, reverse=True
            )
            others = [self._parse(other, self._recent_since(other)) for other in rows]
            return (share, *(other for other in others if other is not None))
        return ()

    def _recent_weeks(self, person: str, week: int) -> dict[int, int]:
        """Return the rows that are used for the RECENT_WEEKS weeks of `person` that end with `week`, by week."""
        weeks = self._by_person.weeks(person)
        return dict(takewhile(lambda found: found[0] > week - RECENT_WEEKS, weeks))

    def _recent_since(self, row: int) -> date:
        return _monday(self._table.weeks(row)[-1] - RECENT_WEEKS + 1)

    def _newest_with(self, person: str, name: str) -> int | None:
        """Return the row of the newest file that is used for a week and shared the field `name`. Parses only files
        whose beginning allows it."""
        fields, bit = self._table.fields, field_bit(name)
        if not any(fields[row] & bit for row in self._by_person.rows(person)):
            return None
        seen: set[int] = set()
        for _, row in self._by_person.weeks(person):
            if row not in seen and fields[row] & bit:
                share = self._parse(row, self._recent_since(row))
                if share is None:
                    return self._newest_with(person, name)
                if name in share.fields:
                    return row
            seen.add(row)
        return None

    def files_of(self, person: str, weeks: int = 0, *, only_wins: bool = False) -> tuple[ShareFile, ...]:
        """Return the files of `person` for their last `weeks` weeks, without what is older (0: all), the latest week
        first. Weeks that are in a newer file are removed from older ones.

        `only_wins`: for their wins and answers to replies; the rest may be missing.
        """
        while True:
            used = dict(islice(self._by_person.weeks(person), weeks or None))
            since = _monday(min(used)) if weeks and used else None
            rows = dict.fromkeys(used.values())
            shares = [self._parse(row, since, only_wins=only_wins) for row in rows]
            if all(shares):
                return tuple(
                    self._of_its_weeks(share, row, used) for share, row in zip(shares, rows, strict=True) if share
                )

    @property
    def shares(self) -> tuple[ShareFile, ...]:
        """Return everybody's current files, by person, the latest week first. Parses every file."""
        return tuple(share for person in self.people for share in self.files_of(person))

    def copies_of(self, person: str) -> Iterator[tuple[ShareFile, frozenset[int]]]:
        """Yield every readable file of `person`, the newest first, with the numbers of the weeks it is used for."""
        rows = sorted(self._by_person.rows(person), key=self._age, reverse=True)
        version, used = -1, dict[int, int]()
        for row in rows:
            if share := self._parse(row):
                if version != self.version:
                    version, used = self.version, dict(self._by_person.weeks(person))
                yield share, frozenset(week for week in self._table.weeks(row) if used.get(week) == row)

    def _of_its_weeks(self, share: ShareFile, row: int, used: Mapping[int, int]) -> ShareFile:
        """Return `share`, the file in `row`, without the weeks for which `used` (rows by week) has another file."""
        others = {week for week in self._table.weeks(row) if used.get(week, row) != row}
        if not others:
            return share
        weeks = tuple(week for week in share.weeks if week_number(week.week.monday) not in others)
        return replace(share, weeks=weeks, wins=tuple(win for win in share.wins if week_number(win.day) not in others))

    def _parse(self, row: int, since: date | None = None, *, only_wins: bool = False) -> ShareFile | None:
        """Return the parsed file; None if it has changed, or can't be used, and then it is dropped."""
        try:
            return self._bodies.parse(row, since, only_wins=only_wins)
        except (Refused, Changed, OSError) as error:
            self.set_aside(row, error)
            return None

    # Replies and titles

    def add_reply(self, reply: Reply) -> None:
        """Add a reply written since the folder was read."""
        self._added.append(reply)
        self._forget("replies", "_answers")

    def answers(self, person: str) -> dict[str, str]:
        """Return who sent the latest answer to each ask of `person`, by its id, according to the reply."""
        return self._answers.get(person, {})

    @cached_property
    def _answers(self) -> dict[str, dict[str, str]]:
        answers: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for reply in self.replies:
            if reply.kind == "answer":
                answers[reply.to][reply.about] = reply.sender
        return answers

    def title_of(self, person: str, about: str) -> str:
        """Return the title of the win, escalation or ask `about` from the files of `person`; empty if none has it.
        Reads their files until one has it."""
        quoted_id = to_json(about).encode()
        for row in dict.fromkeys(row for _, row in self._by_person.weeks(person)) if about else ():
            try:
                has_id = quoted_id in self._bodies.data(row)
            except (Changed, OSError):
                continue
            if has_id and (share := self._parse(row)) is not None:
                titles = {item.id: item.title for item in (*share.escalations, *share.asks)}
                if title := (titles | {win.id: win.text for win in share.wins}).get(about):
                    return title
        return ""

    # Changes and checks

    def set_aside(self, row: int, error: Exception) -> None:
        """Stop using the file in `row` because of `error`; if it has changed, read it again."""
        self._bodies.forget(row)
        self._bodies.spans.pop(row, None)
        path = self._table.path(row)
        match error:
            case Changed():
                self._new_pass().read_changed(row)
            case Refused():
                self._found.remove(row, unread_file(path, error).reason)
            case FileNotFoundError():
                self._found.remove(row, reasons.GONE)
            case _:
                self._found.remove(row, reason_of(error))
        self.renew(is_reordered=isinstance(error, Changed))

    def renew(self, *, is_reordered: bool = True) -> None:
        """Forget what was derived from the table. `is_reordered`: whether it has new rows."""
        self.version += 1
        if is_reordered:
            self._by_person = PeopleIndex(self._table)
        self._forget("people", "replies", "superseded", "_answers")

    def _forget(self, *properties: str) -> None:
        for name in properties:
            self.__dict__.pop(name, None)

    def check_files(self, limit: int) -> bool:
        """Compare some files with the disk, if an index was trusted, and parse up to `limit` files that nothing has
        needed yet. Return whether none is left."""
        self.save_new_index()
        if self._comparing is not None:
            if len([*islice(self._comparing, COMPARED)]) == COMPARED:
                return False
            self._comparing = None
        table, parsed, size = self._table, 0, 0
        for row in range(self._checked, min(self._checked + SKIPPED, len(table))):
            if table.kind[row] == SHARE and not table.marks[row] & CHECKED:
                if parsed == limit or size > CHECKED_BYTES:
                    return False
                self._check(row)
                parsed, size = parsed + 1, size + table.size[row]
                self._has_checked = True
            self._checked = row + 1
        is_done = self._checked >= len(table)
        if is_done and self._has_checked:
            self.save_index()
        return is_done

    def _compare(self) -> Iterator[None]:
        """Compare all files with the disk, some for each step."""
        comparing = self._new_pass()
        try:
            yield from comparing.steps()
        except ReadAfresh:
            self._found.has_repeated = True
        if comparing.differs:
            self.renew()
            self._checked, self._is_saved = 0, False

    def _check(self, row: int) -> None:
        """Parse the file in `row`, and stop using it if it isn't valid."""
        try:
            if not self._bodies.check(row):
                self.renew(is_reordered=False)
        except (Refused, Changed, OSError) as error:
            self.set_aside(row, error)

    def save_new_index(self) -> bool:
        """Write the index if what was found isn't in it yet. Return whether it was written."""
        if self._is_saved:
            return False
        self.save_index()
        return True

    def save_index(self) -> None:
        """Write the index, if there is one to write and the folder is large."""
        self._is_saved, self._has_checked = True, False
        if self._path and is_worth_it(self._found):
            save(self._path, KnownFiles(self._found, self._by_person.order, self._bodies.spans))


def _monday(week: int) -> date:
    """Return the Monday of `week`, as `week_number` counts weeks; the first day of all for one before it."""
    return date.fromordinal(max(7 * week + 1, 1))


def read_folder(
    paths: Iterable[str],
    now: datetime | None = None,
    limits: Limits = LIMITS,
    *,
    cache: str = "",
    trusting: bool = False,
    time: Callable[[], int] = file_time,
) -> SharedFolder:
    """Read the files and folders at `paths`; only the newest files if there are more than `limits` allow.

    A file dated more than a day after `now` isn't used. `cache`: the folder of the index; empty to use none.
    `trusting`: whether files are used as the index has them until `check_files` compares them. Never raises: what
    wasn't read is listed in `unread`.
    """
    named = tuple(paths)
    path = index_path(cache, named) if cache else ""

    def new_pass(found: FoundFiles, *, is_start: bool = False, trusting: bool = False) -> FolderPass:
        return FolderPass(found, now, limits, is_start=is_start, trusting=trusting, time=time)

    was_collecting = gc.isenabled()
    gc.disable()  # many objects that all stay: collecting would scan them again and again for nothing
    try:
        known = load(path, named) if path else None
        found = known.found if known else FoundFiles(named)
        try:
            differs = new_pass(found, is_start=True, trusting=trusting).run()
            differs |= new_pass(found).read_future()
        except ReadAfresh:
            known, found, differs = None, FoundFiles(named), True
            new_pass(found).run()
        is_trusted = known is not None and trusting
        known = known._replace(order=None) if known and differs else known
        folder = SharedFolder(found, lambda: new_pass(found), known, path, is_trusted=is_trusted)
    finally:
        if was_collecting:
            gc.enable()
    if differs and not trusting:
        folder.save_index()
    return folder

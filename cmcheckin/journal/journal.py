"""The journal: the whole interface for reading and saving records. It hides files, locks and stamps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from tinydb.table import Document

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Collection, Escalations, NudgeStates, Record, Records, ReplyStates
from cmcheckin.domain.workday import Workday
from cmcheckin.journal.changes import Change, Erased, Forgotten, Saved, Undone, Version, refuse_conflicts
from cmcheckin.journal.copies import NewestCopies
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.forgotten_days import ForgottenDays, notes_path
from cmcheckin.journal.ids import next_ids, taken, win_ids, with_win_ids
from cmcheckin.journal.keys import TYPES, RecordPlacing, day_in_key, number, place_of
from cmcheckin.journal.log.lines import Doc, Docs, Line
from cmcheckin.journal.log.reader import EVERYTHING
from cmcheckin.journal.log.store import Store
from cmcheckin.journal.records import Decoder
from cmcheckin.journal.tinydb import JournalDB
from cmcheckin.journal.vault import HomeVault

if TYPE_CHECKING:
    from tinydb.queries import QueryLike

    from cmcheckin.clock import Clock
    from cmcheckin.domain.conflicts import FieldConflict
    from cmcheckin.journal.conflicts import Choice
    from cmcheckin.journal.drafts import Drafts
    from cmcheckin.paths import Paths

_AT_HAND: Final = 99999999  # later than any day, so the index is enough


class Journal:
    """The records of a user, read and saved on `device`. Each read checks the files, so it includes what other windows
    and devices saved, and goes back only as far as asked, since all of ten years are rarely needed."""

    def __init__(self, paths: Paths, clock: Clock, device: str, announce: Callable[[str], None] | None = None) -> None:
        self.paths = paths
        self.clock = clock
        self.vault = HomeVault(paths)
        notes = notes_path(paths.cache_folder, device)
        self._forgotten = ForgottenDays(notes, clock.day_starts_at, self.vault)
        self.store = Store(
            paths.journal_folder, paths.cache_folder, device, clock, RecordPlacing(), announce, self._forgotten,
            self.vault,
        )  # fmt: skip
        self.db = JournalDB(self.store)
        """The database with the tables checkins, workdays, escalations, nudge_states and reply_states."""
        self._decoder = Decoder(paths.journal_folder, clock.day_starts_at)
        self._newest_copies = NewestCopies(self.store, paths)

    @classmethod
    def open(cls, paths: Paths, clock: Clock, device: str, announce: Callable[[str], None] | None = None) -> Journal:
        """Return the journal of a home. Creates no files or folders: the first save does.

        `device`: the id of this machine, from `device_id`. `announce`: called with a sentence when a save has waited
        two seconds for another process. What can't be read is listed in `problems`, and the rest is read.
        """
        return cls(paths, clock, device, announce)

    @property
    def device(self) -> str:
        """The id under which this machine writes."""
        return self.store.device

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read so far. Damaged files are found at once, damaged records when they are read."""
        with self.db.reading(_AT_HAND):
            return (*map(self._newest_copies.named, self.store.problems), *self._decoder.problems(self._current))

    def missing(self) -> tuple[Problem, ...]:
        """Return why something is missing: `problems`, without those of whole files, and those of files that lost
        lines. Slower, so only for commands that write files."""
        from cmcheckin.journal.backups import losses

        known = [problem for problem in self.problems if not problem.is_whole]
        return (*known, *losses(self.paths, {problem.file for problem in known}))

    @property
    def drafts(self) -> Drafts:
        """The drafts of check-ins."""
        from cmcheckin.journal.drafts import Drafts  # not needed by `status`

        return Drafts(self.paths.drafts, self.vault)

    def close(self) -> None:
        """Write the index if that saves time later. Every save is on the disk already."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def is_locked(self) -> bool:
        """Whether saved records aren't read, as they are locked: see `add_only`."""
        return self.store.is_locked

    def add_only(self) -> None:
        """Read nothing that is locked from now on, so that records can be added. What is saved stays: a day gets what
        its new records have, and keeps everything else."""
        self.store.is_locked = True

    # Reading

    def get(self, key: Key) -> Record | None:
        """Return the record of `key`, None if there is none."""
        table, doc_id = place_of(key)
        return self._decoder.record(table, doc_id, self._document(key))

    def _document(self, key: Key) -> Document | None:
        found = self._found(key)
        if self.store.held and self.store.floor:  # something may be saved that follows from it
            self.store.confirm(place_of(key))
            found = self._found(key)
        return found

    def _found(self, key: Key) -> Document | None:
        table, doc_id = place_of(key)
        with self.db.reading(_AT_HAND):
            found = self._current(table, doc_id)
        if found is None and (day := day_in_key(key)) < (self.store.floor or 0):
            with self.db.reading(day):
                return self._current(table, doc_id)
        return found

    def _current(self, table: str, doc_id: str) -> Document | None:
        return self.db.table(table).get(doc_id=int(doc_id))

    def checkin(self, day: date) -> CheckIn | None:
        """Return the check-in of `day`, if any."""
        found = self.get(Key("checkin", day.isoformat()))
        return found if isinstance(found, CheckIn) else None

    def workday(self, day: date) -> Workday | None:
        """Return the workday of `day`. None means not logged, not a day off."""
        found = self.get(Key("workday", day.isoformat()))
        return found if isinstance(found, Workday) else None

    def escalation(self, id: str) -> Escalation | None:
        """Return the escalation `id`, if any."""
        found = self.get(Key("escalation", id))
        return found if isinstance(found, Escalation) else None

    def between(self, first: date, last: date, tables: Iterable[str] = TYPES) -> Records:
        """Return the records in `tables` of the days from `first` to `last`. Escalations are those opened then."""
        with self.db.reading(number(first)):
            found = (self._decoder.records(table, self.db.table(table).between(first, last)) for table in tables)
            return Records.of([record for records in found for record in records if first <= record.day <= last])

    def unresolved(self) -> Escalations:
        """Return every escalation that is not resolved, however old."""
        return self._escalations(_AT_HAND, lambda value: value.get("status") != "resolved")

    def escalations(self) -> Escalations:
        """Return every escalation."""
        return self._escalations(EVERYTHING, lambda value: True)

    def open_since(self, day: date) -> Escalations:
        """Return every escalation that was open on `day` or later, however old, without those resolved at an unknown
        time. May include some resolved in the small hours of `day`."""
        first = day.isoformat()  # compared as text for speed, as in `between`
        return self._escalations(
            number(day), lambda value: value.get("status") != "resolved" or str(value.get("resolved", "")) >= first
        )

    def _escalations(self, day: int, cond: QueryLike) -> Escalations:
        with self.db.reading(day):
            found = self._decoder.records("escalations", self.db.table("escalations").search(cond))
        return Collection(record for record in found if isinstance(record, Escalation))

    def nudge_states(self) -> NudgeStates:
        """Return all answers the user ever gave to nudges, since a kind switched off long ago is still off."""
        return Collection(self._all("nudge_states"))

    def reply_states(self) -> ReplyStates:
        """Return the states of all replies that were ever read, each with a copy of the reply."""
        return Collection(self._all("reply_states"))

    def _all(self, table: str) -> list[Any]:
        with self.db.reading(_AT_HAND):
            return self._decoder.records(table, self.db.table(table))

    def marks(self) -> dict[str, Any]:
        """Return how far the files were read, as JSON for `touched_since`."""
        from cmcheckin.journal.log import marks

        with self.store.guard:
            self.store.reach(_AT_HAND)
            return marks.taken(self.store)

    def touched_since(self, marks: Mapping[str, Any]) -> date | None:
        """Return the earliest day changed since `marks`; None for none, `date.min` for invalid or outdated `marks`."""
        from cmcheckin.journal.log.marks import touched_since

        return touched_since(self.store, marks)

    def everything(self) -> Records:
        """Return all records."""
        with self.db.reading():
            return Records.of([one for table in TYPES for one in self._decoder.records(table, self.db.table(table))])

    def history(self, key: Key) -> tuple[Version, ...]:
        """Return every version of the record of `key`, oldest first. The last is the current one."""
        from cmcheckin.journal.undoing import history  # slows down start-up

        return history(self.store, self._decoder, key)

    def left_by(self, why: str, keys: Iterable[Key]) -> Mapping[Key, Sequence[Record]]:
        """Return the records of `keys` as each change saved with this `why` left them, unless it is undone."""
        from cmcheckin.journal.undoing import left_by  # as above

        return left_by(self.store, self._decoder, why, keys)

    def conflicts(self) -> tuple[FieldConflict, ...]:
        """Return the fields with two values from two devices that are not settled yet, ordered by key and field."""
        with self.store.guard:
            memory = self.store.reach(_AT_HAND)
            if not memory.joined:
                return ()
            from cmcheckin.journal.conflicts import conflicts  # slows down start-up

            return conflicts(memory)

    # Changing

    def changing(self) -> AbstractContextManager[None]:
        """Hold the lock for what is read and changed inside, after reading what others saved. Raises JournalError."""
        return self.store.changing()

    def changing_now(self) -> AbstractContextManager[None]:
        """Hold the lock for the changes made inside. Raises LockBusy at once when another process holds it."""
        return self.store.changing(wait=False)

    def change(self, build: Callable[[Journal], Change], why: str) -> Saved:
        """Call `build` under the lock, after reading what others saved, and save what it returns as one line.

        Records that are already saved like that are left out. `why`: a word or two for readers of the files, never the
        user's text. Raises JournalError with nothing changed.
        """
        with self.store.changing():
            wanted = build(self)
            return self._save(wanted.put, wanted.delete, why, wanted.conflicts)

    def save(
        self,
        records: Iterable[Record],
        *,
        delete: Iterable[Key] = (),
        expected: Mapping[Key, Record | None] | None = None,
        why: str,
    ) -> Saved:
        """Save `records` and delete the keys in `delete`, as one line. `why`: as in `change`.

        `expected`: the record the caller saw for each key (None: none). Raises Conflict if another one is saved by now
        and it isn't the one to save, and JournalError, with nothing changed.
        """
        put, gone = tuple(records), tuple(delete)
        with self.store.changing():
            if expected:
                refuse_conflicts(self.get, put, gone, expected)
            return self._save(put, gone, why)

    def settle(self, choices: Iterable[Choice]) -> None:
        """Save the values in `choices` as one change, each as the only one of its field. None removes the field.

        For an empty field: keep the record if the value is True, delete it if None. Raises Refused if a value isn't
        valid in its record, and JournalError, with nothing changed.
        """
        from cmcheckin.journal.conflicts import settle  # slows down start-up

        settle(self, choices)

    def _save(
        self, put: tuple[Record, ...], gone: tuple[Key, ...], why: str, conflicts: tuple[FieldConflict, ...] = ()
    ) -> Saved:
        docs: dict[str, Docs] = {}
        delete: dict[str, list[str]] = {}
        deleted: list[Key] = []
        records: dict[Key, Record] = {}
        for record in put:
            key = record.key
            table, doc_id = place_of(key)
            saved: Doc = self._document(key) or {}
            after = record
            if isinstance(record, CheckIn) and not all(win.id for win in record.wins):
                before = self._decoder.record(table, doc_id, saved or None)
                known = before if isinstance(before, CheckIn) else None
                after = with_win_ids(
                    record, known, self.store.device, taken(self.store, "w", record.date, win_ids(saved))
                )
            if (doc := self._decoder.changed(table, doc_id, saved, after)) is not None:
                docs.setdefault(table, {})[doc_id] = doc
                records[key] = after
        for key in gone:
            table, doc_id = place_of(key)
            if self._document(key) is not None and doc_id not in docs.get(table, {}):
                delete.setdefault(table, []).append(doc_id)
                deleted.append(key)
        parts: Line | None = None
        if conflicts:
            from cmcheckin.journal.conflicts import reopened

            parts = reopened(self.store.memory, docs, conflicts)
        with self.db.change(why, _AT_HAND, parts):  # `get` has read what is older
            for table, some in docs.items():
                self.db.table(table).put(Document(doc, int(doc_id)) for doc_id, doc in some.items())
            for table, ids in delete.items():
                self.db.table(table).remove(doc_ids=map(int, ids))
        return Saved(tuple(records.values()), tuple(deleted))

    def next_escalation_ids(self, opened: datetime, count: int = 1) -> tuple[str, ...]:
        """Return `count` free ids for escalations of the day of `opened`. Only reliable inside `change`."""
        day = self.clock.day_of(opened)
        with self.db.reading(number(day)):
            known = [str(doc.get("id", "")) for doc in self.db.table("escalations")]
        return next_ids("e", day, self.store.device, taken(self.store, "e", day, known), count)

    def next_win_ids(self, day: date, count: int = 1) -> tuple[str, ...]:
        """Return `count` free ids for wins of the check-in of `day`. Only reliable inside `change`."""
        saved: Doc = self._document(Key("checkin", day.isoformat())) or {}
        return next_ids("w", day, self.store.device, taken(self.store, "w", day, win_ids(saved)), count)

    def next_undo(self) -> Undone:
        """Return the change that `undo` would undo. Raises NothingToUndo or JournalError."""
        from cmcheckin.journal.undoing import next_undo  # slows down start-up

        return next_undo(self.store, self._decoder)

    def undo(self, check: Callable[[Undone], None] | None = None) -> Undone:
        """Undo this device's last change that is not undone yet, by appending its inverse, and return it.

        `check` gets the change first, under the lock, and may raise to leave it. Raises NothingToUndo, UndoRefused when
        a later change touched the same field, or JournalError, with nothing changed.
        """
        from cmcheckin.journal.undoing import undo  # slows down start-up

        return undo(self.store, self._decoder, check)

    def next_redo(self) -> Undone:
        """Return the change that `redo` would do again. Raises NothingToRedo or JournalError."""
        from cmcheckin.journal.undoing import next_redo  # as above

        return next_redo(self.store, self._decoder)

    def redo(self, check: Callable[[Undone], None] | None = None) -> Undone:
        """Redo this device's last undone change, and return it. `check` is as for `undo`. Raises NothingToRedo,
        UndoRefused or JournalError, with nothing changed."""
        from cmcheckin.journal.undoing import redo  # as above

        return redo(self.store, self._decoder, check)

    def forgettable(self, day: date) -> bool:
        """Return whether there are words of `day` that `forget` would erase. Raises JournalError."""
        from cmcheckin.journal.forgetting import is_needed

        return is_needed(self.store, self.paths, day)

    def forget(self, day: date) -> Forgotten:
        """Erase the words of `day` from this device's files, all backups and the drafts, for good: see `forgetting`.
        Raises JournalError, which says whether nothing was erased or the next start erases the rest."""
        from cmcheckin.journal.forgetting import forget

        return forget(self.store, self._forgotten, self.paths, day)

    def unfinished_forgetting(self) -> tuple[date, ...]:
        """Return the days that were forgotten, here or on another device, while files of this machine still have some
        of their words. Raises JournalError."""
        self.store.reach(_AT_HAND)
        return tuple(sorted({marker.day for marker in self._forgotten.unfinished(self.device).values()}))

    def finish_forgetting(self, *, thorough: bool = False) -> tuple[Erased, ...]:
        """Erase what `unfinished_forgetting` names, unless another process is doing it. Return what was erased from
        files. With `thorough`, all files are searched for words of all forgotten days. Raises JournalError."""
        if not self.unfinished_forgetting() and not (thorough and self._forgotten.markers):
            return ()
        from cmcheckin.journal.forgetting import finish

        return finish(self.store, self._forgotten, self.paths, thorough=thorough)

    def without_forgotten(
        self, record: Record, saved: Record | None, conflicts: Iterable[FieldConflict] = ()
    ) -> tuple[Record, tuple[FieldConflict, ...]]:
        """Return `record` and its `conflicts`, from a file or backup, without words of days that were forgotten. Those
        in the `saved` record were written again, so they stay. The journal must be read before."""
        left = tuple(conflict for conflict in conflicts if not self._forgotten.has_words(record, conflict))
        return self._forgotten.record(record, saved), left

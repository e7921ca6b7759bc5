"""The Journal: the whole interface of keeping. Records go in and come out; files, locks and stamps stay behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.fields import Key
from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.records import Collection, Escalations, NudgeStates, Record, Records
from cmcheckin.domain.workday import Workday
from cmcheckin.journal.changes import Change, Forgotten, Saved, Swap, Undone, Version, refuse_conflicts
from cmcheckin.journal.errors import Problem
from cmcheckin.journal.ids import next_ids, with_win_ids
from cmcheckin.journal.keys import NEVER, RecordPlacing, day_from, day_in_key, number, place_of
from cmcheckin.journal.lines import Docs
from cmcheckin.journal.records import Decoder, document
from cmcheckin.journal.store import Store

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal.drafts import Drafts
    from cmcheckin.journal.table import JournalDB
    from cmcheckin.paths import Paths

_AT_HAND: Final = 99999999  # as for a day: the index may answer


class Journal:
    """Everything one user kept, seen from one device. Reading looks at the disk each time, so what another window or
    device saved is there; it goes back only as far as it was asked to, since ten years are rarely wanted."""

    def __init__(self, paths: Paths, clock: Clock, device: str, announce: Callable[[str], None] | None = None) -> None:
        self.paths = paths
        self.clock = clock
        self.device = device
        self.store = Store(str(paths.journal), str(paths.cache), device, clock, RecordPlacing(), announce)
        self._decoder = Decoder(str(paths.journal), clock.day_starts_at)

    @classmethod
    def open(cls, paths: Paths, clock: Clock, device: str, announce: Callable[[str], None] | None = None) -> Journal:
        """The journal of a home. Creates nothing: folders and files come with the first save.

        `device` is the id of this machine (`journal.device.device_id`); `announce` is told, in a sentence, when a save
        has waited two seconds for another window. What cannot be read is in `problems` and stops nothing else.
        """
        return cls(paths, clock, device, announce)

    @cached_property
    def db(self) -> JournalDB:
        """The database. Tables: checkins, workdays, escalations, nudge_states; whatever they save is one line each.

        Imported when something is saved or queried: single records and days are read from the files without it.
        """
        from cmcheckin.journal.storage import JournalStorage
        from cmcheckin.journal.table import JournalDB

        return JournalDB(self.store, storage=JournalStorage)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read so far: whole files at once, single records when they are asked for."""
        memory = self.store.reach(_AT_HAND)
        return (*self.store.problems, *self._decoder.problems(memory))

    def missing(self) -> tuple[Problem, ...]:
        """Return `problems`, and those of files that lost lines. Slower; for commands that write files."""
        from cmcheckin.journal.backups import losses

        known = self.problems
        return (*known, *losses(self.paths, {problem.file for problem in known}))

    @property
    def drafts(self) -> Drafts:
        """The unfinished check-ins."""
        from cmcheckin.journal.drafts import Drafts  # needed by who types, not by `status`

        return Drafts(self.paths.drafts)

    def close(self) -> None:
        """Write the index if that is worth it. Nothing else is pending: every save is on the disk when it returns."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # Reading

    def get(self, key: Key) -> Record | None:
        """The record of a key, None when there is none."""
        table, doc_id = place_of(key)
        memory = self.store.reach(_AT_HAND)
        doc = memory.doc(table, doc_id)
        if doc is None and day_in_key(key) < (self.store.floor or 0):
            doc = self.store.reach().doc(table, doc_id)
        return self._decoder.record(table, doc_id, doc)

    def checkin(self, day: date) -> CheckIn | None:
        """The check-in made on the morning of `day`."""
        found = self.get(Key("checkin", day.isoformat()))
        return found if isinstance(found, CheckIn) else None

    def workday(self, day: date) -> Workday | None:
        """The day worked on `day`; None: unknown, not off."""
        found = self.get(Key("workday", day.isoformat()))
        return found if isinstance(found, Workday) else None

    def escalation(self, id: str) -> Escalation | None:
        """The escalation with this id."""
        found = self.get(Key("escalation", id))
        return found if isinstance(found, Escalation) else None

    def between(self, first: date, last: date) -> Records:
        """Check-ins and workdays dated, escalations opened and nudge states said from `first` to `last`, inclusive."""
        with self.store.guard:
            memory = self.store.reach(number(first))
            return Records.of(self._decoder.between(memory, number(first), number(last)))

    def unresolved(self) -> Escalations:
        """Every escalation that is not resolved, however old."""
        with self.store.guard:
            docs = self.store.reach(_AT_HAND).docs("escalations")
            left = [(at, doc) for at, doc in docs.items() if doc.get("status") != "resolved"]
            records = [self._decoder.record("escalations", at, doc) for at, doc in left]
            return Collection(one for one in records if isinstance(one, Escalation))

    def open_since(self, day: date) -> Escalations:
        """Return every escalation that was open on `day` or later, however old.

        Leaves out those resolved at an unknown time. May include some resolved in the small hours of `day`.
        """
        with self.store.guard:
            docs = self.store.reach(number(day)).docs("escalations").items()
            first = day.isoformat()  # compared as text, as in `between`: a week is turned in that time
            left = [
                (at, doc)
                for at, doc in docs
                if doc.get("status") != "resolved" or ("resolved" in doc and str(doc["resolved"]) >= first)
            ]
            records = [self._decoder.record("escalations", at, doc) for at, doc in left]
            return Collection(one for one in records if isinstance(one, Escalation))

    def nudge_states(self) -> NudgeStates:
        """Everything the user ever said of notes: a kind switched off long ago is still off."""
        with self.store.guard:
            docs = self.store.reach(_AT_HAND).docs("nudge_states")
            records = [self._decoder.record("nudge_states", at, doc) for at, doc in docs.items()]
            return Collection(one for one in records if isinstance(one, NudgeState))

    def marks(self) -> dict[str, Any]:
        """Where the files stand now, as JSON, for `touched_since`."""
        from cmcheckin.journal.marks import taken

        with self.store.guard:
            self.store.reach(_AT_HAND)
            return taken(self.store)

    def touched_since(self, marks: Mapping[str, Any]) -> date | None:
        """The earliest day that anything was changed of since those marks; None when nothing was.

        `date.min` when it cannot be told: a file is gone, was rewritten, or these are no marks.
        """
        from cmcheckin.journal.marks import touched

        try:
            day = touched(self.store.folder, marks)
            return None if day == NEVER else day_from(day)
        except (TypeError, ValueError, LookupError, AttributeError):
            return date.min

    def everything(self) -> Records:
        """All records."""
        with self.store.guard:
            return Records.of(self._decoder.all(self.store.reach()))

    def history(self, key: Key) -> tuple[Version, ...]:
        """Every version of a record that is in the files, in the order of their stamps; the last one stands."""
        from cmcheckin.journal.undoing import history  # not needed by what has to start fast

        return history(self.store, self._decoder, key)

    # Changing

    def changing_now(self) -> AbstractContextManager[None]:
        """Hold the lock for the changes made inside. Raises LockBusy at once when another process holds it."""
        return self.store.changing(wait=False)

    def change(self, build: Callable[[Journal], Change], why: str) -> Saved:
        """Read, decide and save in one: `build` runs under the lock, with all that other windows saved taken in.

        What it returns becomes one line of the journal; what is kept like that already is not written. `why` is a word
        or two for a reader of the files, never the user's own text. Raises JournalError, nothing changed.
        """
        with self.store.changing():
            wanted = build(self)
            return self._save(wanted.put, wanted.delete, why)

    def save(
        self,
        records: Iterable[Record],
        *,
        delete: Iterable[Key] = (),
        expected: Mapping[Key, Record | None] | None = None,
        why: str,
    ) -> Saved:
        """Keep these records, and delete those keys, in one line.

        `expected` holds what the caller saw under each key (None: nothing). If something else is kept by now, and it is
        not just what is to be saved, Conflict is raised and nothing changed. Raises JournalError, nothing changed.
        """
        put, gone = tuple(records), tuple(delete)
        with self.store.changing():
            if expected:
                refuse_conflicts(self.get, put, gone, expected)
            return self._save(put, gone, why)

    def _save(self, put: tuple[Record, ...], gone: tuple[Key, ...], why: str) -> Saved:
        docs: dict[str, Docs] = {}
        delete: dict[str, list[str]] = {}
        swaps: dict[Key, Swap] = {}
        for record in put:
            before = self.get(record.key)
            after = record
            if isinstance(record, CheckIn):
                after = with_win_ids(record, before if isinstance(before, CheckIn) else None, self.device)
            doc = document(after)
            if before is None or (before != after and document(before) != doc):
                table, doc_id = place_of(record.key)
                docs.setdefault(table, {})[doc_id] = doc
                swaps[record.key] = Swap(record.key, before, after)
        for key in gone:
            before = self.get(key)
            table, doc_id = place_of(key)
            if self.store.memory.doc(table, doc_id) is not None and doc_id not in docs.get(table, {}):
                delete.setdefault(table, []).append(doc_id)
                swaps[key] = Swap(key, before, None)
        self.db.keep(docs, delete, why)
        return Saved(tuple(swaps.values()))

    def next_escalation_ids(self, opened: datetime, count: int = 1) -> tuple[str, ...]:
        """Return `count` free ids for escalations `opened` on that day. Only reliable inside `change`."""
        day = self.clock.day_of(opened)
        docs = self.store.reach(number(day)).docs("escalations").values()
        return next_ids("e", day, self.device, (str(doc.get("id", "")) for doc in docs), count)

    def next_win_ids(self, day: date, count: int = 1) -> tuple[str, ...]:
        """Free ids for wins of a day's check-in. Only sure inside `change`, which gives ids to wins without one."""
        kept = self.checkin(day)
        return next_ids("w", day, self.device, (win.id or "" for win in (kept.wins if kept else ())), count)

    def undo(self) -> Undone:
        """Take back this device's last change that is not undone yet, by appending its inverse. Again: the one before.

        Raises NothingToUndo; UndoRefused when a later change touched the same record; JournalError. Nothing changed.
        """
        from cmcheckin.journal.undoing import undo  # not needed by what has to start fast

        return undo(self.store, self._decoder)

    def forgettable(self, day: date) -> bool:
        """Whether this machine keeps words of that day that `forget` would take away."""
        from cmcheckin.journal.forgetting import Forgetting

        return Forgetting(self.store, self.paths, day).needed()

    def forget(self, day: date) -> Forgotten:
        """Rewrite this device's files, all backups and the drafts without that day's words. It cannot be undone.

        Numbers, stamps and everything else stay. Raises JournalError; then some files may have been rewritten already,
        and calling it again goes on.
        """
        from cmcheckin.journal.forgetting import Forgetting

        return Forgetting(self.store, self.paths, day).forget()

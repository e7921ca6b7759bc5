"""Read and save a manager's own follow-up: one private file beside their config, for any number of windows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.text import LINE, NOTE, WORD, to_json
from cmcheckin.files import TooLarge, make_folder, read_bytes, write_file
from cmcheckin.journal.log.lock import Lock
from cmcheckin.sharing.follow_up import MARK_STATES, ActionItem, Asked, FollowUp, Mark, PersonFollowUp, Talk
from cmcheckin.wording import file_reasons as reasons

MAX_BYTES: Final = 30_000_000
"""The limit in bytes for the file: a page of notes a week about thirty people for a hundred years."""


class FollowUpStore:
    """The follow-up saved at `path`. A change is applied to what is saved at that moment, under a lock, so that two
    windows lose nothing of each other."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> FollowUp:
        """Return the saved follow-up; an empty one if there is none. Raises Refused if the file is damaged, and OSError
        if it can't be read."""
        try:
            raw: object = json.loads(read_bytes(self.path, limit=MAX_BYTES, follow_link=True)[0])
        except FileNotFoundError:
            return FollowUp()
        except TooLarge:
            raise Refused(self.path.name, reasons.PREFERENCES_TOO_LARGE) from None
        except (ValueError, RecursionError):
            raise Refused(self.path.name, reasons.CANNOT_BE_READ) from None
        table = f.table(self.path.name, raw)
        people = f.table("people", table.get("people"))
        return FollowUp(
            {key: _mark(value) for key, value in f.table("marks", table.get("marks")).items()},
            {person: _person(value) for person, value in people.items()},
            {key: f.prose("drafts", text, NOTE) or "" for key, text in f.table("drafts", table.get("drafts")).items()},
        )

    def apply(self, change: Callable[[FollowUp], FollowUp]) -> FollowUp:
        """Save the result of `change` on the saved follow-up, and return it. Raises Refused, OSError, and JournalError
        if another window keeps the lock; then the file is unchanged."""
        make_folder(str(self.path.parent))
        lock = Lock(str(self.path.parent))
        lock.acquire()
        try:
            before = self.load()
            after = change(before)
            if after != before:
                raw = {name: value for name, value in asdict(after).items() if value}
                write_file(self.path, to_json(raw, default=str).encode() + b"\n")
        finally:
            lock.release()
        return after


def _mark(raw: JSON) -> Mark:
    match raw:
        case [state, day]:
            known = next((known for known in MARK_STATES if known == state), None)
            return Mark(f.required("state", known), _day(day))
    raise Refused("marks", reasons.CANNOT_BE_READ)


def _day(raw: JSON) -> date:
    return f.required("day", f.day("day", raw))


def _person(raw: JSON) -> PersonFollowUp:
    table: Mapping[str, JSON] = f.table("people", raw)
    return PersonFollowUp(
        f.prose("note", table.get("note"), NOTE) or "",
        tuple(map(_action, f.items("actions", table.get("actions")))),
        tuple(map(_talk, f.items("talks", table.get("talks")))),
    )


def _action(raw: JSON) -> ActionItem:
    match raw:
        case [id_, text, added, done]:
            return ActionItem(
                f.required("id", f.identifier("id", id_)),
                f.required("text", f.line("text", text, LINE)),
                _day(added),
                f.day("done", done),
            )
    raise Refused("actions", reasons.CANNOT_BE_READ)


def _talk(raw: JSON) -> Talk:
    match raw:
        case [day, note, list(asked)]:
            return Talk(_day(day), f.prose("note", note, NOTE) or "", tuple(map(_asked, asked)))
    raise Refused("talks", reasons.CANNOT_BE_READ)


def _asked(raw: JSON) -> Asked:
    match raw:
        case [kind, about, amount]:
            return Asked(
                f.required("kind", f.line("kind", kind, WORD)),
                f.line("about", about, LINE) or "",
                f.required("amount", f.number("amount", amount, 0, 1e9)),
            )
    raise Refused("asked", reasons.CANNOT_BE_READ)

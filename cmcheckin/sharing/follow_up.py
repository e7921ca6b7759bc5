"""A manager's own follow-up: what they answered, thanked, want to talk about or finished, and their one-to-ones.

It is kept beside their config and never written into a shared folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

MarkState: TypeAlias = Literal["answered", "thanked", "talk", "done"]
MARK_STATES: Final[tuple[MarkState, ...]] = get_args(MarkState)
"""What the manager did or plans: answered it, thanked for it, wants to talk about it, or is done with it."""


class Mark(NamedTuple):
    """What the manager marked an item as, and the day."""

    state: MarkState
    on: date


class ActionItem(NamedTuple):
    """Something agreed in a one-to-one. It carries over to the next talks until it is done."""

    id: str
    text: str
    added: date
    done: date | None = None


class Talk(NamedTuple):
    """A one-to-one that took place, the manager's notes of it, and the kinds of question that were proposed for it."""

    on: date
    note: str = ""
    asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonFollowUp:
    """The manager's own notes about one person."""

    note: str = ""
    """Notes for the next talk."""
    actions: tuple[ActionItem, ...] = ()
    """In the order in which they were added."""
    talks: tuple[Talk, ...] = ()
    """Past talks, the latest first."""

    @property
    def last_talk(self) -> date | None:
        """The day of the latest talk; None before the first."""
        return self.talks[0].on if self.talks else None

    @property
    def open_actions(self) -> tuple[ActionItem, ...]:
        """The action items that aren't done."""
        return tuple(action for action in self.actions if action.done is None)


@dataclass(frozen=True)
class FollowUp:
    """Everything the manager noted. It is immutable: each change returns a new one."""

    marks: Mapping[str, Mark] = field(default_factory=dict)
    """By the key of the item, see `item_key`."""
    people: Mapping[str, PersonFollowUp] = field(default_factory=dict)
    """By the person's id."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """Texts of replies that aren't sent yet, by person, kind and subject."""

    def mark(self, key: str, state: MarkState | None, today: date) -> FollowUp:
        """Return a copy in which the item `key` is marked as `state` on `today`; None removes its mark."""
        marks = {other: mark for other, mark in self.marks.items() if other != key}
        return replace(self, marks={**marks, key: Mark(state, today)} if state else marks)

    def with_draft(self, key: str, text: str) -> FollowUp:
        """Return a copy with `text` as the unsent reply `key`; an empty text removes it."""
        drafts = {other: draft for other, draft in self.drafts.items() if other != key}
        return replace(self, drafts={**drafts, key: text} if text else drafts)

    def person(self, person: str) -> PersonFollowUp:
        """Return the notes about the person with the id `person`."""
        return self.people.get(person, PersonFollowUp())

    def with_person(self, person: str, notes: PersonFollowUp) -> FollowUp:
        """Return a copy with `notes` about the person with the id `person`."""
        return replace(self, people={**self.people, person: notes})


def item_key(kind: Literal["help", "item", "win", "response"], person: str, id_: str) -> str:
    """Return the key of a mark: of the help that `person` asked for (`id_`: the text), or of their escalation or ask,
    win, or answer with the id `id_`."""
    return f"{kind}:{person}:{id_}"

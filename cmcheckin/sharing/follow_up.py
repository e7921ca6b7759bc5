"""A manager's own follow-up: what they answered, thanked, want to talk about or finished, and their one-to-ones.

It is kept beside their config and never written into a shared folder.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from cmcheckin.domain.text import NOTE

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


class Asked(NamedTuple):
    """A question that was proposed for a talk, so that it isn't proposed again unless it got worse."""

    kind: str
    """The rule it came from."""
    about: str = ""
    """What it was about, such as the id of an escalation; empty if there is one such question a person."""
    amount: float = 0
    """How much of it there was then, in the unit of its rule. More is worse."""


class Talk(NamedTuple):
    """A one-to-one that took place, the manager's notes of it, and the questions that were proposed for it."""

    on: date
    note: str = ""
    asked: tuple[Asked, ...] = ()


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

    def with_note(self, text: str) -> PersonFollowUp:
        """Return a copy with `text` as the notes for the next talk."""
        return replace(self, note=text)

    def changed_note(self, after: str, before: Collection[str]) -> PersonFollowUp:
        """Return a copy with `after` as the notes. If they aren't one of the texts `before` it, another window changed
        them meanwhile, and the lines of both are kept."""
        if self.note not in before:
            lines = self.note.split("\n")
            after = "\n".join([*lines, *(line for line in after.split("\n") if line not in lines)])
        return self.with_note(after)

    def add_action(self, id_: str, text: str, today: date) -> PersonFollowUp:
        """Return a copy with the action item `text` added on `today`; unchanged if there is one with the id `id_`."""
        return self.restore_action(ActionItem(id_, text, today), len(self.actions))

    def edit_action(self, id_: str, text: str) -> PersonFollowUp:
        """Return a copy in which the action item `id_` has the text `text`. One that was deleted meanwhile stays
        deleted."""
        return self._changed(id_, lambda action: action._replace(text=text))

    def finish_action(self, id_: str, today: date) -> PersonFollowUp:
        """Return a copy in which the action item `id_` was done on `today`, or earlier if it was done already."""
        return self._changed(id_, lambda action: action._replace(done=action.done or today))

    def reopen_action(self, id_: str) -> PersonFollowUp:
        """Return a copy in which the action item `id_` isn't done."""
        return self._changed(id_, lambda action: action._replace(done=None))

    def delete_action(self, id_: str) -> PersonFollowUp:
        """Return a copy without the action item `id_`."""
        return replace(self, actions=tuple(action for action in self.actions if action.id != id_))

    def restore_action(self, action: ActionItem, at: int) -> PersonFollowUp:
        """Return a copy with the deleted `action` at the index `at` again; unchanged if it is there."""
        if any(action.id == other.id for other in self.actions):
            return self
        return replace(self, actions=(*self.actions[:at], action, *self.actions[at:]))

    def talked(self, today: date, asked: Sequence[Asked] = ()) -> PersonFollowUp:
        """Return a copy after a talk on `today`, for which the questions `asked` were proposed.

        The notes become the notes of that talk, and the next one starts with the open action items. A second talk on
        the same day is taken as part of the first.
        """
        is_same_day = bool(self.talks) and self.talks[0].on >= today
        first = self.talks[0] if is_same_day else Talk(today)
        note = "\n".join(part for part in (first.note, self.note) if part)
        if len(note) > NOTE:
            is_same_day, first, note = False, Talk(first.on), self.note
        talk = Talk(first.on, note, tuple(dict.fromkeys((*first.asked, *asked))))
        return replace(self, note="", talks=(talk, *self.talks[is_same_day:]))

    def untalked(self, before: PersonFollowUp) -> PersonFollowUp:
        """Return a copy with the talks and notes as `before` a talk was noted, and what was written since."""
        note = "\n".join(part for part in (before.note, self.note) if part)
        return replace(self, note=note, talks=before.talks)

    def _changed(self, id_: str, change: Callable[[ActionItem], ActionItem]) -> PersonFollowUp:
        return replace(self, actions=tuple(change(action) if action.id == id_ else action for action in self.actions))


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


def with_marks(follow_up: FollowUp, marks: Mapping[str, Mark | None]) -> FollowUp:
    """Return `follow_up` with `marks` by their keys; None removes one."""
    merged = {**follow_up.marks, **marks}
    return replace(follow_up, marks={key: mark for key, mark in merged.items() if mark is not None})

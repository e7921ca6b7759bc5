"""Changes of a manager's notes about a person, each with what undoes it and the message after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from cmcheckin.domain.text import shorten
from cmcheckin.sharing.follow_up import ActionItem, FollowUp, PersonFollowUp, with_marks
from cmcheckin.sharing.one_to_one import OneToOne
from cmcheckin.wording import one_to_one as words
from cmcheckin.wording.formats import quoted

Change = Callable[[FollowUp], FollowUp]
QUOTED: Final = 40
"""Most characters of an action item in a message."""


class NoteChange(NamedTuple):
    """A change of the follow-up, the change that undoes it, and the message after it."""

    do: Change
    undo: Change
    message: str


def add_action(person: str, id_: str, text: str, today: date) -> NoteChange:
    """Return the change that adds the action item `id_` with `text` to the notes about `person`."""
    return NoteChange(
        _notes(person, lambda notes: notes.add_action(id_, text, today)),
        _notes(person, lambda notes: notes.delete_action(id_)),
        words.ADDED,
    )


def edit_action(person: str, action: ActionItem, text: str) -> NoteChange:
    """Return the change that gives `action` of `person` the text `text`."""
    return NoteChange(
        _notes(person, lambda notes: notes.edit_action(action.id, text)),
        _notes(person, lambda notes: notes.edit_action(action.id, action.text)),
        words.CHANGED,
    )


def finish_action(person: str, action: ActionItem, today: date) -> NoteChange:
    """Return the change that marks `action` of `person` as done on `today`, or as open if it is done."""
    finish = _notes(person, lambda notes: notes.finish_action(action.id, today))
    reopen = _notes(person, lambda notes: notes.reopen_action(action.id))
    text = quoted(shorten(action.text, QUOTED))
    if action.done:
        return NoteChange(reopen, finish, words.REOPENED.format(text=text))
    return NoteChange(finish, reopen, words.DONE.format(text=text))


def delete_action(person: str, action: ActionItem, now: FollowUp) -> NoteChange:
    """Return the change that deletes `action` of `person`. `now`: the follow-up before it."""
    at = now.person(person).actions.index(action)
    return NoteChange(
        _notes(person, lambda notes: notes.delete_action(action.id)),
        _notes(person, lambda notes: notes.restore_action(action, at)),
        words.DELETED.format(text=quoted(shorten(action.text, QUOTED))),
    )


def note_talk(talk: OneToOne, now: FollowUp) -> NoteChange:
    """Return the change that notes that `talk` took place, which removes the marks to talk about. `now`: the follow-up
    before it."""
    person, today = talk.person, talk.today
    before, asked = now.person(person), [question.asked for question in talk.questions]
    marks = {key: now.marks[key] for key, _ in talk.to_talk}
    do = _notes(person, lambda notes: notes.talked(today, asked))
    undo = _notes(person, lambda notes: notes.untalked(before))
    return NoteChange(
        lambda follow_up: with_marks(do(follow_up), dict.fromkeys(marks)),
        lambda follow_up: with_marks(undo(follow_up), marks),
        words.TALKED.format(actions=words.open_actions(len(before.open_actions))),
    )


def _notes(person: str, change: Callable[[PersonFollowUp], PersonFollowUp]) -> Change:
    """Return `change` of the notes about `person` as a change of the follow-up."""
    return lambda follow_up: follow_up.with_person(person, change(follow_up.person(person)))

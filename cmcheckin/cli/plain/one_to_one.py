"""The page of a one-to-one in plain lines: what was shared since the last talk, action items and notes."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cmcheckin.cli.plain.dialogue import Back
from cmcheckin.cli.plain.part import Key, Part
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.files import write_file
from cmcheckin.services.follow_up import is_shared
from cmcheckin.sharing.follow_up import ActionItem, FollowUp, PersonFollowUp, with_marks
from cmcheckin.sharing.one_to_one import OneToOne
from cmcheckin.sharing.one_to_one_page import NEWS, Entry, render_one_to_one, sections
from cmcheckin.wording import one_to_one as words
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import plain_review as own_words
from cmcheckin.wording import report, review
from cmcheckin.wording.formats import quoted

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.cli.plain.dialogue import Dialogue
    from cmcheckin.cli.plain.review import Desk

Change = Callable[[PersonFollowUp], PersonFollowUp]


class OneToOnePart(Part):
    """The one-to-one with the person with the id `person`."""

    NAME = "one-to-one"
    NUMBERS = own_words.TALK_KEYS["number"]

    def __init__(self, terminal: Dialogue, program: Program, desk: Desk, person: str) -> None:
        super().__init__(terminal, program)
        self.desk, self.person = desk, person
        self._entries: list[Entry] = []
        self._undo: list[Callable[[FollowUp], FollowUp]] = []

    def _talk(self) -> OneToOne:
        talk = self.desk.reading.one_to_one(self.person)
        if talk is None:
            raise Refused("", words.GONE)
        return talk

    def show(self) -> None:
        """Print the sections of the page, each entry with a number."""
        self.desk.renew()
        talk, self._entries, self.at = self._talk(), [], None
        self.terminal.show(f"{words.title(review.person_name(talk.name, talk.person))}.")
        self.terminal.show(words.sentence_place(talk.last_talk, talk.made))
        lines, has_news = list[str](), False
        for section in sections(talk):
            if section.key in NEWS and not has_news:
                has_news = True
                lines.append(f"{words.since(talk.last_talk, talk.since, talk.today)}.")
            lines.append(f"{section.title}: {section.hint}" if not section.entries else f"{section.title}:")
            for entry in section.entries:
                self._entries.append(entry)
                lines.append(plain_words.numbered(len(self._entries), _line(section.key, entry)))
        self.terminal.page(lines)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the page."""
        meanings = own_words.TALK_KEYS
        return (
            Key("n", meanings["n"], self._note),
            Key("a", meanings["a"], self._add),
            Key("+", "", self._add),
            Key("x", meanings["x"], self._finish),
            Key("e", meanings["e"], self._edit),
            Key("d", meanings["d"], self._delete),
            Key("u", meanings["u"], self._undo_last),
            Key("f", meanings["f"], self._talked),
            Key("w", meanings["w"], self._write),
            Key("r", meanings["r"], self._again),
        )

    def read(self, text: str) -> None:
        """Read the entry whose number is `text` in full."""
        entry, _ = self.pick(self._entries, text)
        self.terminal.show_all(line for line in entry.text.split("\n") if line.strip())
        self.terminal.show_all(entry.facts)

    def _again(self, _: str) -> None:
        self.desk.read()
        self.terminal.show(review.READ_AGAIN)
        self.show()

    # Changes

    def _change(self, change: Change, undo: Change | None, message: str) -> None:
        """Save `change` of the notes, and how to `undo` it, and print `message`. Raises Refused if it isn't saved."""

        def whole(one: Change) -> Callable[[FollowUp], FollowUp]:
            return lambda follow_up: follow_up.with_person(self.person, one(follow_up.person(self.person)))

        self._save(whole(change), whole(undo) if undo else None, message)

    def _save(
        self, change: Callable[[FollowUp], FollowUp], undo: Callable[[FollowUp], FollowUp] | None, message: str
    ) -> None:
        self.desk.follow_up = self.desk.store.apply(change)
        self._undo = [undo] if undo else []
        self.say(message)
        self.desk.renew()

    def _note(self, text: str) -> None:
        """Add lines to the notes for this talk."""
        before = self.desk.follow_up.person(self.person).note
        lines = [text] if text else []
        if not text:
            self.terminal.show(own_words.NOTE_HELP)
            with suppress(Back):  # which ends the notes too
                while line := self.ask_line(own_words.NOTE_LINE):
                    lines.append(line)
                    self._add_note(line)
        else:
            self._add_note(text)
        if lines:
            self._undo = [lambda follow_up: self._with_note(follow_up, before)]
            self.terminal.show(own_words.NOTE_SAVED)

    def _add_note(self, line: str) -> None:
        """Save `line` at the end of the notes at once, so that a lost connection loses nothing."""

        def add(follow_up: FollowUp) -> FollowUp:
            note = follow_up.person(self.person).note
            return self._with_note(follow_up, f"{note}\n{clean(line)}".strip("\n"))

        self.desk.follow_up = self.desk.store.apply(add)

    def _with_note(self, follow_up: FollowUp, note: str) -> FollowUp:
        return follow_up.with_person(self.person, follow_up.person(self.person).with_note(note))

    def _action(self, text: str, key: str) -> tuple[ActionItem, str]:
        entry, rest = self.pick(self._entries, text, key)
        if not isinstance(entry.subject, ActionItem):
            raise Refused("", own_words.NOT_AN_ACTION)
        return entry.subject, rest

    def _add(self, text: str) -> None:
        line = shorten(clean(text or self.ask_line(f"{words.ACTION}:")), LINE)
        if not line:
            self.terminal.show(words.NOTHING_TYPED)
            return
        id_ = os.urandom(6).hex()
        self._change(
            lambda notes: notes.add_action(id_, line, self.today), lambda notes: notes.delete_action(id_), words.ADDED
        )

    def _edit(self, text: str) -> None:
        action, typed = self._action(text, "e")
        line = shorten(clean(typed or self.ask_line(f"{words.EDIT_ACTION} [{action.text}]:")), LINE)
        if line:
            self._change(
                lambda notes: notes.edit_action(action.id, line),
                lambda notes: notes.edit_action(action.id, action.text),
                words.CHANGED,
            )

    def _finish(self, text: str) -> None:
        action, _ = self._action(text, "x")
        name, is_done = quoted(shorten(action.text, 40)), action.done is not None

        def finish(notes: PersonFollowUp) -> PersonFollowUp:
            return notes.finish_action(action.id, self.today)

        def reopen(notes: PersonFollowUp) -> PersonFollowUp:
            return notes.reopen_action(action.id)

        message = (words.REOPENED if is_done else words.DONE).format(text=name)
        self._change(*((reopen, finish) if is_done else (finish, reopen)), message)

    def _delete(self, text: str) -> None:
        action, _ = self._action(text, "d")
        at = self.desk.follow_up.person(self.person).actions.index(action)
        self._change(
            lambda notes: notes.delete_action(action.id),
            lambda notes: notes.restore_action(action, at),
            words.DELETED.format(text=quoted(shorten(action.text, 40))),
        )

    def _undo_last(self, _: str) -> None:
        if not self._undo:
            raise Refused("", own_words.NOTHING_TO_UNDO)
        self._save(self._undo[0], None, words.UNDONE)

    def _talked(self, _: str) -> None:
        """Record that the talk took place, if the user confirms."""
        talk, before = self._talk(), self.desk.follow_up.person(self.person)
        if not self.terminal.confirm(own_words.TALKED):
            self.terminal.show(plain_words.CANCELLED)
            return
        marks = {key: self.desk.follow_up.marks[key] for key, _ in talk.to_talk}
        asked = [question.asked for question in talk.questions]

        def talked(follow_up: FollowUp) -> FollowUp:
            notes = follow_up.person(self.person).talked(self.today, asked)
            return with_marks(follow_up.with_person(self.person, notes), dict.fromkeys(marks))

        def untalked(follow_up: FollowUp) -> FollowUp:
            notes = follow_up.person(self.person).untalked(before)
            return with_marks(follow_up.with_person(self.person, notes), marks)

        self._save(talked, untalked, words.TALKED.format(actions=words.open_actions(len(before.open_actions))))

    def _write(self, text: str) -> None:
        from cmcheckin.cli.plain.files import write_document

        talk = self._talk()
        name = review.person_name(talk.name, talk.person)
        safe = "".join(char if char.isalnum() else "-" for char in name.casefold())[:40].strip("-") or "person"

        def write(target: Path, *, replace_existing: bool) -> None:
            if is_shared(target, self.desk.paths):
                raise ValueError(words.IN_SHARED)
            write_file(target, render_one_to_one(talk, name).encode(), replace=replace_existing)

        suggested = str(Path.home() / f"one-to-one-{safe}-{self.today}.md")
        self.terminal.show(f"{report.FILE}: {words.FILE_HINT}.")
        write_document(self, suggested, text, write, needs_journal=False)


def _line(section: str, entry: Entry) -> str:
    """Return `entry` of the section with the key `section` as one line: its lead, its text and its facts."""
    parts = entry.lead.split(maxsplit=1)
    lead = words.week_of(*parts) if section == "weeks" and len(parts) == 2 else entry.lead
    lead = f"{lead}: " if lead else ""
    done = ""
    if isinstance(entry.subject, ActionItem):
        done = own_words.DONE if entry.subject.done else own_words.OPEN
    facts = ", ".join(filter(None, (done, *entry.facts)))
    line = f"{lead}{' '.join(entry.text.split())}{f' ({facts})' if facts else ''}"
    return plain_words.spoken(line) if section == "weeks" else line

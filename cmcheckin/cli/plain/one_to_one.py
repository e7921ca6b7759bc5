"""The page of a one-to-one in plain lines: what was shared since the last talk, action items and notes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from cmcheckin.bootstrap import Program
from cmcheckin.cli.plain.dialogue import Back, Dialogue
from cmcheckin.cli.plain.files import write_document
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.cli.plain.review_session import ReviewSession
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE, clean, shorten
from cmcheckin.files import write_file
from cmcheckin.services.follow_up import is_shared
from cmcheckin.sharing import note_changes
from cmcheckin.sharing.follow_up import ActionItem, FollowUp
from cmcheckin.sharing.note_changes import Change, NoteChange
from cmcheckin.sharing.one_to_one import OneToOne
from cmcheckin.sharing.one_to_one_page import NEWS, Entry, page_file_name, render_one_to_one, sections
from cmcheckin.wording import one_to_one as words
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import plain_review as own_words
from cmcheckin.wording import review
from cmcheckin.wording.formats import sentence_case
from cmcheckin.wording.plain_checkin import asked
from cmcheckin.wording.spoken import spoken, spoken_dates


class OneToOnePart(Part):
    """The one-to-one with the person with the id `person`."""

    NAME = "one-to-one"
    MEANINGS = own_words.TALK_KEYS
    OPENS_OTHERS = False
    _undo: Change | None = None
    """Undoes the last change."""

    def __init__(self, terminal: Dialogue, program: Program, session: ReviewSession, person: str) -> None:
        super().__init__(terminal, program)
        self.session, self.person = session, person

    def _talk(self) -> OneToOne:
        talk = self.session.reading.one_to_one(self.person)
        if talk is None:
            raise Refused("", words.GONE)
        return talk

    def show(self) -> None:
        """Print the sections of the page, each entry with a number."""
        self.session.renew()
        talk, number, self.at = self._talk(), 0, None
        self.terminal.show(f"{words.title(review.person_name(talk.name, talk.person))}.")
        self.terminal.show(words.sentence_place(talk.last_talk, talk.made))
        lines, has_news = list[str](), False
        for section in sections(talk):
            if section.key in NEWS and not has_news:
                has_news = True
                lines.append(f"{spoken(words.since(talk.last_talk, talk.since, talk.today))}.")
            hint = "" if section.entries else plain_words.typed_keys(section.hint).replace(*own_words.ADD_KEY)
            lines.append(f"{section.title}: {hint}".rstrip())
            for entry in section.entries:
                number += 1
                lines.append(plain_words.numbered(number, _line(section.key, entry)))
        self.terminal.page(lines)

    def _entries(self) -> list[tuple[str, Entry]]:
        """Return the numbered entries, each with the key of its section."""
        return [(section.key, entry) for section in sections(self._talk()) for entry in section.entries]

    def actions(self) -> dict[str, Action]:
        """Return the keys of the page."""
        items: dict[str, Action] = {"a": self._add, "x": self._finish, "e": self._edit, "d": self._delete}
        page = {"+": self._add, "n": self._note, "u": self._undo_last, "f": self._talked, "w": self._write}
        return items | page | {"r": self._again}

    def read(self, text: str) -> None:
        """Read the entry whose number is `text` in full."""
        (section, entry), _ = self.pick(self._entries(), text)
        if section in ("weeks", "leave"):  # which are the program's own words, on one line
            self.terminal.show(_line(section, entry))
            return
        self.terminal.show_all(line for line in entry.text.split("\n") if line.strip())
        self.terminal.show_all(spoken(fact, entry.kept) for fact in entry.facts)

    def _again(self, _: str) -> None:
        self.session.read()
        self.terminal.show(review.READ_AGAIN)
        self.show()

    # Changes

    def _save(self, change: NoteChange, action: str = "") -> None:
        """Save `change`, and print its message. The action item with the id `action` is the one read last then. Raises
        Refused if it isn't saved."""
        self._apply(change.do, change.undo)
        self.say_keys(change.message)
        subjects = [entry.subject for _, entry in self._entries()]
        ids = [subject.id if isinstance(subject, ActionItem) else "" for subject in subjects]
        self.at = ids.index(action) if action and action in ids else None

    def _repeat(self) -> None:
        """Print the entry that was read last."""
        if self.at is not None:
            self.say_entry(_line(*self._entries()[self.at]))

    def _apply(self, change: Change, undo: Change | None) -> None:
        self.session.apply(change)
        self._undo = undo

    def _note(self, text: str) -> None:
        """Add lines to the notes for this talk."""
        before = self.session.follow_up.person(self.person).note
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
            self._undo = lambda follow_up: self._with_note(follow_up, before)
            self.terminal.show(own_words.NOTE_SAVED)

    def _add_note(self, line: str) -> None:
        """Save `line` at the end of the notes at once, so that a lost connection loses nothing."""

        def add(follow_up: FollowUp) -> FollowUp:
            note = follow_up.person(self.person).note
            return self._with_note(follow_up, f"{note}\n{clean(line)}".strip("\n"))

        self.session.apply(add)

    def _with_note(self, follow_up: FollowUp, note: str) -> FollowUp:
        return follow_up.with_person(self.person, follow_up.person(self.person).with_note(note))

    def _action(self, text: str, key: str) -> tuple[ActionItem, str]:
        (_, entry), rest = self.pick(self._entries(), text, key)
        if not isinstance(entry.subject, ActionItem):
            raise Refused("", own_words.NOT_AN_ACTION)
        return entry.subject, rest

    def _add(self, text: str) -> None:
        line = shorten(clean(text or self.ask_line(f"{words.ACTION}:")), LINE)
        if line:
            id_ = os.urandom(6).hex()
            self._save(note_changes.add_action(self.person, id_, line, self.today), id_)
            self._repeat()
        else:
            self.terminal.show(words.NOTHING_TYPED)

    def _edit(self, text: str) -> None:
        action, typed = self._action(text, "e")
        line = shorten(clean(typed or self.ask_line(asked(words.EDIT_ACTION, action.text))), LINE)
        if line:
            self._save(note_changes.edit_action(self.person, action, line), action.id)
            self._repeat()

    def _finish(self, text: str) -> None:
        action, _ = self._action(text, "x")
        self._save(note_changes.finish_action(self.person, action, self.today), action.id)
        self._repeat()  # it may have another number now

    def _delete(self, text: str) -> None:
        self._save(note_changes.delete_action(self.person, self._action(text, "d")[0], self.session.follow_up))

    def _undo_last(self, _: str) -> None:
        if not self._undo:
            raise Refused("", own_words.NOTHING_TO_UNDO)
        self._apply(self._undo, None)
        self.terminal.show(words.UNDONE)

    def _talked(self, _: str) -> None:
        """Note that the talk took place."""
        self._save(note_changes.note_talk(self._talk(), self.session.follow_up))

    def _write(self, text: str) -> None:
        talk = self._talk()

        def write(target: Path, *, replace_existing: bool) -> None:
            if is_shared(target, self.session.paths):
                raise ValueError(words.IN_SHARED)
            page = render_one_to_one(talk, review.person_name(talk.name, talk.person))
            write_file(target, page.encode(), replace=replace_existing)

        name = str(Path.home() / page_file_name(talk))
        write_document(self, name, text, write, hint=words.FILE_HINT, needs_journal=False)


def _line(section: str, entry: Entry) -> str:
    """Return `entry` of the section with the key `section` as one line: its lead, its text and its facts."""
    parts = entry.lead.split(maxsplit=1)
    lead = words.week_of(*parts) if section == "weeks" and len(parts) == 2 else entry.lead
    lead = f"{sentence_case(spoken_dates(lead))}: " if lead else ""
    done = ""
    if isinstance(entry.subject, ActionItem):
        done = "" if entry.subject.done else own_words.OPEN
    facts = ", ".join(spoken(fact, entry.kept) for fact in (done, *entry.facts) if fact)
    text = " ".join(entry.text.split())
    if section == "weeks":
        text = spoken(text) or own_words.NO_FIGURES
    elif section == "leave":
        text = spoken(text)
    return f"{lead}{text}{f' ({facts})' if facts else ''}"

"""The manager's review in plain lines: what needs them, the pages about the team, and everything about one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial, reduce
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.plain.dialogue import Dialogue
from cmcheckin.cli.plain.one_to_one import OneToOnePart
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.cli.plain.review_session import ReviewSession
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.services.replying import draft_key, offered_days
from cmcheckin.sharing.attention import SECTIONS, Recipient, mark_keys, matching, needs_by_person, recipient
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.follow_up import MarkState, with_marks
from cmcheckin.sharing.note_changes import Change
from cmcheckin.sharing.share_file import DATED, ShareEscalation, ShareWeek
from cmcheckin.sharing.spoken_review import about_person, about_row, about_week, row_line, row_text, spoken_reply
from cmcheckin.sharing.team import Person, PersonRow, TeamItem, TeamWin, matching_items, sort_rows
from cmcheckin.wording import needs_you
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import plain_review as own_words
from cmcheckin.wording import reply as reply_words
from cmcheckin.wording import review as words
from cmcheckin.wording.spoken import spoken

KINDS: Final = {
    "t": "thanks", "a": "answer", "c": "cover", "d": "time", "budget": "budget", "i": "introduction", "w": "question",
}  # fmt: skip
"""The kinds of replies by their keys, as on the screen, except budget, because b goes back."""


class ReviewPart(Part):
    """A page of numbered rows, with keys to reply to them and to mark them."""

    OPENS_OTHERS = False

    def __init__(self, terminal: Dialogue, program: Program, session: ReviewSession) -> None:
        super().__init__(terminal, program)
        self.session = session
        self.rows: list[object] = []

    def actions(self) -> dict[str, Action]:
        """Return the keys of replies and marks."""
        return {
            **{key: partial(self._reply, key, kind) for key, kind in KINDS.items()},
            "x": partial(self._mark, "x", "done"),
            "m": partial(self._mark, "m", "talk"),
            "u": self._undo_mark,
            "o": self._one_to_one,
            "r": self._again,
        }

    def person_of(self, row: object) -> PersonRow | None:
        """Return the person that `row` is about."""
        if isinstance(row, PersonRow):
            return row
        return self.session.reading.row(str(getattr(row, "person", "")))

    def pick_row(self, text: str, key: str) -> tuple[object, str]:
        """Return the row that `text` names, or the one read last, and the rest of `text`."""
        return self.pick(self.rows, text, key)

    def line(self, row: object, *, is_named: bool = True) -> str:
        """Add `row` to the numbered rows, and return its line."""
        self.rows.append(row)
        person = self.session.reading.recent(row.person) if isinstance(row, PersonRow) else None
        marks, today = self.session.follow_up.marks, self.today
        return plain_words.numbered(len(self.rows), row_line(row, person, marks, today, is_named=is_named))

    def read(self, text: str) -> None:
        """Read the row whose number is `text` in full; of a person, all that they shared."""
        row, _ = self.pick(self.rows, text)
        if isinstance(row, PersonRow):
            self.open(PersonPart(self.terminal, self.program, self.session, row.person))
        else:
            self.say_all(about_row(row, self.session.reading.folder.replies, self.today))

    def say_all(self, lines: Iterable[str]) -> None:
        """Print each of `lines`, which have words of others."""
        for line in lines:
            self.say(line)

    def _again(self, _: str) -> None:
        self.session.read()
        self.terminal.show(words.READ_AGAIN)
        self.show()

    # Replies

    def _reply(self, key: str, kind: str, text: str) -> None:
        """Ask for the text of a reply, for the days of an offer, and for the manager's name if it isn't known."""
        row, typed = self.pick_row(text, key)
        to = recipient(kind, row, self.person_of(row))
        if to is None:
            raise Refused("", own_words.CANNOT_REPLY[kind])
        draft = draft_key(to.person, kind, to.about)
        if not typed:
            before = self.session.follow_up.drafts.get(draft, "")
            question = own_words.reply_question(words.PROMPTS[kind], to.name, to.about_text)
            typed = self.terminal.ask(question, lambda given: clean(given, lines=True), before)[1] or before
        if not typed and kind != "thanks":
            self.terminal.show(words.NOTHING_WRITTEN)
            return
        self._save(lambda follow_up: follow_up.with_draft(draft, typed))
        days: tuple[date | None, date | None] = (None, None)
        if kind in DATED:
            days = self.terminal.ask(own_words.DAYS, lambda given: offered_days(given, self.today))[1] or days
        if not self.session.is_name_known:
            name = self.terminal.ask(reply_words.NAME_PROMPT, lambda given: clean(given)[:NAME_LENGTH])[1]
            self.session.sender, self.session.is_name_known = name or "", True
        self._send(kind, to, typed, days)

    def _send(self, kind: str, to: Recipient, text: str, days: tuple[date | None, date | None]) -> None:
        try:
            unsaved = self.session.reply(kind, to, text, days)
        except FileNotFoundError:
            self.terminal.show(words.NO_FOLDER)
        except OSError as error:
            self.say(words.reply_not_written((error.strerror or str(error)).lower(), is_kept=False))
            self.terminal.show(own_words.TEXT_KEPT)
        else:
            self.say(spoken(words.reply_written(to.name, self.today, *days), [to.name]))
            self.say(unsaved and words.FOLLOW_UP_NOT_SAVED.format(reason=unsaved))

    def _save(self, change: Change) -> bool:
        """Save `change` of the follow-up, or print why it couldn't be saved. Return whether it was."""
        try:
            self.session.apply(change)
        except Refused as error:
            self.say(needs_you.NOT_MARKED.format(reason=str(error)))
            return False
        return True

    # Marks

    def _mark(self, key: str, state: MarkState, text: str) -> None:
        row, _ = self.pick_row(text, key)
        title = row_text(row, self.today)
        keys = mark_keys(row)[: 1 if state == "talk" else None]
        if not keys:
            raise Refused("", own_words.CANNOT_MARK)
        before = {key: self.session.follow_up.marks.get(key) for key in keys}
        new = None if all(mark is not None and mark.state == state for mark in before.values()) else state
        if self._save(lambda follow_up: reduce(lambda f, key: f.mark(key, new, self.today), keys, follow_up)):
            self.session.undone.append(before)
            self.say_keys(own_words.marked(title, needs_you.MARKED[new or ""]))

    def _undo_mark(self, _: str) -> None:
        if not self.session.undone:
            raise Refused("", own_words.NOTHING_TO_UNDO)
        before = self.session.undone[-1]
        if self._save(lambda follow_up: with_marks(follow_up, before)):
            self.session.undone.pop()
            self.terminal.show(needs_you.UNDONE)

    def _one_to_one(self, text: str) -> None:
        if (person := self.person_of(self.pick_row(text, "o")[0])) is not None:
            self.open(OneToOnePart(self.terminal, self.program, self.session, person.person))


class TeamPart(ReviewPart):
    """What needs the manager, and the other pages of the team."""

    NAME = "review"
    MEANINGS = own_words.TEAM_KEYS
    FIRST = plain_words.FIRST_REVIEW
    view, sort, filter = "needs", "name", ""

    def actions(self) -> dict[str, Action]:
        """Return the keys of the team's screen. Its pages open by their names."""
        pages = {name: partial(self._open_view, name) for name in words.VIEW_HELP}
        return {**super().actions(), **pages, "s": self._sort, "/": self._filter}

    def _open_view(self, name: str, _: str) -> None:
        self.view = name
        self.show()

    def _sort(self, _: str) -> None:
        self.sort = "name" if self.sort == "needs" else "needs"
        self.terminal.show(words.SORTED.format(order=words.SORTS[self.sort]))
        self.show()

    def _filter(self, text: str) -> None:
        self.filter = text
        self.show()

    def _people(self) -> tuple[PersonRow, ...]:
        needs = needs_by_person(self.session.reading.attention()) if self.sort == "needs" else {}
        return sort_rows(matching_items(self.session.reading.team.rows, self.filter), needs)

    def show(self) -> None:
        """Print the current page."""
        self.rows, self.at = [], None
        reading = self.session.reading
        reading.read_weeks()
        team, folder = reading.team, reading.folder
        title = spoken(words.titles(len(team.rows), team.weeks)[0])
        self.say(own_words.page_title(title, self.view, "" if self.view == "files" else self.filter))
        self.say(words.unread_notice(folder.failed, folder.left_out, "."))
        self.say(self.session.problem)
        self.say_keys(self.session.problem and needs_you.NOTES_UNREADABLE)
        if team.rows:
            self.terminal.page([*self._lines()])
        else:
            self.terminal.show_all((words.EMPTY, words.EMPTY_HINT))

    def _lines(self) -> Iterator[str]:
        reading, team = self.session.reading, self.session.reading.team
        if self.view == "needs":
            yield from self._needs()
        elif self.view == "files":
            yield from self._files()
        else:
            lists: Mapping[str, Sequence[object]] = {
                "people": self._people(),
                "open": matching_items(team.open, self.filter),
                "asks": matching_items(team.asks, self.filter),
                "wins": matching_items(reading.wins, self.filter),
            }
            none = {"open": words.NONE_OPEN, "asks": words.NO_ASKS, "wins": words.NO_WINS}
            found = [self.line(row) for row in lists[self.view]]
            yield from found or [own_words.NONE_MATCH if self.filter else none[self.view]]

    def _needs(self) -> Iterator[str]:
        found = replace(matching(self.session.reading.attention(), self.filter), people=self._people())
        severities = [held.item.severity for held in found.escalations]
        counts = (len(found.help), len(found.asks), severities, len(found.responses), len(found.recognition))
        yield own_words.summary(*counts) or needs_you.NOTHING_WAITS
        outside = self.session.reading.outside()
        for section in SECTIONS:
            rows: Sequence[object] = getattr(found, section)
            number = sum(getattr(row, "person", "") in outside for row in rows) if section == "people" else 0
            if rows:
                yield f"{own_words.section_title(needs_you.section_title(section, len(rows), number))}:"
            yield from map(self.line, rows)

    def _files(self) -> Iterator[str]:
        folder = self.session.reading.folder
        yield from (f"{words.UNREAD}: {one.path}, {one.reason}" for one in folder.unread)
        yield from (f"{words.SUPERSEDED}: {one.path}" for one in folder.superseded)
        names = {row.person: words.person_name(row.name, row.person) for row in self.session.reading.team.rows}
        for reply in folder.replies:
            yield own_words.reply_line(spoken_reply(reply), names.get(reply.to, reply.to))
        if not (folder.unread or folder.superseded or folder.replies):
            yield words.ALL_READ


class PersonPart(ReviewPart):
    """Everything that the person with the id `person` shared."""

    NAME = "person"
    MEANINGS = own_words.PERSON_KEYS

    def __init__(self, terminal: Dialogue, program: Program, session: ReviewSession, person: str) -> None:
        super().__init__(terminal, program, session)
        self.person = person
        self._found: Person | None = None

    def title(self) -> str:
        """Return the person's name."""
        row = self.session.reading.row(self.person)
        return words.person_name(row.name, row.person) if row else words.UNNAMED

    def person_of(self, row: object) -> PersonRow | None:
        """Return the person."""
        return self.session.reading.row(self.person)

    def pick_row(self, text: str, key: str) -> tuple[object, str]:
        """Return the row that `text` names, or the one read last, or else the person, and the rest of `text`."""
        is_row = self.at is not None or text[:1].isdigit() or key in ("t", "a", "x", "m")
        return super().pick_row(text, key) if is_row else (self.person_of(None), text)

    def actions(self) -> dict[str, Action]:
        """Return the keys of a person's screen."""
        return {**super().actions(), "[": partial(self._step, -1), "]": partial(self._step, 1)}

    def _step(self, by: int, _: str) -> None:
        people = [row.person for row in sort_rows(self.session.reading.team.rows)]
        if len(people) < 2:
            raise Refused("", own_words.ONLY_ONE)
        self.person = people[(people.index(self.person) + by) % len(people)]
        self.show()

    def show(self) -> None:
        """Print what is worth asking, then entries and weeks, numbered."""
        self.rows, self.at = [], None
        self._found = person = self.session.reading.history(self.person)
        if person is None:
            self.terminal.show(own_words.GONE)
            return
        self.terminal.show(f"{self.title()}.")
        self.say_all(about_person(person, self.today))
        self.terminal.page([*self._lines(person)])

    def _lines(self, person: Person) -> Iterator[str]:
        row = person.row
        groups: tuple[tuple[str, Sequence[object]], ...] = (
            (words.OPEN, [self._item(row, one) for one in person.escalations if one.status != "resolved"]),
            (words.ASKS, [self._item(row, one) for one in person.asks if one.status != "resolved"]),
            (words.RESOLVED, [self._item(row, one) for one in person.escalations if one.status == "resolved"]),
            (words.WINS, [TeamWin(row.person, row.name, win) for win in person.wins]),
            (words.WEEKS, [*reversed(person.weeks)]),
        )
        for title, rows in groups:
            yield from ([f"{title}:"] if rows else [])
            yield from (self.line(one, is_named=False) for one in rows)

    def _item(self, row: PersonRow, item: ShareEscalation) -> TeamItem:
        return TeamItem.of(row, item, self.today)

    def read(self, text: str) -> None:
        """Read the entry or the week whose number is `text` in full."""
        row, _ = self.pick(self.rows, text)
        if isinstance(row, ShareWeek) and self._found is not None:
            self.say_all(about_week(row, self._found.coverage[row.week]))
        else:
            super().read(text)

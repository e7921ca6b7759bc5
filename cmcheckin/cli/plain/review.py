"""The manager's review in plain lines: what needs them, the pages about the team, and everything about one person."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial, reduce
from typing import TYPE_CHECKING, Final

from cmcheckin.cli.plain.part import Key, Part
from cmcheckin.cli.plain.review_lines import about_person, about_row, about_week, row_line
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.services.replying import draft_key, offered_days, reply_to
from cmcheckin.services.shared_folder.folder import read_folder
from cmcheckin.services.shared_folder.index import cache_of
from cmcheckin.services.team_reader import TeamReader
from cmcheckin.sharing import replies
from cmcheckin.sharing.attention import SECTIONS, Recipient, mark_keys, matching, needs_by_person, recipient
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.follow_up import FollowUp, Mark, MarkState, with_marks
from cmcheckin.sharing.share_file import DATED, Reply, ShareWeek
from cmcheckin.sharing.team import Person, PersonRow, TeamItem, TeamWin, matching_items, sort_rows
from cmcheckin.wording import needs_you
from cmcheckin.wording import plain_parts as plain_words
from cmcheckin.wording import plain_review as own_words
from cmcheckin.wording import reply as reply_words
from cmcheckin.wording import review as words

if TYPE_CHECKING:
    from cmcheckin.bootstrap import Program
    from cmcheckin.cli.plain.dialogue import Dialogue

KINDS: Final = {
    "t": "thanks", "a": "answer", "c": "cover", "d": "time", "budget": "budget", "i": "introduction", "w": "question",
}  # fmt: skip
"""The kinds of replies by their keys, as on the screen, except budget, because b goes back."""
LOW_FIRST: Final = ("needs", "people")
"""Pages with people, which can be sorted."""


class Desk:
    """The folder that was read from `paths`, and the manager's own follow-up."""

    def __init__(self, program: Program, paths: Sequence[str], sender: str = "") -> None:
        self.program, self.paths = program, tuple(paths)
        self.sender = sender or clean(program.settings.name)[:NAME_LENGTH]
        self.is_name_known = bool(self.sender)
        self.store = FollowUpStore(program.paths.follow_up)
        self.undone: list[dict[str, Mark | None]] = []
        """What each mark of this session replaced, the latest last."""
        self.problem = ""
        self.follow_up = FollowUp()
        self.read()

    def read(self) -> None:
        """Read the folder and the follow-up again."""
        self.read_notes()
        folder = read_folder(self.paths, self.program.clock.now(), cache=cache_of(self.program.paths))
        self.reading = TeamReader(folder, self.program.clock.today(), lambda: self.follow_up, self.sender)

    def read_notes(self) -> None:
        """Read the follow-up again. If it can't be read, keep what is known of it."""
        try:
            self.follow_up, self.problem = self.store.load(), ""
        except Refused as error:
            self.problem = str(error)

    def renew(self) -> None:
        """Compute again what follows from the folder and the follow-up."""
        self.read_notes()
        today = self.program.clock.today()
        self.reading = TeamReader(self.reading.folder, today, lambda: self.follow_up, self.sender)


class ReviewPart(Part):
    """A page of numbered rows, with keys to reply to them and to mark them."""

    NUMBERS = own_words.KEYS["number"]

    def __init__(self, terminal: Dialogue, program: Program, desk: Desk) -> None:
        super().__init__(terminal, program)
        self.desk = desk
        self.rows: list[object] = []

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of replies and marks."""
        meanings = own_words.KEYS
        return (
            *(Key(key, meanings[key], partial(self._reply, kind)) for key, kind in KINDS.items()),
            Key("x", meanings["x"], partial(self._mark, "done")),
            Key("m", meanings["m"], partial(self._mark, "talk")),
            Key("u", meanings["u"], self._undo_mark),
            Key("o", meanings["o"], self._one_to_one),
            Key("r", meanings["r"], self._again),
        )

    def person_of(self, row: object) -> PersonRow | None:
        """Return the person that `row` is about."""
        if isinstance(row, PersonRow):
            return row
        return self.desk.reading.row(str(getattr(row, "person", "")))

    def line(self, row: object, *, is_named: bool = True) -> str:
        """Add `row` to the numbered rows, and return its line."""
        self.rows.append(row)
        person = self.desk.reading.recent(row.person) if isinstance(row, PersonRow) else None
        marks, today = self.desk.follow_up.marks, self.today
        return plain_words.numbered(len(self.rows), row_line(row, person, marks, today, is_named=is_named))

    def read(self, text: str) -> None:
        """Read the row whose number is `text` in full; of a person, all that they shared."""
        row, _ = self.pick(self.rows, text)
        if isinstance(row, PersonRow):
            self.open(PersonPart(self.terminal, self.program, self.desk, row.person))
        else:
            for line in about_row(row, self.desk.reading.folder.replies, self.today):
                self.say(line)

    def _again(self, _: str) -> None:
        self.desk.read()
        self.terminal.show(words.READ_AGAIN)
        self.show()

    # Replies

    def _reply(self, kind: str, text: str) -> None:
        """Ask for the text of a reply, for the days of an offer, and for the manager's name if it isn't known."""
        row, typed = self.pick(self.rows, text, next(key for key, value in KINDS.items() if value == kind))
        to = recipient(kind, row, self.person_of(row))
        if to is None:
            raise Refused("", own_words.CANNOT_REPLY[kind])
        key = draft_key(to.person, kind, to.about)
        if not typed:
            before = self.desk.follow_up.drafts.get(key, "")
            question = own_words.reply_question(words.PROMPTS[kind], to.name, to.about_text)
            typed = self.terminal.ask(question, lambda given: clean(given, lines=True), before)[1] or before
        if not typed and kind != "thanks":
            self.terminal.show(words.NOTHING_WRITTEN)
            return
        self._keep(lambda follow_up: follow_up.with_draft(key, typed))
        days = self._ask_days() if kind in DATED else ""
        if not self.desk.is_name_known:
            name = self.terminal.ask(reply_words.NAME_PROMPT, lambda given: clean(given)[:NAME_LENGTH])[1]
            self.desk.sender, self.desk.is_name_known = name or "", True
        self._send(kind, to, typed, days)

    def _ask_days(self) -> str:
        def refusal(text: str) -> str:
            try:
                offered_days(text, self.today)
            except ValueError as error:
                return str(error)
            return ""

        question = f"{needs_you.DAYS_PROMPT.rstrip('?')} ({needs_you.DAYS_HINT})"
        return self.terminal.ask_checked(question, refusal) or ""

    def _send(self, kind: str, to: Recipient, text: str, days: str) -> None:
        offered, now = offered_days(days, self.today), self.clock.now()
        id_ = replies.new_reply_id(now, os.urandom(5))
        made = Reply(id_, to.person, kind, text, now, to.about, to.about_text, self.desk.sender, *offered)
        try:
            unsaved = reply_to(self.desk.reading.folder, made, self.desk.store)
        except FileNotFoundError:
            self.terminal.show(words.NO_FOLDER)
        except OSError as error:
            self.say(words.reply_not_written((error.strerror or str(error)).lower()))
        else:
            self.desk.renew()
            self.say(words.reply_written(to.name, self.today, *offered))
            if unsaved:
                self.say(words.FOLLOW_UP_NOT_SAVED.format(reason=unsaved))

    def _keep(self, change: Callable[[FollowUp], FollowUp]) -> bool:
        """Save `change` of the follow-up, or print why it couldn't be saved. Return whether it was."""
        try:
            self.desk.follow_up = self.desk.store.apply(change)
        except Refused as error:
            self.say(needs_you.NOT_MARKED.format(reason=str(error)))
            return False
        return True

    # Marks

    def _mark(self, state: MarkState, text: str) -> None:
        row, _ = self.pick(self.rows, text, "x" if state == "done" else "m")
        keys = mark_keys(row)[: 1 if state == "talk" else None]
        if not keys:
            raise Refused("", own_words.CANNOT_MARK)
        before = {key: self.desk.follow_up.marks.get(key) for key in keys}
        new = None if all(mark is not None and mark.state == state for mark in before.values()) else state
        if self._keep(lambda follow_up: reduce(lambda f, key: f.mark(key, new, self.today), keys, follow_up)):
            self.desk.undone.append(before)
            self.desk.renew()
            self.terminal.show(needs_you.MARKED[new or ""])

    def _undo_mark(self, _: str) -> None:
        if not self.desk.undone:
            raise Refused("", own_words.NOTHING_TO_UNDO)
        before = self.desk.undone[-1]
        if self._keep(lambda follow_up: with_marks(follow_up, before)):
            self.desk.undone.pop()
            self.desk.renew()
            self.terminal.show(needs_you.UNDONE)

    def _one_to_one(self, text: str) -> None:
        from cmcheckin.cli.plain.one_to_one import OneToOnePart

        row, _ = self.pick(self.rows, text, "o")
        if (person := self.person_of(row)) is not None:
            self.open(OneToOnePart(self.terminal, self.program, self.desk, person.person))


class TeamPart(ReviewPart):
    """What needs the manager, and the other pages of the team."""

    NAME = "review"
    FIRST = plain_words.FIRST_REVIEW

    def __init__(self, terminal: Dialogue, program: Program, desk: Desk) -> None:
        super().__init__(terminal, program, desk)
        self.view, self.sort, self.filter = "needs", "name", ""

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the team's screen. Its pages open by their names."""
        meanings = own_words.KEYS
        pages = [Key(name, meaning, partial(self._open_view, name)) for name, meaning in words.VIEW_HELP.items()]
        return (
            *super().keys(),
            *pages,
            Key("s", meanings["s"], self._sort),
            Key("/", meanings["/"], self._filter),
        )

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
        needs = needs_by_person(self.desk.reading.attention()) if self.sort == "needs" else {}
        return sort_rows(matching_items(self.desk.reading.team.rows, self.filter), needs)

    def show(self) -> None:
        """Print the current page."""
        self.rows, self.at = [], None
        reading = self.desk.reading
        reading.read_weeks()
        team, folder = reading.team, reading.folder
        title = words.filter_titles(self.filter)[1] if self.filter else words.titles(len(team.rows), team.weeks)[0]
        self.terminal.show(f"{plain_words.spoken(title)}.")
        self.say(words.unread_notice(folder.failed, folder.left_out, "."))
        self.say(self.desk.problem and needs_you.NOTES_UNREADABLE)
        if not team.rows:
            self.terminal.show_all((words.EMPTY, words.EMPTY_HINT))
            return
        self.terminal.page([*self._lines()])

    def _lines(self) -> Iterator[str]:
        reading, team = self.desk.reading, self.desk.reading.team
        if self.view == "needs":
            yield from self._needs()
        elif self.view == "people":
            yield from map(self.line, self._people())
        elif self.view == "files":
            yield from self._files()
        else:
            wins = matching_items(reading.wins, self.filter)
            items = matching_items(team.asks if self.view == "asks" else team.open, self.filter)
            none = {"open": words.NONE_OPEN, "asks": words.NO_ASKS, "wins": words.NO_WINS}
            found = [self.line(row) for row in (wins if self.view == "wins" else items)]
            yield from found or [own_words.NONE_MATCH if self.filter else none[self.view]]

    def _needs(self) -> Iterator[str]:
        found = replace(matching(self.desk.reading.attention(), self.filter), people=self._people())
        severities = [held.item.severity for held in found.escalations]
        counts = (len(found.help), len(found.asks), severities, len(found.responses), len(found.recognition))
        parts = [text for text, _ in needs_you.summary(*counts)]
        yield f"{', '.join(parts)}." if parts else needs_you.NOTHING_WAITS
        outside = self.desk.reading.outside()
        for section in SECTIONS:
            rows: Sequence[object] = getattr(found, section)
            number = sum(getattr(row, "person", "") in outside for row in rows) if section == "people" else 0
            if rows:
                yield f"{own_words.section_title(needs_you.section_title(section, len(rows), number))}:"
            yield from map(self.line, rows)

    def _files(self) -> Iterator[str]:
        folder = self.desk.reading.folder
        yield from (f"{words.UNREAD}: {one.path}, {one.reason}" for one in folder.unread)
        yield from (f"{words.SUPERSEDED}: {one.path}" for one in folder.superseded)
        names = {row.person: words.person_name(row.name, row.person) for row in self.desk.reading.team.rows}
        for reply in folder.replies:
            lead = words.reply_line(reply.kind, reply.sender, reply.made.date())
            yield f"{lead}, {words.REPLIED_TO.format(name=names.get(reply.to, reply.to), text=reply.text)}"
        if not (folder.unread or folder.superseded or folder.replies):
            yield words.ALL_READ


class PersonPart(ReviewPart):
    """Everything that the person with the id `person` shared."""

    NAME = "person"

    def __init__(self, terminal: Dialogue, program: Program, desk: Desk, person: str) -> None:
        super().__init__(terminal, program, desk)
        self.person = person
        self._found: Person | None = None

    def title(self) -> str:
        """Return the person's name."""
        row = self.desk.reading.row(self.person)
        return words.person_name(row.name, row.person) if row else words.UNNAMED

    def person_of(self, row: object) -> PersonRow | None:
        """Return the person."""
        return self.desk.reading.row(self.person)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys of a person's screen."""
        meanings = own_words.KEYS
        return (
            *super().keys(),
            Key("[", meanings["["], partial(self._step, -1)),
            Key("]", meanings["]"], partial(self._step, 1)),
        )

    def _step(self, by: int, _: str) -> None:
        people = [row.person for row in sort_rows(self.desk.reading.team.rows)]
        self.person = people[(people.index(self.person) + by) % len(people)]
        self.show()

    def show(self) -> None:
        """Print what is worth asking, then entries and weeks, numbered."""
        self.rows, self.at = [], None
        self._found = person = self.desk.reading.history(self.person)
        if person is None:
            self.terminal.show(own_words.GONE)
            return
        self.terminal.show(f"{self.title()}.")
        for line in about_person(person, self.today):
            self.say(line)
        self.terminal.page([*self._lines(person)])

    def _lines(self, person: Person) -> Iterator[str]:
        row = person.row
        wins = [TeamWin(row.person, row.name, win) for win in person.wins]
        for title, items in (
            (words.OPEN, [one for one in person.escalations if one.status != "resolved"]),
            (words.ASKS, [one for one in person.asks if one.status != "resolved"]),
            (words.RESOLVED, [one for one in person.escalations if one.status == "resolved"]),
        ):
            yield from ([f"{title}:"] if items else [])
            yield from (self.line(TeamItem.of(row, item, self.today), is_named=False) for item in items)
        yield from ([f"{words.WINS}:"] if wins else [])
        yield from (self.line(win, is_named=False) for win in wins)
        yield from ([f"{words.WEEKS}:"] if person.weeks else [])
        yield from (self.line(week, is_named=False) for week in reversed(person.weeks))

    def read(self, text: str) -> None:
        """Read the entry or the week whose number is `text` in full."""
        row, _ = self.pick(self.rows, text)
        if isinstance(row, ShareWeek) and self._found is not None:
            for line in about_week(row, self._found.coverage[row.week]):
                self.say(line)
        else:
            super().read(text)

"""Wins in plain lines: those of a quarter, half-year or year, to leave out, and to write to a file."""

from __future__ import annotations

import base64
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Final

from cmcheckin.bootstrap import Program
from cmcheckin.cli.output import can_draw
from cmcheckin.cli.plain.dialogue import Dialogue
from cmcheckin.cli.plain.files import write_document
from cmcheckin.cli.plain.part import Action, Part
from cmcheckin.domain.checkin import PRIVATE_WIN_KINDS, WIN_KINDS
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.spans import Span
from cmcheckin.domain.week import Week
from cmcheckin.report.win_rendering import MOST_COPIED, facts_of, headline_text, render_wins
from cmcheckin.report.wins import WinEntry, WinList
from cmcheckin.services import wins as service
from cmcheckin.wording import plain_wins as plain_win_words
from cmcheckin.wording import wins as words
from cmcheckin.wording.spoken import spoken

PERIODS: Final = tuple(words.PERIODS)


class WinsPart(Part):
    """The wins of a period by kind, numbered."""

    NAME = "wins"
    MEANINGS = plain_win_words.KEYS
    kind: str | None = None
    _excluded: Collection[str] = ()

    def __init__(self, terminal: Dialogue, program: Program, week: Week | None = None) -> None:
        super().__init__(terminal, program, week)
        self._day = min(self.week.sunday, self.today)
        self.span = Span.of("quarter", self._day)
        self._all = self._wins = self._chosen = WinList(self.span, self.today)

    def _read(self) -> None:
        """Read the wins of the period, and which of them are included."""
        self._all = service.read_wins(self.program.journal, self.span, self.today)
        self._wins = self._all if self.kind is None else self._all.of_kind(self.kind)
        choices = service.load_choices(self.program.journal)
        entries = self._wins.entries
        self._excluded = {one.key for one in entries if not choices.get(one.key, one.kind not in PRIVATE_WIN_KINDS)}
        self._chosen = self._wins.without(self._excluded)

    def show(self) -> None:
        """Print the wins of the period."""
        self._read()
        self.at = None
        self.terminal.show(f"{spoken(words.screen_title(self.span))}.")
        if not self._wins.entries:
            self.terminal.show(spoken(words.nothing_in(self.span)))
            return
        headline = headline_text(self._chosen)
        if self._excluded:
            total = len(self._wins.entries)
            headline = f"{headline} {words.included(total - len(self._excluded), total)}."
        self.terminal.show(headline)
        self.list_groups(
            (words.group_title(group.kind, len(group.entries)), map(self._line, group.entries))
            for group in self._wins.groups
        )

    def _line(self, entry: WinEntry) -> str:
        day, *status = facts_of(self._wins, entry)
        sender = words.from_sender(entry.win.sender) if entry.win.sender else ""
        out = plain_win_words.LEFT_OUT if entry.key in self._excluded else ""
        facts = ", ".join(filter(None, (spoken(day), sender, *map(spoken, status), out)))
        return f"{words.shown_text(entry.kind, entry.win.text)} ({facts})"

    def actions(self) -> dict[str, Action]:
        """Return the keys of the screen of wins."""
        keys = {"x": self._turn, "p": self._period, "f": self._next_kind, "c": self._copy, "w": self._write}
        return keys | self.paging(self._shift)

    def read(self, text: str) -> None:
        """Open the week of the win whose number is `text`."""
        entry, _ = self.pick(self._wins.entries, text)
        self.place("week", week=Week.of(entry.on))

    def _turn(self, text: str) -> None:
        """Leave a win out of what is written, or include it again."""
        entry, _ = self.pick(self._wins.entries, text, "x")
        service.choose(self.program.journal, entry.key, included=entry.key in self._excluded)
        self._read()
        self.say_entry(self._line(entry))

    def _period(self, _: str) -> None:
        at = PERIODS.index(self.span.kind) if self.span.kind in PERIODS else -1
        self.span = Span.of(PERIODS[(at + 1) % len(PERIODS)], self._day)
        self.show()

    def _next_kind(self, _: str) -> None:
        found = [group.kind for group in self._all.groups]
        kinds = [None, *(kind for kind in (*WIN_KINDS, "") if kind in found)]
        at = kinds.index(self.kind) if self.kind in kinds else 0
        self.kind = kinds[(at + 1) % len(kinds)]
        self.show()

    def _shift(self, steps: int) -> None:
        if self.span.kind == "all":
            raise Refused("", plain_win_words.ALL_TIME)
        moved = self.span.shifted(steps)
        if moved.first > self.today:
            raise Refused("", words.NO_LATER)
        self.span, self._day = moved, min(moved.last, self.today)
        self.show()

    def _copy(self, _: str) -> None:
        """Ask the terminal to copy the included wins as text (OSC 52), which works over SSH too."""
        self._check_included()
        text = render_wins(self._chosen, "txt").encode()
        if not can_draw(self.program.environ):
            raise Refused("", plain_win_words.CANNOT_COPY)
        if len(text) > MOST_COPIED:
            raise Refused("", words.TOO_LONG_TO_COPY)
        sys.stdout.write(f"\x1b]52;c;{base64.b64encode(text).decode()}\a")
        self.say_keys(words.copied(len(self._chosen.entries)))

    def _check_included(self) -> None:
        """Raise Refused if every win is left out."""
        if not self._chosen.entries:
            is_empty = not self._wins.entries
            raise Refused("", words.nothing_in(self.span) if is_empty else plain_win_words.NOTHING_INCLUDED)

    def _write(self, text: str) -> None:
        self._check_included()

        def write(target: Path, *, replace_existing: bool) -> None:
            service.write_wins(self._chosen, target, replace_existing=replace_existing)

        write_document(self, words.file_name(self.span), text, write)

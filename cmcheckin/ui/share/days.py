"""Which days a share file tells of (a week, more weeks, any two days), and the choice that is half made for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.week import Week, WrongOrderError, days_between
from cmcheckin.sharing.builder import fits_one_file
from cmcheckin.ui.kit.asking import AskingScreen
from cmcheckin.wording import share as words
from cmcheckin.wording import share_page
from cmcheckin.wording import week as week_words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.domain.records import Records
    from cmcheckin.services.share_session import ShareSession
    from cmcheckin.sharing.selection import ShareSelection

DAYS: Final = "days"
"""What is asked for when the days are."""


class ShareDays(AskingScreen):
    """Goes from days to days; what was chosen goes along, and is kept on the disk with each change."""

    clock: Clock
    desk: ShareSession
    first: date
    last: date
    chosen: ShareSelection
    given: ShareSelection | None = None
    """What the files that were written are made of; it is no half-made choice any more, until something is changed."""

    def read(self) -> None:
        """Called when other days are wanted: look at them, and show them."""
        raise NotImplementedError

    def show(self) -> None:
        """Called when something of the choice is another."""
        raise NotImplementedError

    def came_to(self) -> None:
        """Other days: with the choice that was half made for them, else the present one goes along."""
        self.given = None
        self.chosen = self.desk.load_draft(self.first, self.last) or replace(self.chosen, unsaved_text=None)
        self.read()

    def change(self, chosen: ShareSelection) -> None:
        """Keep this choice, and show it."""
        self.keep(chosen)
        self.show()

    def keep(self, chosen: ShareSelection) -> None:
        """Keep this choice; a step back or on from what was written is none."""
        from cmcheckin.journal import JournalError

        self.chosen = chosen
        if self.given is not None and replace(chosen, step=self.given.step) == self.given:
            return
        try:
            self.desk.save_draft(self.first, self.last, chosen)
        except JournalError as no:
            self.show_message(str(no))

    @property
    def days(self) -> str:
        """`Week 47 · 16–22 November`, `3–30 August 2026`"""
        week = Week.of(self.last)
        if (self.first, self.last) == (week.monday, week.sunday):
            return week_words.title(week, self.clock.today())
        return share_page.when(self.first, self.last)

    def worth_a_look(self, records: Records) -> list[date]:
        """Days that are not told of, then those whose hours are in doubt: `f` goes to the first."""
        days = (self.desk.unlogged_days, self.desk.implausible_days)
        return [day for found in days for day in found(records, self.first, self.last)]

    def lead(self, records: Records) -> list[str]:
        """What there is to know of the days before anything is ticked."""
        missing = self.desk.unlogged_days(records, self.first, self.last)
        doubtful = self.desk.implausible_days(records, self.first, self.last)
        said = [words.fill_in(missing)] if missing else []
        said += [words.in_doubt(doubtful)] if doubtful else []
        return said or ([] if records.between(self.first, self.last) else [words.NOTHING_TOLD])

    def action_page(self, weeks: int) -> None:
        """As many days, so many weeks later."""
        self._to(self.first + timedelta(weeks=weeks), self.last + timedelta(weeks=weeks))

    def action_longer(self, weeks: int) -> None:
        """A range that begins a week earlier, or later again."""
        first = self.first - timedelta(weeks=weeks)
        if first <= self.last:
            self._to(first, self.last)

    def action_days(self) -> None:
        """Ask for a week or two dates."""
        self.ask(DAYS, words.DAYS, "", words.DAYS_HINT, "go there")

    def days_said(self, text: str) -> None:
        """Go to the days that were written; say in place what would do when there are none such."""
        if not text:
            return
        try:
            first, last = days_between(text, self.clock.today())
        except WrongOrderError as no:
            again = words.wrong_order(no.first, no.last)
        except ValueError as error:
            again = f"{error}."
        else:
            again = self._to(first, last)
        if again:
            self.ask(DAYS, words.DAYS, text, words.DAYS_HINT, "go there")
            self.show_message(again)

    def _to(self, first: date, last: date) -> str:
        """Go there. Returns why not, and says so, when that is no place to be."""
        no = ""
        if first > self.clock.today():
            no = words.NOT_YET
        elif not fits_one_file(first, last):
            no = words.TOO_MANY
        if no:
            self.show_message(no)
        else:
            self.first, self.last = first, last
            self.came_to()
        return no

"""The screen of one person, or of one of their weeks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.week import Week
from cmcheckin.sharing.share_file import day_made
from cmcheckin.sharing.team import TeamItem, TeamWin
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.protocols import TeamApp
from cmcheckin.ui.review.base_screen import MOVE_KEYS, key_of, position_of
from cmcheckin.ui.review.open_items import full_text
from cmcheckin.ui.review.page import FolderList
from cmcheckin.ui.review.person import PersonView
from cmcheckin.ui.review.replying import MORE_REPLY_KEYS, REPLY_KEYS, ReplyScreen
from cmcheckin.wording import disabled_keys
from cmcheckin.wording import review as words


class ReviewPersonScreen(ReplyScreen):
    """All that a person shared, or what is about one week."""

    TITLE = "a person"
    HELP = words.PERSON_HELP
    WHY_DISABLED = disabled_keys.PERSON
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "this week", tooltip="open the selected week", id="review.week"),
        Binding("enter", "read", "read", tooltip="read the selected entry in full", id="review.read"),
        *REPLY_KEYS,
        Binding("escape", "app.pop_screen", "back", tooltip="back to the previous page", id="review.person.back"),
        *MORE_REPLY_KEYS,
        *MOVE_KEYS,
        Binding("left_square_bracket", "other(-1)", show=False, tooltip="previous person", id="review.person.previous"),
        Binding("right_square_bracket", "other(1)", show=False, tooltip="next person", id="review.person.next"),
        Binding("r", "again", show=False, tooltip="read the folder again", id="review.person.again"),
        Binding("q", "app.quit", "quit", id="review.person.leave"),
    ]

    def __init__(
        self,
        review: TeamApp,
        person: str,
        people: Sequence[str],
        week: Week | None = None,
        selected: object | None = None,
    ) -> None:
        """`people` are the ids of those that [ and ] go to. `selected` is the `key_of` the row to select first."""
        super().__init__(review, person)
        self.people, self.week, self._selected = tuple(people), week, selected

    def compose(self) -> ComposeResult:
        yield Heading()
        yield FolderList()
        yield KeyLine()

    def reload(self) -> None:
        self._show(self._selected or key_of(self.body.selected), self.body.at)
        self._selected = None

    def _show(self, selected: object | None, otherwise: int) -> None:
        """Show the person, with the row of the key `selected`, or else the one at index `otherwise`, selected."""
        found = self.reading.history(self.person)
        if found is None:  # their last file was removed
            if self.is_current:
                self.app.pop_screen()
            return
        row = found.row
        name = words.person_name(row.name, row.person)
        if self.week is None:
            place = words.shared_on(row.week.week if row.week else None, day_made(row.made))
        else:
            name, place = f"{name} · {words.weeks_between(self.week, self.week)}", words.week_dates(self.week)
        self.query_one(Heading).show(name, place)
        marks = self.review.notes.saved.marks
        view = PersonView(found, self.reading.today, self.reading.replies_to(self.person), marks, self.week)
        self.body.show_view(view, position_of(selected, view.rows, otherwise))
        self.show_notes_problem()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable `open` on a week, `read` on an entry, and `other` if there are other people."""
        if not super().check_action(action, parameters):
            return False
        if action == "read":
            return self.is_mounted and isinstance(self.body.selected, TeamItem | TeamWin)
        if action == "open":
            return self.is_mounted and self.selected_week() is not None
        return action != "other" or len(self.people) > 1

    def action_open(self) -> None:
        """Open the selected week."""
        if (week := self.selected_week()) is not None:
            self.app.push_screen(ReviewPersonScreen(self.review, self.person, self.people, week))

    def action_read(self) -> None:
        """Show all of the selected entry."""
        from cmcheckin.ui.help import HelpScreen

        selected, row = self.body.selected, self.reading.row(self.person)
        if isinstance(selected, TeamItem | TeamWin) and row is not None:
            text = full_text(selected, self.reading.replies_to(self.person), self.reading.today)
            self.app.push_screen(HelpScreen(words.person_name(row.name, row.person), text, []))

    def action_other(self, by: int) -> None:
        """Show another person, or the same week of theirs."""
        at = self.people.index(self.person) if self.person in self.people else 0
        self.person = self.people[(at + by) % len(self.people)]
        self._show(None, 0)

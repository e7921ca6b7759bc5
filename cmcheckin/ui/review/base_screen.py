"""The base of the manager's screens: a list of what people shared, with one row selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingType

from cmcheckin.domain.week import Week
from cmcheckin.sharing.attention import HelpRequest, Recognition, TeamResponse
from cmcheckin.sharing.share_file import ShareWeek
from cmcheckin.sharing.team import PersonRow, TeamItem, TeamWin
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.protocols import TeamApp
from cmcheckin.ui.review.page import FolderList
from cmcheckin.wording import review as words

if TYPE_CHECKING:
    from cmcheckin.services.team_reader import TeamReader

CHECKED: Final = 40
"""Files checked at a time between two keys; they take about 5 ms."""
ENTRIES: Final = (HelpRequest, Recognition, TeamItem, TeamResponse, TeamWin)
"""Types of rows that are about something one person shared."""
MOVE_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("up,k", "move(-1)", show=False, tooltip="previous row", id="review.up"),
    Binding("down,j", "move(1)", show=False, tooltip="next row", id="review.down"),
    Binding("pageup", "turn_page(-1)", show=False, tooltip="page up", id="review.up.page"),
    Binding("pagedown", "turn_page(1)", show=False, tooltip="page down", id="review.down.page"),
    Binding("home", "move(-999999)", show=False, tooltip="to the first row", id="review.first"),
    Binding("end", "move(999999)", show=False, tooltip="to the last row", id="review.last"),
)


def key_of(row: object | None) -> object | None:
    """Return what identifies `row` after the folder was read again."""
    match row:
        case PersonRow():
            return row.person
        case TeamItem():
            return row.person, row.item.id
        case TeamWin():
            return row.person, row.win.id
        case HelpRequest() | Recognition():
            return type(row), row.person
        case TeamResponse():
            return type(row), row.person, row.response.reply
        case ShareWeek():
            return row.week
    return row


def position_of(selected: object | None, rows: Sequence[object | None], otherwise: int) -> int:
    """Return the index in `rows` of the row whose key is `selected`, or `otherwise` if there is none."""
    found = (n for n, row in enumerate(rows) if selected is not None and key_of(row) == selected)
    return next(found, otherwise)


class FolderScreen(BaseScreen):
    """A list of what people shared."""

    def __init__(self, review: TeamApp, person: str = "") -> None:
        """`review` is the app. `person` is the id of the person all rows are about; empty if they are about several."""
        super().__init__()
        self.review, self.person = review, person

    @property
    def reading(self) -> TeamReader:
        """Return the folder as it was last read."""
        return self.review.reading

    @property
    def body(self) -> FolderList:
        """Return the list."""
        return self.query_one(FolderList)

    def on_mount(self) -> None:
        """Show the list."""
        self.reload()

    def day_changed(self) -> None:
        """Read the folder again, and count ages from the new day."""
        self.review.reload()
        self.reload()

    # Rows

    def action_move(self, by: int) -> None:
        """Select another row."""
        if self.body.move(by):
            self.refresh_bindings()

    def on_paged_view_clicked(self, event: FolderList.Clicked) -> None:
        """Act on the clicked row."""
        self.row_clicked(event.index)

    def row_clicked(self, index: int) -> None:
        """Select the row at `index`, or act like Enter if it is selected."""
        if self.body.view is None or self.body.view.rows[index] is None:
            return
        if index == self.body.at:
            self.body.press("enter")
        else:
            self.action_move(self.body.steps_to(index))

    def action_turn_page(self, pages: int) -> None:
        """Select the row `pages` pages further down."""
        self.action_move(pages * self.body.page_size)

    def action_again(self) -> None:
        """Read the folder again."""
        self.day_changed()
        self.show_message(words.READ_AGAIN)

    def selected_person(self) -> PersonRow | None:
        """Return the person of the selected row."""
        selected = self.body.selected
        if self.person:
            return self.reading.row(self.person)
        if isinstance(selected, PersonRow):
            return selected
        return self.reading.row(selected.person) if isinstance(selected, ENTRIES) else None

    def selected_week(self) -> Week | None:
        """Return the week of the selected row."""
        selected = self.body.selected
        return selected.week if isinstance(selected, ShareWeek) else None

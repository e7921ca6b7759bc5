"""The team screen: what needs the manager, people, open escalations, asks, wins and files, each on its page."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer

from cmcheckin.sharing.attention import Attention, Recognition, matching, needs_by_person
from cmcheckin.sharing.team import PersonRow, matching_items, sort_rows
from cmcheckin.ui.kit.frame import KeyLine, key_name
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.ui.protocols import TeamApp
from cmcheckin.ui.review.base_screen import CHECKED, MOVE_KEYS, key_of, position_of
from cmcheckin.ui.review.files import FilesView
from cmcheckin.ui.review.needs_you import NeedsView
from cmcheckin.ui.review.open_items import ItemsView, WinsView
from cmcheckin.ui.review.page import FolderList, FolderTabs, FolderView, room_for_rows
from cmcheckin.ui.review.people import PeopleView
from cmcheckin.ui.review.replying import MORE_REPLY_KEYS, REPLY_KEYS, ReplyScreen
from cmcheckin.wording import disabled_keys
from cmcheckin.wording import review as words

VIEWS: Final = tuple(words.VIEWS)
SORTS: Final = tuple(words.SORTS)
COMPARED_FIRST: Final = 40
"""Most people in a team whose weeks are all read before the first page is shown; they take about 0.3 s."""
COMPARED: Final = 2
"""People whose weeks are read at a time between two keys, in larger teams."""
CHECK_SECONDS: Final = 0.03
"""Seconds between two rounds of reading and checking, in which a key is handled."""
SHOWN_AFTER: Final = 200
"""People after whose weeks the page is shown again meanwhile."""


class ReviewScreen(ReplyScreen):
    """What needs the manager, and the people with a file in the folder."""

    TITLE = "review"
    HELP = words.TEAM_HELP
    WHY_DISABLED = disabled_keys.TEAM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", tooltip="open everything this person shared", id="review.open"),
        *REPLY_KEYS,
        Binding("escape", "back", "show all", tooltip="show everything again", id="review.back"),
        *MORE_REPLY_KEYS,
        Binding("space", "show_all", "show all", tooltip="show all rows, or just a few of each", id="review.all"),
        Binding("s", "sort", "sort", tooltip="sort by name, or by what needs you", id="review.sort"),
        Binding("slash", "filter", "filter", tooltip="filter the rows by words", id="review.filter"),
        Binding("r", "again", "reload", tooltip="read the folder again", id="review.again"),
        *MOVE_KEYS,
        *(
            Binding(str(n), f"view('{name}')", show=False, tooltip=words.VIEW_HELP[name], id=f"review.page.{name}")
            for n, name in enumerate(VIEWS, 1)
        ),
        Binding("left", "beside(-1)", show=False, tooltip="previous page", id="review.previous"),
        Binding("right", "beside(1)", show=False, tooltip="next page", id="review.next"),
        Binding("q", "app.quit", "quit", id="review.leave"),
    ]

    def __init__(self, review: TeamApp) -> None:
        super().__init__(review)
        self.view_name, self.sort, self.filter = VIEWS[0], SORTS[0], ""
        self.shows_all = False
        """Whether the first page shows all rows of each section, instead of as many as fit."""
        self._at: dict[str, int] = {}
        self._checking: Timer | None = None
        self._version = 0

    def compose(self) -> ComposeResult:
        yield FolderTabs()
        yield FolderList()
        yield KeyLine()

    def _check(self) -> None:
        """Write the index, which the next start needs. Then read the weeks of a few more people, or check a few more
        files, and show what that changes."""
        if self.reading.folder.save_new_index():
            return
        if left := self.reading.not_compared():
            for person in left[:COMPARED]:
                self.reading.compare(person)
            if len(left) <= COMPARED:
                self._show_all_read()
            elif len(left) % SHOWN_AFTER < COMPARED:
                self.reload()
        elif self.reading.folder.check_files(CHECKED) and self._checking is not None:
            self._checking.stop()
            self._checking = None
        if self.reading.folder.version != self._version:
            self.review.clear_summaries()
            self.reload()

    def _show_all_read(self) -> None:
        """Show what is known now that everybody's weeks were read, and on a person's page above it, their questions."""
        self.reload()
        if not self.is_current:
            from cmcheckin.ui.review.one_to_one.screen import OneToOneScreen

            if isinstance(self.app.screen, ReplyScreen | OneToOneScreen):
                self.app.screen.reload()

    # What is shown

    def reload(self) -> None:
        """Show the page again, with the same row selected, and check the files between two keys."""
        self._show(key_of(self.body.selected), self.body.at)
        if self._checking is None:
            self._checking = self.set_interval(CHECK_SECONDS, self._check)

    def _show(self, selected: object | None = None, otherwise: int | None = None) -> None:
        """Show the page, with the row of the key `selected`, or else the one at index `otherwise`, selected."""
        self._version = self.reading.folder.version
        view = self._view()
        before = self._at.get(self.view_name, 0) if otherwise is None else otherwise
        at = position_of(selected, view.rows, before)
        self.body.show_view(view, at)
        team = self.reading.team
        titles = words.filter_titles(self.filter) if self.filter else words.titles(len(team.rows), team.weeks)
        self.show_notes_problem()
        self.query_one(FolderTabs).show(titles, self._tabs(), self.view_name)
        self.refresh_bindings()

    def _tabs(self) -> list[tuple[str, str, str]]:
        keys: dict[str, str] = {}
        for active in self.active_bindings.values():
            if active.binding.action.startswith("view("):
                keys.setdefault(active.binding.action[6:-2], key_name(active.binding.key, self.review.glyphs))
        return [(name, keys.get(name, ""), label) for name, label in words.VIEWS.items()]

    def _view(self) -> FolderView:
        reading, team = self.reading, self.reading.team
        replies, marks = reading.folder.replies, self.review.notes.saved.marks
        unread = words.unread_notice(reading.folder.failed, reading.folder.left_out)
        empty = (words.EMPTY, f"{words.EMPTY_HINT} {words.EMPTY_KEYS}")
        none = (words.NONE_MATCH,) if team.rows else empty
        if self.view_name == "needs":
            for person in reading.not_read(COMPARED_FIRST):
                reading.recent(person)
            lines = 0 if self.shows_all else room_for_rows(self.body.size.height or self.app.size.height - 4)
            return NeedsView(
                attention=self._attention(),
                person=reading.recent,
                marks=marks,
                outside=reading.outside(),
                replies=replies,
                today=reading.today,
                unread=unread,
                none=none,
                lines=lines,
                filter=self.filter,
            )
        if self.view_name == "people":
            return PeopleView(team, self._people(), unread, reading.recent, reading.today)
        if self.view_name == "files":
            names = {row.person: row.name for row in team.rows}
            missing = (words.ALL_READ,) if team.rows else empty
            folder = reading.folder
            return FilesView(folder.unread, folder.superseded, replies, names, folder.title_of, missing)
        if team.rows and not self.filter:
            missing_rows = {
                "open": words.NONE_OPEN if team.includes_field("escalations") else words.ESCALATIONS_NOT_SHARED,
                "asks": words.NO_ASKS if team.includes_field("asks") else words.ASKS_NOT_SHARED,
                "wins": words.NO_WINS,
            }
            none = (missing_rows[self.view_name],)
        if self.view_name == "wins":
            return WinsView(matching_items(reading.wins, self.filter), none, replies, reading.today)
        asks = self.view_name == "asks"
        return ItemsView(
            matching_items(team.asks if asks else team.open, self.filter), none, asks, replies, marks, reading.today
        )

    # Keys

    def on_folder_list_resized(self) -> None:
        """Show as many rows of each section as fit now."""
        if self.view_name == "needs":
            self._show(key_of(self.body.selected), self.body.at)

    def row_clicked(self, index: int) -> None:
        """Select the clicked row, or show all rows if it is a heading with hidden ones."""
        view = self.body.view
        if isinstance(view, NeedsView) and view.hides(index):
            self.action_show_all()
        else:
            super().row_clicked(index)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable sorting for people, and `back` while there is a filter."""
        if not super().check_action(action, parameters):
            return False
        match action:
            case "sort":
                return self.view_name in ("needs", "people") and bool(self.reading.team.rows)
            case "show_all" if self.is_mounted:
                view = self.body.view
                return isinstance(view, NeedsView) and (self.shows_all or view.hides_any)
            case "filter":
                return self.view_name != "files" and bool(self.reading.team.rows)
            case "back":
                return bool(self.filter)
            case "open":
                return self.is_mounted and self.selected_person() is not None
        return True

    def action_show_all(self) -> None:
        """Show all rows of each section, or only a few again."""
        self.shows_all = not self.shows_all
        self._show(key_of(self.body.selected), self.body.at)

    def action_view(self, name: str) -> None:
        """Show the page `name`."""
        self._at[self.view_name] = self.body.at
        self.view_name = name
        self._show()

    def on_folder_tabs_clicked(self, event: FolderTabs.Clicked) -> None:
        """Show the clicked page."""
        self.action_view(event.view)

    def action_beside(self, by: int) -> None:
        """Show the next page, or the one before."""
        self.action_view(VIEWS[(VIEWS.index(self.view_name) + by) % len(VIEWS)])

    def action_sort(self) -> None:
        """Sort people by name, or by what needs the manager."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self._show(key_of(self.body.selected), self.body.at)
        self.show_message(words.SORTED.format(order=words.SORTS[self.sort]))

    def action_filter(self) -> None:
        """Ask for the words that rows must contain."""

        def entered(text: str | None) -> None:
            if text is not None:
                self.filter = text
                self._at.clear()
                self._show()

        self.app.push_screen(Prompt(words.FILTER, self.filter, hint=words.FILTER_HINT), entered)

    def action_back(self) -> None:
        """Remove the filter."""
        self.filter = ""
        self._show(key_of(self.body.selected))

    def action_open(self) -> None:
        """Open all that the selected person shared."""
        from cmcheckin.ui.review.person_screen import ReviewPersonScreen

        if row := self.selected_person():
            people = [person.person for person in self._people()]
            shown = self.body.selected
            win = shown.wins[0] if isinstance(shown, Recognition) else None
            selected = (row.person, win.id) if win else key_of(shown)
            self.app.push_screen(ReviewPersonScreen(self.review, row.person, people, selected=selected))

    def _attention(self) -> Attention:
        """Return what needs the manager and matches the filter, with people in the order of their rows."""
        found = matching(self.reading.attention(), self.filter)
        return replace(found, people=self._people())

    def _people(self) -> tuple[PersonRow, ...]:
        needs = needs_by_person(self.reading.attention()) if self.sort == "needs" else {}
        return sort_rows(matching_items(self.reading.team.rows, self.filter), needs)

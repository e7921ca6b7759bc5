"""The screen of the wins of a period by kind, to look back on, and to copy or write for a review."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.checkin import PRIVATE_WIN_KINDS, WIN_KINDS
from cmcheckin.domain.spans import Span, SpanKind
from cmcheckin.report.win_rendering import headline_text
from cmcheckin.report.wins import WinEntry, WinList
from cmcheckin.services import wins as service
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.document_writer import DocumentWriter
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.paged_view import BOX_END, PagedView
from cmcheckin.ui.wins.rows import WinRows, WinsView, period_at
from cmcheckin.wording import wins as words

if TYPE_CHECKING:
    from datetime import date

    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal

PERIODS: Final = tuple(words.PERIODS)


class WinsScreen(BaseScreen):
    """The wins of a period. Each is included in what is copied or written, or left out."""

    TITLE = "wins"
    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False, tooltip="previous win", id="wins.previous"),
        Binding("down,j", "move(1)", show=False, tooltip="next win", id="wins.next"),
        Binding("pageup", "page_rows(-1)", show=False),
        Binding("pagedown", "page_rows(1)", show=False),
        Binding("home", "move(-999999)", show=False),
        Binding("end", "move(999999)", show=False),
        Binding("space", "omit", "omit", tooltip="leave the selected win out", id="wins.omit"),
        Binding("space", "include", "include", tooltip="include the selected win", id="wins.include"),
        Binding("p", "period", "period", tooltip="quarter, half-year, year or all", id="wins.period"),
        Binding("w", "write", "write", tooltip="write the list to a file", id="wins.write"),
        Binding("c", "copy", "copy", tooltip="copy the list as text", id="wins.copy"),
        Binding("escape", "app.pop_screen", "back", tooltip="back", id="wins.close"),
        Binding("left_square_bracket", "shift(-1)", "move", tooltip="the period before", id="wins.earlier"),
        Binding("right_square_bracket", "shift(1)", "move", tooltip="the period after", id="wins.later"),
        Binding("f", "kind", "kind", tooltip="show one kind of wins, or all", id="wins.kind"),
        Binding("enter", "open", "open", tooltip="show the day of the selected win", id="wins.open"),
        Binding("q", "app.quit", "quit", id="wins.leave"),
    ]

    def __init__(self, journal: Journal, clock: Clock, day: date) -> None:
        """Create the screen, which first shows the quarter of `day`."""
        super().__init__()
        self.journal, self.clock = journal, clock
        self._writer = DocumentWriter(self, journal, self._write)
        self._day = day
        """The day whose quarter, half-year or year is shown."""
        self._span = Span.of("quarter", day)
        self._kind: str | None = None
        self._all = WinList(self._span, day)
        """The wins of the period, of every kind."""
        self._wins = self._all
        """The wins of the chosen kind."""
        self._chosen = self._all
        """The wins to copy or write."""
        self._excluded: Collection[str] = ()
        """The keys of the wins that are left out."""
        self._choices: dict[str, bool] = {}
        """Whether the user includes a win, by its key. Otherwise its kind decides."""
        self._rows = WinRows(self._wins)
        self._selected = 0
        self._headline, self._hint = "", ""
        self._has_any = False
        """Whether there is a win in any period."""

    def compose(self) -> ComposeResult:
        yield Heading()
        yield PagedView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the wins of the first period."""
        self.reload()

    def reload(self) -> None:
        """Read the wins of the period again, and show them."""
        today = self.clock.today()
        self._choices = service.load_choices(self.journal)
        self._all = service.read_wins(self.journal, self._span, today)
        everything = Span.of("all", today)
        self._has_any = bool(self._all.entries or service.read_wins(self.journal, everything, today).entries)
        self._list()
        self.journal_app.show_problems()

    def _list(self) -> None:
        """Show the wins of the chosen kind. Select the same one as before, or else the first."""
        before = self._entry()
        self._wins = self._all if self._kind is None else self._all.of_kind(self._kind)
        self._rows = WinRows(self._wins)
        self._selected = self._rows.ids.index(before.key) if before and before.key in self._rows.ids else 1
        self._choose()

    def _entry(self) -> WinEntry | None:
        return self._rows.entry(self._selected)

    def _choose(self) -> None:
        """Find the wins to copy or write: all but those the user left out, and private ones the user didn't include."""
        entries = self._wins.entries
        self._excluded = {e.key for e in entries if not self._choices.get(e.key, e.kind not in PRIVATE_WIN_KINDS)}
        self._chosen = self._wins.without(self._excluded)
        self._headline, self._hint = self._headlines()
        self._select(self._selected)

    def _headlines(self) -> tuple[str, str]:
        """Return what counts the chosen wins, or that there are none and what to do next."""
        if self._wins.entries:
            return headline_text(self._chosen), ""
        if not self._has_any:
            return words.NOTHING_YET, words.NOTHING_YET_HINT
        hint = words.NONE_OF_KIND_HINT if self._kind is not None else words.NOTHING_IN_HINT
        return words.nothing_in(self._span), hint

    def _select(self, row: int) -> None:
        self._selected = row
        total = len(self._wins.entries)
        place = words.included(total - len(self._excluded), total) if total else ""
        self.query_one(Heading).show(words.screen_title(self._span), place)
        texts = (self._headline, self._hint)
        view = WinsView(self._wins, self._rows, row, self._excluded, self._kind, *texts)
        self.query_one(PagedView).show(view)
        self.refresh_bindings()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable keys that have nothing to act on."""
        if action in ("omit", "include"):
            entry = self._entry()
            return entry is not None and (entry.key in self._excluded) == (action == "include")
        if action in ("write", "copy", "open"):
            return bool(self._wins.entries)
        if action == "kind":
            return bool(self._all.entries)
        return action != "shift" or self._span.kind != "all"

    def action_move(self, steps: int) -> None:
        """Select the win `steps` further down, or up if negative."""
        if places := self._rows.places:
            at = bisect_left(places, self._selected)
            self._select(places[min(max(at + steps, 0), len(places) - 1)])

    def action_page_rows(self, pages: int) -> None:
        """Select the win `pages` pages further down, or up if negative."""
        self.action_move(pages * self.query_one(PagedView).page_size)

    def on_paged_view_clicked(self, event: PagedView.Clicked) -> None:
        """Select the win that was clicked, and leave it out or include it at a click on its box."""
        if event.row_id:
            self._select(event.index)
            if event.column < BOX_END:
                self.action_omit()

    def on_paged_view_head_clicked(self, event: PagedView.HeadClicked) -> None:
        """Show the period that was clicked."""
        if event.index == 0 and (kind := period_at(event.column)) is not None:
            self._show_period(kind)

    def action_omit(self) -> None:
        """Leave the selected win out, or include it again. The choice applies in every period."""
        from cmcheckin.journal import JournalError

        entry = self._entry()
        if entry is None:
            return
        included = entry.key in self._excluded
        self._choices[entry.key] = included
        try:
            service.choose(self.journal, entry.key, included=included)
        except JournalError as error:
            self.show_message(str(error))
        self._choose()

    def action_include(self) -> None:
        """Include the selected win again."""
        self.action_omit()

    def action_period(self) -> None:
        """Show the quarter, then the half-year, the year and all wins."""
        at = PERIODS.index(self._span.kind) if self._span.kind in PERIODS else -1
        self._show_period(PERIODS[(at + 1) % len(PERIODS)])

    def _show_period(self, kind: SpanKind) -> None:
        """Show the quarter, half-year or year that was shown last, or all wins."""
        self._span = Span.of(kind, self._day)
        self.reload()

    def action_shift(self, steps: int) -> None:
        """Show the period `steps` later, or earlier if negative, unless it hasn't begun."""
        moved = self._span.shifted(steps)
        if moved.first > self.clock.today():
            self.show_message(words.NO_LATER)
            return
        self._span, self._day = moved, min(moved.last, self.clock.today())
        self.reload()

    def action_kind(self) -> None:
        """Show the next kind that has wins in this period; after the last, all kinds."""
        found = [group.kind for group in self._all.groups]
        kinds = [None, *(kind for kind in (*WIN_KINDS, "") if kind in found)]
        at = kinds.index(self._kind) if self._kind in kinds else 0
        self._kind = kinds[(at + 1) % len(kinds)]
        self._list()

    def action_open(self) -> None:
        """Open the week of the selected win, with its day selected."""
        if entry := self._entry():
            self.journal_app.open_week(entry.on)

    def action_copy(self) -> None:
        """Ask the terminal to copy the included wins as text (OSC 52), which works over SSH too."""
        from cmcheckin.report.win_rendering import MOST_COPIED, render_wins

        text = render_wins(self._chosen, "txt")
        if message := self._nothing_to_write():
            self.show_message(message)
        elif len(text.encode()) > MOST_COPIED:
            self.show_message(words.TOO_LONG_TO_COPY)
        else:
            self.app.copy_to_clipboard(text)
            self.show_message(words.copied(len(self._chosen.entries)))

    # File

    def action_write(self) -> None:
        """Write the included wins to a file."""
        if message := self._nothing_to_write():
            self.show_message(message)
        else:
            self._writer.start(words.file_name(self._span))

    def _nothing_to_write(self) -> str:
        return "" if self._chosen.entries else words.NOTHING_INCLUDED

    def _write(self, target: Path, *, replace_existing: bool) -> None:
        service.write_wins(self._chosen, target, replace_existing=replace_existing)

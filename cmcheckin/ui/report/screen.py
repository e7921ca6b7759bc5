"""The report screen: a draft of lines with the entries behind them, to edit and to write to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.records import Record
from cmcheckin.domain.week import Week
from cmcheckin.report.edits import ReportEdits, override_text
from cmcheckin.report.model import OWN_PREFIX, Report, ReportLine
from cmcheckin.services import report_session
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.document_writer import DocumentWriter
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.paged_view import PagedView
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.ui.report.entries import ReportEntries
from cmcheckin.ui.report.lines import ReportView
from cmcheckin.wording import disabled_keys
from cmcheckin.wording import report as words
from cmcheckin.wording import week as week_words

if TYPE_CHECKING:
    from textual import events

    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

WIDE: Final = 150
"""Columns from which the entries of the selected line are beside the draft."""
CHANGE: Final = "change"
ADD: Final = "add"
"""What a text is for: a line of the report, or a new line."""


class ReportScreen(BaseScreen):
    """The draft of a week's report. Each change is saved at once."""

    TITLE = "report"
    HELP = words.HELP
    WHY_DISABLED = disabled_keys.REPORT
    # While there is room, the entries of the selected line are beside the draft.
    DEFAULT_CSS = """
    ReportScreen.-wide {
        layout: grid;
        grid-size: 2;
        grid-columns: 84 1fr;
        grid-rows: 2 1fr;
        Heading { column-span: 2; }
        ReportEntries { height: 100%; padding: 0 1 1 3; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False, tooltip="previous line", id="report.previous"),
        Binding("down,j", "move(1)", show=False, tooltip="next line", id="report.next"),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("home,g", "move(-9999)", show=False),
        Binding("end,G", "move(9999)", show=False),
        Binding("e", "change", "edit", tooltip="edit the selected line", id="report.change"),
        Binding("x", "exclude", "omit", tooltip="leave the selected line out", id="report.turn"),
        Binding("x", "include", "include", tooltip="include the selected line again", id="report.include"),
        Binding("w", "write", "write", tooltip="write the report to a file", id="report.write"),
        Binding("enter", "open", "open", tooltip="show the days that this line is based on", id="report.open"),
        Binding("o", "open", show=False),
        Binding("escape", "app.pop_screen", "back", tooltip="back to the week", id="report.close"),
        Binding("a", "add", "add", tooltip="add a line to this section", id="report.add"),
        Binding("left_square_bracket", "page(-1)", "week", tooltip="previous week", id="report.week.previous"),
        Binding("right_square_bracket", "page(1)", "week", tooltip="next week", id="report.week.next"),
        Binding("q", "app.quit", "quit", id="report.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, week: Week) -> None:
        super().__init__()
        self.journal, self.settings, self.clock, self.week = journal, settings, clock, week
        self._writer = DocumentWriter(self, journal, self._write)
        self._report = Report(week.monday, week.sunday)
        """The report as it follows from the records, without edits."""
        self._edits = ReportEdits()
        self._selected = ""
        """The id of the line that the keys act on."""
        self._opened = ("", 0)
        """The line whose entries were opened last, and how many of them."""
        self._unsaved = False
        """Whether the last change couldn't be saved."""

    def compose(self) -> ComposeResult:
        self._set_size_class(self.app.size.width)
        yield Heading()
        yield PagedView()
        yield ReportEntries()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the draft."""
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._set_size_class(event.size.width)

    def _set_size_class(self, columns: int) -> None:
        self.set_class(columns >= WIDE, "-wide")

    def reload(self) -> None:
        """Read the records and the saved edits, and show the draft."""
        first, last = self.week.monday, self.week.sunday
        self._report = report_session.build_report(self.journal, self.settings, first, last, self.clock.today())
        if not self._unsaved:
            self._edits = report_session.load_edits(self.journal, first, last)
        self._show_near(0)
        if self._edits.unsaved_text is not None:
            action, line, text = self._edits.unsaved_text
            if exists := line in self._ids():
                self._selected = line
            self._show()
            # The text for a line that no longer exists becomes a new line.
            self.call_after_refresh(self._ask_text, action if exists else ADD, text, words.UNSAVED_TEXT)

    def _show_near(self, place: int) -> None:
        """Show the draft. If the selected line is gone, select the one at index `place`."""
        ids = self._ids()
        if self._selected not in ids:
            self._selected = ids[min(place, len(ids) - 1)] if ids else ""
        self._show()

    def _lines(self) -> list[ReportLine]:
        return self._edits.preview(self._report).lines

    def _ids(self) -> list[str]:
        return [line.id for line in self._lines()]

    def _place(self) -> int:
        """Return the index of the selected line, 0 if there is none."""
        ids = self._ids()
        return ids.index(self._selected) if self._selected in ids else 0

    def _is_own(self) -> bool:
        """Return whether the user added the selected line."""
        return self._selected.startswith(OWN_PREFIX)

    def _selected_line(self) -> ReportLine | None:
        return next((line for line in self._lines() if line.id == self._selected), None)

    def _show(self) -> None:
        title = words.SCREEN_TITLE.format(week=week_words.title(self.week, self.clock.today()))
        ids = self._ids()
        number = self._place() + 1 if ids else 0
        self.query_one(Heading).show(title, words.position(number, len(ids), edited=bool(self._edits)))
        view = ReportView(self._edits.preview(self._report), self._selected, self._edits.left_out)
        self.query_one(PagedView).show(view)
        self.query_one(ReportEntries).show(self._entries(), self._selected, own=self._is_own())
        self.refresh_bindings()

    def _entries(self) -> tuple[Record, ...]:
        """Return the records behind the selected line, those that weren't opened yet first."""
        line = self._selected_line()
        found = report_session.entries_of(self.journal, line) if line else ()
        opened = self._opened[1] % len(found) if found and self._opened[0] == self._selected else 0
        return (*found[opened:], *found[:opened])

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable the keys that need a line while there is none."""
        if action in ("exclude", "include"):
            is_excluded = self._selected in self._edits.left_out
            return bool(self._lines()) and is_excluded == (action == "include")
        if action in ("change", "write"):
            return bool(self._lines())
        if action == "open":
            line = self._selected_line()
            return line is not None and bool(line.keys)
        return True

    def why_disabled(self, action: str) -> str:
        """Return why a key does nothing: without lines, because there are none."""
        return super().why_disabled(action) if self._lines() else disabled_keys.NO_LINE

    def action_move(self, steps: int) -> None:
        """Select the line `steps` further down."""
        ids = self._ids()
        if self._selected in ids:
            self._selected = ids[min(max(ids.index(self._selected) + steps, 0), len(ids) - 1)]
            self._show()

    def on_paged_view_clicked(self, event: PagedView.Clicked) -> None:
        """Select the clicked line."""
        if event.row_id:
            self._selected = event.row_id
            self._show()

    def action_page(self, weeks: int) -> None:
        """Show the report of another week."""
        if weeks > 0 and self.week >= Week.of(self.clock.today()):
            self.show_message(week_words.NO_LATER_WEEK)
            return
        self.week, self._unsaved = self.week.shifted(weeks), False
        self.reload()

    def action_exclude(self) -> None:
        """Exclude the selected line, or include it if it is excluded."""
        place = self._place()
        if self._own_lines_changed():
            self.reload()
            self.show_message(words.CHANGED_ELSEWHERE)
            return
        self._show_after(self._change(lambda edits: edits.toggle_line(self._selected)), place)

    def action_include(self) -> None:
        """Include the selected line again."""
        self.action_exclude()

    def action_open(self) -> None:
        """Open the week of the line's first entry, with its day selected; the next time, that of the next day."""
        found = self._entries()
        if found:
            same_day = sum(1 for _ in takewhile(lambda record: record.day == found[0].day, found))
            before = self._opened[1] if self._opened[0] == self._selected else 0
            self._opened = (self._selected, before + same_day)
            self.journal_app.open_week(found[0].day)

    # Texts of lines

    def action_change(self) -> None:
        """Ask for another text of the selected line."""
        line = self._selected_line()
        if line is not None:
            self._ask_text(CHANGE, line.text)

    def action_add(self) -> None:
        """Ask for the text of a new line."""
        self._ask_text(ADD, "")

    def _ask_text(self, action: str, text: str, about: str = "") -> None:
        """Ask for a text, starting with `text`. It is saved while it is typed. `action` is CHANGE or ADD. `about`: what
        to say about `text` until it is changed."""
        if action == CHANGE:
            label, hint = words.CHANGE, words.OWN_HINT if self._is_own() else words.CHANGE_HINT
        else:
            label, hint = words.ADD, words.ADDED_LINE_HINT.format(part=words.PARTS[self._part()])

        def typed(text: str) -> str:
            return self._change(lambda edits: replace(edits, unsaved_text=(action, self._selected, text)))

        def entered(text: str | None) -> None:
            if text is not None:
                self._save_text(action, text)
            elif self._edits.unsaved_text is not None:
                self._show_after(self._change(lambda edits: replace(edits, unsaved_text=None)))

        self.app.push_screen(Prompt(label, text, hint=hint, refusal=about, typed=typed), entered)

    def _part(self) -> str:
        """Return the name of the part that the selected line is in."""
        parts = self._edits.preview(self._report).parts
        return next((part.name for part in parts if self._selected in [line.id for line in part.items]), "suggest")

    def _save_text(self, action: str, text: str) -> None:
        place, part = self._place(), self._part()
        if action == CHANGE and self._selected in self._ids() and not self._own_lines_changed():
            override = override_text(self._report, self._selected, text)
            error = self._change(lambda edits: replace(edits.with_text(self._selected, override), unsaved_text=None))
        else:  # a new line, or the text of a line that no longer exists
            error = self._change(lambda edits: replace(edits.with_line(part, text), unsaved_text=None))
            if text:
                self._selected, place = f"{OWN_PREFIX}{part}-{len(self._edits.added[part]) - 1}", 0
        self._show_after(error, place)

    def _saved_edits(self) -> ReportEdits:
        """Return the edits on the disk, which another window may have changed."""
        if self._unsaved:
            return self._edits
        return report_session.load_edits(self.journal, self.week.monday, self.week.sunday)

    def _own_lines_changed(self) -> bool:
        """Return whether the selected line is a user's own and another window changed such lines, as their ids are
        just their positions."""
        return self._is_own() and self._saved_edits().added != self._edits.added

    def _change(self, change: Callable[[ReportEdits], ReportEdits]) -> str:
        """Apply `change` to the edits on the disk and save them. Return an error message if they can't be saved."""
        from cmcheckin.journal import JournalError

        self._edits, self._unsaved = change(self._saved_edits()), False
        try:
            report_session.save_edits(self.journal, self.week.monday, self.week.sunday, self._edits)
        except JournalError as error:
            self._unsaved = True
            return str(error)
        return ""

    def _show_after(self, error: str, place: int = 0) -> None:
        """Show the draft after a change, like `_show_near`, and its `error` if it couldn't be saved."""
        self._show_near(place)
        if error:
            self.show_message(error)

    # File

    def action_write(self) -> None:
        """Write the report to a file."""
        if self._edits.apply(self._report).parts:
            self._writer.start(words.FILE_NAME.format(week=str(self.week)))
        else:
            self.show_message(words.NOTHING_TO_WRITE)

    def _write(self, target: Path, *, replace_existing: bool) -> None:
        report_session.write_report(self._edits.apply(self._report), target, replace_existing=replace_existing)

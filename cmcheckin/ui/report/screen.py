"""The weekly report: a draft, line by line, with what each rests on, to be changed and then written."""

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
from cmcheckin.ui.kit.asking import AskingScreen, path_of
from cmcheckin.ui.kit.footer import KeyLine
from cmcheckin.ui.kit.heading import Heading
from cmcheckin.ui.kit.text_field import Line as Field
from cmcheckin.ui.report.entries import ReportEntries
from cmcheckin.ui.report.lines import ReportLines
from cmcheckin.wording import report as words
from cmcheckin.wording import week as week_words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

CHANGE, ADD, WRITE = "change", "add", "write"
RESTING: Final = ("move", "page", "change", "turn", "add", "write", "open", "close", "app.quit")
"""Actions that make no sense while something is being written."""


class ReportScreen(AskingScreen):
    """A week's draft. What is changed is kept until it is written or taken back, whatever ends the program."""

    TITLE = "the report"
    HELP = """
Every line is drawn from entries, which stand below; what has none is left out. Moods, energy, feelings and notes have \
no part in it.

Lines can be said in other words, left out, and added. The journal stays as it is. Page up, page down, home and end go \
further in a long draft.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False, tooltip="the line before", id="report.previous"),
        Binding("down,j", "move(1)", show=False, tooltip="the next line", id="report.next"),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("home,g", "move(-9999)", show=False),
        Binding("end,G", "move(9999)", show=False),
        Binding("e", "change", "edit", tooltip="say the marked line in other words", id="report.change"),
        Binding("x", "turn", "out", tooltip="leave the marked line out, or take it in again", id="report.turn"),
        Binding("a", "add", "add", tooltip="a line of your own, in this part", id="report.add"),
        Binding("w", "write", "write", tooltip="write the report to a file", id="report.write"),
        Binding("enter", "open", "open", tooltip="the days it rests on, one after the other", id="report.open"),
        Binding("o", "open", show=False),
        Binding("escape", "close", "back", tooltip="back to the week", id="report.close"),
        Binding("left_square_bracket", "page(-1)", "week", tooltip="the week before", id="report.week.previous"),
        Binding("right_square_bracket", "page(1)", "week", tooltip="the week after", id="report.week.next"),
        Binding("q", "app.quit", "leave", id="report.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, week: Week) -> None:
        super().__init__()
        self.journal, self.settings, self.clock, self.week = journal, settings, clock, week
        self._drawn = Report(week.monday, week.sunday)
        self._edits = ReportEdits()
        self._at = ""
        self._opened = ("", 0)
        """The line whose entries were opened last, and how many of them."""
        self._unkept = False
        """Whether the disk would not take the last change: then it stands here alone."""

    def compose(self) -> ComposeResult:
        yield Heading()
        yield ReportLines()
        yield ReportEntries()
        yield KeyLine()

    def on_mount(self) -> None:
        """Draw the draft."""
        self._read()

    def on_screen_resume(self) -> None:
        """The journal may have changed meanwhile."""
        if self.is_mounted:
            self._read()

    def _read(self) -> None:
        first, last = self.week.monday, self.week.sunday
        self._drawn = report_session.build_report(self.journal, self.settings, first, last, self.clock.today())
        if not self._unkept:
            self._edits = report_session.load_edits(self.journal, first, last)
        self._stand()
        if self._edits.unsaved_text is not None and not self.asking:
            what, at, text = self._edits.unsaved_text
            if there := at in self._ids():
                self._at = at
            self._show()
            self._ask_words(what if there else ADD, text)  # for a line that is gone: as one of its own

    def _stand(self, place: int = 0) -> None:
        """Show all of it, with a line marked: the same one, or the one that came in its place."""
        ids = self._ids()
        if self._at not in ids:
            self._at = ids[min(place, len(ids) - 1)] if ids else ""
        self._show()

    def _shown(self) -> Report:
        return self._edits.preview(self._drawn)

    def _lines(self) -> list[ReportLine]:
        return [line for part in self._shown().parts for line in part.items]

    def _ids(self) -> list[str]:
        return [line.id for line in self._lines()]

    def _marked(self) -> ReportLine | None:
        return next((line for line in self._lines() if line.id == self._at), None)

    def _show(self) -> None:
        title = words.screen_title(week_words.title(self.week, self.clock.today()))
        ids = self._ids()
        number = ids.index(self._at) + 1 if self._at in ids else 0
        self.query_one(Heading).say(title, words.place(number, len(ids), edited=bool(self._edits)))
        self.query_one(ReportLines).show(self._shown(), self._at, self._edits.excluded)
        self.query_one(ReportEntries).show(self._resting(), self._at, own=self._at.startswith(OWN_PREFIX))
        self.refresh_bindings()

    def _resting(self) -> tuple[Record, ...]:
        """What the marked line rests on; what was not opened yet comes first."""
        marked = self._marked()
        found = report_session.entries_of(self.journal, marked) if marked else ()
        seen = self._opened[1] % len(found) if found and self._opened[0] == self._at else 0
        return (*found[seen:], *found[:seen])

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is being written the other keys rest; without a line there is none to change."""
        if self.asking and action in RESTING:
            return False
        if action in ("change", "turn", "write"):
            return bool(self._lines())
        if action == "open":
            marked = self._marked()
            return marked is not None and bool(marked.keys)
        return True

    def action_move(self, steps: int) -> None:
        """Another line."""
        ids = self._ids()
        if self._at in ids:
            self._at = ids[min(max(ids.index(self._at) + steps, 0), len(ids) - 1)]
            self._show()

    def action_page(self, weeks: int) -> None:
        """Another week."""
        if weeks > 0 and self.week >= Week.of(self.clock.today()):
            self.show_message(week_words.LAST_WEEK_THERE_IS)
            return
        self.week, self._unkept = self.week.shifted(weeks), False
        self._read()

    def action_turn(self) -> None:
        """Leave the marked line out, or take it in again."""
        ids = self._ids()
        place = ids.index(self._at) if self._at in ids else 0
        if self._own_moved():
            self._read()
            self.show_message(words.MEANWHILE)
            return
        self._change(lambda edits: edits.toggle_line(self._at))
        self._stand(place)

    def action_open(self) -> None:
        """The week of the first entry the line rests on, with its day marked; the next time, of the next day."""
        found = self._resting()
        if found:
            same = sum(1 for _ in takewhile(lambda one: one.day == found[0].day, found))
            before = self._opened[1] if self._opened[0] == self._at else 0
            self._opened = (self._at, before + same)
            self.journal_app.open_week(found[0].day)

    def action_close(self) -> None:
        """Back to the week."""
        self.app.pop_screen()

    # Writing in a line at the foot

    def action_change(self) -> None:
        """Say the marked line in other words."""
        marked = self._marked()
        if marked is not None:
            self._ask_words(CHANGE, marked.text)

    def action_add(self) -> None:
        """A line of one's own."""
        self._ask_words(ADD, "")

    def _ask_words(self, what: str, text: str) -> None:
        if what == CHANGE:
            hint = words.OWN_HINT if self._at.startswith(OWN_PREFIX) else words.CHANGE_HINT
            self.ask(what, words.CHANGE, text, hint)
        else:
            self.ask(what, words.ADD, text, words.at_the_end_of(words.PARTS[self._part()]))

    def _part(self) -> str:
        """The part of the marked line."""
        parts = (part.name for part in self._shown().parts if self._at in [line.id for line in part.items])
        return next(parts, "suggest")

    def action_write(self) -> None:
        """Ask where to."""
        if self.again is not None:
            self._write(self.again, over=self.replacing, partial=True)
            return
        if not self._edits.apply(self._drawn).parts:
            self.show_message(words.NOTHING_TO_WRITE)
            return
        target = self.journal.places.exports / words.file_name(str(self.week))
        self.ask(WRITE, words.FILE, str(target), words.FILE_HINT, "write")

    def on_line_written(self, event: Field.Written) -> None:
        """Keep the words while they are typed."""
        if self.asking in (CHANGE, ADD):
            typing = (self.asking, self._at, event.text)
            self._change(lambda edits: replace(edits, unsaved_text=typing))

    def done(self, what: str, text: str) -> None:
        """What was written is done."""
        if what == WRITE:
            if text:
                self._write(path_of(text), over=False)
            return
        ids = self._ids()
        part = self._part()
        if what == CHANGE and self._at in ids and not self._own_moved():
            said = override_text(self._drawn, self._at, text)
            self._change(lambda edits: replace(edits.with_text(self._at, said), unsaved_text=None))
        else:  # a line that is there no longer: what was written for it stays, as one of its own
            self._change(lambda edits: replace(edits.with_line(part, text), unsaved_text=None))
            if text:
                self._at = f"{OWN_PREFIX}{part}-{len(self._edits.added[part]) - 1}"
                ids = []
        self._stand(ids.index(self._at) if self._at in ids else 0)

    def left(self, what: str) -> None:
        """Leave it as it is."""
        if self._edits.unsaved_text is not None:
            self._change(lambda edits: replace(edits, unsaved_text=None))
            self._stand()

    def _kept(self) -> ReportEdits:
        """The changes as they stand on the disk now, where another window may have written too."""
        return (
            self._edits if self._unkept else report_session.load_edits(self.journal, self.week.monday, self.week.sunday)
        )

    def _own_moved(self) -> bool:
        """Whether the marked line is one's own and another window changed such lines: a place is all they are."""
        return self._at.startswith(OWN_PREFIX) and self._kept().added != self._edits.added

    def _change(self, change: Callable[[ReportEdits], ReportEdits]) -> None:
        from cmcheckin.journal import JournalError

        self._edits, self._unkept = change(self._kept()), False
        try:
            report_session.save_edits(self.journal, self.week.monday, self.week.sunday, self._edits)
        except JournalError as no:
            self._unkept = True
            self.show_message(str(no))

    def _write(self, target: Path, *, over: bool, partial: bool = False) -> None:
        """Write the report as it stands, whole or not at all. A name that will not do is asked for again."""
        if not partial and self.journal.missing():
            self.write_if_again(target, replacing=False)
            self.show_message(words.PARTIAL)
            return
        try:
            report_session.write_report(self._edits.apply(self._drawn), target, replace_existing=over)
        except FileExistsError:
            self.write_if_again(target, replacing=True)
            self.show_message(words.REPLACE)
        except (OSError, ValueError) as no:
            self.ask(WRITE, words.FILE, str(target), words.FILE_HINT, "write")
            self.show_message(words.not_written(getattr(no, "strerror", None) or str(no)))
        else:
            self.show_message(words.written(target.name, str(target.parent.absolute())))

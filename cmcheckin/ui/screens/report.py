"""The weekly report: a draft, line by line, with what each rests on, to be changed and then written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.week import Week
from cmcheckin.report import desk
from cmcheckin.report.draft import Line, Report
from cmcheckin.report.editing import OWN, Edits
from cmcheckin.report.rendering import FORMATS, render
from cmcheckin.ui.screens.asking import AskingScreen, path_of
from cmcheckin.ui.widgets.footer import KeyLine
from cmcheckin.ui.widgets.heading import Heading
from cmcheckin.ui.widgets.report_entries import ReportEntries
from cmcheckin.ui.widgets.report_lines import ReportLines
from cmcheckin.ui.widgets.writing import Line as Field
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

Lines can be said in other words, left out, and added. The journal stays as it is.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False, tooltip="the line before", id="report.previous"),
        Binding("down,j", "move(1)", show=False, tooltip="the next line", id="report.next"),
        Binding("e", "change", "edit", tooltip="say the marked line in other words", id="report.change"),
        Binding("x", "turn", "out", tooltip="leave the marked line out, or take it in again", id="report.turn"),
        Binding("a", "add", "add", tooltip="a line of your own, in this part", id="report.add"),
        Binding("w", "write", "write", tooltip="write the report to a file", id="report.write"),
        Binding("enter,o", "open", "open", key_display="⏎", tooltip="the day of what it rests on", id="report.open"),
        Binding("left_square_bracket", "page(-1)", "week", tooltip="the week before", id="report.week.previous"),
        Binding("right_square_bracket", "page(1)", "week", tooltip="the week after", id="report.week.next"),
        Binding("escape", "close", "back", tooltip="back to the week", id="report.close"),
        Binding("q", "app.quit", "leave", id="report.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, week: Week) -> None:
        super().__init__()
        self.journal, self.settings, self.clock, self.week = journal, settings, clock, week
        self._drawn = Report(week.monday, week.sunday)
        self._edits = Edits()
        self._at = ""
        self._replace: Path | None = None
        self._replace_asked = False

    def compose(self) -> ComposeResult:
        yield Heading()
        yield ReportLines()
        yield ReportEntries()
        yield KeyLine()

    def on_mount(self) -> None:
        """Draw the draft, and go on with what was being written."""
        self._read()
        if self._edits.typing is not None:
            what, self._at, text = self._edits.typing
            self._show()
            self.ask(what, words.CHANGE if what == CHANGE else words.ADD, text, words.CHANGE_HINT)

    def on_screen_resume(self) -> None:
        """The journal may have changed meanwhile."""
        if self.is_mounted:
            self._read()

    def _read(self) -> None:
        first, last = self.week.monday, self.week.sunday
        self._drawn = desk.read(self.journal, self.settings, first, last, self.clock.today())
        self._edits = desk.load(self.journal, first, last)
        if self._at not in [line.id for line in self._lines()]:
            self._at = next((line.id for line in self._lines()), "")
        self._show()

    def _shown(self) -> Report:
        return self._edits.shown(self._drawn)

    def _lines(self) -> list[Line]:
        return [line for part in self._shown().parts for line in part.items]

    def _marked(self) -> Line | None:
        return next((line for line in self._lines() if line.id == self._at), None)

    def _show(self) -> None:
        title = words.screen_title(week_words.title(self.week, self.clock.today()))
        self.query_one(Heading).say(title, words.EDITED if self._edits else words.DRAFT)
        self.query_one(ReportLines).show(self._shown(), self._at, self._edits.out)
        marked = self._marked()
        found = desk.entries(self.journal, marked) if marked else ()
        self.query_one(ReportEntries).show(found, own=marked is not None and marked.id.startswith(OWN))
        self.refresh_bindings()

    # Keys

    def key_pressed(self) -> None:
        super().key_pressed()
        if not self._replace_asked:
            self._replace = None
        self._replace_asked = False

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
        ids = [line.id for line in self._lines()]
        if self._at in ids:
            self._at = ids[min(max(ids.index(self._at) + steps, 0), len(ids) - 1)]
            self._show()

    def action_page(self, weeks: int) -> None:
        """Another week."""
        if weeks > 0 and self.week >= Week.of(self.clock.today()):
            self.say(week_words.LAST_WEEK_THERE_IS)
            return
        self.week = self.week.shifted(weeks)
        self._read()

    def action_turn(self) -> None:
        """Leave the marked line out, or take it in again."""
        ids = [line.id for line in self._lines()]
        place = ids.index(self._at) if self._at in ids else 0
        if self._keep(self._edits.turned(self._at)):
            left = [line.id for line in self._lines()]
            self._at = self._at if self._at in left else left[min(place, len(left) - 1)] if left else ""
            self._show()

    def action_open(self) -> None:
        """The week of the first entry the line rests on, with its day marked."""
        marked = self._marked()
        found = desk.entries(self.journal, marked) if marked else ()
        if found:
            self.house.open_week(found[0].day)

    def action_close(self) -> None:
        """Back to the week."""
        self.app.pop_screen()

    # Writing in a line at the foot

    def action_change(self) -> None:
        """Say the marked line in other words."""
        marked = self._marked()
        if marked is not None:
            self.ask(CHANGE, words.CHANGE, marked.text, words.CHANGE_HINT)

    def action_add(self) -> None:
        """A line of one's own."""
        self.ask(ADD, words.ADD, "", words.ADD_HINT)

    def action_write(self) -> None:
        """Ask where to."""
        if self._replace is not None:
            self._write(self._replace, over=True)
            return
        if not self._edits.applied(self._drawn).parts:
            self.say(words.NOTHING_TO_WRITE)
            return
        target = self.journal.places.exports / words.file_name(str(self.week))
        self.ask(WRITE, words.FILE, str(target), words.FILE_HINT)

    def on_line_written(self, event: Field.Written) -> None:
        """Keep the words while they are typed."""
        if self.asking in (CHANGE, ADD):
            self._keep(replace(self._edits, typing=(self.asking, self._at, event.text)))

    def done(self, what: str, text: str) -> None:
        """What was written is done."""
        if what == WRITE:
            if text:
                self._write(path_of(text), over=False)
            return
        if what == CHANGE:
            changed = self._edits.saying(self._at, text)
        else:
            part = next((part.name for part in self._shown().parts if self._at in [line.id for line in part.items]), "")
            changed = self._edits.adding(part or "suggest", text)
        if self._keep(replace(changed, typing=None)):
            self._read()

    def left(self, what: str) -> None:
        """Leave it as it is."""
        if self._edits.typing is not None:
            self._keep(replace(self._edits, typing=None))

    def _keep(self, edits: Edits) -> bool:
        from cmcheckin.journal import JournalError

        try:
            desk.keep(self.journal, self.week.monday, self.week.sunday, edits)
        except JournalError as no:
            self.say(str(no))
            return False
        self._edits = edits
        return True

    def _write(self, target: Path, *, over: bool) -> None:
        """Write the report as it stands, whole or not at all."""
        form = target.suffix.removeprefix(".").lower()
        if form not in FORMATS:
            self.say(words.not_written(words.other_ending(target.suffix)))
            return
        from cmcheckin.sharing.writing import beside, sync_folder, whole

        self._replace = None
        try:
            if not over and target.exists():
                self._replace, self._replace_asked = target, True
                self.say(words.REPLACE)
                return
            target.parent.mkdir(mode=0o700, exist_ok=True)
            made = beside(target)
            whole(made, render(self._edits.applied(self._drawn), form).encode())
            made.replace(target)
            sync_folder(target.parent)
        except OSError as no:
            self.say(words.not_written((no.strerror or str(no)).lower()))
            return
        self.say(words.written(str(target)))

"""The screen that imports a file: it asks what names in the file mean, shows a preview, and saves it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Literal, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.week import Week
from cmcheckin.interchange.readers.source import shown_name
from cmcheckin.journal.errors import JournalError
from cmcheckin.services.import_opening import open_import, remember_answers
from cmcheckin.services.import_session import ImportPreview, ImportSession
from cmcheckin.ui.importing.answering import ANSWER_KEYS, AnsweringScreen
from cmcheckin.ui.importing.background import Background, is_large
from cmcheckin.ui.importing.file_names import completed_name, file_named
from cmcheckin.ui.importing.preview_sections import preview_view
from cmcheckin.ui.importing.questions import QuestionList
from cmcheckin.ui.importing.questions_view import QuestionsView
from cmcheckin.ui.importing.start_view import ReadingView, StartView
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.paged_view import Content, PagedView
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.ui.pending_writes import Write
from cmcheckin.ui.undoing import undo_or_redo
from cmcheckin.wording import import_screen as words

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

Step = Literal["start", "reading", "answers", "preview", "done"]
T = TypeVar("T")


class ImportScreen(AnsweringScreen):
    """Imports a file in three steps: choose it, answer what it asks, and save the preview."""

    TITLE = words.TITLE
    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "choose file", tooltip="choose a file", id="import.choose"),
        Binding("enter", "show_preview", "preview", tooltip="show the preview", id="import.preview"),
        Binding("enter", "save", "import", tooltip="import what the preview shows", id="import.save"),
        Binding("t", "trends", "trends", tooltip="show the trends", id="import.trends"),
        Binding("w", "week", "week", tooltip="show the week of the last day", id="import.week"),
        Binding("u", "undo", "undo", tooltip="undo the import", id="import.undo"),
        Binding("ctrl+r", "redo", show=False, tooltip="redo the import", id="import.redo"),
        *ANSWER_KEYS,
        Binding("f", "choice('replace')", "use file", tooltip="use the file where it differs", id="import.replace"),
        Binding("l", "choice('keep')", "keep log", tooltip="keep your log where it differs", id="import.keep"),
        Binding("s", "skip", "skip lines", tooltip="skip lines that can't be read, or not", id="import.skip"),
        Binding("a", "answers", "answers", tooltip="change what names in the file mean", id="import.answers"),
        Binding("o", "choose", "open", tooltip="choose another file", id="import.open"),
        Binding("up,k", "move(-1)", show=False, tooltip="up", id="import.up"),
        Binding("down,j", "move(1)", show=False, tooltip="down", id="import.down"),
        Binding("pageup", "page_rows(-1)", show=False, tooltip="page up", id="import.up.page"),
        Binding("pagedown", "page_rows(1)", show=False, tooltip="page down", id="import.down.page"),
        Binding("home", "move(-1000000)", show=False, tooltip="to the top", id="import.top"),
        Binding("end", "move(1000000)", show=False, tooltip="to the end", id="import.end"),
        Binding("escape", "back", "back", tooltip="back", id="import.back"),
        Binding("q", "app.quit", "quit", id="import.leave"),
    ]

    def __init__(self, journal: Journal, settings: Settings, clock: Clock, file: str = "") -> None:
        """Create the screen, which opens `file` at once unless it is empty."""
        super().__init__()
        self.journal, self.settings, self.clock = journal, settings, clock
        self._file = file
        self._step: Step = "start"
        self._session: ImportSession | None = None
        self._is_large = False
        self._preview = ImportPreview()
        self._choice, self._skips = "", False
        self._background = Background()

    def compose(self) -> ComposeResult:
        yield Heading()
        yield PagedView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show how to start, or open the file."""
        self._show("start", StartView())
        if self._file:
            self.call_after_refresh(self._open, self._file)

    # Steps

    def _show(self, step: Step, view: Content) -> None:
        is_new, self._step = step != self._step, step
        session = self._session
        place = words.CHOSEN.format(title=session.title, name=PurePath(session.name).name) if session else ""
        self.query_one(Heading).show(words.HEADING, place)
        self.query_one(PagedView).show(view, from_top=is_new)
        self.refresh_bindings()

    def action_begin(self) -> None:
        """Ask for the file to import."""
        self.action_choose()

    def action_choose(self, refusal: str = "") -> None:
        """Ask for the file to import."""

        def entered(text: str | None) -> None:
            if text:
                self._open(text)

        prompt = Prompt(
            words.FILE,
            self._file,
            hint=words.FILE_HINT,
            enter="open",
            refusal=refusal,
            is_path=True,
            completion=completed_name,
        )
        self.app.push_screen(prompt, entered)

    def _open(self, text: str) -> None:
        self._file, path = text, file_named(text)
        self._is_large = is_large(path)

        def read() -> ImportSession | Refused:
            try:
                session = open_import(path, self.journal.paths, self.settings, self.clock)
                session.prepare()
            except Refused as error:
                return error
            return session

        self._work(read, self._opened)

    def _work(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Call `done` with the result of `work`, which is done in a thread if the file is large."""
        if self._is_large:
            self._show("reading", ReadingView(shown_name(PurePath(self._file).name)))
            self._background.start(work, done)
        else:
            done(work())

    def _opened(self, session: ImportSession | Refused) -> None:
        self._session, self.questions = None, None
        if isinstance(session, Refused):
            is_short = len(str(session)) < self.app.size.width - 6
            self._show("start", StartView(words.NOT_SAVED, f"{session}.", lists_programs=is_short))
            if is_short and self.is_current:
                self.action_choose(f"{session}.")
            return
        self._session, self._choice, self._skips = session, "", False
        if session.unanswered:
            self.action_answers()
        else:
            self.action_show_preview()

    def action_answers(self) -> None:
        """Show the questions, and select the first unanswered one."""
        if self._session is not None:
            self.questions = QuestionList(self._session)
            self.show_answers()

    def show_answers(self) -> None:
        if self.questions is not None:
            self._show("answers", QuestionsView(self.questions))

    def action_show_preview(self) -> None:
        """Show what would be imported, or select a question that must be answered first."""
        session = self._session
        if session is None:
            return
        if session.unanswered:
            self.action_answers()
            self.show_message(words.NEEDED)
            return
        if session.is_prepared:
            self._show_import()
        else:
            self._work(session.prepare, lambda _: self._show_import())

    def _show_import(self, *, saved: ImportPreview | None = None) -> None:
        """Show what would be imported now, or what was `saved`."""
        session = self._session
        if session is None:
            return
        if saved is None:
            self._preview = session.preview(self.journal, self._choice, skip_bad_lines=self._skips)
        view = preview_view(session, saved or self._preview, is_saved=saved is not None)
        self._show("done" if saved else "preview", view)

    # Keys

    @property
    def is_answering(self) -> bool:
        return self._step == "answers" and self.questions is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys of the current step, and of the selected question."""
        step, preview = self._step, self._preview
        at_preview = step == "preview"
        enabled = {
            "begin": step == "start",
            "choose": step in ("start", "preview", "done"),
            "show_preview": self.is_answering,
            "save": at_preview and not preview.is_blocked and bool(preview.records or preview.conflicts),
            "choice": at_preview and bool(preview.differences) and parameters != (preview.choice,),
            "skip": at_preview and bool(preview.bad_lines),
            "answers": at_preview and bool(self._session and self._session.questions),
            "undo": step == "done",
            "redo": step in ("start", "preview", "done"),
            "trends": step == "done",
            "week": step == "done" and bool(preview.records),
        }
        return enabled.get(action, super().check_action(action, parameters))

    def action_move(self, steps: int) -> None:
        """Select the question `steps` further down, or scroll the preview; up if negative."""
        if self.is_answering and self.questions:
            self.questions.move(steps)
            self.show_answers()
        else:
            self.query_one(PagedView).scroll(steps)

    def action_page_rows(self, pages: int) -> None:
        """Move or scroll by `pages` pages."""
        self.action_move(pages * self.query_one(PagedView).page_size)

    def action_choice(self, choice: str) -> None:
        """Use the file, or keep the log, where they differ."""
        self._choice = choice
        self.action_show_preview()

    def action_skip(self) -> None:
        """Skip the lines that can't be read, or stop skipping them."""
        self._skips = not self._skips
        self.action_show_preview()

    def action_back(self) -> None:
        """Go from the questions to the preview if they are answered, from the preview to the start, and from there to
        the screen below."""
        if self._step in ("start", "done"):
            self.app.pop_screen()
        elif self._step == "answers" and self._session and not self._session.unanswered:
            self.action_show_preview()
        else:
            self._background.cancel()
            self._session = self.questions = None
            self._show("start", StartView())

    # Saving

    def keep_answers(self) -> None:
        """Save the answers given so far, for the next time if the program ends before the import."""
        if self._session is not None:
            with suppress(Refused, OSError, JournalError):  # then they're asked again
                remember_answers(self._session, self.journal.paths)

    def action_save(self) -> None:
        """Import what the preview shows."""
        session = self._session
        if session is None:
            return

        def act() -> ImportPreview:
            preview = session.preview(self.journal, self._choice, skip_bad_lines=self._skips)
            if preview != self._preview:
                return preview
            return session.save(self.journal, self._choice, skip_bad_lines=self._skips)

        def done(preview: ImportPreview) -> None:
            if preview is not self._preview and preview != self._preview:
                self._show_import()
                self.show_message(words.CHANGED)
                return
            self.keep_answers()
            self._show_import(saved=preview)

        def failed(error: JournalError) -> None:
            self.show_message(str(error))

        self.journal_app.writes.start(self, Write("import", act, done, failed, words.NOT_SAVED))

    def action_undo(self) -> None:
        """Undo the import, once the key is pressed twice."""
        undo_or_redo(self, "undo")

    def action_redo(self) -> None:
        """Redo what was undone, once the key is pressed twice."""
        undo_or_redo(self, "redo")

    def action_trends(self) -> None:
        """Show the trends up to the last day that was imported."""
        self.journal_app.show_trends(Week.of(self._last_day))

    def action_week(self) -> None:
        """Show the week of the last day that was imported."""
        self.journal_app.open_week(self._last_day)

    @property
    def _last_day(self) -> date:
        return max((record.day for record in self._preview.records), default=self.clock.today())

    def reload(self) -> None:
        """Show what would be imported now, such as after the import was undone."""
        session = self._session
        if session is None or self._step not in ("preview", "done"):
            return
        preview = session.preview(self.journal, self._choice, skip_bad_lines=self._skips)
        if self._step == "preview" or preview.records:
            self._show_import()

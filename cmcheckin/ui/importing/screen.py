"""The screen that imports a file: it asks what names in the file mean, shows a preview, and saves it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.domain.errors import Refused
from cmcheckin.interchange.importing.answers import (
    ENERGY,
    FEELING,
    MOOD,
    NOTHING,
    SCALE,
    WIN,
    YES,
    Question,
    check_answer,
)
from cmcheckin.interchange.importing.joining import KEEP, REPLACE
from cmcheckin.journal.errors import JournalError
from cmcheckin.services.import_files import program_titles
from cmcheckin.services.import_opening import open_import, remember_answers
from cmcheckin.services.import_summary import bad_lines, day_lines, difference_lines, summary_lines
from cmcheckin.services.importing import ImportPreview, ImportSession
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.importing.views import AnswerRow, AnswersView, TextView, answer_rows
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.paged_view import PagedView
from cmcheckin.ui.kit.prompt import Prompt, path_of
from cmcheckin.ui.pending_writes import Write
from cmcheckin.ui.undoing import undo_or_redo
from cmcheckin.wording import import_preview as preview_words
from cmcheckin.wording import import_screen as words
from cmcheckin.wording.formats import joined, plural

if TYPE_CHECKING:
    from cmcheckin.clock import Clock
    from cmcheckin.journal import Journal
    from cmcheckin.settings import Settings

RATED: Final = (MOOD, ENERGY)
Step = Literal["start", "answers", "preview", "done"]


class ImportScreen(BaseScreen):
    """Imports a file in three steps: choose it, answer what it asks, and save the preview."""

    TITLE = words.TITLE
    HELP = words.HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "choose file", tooltip="choose a file", id="import.choose"),
        Binding("enter", "show_preview", "preview", tooltip="show the preview", id="import.preview"),
        Binding("enter", "save", "import", tooltip="import what the preview shows", id="import.save"),
        Binding("enter", "close", "done", tooltip="go back", id="import.done"),
        Binding("1", "rate('1')", "rate", key_display="1-5", tooltip="the rating that a mood means", id="import.rate"),
        *(Binding(key, f"rate('{key}')", show=False) for key in "2345"),
        Binding("minus", "unused", "none", key_display="-", tooltip="it means nothing here", id="import.unused"),
        Binding("space,right", "option(1)", "next", key_display="→", tooltip="the next answer", id="import.next"),
        Binding("left", "option(-1)", show=False, tooltip="the answer before", id="import.previous"),
        Binding("f", "feeling", "feeling", tooltip="the tag is a feeling, or not", id="import.feeling"),
        Binding("w", "win", "win", tooltip="the tag marks a win, or not", id="import.win"),
        Binding("t", "type", "type", tooltip="type an answer", id="import.type"),
        Binding("f", "choice('replace')", "use file", tooltip="use the file where it differs", id="import.replace"),
        Binding("l", "choice('keep')", "keep log", tooltip="keep your log where it differs", id="import.keep"),
        Binding("s", "skip", "skip lines", tooltip="leave out lines that can't be read, or not", id="import.skip"),
        Binding("a", "answers", "answers", tooltip="change what names in the file mean", id="import.answers"),
        Binding("u", "undo", "undo", tooltip="undo the import", id="import.undo"),
        Binding("o", "choose", "open", tooltip="choose another file", id="import.open"),
        Binding("up,k", "move(-1)", show=False, tooltip="up", id="import.up"),
        Binding("down,j", "move(1)", show=False, tooltip="down", id="import.down"),
        Binding("pageup", "page_rows(-1)", show=False, tooltip="page up", id="import.up.page"),
        Binding("pagedown", "page_rows(1)", show=False, tooltip="page down", id="import.down.page"),
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
        self._preview = ImportPreview()
        self._choice, self._skips = "", False
        self._rows: list[AnswerRow | str] = []
        self._selected = 0

    def compose(self) -> ComposeResult:
        yield Heading()
        yield PagedView()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show how to begin, or open the file."""
        self._show_start()
        if self._file:
            self.call_after_refresh(self._open, self._file)

    # Steps

    def _show_start(self) -> None:
        can_read = words.CAN_READ.format(programs=joined(program_titles(), "or"))
        self._show("start", TextView(words.HEADLINE, [words.INTRODUCTION, "", can_read]))

    def _show(self, step: Step, view: AnswersView | TextView) -> None:
        is_new, self._step = step != self._step, step
        place = (
            words.CHOSEN.format(title=self._session.title, name=PurePath(self._session.name).name)
            if self._session
            else ""
        )
        self.query_one(Heading).show(words.HEADING, place)
        self.query_one(PagedView).show(view, from_top=is_new)
        self.refresh_bindings()

    def action_begin(self) -> None:
        """Ask for the file to import."""
        self.action_choose()

    def action_close(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()

    def action_choose(self, refusal: str = "") -> None:
        """Ask for the file to import."""

        def entered(text: str | None) -> None:
            if text:
                self._open(text)

        prompt = Prompt(words.FILE, self._file, hint=words.FILE_HINT, enter="open", refusal=refusal)
        self.app.push_screen(prompt, entered)

    def _open(self, file: str) -> None:
        self._file = file
        try:
            session = open_import(str(path_of(file)), self.journal.paths, self.settings, self.clock)
        except Refused as error:
            if len(str(error)) < self.app.size.width - 6:
                self.action_choose(f"{error}.")
            else:
                self._show("start", TextView(words.NOT_SAVED, [f"{error}."]))
            return
        self._session, self._choice, self._skips = session, "", False
        if session.unanswered:
            self.action_answers()
        else:
            self.action_show_preview()

    def action_answers(self) -> None:
        """Show the questions, the first one without an answer selected."""
        if self._session is None:
            return
        self._rows = answer_rows(self._session)
        places = self._places()
        self._selected = next((n for n in places if not self._answer_at(n)), places[0] if places else 0)
        self._show_answers()

    def _show_answers(self) -> None:
        self._show("answers", AnswersView(self._rows, self._selected, words.QUESTIONS))

    def action_show_preview(self) -> None:
        """Show what would be imported, or select a question that must be answered first."""
        session = self._session
        if session is None:
            return
        if session.unanswered:
            self.action_answers()
            self.show_message(words.NEEDED)
            return
        self._show_import(session.preview(self.journal, self._choice, skip_bad_lines=self._skips))

    def _show_import(self, preview: ImportPreview) -> None:
        session = self._session
        if session is None:
            return
        self._preview = preview
        headline, *lines = summary_lines(session, preview)
        if not preview.skips_bad_lines and preview.bad_lines:
            lines += ["", *bad_lines(preview.bad_lines)]
        if not preview.choice and preview.differences:
            lines += ["", *difference_lines(preview.differences)]
        self._show("preview", TextView(headline, lines[1:] if lines[:1] == [""] else lines, self._notices()))

    def _notices(self) -> list[str]:
        """Return what the user must decide, has decided, or can do now."""
        preview, found = self._preview, []
        if preview.bad_lines:
            lines = plural(len(preview.bad_lines), "line")
            found.append((words.SKIPPING if preview.skips_bad_lines else words.BAD_LINES).format(lines=lines))
        if preview.differences:
            sentence = {KEEP: words.KEEPING, REPLACE: words.REPLACING}.get(preview.choice, words.DIFFER)
            found.append(sentence.format(values=plural(len(preview.differences), "value differs", "values differ")))
        if not preview.is_blocked:
            nothing = preview_words.NOTHING_NEW if preview.equal else preview_words.NOTHING_FOUND
            found.append(words.READY if preview.records else nothing)
        return found

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys of the current step, and of the selected question."""
        row = self._row_at(self._selected) if self._step == "answers" else None
        kind, preview = (row.question.kind if row else ""), self._preview
        at_preview = self._step == "preview"
        options = row.question.options if row else ()
        enabled = {
            "begin": self._step == "start",
            "show_preview": self._step == "answers",
            "save": at_preview and not preview.is_blocked and bool(preview.records or preview.conflicts),
            "rate": kind in RATED,
            "unused": row is not None and kind != FEELING and (not options or NOTHING in options),
            "option": bool(options) and kind not in RATED,
            "feeling": kind == FEELING,
            "win": kind == FEELING,
            "type": kind in (FEELING, SCALE),
            "choice": at_preview and bool(preview.differences) and parameters != (preview.choice,),
            "skip": at_preview and bool(preview.bad_lines),
            "answers": at_preview and bool(self._session and self._session.questions),
            "undo": self._step == "done",
            "close": self._step == "done",
        }
        return enabled.get(action, True)

    def _places(self) -> list[int]:
        return [n for n, row in enumerate(self._rows) if isinstance(row, AnswerRow)]

    def _row_at(self, index: int) -> AnswerRow | None:
        row = self._rows[index] if index < len(self._rows) else ""
        return None if isinstance(row, str) else row

    def _answer_at(self, index: int) -> str:
        row = self._row_at(index)
        return row.answer if row else ""

    def action_move(self, steps: int) -> None:
        """Select the question `steps` further down, or scroll the preview; up if negative."""
        if self._step != "answers":
            self.query_one(PagedView).scroll(steps)
            return
        places = self._places()
        at = places.index(self._selected) + steps if self._selected in places else 0
        self._selected = places[min(max(at, 0), len(places) - 1)]
        self._show_answers()

    def action_page_rows(self, pages: int) -> None:
        """Move or scroll by `pages` pages."""
        self.action_move(pages * self.query_one(PagedView).page_size)

    def on_paged_view_clicked(self, event: PagedView.Clicked) -> None:
        """Select the question that was clicked."""
        if self._step == "answers" and event.row_id:
            self._selected = event.index
            self._show_answers()

    def action_rate(self, rating: str) -> None:
        """Answer the selected question with `rating`, and select the next one."""
        self._answer(rating)

    def action_unused(self) -> None:
        """Answer that the selected name means nothing here."""
        self._answer(NOTHING)

    def action_option(self, steps: int) -> None:
        """Answer the selected question with the option `steps` further on."""
        if row := self._row_at(self._selected):
            options = row.question.options
            at = options.index(row.answer) + steps if row.answer in options else 0
            self._answer(options[at % len(options)], stay=True)

    def action_feeling(self) -> None:
        """Make the selected tag a feeling of the same name, or not."""
        if row := self._row_at(self._selected):
            self._answer(row.question.name.lstrip("@#") if row.answer == NOTHING else NOTHING, stay=True)

    def action_win(self) -> None:
        """Let the selected tag mark a win, or not."""
        if (row := self._row_at(self._selected)) and self._session:
            self._session.answer(Question(WIN, row.question.name, (YES, NOTHING)), NOTHING if row.is_win else YES)
            self._answered(stay=True)

    def action_type(self) -> None:
        """Ask for the answer to the selected question as text."""
        row = self._row_at(self._selected)
        if row is None:
            return
        question = row.question

        def check(text: str) -> str:
            try:
                check_answer(question, text)
            except Refused as error:
                return f"{error.reason}."
            return ""

        def entered(text: str | None) -> None:
            if text is not None:
                self._answer(text)

        label = preview_words.question(question.kind, question.name, ())
        value = "" if row.answer == NOTHING else row.answer
        self.app.push_screen(Prompt(label, value, hint=words.TYPE_HINT, enter="save", check=check), entered)

    def _answer(self, text: str, *, stay: bool = False) -> None:
        """Answer the selected question with `text`. Unless `stay`, select the next one."""
        row = self._row_at(self._selected)
        if row is None or self._session is None:
            return
        try:
            self._session.answer(row.question, text)
        except Refused as error:
            self.show_message(f"{error.reason}.")
            return
        self._answered(stay=stay)

    def _answered(self, *, stay: bool) -> None:
        """Show the questions again, of which there may be more now."""
        row = self._row_at(self._selected)
        if row is None or self._session is None:
            return
        self._rows = answer_rows(self._session)
        keys = [one.question[:2] if isinstance(one, AnswerRow) else () for one in self._rows]
        self._selected = keys.index(row.question[:2]) if row.question[:2] in keys else self._places()[0]
        if stay:
            self._show_answers()
        else:
            self.action_move(1)

    def action_choice(self, choice: str) -> None:
        """Use the file, or keep the log, where they differ."""
        self._choice = choice
        self.action_show_preview()

    def action_skip(self) -> None:
        """Leave out the lines that can't be read, or stop doing so."""
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
            self._session = None
            self._show_start()

    # Saving

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
                self._show_import(preview)
                self.show_message(words.CHANGED)
                return
            with suppress(Refused, OSError):  # then the answers are asked again
                remember_answers(session, self.journal.paths)
            saved = words.SAVED.format(records=plural(len(preview.records), "record"))
            self._show("done", TextView(saved, list(day_lines(preview.records))))

        def failed(error: JournalError) -> None:
            self.show_message(str(error))

        self.journal_app.writes.start(self, Write("import", act, done, failed, words.NOT_SAVED))

    def action_undo(self) -> None:
        """Undo the import, once the key is pressed twice."""
        undo_or_redo(self, "undo")

    def reload(self) -> None:
        """Show what would be imported now, such as after the import was undone."""
        if self._step in ("preview", "done"):
            self.action_show_preview()

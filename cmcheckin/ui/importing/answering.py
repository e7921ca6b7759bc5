"""The keys and clicks that answer an import's questions."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding

from cmcheckin.domain.errors import Refused
from cmcheckin.interchange.importing.questions import FEELING, NOTHING, SCALE, check_answer
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.importing.questions import QuestionList
from cmcheckin.ui.importing.questions_view import KEYS_LINE, QuestionsView
from cmcheckin.ui.kit.paged_view import PagedView
from cmcheckin.ui.kit.prompt import Prompt
from cmcheckin.wording import import_preview as preview_words
from cmcheckin.wording import import_screen as words

ANSWER_KEYS: Final = (
    Binding("1", "option(1)", show=False, key_display="1-9", tooltip="choose an answer", id="import.rate"),
    *(Binding(key, f"option({key})", show=False) for key in "23456789"),
    Binding("minus", "unused", show=False, tooltip="not used", id="import.unused"),
    Binding("right", "next_option(1)", "next", tooltip="next answer", id="import.next"),
    Binding("space", "next_option(1)", show=False, tooltip="next answer", id="import.next.space"),
    Binding("left", "next_option(-1)", show=False, tooltip="previous answer", id="import.previous"),
    Binding("f", "feeling", show=False, tooltip="use the tag as a feeling, or not", id="import.feeling"),
    Binding("w", "win", show=False, tooltip="let the tag mark a win, or not", id="import.win"),
    Binding("t", "type", show=False, tooltip="type an answer", id="import.type"),
    Binding("left_square_bracket", "section(-1)", "section", tooltip="previous section", id="import.section.back"),
    Binding("right_square_bracket", "section(1)", "section", tooltip="next section", id="import.section"),
    Binding("slash", "find", "find", tooltip="find a name in the list", id="import.find"),
)


class AnsweringScreen(BaseScreen):
    """A screen on which ANSWER_KEYS answer the `questions`."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: QuestionList | None = None
        self._last_find = ""

    @property
    def is_answering(self) -> bool:
        """Whether the questions are shown."""
        return False

    def show_answers(self) -> None:
        """Draw the questions again."""

    def keep_answers(self) -> None:
        """Save the answers given so far, for the next time if the program ends before the import."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enable the keys of the selected question."""
        questions = self.questions if self.is_answering else None
        row = questions.current if questions else None
        kind = row.question.kind if row else ""
        enabled = {
            "option": row is not None and action == "option" and int(str(parameters[0])) <= len(row.choices),
            "unused": row is not None and (row.allows_nothing or kind == FEELING),
            "next_option": row is not None and bool(row.choices),
            "feeling": kind == FEELING,
            "win": kind == FEELING,
            "type": kind in (FEELING, SCALE),
            "section": questions is not None and questions.sections > 1,
            "find": questions is not None and len(questions.rows) > self.query_one(PagedView).page_size,
        }
        return enabled.get(action, True)

    def action_section(self, steps: int) -> None:
        """Select the first question of the next section, or of the previous one."""
        if self.questions:
            self.questions.move_section(steps)
            self.show_answers()

    def action_find(self) -> None:
        """Ask for a part of a name, and select the next question about one that has it."""
        questions = self.questions
        if questions is None:
            return

        def entered(text: str | None) -> None:
            if not text:
                return
            self._last_find = text
            if questions.find(text):
                self.show_answers()
            else:
                self.show_message(words.NOT_FOUND.format(text=text))

        prompt = Prompt(words.FIND, self._last_find, hint=words.FIND_HINT, enter="find", is_suggestion=True)
        self.app.push_screen(prompt, entered)

    def on_paged_view_clicked(self, event: PagedView.Clicked) -> None:
        """Select the question that was clicked."""
        if self.is_answering and self.questions and event.row_id:
            self.questions.select(event.index)
            self.show_answers()

    def on_paged_view_head_clicked(self, event: PagedView.HeadClicked) -> None:
        """Give the answer that was clicked."""
        if not self.is_answering or not self.questions or event.index != KEYS_LINE:
            return
        view = self.query_one(PagedView)
        option = QuestionsView(self.questions).option_at(view.painter, view.content_size.width, event.column)
        if option is not None and option.answer:
            self._answer(option.answer)
        elif option is not None and option.key == NOTHING:  # its key has another name
            self.action_unused()
        elif option is not None:
            view.press(option.key)

    def action_option(self, number: int) -> None:
        """Answer the selected question with the option `number`, from 1, and select the next question."""
        if self.questions and (row := self.questions.current):
            self._answer(row.choices[number - 1])

    def action_unused(self) -> None:
        """Answer that the selected name isn't used."""
        if self.questions and (row := self.questions.current) and row.is_win:
            self.questions.toggle_win()
        self._answer(NOTHING)

    def action_next_option(self, steps: int) -> None:
        """Answer the selected question with the option `steps` further along."""
        if self.questions and (row := self.questions.current):
            options = row.question.options
            at = options.index(row.answer) + steps if row.answer in options else 0
            self._answer(options[at % len(options)], stay=True)

    def action_feeling(self) -> None:
        """Toggle whether the selected tag is a feeling of the same name."""
        if self.questions and (row := self.questions.current):
            self._answer(row.question.name.lstrip("@#") if row.answer == NOTHING else NOTHING, stay=True)

    def action_win(self) -> None:
        """Toggle whether the selected tag marks a win."""
        if self.questions:
            self.questions.toggle_win()
            self.keep_answers()
            self.show_answers()

    def action_type(self) -> None:
        """Ask the user to type an answer to the selected question."""
        row = self.questions.current if self.questions else None
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
        if self.questions is None:
            return
        try:
            self.questions.answer(text, stay=stay)
        except Refused as error:
            self.show_message(f"{error.reason}.")
            return
        self.keep_answers()
        self.show_answers()

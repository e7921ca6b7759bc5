"""Choose between different answers to the same fields, one field after the other."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonprefix
from typing import ClassVar, Final, NamedTuple, TypeAlias

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from cmcheckin.checkin.conflict import Choice, Difference, choose, value_in_words
from cmcheckin.domain.fields import JSON
from cmcheckin.ui.base_screen import BaseScreen
from cmcheckin.ui.kit.frame import Heading, KeyLine
from cmcheckin.ui.kit.line_widget import Line
from cmcheckin.ui.kit.paged_view import Page, PagedView
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.kit.text_block import TextBlock
from cmcheckin.ui.kit.text_cells import pad, wrap
from cmcheckin.wording import conflicts as words

LABEL: Final = 36
"""Most cells of the label of an answer."""
BRIEF: Final = 2
"""Most lines of an answer to a field that isn't selected."""

Chosen: TypeAlias = tuple[int | None, ...]
"""The answer to keep for each field: its index, or the number of answers for all of them; None: not decided."""


class FieldAnswers(NamedTuple):
    """The title of a field, and the label and the text of each answer. `joinable`: all of them can be kept."""

    title: str
    answers: tuple[tuple[str, str], ...]
    joinable: bool = False


class AnswersScreen(BaseScreen[Chosen | None]):
    """Lists fields with their answers. The result is what was chosen, or None after Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]
    DEFAULT_CSS = "AnswersScreen PagedView { margin-top: 1; padding: 0 1; }"
    INTRO: ClassVar[str] = ""
    NOT_ALL: ClassVar[str] = ""
    """The message where all answers are to be kept, but only one can be."""

    def __init__(self, fields: Sequence[FieldAnswers], chosen: Chosen) -> None:
        super().__init__()
        self.fields, self.chosen = tuple(fields), chosen
        self.selected = 0
        self._fields_seen = 0
        """How many fields, from the first on, were in sight so far."""

    def compose(self) -> ComposeResult:
        yield Heading(self.TITLE, words.field_count(len(self.fields)))
        yield TextBlock(self.INTRO, quiet=True)
        yield PagedView()
        yield KeyLine()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        self._content = _Fields(self.fields, self.chosen, self.selected)
        self.query_one(PagedView).show(self._content)

    def action_choose(self, index: int) -> None:
        """Choose the answer at `index` for the selected field, and select the next one."""
        if index < len(self.fields[self.selected].answers):
            self._choose(index)

    def action_choose_all(self) -> None:
        """Choose all answers to the selected field, and select the next one."""
        field = self.fields[self.selected]
        if field.joinable:
            self._choose(len(field.answers))
        else:
            self.show_message(self.NOT_ALL)

    def action_postpone(self) -> None:
        """Leave the selected field undecided, and select the next one."""
        self._choose(None)

    def _choose(self, index: int | None) -> None:
        self.chosen = (*self.chosen[: self.selected], index, *self.chosen[self.selected + 1 :])
        self.action_move(1)

    def action_move(self, by: int) -> None:
        """Select the field `by` below, or above if negative."""
        self._look()
        self.selected = min(max(self.selected + by, 0), len(self.fields) - 1)
        self._show()

    def _look(self) -> int:
        """Return how many fields were never in sight, including those on the screen now."""
        visible = self.query_one(PagedView).rows_in_sight
        self._fields_seen = max(self._fields_seen, sum(rows.stop <= visible.stop for rows in self._content.places))
        return len(self.fields) - self._fields_seen

    def on_paged_view_clicked(self, event: PagedView.Clicked) -> None:
        """Select the field that was clicked, and choose the answer."""
        field, _, answer = event.row_id.partition(" ")
        if field:
            self.selected = int(field)
            self._show()
        if answer:
            self.action_choose(int(answer))

    def action_save(self) -> None:
        """Close with what was chosen."""
        self.dismiss(self.chosen)

    def action_back(self) -> None:
        """Close without choosing anything."""
        self.dismiss(None)


class DifferencesScreen(AnswersScreen):
    """Shows the answers of this window and those saved by another one."""

    TITLE = words.TITLE
    HELP = words.HELP
    INTRO = words.INTRO
    NOT_ALL = words.NOT_BOTH
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose(0)", "this window", tooltip="keep the answer from this window", id="differences.mine"),
        Binding("2", "choose(1)", "saved", tooltip="keep the saved answer", id="differences.theirs"),
        Binding("3", "choose_all", "both", tooltip="keep both answers", id="differences.both"),
        Binding("enter", "save", "save choices", tooltip="save your choices", id="differences.save"),
        Binding("escape", "back", "back", tooltip="back to the check-in", id="differences.back"),
    ]

    def action_save(self) -> None:
        """Close with the choices, once every field was on the screen."""
        if hidden := self._look():
            self.action_move(self._fields_seen - self.selected)
            self.show_message(words.fields_not_shown(hidden))
            return
        super().action_save()


SIDES: Final[tuple[Choice, ...]] = ("mine", "theirs", "both")


def between_windows(differences: Sequence[Difference]) -> tuple[list[FieldAnswers], Chosen]:
    """Return the fields of `differences` with the answers of both windows, and the proposed choices."""
    fields = [
        FieldAnswers(
            words.field_name(difference.key, difference.field),
            tuple((label, value_in_words(difference.field, value)) for label, value in _sides(difference)),
            difference.joinable,
        )
        for difference in differences
    ]
    return fields, tuple(SIDES.index(difference.choice) for difference in differences)


def _sides(difference: Difference) -> tuple[tuple[str, JSON], ...]:
    return (words.MINE, difference.mine), (words.THEIRS, difference.theirs)


def with_choices(differences: tuple[Difference, ...], chosen: Chosen) -> tuple[Difference, ...]:
    """Return `differences` with the sides that were `chosen`."""
    for n, index in enumerate(chosen):
        if index is not None:
            differences = choose(differences, n, SIDES[index])
    return differences


class _Fields:
    """The rows of `fields`: a title, the answers, and a blank line."""

    def __init__(self, fields: Sequence[FieldAnswers], chosen: Chosen, selected: int) -> None:
        self._fields, self._chosen, self._selected = fields, chosen, selected
        self.places: list[range] = []
        """The indexes of each field's rows."""

    def page(self, painter: Painter, width: int, height: int) -> Page:
        """Return the page for this size."""
        rows: list[Line] = []
        row_ids: list[str] = []
        self.places = []
        label = min(max(cell_len(label) for field in self._fields for label, _ in field.answers), LABEL)
        for n, field in enumerate(self._fields):
            start, ink = len(rows), painter.ink
            is_selected = n == self._selected
            marker = f"{painter.glyphs.marker} " if is_selected else "  "
            rows.append([(marker, ink.accent), (field.title, ink.strong if is_selected else ink.plain)])
            row_ids.append(f"{n}")
            most = max((height - 3) // len(field.answers), 1) if is_selected else BRIEF
            texts = _from_difference([text for _, text in field.answers], (width - label - 9) * most, painter)
            for index, (name, _) in enumerate(field.answers):
                is_chosen = self._chosen[n] in (index, len(field.answers))
                lines = list(_answer(index, pad(name, label), texts[index], most, painter, width, is_chosen=is_chosen))
                rows += lines
                row_ids += [f"{n} {index}"] * len(lines)
            self.places.append(range(start, len(rows)))
            rows.append([])
            row_ids.append("")
        return Page(
            rows[:-1], selected=self.places[self._selected], whole=self.places, more=self._more, row_ids=row_ids
        )

    def _more(self, visible: range) -> str:
        rest = sum(rows.start >= visible.stop for rows in self.places)
        return f"  {words.more_fields(rest)}" if rest else ""


def _answer(
    index: int, label: str, text: str, most: int, painter: Painter, width: int, *, is_chosen: bool
) -> Sequence[Line]:
    """Return the lines of an answer: its digit, its `label`, and its `text` on at most `most` lines."""
    ink, glyphs = painter.ink, painter.glyphs
    left, right = (glyphs.left, glyphs.right) if is_chosen else (" ", " ")
    style = ink.chosen if is_chosen else ink.quiet
    found: list[Line] = []
    for n, line in enumerate(wrap(text, width - cell_len(label) - 9, most, glyphs)):
        digit, name = (f"    {index + 1} ", label) if n == 0 else ("      ", " " * cell_len(label))
        found.append([(digit, ink.accent), (f"{name} ", ink.quiet), (f"{left}{line}{right}", style)])
    return found


def _from_difference(texts: list[str], room: int, painter: Painter) -> list[str]:
    """Return `texts`. If they don't fit in `room` cells, leave out what all begin with, to show where they differ."""
    same = commonprefix(texts)  # noqa: RUF071  compares letters, as these aren't paths
    end = same.rfind(" ") + 1
    if end <= 40 or max(map(cell_len, texts)) <= room:
        return texts
    return [f"{painter.glyphs.more} {text[end:]}" for text in texts]

"""Choose between different answers that devices gave to the same fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from cmcheckin.domain.conflicts import FieldConflict, OpenConflict
from cmcheckin.domain.fields import JSON
from cmcheckin.ui.checkin.differences import AnswersScreen, Chosen, FieldAnswers
from cmcheckin.wording import open_conflicts as words


class ConflictsScreen(AnswersScreen):
    """Shows the answers of each device, the one that is used for now first. Nothing is chosen at first."""

    TITLE = words.TITLE
    HELP = words.HELP
    INTRO = words.INTRO
    NOT_ALL = words.NOT_ALL
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose(0)", "keep", tooltip="keep the first answer, which is used for now", id="conflicts.first"),
        Binding("2", "choose(1)", "keep", tooltip="keep the second answer", id="conflicts.second"),
        *(Binding(f"{n}", f"choose({n - 1})", show=False) for n in range(3, 10)),
        Binding("b", "choose_all", "both", tooltip="keep both texts", id="conflicts.both"),
        Binding("l", "postpone", "later", tooltip="decide later", id="conflicts.later"),
        Binding("enter", "save", "save choices", tooltip="save your choices", id="conflicts.save"),
        Binding("escape", "back", "back", tooltip="back, and leave everything open", id="conflicts.back"),
    ]

    def __init__(self, found: Sequence[OpenConflict], now: datetime) -> None:
        super().__init__([_field(one, now) for one in found], (None,) * len(found))

    def action_save(self) -> None:
        """Close with the choices, if there are any."""
        if any(index is not None for index in self.chosen):
            super().action_save()
        else:
            self.show_message(words.NOTHING_CHOSEN)


def _field(one: OpenConflict, now: datetime) -> FieldAnswers:
    answers = (
        (words.answer_label(answer, now), words.answer_text(one, answer.value)) for answer in one.conflict.values
    )
    return FieldAnswers(words.conflict_title(one, now.date()), tuple(answers), one.conflict.joined is not None)


def choices(found: Sequence[OpenConflict], chosen: Chosen) -> Iterator[tuple[FieldConflict, JSON]]:
    """Yield each conflict of `found` that is decided, with its value by `chosen`."""
    for one, index in zip(found, chosen, strict=True):
        if index is not None:
            values = one.conflict.values
            yield one.conflict, one.conflict.joined if index == len(values) else values[index].value

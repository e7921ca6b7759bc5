"""Fields for the user's daily numbers from config.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from cmcheckin.checkin.values import read_number
from cmcheckin.domain.errors import Refused
from cmcheckin.settings import Metric
from cmcheckin.ui.kit.text_block import LabelledField
from cmcheckin.ui.kit.text_field import TextField
from cmcheckin.wording import formats

LABEL = 24
"""Cells for the name and the unit."""
MAX_LENGTH = 12
"""Most characters of a number."""
ONE_COLUMN = 5
"""Most numbers in one column; more get two columns."""


class OwnNumbers(Container):
    """A field for each of `metrics`, filled from `amounts`. A number counts as soon as it is valid; until then the
    previous one is kept."""

    DEFAULT_CSS = """
    OwnNumbers { height: auto; layout: grid; grid-size: 1; grid-rows: 1; }
    OwnNumbers.-two { grid-size: 2; }
    OwnNumbers TextField { width: 12; }
    """

    @dataclass
    class Changed(Message):
        """Posted with the current numbers, by name."""

        amounts: dict[str, float]

    @dataclass
    class EntryRefused(Message):
        """Posted when a field doesn't hold a number. `reason` says what to type."""

        reason: str

    @dataclass
    class Entered(Message):
        """Posted when Enter is pressed in a field, which may be `empty`."""

        empty: bool

    def __init__(self, metrics: Sequence[Metric], amounts: Mapping[str, float], *, id: str | None = None) -> None:
        super().__init__(id=id, classes="-two" if len(metrics) > ONE_COLUMN else None)
        self._metrics = metrics
        self._initial, self._amounts = dict(amounts), dict(amounts)

    def compose(self) -> ComposeResult:
        for n, metric in enumerate(self._metrics):
            name = metric.name + (f", {metric.unit}" if metric.unit else "")
            amount = self._amounts.get(metric.name)
            text = formats.plain_number(amount) if amount is not None else ""
            line = TextField(text, limit=MAX_LENGTH, id=f"metric-{n}")
            yield LabelledField(name, line, width=LABEL)

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        event.stop()
        name = self._metric(event.line)
        try:
            amount = read_number(name, event.text)
        except Refused:
            amount = self._initial.get(name)
        self._amounts.pop(name, None)
        if amount is not None:
            self._amounts[name] = amount
        self.post_message(self.Changed(dict(sorted(self._amounts.items()))))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._validate(event.input):
            self.post_message(self.Entered(empty=not event.value))

    def validate(self) -> bool:
        """Return whether every field holds a number or is empty. Post EntryRefused for the first that doesn't."""
        return all(self._validate(line) for line in self.query(TextField))

    def _validate(self, line: Input) -> bool:
        try:
            read_number(self._metric(line), line.value)
        except Refused as error:
            self.post_message(self.EntryRefused(str(error)))
            return False
        return True

    def _metric(self, line: Widget) -> str:
        return self._metrics[int((line.id or "metric-0").removeprefix("metric-"))].name

"""Step 1 on the screen: the plate, the days, own numbers."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from cmcheckin.checkin import workload
from cmcheckin.checkin.morning import Morning, Place
from cmcheckin.checkin.values import read_number
from cmcheckin.domain.errors import Refused
from cmcheckin.ui.pages.base import Page, Setting
from cmcheckin.ui.widgets.choice import Choice
from cmcheckin.ui.widgets.day_rows import DayRows
from cmcheckin.ui.widgets.remark import Remark
from cmcheckin.ui.widgets.writing import Line
from cmcheckin.wording import formats
from cmcheckin.wording import morning as words

LABEL = 26
"""Cells for the name and unit of an own number."""


class WorkloadPage(Page):
    """A digit for the plate, then a row a day, then the user's own numbers after an empty line.

    That line is padding and no margin: Textual (8.2) takes the top margin off a widget's place to find the order of
    fields, and until a page that is shown again was laid out all stand at 0, so one with a margin would come first.
    """

    DEFAULT_CSS = """
    WorkloadPage #workload { margin-bottom: 1; }
    WorkloadPage .metric { height: 1; padding: 0 2; }
    WorkloadPage .metric Line { width: 12; }
    WorkloadPage .metric.-first { height: 2; padding: 1 2 0 2; }
    WorkloadPage #last-time { margin-top: 1; }
    """
    NAME = "workload"

    def __init__(self, morning: Morning, setting: Setting, *, empty: bool = False) -> None:
        super().__init__(morning, setting)
        self.empty = empty
        self._before = dict(morning.checkin.metrics)

    def compose(self) -> ComposeResult:
        now = self.setting.clock.now() if self.setting.today else None
        scale = workload.WORKLOAD
        yield Choice(
            words.plate_question(now), scale.words, value=self.morning.checkin.workload, tall=True, id="workload"
        )
        since = words.since(self.morning.previous, self.morning.date, len(self.morning.days))
        if self.morning.days:
            yield DayRows(since, self.morning.days, id="days")
        for n, metric in enumerate(self.setting.settings.metrics):
            with Horizontal(classes="metric" if n else "metric -first"):
                yield Remark(metric.name + (f", {metric.unit}" if metric.unit else ""), width=LABEL, quiet=False)
                amount = self.morning.checkin.metrics.get(metric.name)
                yield Line(formats.number(amount) if amount is not None else "", limit=12, id=f"metric-{n}")
        yield Remark(self._last_time(), id="last-time")

    def _last_time(self) -> str:
        if self.empty:
            return words.FIRST
        load, worked = self.morning.last
        parts = (
            words.last_time(
                workload.WORKLOAD.word(load),
                worked.counted_hours if worked else None,
                worked.date if worked else None,
                self.morning.date,
            ),
            words.waiting(len(self.morning.carried)),
        )
        return " ".join(part for part in parts if part)

    def present(self, morning: Morning) -> None:
        super().present(morning)
        self.query_one("#workload", Choice).choose(morning.checkin.workload)
        for rows in self.query(DayRows):
            rows.show(morning.days)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        self.answer(workload=event.value)
        if event.typed:
            self.advance()

    def on_day_rows_day_confirmed(self, event: DayRows.DayConfirmed) -> None:
        self._confirm(event.index, event.changes)
        if doubt := workload.doubts(self.morning.days[event.index].workday, self.setting.settings.schedule):
            self.post_message(self.Remarked(doubt))

    def on_day_rows_day_marked(self, event: DayRows.DayMarked) -> None:
        schedule, zone = self.setting.settings.schedule, self.setting.clock.zone
        self.changed(workload.mark(self.morning, event.index, event.kind, schedule, zone, below=event.below))

    def _confirm(self, index: int, changes: dict[str, Any]) -> None:
        schedule, zone = self.setting.settings.schedule, self.setting.clock.zone
        self.changed(workload.confirm(self.morning, index, schedule, zone, **changes))

    def on_day_rows_days_finished(self) -> None:
        self.advance()

    def on_day_rows_entry_refused(self, event: DayRows.EntryRefused) -> None:
        self.post_message(self.Remarked(event.reason))

    def on_day_rows_entry_typed(self) -> None:
        self.post_message(self.TextTyped())

    def on_line_written(self, event: Line.Written) -> None:
        """A number of the user's own is taken as soon as it is one; until then the one before stands."""
        metric = self._metric(event.line)
        try:
            amount = read_number(metric, event.text)
        except Refused:
            amount = self._before.get(metric)
        metrics = dict(self.morning.checkin.metrics)
        metrics.pop(metric, None)
        self.answer(metrics=metrics if amount is None else dict(sorted({**metrics, metric: amount}.items())))
        self.post_message(self.TextTyped())

    def _metric(self, line: Widget) -> str:
        return self.setting.settings.metrics[int((line.id or "metric-0").removeprefix("metric-"))].name

    def settle(self) -> bool:
        try:
            for rows in self.query(DayRows):
                if changes := rows.take():
                    self._confirm(rows.row, changes)
            for line in self.query(Line):
                read_number(self._metric(line), line.value)
        except Refused as no:
            self.post_message(self.Remarked(str(no)))
            return False
        return True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        try:
            read_number(self._metric(event.input), event.value)
        except Refused as no:
            self.post_message(self.Remarked(str(no)))
            return
        if event.value:
            self.advance()
        else:
            self.post_message(self.PageFinished())

    def typed(self) -> dict[str, str]:
        return super().typed() | {rows.id or "days": rows.place() for rows in self.query(DayRows)}

    def restore(self, place: Place) -> None:
        for rows in self.query(DayRows):
            rows.find(place.typed.get(f"{self.NAME}.days", ""))
        super().restore(place)

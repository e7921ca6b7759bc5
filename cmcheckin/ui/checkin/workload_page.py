"""Step 1 on the screen: the plate and the days."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from cmcheckin.checkin import workload
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.errors import Refused
from cmcheckin.ui.checkin.day_rows import DayRows
from cmcheckin.ui.checkin.page import Page, Setting
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.text_block import Remark
from cmcheckin.wording import checkin as words


class WorkloadPage(Page):
    """A rating for the workload, then a row for each day. Enter on the last row opens the next step."""

    DEFAULT_CSS = """
    WorkloadPage #workload { margin-bottom: 1; }
    WorkloadPage #last-time { margin-top: 1; }
    """
    NAME = "workload"

    def __init__(self, morning: CheckinForm, setting: Setting, *, empty: bool = False) -> None:
        super().__init__(morning, setting)
        self.empty = empty

    def compose(self) -> ComposeResult:
        now = self.setting.clock.now() if self.setting.today else None
        scale = workload.WORKLOAD
        yield Choice(
            words.plate_question(now), scale.words, value=self.morning.checkin.workload, tall=True, id="workload"
        )
        dates = [row.workday.date for row in self.morning.days]
        since = words.days_heading(self.morning.previous_date, self.morning.date, dates, self.setting.clock.today())
        if self.morning.days:
            yield DayRows(since, self.morning.days, id="days")
        yield Remark(self._last_time(), id="last-time")
        remark = Remark(self.setting.unfinished(), quiet=False, id="unfinished")
        remark.display = bool(remark.text)
        yield remark

    def _last_time(self) -> str:
        if self.empty:
            return words.FIRST_CHECKIN
        load, worked = self.morning.previous_answers
        parts = (
            words.last_answer(
                workload.WORKLOAD.word(load),
                worked.counted_hours if worked else None,
                worked.date if worked else None,
                self.morning.date,
            ),
            words.open_escalations(len(self.morning.carried)),
        )
        return " ".join(part for part in parts if part)

    def present(self, morning: CheckinForm) -> None:
        super().present(morning)
        self.query_one("#workload", Choice).choose(morning.checkin.workload)
        for rows in self.query(DayRows):
            rows.show(morning.days)

    def mention_unfinished(self) -> None:
        """Show which check-ins of other days are unfinished."""
        remark = self.query_one("#unfinished", Remark)
        remark.say(self.setting.unfinished())
        remark.display = bool(remark.text)
        self.share_room()

    def share_room(self) -> None:
        """What can be done about unfinished check-ins comes before what was said the last time."""
        last, unfinished = self.query_one("#last-time", Remark), self.query_one("#unfinished", Remark)
        width = self.size.width - last.gutter.width
        above = sum(part.outer_size.height + part.styles.margin.bottom for part in self.query("#workload, #days"))
        below = 1 + len(last.lines(width)) + len(unfinished.lines(width))
        last.display = not unfinished.display or above + below <= self.size.height

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        self.answer(workload=event.value)
        if event.typed:
            self.advance()

    def on_day_rows_day_confirmed(self, event: DayRows.DayConfirmed) -> None:
        self._confirm(event.index, event.changes)
        if doubt := workload.plausibility_question(
            self.morning.days[event.index].workday, self.setting.settings.schedule
        ):
            self.post_message(self.Remarked(doubt))

    def on_day_rows_day_marked(self, event: DayRows.DayMarked) -> None:
        schedule, zone = self.setting.settings.schedule, self.setting.clock.zone
        self.changed(workload.set_kind(self.morning, event.index, event.kind, schedule, zone, and_below=event.below))

    def _confirm(self, index: int, changes: dict[str, Any]) -> None:
        schedule, zone = self.setting.settings.schedule, self.setting.clock.zone
        self.changed(workload.confirm(self.morning, index, schedule, zone, **changes))

    def on_day_rows_days_finished(self, event: DayRows.DaysFinished) -> None:
        if event.as_usual:
            self.post_message(self.Remarked(words.logged_as_usual(event.as_usual)))
        self.advance()

    def on_day_rows_entry_refused(self, event: DayRows.EntryRefused) -> None:
        self.post_message(self.Remarked(event.reason))

    def on_day_rows_entry_typed(self) -> None:
        self.post_message(self.TextTyped())

    def settle(self) -> bool:
        try:
            for rows in self.query(DayRows):
                if changes := rows.take():
                    self._confirm(rows.row, changes)
        except Refused as no:
            self.post_message(self.Remarked(str(no)))
            return False
        return True

    def typed(self) -> dict[str, str]:
        return super().typed() | {rows.id or "days": rows.place() for rows in self.query(DayRows)}

    def restore(self, place: FormPosition) -> None:
        for rows in self.query(DayRows):
            rows.find(place.unsaved_texts.get(f"{self.NAME}.days", ""))
        super().restore(place)

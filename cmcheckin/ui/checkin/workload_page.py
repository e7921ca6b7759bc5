"""Step 1 of the check-in: the workload and the days since the last check-in."""

from __future__ import annotations

from datetime import date
from itertools import chain

from textual.app import ComposeResult

from cmcheckin.checkin import gaps, proposals, workload
from cmcheckin.checkin.form import CheckinForm, FormPosition
from cmcheckin.domain.errors import Refused
from cmcheckin.ui.checkin.day_rows import DayRows
from cmcheckin.ui.checkin.gap_rows import GapRows
from cmcheckin.ui.checkin.page import Page, PageContext
from cmcheckin.ui.kit.choice import Choice
from cmcheckin.ui.kit.text_block import TextBlock
from cmcheckin.ui.messages import Notified
from cmcheckin.wording import checkin as words
from cmcheckin.wording import gaps as gap_words
from cmcheckin.wording import proposed_days as hint_words


class WorkloadPage(Page):
    """A rating for the workload, then a row for each day. Enter on the last row opens the next step."""

    DEFAULT_CSS = """
    WorkloadPage #workload { margin-bottom: 1; }
    WorkloadPage #greeting { margin-bottom: 1; }
    WorkloadPage #last-time { margin-top: 1; }
    """
    NAME = "workload"

    def __init__(self, form: CheckinForm, context: PageContext, *, is_first: bool = False) -> None:
        super().__init__(form, context)
        self.is_first = is_first

    def compose(self) -> ComposeResult:
        now, today = self.context.clock.now() if self.context.today else None, self.context.clock.today()
        if self.context.today and gaps.is_return(self.form):
            yield TextBlock(self._greeting(), quiet=False, id="greeting")
        scale = workload.WORKLOAD
        yield Choice(
            words.workload_question(now), scale.words, value=self.form.checkin.workload, tall=True, id="workload"
        )
        dates = [row.workday.date for row in self.form.days]
        since = words.days_heading(self.form.previous_date, self.form.date, dates, today)
        previous = self.form.previous_date
        if previous and self.form.gap:
            ranges = GapRows(gap_words.title(previous, today), self.form, today, id="gap")
            ranges.note = "" if self.form.days else self._note()
            yield ranges
            since = gap_words.DAY_BY_DAY
        if self.form.days or self.form.gap:
            rows = DayRows(since, self.form.days, activities=self.context.settings.activities, id="days")
            rows.display = bool(self.form.days)
            rows.note = self._note()
            yield rows
        yield TextBlock(self._previous_text(), quiet=not self.is_first, id="last-time")
        unfinished = TextBlock(self.context.unfinished(), quiet=False, id="unfinished")
        unfinished.display = bool(unfinished.text)
        yield unfinished

    def _previous_text(self) -> str:
        if self.is_first:
            return words.FIRST_CHECKIN
        last, worked, *_ = self.form.previous_answers
        parts = (
            words.last_answer(
                workload.WORKLOAD.word(last.workload if last else None),
                worked.counted_hours if worked else None,
                worked.date if worked else None,
                self.form.date,
            ),
            words.open_escalations(len(self.form.carried)),
        )
        return " ".join(part for part in parts if part)

    def show_form(self, form: CheckinForm) -> None:
        super().show_form(form)
        self.query_one("#workload", Choice).choose(form.checkin.workload)
        note = self._note()
        for gap in self.query(GapRows):
            gap.show(form, "" if form.days else note)
        for rows in self.query(DayRows):
            rows.show(form.days, note)
            rows.display = bool(form.days)

    def _note(self) -> str:
        """Return the line about the files that propose rows, or that couldn't be used; empty without any."""
        proposed = [row.proposal.sources for row in self.form.days if row.proposal]
        sources = tuple(dict.fromkeys(chain.from_iterable(proposed)))
        return proposals.late_text(self.form) or hint_words.note(self.form.proposals.problems, sources)

    def _greeting(self) -> str:
        ended = self.form.previous_answers.leave_ended
        return gap_words.greeting(ended, self.form.date, len(self.context.replies()))

    def mention_unfinished(self) -> None:
        """Update the sentence about unfinished check-ins."""
        unfinished = self.query_one("#unfinished", TextBlock)
        unfinished.show(self.context.unfinished())
        unfinished.display = bool(unfinished.text)
        self.allocate_rows()

    def day_in_use(self, *, is_used: bool) -> date | None:
        """Return the day in whose row something is being typed, or that of the cursor if the screen `is_used`. None if
        there is none."""
        for rows in self.query(DayRows):
            if rows.rows and (rows.is_typing or (is_used and rows.has_focus)):
                return rows.workday.date
        return None

    def allocate_rows(self) -> None:
        """Hide the text about the last time if the sidebar has it, or if it doesn't fit above the one about unfinished
        check-ins."""
        last, unfinished = self.query_one("#last-time", TextBlock), self.query_one("#unfinished", TextBlock)
        width = self.size.width - last.gutter.width
        shown = [part for part in self.query("#greeting, #workload, #gap, #days") if part.display]
        above = sum(part.outer_size.height + part.styles.margin.bottom for part in shown)
        below = 1 + len(last.lines(width)) + len(unfinished.lines(width))
        is_elsewhere = self.parent is not None and self.parent.has_class("-wide") and not self.is_first
        last.display = not is_elsewhere and (not unfinished.display or above + below <= self.size.height)

    def on_choice_chosen(self, event: Choice.Chosen) -> None:
        self.answer(workload=event.value)
        if event.typed:
            self.advance()

    def on_gap_rows_answered(self, event: GapRows.Answered) -> None:
        rows = self.query_one(GapRows)
        first = rows.days.first
        self.set_form(gaps.answer(self.form, event.given))
        if not event.given.kind:
            rows.at = event.given.first
            rows.redraw()
        elif not rows.select_open(first) and event.entered:
            self.advance()

    def on_gap_rows_gap_finished(self) -> None:
        self.advance()

    def on_gap_rows_rows_wanted(self, event: GapRows.RowsWanted) -> None:
        if len(self.form.days) >= workload.MAX_ROWS:
            self.post_message(Notified(gap_words.DAYS_OPEN))
            return
        self.set_form(gaps.open_rows(self.form, event.days, self.context.clock.zone))
        rows = self.query_one(DayRows)
        rows.row = next((n for n, row in enumerate(self.form.days) if not row.confirmed), 0)
        rows.focus()

    def on_day_rows_day_confirmed(self, event: DayRows.DayConfirmed) -> None:
        self._confirm(event.index, event.changes)
        if doubt := workload.plausibility_question(self.form.days[event.index].workday, self.context.settings.schedule):
            self.post_message(Notified(doubt))

    def on_day_rows_late_proposal_used(self, event: DayRows.LateProposalUsed) -> None:
        self.set_form(proposals.use(self.form, event.index))

    def on_day_rows_kind_chosen(self, event: DayRows.KindChosen) -> None:
        schedule, zone = self.context.settings.schedule, self.context.clock.zone
        self.set_form(workload.set_kind(self.form, event.index, event.kind, schedule, zone, and_below=event.below))

    def _confirm(self, index: int, changes: dict[str, object]) -> None:
        schedule, zone = self.context.settings.schedule, self.context.clock.zone
        self.set_form(workload.confirm(self.form, index, schedule, zone, **changes))

    def on_day_rows_days_finished(self, event: DayRows.DaysFinished) -> None:
        if event.at_once:
            self.post_message(Notified(words.logged_at_once(event.at_once, is_proposed=event.is_proposed)))
        self.advance()

    def commit(self) -> bool:
        try:
            for gap in self.query(GapRows):
                if given := gap.take():
                    self.set_form(gaps.answer(self.form, given))
            for rows in self.query(DayRows):
                if changes := rows.take():
                    self._confirm(rows.row, changes)
        except Refused as error:
            self.post_message(Notified(words.refusal(error)))
            return False
        if (row := workload.row_without_end(self.form)) is not None:
            self.query_one(DayRows).ask_for_end(row)
            return False
        return True

    def focus_first(self) -> None:
        """Focus the workload, or the days if the end of one is missing."""
        if workload.row_without_end(self.form) is None:
            super().focus_first()
        else:
            self.query_one(DayRows).focus()

    def unsaved_texts(self) -> dict[str, str]:
        rows = [*self.query(GapRows), *self.query(DayRows)]
        positions = {widget.id or "days": widget.position() for widget in rows}
        return super().unsaved_texts() | positions

    def restore(self, position: FormPosition) -> None:
        for gap in self.query(GapRows):
            gap.restore(position.unsaved_texts.get(f"{self.NAME}.gap", ""))
        for rows in self.query(DayRows):
            rows.restore(position.unsaved_texts.get(f"{self.NAME}.days", ""))
        super().restore(position)

"""Summarise the check-in form in lines, for the review before saving."""

from __future__ import annotations

from dataclasses import dataclass

from cmcheckin.checkin import gaps, mood, workload
from cmcheckin.checkin.form import CarriedEscalation, CheckinForm, GapRange, Scale
from cmcheckin.domain.workday import Workday
from cmcheckin.wording import checkin as words
from cmcheckin.wording import formats
from cmcheckin.wording import gaps as gap_words
from cmcheckin.wording.record_words import answer_text, win_line, workday_line


@dataclass(frozen=True)
class SummaryLine:
    """A label, the answer as plain text (several texts for wins and the like), and whether there is an answer."""

    label: str
    texts: tuple[str, ...]
    is_answered: bool = True
    is_days: bool = False
    """Whether it is about a day or a range of days."""


def summary_lines(form: CheckinForm, separator: str = " · ") -> tuple[SummaryLine, ...]:
    """Return a line for each answer in `form`, in the order of the steps, and for skipped ratings and days that
    aren't logged. `separator`: what is between the facts in a text."""
    checkin, label = form.checkin, words.REVIEW_LABELS
    lines = [_rating("workload", workload.WORKLOAD, checkin.workload)]
    lines += [_range(form, days) for days in form.gap if days.answer or gaps.is_open(form, days)]
    is_first = form.previous_date is None  # nobody was asked to log the day before
    lines += [_day(row.workday, confirmed=row.confirmed) for row in form.days if row.confirmed or not is_first]
    lines += [SummaryLine(name, (formats.plain_number(amount),)) for name, amount in checkin.metrics.items()]
    lines += [_rating("mood", mood.MOOD, checkin.mood), _rating("energy", mood.ENERGY, checkin.energy)]
    if checkin.feelings:
        lines.append(SummaryLine(label["feelings"], (", ".join(checkin.feelings),)))
    community = checkin.community
    if community.mood or community.feels:
        rating = f"{community.mood} {mood.COMMUNITY.word(community.mood)}" if community.mood else ""
        lines.append(SummaryLine(label["community"], (separator.join(filter(None, (rating, community.feels))),)))
    if checkin.note:
        lines.append(SummaryLine(label["note"], tuple(checkin.note.split("\n"))))
    lines += [SummaryLine(name, (answer_text(answer),)) for name, answer in checkin.answers.items()]
    for win, holds in ((follow_up.win, follow_up.holds) for follow_up in form.follow_ups):
        if holds is not None:
            lines.append(SummaryLine(label["follow_up"], (words.follow_up_answer(win.text, holds=holds),)))
    if checkin.wins:
        lines.append(SummaryLine(label["wins"], tuple(map(win_line, checkin.wins))))
    if any(item.now != item.before for item in form.carried):
        texts = (_update(item, separator) for item in form.carried if item.now != item.before)
        lines.append(SummaryLine(label["carried"], tuple(texts)))
    if form.new_escalations:
        texts = (separator.join(filter(None, (item.title, item.severity_name))) for item in form.new_escalations)
        lines.append(SummaryLine(label["new"], tuple(texts)))
    return tuple(lines)


def _update(item: CarriedEscalation, separator: str) -> str:
    """Return what was answered about `item`, with `separator` between its status, to whom it was handed, and the new
    update."""
    new = item.now.updates[len(item.before.updates) :]
    holder = item.now.handed_to if item.now.handed_to != item.before.handed_to else ""
    return words.answered_escalation(item.now.title, item.now.status, holder, new[-1].text if new else "", separator)


def _rating(field: str, scale: Scale, value: int | None) -> SummaryLine:
    text = f"{value} {scale.word(value)}" if value else words.RATING_SKIPPED
    return SummaryLine(words.REVIEW_LABELS[field], (text,), is_answered=bool(value))


def _range(form: CheckinForm, days: GapRange) -> SummaryLine:
    number, workdays, _ = gaps.counts(form, days)
    label = gap_words.range_text(days.first, days.last, form.date)
    text = gap_words.review_text(days.answer, gap_words.days_text(number, workdays))
    return SummaryLine(label, (text,), is_answered=bool(days.answer), is_days=True)


def _day(workday: Workday, *, confirmed: bool) -> SummaryLine:
    text = workday_line(workday) if confirmed else words.DAY_SKIPPED
    return SummaryLine(formats.short_day(workday.date), (text,), is_answered=confirmed, is_days=True)

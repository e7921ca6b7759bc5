"""Summarise the check-in form in lines, for the review before saving."""

from __future__ import annotations

from dataclasses import dataclass

from cmcheckin.checkin import escalations, mood, workload
from cmcheckin.checkin.form import CheckinForm
from cmcheckin.domain.workday import Workday
from cmcheckin.wording import formats
from cmcheckin.wording.record_words import win_line, workday_line


@dataclass(frozen=True)
class SummaryLine:
    """A label, the answer as plain text (several texts for wins and the like), and whether there is an answer."""

    label: str
    texts: tuple[str, ...]
    is_answered: bool = True


def summary_lines(form: CheckinForm) -> tuple[SummaryLine, ...]:
    """Return a line for each answer in `form`, in the order of the steps, and for skipped ratings and unconfirmed
    days."""
    checkin = form.checkin
    lines = [_rating("Workload", workload.WORKLOAD.word(checkin.workload), checkin.workload)]
    lines += [_day(row.workday, confirmed=row.confirmed) for row in form.days]
    lines += [SummaryLine(name, (formats.plain_number(amount),)) for name, amount in checkin.metrics.items()]
    lines += [
        _rating("Mood", mood.MOOD.word(checkin.mood), checkin.mood),
        _rating("Energy", mood.ENERGY.word(checkin.energy), checkin.energy),
    ]
    if checkin.feelings:
        lines.append(SummaryLine("Feelings", (", ".join(checkin.feelings),)))
    if checkin.community.mood or checkin.community.feels:
        word = (
            f"{checkin.community.mood} {mood.COMMUNITY.word(checkin.community.mood)}" if checkin.community.mood else ""
        )
        lines.append(SummaryLine("Community", (" · ".join(filter(None, (word, checkin.community.feels))),)))
    if checkin.note:
        lines.append(SummaryLine("Note", tuple(checkin.note.split("\n"))))
    for follow_up in form.follow_ups:
        if follow_up.holds is not None:
            lines.append(
                SummaryLine(
                    "Looked back", (f"{follow_up.win.text}: {'still holds' if follow_up.holds else 'no longer holds'}",)
                )
            )
    if checkin.wins:
        lines.append(SummaryLine("Wins", tuple(map(win_line, checkin.wins))))
    changed_items = [item for item in form.carried if item.now != item.before]
    if changed_items:
        lines.append(
            SummaryLine(
                "Went on",
                tuple(
                    f"{item.now.title}: {escalations.STATUS_LABELS[item.now.status or 'open']}"
                    for item in changed_items
                ),
            )
        )
    if form.new_escalations:
        texts = (" · ".join(filter(None, (item.title, item.severity_name))) for item in form.new_escalations)
        lines.append(SummaryLine("New", tuple(texts)))
    return tuple(lines)


def _rating(label: str, word: str, value: int | None) -> SummaryLine:
    return SummaryLine(label, (f"{value} {word}",)) if value else SummaryLine(label, ("left open",), is_answered=False)


def _day(workday: Workday, *, confirmed: bool) -> SummaryLine:
    label = formats.short_day(workday.date)
    return (
        SummaryLine(label, (workday_line(workday),))
        if confirmed
        else SummaryLine(label, ("left unknown",), is_answered=False)
    )

"""What a morning says, in lines, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from cmcheckin.checkin import escalations, mood, workload
from cmcheckin.checkin.form import CheckinForm
from cmcheckin.domain.workday import Workday
from cmcheckin.wording import formats
from cmcheckin.wording.record_words import win_words, workday_words


@dataclass(frozen=True)
class SummaryLine:
    """A label, what was answered (plain text, several lines at most for wins and the like), and whether it was."""

    label: str
    texts: tuple[str, ...]
    is_answered: bool = True


def summary_lines(morning: CheckinForm) -> tuple[SummaryLine, ...]:
    """The whole morning, step by step. What was skipped says so, without reproach."""
    c = morning.checkin
    found = [_rating("Workload", workload.WORKLOAD.word(c.workload), c.workload)]
    found += [_day(row.workday, confirmed=row.confirmed) for row in morning.days]
    found += [SummaryLine(name, (formats.number(amount),)) for name, amount in c.metrics.items()]
    found += [
        _rating("Mood", mood.MOOD.word(c.mood), c.mood),
        _rating("Energy", mood.ENERGY.word(c.energy), c.energy),
    ]
    if c.feelings:
        found.append(SummaryLine("Feelings", (", ".join(c.feelings),)))
    if c.community.mood or c.community.feels:
        word = f"{c.community.mood} {mood.COMMUNITY.word(c.community.mood)}" if c.community.mood else ""
        found.append(SummaryLine("Community", (" · ".join(filter(None, (word, c.community.feels))),)))
    if c.note:
        found.append(SummaryLine("Note", tuple(c.note.split("\n"))))
    for look in morning.follow_ups:
        if look.holds is not None:
            found.append(
                SummaryLine("Looked back", (f"{look.win.text}: {'still holds' if look.holds else 'no longer holds'}",))
            )
    if c.wins:
        found.append(SummaryLine("Wins", tuple(map(win_words, c.wins))))
    changed = [item for item in morning.carried if item.now != item.before]
    if changed:
        found.append(
            SummaryLine(
                "Went on",
                tuple(f"{item.now.title}: {escalations.STATUS_LABELS[item.now.status or 'open']}" for item in changed),
            )
        )
    if morning.new_escalations:
        texts = (" · ".join(filter(None, (item.title, item.severity_name))) for item in morning.new_escalations)
        found.append(SummaryLine("New", tuple(texts)))
    return tuple(found)


def _rating(label: str, word: str, value: int | None) -> SummaryLine:
    return SummaryLine(label, (f"{value} {word}",)) if value else SummaryLine(label, ("left open",), is_answered=False)


def _day(workday: Workday, *, confirmed: bool) -> SummaryLine:
    label = formats.short_day(workday.date)
    return (
        SummaryLine(label, (workday_words(workday),))
        if confirmed
        else SummaryLine(label, ("left unknown",), is_answered=False)
    )

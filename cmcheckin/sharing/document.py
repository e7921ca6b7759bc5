"""A share file as a document: the content of its Markdown and of its preview, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from cmcheckin.domain.text import clean
from cmcheckin.sharing.share_file import (
    ShareActivity,
    ShareEscalation,
    ShareFile,
    ShareMetric,
    ShareQuestion,
    ShareResponse,
    ShareWeek,
    ShareWin,
    day_made,
)
from cmcheckin.sharing.summary import (
    ShareSummary,
    activities_of,
    asks_of,
    days_open,
    escalations_of,
    group_by_severity,
    is_empty,
    leave_line,
)
from cmcheckin.sharing.week_columns import WORK_COLUMNS, WORKLOAD_COLUMNS, Column, filled_columns, hours_columns
from cmcheckin.wording import formats
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import MOOD, activity_amount
from cmcheckin.wording.reply import answered_reply
from cmcheckin.wording.share import NUMBERS_TITLE


class UserText(str):
    """Text a user wrote, cleaned, on one line. Renderers must escape it."""

    __slots__ = ()


Fact: TypeAlias = tuple[str, ...]
"""Words that belong together; user text among them is UserText."""
Facts: TypeAlias = tuple[Fact, ...]
"""Facts shown side by side on a line."""


BETWEEN: Final = " · "
"""What stands between two facts on a line."""


def joined_facts(facts: Facts, between: str = BETWEEN) -> str:
    """Return `facts` as one line of text, with `between` two of them."""
    return between.join("".join(fact) for fact in facts)


@dataclass(frozen=True)
class Item:
    """An entry of a list, and details below it: a label and a text each."""

    facts: Facts
    details: tuple[tuple[str, UserText], ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and its content."""

    title: str
    text: Facts = ()
    items: tuple[Item, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    """For a single week: labels and values."""
    columns: tuple[str, ...] = ()
    """For several weeks: the headings of a table."""
    weeks: tuple[tuple[str, ...], ...] = ()
    """For several weeks: the rows of a table, the week first."""
    note: str = ""
    """What the numbers or words are compared with; shown below them."""
    level: int = 2


@dataclass(frozen=True)
class Document:
    """The content of a share file, in reading order."""

    title: Facts
    headline: str
    shared_line: str
    sections: tuple[Section, ...]
    empty_notice: str
    """Shown in place of sections when the file has no content; else empty."""
    closing: tuple[str, ...]


COLUMNS: Final[tuple[Column, ...]] = (
    *WORKLOAD_COLUMNS,
    *WORK_COLUMNS,
    (words.COMMUNITY, lambda week: words.rating_cell(week.community, MOOD)),
    (words.WELLBEING_COLUMNS[0], lambda week: words.comparison_text(week.mood, "") if week.mood else words.EMPTY),
    (words.WELLBEING_COLUMNS[1], lambda week: words.comparison_text(week.energy, "") if week.energy else words.EMPTY),
)
"""What is shown of a week besides its hours: a line each, or for several weeks a column."""


def share_document(share: ShareFile) -> Document:
    """Return `share` as a document. Never raises."""
    summary = ShareSummary.of(share)
    is_blank = is_empty(share)
    return Document(
        _facts(_user_text(share.name), (words.range_title(share.first, share.last),)),
        f"{summary.headline}.",
        summary.shared_line,
        () if is_blank else tuple(_sections(share, summary)),
        words.NOTHING_LOGGED if is_blank else "",
        tuple(filter(None, (words.FOOTER, words.included_fields(share.listed_fields)))),
    )


def _sections(share: ShareFile, summary: ShareSummary) -> Iterator[Section]:
    if help_line := _facts(_user_text(share.help)):
        yield Section(words.HELP, help_line)
    yield from _list_section(words.LEAVE, (Item(((leave_line(one),),)) for one in share.leave))
    today = day_made(share.made)
    yield from _list_section(words.RESPONSES, (response_item(one, today) for one in share.responses))
    yield from _numbers(share.weeks, today)
    yield from _list_section(words.WINS, (win_item(win, today) for win in share.wins))
    if escalations := escalations_of(share):
        yield Section(words.ESCALATIONS)
        for severity, members in group_by_severity(escalations):
            items = tuple(escalation_item(entry, today) for entry in members)
            yield Section(words.severity_heading(severity), items=items, level=3)
    elif summary.opened is not None:
        text = words.escalation_total(summary.opened) if summary.opened else words.NOTHING_CAME_IN
        yield Section(words.ESCALATIONS, ((text,),))
    yield from _list_section(words.ASKS, (escalation_item(entry, today) for entry in asks_of(share)))
    yield from _list_section(words.ACTIVITIES, map(_activity, activities_of(share)))
    label = _week_label if len(share.weeks) > 1 else lambda _: ""
    yield from _list_section(
        words.COMMUNITY,
        (Item(_facts(_user_text(line), (label(week),))) for week in share.weeks for line in week.community_feels),
    )
    yield from _list_section(
        words.METRICS, (Item(_facts(_metric(entry), (label(week),))) for week in share.weeks for entry in week.metrics)
    )
    answers = ((week, answer) for week in share.weeks for one in week.questions for answer in _answers(one))
    yield from _list_section(words.QUESTIONS, (Item(_facts(answer, (label(week),))) for week, answer in answers))


def _numbers(weeks: tuple[ShareWeek, ...], made: date) -> Iterator[Section]:
    """Yield a list for one week, or a table for several. Empty columns are left out."""
    names, cells = filled_columns((*hours_columns(made), *COLUMNS), weeks)
    if not names:
        return
    note = words.WELLBEING_MEANING if any(week.mood or week.energy for week in weeks) else ""
    if len(weeks) == 1:
        yield Section(NUMBERS_TITLE, numbers=tuple(zip(names, cells[0], strict=True)), note=note)
        return
    rows = tuple((_week_label(week), *row) for week, row in zip(weeks, cells, strict=True))
    yield Section(words.WEEK_BY_WEEK, columns=(words.WEEK.capitalize(), *names), weeks=rows, note=note)


def win_item(win: ShareWin, today: date) -> Item:
    """Return `win` with its day and kind, and the sender of praise."""
    day, sender = _day(win.day, today), _user_text(win.sender)
    return Item(_facts(_user_text(win.text), day, _user_text(win.kind), (f"{words.FROM} ", *sender) if sender else ()))


def response_item(response: ShareResponse, today: date) -> Item:
    """Return the answer `response` with the kind of reply it is to, and its day."""
    return Item(_facts(_user_text(response.text), (answered_reply(response.kind),), _day(response.made, today)))


def escalation_item(escalation: ShareEscalation, today: date) -> Item:
    """Return an escalation or ask with all that was shared of it, as on `today`."""
    days = days_open(escalation, today)
    is_ask = escalation.kind == "ask"
    state = words.status_text(escalation.status, days, dated=bool(escalation.resolved))
    wait = "" if escalation.could_wait is None else words.COULD_WAIT if escalation.could_wait else words.COULD_NOT_WAIT
    handed_to = _user_text(escalation.handed_to)
    facts = _facts(
        _user_text(escalation.title),
        (words.ask_status(days, escalation.status) if is_ask else state,),
        (f"{words.WITH} ", *handed_to) if handed_to else (),
        (formats.minutes(escalation.minutes) if escalation.minutes else "",),
        (wait,),
        (words.OUT_OF_HOURS if escalation.out_of_hours else "",),
        () if is_ask else _user_text(escalation.kind),
        _day(escalation.opened, today),
    )
    details = ((words.CAUSE, _user_text(escalation.cause)), (words.OUTCOME, _user_text(escalation.outcome)))
    return Item(facts, tuple((name, UserText(text[0])) for name, text in details if text))


def _user_text(text: str) -> Fact:
    cleaned = clean(text)
    return (UserText(cleaned),) if cleaned else ()


def _facts(*all_facts: Fact) -> Facts:
    return tuple(fact for fact in all_facts if any(fact))


def _day(day: date, today: date) -> Fact:
    return (" ".join(words.day_text(day, today).split()),)


def _list_section(title: str, items: Iterable[Item]) -> Iterator[Section]:
    listed = tuple(items)
    if listed:
        yield Section(title, items=listed)


def _week_label(week: ShareWeek) -> str:
    return words.week_label(week.week, year=True)


def _answers(question: ShareQuestion) -> Iterator[Fact]:
    """Yield how often `question` was answered with yes, or each of its texts."""
    if question.yes is not None and question.answered is not None:
        yield (*_user_text(question.name), f": {formats.yes_days(question.yes, question.answered)}")
    for text in question.texts:
        yield (*_user_text(question.name), ": ", *_user_text(text))


def _activity(activity: ShareActivity) -> Item:
    amount = activity_amount(activity.hours, activity.on_days, activity.days_without_hours)
    return Item(((*_user_text(activity.kind), f" {amount}"),))


def _metric(metric: ShareMetric) -> Fact:
    unit = _user_text(metric.unit)
    return (*_user_text(metric.name), f": {words.metric_value(metric.mean)}", *((" ", *unit) if unit else ()))

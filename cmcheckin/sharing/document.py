"""A share file as a document: what its Markdown and the page before it is written both say, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from cmcheckin.domain.text import clean
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, ShareMetric, ShareWeek, ShareWin, day_made
from cmcheckin.sharing.summary import ShareSummary, asks_of, by_severity, days_open, escalations_of, is_empty
from cmcheckin.sharing.week_columns import WORK_COLUMNS, WORKLOAD_COLUMNS, Column, filled_columns, hours_columns
from cmcheckin.wording import share_page as words
from cmcheckin.wording.record_words import MOOD
from cmcheckin.wording.share import IN_NUMBERS


class UserText(str):
    """What somebody wrote, cleaned, on one line. Whoever renders it sees to it that it stays text."""

    __slots__ = ()


Fact: TypeAlias = tuple[str, ...]
"""Words that belong together, some of them Own."""
Facts: TypeAlias = tuple[Fact, ...]
"""Facts beside each other on a line."""


@dataclass(frozen=True)
class Item:
    """One of a list, and what is said under it: a name and the words."""

    facts: Facts
    details: tuple[tuple[str, UserText], ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    text: Facts = ()
    items: tuple[Item, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    """Of one week: what it is, how much."""
    columns: tuple[str, ...] = ()
    weeks: tuple[tuple[str, ...], ...] = ()
    """Of several: the week, then a cell a column."""
    note: str = ""
    """What a number or a word in them is held against; stands below them."""
    level: int = 2


@dataclass(frozen=True)
class Document:
    """All that a reader is told, in the order in which it is told."""

    title: Facts
    headline: str
    shared_line: str
    sections: tuple[Section, ...]
    empty_notice: str
    """Said in place of them where nothing is told; else empty."""
    closing: tuple[str, ...]


COLUMNS: Final[tuple[Column, ...]] = (
    *WORKLOAD_COLUMNS,
    *WORK_COLUMNS,
    (words.COMMUNITY, lambda week: words.rating_cell(week.community, MOOD)),
    (words.SELF_COLUMNS[0], lambda week: words.against(week.mood, "") if week.mood else words.EMPTY),
    (words.SELF_COLUMNS[1], lambda week: words.against(week.energy, "") if week.energy else words.EMPTY),
)
"""What a week says after its hours, in numbers and single words: a line each, or for several weeks a column."""


def share_document(share: ShareFile) -> Document:
    """What the file says. Never raises for anything that a ShareFile can hold."""
    story = ShareSummary.of(share)
    nothing = is_empty(share)
    return Document(
        _said(_own(share.name), (words.when(share.first, share.last),)),
        f"{story.headline}.",
        story.shared_line,
        () if nothing else tuple(_sections(share, story)),
        words.SAYS_NOTHING if nothing else "",
        (words.FOOTER, words.ticked(share.fields)) if share.fields else (words.FOOTER,),
    )


def _sections(share: ShareFile, story: ShareSummary) -> Iterator[Section]:
    if help_line := _said(_own(share.help)):
        yield Section(words.HELP, help_line)
    yield from _numbers(share.weeks, day_made(share.made))
    today = day_made(share.made)
    yield from _listed(words.WINS, (win_item(win, today) for win in share.wins))
    if kept := escalations_of(share):
        yield Section(words.CAME_IN)
        for severity, members in by_severity(kept):
            items = tuple(escalation_item(one, today) for one in members)
            yield Section(words.severity(severity), items=items, level=3)
    elif story.opened is not None:
        said = words.came_in_unlisted(story.opened) if story.opened else words.NOTHING_CAME_IN
        yield Section(words.CAME_IN, ((said,),))
    yield from _listed(words.ASKS, (escalation_item(one, today) for one in asks_of(share)))
    several = len(share.weeks) > 1
    label = _label if several else lambda _: ""
    yield from _listed(
        words.COMMUNITY,
        (Item(_said(_own(line), (label(week),))) for week in share.weeks for line in week.community_feels),
    )
    yield from _listed(
        words.OWN_NUMBERS,
        (Item(_said(_metric(one), (label(week),))) for week in share.weeks for one in week.metrics),
    )


def _numbers(weeks: tuple[ShareWeek, ...], made: date) -> Iterator[Section]:
    """A week as a list, several as a table; what nothing is said in is left out."""
    names, cells = filled_columns((*hours_columns(made), *COLUMNS), weeks)
    if not names:
        return
    note = words.SELF_MEANING if any(week.mood or week.energy for week in weeks) else ""
    if len(weeks) == 1:
        yield Section(IN_NUMBERS, numbers=tuple(zip(names, cells[0], strict=True)), note=note)
        return
    told = tuple((_label(week), *row) for week, row in zip(weeks, cells, strict=True))
    yield Section(words.WEEK_BY_WEEK, columns=(words.WEEK.capitalize(), *names), weeks=told, note=note)


def win_item(win: ShareWin, today: date) -> Item:
    """A win with its day, its kind, and who gave it when it is praise."""
    sender = _own(win.sender)
    return Item(
        _said(
            _own(win.text),
            (_day(words.on(win.day, today)),),
            _own(win.kind),
            (f"{words.FROM} ", *sender) if sender else (),
        )
    )


def escalation_item(one: ShareEscalation, today: date) -> Item:
    """An escalation or an ask, with all that is said of it, as on `today`."""
    days = days_open(one, today)
    ask = one.kind == "ask"
    state = words.asked(days, one.status) if ask else words.state(one.status, days, dated=bool(one.resolved))
    wait = "" if one.could_wait is None else words.COULD_WAIT if one.could_wait else words.COULD_NOT_WAIT
    handed = _own(one.handed_to)
    said = _said(
        _own(one.title),
        (state,),
        (f"{words.WITH} ", *handed) if handed else (),
        (words.time(one.minutes) if one.minutes else "",),
        (wait,),
        (words.OUT_OF_HOURS if one.out_of_hours else "",),
        () if ask else _own(one.kind),
        (_day(words.on(one.opened, today)),),
    )
    more = ((words.CAUSE, _own(one.cause)), (words.OUTCOME, _own(one.outcome)))
    return Item(said, tuple((name, UserText(text[0])) for name, text in more if text))


def _own(text: str) -> Fact:
    kept = clean(text)
    return (UserText(kept),) if kept else ()


def _said(*facts: Fact) -> Facts:
    return tuple(fact for fact in facts if any(fact))


def _day(text: str) -> str:
    return " ".join(text.split())


def _listed(title: str, items: Iterable[Item]) -> Iterator[Section]:
    told = tuple(items)
    if told:
        yield Section(title, items=told)


def _label(week: ShareWeek) -> str:
    return words.week_label(week.week, year=True)


def _metric(one: ShareMetric) -> Fact:
    unit = _own(one.unit)
    return (*_own(one.name), f": {words.number_of_own(one.mean)}", *((" ", *unit) if unit else ()))

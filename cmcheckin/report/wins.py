"""List the wins of a period by kind, with the status of long-term ones, for a review season."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeAlias

from cmcheckin.domain.checkin import FOLLOW_UP_DAYS, WIN_KINDS, CheckIn, Win, WinCheck
from cmcheckin.domain.spans import Span

WinStatus: TypeAlias = Literal["holds", "lapsed", "unasked", "unanswered"]
"""Whether a long-term win still held up at the last answer. `unasked`: it isn't 30 days old. `unanswered`: it is, but
nothing was answered."""
NO_KIND: Final = ""
"""The kind of a group of wins without one."""


class WinEntry(NamedTuple):
    """A win and the day it was logged. `key` is unique, and stays the same while other wins are added."""

    key: str
    on: date
    win: Win

    @property
    def kind(self) -> str:
        """The kind of the win, or NO_KIND."""
        return self.win.kind or NO_KIND

    @property
    def last_answer(self) -> WinCheck | None:
        """The last answer to whether the win still holds up; None without one."""
        answered = [check for check in self.win.checks if check.holds is not None]
        return max(answered, key=lambda check: check.on, default=None)

    def status(self, today: date) -> WinStatus | None:
        """Return the status of the win on `today`; None unless it is long-term or was once."""
        if (last := self.last_answer) is not None:
            return "holds" if last.holds else "lapsed"
        if not self.win.long_term:
            return None
        return "unasked" if (today - self.on).days < FOLLOW_UP_DAYS[0] else "unanswered"


class WinGroup(NamedTuple):
    """The wins of one kind, newest first."""

    kind: str
    entries: tuple[WinEntry, ...]


@dataclass(frozen=True)
class WinList:
    """The wins of `span` as on `today`, in groups by kind. Kinds without wins are left out."""

    span: Span
    today: date
    groups: tuple[WinGroup, ...] = ()

    @cached_property
    def entries(self) -> tuple[WinEntry, ...]:
        """All wins, group by group."""
        return tuple(entry for group in self.groups for entry in group.entries)

    def without(self, keys: Collection[str]) -> WinList:
        """Return the list without the entries whose keys are in `keys`."""
        groups = (group._replace(entries=tuple(e for e in group.entries if e.key not in keys)) for group in self.groups)
        return replace(self, groups=tuple(group for group in groups if group.entries))

    def of_kind(self, kind: str) -> WinList:
        """Return the list with the wins of `kind` alone."""
        return replace(self, groups=tuple(group for group in self.groups if group.kind == kind))

    @cached_property
    def with_years(self) -> bool:
        """Whether days are shown with their years, because not all are in the same year."""
        years = {entry.on.year for entry in self.entries}
        return len(years) > 1 or (self.span.kind == "all" and years != {self.today.year})


def list_wins(checkins: Iterable[CheckIn], span: Span, today: date, kinds: Collection[str] = WIN_KINDS) -> WinList:
    """Return the wins of `checkins` in `span`, as on `today`.

    `kinds`: the kinds to include. A win without a kind is included only with all kinds.
    """
    wanted = set(kinds) | ({NO_KIND} if set(kinds) == set(WIN_KINDS) else set())
    within = [one for one in checkins if span.first <= one.date <= min(span.last, today)]
    by_kind: dict[str, list[WinEntry]] = {}
    for checkin in sorted(within, key=lambda one: one.date, reverse=True):
        for entry in _entries(checkin):
            by_kind.setdefault(entry.kind, []).append(entry)
    groups = (WinGroup(kind, tuple(by_kind[kind])) for kind in (*WIN_KINDS, NO_KIND) if by_kind.get(kind))
    return WinList(span, today, tuple(group for group in groups if group.kind in wanted))


def _entries(checkin: CheckIn) -> Iterator[WinEntry]:
    taken: set[str] = set()
    for number, win in enumerate(checkin.wins, 1):
        name = win.id if win.id and win.id not in taken else f"{number}"  # an import may have an id twice
        taken.add(name)
        yield WinEntry(f"{checkin.date} {name}", checkin.date, win)


def headline_numbers(wins: WinList) -> tuple[int, int, int]:
    """Return how many `wins` there are, how many are thanks, and how many long-term ones still held up when last asked
    about."""
    thanks = sum(entry.kind == "thanks" for entry in wins.entries)
    holding = sum(entry.status(wins.today) == "holds" for entry in wins.entries)
    return len(wins.entries), thanks, holding

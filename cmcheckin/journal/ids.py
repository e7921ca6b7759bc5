"""Make ids: `e-2026-11-19-1-3f9a` for an escalation, `w-…` for a win. The last four characters are those of the device,
so two devices never make the same id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cmcheckin.domain.checkin import CheckIn, Win

if TYPE_CHECKING:
    from cmcheckin.journal.log.store import Store


def next_ids(letter: str, day: date, device: str, taken: Iterable[str], count: int) -> tuple[str, ...]:
    """Return `count` ids for `day`, after the highest that `device` has in `taken`. `letter`: the kind of record."""
    start, end = f"{letter}-{day.isoformat()}-", f"-{device[-4:]}"
    highest = 0
    for id_ in taken:
        middle = id_[len(start) : -len(end)]
        if id_.startswith(start) and id_.endswith(end) and middle.isdecimal() and len(middle) < 10:
            highest = max(highest, int(middle))
    return tuple(f"{start}{n}{end}" for n in range(highest + 1, highest + 1 + count))


def taken(store: Store, letter: str, day: date, known: Sequence[str]) -> Sequence[str]:
    """Return the ids `known` of `day`. If there are lines that weren't opened, add one that is higher than all of this
    device in them, as each line has a thousand at most."""
    if not store.has_closed_lines:
        return known
    return [*known, f"{letter}-{day.isoformat()}-{1000 * store.memory.greatest[0]}-{store.device[-4:]}"]


def with_win_ids(checkin: CheckIn, saved: CheckIn | None, device: str, used: Iterable[str] = ()) -> CheckIn:
    """Return `checkin` with an id for each win, none of them among `used`. A win that is the same in `saved`, the saved
    check-in, gets its id."""
    if all(win.id for win in checkin.wins):
        return checkin
    named = {win.id for win in checkin.wins if win.id}
    known: list[Win] = [win for win in saved.wins if win.id not in named] if saved else []
    wins: list[Win] = []
    for win in checkin.wins:
        twin = None if win.id else next((other for other in known if other._replace(id=None) == win), None)
        if twin is not None:
            known.remove(twin)
        wins.append(twin or win)
    taken = [*used, *(win.id or "" for win in (*wins, *(saved.wins if saved else ())))]
    fresh = iter(next_ids("w", checkin.date, device, taken, sum(not win.id for win in wins)))
    return checkin._replace(wins=tuple(win if win.id else win._replace(id=next(fresh)) for win in wins))


def win_ids(doc: Mapping[str, Any]) -> list[str]:
    """Return the ids of the wins in the document `doc` of a check-in, including those that can't be read."""
    wins = doc.get("wins")
    return [str(win.get("id", "")) for win in wins if isinstance(win, dict)] if isinstance(wins, list) else []

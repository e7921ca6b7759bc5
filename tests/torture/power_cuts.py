"""Cut the power at every moment of each command that writes, and go on with what may be on the disk then."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from random import Random

from tests.torture.child import Done
from tests.torture.disk import DATA, SAID, Disk, Event, Recorder
from tests.torture.sandbox import Plan, plans


def at_each_call(random: Random, tries: int) -> Iterator[str]:
    """Cut the power after each of the commands' calls that change files, and after each of their outputs."""
    with plans() as found:
        chosen = random.sample(found, min(len(found), tries // 4))
        for plan in chosen:
            yield from _cut(random, tries // len(chosen), plan)


def _cut(random: Random, tries: int, plan: Plan) -> Iterator[str]:
    box = plan.sandbox
    recorder = Recorder()
    box.reset(plan.command)
    disk = Disk(box.work)
    box.run(plan.command, recorder.start)
    events = recorder.events()
    box.reset(plan.command)
    points = [point for point in _points(Disk(box.work), events) if point[0]]
    seen: set[str] = set()
    applied = 0
    for at, names, data in sorted(random.sample(points, min(len(points), tries))):
        for event in events[applied:at]:
            disk.apply(event)
        applied = at
        done = _done(events[:at], complete=at == len(events))
        digest = f"{disk.leave(box.work, names, data)} {plan.acknowledged(done)}"
        if digest not in seen:
            seen.add(digest)
            loss = plan.loss(done, drafts=False)
            last = f"{events[at - 1].name} {' '.join(events[at - 1].paths)}"
            yield f"{plan.command.name}, after {last}, {names} names, {data}: {loss}" if loss else ""


def _points(disk: Disk, events: list[Event]) -> Iterator[tuple[int, int, str]]:
    """Yield what may be left of `events`: how many happened, how many unsynced names are left, and what of the data."""
    for at in range(len(events) + 1):
        for names in range(len(disk.pending) + 1):
            yield from ((at, names, data) for data in DATA)
        if at < len(events):
            disk.apply(events[at])


def _done(events: list[Event], *, complete: bool) -> Done:
    """Return what the user has seen of a command that got as far as `events`."""
    shown = {stream: b"".join(e.data for e in events if (e.name, e.number) == (SAID, stream)) for stream in (1, 2)}
    return Done(0 if complete else -signal.SIGKILL, shown[1].decode(), shown[2].decode())

"""Let each file-changing call of every command that writes fail: the disk is full, broken, read-only, over quota."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from itertools import product
from random import Random

from cmcheckin.journal.log.appending import UNSURE
from cmcheckin.wording.changes import erased_partly
from cmcheckin.wording.command_messages import UNEXPECTED_ERROR
from cmcheckin.wording.recovery import PARTLY_REPAIRED
from tests.torture import child
from tests.torture.calls import fail_at
from tests.torture.sandbox import Plan, plans

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS)
_UNEXPECTED = UNEXPECTED_ERROR.partition("(")[0]
_LATER = erased_partly(0).split(".")[0]
"""What `forget` says when the words are forgotten, but not erased everywhere."""


def at_each_call(random: Random, tries: int) -> Iterator[str]:
    """Let each call fail once, or from then on, with each of the errors, and writes also after their first half."""
    with plans() as found:
        points = [(plan, *point) for plan in found for point in product(plan.points(), ERRORS, (False, True))]
        for plan, (at, name, half), error, forever in random.sample(points, min(len(points), tries)):
            done = plan.run(fail_at(at, error, forever=forever, half=half))
            loss = _wrong_ending(plan, done) or plan.loss(done)
            how = f"{errno.errorcode[error]} at call {at} ({name}){', half' * half}{' and all later' * forever}"
            yield f"{plan.command.name}, {how}: {loss}" if loss else ""


def _wrong_ending(plan: Plan, done: child.Done) -> str:
    """Return what is wrong with how the command ended, if it is not done."""
    if done.code == 0:
        return ""
    if done.code != 1 or not done.err or "Traceback" in done.err or _UNEXPECTED in done.err:
        return f"it ended badly: {done}"
    if (
        any(said in done.err for said in (UNSURE, _LATER, PARTLY_REPAIRED))
        or plan.state().records == plan.before.records
    ):
        return ""
    return f"it is saved, but the message says otherwise: {done.err}"

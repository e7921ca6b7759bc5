"""Name the newest good copy of a damaged or missing journal file in its problem."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from cmcheckin.journal.problems import HAS_COPY, LOOK_FOR_COPY, NO_COPY

if TYPE_CHECKING:
    from cmcheckin.journal.errors import Problem
    from cmcheckin.journal.log.lines import LineKey
    from cmcheckin.journal.log.store import Store
    from cmcheckin.paths import Paths


class NewestCopies:
    """The newest good copies in the backups of `paths`, for the problems of `store`. Each is searched for once, as that
    reads backups."""

    def __init__(self, store: Store, paths: Paths) -> None:
        self._store, self._paths = store, paths
        self._named: dict[Problem, Problem] = {}

    def named(self, problem: Problem) -> Problem:
        """Return `problem` with advice that names the newest copy which has what is missing."""
        if LOOK_FOR_COPY not in problem.advice:
            return problem
        if problem not in self._named:
            copy = self._newest(problem.file)
            advice = HAS_COPY.format(copy=copy) if copy else NO_COPY
            self._named[problem] = problem._replace(advice=problem.advice.replace(LOOK_FOR_COPY, advice))
        return self._named[problem]

    def _newest(self, path: str) -> str:
        """Return the path of the newest copy with whole lines of the journal file `path` that weren't read; empty if
        there is none."""
        from cmcheckin.files import read_bytes
        from cmcheckin.journal.backups import made  # these are only needed after damage
        from cmcheckin.journal.log.content import read_content
        from cmcheckin.journal.log.lines import Newer

        for backup in reversed(made(self._paths.backups)):
            copy = f"{backup.path}/{os.path.basename(path)}"  # noqa: PTH119
            with contextlib.suppress(OSError, Newer):
                keys = [piece.key for piece in read_content(read_bytes(copy)[0]).pieces if piece.key]
                if not all(self._is_read(key) for key in keys if key[3]):
                    return copy
        return ""

    def _is_read(self, key: LineKey) -> bool:
        numbers = self._store.sources.lines.get(key[2])
        return numbers is not None and any(first <= key[3] <= last for first, last in numbers.ranges)

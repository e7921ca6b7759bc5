"""Read everything in the home, and find what is damaged or missing and what can be repaired."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cmcheckin.journal.backups import made
from cmcheckin.journal.log import index
from cmcheckin.journal.log.files import listing
from cmcheckin.journal.log.quarantine import is_quarantined
from cmcheckin.journal.repairing import repairs, repairs_of_copies

if TYPE_CHECKING:
    from cmcheckin.journal.errors import Problem
    from cmcheckin.journal.journal import Journal
    from cmcheckin.journal.repairing import Repair


class Checkup(NamedTuple):
    """The result of reading everything.

    `counts`: how much was read. `repairs`: what can be repaired in the journal, and `copies` in the backups.
    `problems`: what can't, and `bad_copies` the damaged files of backups among it. `is_index_wrong`: the index doesn't
    agree with the journal, from which it is built.
    """

    counts: dict[str, int]
    repairs: list[Repair]
    copies: list[Repair]
    problems: list[Problem]
    bad_copies: list[str]
    is_index_wrong: bool

    @property
    def is_sound(self) -> bool:
        """Whether no fault was found. The index doesn't count, since it can be deleted at any time."""
        return not (self.repairs or self.copies or self.problems or self.bad_copies)


def check(journal: Journal, copies_in: str = "") -> Checkup:
    """Read the journal files of all devices, the index, the backups, the drafts, and the copies of journal files in the
    folder `copies_in`. Raises JournalError."""
    store, paths = journal.store, journal.paths
    changes = len(store.load())
    records = len(journal.everything())
    found = repairs(store, paths, copies_in)
    copies, bad_copies = repairs_of_copies(paths)
    repaired = {repair.path for repair in found if not repair.left}
    counts: dict[str, int] = {
        "files": len(listing(store.folder)),
        "changes": changes,
        "records": records,
        "backups": len(made(paths.backups)),
        "drafts": len(journal.drafts.days()),
        "quarantined": sum(
            is_quarantined(path.name) for folder in (paths.journal, paths.drafts) for path in folder.glob("*.*-*")
        ),
    }
    known = dict.fromkeys((*journal.problems, *journal.missing()))
    problems = [problem for problem in known if problem.file not in repaired]
    return Checkup(counts, found, copies, problems, bad_copies, _is_index_wrong(journal))


def _is_index_wrong(journal: Journal) -> bool:
    """Return whether the index has other documents than the journal. The caller has read the whole journal."""
    store = journal.store
    known = index.read(store.index_path, store.folder, store.vault)
    if known is None or known.files.keys() != store.files.keys():
        return False  # a damaged one was removed already, and an outdated one isn't used
    if any(file.offset != store.files[name].offset for name, file in known.files.items()):
        return False
    if not all(index.add(store.index_path, part, known.memory, store.vault) for part in known.older):
        return False
    return any(
        doc != store.memory.doc(table, doc_id)
        for table, docs in known.memory.tables.items()
        for doc_id, doc in docs.items()
    )

"""Two devices, for tests of what they change without knowing of each other."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from cmcheckin.domain.conflicts import FieldConflict
from cmcheckin.journal import Journal
from tests.journal.journal_home import DAY, DEVICE, MORNING, Home, TickingClock

PHONE = "phone-77aa"


class Pair:
    """A laptop and a phone, each with a home of its own, and `sync`, which copies the files of each to the other."""

    def __init__(self, folder: Path, ahead: timedelta = timedelta(hours=1)) -> None:
        self.homes = {DEVICE: Home(folder / "laptop"), PHONE: Home(folder / "phone")}
        self.laptop = self.homes[DEVICE].open(DEVICE, TickingClock(MORNING))
        self.phone = self.homes[PHONE].open(PHONE, TickingClock(MORNING + ahead))

    def sync(self) -> None:
        for device, home in self.homes.items():
            for other in self.homes.values():
                if other is not home and home.paths.journal.is_dir():
                    other.paths.journal.mkdir(parents=True, exist_ok=True)
                    for path in home.paths.journal.glob(f"*.{device}*.jsonl"):
                        shutil.copy2(path, other.paths.journal)

    @property
    def conflicts(self) -> tuple[FieldConflict, ...]:
        """The open conflicts, which are the same on both."""
        assert self.laptop.conflicts() == self.phone.conflicts()
        assert self.laptop.everything() == self.phone.everything()
        assert self.laptop.problems == self.phone.problems == ()
        return self.laptop.conflicts()


def change(journal: Journal, **fields: object) -> None:
    """Change these fields of the check-in of DAY."""
    found = journal.checkin(DAY)
    assert found is not None
    journal.save([found._replace(**fields)], why="log")  # type: ignore[arg-type]

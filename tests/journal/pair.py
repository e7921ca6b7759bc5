"""Two devices, for tests of what they change without knowing of each other."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.conflicts import FieldConflict
from cmcheckin.journal import Journal
from tests.journal.journal_home import DAY, DEVICE, MORNING, Home, TickingClock, checkin, escalation, workday

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
                    carry(home, other, device)

    @property
    def conflicts(self) -> tuple[FieldConflict, ...]:
        """The open conflicts, which are the same on both."""
        assert self.laptop.conflicts() == self.phone.conflicts()
        assert self.laptop.everything() == self.phone.everything()
        assert self.laptop.problems == self.phone.problems == ()
        return self.laptop.conflicts()


def carry(source: Home, target: Home, device: str) -> None:
    """Copy the files of `device` from one home to another, as a sync tool does."""
    target.paths.journal.mkdir(parents=True, exist_ok=True)
    for path in source.paths.journal.glob(f"*.{device}*.jsonl"):
        shutil.copy2(path, target.paths.journal / path.name)


def checkin_of(journal: Journal, day: date = DAY) -> CheckIn:
    """Return the check-in of `day`, which must be there."""
    found = journal.checkin(day)
    assert found is not None
    return found


def change(journal: Journal, **fields: object) -> None:
    """Change these fields of the check-in of DAY."""
    journal.save([checkin_of(journal)._replace(**fields)], why="log")  # type: ignore[arg-type]


def started(pair: Pair) -> Pair:
    """Save a check-in with a win, a feeling and a note, an escalation and a workday, and let both devices have them."""
    pair.laptop.save(
        [checkin(mood=3, note="old", wins=[{"text": "first"}], feelings=["calm"]), escalation(), workday(hours=8)],
        why="log",
    )
    pair.sync()
    return pair

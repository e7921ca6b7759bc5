"""Let devices change the same records apart from each other, and copy their files to each other at random."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from cmcheckin.domain.conflicts import encode_with_conflicts
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import decode, encode
from cmcheckin.journal import Change, Journal, JournalError
from tests.journal.journal_home import MORNING, Home, TickingClock
from tests.journal.sealed_home import SealedHome
from tests.torture.sandbox import ENCRYPTED

STEPS = 30
DAYS = ("2026-11-19", "2026-11-20", "2025-12-31")
SKEWS = (timedelta(0), timedelta(hours=-3), timedelta(days=365), timedelta(days=-365))
_ASKS = ("e-1", "e-2")
Raw = dict[str, Any]


class Device:
    """A device with a home and a clock of its own. `typed` are the words it has saved."""

    def __init__(self, folder: Path, name: str, clock: TickingClock) -> None:
        self.home, self.name, self.clock = _home(folder), name, clock
        self.typed: list[str] = []
        self.journal = self.open()

    def open(self) -> Journal:
        """Return the journal as a window opened now has it."""
        return self.home.open(self.name, self.clock)

    def files(self) -> dict[str, bytes]:
        """Return the content of the journal files that are here."""
        return {name: data for name, data in self.home.files().items() if name.endswith(".jsonl")}

    def owns(self, name: str) -> bool:
        """Return whether this device writes to the file called `name`."""
        return name.split(".")[1] == self.name

    def receive(self, name: str, data: bytes) -> None:
        """Put a file of another device in place, as a sync tool does."""
        folder = self.home.paths.journal
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "incoming").write_bytes(data)
        (folder / "incoming").replace(folder / name)

    def act(self, random: Random, word: str) -> None:
        """Make a random change, in which `word` may be typed, and note it if that is saved."""
        try:
            way = random.random()
            if way < 0.08:
                self.journal.undo()
                if way < 0.03:
                    self.journal.redo()
            elif way < 0.12:
                self.journal.redo()
            elif way < 0.2:
                self._delete(random)
            elif way < 0.28:
                self._settle(random)
            else:
                self._edit(random, word)
        except (JournalError, Refused):
            pass  # nothing was changed, and the user was told

    def _delete(self, random: Random) -> None:
        key = random.choice(KEYS)
        self.journal.change(lambda _: Change(delete=(key,)), "delete")

    def _settle(self, random: Random) -> None:
        if conflicts := self.journal.conflicts():
            conflict = random.choice(conflicts)
            self.journal.settle([(conflict.key, conflict.field, random.choice(conflict.values).value)])

    def _edit(self, random: Random, word: str) -> None:
        key = random.choice(KEYS)

        def build(journal: Journal) -> Change:
            record = journal.get(key)
            raw = encode(record) if record else _new(key, word)
            for _ in range(random.randint(1, 2)):
                random.choice(EDITS[key.type])(raw, random, word)
            return Change((decode(raw),))

        self.journal.change(build, "edit")
        if word in json.dumps([encode(record) for record in self.journal.everything()]):
            self.typed.append(word)


def _home(folder: Path) -> Home:
    """Return a home in `folder`, encrypted if all are to be."""
    if not os.environ.get(ENCRYPTED):
        return Home(folder)
    home = SealedHome(folder)
    home.switch("on")
    return home


KEYS = (
    *(Key("checkin", day) for day in DAYS), *(Key("workday", day) for day in DAYS[:2]),
    *(Key("escalation", id_) for id_ in _ASKS),
)  # fmt: skip


def _new(key: Key, word: str) -> Raw:
    if key.type == "escalation":
        return {"type": key.type, "id": key.id, "title": word, "opened": "2026-11-19T09:00:00+01:00", "status": "open"}
    return {"type": key.type, "date": key.id, **({"kind": "work"} if key.type == "workday" else {})}


def _rate(raw: Raw, random: Random, word: str) -> None:
    raw[random.choice(["mood", "energy", "workload"])] = random.randint(1, 5)


def _note(raw: Raw, random: Random, word: str) -> None:
    raw["note"] = f"{raw['note']}\n{word}" if raw.get("note") and random.random() < 0.5 else word


def _win(raw: Raw, random: Random, word: str) -> None:
    wins = raw.setdefault("wins", [])
    if wins and random.random() < 0.3:
        random.choice(wins)["text"] = word
    elif wins and random.random() < 0.2:
        wins.remove(random.choice(wins))
    else:
        wins.append({"text": word})


def _feel(raw: Raw, random: Random, word: str) -> None:
    raw["feelings"] = random.sample([*raw.get("feelings", []), word, "tired", "proud"], 2)


def _measure(raw: Raw, random: Random, word: str) -> None:
    raw.setdefault("metrics", {})[random.choice(["replies", "joined"])] = random.randint(1, 99)


def _answer(raw: Raw, random: Random, word: str) -> None:
    raw.setdefault("answers", {})[random.choice(["lunch", "one word"])] = random.choice([True, False, word])


def _community(raw: Raw, random: Random, word: str) -> None:
    raw.setdefault("community", {})["feels"] = word


def _work(raw: Raw, random: Random, word: str) -> None:
    raw[random.choice(["hours", "after_hours_minutes"])] = random.randint(0, 12)


def _spend(raw: Raw, random: Random, word: str) -> None:
    raw.setdefault("activities", []).append({"kind": word, "hours": random.randint(1, 4)})


def _update(raw: Raw, random: Random, word: str) -> None:
    raw.setdefault("updates", []).append({"at": "2026-11-20T08:30:00+01:00", "text": word})


def _ask(raw: Raw, random: Random, word: str) -> None:
    raw[random.choice(["title", "cause", "handed_to", "outcome"])] = word


EDITS = {
    "checkin": (_rate, _note, _win, _win, _feel, _measure, _answer, _community),
    "workday": (_work, _work, _spend),
    "escalation": (_update, _update, _ask),
}


def apart(random: Random, tries: int) -> Iterator[str]:
    """Let two to four devices live apart and meet, `tries` times. Afterwards all show the same, and no word is lost."""
    for _ in range(tries):
        with TemporaryDirectory(prefix="torture-") as folder:
            yield _live(random, Path(folder))


def cloned(random: Random, tries: int) -> Iterator[str]:
    """Let two machines live apart with one device id, as after copying a disk, and get each other's files under the
    names that a sync tool gives to conflicts, `tries` times. Afterwards both show the same, and no word is lost."""
    for _ in range(tries):
        with TemporaryDirectory(prefix="torture-") as folder:
            first = Device(Path(folder) / "0", "laptop-3f9a", TickingClock())
            for step in range(random.randint(0, 5)):
                first.act(random, f"word{step}x")
            if first.home.folder.exists():
                shutil.copytree(first.home.folder, Path(folder) / "1")
            other = Device(
                Path(folder) / "1",
                first.name,
                TickingClock(MORNING + random.choice(SKEWS) + timedelta(microseconds=77)),
            )
            for step in range(10, 20):
                random.choice((first, other)).act(random, f"word{step}x")
            _exchange(first, other)
            for step in range(20, 23):
                random.choice((first, other)).act(random, f"word{step}x")
            _exchange(first, other)
            yield _difference([first, other]) or _lost_words([first, other])


def _exchange(first: Device, other: Device) -> None:
    """Copy the files of two devices to each other, those that differ under another name."""
    files = [device.files() for device in (first, other)]
    for device, theirs in ((first, files[1]), (other, files[0])):
        for name, data in theirs.items():
            if name not in device.files():
                device.receive(name, data)
            elif data not in device.files().values():
                device.receive(name.replace(".jsonl", f".sync-conflict-{len(data)}.jsonl"), data)


def _live(random: Random, folder: Path) -> str:
    """Return what was lost in a life of several devices."""
    devices = [
        Device(folder / str(number), f"device{number}-{number:04}", TickingClock(MORNING + skew))
        for number, skew in enumerate(random.sample(SKEWS, random.randint(2, 4)))
    ]
    old: list[tuple[str, bytes]] = []
    for step in range(STEPS):
        device = random.choice(devices)
        device.act(random, f"word{step}x")
        if random.random() < 0.3:
            _copy(random, device, random.choice(devices), old)
    newest = {name: data for device in devices for name, data in device.files().items() if device.owns(name)}
    for device in devices:
        for name, data in newest.items():
            if not device.owns(name):
                device.receive(name, data)
    return _difference(devices) or _lost_words(devices)


def _copy(random: Random, giver: Device, taker: Device, old: list[tuple[str, bytes]]) -> None:
    """Copy some of the files from one device to another: as they are, in part, or as they were earlier."""
    given = list(giver.files().items())
    old += given
    for name, data in random.sample(given, random.randint(0, len(given))):
        if random.random() < 0.1:
            name, data = random.choice(old)
        if random.random() < 0.1:
            data = data[: random.randrange(len(data) + 1)]
        if not taker.owns(name):
            taker.receive(name, data)


def _shown(journal: Journal) -> list[str]:
    """Return all that the journal shows, a line for each record, then those of deleted and changed records."""
    conflicts = journal.conflicts()
    lines = []
    for record in journal.everything():
        own = [conflict for conflict in conflicts if conflict.key == record.key]
        lines.append(json.dumps(encode_with_conflicts(record, own)))
    return sorted(lines)


def _difference(devices: list[Device]) -> str:
    """Return in what the devices differ, or which of them reports a problem."""
    seen = [(f"{device.name} {how}", _shown(journal), journal.missing()) for device in devices for how, journal in
            (("reopened", device.open()), ("as it was", device.journal))]  # fmt: skip
    for name, shown, problems in seen:
        if faults := [str(problem) for problem in problems if "another machine" not in problem.what]:
            return f"{name} reports {'; '.join(faults)}"
        if shown != seen[0][1]:
            return f"{name} differs: {set(shown) ^ set(seen[0][1])}"
    return ""


def _lost_words(devices: list[Device]) -> str:
    """Return the words that were typed and are neither shown, nor in a conflict, nor in the history."""
    journal = devices[0].journal
    versions = [version.record for key in KEYS for version in journal.history(key)]
    shown = json.dumps([*_shown(journal), *(encode(record) for record in versions if record)])
    lost = [word for device in devices for word in device.typed if word not in shown]
    return f"lost: {lost}" if lost else ""

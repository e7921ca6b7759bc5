"""Forget a day on one of two devices that change the same records, and exchange their files now and then."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record, decode, encode
from cmcheckin.journal import JournalError
from cmcheckin.journal.backups import daily
from tests.journal.journal_home import DAY, Home, TickingClock, checkin, escalation

OTHER = DAY - timedelta(1)
DAYS = (DAY, OTHER)
GONE, STAYS = "Zwiebel", "Anker"
DEVICES = ("laptop-3f9a", "phone-77aa")
CHECKIN_FIELDS = ("mood", "note", "feelings", "wins", "feels", "own")
REPLY_FIELDS = ("state", "text", "answer", "own")
ESCALATION_FIELDS = ("title", "cause", "update", "outcome", "own", "minutes")
Act = tuple[int, tuple[str, date, str]]
ACTS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.one_of(
            st.tuples(st.just("checkin"), st.sampled_from(DAYS), st.sampled_from(CHECKIN_FIELDS)),
            st.tuples(st.just("escalation"), st.sampled_from(DAYS), st.sampled_from(ESCALATION_FIELDS)),
            st.tuples(st.just("reply"), st.sampled_from(DAYS), st.sampled_from(REPLY_FIELDS)),
            st.tuples(st.just("delete"), st.sampled_from(DAYS), st.just("")),
            st.tuples(st.sampled_from(("undo", "redo", "settle", "exchange", "back up")), st.just(DAY), st.just("")),
        ),
    ),
    min_size=1,
    max_size=14,
)


class Devices:
    """Two homes, each with the files of both devices as they were when they were exchanged last."""

    def __init__(self, folder: Path) -> None:
        self.homes = [Home(folder / device) for device in DEVICES]
        clock = TickingClock()
        for home in self.homes:
            home.clock = clock
        self.count = 0

    def text(self, day: date) -> str:
        """Return a new text of `day`."""
        self.count += 1
        return f"{GONE if day == DAY else STAYS}{self.count} of the day"

    def exchange(self) -> None:
        """Copy the files of each device to the other, as a synced folder does."""
        for mine, device in enumerate(DEVICES):
            for path in self.homes[mine].paths.journal.glob(f"*.{device}.jsonl"):
                target = self.homes[1 - mine].paths.journal
                target.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)

    def act(self, device: int, what: str, day: date, field: str) -> None:
        journal = self.homes[device].open(DEVICES[device])
        if what == "exchange":
            self.exchange()
        elif what == "back up":
            self.count += 1
            daily(self.homes[device].paths, DAY + timedelta(self.count))
        elif what in ("undo", "redo"):
            with suppress(JournalError):
                journal.undo() if what == "undo" else journal.redo()
        elif what == "settle":
            for conflict in journal.conflicts()[:1]:
                journal.settle([(conflict.key, conflict.field, conflict.values[-1].value)])
        elif what == "delete":
            journal.save([], delete=[Key("checkin", str(day))], why="delete")
        else:
            ids = {"checkin": str(day), "escalation": f"e-{day}-1-0000", "reply": f"r-{DAYS.index(day)}.0a"}
            saved = journal.get(Key("reply_state" if what == "reply" else what, ids[what]))
            raw = encode(saved) if saved is not None else {}
            changed = {
                "checkin": self.changed_checkin, "escalation": self.changed_escalation, "reply": self.changed_reply,
            }  # fmt: skip
            journal.save([changed[what](raw, day, field)], why="log")

    def changed_checkin(self, raw: dict[str, Any], day: date, field: str) -> Record:
        raw = {"mood": 3, **{name: value for name, value in raw.items() if name not in ("type", "date")}}
        if field == "mood":
            raw["mood"] = 1 + self.count % 5
        elif field in ("note", "own"):
            raw[field] = self.text(day)
        elif field == "feels":
            raw["community"] = {"mood": 4, "feels": self.text(day)}
        elif field == "feelings":
            raw["feelings"] = [*raw.get("feelings", ())[-1:], self.text(day)]
        else:
            raw["wins"] = [*raw.get("wins", ())[-1:], {"text": self.text(day)}]
        return checkin(day, **raw)

    def changed_escalation(self, raw: dict[str, Any], day: date, field: str) -> Record:
        opened = f"{day}T10:00:00+01:00"
        raw = {"title": self.text(day), "severity": 3, **raw}
        raw = {name: value for name, value in raw.items() if name not in ("type", "id", "opened")}
        if field == "minutes":
            raw["minutes"] = self.count
        elif field == "outcome":
            raw |= {"status": "resolved", "resolved": opened, "outcome": self.text(day)}
        elif field == "update":
            on = DAYS[self.count % 2]
            update = {
                "at": f"{on}T12:00:{self.count % 60:02d}+01:00",
                "text": self.text(DAY if DAY in (day, on) else on),
            }
            raw["updates"] = [*raw.get("updates", ()), update]
        else:
            raw[field] = self.text(day)
        return escalation(f"e-{day}-1-0000", opened, **raw)

    def changed_reply(self, raw: dict[str, Any], day: date, field: str) -> Record:
        """Read a reply on `day`, and answer it."""
        raw = {"at": f"{day}T08:00:00+01:00", "state": "read", "kind": "time", **raw}
        if field == "state":
            raw["state"] = ("kept", "acted")[self.count % 2]
        elif field == "answer":
            raw |= {"answered_at": f"{day}T12:00:{self.count % 60:02d}+01:00", "answer": self.text(day)}
        else:
            raw.setdefault(field, self.text(day))
        return decode({**raw, "type": "reply_state", "reply": f"r-{DAYS.index(day)}.0a"})


def texts(value: Any) -> set[str]:
    """Return all texts of the two days in `value`, JSON."""
    if isinstance(value, dict):
        return {text for item in value.values() for text in texts(item)}
    if isinstance(value, list):
        return {text for item in value for text in texts(item)}
    return {value} if isinstance(value, str) and value.startswith((GONE, STAYS)) else set()


def shown(home: Home, device: str) -> set[str]:
    """Return the texts that are shown on `device`."""
    journal = home.open(device)
    return {text for record in journal.everything() for text in texts(encode(record))}


def changed_apart(devices: Devices, before: list[Act], meanwhile: list[Act], *, forget: bool) -> None:
    """Let the devices do what is in `before`, the laptop `forget` the day, and the phone, which doesn't know of that,
    what is in `meanwhile`. Then exchange the files."""
    devices.act(0, "checkin", DAY, "note")
    for device, act in before:
        devices.act(device, *act)
    if forget:
        others = {text for text in shown(devices.homes[0], DEVICES[0]) if text.startswith(STAYS)}
        devices.homes[0].open(DEVICES[0]).forget(DAY)
        assert shown(devices.homes[0], DEVICES[0]) == others
    for device, act in meanwhile:
        if device == 1 and act[0] != "exchange":
            devices.act(device, *act)
    devices.exchange()


@settings(max_examples=25)
@given(ACTS, ACTS)
def test_no_text_of_the_day_is_left_and_every_other_stays(before: list[Act], meanwhile: list[Act]) -> None:
    with TemporaryDirectory() as folder, TemporaryDirectory() as twin:
        devices, remembering = Devices(Path(folder)), Devices(Path(twin))
        changed_apart(devices, before, meanwhile, forget=True)
        changed_apart(remembering, before, meanwhile, forget=False)
        for home, other, name in zip(devices.homes, remembering.homes, DEVICES, strict=True):
            assert shown(home, name) == {text for text in shown(other, name) if text.startswith(STAYS)}
            journal = home.open(name)
            for record in journal.everything():
                assert GONE not in "".join(str(version) for version in journal.history(record.key))
            assert GONE not in str(journal.conflicts())
        for home, name in zip(reversed(devices.homes), reversed(DEVICES), strict=True):  # the phone first
            home.open(name).finish_forgetting()
            devices.exchange()
        for home, name in zip(devices.homes, DEVICES, strict=True):
            home.open(name).finish_forgetting()
            paths = (path for path in home.folder.rglob("*") if path.is_file())
            assert [path for path in paths if GONE.encode() in path.read_bytes()] == []
            assert shown(home, name) == {
                text for text in shown(remembering.homes[0], DEVICES[0]) if text.startswith(STAYS)
            }
        again = checkin(DAY, mood=2, note=f"{GONE} again")
        devices.homes[0].open(DEVICES[0]).save([again], why="edit")
        devices.exchange()
        for home, name in zip(devices.homes, DEVICES, strict=True):
            assert f"{GONE} again" in shown(home, name)

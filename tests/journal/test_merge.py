"""Changes that had not seen each other are joined by field, in whatever order they arrive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cmcheckin.journal import Journal
from cmcheckin.journal.log.merge import Fields, difference, elements, patched, same
from tests.journal.journal_home import DAY, MORNING, Home, TickingClock, checkin, escalation, workday
from tests.journal.pair import carry

WORDS = st.text("abc", min_size=1, max_size=3)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-2, 2), st.just(1.0), WORDS)
WINS = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("uvw"), "text": WORDS}), max_size=3, unique_by=lambda win: win["id"]
)
KINDS = st.lists(
    st.fixed_dictionaries({"kind": st.sampled_from("uvw")}, optional={"hours": SCALARS}),
    max_size=3,
    unique_by=lambda one: one["kind"],
)
DOCS = st.dictionaries(
    st.sampled_from(["mood", "note", "wins", "feelings", "community", "activities"]),
    st.one_of(SCALARS, WINS, KINDS, st.lists(SCALARS, max_size=3), st.dictionaries(WORDS, SCALARS, max_size=2)),
    max_size=4,
)


@given(DOCS, DOCS)
@example({"wins": [1, 2]}, {"wins": [2, 1]})
@example({"a": [1]}, {"a": []})
@example({"a": "x"}, {"a": [1]})
@example({"a": {"b": 1}}, {"a": [1]})
@example({"a": [1, 1]}, {"a": [1]})
def test_the_difference_turns_one_document_into_the_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    edit = difference(before, after)
    json.dumps(edit)
    assert same(patched(before, edit), after)
    assert bool(edit) == (not same(before, after))


def test_a_difference_has_only_what_changed() -> None:
    before = {"mood": 3, "note": "long", "wins": [{"id": "w-1", "text": "one"}], "metrics": {"members": 5}}
    wins = [{"id": "w-1", "text": "one"}, {"id": "w-2", "text": "two"}]
    after = {**before, "mood": 4, "wins": wins, "metrics": {"members": 6}}
    assert difference(before, after) == {
        "set": {"mood": 4},
        "add": {"wins": [{"id": "w-2", "text": "two"}], "metrics": {"members": 6}},
    }
    assert difference(after, before) == {
        "set": {"mood": 3}, "add": {"metrics": {"members": 5}}, "remove": {"wins": ["w-2"]},
    }  # fmt: skip


@given(DOCS, st.lists(DOCS, max_size=4))
def test_changes_that_saw_each_other_give_the_last_document(first: dict[str, Any], later: list[dict[str, Any]]) -> None:
    fields, doc = Fields(), first
    fields.put((1, "", "2026.laptop", 1), {}, first)
    for n, wanted in enumerate(later, start=2):
        fields.edit((n, "", "2026.laptop", n), {}, difference(doc, wanted))
        doc = wanted
        found = fields.doc() or {}
        assert {name: _sorted(name, value) for name, value in found.items()} == {
            name: _sorted(name, value) for name, value in doc.items()
        }
    assert not list(fields.conflicts())


def test_activities_are_joined_by_their_kind() -> None:
    moderation, support, events = {"kind": "moderation", "hours": 3}, {"kind": "support"}, {"kind": "events"}
    fields = Fields()
    fields.put((1, "", "2026.laptop", 1), {}, {"activities": [moderation, support]})
    fields.edit((2, "", "2026.phone", 1), {"2026.laptop": 1}, {"add": {"activities": [{**support, "hours": 2}]}})
    changed = {"add": {"activities": [events, {**support, "hours": 1}]}, "remove": {"activities": ["moderation"]}}
    fields.edit((3, "", "2026.laptop", 2), {"2026.laptop": 1}, changed)
    assert fields.doc() == {"activities": [{**support, "hours": 1}, events]}
    assert [path for path, _ in fields.conflicts()] == [("activities", "list", "support")]


def _sorted(field: str, value: Any) -> Any:
    """Return the elements of a list by key, as their order is tested elsewhere; other values as they are."""
    return elements(field, value) if isinstance(value, list) else value


@contextmanager
def devices(names: list[str]) -> Iterator[dict[str, Home]]:
    """Yield a home for each of the `names`."""
    with TemporaryDirectory() as folder:
        yield {name: Home(Path(folder) / name) for name in names}


class Device:
    """A device with its own home and clock, and what was typed there."""

    def __init__(self, home: Home, device: str, behind: timedelta) -> None:
        self.home, self.device = home, device
        self.clock = TickingClock(MORNING + behind)
        self.typed: list[str] = []

    def open(self) -> Journal:
        return self.home.open(self.device, self.clock)

    def act(self, what: str, n: int) -> None:
        text = f"{self.device} typed {n}"
        with self.open() as journal:
            day = journal.checkin(DAY)
            match what:
                case "note":
                    journal.save([(day or checkin())._replace(note=text)], why="note")
                case "mood":
                    journal.save([(day or checkin())._replace(mood=1 + n % 5)], why="mood")
                case "win":
                    kept = day or checkin()
                    journal.save([kept._replace(wins=(*kept.wins, *checkin(wins=[{"text": text}]).wins))], why="win")
                case "feeling":
                    kept = day or checkin()
                    journal.save([kept._replace(feelings=(*kept.feelings, text))], why="feeling")
                case "hours":
                    journal.save([workday(hours=n % 12)], why="hours")
                case "title":
                    journal.save([escalation(title=text)], why="title")
                case "delete":
                    journal.save([], delete=[checkin().key], why="delete")
                case "undo":
                    try:
                        journal.undo()
                    except Exception as error:
                        assert type(error).__name__ in ("NothingToUndo", "UndoRefused", "JournalError")
            if what in ("note", "win", "feeling", "title"):
                self.typed.append(text)


def state(journal: Journal) -> str:
    """Return all records, conflicts and problems as text."""
    return repr((journal.everything(), journal.conflicts(), [str(problem) for problem in journal.problems]))


def everything_ever(journal: Journal) -> str:
    """Return all records, conflicts, problems and versions as text."""
    keys = [checkin().key, workday().key, escalation().key]
    return state(journal) + repr([journal.history(key) for key in keys])


@settings(max_examples=30)
@given(st.randoms(use_true_random=False), st.integers(2, 3), st.integers(3, 14))
def test_every_device_ends_with_the_same_and_nothing_typed_is_lost(random: Random, count: int, steps: int) -> None:
    names = [f"{name}-{n:04d}" for n, name in enumerate(["laptop", "phone", "desk"][:count])]
    skews = [timedelta(days=random.choice([0, 0, 365, -365])) for _ in names]
    with devices(names) as homes:
        all_devices = [Device(homes[name], name, skew) for name, skew in zip(names, skews, strict=True)]
        for n in range(steps):
            one = random.choice(all_devices)
            actions = ["note", "mood", "win", "feeling", "hours", "title", "delete", "undo"]
            one.act(random.choice(actions), n)
            source, target = random.sample(all_devices, 2)
            if random.random() < 0.5:
                for name in random.sample(names, random.randint(1, count)):
                    if name != target.device and (homes[source.device].paths.journal).is_dir():
                        late = _newest(homes, name, source, target)
                        if late:
                            carry(source.home, target.home, name)
        for name in names:
            for home in homes.values():
                if home is not homes[name] and homes[name].paths.journal.is_dir():
                    carry(homes[name], home, name)
        journals = [one.open() for one in all_devices]
        assert len({state(journal) for journal in journals}) == 1
        for one in all_devices:
            for text in one.typed:
                assert text in everything_ever(journals[0])


def _newest(homes: dict[str, Home], name: str, source: Device, target: Device) -> bool:
    """Return whether `source` has as much of the device `name` as `target`, as a sync tool doesn't go back in time."""

    def size(home: Home) -> int:
        return sum(path.stat().st_size for path in home.paths.journal.glob(f"*.{name}*.jsonl"))

    return size(homes[source.device]) >= size(homes[target.device])

"""Other programs' files with faults: changed samples, read all the way from bytes to records."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.records import decode, encode, refuse_future
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.questions import NOTHING, Question
from cmcheckin.interchange.parsing import RecordEntry
from cmcheckin.interchange.readers import HINT_READERS
from cmcheckin.interchange.readers.hint_items import Scope
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.services.import_files import LoadedFiles, file_text
from cmcheckin.services.import_opening import recognise
from cmcheckin.services.import_session import ImportSession
from tests.fuzz.fuzz_shares import SEED, broken, check_plain

SAMPLES: Final = sorted((Path(__file__).parents[1] / "interchange" / "readers" / "samples").iterdir())
ZONE: Final = ZoneInfo("Europe/Berlin")
NOW: Final = datetime(2026, 11, 20, 8, 30, tzinfo=ZONE)
CONTEXT: Final = ImportContext(
    ZONE, time(4), NOW, NOW.date(), activities=("moderation", "events"), metrics=("Steps",), questions=("Walked",)
)
VALUES: Final = (
    "3/4/2026", "31.2.2026", "2026-02-30", "0001-01-01", "9999-12-31", "2026-03-29 02:30", "25:61", "24:00", "-1",
    "1e999", "NaN", "99999999999999999999", "30:00:00", "=cmd|' /C calc'!A0", "\x1b[31mred", "\u202egnp", "a" * 30_000,
    "<br>" * 99, "null", "true", '"', '""', ",,,", ";;", "\t", "\r", "\n", "[" * 900, "{" * 900, "2026-11-21", "win: x",
    "@win x", "#", "PT0S", "-5-5", "12:00 am", "8th Dec 2021", "RRULE:FREQ=SECONDLY", "DTSTART:20260101T000000Z",
)  # fmt: skip
"""Values to put into the fields of samples."""
SEPARATORS: Final = ',;\t|:=\n "'


def inputs(count: int, seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """Yield `count` files, pairs of a sample's name and its changed bytes. A `seed` always gives the same ones."""
    chance = random.Random(seed)
    originals = [(path.name, path.read_bytes()) for path in SAMPLES]
    for _ in range(count):
        name, raw = chance.choice(originals)
        kind = chance.random()
        if kind < 0.35:
            yield name, broken(chance, raw)
        elif kind < 0.85:
            yield name, _with_values(chance, raw.decode()).encode("utf-8", "surrogatepass")
        else:
            other = chance.choice(originals)[1]
            yield name, raw[: chance.randrange(len(raw) + 1)] + other[chance.randrange(len(other) + 1) :]


def _with_values(chance: random.Random, text: str) -> str:
    """Return `text` with one to four fields replaced by a value or by another field, or with lines repeated."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        places = [n for n, char in enumerate(text) if char in SEPARATORS] or [0]
        start = chance.choice(places)
        end = next((n for n in places if n > start), len(text))
        if chance.random() < 0.15:
            text = text[:end] + text[start:end] * chance.choice((1, 2, 30)) + text[end:]
        else:
            text = text[: start + 1] + chance.choice(VALUES) + text[end:]
    return text


def run(count: int, seed: int = SEED) -> Counter[str]:
    """Return how many files were imported, in part or whole, and how many refused or not recognised.

    Raises any other error, with the file in a note.
    """
    found: Counter[str] = Counter()
    chance = random.Random(seed)
    for name, raw in inputs(count, seed):
        try:
            found[check(raw, chance)] += 1
        except BaseException as error:
            error.add_note(f"{name} as {raw[:3000]!r}")
            raise
    return found


def check(raw: bytes, chance: random.Random) -> str:
    """Return what happened to the file `raw`: `imported`, `refused` or `not recognised`.

    Questions are answered at random. Asserts that the journal can save each record, and no text controls a terminal.
    """
    try:
        file = SourceFile("2026-03-09.md", file_text(raw, "file"))
        _read_hints(file)
        session = recognise(LoadedFiles("file", (file,)), CONTEXT)
    except Refused as error:
        check_plain(str(error))
        return "not recognised"
    _answer(session, chance)
    results = Counter(_outcome(item) for item in session.records()) if session.own is None else Counter(["refused"])
    return "imported" if results["imported"] else "refused"


def _read_hints(file: SourceFile) -> None:
    days = Scope(CONTEXT.today.replace(month=3, day=1), CONTEXT.today.replace(month=3, day=31), frozenset({"sam"}))
    for reader in HINT_READERS:
        if reader.matches(file):
            for item in reader.read(file, days):
                assert isinstance(item, Question) or item.line >= 1


def _answer(session: ImportSession, chance: random.Random) -> None:
    for _ in range(20):
        if not (unanswered := session.unanswered):
            return
        for question in unanswered:
            check_plain(question.name)
            session.answer(question, chance.choice(question.options or (NOTHING, "1-10")))
    raise AssertionError("the questions never end")


def _outcome(item: object) -> str:
    if not isinstance(item, RecordEntry):
        reason = getattr(item, "reason", "")
        assert reason
        check_plain(reason)
        return "refused"
    raw = encode(item.record)
    assert encode(decode(raw)) == raw
    refuse_future(item.record, CONTEXT.today, CONTEXT.now)
    return "imported"

"""Damage the files of a journal: each damage is noticed, and at most the changes that it hit are missing."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.torture import child

CHANGES = 40
DAYS = [f"2026-11-{day:02}" for day in range(9, 20)] + ["2025-11-20"]
_ANSWERS = b"3\n" + b"\n" * 40
"""Answers to the plain check-in: a mood, and all later questions skipped."""
_WORD = re.compile(r"t\d+[a-z]")


class Span(NamedTuple):
    """The bytes from `start` to `end` of the file called `name`, and the number of the change in them, -1 for none."""

    name: str
    start: int
    end: int
    change: int


class Journal:
    """A home with `CHANGES` changes of two devices, each with words of its own, and what it looks like when whole."""

    def __init__(self, folder: Path, random: Random) -> None:
        self.whole, self.home = folder / "whole", folder / "home"
        self.parts: list[Span] = []
        self.touched: list[set[str]] = []
        """The records that each change touched, as `type key`."""
        seen: dict[str, str] = {}
        sizes: dict[str, int] = {}
        for number in range(CHANGES):
            _change(self.whole, random, number)
            for path in sorted((self.whole / "journal").glob("*.jsonl")):
                start, end = sizes.get(path.name, 0), path.stat().st_size
                if not start:
                    start = path.read_bytes().index(b"\n") + 1
                    self.parts.append(Span(path.name, 0, start, -1))
                if end > start:
                    self.parts.append(Span(path.name, start, end, number))
                sizes[path.name] = end
            exported = child.run(self.whole, "export").out
            now = {_key(line): line for line in exported.splitlines()}
            self.touched.append({key for key in seen.keys() | now.keys() if seen.get(key) != now.get(key)})
            seen = now
        self.records = seen
        self.contents = {path.name: path.read_bytes() for path in (self.whole / "journal").glob("*.jsonl")}

    def reset(self) -> None:
        """Make the home whole again."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.whole, self.home)

    def replace(self, name: str, data: bytes) -> None:
        """Give the file called `name` this content, at its old time, as a disk or a sync tool would."""
        path = self.home / "journal" / name
        found = path.stat()
        with path.open("r+b") as file:
            file.truncate(0)
            file.write(data)
        os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    def fault(self, hit: set[int], *, must_notice: bool = False) -> str:
        """Return what is wrong with how the program reads the home, in which at most the changes `hit` are missing."""
        done = child.run(self.home, "export")
        found = {_key(line): line for line in done.out.splitlines()}
        # What costs no change, such as a damaged header, is reported and doesn't make the output incomplete.
        noticed = bool(done.err) and (done.code == 1 or (done.code == 0 and found == self.records))
        if not noticed and (must_notice or found != self.records):
            return f"not noticed: {done.code} {done.err}"
        if done.code not in (0, 1) or "Traceback" in done.err:
            return f"it ended badly: {done}"
        may_differ: set[str] = set().union(*(self.touched[change] for change in hit))
        wrong = [key for key in self.records if key not in may_differ and found.get(key) != self.records[key]]
        wrong += [key for key in found if key not in may_differ and key not in self.records]
        missing = [word for word in _words(self.records) - _words(found) if int(word[1:-1]) not in hit]
        return f"missing besides what was hit: {wrong} {missing} {done.err}" if wrong or missing else ""

    def fault_after(self, logged: str, word: str) -> str:
        """Return what is wrong with how the program reads the home after `word` was logged for the record `logged`."""
        done = child.run(self.home, "export")
        found = {_key(line): line for line in done.out.splitlines()}
        wrong = [key for key, line in self.records.items() if key != logged and found.get(key) != line]
        missing = {*_words(self.records), *([word] if word else [])} - _words(found)
        return f"not as before: {wrong} {sorted(missing)} {done.err}" if wrong or missing or done.code else ""


def _key(line: str) -> str:
    raw = json.loads(line)
    return f"{raw['type']} {raw.get('date') or raw.get('id') or raw.get('at')}"


def _words(records: dict[str, str]) -> set[str]:
    return {word for line in records.values() for word in _WORD.findall(line)}


def _change(home: Path, random: Random, number: int) -> None:
    """Make the change `number`, of a random kind, with words that only it has."""
    day = random.choice(DAYS)
    ways: list[tuple[tuple[str, ...], bytes]] = [
        (("log", "--date", day, "--mood", str(random.randint(1, 5)), "--note", f"t{number}a"), b""),
        (("log", "--date", day, "--win", f"t{number}b", "--win", f"t{number}c", "--energy", "3"), b""),
        (("log", "--date", day, "--hours", str(random.randint(1, 12)), "--win", f"t{number}d"), b""),
        (("log", "--date", day, "--escalation", f"t{number}e", "--severity", str(random.randint(1, 5))), b""),
        (("import", "-"), _imported(number)),
        (("checkin", "--plain"), _ANSWERS),
        (("nudges", "snooze", "strain", "--weeks", str(random.randint(1, 9))), b""),
        (("delete", day, "--yes"), b""),
        (("undo",), b""),
    ]
    argv, stdin = random.choices(ways, (6, 6, 5, 5, 3, 3, 1, 1, 2))[0] if number > 3 else ways[number]
    device = "phone-77aa" if random.random() < 0.2 else child.DEVICE
    now = f"2026-11-{19 + number // 30}T{8 + number % 12:02}:30:00+01:00"
    done = child.run(home, *argv, stdin=stdin, now=now, device=device)
    assert done.code in (0, 3), done


def _imported(number: int) -> bytes:
    """Return two records to import. The workday is new, the escalation too."""
    records = [
        {"type": "workday", "date": f"2026-09-{number % 28 + 1:02}", "kind": "work", "hours": 8},
        {"type": "escalation", "id": f"e-{number}", "title": f"t{number}f", "opened": "2026-10-01T09:00:00+02:00"},
    ]
    return "".join(json.dumps(record) + "\n" for record in records).encode()


@contextmanager
def journal(random: Random) -> Iterator[Journal]:
    """Yield a new journal."""
    with TemporaryDirectory(prefix="torture-") as folder:
        yield Journal(Path(folder), random)


def bit_flips(random: Random, tries: int) -> Iterator[str]:
    """Flip single bits."""
    with journal(random) as whole:
        for _ in range(tries):
            whole.reset()
            part = random.choices(whole.parts, [part.end - part.start for part in whole.parts])[0]
            at, bit = random.randrange(part.start, part.end), random.randrange(8)
            data = bytearray(whole.contents[part.name])
            data[at] ^= 1 << bit
            whole.replace(part.name, bytes(data))
            fault = whole.fault({part.change} - {-1}, must_notice=True)
            yield f"{part}, byte {at}, bit {bit}: {fault}" if fault else ""


def _cut(random: Random, data: bytes, parts: list[Span]) -> tuple[bytes, set[int]]:
    at = random.randrange(len(data))
    return data[:at], {part.change for part in parts if part.end > at}


def _cut_between_lines(random: Random, data: bytes, parts: list[Span]) -> tuple[bytes, set[int]]:
    at = random.choice(parts).end
    return data[:at], {part.change for part in parts if part.end > at}


def _delete_line(random: Random, data: bytes, parts: list[Span]) -> tuple[bytes, set[int]]:
    part = random.choice(parts)
    return data[: part.start] + data[part.end :], {part.change}


def _duplicate_line(random: Random, data: bytes, parts: list[Span]) -> tuple[bytes, set[int]]:
    part, to = random.choice(parts), random.choice(parts)
    return data[: to.end] + data[part.start : part.end] + data[to.end :], set()


def _swap_lines(random: Random, data: bytes, parts: list[Span]) -> tuple[bytes, set[int]]:
    lines = [data[part.start : part.end] for part in parts]
    one, other = random.randrange(1, len(lines)), random.randrange(1, len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines), set()


def _zero_block(random: Random, data: bytes, parts: list[Span]) -> tuple[bytes, set[int]]:
    at = random.randrange(len(data))
    end = min(len(data), at + random.randint(1, 600))
    return data[:at] + bytes(end - at) + data[end:], {part.change for part in parts if part.start < end > at < part.end}


KINDS = (_cut, _cut_between_lines, _delete_line, _duplicate_line, _swap_lines, _zero_block)


def other_damage(random: Random, tries: int) -> Iterator[str]:
    """Cut files, delete, repeat and swap lines, and write zeros over blocks."""
    with journal(random) as whole:
        for number in range(tries):
            kind = KINDS[number % len(KINDS)]
            whole.reset()
            name = random.choice(sorted(whole.contents))
            parts = [part for part in whole.parts if part.name == name]
            data, hit = kind(random, whole.contents[name], parts)
            whole.replace(name, data)
            fault = whole.fault(hit - {-1})
            yield f"{kind.__name__.strip('_')} of {name}: {fault}" if fault else ""


def written_meanwhile(random: Random, tries: int) -> Iterator[str]:
    """Log something while a file is damaged, empty or gone, and put the file back: what both have is there."""
    with journal(random) as whole:
        for number in range(tries):
            whole.reset()
            path = whole.home / "journal" / random.choice(sorted(whole.contents))
            parts = [part for part in whole.parts if part.name == path.name]
            kind = random.choice((*KINDS, None))
            if kind is None:
                path.unlink()
            else:
                whole.replace(path.name, kind(random, whole.contents[path.name], parts)[0])
            broken = path.read_bytes() if path.exists() else None
            day, word = random.choice(DAYS), f"t{CHANGES + number}a"
            device = random.choice((child.DEVICE, "phone-77aa"))
            argv = ("log", "--date", day, "--mood", "1", "--win", word, "--note", word)
            done = child.run(whole.home, *argv, now="2026-11-20T23:00:00+01:00", device=device)
            if path.exists() and path.read_bytes() != broken:
                path.rename(path.with_name(f"{path.stem} (conflicted copy){path.suffix}"))
            path.write_bytes(whole.contents[path.name])
            fault = whole.fault_after(f"checkin {day}", word if done.code == 0 else "")
            what = kind.__name__.strip("_") if kind else "unlink"
            yield f"{what} of {path.name}, log for {day} on {device}: {fault}" if fault else ""

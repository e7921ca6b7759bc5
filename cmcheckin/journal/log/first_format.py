"""Read files of version 1, and convert those of this device.

A line of version 1 had no checksum, `put` whole documents, and `was` with the stamps of the versions it replaced. A
stamp was the time, a counter and the device. So what the device had read is known, though not all of it: see `seen`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cmcheckin.journal.log.lines import Header, Line, LineKey, change_line, check, header_line, parsed


def read_first_format(raw: bytes, header: Header) -> tuple[LineKey, Line]:
    """Parse the line `raw` of version 1 in a file with this `header`. In `was`, only the ids of the documents that it
    replaced are left. Raises ValueError with what is wrong."""
    line = parsed(raw)
    if type(line) is not dict:
        raise ValueError("it isn't a change")
    try:
        at = _time(line["stamp"])
        check(line)
        was = [(table, doc_id, stamp) for table, ids in line.get("was", {}).items() for doc_id, stamp in ids.items()]
        times = sorted((_time(stamp), stamp[2]) for *_, stamp in was)
    except (AttributeError, LookupError, TypeError):
        raise ValueError("it isn't a valid change") from None
    found: Line = {name: line[name] for name in ("why", "put", "del") if name in line}
    for table, doc_id, _ in was:
        found.setdefault("was", {}).setdefault(table, []).append(doc_id)
    if seen := {device: time for time, device in times if device != header.device}:
        found["seen"] = seen
    return (0, at, f"{header.year}.{header.device}", 0), found


def converted(lines: Iterable[tuple[LineKey, Line]], header: Header) -> bytes:
    """Return the content of the file with these `lines` of version 1 and this `header`, in the present format."""
    found, seen = [header_line(header.year, header.device)], dict[str, str]()
    for number, ((tick, at, source, _), line) in enumerate(lines, start=1):
        parts = {name: part for name, part in line.items() if name in ("put", "del")}
        new = {device: time for device, time in line.get("seen", {}).items() if time > seen.get(device, "")}
        seen |= new
        found.append(change_line((tick, at, source, number), str(line.get("why", "")), {**parts, "seen": new}))
    return b"".join(found)


def _time(stamp: Any) -> str:
    """Return the time in `stamp`, with its counter, so that later ones compare greater. Raises ValueError."""
    if type(stamp) is list and len(stamp) == 3:
        wall, counter, device = stamp
        is_time = type(wall) is str and len(wall) == 27 and wall[26] == "Z" and wall[10] == "T"
        if is_time and wall[:4].isdecimal() and type(counter) is int and counter >= 0 and type(device) is str:
            return f"{wall}+{counter:09d}" if counter else wall
    raise ValueError("its stamp lacks a time, a counter or a device")

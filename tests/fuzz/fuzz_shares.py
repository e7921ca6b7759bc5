"""Share files and replies with faults: changes of valid ones, and JSON that is neither."""

from __future__ import annotations

import json
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from cmcheckin.domain.errors import Refused
from cmcheckin.sharing import markdown, replies
from cmcheckin.sharing.codec import read_share, share_bytes
from cmcheckin.sharing.html.share import render_share_page as page
from cmcheckin.sharing.json_input import parse_json
from cmcheckin.sharing.rendering import file_names
from cmcheckin.sharing.share_file import FIELDS, Reply, ShareFile

SEED: Final = 20261120
EVERY: Final = 25
"""One in EVERY accepted files is also rendered as a page, which takes as long as reading a hundred."""

SHARE: Final[dict[str, Any]] = {
    "cmcheckin": "share", "version": 1, "person": "p-0a1b2c3d4e5f6071", "name": "Ada Ọkafọr",
    "made": "2026-11-20T17:05:00+01:00",
    "from": "2026-11-09", "to": "2026-11-22", "fields": list(FIELDS),
    "weeks": [
        {"week": "2026-W46", "hours": 41.5, "usual_hours": 40, "days_worked": 5, "workload": 3.4},
        {
            "week": "2026-W47", "days_not_said": 2, "hours": 38.25, "usual_hours": 40.5, "days_worked": 4,
            "after_hours_minutes": 95, "days_off_worked": 1, "night_pings": 1, "workload": 3.8, "escalations_opened": 2,
            "escalations_resolved": 1, "escalations_open": 1, "minutes_on_escalations": 130, "could_have_waited": 1,
            "support_minutes": 40, "peer_minutes": 60,
            "activities": [{"kind": "events", "hours": 6, "on_days": 2}, {"kind": "admin", "on_days": 1}],
            "community": 3.5, "community_feels": ["uneasy about prices"],
            "metrics": [{"name": "first response", "mean": 22.5, "unit": "min", "good": "down"}],
            "questions": [{"name": "lunch", "yes": 3, "answered": 5}, {"name": "word", "texts": ["calm"]}],
            "mood": "below", "energy": "well below",
        },
    ],
    "wins": [
        {"id": "w-1", "day": "2026-11-12", "text": "Meetup filled in a day", "kind": "event"},
        {"id": "w-2", "day": "2026-11-19", "text": "You were so patient", "kind": "thanks", "from": "a member"},
    ],
    "escalations": [{
        "id": "e-1", "title": "Spam wave in #help", "opened": "2026-11-19", "kind": "conduct", "severity": 3,
        "status": "resolved", "resolved": "2026-11-20", "minutes": 90, "could_wait": False, "cause": "price change",
        "handed_to": "trust & safety", "outcome": "Filters hold", "out_of_hours": True,
    }],
    "asks": [{"id": "a-1", "title": "Captions for the calls", "opened": "2026-10-02", "kind": "ask", "status": "open"}],
    "help": "Someone to take the night of the launch",
    "leave": [
        {"from": "2026-11-30", "to": "2026-12-11", "working_days": 10},
        {"from": "2026-12-24", "to": "2026-12-24", "working_days": 0.5, "half": True},
        {"from": "2026-12-25", "to": "2026-12-25", "working_days": 1, "holiday": True},
    ],
    "responses": [
        {"reply": "20261116-00ff00ff00", "kind": "question", "text": "Thursday\nwould help", "made": "2026-11-17"},
        {"reply": "20261118-11ee11ee11", "kind": "cover", "text": "Yes, please", "made": "2026-11-20"},
    ],
}  # fmt: skip
"""A valid file with every field."""
REPLY: Final[dict[str, Any]] = {
    "cmcheckin": "reply", "version": 1, "id": "20261121-00ff00ff00", "to": "p-0a1b2c3d4e5f6071", "kind": "thanks",
    "text": "That was\nyour work.", "made": "2026-11-21T09:00:00+01:00", "about": "w-1", "about_text": "Meetup",
    "from": "Ines", "first": "2026-12-03", "last": "2026-12-04",
}  # fmt: skip
WORDS: Final = (
    "", " ", "\x00", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x9b2J", "\u202egnp.exe", "\u2066\u2069", "\ud800",
    "\ufeff",
    "<script>alert(1)</script>", "[/] [@click=app.quit]x[/]", "[a](javascript:x)", "=cmd|' /C calc'!A0", "`",
    "| a | b |",
    "../../etc/passwd", "CON", "a" * 501, "a" * 100_000, "e\u0301" * 600, "\u200b" * 300, "\N{PILE OF POO}" * 10, "NaN",
    "2026-11-20", "2026-W53", "2026-W99", "0000-W01", "9999-12-31", "2026-02-30", "12:00", "2026-11-20T08:30:00+24:00",
    "2026-11-20T08:30:00", "9999-12-31T23:59:59-23:59", "share", "reply", "ask", "hours", "below",
    "http://x.example", "a@b.example",
)  # fmt: skip
NUMBERS: Final = (
    0, -0.0, -1, 1, 2, 3.0, 4.5, 5, 6, 7, 8, 168, 168.5, 1440, 10_081, 1e-320, 1e308, -1e308, 2**63, -(2**63),
    10**30, 10**400,
    True, False, None,
)  # fmt: skip
RAW: Final = (
    b"NaN", b"-Infinity", b"1e999", b"-1e999", b"9" * 5000, b"{" * 2000, b"[" * 20_000, b'{"a":' * 3000, b"\xff\xfe",
    b"\x00",
    b"PK\x03\x04", b'"\\ud83d"', b'"\\u0000"', b"/*x*/", b"'x'", b",,", b'"cmcheckin":"share",', b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
)  # fmt: skip


def inputs(count: int, seed: int = SEED) -> Iterator[bytes]:
    """Yield `count` files, the same ones for a `seed`."""
    chance = random.Random(seed)
    whole = {False: json.dumps(SHARE).encode(), True: json.dumps(REPLY).encode()}
    for _ in range(count):
        reply = chance.random() < 0.15
        kind = chance.random()
        if kind < 0.6:
            yield _written(_changed(chance, REPLY if reply else SHARE), chance)
        elif kind < 0.9:
            yield broken(chance, whole[reply])
        else:
            yield _written(_any(chance, 0), chance)


def _written(value: Any, chance: random.Random) -> bytes:
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _changed(chance: random.Random, sound: dict[str, Any]) -> Any:
    """Return a copy of `sound` with one to four values changed."""
    found: Any = deepcopy(sound)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        holder, key = _place(chance, found)
        what = chance.random()
        if isinstance(holder[key], str) and what < 0.5:
            holder[key] = chance.choice(WORDS) + chance.choice(("", holder[key]))
        elif what < 0.15:
            del holder[key]
        elif what < 0.3 and isinstance(holder, dict):
            holder[chance.choice(WORDS)[:200]] = holder.pop(key)
        elif what < 0.4 and isinstance(holder, list):
            holder.extend([holder[key]] * chance.choice((1, 2, 40)))
        else:
            holder[key] = _any(chance, 4)
        if not found:
            break
    return found


def _place(chance: random.Random, value: Any) -> tuple[Any, Any]:
    """Return a random container in `value`, and the key of one of its values."""
    while True:
        key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        inner = value[key]
        if not isinstance(inner, dict | list) or not inner or chance.random() < 0.15:
            return value, key
        value = inner


def _any(chance: random.Random, depth: int) -> Any:
    kind = chance.random()
    if depth < 6 and kind < 0.12:
        return [_any(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    if depth < 6 and kind < 0.25:
        names = chance.sample([*SHARE, *SHARE["weeks"][1], "constructor", "__proto__", ""], chance.randint(0, 5))
        return {name: _any(chance, depth + 1) for name in names}
    if kind < 0.65:
        return chance.choice(WORDS)
    return chance.choice(NUMBERS) if kind < 0.95 else chance.uniform(-10, 200)


def broken(chance: random.Random, sound: bytes) -> bytes:
    """Return `sound` with one to four faults, as a sync, a bad disk or an attacker leaves it."""
    data = bytearray(sound)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(data) + 1)
        what = chance.randrange(6)
        if what == 0:
            del data[at:]
        elif what == 1:
            del data[at : at + chance.randint(1, 40)]
        elif what == 2:
            data[at:at] = chance.choice(RAW)
        elif what == 3 and at < len(data):
            data[at] = chance.randrange(256)
        elif what == 4:
            data[at:at] = data[at : at + chance.randint(1, 60)]
        else:
            data[at : at + chance.randint(1, 60)] = b"\x00" * chance.randint(1, 60)
        if not data:
            break
    return bytes(data)


def run(count: int, seed: int = SEED) -> Counter[str]:
    """Return how many files were accepted and how many refused. Raises any other error, with the file in a note."""
    found: Counter[str] = Counter()
    for data in inputs(count, seed):
        try:
            found[check(data, drawn=found["share"] % EVERY == 0)] += 1
        except BaseException as no:
            no.add_note(f"with {data[:2000]!r}")
            raise
    return found


def check(data: bytes, *, drawn: bool = True) -> str:
    """Return what became of `data`: `share`, `reply` or `refused`. What is accepted is valid in every format."""
    refused = 0
    taken: ShareFile | Reply
    try:
        taken = read_share(data)
    except Refused as no:
        check_plain(str(no))
        refused += 1
    else:
        assert read_share(share_bytes(taken)) == taken
        for text in (markdown.render_markdown(taken), *file_names(taken).values(), *([page(taken)] if drawn else ())):
            check_plain(text)
        return "share"
    try:
        taken = replies.reply_from_json(parse_json(data))
    except Refused as no:
        check_plain(str(no))
        return "refused"
    assert replies.reply_from_json(parse_json(replies.reply_bytes(taken))) == taken
    return "reply"


def check_plain(text: str) -> None:
    """Assert that nothing in `text` acts on a terminal or turns the text around it."""
    if text.isascii() and text.isprintable():
        return
    hidden = {char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cs")}
    assert not hidden, hidden
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), text[:200]

"""The JSON schemas of share files and replies accept everything that can be written."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given

from cmcheckin.domain.checkin import WIN_KINDS
from cmcheckin.domain.escalation import ESCALATION_KINDS, STATUSES
from cmcheckin.domain.records import Records
from cmcheckin.sharing import codec, replies
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.share_file import FIELDS, REPLY_KINDS, VERSION, Comparison, Reply
from tests.sharing.team_examples import share
from tests.sharing.test_privacy import TICKED, records
from tests.sharing.test_privacy import share as made


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("cmcheckin.sharing") / f"{name}.schema.json").read_text("utf-8"))
    return found


SHARE, REPLY = schema("share"), schema("reply")
TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}
KNOWN = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "required", "properties", "items", "const",
    "enum",
    "pattern", "format", "minimum", "maximum", "minLength", "maxLength", "maxItems", "uniqueItems",
}  # fmt: skip


def wrong(value: Any, rule: dict[str, Any], root: dict[str, Any], at: str = "") -> list[str]:
    """Return the violations, by the part of JSON Schema that these two schemas use, and without unknown keywords."""
    if "$ref" in rule:
        return wrong(value, root["$defs"][rule["$ref"].rsplit("/", 1)[-1]], root, at)
    kind = rule.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return [f"{at} is no {kind}"]
    found = []
    if "const" in rule and value != rule["const"]:
        found.append(f"{at} is not {rule['const']}")
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{at} is none of {rule['enum']}")
    if isinstance(value, str):
        fits = rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", 10**9)
        if not fits or not re.search(rule.get("pattern", ""), value):
            found.append(f"{at} does not fit: {value[:60]!r}")
    elif isinstance(value, int | float) and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        found.append(f"{at} is out of range: {value}")
    elif isinstance(value, list):
        if len(value) > rule.get("maxItems", 10**9):
            found.append(f"{at} is too long")
        found += [one for n, item in enumerate(value) for one in wrong(item, rule.get("items", {}), root, f"{at}[{n}]")]
    elif isinstance(value, dict):
        found += [f"{at}.{name} is missing" for name in rule.get("required", ()) if name not in value]
        known = rule.get("properties", {})
        found += [f"{at}.{name} is unknown" for name in value if name not in known]
        found += [
            one for name in value if name in known for one in wrong(value[name], known[name], root, f"{at}.{name}")
        ]
    return found


def rules(rule: Any) -> list[dict[str, Any]]:
    """Yield every rule in a schema."""
    if not isinstance(rule, dict):
        return []
    inner = [*rule.get("properties", {}).values(), *rule.get("$defs", {}).values(), rule.get("items")]
    return [rule, *(one for part in inner for one in rules(part))]


@pytest.mark.parametrize("whole", [SHARE, REPLY])
def test_the_small_check_knows_all_that_the_schemas_use(whole: dict[str, Any]) -> None:
    assert {name for rule in rules(whole) for name in rule} <= KNOWN
    assert whole["properties"]["version"] == {"const": VERSION}
    assert whole["$id"].endswith(f":{VERSION}")


def test_files_of_a_team_hold() -> None:
    for n in range(12):
        assert wrong(json.loads(share_bytes(share(n, n))), SHARE, SHARE) == []


@given(records(), TICKED)
def test_whatever_is_made_holds(kept: Records, ticked: tuple[str, ...]) -> None:
    assert wrong(json.loads(share_bytes(made(kept, ticked))), SHARE, SHARE) == []
    assert wrong(json.loads(share_bytes(made(kept, FIELDS))), SHARE, SHARE) == []


@pytest.mark.parametrize("kind", REPLY_KINDS)
def test_replies_hold(kind: str) -> None:
    now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    for reply in (
        Reply("r-1", "p-1", kind, "two\nlines", now),
        Reply("r-1", "p-1", kind, "x", now, "w-1", "Meetup", "Ines", now.date(), now.date()),
    ):
        assert wrong(json.loads(replies.reply_bytes(reply)), REPLY, REPLY) == []


def test_the_check_finds_what_is_wrong() -> None:
    sound = json.loads(share_bytes(share(1)))
    parts: list[dict[str, object]] = [
        {"note": "private"}, {"version": 2}, {"weeks": [{"week": "2026-W47", "mood": 3}]}, {"wins": [{}]},
    ]  # fmt: skip
    for part in parts:
        assert wrong({**sound, **part}, SHARE, SHARE) != []


def test_lists_and_bounds_are_those_of_the_reader() -> None:
    parts = SHARE["$defs"]
    assert tuple(SHARE["properties"]["fields"]["items"]["enum"]) == FIELDS
    assert tuple(parts["week"]["properties"]["mood"]["enum"]) == get_args(Comparison)
    assert tuple(parts["win"]["properties"]["kind"]["enum"]) == WIN_KINDS
    assert tuple(parts["escalation"]["properties"]["kind"]["enum"]) == ESCALATION_KINDS
    assert tuple(parts["escalation"]["properties"]["status"]["enum"]) == STATUSES
    assert tuple(REPLY["properties"]["kind"]["enum"]) == REPLY_KINDS
    assert tuple(parts["response"]["properties"]["kind"]["enum"]) == REPLY_KINDS
    assert SHARE["properties"]["weeks"]["maxItems"] == codec.MAX_WEEKS
    assert {SHARE["properties"][name]["maxItems"] for name in ("wins", "escalations", "asks")} == {codec.MAX_ENTRIES}
    assert parts["escalation"]["properties"]["outcome"]["maxLength"] == codec.OUTCOME_LENGTH
    assert SHARE["properties"]["name"]["maxLength"] == codec.NAME_LENGTH
    assert REPLY["properties"]["text"]["maxLength"] == replies.TEXT_LENGTH


def test_the_schemas_come_with_the_package() -> None:
    assert Path(str(files("cmcheckin.sharing") / "share.schema.json")).is_file()

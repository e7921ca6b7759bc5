"""Both sides of the limits of a share file's fields."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from cmcheckin.domain.errors import Refused
from cmcheckin.sharing.codec import read_share, share_bytes
from cmcheckin.sharing.json_input import MAX_DEPTH, SIZE, parse_json
from tests.sharing.team_examples import share

SOUND: dict[str, Any] = json.loads(share_bytes(share(1)))
FIRST, LAST = date(2026, 11, 16), date(2026, 11, 22)
METRIC = {"name": "posts", "mean": 2}
ACTIVITY = {"kind": "events", "on_days": 1}
WIN = {"id": "w", "day": "2026-11-17", "text": "x"}
ESCALATION = {"id": "e", "title": "x", "opened": "2026-11-17"}


def is_read(**parts: Any) -> bool:
    try:
        read_share(json.dumps({**deepcopy(SOUND), **parts}).encode())
    except Refused:
        return False
    return True


def is_week_read(**parts: Any) -> bool:
    return is_read(weeks=[{**SOUND["weeks"][0], **parts}])


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [
        ("days_not_said", 0, 7), ("hours", 0, 168), ("usual_hours", 0, 168), ("days_worked", 0, 7),
        ("after_hours_minutes", 0, 10_080), ("days_off_worked", 0, 7), ("night_pings", 0, 1_000_000),
        ("workload", 1, 5), ("escalations_opened", 0, 1_000_000), ("escalations_resolved", 0, 1_000_000),
        ("escalations_open", 0, 1_000_000), ("minutes_on_escalations", 0, 100_000_000),
        ("could_have_waited", 0, 1_000_000), ("support_minutes", 0, 100_000_000), ("peer_minutes", 0, 10_080),
        ("community", 1, 5),
    ],
)  # fmt: skip
def test_a_figure_of_a_week_has_its_range(field: str, low: int, high: int) -> None:
    assert [is_week_read(**{field: value}) for value in (low, high)] == [True, True]
    assert [is_week_read(**{field: value}) for value in (low - 1, high + 1)] == [False, False]


@pytest.mark.parametrize(
    ("field", "entry", "most"),
    [
        ("community_feels", "calm", 7),
        ("metrics", METRIC, 100),
        ("activities", ACTIVITY, 100),
        ("questions", {"name": "x", "yes": 1, "answered": 2}, 10),
    ],
)
def test_a_list_of_a_week_has_its_length(field: str, entry: Any, most: int) -> None:
    assert is_week_read(**{field: [entry] * most})
    assert not is_week_read(**{field: [entry] * (most + 1)})


@pytest.mark.parametrize(
    ("name", "entry", "field", "accepted", "refused"),
    [
        ("wins", WIN, "day", f"{FIRST}", f"{FIRST - timedelta(1)}"),
        ("wins", WIN, "day", f"{LAST}", f"{LAST + timedelta(1)}"),
        ("wins", WIN, "text", "x" * 500, "x" * 501),
        ("wins", WIN, "from", "x" * 500, "x" * 501),
        ("wins", WIN, "id", "x" * 128, "x" * 129),
        *(
            (name, ESCALATION, field, accepted, refused)
            for name in ("escalations", "asks")
            for field, accepted, refused in (
                ("opened", f"{LAST}", f"{LAST + timedelta(1)}"),
                ("opened", "2000-01-01", "1900-01-01"),
                ("minutes", 100_000, 100_001),
                ("minutes", 0, -1),
                ("severity", 5, 6),
                ("severity", 1, 0),
                ("outcome", "x" * 2000, "x" * 2001),
                ("title", "x" * 500, "x" * 501),
                ("cause", "x" * 500, "x" * 501),
                ("could_wait", True, 1),
            )
        ),
    ],
)
def test_an_entry_has_its_limits(name: str, entry: dict[str, Any], field: str, accepted: Any, refused: Any) -> None:
    assert is_read(**{name: [{**entry, field: accepted}]})
    assert not is_read(**{name: [{**entry, field: refused}]})


@pytest.mark.parametrize(
    ("field", "accepted", "refused"),
    [
        ("mean", 1e12, 1e12 + 0.5),
        ("mean", -1e12, -1e12 - 0.5),
        ("name", "x" * 40, "x" * 41),
        ("unit", "x" * 40, "x" * 41),
    ],
)
def test_a_metric_has_its_limits(field: str, accepted: Any, refused: Any) -> None:
    assert is_week_read(metrics=[{**METRIC, field: accepted}])
    assert not is_week_read(metrics=[{**METRIC, field: refused}])


@pytest.mark.parametrize(
    ("field", "accepted", "refused"),
    [
        ("name", "x" * 120, "x" * 121),
        ("help", "x" * 500, "x" * 501),
        ("version", 1, 0),
        ("fields", ["x"] * 100, ["x"] * 101),
        ("fields", ["x" * 40], ["x" * 41]),
    ],
)
def test_a_file_has_its_limits(field: str, accepted: Any, refused: Any) -> None:
    assert is_read(**{field: accepted})
    assert not is_read(**{field: refused})


def test_a_file_covers_at_most_530_weeks() -> None:
    first = FIRST - timedelta(weeks=529)
    assert is_read(**{"from": f"{first}"})
    assert not is_read(**{"from": f"{first - timedelta(1)}"})


@pytest.mark.parametrize(("weeks", "read"), [((46, 47), True), ((47, 46), False), ((47, 47), False), ((45, 47), False)])
def test_weeks_are_in_order_and_in_the_range(weeks: tuple[int, ...], read: bool) -> None:
    entries = [{"week": f"2026-W{week}"} for week in weeks]
    assert is_read(**{"from": "2026-11-15"}, weeks=entries) is read


@pytest.mark.parametrize("open_, close", [("[", "]"), ('{"a":', "}")])
def test_json_is_nested_eight_deep_and_five_million_bytes_long(open_: str, close: str) -> None:
    deep = (open_ * MAX_DEPTH + "1" + close * MAX_DEPTH).encode()
    parse_json(deep.ljust(SIZE))
    with pytest.raises(Refused, match="the limit is"):
        parse_json(deep.ljust(SIZE + 1))
    with pytest.raises(Refused, match="8 levels deep"):
        parse_json(f"{open_}{deep.decode()}{close}".encode())
    assert (MAX_DEPTH, SIZE) == (8, 5_000_000)

"""A short run of each part: nothing is lost, and no fault goes unnoticed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from cmcheckin.wording.topics import read_topic
from tests.torture.parts import PARTS
from tests.torture.sandbox import plans

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork, which these tests need"),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the model of the disk reads /proc"),
]


@pytest.fixture(scope="module", autouse=True)
def shared_plans() -> Iterator[None]:
    """Prepare the commands once for all parts that run them."""
    with plans():
        yield


def test_the_figures_name_every_part() -> None:
    lines = read_topic("figures").partition("| what | tried |")[2].splitlines()[2:]
    rows = [line for line in lines if line.startswith("|")]
    assert [row.split(" | ")[0][2:] for row in rows] == [part.name for part in PARTS.values()]


@pytest.mark.parametrize("name", PARTS)
def test_nothing_is_lost(name: str) -> None:
    found = PARTS[name].run(seed=1)
    assert found.tried >= PARTS[name].short // 2
    assert found.lost == []

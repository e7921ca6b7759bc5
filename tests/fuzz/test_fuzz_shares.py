"""A part of the fuzz run, in the suite; all of it is `python -m tests.fuzz`."""

from __future__ import annotations

import json

from tests.fuzz.fuzz_shares import REPLY, SHARE, check, run

COUNT = 4_000


def test_the_files_that_are_changed_are_valid() -> None:
    assert check(json.dumps(SHARE).encode()) == "share"
    assert check(json.dumps(REPLY).encode()) == "reply"


def test_nothing_but_a_refusal_escapes() -> None:
    found = run(COUNT)
    assert found.total() == COUNT
    # Enough files are accepted and refused to test both.
    assert found["refused"] > COUNT / 3
    assert found["share"] > COUNT / 20
    assert found["reply"] > COUNT / 200

"""Part of the fuzz run over imports. For all of it, run `python -m tests.fuzz imports`."""

from __future__ import annotations

from tests.fuzz.fuzz_imports import run

COUNT = 1_500


def test_nothing_but_a_refusal_escapes() -> None:
    found = run(COUNT)
    assert found.total() == COUNT
    # Enough files are imported and refused to test both.
    assert found["imported"] > COUNT / 4
    assert found["refused"] + found["not recognised"] > COUNT / 10

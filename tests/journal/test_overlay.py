"""A table of changes has what each has after its changes."""

from __future__ import annotations

import pytest

from cmcheckin.journal.log.lines import Changes
from cmcheckin.journal.overlay import Overlay


def overlay() -> Overlay:
    return Overlay({"1": {"a": [1]}, "2": {"a": 2}})


def test_a_table_of_changes_is_as_the_documents_with_the_changes() -> None:
    found = overlay()
    assert (list(found), len(found), 1 in found, 3 in found, "1" in found) == ([1, 2], 2, True, False, True)
    found[3] = {"a": 3}
    found[1]["a"].append(9)
    found[2] = {"a": 2}
    assert (list(found), len(found), found[3]) == ([1, 2, 3], 3, {"a": 3})
    assert found.changes("t") == Changes({"t": {"3": {"a": 3}, "1": {"a": [1, 9]}}}, {})
    del found[1], found[3]
    assert (list(found), len(found), 1 in found, 3 in found) == ([2], 1, False, False)
    assert found.changes("t") == Changes({}, {"t": ["1"]})
    for missing in (1, 3, 7):
        with pytest.raises(KeyError):
            del found[missing]
        with pytest.raises(KeyError):
            found[missing]
    found[1] = {"a": [1]}
    assert (list(found), len(found)) == ([2, 1], 2)
    assert found.changes("t") == Changes({"t": {"1": {"a": [1]}}}, {"t": ["1"]})


def test_reading_and_clearing_a_table_of_changes() -> None:
    found = overlay()
    assert found[1] == {"a": [1]}
    assert found.changes("t") == Changes({}, {})
    found[3] = {}
    found.clear()
    assert (list(found), len(found)) == ([], 0)
    assert found.changes("t") == Changes({}, {"t": ["1", "2"]})

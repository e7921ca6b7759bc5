"""A later version may seal lines. Such a line isn't damaged, and nothing is saved over what it may have."""

from __future__ import annotations

import pytest

from cmcheckin.journal import JournalError
from cmcheckin.journal.log.envelope import opened
from cmcheckin.journal.log.lines import checked, dumps
from tests.journal.journal_home import DAY, Home, checkin, workday


def test_nothing_is_written_to_a_file_with_sealed_lines_and_the_rest_is_read(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    sealed = checked(dumps({"id": [home.file().stem, 2], "tick": 2, "at": "", "sealed": "age", "content": "eW9sbw"}))
    with home.file().open("ab") as file:
        file.write(sealed + b"\n")
    before = home.files()
    for window in (journal, home.open()):
        [problem] = window.problems
        assert "encrypted" in problem.what
        assert problem.kept is None
        assert window.checkin(DAY) == checkin(mood=3)
        with pytest.raises(JournalError, match="Update cmcheckin"):
            window.save([workday(hours=8)], why="log")
    assert home.files() == before


@pytest.mark.parametrize("value", [None, [], "x", 7, {"sealed": "age"}, {"sealed": None}])
def test_only_an_open_object_is_a_line(value: object) -> None:
    with pytest.raises(ValueError, match=r"change|encrypted"):
        opened(value)
    assert opened({"a": 1}) == {"a": 1}

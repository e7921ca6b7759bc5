"""The check-in in plain lines where no draft can be saved, as on a full disk: it goes on, and says so once."""

from __future__ import annotations

import errno
from collections.abc import Callable

import pytest

from cmcheckin.files import write_file
from cmcheckin.journal import vault
from cmcheckin.journal.log import appending
from cmcheckin.wording import plain_checkin as words
from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed

MORNING = ["3", "", "4", "3", "tired", "", "", "", "Docs sprint", "2", "", "", ""]
FAILED = "The draft couldn't be saved"


def fail(times: int, write: Callable[..., object]) -> Callable[..., object]:
    """Return `write`, which fails the first `times`."""
    left = [times]

    def limited(*args: object, **options: object) -> object:
        left[0] -= 1
        if left[0] >= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(*args, **options)

    return limited


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return a function after which the first drafts, as many as its argument, can't be saved."""
    return lambda times: monkeypatch.setattr(vault, "write_file", fail(times, write_file))


def test_all_answers_are_asked_and_saved(cli: Cli, full_disk: Callable[[int], None]) -> None:
    full_disk(100)
    done = typed(cli, "checkin", "--plain", lines=MORNING)
    assert done.code == 0, done.out
    assert done.err.count(FAILED) == 1
    assert "You can go on." in done.err
    checkin = next(record for record in cli.records() if record["type"] == "checkin")
    assert (checkin["workload"], checkin["mood"], checkin["feelings"]) == (3, 4, ["tired"])
    assert [win["text"] for win in checkin["wins"]] == ["Docs sprint"]


def test_a_script_ends_with_an_error(cli: Cli, full_disk: Callable[[int], None]) -> None:
    full_disk(100)
    done = cli("checkin", "--plain", stdin="".join(f"{line}\n" for line in MORNING))
    assert (done.code, done.err.count(FAILED)) == (1, 1)
    assert cli.records() == []


def test_a_later_attempt_saves_the_draft(cli: Cli, full_disk: Callable[[int], None]) -> None:
    full_disk(1)
    done = typed(cli, "checkin", "--plain", lines="3||4|q")
    assert words.NOT_SAVED_YET in done.err
    assert "4 good" in joined(typed(cli, "checkin", "--plain", lines="||").out)


def test_leaving_asks_before_the_answers_are_lost(cli: Cli, full_disk: Callable[[int], None]) -> None:
    full_disk(100)
    done = typed(cli, "checkin", "--plain", lines="3|q|n|b|y|q|y")
    assert joined(done.out).count(words.LOSE_ANSWERS) == 2
    assert joined(done.err).endswith(words.NOT_KEPT)
    assert done.code == 1


def test_saving_can_be_tried_again(cli: Cli, full_disk: Callable[[int], None], monkeypatch: pytest.MonkeyPatch) -> None:
    full_disk(100)
    monkeypatch.setattr(appending, "_write_or_cut_off", fail(1, appending._write_or_cut_off))
    done = typed(cli, "checkin", "--plain", lines=[*MORNING, ""])
    assert done.code == 0, done.out
    assert joined(done.out).count(words.SAVE) == 2
    assert any(record.get("mood") == 4 for record in cli.records())

"""Errors and kills at each call that `forget` makes leave all of the words or none, and messages that are true."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest

from cmcheckin.domain.records import Record
from cmcheckin.journal import JournalError
from cmcheckin.journal.backups import daily
from cmcheckin.journal.drafts import Drafts
from tests.journal.journal_home import DAY, Home, checkin, escalation, fresh_home, workday
from tests.journal.test_forgotten_days import files_with
from tests.journal.test_kills import kill_at_calls

WORD = "Zwiebelkuchen"
CALLS = (
    "open", "write", "pwrite", "fsync", "fdatasync", "link", "replace", "rename", "unlink", "mkdir", "ftruncate",
)  # fmt: skip
FULL: list[Record] = [
    checkin(mood=3, note=f"{WORD} noted", wins=[{"id": "w-2026-11-20-1-3f9a", "text": f"{WORD} won"}]),
    checkin("2025-11-20", note="stays"),
    escalation("e-1", f"{DAY}T10:00:00+01:00", title=f"{WORD} on fire", severity=2),
    workday(hours=8),
]
LEFT: list[Record] = [
    checkin(mood=3), FULL[1], escalation("e-1", f"{DAY}T10:00:00+01:00", title="(forgotten)", severity=2), FULL[3],
]  # fmt: skip


def _fill(home: Home) -> None:
    journal = home.open()
    journal.save([checkin("2025-11-20", note="stays")], why="import")
    journal.save(FULL, why="check-in")
    for day in range(2):
        daily(home.paths, DAY.replace(day=16 + day))
    drafts = Drafts(home.paths.drafts)
    drafts.claim(DAY).keep({"note": f"{WORD} drafted"})
    drafts.claim(DAY.replace(day=21)).keep({"typed": f"about {WORD} won", "mine": "stays"})
    (home.paths.journal / "2024.x-1.jsonl.damaged-2026-01-01").write_text(f'{{"note":"{WORD} noted')
    (home.paths.journal / "2026.laptop-3f9a.jsonl.new").write_text(WORD)
    home.paths.cache.mkdir(exist_ok=True)
    (home.paths.cache / "shown.json").write_text(WORD)


def _records(home: Home) -> list[Record]:
    return sorted(home.open().everything(), key=lambda record: record.key)


def _sorted(records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record.key)


def _failing(real: Callable[..., Any], left: list[int], *, forever: bool) -> Callable[..., Any]:
    def called(*args: Any, **options: Any) -> Any:
        left[0] -= 1
        if left[0] == -1 or (forever and left[0] < 0):
            path = args[0] if isinstance(args[0], str) else None
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *([path] if path else []))
        return real(*args, **options)

    return called


@pytest.mark.parametrize("forever", [False, True])
def test_an_error_at_any_call_leaves_all_words_or_none(monkeypatch: pytest.MonkeyPatch, forever: bool) -> None:
    outcomes: set[str] = set()
    call = 0
    while True:
        with fresh_home() as home:
            _fill(home)
            left, message = [call], ""
            with monkeypatch.context() as patch:
                for name in CALLS:
                    patch.setattr(os, name, _failing(getattr(os, name), left, forever=forever))
                patch.setattr("cmcheckin.journal.log.appending._SYNC", os.fdatasync)
                try:
                    home.open().forget(DAY)
                except JournalError as error:
                    message = str(error)
            if left[0] >= 0:
                break
            call += 3 if forever else 1
            is_unsure = "may have been saved anyway" in message  # it was, but a later error hid that
            if "hidden now" in message or is_unsure or not message:
                outcomes.add("erased")
                assert _records(home) == _sorted(LEFT), message
                home.open().finish_forgetting()
                assert files_with(home, WORD) == [], message
                assert home.open().unfinished_forgetting() == ()
            else:
                outcomes.add("kept")
                assert _records(home) == _sorted(FULL), message
                assert "Nothing was" in message or "couldn't be searched" in message, message
                assert len(files_with(home, WORD)) == 8, message
                assert home.open().finish_forgetting() == ()
    assert outcomes == {"erased", "kept"}
    assert call > 80


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork, which this test needs")
def test_a_kill_at_any_call_leaves_all_words_or_none(home: Home) -> None:
    _fill(home)

    def check() -> None:
        found = _records(home)
        if found == _sorted(FULL):
            assert len(files_with(home, WORD)) == 8
            assert home.open().finish_forgetting() == ()
            home.open().forget(DAY)
        else:  # the marker is saved
            assert found == _sorted(LEFT)
            home.open().finish_forgetting()
        assert files_with(home, WORD) == []
        assert not home.open().forgettable(DAY)
        assert _records(home) == _sorted(LEFT)

    assert kill_at_calls(home, lambda: home.open().forget(DAY), check) > 40

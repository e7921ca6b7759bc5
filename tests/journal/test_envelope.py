"""Every line is sealed when written and unsealed when read."""

from __future__ import annotations

from base64 import b64decode, b64encode

import pytest

from cmcheckin.journal import scrubbing
from cmcheckin.journal.log import lines
from tests.journal.journal_home import DAY, Home, checkin, workday


def test_seal_and_unseal_apply_to_every_line(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "seal", b64encode)
    monkeypatch.setattr(scrubbing, "seal", b64encode)
    monkeypatch.setattr(lines, "unseal", lambda line: b64decode(line, validate=True))
    journal = home.open()
    journal.save([checkin(mood=3, note="Zwiebelkuchen"), workday(hours=8)], why="check-in")
    journal.save([checkin(mood=4, note="Zwiebelkuchen")], why="edit")
    journal.undo()
    with home.file().open("ab") as file:
        file.write(b"torn?")
    journal.save([workday("2026-11-19", hours=8)], why="log")
    journal.forget(DAY)
    with home.open() as again:
        assert again.problems == ()
        assert again.checkin(DAY) == checkin(mood=3)
        assert [version.why for version in again.history(checkin().key)] == ["check-in", "edit", "undo"]
    raw = home.file().read_bytes().splitlines()
    assert len(raw) == 5
    assert all(b64decode(line, validate=True).startswith(b"{") for line in raw)

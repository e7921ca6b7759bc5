"""Forget the day on which an older escalation was resolved: only its outcome is erased."""

from __future__ import annotations

from tests.journal.journal_home import DAY, Home, checkin, escalation

OUTCOME = "Zwiebelkuchen für alle"


def test_an_outcome_of_the_day_is_erased_from_every_version(home: Home) -> None:
    journal = home.open()
    journal.save([escalation(cause="price change")], why="log")
    journal.save([escalation(cause="price change", outcome=OUTCOME, status="watching")], why="check-in")
    resolved = escalation(
        cause="price change", outcome=OUTCOME, status="resolved", resolved="2026-11-20T08:31:00+01:00"
    )
    journal.save([resolved, checkin(mood=3)], why="check-in")
    assert journal.forgettable(DAY)
    journal.forget(DAY)
    assert OUTCOME.encode() not in home.file().read_bytes()
    found = home.open().escalation(resolved.id)
    assert found is not None
    assert (found.title, found.cause, found.outcome) == ("Spam wave", "price change", None)
    assert (found.status, found.resolved) == ("resolved", resolved.resolved)
    assert not home.open().forgettable(DAY)


def test_an_outcome_of_another_day_is_kept(home: Home) -> None:
    journal = home.open()
    resolved = escalation(outcome=OUTCOME, status="resolved", resolved="2026-11-19T12:00:00+01:00")
    other = escalation(
        "e-2026-11-18-1-3f9a", "2026-11-18T10:00:00+01:00", outcome="kept", resolved="2026-11-19T12:00:00+01:00"
    )
    journal.save([resolved, other], why="log")
    assert not journal.forgettable(DAY)
    assert home.open().escalation(resolved.id) == resolved


def test_words_do_not_return_to_an_open_window_with_a_copy_of_the_last_line(home: Home) -> None:
    home.open().save([checkin(mood=3, note=OUTCOME)], why="check-in")
    old = home.file().read_bytes()
    home.open().forget(DAY)
    window = home.open()
    assert window.checkin(DAY) == checkin(mood=3)
    (home.paths.journal / "z conflicted copy.jsonl").write_bytes(old)
    assert window.checkin(DAY) == checkin(mood=3)

"""Reading by key and range, saving changes, conflicts and new ids."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta

import pytest

from cmcheckin.domain.nudge_state import NudgeState
from cmcheckin.domain.records import Record
from cmcheckin.journal import Change, Conflict
from cmcheckin.journal.records import document
from tests.journal.journal_home import DAY, MORNING, Home, checkin, escalation, workday

YESTERDAY = DAY - timedelta(1)


def test_reading_an_empty_home_finds_nothing_and_creates_nothing(home: Home) -> None:
    with home.open() as journal:
        assert journal.checkin(DAY) is None
        assert journal.workday(DAY) is None
        assert journal.escalation("x") is None
        assert len(journal.between(date(1970, 1, 1), DAY)) == 0
        assert len(journal.unresolved()) == 0
        assert len(journal.everything()) == 0
        assert journal.history(checkin().key) == ()
        assert journal.problems == ()
    assert not home.folder.exists()


def test_saved_records_are_read_back(home: Home) -> None:
    state = NudgeState("wins_drought", home.clock.now(), "snooze", DAY)
    morning = checkin(mood=3, note="a\nb", future={"kept": [1, None]})
    records: list[Record] = [morning, workday(YESTERDAY, hours=7.5), escalation(), state]
    journal = home.open()
    saved = journal.save(records, why="check-in")
    assert list(saved.records) == records
    for opened in (journal, home.open()):
        assert [opened.get(record.key) for record in records] == records
        assert list(opened.everything()) == sorted(records, key=lambda record: record.key)
        assert list(opened.unresolved()) == [escalation()]
        assert list(opened.between(YESTERDAY, YESTERDAY)) == [workday(YESTERDAY, hours=7.5)]
        assert list(opened.between(YESTERDAY - timedelta(1), YESTERDAY - timedelta(1))) == [escalation()]
        assert list(opened.between(DAY, DAY)) == [morning, state]
    assert sorted(journal.db.tables()) == ["checkins", "escalations", "nudge_states", "workdays"]
    assert journal.db.table("checkins").all() == [document(morning)]


def test_a_save_is_one_printable_line(home: Home) -> None:
    home.open().save([checkin(mood=3, note="schön\x7f"), workday(hours=8)], why="check-in")
    header, line = home.file().read_text(encoding="utf-8").splitlines()
    assert json.loads(header)["version"] == 2
    assert line.startswith('{"crc":"')
    assert line.endswith(
        '"id":["2026.laptop-3f9a",1],"tick":1,"at":"2026-11-20T07:31:05.123456Z","why":"check-in","put":{"checkins":'
        '{"20261120":{"date":"2026-11-20","mood":3,"note":"schön"}},"workdays":{"20261120":{"date":"2026-11-20",'
        '"kind":"work","hours":8}}}}'
    )


def test_unchanged_records_are_not_written_again(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3, wins=[{"text": "a"}]), workday(hours=8)], why="check-in")
    before = home.files()
    assert not journal.save([checkin(mood=3, wins=[{"text": "a"}]), workday(hours=8.0)], why="again")
    assert not journal.save([], delete=[checkin("2020-01-01").key], why="delete")
    assert not journal.change(lambda _: Change(), "nothing")
    assert home.files() == before
    assert len(journal.save([checkin(mood=3), workday(hours=8)], why="edit").records) == 1


def test_a_record_changed_by_another_window_is_a_conflict_and_changes_nothing(home: Home) -> None:
    journal, other = home.open(), home.open()
    journal.save([checkin(mood=3)], why="check-in")
    seen = journal.checkin(DAY)
    other.save([checkin(mood=4)], why="check-in")
    mine = checkin(mood=5)
    before = home.files()
    with pytest.raises(Conflict) as caught:
        journal.save([mine, workday(hours=8)], expected={mine.key: seen, workday().key: None}, why="check-in")
    assert (caught.value.mine, caught.value.theirs) == ({mine.key: mine}, {mine.key: checkin(mood=4)})
    assert home.files() == before
    assert journal.save([mine], expected={mine.key: caught.value.theirs[mine.key]}, why="check-in")
    with pytest.raises(Conflict) as gone:
        journal.save([], delete=[mine.key], expected={mine.key: seen}, why="delete")
    assert gone.value.mine == {mine.key: None}
    assert not journal.save([mine], expected={mine.key: None}, why="check-in")  # both wanted the same


def test_an_error_while_building_a_change_changes_nothing(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3)], why="check-in")
    before = home.files()

    def build(_: object) -> Change:
        raise LookupError

    with pytest.raises(LookupError):
        journal.change(build, "log")
    assert home.files() == before
    assert journal.save([checkin(mood=4)], why="check-in")


def test_new_ids_end_in_the_device_and_are_unique(home: Home) -> None:
    journal = home.open()
    assert journal.next_escalation_ids(MORNING, 2) == ("e-2026-11-20-1-3f9a", "e-2026-11-20-2-3f9a")
    taken = [f"e-2026-11-20-{n}-{tail}" for n, tail in ((2, "3f9a"), (7, "77aa"), (10, "3f9a"))]
    others = ["e-2026-11-20-x-3f9a", "e-2026-11-200-99-3f9a", "e-2026-11-20-3f9a", "ticket"]
    journal.save([escalation(name) for name in (*taken, *others)], why="import")
    assert journal.next_escalation_ids(MORNING) == ("e-2026-11-20-11-3f9a",)
    assert journal.next_escalation_ids(MORNING - timedelta(1)) == ("e-2026-11-19-1-3f9a",)
    assert home.open("desk-77aa").next_escalation_ids(MORNING) == ("e-2026-11-20-8-77aa",)


def test_wins_get_an_id_when_saved_and_keep_it(home: Home) -> None:
    journal = home.open()
    assert journal.next_win_ids(DAY) == ("w-2026-11-20-1-3f9a",)
    wins = [{"text": "a"}, {"text": "b", "id": "w-2026-11-20-4-3f9a"}, {"text": "c"}]
    journal.save([checkin(wins=wins)], why="check-in")
    found = journal.checkin(DAY)
    assert found is not None
    assert [win.id for win in found.wins] == ["w-2026-11-20-5-3f9a", "w-2026-11-20-4-3f9a", "w-2026-11-20-6-3f9a"]
    journal.save([checkin(wins=[{"text": "c"}, {"text": "a"}, {"text": "d"}])], why="edit")
    found = journal.checkin(DAY)
    assert found is not None
    assert [win.id for win in found.wins] == ["w-2026-11-20-6-3f9a", "w-2026-11-20-5-3f9a", "w-2026-11-20-7-3f9a"]
    twice = checkin(YESTERDAY, wins=[{"text": "same"}, {"text": "same"}])
    journal.save([twice], why="check-in")
    assert not journal.save([twice], why="again")


def test_an_import_is_visible_completely_or_not_at_all(home: Home) -> None:
    days = [DAY - timedelta(n) for n in range(800)]
    journal = home.open()
    journal.save([checkin(day, mood=3) for day in days], why="import")
    assert list(home.files()) == [home.file().name]
    whole = home.file().read_bytes()
    for cut in (len(whole) // 3, len(whole) - 2):
        home.file().write_bytes(whole[:cut])
        assert len(home.open().everything()) == 0
    home.file().write_bytes(whole)
    assert len(home.open().everything()) == 800


def test_changing_a_returned_record_does_not_change_the_journal(home: Home) -> None:
    journal = home.open()
    journal.save([checkin(mood=3, future={"kept": [1]})], why="check-in")
    found = journal.checkin(DAY)
    assert found is not None
    found.extra["future"]["kept"].append(2)
    assert home.open().checkin(DAY) == checkin(mood=3, future={"kept": [1]})
    assert journal.db.table("checkins").all()[0]["future"] == {"kept": [1]}
    assert found._replace(mood=4) != found


def test_reading_imports_no_slow_modules(home: Home) -> None:
    home.open().save([checkin(mood=3)], why="check-in")
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from cmcheckin.clock import SystemClock\n"
        "from cmcheckin.journal import Journal\n"
        "from cmcheckin.paths import Paths\n"
        f"home = {str(home.folder)!r}\n"
        "with Journal.open(Paths(home + '/config.toml', home), SystemClock(), 'laptop-3f9a') as journal:\n"
        "    assert journal.checkin(date(2026, 11, 20)).mood == 3\n"
        "    assert len(journal.between(date(2026, 11, 1), date(2026, 11, 20))) == 1\n"
        "heavy = {'hashlib', 'tempfile', 'logging', 'shutil', 'asyncio', 'textual', 'platformdirs', 'pathlib'}\n"
        "print(*sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == ""

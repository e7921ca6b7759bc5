"""The file of a manager's own notes: private, complete or unchanged, and never written over when it can't be read."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import NOTE
from cmcheckin.journal.log.lock import Lock
from cmcheckin.paths import FOLLOW_UP_LOCK
from cmcheckin.services import follow_up as service
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.sharing.follow_up import Asked, FollowUp, PersonFollowUp
from tests.journal.sealed_home import SealedHome

DAY = date(2026, 11, 23)


def noted(text: str = "Ask about leave") -> PersonFollowUp:
    """Return notes with everything in them."""
    asked = [Asked("hours", "", 47.5), Asked("open", "e-1", 4)]
    notes = PersonFollowUp("Earlier").add_action("a", "Find cover", DAY).add_action("b", "Done", DAY)
    return notes.finish_action("b", DAY).talked(DAY, asked).with_note(text)


def add(text: str, person: str = "p-1") -> FollowUp:
    """Return nothing but one note."""
    return FollowUp().with_person(person, PersonFollowUp(text))


@pytest.fixture
def store(tmp_path: Path) -> FollowUpStore:
    """A store in a folder that doesn't exist yet."""
    return FollowUpStore(tmp_path / "config" / "follow-up.json", None)


def test_everything_is_read_as_it_was_saved_and_is_private(store: FollowUpStore) -> None:
    assert store.load() == FollowUp()
    assert not store.path.parent.exists()
    whole = FollowUp().mark("win:p-1:w", "thanked", DAY).with_draft("p-1:answer:a", "Yes").with_person("p-1", noted())
    assert store.apply(lambda _: whole) == whole == FollowUpStore(store.path, None).load()
    assert store.path.stat().st_mode & 0o777 == 0o600
    assert store.path.parent.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in store.path.parent.iterdir()} == {"follow-up.json", FOLLOW_UP_LOCK}


def test_two_windows_dont_lose_each_others_changes(store: FollowUpStore) -> None:
    other = FollowUpStore(store.path, None)
    store.apply(lambda saved: saved.with_person("p-1", noted()))
    other.apply(lambda saved: saved.with_person("p-2", noted("Theirs")).mark("help:p-2:x", "done", DAY))
    store.apply(lambda saved: saved.with_draft("p-1:time:", "Friday"))
    found = other.load()
    assert set(found.people) == {"p-1", "p-2"}
    assert found.drafts
    assert found.marks


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"{", b"[]", b'{"people":[]}', b'{"people":{"p":{"talks":[["2026-11-23"]]}}}',
        b'{"marks":{"k":["x","y"]}}',
        b'{"people":{"p":{"actions":[["a","","2026-11-23",null]]}}}', b"[" * 100_000, b"\xff\xfe",
        b'{"people":{"p":{"talks":[["2026-11-23","",[["win","",NaN]]]]}}}', b'{"drafts":{"k":5}}',
        b'{"version":2,"marks":{}}', b'{"version":"1"}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_reported_and_never_written_over(store: FollowUpStore, damage: bytes) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(damage)
    for act in (store.load, lambda: store.apply(lambda saved: saved.with_draft("k", "x"))):
        with pytest.raises(Refused) as refused:
            act()
        assert str(store.path) in str(refused.value)
        assert "is left as it is" in str(refused.value)
    assert store.path.read_bytes() == damage


def test_a_file_too_large_to_read_is_never_written(store: FollowUpStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.apply(lambda _: add("Short"))
    before = store.path.read_bytes()
    monkeypatch.setattr(service, "MAX_BYTES", 400)
    with pytest.raises(Refused, match="couldn't be saved"):
        store.apply(lambda _: add("x" * 500))
    with pytest.raises(Refused, match="couldn't be saved"):
        store.apply(lambda _: add("x" * (NOTE + 1)))
    assert store.path.read_bytes() == before
    store.path.write_bytes(b" " * 500)
    with pytest.raises(Refused, match="can't be read"):
        store.load()


def test_many_talks_and_action_items_are_kept(store: FollowUpStore) -> None:
    notes = PersonFollowUp()
    for n in range(1_200):
        notes = notes.add_action(f"a-{n}", f"Item {n}", DAY)
    store.apply(lambda saved: saved.with_person("p", notes))
    assert len(store.load().person("p").actions) == 1_200


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_leaves_the_file_as_it_was(
    store: FollowUpStore, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    store.apply(lambda _: add("Before"))
    before = store.path.read_bytes()

    def full(fd: int, data: bytes) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("cmcheckin.files.write_all", full)
    with pytest.raises(Refused, match=r"What was saved before is unchanged\. (Free up some space|Please try again)"):
        store.apply(lambda _: add("After"))
    assert store.path.read_bytes() == before
    assert {path.name for path in store.path.parent.iterdir()} == {"follow-up.json", FOLLOW_UP_LOCK}


def test_notes_that_cannot_be_opened_or_encrypted_say_why(tmp_path: Path) -> None:
    home = SealedHome(tmp_path / "home")
    home.switch("on")
    store = FollowUpStore.of(home.paths)
    store.apply(lambda _: add("Before"))
    home.lock()
    for act in (store.load, lambda: store.apply(lambda _: add("After"))):
        with pytest.raises(Refused, match=r"Your notes on your team can't be read now\. Your diary is encrypted, and"):
            act()
    store.path.unlink()
    (home.folder / "encryption.json").write_text("{")
    with pytest.raises(Refused, match=r"Your notes on your team couldn't be saved\. The encryption settings"):
        store.apply(lambda _: add("After"))
    assert not store.path.exists()


def test_a_window_that_keeps_the_lock_is_named_and_the_journal_is_not(
    store: FollowUpStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "WAIT_SECONDS", 0.0)
    store.path.parent.mkdir()
    lock = Lock(str(store.path.parent), name=FOLLOW_UP_LOCK)
    lock.acquire()
    with pytest.raises(Refused) as refused:
        store.apply(lambda _: add("x"))
    lock.release()
    assert "Another cmcheckin" in str(refused.value)
    assert "journal" not in str(refused.value)
    assert store.apply(lambda _: add("x")) == store.load()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_reported(store: FollowUpStore) -> None:
    store.path.parent.mkdir(mode=0o500)
    with pytest.raises(Refused, match="permission"):
        store.apply(lambda _: add("x"))


def test_a_file_where_the_folder_should_be_is_reported(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("not a folder")
    store = FollowUpStore(tmp_path / "config" / "follow-up.json", None)
    for act in (store.load, lambda: store.apply(lambda _: add("x"))):
        with pytest.raises(Refused, match=r"can't be read|couldn't be saved"):
            act()


def test_a_link_stays_a_link(store: FollowUpStore, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "notes.json"
    target.parent.mkdir()
    store.path.parent.mkdir()
    store.path.symlink_to(target)
    store.apply(lambda _: add("Through the link"))
    assert store.path.is_symlink()
    assert "Through the link" in target.read_text()
    assert target.stat().st_mode & 0o777 == 0o600
    store.path.unlink()
    store.path.symlink_to(store.path.name)
    for act in (store.load, lambda: store.apply(lambda _: add("x"))):
        with pytest.raises(Refused, match="can't be read"):
            act()


def test_a_pipe_or_folder_in_its_place_never_hangs(store: FollowUpStore) -> None:
    store.path.parent.mkdir()
    os.mkfifo(store.path)
    with pytest.raises(Refused):
        store.apply(lambda _: add("x"))
    store.path.unlink()
    store.path.mkdir()
    with pytest.raises(Refused):
        store.apply(lambda _: add("x"))


def test_hostile_text_is_cleaned_when_it_is_read(store: FollowUpStore) -> None:
    store.path.parent.mkdir()
    raw = {
        "people": {
            "p\x1b[2J": {"note": "a\x1b]52;c;eA==\x07b\u202e", "actions": [["x", "[/x]\x00", "2026-11-23", None]]}
        }
    }
    store.path.write_text(json.dumps(raw))
    found = store.load().person("p\x1b[2J")
    assert found.note == "ab"
    assert found.actions[0].text == "[/x]"


TEXTS = st.text(max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=4))
def test_whatever_is_saved_can_be_read_again(store: FollowUpStore, note: str, drafts: dict[str, str]) -> None:
    made = FollowUp(drafts=drafts, people={"p": PersonFollowUp(note)})
    assert store.apply(lambda _: made) == store.load()


KILLED = """
import sys
from pathlib import Path
from cmcheckin.services.follow_up import FollowUpStore
from cmcheckin.sharing.follow_up import PersonFollowUp
store = FollowUpStore(Path(sys.argv[1]), None)
n = 0
while True:
    n += 1
    text = f"{n} " * 400
    store.apply(lambda saved: saved.with_person("p", PersonFollowUp(text)))
    print(n, flush=True)
"""


def test_a_killed_window_leaves_a_complete_file_and_no_lock(store: FollowUpStore) -> None:
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(store.path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in range(5):
                last = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
            last = max([last, *map(int, writer.stdout.read().split())])
        found = int(store.load().person("p").note.split()[0])
        assert last <= found <= last + 1
        store.apply(lambda saved: saved.with_draft("k", "x"))

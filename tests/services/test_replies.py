"""Writing a reply beside the file it answers: completely or not at all, and never over another file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.services.share_files import write_reply
from cmcheckin.sharing.json_input import parse_json
from cmcheckin.sharing.replies import new_reply_id, replies_to, reply_bytes, reply_from_json, reply_to_json
from cmcheckin.sharing.share_file import REPLY_KINDS, Reply
from cmcheckin.wording.reply import NOUNS, REPLY_NAMES
from cmcheckin.wording.review import PROMPTS

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
REPLY = Reply("20261123-ab", "p-1", "thanks", "So patient", NOW, "w-1", "First-time poster", "Kim")


def test_a_reply_is_read_back_unchanged(tmp_path: Path) -> None:
    path = write_reply(REPLY, tmp_path)
    assert path == tmp_path / "reply-20261123-ab.json"
    assert reply_from_json(parse_json(path.read_bytes())) == REPLY
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("answered", "reply"), [(0o600, 0o600), (0o640, 0o640), (0o666, 0o644), (0o777, 0o644), (0o400, 0o600)]
)
def test_whoever_can_read_the_answered_file_can_read_the_reply_and_nobody_can_write_it(
    tmp_path: Path, answered: int, reply: int
) -> None:
    assert write_reply(REPLY, tmp_path, answered).stat().st_mode & 0o777 == reply


def test_a_file_of_that_name_stays(tmp_path: Path) -> None:
    path = tmp_path / "reply-20261123-ab.json"
    path.write_text("here before")
    with pytest.raises(FileExistsError) as no:
        write_reply(REPLY, tmp_path)
    assert no.value.filename == str(path)
    assert path.read_text() == "here before"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_link_of_that_name_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "reply-20261123-ab.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        write_reply(REPLY, tmp_path)
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("id_", ["../evil", "a/b", "", "a b", "x" * 200, "a.b"])
def test_an_id_that_could_be_a_path_is_refused(tmp_path: Path, id_: str) -> None:
    with pytest.raises(Refused):
        write_reply(replace(REPLY, id=id_), tmp_path / "in")
    assert not list(tmp_path.iterdir())


def test_thanks_need_no_words_and_everything_else_does(tmp_path: Path) -> None:
    assert write_reply(replace(REPLY, text=""), tmp_path)
    for kind in set(REPLY_KINDS) - {"thanks"}:
        with pytest.raises(Refused):
            write_reply(replace(REPLY, kind=kind, text="", id=kind), tmp_path)


def test_every_kind_of_reply_has_its_words() -> None:
    for named in (REPLY_NAMES, NOUNS, PROMPTS):
        assert set(named) == set(REPLY_KINDS)


@pytest.mark.parametrize(
    "wrong",
    [{"cmcheckin": "share"}, {"version": 2}, {"version": True}, {"to": 7}, {"kind": "slap"}, {"made": "today"},
     {"text": ["x"]}, {"text": "x" * 9000}, {"id": "a b"}, {"from": {}}, {"about": "\x1b[2J"}],
)  # fmt: skip
def test_what_is_no_reply_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        reply_from_json({**reply_to_json(REPLY), **wrong})


def test_replies_to_a_person_are_sorted_oldest_first() -> None:
    later = replace(REPLY, id="z", made=NOW.replace(hour=9))
    assert replies_to([later, replace(REPLY, to="p-2"), REPLY], "p-1") == (REPLY, later)


@given(st.text(), st.text(), st.sampled_from(REPLY_KINDS))
def test_any_words_come_back_clean(text: str, sender: str, kind: str) -> None:
    raw = parse_json(reply_bytes(replace(REPLY, text=text[:500], sender=sender[:30], kind=kind)))
    found = reply_from_json(raw)
    assert found.text == clean(text[:500], lines=True)
    assert found.sender == clean(sender[:30])


def test_ids_are_of_the_day_and_fit_for_a_name() -> None:
    assert new_reply_id(NOW, bytes(range(5))) == "20261123-0001020304"

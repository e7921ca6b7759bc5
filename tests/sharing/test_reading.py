"""Reading other people's share files: invalid ones give a plain reason, and valid ones are harmless."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from cmcheckin.domain.errors import Refused
from cmcheckin.sharing.codec import read_share, share_bytes, share_to_json
from cmcheckin.sharing.json_input import SIZE, parse_json
from cmcheckin.sharing.recognition import ScannedFile, ShareHead, UnreadFile, recognise
from cmcheckin.sharing.share_file import ShareFile
from tests.sharing.team_examples import share

SOUND: dict[str, Any] = json.loads(share_bytes(share(1)))


def changed(**parts: Any) -> bytes:
    return json.dumps({**deepcopy(SOUND), **parts}).encode()


def in_week(**parts: Any) -> bytes:
    return changed(weeks=[{**SOUND["weeks"][0], **parts}])


def why(data: bytes) -> str:
    with pytest.raises(Refused) as no:
        read_share(data)
    return str(no.value)


def test_what_is_written_is_read_again() -> None:
    for n in range(12):
        assert read_share(share_bytes(share(n, n % 3))) == share(n, n % 3)


def test_fields_it_does_not_know_are_passed_by() -> None:
    assert read_share(changed(later={"deep": [1]}, notes="x")) == share(1)
    assert read_share(in_week(mood_by_day=[1, 2])) == share(1)


def test_a_byte_order_mark_and_other_line_ends_are_accepted() -> None:
    assert read_share(b"\xef\xbb\xbf" + share_bytes(share(1)).replace(b"\n", b"\r\n")) == share(1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (share_bytes(share(1))[:-30], "is incomplete"),
        (share_bytes(share(1))[:200], "is incomplete"),
        (b"hello", "isn't valid JSON"),
        (b"PK\x03\x04" + b"x" * 50, "zip archive"),
        (b"\x1f\x8bxx", "compressed"),
        (b"%PDF-1.7", "PDF"),
        (b'{"a": "\x00"}', "isn't text"),
        (b"\xff\xfe{", "isn't UTF-8 text"),
        (b'{"a": NaN}', "contains NaN"),
        (b'{"a": -Infinity}', "contains -Infinity"),
        (b'{"version": 1, "version": 1}', "twice"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
        (b"[" * 9 + b"1" + b"]" * 9, "nested more than 8 levels deep"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too long"),
        (b" " * (SIZE + 1), "the limit is"),
        (b"[]", "share file"),
        (b"{}", "share file"),
        (b'{"cmcheckin": "reply"}', "share file"),
        (changed(version=2), "made by a newer version of cmcheckin"),
        (changed(version="1"), "version must be a whole number"),
        (changed(version=None), "version is missing"),
        (changed(person="a b"), "person"),
        (changed(person=None), "person is missing"),
        (changed(made="2026-11-22"), "made"),
        (changed(**{"from": "2026-11-23"}), "is before"),
        (changed(**{"from": "1999-01-01"}), "more than 530 weeks"),
        (changed(weeks={}), "weeks must be a list"),
        (changed(weeks=[1]), "weeks[1] must be an object"),
        (changed(weeks=SOUND["weeks"] * 2), "comes after"),
        (changed(weeks=SOUND["weeks"] * 600), "the limit is 530"),
        (in_week(week="2026-W46"), "isn't between"),
        (in_week(week="2027-W53"), "must be a week"),
        (in_week(hours=169), "weeks[1].hours is 169"),
        (in_week(hours=-1), "hours"),
        (in_week(hours=True), "hours"),
        (in_week(hours="40"), "hours"),
        (in_week(workload=5.1), "workload"),
        (in_week(night_pings=10**40), "a huge number"),
        (in_week(mood="terrible"), "mood"),
        (in_week(mood=2), "mood"),
        (in_week(metrics=[{"name": "x"}]), "weeks[1].metrics[1].mean is missing"),
        (in_week(questions=[{"name": "x", "yes": 3, "answered": 2}]), "weeks[1].questions[1].yes doesn't go with"),
        (in_week(questions=[{"name": "x", "yes": 3}]), "weeks[1].questions[1].yes doesn't go with"),
        (in_week(questions=[{"name": "x", "yes": 8, "answered": 8}]), "questions[1].yes"),
        (in_week(questions=[{"yes": 1, "answered": 1}]), "weeks[1].questions[1].name is missing"),
        (in_week(community_feels=["x"] * 8), "the limit is 7"),
        (changed(wins=[{"id": "w", "day": "2026-11-17", "text": "x" * 501}]), "wins[1].text"),
        (changed(wins=[{"id": "w", "day": "2020-01-01", "text": "x"}]), "isn't between"),
        (changed(wins=[{"id": "w", "day": "2026-11-17", "text": "\u200b"}]), "wins[1].text is missing"),
        (changed(escalations=[{"id": "e", "title": "x", "opened": "2026-12-24"}]), "which is after"),
        (changed(escalations=[{"id": "e", "title": "x", "opened": "2026-11-17", "severity": 6}]), "severity is 6"),
        (changed(help=["x"]), "help must be text"),
        (changed(name="x" * 121), "name has 121"),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_a_plain_reason(data: bytes, said: str) -> None:
    reason = why(data)
    assert said in reason
    assert reason.isprintable()
    assert len(reason) < 300


def test_a_number_beyond_all_numbers_is_out_of_range() -> None:
    assert "inf" in why(share_bytes(share(1)).replace(b"40.5", b"1e999"))


def test_escapes_and_direction_marks_are_removed() -> None:
    hostile = "\x1b[31mAda\x1b[0m \u202egnp\u2066 \x1b]52;c;eA==\x07\x9b2J[/] <b>\u200b"
    data = changed(name=hostile, wins=[{"id": "w", "day": "2026-11-17", "text": f"{hostile}\nnext", "from": hostile}])
    found = read_share(data)
    assert found.name == "Ada gnp [/] <b>"
    assert found.wins[0].text == "Ada gnp [/] <b> next"


def test_a_lone_surrogate_is_removed() -> None:
    found = read_share(share_bytes(share(1)).replace(b'"Ben Castillo"', b'"Ben \\ud83d"'))
    assert found.name == "Ben"
    assert b"Ben" in share_bytes(found)


def test_it_says_whose_field_is_wrong_without_acting_on_the_terminal() -> None:
    assert why(changed(version="\x1b[31m\u202e")).isprintable()
    assert why(b'{"\\u001b[31m": 1, "\\u001b[31m": 2}').isprintable()


def test_the_field_order_is_stable_so_that_the_head_names_the_person() -> None:
    begin = ["cmcheckin", "version", "person", "name", "made", "from", "to", "fields", "weeks"]
    assert list(share_to_json(share(1)))[:9] == begin
    assert share_bytes(share(1)).endswith(b"}\n")
    assert isinstance(parse_json(share_bytes(share(1))), dict)
    assert isinstance(read_share(share_bytes(share(1))), ShareFile)


def recognised(data: bytes, name: str = "ben.json", *, named: bool = False) -> object:
    return recognise(ScannedFile(name, data), named=named)


@pytest.mark.parametrize("end", [b"}\n", b"}", b"}\r\n"])
def test_a_share_is_recognised_by_its_head_unless_its_end_is_missing(end: bytes) -> None:
    data, sound = share_bytes(share(1)).removesuffix(b"}\n"), share(1)
    head = (sound.person, sound.name, sound.made, sound.first, sound.last)
    # By the head alone: what comes after it is not parsed.
    cut = data[: data.index(b'"weeks"')]
    found = recognised(cut + end)
    assert isinstance(found, ShareHead)
    assert found[:5] == head
    assert isinstance(recognised(cut), UnreadFile)
    whole = recognised(changed())
    assert isinstance(whole, ShareHead)
    assert whole[:5] == head


def test_a_head_that_is_not_ours_is_parsed_in_full() -> None:
    mixed = json.dumps(dict(reversed(SOUND.items()))).encode()
    found = recognised(mixed)
    assert isinstance(found, ShareHead)
    assert found.person == share(1).person
    newer = recognised(share_bytes(share(1)).replace(b'"version": 1', b'"version": 2'))
    assert isinstance(newer, UnreadFile)
    assert "newer" in newer.reason


@pytest.mark.parametrize(
    ("data", "name", "named", "is_ignored"),
    [
        (b"[]", "a.txt", False, True),
        (b"[]", "a.JSON", False, False),
        (b"[]", "x.json/a.txt", False, True),
        (b"[]", "a.txt", True, False),
        (b" " * 1989 + b'"cmcheckin"', "a.txt", False, False),
        (b" " * 1990 + b'"cmcheckin"', "a.txt", False, True),
    ],
)
def test_a_file_of_another_program_is_ignored_unless_it_is_named(
    data: bytes, name: str, named: bool, is_ignored: bool
) -> None:
    found = recognised(data, name, named=named)
    assert found is None if is_ignored else isinstance(found, UnreadFile)

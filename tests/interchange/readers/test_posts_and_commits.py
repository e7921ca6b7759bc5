"""Posts in exports of Slack, Discord and Discourse, and commits, for hints."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path

import pytest

from cmcheckin.interchange.parsing import Refusal
from cmcheckin.interchange.readers import HINT_READERS
from cmcheckin.interchange.readers.hint_items import Scope, time_of
from cmcheckin.interchange.readers.items import Event
from cmcheckin.interchange.readers.slack import people
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.wording import hints as words

SAMPLES = Path(__file__).parent / "samples"
SCOPE = Scope(date(2026, 11, 16), date(2026, 11, 22))
HASH = "1be79b3c97c746d33e5c2bfa28b23e8972ca2543"
LOG = f"commit {HASH}\nAuthor: Ada <Ada@example.com>\nDate:   "
REFLOG = f"{HASH} {HASH} Ada <ada@example.com> "


def read(reader: str, text: str) -> list[str]:
    """Return the time and person of each event that `reader` finds in `text`, and the line and reason of the others.

    Asserts that it is the only one that recognises the file.
    """
    file = SourceFile("file", text)
    (found,) = [each for each in HINT_READERS if each.matches(file)]
    assert found.name == reader
    return [_shown(item) for item in found.read(file, SCOPE)]


def _shown(item: object) -> str:
    if isinstance(item, Event):
        return f"{item.line}: {item.at.astimezone(UTC):%y%m%d %H:%M:%S} {item.person}".strip()
    assert isinstance(item, Refusal)
    return f"{item.line}: {item.reason}"


def sample(name: str) -> str:
    return (SAMPLES / name).read_text()


@pytest.mark.parametrize(
    ("reader", "name", "expected"),
    [
        ("git", "git_times.txt", [
            "1: 261119 22:40:05 ada@example.com", "2: 261119 08:12:33 ada@example.com",
            "3: 261118 16:00:00 bea@example.com",
        ]),
        ("git", "git_log.txt", ["3: 261119 08:12:33 ada@example.com", "13: 261118 16:00:00 bea@example.com"]),
        ("reflog", "git_reflog.txt", ["1: 261119 08:12:33 ada@example.com", "2: 261119 22:40:05 ada@example.com"]),
        ("slack", "slack_day.json", ["9: 261119 08:12:33 U0ADA0001", "17: 261119 08:13:20 U0BEA0002"]),
        ("discord", "discord_messages.json", ["1: 261118 22:15:30", "2: 261118 07:03:00"]),
        ("discord", "discord_messages.csv", ["2: 261118 22:15:30", "4: 261118 07:03:00"]),
        ("discourse", "discourse_user_archive.csv", ["2: 261118 08:30:00", "4: 261118 21:45:10"]),
        ("discourse", "discourse_user_archive_old.csv", ["2: 161118 08:30:00"]),
    ],
)  # fmt: skip
def test_each_shape_is_read_with_lines_as_an_editor_shows_them(reader: str, name: str, expected: list[str]) -> None:
    assert read(reader, sample(name)) == expected
    windows = "\ufeff" + sample(name).replace("\n", "\r\n")
    assert read(reader, windows) == expected


@pytest.mark.parametrize(
    "text",
    ["Thu Nov 19 09:12:33 2026 +0100", "2026-11-19 09:12:33 +0100", "2026-11-19T09:12:33+01:00",
     "Thu, 19 Nov 2026 09:12:33 +0100", "2026-11-19T08:12:33Z"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Date:   ", "AuthorDate: "])
def test_the_dates_of_git_log_may_have_several_forms(name: str, text: str) -> None:
    whole = LOG.replace("Date:   ", name) + f"{text}\nCommitDate: Fri Nov 20 09:12:33 2026 +0100\n\n    Date: 1\n"
    assert read("git", whole) == ["3: 261119 08:12:33 ada@example.com"]


@pytest.mark.parametrize("text", ["yesterday", "1795710772 +0000", "Thu Nov 39 09:12:33 2026 +0100", "x" * 500, "0"])
def test_a_commit_without_a_time_is_named(text: str) -> None:
    assert read("git", f"{LOG}{text}\n") == [f"3: {words.NO_TIME}"]


@pytest.mark.parametrize("time", ["999999999999 +0000\tx", "1795075953 +9999\tx", "-999999999999 +0000\tx", "soon"])
def test_a_bad_line_of_a_reflog_is_named(time: str) -> None:
    whole = f"{REFLOG}1795075953 +0100\tcommit: <x> 1 +0\n{REFLOG}{time}\n\n"
    assert read("reflog", whole) == ["1: 261119 08:12:33 ada@example.com", f"2: {words.NO_TIME}"]


def test_a_repository_with_sha256_is_read() -> None:
    long = HASH + HASH[:24]
    assert read("reflog", f"{long} {long} A <a@b> 1795075953 +0100\tcommit") == ["1: 261119 08:12:33 a@b"]


def test_joining_a_channel_and_bots_are_not_posts_and_broken_messages_are_named() -> None:
    good = '{"type": "message", "user": "U1", "text": "", "ts": "1795075953.000200"}'
    text = f'[{good},\n{{"ts": 1795075953, "user": "U1"}},\nnull,\n{good.replace("U1", "U2")}, {{"ts"]'
    found = read("slack", text)
    assert found[:3] == ["1: 261119 08:12:33 U1", f"2: {words.NOT_A_MESSAGE}", f"3: {words.NOT_A_MESSAGE}"]
    assert found[3] == "4: 261119 08:12:33 U2"
    assert found[4].startswith("4: isn't valid JSON")


@pytest.mark.parametrize("at", ["", "today", "2026-13-01 08:00:00", "0001-01-01 00:00:00", "2026-11-18 25:00:00"])
def test_a_message_without_a_time_is_named(at: str) -> None:
    assert read("discord", f"ID,Timestamp,Contents\n1,{at},x\n") == [f"2: {words.NO_TIME}"]
    assert read("discord", f'[{{"ID": 1, "Timestamp": "{at}", "Contents": ""}}]') == [f"1: {words.NOT_A_MESSAGE}"]
    header = "topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at"
    assert read("discourse", f"{header}\na,b,No,c,d,0,0,u,{at}\n") == [f"2: {words.NO_TIME}"]


def test_a_table_that_ends_inside_quotes_is_named() -> None:
    found = read("discord", 'ID,Timestamp,Contents\n1,2026-11-18 08:00:00,x\n2,2026-11-18 08:00:00,"y\n')
    assert found[0] == "2: 261118 08:00:00"
    assert found[1].startswith("3: can't be read as a row of a table")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[[]]", "[{}]", "ID,Timestamp\n", "created_at,url\n", "commit " + HASH, "commit me now\nAuthor: x",
     "2026-11-19T09:12:33+01:00 no address", '[{"ts": "1795075953.000200"}]', "a@b 2026-11-19T09:12:33+01:00"],
)  # fmt: skip
def test_other_files_are_not_recognised(text: str) -> None:
    assert [reader.name for reader in HINT_READERS if reader.matches(SourceFile("file", text))] == []


def test_the_names_of_slack_users_are_compared() -> None:
    assert people(SourceFile("x", sample("slack_users.json"))) == {
        "U0ADA0001": ("Ada Example", "ada", "Ada", "ada@example.com"),
        "U0BEA0002": ("bea",),
    }
    assert people(SourceFile("x", sample("slack_day.json"))) == {}
    assert people(SourceFile("x", '[{"id": 1}]')) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-18T08:30:00.123Z", "2026-11-18 08:30:00.123000+00:00"),
        ("2026-11-18 08:30:00.120000+01:00", "2026-11-18 08:30:00.120000+01:00"),
        ("2026-11-18 08:30:00 UTC", "2026-11-18 08:30:00+00:00"),
        ("2026-11-18T08:30", "2026-11-18 08:30:00+00:00"),
        ("1969-01-01 00:00:00", "None"),
        ("9999-12-31T23:59:59-12:00", "None"),
        (20261118, "None"),
        (None, "None"),
    ],
)
def test_a_time_is_read_in_its_offset_or_utc(text: object, expected: str) -> None:
    assert str(time_of(text)) == expected

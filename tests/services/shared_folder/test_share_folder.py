"""Reading a folder of share files: the newest of a week counts, and unreadable files are reported."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcheckin.services.shared_folder.folder import SharedFolder, read_folder
from cmcheckin.sharing.codec import MAX_WEEKS, share_bytes, share_to_json
from cmcheckin.sharing.json_input import SIZE
from cmcheckin.sharing.replies import reply_bytes as dumps_reply
from cmcheckin.sharing.share_file import Reply, ShareFile
from tests.sharing.team_examples import LAST, person, share, week_of, write_team

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def put(folder: Path, name: str, data: bytes | ShareFile) -> Path:
    """Write a file into the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else share_bytes(data))
    return path


def reasons(found: SharedFolder) -> dict[str, str]:
    """Return the reasons for unread files, by file name, after every file was parsed."""
    assert found.shares is not None
    while not found.check_files(1000):
        pass
    return {Path(one.path).name: one.reason for one in found.unread}


def test_people_are_sorted_by_name(tmp_path: Path) -> None:
    write_team(tmp_path, people=5, weeks=3)
    found = read_folder([str(tmp_path)])
    assert [one.name for one, *_ in found.newest_files()] == sorted(
        (one.name for one, *_ in found.newest_files()), key=str.casefold
    )
    assert len(found.people) == 5
    assert len(found.shares) == 15
    assert {one.weeks[0].week for one, *_ in found.newest_files()} == {LAST}
    assert found.unread == []


def test_the_weeks_of_a_person_come_latest_first_and_as_many_as_were_wanted(tmp_path: Path) -> None:
    write_team(tmp_path, people=1, weeks=9)
    found = read_folder([str(tmp_path)])
    assert [one.weeks[0].week for one in found.files_of(person(0))] == [LAST.shifted(-back) for back in range(9)]
    assert len(found.files_of(person(0), 4)) == 4
    assert found.files_of("nobody") == ()


def test_of_copies_of_a_week_the_one_made_last_counts_whatever_it_is_called(tmp_path: Path) -> None:
    old = share(0)
    new = replace(old, made=old.made + timedelta(hours=2), help="made later")
    put(tmp_path, "ada-2026-W47 (Ada's conflicted copy 2026-11-22).json", new)
    put(tmp_path, "ada-2026-W47.json", old)
    put(tmp_path, "ada-2026-W47.sync-conflict-20261122-1.json", replace(old, made=old.made - timedelta(hours=1)))
    found = read_folder([str(tmp_path)])
    assert [one.help for one, *_ in found.newest_files()] == ["made later"]
    assert [Path(one.path).name for one in found.superseded] == [
        "ada-2026-W47.json",
        "ada-2026-W47.sync-conflict-20261122-1.json",
    ]
    assert all("conflicted copy" in one.newer for one in found.superseded)


def test_a_newer_week_takes_its_place_out_of_an_older_range(tmp_path: Path) -> None:
    months = replace(
        share(0),
        first=LAST.shifted(-3).monday,
        weeks=tuple(week_of(0, back) for back in (3, 2, 1, 0)),
        made=datetime(2026, 11, 20, tzinfo=UTC),
    )
    put(tmp_path, "range.json", months)
    put(tmp_path, "week.json", replace(share(0), weeks=(replace(week_of(0, 0), hours=12.0),)))
    found = read_folder([str(tmp_path)])
    week, rest = found.files_of(person(0))
    assert [one.hours for one in week.weeks] == [12.0]
    assert [one.week for one in rest.weeks] == [LAST.shifted(-back) for back in (3, 2, 1)]
    assert rest.wins == ()
    assert found.superseded == []


def test_part_of_a_week_does_not_replace_the_whole(tmp_path: Path) -> None:
    whole = share(0)
    put(tmp_path, "whole.json", whole)
    part = replace(
        whole,
        first=LAST.monday + timedelta(3),
        made=whole.made + timedelta(2),
        fields=("hours",),
        weeks=(replace(week_of(0, 0), hours=17.5),),
        wins=(),
    )
    put(tmp_path, "part.json", part)
    found = read_folder([str(tmp_path)])
    assert found.files_of(person(0)) == (whole,)
    assert [(Path(one.path).name, Path(one.newer).name) for one in found.superseded] == [("part.json", "whole.json")]


def test_a_current_week_is_replaced_by_a_more_complete_copy(tmp_path: Path) -> None:
    early = replace(share(0), made=datetime(2026, 11, 17, 18, tzinfo=UTC))
    put(tmp_path, "early.json", early)
    late = replace(share(0), first=LAST.monday + timedelta(2), made=datetime(2026, 11, 23, tzinfo=UTC), wins=())
    put(tmp_path, "late.json", late)
    assert read_folder([str(tmp_path)]).files_of(person(0)) == (late,)


def test_the_overview_uses_the_newest_file_that_shared_lasting_fields(tmp_path: Path) -> None:
    for back, fields in enumerate((("hours",), ("hours",), ("hours", "escalations"), ("asks",), ("asks",))):
        week = LAST.shifted(-back)
        file = replace(
            share(0), fields=fields, first=week.monday, last=week.sunday, weeks=(week_of(0, back),), wins=(),
            escalations=(), asks=(), help="", made=share(0).made - timedelta(7 * back),
        )  # fmt: skip
        put(tmp_path, f"{week}.json", file)
    [files] = read_folder([str(tmp_path)]).newest_files()
    assert [file.first for file in files] == [LAST.shifted(-back).monday for back in (0, 2, 3)]


def test_a_file_that_turns_out_to_be_unsound_leaves_its_place_to_an_older_copy(tmp_path: Path) -> None:
    old = share(0)
    put(tmp_path, "old.json", old)
    raw = share_to_json(replace(old, made=old.made + timedelta(1)))
    raw["weeks"] = [{"week": "2026-W47", "hours": 900}]
    put(tmp_path, "new.json", json.dumps(raw).encode() + b"\n")
    found = read_folder([str(tmp_path)])
    assert found.unread == []
    assert [one.weeks for one, *_ in found.newest_files()] == [old.weeks]
    assert reasons(found) == {"new.json": "weeks[1].hours is 900, but must be from 0 to 168"}
    assert found.superseded == []


def test_a_reply_is_found_among_the_files(tmp_path: Path) -> None:
    put(tmp_path, "a.json", share(0))
    reply = Reply("r1", person(0), "thanks", "So good", NOW, "w-0-0-0", "First-time poster", "Kim")
    put(tmp_path, "reply-r1.json", dumps_reply(reply))
    assert read_folder([str(tmp_path)]).replies == (reply,)


def test_naming_a_folder_and_a_file_in_it_reads_the_file_once(tmp_path: Path) -> None:
    file = put(tmp_path, "a.json", share(0))
    found = read_folder([str(tmp_path), str(file), str(tmp_path)])
    assert (len(found.shares), found.superseded, found.unread) == (1, [], [])


HOSTILE: dict[str, tuple[bytes, str]] = {
    "deep.json": (b'{"cmcheckin":' * 3 + b"[" * 500_000, "nested"),
    "deep-and-whole.json": (b'{"cmcheckin":"share","x":' + b"[" * 40 + b"]" * 40 + b"}", "nested"),
    "nan.json": (b'{"cmcheckin":"share","version":NaN}', "NaN"),
    "twice.json": (b'{"cmcheckin":"share","cmcheckin":"share"}', "twice"),
    "list.json": (b"[1,2,3]", "share file"),
    "number.json": (b"7", "share file"),
    "types.json": (b'{"cmcheckin":"share","version":"one"}', "whole number"),
    "newer.json": (b'{"cmcheckin":"share","version":99,"person":"x"}', "newer"),
    "half.json": (share_bytes(share(1))[:400], "incomplete"),
    "zip.json": (b"PK\x03\x04" + b"\x00" * 60, "zip"),
    "zero.json": (b"\x00" * 4096, "isn't text"),
    "latin1.json": ('{"cmcheckin":"share","name":"Zoë"}'.encode("latin-1"), "UTF-8"),
    "empty.json": (b"", "empty"),
    "digits.json": (b'{"cmcheckin":"share","version":' + b"9" * 20_000 + b"}", "number"),
    "reply-x.json": (b'{"cmcheckin":"reply","version":1,"id":"x","to":"y","kind":"a slap"}', "kind"),
    "path.json": (b'{"cmcheckin":"share","version":1,"person":"../../etc/passwd"}', "from is missing"),
    "huge.json": (b" " * 5_000_001, "bytes"),
}
"""Files, and a word of the reason that is given for each."""


def test_hostile_files_are_named_with_their_reasons_and_the_rest_opens(tmp_path: Path) -> None:
    write_team(tmp_path / "team", people=3, weeks=2)
    for name, (data, _) in HOSTILE.items():
        put(tmp_path / "team", name, data)
    (tmp_path / "outside").mkdir()
    put(tmp_path / "outside", "other.json", share(9))
    (tmp_path / "team" / "loop").symlink_to(tmp_path / "team")
    (tmp_path / "team" / "link.json").symlink_to(tmp_path / "outside" / "other.json")
    (tmp_path / "team" / "away").symlink_to(tmp_path / "outside")
    (tmp_path / "team" / "gone.json").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "team" / "pipe.json")
    (tmp_path / "team" / "folder.json").mkdir()
    found = read_folder([str(tmp_path / "team")])
    assert len(found.newest_files()) == 3
    by_name = reasons(found)
    assert {name: word for name, (_, word) in HOSTILE.items() if word not in by_name.get(name, "")} == {}
    assert {name for name in by_name if "link" in by_name[name]} == {"loop", "link.json", "away", "gone.json"}
    assert by_name.keys() - HOSTILE.keys() == {"loop", "link.json", "away", "gone.json", "pipe.json"}
    assert found.people == tuple(person(n) for n in range(3))


def test_other_programs_files_are_skipped(tmp_path: Path) -> None:
    put(tmp_path, "a.json", share(0))
    for name in ("a.html", "a.md", "notes.txt", "README", ".a.json.1234", ".stversions/a.json", "Thumbs.db"):
        put(tmp_path, name, b"something else")
    found = read_folder([str(tmp_path)])
    assert (len(found.shares), found.unread) == (1, [])


def test_json_of_another_program_is_named(tmp_path: Path) -> None:
    put(tmp_path, "package.json", b'{"name": "left-pad"}')
    assert reasons(read_folder([str(tmp_path)])) == {"package.json": "isn't a cmcheckin share file"}


def test_nested_folders_are_searched_down_to_the_limit(tmp_path: Path) -> None:
    at = tmp_path
    for n in range(9):
        at = at / f"d{n}"
        put(at, "a.json", replace(share(n), weeks=()))
    found = read_folder([str(tmp_path)])
    assert len(found.people) == 6
    assert [Path(one.path).name for one in found.unread] == ["d6"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere", "doesn't exist"),
        ("nul\x00byte", "isn't a valid file name"),
        ("x" * 5000, "couldn't be read (file name too long)"),
        ("", "doesn't exist"),
    ],
)
def test_a_path_that_is_not_there_is_named(tmp_path: Path, path: str, reason: str) -> None:
    found = read_folder([str(tmp_path / "none") if path == "nowhere" else path])
    assert found.people == ()
    assert [one.reason for one in found.unread] == [reason]


def test_what_is_no_file_is_named_with_its_reason_at_once(tmp_path: Path) -> None:
    (tmp_path / "loop.json").symlink_to("loop.json")
    put(tmp_path, "large.json", b" " * (SIZE + 1))
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "to-pipe.json").symlink_to("pipe.json")
    names = ("loop.json", "large.json", "pipe.json", "to-pipe.json")
    assert reasons(read_folder([str(tmp_path / name) for name in names])) == {
        "loop.json": "is a link to itself",
        "large.json": f"is {SIZE + 1:,} bytes long, but the limit is {SIZE:,}",
        "pipe.json": "isn't a regular file",
        "to-pipe.json": "isn't a regular file",
    }


def test_a_named_link_is_followed_but_none_inside_a_folder(tmp_path: Path) -> None:
    (inside := tmp_path / "inside").mkdir()
    put(inside, "real.json", share(1))
    (tmp_path / "link.json").symlink_to(inside / "real.json")
    (inside / "other.json").symlink_to(tmp_path / "link.json")
    (tmp_path / "folder").symlink_to(inside)
    assert reasons(named := read_folder([str(tmp_path / "link.json")])) == {}
    assert named.people == (person(1),)
    assert reasons(read_folder([str(tmp_path / "folder")])) == {"other.json": "is a link, and links aren't followed"}
    twice = read_folder([str(tmp_path / "link.json"), str(inside / "real.json")])
    assert len(twice.shares) == 1


def test_a_file_that_a_slow_disk_gives_in_pieces_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.json", share(0))
    read = os.read
    monkeypatch.setattr(os, "read", lambda opened, most: read(opened, min(most, 100)))
    found = read_folder([str(tmp_path)])
    assert (found.newest_files(), found.unread) == (((share(0),),), [])


def test_undecodable_names_and_unreadable_folders_do_not_stop_the_scan(tmp_path: Path) -> None:
    put(tmp_path, "a.json", share(0))
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad-\xff-\x1b]0;x\x07.json")).write_bytes(b"{")
    (tmp_path / "closed").mkdir(0o000)
    found = read_folder([str(tmp_path)])
    assert len(found.people) == 1
    assert 1 <= len(found.unread) <= 2  # root may look into a closed folder


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.integers(0, 2_000), st.binary(max_size=12))
def test_no_bytes_bring_it_down(
    tmp_path_factory: pytest.TempPathFactory, files: list[bytes], at: int, by: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    whole = share_bytes(share(0))
    put(folder, "sound.json", share(1))
    put(folder, "changed.json", whole[: at % len(whole)] + by + whole[at % len(whole) + len(by) :])
    for n, data in enumerate(files):
        put(folder, f"any-{n}.json", data)
    found = read_folder([str(folder)])
    by_name = reasons(found)
    assert person(1) in found.people
    assert {f"any-{n}.json" for n in range(len(files))} <= by_name.keys()
    assert all(reason and "\x1b" not in reason for reason in by_name.values())


def test_a_file_of_more_weeks_than_are_read_is_named_before_anybody_opens_it(tmp_path: Path) -> None:
    long = replace(share(0), first=LAST.shifted(-MAX_WEEKS).monday)
    put(tmp_path, "long.json", long)
    put(tmp_path, "whole.json", share(1))
    found = read_folder([str(tmp_path)])
    assert found.people == (person(1),)
    assert [one.reason for one in found.unread] == [f"to is more than {MAX_WEEKS} weeks after {long.first}"]


def test_a_copy_from_the_future_is_not_used_and_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "a.json", replace(share(0), help="the real one"))
    put(tmp_path, "b.json", replace(share(0), help="forged", made=datetime(2099, 1, 1, tzinfo=UTC)))
    put(tmp_path, "c.json", replace(share(1), made=NOW + timedelta(days=1, minutes=1)))
    put(tmp_path, "d.json", replace(share(2), made=NOW + timedelta(hours=23)))
    found = read_folder([str(tmp_path)], NOW)
    assert {files[0].person: files[0].help for files in found.newest_files()} == {
        person(0): "the real one",
        person(2): share(2).help,
    }
    assert reasons(found) == {
        "b.json": "is dated 2099-01-01, which is in the future, so it wasn't used",
        "c.json": "is dated 2026-11-24, which is in the future, so it wasn't used",
    }


def test_weeks_that_have_not_come_yet_are_not_anybodys_latest(tmp_path: Path) -> None:
    next_week = LAST.shifted(2)
    put(tmp_path, "now.json", share(0))
    running = replace(share(1), first=LAST.shifted(1).monday, last=LAST.shifted(1).sunday, weeks=(), wins=())
    put(tmp_path, "running.json", running)
    ahead = replace(share(0), last=next_week.sunday, weeks=(replace(week_of(0, 0), week=next_week, hours=5.0),))
    put(tmp_path, "ahead.json", ahead)
    found = read_folder([str(tmp_path)], NOW)
    assert {files[0].person: files[0].last for files in found.newest_files()} == {
        person(0): LAST.sunday,
        person(1): LAST.shifted(1).sunday,
    }
    assert reasons(found) == {
        "ahead.json": f"covers days up to {next_week.sunday}, which is in the future, so it wasn't used"
    }


def test_a_future_reply_is_reported_and_identical_replies_are_merged(tmp_path: Path) -> None:
    reply = Reply("20261123-ab", person(0), "thanks", "x", NOW)
    for name in ("reply-a.json", "reply-a (1).json"):
        put(tmp_path, name, dumps_reply(reply))
    put(tmp_path, "reply-b.json", dumps_reply(replace(reply, made=datetime(2099, 1, 1, tzinfo=UTC))))
    found = read_folder([str(tmp_path)], NOW)
    assert found.replies == (reply,)
    assert list(reasons(found)) == ["reply-b.json"]

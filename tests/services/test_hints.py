"""Reading the user's files for hints, and saving proposals."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cmcheckin.clock import FixedClock
from cmcheckin.hints.day_hint import DayHint
from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.readers.hint_items import Scope
from cmcheckin.paths import Paths
from cmcheckin.services import hints
from cmcheckin.services.hint_files import FOR_CHECKIN, FOR_COMMAND, HintFiles, Limits
from cmcheckin.services.hints import HintReport, Hints
from cmcheckin.settings import Settings
from cmcheckin.wording import hints as words

SAMPLES = Path(__file__).parents[1] / "interchange" / "readers" / "samples"
BERLIN = ZoneInfo("Europe/Berlin")
WEEK = tuple(date(2026, 11, 16) + timedelta(n) for n in range(7))
WED, THU = WEEK[2], WEEK[3]
CLOCK = FixedClock(datetime(2026, 11, 23, 8, 30, tzinfo=BERLIN), BERLIN)


def never() -> bool:
    return False


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    home = tmp_path / "home"
    return Paths(home / "config.toml", home, home / "state")


Read = Callable[..., HintReport]


@pytest.fixture
def read(paths: Paths) -> Read:
    """Read files for the days of a week, as Ada."""

    def read(*files: Path, me: Sequence[str] = ("ada@example.com",), limits: Limits = FOR_COMMAND) -> HintReport:
        return hints.read_files(list(map(str, files)), Settings(), paths, CLOCK, WEEK, me, limits)

    return read


def export(folder: Path) -> Path:
    """Return the folder of a Slack export, with a day that was asked for and one that wasn't."""
    channel = folder / "slack" / "general"
    channel.mkdir(parents=True)
    (folder / "slack" / "users.json").write_bytes((SAMPLES / "slack_users.json").read_bytes())
    (channel / "2026-11-19.json").write_bytes((SAMPLES / "slack_day.json").read_bytes())
    (channel / "2019-01-01.json").write_text("[{broken")
    return folder / "slack"


def archive(folder: Path, inside: Path) -> Path:
    """Return a ZIP archive of the folder `inside`."""
    with zipfile.ZipFile(folder / "export.zip", "w") as file:
        for path in sorted(inside.rglob("*.json")):
            file.write(path, path.relative_to(inside))
    return folder / "export.zip"


def problems(report: HintReport | Hints) -> list[str]:
    return [str(problem) for problem in report.problems]


def test_several_files_are_joined_by_day(read: Read) -> None:
    report = read(SAMPLES / "meetings.ics", SAMPLES / "git_times.txt", SAMPLES / "discord_messages.json")
    assert report.by_day[WED].sources == ("Discord", "Calendar")
    assert report.by_day[THU].counts == (("commits", 2), ("meetings", 1))
    assert report.by_day[WEEK[4]].kind == "leave"
    assert problems(report) == []


def test_a_folder_is_read_with_the_names_in_it_and_without_days_that_were_not_asked_for(
    read: Read, tmp_path: Path
) -> None:
    for place in (export(tmp_path), archive(tmp_path, tmp_path / "slack")):
        report = read(place, me=["Ada Example"])
        assert report.by_day[THU].counts == (("posts", 1),)
        assert (report.unused, report.people, report.problems) == ((), {}, ())


def test_the_people_of_a_file_are_named_if_none_is_known(read: Read, tmp_path: Path) -> None:
    report = read(export(tmp_path), me=[])
    assert report.people == {
        "Slack": (
            ("U0ADA0001", 1, ("Ada Example", "ada", "Ada", "ada@example.com")),
            ("U0BEA0002", 1, ("bea",)),
        )
    }
    assert report.by_day == {}


def test_the_name_of_the_user_is_asked_once(read: Read, paths: Paths, tmp_path: Path) -> None:
    folder = export(tmp_path)
    hints.remember_me(paths, "U0ADA0001")
    assert read(folder, me=[]).by_day[THU].counts == (("posts", 1),)
    assert stat.S_IMODE(paths.imports.stat().st_mode) == 0o600


def test_a_repository_is_read_by_its_reflog(read: Read, tmp_path: Path) -> None:
    logs = tmp_path / "website" / ".git" / "logs"
    logs.mkdir(parents=True)
    (logs / "HEAD").write_bytes((SAMPLES / "git_reflog.txt").read_bytes())
    (tmp_path / "website" / "data.json").write_text("[]")
    assert read(tmp_path / "website").by_day[THU].counts == (("git actions", 2),)


def test_the_reflog_of_a_worktree_is_found(read: Read, tmp_path: Path) -> None:
    logs = tmp_path / "website" / ".git" / "worktrees" / "events" / "logs"
    logs.mkdir(parents=True)
    (logs / "HEAD").write_bytes((SAMPLES / "git_reflog.txt").read_bytes())
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / ".git").write_text("gitdir: ../website/.git/worktrees/events\n")
    assert read(tmp_path / "events").by_day[THU].counts == (("git actions", 2),)


def test_a_repository_without_a_reflog_is_named(read: Read, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "meetings.ics").write_bytes((SAMPLES / "meetings.ics").read_bytes())
    assert problems(read(tmp_path)) == [f"{tmp_path} {words.NO_REFLOG}."]


def test_months_of_timewarrior_that_cannot_have_the_days_are_not_read(read: Read, tmp_path: Path) -> None:
    for name in ("2026-09.data", "2026-11.data", "2026-12.data", "tags.data", "undo.data"):
        (tmp_path / name).write_text("inc 20261118T080000Z - 20261118T120000Z # mods\n" if "11" in name else "{}")
    (tmp_path / "2026-09.data").chmod(0)
    report = read(tmp_path)
    assert report.by_day[WED].hours == 4
    assert problems(report) == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Dear diary,\n", words.nothing_usable()),
        (b"", words.nothing_usable()),
        (b"\xff\xfeB\x00E\x00G\x00", words.looks_like("text in UTF-16; save it as UTF-8 first")),
        (b"caf\xe9\n", words.looks_like("text that isn't UTF-8")),
        (b"PK\x03\x04 nonsense", words.DAMAGED_ARCHIVE),
        (None, words.NOT_THERE),
    ],
)
def test_a_file_that_cannot_be_used_is_named(read: Read, tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    report = read(path, SAMPLES / "meetings.ics")
    assert problems(report) == [f"{path} {reason}."]
    assert THU in report.by_day


def test_a_diary_is_not_used_for_hints(read: Read) -> None:
    path = SAMPLES / "daylio_9_columns.csv"
    assert problems(read(path)) == [f"{path} is from Daylio. Use `cmcheckin import` to read it."]


def test_a_pipe_a_null_byte_and_an_unreadable_folder_are_named(read: Read, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert problems(read(tmp_path / "pipe")) == [f"{tmp_path}/pipe {words.NOT_READABLE}."]
    assert problems(read(Path("a\0b"))) == [f"ab {words.NOT_THERE}."]
    assert problems(read(tmp_path)) == [f"{tmp_path} {words.nothing_usable()}."]


def test_links_and_hidden_files_inside_a_folder_are_not_followed(read: Read, tmp_path: Path) -> None:
    (tmp_path / "link.ics").symlink_to(SAMPLES / "meetings.ics")
    (tmp_path / ".hidden.ics").write_bytes((SAMPLES / "meetings.ics").read_bytes())
    assert read(tmp_path).by_day == {}


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (FOR_COMMAND._replace(files=1), words.TOO_MANY_FILES.format(most=1)),
        (FOR_COMMAND._replace(names=1), words.TOO_MANY_FILES.format(most=1)),
        (FOR_COMMAND._replace(total=100), words.too_much(100)),
    ],
)
def test_a_folder_is_read_within_limits(read: Read, tmp_path: Path, limits: Limits, reason: str) -> None:
    assert problems(read(export(tmp_path), limits=limits)) == [f"{tmp_path}/slack {reason}."]


def test_a_search_in_vain_ends_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    for n in range(9):
        (tmp_path / f"{n}.txt").write_text("Dear diary,\n")
    seconds = count()
    searched = HintFiles(
        [str(tmp_path)], Scope(WEEK[0], WEEK[-1]), Answers(), FOR_COMMAND, lambda: float(next(seconds))
    )
    assert list(searched.found()) == []
    assert searched.problems == [(str(tmp_path), words.SEARCH_TAKES_TOO_LONG)]


def test_the_time_for_files_that_are_used_is_not_limited(tmp_path: Path) -> None:
    for n in range(9):
        (tmp_path / f"{n}.ics").write_bytes((SAMPLES / "meetings.ics").read_bytes())
    now = 0.0
    searched = HintFiles([str(tmp_path)], Scope(WEEK[0], WEEK[-1]), Answers(), FOR_COMMAND, lambda: now)
    found = 0
    for _ in searched.found():
        now, found = now + FOR_COMMAND.seconds, found + 1
    assert (found, searched.problems) == (9, [])


def test_a_file_over_the_limit_is_named_and_the_rest_of_its_folder_is_read(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes((SAMPLES / "meetings.ics").read_bytes())
    (tmp_path / "b.json").write_text("[" + " " * 5000)
    report = read(tmp_path, limits=FOR_COMMAND._replace(size=4000))
    assert problems(report) == [f"{tmp_path.name}/b.json {words.too_large(4000)}."]
    assert THU in report.by_day


def test_large_files_that_are_not_text_are_not_mentioned_unless_they_are_named(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes((SAMPLES / "meetings.ics").read_bytes())
    (tmp_path / "photo").write_bytes(b"\x89PNG\r\n\0" + b"x" * 5000)
    limits = FOR_COMMAND._replace(size=4000)
    assert problems(read(tmp_path, limits=limits)) == []
    assert problems(read(tmp_path / "photo", limits=limits)) == [f"{tmp_path}/photo {words.looks_like('an image')}."]


def test_an_archive_with_too_many_files_is_not_read(read: Read, tmp_path: Path) -> None:
    path = archive(tmp_path, export(tmp_path))
    limits = FOR_COMMAND._replace(names=2)
    assert problems(read(path, limits=limits)) == [f"{path} {words.TOO_MANY_FILES.format(most=2)}."]


def test_a_zip_bomb_is_not_unpacked(read: Read, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("messages.json", b"[" + b" " * 3_000_000)
    report = read(tmp_path / "bomb.zip", limits=FOR_COMMAND._replace(size=1_000_000))
    assert problems(report) == [f"{tmp_path}/bomb.zip/messages.json {words.too_large(1_000_000)}."]


def test_the_newest_file_of_a_folder_is_read_first(tmp_path: Path) -> None:
    for age, name in enumerate("abc"):
        path = tmp_path / f"{name}.ics"
        path.write_bytes((SAMPLES / "meetings.ics").read_bytes())
        os.utime(path, (10**9 - age, 10**9 - age))
    scope = Scope(WEEK[0], WEEK[-1])
    found = HintFiles([str(tmp_path)], scope, Answers(), FOR_COMMAND._replace(files=2)).found()
    assert [file.name for file in found] == [f"{tmp_path.name}/a.ics", f"{tmp_path.name}/b.ics"]


# The check-in


def test_the_files_of_the_settings_and_the_saved_proposals_are_joined(paths: Paths) -> None:
    hints.save_proposals(paths, [DayHint(THU, ("Watson",), hours=7.5), DayHint(WEEK[5], ("Slack",))])
    settings = Settings(hint_files=(str(SAMPLES / "meetings.ics"),))
    found = hints.day_hints(settings, paths, CLOCK, [WED, THU], never)
    assert found.by_day[THU].hours == 7.5
    assert found.by_day[THU].sources == ("Watson", "Calendar")
    assert set(found.by_day) == {WED, THU}
    assert found.problems == ()


def test_the_check_in_names_what_it_could_not_use(paths: Paths, tmp_path: Path) -> None:
    text = (SAMPLES / "meetings.ics").read_text()
    (tmp_path / "cut.ics").write_text(text[: text.rindex("END:VCALENDAR")])
    settings = Settings(hint_files=(str(tmp_path / "cut.ics"), str(SAMPLES / "git_times.txt"), "/nowhere"))
    found = hints.day_hints(settings, paths, CLOCK, WEEK, never)
    assert problems(found) == [
        f"/nowhere {words.NOT_THERE}.",
        f"{tmp_path}/cut.ics has a problem on line 94: {words.CALENDAR_ENDS_EARLY}.",
        f"Git {words.WHO_ARE_YOU}.",
    ]


def test_a_large_file_is_read_only_by_the_command(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "big.ics").write_bytes(b"BEGIN:VCALENDAR\n" + b" " * FOR_CHECKIN.size)
    found = hints.day_hints(Settings(hint_files=(str(tmp_path),)), paths, CLOCK, WEEK, never)
    assert problems(found) == [f"{tmp_path.name}/big.ics {words.too_large(FOR_CHECKIN.size)}."]


@pytest.mark.parametrize("after", [0, 1, 2, 3, 5])
def test_reading_stops_at_the_deadline(paths: Paths, tmp_path: Path, after: int) -> None:
    asked = count()
    settings = Settings(hint_files=(str(export(tmp_path)), str(SAMPLES / "meetings.ics")))
    found = hints.day_hints(settings, paths, CLOCK, WEEK, lambda: next(asked) >= after)
    assert found.problems
    assert next(asked) <= after + 4


def test_no_reader_is_loaded_without_files_in_the_settings(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "read_files", lambda *_, **__: pytest.fail("files were read"))
    assert hints.day_hints(Settings(), paths, CLOCK, WEEK, never) == Hints({})
    assert hints.day_hints(Settings(hint_files=("x",)), paths, CLOCK, [], never) == Hints({})


# Proposals


def test_a_proposal_is_saved_privately_and_joined_with_the_next(paths: Paths) -> None:
    hints.save_proposals(paths, [DayHint(THU, ("Watson",), hours=7.5)])
    hints.save_proposals(paths, [DayHint(THU, ("Slack",), hours=6)])
    (path,) = paths.drafts.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    both = DayHint(THU, ("Watson", "Slack"), hours=7.5)
    assert hints.day_hints(Settings(), paths, CLOCK, [THU], never).by_day == {THU: both}


def test_a_proposal_is_replaced_if_all_its_sources_are_read_again(paths: Paths) -> None:
    hints.save_proposals(paths, [DayHint(THU, ("Watson",), hours=7.5)])
    again = DayHint(THU, ("Slack", "Watson"), hours=6)
    hints.save_proposals(paths, [again])
    assert hints.day_hints(Settings(), paths, CLOCK, [THU], never).by_day == {THU: again}


@pytest.mark.parametrize("content", ["", "{}", "[", '{"date": "2026-11-18"}', '{"date": "2026-11-19", "hours": 99}'])
def test_a_damaged_proposal_is_ignored(paths: Paths, content: str) -> None:
    hints.save_proposals(paths, [DayHint(THU)])
    (path,) = paths.drafts.iterdir()
    path.write_text(content)
    assert hints.day_hints(Settings(), paths, CLOCK, [THU], never).by_day == {}
    hints.save_proposals(paths, [DayHint(THU, hours=7.5)])
    assert hints.day_hints(Settings(), paths, CLOCK, [THU], never).by_day[THU].hours == 7.5


def test_proposals_of_logged_days_are_deleted(paths: Paths) -> None:
    hints.delete_proposals(paths, lambda _: True)
    hints.save_proposals(paths, [DayHint(WED), DayHint(THU)])
    (paths.drafts / "hint-someday.json").write_text("{}")
    (paths.drafts / "2026-11-18-1.json").write_text("{}")
    hints.delete_proposals(paths, lambda day: day == WED)
    assert sorted(path.name for path in paths.drafts.iterdir()) == [
        "2026-11-18-1.json", "hint-2026-11-19.json", "hint-someday.json",
    ]  # fmt: skip

"""`import` with other programs' files: a preview, questions that are asked once, all or nothing, and undo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.cli_runs import Cli

DAYLIO = """\
full_date,date,weekday,time,mood,activities,note_title,note
2026-03-09,9 March,Monday,10:00 pm,Zen ,"mods | tired","Long day","Meetup filled<br>win: Docs published"
2026-03-08,8 March,Sunday,11:00 pm,meh,"family","",""
"""
ZEN = ("--answer", "mood Zen = 5")
TOGGL = """\
User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags
{user},,,Community,,Spam wave,No,2026-03-09,22:00:00,2026-03-10,01:30:00,03:30:00,mods
Kim,,,Community,,Post,No,2026-03-09,08:00:00,2026-03-09,10:00:00,02:00:00,mods
"""


def exported(cli: Cli) -> list[dict[str, object]]:
    return [json.loads(line) for line in cli("export").lines]


def test_a_diary_is_imported_as_previewed_and_undone_as_a_whole(cli: Cli) -> None:
    cli("log", "--mood", "3", "--date", "2026-11-19")
    before = cli("export").out
    done = cli("import", "-", *ZEN, "--yes", stdin=DAYLIO)
    assert done.code == 0
    assert done.lines[0] == "Standard input: Daylio, 8–9 March 2026"
    assert "  2 new check-ins: 2 with a mood, 1 with a note and 1 win" in done.lines
    assert "  2026-03-09 Mon  mood 5 great · one win · a note" in done.lines
    assert "Moods: Zen = 5, meh = 3" in done.lines
    assert exported(cli)[1] == {
        "type": "checkin",
        "date": "2026-03-09",
        "logged_at": "2026-03-09T22:00:00+01:00",
        "mood": 5,
        "wins": [{"id": "w-2026-03-09-1-3f9a", "text": "Docs published"}],
        "note": "Long day\nMeetup filled",
        "daylio_tags": ["mods", "tired"],
    }
    assert cli("undo").code == 0
    assert cli("export").out == before


def test_a_scale_for_energy_is_the_energy_of_the_day(cli: Cli) -> None:
    head = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
    row = "2026-03-09,9 March,Monday,10:00 pm,good,,Energie: {} | Sleep: 7,,\n"
    cli("import", "-", "--yes", stdin=head + row.format(4))
    refused = cli("import", "-", "--yes", stdin=head + row.format(8).replace("03", "04"))
    assert "lowest and highest numbers for energy" in refused.err
    cli("import", "-", "--yes", "--answer", "scale energy = 0-10", stdin=head + row.format(8).replace("03", "04"))
    assert [record["energy"] for record in exported(cli)] == [4, 4]


def test_activities_without_a_meaning_are_named(cli: Cli) -> None:
    done = cli("import", "-", *ZEN, "--answer", "feeling tired", "--dry-run", stdin=DAYLIO)
    assert "Not used: mods and family. See `cmcheckin help import`." in done.lines


def test_importing_twice_changes_nothing(cli: Cli) -> None:
    cli("import", "-", *ZEN, "--yes", stdin=DAYLIO)
    before = cli("export").out
    again = cli("import", "-", "--yes", stdin=DAYLIO)
    assert (again.code, again.err) == (0, "Everything in it is already in your log.\n")
    assert cli("export").out == before


def test_a_dry_run_shows_the_preview_and_changes_nothing(cli: Cli) -> None:
    done = cli("import", "-", *ZEN, "--dry-run", stdin=DAYLIO)
    assert (done.code, done.err) == (0, "Nothing was changed.\n")
    assert "2 new check-ins" in done.out
    assert not (cli.home / "journal").exists()
    assert not (cli.home / "imports.json").exists()


def test_without_yes_and_a_terminal_nothing_is_imported(cli: Cli) -> None:
    done = cli("import", "-", *ZEN, stdin=DAYLIO)
    assert done.code == 2
    assert "--yes" in done.err
    assert not (cli.home / "journal").exists()


def test_required_questions_are_named_with_the_option_to_answer_them(cli: Cli) -> None:
    done = cli("import", "-", "--yes", stdin=DAYLIO)
    assert done.code == 3
    assert done.err.splitlines() == [
        "Standard input can't be imported until you answer this:",
        "How would you rate the mood “Zen”, from 1 (rough) to 5 (great)? (1, 2, 3, 4, 5, -)",
        'Nothing was changed. Answer each with --answer, such as --answer "mood Zen = 1".',
    ]


def test_an_answer_is_remembered_privately_and_a_new_one_replaces_it(cli: Cli) -> None:
    cli("import", "-", *ZEN, "--answer", "feeling tired", "--yes", stdin=DAYLIO)
    assert (cli.home / "imports.json").stat().st_mode & 0o777 == 0o600
    later = DAYLIO.replace("2026-03-09", "2026-04-09").replace("2026-03-08", "2026-04-08")
    cli("import", "-", "--yes", stdin=later)
    assert [record.get("feelings") for record in exported(cli)] == [None, ["tired"], None, ["tired"]]
    cli("import", "-", "--answer", "mood zen = 4", "--yes", stdin=later.replace("2026-04", "2026-05"))
    assert [record["mood"] for record in exported(cli)] == [3, 5, 3, 5, 3, 4]


@pytest.mark.parametrize("answer", ["mood Zen = 9", "mood = ", "colour blue = 3", "mood", "mood Sad = 3"])
def test_an_impossible_answer_is_refused(cli: Cli, answer: str) -> None:
    done = cli("import", "-", "--answer", answer, "--yes", stdin=DAYLIO)
    assert done.code in (2, 3)
    assert not (cli.home / "journal").exists()


def test_an_answer_to_no_question_is_named_as_typed(cli: Cli) -> None:
    done = cli("import", "-", *ZEN, "--answer", "mood Sad = 3", "--yes", stdin=DAYLIO)
    assert done.code == 2
    assert "--answer: Standard input needs no answer about “mood Sad”." in done.err


def test_what_differs_is_listed_and_the_user_decides(cli: Cli) -> None:
    cli("log", "--mood", "2", "--note", "Mine", "--date", "2026-03-09")
    before = cli("export").out
    refused = cli("import", "-", *ZEN, "--yes", stdin=DAYLIO)
    assert refused.code == 3
    assert "line 2: check-in 2026-03-09: mood is “2, low” in your log and “5, great” in the file" in refused.err
    assert "Add --replace to use the file, or --keep to keep your log." in refused.err
    assert cli("export").out == before
    assert cli("import", "-", *ZEN, "--keep", "--yes", stdin=DAYLIO).code == 0
    assert [record["mood"] for record in exported(cli)] == [3, 2]
    assert cli("import", "-", *ZEN, "--replace", "--yes", stdin=DAYLIO).code == 0
    assert [record["mood"] for record in exported(cli)] == [3, 5]
    assert exported(cli)[1]["note"] == "Mine\n\nLong day\nMeetup filled"


def test_bad_lines_refuse_the_whole_file_unless_they_are_skipped(cli: Cli) -> None:
    body = DAYLIO + '2026-13-45,13 May,Monday,10:00 pm,meh,"","",""\n2031-01-01,1 Jan,Monday,10:00 pm,meh,"","",""\n'
    refused = cli("import", "-", *ZEN, "--yes", stdin=body)
    assert refused.code == 3
    assert "Standard input, line 4: " in refused.err
    assert "Standard input, line 5: is dated 2031-01-01, which is in the future" in refused.err
    assert "--skip-bad-lines" in refused.err
    assert not (cli.home / "journal").exists()
    done = cli("import", "-", *ZEN, "--yes", "--skip-bad-lines", stdin=body)
    assert done.code == 0
    assert "Standard input, line 4: " in done.out
    assert len(exported(cli)) == 2


def test_only_the_users_own_hours_are_imported(cli: Cli) -> None:
    body = TOGGL.format(user="Sam")
    refused = cli("import", "-", "--yes", stdin=body)
    assert "Which of these are you? (Kim, Sam)" in refused.err
    done = cli("import", "-", "--answer", "person Sam", "--answer", "activity mods = moderation", "--yes", stdin=body)
    assert done.code == 0
    assert "Left out: somebody else's time (line 3)" in done.lines
    assert exported(cli) == [
        {
            "type": "workday", "date": "2026-03-09", "kind": "work", "hours": 3.5, "start": "22:00", "end": "01:30",
            "activities": [{"kind": "moderation", "hours": 3.5}],
        }
    ]  # fmt: skip
    assert (
        cli("import", "-", "--yes", stdin=body).err == "Everything in it is already in your log.\n"
    )  # the name is remembered


def test_a_file_of_several_people_asks_which_one_is_the_user(cli: Cli) -> None:
    known = ("--answer", "person Sam")
    cli("import", "-", *known, "--yes", stdin=TOGGL.format(user="Sam"))
    refused = cli("import", "-", "--yes", stdin=TOGGL.format(user="Lee").replace("2026-03", "2026-04"))
    assert refused.code == 3
    assert "(Kim, Lee)" in refused.err
    both = TOGGL.format(user="Sam").replace("2026-03", "2026-05")
    assert cli("import", "-", "--answer", "person Kim", "--yes", stdin=both).code == 0
    assert [record["hours"] for record in exported(cli)] == [3.5, 2]


def test_tracked_evenings_are_after_hours_by_the_schedule_in_the_settings(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('[schedule]\nstart = "08:00"\nend = "16:00"\n')
    cli("import", "-", "--answer", "person Sam", "--yes", stdin=TOGGL.format(user="Sam"))
    assert [record["after_hours_minutes"] for record in exported(cli)] == [210]


def test_a_folder_with_files_of_two_programs_is_refused(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.csv").write_text(DAYLIO)
    (tmp_path / "x" / "b.csv").write_text(TOGGL.format(user="Kim"))
    done = cli("import", str(tmp_path / "x"), "--yes")
    assert done.code == 3
    assert "has files from Daylio and Toggl Track. Import one program at a time" in done.err


def test_words_of_a_forgotten_day_do_not_come_back(cli: Cli) -> None:
    cli("import", "-", *ZEN, "--yes", stdin=DAYLIO)
    cli("forget", "2026-03-09", "--yes")
    done = cli("import", "-", "--yes", stdin=DAYLIO)
    assert "erased these words" in done.err
    assert "Meetup filled" not in cli("export").out


def test_what_was_changed_after_an_import_stays_changed(cli: Cli) -> None:
    cli("import", "-", *ZEN, "--yes", stdin=DAYLIO)
    cli("delete", "2026-03-09", "--yes")
    cli("log", "--mood", "2", "--note", "Mine", "--date", "2026-03-09")
    before = cli("export").out
    again = cli("import", "-", "--yes", stdin=DAYLIO)
    assert (again.code, again.err) == (0, "Everything in it is already in your log.\n")
    assert cli("export").out == before
    newer = DAYLIO + '2026-03-09,9 March,Monday,11:30 pm,Zen,"mods","","Slept well"\n'
    assert cli("import", "-", "--yes", stdin=newer).code == 0
    (saved,) = (record for record in exported(cli) if record["date"] == "2026-03-09")
    assert (saved["mood"], str(saved["note"]).count("Slept well"), "Meetup" in str(saved)) == (2, 1, False)
    assert cli("import", "-", "--yes", "--replace", stdin=DAYLIO).code == 0
    assert "Meetup filled" in cli("export").out


def test_a_day_that_was_deleted_after_an_import_stays_deleted(cli: Cli) -> None:
    cli("import", "-", *ZEN, "--yes", stdin=DAYLIO)
    cli("delete", "2026-03-09", "--yes")
    again = cli("import", "-", "--yes", stdin=DAYLIO)
    assert "Left out: a day that you deleted after an earlier import (line 2)" in again.lines
    assert len(exported(cli)) == 1
    assert cli("import", "-", "--yes", "--replace", stdin=DAYLIO).code == 0
    assert len(exported(cli)) == 2


def test_an_import_that_was_undone_can_be_made_again(cli: Cli) -> None:
    cli("import", "-", *ZEN, "--yes", stdin=DAYLIO)
    before = cli("export").out
    cli("undo")
    cli("redo")
    cli("undo")
    assert exported(cli) == []
    assert cli("import", "-", "--yes", stdin=DAYLIO).code == 0
    assert cli("export").out == before


def test_if_the_answers_file_is_damaged_everything_is_asked_again(cli: Cli) -> None:
    cli("import", "-", *ZEN, "--yes", stdin=DAYLIO)
    (cli.home / "imports.json").write_text("{")
    assert cli("import", "-", "--yes", stdin=DAYLIO).code == 3
    done = cli("import", "-", *ZEN, "--yes", stdin=DAYLIO.replace("2026-03", "2026-04"))
    assert "couldn't be saved for the next import" in done.err
    assert len(exported(cli)) == 4


def test_a_skipped_file_is_named_without_a_list_of_programs(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.csv").write_text(DAYLIO)
    (tmp_path / "x" / "b.png").write_bytes(b"\x89PNG\r\n\0\0")
    (tmp_path / "x" / "c.png").write_bytes(b"\x89PNG\r\n\0\0")
    done = cli("import", str(tmp_path / "x"), *ZEN, "--yes")
    assert "Not read: b.png, which looks like an image, and 1 more like it" in done.lines


def test_the_first_of_several_left_out_lines_is_named(cli: Cli) -> None:
    habits = "Date,Walk,\n2026-03-09,YES_MANUAL,\n2026-03-08,YES_MANUAL,\n"
    done = cli("import", "-", "--dry-run", stdin=habits)
    assert "(line 2 and 1 more)" in done.out
    refused = cli("import", "-", "--answer", "number Walk = Outside", "--dry-run", stdin=habits)
    assert "“Outside” isn't a possible answer, as config.toml has no numbers or questions of your own." in refused.err


def test_lines_of_a_folder_are_named_with_their_file(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "times" / "data"
    folder.mkdir(parents=True)
    (folder / "2026-03.data").write_text("inc 20260309T080000Z - 20260309T120000Z\ninc 20260310T080000Z\n")
    cli("log", "--hours", "9", "--date", "2026-03-09")
    differs = "data/2026-03.data, line 1: day of work 2026-03-09: hours is"
    assert differs in cli("import", str(tmp_path / "times"), "--yes").err
    done = cli("import", str(tmp_path / "times"), "--keep", "--dry-run")
    assert differs in done.out
    assert "(line 2 of data/2026-03.data)" in done.out
    alone = cli("import", str(folder / "2026-03.data"), "--keep", "--dry-run")
    assert "\nline 1: day of work" in alone.out
    assert "(line 2)" in alone.out


def test_differences_of_an_export_in_a_folder_are_named_with_their_file(cli: Cli, tmp_path: Path) -> None:
    cli("log", "--mood", "3", "--date", "2026-03-09")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "all.jsonl").write_text(cli("export").out.replace('"mood":3', '"mood":4'))
    assert "all.jsonl, line 1: check-in 2026-03-09: mood is" in cli("import", str(tmp_path / "old")).err


@pytest.mark.parametrize(
    ("data", "others"),
    [
        ({"data/2026-03.data": "inc 20260309T080000Z - 20260309T120000Z\n"},
         {"data/tags.data": '{\n  "x":{"count":1}\n}', "data/undo.data": "txn:\n  type: interval\n",
          "data/backlog.data": "", "timewarrior.cfg": "# no settings\n"}),
        ({"frames": '[[1773043200, 1773046800, "mods", "3f9a", [], 1773046800]]'},
         {"state": "{}", "last_sync": "0", "config": "[default_tags]\n"}),
        ({"log": "2026-03-09 : Gym : y : :\n"}, {"habits": "! Morning\nGym: 3/7\n"}),
    ],
    ids=["Timewarrior", "Watson", "harsh"],
)  # fmt: skip
def test_files_that_a_program_keeps_beside_its_data_are_not_mentioned(
    cli: Cli, tmp_path: Path, data: dict[str, str], others: dict[str, str]
) -> None:
    for name, content in {**data, **others, "shopping.txt": "Bread\n"}.items():
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    done = cli("import", str(tmp_path / "folder"), "--dry-run")
    assert "Not read: shopping.txt, which isn't recognised" in done.lines


def test_names_and_answers_may_contain_an_equals_sign(cli: Cli) -> None:
    tags = "a=b | a | c=d | e="
    given = ("feeling a=b = x=1", "feeling a = y", "win c=d", "feeling e= = z=", "feeling A = w")
    answers = [part for one in given for part in ("--answer", one)]
    done = cli("import", "-", *ZEN, *answers, "--yes", stdin=DAYLIO.replace("mods | tired", tags))
    assert "Wins: c=d" in done.lines
    assert exported(cli)[1]["feelings"] == ["x=1", "w", "z="]
    cli("import", "-", "--answer", "person = k=1", "--yes", stdin=TOGGL.format(user="k=1"))
    assert "hours" in cli("export").out

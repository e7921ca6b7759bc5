"""What can be done in plain lines is saved as on the screens, in a line or two."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.journal.encryption import identities
from cmcheckin.services.follow_up import FollowUpStore
from tests.cli.cli_runs import Cli
from tests.cli.plain.plain_runs import joined, typed
from tests.two_devices import apart


def escalations(cli: Cli) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli("escalations", "--status", "all", "--json").document["escalations"]
    return found


def test_an_escalation_is_updated_in_one_line_and_undone(lived: Cli) -> None:
    done = typed(lived, "escalations", "--plain", lines="r 2 filter holds|b")
    assert "Resolved: Spam wave in #help." in done.out
    one = next(one for one in escalations(lived) if one["title"] == "Spam wave in #help")
    assert (one["status"], one["updates"][-1]["text"]) == ("resolved", "filter holds")
    done = typed(lived, "escalations", "--plain", lines="u|n|u|y|b")  # made before, so it asks
    assert "Nothing was undone." in done.out
    assert "Undone: “Spam wave in #help" in joined(done.out)
    assert next(one for one in escalations(lived) if one["title"] == "Spam wave in #help")["status"] == "handed-off"


def test_an_escalation_is_logged_and_handed_off(lived: Cli) -> None:
    done = typed(lived, "escalations", "--plain", lines="l Login is down|4|n|h 5 Sam||b")
    assert "Logged: Login is down." in done.out
    one = next(one for one in escalations(lived) if one["title"] == "Login is down")
    assert (one["severity"], one["status"], one["handed_to"]) == (4, "handed-off", "Sam")


def test_details_after_logging_are_those_of_the_new_escalation_if_an_older_one_has_its_title(lived: Cli) -> None:
    typed(lived, "escalations", "--plain", lines="l Spam wave in #help|3+|The second wave|b|y|b")
    found = [(one["title"], one["severity"]) for one in escalations(lived) if "wave" in one["title"]]
    assert sorted(found) == [("Spam wave in #help", 4), ("The second wave", 3)]


def test_every_detail_of_an_escalation_can_be_edited(lived: Cli) -> None:
    answers = [
        "A new title",
        "5",
        "2",
        "yesterday 14:00",
        "45",
        "y",
        "a cause",
        "legal",
        "2",
        "an outcome",
        "an update",
    ]
    typed(lived, "escalations", "--plain", lines=["e 1", *answers, "b"])
    one = next(one for one in escalations(lived) if one["title"] == "A new title")
    assert (one["severity"], one["minutes"], one["could_wait"]) == (5, 45, True)
    assert (one["cause"], one["handed_to"], one["status"], one["outcome"]) == (
        "a cause",
        "legal",
        "watching",
        "an outcome",
    )
    assert one["updates"][-1]["text"] == "an update"


@pytest.mark.parametrize(("number", "severity"), [(1, "ask"), (3, "crisis")])  # an ask can't have another
def test_a_line_that_was_not_saved_is_offered_again(lived: Cli, number: int, severity: str) -> None:
    typed(lived, "escalations", "--plain", lines=[f"e {number}", "Half a title", "5"])  # then the line drops
    done = typed(lived, "escalations", "--plain", lines="y|b")
    assert re.search(f"Unsaved changes from .* to .*: title: Half a title; severity: {severity}", joined(done.out))
    assert any(one["title"] == "Half a title" for one in escalations(lived))


def test_a_nudge_is_explained_and_snoozed(lived: Cli) -> None:
    done = typed(lived, "week", "--plain", lines="w|z|q")
    assert "You haven't answered this kind of nudge yet." in joined(done.out)
    assert "Snoozed until 4 December." in done.out
    assert "snoozed until 4 December" in joined(typed(lived, "nudges", "--plain", lines="b").out)


def test_a_second_not_useful_offers_to_turn_the_kind_off(lived: Cli) -> None:
    typed(lived, "nudges", "--plain", lines="not|b")
    done = typed(lived, "nudges", "--plain", lines="not|y|b")
    assert "Turn this kind off?" in done.out
    assert "Turned off." in done.out


def test_a_day_is_deleted_after_a_question_and_comes_back(lived: Cli) -> None:
    done = typed(lived, "week", "--plain", lines="d 1|n|d 1|y|u|q")
    assert "Nothing was deleted." in done.out
    assert "Deleted the check-in and workday for Monday 16 November." in joined(done.out)
    assert "Undone: " in done.out


def test_a_day_is_filled_in_by_its_number(lived: Cli) -> None:
    done = typed(lived, "week", "--plain", lines=["e 2", "5", *[""] * 20, "y", "q"])
    assert "Saved." in done.out
    assert lived("show", "2026-11-17", "--json").document["checkin"]["workload"] == 5


def test_leave_is_planned_in_one_line_and_undone_in_another(lived: Cli) -> None:
    done = typed(lived, "week", "--plain", lines="leave 3 dec to 4 dec|u|redo|q")
    assert "Planned 2 days of leave: 3 to 4 December 2026. Type u to undo." in joined(done.out)
    assert "Type redo to bring it back." in joined(done.out)
    assert lived("show", "2026-12-03", "--json").document["workday"]["kind"] == "leave"


def test_leave_is_planned_and_removed_for_several_days_by_their_numbers(lived: Cli) -> None:
    lived("leave", "2026-11-25", "2026-11-25")
    done = typed(lived, "week", "--plain", lines="leave 6-9|leave 6-7|/|g 4 dec|l 1-3|d 2-3|y|q")
    assert "There's no 9 here." in joined(done.out)
    assert "no working day" in joined(done.out)
    assert "Remove 2 days of planned leave from Wednesday 2 December to Thursday 3 December?" in joined(done.out)
    days = [lived("show", f"2026-12-0{day}", "--json").document["workday"] for day in (2, 3, 4)]
    assert [day and day["kind"] for day in days] == [None, None, "leave"]


@pytest.mark.parametrize("back", ["b", "\x1b"])
def test_going_back_from_a_question_changes_nothing(back: str, lived: Cli, shared: Path) -> None:
    before = sorted(shared.iterdir())
    done = typed(lived, "review", "--plain", str(shared), lines=["wins", "t 1", back, "q"])
    assert "Cancelled." in done.out
    assert sorted(shared.iterdir()) == before
    typed(lived, "escalations", "--plain", lines=["h 3", back, "q"])
    assert next(one for one in escalations(lived) if one["title"].startswith("Angry"))["status"] == "open"


def test_wins_are_copied_by_a_terminal_that_can(lived: Cli) -> None:
    assert "This terminal can't copy." in joined(typed(lived, "wins", "--plain", lines="|c|q").out)
    lived.environ["TERM"] = "xterm-256color"
    done = typed(lived, "wins", "--plain", lines="|c|q")
    copied = done.out.partition("\x1b]52;c;")[2].partition("\a")[0]
    assert "Lyon group drew its first map together" in base64.b64decode(copied).decode()


def test_thanks_are_kept_and_a_reply_is_answered(lived: Cli) -> None:
    number = 1 if "1. Thanks from Mira" in typed(lived, "inbox", "--plain", lines="b").out else 2
    done = typed(lived, "inbox", "--plain", lines=f"k {number}|r {3 - number} See you there|a 2|b")
    assert "Kept as praise in today's check-in." in done.out
    replies = {one["kind"]: one for one in lived("inbox", "--json").document["replies"]}
    assert replies["thanks"]["state"] == "kept"
    assert replies["answer"]["answer"] == "See you there"


def test_a_win_is_left_out_of_the_file(lived: Cli, tmp_path: Path) -> None:
    target = tmp_path / "wins.md"
    done = typed(lived, "wins", "--plain", lines=f"|x 1|w {target}|b")
    assert "left out" in done.out
    assert "Saved wins.md" in done.out
    assert "Lyon group drew its first map together" not in target.read_text("utf-8")


def test_the_report_is_edited_and_written(lived: Cli, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    typed(lived, "report", "--plain", lines=f"e 1 A line of mine|x 2|a One more line|w {target}|b")
    text = target.read_text("utf-8")
    assert "A line of mine" in text
    assert "One more line" in text
    before = target.read_bytes()
    typed(lived, "report", "--plain", lines=f"w {target}|n|b")
    assert target.read_bytes() == before


def test_what_is_left_out_or_reworded_is_not_in_the_shared_files(lived: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    shown = typed(lived, "share", "--plain", lines="|q").out
    number = next(line for line in shown.splitlines() if "Spam wave in #help" in line).partition(".")[0]
    done = typed(lived, "share", "--plain", lines=f"e {number} A busy channel||w {folder}||q")
    assert "The files are ready." in done.out
    texts = [path.read_text("utf-8") for path in folder.iterdir()]
    assert all("Spam wave" not in text for text in texts)
    assert any("A busy channel" in text for text in texts)


def test_a_selection_survives_a_dropped_line(lived: Cli) -> None:
    typed(lived, "share", "--plain", lines="x 1 2")
    done = typed(lived, "share", "--plain", lines="q")
    assert "1. hours: not included" in done.out
    assert "2. workload: not included" in done.out


@pytest.mark.parametrize("state", ["x", "m"])
def test_the_manager_marks_an_entry_and_undoes_it(state: str, lived: Cli, shared: Path) -> None:
    done = typed(lived, "review", "--plain", str(shared), lines=f"{state} 1|u|q")
    assert "Type u to undo." in done.out
    assert "Your last mark was undone." in done.out


def test_the_manager_thanks_and_asks_and_offers(lived: Cli, shared: Path) -> None:
    shown = typed(lived, "review", "--plain", str(shared), lines="q").out
    number = next(line for line in shown.splitlines() if line.lstrip("0123456789").startswith(". ") and "“" in line)
    number = number.partition(".")[0]
    done = typed(
        lived,
        "review",
        "--plain",
        str(shared),
        "--from",
        "Kim",
        lines=f"t {number} Well done|d {number} Take it|3 dec to 4 dec|q",
    )
    assert "Reply to Ada saved, for Thursday 3 to Friday 4 December." in joined(done.out)
    replies = lived("review", "--json", str(shared)).document["replies"]
    found = {one["kind"]: one for one in replies}
    assert {kind: one["text"] for kind, one in found.items()} == {"thanks": "Well done", "time": "Take it"}
    assert (found["time"]["first"], found["time"]["last"]) == ("2026-12-03", "2026-12-04")


def test_a_one_to_one_keeps_notes_and_action_items(lived: Cli, shared: Path) -> None:
    lines = "people|o 1|n|First line|second|then nothing||a Ask about leave|q".replace("then nothing|", "")
    typed(lived, "review", "--plain", str(shared), lines=lines)
    (notes,) = FollowUpStore(lived.home / "follow-up.json", None).load().people.values()
    assert notes.note == "First line\nsecond"
    assert [action.text for action in notes.actions] == ["Ask about leave"]
    done = typed(lived, "review", "--plain", str(shared), lines="people|o 1|f|y|q")
    assert "Noted. The next page starts here, with one open action item." in joined(done.out)


def test_notes_of_a_one_to_one_are_encrypted_with_the_diary_and_read_again(
    lived: Cli, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert lived("encrypt", "on", "--identity", str(tmp_path / "identity.txt"), "--yes").code == 0
    typed(lived, "review", "--plain", str(shared), lines="people|o 1|n|Zwiebelkuchen||q")
    assert not any(b"Zwiebelkuchen" in path.read_bytes() for path in lived.home.rglob("*") if path.is_file())
    done = typed(lived, "review", "--plain", str(shared), lines="people|o 1|q")
    assert (done.code, done.err, "Zwiebelkuchen" in done.out) == (0, "", True)


def test_an_action_item_is_read_with_its_number_after_each_change(lived: Cli, shared: Path) -> None:
    done = typed(lived, "review", "--plain", str(shared), lines="people|1|o|a First|e Second|x|d|x|q")
    numbers = re.findall(r"^(\d+)\. (\w+) \(open", done.out, re.MULTILINE)
    assert [text for _, text in numbers] == ["First", "Second"]
    assert "Done: “Second”. Type u to undo. 4. Second (done 20 November)" in joined(done.out)
    assert "Deleted “Second”. Type u to undo." in joined(done.out)
    assert "Type a number after the letter, such as x 1." in done.out


def test_the_page_of_a_person_needs_no_number_for_what_is_about_them(lived: Cli, shared: Path) -> None:
    done = typed(lived, "review", "--plain", str(shared), "--from", "Kim", lines="people|1|w How was it|t|[|q")
    assert "Reply saved. Ada will see it in their next check-in." in joined(done.out)
    assert "Type a number after the letter, such as t 1." in done.out
    assert "There's nobody else here." in done.out
    [reply] = lived("review", "--json", str(shared)).document["replies"]
    assert (reply["kind"], reply["text"]) == ("question", "How was it")


def test_any_page_opens_by_its_name(lived: Cli) -> None:
    done = typed(lived, "trends", "--plain", lines="Escalations|wins|b|b|nonsense|q")
    titles = re.findall(r"(?:^|: )(Weeks|Wins|Escalations), ", done.out, re.MULTILINE)
    assert titles == ["Escalations", "Wins"]
    assert "“nonsense” does nothing here." in done.out


def test_an_escalation_that_was_undone_is_read_as_it_is_now(lived: Cli) -> None:
    done = typed(lived, "escalations", "--plain", lines="r 3|u|3|b")
    assert "Undone: “Angry thread" in joined(done.out)
    assert "Angry thread on the renewal mails: moderate, open for" in joined(done.out.partition("Undone")[2])


def test_after_the_files_are_written_the_week_follows(lived: Cli, tmp_path: Path) -> None:
    done = typed(lived, "week", "--plain", lines=f"s|||w {tmp_path}|n|q")
    assert "The files are ready." in done.out
    assert "Week 47" in done.out.partition("The files are ready.")[2]


def test_what_a_file_has_otherwise_is_asked_and_b_cancels(lived: Cli, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"type":"workday","date":"2026-11-18","kind":"work","hours":3}\n', encoding="utf-8")

    def hours() -> float:
        found: float = lived("show", "2026-11-18", "--json").document["workday"]["hours"]
        return found

    done = typed(lived, "week", "--plain", lines=f"f {file}|b|o {file}||b|q")
    assert "To use the file, type f." in joined(done.out)
    assert "Cancelled." in done.out
    assert "Nothing was changed." in done.out
    assert hours() == 9.5
    typed(lived, "week", "--plain", lines=f"f {file}|f|b|q")
    assert hours() == 3


def test_a_question_of_an_import_can_be_left(lived: Cli, tmp_path: Path) -> None:
    file = tmp_path / "moods.csv"
    file.write_text("date,mood,hours\n03/04/2026,4,7.5\n", encoding="utf-8")
    done = typed(lived, "import", "--plain", str(file), lines="|b|never read")
    assert "Type an answer, or b to cancel." in done.err
    assert (done.code, done.err.splitlines()[-1]) == (1, "Nothing was changed.")


def test_an_answer_to_an_import_is_kept_if_the_line_drops_before_the_next(lived: Cli, tmp_path: Path) -> None:
    file = tmp_path / "daylio.csv"
    days = '2026-03-09,March 9,Monday,10:00 pm,Zen,"","",""\n2026-03-08,March 8,Sunday,9:00 am,Flow,"","",""\n'
    file.write_text(f"full_date,date,weekday,time,mood,activities,note_title,note\n{days}", encoding="utf-8")
    assert "“Flow”" in typed(lived, "import", "--plain", str(file), lines="5").out
    again = typed(lived, "import", "--plain", str(file), lines="")
    assert "“Flow”" in again.out and "“Zen”" not in again.out


def test_damaged_lines_are_named_with_their_copy_and_what_to_do(lived: Cli) -> None:
    (journal,) = (lived.home / "journal").glob("*.jsonl")
    with journal.open("a", encoding="utf-8") as file:
        file.write("garbage\n{\n")
    for done in (typed(lived, "week", "--plain", lines="q"), lived("week")):
        assert done.code == 1
        assert f"{journal.name}, line " in done.err
        assert f"A copy is in {journal}.damaged-" in done.err
        assert "run `cmcheckin doctor" in done.err
        assert "so this output is incomplete" in done.err


def test_a_file_is_imported_from_the_week(lived: Cli, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"type":"workday","date":"2026-01-05","kind":"work","hours":7}\n', encoding="utf-8")
    done = typed(lived, "week", "--plain", lines=f"f {file}|b|q")
    assert done.code == 0
    assert lived("show", "2026-01-05", "--json").document["workday"]["hours"] == 7


def test_without_a_command_plain_asks_the_check_in_and_then_what_next(cli: Cli) -> None:
    done = typed(cli, "--plain", lines="3||4|3|||||||y|x|q")
    assert "Saved." in done.out
    assert "Week: x" in done.out or "Escalations" in done.out
    again = typed(cli, "--plain", lines="q")
    assert "Step 1" not in again.out
    assert "Week 47" in again.out


def test_the_check_in_explains_itself_goes_back_a_step_and_stops(cli: Cli) -> None:
    done = typed(cli, "checkin", "--plain", lines="?|3||3|b|b|4||2|q")
    assert "Type b to go back to the start of this step" in joined(done.out)
    assert done.out.count("Step 2 of 4: mood") == 3  # the first b goes back to its first question
    assert done.out.count("Step 1 of 4: workload") == 2
    assert (done.code, done.err) == (1, "Not saved yet. Your answers are kept as a draft.\n")
    saved = typed(cli, "checkin", "--plain", lines=[*[""] * 30])
    assert "4 a lot" in saved.out
    assert "2 low" in saved.out


def test_a_quiet_morning_takes_nine_keys(cli: Cli) -> None:
    typed(cli, "checkin", "--plain", lines=["3.43...", ""])
    checkin, workday = cli.records()
    assert [checkin[name] for name in ("workload", "mood", "energy")] == [3, 4, 3]
    assert (workday["date"], workday["hours"]) == ("2026-11-19", 8)


def test_digits_typed_together_answer_ratings_only(cli: Cli) -> None:
    done = typed(cli, "checkin", "--plain", lines=["34", "", "2.", "", "", "n"])
    assert "“4” wasn't used" in done.out
    assert "Workload: 3 about right" in done.out
    assert "Thursday 19 November: 8 hours" in done.out
    assert "Mood: 2 low" in done.out


def test_an_unfinished_check_in_of_another_day_is_mentioned_and_discarded(lived: Cli) -> None:
    typed(lived, "checkin", "--plain", "--date", "2026-11-18", lines="5")
    done = typed(lived, "week", "--plain", lines="discard|y|discard|q")
    assert "Unfinished check-in for Wednesday 18 November. Type resume to open it, or discard to discard it." in joined(
        done.out
    )
    assert "“discard” does nothing here." in done.out
    assert not list((lived.home / "drafts").glob("*2026-11-18*"))


def test_different_answers_of_two_devices_are_settled(tmp_path: Path) -> None:
    cli = Cli(tmp_path / "home", device="phone-77aa", now="2026-11-20T07:12:00+01:00")
    cli("log", "--win", "Meetup filled")
    with apart(cli.home, "laptop-3f9a") as home:
        Cli(home, device="laptop-3f9a", now="2026-11-20T06:50:00+01:00")("log", "--mood", "2", "--note", "one")
        cli("log", "--mood", "4", "--note", "two")
    done = typed(cli, "week", "--plain", lines="settle|2|b|q")
    assert "Your devices disagree about Friday 20 November. Type settle to choose." in joined(done.out)
    assert "Mood on Friday 20 November:" in done.out
    assert "1. 4, good (phone-77aa, Friday 20 November 7:12)" in done.out
    checkin = cli("show", "--json").document["checkin"]
    assert checkin["mood"] == 2
    assert {"one", "two"} <= {*checkin["note"].split("\n")}
    assert cli("settle").out == ""


def test_a_locked_diary_opens_no_part(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    cli("log", "--mood", "4")
    identity = tmp_path / "identity.age"
    assert cli("encrypt", "on", "--identity", str(identity), "--yes").code == 0
    identity.rename(tmp_path / "away")
    identities._held.clear()
    done = typed(cli, "week", "--plain", lines="q")
    assert done.code == 1
    assert "Week:" not in done.out

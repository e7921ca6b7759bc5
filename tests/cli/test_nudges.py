"""`nudges`: the nudges of a morning, and the user's answers to them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cmcheckin.cli.nudges import document
from cmcheckin.domain.nudge import KINDS, DayValue, Finding, Nudge
from cmcheckin.insight.nudges import MorningNudges
from tests.cli.cli_runs import Cli

TODAY = date(2026, 11, 18)
NOTE = "no_day_off-2026-11-18"
NUMBERS = {"run_days": 1, "days_not_said": 0, "short_days": 0, "off_day_hours": 0, "line": 7}


def long_run(last: date = TODAY, *, worked: int = 7) -> list[dict[str, Any]]:
    """Return quiet weeks, a day off, and then `worked` days of work in a row up to the day before `last`."""
    found: list[dict[str, Any]] = []
    for back in range(120, -1, -1):
        day = last - timedelta(back)
        works = back <= worked or (day.weekday() < 5 and back != worked + 1)
        if back:
            found.append(
                {"type": "workday", "date": str(day), "kind": "work" if works else "off", "hours": 7.5 if works else 0}
            )
        found.append(
            {
                "type": "checkin", "date": str(day), "logged_at": f"{day}T08:30:00+01:00", "workload": 3,
                "mood": 3 + back % 2, "energy": 3 + back % 2,
                "wins": [{"id": f"w-{day}-1-test", "text": "Meetup filled"}],
            }
        )  # fmt: skip
    return found


@pytest.fixture
def noted(cli: Cli) -> Cli:
    """A home with a nudge on the morning of its clock."""
    cli.now = f"{TODAY}T08:40:00+01:00"
    assert cli.import_records(long_run()).code == 0
    return cli


def test_a_morning_as_text_says_how_to_answer(noted: Cli) -> None:
    done = noted("nudges")
    assert done.code == 0
    assert "Nudges for Wednesday 18 November" in done.out
    assert f"cmcheckin nudges why {NOTE}" in done.out
    assert "You've worked 7 days in a row" in done.out


def test_a_morning_as_json_holds_what_the_contract_names(noted: Cli) -> None:
    document = noted("nudges", "--json").document
    assert document["on"] == str(TODAY)
    [note] = [one for one in document["nudges"] if one["shown"]]
    names = "id kind family level shown days numbers text why"
    assert list(note) == names.split()
    assert (note["id"], note["family"], note["level"]) == (NOTE, "rest", "nudge")
    assert note["days"] == [str(TODAY - timedelta(n)) for n in range(7, 0, -1)]
    assert note["text"]
    assert note["why"]


def test_a_day_without_a_check_in_has_an_empty_line(noted: Cli) -> None:
    noted("delete", "2026-11-16", "--yes")
    lines = [json.loads(line) for line in noted("nudges", "--json", "--from", "2026-11-10", "--to", "2026-11-18").lines]
    assert [one["on"] for one in lines] == [str(date(2026, 11, 10) + timedelta(n)) for n in range(9)]
    assert lines[6] == {"on": "2026-11-16", "nudges": []}
    assert "no check-in" in noted("nudges", "--on", "2026-11-16").out


def test_one_morning_is_its_line_of_many(noted: Cli) -> None:
    many = {
        json.loads(line)["on"]: json.loads(line) for line in noted("nudges", "--json", "--from", "2026-10-20").lines
    }
    for back in range(30):
        on = str(TODAY - timedelta(back))
        assert noted("nudges", "--json", "--on", on).document == many[on]


@pytest.mark.parametrize(
    "words",
    [("snooze", "no_day_off"), ("off", "no_day_off"), ("not-useful", "no_day_off"), ("leave", "--until", "2026-12-01")],
)
def test_a_later_answer_leaves_the_past_morning_as_it_was(noted: Cli, words: tuple[str, ...]) -> None:
    asked = ("nudges", "--json", "--from", "2026-09-01", "--to", str(TODAY))
    before = noted(*asked).out
    assert noted("nudges", *words).code == 0
    assert noted(*asked).out == before


def test_an_import_into_a_fresh_home_gives_the_same_notes(noted: Cli, tmp_path: Path) -> None:
    noted("nudges", "not-useful", "no_day_off")
    noted("nudges", "peak", "--until", "2026-12-01")
    fresh = Cli(tmp_path / "fresh", now=noted.now)
    assert fresh("import", "-", stdin=noted("export").out).code == 0
    asked = ("nudges", "--json", "--from", "2026-08-01")
    assert fresh(*asked).out == noted(*asked).out


def test_an_answer_applies_from_the_next_morning(cli: Cli) -> None:
    cli.now = f"{TODAY - timedelta(3)}T08:40:00+01:00"
    cli.import_records(long_run(TODAY - timedelta(3), worked=4))
    assert cli("nudges", "off", "no_day_off").code == 0
    cli.now = f"{TODAY}T08:40:00+01:00"
    cli.import_records(long_run(), "--replace")
    shown = [one["id"] for one in cli("nudges", "--json").document["nudges"] if one["shown"]]
    assert NOTE not in shown


@pytest.mark.parametrize(
    ("words", "state", "said"),
    [
        (("snooze", "no_day_off"), {"action": "snooze", "until": "2026-12-02"}, "Snoozed until 2 December"),
        (("snooze", "no_day_off", "--weeks", "1"), {"action": "snooze", "until": "2026-11-25"}, "25 November"),
        (
            ("snooze", "no-day-off", "--until", "2027-01-03"),
            {"action": "snooze", "until": "2027-01-03"},
            "January 2027",
        ),
        (("off", "no_day_off"), {"action": "off"}, "Turned off."),
        (("on", "no_day_off"), {"action": "on"}, "You may see this kind of nudge again"),
        (("useful", "no_day_off"), {"action": "useful"}, "Marked as useful"),
        (("not-useful", "no_day_off"), {"action": "not-useful"}, "half as often"),
    ],
)
def test_a_word_is_kept_and_its_effect_said(noted: Cli, words: tuple[str, ...], state: Any, said: str) -> None:
    done = noted("nudges", *words)
    assert (done.code, done.out) == (0, "")
    assert said in done.err
    kept = [one for one in noted.records() if one["type"] == "nudge_state"]
    assert kept == [{"type": "nudge_state", "kind": "no_day_off", "at": noted.now, **state}]
    assert noted("undo").code == 0
    assert not [one for one in noted.records() if one["type"] == "nudge_state"]


@pytest.mark.parametrize("word", ["peak", "leave"])
def test_a_peak_and_a_leave_are_their_own_kind(noted: Cli, word: str) -> None:
    assert noted("nudges", word, "--until", "2026-12-20").code == 0
    [kept] = [one for one in noted.records() if one["type"] == "nudge_state"]
    assert (kept["kind"], kept["action"], kept["until"]) == (word, word, "2026-12-20")
    assert f"{word} until 20 December" in noted("nudges").out


def test_two_words_in_one_second_are_both_kept(noted: Cli) -> None:
    noted("nudges", "off", "no_day_off")
    noted("nudges", "on", "no_day_off")
    kept = [one for one in noted.records() if one["type"] == "nudge_state"]
    assert [one["action"] for one in kept] == ["off", "on"]
    assert kept[0]["at"] < kept[1]["at"]


def test_a_second_not_useful_in_a_row_asks_about_off(noted: Cli) -> None:
    assert "twice in a row" not in noted("nudges", "not-useful", "no_day_off").err
    assert "twice in a row" in noted("nudges", "not-useful", "no_day_off").err
    noted("nudges", "useful", "no_day_off")
    assert "twice in a row" not in noted("nudges", "not-useful", "no_day_off").err


def test_what_the_settings_switch_off_is_respected_and_said(noted: Cli) -> None:
    (noted.home / "config.toml").write_text('[nudges]\noff = ["rest"]\n')
    assert not [one for one in noted("nudges", "--json").document["nudges"] if one["shown"]]
    assert "config.toml turns off no_day_off" in noted("nudges", "on", "no_day_off").err
    assert "off no_day_off too" in noted("nudges", "why", NOTE).out + noted("nudges", "off", "no_day_off").err


@pytest.mark.parametrize(("employment", "legal"), [("employee", True), ("freelance", False), ("volunteer", False)])
def test_working_time_law_is_quoted_to_employees_alone(noted: Cli, employment: str, legal: bool) -> None:
    (noted.home / "config.toml").write_text(f'employment = "{employment}"\n')
    for _ in range(2):  # the second time from the cache
        [note] = [one for one in noted("nudges", "--json").document["nudges"] if one["shown"]]
        assert ("EU rules" in note["text"]) is legal
        assert ("Directive" in note["why"]) is legal
        assert ("EU" in noted("nudges", "why", NOTE).out) is legal


def test_why_names_rule_days_threshold_and_end(noted: Cli) -> None:
    noted("nudges", "useful", "no_day_off")
    out = noted("nudges", "why", NOTE).out
    for text in ("no_day_off", "Wed 11 Nov 7.5 h", "2003/88/EC", "nudge stops once", "Your answer: useful"):
        assert text in out, text
    assert max(map(len, out.splitlines())) <= 76


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("snooze", "no_day_of"), 2, "Did you mean no_day_off?"),
        (("snooze", "rest"), 2, "a group of nudges"),
        (("snooze",), 2, "needs a kind"),
        (("snoze", "no_day_off"), 2, "Did you mean snooze?"),
        (("snooze", "no_day_off", "--weeks", "0"), 2, "from 1 to 52"),
        (("snooze", "no_day_off", "--weeks", "1", "--until", "2026-12-01"), 2, "either --until or --weeks"),
        (("snooze", "no_day_off", "--until", "2026-11-18"), 3, "is in the past"),
        (("snooze", "no_day_off", "--until", "2030-01-01"), 3, "more than a year ahead"),
        (("off", "no_day_off", "--until", "2026-12-01"), 2, "doesn't take an end date"),
        (("off", "no_day_off", "--on", "2026-11-18"), 2, "doesn't take --on"),
        (("peak",), 2, "needs --until"),
        (("peak", "no_day_off", "--until", "2026-12-01"), 2, "doesn't take a kind"),
        (("leave", "--until", "2026-11-17"), 3, "is in the past"),
        (("why",), 2, "needs the id"),
        (("why", "no_day_off"), 2, "also needs the date"),
        (("why", "no_day_of-2026-11-18"), 2, "Did you mean no_day_off?"),
        (("why", "no_day_off-2026-11-31"), 2, "isn't a day"),
        (("why", "no_day_off-2026-11-19"), 3, "in the future"),
        (("why", "short_rest-2026-11-18"), 1, "There was no nudge"),
        (("--on", "2026-11-19"), 3, "in the future"),
        (("--from", "2026-11-01", "--to", "2026-11-19"), 3, "in the future"),
        (("--from", "2026-11-19"), 3, "--from: 2026-11-19 is in the future"),
        (("--from", "2026-11-10", "--to", "2026-11-01"), 2, "later than"),
        (("--to", "2026-11-10"), 2, "--to needs --from"),
        (("--until", "2026-12-01"), 2, "works with snooze"),
    ],
)
def test_what_cannot_be_done_changes_nothing(noted: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    done = noted("nudges", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert not [one for one in noted.records() if one["type"] == "nudge_state"]


def test_an_unknown_kind_is_answered_with_all_there_are(noted: Cli) -> None:
    said = noted("nudges", "off", "burnt").err
    assert all(kind in said for kind in KINDS)


def test_a_damaged_cache_costs_nothing_but_time(noted: Cli) -> None:
    before = noted("nudges", "--json").out
    for file in (noted.home / "cache").iterdir():
        file.write_text("[]")
    assert noted("nudges", "--json").out == before


def test_the_plain_check_in_ends_with_the_note(cli: Cli) -> None:
    cli.now = f"{TODAY}T08:40:00+01:00"
    cli.import_records([one for one in long_run() if not (one["type"] == "checkin" and one["date"] == str(TODAY))])
    done = cli("checkin", "--plain", stdin="3\n" + "\n" * 12)
    assert done.code == 0
    assert "You've worked 7 days in a row" in done.out
    assert "cmcheckin nudges snooze|useful|not-useful|off no_day_off" in done.out


def test_the_notes_start_no_screen(noted: Cli) -> None:
    code = "import sys; from cmcheckin.cli.main import main; main(['nudges']); print('textual' in sys.modules)"
    environ = {"PATH": os.environ["PATH"], **noted.environment}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environ)
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(("number", "shown"), [(57.000000001, "57"), (41.125, "41.13"), (0.3, "0.3"), (8, "8")])
def test_numbers_have_two_decimals_at_most(number: float, shown: str) -> None:
    finding = Finding("no_day_off", "nudge", TODAY, TODAY, (DayValue(TODAY, 8),), {**NUMBERS, "worked_days": number})
    assert f'"worked_days": {shown}}}' in json.dumps(document(MorningNudges(TODAY, (Nudge(TODAY, finding, True),))))

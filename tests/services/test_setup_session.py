"""What the setup proposes, how it reads what is typed, and what it writes."""

from __future__ import annotations

import errno
import os
import pwd
import tomllib
from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.clock import FixedClock
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.schedule import Schedule
from cmcheckin.services.setup_session import Answers, SetupSession, machine_zone, shown_path, user_name
from cmcheckin.settings import Settings, load, parse
from cmcheckin.wording import setup as words
from tests.journal.sealed_home import SealedHome

NOW = "2026-11-20T08:30:00+01:00"
BERLIN = {"TZ": "Europe/Berlin"}


def session(folder: Path, config: str | None = None) -> SetupSession:
    path = folder / "config.toml"
    if config is not None:
        path.write_text(config)
    return SetupSession(path, load(path), FixedClock(datetime.fromisoformat(NOW)), BERLIN)


def test_the_first_proposals_come_from_the_machine_and_the_defaults(tmp_path: Path) -> None:
    first = session(tmp_path)
    assert first.is_first
    assert first.timezone == "Europe/Berlin"
    assert first.time_in("America/New_York") == "02:30"
    assert words.hours_text(first.settings.schedule) == "Mon-Fri, 09:00-18:00, 60 min break"


def test_later_proposals_come_from_the_config(tmp_path: Path) -> None:
    again = session(
        tmp_path, 'name = "Ada"\ntimezone = "Asia/Tokyo"\n[schedule]\nworkdays = ["mon"]\ncontract_hours = 8'
    )
    assert not again.is_first
    assert (again.name, again.timezone) == ("Ada", "Asia/Tokyo")
    assert words.hours_text(again.settings.schedule) == "Mon, 09:00-18:00, 60 min break"


@pytest.mark.parametrize(
    ("gecos", "name", "uid", "proposed"),
    [
        ("Ada Lovelace,,,", "ada", 1000, "Ada Lovelace"), ("ada", "ada", 1000, ""), ("root", "root", 0, ""),
        ("", "ada", 1000, ""), ("Ada\x1b[31m L", "ada", 1000, "Ada L"),
    ],
)  # fmt: skip
def test_the_proposed_name_is_the_full_name_of_the_user(
    monkeypatch: pytest.MonkeyPatch, gecos: str, name: str, uid: int, proposed: str
) -> None:
    user = pwd.struct_passwd((name, "x", uid, uid, gecos, "/people/ada", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: user)
    assert user_name() == proposed


@pytest.mark.parametrize(
    ("environ", "zone"),
    [({"TZ": "Asia/Tokyo"}, "Asia/Tokyo"), ({"TZ": ":Europe/Paris"}, "Europe/Paris")],
)
def test_the_time_zone_of_the_machine_is_that_of_tz(environ: dict[str, str], zone: str) -> None:
    assert machine_zone(environ) == zone


def test_a_tz_that_is_no_name_falls_back_to_the_files_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "timezone"
    named.write_text("America/Lima\n")
    monkeypatch.setattr("cmcheckin.services.setup_session.TIMEZONE_FILE", named)
    monkeypatch.setattr(os.path, "realpath", lambda path: str(path))
    assert machine_zone({"TZ": "CET-1CEST"}) == "America/Lima"
    assert machine_zone({}) == "America/Lima"
    named.unlink()
    assert machine_zone({}) == ""


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"), (" europe/berlin ", "Europe/Berlin"), ("utc", "UTC"), ("", ""),
        ("America/new york", "America/New_York"),
    ],
)  # fmt: skip
def test_a_time_zone_is_read_in_any_case(tmp_path: Path, text: str, zone: str) -> None:
    assert session(tmp_path).read_timezone(text) == zone


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("berlin", "Europe/Berlin"), ("Europe/Berl", "Europe/Berlin"), ("new york", "America/New_York"),
        ("Lodnon", "Europe/London"), ("buenos", "America/Argentina/Buenos_Aires"), ("xyzzy", ""),
    ],
)  # fmt: skip
def test_a_wrong_time_zone_is_refused_with_a_guess(tmp_path: Path, text: str, guess: str) -> None:
    asked = session(tmp_path)
    assert asked.nearest_timezone(text) == guess
    with pytest.raises(Refused) as refused:
        asked.read_timezone(text)
    assert guess in refused.value.reason


@pytest.mark.parametrize(
    ("text", "shown", "contract"),
    [
        ("Mon-Fri, 09:00-18:00, 60 min break", "Mon-Fri, 09:00-18:00, 60 min break", 40),
        ("mon–fri 9–17", "Mon-Fri, 09:00-17:00, no break", 40),
        ("Mo Di", "", 0),
        ("mon, tue and thursday, 9 to 5pm, 45 min", "Mon, Tue, Thu, 09:00-17:00, 45 min break", 21.75),
        ("fri-mon 22:00-06:00 30", "Mon, Fri-Sun, 22:00-06:00, 30 min break", 30),
        ("weekdays 8.30-17.00 lunch 1h", "Mon-Fri, 08:30-17:00, 60 min break", 37.5),
        ("every day 10h-14h", "Mon-Sun, 10:00-14:00, no break", 28),
        ("9-17 mondays, fridays; no break", "Mon, Fri, 09:00-17:00, no break", 16),
        ("Mon-Fri 9-5", "Mon-Fri, 09:00-17:00, no break", 40),
        ("mon to thu 10 to 6", "Mon-Thu, 10:00-18:00, no break", 32),
        ("mon 12-8:30", "Mon, 12:00-20:30, no break", 8.5),
        ("mon 9am-5", "Mon, 09:00-17:00, no break", 8),
        ("mon 22-6", "Mon, 22:00-06:00, no break", 8),
        ("mon 9-05:00", "Mon, 09:00-05:00, no break", 20),
        ("mon 9-5am", "Mon, 09:00-05:00, no break", 20),
        ("mon 1-5", "Mon, 01:00-05:00, no break", 4),
        ("mon-fri 9-18 1h30 break", "Mon-Fri, 09:00-18:00, 90 min break", 37.5),
        ("mon-fri 9-18, a 60-minute break", "Mon-Fri, 09:00-18:00, 60 min break", 40),
    ],
)
def test_days_hours_and_break_give_the_contract_hours(tmp_path: Path, text: str, shown: str, contract: float) -> None:
    asked = session(tmp_path)
    if not shown:
        with pytest.raises(Refused):
            asked.read_hours(text)
        return
    schedule = asked.read_hours(text)
    assert words.hours_text(schedule) == shown
    assert schedule.contract_hours == contract
    assert f"{contract:g} h a week" in words.contract(schedule)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "days"), ("9-18", "days"), ("mon-fri", "hours"), ("mon-fri 9-9", "09:00"), ("mon-fri 25-18", "25"),
        ("foo 9-18", "foo"), ("mon-fri 9-18 540", "540"), ("mon 0-23 721", "721"), ("m 9-18", "“m”"),
        ("mon 9-18, 1:99", "The break"), ("Mon-Thu 9-17, Fri 9-13", "the same hours for all days"),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_read_are_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        session(tmp_path).read_hours(text)
    assert reason in refused.value.reason


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    asked = SetupSession(Path("/nowhere/config.toml"), Settings(), FixedClock(datetime.fromisoformat(NOW)), BERLIN)
    for read in (asked.read_hours, asked.read_timezone):
        try:
            read(text)
        except Refused as refused:
            assert refused.reason


@given(
    st.sets(st.integers(0, 6), min_size=1).map(frozenset),
    st.integers(0, 1439),
    st.integers(1, 1439),
    st.integers(0, 720),
)
def test_what_the_field_shows_is_read_back(days: frozenset[int], start: int, length: int, pause: int) -> None:
    end = (start + length) % 1440
    shown = Schedule(40, days, time(start // 60, start % 60), time(end // 60, end % 60), min(pause, length - 1))
    asked = SetupSession(Path("/nowhere/config.toml"), Settings(), FixedClock(datetime.fromisoformat(NOW)), BERLIN)
    read = asked.read_hours(words.hours_text(shown))
    assert read._replace(contract_hours=40) == shown
    assert read.usual_hours == pytest.approx((length - min(pause, length - 1)) / 60, abs=0.01)


# Saving


def test_answers_are_saved_and_count_at_once(tmp_path: Path) -> None:
    asked = session(tmp_path)
    outcome = asked.save(Answers("Ada", "Asia/Tokyo", asked.read_hours("Mon-Thu 8-16")))
    assert outcome.is_saved
    assert str(tmp_path) in outcome.message
    assert outcome.settings == load(asked.config)
    assert outcome.settings.problems == ()
    assert outcome.settings.name == "Ada"
    assert outcome.settings.schedule.contract_hours == 32
    assert asked.clock.now().isoformat() == "2026-11-20T16:30:00+09:00"


def test_a_skipped_question_writes_nothing(tmp_path: Path) -> None:
    asked = session(tmp_path)
    asked.save(Answers(timezone="UTC"))
    assert tomllib.loads(asked.config.read_text()) == {"timezone": "UTC"}


def test_a_setup_that_was_skipped_leaves_a_file_of_comments(tmp_path: Path) -> None:
    asked = session(tmp_path)
    outcome = asked.save(Answers())
    assert outcome.settings == Settings()
    assert tomllib.loads(asked.config.read_text()) == {}
    assert not session(tmp_path).is_first


def test_accepting_the_present_answers_changes_nothing(tmp_path: Path) -> None:
    config = '# mine\nname = "Ada"\ntimezone = "Asia/Tokyo"\n[schedule]\ncontract_hours = 38.5\nbreak_minutes = 30\n'
    again = session(tmp_path, config)
    schedule = again.read_hours(words.hours_text(again.settings.schedule))
    assert again.is_present(schedule)
    assert schedule.contract_hours == 38.5
    assert "38.5 h a week, as set in config.toml" in words.contract(schedule)
    again.save(Answers(again.name, again.timezone, schedule))
    assert again.config.read_text() == config


def test_other_hours_give_new_contract_hours_and_keep_the_rest(tmp_path: Path) -> None:
    again = session(tmp_path, '# mine\n[schedule]\ncontract_hours = 38.5 # by contract\n[support]\npeer = "Sam"\n')
    again.save(Answers(schedule=again.read_hours("Mon-Fri 9-17")))
    text = again.config.read_text()
    assert "# mine" in text and "# by contract" in text
    assert parse(text).schedule.contract_hours == 40
    assert parse(text).support


def test_a_name_and_a_time_zone_can_be_removed(tmp_path: Path) -> None:
    again = session(tmp_path, 'name = "Ada"\ntimezone = "Asia/Tokyo"\n')
    settings = again.save(Answers("", "")).settings
    assert (settings.name, settings.timezone, settings.problems) == ("", None, ())


def test_answers_count_for_now_if_the_file_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("cmcheckin.services.config_file.write_config", full)
    asked = session(tmp_path)
    outcome = asked.save(Answers("Ada", "Asia/Tokyo"))
    assert not outcome.is_saved
    assert outcome.settings.name == "Ada"
    assert "no space left" in outcome.message
    assert asked.clock.now().hour == 16
    assert not asked.config.exists()


def test_a_file_that_was_broken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    asked = session(tmp_path)
    asked.config.write_text("name = \n")
    outcome = asked.save(Answers("Ada"))
    assert not outcome.is_saved
    assert "line 1" in outcome.message
    assert asked.config.read_text() == "name = \n"


def test_the_preview_has_the_lines_that_are_written(tmp_path: Path) -> None:
    asked = session(tmp_path)
    answers = Answers('A "B" é', "UTC", asked.read_hours("Mon 9-17"))
    preview = "\n".join(asked.preview(answers))
    asked.save(answers)
    assert tomllib.loads(preview) == tomllib.loads(asked.config.read_text())


def test_the_home_is_shown_as_a_tilde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/people/ada")
    assert shown_path(Path("/people/ada/.config/config.toml")) == "~/.config/config.toml"
    assert shown_path(Path("/people/adam/config.toml")) == "/people/adam/config.toml"


def test_texts_that_are_locked_are_kept_beside_those_typed_now(tmp_path: Path) -> None:
    home = SealedHome(tmp_path / "home")
    home.switch("on")

    def opened() -> tuple[SetupSession, dict[str, str]]:
        asked = SetupSession(
            home.folder / "config.toml", Settings(), FixedClock(datetime.fromisoformat(NOW)), BERLIN, home.paths
        )
        return asked, asked.typed()

    opened()[0].keep({"name": "Zanzibar", "timezone": "Europe/Athens"})
    home.lock()
    for texts in ({"name": "Quokka"}, {"hours": "Mon 9-1"}):
        asked, found = opened()
        assert (asked.are_texts_locked, found) == (True, {})
        asked.keep({"name": "Q"})
        asked.keep(texts)
    assert home.with_words("Zanzibar", "Quokka", "Mon 9") == []
    home.unlock()
    asked, found = opened()
    assert not asked.are_texts_locked
    assert found == {"name": "Quokka", "timezone": "Europe/Athens", "hours": "Mon 9-1"}
    asked.keep(found)
    assert opened()[1] == found
    assert len([*home.paths.drafts.glob("*.json")]) == 1
    home.lock()
    asked, _ = opened()
    asked.keep({"name": "Ada"})
    asked.save(Answers("Ada"))
    assert not [*home.paths.drafts.glob("*.json")], "what is saved needs no draft, also while it is locked"

"""config.toml: every key right and wrong, the faulty line, and the rest of the file."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cmcheckin.domain.own_questions import Metric, Question
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.text import clean
from cmcheckin.settings import ALL_DEFAULTS, Settings, SupportLine, load, parse

FULL = """
name = "Zoë"
timezone = "Asia/Kathmandu"
day_starts_at = "05:30"
theme = "light"
mouse = false
plain = true
activities = ["Triage", "mentoring", "triage"]
employment = "freelance"

[schedule]
contract_hours = 32.5
workdays = [
  "mon", "tue",  # the rest is theirs
  "sat",
]
start = "22:00"
end = "06:00"
break_minutes = 45

[nudges]
off = ["wins_drought"]

[share]
folder = "~/shared"
fields = ["wins", "hours"]

[hints]
files = ["~/.local/share/timewarrior/data", "/srv/watson/frames", "~/calendar.ics"]
me = "kim"

[support]
peer = "Kim, +1 555 0100"
helpline = ["0800 111", "0800 222"]
employee_assistance = "portal"

[[metrics]]
name = "first reply"
unit = "min"
good = "down"

[[metrics]]
name = "posts"

[[questions]]
text = "Lunch away from the desk?"

[[questions]]
name = "one word"
text = "The day in one word"
kind = "text"
share = true

[keys]
save = "ctrl+s"
"""


def test_every_key_is_read() -> None:
    assert parse(FULL) == Settings(
        name="Zoë",
        timezone=ZoneInfo("Asia/Kathmandu"),
        day_starts_at=time(5, 30),
        schedule=Schedule(32.5, frozenset({0, 1, 5}), time(22), time(6), 45, "freelance"),
        nudges_off=("wins_drought",),
        share_folder="~/shared",
        share_fields=("wins", "hours"),
        support=(
            SupportLine("peer", "Kim, +1 555 0100"),
            SupportLine("helpline", "0800 111"),
            SupportLine("helpline", "0800 222"),
            SupportLine("employee assistance", "portal"),
        ),
        metrics=(Metric("first reply", "min", "down"), Metric("posts")),
        questions=(
            Question("Lunch away from the desk?", "Lunch away from the desk?"),
            Question("one word", "The day in one word", "text", share=True),
        ),
        theme="light",
        activities=("Triage", "mentoring"),
        mouse=False,
        plain=True,
        keys={"save": "ctrl+s"},
        hint_files=("~/.local/share/timewarrior/data", "/srv/watson/frames", "~/calendar.ics"),
        hint_me=("kim",),
    )


def test_every_key_is_optional() -> None:
    assert parse("") == parse("\n# nothing yet\n") == Settings()
    assert parse("[schedule]\n[nudges]\n[share]\n[support]\n[keys]\n") == Settings()
    assert Settings().schedule == Schedule(40, frozenset(range(5)), time(9), time(18))


WRONG: list[tuple[str, str, list[str]]] = [
    ("name", "", ["5", "['a']", "true", f'"{"x" * 600}"']),
    ("timezone", "", ['"Mars/Olympus"', "5", '"../../etc/passwd"', '"Europe"', '"europe berlin"', f'"{"x" * 400}"']),
    ("day_starts_at", "", ['"4"', '"25:00"', "4", '"12:01"', '"23:00"', "2026-11-20", '""']),
    ("theme", "", ['"blue"', "1", "[]"]),
    (
        "activities",
        "",
        ['"events"', "[1]", '["a, b"]', '["3d"]', '["Peers"]', f'["{"x" * 41}"]', str([f"a{n}" for n in range(21)])],
    ),
    ("mouse", "", ['"yes"', "1", "[]"]),
    ("plain", "", ['"yes"', "1", "[]"]),
    ("employment", "", ['"boss"', '"Freelance"', "1", "[]", "true"]),
    ("schedule.contract_hours", "[schedule]", ['"40"', "-1", "169", "nan", "inf", "true", "1" + "0" * 400]),
    ("schedule.workdays", "[schedule]", ['"mon"', '["monday"]', "[1]", '[["mon"]]', "{}"]),
    ("schedule.start", "[schedule]", ['"9:00"', "9", '"nine"', "09:00:30"]),
    ("schedule.end", "[schedule]", ['"24:00"', "[]", "1979-05-27T07:32:00Z"]),
    ("schedule.break_minutes", "[schedule]", ['"30"', "-1", "721", "0.5", "true"]),
    ("nudges.off", "[nudges]", ['"wins_drought"', "[1]", "5"]),
    ("share.folder", "[share]", ["5", "[]"]),
    ("share.fields", "[share]", ['"wins"', "[1]"]),
    ("hints.files", "[hints]", ['"frames"', '["~/frames", "data/frames"]', "[1]", "5", f'"/{"x" * 4096}"']),
    ("hints.me", "[hints]", ["5", '[["kim"]]', f'"{"x" * 600}"']),
    ("support.peer", "[support]", ["5", "[5]", "{a = 1}"]),
    ("keys.save", "[keys]", ["5", "true", "[]"]),
]


@pytest.mark.parametrize(
    ("key", "header", "value"), [(key, header, value) for key, header, values in WRONG for value in values]
)
def test_a_wrong_value_affects_its_key_only_and_is_reported_with_its_line(key: str, header: str, value: str) -> None:
    top = f"{key} = {value}" if not header else ""
    under = f"{header}\n\n{key.split('.')[1]} = {value}" if header else ""
    text = f"# mine\n{top}\n\n{under}\n[[metrics]]\nname = 'posts'\n"
    found = parse(text)
    (problem,) = found.problems
    assert problem.key.startswith(key)
    assert text.split("\n")[(problem.line or 0) - 1].split(" =")[0].strip() == key.split(".")[-1]
    assert problem.instead and problem.reason and str(problem).isprintable() and len(str(problem)) < 400
    assert found.metrics == (Metric("posts"),)
    rest = set(Settings._fields) - {"problems", "metrics"}
    assert all(getattr(found, name) == getattr(Settings(), name) for name in rest)


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("\n\nzebra = 1\n", 3, "zebra"),
        ("[schedule]\nbreaks = 1\n", 2, "schedule.breaks"),
        ("schedule.start = 5\n", 1, "schedule.start"),
        ("\nschedule = { start = 5 }\n", 2, "schedule.start"),
        ("schedule = { end = '18:00', start = 5 }\n", 1, "schedule.start"),
        ("name = 'a'\n\nschedule = 5\n", 3, "schedule"),
        ("support = 'Kim'\n", 1, "support"),
        ("[[metrics]]\nname = 'a'\n[[metrics]]\nname = 'b'\ngood = 'left'\n", 5, "metrics[2].good"),
        ("[[metrics]]\nname = 'a'\n[[metrics]]\nunit = 'min'\n", 3, "metrics[2].name"),
        ("[[metrics]]\nname = 'a'\n[[metrics]]\nname = 'a'\n", 4, "metrics[2].name"),
        ("[[metrics]]\nname = 'a'\ncolour = 'red'\n", 3, "metrics[1].colour"),
        ("metrics = [{ name = 'a' }, { name = 'b', good = 1 }]\n", 1, "metrics[2].good"),
        ("metrics = ['posts']\n", 1, "metrics[1]"),
        ("metrics = 'posts'\n", 1, "metrics"),
        ("[[questions]]\ntext = 'a'\n[[questions]]\ntext = 'b'\nkind = 'number'\n", 5, "questions[2].kind"),
        ("[[questions]]\ntext = 'a'\n[[questions]]\nkind = 'text'\n", 3, "questions[2].text"),
        ("[[questions]]\ntext = 'a'\n[[questions]]\nname = 'a'\n", 4, "questions[2].name"),
        ("[[questions]]\ntext = 'a'\n[[questions]]\nname = 'A'\n", 4, "questions[2].name"),
        ("[[questions]]\ntext = 'a'\nshare = 'yes'\n", 3, "questions[1].share"),
        ("[[questions]]\ntext = 'a'\ncolour = 'red'\n", 3, "questions[1].colour"),
        (f"[[questions]]\ntext = '{'a' * 41}'\n", 2, "questions[1].text"),
        (f"[[questions]]\nname = 'a'\ntext = '{'a' * 51}'\n", 3, "questions[1].text"),
        ("[[questions]]\ntext = 'a'\nname = 5\n", 3, "questions[1].name"),
        ("questions = 'lunch'\n", 1, "questions"),
        ("".join(f"[[questions]]\ntext = 'a{n}'\n" for n in range(11)), 21, "questions[11]"),
        ("[ 'schedule' ]\n'start' = 5\n", 2, "schedule.start"),
        ('["schedule"]\n"start" = 5\n', 2, "schedule.start"),
        ("name = '''\nstart = 5\n'''\n[schedule]\nworkdays = [\n 'mon',\n]\nstart = 5\n", 8, "schedule.start"),
        ("[schedule]\nworkdays = [\n  'mon',\n  'moon',\n]\n", 2, "schedule.workdays[2]"),
        ("[support]\n'a.b' = 5\n", 2, "support.a.b"),
        ("# start = 5\n[schedule] # start = 5\nend = '18:00' # start\nstart = 5 # start\n", 4, "schedule.start"),
    ],
)
def test_the_reported_line_is_the_faulty_one(text: str, line: int, key: str) -> None:
    (problem,) = parse(text).problems
    assert (problem.line, problem.key) == (line, key)
    assert (parse(text.replace("\n", "\r\n")).problems[0].line) == line


def test_a_field_that_cannot_be_shared_is_reported_and_the_others_stay() -> None:
    found = parse('[share]\nfolder = "~/shared"\nfields = ["hours", "notes", "mood"]\n')
    (problem,) = found.problems
    assert str(problem) == (
        "config.toml, line 3: share.fields contains “notes”, which can't be shared. That entry is ignored."
    )
    assert (found.share_fields, found.share_folder) == (("hours", "mood"), "~/shared")


def test_paths_keep_all_their_spaces() -> None:
    found = parse('[share]\nfolder = "~/my  shares"\n[hints]\nfiles = ["/a  b", " ~/c\\td\\n", "/a  b"]\n')
    assert (found.share_folder, found.hint_files) == ("~/my  shares", ("/a  b", "~/c d"))


def test_hints_can_name_one_file_and_several_names() -> None:
    found = parse('[hints]\nfiles = "~/calendar.ics"\nme = ["kim", "U012AB", "kim"]\n')
    assert (found.hint_files, found.hint_me) == (("~/calendar.ics",), ("kim", "U012AB"))


BROKEN = [
    ("name = Zoë", 1),
    ("name = 'Zoë", 1),
    ("= 5", 1),
    ("theme 'dark'", 1),
    ("day_starts_at = 04:00", 1),
    ("what is this", 1),
    ("support = ['a', 'b'", 1),
    ("support = [\n 'a',\n b,\n]", 3),
    ("keys = {save = 'x'", 1),
    ("x = " + "[" * 50_000, 1),
    ("x = " + "9" * 5_000, 1),
    ('name = "\\q"', 1),
    ("name = 'a\x00b'", 1),
]


@pytest.mark.parametrize(("broken", "at"), BROKEN, ids=lambda part: repr(part)[:20])
def test_an_invalid_line_is_left_out_and_the_rest_is_read(broken: str, at: int) -> None:
    rest = "[schedule]\nstart = '10:00'\n[[metrics]]\nname = 'posts'\n"
    for found in (parse(f"{broken}\n{rest}"), parse(f"day_starts_at = '05:00'\n{broken}\n{rest}")):
        (problem,) = found.problems
        assert problem.line == at + (found.day_starts_at == time(5))
        assert "ignored" in problem.instead
        assert str(problem).isprintable()
        assert found.schedule.start == time(10)
        assert found.metrics == (Metric("posts"),)


def test_keys_below_an_invalid_header_do_not_go_to_another_table() -> None:
    found = parse(
        "[nudges]\noff = ['strain']\n[support\noff = ['low_mood']\nstart = '10:00'\n[schedule]\nend = '17:00'\n"
    )
    (problem,) = found.problems
    assert problem.line == 3 and "line 5" in problem.instead
    assert found.nudges_off == ("strain",)
    assert found.schedule == Schedule(end=time(17))


TWICE = "[schedule]\nstart = '10:00'\n[share]\n[schedule]\nstart = '11:00'\nend = '12:00'\n"


@pytest.mark.parametrize(("text", "line"), [("name = 'a'\nname = 'b'\n", 2), (TWICE, 4)])
def test_a_repeated_key_counts_once(text: str, line: int) -> None:
    found = parse(text)
    (problem,) = found.problems
    assert problem.line == line
    assert (found.name, found.schedule) in [("a", Schedule()), ("", Schedule(start=time(10)))]


def test_a_file_with_too_many_faults_is_rejected() -> None:
    found = parse("what is this\n\nname = 'Kim'\n" * 400)
    assert found.problems[-1].key == "the file" or found.problems[0].key == "the file"
    assert ALL_DEFAULTS in " ".join(str(problem) for problem in found.problems)
    assert len(found.problems) < 40


def test_the_number_of_reported_problems_is_limited() -> None:
    assert len(parse("\n".join(f"x{n} = 1" for n in range(20_000))).problems) <= 100


def test_a_toml_time_is_accepted() -> None:
    assert parse("day_starts_at = 05:00:00\nschedule = {start = 10:00:00}\n") == Settings(
        day_starts_at=time(5), schedule=Schedule(start=time(10))
    )


def test_text_is_cleaned() -> None:
    found = parse('name = "Zo\\u001b[31më\\u202e"\n"\\u001b[2J" = 1\n[keys]\n"a\\u0007" = "\\u001b[0mx"\n')
    assert found.name == "Zoë"
    assert found.keys == {"a": "x"}
    assert all(str(problem).isprintable() for problem in found.problems)


LINES = st.sampled_from([*FULL.split("\n"), *(line for text, _ in BROKEN for line in text[:200].split("\n"))])


@given(st.one_of(st.text(), st.lists(LINES, max_size=30).map("\n".join)))
@example("a." * 5_000 + "b = 1")
@example("[" + "a." * 2_000 + "b]\nx = 1")
@example("[[a]]\n[a]\n[[a.b]]\n[a.b.c]\nx = 5\n[[a]]\nb = 1\n")
@example("\ud800 = 1")
@example("schedule.start.x = 1\nmetrics.x = 1\nsupport = [[]]\nkeys = [{}]")
def test_any_text_gives_settings_and_reports_what_it_left_out(text: str) -> None:
    found = parse(text)
    assert isinstance(found, Settings)
    lines: list[Any] = [problem.line for problem in found.problems]
    assert all(line is None or 1 <= line <= text.count("\n") + 1 for line in lines)
    assert [line or 0 for line in lines] == sorted(line or 0 for line in lines)
    assert all(clean(str(problem)) == str(problem) for problem in found.problems)


def test_a_missing_file_is_not_a_problem(tmp_path: Path) -> None:
    assert load(tmp_path / "config.toml") == Settings()


def test_a_byte_order_mark_is_ignored(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbfname = 'Kim'\r\n")
    assert load(file) == Settings(name="Kim")


@pytest.mark.parametrize("kind", ["folder", "pipe", "bytes", "large", "unreadable"])
def test_an_unreadable_file_is_reported_and_the_defaults_are_used(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "bytes":
        file.write_bytes(b"name = '\xff'")
    elif kind == "large":
        file.write_bytes(b"#" * 32_769)
    else:
        file.symlink_to(file)
    found = load(file)
    (problem,) = found.problems
    assert problem.line is None and problem.instead == ALL_DEFAULTS
    assert str(problem).startswith("config.toml: the file ")
    assert found.schedule == Schedule()


@pytest.mark.parametrize("text", ["name = 3", "theme = 'green'", "[nudges]\noff = 4", "[keys]\nhelp = 3"])
def test_a_wrong_setting_without_a_default_is_reported_as_unset(text: str) -> None:
    (problem,) = parse(text).problems
    assert problem.instead == "This setting is treated as not set."


def test_an_unknown_key_is_reported_with_the_most_similar_one() -> None:
    [problem] = parse("nmae = 'Ada'").problems
    assert "did you mean name?" in problem.reason
    [problem] = parse("[schedule]\nbreak = 30").problems
    assert "break_minutes" in problem.reason
    [problem] = parse("xyzzy = 1").problems
    assert "did you mean" not in problem.reason


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n  # comments\r\n", "\ufeff# with a mark"])
def test_a_text_of_comments_has_the_defaults(text: str) -> None:
    assert parse(text.removeprefix("\ufeff")) == Settings()

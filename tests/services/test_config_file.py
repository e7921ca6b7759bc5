"""Changing config.toml: the new values are read back, and comments and all other keys stay."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.schedule import WEEKDAYS
from cmcheckin.domain.text import clean
from cmcheckin.services.config_file import Changes, change_config, changed_text
from cmcheckin.settings import SIZE, load, parse

HOURS: Changes = {
    "schedule.contract_hours": 32,
    "schedule.workdays": ["mon", "tue", "wed", "thu"],
    "schedule.start": "08:30",
    "schedule.end": "17:00",
    "schedule.break_minutes": 30,
}
TOP = (
    'name = "Old"  # 1 mine', "theme = 'light'", "unknown = [\n  1, # 2 in a list\n  2,\n]",
    'timezone = """\nAsia/Tokyo"""', "schedule.start = 07:00:00 # 3 dotted", 'schedule = { end = "20:00", days = 4 }',
    "# 4 a comment\n# 5 over two lines\n", "", "keys.'week.today' = '0'", 'employment="freelance"',
)  # fmt: skip
TABLES = (
    '[schedule] # 6 hours\nstart = "07:00" # 7 early\n\nend = "15:00"', "[schedule]",
    '# 8 whom to call\n[support]\npeer = "Sam"',
    '[[metrics]]\nname = "first"\n# 9 none\n[[metrics]]\nname = "second"',
    "[nudges]\noff = [\n'hours',\n]\n", "# 10 end",
    "[later]\nvalue = 1979-05-27T07:32:00Z\n[later.deep]\nx = inf", "[share]\nfolder = 'C:\\x'",
)  # fmt: skip


@st.composite
def configs(draw: st.DrawFn) -> str:
    """A config.toml in one of many shapes, with numbered comments."""
    top = draw(st.lists(st.sampled_from(TOP), unique=True))
    tables = draw(st.lists(st.sampled_from(TABLES), unique=True))
    text = "\n".join([*top, *tables]) + draw(st.sampled_from(("", "\n", "\n\n")))
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # one table twice
        text = "\n".join(top[:1])
    return text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


def changes() -> st.SearchStrategy[dict[str, Any]]:
    clock = st.times().map(lambda at: f"{at:%H:%M}")
    values: dict[str, st.SearchStrategy[Any]] = {
        "name": st.text(max_size=30).map(clean),
        "timezone": st.sampled_from(("Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires")),
        "schedule.contract_hours": st.integers(0, 336).map(lambda half: half / 2),
        "schedule.workdays": st.lists(st.sampled_from(WEEKDAYS), unique=True),
        "schedule.start": clock,
        "schedule.end": clock,
        "schedule.break_minutes": st.integers(0, 720),
    }
    return st.fixed_dictionaries({}, optional=values)


@given(configs(), changes())
def test_new_values_are_read_back_and_everything_else_stays(text: str, wanted: dict[str, Any]) -> None:
    after = changed_text(text, wanted)
    found = tomllib.loads(after)
    expected = tomllib.loads(text)
    for name, value in wanted.items():
        table, _, key = name.rpartition(".")
        (expected.setdefault(table, {}) if table else expected)[key] = value
    assert found == expected
    comments = r"# \d+ [^\r\n]*"
    assert re.findall(comments, after) == re.findall(comments, text)
    assert changed_text(after, wanted) == after
    settings = parse(after)
    assert not [problem for problem in settings.problems if problem.key in wanted]
    assert settings.name == wanted.get("name", settings.name)
    assert settings.schedule.break_minutes == wanted.get("schedule.break_minutes", settings.schedule.break_minutes)


def test_new_keys_go_below_the_keys_of_their_table_and_above_comments_of_the_next() -> None:
    text = "# about the file\n\n# work\n[schedule] # hours\nstart = '07:00' # early\n\n# people\n[support]\n"
    assert changed_text(text, {"name": "Ada", "schedule.start": "08:00", "schedule.end": "16:00"}).splitlines() == [
        "# about the file", "", 'name = "Ada"', "", "# work", "[schedule] # hours", 'start = "08:00" # early',
        'end = "16:00"', "", "# people", "[support]",
    ]  # fmt: skip


def test_a_new_file_is_private_and_starts_with_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    change_config(path, HOURS)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.read_text().startswith("# ")
    assert load(path).schedule.contract_hours == 32
    assert list(path.parent.iterdir()) == [path]


def test_a_file_with_only_comments_is_written_without_changes(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    assert load(path) == parse(change_config(path, {}))
    assert path.exists()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    kept, path = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    kept.write_text("# mine\n")
    path.symlink_to(kept)
    change_config(path, {"name": "Ada"})
    assert path.is_symlink()
    assert kept.read_text() == '# mine\n\nname = "Ada"\n'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'name = "Ada\n', "line 1"),
        (b"\xff", "UTF-8"),
        (b"a = 1\n" * (SIZE // 6 + 1), "larger"),
        (b'name = "Ada"\nname = "Bob"\n', "line 2"),
    ],
)
def test_a_file_that_was_not_understood_is_never_overwritten(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(Refused, match=reason):
        change_config(path, {"name": "Eve"})
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["schedule = 5\n", "schedule = [1]\n", "[[schedule]]\nstart = 1\n"])
def test_a_table_that_is_none_is_left_as_it_is(text: str) -> None:
    with pytest.raises(Refused, match="schedule"):
        changed_text(text, HOURS)


def test_a_change_that_makes_the_file_too_large_is_refused() -> None:
    with pytest.raises(Refused):
        changed_text("# comment\n" * (SIZE // 10), {"name": "A"})

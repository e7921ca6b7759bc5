"""config.toml files that would take a careless reader long: the work for them is limited."""

from __future__ import annotations

import re
import tomllib
from cProfile import Profile
from datetime import time
from typing import Any

import pytest

from cmcheckin import settings, toml_lines
from cmcheckin.settings import parse


def hostile(size: int) -> dict[str, str]:
    """Return texts of about `size` characters for which a careless reader takes the square of the time."""
    return {
        "a dotted key": "a." * (size // 2) + "b = 1",
        "a dotted header": "[" + "a." * (size // 2) + "b]\nx = 1",
        "a dotted key in a table": "x = {" + "a." * (size // 2) + "b = 1}",
        "a broken dotted key": "a." * (size // 2),
        "equals signs": "=" * size,
        "quotes": "x = " + '"\\' * (size // 2),
        "dots and quotes": "." * 20 + '"\\"' * (size // 3) + "\\",
        "brackets": "x = " + "[" * size,
        "tables in tables": "x = " + "{a=" * (size // 3),
        "values that begin": "x = [\n" * (size // 6),
        "strings that begin": "x = '''\n" * (size // 8),
        "an array that is not closed": "x = [\n" + "[1],\n" * (size // 5),
        "one key again and again": "a = 1\n" * (size // 6),
        "many names": "\n".join(f"k{n} = 1" for n in range(size // 9)),
        "many tables": "\n".join(f"[t{n}]" for n in range(size // 8)),
        "many metrics": "[[metrics]]\nname = 1\n" * (size // 21),
        "spaces": "x = 1" + " " * size + "x",
    }


@pytest.mark.parametrize("kind", hostile(1))
def test_the_work_for_a_hostile_file_is_limited(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    loads = tomllib.loads

    def counted(text: str) -> dict[str, Any]:
        asked.append(text)
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    text = hostile(settings.SIZE - 100)[kind]
    assert parse(text).problems
    assert sum(map(len, asked)) <= len(text) + toml_lines.MAX_PARSED + 20 * len(text)
    keys = [part for each in asked for part in re.split(r"[=\n{}]", each)]
    assert max(map(dots_of_a_key, keys), default=0) < toml_lines.MAX_NAMES
    monkeypatch.undo()
    # Eight times as long takes about eight times as many calls, and the square would be 64 times.
    assert calls(hostile(settings.SIZE)[kind]) <= 20 * calls(hostile(settings.SIZE // 8)[kind])


def dots_of_a_key(part: str) -> int:
    """How deep a key nests, if this is one."""
    return part.count(".") if re.fullmatch(r"[\s\[\]]*\w+(?:\.\w+)*[\s\[\]]*", part) else 0


def calls(text: str) -> int:
    """Return how many function calls it takes to read `text`."""
    profile = Profile()
    profile.runcall(parse, text)
    return sum(entry.callcount for entry in profile.getstats())


def test_a_key_with_too_many_names_is_left_out_alone() -> None:
    deep = "a." * 20_000 + "b"
    rest = f"[schedule]\nstart = '10:00'\n[{deep}]\nname = 'x'\n[nudges]\noff = ['strain']\n"
    found = parse(f"name = 'Kim'\n{deep} = 1\n{rest}")
    assert (found.name, found.schedule.start, found.nudges_off) == ("Kim", time(10), ("strain",))
    one, other = found.problems
    assert (one.line, one.reason, one.instead) == (2, "has more than 16 names joined by dots", "That line is ignored.")
    assert (other.line, other.instead) == (5, "Everything from that line to line 6 is ignored.")


@pytest.mark.parametrize(
    "line",
    [
        'peer = "' + "a.b" * 30 + '"', "peer = '" + "." * 40 + "'  # " + "a." * 40, f"# {'a.' * 40}",
        "peer = 'it''s' # " + "x." * 20, "metrics = [" + "1.5, " * 40 + "]", '"' + "a." * 30 + '" = "x"',
    ],
)  # fmt: skip
def test_dots_in_texts_comments_and_numbers_are_not_part_of_a_key(line: str) -> None:
    assert not [problem for problem in parse(line).problems if "names joined by dots" in problem.reason]

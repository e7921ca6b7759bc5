"""harsh: its file `log`, a line for each habit and day: `2026-03-09 : Gym : y : leg day : 1.5`.

y and n answer the habit, and s is a skip. A comment and an amount may follow. An amount other than 0 becomes a separate
number, `Gym (amount)`, so that a habit is yes or no on every day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from math import isfinite
from typing import Final

from cmcheckin.domain.fields import MAX_NAME
from cmcheckin.domain.text import clean, shorten
from cmcheckin.interchange.importing.questions import Answers
from cmcheckin.interchange.readers.dates import read_day
from cmcheckin.interchange.readers.diary_text import lines_of, note_text
from cmcheckin.interchange.readers.items import Entry, Item, LeftOut
from cmcheckin.interchange.readers.source import SourceFile
from cmcheckin.interchange.readers.tables import read_items
from cmcheckin.wording import foreign_files as words

OWN_FILES: Final = ("habits",)
SEPARATOR: Final = " : "
_DONE: Final = {"y": True, "n": False}
_SKIPPED: Final = "s"
_LINE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} : [^:]+ : [yns](?: :.*)?")
_FIRST: Final = 20
"""How many lines are examined to recognise a file: the first ones may be damaged."""
_MOST: Final = 1e12


def matches(file: SourceFile) -> bool:
    """Return whether `file` is the log of harsh."""
    lines = [line.strip() for line in lines_of(file.head) if _is_filled(line)][:_FIRST]
    return 2 * sum(bool(_LINE.fullmatch(line)) for line in lines) > len(lines)


def read(file: SourceFile, answers: Answers) -> Iterator[Item]:
    """Yield the habits in `file`, one by one. Nothing depends on `answers`."""
    for number, line in enumerate(lines_of(file.text), 1):
        if _is_filled(line):
            yield from read_items(number, partial(_items, number, line))


def _is_filled(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _items(number: int, line: str) -> Iterator[Item]:
    day, habit, result, comment, amount = _parts(line)
    habit = clean(habit)
    if result not in (*_DONE, _SKIPPED) or not habit or len(habit) > MAX_NAME:
        raise ValueError(words.HABIT_LINE)
    when, size = read_day(day), _amount(amount)
    if result == _SKIPPED:
        yield LeftOut(number, words.HABIT_SKIPPED)
        return
    numbers: dict[str, float | bool] = {habit: _DONE[result]}
    if size:
        numbers[words.HABIT_AMOUNT_NAME.format(name=habit)] = size
    yield Entry(number, when, text=note_text(f"{habit}: {comment}") if comment.strip() else "", numbers=numbers)


def _parts(line: str) -> tuple[str, str, str, str, str]:
    """Return the day, habit, result, comment and amount in `line`, without empty ones. The comment may have colons."""
    line = line.strip()
    parts = f"{line} ".split(SEPARATOR) if line.endswith(" :") else line.split(SEPARATOR)
    day, habit, result, *rest = [*parts, "", ""][: max(len(parts), 3)]
    amount = rest.pop() if len(rest) > 1 else ""
    return day, habit, result.strip(), SEPARATOR.join(rest), amount.strip()


def _amount(text: str) -> float:
    """Return the amount `text`; 0 if it is empty. Raises ValueError if it isn't a number."""
    try:
        amount = float(text or 0)
    except ValueError:
        amount = float("nan")
    if not isfinite(amount) or abs(amount) > _MOST:
        raise ValueError(words.HABIT_AMOUNT.format(text=shorten(clean(text[:200]), 40)))
    return amount

"""Check every sentence of a nudge against the records.

Each part of a nudge has to match one of the sentences known here as a whole, so that nothing is left unchecked. What
they name is compared with a recount that shares no code with the signals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Final

from cmcheckin.domain.nudge import Finding
from cmcheckin.domain.records import Records
from cmcheckin.domain.schedule import Schedule
from cmcheckin.wording.nudges import WORDING, card_lines, explanation
from cmcheckin.wording.nudges.phrases import NO_BREAK
from tests.validation.recounting import Recount

WORDS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
COUNT: Final = rf"(?:{'|'.join(WORDS)}|[\d,]+)"
N: Final = r"[\d.]+"
DAY: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2}"
LEGAL: Final = re.compile(r"\bEU\b|Directive|CJEU|\blaw\b", re.IGNORECASE)
LEGAL_KINDS: Final = frozenset({"no_day_off", "short_rest", "hours_ceiling"})


def number(text: str) -> int:
    """Return the number that `text` names, such as `seven`, `12` or `1,234`."""
    low = text.lower()
    return WORDS.index(low) if low in WORDS else int(text.replace(",", ""))


def about(text: str, true: float) -> None:
    """Assert that `text`, such as `about two` or `less than one`, is `true` rounded to a whole number."""
    many = re.fullmatch(rf"about ({COUNT})|less than one", text)
    assert many, text
    assert abs(number(many[1] or "no") - true) <= 0.501, f"{text} is not {true}"


def short_day(day: date) -> str:
    """Return `day` as in `Mon 3 Mar`."""
    return f"{day:%a} {day.day} {day:%b}"


class Case:
    """A nudge of one morning, its words, and the recount with which they are compared."""

    def __init__(self, finding: Finding, recount: Recount) -> None:
        self.finding, self.recount, self.numbers = finding, recount, finding.numbers
        self.words = WORDING[finding.kind].write(finding)
        self.seen: set[str] = set()

    def part(self, name: str) -> str:
        """Return the part `name` of the words, with plain spaces."""
        return str(getattr(self.words, name)).replace(NO_BREAK, " ")

    def read(self, name: str, *patterns: str) -> dict[str, str]:
        """Return the groups of the one pattern that the whole part `name` matches, and mark the part as checked."""
        self.seen.add(name)
        text = self.part(name)
        found = [match for pattern in patterns if (match := re.fullmatch(pattern, text, re.IGNORECASE))]
        assert len(found) == 1, f"{name}: {text!r}"
        return {group: value for group, value in found[0].groupdict().items() if value is not None}

    def same(self, name: str, *texts: str) -> None:
        """Assert that the part `name` is one of `texts`, word for word."""
        self.read(name, *map(re.escape, texts))

    def near(self, shown: str | float, true: float, within: float = 0.0051) -> None:
        """Assert that the number `shown` is `true`, as exactly as it is shown."""
        assert abs(float(shown) - true) <= within + 1e-9, f"{shown} is not {true}: {self.part('facts')}"

    def hours(self, shown: str, true: float, name: str, *, about: bool = False) -> None:
        """Assert that the hours `shown`, and the number `name`, are `true`. With `about`, to the nearest half hour."""
        self.near(shown, true, 0.251 if about else 0.0051)
        self.near(self.numbers[name], true)

    def listed(self) -> list[tuple[str, str]]:
        """Return the days that `why` lists, each with the text that follows it."""
        line = explanation(self.finding)[1]
        assert line.startswith("Days: ")
        assert line.endswith(".")
        found = [re.fullmatch(rf"((?:week to )?{DAY}) ?(.*)", one) for one in line[6:-1].split(", ")]
        assert all(found), line
        return [(match[1], match[2]) for match in found if match]

    def lists(self, values: dict[date, float], unit: str) -> None:
        """Assert that the finding and `why` list exactly the days and values of `values`, in `unit`."""
        assert {one.day: one.value for one in self.finding.values} == {
            day: float(value) for day, value in values.items()
        }, self.finding.kind
        if len(values) > 21:
            sums: dict[int, float] = defaultdict(float)
            for day, value in values.items():
                sums[(self.finding.last - day).days // 7] += 1 if unit == "none" else value
            shown = {text: _amount(value) for text, value in self.listed()}
            assert len(shown) == len(sums)
            for back, total in sums.items():
                end = date.fromordinal(self.finding.last.toordinal() - 7 * back)
                self.near(shown[f"week to {short_day(end)}"], total)
            return
        for (day, value), (text, shown_as) in zip(sorted(values.items()), self.listed(), strict=True):
            assert text == short_day(day)
            if unit == "none":
                assert shown_as == ""
                continue
            amount, _, named = shown_as.partition(" ")
            assert named.rstrip("s") == unit
            self.near(amount if amount not in WORDS else number(amount), value)

    def check(self) -> None:
        """Assert what the kind claims, and what is true of every kind."""
        from tests.validation.claims_by_kind import CLAIMS

        found = self.finding
        assert found.values
        assert found.numbers
        assert list(found.days) == sorted(set(found.days))
        assert found.first <= found.days[0] <= found.days[-1] <= found.last <= self.recount.on
        CLAIMS[found.kind](self)
        parts = {"facts", "reason", "question", "threshold", "comparison", "ends"}
        assert {name for name in parts if self.part(name)} == self.seen, "a part of the words that wasn't checked"
        text = " ".join(card_lines(found))
        assert text == " ".join(filter(None, map(self.part, ("facts", "reason", "question"))))
        head = explanation(found)[0]
        assert f"({found.kind}), " in head
        legal = bool(LEGAL.search(" ".join((text, *explanation(found)))))
        assert not legal or (found.employed and found.kind in LEGAL_KINDS), text


def holds(finding: Finding, records: Records, schedule: Schedule, on: date) -> bool:
    """Return whether the claims of a nudge on the morning of `on` follow from `finding`, and it from `records`."""
    try:
        Case(finding, Recount(records, schedule, on)).check()
    except (AssertionError, LookupError):
        return False
    return True


Check = Callable[[Case], None]


def _amount(shown: str) -> float:
    """Return the number in `shown`, such as `8.5 h` or `five days`."""
    first = shown.split(" ")[0]
    return number(first) if first in WORDS else float(first)

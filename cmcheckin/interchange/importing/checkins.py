"""Join the entries of each day into one check-in: the median mood, all texts in the private note, and wins."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.records import MAX_AHEAD
from cmcheckin.domain.text import LINE, NOTE, WORD, clean, shorten
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.questions import (
    ENERGY,
    FEELING,
    MOOD,
    NOTHING,
    NUMBER,
    SCALE,
    WIN,
    YES,
    Answers,
    Question,
)
from cmcheckin.interchange.importing.ratings import middle, number, rating_of, rating_questions
from cmcheckin.interchange.parsing import RecordEntry, Refusal
from cmcheckin.interchange.readers.items import Entry, LeftOut
from cmcheckin.wording import foreign_files as words

WIN_TAGS: Final = frozenset({"win", "wins"})
"""Tags that mark a win by default."""
_WIN_LINE: Final = re.compile(r"[-*•]?\s*win\s*:\s*(\S.*)", re.IGNORECASE)
_BULLET: Final = re.compile(r"^[-*•]\s+(?=\S)")


def checkin_questions(entries: Sequence[Entry], context: ImportContext) -> Iterator[Question]:
    """Yield the questions about `entries`: each mood and energy, then what tags and habits mean, which is nothing by
    default."""
    feelings = {entry.mood for entry in entries if _is_feeling(entry)}
    yield from rating_questions(MOOD, (entry.mood for entry in entries), feelings)
    yield from rating_questions(ENERGY, (entry.energy for entry in entries))
    tags = Counter(tag for entry in entries for tag in entry.tags)
    for tag, occurs in tags.most_common():
        yield Question(FEELING, tag, (), NOTHING, occurs)
    for tag, occurs in tags.most_common():
        yield Question(WIN, tag, (YES, NOTHING), YES if _is_win_tag(tag) else NOTHING, occurs)
    own = {name.casefold(): name for name in (*context.metrics, *context.questions)}
    numbers = Counter(name for entry in entries for name in entry.numbers)
    for name, occurs in numbers.most_common():
        yield Question(NUMBER, name, (*own.values(), NOTHING), own.get(name.casefold(), NOTHING), occurs)


def checkins_of(
    entries: Iterable[Entry], answers: Answers, context: ImportContext, program: str, *, keeps_numbers: bool = True
) -> Iterator[RecordEntry | LeftOut | Refusal]:
    """Yield a check-in for each day of `entries`, oldest first, with the line of its first entry, and what is left out
    or refused. `program` is the prefix of fields for values that fit no other field, such as `daylio_tags`; numbers
    have one only with `keeps_numbers`."""
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        try:
            day = context.day(entry.when)
        except (OverflowError, ValueError):
            yield Refusal(entry.line, words.OUT_OF_RANGE.format(text=entry.when))
            continue
        is_ahead = isinstance(entry.when, datetime) and context.local(entry.when) > context.now + MAX_AHEAD
        if day > context.today or is_ahead:
            yield Refusal(entry.line, words.IN_FUTURE.format(text=day))
        else:
            by_day[day].append(entry)
    unmapped: list[tuple[int, str]] = []
    for day in sorted(by_day):
        joiner = _Day(day, sorted(by_day[day], key=lambda entry: _order(entry, context)), answers, context)
        try:
            checkin = CheckIn.read(joiner.raw(program, keeps_numbers=keeps_numbers))
            if checkin._replace(logged_at=None) != CheckIn(day):
                yield RecordEntry(min(entry.line for entry in joiner.entries), checkin)
        except Refused as error:
            yield Refusal(joiner.entries[0].line, str(error).strip())
        yield from joiner.left_out
        unmapped += joiner.unmapped_habits
    reason = words.unmapped_habits(list(dict.fromkeys(name for _, name in unmapped)))
    yield from (LeftOut(line, reason) for line in dict.fromkeys(line for line, _ in unmapped))


def _is_feeling(entry: Entry) -> bool:
    """Return whether the mood of `entry` is one of its feelings, as in programs that ask for feelings alone."""
    return entry.mood.lower() in entry.feelings


def _order(entry: Entry, context: ImportContext) -> tuple[bool, float, int]:
    """Return the sort key of `entry` within its day: entries without a time first, then by time, then by line."""
    at = context.local(entry.when).timestamp() if isinstance(entry.when, datetime) else 0.0
    return isinstance(entry.when, datetime), at, entry.line


class _Day:
    """The check-in of one day, from its `entries` in order."""

    def __init__(self, day: date, entries: Sequence[Entry], answers: Answers, context: ImportContext) -> None:
        self.day, self.entries, self.answers, self.context = day, entries, answers, context
        self.left_out: list[LeftOut] = []
        self.unmapped_habits: list[tuple[int, str]] = []
        """Habits that are left out, with their lines."""
        self.wins: list[str] = []

    def raw(self, program: str, *, keeps_numbers: bool) -> Mapping[str, JSON]:
        """Return the check-in as a JSON object."""
        times = [self.context.local(entry.when) for entry in self.entries if isinstance(entry.when, datetime)]
        metrics, answered, unmapped = self._numbers(keeps_others=keeps_numbers)
        tags = [tag for tag in self._tags() if not self._feeling(tag) and not self._marks_win(tag)]
        feelings = (*(word for entry in self.entries for word in entry.feelings), *map(self._feeling, self._tags()))
        note = self._note()
        return self._unmapped_fields() | {
            "date": self.day.isoformat(),
            "logged_at": min(max(times), self.context.now).isoformat(timespec="seconds") if times else None,
            "mood": self._rating(MOOD),
            "energy": self._rating(ENERGY),
            "feelings": list(dict.fromkeys(shorten(word, WORD) for word in feelings if word)),
            "wins": [{"text": text} for text in dict.fromkeys(self.wins)],
            "metrics": metrics,
            "answers": answered,
            "note": note,
            f"{program}_tags": tags,
            f"{program}_numbers": unmapped,
        }

    def _unmapped_fields(self) -> dict[str, JSON]:
        """Return the values that the user isn't asked about, by field. Lists from several entries are joined; of other
        values, the last one counts."""
        kept: dict[str, JSON] = {}
        for entry in self.entries:
            for name, value in entry.unmapped.items():
                earlier = kept.get(name)
                if isinstance(earlier, list) and isinstance(value, list):
                    kept[name] = [*earlier, *(item for item in value if item not in earlier)]
                else:
                    kept[name] = value
        return kept

    def _rating(self, kind: str) -> int | None:
        """Return the median of the ratings of `kind`, MOOD or ENERGY; None without any. A number outside its scale is
        left out."""
        found = []
        for entry in self.entries:
            text, is_feeling = (entry.mood, _is_feeling(entry)) if kind == MOOD else (entry.energy, False)
            rating = rating_of(kind, text, self.answers, is_feeling=is_feeling) if text else None
            if rating is not None:
                found.append(rating)
            elif number(text) is not None:
                scale = self.answers.get(SCALE, kind)
                self.left_out.append(LeftOut(entry.line, words.OUTSIDE_SCALE.format(kind=kind, text=text, scale=scale)))
        return middle(found)

    def _tags(self) -> Sequence[str]:
        return tuple(dict.fromkeys(tag for entry in self.entries for tag in entry.tags))

    def _feeling(self, tag: str) -> str:
        """Return the feeling that `tag` means, empty for none."""
        answer = self.answers.get(FEELING, tag)
        return "" if answer in ("", NOTHING) else answer

    def _numbers(self, *, keeps_others: bool) -> tuple[dict[str, JSON], dict[str, JSON], dict[str, JSON]]:
        """Return the own numbers, the answers to own questions, and the other numbers, which are left out unless
        `keeps_others`."""
        metrics: dict[str, JSON] = {}
        answered: dict[str, JSON] = {}
        unmapped: dict[str, JSON] = {}
        own = {name.casefold(): name for name in (*self.context.metrics, *self.context.questions)}
        for entry in self.entries:
            for name, value in entry.numbers.items():
                target = self.answers.get(NUMBER, name) or own.get(name.casefold(), NOTHING)
                if target in self.context.metrics:
                    metrics[target] = float(value)
                elif target in self.context.questions:
                    answered[target] = bool(value) or answered.get(target) is True
                elif keeps_others:
                    unmapped[name] = value
                else:
                    self.unmapped_habits.append((entry.line, name))
        return metrics, answered, unmapped

    def _note(self) -> str:
        """Return all texts without the lines that are wins. If there are several, each begins with its time.

        Raises Refused if they are too long."""
        texts = [(entry, text) for entry in self.entries if (text := self._without_wins(entry))]
        found = []
        for entry, text in texts:
            is_timed = len(texts) > 1 and isinstance(entry.when, datetime)
            found.append(f"{self.context.local(entry.when):%H:%M} {text}" if is_timed else text)  # type: ignore[arg-type]
        joined = clean("\n\n".join(dict.fromkeys(found)), lines=True)
        if len(joined) > NOTE:
            raise Refused("", words.LONG_NOTE.format(day=self.day, characters=len(joined), limit=NOTE))
        return joined

    def _without_wins(self, entry: Entry) -> str:
        """Return the text of `entry`, and collect its wins: lines such as `win: …`, lines with a tag that marks a win,
        and the first line if such a tag is in no line. Without such a line, the tag itself is the win."""
        marks = [tag for tag in entry.tags if self._marks_win(tag)]
        rest: list[str] = []
        wins: list[str] = []
        for line in entry.text.split("\n"):
            found = _WIN_LINE.fullmatch(line.strip())
            tagged = next((tag for tag in marks if _tag_in(tag).search(line)), None)
            text = found[1] if found else _tag_in(tagged).sub("", line) if tagged else ""
            text = _without_bullet(clean(text))
            if text and len(text) <= LINE:
                wins.append(text)
            else:
                rest.append(line)
        if marks and not wins:
            first = clean(rest[0])
            is_win = 0 < len(first) <= LINE
            wins.append(_without_bullet(first) if is_win else marks[0].lstrip("@#"))
            del rest[:is_win]
        self.wins += wins
        return "\n".join(rest).strip("\n")

    def _marks_win(self, tag: str) -> bool:
        answer = self.answers.get(WIN, tag)
        return answer == YES or (not answer and _is_win_tag(tag))


def _is_win_tag(tag: str) -> bool:
    return tag.casefold().lstrip("@#") in WIN_TAGS


def _tag_in(tag: str) -> re.Pattern[str]:
    """Return the pattern of `tag` inside a text, with its sign, such as `@win` or `#win`."""
    sign = "" if tag[:1] in "@#" else "[@#]"
    return re.compile(rf"(?<!\w){sign}{re.escape(tag)}(?!\w)", re.IGNORECASE)


def _without_bullet(text: str) -> str:
    """Return `text` without the sign that makes it an item of a list, unless nothing else is left."""
    return _BULLET.sub("", text)

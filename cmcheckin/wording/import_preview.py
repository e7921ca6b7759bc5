"""The preview of an import: what will be imported, what won't and why, and what the user must decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.records import Record
from cmcheckin.domain.text import shorten
from cmcheckin.wording.command_messages import NOTHING_CHANGED
from cmcheckin.wording.field_values import field_label, field_text
from cmcheckin.wording.formats import date_range, joined, plural
from cmcheckin.wording.record_words import ENERGY, MOOD

NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "checkin": ("check-in", "check-ins"),
    "workday": ("day of work", "days of work"),
    "escalation": ("escalation", "escalations"),
    "nudge_state": ("answer to a nudge", "answers to nudges"),
    "reply_state": ("reply", "replies"),
}
"""What records of each type are called."""
RATINGS: Final = {"mood": MOOD, "energy": ENERGY}
"""The words of the ratings 1 to 5."""
AMOUNTS: Final[Mapping[str, tuple[str, str]]] = {
    "checkins": NAMES["checkin"],
    "moods": ("with a mood", "with a mood"),
    "energies": ("with energy", "with energy"),
    "feelings": ("with feelings", "with feelings"),
    "notes": ("with a note", "with a note"),
    "wins": ("win", "wins"),
    "workdays": NAMES["workday"],
    "hours": ("hour", "hours"),
    "escalations": NAMES["escalation"],
}
"""What is counted in a preview, in the singular and the plural."""
SECTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "mood": ("Mood", "days"),
    "energy": ("Energy", "days"),
    "activity": ("Activities", "hours"),
}
"""The headings of tables, and what their numbers are."""
DAYS: Final = "days"
DIFFERENCES: Final = ("Differences", "", "your log", "the file")
"""The headings of a table of differences."""
IN_THE_FILE: Final = "in the file"
SHADES: Final = "Higher bars: more days. Stronger colours: a better mood."
NEWEST_DAYS: Final = "The newest days"
NOT_IMPORTED: Final = "Not imported"
MOST_ANSWERS: Final = 20
"""How many answers of a kind are listed; the rest are counted."""
QUESTIONS: Final[Mapping[str, str]] = {
    "dates": "Does {name} start with the day or the month?",
    "column": "Which column has the {name}?",
    "person": "Which of these are you?",
    "scale": "What are the lowest and highest numbers for {name}?",
    "mood": "How would you rate the mood “{name}”, from 1 (rough) to 5 (great)?",
    "energy": "How would you rate the energy “{name}”, from 1 (drained) to 5 (full)?",
    "feeling": "Which feeling is “{name}”?",
    "win": "Does “{name}” mark a win?",
    "activity": "Which activity is “{name}”?",
    "number": "Which of your own numbers or questions is “{name}”?",
}
"""The question of each kind. `-` always means none of them."""
LABELS: Final[Mapping[str, str]] = {
    "dates": "Dates", "column": "Columns", "person": "You", "scale": "Scales", "mood": "Moods", "energy": "Energy",
    "feeling": "Feelings", "win": "Wins", "activity": "Activities", "number": "Own numbers and questions",
}  # fmt: skip
"""What the answers of each kind are called."""
ANSWER_WITH: Final = 'Answer each with --answer, such as --answer "{example}".'
NEEDS_ANSWERS: Final = "{name} can't be imported until you answer this:"
REPLACE_OR_KEEP: Final = "Add --replace to use the file, or --keep to keep your log."
SKIP: Final = "Correct the file, or add --skip-bad-lines to import the rest."
NOT_CHECKED: Final = "There are too many problems, so the rest of the file wasn't checked."
NOT_AN_ANSWER: Final = (
    "--answer: “{text}” isn't an answer such as “mood Super = 5”. It must begin with one of these: {kinds}."
)
NOT_ASKED: Final = "--answer: {name} needs no answer about “{text}”"
NOTHING_NEW: Final = "Everything in it is already in your log."
NOTHING_FOUND: Final = "There's nothing to import."
SAVED: Final = "Imported. Run `cmcheckin undo` to undo the whole import."
SAVED_PLAIN: Final = "Imported. Type u to undo the whole import."
CONFIRM: Final = "Import this?"
SKIP_THEM: Final = "These lines can't be imported. Import the rest?"
WHICH_TO_USE: Final = "To use the file, type f. To keep your log, type l. Press Enter to change nothing"
FILE_OR_LOG: Final = "type f or l"
NO_ANSWER: Final = "Type an answer, or b to cancel."
NOT_REMEMBERED: Final = "Your answers couldn't be saved for the next import ({reason})."


def title(name: str, program: str, days: Sequence[date]) -> str:
    """Return the first line of a preview: the file `name`, its `program`, and the first and last of `days`."""
    return f"{name}: {span(program, min(days, default=None), max(days, default=None))}"


def amounts(new: Sequence[Record], changed: Sequence[Record], equal: int) -> Iterator[str]:
    """Yield a line for each type of record: how many are `new` and how many saved ones are `changed`. A last line
    counts those already saved."""
    for kind, (one, many) in NAMES.items():
        fresh = [record for record in new if record.type == kind]
        added = [record for record in changed if record.type == kind]
        if fresh:
            yield f"{plural(len(fresh), f'new {one}', f'new {many}')}{_contents(fresh)}"
        yield from _added(added, one, many)
    yield from _saved(equal)


def counted(changed: Sequence[Record], equal: int) -> Iterator[str]:
    """Yield how many saved records of each type are `changed`, and how many are already saved."""
    for kind, (one, many) in NAMES.items():
        yield from _added([record for record in changed if record.type == kind], one, many)
    yield from _saved(equal)


def _added(changed: Sequence[Record], one: str, many: str) -> Iterator[str]:
    if changed:
        yield f"{plural(len(changed), one, many)} already in your log, with more in the file"


def _saved(equal: int) -> Iterator[str]:
    if equal:
        yield f"{plural(equal, 'record')} already in your log"


def amount_name(what: str, number: float) -> str:
    """Return what `number` of `what`, a key of AMOUNTS, are called."""
    return AMOUNTS[what][number != 1]


def rating(kind: str, value: int) -> str:
    """Return the rating `value`, from 1 to 5, of the `kind` mood or energy, with its word: `4 good`."""
    return f"{value} {RATINGS[kind][value - 1]}"


def span(program: str, first: date | None, last: date | None) -> str:
    """Return the `program` that the file is from, with the `first` and `last` day to import."""
    if first is None or last is None:
        return program
    return f"{program}, {date_range(first, last)}"


def _contents(records: Sequence[Record]) -> str:
    """Return how many of the check-ins in `records` have each field: ` (30 with a mood, 12 with a note)`."""
    checkins = [record for record in records if isinstance(record, CheckIn)]
    wins = sum(len(checkin.wins) for checkin in checkins)
    counted = [
        (sum(checkin.mood is not None for checkin in checkins), "with a mood"),
        (sum(checkin.energy is not None for checkin in checkins), "with energy"),
        (sum(bool(checkin.feelings) for checkin in checkins), "with feelings"),
        (sum(bool(checkin.note) for checkin in checkins), "with a note"),
    ]
    parts = [f"{number:,} {what}" for number, what in counted if number]
    parts += [plural(wins, "win")] if wins else []
    return f": {joined(parts)}" if parts else ""


def left_out(reason: str, number: int, file: str, line: int) -> str:
    """Return the line about `number` lines that are left out for a `reason`, the first on `line` of `file`, which is
    empty if the user named it."""
    first = f"line {line} of {file}" if file else f"line {line}"
    return f"Left out: {reason} ({first}{f' and {number - 1:,} more' if number > 1 else ''})"


def skipped_files(number: int, name: str, reason: str) -> str:
    """Return the line about `number` files that aren't read for a `reason`, the first of which is `name`."""
    return f"Not read: {name}, which {reason}{f', and {number - 1:,} more like it' if number > 1 else ''}"


def bad_line(file: str, line: int, reason: str) -> str:
    """Return the line about a line that can't be read, of a `file` that is empty if the user named it."""
    return f"{file}, line {line}: {reason}" if file else f"Line {line:,} {reason}"


def more(number: int) -> str:
    """Return the line after a list that leaves out `number` items."""
    return f"… and {number:,} more"


def difference(file: str, line: int, record: str, field: str, saved: Any, incoming: Any) -> str:
    """Return the sentence about a `field` of a `record`, a phrase, whose `saved` value differs from the `incoming` one
    on `line` of `file`, which is empty if the user named it."""
    path = tuple(field.split(".", 1))
    mine, other = (shorten(field_text(path, value), 60) for value in (saved, incoming))
    where = f"{file}, line {line}" if file else f"line {line}"
    return f"{where}: {record}: {field_label(path).lower()} is “{mine}” in your log and “{other}” in the file"


def difference_cells(record: str, field: str, saved: Any, incoming: Any) -> tuple[str, str, str, str]:
    """Return the cells of a table about a `field` of the record with the key `record`: the record, the field, the
    `saved` value and the `incoming` one."""
    path = tuple(field.split(".", 1))
    return record, field_label(path), field_text(path, saved), field_text(path, incoming)


def record_name(kind: str, id: str) -> str:
    """Return what the record of type `kind` with the key `id` is called: `check-in 2026-11-19`."""
    return f"{NAMES[kind][0]} {id}"


def question(kind: str, name: str, options: Sequence[str]) -> str:
    """Return the question of `kind` about `name`, with its `options`."""
    asked = QUESTIONS[kind].format(name=name)
    return f"{asked} ({', '.join(shorten(option, 40) for option in options[:12])})" if options else asked


def answered(kind: str, answers: Sequence[tuple[str, str]]) -> str:
    """Return the line that shows the `answers` of `kind`, pairs of a name and an answer."""
    return f"{LABELS[kind]}: {names(answers)}"


def names(answers: Sequence[tuple[str, str]]) -> str:
    """Return what the names in `answers`, pairs of a name and an answer, mean: `run, sad = down`."""
    parts = [
        shorten(name, 30) if answer in ("yes", name) else f"{shorten(name, 30)} = {answer}" if name else answer
        for name, answer in answers[:MOST_ANSWERS]
    ]
    more_of_them = [more(len(answers) - MOST_ANSWERS)] if len(answers) > MOST_ANSWERS else []
    return ", ".join([*parts, *more_of_them])


def unused(names: Sequence[str]) -> str:
    """Return the line about the tags and activities `names` that have no meaning for cmcheckin."""
    shown = [shorten(name, 30) for name in names[:MOST_ANSWERS]]
    others = [f"{len(names) - MOST_ANSWERS:,} more"] if len(names) > MOST_ANSWERS else []
    return f"Not used: {joined([*shown, *others])}. See `cmcheckin help import`."


def refused(lines: Sequence[str], advice: str) -> str:
    """Return the error with `lines` of reasons, and `advice` on what to do."""
    return "\n".join([*lines, f"{NOTHING_CHANGED} {advice}".rstrip()])

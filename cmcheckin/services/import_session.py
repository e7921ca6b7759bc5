"""Import a file from outside: recognise it, ask what it needs, preview what it does, and save it as one change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.conflicts import FieldConflict
from cmcheckin.domain.fields import Key
from cmcheckin.domain.records import Record, encode
from cmcheckin.interchange.importing.checkins import checkin_questions, checkins_of
from cmcheckin.interchange.importing.content import Content, read_content
from cmcheckin.interchange.importing.context import ImportContext
from cmcheckin.interchange.importing.joining import KEEP, REPLACE, Difference, is_bare, plan_joining, without_earlier
from cmcheckin.interchange.importing.questions import COLUMN, DATES, PERSON, Answers, Question, check_answer
from cmcheckin.interchange.importing.workdays import activity_questions, workdays_of, workdays_of_hours
from cmcheckin.interchange.merging import differing_fields, plan_import
from cmcheckin.interchange.parsing import ParsedFile, RecordEntry, Refusal
from cmcheckin.interchange.readers import Reader
from cmcheckin.interchange.readers.items import LeftOut, Span
from cmcheckin.services.import_files import LoadedFiles, SkippedFile
from cmcheckin.wording import foreign_files as words

if TYPE_CHECKING:
    from cmcheckin.journal import Change, Journal

CHANGE_LABEL: Final = "import"
OWN: Final = "cmcheckin"
"""The title of a file that `cmcheckin export` wrote."""


class BadLine(NamedTuple):
    """A line that can't be read, in the file `file`, and why."""

    file: str
    line: int
    reason: str


class LeftOutLines(NamedTuple):
    """How many lines are left out for the same `reason`, and the first of them."""

    reason: str
    number: int
    file: str
    line: int


@dataclass(frozen=True)
class ImportPreview:
    """What an import does: the `new` records, those that it `changed`, how many are saved already, where the file and
    the log differ, and what isn't imported.

    `complete`: whether all of the file was read. `conflicts`: those added from one of our own files. `forgotten`: how
    many records lost words of forgotten days. `choice` is KEEP or REPLACE if the user decided, otherwise empty.
    """

    new: tuple[Record, ...] = ()
    changed: tuple[Record, ...] = ()
    equal: int = 0
    differences: tuple[Difference, ...] = ()
    bad_lines: tuple[BadLine, ...] = ()
    complete: bool = True
    left_out: tuple[LeftOutLines, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()
    forgotten: int = 0
    choice: str = ""
    skips_bad_lines: bool = False

    @property
    def records(self) -> tuple[Record, ...]:
        """All records to save."""
        return (*self.new, *self.changed)

    @property
    def is_blocked(self) -> bool:
        """Whether nothing may be saved until the user decides about bad lines or differences."""
        return bool((self.bad_lines and not self.skips_bad_lines) or (self.differences and not self.choice))


class ImportBlocked(Exception):  # noqa: N818  the name says what happened
    """Raised with the `preview` if it `is_blocked`; nothing was changed."""

    def __init__(self, preview: ImportPreview) -> None:
        super().__init__()
        self.preview = preview


class ImportSession:
    """One import of the `loaded` files: those of another program, read by `reader`, or an export of cmcheckin, with the
    records `own`. The other of the two is None."""

    def __init__(
        self, loaded: LoadedFiles, context: ImportContext, reader: Reader | None = None, own: ParsedFile | None = None
    ) -> None:
        self.loaded, self.context, self.reader, self.own = loaded, context, reader, own
        self.answers = Answers()
        self._names: Sequence[str] = ()
        self.given: dict[tuple[str, str], str] = {}
        """This import's answers to remember, by kind and name."""

    def remember(self, answers: Answers, names: Sequence[str]) -> None:
        """Use the `answers` of earlier imports, and the user's own `names` in other programs' files."""
        self.answers, self._names = answers, names

    @property
    def name(self) -> str:
        """What the user named, for messages."""
        return self.loaded.name

    @property
    def is_container(self) -> bool:
        """Whether the user named a folder or an archive, so that messages about a line need its file."""
        return any(file.name != self.name for file in self.loaded.files)

    @property
    def title(self) -> str:
        """The program that the file is from."""
        return self.reader.title if self.reader else OWN

    @property
    def skipped(self) -> tuple[SkippedFile, ...]:
        """The files of a folder or an archive that aren't read."""
        return self.loaded.skipped

    # Questions

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions in order. Those about how to read the file come first; the rest follow only once those are
        answered."""
        content = self._content
        asked = list(content.questions.values())
        if any(question.must and not self.answers.get(*question[:2]) for question in asked):
            return tuple(asked)
        persons = sorted({span.person for span in content.spans if span.person})
        if len(persons) > 1:
            known = next((name for name in persons if name in self._names), "")
            asked.append(Question(PERSON, "", tuple(persons), known))
        asked += checkin_questions(content.entries, self.context)
        asked += activity_questions([*self._own_spans, *content.hours], self.context)
        return tuple(asked)

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions that must be answered before anything can be imported."""
        return tuple(question for question in self.questions if not self.answers.to(question))

    def answer(self, question: Question, text: str) -> None:
        """Answer `question` with `text`. Raises Refused if that isn't a possible answer."""
        self.answer_all({(question.kind, question.name): check_answer(question, text)})

    def answer_all(self, given: Mapping[tuple[str, str], str]) -> None:
        """Answer the questions of a kind about a name, without checking whether they are asked."""
        self.given |= given
        self.answers = self.answers.with_answers(given)
        stale = ("questions", "_own_spans", "_records")
        for name in (*stale, "_content") if any(kind in (DATES, COLUMN) for kind, _ in given) else stale:
            self.__dict__.pop(name, None)

    # Reading

    @cached_property
    def _content(self) -> Content:
        return read_content(self.loaded.files, self.reader, self.answers) if self.reader else Content()

    @cached_property
    def _own_spans(self) -> tuple[Span, ...]:
        """The user's own spans, if the file names people."""
        spans = self._content.spans
        if len({span.person for span in spans if span.person}) < 2:
            return tuple(spans)
        answer = self.answers.get(PERSON)
        names = (answer,) if answer else self._names
        return tuple(span for span in spans if not span.person or span.person in names)

    def records(self) -> Sequence[RecordEntry | LeftOut | Refusal]:
        """Return the records of the file, oldest first for each type, and what is left out or refused."""
        return self._records

    @cached_property
    def _records(self) -> tuple[RecordEntry | LeftOut | Refusal, ...]:
        return tuple(self._build_records())

    def _build_records(self) -> Iterator[RecordEntry | LeftOut | Refusal]:
        content, spans = self._content, self._own_spans
        own = {span.line for span in spans}
        yield from content.refusals
        yield from content.left_out
        yield from (LeftOut(span.line, words.OTHER_PERSON) for span in content.spans if span.line not in own)
        if reader := self.reader:
            keeps_numbers = reader.keeps_numbers
            yield from checkins_of(
                content.entries, self.answers, self.context, reader.name, keeps_numbers=keeps_numbers
            )
        yield from workdays_of(spans, self.answers, self.context)
        yield from workdays_of_hours(content.hours, self.answers, self.context)

    @property
    def is_prepared(self) -> bool:
        """Whether the files are read, as `prepare` does."""
        return self.own is not None or "_records" in self.__dict__

    def prepare(self) -> None:
        """Read the files as far as the answers allow, which takes a few seconds for tens of megabytes. It doesn't use
        the journal, so it can run in another thread."""
        if self.own is None and not self.unanswered:
            self.records()

    # Preview and import

    def preview(self, journal: Journal, choice: str = "", *, skip_bad_lines: bool = False) -> ImportPreview:
        """Return what the import would do, with KEEP or REPLACE as the `choice` about differences, and with or without
        bad lines. Raises JournalError."""
        # All records are read at once: looking up each key would read the journal's files again for each year.
        saved = {record.key: record for record in journal.everything()}
        build = self._own_preview if self.own is not None else self._foreign_preview
        return build(journal, saved, choice, skip_bad_lines)

    def _foreign_preview(
        self, journal: Journal, saved: Mapping[Key, Record], choice: str, skip_bad_lines: bool
    ) -> ImportPreview:
        places = self._content.places
        entries: list[RecordEntry] = []
        bad: list[Refusal] = []
        left: dict[str, list[int]] = {}
        for item in self.records():
            if isinstance(item, RecordEntry):
                entries.append(item)
            elif isinstance(item, LeftOut):
                left.setdefault(item.reason, []).append(item.line)
            else:
                bad.append(item)
        cleaned = [entry._replace(record=_without_forgotten(journal, entry, saved)[0]) for entry in entries]
        wanted = cleaned if choice == REPLACE else _without_imported(journal, cleaned, saved, left)
        plan = plan_joining(wanted, saved.get, choice)
        return ImportPreview(
            new=tuple(_with_ids(journal, record, None) for record in plan.new),
            changed=tuple(_with_ids(journal, record, saved.get(record.key)) for record in plan.changed),
            equal=plan.equal,
            differences=tuple(_placed(one, *places[one.line]) for one in plan.differences),
            bad_lines=tuple(BadLine(*places[line], reason) for line, reason in (*bad, *plan.refusals)),
            complete=self._content.complete,
            left_out=tuple(LeftOutLines(reason, len(lines), *places[min(lines)]) for reason, lines in left.items()),
            forgotten=sum(new.record != old.record for new, old in zip(cleaned, entries, strict=True)),
            choice=choice,
            skips_bad_lines=skip_bad_lines,
        )

    def _own_preview(
        self, journal: Journal, saved: Mapping[Key, Record], choice: str, skip_bad_lines: bool
    ) -> ImportPreview:
        own, file = self.own or ParsedFile(()), self.loaded.files[0].name
        cleaned = [RecordEntry(entry.line, *_without_forgotten(journal, entry, saved)) for entry in own.entries]
        plan = plan_import(
            cleaned,
            saved.get,
            partial(_with_win_ids, journal),
            known=journal.conflicts(),
        )
        return ImportPreview(
            new=plan.new,
            changed=() if choice == KEEP else plan.replaced,
            equal=plan.equal,
            differences=tuple(_differences(file, own.entries, plan.replaced, saved)),
            bad_lines=tuple(BadLine(file, line, reason) for line, reason in own.refusals),
            complete=own.complete,
            conflicts=plan.conflicts,
            forgotten=sum(new != old for new, old in zip(cleaned, own.entries, strict=True)),
            choice=choice,
            skips_bad_lines=skip_bad_lines,
        )

    def save(self, journal: Journal, choice: str = "", *, skip_bad_lines: bool = False) -> ImportPreview:
        """Save what `preview` shows, as one change of the journal, and return what was done.

        Raises ImportBlocked if the user must decide something first, and JournalError. Nothing is changed then.
        """
        done = ImportPreview()

        def build(now: Journal) -> Change:
            nonlocal done
            from cmcheckin.journal import Change

            done = self.preview(now, choice, skip_bad_lines=skip_bad_lines)
            if done.is_blocked:
                raise ImportBlocked(done)
            return Change(put=done.records, conflicts=done.conflicts)

        journal.change(build, CHANGE_LABEL)
        return done


def _placed(difference: Difference, file: str, line: int) -> Difference:
    return difference._replace(file=file, line=line)


def _without_forgotten(
    journal: Journal, entry: RecordEntry, saved: Mapping[Key, Record]
) -> tuple[Record, tuple[FieldConflict, ...]]:
    return journal.without_forgotten(entry.record, saved.get(entry.record.key), entry.conflicts)


def _without_imported(
    journal: Journal, entries: Sequence[RecordEntry], saved: Mapping[Key, Record], left: dict[str, list[int]]
) -> Iterator[RecordEntry]:
    """Yield `entries` without what earlier imports had already. Those of records that were deleted since then are added
    to the lines `left` out."""
    earlier = journal.left_by(CHANGE_LABEL, [entry.record.key for entry in entries])
    for entry in entries:
        key = entry.record.key
        record = without_earlier(entry.record, earlier.get(key, ()))
        if key in earlier and key not in saved and is_bare(record):
            left.setdefault(words.DELETED, []).append(entry.line)
        else:
            yield entry._replace(record=record)


def _with_ids(journal: Journal, record: Record, saved: Record | None) -> Record:
    """Return `record`; for a check-in, give each win an id, taken from the `saved` one if the wins are the same."""
    before = saved if isinstance(saved, CheckIn) else None
    return _with_win_ids(journal, record, before) if isinstance(record, CheckIn) else record


def _with_win_ids(journal: Journal, checkin: CheckIn, saved: CheckIn | None) -> CheckIn:
    from cmcheckin.journal.ids import with_win_ids

    return with_win_ids(checkin, saved, journal.device)


def _differences(
    file: str, entries: Iterable[RecordEntry], replaced: Iterable[Record], saved: Mapping[Key, Record]
) -> Iterator[Difference]:
    """Yield the fields in which the `replaced` records of `entries`, read from `file`, differ from the `saved` ones."""
    lines = {entry.record.key: entry.line for entry in entries}
    for record in replaced:
        first, second = encode(saved[record.key]), encode(record)
        for name in differing_fields(saved[record.key], record):
            yield Difference(lines[record.key], record.key, name, first.get(name), second.get(name), file)

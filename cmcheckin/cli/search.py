"""`search`: print the entries and days that match a query, newest first."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from cmcheckin.bootstrap import Program
from cmcheckin.cli.argument_types import WORDS, add_range, read_range
from cmcheckin.cli.files import report_missing
from cmcheckin.cli.output import MARK, USAGE, CommandError, print_json, print_marked, print_message, quoted
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.domain.records import Records
from cmcheckin.domain.text import shorten
from cmcheckin.search.hits import Hit
from cmcheckin.search.matching import DayHits, Results
from cmcheckin.search.query import Days, Query, from_arguments
from cmcheckin.services.search import SearchSession
from cmcheckin.wording import search as words
from cmcheckin.wording.formats import weekday
from cmcheckin.wording.record_words import day_facts, day_line, one_line
from cmcheckin.wording.text_cells import cells, pad

LABEL: Final = 14
"""The limit in cells for a label."""


class Match(NamedTuple):
    """A hit and its day. Without a hit, only the day itself matches."""

    found: DayHits
    hit: Hit | None


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", metavar=WORDS, nargs="*")
    parser.add_argument("--limit", metavar="N", type=_limit)
    add_range(parser)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plain", action="store_true")


def _limit(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text[:9]) > 0:
        return int(text[:9])
    raise argparse.ArgumentTypeError(words.NOT_A_LIMIT)


def run(args: argparse.Namespace, program: Program) -> int:
    today = program.clock.today()
    if args.plain:
        from cmcheckin.cli.plain.parts import check_alone, run_part

        check_alone(args, "words")
        return run_part(program, "history", then=from_arguments(args.words) if args.words else "")
    if not args.words:
        raise CommandError(USAGE, words.MISSING_WORDS)
    typed = from_arguments(args.words)
    session = SearchSession(program.journal, program.settings, today)
    first, last = read_range(args.first, args.last, today)
    session.read_all(max(_begin(session.parse(typed)), first))
    query = session.parse(typed)
    for note in query.notes:
        if note.is_mistake:
            raise CommandError(USAGE, words.refused(quoted(note.text, 600)))
        print_message(quoted(note.text, 200))
    if not query.terms:
        raise CommandError(USAGE, words.refused(words.NO_WORDS))
    results = session.find(query._replace(terms=(*query.terms, Days("", False, first, last))))
    matches = list(_matches(results))
    shown = matches[: args.limit]
    if args.json:
        print_json(map(_document, shown))
    else:
        print_marked(_lines(shown), program.environ)
    if len(shown) < len(matches):
        print_message(words.limited(len(shown), len(matches)))
    if not matches and not program.report_missing():
        print_message(words.NOTHING_FOUND.format(query=quoted(typed, 100)))
    return report_missing(program)


def _begin(query: Query) -> date:
    """Return the first day that the dates in `query` allow."""
    return max((term.first for term in query.terms if isinstance(term, Days) and not term.excluded), default=date.min)


def _matches(results: Results) -> Iterator[Match]:
    for found in results:
        if found.hits:
            yield from (Match(found, hit) for hit in found.hits)
        else:
            yield Match(found, None)


def _lines(matches: list[Match]) -> Iterator[str]:
    labels = [words.label(match.hit.field, match.hit.name) if match.hit else "" for match in matches]
    width = min(max(map(cells, labels), default=0), LABEL)
    for (found, hit), label in zip(matches, labels, strict=True):
        day = found.day.date
        if hit is None:
            line = day_line(day, _records(found))
            yield from wrapped(line[:16], line[16:])
            continue
        opening = f"{day} {weekday(day)[:3]}  {pad(shorten(label, width), width)}  "
        more = f" ({one_line(hit.entry)})" if hit.is_part else ""
        yield from wrapped(opening, marked(hit) + more)


def marked(hit: Hit) -> str:
    """Return the text of `hit` with MARK around each of its spans."""
    text = hit.text.translate(dict.fromkeys(map(ord, MARK), "\N{REPLACEMENT CHARACTER}"))
    parts, at = [], 0
    for start, end in hit.spans:
        parts += [text[at:start], MARK[0], text[start:end], MARK[1]]
        at = end
    return "".join([*parts, text[at:]])


def _records(found: DayHits) -> Records:
    day = found.day
    records = (day.checkin, day.workday, *day.escalations)
    return Records.of(record for record in records if record is not None)


def _document(match: Match) -> dict[str, object]:
    (day, _), hit = match
    if hit is None:
        return {"date": day.date.isoformat(), "field": "day", "text": day_facts(_records(match.found))}
    document: dict[str, object] = {
        "date": day.date.isoformat(), "type": hit.key.type, "key": hit.key.id,
        "field": hit.name if hit.field == "answer" else hit.field, "text": hit.text,
        "matches": [list(span) for span in hit.spans],
    }  # fmt: skip
    if hit.is_part:
        document["entry"] = hit.entry
    return document

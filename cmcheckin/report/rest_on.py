"""What a line of the report is based on, in words."""

from __future__ import annotations

from collections.abc import Iterator

from cmcheckin.domain.checkin import CheckIn
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Record
from cmcheckin.domain.workday import Workday
from cmcheckin.report.model import is_about_community, wins_of_line
from cmcheckin.wording import report as words
from cmcheckin.wording.formats import day_in_text
from cmcheckin.wording.record_words import MOOD, escalation_facts, one_line, workday_line


def line_facts(record: Record, line: str) -> Iterator[str]:
    """Yield facts of `record`, which the line with the id `line` is based on; of a check-in, only what a report may
    contain."""
    yield day_in_text(record.day)
    if isinstance(record, Escalation):
        yield record.title
        facts = dict(escalation_facts(record))
        yield from (text.format(facts[name]) for name, text in words.ESCALATION_FACTS.items() if name in facts)
        if record.could_wait is not None:
            yield words.COULD_HAVE_WAITED if record.could_wait else words.COULD_NOT_WAIT
    elif isinstance(record, Workday):
        yield workday_line(record)
    elif isinstance(record, CheckIn):
        if not is_about_community(line):
            yield from (words.win_text(win.text, win.kind, win.sender) for win in wins_of_line(line, record))
            return
        if record.community.mood:
            yield words.COMMUNITY_FACT.format(mood=MOOD[record.community.mood - 1])
        if record.community.feels:
            yield record.community.feels


def users_words(record: Record) -> Iterator[str]:
    """Yield the texts of `record` that the user wrote and a report may contain."""
    if isinstance(record, Escalation):
        texts = (record.title, record.cause, record.handed_to, record.outcome)
        yield from (one_line(text) for text in texts if text)
    elif isinstance(record, Workday):
        yield from (activity.kind for activity in record.activities)
        yield from filter(None, [record.label])
    elif isinstance(record, CheckIn):
        yield from filter(
            None, [record.community.feels, *(text for win in record.wins for text in (win.text, win.sender))]
        )

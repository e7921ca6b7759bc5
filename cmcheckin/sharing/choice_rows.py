"""What can be left out of a share file, as rows: the user's own lines, answers, entries, and the numbers and lines of
each week, each included or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from cmcheckin.domain.text import clean
from cmcheckin.sharing.choices import WeekChoices, entry_key
from cmcheckin.sharing.document import Facts, Item, UserText, escalation_item, joined_facts, response_item, win_item
from cmcheckin.sharing.selection import HELP_KEY, NAME_KEY, ShareSelection
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, day_made
from cmcheckin.wording import share as words
from cmcheckin.wording import share_page


@dataclass(frozen=True)
class EntryRow:
    """A row of the page: its text, and what else the file shows with it. Without a key it is a title."""

    key: str
    text: str
    included: bool = True
    hint: str = ""
    """A sentence about a row that has no facts."""
    facts: Facts = ()
    """What else the file shows with an entry."""
    label: str = ""
    """What a line is for."""
    is_written: bool = True
    """Whether the text is the user's. The row of an empty line has a text of its own."""
    can_reword: bool = True
    is_group: bool = False
    """Whether it opens and closes the rows of a week."""
    is_open: bool = False
    group: str = ""
    """The key of the week that it belongs to."""

    @property
    def beside(self) -> str:
        """Return what is shown beside the row: its facts as one line, or its hint."""
        return words.ALSO_INCLUDED.format(facts=joined_facts(self.facts)) if self.facts else self.hint


def entry_rows(
    selection: ShareSelection,
    share: ShareFile,
    weeks: Iterable[WeekChoices] = (),
    opened: Collection[str] = (),
) -> tuple[EntryRow, ...]:
    """Return the rows of `share`, which has the entries that `selection` excludes too, and a group for each of `weeks`.
    Those in `opened`, by key, show their rows."""
    rows = [*_entries(selection, share)]
    for n, week in enumerate(weeks):
        rows += [EntryRow("", words.NUMBERS_AND_LINES)] if n == 0 else []
        rows += _week(selection, week, opened, share.last.year)
    return tuple(rows)


def _week(selection: ShareSelection, week: WeekChoices, opened: Collection[str], year: int) -> Iterator[EntryRow]:
    group = f"week:{week.week}"
    is_open = group in opened
    dropped = sum(not selection.is_included(choice.key) for choice in week.choices)
    text = words.group_text(len(week.choices), dropped)
    label = words.week_group(week.week, year)
    yield EntryRow(group, text, hint=words.GROUP_HINT, label=label, is_group=True, is_open=is_open, can_reword=False)
    for choice in week.choices if is_open else ():
        hint = words.NUMBER_HINT
        if choice.can_reword:
            hint = words.LINE_OF_USER_HINT
        elif choice.key.endswith(":hours"):
            hint = words.HOURS_HINT
        included = selection.is_included(choice.key)
        yield EntryRow(
            choice.key, choice.text, included, hint, label=choice.label, can_reword=choice.can_reword, group=group
        )  # fmt: skip


def _entries(selection: ShareSelection, share: ShareFile) -> Iterator[EntryRow]:
    yield EntryRow("", words.OWN_LINES)
    yield _line(selection, NAME_KEY, words.NAME_HINT)
    if "help" in selection.fields:
        yield _line(selection, HELP_KEY, words.HELP_LINE_HINT)
    if share.responses:
        yield EntryRow("", words.RESPONSES)
        for response in share.responses:
            item = response_item(response, day_made(share.made))
            yield _entry(selection, entry_key("response", response.reply), clean(response.text), item)
    if share.wins:
        yield EntryRow("", share_page.WINS)
        for win in share.wins:
            yield _entry(selection, entry_key("win", win.id), win.text, win_item(win, day_made(share.made)))
    for title, kind, found in (
        (share_page.ESCALATIONS, "escalation", share.escalations),
        (share_page.ASKS, "ask", share.asks),
    ):
        if found:
            yield EntryRow("", title)
            yield from (_escalation(selection, kind, escalation, share) for escalation in found)


def _escalation(selection: ShareSelection, kind: str, escalation: ShareEscalation, share: ShareFile) -> EntryRow:
    item = escalation_item(escalation, day_made(share.made))
    severity = ((share_page.severity_heading(escalation.severity).lower(),),) if escalation.severity else ()
    return _entry(selection, entry_key(kind, escalation.id), escalation.title, item, severity)


def _line(selection: ShareSelection, key: str, hint: str) -> EntryRow:
    text = selection.line(key)
    included = not text or selection.is_included(key)
    return EntryRow(
        key, text or words.NO_LINE_YET[key], included, hint, label=words.LINE_LABELS[key], is_written=bool(text)
    )


def _entry(selection: ShareSelection, key: str, text: str, item: Item, before: Facts = ()) -> EntryRow:
    facts = (*before, *item.facts[1:], *((f"{name}: ", UserText(detail)) for name, detail in item.details))
    return EntryRow(key, text, selection.is_included(key), facts=facts)

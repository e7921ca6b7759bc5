"""The second page of sharing: the lines that are one's own, wins, escalations and asks, taken in or left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cmcheckin.sharing.document import Facts, Item, UserText, escalation_item, win_item
from cmcheckin.sharing.selection import HELP_KEY, NAME_KEY, ShareSelection, entry_key
from cmcheckin.sharing.share_file import ShareEscalation, ShareFile, day_made
from cmcheckin.ui.kit.painted import Line, fit
from cmcheckin.ui.kit.painter import Painter
from cmcheckin.ui.share.fields import box
from cmcheckin.ui.share.page import MEASURE, Parts, paragraph
from cmcheckin.ui.share.preview import plainly
from cmcheckin.wording import share as words
from cmcheckin.wording import share_page

LABEL: Final = 17
"""Columns of what a line of one's own is for."""
BELOW: Final = 3
"""Lines that say what else is told of the marked entry."""


@dataclass(frozen=True)
class Entry:
    """One row: its words, and what else stands in the file beside them. Without a key it is a heading."""

    key: str
    text: str
    taken: bool = True
    beside: str = ""
    label: str = ""
    """What a line of one's own is for."""
    said: bool = True
    """Whether the text is the user's; what stands in for a line that is not written yet is ours."""


def entries(chosen: ShareSelection, share: ShareFile) -> tuple[Entry, ...]:
    """Every row there is. `share` holds what was left out too."""
    return tuple(_entries(chosen, share))


def _entries(chosen: ShareSelection, share: ShareFile) -> Iterator[Entry]:
    yield Entry("", words.OWN_LINES)
    yield _line(chosen, NAME_KEY, words.NAME_HINT)
    if "help" in chosen.fields:
        yield _line(chosen, HELP_KEY, words.HELP_LINE_HINT)
    if share.wins:
        yield Entry("", share_page.WINS)
        for win in share.wins:
            yield _entry(chosen, entry_key("win", win.id), win.text, win_item(win, day_made(share.made)))
    for title, kind, listed in (
        (share_page.ESCALATIONS, "escalation", share.escalations),
        (share_page.ASKS, "ask", share.asks),
    ):
        if listed:
            yield Entry("", title)
            yield from (_told(chosen, kind, one, share) for one in listed)


def _told(chosen: ShareSelection, kind: str, one: ShareEscalation, share: ShareFile) -> Entry:
    item = escalation_item(one, day_made(share.made))
    severity = ((share_page.severity_heading(one.severity).lower(),),) if one.severity else ()
    return _entry(chosen, entry_key(kind, one.id), one.title, item, severity)


def _line(chosen: ShareSelection, key: str, beside: str) -> Entry:
    said = chosen.line(key)
    label = words.LINE_LABELS[key]
    return Entry(key, said or words.NO_LINE_YET[key], not said or chosen.is_included(key), beside, label, bool(said))


def _entry(chosen: ShareSelection, key: str, text: str, item: Item, before: Facts = ()) -> Entry:
    facts = (*before, *item.facts[1:], *(((f"{name}: ", UserText(said))) for name, said in item.details))
    return Entry(key, text, chosen.is_included(key), words.also_included(plainly(facts)))


@dataclass(frozen=True)
class EntriesView:
    """The entries, of which one is marked, with what else the file says of it below."""

    entries: Sequence[Entry]
    at: str
    only_lines: bool = False

    def parts(self, painter: Painter, width: int, height: int) -> Parts:
        measure = min(width - 4, MEASURE)
        head = paragraph(painter, words.SECOND_STEP, measure, 2, painter.ink.plain)
        rows: list[Line] = []
        at = 0
        for entry in self.entries:
            if not entry.key:
                rows += [[], [(f"  {entry.text}", painter.ink.strong)]]
                continue
            if entry.key == self.at:
                at = len(rows)
            rows.append(self._row(painter, entry, width))
        if self.only_lines:
            rows += [[], *paragraph(painter, words.NO_ENTRIES, measure, 2, painter.ink.quiet)]
        marked = next((entry for entry in self.entries if entry.key and entry.key == self.at), None)
        foot = paragraph(painter, marked.beside if marked else "", measure, BELOW, painter.ink.quiet)
        return Parts(head, rows, [*foot, *([[]] * (BELOW - len(foot)))], at)

    def _row(self, painter: Painter, entry: Entry, width: int) -> Line:
        marked = entry.key == self.at
        style = painter.ink.quiet if not (entry.taken and entry.said) else painter.ink.plain
        if marked:
            style = painter.ink.chosen if entry.taken else painter.ink.accent
        note = "" if entry.taken else f" {words.LEFT_OUT}"
        label = f"{entry.label:{LABEL}}" if entry.label else ""
        text = fit(entry.text, width - 8 - len(label) - len(note), painter.glyphs)
        said = ((f" {label}", painter.ink.quiet), (f"{text}{note}", style))
        return [*box(painter, marked=marked, on=entry.taken and entry.said), *said]

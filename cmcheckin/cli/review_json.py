"""The JSON of `review`: what people shared as one document, without their entries, and as flat rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cmcheckin.services.shared_folder.folder import SharedFolder
from cmcheckin.sharing import replies
from cmcheckin.sharing.attention import Attention
from cmcheckin.sharing.codec import share_to_json
from cmcheckin.sharing.flat_rows import entry_ids, entry_rows, summary_row, week_rows
from cmcheckin.sharing.follow_up import Mark
from cmcheckin.sharing.share_file import ShareFile, ShareWin, day_made
from cmcheckin.sharing.team import Person, Team, TeamItem

_EMPTY_PERSON: Final[dict[str, object]] = {
    "person": "", "name": "", "made": "", "fields": [], "weeks": [], "wins": [], "escalations": [], "asks": [],
    "help": "", "leave": [],
}  # fmt: skip
"""A person in the JSON without any data. A share file omits empty keys; the JSON of `review` has all of them."""


def rows(folder: SharedFolder, kind: str) -> Iterator[dict[str, object]]:
    """Yield the rows of a `kind` of ROW_KINDS from every copy in `folder`, by person, the newest file first.

    Only one file is held at a time, so that any number of files fits in memory.
    """
    for person in folder.people:
        seen: set[str] = set()
        for share, newest in folder.copies_of(person):
            if kind == "weeks":
                yield from week_rows(share, newest)
            else:
                yield from entry_rows(share, kind, seen)
                seen |= entry_ids(share, kind)


def summary_document(folder: SharedFolder, team: Team) -> dict[str, object]:
    """Return a JSON document of `team` without entries: a row for each person, and how many files weren't used."""
    return {
        "people": [summary_row(row) for row in team.rows],
        "replies": len(folder.replies),
        **_unused(folder),
    }


def _unused(folder: SharedFolder) -> dict[str, object]:
    """Return the files of `folder` that can't be read, and the number of those left out."""
    unread = [{"path": file.path, "reason": file.reason} for file in folder.unread]
    return {"unread": unread, "left_out": folder.left_out}


def team_document(folder: SharedFolder, team: Team, people: Sequence[Person], needs: Attention) -> dict[str, object]:
    """Return `team`, `people`, what `needs` the manager and the files of `folder` as a JSON document. People have the
    keys of a share file."""
    return {
        "needs": _needs_document(needs),
        "people": [_person(person) for person in people],
        "open": [_item_document(held) for held in team.open],
        "asks": [_item_document(held) for held in team.asks],
        "wins": [_win_document(*win) for win in team.wins],
        "replies": [replies.reply_to_json(reply) for reply in folder.replies],
        "older": [{"path": file.path, "newer": file.newer} for file in folder.superseded],
        **_unused(folder),
    }


def _person(person: Person) -> dict[str, object]:
    row = person.row
    questions = [
        {"kind": question.kind, "text": question.text, "evidence": question.evidence} for question in person.questions
    ]
    whole = ShareFile(
        row.person, row.name, row.made, day_made(row.made), day_made(row.made), row.fields,
        person.weeks, person.wins, person.escalations, person.asks, row.help, row.leave,
    )  # fmt: skip
    shared = share_to_json(whole)
    marks = [{**mark._asdict(), "week": str(mark.week)} for mark in person.marks]
    known = {name: shared.get(name, empty) for name, empty in _EMPTY_PERSON.items()}
    return {**known, "questions": questions, "marks": marks}


def _needs_document(needs: Attention) -> dict[str, list[dict[str, object]]]:
    """Return the sections of the first page, each a list."""
    return {
        "help": [
            {"person": one.person, "name": one.name, "text": one.text, "shared": str(one.asked), **_marked(one.mark)}
            for one in needs.help
        ],
        "asks": [_item_document(held) | _marked(held.mark) for held in needs.asks],
        "escalations": [_item_document(held) | _marked(held.mark) for held in needs.escalations],
        "responses": [
            {
                "person": one.person,
                "name": one.name,
                "reply": one.response.reply,
                "kind": one.response.kind,
                "text": one.response.text,
                "made": str(one.response.made),
                **_marked(one.mark),
            }
            for one in needs.responses
        ],
        "recognition": [_win_document(person, name, win) for person, name, wins in needs.recognition for win in wins],
    }


def _marked(mark: Mark | None) -> dict[str, object]:
    """Return what the manager marked an entry as, and the day."""
    return {"marked": mark.state if mark else None, "marked_on": str(mark.on) if mark else None}


def _item_document(held: TeamItem) -> dict[str, object]:
    item = held.item
    return {
        "person": held.person, "name": held.name, "id": item.id, "title": item.title, "kind": item.kind,
        "severity": item.severity, "opened": str(item.opened), "days": held.days, "status": item.status,
        "handed_to": item.handed_to,
    }  # fmt: skip


def _win_document(person: str, name: str, win: ShareWin) -> dict[str, object]:
    return {"person": person, "name": name, "id": win.id, "day": str(win.day), "text": win.text}

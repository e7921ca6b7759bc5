"""The user's edits to a drafted report: rewritten lines, added lines, and excluded lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.report.model import OPTIONAL, OWN_PREFIX, Report
from cmcheckin.wording.report import PARTS

LINE_LENGTH: Final = 500
"""Longest line that can be typed, in characters."""


@dataclass(frozen=True)
class ReportEdits:
    """Edits by line id, and added lines by part name. Immutable: each change returns new edits."""

    texts: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    """Lines that were excluded or, if they are optional, included."""
    unsaved_text: tuple[str, str, str] | None = None
    """What is being typed and not entered yet: its purpose, the selected line, and the text."""

    def __bool__(self) -> bool:
        return bool(self.texts or self.excluded or any(self.added.values()) or self.unsaved_text)

    @property
    def left_out(self) -> frozenset[str]:
        """Return the ids of the lines to leave out: those the user excluded, and optional ones that the user didn't
        include."""
        return OPTIONAL ^ self.excluded

    def apply(self, report: Report) -> Report:
        """Return `report` with the edits, as it will be written."""
        return report.edited(self.texts, self.added, self.left_out)

    def preview(self, report: Report) -> Report:
        """Return `report` with the edits, but with excluded lines, as it is shown while editing."""
        return report.edited(self.texts, self.added)

    def with_text(self, line: str, text: str) -> ReportEdits:
        """Return a copy with `text` for the line `line`. An empty text removes an added line, and gives any other its
        original text back."""
        text = clean(text)[:LINE_LENGTH]
        if line.startswith(OWN_PREFIX):
            name, _, number = line.removeprefix(OWN_PREFIX).rpartition("-")
            lines = list(self.added.get(name, ()))
            if number not in map(str, range(len(lines))):
                return self
            lines[int(number) : int(number) + 1] = [text] if text else []
            excluded = self.excluded if text else self._excluded_without(name, int(number))
            return replace(self, added={**self.added, name: tuple(lines)}, excluded=excluded)
        texts = {**self.texts, line: text}
        return replace(self, texts={id_: words for id_, words in texts.items() if words})

    def with_line(self, part: str, text: str) -> ReportEdits:
        """Return a copy with `text` added at the end of the part `part`; unchanged if `text` is blank."""
        text, existing = clean(text)[:LINE_LENGTH], self.added.get(part, ())
        excluded = self.excluded - {f"{OWN_PREFIX}{part}-{len(existing)}"}
        return replace(self, added={**self.added, part: (*existing, text)}, excluded=excluded) if text else self

    def toggle_line(self, line: str) -> ReportEdits:
        """Return a copy with the line `line` excluded, or included again."""
        return replace(self, excluded=self.excluded ^ {line})

    def _excluded_without(self, part: str, removed: int) -> frozenset[str]:
        """Return the excluded ids after the added line number `removed` of `part` is removed, as later lines move
        up."""
        ids = [f"{OWN_PREFIX}{part}-{n}" for n in range(len(self.added[part]))]
        moved = {id_: ids[n - 1] for n, id_ in enumerate(ids) if n > removed}
        return frozenset(moved.get(id_, id_) for id_ in self.excluded if id_ != ids[removed])

    def raw(self) -> dict[str, object]:
        """Return the edits as JSON."""
        added = {name: list(lines) for name, lines in self.added.items() if lines}
        unsaved_text = list(self.unsaved_text) if self.unsaved_text else None
        return {"texts": dict(self.texts), "own": added, "out": sorted(self.excluded), "typing": unsaved_text}

    @classmethod
    def read(cls, raw: object) -> ReportEdits:
        """Return the edits in `raw`; empty edits if it isn't valid."""
        if not isinstance(raw, Mapping):
            return cls()
        try:
            given = f.table("", raw.get("texts")).items()
            texts = {str(line): text for line, value in given if (text := f.line("", value, LINE_LENGTH))}
            added = {
                name: tuple(f.line("", text, LINE_LENGTH) or "" for text in f.items("", lines))
                for name, lines in f.table("", raw.get("own")).items()
                if name in PARTS
            }
            excluded = frozenset(str(line) for line in f.items("", raw.get("out")))
        except Refused:
            return cls()
        unsaved_text = None
        match raw.get("typing"):
            case ["change" | "add" as purpose, str(line), str(text)]:
                unsaved_text = (purpose, line, clean(text)[:LINE_LENGTH])
        return cls(texts, added, excluded, unsaved_text)


def override_text(report: Report, line: str, text: str) -> str:
    """Return `text` if it differs from the drafted line `line`; else empty, so that the line keeps following the
    records.

    A drafted line longer than LINE_LENGTH is cut for editing, so the cut text counts as equal.
    """
    drafted = next((item.text for part in report.parts for item in part.items if item.id == line), None)
    return "" if drafted is not None and text.strip() == clean(drafted)[:LINE_LENGTH].strip() else text

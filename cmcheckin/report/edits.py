"""What was changed by hand in a draft: other words for lines, lines of one's own, lines left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import clean
from cmcheckin.report.model import OWN_PREFIX, Report
from cmcheckin.wording.report import PARTS

LINE_LENGTH: Final = 500
"""Characters of a line that is written by hand."""


@dataclass(frozen=True)
class ReportEdits:
    """Changes by the id of a line; own lines by the name of their part. Each change gives new Edits."""

    texts: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()
    unsaved_text: tuple[str, str, str] | None = None
    """What is being written and not done yet: what it is for, the marked line, and the words so far."""

    def __bool__(self) -> bool:
        return bool(self.texts or self.excluded or any(self.added.values()) or self.unsaved_text)

    def apply(self, report: Report) -> Report:
        """The report as it will be written."""
        return report.edited(dict(self.texts), {name: list(lines) for name, lines in self.added.items()}, self.excluded)

    def preview(self, report: Report) -> Report:
        """The report as it is worked on: what is left out still stands in it."""
        return report.edited(dict(self.texts), {name: list(lines) for name, lines in self.added.items()})

    def with_text(self, line: str, text: str) -> ReportEdits:
        """Other words for a line; none take one's own line away, and give another line its first words back."""
        text = clean(text)[:LINE_LENGTH]
        if line.startswith(OWN_PREFIX):
            name, _, number = line.removeprefix(OWN_PREFIX).rpartition("-")
            lines = list(self.added.get(name, ()))
            if number not in map(str, range(len(lines))):
                return self
            lines[int(number) : int(number) + 1] = [text] if text else []
            out = self.excluded if text else self._out_without(name, int(number))
            return replace(self, added={**self.added, name: tuple(lines)}, excluded=out)
        texts = {**self.texts, line: text}
        return replace(self, texts={id_: said for id_, said in texts.items() if said})

    def with_line(self, part: str, text: str) -> ReportEdits:
        """A line of one's own at the end of a part."""
        text, before = clean(text)[:LINE_LENGTH], self.added.get(part, ())
        out = self.excluded - {f"{OWN_PREFIX}{part}-{len(before)}"}
        return replace(self, added={**self.added, part: (*before, text)}, excluded=out) if text else self

    def toggle_line(self, line: str) -> ReportEdits:
        """A line left out, or taken in again."""
        return replace(self, excluded=self.excluded ^ {line})

    def _out_without(self, part: str, gone: int) -> frozenset[str]:
        """What is left out once a line of one's own is gone: those behind it move up."""
        ids = [f"{OWN_PREFIX}{part}-{n}" for n in range(len(self.added[part]))]
        moved = {id_: ids[n - 1] for n, id_ in enumerate(ids) if n > gone}
        return frozenset(moved.get(id_, id_) for id_ in self.excluded if id_ != ids[gone])

    def raw(self) -> dict[str, Any]:
        """As JSON."""
        own = {name: list(lines) for name, lines in self.added.items() if lines}
        typing = list(self.unsaved_text) if self.unsaved_text else None
        return {"texts": dict(self.texts), "own": own, "out": sorted(self.excluded), "typing": typing}

    @classmethod
    def read(cls, raw: object) -> ReportEdits:
        """From JSON; what is no change of ours is left out."""
        if not isinstance(raw, Mapping):
            return cls()
        try:
            texts = {
                str(line): f.line("", text, LINE_LENGTH) or "" for line, text in f.table("", raw.get("texts")).items()
            }
            own = {
                name: tuple(f.line("", text, LINE_LENGTH) or "" for text in f.items("", lines))
                for name, lines in f.table("", raw.get("own")).items()
                if name in PARTS
            }
            out = frozenset(str(line) for line in f.items("", raw.get("out")))
        except Refused:
            return cls()
        unfinished = None
        match raw.get("typing"):
            case ["change" | "add" as what, str(line), str(text)]:
                unfinished = (what, line, clean(text)[:LINE_LENGTH])
        return cls({line: text for line, text in texts.items() if text}, own, out, unfinished)


def override_text(report: Report, line: str, text: str) -> str:
    """What was written for a line of the draft; empty when it says the same, so that it goes on following the entries.

    A line longer than may be written by hand came up cut, and says the same as that too.
    """
    drawn = next((one.text for part in report.parts for one in part.items if one.id == line), None)
    return "" if drawn is not None and text.strip() == clean(drawn)[:LINE_LENGTH].strip() else text

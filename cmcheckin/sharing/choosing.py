"""What is chosen on the way to a share file, step by step, and how a half-made choice is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE, clean
from cmcheckin.sharing.share_file import FIELDS, Consent

STEPS: Final = ("fields", "entries", "content")
"""What to share; which entries, in which words; all of it as it will be written."""


@dataclass(frozen=True)
class Choosing:
    """What was chosen so far; each change gives another."""

    fields: tuple[str, ...] = ()
    touched: bool = False
    """Whether the fields are the user's own choice by now, and no longer a proposal."""
    dropped: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    help: str = ""
    step: str = STEPS[0]
    typing: tuple[str, str] | None = None
    """What is being written and not done yet: the id it is for (`help` for what would help), the words so far."""

    def ticked(self, name: str) -> Choosing:
        """A field ticked, or not any more."""
        kept = {*self.fields} ^ {name}
        return replace(self, fields=tuple(one for one in FIELDS if one in kept), touched=True)

    def turned(self, id_: str) -> Choosing:
        """An entry left out, or taken in again."""
        return replace(self, dropped=self.dropped ^ {id_})

    def saying(self, id_: str, text: str) -> Choosing:
        """Other words for an entry, or the line on what would help; none give an entry its own words back."""
        said = clean(text)[:LINE]
        if id_ == "help":
            return replace(self, help=said, typing=None)
        texts = {**self.texts, id_: said}
        return replace(self, texts={one: words for one, words in texts.items() if words}, typing=None)

    def consent(self, first: date, last: date, name: str) -> Consent:
        """What this comes to."""
        line = self.help if "help" in self.fields else ""
        return Consent(first, last, self.fields, name, line, self.dropped, dict(self.texts))

    def raw(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "fields": list(self.fields),
            "touched": self.touched,
            "dropped": sorted(self.dropped),
            "texts": dict(self.texts),
            "help": self.help,
            "step": self.step,
            "typing": list(self.typing) if self.typing else None,
        }

    @classmethod
    def read(cls, raw: object, proposed: tuple[str, ...]) -> Choosing:
        """From JSON; the proposal, untouched, when that is no choice of ours."""
        try:
            known = f.table("", raw)
            if not known:
                return cls(proposed)
            ticked = f.words("", known.get("fields"), LINE)
            texts = {str(id_): f.line("", text) or "" for id_, text in f.table("", known.get("texts")).items()}
            typing = None
            match known.get("typing"):
                case [str(id_), str(text)]:
                    typing = (id_, clean(text)[:LINE])
            return cls(
                tuple(name for name in FIELDS if name in ticked),
                known.get("touched") is True,
                frozenset(str(id_) for id_ in f.items("", known.get("dropped"))),
                {id_: text for id_, text in texts.items() if text},
                f.line("", known.get("help")) or "",
                f.choice("", known.get("step"), STEPS) or STEPS[0],
                typing,
            )
        except Refused:
            return cls(proposed)

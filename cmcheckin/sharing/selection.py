"""What is chosen on the way to a share file, step by step, and how a half-made choice is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE, clean
from cmcheckin.sharing.codec import NAME_LENGTH
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.share_file import FIELDS, Consent

STEPS: Final = ("fields", "entries", "content")
"""What to share; which entries, in which words; all of it as it will be written."""
NAME_LINE: Final = "line:name"
HELP_LINE: Final = "line:help"
LINE_KEYS: Final = (NAME_LINE, HELP_LINE)
"""Keys of the lines that are the user's own; the key of an entry is its kind, a colon and its id."""


def entry_key(kind: str, id_: str) -> str:
    """`win:w-2026-11-20-1-3f9a`: no entry can be taken for a line, whatever its id is. What is chosen is kept by the id
    alone, so that of two entries with the same one both are meant."""
    return f"{kind}:{id_}"


@dataclass(frozen=True)
class ShareSelection:
    """What was chosen so far; each change gives another."""

    fields: tuple[str, ...] = ()
    is_changed: bool = False
    """Whether the fields are the user's own choice by now, and no longer a proposal."""
    excluded: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    """Whose file it says it is."""
    help: str = ""
    hidden_lines: frozenset[str] = frozenset()
    """Lines, of LINES, that are kept and left out of this file."""
    formats: tuple[str, ...] = FORMATS
    step: str = STEPS[0]
    unsaved_text: tuple[str, str] | None = None
    """What is being written and not done yet: the key it is for, the words so far."""

    def toggle_field(self, name: str) -> ShareSelection:
        """A field ticked, or not any more."""
        kept = {*self.fields} ^ {name}
        return replace(self, fields=tuple(one for one in FIELDS if one in kept), is_changed=True)

    def toggle_entry(self, key: str) -> ShareSelection:
        """An entry or a line left out, or taken in again. What it says is kept."""
        if key in LINE_KEYS:
            return replace(self, hidden_lines=self.hidden_lines ^ {key})
        return replace(self, excluded=self.excluded ^ {key.partition(":")[2]})

    def is_included(self, key: str) -> bool:
        """Whether it is part of the file."""
        if key in LINE_KEYS:
            return bool(self.line(key)) and key not in self.hidden_lines
        return key.partition(":")[2] not in self.excluded

    def line(self, key: str) -> str:
        """What a line of LINES says."""
        return self.name if key == NAME_LINE else self.help

    def with_text(self, key: str, text: str) -> ShareSelection:
        """Other words for an entry, or a line; none give an entry its own words back."""
        said = clean(text)[: NAME_LENGTH if key == NAME_LINE else LINE]
        if key in LINE_KEYS:
            spoken = replace(self, hidden_lines=self.hidden_lines - {key}, unsaved_text=None)
            return replace(spoken, name=said) if key == NAME_LINE else replace(spoken, help=said)
        texts = {**self.texts, key.partition(":")[2]: said}
        return replace(self, texts={one: words for one, words in texts.items() if words}, unsaved_text=None)

    def toggle_format(self, form: str) -> ShareSelection:
        """A file of this format too, or not; one of them is always written."""
        kept = {*self.formats} ^ {form}
        return replace(self, formats=tuple(one for one in FORMATS if one in kept)) if kept else self

    def consent(self, first: date, last: date) -> Consent:
        """What this comes to."""
        name, line = (self.line(key) if self.is_included(key) else "" for key in LINE_KEYS)
        return Consent(
            first, last, self.fields, name, line if "help" in self.fields else "", self.excluded, dict(self.texts)
        )

    def raw(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "fields": list(self.fields),
            "touched": self.is_changed,
            "dropped": sorted(self.excluded),
            "texts": dict(self.texts),
            "name": self.name,
            "help": self.help,
            "silent": sorted(self.hidden_lines),
            "formats": list(self.formats),
            "step": self.step,
            "typing": list(self.unsaved_text) if self.unsaved_text else None,
        }

    @classmethod
    def read(cls, raw: object) -> ShareSelection | None:
        """From JSON; None when that is no choice of ours."""
        try:
            known = f.table("", raw)
            if not known:
                return None
            ticked, silent, formats = (f.words("", known.get(name), LINE) for name in ("fields", "silent", "formats"))
            texts = {str(id_): f.line("", text) or "" for id_, text in f.table("", known.get("texts")).items()}
            typing = None
            match known.get("typing"):
                case [str(key), str(text)]:
                    typing = (key, clean(text)[:LINE])
            return cls(
                tuple(name for name in FIELDS if name in ticked),
                known.get("touched") is True,
                frozenset(str(id_) for id_ in f.items("", known.get("dropped"))),
                {id_: text for id_, text in texts.items() if text},
                (f.line("", known.get("name")) or "")[:NAME_LENGTH],
                f.line("", known.get("help")) or "",
                frozenset(key for key in LINE_KEYS if key in silent),
                tuple(form for form in FORMATS if form in formats) or FORMATS,
                f.choice("", known.get("step"), STEPS) or STEPS[0],
                typing,
            )
        except Refused:
            return None

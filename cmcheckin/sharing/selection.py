"""The user's selection for a share file, step by step, and how an unfinished one is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.text import LINE, clean
from cmcheckin.sharing.choices import saved_key
from cmcheckin.sharing.codec import NAME_LENGTH, RESPONSE_LENGTH
from cmcheckin.sharing.rendering import FORMATS
from cmcheckin.sharing.share_file import FIELDS, Consent

STEPS: Final = ("fields", "entries", "content")
"""The steps: which fields, which entries and their words, and a preview."""
NAME_KEY: Final = "line:name"
HELP_KEY: Final = "line:help"
LINE_KEYS: Final = (NAME_KEY, HELP_KEY)
"""Keys of the user's own lines. No other key (`sharing.choices`) equals one of them."""


def text_limit(key: str) -> int:
    """Return the longest text for the entry or line `key`, in characters."""
    if key.startswith("response:"):
        return RESPONSE_LENGTH
    return NAME_LENGTH if key == NAME_KEY else LINE


def _cleaned(key: str, text: str) -> str:
    return clean(text, lines=key.startswith("response:"))[: text_limit(key)]


@dataclass(frozen=True)
class ShareSelection:
    """What is selected so far. It is immutable: each change returns a new selection."""

    fields: tuple[str, ...] = ()
    is_changed: bool = False
    """Whether the user changed the proposed fields."""
    excluded: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    """The person's name in the file."""
    help: str = ""
    hidden_lines: frozenset[str] = frozenset()
    """Keys in LINE_KEYS of lines that are saved but not included in this file."""
    formats: tuple[str, ...] = FORMATS
    step: str = STEPS[0]
    unsaved_text: tuple[str, str] | None = None
    """What is being typed and not entered yet: the key it is for, and the text."""

    def toggle_field(self, name: str) -> ShareSelection:
        """Return a copy with the field `name` selected, or not selected any more."""
        fields = {*self.fields} ^ {name}
        return replace(self, fields=tuple(field for field in FIELDS if field in fields), is_changed=True)

    def toggle_entry(self, key: str) -> ShareSelection:
        """Return a copy with the entry or line `key` excluded, or included again. Its text is kept."""
        if key in LINE_KEYS:
            return replace(self, hidden_lines=self.hidden_lines ^ {key})
        return replace(self, excluded=self.excluded ^ {saved_key(key)})

    def is_included(self, key: str) -> bool:
        """Return whether the entry or line `key` is included in the file."""
        if key in LINE_KEYS:
            return bool(self.line(key)) and key not in self.hidden_lines
        return saved_key(key) not in self.excluded

    def line(self, key: str) -> str:
        """Return the text of the line `key`, one of LINE_KEYS."""
        return self.name if key == NAME_KEY else self.help

    def with_text(self, key: str, text: str) -> ShareSelection:
        """Return a copy with `text` for the entry or line `key`. An empty text gives an entry its original words
        back."""
        cleaned = _cleaned(key, text)
        if key in LINE_KEYS:
            selection = replace(self, hidden_lines=self.hidden_lines - {key}, unsaved_text=None)
            return replace(selection, name=cleaned) if key == NAME_KEY else replace(selection, help=cleaned)
        texts = {**self.texts, saved_key(key): cleaned}
        return replace(self, texts={id_: words for id_, words in texts.items() if words}, unsaved_text=None)

    def toggle_format(self, form: str) -> ShareSelection:
        """Return a copy with the format `form` selected, or not any more. At least one stays selected."""
        formats = {*self.formats} ^ {form}
        return replace(self, formats=tuple(other for other in FORMATS if other in formats)) if formats else self

    def consent(self, first: date, last: date) -> Consent:
        """Return the consent for sharing the days from `first` to `last`."""
        name, help_line = (self.line(key) if self.is_included(key) else "" for key in LINE_KEYS)
        help_line = help_line if "help" in self.fields else ""
        return Consent(first, last, self.fields, name, help_line, self.excluded, dict(self.texts))

    def raw(self) -> dict[str, object]:
        """Return the selection as JSON."""
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
        """Return the selection in `raw`; None if it isn't valid."""
        try:
            table = f.table("", raw)
            if not table:
                return None
            fields, hidden, formats = (f.words("", table.get(name), LINE) for name in ("fields", "silent", "formats"))
            given = f.table("", table.get("texts")).items()
            texts = {str(id_): text for id_, value in given if (text := f.prose("", value, RESPONSE_LENGTH))}
            typing = None
            match table.get("typing"):
                case [str(key), str(text)]:
                    typing = (key, _cleaned(key, text))
            return cls(
                tuple(name for name in FIELDS if name in fields),
                table.get("touched") is True,
                frozenset(str(id_) for id_ in f.items("", table.get("dropped"))),
                texts,
                (f.line("", table.get("name")) or "")[:NAME_LENGTH],
                f.line("", table.get("help")) or "",
                frozenset(key for key in LINE_KEYS if key in hidden),
                tuple(form for form in FORMATS if form in formats) or FORMATS,
                f.choice("", table.get("step"), STEPS) or STEPS[0],
                typing,
            )
        except Refused:
            return None

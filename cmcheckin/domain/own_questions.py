"""The user's own daily numbers and questions, as defined in config.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cmcheckin.domain import fields as f
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.named import NamedTuple
from cmcheckin.domain.text import WORD

METRIC_KEYS: Final = frozenset({"name", "unit", "good"})
QUESTION_KEYS: Final = frozenset({"name", "text", "kind", "share"})
YES_NO: Final = "yes/no"
QUESTION_KINDS: Final = (YES_NO, "text")
MAX_QUESTIONS: Final = 10
"""The limit on the user's own questions."""
QUESTION: Final = 50
"""The limit in characters for the text of a question, so that its answer fits on the same line of 80 columns."""


class Metric(NamedTuple):
    """A daily number that the user defined. `good` is `up` or `down`, whichever is better, or None."""

    name: str
    unit: str = ""
    good: str | None = None

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> Metric:
        """Read it from a table of config.toml. Raises Refused, naming the key."""
        return cls(
            f.required("name", f.line("name", raw.get("name"), WORD)),
            f.line("unit", raw.get("unit"), WORD) or "",
            f.choice("good", raw.get("good"), ("up", "down")),
        )


class Question(NamedTuple):
    """A daily question that the user defined. Answers are saved under `name`; `text` is what the check-in asks.

    `kind` is one of QUESTION_KINDS. `share`: whether a share file may include the answers.
    """

    name: str
    text: str
    kind: str = YES_NO
    share: bool = False

    @property
    def is_yes_no(self) -> bool:
        """Whether the answer is yes or no."""
        return self.kind == YES_NO

    @classmethod
    def read(cls, raw: Mapping[str, JSON]) -> Question:
        """Read it from a table of config.toml, in which a short text is its own name. Raises Refused, naming the
        key."""
        text, name = f.line("text", raw.get("text"), QUESTION), f.line("name", raw.get("name"), WORD)
        if name is None and len(text or "") > WORD:
            raise Refused("text", f"has more than {WORD} characters, so it needs a short name beside it")
        name = f.required("text", name or text)
        kind = f.choice("kind", raw.get("kind"), QUESTION_KINDS)
        return cls(name, text or name, kind or YES_NO, f.flag("share", raw.get("share")) or False)

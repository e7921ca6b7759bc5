"""One or two questions worth asking in the next talk of two, from what a person shared, each with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cmcheckin.sharing.share_file import ShareFile, ShareWeek


class Question(NamedTuple):
    """`text` is the question, `evidence` the days and numbers it rests on, `kind` what it is about."""

    kind: str
    text: str
    evidence: str


def questions(newest: ShareFile, weeks: Sequence[ShareWeek], today: date) -> tuple[Question, ...]:
    """At most two, the one that matters most first; none where nothing asks for one. `weeks` in the order of time."""
    raise NotImplementedError

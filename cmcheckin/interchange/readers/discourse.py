"""Read when the user posted, for hints, from the `user_archive.csv` of a Discourse user archive, which has only one
person's posts. Its other files, such as visits and likes, aren't posts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cmcheckin.interchange.readers.hint_items import HintItem, Scope, row_events
from cmcheckin.interchange.readers.source import SourceFile

_COLUMNS: Final = frozenset({"topic_title", "is_pm", "reply_count", "url", "created_at"})
"""Columns of all versions. The text is in `post` or, since 2022, in `post_raw` and `post_cooked`."""


def matches(file: SourceFile) -> bool:
    """Return whether `file` has the posts of a user archive."""
    return {*file.columns} >= _COLUMNS and bool({"post", "post_raw"} & {*file.columns})


def read(file: SourceFile, scope: Scope) -> Iterator[HintItem]:
    """Yield an event for each post."""
    return row_events(file, "created_at")

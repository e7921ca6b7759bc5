"""A share file in each of its formats: its bytes, and the name of its file."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.share_file import ShareFile

FORMATS: Final = ("json", "html", "md")
"""JSON for `cmcheckin review`, a page and Markdown for everybody's eyes; all with the same content."""
STEM_LENGTH: Final = 40
"""Most characters of a person's name in the name of a file."""


def file_names(share: ShareFile) -> dict[str, str]:
    """The name of each file by its format: `ada-2026-W47.json`, `ada-2026-11-02-to-2026-11-12.md`.

    Small Latin letters, digits and dashes, so that any file system takes them.
    """
    week = Week.of(share.first)
    whole = (share.first, share.last) == (week.monday, week.sunday)
    when = str(week) if whole else f"{share.first}-to-{share.last}"
    who = _folded(share.name) or f"share-{_folded(share.person)[-8:].strip('-')}".rstrip("-")
    return {name: f"{who}-{when}.{name}" for name in FORMATS}


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name[: 4 * STEM_LENGTH].casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:STEM_LENGTH].rstrip("-")


def render_share(share: ShareFile, form: str) -> bytes:
    """The bytes of the file in one of FORMATS."""
    if form == "json":
        return share_bytes(share)
    if form == "html":
        from cmcheckin.sharing.html.share import (
            render_share_page as page,  # what makes pages is loaded by who wants one
        )

        return page(share).encode()
    if form == "md":
        from cmcheckin.sharing.markdown import render_markdown as markdown

        return markdown(share).encode()
    raise ValueError(f"there is no format {form}")

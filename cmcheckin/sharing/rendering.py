"""Render a share file in each format, and name its files."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from cmcheckin.domain.week import Week
from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.share_file import ShareFile

FORMATS: Final = ("json", "html", "md")
"""JSON for `cmcheckin review`, a page and Markdown for reading; all with the same content."""
STEM_LENGTH: Final = 40
"""Most characters of a person's name in a file name."""


def file_names(share: ShareFile) -> dict[str, str]:
    """Return the name of the file of `share` in each format: `ada-2026-W47.json`, `ada-2026-11-02-to-2026-11-12.md`.

    Names have only lower-case Latin letters, digits and dashes, so that every file system accepts them.
    """
    week = Week.of(share.first)
    is_whole_week = (share.first, share.last) == (week.monday, week.sunday)
    period = str(week) if is_whole_week else f"{share.first}-to-{share.last}"
    prefix = _folded(share.name) or f"share-{_folded(share.person)[-8:].strip('-')}".rstrip("-")
    return {name: f"{prefix}-{period}.{name}" for name in FORMATS}


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name[: 4 * STEM_LENGTH].casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:STEM_LENGTH].rstrip("-")


def shown_text(share: ShareFile, form: str) -> str:
    """Return the content of the file of `share` in the format `form`, to read before it is written: JSON and Markdown
    exactly as written, and the text of the page."""
    text = render_share(share, form).decode()
    if form != "html":
        return text
    from cmcheckin.sharing.html.plain_text import page_text

    return page_text(text)


def render_share(share: ShareFile, form: str) -> bytes:
    """Return the bytes of `share` in the format `form`, one of FORMATS."""
    if form == "json":
        return share_bytes(share)
    if form == "html":
        from cmcheckin.sharing.html.share import render_share_page  # loads many modules

        return render_share_page(share).encode()
    if form == "md":
        from cmcheckin.sharing.markdown import render_markdown

        return render_markdown(share).encode()
    raise ValueError(f"there is no format {form}")

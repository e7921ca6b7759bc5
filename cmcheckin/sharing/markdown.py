"""A share file as Markdown, for wherever text goes. Stub; filled next."""

from __future__ import annotations

from cmcheckin.sharing.share_file import ShareFile


def render(share: ShareFile) -> str:
    """The same content as the JSON and the page. What people wrote is text in it, whatever it looks like."""
    return f"# {share.first} to {share.last}\n"

"""One look in dark and in light: warm paper, ink, and one accent. Words say whatever colour says."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.style import Style
from textual.theme import Theme


class Palette(NamedTuple):
    """The colours of one look. `quiet` is for what is said in passing, `faint` for rules and dots."""

    paper: str
    ink: str
    quiet: str
    faint: str
    accent: str
    raised: str  # behind a field that is being written in

    def theme(self, name: str, *, dark: bool) -> Theme:
        """The same colours under the names Textual's own widgets know."""
        return Theme(
            name=name,
            primary=self.accent,
            secondary=self.quiet,
            accent=self.accent,
            warning=self.accent,
            error=self.accent,
            success=self.accent,
            foreground=self.ink,
            background=self.paper,
            surface=self.paper,
            panel=self.raised,
            dark=dark,
            variables={
                "quiet": self.quiet,
                "faint": self.faint,
                "raised": self.raised,
                "border": self.faint,
                "border-blurred": self.faint,
                "input-cursor-background": self.accent,
                "input-cursor-foreground": self.paper,
                "input-cursor-text-style": "none",
                "input-selection-background": self.raised,
                "block-cursor-background": self.raised,
                "block-cursor-foreground": self.accent,
                "block-cursor-text-style": "bold",
            },
        )


DARK: Final = Palette(
    paper="#1c1b19", ink="#e4dfd5", quiet="#a39c90", faint="#55514a", accent="#8fc7b0", raised="#2b2926"
)
LIGHT: Final = Palette(
    paper="#f7f4ee", ink="#2a2825", quiet="#6b655c", faint="#bdb5a8", accent="#1f6f5c", raised="#ebe6dc"
)


class Ink(NamedTuple):
    """Rich styles to draw with; the paper underneath is the widget's own."""

    plain: Style
    strong: Style
    quiet: Style
    faint: Style
    accent: Style
    chosen: Style  # the accent, and bold so that it shows without colour too
    field: Style

    @classmethod
    def of(cls, palette: Palette) -> Ink:
        """The styles of a palette."""
        return cls(
            plain=Style(color=palette.ink),
            strong=Style(color=palette.ink, bold=True),
            quiet=Style(color=palette.quiet),
            faint=Style(color=palette.faint),
            accent=Style(color=palette.accent),
            chosen=Style(color=palette.accent, bold=True),
            field=Style(color=palette.ink, bgcolor=palette.raised),
        )


class Look(NamedTuple):
    """A theme for Textual's own widgets and the ink for ours."""

    theme: Theme
    ink: Ink


LOOKS: Final = {
    "dark": Look(DARK.theme("house-dark", dark=True), Ink.of(DARK)),
    "light": Look(LIGHT.theme("house-light", dark=False), Ink.of(LIGHT)),
}

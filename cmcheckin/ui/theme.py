"""The dark and light themes. Nothing is shown by colour alone."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.style import Style
from textual.theme import Theme


class Palette(NamedTuple):
    """The colours of a theme. `quiet` is for secondary text, `faint` for rules and dots, `soft` for drawn values that
    aren't selected, `band` for the background of the usual range."""

    paper: str
    ink: str
    quiet: str
    faint: str
    accent: str
    raised: str  # the background of a field with the focus
    soft: str
    band: str
    steps: tuple[str, str, str, str, str]  # from low to high

    def theme(self, name: str, *, dark: bool) -> Theme:
        """Return the colours as a Textual theme."""
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
    paper="#1c1b19", ink="#e4dfd5", quiet="#a39c90", faint="#55514a", accent="#8fc7b0", raised="#2b2926",
    soft="#4f7467", band="#2f3632",
    steps=("#3d564d", "#4f7467", "#6d9c8a", "#8fc7b0", "#d6f0e5"),
)  # fmt: skip
LIGHT: Final = Palette(
    paper="#f7f4ee", ink="#2a2825", quiet="#6b655c", faint="#bdb5a8", accent="#1f6f5c", raised="#ebe6dc",
    soft="#8fb9ac", band="#dfe6dd",
    steps=("#b9d3ca", "#8fb9ac", "#5a9684", "#1f6f5c", "#0b3d31"),
)  # fmt: skip


class Ink(NamedTuple):
    """Rich styles for text and bars. The widget sets the background."""

    plain: Style
    strong: Style
    quiet: Style
    faint: Style
    accent: Style
    chosen: Style  # the accent, bold so that it shows without colour
    field: Style
    soft: Style  # a drawn value that isn't selected
    band: Style  # the usual range
    on_band: Style  # quiet text on the usual range
    steps: tuple[Style, ...]  # five, from low to high

    @classmethod
    def of(cls, palette: Palette) -> Ink:
        """Return the styles of `palette`."""
        return cls(
            plain=Style(color=palette.ink),
            strong=Style(color=palette.ink, bold=True),
            quiet=Style(color=palette.quiet),
            faint=Style(color=palette.faint),
            accent=Style(color=palette.accent),
            chosen=Style(color=palette.accent, bold=True),
            field=Style(color=palette.ink, bgcolor=palette.raised),
            soft=Style(color=palette.soft),
            band=Style(color=palette.band),
            on_band=Style(color=palette.quiet, bgcolor=palette.band),
            steps=tuple(Style(color=step) for step in palette.steps),
        )


class ThemeStyles(NamedTuple):
    """A theme for Textual's widgets, and the styles for ours."""

    theme: Theme
    ink: Ink


DARK_16: Final = Palette(
    paper="#000000", ink="#ffffff", quiet="#aaaaaa", faint="#555555", accent="#55ffff", raised="#555555",
    soft="#00aaaa", band="#555555",
    steps=("#00aaaa", "#00aaaa", "#55ffff", "#55ffff", "#ffffff"),
)  # fmt: skip
"""The terminal's own sixteen colours, as the nearest to ours would all be one grey."""
LIGHT_16: Final = Palette(
    paper="#ffffff", ink="#000000", quiet="#555555", faint="#aaaaaa", accent="#0000aa", raised="#aaaaaa",
    soft="#5555ff", band="#aaaaaa",
    steps=("#5555ff", "#5555ff", "#0000aa", "#0000aa", "#000000"),
)  # fmt: skip

THEME_PREFIX: Final = "cmcheckin-"
THEMES: Final = {
    name: ThemeStyles(palette.theme(f"{THEME_PREFIX}{name}", dark=name.startswith("dark")), Ink.of(palette))
    for name, palette in {"dark": DARK, "light": LIGHT, "dark-16": DARK_16, "light-16": LIGHT_16}.items()
}


def theme_for(setting: str, color_system: str | None) -> ThemeStyles:
    """Return the theme for the user's `setting`, dark unless it is `light`, on a terminal with `color_system`."""
    name = "light" if setting == "light" else "dark"
    return THEMES[f"{name}-16" if color_system in ("standard", "windows") else name]

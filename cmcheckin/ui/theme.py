"""The dark and light themes. Nothing is shown by colour alone."""

from __future__ import annotations

from functools import cache
from typing import Final

from rich.color import Color, blend_rgb
from rich.style import Style
from textual.theme import Theme

from cmcheckin.domain.named import NamedTuple


class Palette(NamedTuple):
    """The colours of a theme.

    `accent` is for keys, the selection and good news. `amber` is for high and crisis and for hours over a line, and for
    nothing else. `quiet` is for secondary text, `faint` for rules and dots, `soft` for drawn values that aren't
    selected, `band` for the background of the usual range.
    """

    paper: str
    ink: str
    quiet: str
    faint: str
    accent: str
    amber: str
    raised: str  # the background of a field with the focus
    soft: str
    band: str
    steps: tuple[str, str, str, str, str]  # from low to high
    card: str = ""  # the tint of a card; empty for none

    def theme(self, name: str, *, dark: bool) -> Theme:
        """Return the colours as the Textual theme `name`, `dark` or light."""
        return Theme(
            name, primary=self.accent, secondary=self.quiet, error=self.accent, success=self.accent, dark=dark,
            foreground=self.ink, background=self.paper, surface=self.paper, panel=self.raised,
            variables={
                "quiet": self.quiet,
                "faint": self.faint,
                "raised": self.raised,
                "border": self.faint,
                "border-blurred": self.faint,
                "input-cursor-background": self.raised,
                "input-cursor-foreground": self.ink,
                "input-cursor-text-style": "reverse",
                "input-selection-background": self.raised,
                "block-cursor-background": self.raised,
                "block-cursor-foreground": self.accent,
                "block-cursor-text-style": "bold",
                "block-cursor-blurred-background": self.raised,
                "block-cursor-blurred-foreground": self.accent,
            },
        )  # fmt: skip


DARK: Final = Palette(
    paper="#1c1b19", ink="#e4dfd5", quiet="#a39c90", faint="#55514a", accent="#8fc7b0", amber="#e0a45c",
    raised="#2b2926", soft="#4f7467", band="#2f3632",
    steps=("#576f66", "#628a7c", "#6fa492", "#8fc7b0", "#d6f0e5"), card="#262421",
)  # fmt: skip
LIGHT: Final = Palette(
    paper="#f7f4ee", ink="#2a2825", quiet="#6b655c", faint="#bdb5a8", accent="#1f6f5c", amber="#8f5600",
    raised="#ebe6dc", soft="#5f9485", band="#dfe6dd",
    steps=("#728c83", "#5b8a7c", "#417f6e", "#1f6f5c", "#0b3d31"), card="#efeae1",
)  # fmt: skip


def mixed(one: str, other: str, part: float = 0.5) -> Color:
    """Return the colour between the colours `one` and `other`, with the `part` of the latter."""
    return Color.from_triplet(blend_rgb(Color.parse(one).get_truecolor(), Color.parse(other).get_truecolor(), part))


class Ink:
    """Rich styles for text and bars, in the colours of `palette`. The widget sets the background."""

    def __init__(self, palette: Palette) -> None:
        self.plain = Style(color=palette.ink)
        self.strong = Style(color=palette.ink, bold=True)
        self.quiet = Style(color=palette.quiet)
        self.faint = Style(color=palette.faint)
        self.accent = Style(color=palette.accent)
        self.amber = Style(color=palette.amber)
        self.amber_strong = Style(color=palette.amber, bold=True)
        self.chosen = Style(color=palette.accent, bold=True)  # bold so that it shows without colour
        self.field = Style(color=palette.ink, bgcolor=palette.raised)
        self.card = Style(bgcolor=palette.card) if palette.card else Style()  # the tint of a card
        self.soft = Style(color=palette.soft)  # a drawn value that isn't selected
        self.band = Style(color=palette.band)  # the usual range
        self.on_band = Style(color=palette.quiet, bgcolor=palette.band)  # quiet text on the usual range
        self.steps = tuple(Style(color=step) for step in palette.steps)  # five, from low to high
        lowest, between = mixed(palette.faint, palette.quiet, 2 / 3), mixed(palette.quiet, palette.ink)
        greys = (lowest, palette.quiet, between, palette.ink)
        self.loads = tuple(
            Style(color=color) for color in (*greys, palette.amber)
        )  # the same for hours: more isn't good


class ThemeStyles(NamedTuple):
    """A theme for Textual's widgets, and the styles for ours."""

    theme: Theme
    ink: Ink


DARK_256: Final = DARK._replace(
    paper="#1c1c1c", quiet="#a0a0a0", faint="#585858", raised="#303030", band="#303030", card="#262626",
    steps=("#6c6c6c", "#5f875f", "#5faf87", "#87d7af", "#d7ffd7"),
)  # fmt: skip
"""For 256 colours. Rich would turn some of the others into a colour that is too near to another one."""
LIGHT_256: Final = LIGHT._replace(
    paper="#ffffff", quiet="#585858", faint="#b2b2b2", raised="#e8e8e8", band="#dedede", card="#f0f0f0",
    steps=("#8a8a8a", "#5f8787", "#00875f", "#005f5f", "#1c1c1c"),
)  # fmt: skip
"""The same. The tint of a card would be pink otherwise."""

DARK_16: Final = Palette(
    paper="#000000", ink="#ffffff", quiet="#aaaaaa", faint="#555555", accent="#55ffff", amber="#ffff55",
    raised="#0000aa", soft="#00aaaa", band="#0000aa",
    steps=("#00aaaa", "#00aaaa", "#55ffff", "#55ffff", "#ffffff"),
)  # fmt: skip
"""The terminal's own sixteen colours, as the nearest to ours would all be one grey."""
LIGHT_16: Final = Palette(
    paper="#ffffff", ink="#000000", quiet="#000000", faint="#555555", accent="#0000aa", amber="#aa0000",
    raised="#aaaaaa", soft="#5555ff", band="#aaaaaa",
    steps=("#5555ff", "#5555ff", "#0000aa", "#0000aa", "#000000"),
)  # fmt: skip
"""The amber is dark red here, and quiet text is black: most terminals show yellow and grey too pale on white."""

HIGH_CONTRAST: Final = Palette(
    paper="#000000", ink="#ffffff", quiet="#d7d7d7", faint="#8a8a8a", accent="#5fffd7", amber="#ffd75f",
    raised="#303030", soft="#87afaf", band="#303030",
    steps=("#5f8787", "#87afaf", "#5fd7af", "#5fffd7", "#ffffff"), card="#1c1c1c",
)  # fmt: skip
HIGH_CONTRAST_16: Final = DARK_16._replace(quiet="#ffffff", faint="#aaaaaa")

THEME_PREFIX: Final = "cmcheckin-"
PALETTES: Final = {
    "dark": DARK, "light": LIGHT, "high-contrast": HIGH_CONTRAST, "dark-256": DARK_256, "light-256": LIGHT_256,
    "dark-16": DARK_16, "light-16": LIGHT_16, "high-contrast-16": HIGH_CONTRAST_16,
}  # fmt: skip
HOUSE: Final = ("dark", "light", "high-contrast")
"""The names of the program's own themes."""
FEW_COLORS: Final = ("standard", "windows")
"""Colour systems of Rich with sixteen colours."""


def styles_of(name: str, palette: Palette, *, dark: bool) -> ThemeStyles:
    """Return the theme `name` in the colours of `palette`."""
    return ThemeStyles(palette.theme(f"{THEME_PREFIX}{name}", dark=dark), Ink(palette))


@cache
def house_styles(name: str) -> ThemeStyles:
    """Return the theme `name`, one of PALETTES."""
    return styles_of(name, PALETTES[name], dark=not name.startswith("light"))


MANY_COLORS: Final = ("alacritty", "contour", "foot", "rio", "wezterm", "xterm-ghostty")
"""Names of terminals with all colours, which SSH passes on without COLORTERM. Rich would use sixteen there."""


def names_many_colors(term: str) -> bool:
    """Return whether `term`, a value of TERM, is the name of a terminal with all colours."""
    return term.removesuffix("-direct") in MANY_COLORS or term.endswith("-direct")


def theme_for(name: str, color_system: str | None) -> ThemeStyles:
    """Return the program's own theme `name`, by default the dark one, on a terminal with `color_system`."""
    known = name if name in HOUSE else HOUSE[0]
    fitting = f"{known}-16" if color_system in FEW_COLORS else f"{known}-{color_system}"
    return house_styles(fitting if fitting in PALETTES else known)

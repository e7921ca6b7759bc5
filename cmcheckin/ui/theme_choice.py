"""Choose a theme in a palette, with a preview of each: the program's own, and Textual's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from textual.color import Color
from textual.command import Command, DiscoveryHit, Hit, Hits, Provider
from textual.theme import BUILTIN_THEMES, Theme
from textual.widgets import OptionList

from cmcheckin.ui.palette import Palette as CommandPalette
from cmcheckin.ui.protocols import themed_app
from cmcheckin.ui.theme import FEW_COLORS, HOUSE, Palette, ThemeStyles, styles_of
from cmcheckin.wording import app as words

READABLE: Final = 4.5
"""Least contrast of text on its background (WCAG 2, level AA)."""
DRAWN: Final = 3.0
"""Least contrast of what is drawn (WCAG 2, level AA)."""
STEPS: Final = 8
"""Attempts to bring a colour nearer to that of the text, until it has enough contrast."""


def theme_names(color_system: str | None) -> list[str]:
    """Return the names of the themes for a terminal with `color_system`: Textual's need more than sixteen colours."""
    own = list(HOUSE)
    return own if color_system in FEW_COLORS else [*own, *(name for name in BUILTIN_THEMES if "ansi" not in name)]


def textual_styles(name: str) -> ThemeStyles:
    """Return Textual's theme `name` with the styles of this program, in colours that can be read."""
    theme = BUILTIN_THEMES[name]
    return styles_of(name, palette_of(theme), dark=theme.dark)


def palette_of(theme: Theme) -> Palette:
    """Return the colours of `theme`. Those with too little contrast come nearer to the colour of the text."""
    named = theme.to_color_system().generate()
    paper, ink = Color.parse(named["background"]), Color.parse(named["foreground"])
    card = paper.blend(ink, 0.06 * ink.a, 1)

    def nearer(color: Color, other: Color, least: float = READABLE) -> Color:
        shades = (color.blend(other, n / STEPS, 1) for n in range(STEPS + 1))
        return next((shade for shade in shades if contrast(shade, card) >= least), other)

    def readable(color: Color, least: float = READABLE) -> str:
        return nearer(color, ink, least).hex6

    ink = nearer(paper.blend(ink, ink.a, 1), Color.parse("white" if theme.dark else "black"))

    accent = Color.parse(readable(Color.parse(named["primary"])))
    soft = Color.parse(readable(accent.blend(paper, 0.45), DRAWN))
    shades = [soft.blend(paper, 0.3), soft, soft.blend(accent, 0.5), accent, accent.blend(ink, 0.6)]
    low, second, middle, high, top = (shade.hex6 for shade in shades)
    return Palette(
        paper=paper.hex6, ink=ink.hex6, quiet=readable(ink.blend(paper, 0.35)), faint=ink.blend(paper, 0.7).hex6,
        accent=accent.hex6, amber=readable(Color.parse(named["warning"])), raised=paper.blend(ink, 0.1).hex6,
        soft=soft.hex6, band=card.hex6, steps=(low, second, middle, high, top), card=card.hex6,
    )  # fmt: skip


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    """Return the relative luminance of `color`, from 0 to 1, by the formula of WCAG 2."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Themes(Provider):
    """Offer the themes, the current one first."""

    async def discover(self) -> Hits:
        """Yield every theme."""
        for name in self._names():
            yield DiscoveryHit(words.theme_label(name), partial(themed_app(self.screen).keep_theme, name))

    async def search(self, query: str) -> Hits:
        """Yield the themes whose names match `query`."""
        matcher = self.matcher(query)
        for name in self._names():
            label = words.theme_label(name)
            if (score := matcher.match(label)) > 0:
                yield Hit(score, matcher.highlight(label), partial(themed_app(self.screen).keep_theme, name), label)

    def _names(self) -> Iterator[str]:
        current = themed_app(self.screen).theme_name
        yield current
        yield from (name for name in theme_names(self.app.console.color_system) if name != current)


class ThemePalette(CommandPalette):
    """The list of themes. The selected one is shown at once; escape goes back to the one before."""

    DEFAULT_CSS = """
    ThemePalette { background: transparent; }
    ThemePalette > Vertical { margin-top: 0; }
    ThemePalette CommandList { max-height: 8; }
    """

    def __init__(self) -> None:
        super().__init__([Themes], words.SEARCH_THEMES)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the selected theme."""
        if isinstance(event.option, Command) and isinstance(run := event.option.hit.command, partial):
            themed_app(self).show_theme(run.args[0])

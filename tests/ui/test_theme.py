"""The colours of the themes: text can be read, and amber speaks for high, crisis and hours over a line alone."""

from __future__ import annotations

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from cmcheckin.ui import theme
from cmcheckin.ui.theme import Palette
from cmcheckin.ui.theme_choice import palette_of, theme_names

PALETTES = {
    **theme.PALETTES,
    **{name: palette_of(BUILTIN_THEMES[name]) for name in theme_names("truecolor") if name in BUILTIN_THEMES},
}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2 defines it: from 1 to 21."""
    low, high = sorted(_luminance(Color.parse(name)) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("name", PALETTES)
def test_text_can_be_read_on_its_background(name: str) -> None:
    palette: Palette = PALETTES[name]
    for background in filter(None, (palette.paper, palette.card)):
        found = {text: contrast(getattr(palette, text), background) for text in ("ink", "quiet", "accent", "amber")}
        assert {text: ratio for text, ratio in found.items() if ratio < 4.5} == {}


def sent(color: str) -> str:
    """Return the colour of 256 that is sent to the terminal for `color`."""
    return RichColor.parse(color).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


@pytest.mark.parametrize("name", theme.HOUSE)
def test_text_can_be_read_and_shades_differ_in_256_colours_too(name: str) -> None:
    palette = theme.PALETTES.get(f"{name}-256", theme.PALETTES[name])
    for background in map(sent, (palette.paper, palette.card, palette.raised)):
        found = {text: contrast(sent(getattr(palette, text)), background) for text in ("ink", "quiet", "accent")}
        assert {text: ratio for text, ratio in found.items() if ratio < 4.5} == {}
    assert contrast(sent(palette.quiet), sent(palette.band)) >= 4.5
    assert sent(palette.card) not in (sent(palette.paper), sent(palette.raised))
    red, green, blue = Color.parse(sent(palette.card)).rgb
    assert red == green == blue, "the tint of a card has no hue"
    assert len({*map(sent, palette.steps)}) == len(palette.steps)
    assert all(contrast(sent(step), sent(palette.paper)) >= 3 for step in palette.steps)


XTERM = {0: "#000000", 1: "#cd0000", 3: "#cdcd00", 4: "#0000ee", 6: "#00cdcd", 7: "#e5e5e5", 8: "#7f7f7f"}
XTERM |= {9: "#ff0000", 11: "#ffff00", 12: "#5c5cff", 14: "#00ffff", 15: "#ffffff"}
"""The colours that xterm has by default."""


@pytest.mark.parametrize("name", [name for name in theme.PALETTES if name.endswith("-16")])
def test_text_can_be_read_in_the_sixteen_colours_of_xterm(name: str) -> None:
    palette = theme.PALETTES[name]

    def of_xterm(color: str) -> str:
        number = RichColor.parse(color).downgrade(ColorSystem.STANDARD).number
        assert number is not None
        return XTERM[number]

    for background in map(of_xterm, (palette.paper, palette.raised, palette.band)):
        found = {text: contrast(of_xterm(getattr(palette, text)), background) for text in ("ink", "quiet", "accent")}
        assert {text: ratio for text, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", theme.HOUSE)
def test_every_shade_of_a_scale_stands_out(name: str) -> None:
    palette = theme.PALETTES[name]
    styles = theme.Ink(palette)
    shades = [*styles.steps, *styles.loads]
    found = [style.color.get_truecolor().hex for style in shades if style.color]
    assert [color for color in found if contrast(color, palette.paper) < 3] == []


@pytest.mark.parametrize("name", PALETTES)
def test_bars_stand_out_from_their_background(name: str) -> None:
    assert contrast(PALETTES[name].soft, PALETTES[name].paper) >= 3

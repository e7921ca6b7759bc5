"""The colours of the themes: text can be read, and amber speaks for high, crisis and hours over a line alone."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize("name", PALETTES)
def test_bars_stand_out_from_their_background(name: str) -> None:
    assert contrast(PALETTES[name].soft, PALETTES[name].paper) >= 3

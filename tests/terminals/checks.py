"""What can be wrong with a screen, whatever it is about. Each check yields one line for each fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from tests.terminals.sheets import colours
from tests.terminals.tour import Shot
from tests.ui.test_theme import contrast

TEXT, DRAWING = 4.5, 3.0
"""The least contrast of text, and of what is drawn and carries meaning (WCAG 2, AA)."""
ORNAMENT = frozenset("•*─│┌┐└┘▔▁▏·–-.…|_ ▄▅▆▇█▂▃")
"""Rules, edges and dots that say nothing which isn't also said in words beside them, and scroll bars."""


def beyond_the_edge(shot: Shot) -> Iterator[str]:
    """Yield what was written right of or below the window."""
    for y, row in enumerate(shot.cells):
        hidden = row[shot.columns :] if y < shot.rows else row
        if text := "".join(cell.data for cell in hidden).strip():
            yield f"row {y} goes on beyond the edge: {text!r}"


def not_ascii(data: bytes) -> Iterator[str]:
    """Yield what is sent to a terminal that shows nothing but ASCII."""
    if strange := sorted({letter for letter in data.decode(errors="replace") if ord(letter) > 127}):
        yield f"not ASCII: {''.join(strange)}"


def hard_to_read(shot: Shot) -> Iterator[str]:
    """Yield the texts whose contrast with their background is too low."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in shot.cells[: shot.rows]:
        for (front, back), run in groupby(row[: shot.columns], colours):
            text = "".join(cell.data for cell in run).strip()
            if not text or set(text) <= ORNAMENT:
                continue
            if contrast(front, back) < (TEXT if any(map(str.isalnum, text)) else DRAWING):
                found.setdefault((front, back), set()).add(text)
    for (front, back), texts in found.items():
        some = ", ".join(map(repr, sorted(texts)[:4]))
        yield f"{contrast(front, back):.1f} of {front} on {back}: {some}"


def keys_of(shot: Shot) -> list[str]:
    """Return the keys in the last line with their labels, such as `esc back`."""
    return [part.strip() for part in shot.lines[-1].split("  ") if part.strip()]


def cut_keys(shot: Shot, whole: Iterable[str]) -> Iterator[str]:
    """Yield the keys of the last line that aren't among `whole`, as they are shown where there is room for all."""
    known = set(whole)
    for key in keys_of(shot):
        if key not in known and any(other.startswith(key) or key in other for other in known):
            yield f"cut in the footer: {key!r}"
    if len(shot.lines[-1]) > shot.columns - 1 and not shot.lines[-1].startswith("─"):
        yield f"the footer touches the edge: {shot.lines[-1][-12:]!r}"


def same_without_colour(before: Shot, after: Shot) -> Iterator[str]:
    """Yield a fault if a key that moves the focus changed nothing that shows without colour."""
    if before.colourless() == after.colourless():
        yield f"{after.name}: the focus moved, and without colour nothing shows it"


def amber_without_words(shot: Shot, amber: str) -> Iterator[str]:
    """Yield what is `amber` without a word or sign on its row that says the same."""
    for y, row in enumerate(shot.cells[: shot.rows]):
        for front, run in groupby(row[: shot.columns], lambda cell: colours(cell)[0]):
            text = "".join(cell.data for cell in run).strip()
            if front == amber and text and not any(word in shot.lines[y] for word in HIGH):
                yield f"only its colour says what {text!r} is: {shot.lines[y].strip()!r}"


HIGH = ("high", "High", "crisis", "over", "hours", "▴", "▸", "+", ">", "night", "severe", "■", " h")
"""Words and signs of what is amber: severe, or over a line."""


def leftovers(data: bytes) -> Iterator[str]:
    """Yield what the program switched on in the terminal and left on, in all it ever sent."""
    for name, on, off in SWITCHES:
        if data.rfind(on) > data.rfind(off):
            yield f"left on: {name}"
    if data.rfind(b"\x1b[?25l") > data.rfind(b"\x1b[?25h"):
        yield "the cursor stays hidden"


SWITCHES = (
    ("the alternate screen", b"\x1b[?1049h", b"\x1b[?1049l"),
    ("mouse reports", b"\x1b[?1000h", b"\x1b[?1000l"),
    ("mouse coordinates", b"\x1b[?1006h", b"\x1b[?1006l"),
    ("bracketed paste", b"\x1b[?2004h", b"\x1b[?2004l"),
    ("focus reports", b"\x1b[?1004h", b"\x1b[?1004l"),
    ("size reports", b"\x1b[?2048h", b"\x1b[?2048l"),
    ("the key protocol", b"\x1b[>1u", b"\x1b[<u"),
    ("synchronized output", b"\x1b[?2026h", b"\x1b[?2026l"),
)

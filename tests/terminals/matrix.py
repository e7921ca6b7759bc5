"""Visit every screen of the real program in a terminal in memory, and check each mechanically."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.terminals import checks
from tests.terminals.looks import Look
from tests.terminals.tour import Shot, Tour, touring
from tests.terminals.visits import Visit

AMBER = {"256": "#d7af5f", "256-light": "#875f00"}
"""The colour of what is high, by look: those in which nothing else has it."""
DIMMED = ("palette",)
"""Screens that dim what they cover, which nobody needs to read then."""


def look_around(
    folder: Path, route: str, look: Look, size: tuple[int, int], visits: Iterable[Visit], whole: set[str]
) -> tuple[list[Shot], list[str]]:
    """Visit `visits` of `route`, leave, and return the screens and their faults.

    `whole` has the keys that last lines show where there is room for all of them. Those of these screens are added.
    """
    shots, faults = list[Shot](), list[str]()
    with touring(folder, route, look, size) as tour:
        for visit in visits:
            shot = tour.visit(visit)
            shots.append(shot)
            if visit.moves:
                tour.press(visit.moves)
                shots.append(moved := tour.shot(f"{visit.name}, {visit.moves}"))
                if not look.has_colour:
                    faults += checks.same_without_colour(shot, moved)
        faults += leave(tour, look)
    for shot in shots:
        whole |= {key for key in checks.keys_of(shot) if size[0] >= 200}
        faults += [f"{shot.name}: {fault}" for fault in faults_of(shot, look, whole)]
    return shots, faults


def faults_of(shot: Shot, look: Look, whole: set[str]) -> list[str]:
    """Return what is wrong with one screen."""
    found = [*checks.beyond_the_edge(shot), *checks.cut_keys(shot, whole)]
    if look.has_colour and not shot.name.startswith(DIMMED):
        found += checks.hard_to_read(shot)
    if look.name in AMBER:
        found += checks.amber_without_words(shot, AMBER[look.name])
    return found


def leave(tour: Tour, look: Look) -> list[str]:
    """Quit, and return what is wrong with what is left on the terminal, or was sent to it."""
    tour.press("ctrl+q")
    code = tour.window.ended()
    found = [f"ended with {code}"] if code else []
    found += checks.leftovers(tour.window.heard)
    if look.ascii_only:
        found += checks.not_ascii(tour.window.heard)
    if b"Traceback" in tour.window.heard:
        found.append("a traceback")
    return found

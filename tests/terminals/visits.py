"""The screens to visit: which program shows them, and which keys lead from one to the next."""

from __future__ import annotations

from typing import NamedTuple


class Visit(NamedTuple):
    """A screen: the keys that lead to it from the one before, and a text that it shows.

    `moves` is a key that moves the focus or the selection there; empty where nothing has either.
    """

    name: str
    keys: tuple[str, ...]
    shows: str
    moves: str = ""


MORNING = (
    Visit("checkin-workload", (), "How's your workload", "3"),
    Visit("checkin-days", (), "09:00"),
    Visit("checkin-mood", ("enter",), "How are you?", "3"),
    Visit("checkin-energy", (), "How is your energy?", "2"),
    Visit("checkin-note", ("tab", "4", "tab", *"A calm shift"), "A calm shift", "tab"),
    Visit("checkin-wins", ("enter",), "hold up?", "y"),
    Visit("checkin-win", ("y", *"Three beginners answered each other", "enter"), "1–8 kind", "3"),
    Visit("checkin-escalations", ("enter",), "still open", "w"),
    Visit("checkin-escalation", ("s", "s", "n", *"Spam wave", "enter"), "Spam wave", "4"),
    Visit("checkin-review", ("enter",), "will be saved"),
)
"""From the first question of a morning to its review."""
DIARY = (
    Visit("week", (), "press i", "up"),
    Visit("week-help", ("?",), "Help"),
    Visit("palette", ("escape", "ctrl+p"), "Read replies", "down"),
    Visit("goto", ("escape", "g"), "Go to"),
    Visit("why", ("escape", "w"), "night"),
    Visit("support", ("escape", "f2"), "Someone to talk to"),
    Visit("day", ("escape", "d"), "09:00", "right"),
    Visit("history", ("escape", "/"), "November 2026", "enter"),
    Visit("history-matches", ("/", *"renewal", "enter"), "matches", "down"),
    Visit("trends", ("escape", "escape", "escape", "t"), "Week 4", "left"),
    Visit("trends-months", ("m",), "2026", "left"),
    Visit("trends-year", ("y",), "2026", "left"),
    Visit("trends-numbers", ("d",), "usual"),
    Visit("trends-patterns", ("p",), "goes together"),
    Visit("trends-rest", ("r",), "taken"),
    Visit("wins", ("escape", "b"), "23 of 25", "down"),
    Visit("wins-periods", ("p",), "half-year", "space"),
    Visit("escalations", ("escape", "x"), "by age", "down"),
    Visit("escalation-read", ("enter",), "came in"),
    Visit("escalation-edit", ("e",), "Title", "tab"),
    Visit("causes", ("escape", "escape", "c"), "What each cause cost", "down"),
    Visit("inbox", ("escape", "escape", "i"), "Thanks from Mira", "down"),
    Visit("report", ("escape", "r"), "Week 47", "down"),
    Visit("share-fields", ("escape", "s"), "[", "down"),
    Visit("share-entries", ("enter",), "of", "down"),
    Visit("share-preview", ("enter",), "everything that will be written"),
    Visit("share-write", ("w",), "Write to this folder"),
    Visit("import", ("escape", "escape", "escape", "escape", "f"), "Import a file"),
    Visit("checkin-edit", ("escape", "e"), "How's your workload", "enter"),
)
"""From the week of the demo to every screen that opens over it."""
REVIEW = (
    Visit("review", (), "needs you", "down"),
    Visit("review-people", ("2",), "after h", "down"),
    Visit("review-open", ("3",), "severity", "down"),
    Visit("review-asks", ("4",), "waiting", "down"),
    Visit("review-wins", ("5",), "kind", "down"),
    Visit("review-files", ("6",), "could be read"),
    Visit("review-person", ("2", "enter"), "shared on", "down"),
    Visit("review-thanks", ("escape", "5", "t"), "thanks"),
    Visit("one-to-one", ("escape", "2", "o"), "Worth asking", "down"),
    Visit("one-to-one-note", ("n",), "Notes for your next talk"),
)
"""A manager's screens."""
SETUP = (
    Visit("setup-name", (), "What's your name?", "enter"),
    Visit("setup-zone", (), "Which time zone", "enter"),
    Visit("setup-hours", (), "When do you usually work?"),
)
IMPORT = (
    Visit("import-questions", (), "How would you rate", "2"),
    Visit("import-preview", ("5", "enter"), "Press Enter to import this"),
)
ROUTES = {"morning": MORNING, "diary": DIARY, "review": REVIEW, "setup": SETUP, "import": IMPORT}
"""Each program with its visits."""

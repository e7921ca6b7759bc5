"""Phrases that were replaced by plain ones stay out of every sentence: on screens, in help, pages and docstrings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import pytest

from tests.house.tree import MODULES, PACKAGE, ROOT

RETIRED: Final = {
    "not logged": r"told of|tells? of|not said|not told|nobody told|told in part|untold|in doubt",
    "show or say": r"by your word|your word on|word back",
    "is, or is included": r"stands? here|stands? there|stands? already",
    "by default": r"unless said",
    "usual": r"middle of (?:the|your|its) weeks|the middle of earlier|what your weeks differ by",
    "your manager": r"who leads you|whoever|of whom",
    "nudge": r"gentle notes?|the gravest",
    "the private note": r"remarks?",
    "night ping": r"broken nights?",
    "after hours": r"evenings? worked|worked into",
    "time owed": r"rest (?:is )?still open|rest owed",
    "undo": r"(?:take|takes|taking) back the last change|took back",
    "looks wrong": r"doubtful(?!`)",
    "isn't": r"(?<!there )is no (?!longer|more|less)|is none of|one that is none|are none of",
    "a regular file": r"ordinary files?",
    "is in the future": r"(?:has|have) not come yet",
    "the limit is": r"is the most that|are the most that",
    "that many, or a number": r"so many",
    "press": r"fills it in|goes on with|as it comes",
    "can wait": r"can wait to wait|what can wait to",
    "again, or anyway": r"anew|all the same",
    "quit": r"leaves? the (?:program|screen)",
    "may still be copying": r"on its way here",
    "what happened, plainly": r"nobody foresaw|whatever its name says|leads to itself|let it go on|has no part in",
    "an ask": r"carried to someone",
}
"""What to say, and a pattern of what not to say."""
BEFORE: Final = (
    "Thu 19 Nov is not told of yet; f fills it in.",
    "Tick what this file shows; whoever reads it sees no more.",
    "Something stands here that was not entered yet. Enter takes it.",
    "the same key again takes back the last change of this machine",
    "usual is the middle of your weeks",
    "12 weeks unless said",
    "Tue 3 Nov is no workday",
    "the file is no ordinary file",
    "a file of your week for who leads you",
    "11 h of rest still open",
    "The gentle notes, what they rest on, and your word on them",
    "a day that has not come yet",
    "500 is the most that is kept",
    "20 h (doubtful)",
    "two broken nights",
    "draw the screen anew",
    "something went wrong that nobody foresaw",
    "is a PDF, whatever its name says",
)
"""Sentences of earlier versions."""


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """Return each text of the program that has a space, with its place: docstrings, other strings, topics, README."""
    pages = [ROOT / "README.md", ROOT / ".github" / "CONTRIBUTING.md", *PACKAGE.rglob("*.md")]
    found = [(str(page.relative_to(ROOT)), page.read_text("utf-8")) for page in pages]
    for path in (path for path in MODULES if "demo_data" not in path.parts):  # its notes are a user's
        for line, text in _strings(ast.parse(path.read_text("utf-8"))):
            found.append((f"{path.relative_to(ROOT)}:{line}", text))
    return tuple((place, " ".join(text.split())) for place, text in found if " " in text)


def _strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the strings in `tree` with their lines, each f-string as one, with braces for its values."""
    inner: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inner.update(map(id, node.values))
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values),
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield node.lineno, node.value


def retired(text: str, pattern: str) -> str:
    """Return the part of `text` around the first match of `pattern`, empty without one."""
    found = re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE)
    return text[max(found.start() - 40, 0) : found.end() + 40] if found else ""


@pytest.mark.parametrize("plain", RETIRED)
def test_a_retired_phrase_is_used_nowhere(plain: str) -> None:
    found = [(place, part) for place, text in sentences() if (part := retired(text, RETIRED[plain]))]
    assert found == [], f"say: {plain}"


@pytest.mark.parametrize("sentence", BEFORE)
def test_a_retired_phrase_would_be_found(sentence: str) -> None:
    assert any(retired(sentence, pattern) for pattern in RETIRED.values())


def test_sentences_have_no_exclamation_mark() -> None:
    assert [(place, text) for place, text in sentences() if ".py:" in place and re.search(r"[a-z]!(?: |$)", text)] == []

"""Version, changelog, classifiers and tag agree, here and as rules."""

from __future__ import annotations

import pytest

from tests.release.version import BETA, STABLE, problems, problems_here

UNRELEASED, DATED = (
    "# Changelog\n\n## [1.0.0] - Unreleased\n\ntext\n",
    "## [1.0.0] - 2026-12-01\n\n## [0.1.0] - Unreleased\n",
)


def test_this_repository_agrees_with_itself() -> None:
    assert problems_here() == []


@pytest.mark.parametrize(
    "version, changelog, status, tag",
    [
        ("1.0.0rc1", UNRELEASED, BETA, ""),
        ("1.0.0rc1", UNRELEASED, BETA, "v1.0.0rc1"),
        ("1.0.0", UNRELEASED, STABLE, ""),
        ("1.0.0", DATED, STABLE, "v1.0.0"),
    ],
)
def test_what_fits_together(version: str, changelog: str, status: str, tag: str) -> None:
    assert problems(version, changelog, ["Environment :: Console", status], tag) == []


@pytest.mark.parametrize(
    "version, changelog, status, tag, words",
    [
        ("1.0.0", UNRELEASED, STABLE, "v1.0.0", "before the changelog has its date"),
        ("1.0.0", DATED, STABLE, "v1.0.1", "The tag is v1.0.1"),
        ("1.1.0", DATED, STABLE, "", "begins with [1.0.0]"),
        ("1.0.0", "## [1.0.0] - soon\n", STABLE, "", "ends with “soon”"),
        ("1.0.0", "no heading", STABLE, "", "begins with []"),
        ("1.0.0rc1", DATED, STABLE, "", BETA),
        ("1.0.0", DATED, BETA, "", STABLE),
        ("0.9", "## [0.9] - Unreleased\n", STABLE, "", BETA),
    ],
)
def test_what_does_not(version: str, changelog: str, status: str, tag: str, words: str) -> None:
    assert any(words in sentence for sentence in problems(version, changelog, [status], tag))

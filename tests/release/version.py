"""Whether version, changelog, classifiers and tag agree."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Final

from packaging.version import Version

from cmcheckin import __version__
from tests.house.tree import ROOT

BETA: Final = "Development Status :: 4 - Beta"
STABLE: Final = "Development Status :: 5 - Production/Stable"
_HEADING: Final = re.compile(r"^## \[([^\]]+)\](?: - (\S+))?$", re.MULTILINE)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def problems(version: str, changelog: str, classifiers: Sequence[str], tag: str = "") -> list[str]:
    """Return what doesn't fit together, as sentences; nothing if all is well.

    `version` is that of the package. The top heading of `changelog` names the version that it leads to, with a date or
    the word Unreleased. Only a final version from 1.0 is called stable. A `tag` has to be `v` and the version, and if
    that is final, the changelog needs its date.
    """
    found, parsed = [], Version(version)
    heading = _HEADING.search(changelog)
    name, dated = (heading[1], heading[2] or "") if heading else ("", "")
    if name != parsed.base_version:
        found.append(f"The changelog begins with [{name}], but the version is {version}.")
    if dated != "Unreleased" and not _DAY.fullmatch(dated):
        found.append(f"The changelog's top heading ends with “{dated}”, not with a date or Unreleased.")
    status = STABLE if parsed.major >= 1 and not parsed.is_prerelease else BETA
    if [one for one in classifiers if one.startswith("Development Status")] != [status]:
        found.append(f"The classifier of {version} must be “{status}”.")
    if tag and tag != f"v{version}":
        found.append(f"The tag is {tag}, but the version is {version}.")
    if tag and not parsed.is_prerelease and not _DAY.fullmatch(dated):
        found.append(f"{version} can't be released before the changelog has its date.")
    return found


def problems_here(tag: str = "") -> list[str]:
    """Return the problems of this repository; `tag` as in `problems`."""
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"]
    return problems(__version__, (ROOT / "CHANGELOG.md").read_text("utf-8"), classifiers, tag)

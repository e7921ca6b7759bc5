"""How values that aren't plain numbers or texts are written in a cell of the CSV, so that they can be read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final

from cmcheckin.domain.checkin import WinCheck
from cmcheckin.domain.errors import Refused
from cmcheckin.domain.fields import JSON
from cmcheckin.domain.workday import Activity
from cmcheckin.wording.record_words import YES_OR_NO

_BACKSLASHES: Final = re.compile(r"(?<!\\)(\\*)(;|\Z)")
_NUMBER: Final = r"-?[0-9]{1,20}(?:[.,][0-9]{1,20})?(?:e[+-]?[0-9]{1,3})?"
_HOURS: Final = re.compile(rf"(.+) ({_NUMBER}) h")
_LIKE_HOURS: Final = re.compile(rf".+ {_NUMBER} h\\*")
_CHECK: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?: after ([0-9]{1,5}) days)?(?:: (yes|no))?")
_LIKE_FLAG: Final = re.compile("'*(?:true|false)", re.IGNORECASE)


def join(items: Iterable[str]) -> str:
    """Return `items`, which are lines, joined by "; ". A semicolon within one gets a backslash."""
    return "; ".join(_BACKSLASHES.sub(lambda found: 2 * found[1] + (r"\;" if found[2] else ""), item) for item in items)


def split(text: str) -> list[str]:
    """Return the items that `join` put into `text`."""
    items: list[str] = []
    item, at = "", 0
    for found in _BACKSLASHES.finditer(text):
        item += text[at : found.start()] + found[1][: (len(found[1]) + (not found[2])) // 2]
        at = found.end()
        if found[2] and len(found[1]) % 2:
            item += ";"
        else:
            items.append(item.strip())
            item = ""
    return [item for item in items if item]


def activity_text(activity: Activity) -> str:
    """Return `moderation 3 h`, or `events` without hours. A name that ends like hours gets a backslash."""
    kind, hours = activity.kind, activity.hours
    if hours is None:
        return kind + "\\" if _LIKE_HOURS.fullmatch(kind) else kind
    short = f"{hours:g}"
    return f"{kind} {short if float(short) == hours else hours} h"


def read_activity(text: str) -> dict[str, JSON]:
    """Return the activity in `text` as a JSON object."""
    if found := _HOURS.fullmatch(text):
        return {"kind": found[1], "hours": read_number("activities", found[2], comma=True)}
    return {"kind": text[:-1] if text.endswith("\\") and _LIKE_HOURS.fullmatch(text) else text}


def check_text(check: WinCheck) -> str:
    """Return an answer about a win as `2026-12-20 after 30 days: yes`, without unknown parts."""
    after = "" if check.after_days is None else f" after {check.after_days} days"
    return f"{check.on}{after}" + ("" if check.holds is None else f": {YES_OR_NO[0 if check.holds else 1]}")


def read_check(text: str) -> Mapping[str, JSON]:
    """Return the answer about a win in `text` as a JSON object. Raises Refused."""
    found = _CHECK.fullmatch(text)
    if not found:
        raise Refused("checks", "must be like 2026-12-20 after 30 days: yes")
    on, days, answer = found.groups()
    return {"on": on, "after_days": days and int(days), "holds": answer and answer == YES_OR_NO[0]}


def answer_cell(answer: bool | str) -> bool | str:
    """Return an answer to one of the user's own questions as a cell: a text that looks like yes or no gets an
    apostrophe."""
    return f"'{answer}" if isinstance(answer, str) and _LIKE_FLAG.fullmatch(answer) else answer


def read_answer(cell: str) -> bool | str:
    """Return the answer in `cell`."""
    if not _LIKE_FLAG.fullmatch(cell):
        return cell
    return cell[1:] if cell.startswith("'") else cell.lower() == "true"


def read_flag(name: str, cell: str) -> bool:
    """Return whether `cell` of the column `name` is true. Raises Refused."""
    if cell.lower() not in ("true", "false"):
        raise Refused(name, "must be true or false")
    return cell.lower() == "true"


def read_number(name: str, cell: str, *, comma: bool) -> int | float:
    """Return the number in `cell` of the column `name`, with a decimal point, or with `comma` also a decimal comma.

    Raises Refused.
    """
    text = cell.strip()
    if not re.fullmatch(_NUMBER, text) or ("," in text and not comma):
        raise Refused(name, "must be a number")
    return int(text) if re.fullmatch("-?[0-9]+", text) else float(text.replace(",", "."))


def in_zone(wall: datetime, zone: tzinfo | None) -> datetime:
    """Return the wall time `wall` with its offset in `zone` (None: the machine's own). If a time occurs twice, its
    `fold` decides which is meant."""
    offset = (wall.astimezone() if zone is None else wall.replace(tzinfo=zone)).utcoffset()
    return wall.replace(tzinfo=timezone(offset or timedelta()), fold=0)

"""Find shared and exported files that still contain forgotten words. They are listed, never changed."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Final, NamedTuple

from cmcheckin.domain.errors import Refused
from cmcheckin.domain.spans import read_span
from cmcheckin.domain.week import Week
from cmcheckin.files import read_bytes
from cmcheckin.interchange.writers import FORMATS
from cmcheckin.journal import Forgotten
from cmcheckin.journal.log.files import SUFFIX
from cmcheckin.journal.log.quarantine import is_quarantined
from cmcheckin.paths import Paths
from cmcheckin.services import share_preferences
from cmcheckin.settings import Settings
from cmcheckin.sharing.shared_ids import shared_id

FILES: Final = 5_000
"""Most files searched in a folder, the most recently changed first. A folder with more is listed itself."""
SIZE: Final = 16_000_000
"""Largest file searched, in bytes. A larger one is listed as one that may contain the words."""
SHORTEST: Final = 6
"""Fewest letters and digits a text needs to be searched for; shorter ones occur in any file."""
WINS: Final = 100
"""Most wins of a day without an id of their own that are searched for by their number."""
FOLDERS: Final = 1_000
"""Most folders searched in the exports folder, and in each of those in VERSIONS."""
VERSIONS: Final = (".stversions", ".sync", ".dropbox.cache")
"""Names of folders in which Syncthing, Resilio Sync and Dropbox keep old versions of files."""
ENDINGS: Final = (*(f".{form.extension}" for form in FORMATS), ".html", ".txt", ".unfinished")
"""Ends of the names of files searched, in either case: exports, shares, reports, lists of wins, and those that were not
finished. Files without an extension are searched too, as `--out` can name one."""
_WEEK: Final = re.compile(r"-(\d{4})-W(\d\d)\.")
_WINS: Final = re.compile(r"wins-(\d{4}(?:-(?:[QH]\d|\d\d))?|all)\.")
_RANGE: Final = re.compile(r"-(\d{4}-\d\d-\d\d)-to-(\d{4}-\d\d-\d\d)\.")
_ESCAPED: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_SIGNS: Final = re.compile(r"[\W_]+")


class MatchingFiles(NamedTuple):
    """Paths of files that contain words of the day, and of files that may: their name says so, or they were too large
    or too many to search."""

    certain: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()


def find_files(paths: Paths, settings: Settings, day: date, forgotten: Forgotten | None = None) -> MatchingFiles:
    """Return the files that contain words of `day`, or may: in the exports folder, in the folders shared to, among old
    versions that sync tools keep in the home, and copies of journal files beside them.

    Searches for the texts and ids of `forgotten` and for ids made on `day`, and checks the dates in file names. Never
    raises; a folder that can't be read counts as empty.
    """
    texts = {word for text in (forgotten.texts if forgotten else ()) if len(word := _letters(text)) >= SHORTEST}
    known = [*(forgotten.ids if forgotten else ()), *(f"w-{day}-{n}" for n in range(1, WINS + 1))]
    ids = {f'"{id_}"' for id_ in (*known, *_shared_ids(paths, known))} | {f'"w-{day}-', f'"e-{day}-'}
    certain: dict[str, None] = {}
    possible: dict[str, None] = {}
    for path in _copies_of_journal(str(paths.journal)):
        if (contains := _contains(path, texts, ids)) is not False:
            (certain if contains else possible)[path] = None
    for folder in _folders(paths, settings):
        files = _files(folder)
        if len(files) > FILES:  # list the folder for the files that aren't searched
            possible[folder] = None
        by_path = {path: _contains(path, texts, ids) for path in files[:FILES]}
        stems = {os.path.splitext(path)[0] for path, contains in by_path.items() if contains}  # noqa: PTH122
        for path, contains in by_path.items():
            if contains or os.path.splitext(path)[0] in stems:  # noqa: PTH122  a page beside the JSON with the ids
                certain[path] = None
            elif contains is None or _covers(path, day):
                possible[path] = None
    return MatchingFiles(tuple(sorted(certain)), tuple(sorted(possible)))


def _shared_ids(paths: Paths, ids: Iterable[str]) -> Iterator[str]:
    """Yield what `ids` are called in share files."""
    with suppress(Refused, OSError):
        if secret := share_preferences.load(paths.share).secret:
            yield from (shared_id(secret, id_) for id_ in ids)


def _folders(paths: Paths, settings: Settings) -> Iterator[str]:
    folders = [str(paths.exports), *_folders_in(str(paths.exports))]
    if settings.share_folder:
        folders.append(os.path.expanduser(settings.share_folder))  # noqa: PTH111
    with suppress(Refused, OSError):
        folders += share_preferences.load(paths.share).folders
    folders += _old_versions(paths)
    yield from {os.path.realpath(folder): folder for folder in folders}.values()


def _folders_in(folder: str) -> list[str]:
    """Return the folders in `folder`, at most FOLDERS, such as those with a file for each day."""
    with suppress(OSError), os.scandir(folder) as entries:
        return [entry.path for entry in islice(entries, FOLDERS) if entry.is_dir(follow_symlinks=False)]
    return []


def _old_versions(paths: Paths) -> Iterator[str]:
    """Yield the folders in which sync tools keep old versions of files of the home."""
    for above in (paths.data, paths.journal, paths.drafts, paths.backups):
        for name in VERSIONS:
            yield from (folder for folder, _, _ in islice(os.walk(above / name), FOLDERS))


def _copies_of_journal(folder: str) -> Iterator[str]:
    """Yield the files that a user or an editor made of journal files in `folder`, such as `2026.a-1.jsonl.bak`."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            _, is_journal, ending = entry.name.partition(SUFFIX)
            if is_journal and ending and not is_quarantined(entry.name) and entry.is_file(follow_symlinks=False):
                yield entry.path


def _files(folder: str) -> list[str]:
    """Return the paths in `folder` with one of ENDINGS, the most recently changed first."""
    dated: list[tuple[float, str]] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                name = entry.name.lower()
                if (name.endswith(ENDINGS) or "." not in name) and entry.is_file(follow_symlinks=False):
                    dated.append((entry.stat(follow_symlinks=False).st_mtime, entry.path))
    return [path for _, path in sorted(dated, reverse=True)]


def _contains(path: str, texts: Iterable[str], ids: Iterable[str]) -> bool | None:
    """Return whether the file at `path` contains any of `texts` or `ids`; None if it is too large or can't be read."""
    try:
        raw = read_bytes(path, limit=SIZE)[0].decode("utf-8", "replace")
    except OSError:
        return None
    if any(id_ in raw for id_ in ids):
        return True
    # What looks like a tag or an escape may be what the user typed, so the file is also searched as it is.
    forms = dict.fromkeys((raw, _TAG.sub("", raw), _ESCAPED.sub(_unescaped, raw)))
    return any(text in plain for plain in map(_letters, forms) for text in texts)


def _unescaped(match: re.Match[str]) -> str:
    """Return the character of an escape in JSON, or nothing for a line end and other signs."""
    return chr(int(match[1], 16)) if match[1] else ""


def _letters(text: str) -> str:
    """Return only the letters and digits of `text`, so that escapes and line ends don't hide a match."""
    return _SIGNS.sub("", html.unescape(text)).casefold()


def _covers(path: str, day: date) -> bool:
    """Return whether the dates in the file name of `path` cover `day`, as in names of shares, reports, lists of
    wins and files of a day."""
    name = path.rpartition("/")[2]
    if name.startswith(day.isoformat()):
        return True
    with suppress(ValueError):
        if week := _WEEK.search(name):
            return Week.of(day) == Week(int(week[1]), int(week[2]))
        if days := _RANGE.search(name):
            return date.fromisoformat(days[1]) <= day <= date.fromisoformat(days[2])
        if period := _WINS.match(name):
            span = read_span(period[1], day)
            return span.first <= day <= span.last
    return False

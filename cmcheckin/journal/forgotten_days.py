"""Leave out the words of forgotten days while lines are read, and note which of them were erased from this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import time
from typing import TYPE_CHECKING, Final

from cmcheckin.domain.days import DAY_STARTS_AT
from cmcheckin.files import make_folder, read_bytes, write_file
from cmcheckin.journal.errors import JournalError
from cmcheckin.journal.keys import DATED, number, place_of
from cmcheckin.journal.log.lines import Doc, Line, LineKey, change_line, read_change
from cmcheckin.journal.log.seen import NOTHING, device_of, has_seen
from cmcheckin.journal.markers import Marker, read_marker

if TYPE_CHECKING:
    from cmcheckin.domain.conflicts import FieldConflict
    from cmcheckin.domain.records import Record
    from cmcheckin.journal.scrubbing import Words
    from cmcheckin.journal.vault import HomeVault

WHY: Final = "forget"
"""The reason in the line of a marker."""
NOTES: Final = "forgotten."
"""How the name of the file with notes begins, in the cache folder."""


def notes_path(cache: str, device: str) -> str:
    """Return the path of the notes of `device` in the folder `cache`."""
    return f"{cache}/{NOTES}{device}.jsonl"


class ForgottenDays:
    """The markers of a journal, by the key of their line. `notes`: the file with those whose words were erased from the
    files of this machine."""

    def __init__(self, notes: str, day_starts_at: time = DAY_STARTS_AT, vault: HomeVault | None = None) -> None:
        self.notes, self.vault = notes, vault
        self.day_starts_at = day_starts_at
        self._erased: dict[LineKey, frozenset[str]] = {}
        """The noted markers, each with the sources that still had words then: those of other devices. Later backups
        have copies of them, so the files are searched again when these devices have erased them."""
        self._words: dict[LineKey, Words] = {}
        self._days: set[str] = set()
        """The document ids of the forgotten days."""
        self.redacted: set[LineKey] = set()
        """The lines with words that were left out, in the last read of all lines."""
        self._has_read_all = False
        self._take_notes()

    @property
    def markers(self) -> dict[LineKey, Marker]:
        """The markers, in the order of their lines."""
        return {key: self._words[key].marker for key in sorted(self._words)}

    @property
    def _sources(self) -> set[str]:
        """The sources of the redacted lines."""
        return {source for _, _, source, _ in self.redacted}

    def unfinished(self, device: str) -> dict[LineKey, Marker]:
        """Return the markers whose words are not erased yet from the files of this machine, which writes as `device`:
        all of them if old files brought words back."""
        left = frozenset[str]().union(*self._erased.values())
        again = any(device_of(source) == device for source in self._sources - left)
        return {
            key: marker
            for key, marker in self.markers.items()
            if again or key not in self._erased or (self._has_read_all and self._erased[key] - self._sources)
        }

    def is_interrupted(self, key: LineKey, device: str) -> bool:
        """Return whether `device`, this machine, made the marker with this `key` and has not erased its own lines yet,
        which it does last."""
        has_words = any(device_of(source) == device for source in self._sources)
        return has_words and key not in self._erased and device_of(key[2]) == device

    def applied(self, lines: list[tuple[LineKey, Line]]) -> list[tuple[LineKey, Line]]:
        """Return `lines`, all of the journal, without forgotten words. A line keeps its own if it had seen the
        marker."""
        self._words.clear()
        self.redacted.clear()
        self._take_notes()
        self._has_read_all = True
        self._add((key, line) for key, line in lines if "forget" in line)
        return [(key, self._applied(key, line)) for key, line in lines] if self._words else lines

    def _applied(self, key: LineKey, line: Line) -> Line:
        found = line
        for words in self._unseen(key, line) if self._may_have_words(line) else ():
            found = words.cleaned(found)
        if found is not line:
            self.redacted.add(key)
        return found

    def _may_have_words(self, line: Line) -> bool:
        """Return whether `line` has a record of a forgotten day, or an escalation or reply, which may have texts of any
        day."""
        parts = [line[name] for name in ("put", "edit", "also") if name in line]
        return any(
            "escalations" in tables
            or "reply_states" in tables
            or any(not self._days.isdisjoint(tables.get(table, ())) for table in DATED)
            for tables in parts
        )

    def _unseen(self, key: LineKey, line: Line) -> Iterator[Words]:
        """Yield the words to leave out of `line`: those of the markers that it had not seen."""
        for marker, words in self._words.items():
            if not has_seen(key, line.get("seen", NOTHING), marker):
                yield words

    def concern(self, lines: Iterable[tuple[LineKey, Line]]) -> bool:
        """Return whether one of `lines`, read after others, is a marker or had not seen one. All lines must be read
        again then, since a changed field doesn't show to which day it belongs."""
        return any("forget" in line or any(self._unseen(key, line)) for key, line in lines)

    def record(self, record: Record, saved: Record | None) -> Record:
        """Return `record`, from outside the journal, without words of forgotten days, except those that the journal has
        again in `saved`."""
        if not self._words or record == saved:
            return record
        from cmcheckin.domain.records import decode  # as below
        from cmcheckin.journal.records import document

        doc, known = document(record), document(saved) if saved is not None else {}
        cleaned, known_cleaned = doc, known
        place = place_of(record.key)
        for words in self._words.values():
            cleaned, known_cleaned = words.document(*place, cleaned), words.document(*place, known_cleaned)
        if cleaned == doc:
            return record
        return decode({"type": record.key.type, **_with_words(cleaned, known, known_cleaned)}, self.day_starts_at)

    def has_words(self, record: Record, conflict: FieldConflict) -> bool:
        """Return whether a value in `conflict`, of a field of `record`, has words of a forgotten day."""
        if not self._words:
            return False
        from cmcheckin.domain.conflicts import value_at, with_value
        from cmcheckin.domain.records import decode, encode  # as below

        field = conflict.field
        raws = [with_value(encode(record), field, one.value) for one in conflict.values]
        cleaned = [encode(self.record(decode(raw, self.day_starts_at), None)) for raw in raws]
        return any(value_at(new, field) != value_at(raw, field) for new, raw in zip(cleaned, raws, strict=True))

    def note(self, keys: Iterable[LineKey]) -> None:
        """Note that the words of the markers with these `keys` are erased from the files of this machine. All lines
        must be read between that and the note. Without a note the files are searched again."""
        erased = {**self._erased, **{key: frozenset(self._sources) for key in keys if key in self._words}}
        lines = (
            change_line(at, WHY, {"forget": self._words[at].marker.raw(), "left": sorted(left)})
            for at, left in sorted(erased.items())
        )
        with suppress(OSError):
            make_folder(self.notes.rpartition("/")[0])
            data = b"".join(lines)
            write_file(self.notes, data if self.vault is None else self.vault.sealed(data), locked=True)
            self._erased = erased

    def _take_notes(self) -> None:
        """Read the noted markers. They count even if the journal lacks their lines, as an older copy may have replaced
        its files."""
        self._erased = {}
        with suppress(OSError):
            data = read_bytes(self.notes)[0]
            with suppress(JournalError):  # while it is locked, nothing is read that has words
                data = data if self.vault is None else self.vault.opened(data)
            lines = list(_readable(data.split(b"\n")))
            self._add(lines)
            self._erased = {key: frozenset(line.get("left", ())) for key, line in lines if key in self._words}

    def _add(self, lines: Iterable[tuple[LineKey, Line]]) -> None:
        for key, line in lines:
            from cmcheckin.journal.scrubbing import Words  # only needed after something was forgotten

            if key not in self._words and (marker := read_marker(line["forget"])) is not None:
                self._words[key] = Words(marker, self.day_starts_at)
                self._days.add(str(number(marker.day)))


def _with_words(doc: Doc, known: Doc, known_cleaned: Doc) -> Doc:
    """Return `doc` with the words that are in `known` and not in `known_cleaned`."""
    found = dict(doc)
    for name, value in known.items():
        without = known_cleaned.get(name)
        if without == value:
            continue
        if isinstance(value, dict):
            found[name] = {**value, **found.get(name, {})}
        elif isinstance(value, list):
            found[name] = [*found.get(name, []), *(item for item in value if item not in (without or ()))]
        else:
            found[name] = value
    return found


def _readable(raws: Iterable[bytes]) -> Iterator[tuple[LineKey, Line]]:
    for raw in raws:
        with suppress(ValueError):
            key, line = read_change(raw)
            if "forget" in line:
                yield key, line

"""The export opened in a real spreadsheet: days are days, numbers are numbers, and nothing is a formula."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.cli.cli_runs import Cli

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "  =1+1", '=HYPERLINK("http://example.invalid")', "a; =1+1",
    "=cmd|' /C calc'!A0", "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff20SUM(1)", "\u00a0=1+1", "\u3000=1+1",
    '"=1+1"', "a,=1+1", "a\t=1+1", "a|=1+1",
)  # fmt: skip
LINES = 'Grüße aus Köln 🙂\n"quoted", and; parted\n=1+1\n日本語 שלום'
AT = "2026-11-18T02:10:00+01:00"
RECORDS: tuple[dict[str, Any], ...] = (
    *(
        {"type": "checkin", "date": f"2026-10-{n:02}", "logged_at": f"2026-10-{n:02}T08:30:00+02:00", "mood": 2,
         "note": text, "wins": [{"text": text, "from": text}], "feelings": [text.strip()[:20], "calm"],
         "community": {"feels": text}, "metrics": {"first response": -3.5, text.strip()[:40]: 12.25}}
        for n, text in enumerate(FORMULAS, 1)
    ),
    {"type": "checkin", "date": "2026-11-01", "mood": 4, "note": LINES},
    *(
        {"type": "escalation", "id": f"=1+{n}", "title": text, "opened": AT, "resolved": "2026-11-19T14:05:00+01:00",
         "cause": text, "handed_to": text, "outcome": text, "status": "resolved", "minutes": 90, "severity": 3,
         "could_wait": True, "updates": [{"at": "2026-11-18T09:15:00+01:00", "text": text}]}
        for n, text in enumerate(FORMULAS, 1)
    ),
    {"type": "workday", "date": "2026-11-19", "kind": "work", "hours": 9.25, "start": "09:00", "end": "18:45",
     "after_hours_minutes": 45},
    {"type": "nudge_state", "kind": "=1+1", "at": "2026-11-19T09:00:00+01:00", "action": "snooze",
     "until": "2026-12-03"},
)  # fmt: skip
KINDS = {
    "date": {"date"}, "opened": {"date"}, "resolved": {"date"}, "logged_at": {"date"}, "at": {"date"},
    "until": {"date"}, "start": {"time"}, "end": {"time"}, "hours": {"float"}, "mood": {"float"}, "severity": {"float"},
    "minutes": {"float"}, "after_hours_minutes": {"float"}, "could_wait": {"boolean"},
    "metric first response": {"float"},
}  # fmt: skip
"""Types of the cells of these columns in a spreadsheet. All others are text."""


def cells(file: Path) -> Iterator[list[ElementTree.Element | None]]:
    """Yield the rows of a LibreOffice `file`, with repeated cells written out."""
    for row in ElementTree.parse(file).iter(f"{TABLE}table-row"):  # noqa: S314 (written just now)
        made: list[ElementTree.Element | None] = []
        for cell in row.iter(f"{TABLE}table-cell"):
            times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            made += [cell if cell.get(f"{VALUE}value-type") else None] * min(times, 200)
        if any(cell is not None for cell in made):
            yield made


def shown(cell: ElementTree.Element | None) -> str:
    """Return the text of `cell`, with its line breaks."""
    return "" if cell is None else "\n".join("".join(line.itertext()) for line in cell)


@pytest.mark.skipif(
    OFFICE is None,
    reason="no LibreOffice, so no table was opened (Debian: apt-get install libreoffice-calc)",
)
def test_libreoffice_reads_days_as_days_and_finds_no_formula(cli: Cli, tmp_path: Path) -> None:
    taken = cli.import_records(list(RECORDS))
    assert taken.code == 0, taken.err
    written = tmp_path / "all.csv"
    assert cli("export", "--format", "csv", "--out", str(written)).code == 0
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--infilter=CSV:44,34,76,1,,1033", "--convert-to", "fods", "--outdir", str(tmp_path), str(written)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    header, *rows = cells(tmp_path / "all.fods")
    names = [shown(cell) for cell in header]
    assert names[0] == "type"
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for name, cell in zip(names, row, strict=False):
            if cell is not None:
                assert cell.get(f"{TABLE}formula") is None, shown(cell)
                kinds.setdefault(name, set()).add(cell.get(f"{VALUE}value-type", ""))
    assert {name: kind for name, kind in kinds.items() if name in KINDS} == KINDS
    own = {name for name in kinds if name.startswith("metric ")}
    assert len(own) > len(FORMULAS) / 2
    assert all(kinds[name] == {"float"} for name in own)
    assert {name for name, kind in kinds.items() if kind != {"string"}} <= set(KINDS) | own

    days = {cell.get(f"{VALUE}date-value") for row in rows for cell in row if cell is not None}
    assert {f"2026-10-{n:02}" for n in range(1, len(FORMULAS) + 1)} <= days
    assert {"2026-10-01T08:30:00", "2026-11-18T02:10:00", "2026-11-18", "2026-12-03", "2026-11-18T09:15:00"} <= days
    [workday] = [row for row in rows if shown(row[0]) == "workday"]
    times = [cell.get(f"{VALUE}time-value") for cell in workday if cell is not None]
    assert {"PT09H00M00S", "PT18H45M00S"} <= set(times)
    numbers = [cell.get(f"{VALUE}value") for row in rows for cell in row if cell is not None]
    assert numbers.count("-3.5") == len(FORMULAS)
    assert "9.25" in numbers

    text = names.index("text")
    [said] = [shown(row[text]) for row in rows if "Köln" in shown(row[text])]
    assert said == LINES.replace("\n=", "\n'=")


@pytest.mark.skipif(
    OFFICE is None,
    reason="no LibreOffice, so no table was saved (Debian: apt-get install libreoffice-calc)",
)
@pytest.mark.parametrize(("argv", "sign", "language"), [((), 44, 1033), (("--decimal", "comma"), 59, 1031)])
def test_a_file_saved_by_libreoffice_is_imported_unchanged(
    cli: Cli, tmp_path: Path, argv: tuple[str, ...], sign: int, language: int
) -> None:
    assert cli.import_records(list(RECORDS)).code == 0
    written, saved = tmp_path / "all.csv", tmp_path / "saved"
    assert cli("export", "--format", "csv", "--out", str(written), *argv).code == 0
    table = f"{sign},34,76,1,,{language},false,true"
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         f"--infilter=CSV:{table}", "--convert-to", f"csv:Text - txt - csv (StarCalc):{table},false",
         "--outdir", str(saved), str(written)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert (saved / "all.csv").read_bytes() != written.read_bytes()
    other = Cli(tmp_path / "other")
    done = other("import", str(saved / "all.csv"))
    assert done.code == 0, done.err
    assert other("export", "--format", "csv").out == cli("export", "--format", "csv").out


def test_csv_is_marked_as_utf_8(cli: Cli, tmp_path: Path) -> None:
    """Without the mark, Excel reads the table in a legacy encoding, and `ü` as two characters."""
    cli.import_records([{"type": "checkin", "date": "2026-11-18", "note": "Grüße"}])
    assert cli("export", "--format", "csv", "--out", str(tmp_path / "all.csv")).code == 0
    raw = (tmp_path / "all.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbftype,")
    assert raw.count(b"\xef\xbb\xbf") == 1
    [row] = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert (row["type"], row["text"]) == ("checkin", "Grüße")

"""The export opened by a real spreadsheet: days are days, numbers are numbers, and nothing is reckoned."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli_runs import Cli

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "  =1+1", '=HYPERLINK("http://example.invalid")', "a; =1+1")


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine, so no spreadsheet was opened")
def test_libreoffice_reads_days_as_days_and_finds_no_formula(cli: Cli, tmp_path: Path) -> None:
    taken = cli.take([
        {"type": "checkin", "date": f"2026-11-{n:02}", "logged_at": f"2026-11-{n:02}T08:30:00+01:00", "mood": 2,
         "note": text, "wins": [{"text": text, "from": text}], "feelings": [text.strip()[:20]],
         "metrics": {"first response": -3.5}}
        for n, text in enumerate(FORMULAS, 1)
    ] + [{"type": "escalation", "id": "=1+1", "title": "=1+1", "opened": "2026-11-18T02:10:00+01:00"}])  # fmt: skip
    assert taken.code == 0, taken.err
    assert cli("export", "--format", "csv", "--out", str(tmp_path / "all.csv")).code == 0
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--infilter=CSV:44,34,76,1", "--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / "all.csv")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    cells = list(ElementTree.parse(tmp_path / "all.fods").iter(f"{CELL}table-cell"))  # noqa: S314 (written just now)
    assert [cell.get(f"{CELL}formula") for cell in cells if cell.get(f"{CELL}formula")] == []
    kinds = [cell.get(f"{VALUE}value-type") for cell in cells]
    days = [cell.get(f"{VALUE}date-value") for cell in cells if cell.get(f"{VALUE}value-type") == "date"]
    assert {f"2026-11-{n:02}" for n in range(1, len(FORMULAS) + 1)} <= set(days)
    assert {"2026-11-01T08:30:00", "2026-11-18T02:10:00", "2026-11-18"} <= set(days)
    assert [cell.get(f"{VALUE}value") for cell in cells].count("-3.5") == len(FORMULAS)
    assert kinds.count("string") > len(FORMULAS)

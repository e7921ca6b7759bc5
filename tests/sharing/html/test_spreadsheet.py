"""The pages opened in a real spreadsheet: no text is evaluated."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cmcheckin.domain.text import FORMULA
from cmcheckin.report import html as report_html
from cmcheckin.report.model import Report, ReportLine, ReportPart
from cmcheckin.sharing.html import share as share_html
from cmcheckin.sharing.html.text import user
from cmcheckin.sharing.recognition import UnreadFile
from cmcheckin.sharing.share_file import ShareFile, ShareMetric, ShareWin
from tests.sharing.html import page_examples, team_made

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
FORMULAS = (
    "=1+1", '=HYPERLINK("http://example.invalid";"here")', "+1+1", "-1+1", "@SUM(1)", "  =1+1", "\uff1d1+1",
    "=cmd|\' /C calc\'!A0", "=WEBSERVICE(\"http://example.invalid\")", "\u2060=1+1", "\u200e=1+1",
)  # fmt: skip
DAY = date(2026, 11, 17)


def share(number: int, text: str) -> ShareFile:
    """Return a share file with `text` in every text field."""
    week = replace(page_examples.WEEK, community_feels=(text,), metrics=(ShareMetric(text, 3, text),))
    item = replace(page_examples.ESCALATIONS[0], id="e-1", title=text, cause=text, handed_to=text, outcome=text)
    wins = tuple(ShareWin(f"w-{kind}", DAY, text, kind, text) for kind in ("thanks", "event"))
    return replace(
        page_examples.FULL, person=f"p-{number}", name=text, help=text, weeks=(week,), wins=wins, escalations=(item,),
        asks=(replace(item, kind="ask"),),
    )  # fmt: skip


def pages() -> dict[str, str]:
    """Return pages of a share, a team and a report, full of formulas."""
    files = [share(n, text) for n, text in enumerate(FORMULAS)]
    lines = tuple(ReportLine(str(n), text) for n, text in enumerate(FORMULAS))
    made = {f"share-{n}": share_html.render_share_page(file) for n, file in enumerate(files)}
    unread = [UnreadFile(text, text) for text in FORMULAS]
    made["team"] = team_made.page(files, DAY, unread)
    made["report"] = report_html.render_report_page(Report(DAY, DAY, (ReportPart("well", "=1+1", lines),)))
    return made


@pytest.mark.slow
@pytest.mark.skipif(
    OFFICE is None,
    reason="no LibreOffice, so no page was opened (Debian: apt-get install libreoffice-calc)",
)
def test_libreoffice_finds_no_formula_in_any_page(tmp_path: Path) -> None:
    written = {name: tmp_path / f"{name}.html" for name in pages()}
    for name, page in pages().items():
        written[name].write_text(page, encoding="utf-8")
    done = _converted(tmp_path, list(written.values()))
    for file in done:
        assert [cell.get(f"{TABLE}formula") for cell in _cells(file) if cell.get(f"{TABLE}formula")] == []
    told = "\n".join("".join(cell.itertext()) for file in done for cell in _cells(file))
    assert told.count("=1+1") > len(FORMULAS)
    assert "#" not in told.replace("#help", "")  # as in #NAME?
    assert "Err:" not in told


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice (Debian: apt-get install libreoffice-calc)")
def test_libreoffice_would_find_one(tmp_path: Path) -> None:
    (tmp_path / "bare.html").write_text("<table><tr><td>=1+1</td></tr></table><p>=2+2</p>")
    [file] = _converted(tmp_path, [tmp_path / "bare.html"])
    assert sum(cell.get(f"{TABLE}formula") is not None for cell in _cells(file)) == 2


@pytest.mark.parametrize("sign", FORMULA)
def test_what_begins_as_a_formula_begins_with_something_else(sign: str) -> None:
    assert user(f" {sign}1") == f"\u2060<bdi>{sign}1</bdi>"
    assert user(f"1{sign}1") == f"<bdi>1{sign}1</bdi>"


def _converted(folder: Path, files: Sequence[Path]) -> list[Path]:
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--infilter=HTML (StarCalc)", "--convert-to", "fods", "--outdir", str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return [file.with_suffix(".fods") for file in files]


def _cells(file: Path) -> list[ElementTree.Element]:
    return list(ElementTree.parse(file).iter(f"{TABLE}table-cell"))  # noqa: S314 (written just now)

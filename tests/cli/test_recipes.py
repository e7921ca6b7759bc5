"""The recipes of `cmcheckin help recipes` do what they say, each run exactly as shown."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from cmcheckin.sharing.codec import share_bytes
from cmcheckin.sharing.share_file import ShareEscalation
from cmcheckin.wording.topics import read_topic
from tests.cli.cli_runs import Cli
from tests.cli.test_spreadsheet import OFFICE
from tests.sharing.team_examples import share, write_team

TOPIC = read_topic("recipes")
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def recipe(language: str, number: int = 0) -> str:
    """Return code block `number` of the topic in `language`, which is empty for commands."""
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```\n", TOPIC, re.DOTALL | re.MULTILINE)
    return found[number]


def needs(package: str) -> pytest.MarkDecorator:
    """Skip a test without `package`."""
    is_missing = importlib.util.find_spec(package) is None
    return pytest.mark.skipif(is_missing, reason=f"no {package}: pip install -r requirements.lock")


def export(cli: Cli, folder: Path, command: str) -> None:
    """Log three weeks and export them with `command` into `folder`."""
    cli.import_records(
        {"type": "workday", "date": f"2026-11-{day:02}", "kind": "work", "hours": 7.5, "start": "09:00"}
        for day in (2, 3, 9, 10, 16)
    )
    cli.import_records(
        {"type": "checkin", "date": f"2026-11-{day:02}", "mood": 2, "answers": {"lunch": True}} for day in (3, 17)
    )
    cli.import_records([{"type": "escalation", "id": "e-1", "title": "Spam", "opened": "2026-11-10T23:10:00+01:00"}])
    out = command.replace("days.csv", str(folder / "days.csv"))
    assert cli(*shlex.split(out)[1:]).code == 0


def run(code: str, folder: Path) -> str:
    """Return what the Python `code` prints in `folder`."""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs("pandas")
def test_pandas(cli: Cli, tmp_path: Path) -> None:
    export(cli, tmp_path, recipe(""))
    shown = [line.split() for line in run(recipe("python"), tmp_path).splitlines()]
    assert ["2026-W45", "15.0", "2.0"] in shown
    assert ["Tuesday", "7.5", "2.0"] in shown
    export(cli, tmp_path, f"{recipe('', 1).strip()} --replace")
    (call,) = re.findall(r"`(pandas\.read_csv\(.*?\))`", TOPIC)
    kinds = run(f"import pandas\nprint(({call}).dtypes.to_dict())", tmp_path)
    assert "'hours': dtype('float64')" in kinds
    assert "'is_workday': dtype('bool')" in kinds


@needs("duckdb")
def test_duckdb(cli: Cli, tmp_path: Path) -> None:
    export(cli, tmp_path, recipe(""))
    queries = [query for query in recipe("sql").split(";") if query.strip()]

    def rows(query: str) -> str:
        return run(f"import duckdb\nprint(*duckdb.sql({query!r}).fetchall(), sep='\\n')", tmp_path)

    assert rows(queries[0]).splitlines() == [
        "('2026-W47', 7.5, 2.0, 0)", "('2026-W46', 15.0, None, 1)", "('2026-W45', 15.0, 2.0, 0)",
    ]  # fmt: skip
    assert rows(queries[1]).splitlines() == [
        "(datetime.date(2026, 11, 3), 2, 7.5)", "(datetime.date(2026, 11, 17), 2, 7.5)",
    ]  # fmt: skip
    export(cli, tmp_path, f"{recipe('', 1).strip()} --replace")
    (table,) = re.findall(r"`(read_csv\(.*?\))`", TOPIC)
    assert rows(queries[0].replace("'days.csv'", table)).startswith("('2026-W47', 7.5, 2.0, 0)")


@needs("duckdb")
def test_duckdb_reads_what_people_shared(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    write_team(folder, people=3, weeks=4)
    spam = ShareEscalation("e-1", "Spam", date(2026, 11, 3), "safety", 4, cause="a storm")
    newest = share(0)
    (folder / "newer.json").write_bytes(share_bytes(replace(newest, escalations=(*newest.escalations, spam))))
    later = replace(cli, now="2026-11-23T08:30:00+01:00")
    for command in re.findall(r"^cmcheckin review .* --jsonl .*", TOPIC, re.MULTILINE):
        words = shlex.split(command)
        done = later("review", str(folder), *words[3 : words.index(">")])
        assert done.code == 0
        (tmp_path / words[-1]).write_text(done.out)
    causes, weeks = (
        run(f"import duckdb\nprint(*duckdb.sql({query!r}).fetchall(), sep='\\n')", tmp_path)
        for query in recipe("sql", 1).split(";")
        if query.strip()
    )
    assert "('a storm', 1, datetime.date(2026, 11, 3))" in causes
    shown = [line.split(", ") for line in weeks.splitlines()]
    assert [line[:2] for line in shown] == [[f"('2026-W{week}'", "3"] for week in (47, 46, 45, 44)]


@pytest.mark.skipif(
    OFFICE is None, reason="no LibreOffice, so no table was opened (Debian: apt-get install libreoffice-calc)"
)
@pytest.mark.parametrize("locale", ["1031", "1036", "3082"])
def test_a_spreadsheet_of_a_country_with_a_decimal_comma(cli: Cli, tmp_path: Path, locale: str) -> None:
    assert locale in TOPIC
    export(cli, tmp_path, recipe("", 1))
    command = shlex.split(recipe("", 2).replace("\\\n", " ").replace("1031", locale))
    assert command[0] == "soffice"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run([str(OFFICE), profile, *command[1:]], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    rows = sheet(tmp_path / "days.xlsx")
    first = dict(zip(rows[0], rows[1], strict=False))
    assert first["week"] == "2026-W45"
    assert (float(first["hours"]), first["is_workday"]) == (7.5, "true")
    assert float(first["date"]) == 46328  # days since 1899-12-30
    assert float(first["start"]) == pytest.approx(9 / 24)


def sheet(path: Path) -> list[list[str]]:
    """Return the cell values of the .xlsx file at `path`, by row: texts unchanged, and dates as numbers."""
    with ZipFile(path) as archive:
        texts = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 (written just now)
        table = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    shared = ["".join(text.itertext()) for text in texts.iter(f"{CELL}si")]
    found = []
    for row in table.iter(f"{CELL}row"):
        cells: dict[int, str] = {}
        for cell in row.iter(f"{CELL}c"):
            value = cell.findtext(f"{CELL}v")
            if value is not None:
                cells[_column(cell.get("r", ""))] = shared[int(value)] if cell.get("t") == "s" else value
        found.append([cells.get(at, "") for at in range(max(cells) + 1)])
    return found


def _column(name: str) -> int:
    """Return the number of the column of a cell called `name`: 0 for A1, 26 for AA1."""
    number = 0
    for letter in re.sub(r"\d", "", name):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

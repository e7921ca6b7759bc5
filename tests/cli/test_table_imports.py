"""A table from any program, imported from the command line by naming its columns once."""

from __future__ import annotations

from pathlib import Path

from tests.cli.cli_runs import Cli

TABLE = "Datum;Laune von 10;Stunden;Notizen\n9.3.2026;8;7,5;Guter Tag\n10.3.2026;3;90 min;\n"


def test_a_table_is_imported_by_its_columns_which_are_remembered(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "table.txt"
    file.write_text(TABLE)
    answers = ("--answer", "column mood = Laune von 10", "--answer", "scale mood = 1-10")
    done = cli("import", str(file), *answers, "--yes")
    assert done.code == 0, done.err
    assert "Columns: date = Datum, hours = Stunden, mood = Laune von 10, note = Notizen" in done.out + done.err
    first, second, *workdays = cli.records()
    assert (first["date"], first["mood"], first["note"]) == ("2026-03-09", 4, "Guter Tag")
    assert (second["date"], second["mood"]) == ("2026-03-10", 2)
    assert [(day["type"], day["date"], day["hours"]) for day in workdays] == [
        ("workday", "2026-03-09", 7.5),
        ("workday", "2026-03-10", 1.5),
    ]
    file.write_text(TABLE + "11.3.2026;10;8;\n")
    again = cli("import", str(file), "--yes")
    assert again.code == 0, again.err
    assert [record["mood"] for record in cli.records() if record["type"] == "checkin"] == [4, 2, 5]
    assert cli("undo").code == 0
    assert len(cli.records()) == 4


def test_dates_that_could_be_either_are_asked_and_nothing_is_changed(cli: Cli) -> None:
    table = "date,hours\n3/4/2026,8\n"
    refused = cli("import", "-", "--yes", stdin=table)
    assert refused.code == 3
    assert "Does 3/4/2026 start with the day or the month?" in refused.err
    assert cli.records() == []
    assert cli("import", "-", "--yes", "--answer", "dates month-first", stdin=table).code == 0
    assert [record["date"] for record in cli.records()] == ["2026-03-04"]


def test_a_table_without_anything_known_asks_for_its_columns(cli: Cli) -> None:
    table = "when,poem\n2026-03-09,a word\n"
    refused = cli("import", "-", "--yes", stdin=table)
    assert refused.code == 3
    assert "Which column has the note? (when, poem, -)" in refused.err
    assert cli("import", "-", "--yes", "--answer", "column note = poem", stdin=table).code == 0
    assert [record["note"] for record in cli.records()] == ["a word"]

"""`help-now` works whatever is wrong with anything else."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from cmcheckin.wording import support as words
from tests.cli.cli_runs import Cli

PAGE = ("116 123", "85258", "988", "13 11 14", "findahelpline.com", "112", "999", "911", "000", "50808")


def test_the_page_needs_no_home_and_writes_nothing(cli: Cli) -> None:
    done = cli("help-now")
    assert (done.code, done.err) == (0, "")
    assert not cli.home.exists()


def test_without_a_country_every_line_is_listed(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('timezone = "Europe/Berlin"\n')
    out = cli("help-now").out
    assert all(text in out for text in PAGE)
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("config", "there", "not_there"),
    [
        ('[support]\ncountry = "gb"\n', ("85258", "999"), ("13 11 14", "50808")),
        ('[support]\ncountry = "UK"\n', ("85258", "999"), ("13 11 14",)),
        ('[support]\ncountry = "DE"\n', ("findahelpline.com", "112 in Europe"), ("85258",)),
        ('timezone = "Europe/Dublin"\n', ("50808", "112 or 999"), ("85258",)),
        ('timezone = "America/Toronto"\n', ("988", "911"), ("116 123",)),
        ('timezone = "Australia/Perth"\n', ("0477 13 11 14", "000"), ("116 123",)),
    ],
)
def test_a_country_has_its_own_lines(cli: Cli, config: str, there: tuple[str, ...], not_there: tuple[str, ...]) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(config)
    out = cli("help-now").out
    assert all(text in out for text in there)
    assert not any(text in out for text in not_there)


def test_own_people_come_first_then_assistance_then_lines(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text(
        '[support]\nhelpline = "Lokal 123"\nemployee_assistance = "0800 1"\nmanager = "Ada"\npeer = ["Sam", "Kim"]\n'
    )
    out = cli("help-now").out
    paths = [out.index(text) for text in ("Ada", "Sam", "Kim", "0800 1", "Lokal 123", "findahelpline", "Emergency")]
    assert paths == sorted(paths)


@pytest.mark.parametrize("broken", ["config", "clock", "journal", "home"])
def test_the_page_is_shown_whatever_is_broken(cli: Cli, broken: str) -> None:
    cli.home.mkdir()
    if broken == "config":
        (cli.home / "config.toml").write_bytes(b"\xff[support\n")
    elif broken == "clock":
        cli.now = "whenever"
    elif broken == "journal":
        (cli.home / "journal").mkdir()
        (cli.home / "journal" / "2026.laptop-3f9a.jsonl").write_text("no journal\n")
    else:
        cli.home.rmdir()
        cli.home.write_text("a file")
    done = cli("help-now")
    assert (done.code, done.err) == (0, "")
    assert "findahelpline.com" in done.out


def test_a_date_is_shown_once_it_is_old() -> None:
    def page(today: date) -> str:
        return str(list(words.sections([], "GB", today)))

    assert "checked" not in page(words.CHECKED + timedelta(365))
    assert "checked 21 November 2026" in page(words.CHECKED + timedelta(366))


def test_every_country_has_a_phone_and_another_way() -> None:
    for country in words.COUNTRIES.values():
        ways = " ".join(way for line in country.lines for way in line.ways)
        assert "call" in ways
        assert "text" in ways
        assert country.emergency


def test_the_json_document_has_the_same_content(cli: Cli) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text('[support]\npeer = "Sam, room 3"\ncountry = "GB"\n')
    sections = json.loads(cli("help-now", "--json").out)["support"]
    page = " ".join(cli("help-now").out.split())
    said = [line["text"] for section in sections for line in section["lines"]]
    assert "Sam, room 3" in said
    assert all(" ".join(text.split()) in page for text in said)

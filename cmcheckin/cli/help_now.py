"""`help-now`: people and lines to talk to. It needs no journal, and works whatever is wrong with anything else."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cmcheckin.cli.output import DONE, print_json, print_text
from cmcheckin.cli.text_layout import wrapped
from cmcheckin.clock import clock_from, zone_name
from cmcheckin.settings import Settings, load
from cmcheckin.wording import support as words
from cmcheckin.wording.text_cells import cells, pad


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def early(args: argparse.Namespace, home: str | None, environ: Mapping[str, str]) -> int:
    """Print the page and return the exit code. Without readable settings or clock, only what they add is missing."""
    settings, today = _settings(home, environ), _today(environ)
    country = words.find_country(settings.country, zone_name(settings.timezone))
    sections = list(words.sections([(line.label, line.text) for line in settings.support], country, today))
    if args.json:
        document = [
            {"title": section.title, "lines": [{"name": name, "text": text} for name, text in section.rows]}
            for section in sections
        ]
        print_json([{"support": document}])
    else:
        print_text(_lines(sections, suggests_config=not settings.support))
    return DONE


def _lines(sections: Sequence[words.Section], *, suggests_config: bool) -> Iterator[str]:
    """Yield the page of `sections` at 80 columns. With `suggests_config`, say how to add people."""
    yield words.TITLE
    yield ""
    yield from wrapped("  ", words.OPENING)
    column = min(max(cells(label) for section in sections for label, _ in section.rows), 30)
    for section in sections:
        yield ""
        yield f"  {section.title}"
        for label, text in section.rows:
            yield from wrapped(f"    {pad(label, column)}  ", text)
    yield ""
    if suggests_config:
        yield from wrapped("  ", words.ADD)
    yield from wrapped("  ", words.QUIET)


def _settings(home: str | None, environ: Mapping[str, str]) -> Settings:
    from cmcheckin.paths import find_paths

    try:
        return load(find_paths(home, environ).config)
    except Exception:  # the page must be shown whatever is wrong with the settings
        return Settings()


def _today(environ: Mapping[str, str]) -> date | None:
    try:
        return clock_from(None, environ=environ).today()
    except Exception:  # as above
        return None

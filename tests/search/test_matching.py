"""Which days match, and where: examples, and what holds for any query and any records."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.domain.checkin import CheckIn, Community, Win
from cmcheckin.domain.escalation import Escalation
from cmcheckin.domain.records import Records, decode
from cmcheckin.domain.schedule import Schedule
from cmcheckin.domain.workday import Workday
from cmcheckin.search.entries import SearchDay, days_of, folded_kind
from cmcheckin.search.folding import folded
from cmcheckin.search.hits import Hit, excerpts
from cmcheckin.search.matching import Matcher, Results, narrows
from cmcheckin.search.query import Vocabulary, Words, parse
from tests.domain.record_strategies import BY_TYPE
from tests.search.test_query import TYPED

TODAY = date(2026, 11, 20)
RECORDS: list[dict[str, Any]] = [
    {"type": "checkin", "date": "2026-11-18", "workload": 4, "mood": 2, "energy": 2, "feelings": ["tired", "proud"],
     "community": {"mood": 4, "feels": "excited about the meetup"}, "note": "Called Ana.\nThe price change is a mess.",
     "wins": [{"text": "Meetup went well", "kind": "event"},
              {"text": "So patient with us", "kind": "thanks", "from": "Ana Müller", "long_term": True}],
     "metrics": {"signups": 22}, "answers": {"walked": True, "best part": "the walk home"}},
    {"type": "workday", "date": "2026-11-18", "kind": "work", "hours": 9.5, "after_hours_minutes": 45,
     "peer_minutes": 30, "activities": [{"kind": "moderation", "hours": 3}, {"kind": "events"}]},
    {"type": "workday", "date": "2026-12-25", "kind": "off", "label": "Christmas Day"},
    {"type": "workday", "date": "2026-08-03", "kind": "leave"},
    {"type": "escalation", "id": "e-1", "title": "Spam wave in #help", "severity": 4, "kind": "conduct", "minutes": 90,
     "opened": "2026-08-03T02:10:00+02:00", "status": "handed-off", "handed_to": "trust & safety",
     "cause": "price change", "updates": [{"text": "still coming in"}, {"text": "Meetup pages hit too"}]},
    {"type": "escalation", "id": "e-2", "title": "Dark mode", "kind": "ask", "opened": "2026-11-10T12:00:00+01:00",
     "status": "resolved", "outcome": "on the roadmap"},
    {"type": "checkin", "date": "2026-11-10", "mood": 4, "wins": [{"text": "Thanks for the film", "kind": "thanks"}]},
]  # fmt: skip
OWN = Vocabulary(["signups"], ["walked", "best part"], ["moderation", "events"])


def newest_first(raw: list[dict[str, Any]]) -> list[SearchDay]:
    days = days_of(Records.of(decode(record) for record in raw))
    return [days[day] for day in sorted(days, reverse=True)]


def find(text: str, days: list[SearchDay] | None = None) -> Results:
    matcher = Matcher(parse(text, TODAY, OWN), Schedule(start=time(9), end=time(17)).at_night)
    return Results(matcher, newest_first(RECORDS) if days is None else days)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "12-25 11-18 11-10 08-02 08-03"),
        ("MEETUP", "11-18 08-02"),
        ("meet wave", "08-02"),
        ("tired meetup", "11-18"),
        ('"went meetup"', ""),
        ("eetup", ""),
        ("muller", "11-18"),
        ("christmas", "12-25"),
        ("yes", ""),
        ("moderation", "11-18"),
        ("walk", "11-18"),
        ("-meetup", "12-25 11-10 08-03"),
        ("meetup -went", "11-18 08-02"),
        ("went -meetup", ""),
        ("kind:thanks", "11-18 11-10"),
        ("kind:thanks -patient", "11-10"),
        ("kind:thanks meetup", ""),
        ("-kind:thanks", "12-25 08-03 08-02"),
        ("kind:ask", "11-10"),
        ("thanks", "11-18 11-10"),
        ("THANK", "11-18 11-10"),
        ("thanks patient", "11-18"),
        ("thanks -patient", "11-10"),
        ("kind:thanks thanks film", "11-10"),
        ("-thanks", "12-25 08-03 08-02"),
        ("win:thanks", "11-10"),
        ("title:ask", ""),
        ("event", "11-18"),
        ("ask", "11-10"),
        ("conduct", "08-02"),
        ("leave", "08-03"),
        ("off", "12-25"),
        ("off christmas", "12-25"),
        ("events", "11-18"),
        ("work", ""),
        ("kind:leave", "08-03"),
        ("kind:off,leave", "12-25 08-03"),
        ("kind:leave,ask", "11-10 08-03"),
        ("kind:events", "11-18"),
        ("status:handed-off", "08-02"),
        ("is:unresolved", "08-02"),
        ("is:night spam", "08-02"),
        ("is:long-term", "11-18"),
        ("has:note", "11-18"),
        ("-has:checkin", "12-25 08-03 08-02"),
        ("has:community,activity", "11-18"),
        ("mood<=2", "11-18"),
        ("mood>3", "11-10"),
        ("-mood<=2", "12-25 11-10 08-03 08-02"),
        ("community=good", "11-18"),
        ("hours>9", "11-18"),
        ("after-hours>=45", "11-18"),
        ("peers>0", "11-18"),
        ("signups=22", "11-18"),
        ("walked:yes", "11-18"),
        ("walked:no", ""),
        ("best_part:home", "11-18"),
        ("severity>=high minutes>60", "08-02"),
        ('cause:"price change"', "08-02"),
        ("note:price", "11-18"),
        ("handed:safety", "08-02"),
        ("by:ana", "11-18"),
        ("update:pages", "08-02"),
        ("outcome:roadmap", "11-10"),
        ("feeling:tired wins:x", ""),
        ("from:2026-11-18", "12-25 11-18"),
        ("on:august", "08-03 08-02"),
        ("to:2026-08 spam", "08-02"),
        ("mood<", "12-25 11-18 11-10 08-03 08-02"),
    ],
)
def test_days(text: str, found: str) -> None:
    assert {f"{day.date:%m-%d}" for day in find(text).days} == set(found.split())


def shown(hits: tuple[Hit, ...]) -> list[tuple[str, str]]:
    """Return field and text of each of `hits`, with brackets around what matched."""
    texts = []
    for hit in hits:
        text, at = "", 0
        for start, end in hit.spans:
            text += f"{hit.text[at:start]}[{hit.text[start:end]}]"
            at = end
        texts.append((hit.field, text + hit.text[at:]))
    return texts


def test_a_hit_is_the_line_with_what_matched() -> None:
    [(_, hits), _] = find("meetup")
    assert shown(hits) == [("win", "[Meetup] went well"), ("community", "excited about the [meetup]")]
    assert (hits[0].key.id, hits[0].number, hits[0].entry) == ("2026-11-18", 0, "Meetup went well")
    [(_, hits)] = find("price ana")
    assert shown(hits) == [
        ("by", "[Ana] Müller"), ("note", "Called [Ana]."), ("note", "The [price] change is a mess."),
    ]  # fmt: skip
    [(_, hits)] = find("cause:price is:night")
    assert shown(hits) == [("cause", "[price] change")]
    assert (hits[0].entry, hits[0].is_part) == ("Spam wave in #help", True)
    [(_, hits)] = find("severity>3")
    assert shown(hits) == [("title", "Spam wave in #help")]
    [(_, hits)] = find("update:meetup")
    assert (shown(hits), hits[0].number) == ([("update", "[Meetup] pages hit too")], 1)
    [(_, hits)] = find("mood<=2 hours>9 signups>1 walked:yes")
    assert shown(hits) == [("mood", "2, low"), ("hours", "9.5 h"), ("signups", "22"), ("answer", "[yes]")]
    [(_, hits)] = find("kind:leave")
    assert shown(hits) == [("kind", "leave")]
    assert [hits for _, hits in find("from:2026-12")] == [()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thanks patient", [("win", "", "So [patient] with us")]),
        ("thanks on:2026-11-18", [("win", "thanks", "So patient with us")]),
        ("thanks tired", [("win", "thanks", "So patient with us"), ("feeling", "", "[tired], proud")]),
        ("thanks on:2026-11-10", [("win", "", "[Thanks] for the film")]),
        ("kind:thanks thank on:2026-11-18", [("win", "thanks", "So patient with us")]),
        ("ask", [("title", "ask", "Dark mode")]),
        ("leave", [("kind", "", "[leave]")]),
        ("kind:leave leave", [("kind", "", "leave")]),
        ("off", [("kind", "", "[off] (Christmas Day)")]),
        ("off christmas", [("label", "", "[Christmas] Day")]),
        ("moderation", [("activity", "", "[moderation] 3 h, events")]),
    ],
)
def test_a_word_for_a_kind_shows_what_is_of_that_kind(text: str, expected: list[tuple[str, str, str]]) -> None:
    [(_, hits)] = find(text)
    assert [(field, hit.name, line) for hit, (field, line) in zip(hits, shown(hits), strict=True)] == expected


NOT_TEXTS = {"id", "kind", "status", "type"}


@pytest.mark.parametrize("record", [CheckIn, Workday, Escalation, Win, Community], ids=lambda record: record.__name__)
def test_every_text_of_a_record_is_found(record: Any) -> None:
    texts = {name: f"the {name} text" for name, kind in get_type_hints(record).items() if kind in (str, str | None)}
    assert texts.keys() - NOT_TEXTS
    required: dict[Any, dict[str, Any]] = {
        CheckIn: {"date": TODAY},
        Workday: {"date": TODAY, "kind": "off"},
        Escalation: {"id": "e", "opened": datetime(2026, 11, 20, 12, tzinfo=UTC)},
    }
    made = record(**required.get(record, {}), **{name: texts[name] for name in texts.keys() - NOT_TEXTS})
    if isinstance(made, Win | Community):
        made = CheckIn(TODAY, wins=(made,)) if isinstance(made, Win) else CheckIn(TODAY, community=made)
    days = list(days_of(Records.of([made])).values())
    assert [name for name in texts.keys() - NOT_TEXTS if not find(f'"{texts[name]}"', days)] == []


def test_of_a_long_line_only_the_sentences_that_match_are_shown() -> None:
    filler = "Nothing of note here, really. " * 20
    text = f"{filler}The meetup was good! {filler}\nA second meetup."
    where = [(text.index("meetup"), text.index("meetup") + 6), (text.rindex("meetup"), text.rindex("meetup") + 6)]
    assert list(excerpts(text, where)) == [("The meetup was good!", ((4, 10),)), ("A second meetup.", ((9, 15),))]


RECORD_LISTS = st.lists(st.one_of(BY_TYPE["checkin"], BY_TYPE["workday"], BY_TYPE["escalation"]), max_size=8)


@given(TYPED, RECORD_LISTS)
def test_any_query_has_hits_whose_spans_are_in_their_texts(text: str, raw: list[dict[str, Any]]) -> None:
    days = newest_first(raw + RECORDS)
    results = find(text, days)
    assert list(results.days) == [day for day in days if day in results.days], "the order is kept"
    needles = [term.needle for term in results.query.terms if isinstance(term, Words) and not term.excluded]
    for _, hits in results:
        for hit in hits:
            assert "\n" not in hit.text
            ends = [at for span in hit.spans for at in span]
            assert ends == sorted(set(ends))
            assert all(0 <= at <= len(hit.text) for at in ends)
            assert all(any(n[1:2] in folded(hit.text[a:b]) for n in needles) for a, b in hit.spans)


@given(TYPED, RECORD_LISTS)
def test_more_terms_never_find_more_days(text: str, raw: list[dict[str, Any]]) -> None:
    """Excluded words may: alone they leave out days, with a filter for wins or escalations only some of these."""
    days = newest_first(raw + RECORDS)
    query = parse(text, TODAY, OWN)
    terms = tuple(term for term in query.terms if not term.excluded)
    for count in range(len(terms)):
        fewer = Matcher(query._replace(terms=terms[:count]), Schedule().at_night)
        more = Matcher(query._replace(terms=terms[: count + 1]), Schedule().at_night)
        assert set(filter(more.matches, days)) <= set(filter(fewer.matches, days))


@given(TYPED, RECORD_LISTS)
def test_what_narrows_a_query_finds_no_other_days(text: str, raw: list[dict[str, Any]]) -> None:
    days, before, found = newest_first(raw + RECORDS), parse("", TODAY), newest_first(raw)
    for length in range(1, len(text) + 1):
        query = parse(text[:length], TODAY, OWN)
        matcher = Matcher(query, Schedule().at_night)
        matching = list(filter(matcher.matches, days))
        if narrows(query, before):
            assert list(filter(matcher.matches, found)) == matching
        before, found = query, matching


def test_further_terms_and_longer_words_narrow_a_query() -> None:
    for before, after in (
        ("m", "me"),
        ("a b", "a b c"),
        ('"price c', '"price ch"'),
        ("cause:p", "cause:pr -x"),
        ("a", "a mood<2"),
    ):
        assert narrows(parse(after, TODAY), parse(before, TODAY)), after
    for before, after in (
        ("", "a"),
        ("me", "m"),
        ("-a", "-ab"),
        ("-a", "-a b"),
        ("a b", "ac b"),
        ("kind:s", "kind:si"),
        ("a", "title:a"),
    ):
        assert not narrows(parse(after, TODAY), parse(before, TODAY)), after


@given(TYPED, RECORD_LISTS)
def test_a_day_matches_either_a_term_or_its_exclusion(text: str, raw: list[dict[str, Any]]) -> None:
    days = newest_first(raw + RECORDS)
    for term in parse(text, TODAY, OWN).terms:
        query = parse("", TODAY)._replace(terms=(term,))
        opposite = query._replace(terms=(term._replace(excluded=not term.excluded),))
        one, other = (Matcher(each, Schedule().at_night) for each in (query, opposite))
        assert all(one.matches(day) != other.matches(day) for day in days)


@given(st.lists(st.text("ab é-", min_size=1, max_size=3).filter(folded), min_size=1, max_size=3), RECORD_LISTS)
def test_words_are_found_as_a_plain_search_finds_them(words: list[str], raw: list[dict[str, Any]]) -> None:
    days = newest_first(raw)
    found = find(" ".join(f'"{word}"' for word in words), days).days
    for day in days:
        texts = [folded(text.text) for entry in day.entries for text in entry.texts if text.text not in ("yes", "no")]
        texts += [folded_kind(kind) for entry in day.entries for kind in entry.kinds]
        assert (day in found) == all(any(folded(word) in text for text in texts) for word in words)

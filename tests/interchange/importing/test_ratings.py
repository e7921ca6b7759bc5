"""Other programs' moods and energies become ratings from 1 to 5."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcheckin.interchange.importing.questions import ENERGY, MOOD, NOTHING, SCALE, Answers, Question, read_scale
from cmcheckin.interchange.importing.ratings import middle, number, rating_of, rating_questions


def test_each_name_is_asked_once_in_any_case_and_known_ones_have_a_default() -> None:
    questions = list(rating_questions(MOOD, ["Rad", "rad", "Zen", "", "meh"]))
    assert questions == [
        Question(MOOD, "Rad", ("1", "2", "3", "4", "5", NOTHING), "5", 2),
        Question(MOOD, "Zen", ("1", "2", "3", "4", "5", NOTHING), "", 1),
        Question(MOOD, "meh", ("1", "2", "3", "4", "5", NOTHING), "3", 1),
    ]
    assert [question.must for question in questions] == [False, True, False]


def test_the_scale_of_numbers_is_asked_only_if_it_isnt_1_to_5() -> None:
    assert list(rating_questions(MOOD, ["1", "3", "5"])) == []
    (question,) = rating_questions(MOOD, ["1", "3", "7", "2.5"])
    assert (question.kind, question.name, question.must, question.occurs) == (SCALE, MOOD, True, 4)


@pytest.mark.parametrize(
    ("kind", "text", "answers", "rating"),
    [
        (MOOD, "good", {}, 4),
        (MOOD, "GOOD", {(MOOD, "good"): "2"}, 2),
        (MOOD, "good", {(MOOD, "good"): NOTHING}, None),
        (MOOD, "zen", {}, None),
        (MOOD, "zen", {(MOOD, "Zen"): "5"}, 5),
        (ENERGY, "drained", {}, 1),
        (ENERGY, "good", {}, 4),
        (MOOD, "3", {}, 3),
        (MOOD, "7", {}, None),
        (MOOD, "7", {(SCALE, MOOD): "1-10"}, 4),
        (MOOD, "10", {(SCALE, MOOD): "1-10"}, 5),
        (MOOD, "1", {(SCALE, MOOD): "10-1"}, 5),
        (MOOD, "2,5", {(SCALE, MOOD): "0-5"}, 3),
        (MOOD, "11", {(SCALE, MOOD): "1-10"}, None),
        (MOOD, "-5", {(SCALE, MOOD): "-5-5"}, 1),
    ],
)
def test_a_value_gets_the_rating_from_the_answers(
    kind: str, text: str, answers: dict[tuple[str, str], str], rating: int | None
) -> None:
    assert rating_of(kind, text, Answers(answers)) == rating


@given(st.floats(0, 10), st.floats(0, 10))
def test_a_higher_number_never_gets_a_lower_rating(one: float, other: float) -> None:
    answers = Answers({(SCALE, MOOD): "0-10"})
    ratings = [rating_of(MOOD, f"{value:.3f}", answers) for value in sorted((one, other))]
    assert all(rating is not None and 1 <= rating <= 5 for rating in ratings)
    assert ratings == sorted(ratings, key=lambda rating: rating or 0)


@given(st.text(max_size=50))
def test_no_text_is_misread(text: str) -> None:
    assert rating_of(MOOD, text, Answers()) in (None, 1, 2, 3, 4, 5)
    assert number(text) is None or abs(number(text) or 0) < 1e300
    assert read_scale(text) is None or len(read_scale(text) or ()) == 2


def test_the_median_of_an_even_number_is_rounded_down() -> None:
    assert middle([]) is None
    assert middle([5, 3]) == 4
    assert middle([4, 3]) == 3
    assert middle([1, 5, 2]) == 2

"""Each kind of question of an import has its words, and is in the topic."""

from __future__ import annotations

from cmcheckin.interchange.importing.questions import KINDS, WIN
from cmcheckin.wording.import_preview import LABELS, QUESTIONS
from cmcheckin.wording.import_screen import ASKED, HEADINGS
from cmcheckin.wording.topics import read_topic


def test_each_kind_of_question_has_its_words() -> None:
    kinds = {*KINDS}
    assert {*QUESTIONS} == {*LABELS} == {*ASKED} == kinds
    assert {*HEADINGS} == kinds - {WIN}  # on the screen, a tag has one row for both
    listed = read_topic("import").partition("An answer begins with")[2].partition(".\n")[0]
    assert [kind for kind in KINDS if f"`{kind}`" not in listed and f"`{kind} " not in listed] == []

"""The catalogues: every message that people see is there, whole, in every language."""

import re

import pytest
from babel.messages.catalog import Message

from app.domain.languages import DUTCH, Language
from app.languages import FOLDER, read_catalogue, translator
from scripts.translations import gather, is_said, renew, written

OTHERS = [language for language in Language if language is not DUTCH.language]
PLACES = re.compile(r"%(?:\(\w+\)\w|.)")
MARKUP = re.compile(r"<[^>]*>|&\w+;")
NUMBER = "%(num)s"  # may be left out of a form that is about one thing


def forms(words: object) -> list[str]:
    """Give all forms of a message, or of what it is in another language."""
    return [words] if isinstance(words, str) else list(words)  # type: ignore[call-overload]  # Babel: str or tuple


def messages(language: Language) -> list[Message]:
    return [message for message in read_catalogue(language) if message.id]


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_exactly_the_messages_of_the_code(language: Language) -> None:
    asked, known = gather(), read_catalogue(language)
    ids = {message.id for message in asked}
    assert {message.id for message in known} - ids == set(), "gone from the code"
    assert ids - {message.id for message in known} == set(), "not in the catalogue yet"
    assert known.obsolete == {}
    text = (FOLDER / f"{language}.po").read_text("utf-8")
    assert text == written(renew(language, asked)), "python -m scripts.translations --write"


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_has_its_words_and_none_was_guessed(language: Language) -> None:
    assert [message.id for message in messages(language) if not is_said(message)] == []
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", OTHERS)
def test_both_sides_name_the_same_values_and_the_same_markup(language: Language) -> None:
    for message in messages(language):
        ours, theirs = forms(message.id), forms(message.string)
        for pattern in (PLACES, MARKUP):
            asked = {one for form in ours for one in pattern.findall(form)} - {NUMBER}
            for form in theirs:
                assert set(pattern.findall(form)) - {NUMBER} == asked, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_both_sides_begin_and_end_alike(language: Language) -> None:
    for message in messages(language):
        ours, theirs = forms(message.id)[0], forms(message.string)[0]
        assert re.search(r"[.?!:…]?\s*$", ours)[0] == re.search(r"[.?!:…]?\s*$", theirs)[0], ours  # type: ignore[index]  # always matches
        assert ours[:1].isspace() == theirs[:1].isspace(), ours


@pytest.mark.parametrize("language", OTHERS)
def test_one_and_many_have_forms_of_their_own(language: Language) -> None:
    catalogue = read_catalogue(language)
    assert (catalogue.num_plurals, catalogue.plural_expr) == (2, "(n != 1)")
    said = translator(language)
    for message in messages(language):
        if isinstance(message.id, tuple | list):
            one, many = message.id
            spoken = [said.catalogue.ngettext(one, many, number) for number in (0, 1, 2)]
            assert spoken == [forms(message.string)[at] for at in (1, 0, 1)]


def test_the_source_has_a_plural_of_its_own() -> None:
    said = [DUTCH.count("%(num)s brief", "%(num)s brieven", number) for number in (0, 1, 1200)]
    assert said == ["0 brieven", "1 brief", "1.200 brieven"]
